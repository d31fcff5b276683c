"""The long matrix: every page as every role, at three widths, as at another day, in forced colours, and emptied by filters."""

import pytest

from tests.browser.addresses import EXAMPLESHIRE, PAGES, THURROCK, opened
from tests.browser.test_every_page import assert_fits
from tests.browser.test_keyboard import test_tab_reaches_every_control_in_sight as tab_reaches_every_control

pytestmark = pytest.mark.long

ROLES = ["member", "officer", "author", "chair", "admin"]
PATHS = sorted({path for role, path in opened() if role != "nobody"})
LISTS = [path for name in ("plans:actions", "plans:milestones", "plans:people") for path in PAGES[name]]
STATES = [
    (f"{THURROCK}/?as_at=2017-01-18", "As at 18 January 2017."),
    (f"{THURROCK}/plan/?as_at=2016-09-01", "As at 1 September 2016."),
    (f"{THURROCK}/goals/D/?as_at=2017-03-15", "As at 15 March 2017."),
    (f"{THURROCK}/objectives/4A/?as_at=2017-03-15", "As at 15 March 2017."),
    (f"{THURROCK}/actions/4A-02/?as_at=2017-01-18", "As at 18 January 2017."),
    (f"{THURROCK}/indicators/?as_at=2017-01-18", "As at 18 January 2017."),
    (f"{THURROCK}/doubts/?as_at=2017-01-18", "As at 18 January 2017."),
    (f"{THURROCK}/?as_at=2017-02-30", "is not a day"),
    (f"{EXAMPLESHIRE}/?as_at=2026-03-01", "As at 1 March 2026."),
    (f"{EXAMPLESHIRE}/plan/?as_at=2099-01-01", "still to come"),
    (f"{EXAMPLESHIRE}/objectives/1A/?as_at=2026-03-01", "As at 1 March 2026."),
    (f"{EXAMPLESHIRE}/changes/?as_at=2026-03-01", "1 March 2026"),
    (f"{EXAMPLESHIRE}/actions/?as_at=2026-03-01&page=2", "As at 1 March 2026."),
    (f"{EXAMPLESHIRE}/actions/?q=nothing+is+called+this", "o action"),
    (f"{EXAMPLESHIRE}/milestones/?q=nothing+is+called+this", "o milestone"),
    ("/people/?q=nobody+is+called+this", ""),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_for_every_role_fits_every_width_or_is_refused(visit, check_accessibility, path, role):
    page = visit(path, role=role, width=768)
    refused = any("403" in problem or "404" in problem for problem in page.problems)
    if refused:
        page.problems.clear()

    assert page.locator("h1").count() == 1
    check_accessibility(page)
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page, width)


@pytest.mark.parametrize(("role", "path"), list(opened()))
def test_every_page_in_forced_colours(visit, check_accessibility, role, path):
    page = visit(path, role=role, forced_colours=True)

    check_accessibility(page, but=["color-contrast"])  # the colours are the reader's own
    invisible = page.evaluate(
        """() => [...document.querySelectorAll('.hwb-mark')].filter(mark =>
            getComputedStyle(mark).backgroundImage === 'none').map(mark => mark.outerHTML)"""
    )
    assert invisible == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("path", "says"), STATES)
def test_every_state_of_a_page(visit, check_accessibility, path, says, width):
    page = visit(path, width=width)

    assert says in page.locator("main").inner_text()
    check_accessibility(page)
    assert_fits(page, width)


@pytest.mark.parametrize(("role", "path"), list(opened()))
def test_tab_reaches_every_control_of_every_page(visit, role, path):
    tab_reaches_every_control(visit, role, path, 1280)


def test_text_of_twice_the_size_and_wide_spacing_still_fits(visit):
    """WCAG 1.4.4 and 1.4.12, on the page with the most on it."""
    page = visit(f"{EXAMPLESHIRE}/", width=640)
    page.evaluate(
        """() => {
            const large = new CSSStyleSheet()
            large.replaceSync(`html { font-size: 200% }
                * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`)
            document.adoptedStyleSheets = [large]
        }"""
    )

    assert_fits(page, 640)
