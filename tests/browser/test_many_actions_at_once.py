"""A report author moves the dates of several actions by the keyboard alone, with script and without, and takes it back."""

from datetime import UTC, date, datetime

import pytest

from plans import snapshot_cache
from plans.models import BulkChange, Statement
from tests.browser.fixtures import follow
from tests.factories import make_action, make_board, make_milestone, make_person, make_strategy, make_user

PAGE = "/boards/board-1/actions/?q=step"
WITH_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def author(transactional_db):
    make_strategy(board=make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire"))
    ana = make_person(name="Ana")
    for number in range(4):
        action = make_action(title=f"Step {number + 1}", lead=ana)
        make_milestone(action=action, title="Sign the lease", due=date(2027, 1, 15))
    make_action(title="Something else", lead=ana)
    return make_user("author", person=make_person(name="Report Author"))


def tab_to(page, words):
    """By Tab to the control that is called so."""
    called = """() => { const a = document.activeElement, label = a.labels && a.labels[0];
        return (label ? label.textContent : a.textContent).trim() }"""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate(called).startswith(words):
            return
    raise AssertionError(f"{words} was not reached")


@WITH_SCRIPT
def test_by_the_keyboard_alone_from_the_list_to_the_list_and_back(open_page, author, script):
    page = open_page(PAGE, user=author, script=script)

    for title in ("Choose A1", "Choose A3"):
        tab_to(page, title)
        page.keyboard.press("Space")
    if script:
        assert page.locator(".hwb-picked[role=status]").inner_text() == "2 of 4 on this page ticked."
    tab_to(page, "Move dates")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/**")
    assert page.locator("h1").inner_text() == "Move the dates of 2 actions"

    tab_to(page, "How many")
    page.keyboard.type("30")
    tab_to(page, "Why")
    page.keyboard.type("The winter plan.")
    tab_to(page, "Show what this does")
    page.keyboard.press("Enter")
    page.locator("#h-changes").wait_for()
    assert BulkChange.objects.count() == 0

    tab_to(page, "Make these 2 changes")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}")
    assert "New dates for two milestones" in page.locator(".hwb-undo").inner_text()
    moved = Statement.objects.filter(bulk__isnull=False).order_by("pk")
    assert [(s.milestone.action.title, s.latest) for s in moved] == [
        ("Step 1", date(2027, 2, 14)),
        ("Step 3", date(2027, 2, 14)),
    ]

    tab_to(page, "Undo all of it")
    page.keyboard.press("Enter")
    page.locator(".hwb-message--success").wait_for()
    assert page.url.endswith(PAGE)
    assert Statement.objects.filter(bulk__isnull=False, error_marked_at=None).count() == 0


def test_all_of_a_page_is_ticked_at_once_and_said(open_page, author):
    page = open_page(PAGE, user=author)
    everything = page.locator("[data-pick-all]")

    everything.click()
    assert page.locator("input[name=pick]:checked").count() == 4
    assert page.locator(".hwb-picked").inner_text() == "4 of 4 on this page ticked."
    page.get_by_label("Choose A2 Step 2").uncheck()
    assert page.locator(".hwb-picked").inner_text() == "3 of 4 on this page ticked."
    everything.press("Space")
    assert everything.inner_text() == "Untick all on this page"
    everything.press("Enter")
    assert page.locator("input[name=pick]:checked").count() == 0
    assert page.url.endswith(PAGE)


def test_all_of_a_page_is_ticked_at_once_without_script(open_page, author):
    page = open_page(PAGE, user=author, script=False)

    follow(page.get_by_text("Tick all on this page"))

    assert page.locator("input[name=pick]:checked").count() == 4
    follow(page.get_by_role("button", name="Move dates"))
    assert page.locator("h1").inner_text() == "Move the dates of 4 actions"
    follow(page.get_by_role("link", name="Cancel"))
    assert page.url.endswith(PAGE)


@WITH_SCRIPT
def test_all_that_match_can_be_chosen_without_a_tick(open_page, author, script):
    page = open_page(PAGE, user=author, script=script)

    page.get_by_text("All 4 that match the filter").click()
    follow(page.get_by_role("button", name="Withdraw"))

    assert page.locator("h1").inner_text() == "Withdraw 4 actions"


@pytest.mark.parametrize("width", [320, 1280])
def test_each_page_on_the_way_is_accessible_and_fits(open_page, author, check_accessibility, width):
    def is_sound(page):
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = open_page(PAGE, user=author, width=width)
    page.get_by_text("Tick all on this page").click()
    is_sound(page)
    follow(page.get_by_role("button", name="Move dates"))
    follow(page.get_by_role("button", name="Show what this does"))
    is_sound(page)
    page.get_by_label("How many").fill("-700")
    page.get_by_label("Why").fill("The winter plan.")
    follow(page.get_by_role("button", name="Show what this does"))
    is_sound(page)
    follow(page.get_by_role("button", name="Change what you asked"))
    page.get_by_label("How many").fill("30")
    follow(page.get_by_role("button", name="Show what this does"))
    is_sound(page)
    follow(page.get_by_role("button", name="Make these 4 changes"))
    is_sound(page)
    follow(page.get_by_role("link", name="What was changed"))
    is_sound(page)
