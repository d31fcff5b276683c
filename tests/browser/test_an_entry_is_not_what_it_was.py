"""An author finds that an action was none: another kind, the action out of the plan, and all of it back again."""

import re
from datetime import UTC, date, datetime

import pytest

from meetings.changes.minutes import start_minutes
from meetings.models import MinuteEntry
from plans import snapshot_cache
from plans.models import Action
from tests.browser.fixtures import follow
from tests.factories import make_board, make_goal, make_meeting, make_objective, make_person, make_strategy, make_user
from tests.pages.minuted import make_item

ADDRESS = "/boards/board-1/meetings/november/minutes/write/"


@pytest.fixture
def author(transactional_db, monkeypatch):
    """It is Monday 23 November 2026; the minutes of the Wednesday before are begun."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 23, 10, tzinfo=UTC))
    snapshot_cache.forget()
    board = make_board()
    make_objective(goal=make_goal(strategy=make_strategy(board=board)), title="Care close to home")
    meeting = make_meeting(board=board, key="november", held_on=date(2026, 11, 18))
    make_item(meeting, title="Centres", number="5.")
    author = make_user("author", person=make_person(name="Una Author"))
    start_minutes(meeting, by=author, on=date(2026, 11, 23))
    yield author
    snapshot_cache.forget()


def press(page, name):
    """The button whose name begins so; what it is about is told to those who listen only."""
    follow(page.get_by_role("button", name=re.compile(f"^{name}")).first)


@pytest.mark.parametrize("width", [320, 1280])
def test_an_action_that_was_none_becomes_a_decision_and_comes_back(open_page, author, check_accessibility, width):
    page = open_page(ADDRESS, user=author, width=width)
    follow(page.get_by_role("link", name="Add under Centres: Action"))
    page.get_by_label("What is to be done").fill("Bring the leases.")
    page.get_by_text("It makes an action", exact=True).click()
    page.get_by_label("Objective or goal it belongs to").select_option(index=1)
    press(page, "Save")

    follow(page.get_by_role("link", name="Change Bring the leases."))
    page.get_by_text("Of another kind after all?").click()
    page.get_by_label("It is", exact=True).select_option("Decision")
    press(page, "Change the kind")
    check_accessibility(page)
    assert page.get_by_label("What was decided").input_value() == "Bring the leases."
    page.get_by_text("It is marked as entered in error, and leaves the plan").click()
    press(page, "Save")
    assert Action.objects.get().error_marked_at is not None
    press(page, "Undo")
    assert (Action.objects.get().error_marked_at, MinuteEntry.objects.get().kind) == (None, "decision")

    press(page, "Drop")
    check_accessibility(page)
    page.get_by_text("It goes too:").click()
    press(page, "Drop the entry")
    assert (MinuteEntry.objects.count(), Action.objects.get().error_marked_at is None) == (0, False)
    check_accessibility(page)
    press(page, "Undo")
    assert (MinuteEntry.objects.count(), Action.objects.get().error_marked_at) == (1, None)
