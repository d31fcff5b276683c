"""Matters arising stand on the page of the next meeting, made from the action log and stored nowhere."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_meeting, make_organisation, make_statement
from tests.pages.ahead.logged import make_minuted
from tests.pages.minuted import make_item

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 7)


@pytest.fixture
def coming(board):
    return make_meeting(board=board, held_on=date(2026, 11, 18), state="published", key="coming")


def page_of(client, meeting):
    return client.get(reverse("meetings:meeting", args=[meeting.board.key, meeting.key]))


def references(lines):
    return [line.reference for line in lines]


def test_they_stand_in_the_order_of_the_last_minutes_and_then_of_older_ones(member, board, coming):
    lead = make_organisation()
    make_minuted(board, reference="older-1", lead=lead)
    make_minuted(board, reference="older-2")
    make_minuted(board, on=OCTOBER, reference="last-1", lead=lead)
    make_minuted(board, on=OCTOBER, reference="last-2")

    matters = page_of(member, coming).context["matters"]

    assert references(matters.of_last) == ["last-1", "last-2"]
    assert references(matters.earlier) == ["older-1", "older-2"]


def test_what_was_done_since_the_last_meeting_stands_among_them_and_what_was_done_before_does_not(
    member, board, coming
):
    for reference, day in (("before", OCTOBER), ("since", date(2026, 10, 8))):
        action = make_minuted(board, reference=reference)
        make_statement(action=action, kind="completed", said_on=day, on=day)

    assert references(page_of(member, coming).context["matters"].lines) == ["since"]


def test_they_are_those_of_the_next_meeting_alone(member, board, coming):
    make_minuted(board)
    later = make_meeting(board=board, held_on=date(2026, 12, 9), state="planned", key="later")
    october = board.meetings.get(key="october")

    found = {meeting.key: page_of(member, meeting).context["matters"] for meeting in (coming, later, october)}

    assert {key: matters is not None for key, matters in found.items()} == {
        "coming": True, "later": False, "october": False,
    }  # fmt: skip


def test_the_item_of_the_agenda_leads_to_them(member, board, coming):
    make_item(coming, title="Apologies")
    item = make_item(coming, title="Matters arising and action log", kind="standing")

    answer = page_of(member, coming)

    assert answer.context["matters_items"] == [item.pk]
    assert answer.content.decode().count('href="#matters"') == 1


def test_nothing_open_is_said(member, board, coming):
    assert "Nothing that the minutes asked for is open" in page_of(member, coming).content.decode()
