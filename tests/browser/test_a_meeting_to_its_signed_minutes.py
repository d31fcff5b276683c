"""A meeting from planned to signed, as its author and its chair go through it in a browser.

Planned and published, held, who came, minutes with an action and a vote, checked, published, approved with an amendment
at the next meeting, signed.
"""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Minutes
from plans import snapshot_cache
from plans.models import Action, Membership
from tests.agendas.making import make_standing
from tests.browser.fixtures import follow
from tests.browser.planning_walk import plan_and_publish
from tests.factories import (
    add,
    make_board,
    make_goal,
    make_meeting,
    make_objective,
    make_person,
    make_strategy,
    make_user,
)
from tests.pages.minuted import make_item

BOARD = "/boards/board-1"


@pytest.fixture
def today(monkeypatch):
    """Says which day it is; the days of this test go on."""

    def it_is(day):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
        snapshot_cache.forget()

    it_is(date(2026, 11, 11))
    yield it_is
    snapshot_cache.forget()


@pytest.fixture
def board(transactional_db):
    board = make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire", quorum=2)
    make_standing("Apologies for absence", "Minutes of the last meeting")
    make_objective(goal=make_goal(strategy=make_strategy(board=board)), title="Care close to home")
    for name in ("Ann Bell", "Bea Cole", "Cyd Dale"):
        add(Membership, {"since": date(2025, 5, 14)}, board=board, person=make_person(name=name))
    return board


def press(page, name):
    follow(page.get_by_role("button", name=name, exact=True))


def told(page):
    return page.locator(".hwb-message").first.inner_text()


def write(page, item, kind):
    """Open the form of a new entry under an item."""
    follow(page.get_by_role("link", name=f"Add under {item}: {kind}"))


def test_a_meeting_goes_from_planned_to_signed(open_page, today, board, check_accessibility):
    author = make_user("author", person=make_person(name="Una Author"))
    chair = make_user("chair", board=board, person=make_person(name="Cy Chair"))
    page = open_page(f"{BOARD}/meetings/", user=author)
    address = plan_and_publish(page, board=BOARD, day="2026-11-25", items=("Winter plan",))

    # Held, and who came.
    today(date(2026, 11, 26))
    page = open_page(address, user=author)
    follow(page.get_by_role("link", name="Mark it as held"))
    press(page, "It was held")
    page.goto(f"{address}attendance/")
    page.get_by_role("group", name="Ann Bell").get_by_text("In the chair").click()
    page.get_by_role("group", name="Bea Cole").get_by_text("Present").click()
    page.get_by_role("group", name="Cyd Dale").get_by_text("Apologies").click()
    check_accessibility(page)
    press(page, "Save who came")
    assert "2 of 3 members present; the quorum is 2: met" in told(page)

    # The minutes: an action that makes an action, and a decision by vote.
    page.goto(f"{address}minutes/write/")
    press(page, "Begin the minutes")
    write(page, "Winter plan", "Action")
    page.get_by_label("What is to be done").fill("Send the Board the number of winter beds")
    page.get_by_text("Kept for you at 10.00, not saved yet.").wait_for()
    page.get_by_label("Who is to do it").select_option(label="Bea Cole")
    page.get_by_label("When it is due").fill("within two months")
    page.get_by_label("Objective or goal it belongs to").select_option(label="A1 Care close to home")
    check_accessibility(page)
    press(page, "Save")
    action = Action.objects.get()
    assert f"It made action {action.reference}" in told(page)
    write(page, "Winter plan", "Decision")
    page.get_by_label("What was decided").fill("RESOLVED that the plan be agreed")
    page.get_by_text("By a vote", exact=True).click()
    page.get_by_label("For", exact=True).fill("1")
    page.get_by_label("Against", exact=True).fill("1")
    page.get_by_label("How it went").select_option(label="Carried")
    check_accessibility(page)
    press(page, "Save")
    assert "carried by the chair’s casting vote" in page.locator(".is-decision").inner_text()

    page.goto(f"{BOARD}/actions/")
    assert "Send the Board the number of winter beds" in page.locator("main").inner_text()

    # Checked by the chair, published by the author.
    of_chair = open_page(f"{address}minutes/1/", user=chair, width=320)
    of_chair.get_by_text("Remark on this").last.click()
    of_chair.get_by_label("Your remark").last.fill("Say that I used my casting vote.")
    follow(of_chair.get_by_role("button", name="Add the remark").last)
    assert "Your remark is added" in told(of_chair)
    check_accessibility(of_chair)
    follow(of_chair.get_by_role("link", name="Mark as checked"))
    press(of_chair, "Mark as checked")
    assert "Marked as checked" in told(of_chair)
    page = open_page(f"{address}minutes/1/", user=author)
    follow(page.get_by_role("link", name="Publish the minutes"))
    press(page, "Publish the minutes")
    assert "Draft, subject to approval." in page.locator(".hwb-standing").inner_text()

    # Approved at the next meeting, with an amendment, as version 2; signed.
    following = make_meeting(board=board, key="january", held_on=date(2027, 1, 13))
    make_item(following, title="Minutes of the last meeting", kind="minutes", number="2")
    today(date(2027, 1, 14))
    page = open_page(f"{address}minutes/1/approve/", user=author)
    page.get_by_text("With amendments", exact=True).click()
    page.get_by_label("What was amended").fill("Item 3: “agreed” to read “agreed for this winter”.")
    press(page, "Record the approval")
    page.wait_for_url("**/minutes/write/")
    follow(page.get_by_role("link", name="Change RESOLVED that the plan be agreed"))
    page.get_by_label("What was decided").fill("RESOLVED that the plan be agreed for this winter")
    press(page, "Save")
    page.goto(f"{address}minutes/2/")
    assert "Approved at the meeting of 13 January 2027. Version 2." in page.locator(".hwb-standing").inner_text()
    follow(page.get_by_role("link", name="Record the signature"))
    page.get_by_label("Signed by").select_option(label="Ann Bell")
    press(page, "Record the signature")
    assert "Signed by Ann Bell on 13 January 2027. Version 2." in page.locator(".hwb-standing").inner_text()
    check_accessibility(page)
    page.goto(f"{address}minutes/1/")
    first = page.locator("main").inner_text()
    assert ["RESOLVED that the plan be agreed\n" in first, "for this winter" in first] == [True, False]
    assert list(Minutes.objects.order_by("version").values_list("version", "state")) == [
        (1, "published"),
        (2, "signed"),
    ]
    assert Action.objects.count() == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_the_draft_and_its_open_forms_fit_and_can_be_read(open_page, today, board, check_accessibility, width):
    from meetings.changes.entries import Clock, Written, write_entry
    from meetings.changes.minutes import start_minutes

    author = make_user("author")
    meeting = make_meeting(board=board, held_on=date(2026, 11, 4))
    item = make_item(meeting, title="Larkfield surgery site, and what follows from it for the practices beside it")
    minutes = start_minutes(meeting, by=author, on=date(2026, 11, 11))
    clock = Clock(author, date(2026, 11, 11), datetime(2026, 11, 11, 10, tzinfo=UTC))
    entry = write_entry(minutes, item, Written({"kind": "recommendation", "text": "Publish the plan"}), clock=clock)

    at = f"{BOARD}/meetings/{meeting.key}/minutes/write/"
    kinds = ("question", "action", "decision", "recommendation", "declaration")
    for path in (at, f"{at}{entry.pk}/", *(f"{at}new/{item.pk}/{kind}/" for kind in kinds)):
        page = open_page(path, user=author, width=width)
        check_accessibility(page)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path
