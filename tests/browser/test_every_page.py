"""What is true of every page: it can be read, printed, and used without script, on a phone as on a desk.

The list of pages is in addresses.py. The long matrix, with every role and state, is in test_every_state.py.
"""

import pypdfium2
import pytest

from tests.browser.addresses import NOT_PAGES, PAGES, names, opened

PHONE, DESK = 320, 1280
EACH_PAGE = pytest.mark.parametrize(("role", "path"), list(opened()))


def test_every_address_is_opened_here_or_is_no_page():
    assert set(names()) == set(PAGES) | set(NOT_PAGES)


@EACH_PAGE
def test_a_page_is_accessible_and_fits_a_phone_and_a_desk(visit, check_accessibility, role, path):
    page = visit(path, role=role, width=DESK)

    assert page.title().strip(" –")
    assert page.locator("h1").count() == 1
    check_accessibility(page)
    assert_fits(page, DESK)

    page.set_viewport_size({"width": PHONE, "height": 640})
    check_accessibility(page)
    assert_fits(page, PHONE)


@EACH_PAGE
def test_a_page_says_the_same_without_script(visit, role, path):
    with_script = visit(path, role=role).locator("body").inner_text()
    without = visit(path, role=role, script=False).locator("body").inner_text()

    assert without == with_script


@EACH_PAGE
def test_a_page_prints_its_words_and_not_its_navigation(visit, role, path):
    page = visit(path, role=role, media="print")

    assert page.locator("nav a, .govuk-skip-link, form button").filter(visible=True).all_inner_texts() == []
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    printed = "".join(words(sheet.get_textpage().get_text_bounded()) for sheet in paper)
    assert words(page.locator("h1").inner_text()) in printed
    blank = [number for number, sheet in enumerate(paper, 1) if not sheet.get_textpage().get_text_bounded().strip()]
    assert blank == []


def assert_fits(page, width):
    wide = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll("*")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
    )
    assert wide == [], f"wider than {width}"


def words(text):
    """Letters and figures only: a PDF's text keeps neither spaces nor hyphens."""
    return "".join(character for character in text if character.isalnum())
