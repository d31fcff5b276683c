"""Minutes are gone through and committed by the keyboard alone: with single keys, and without any script."""

import pytest

from meetings.models import Minutes
from plans.models import Action
from tests.minutes_review.conftest import HELD

TABS = 150
HERE = """() => { const e = document.activeElement;
  return [(e.labels?.[0] || e).textContent.trim(), e.closest("article")?.id || ""] }"""


@pytest.fixture
def proposal(transactional_db, sent):
    return sent()


@pytest.fixture
def review(open_page, author, proposal):
    def open_review(**how):
        return open_page(f"/boards/marlshire-hwb/import-minutes/{proposal.pk}/", user=author, **how)

    return open_review


def tab_to(page, words):
    """To the control that begins with these words, by the Tab key; around the page if need be."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate(HERE)[0].startswith(words):
            return
    raise AssertionError(f"{words} was not reached")


def press(page, words):
    tab_to(page, words)
    page.keyboard.press("Enter")


def commit(page):
    press(page, "See what committing makes")
    page.wait_for_url("**/commit/")
    commit_from_here(page)


def commit_from_here(page):
    tab_to(page, "Draft: only report authors")
    page.keyboard.press("Space")
    press(page, "Commit these minutes")
    page.wait_for_url("**/meetings/marlshire-hwb-2026-09-09/")
    assert "Committed: 8 passages of minutes, and 2 actions in the plan." in page.locator("main").inner_text()


def progress(page, words):
    page.locator("#progress").get_by_text(words).wait_for()


def test_with_single_keys(review, author):
    page = review()
    for _ in range(5):
        page.keyboard.press("j")
    assert page.locator("article:focus").inner_text().startswith("Action")
    assert page.locator(".hwb-text .is-lit").all_inner_texts() != []

    first = page.locator("article:focus").get_attribute("id")
    page.keyboard.press("a")
    progress(page, "1 of 3 decided.")
    page.locator(f"article:focus:not(#{first})").wait_for()  # on to the next that waits
    page.keyboard.press("c")
    page.get_by_label("What the action is called").wait_for()
    page.locator("article:focus-within").wait_for()  # whoever pressed the key stays in the passage
    tab_to(page, "What the action is called")
    page.keyboard.press("Control+a")
    page.keyboard.type("Share visits, and add jack")  # single keys do nothing while somebody types
    press(page, "Save and accept")
    progress(page, "2 of 3 decided.")
    page.locator("article:focus").get_by_text("RESOLVED").first.wait_for()
    page.keyboard.press("d")
    progress(page, "3 of 3 decided.")
    page.keyboard.press("u")
    progress(page, "2 of 3 decided.")
    page.keyboard.press("a")
    progress(page, "3 of 3 decided.")

    commit(page)
    assert list(Action.objects.order_by("pk").values_list("title", flat=True))[1] == "Share visits, and add jack"
    assert Minutes.objects.get().meeting.held_on == HELD


def test_without_script(review):
    page = review(script=False)

    for number in (1, 2, 3):
        press(page, "Accept")
        progress(page, f"{number} of 3 decided.")

    commit(page)
    assert Action.objects.count() == 2


def test_a_title_and_a_capacity_are_put_right_on_the_way(review, proposal, decided):
    for entry in proposal.entries.filter(kind__in=("action", "decision")):
        decided(proposal, entry.text)
    page = review()
    page.goto(f"/boards/marlshire-hwb/import-minutes/{proposal.pk}/commit/")

    page.get_by_text("Change its numbers or title").nth(1).click()
    page.get_by_label("Title: 2 Objective 1A: warm homes").fill("Warm homes")
    page.get_by_label("Came as: Wilf Hart").select_option("Substitute")

    commit_from_here(page)
    meeting = Minutes.objects.get().meeting
    assert meeting.items.filter(title="Warm homes").exists()
    assert meeting.attendance.get(person__name="Wilf Hart").capacity == "substitute"


def test_single_keys_can_be_switched_off(review, proposal):
    page = review()
    page.get_by_text("By the keyboard").click()
    page.get_by_label("Single keys do this").uncheck()
    page.locator("article").nth(4).focus()

    asked = []
    page.on("request", lambda one: asked.append(one.url))

    page.keyboard.press("a")
    page.keyboard.press("d")

    assert asked == []
    assert set(proposal.entries.values_list("state", flat=True)) == {"open"}
    page.reload()
    page.get_by_text("By the keyboard").click()
    assert not page.get_by_label("Single keys do this").is_checked()


def test_merging_changes_both_passages_in_place(review, author):
    page = review()
    page.locator("article").nth(2).focus()

    page.keyboard.press("m")

    page.locator("article").nth(2).get_by_text("Put together with the passage before it.").wait_for()
    both = "Dr Ben Lowe presented the report on cold homes.\nThe board heard that grants had been slow to come."
    assert both in page.locator("article").nth(1).inner_text()


@pytest.mark.parametrize("width", [320, 1280])
def test_each_state_is_accessible_and_fits(
    review, open_page, author, proposal, decided, likeness, check_accessibility, width
):
    decided(proposal, "grants", "dropped")
    decided(proposal, "cold homes to the board")
    page = review(width=width)
    check_accessibility(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.locator("article.is-waiting").first.get_by_role("button", name="Change").click()
    page.get_by_label("What the action is called").wait_for()
    check_accessibility(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.goto(f"/boards/marlshire-hwb/import-minutes/{proposal.pk}/commit/")
    check_accessibility(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
