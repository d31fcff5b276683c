"""What became of what we decided in March? Each decision with its outcome: for a meeting, for a period, or for all."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import EntryLink
from tests.factories import add, make_action, make_board, make_goal, make_meeting, make_strategy, make_user
from tests.pages.minuted import make_entry, make_item, make_minutes

MARCH, JUNE = date(2026, 3, 18), date(2026, 6, 3)


@pytest.fixture
def board(db, today):
    return make_board(key="marlshire")


@pytest.fixture
def reader(client, board):
    client.force_login(make_user("member", board=board))
    return client


@pytest.fixture
def two_meetings(board):
    for key, day in (("march", MARCH), ("june", JUNE)):
        minutes = make_minutes(make_meeting(board=board, held_on=day, key=key), said_on=day)
        item = make_item(minutes.meeting)
        make_entry(minutes, item, text="Talk")
        make_entry(minutes, item, kind="decision", text=f"Agreed in {key}.")
        make_entry(minutes, item, kind="decision", text="An amendment.", outcome="lost, 2 for, 7 against")
        make_entry(minutes, item, kind="action", text=f"Do in {key}.")


def found(reader, query=""):
    answer = reader.get(reverse("meetings:decisions", args=["marlshire"]) + query)
    return [(meeting.key, [row.text for row, _ in lines]) for meeting, _, lines in answer.context["groups"]]


def test_what_was_decided_and_asked_is_listed_with_the_latest_meeting_first(reader, two_meetings):
    assert found(reader) == [
        ("june", ["Agreed in june.", "Do in june."]),
        ("march", ["Agreed in march.", "Do in march."]),
    ]


@pytest.mark.parametrize(
    ("query", "meetings"),
    [
        ("?meeting=march", ["march"]),
        ("?since=2026-03-18&until=2026-03-18", ["march"]),
        ("?since=2026-03-19", ["june"]),
        ("?until=2026-06-02", ["march"]),
        ("?until=2026-03-17", []),
    ],
)
def test_for_one_meeting_or_a_period_with_both_ends(reader, two_meetings, query, meetings):
    assert [key for key, _ in found(reader, query)] == meetings


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?since=march", "Enter the first day as 2017-01-18."),
        ("?since=2026-06-03&until=2026-03-18", "The last day is before the first one."),
    ],
)
def test_days_that_cannot_be_read_are_said_and_narrow_nothing(reader, two_meetings, query, sentence):
    answer = reader.get(reverse("meetings:decisions", args=["marlshire"]) + query)

    assert sentence in answer.content.decode()
    assert len(answer.context["groups"]) == 2


def test_a_board_without_decisions_says_when_there_will_be_some(reader, board):
    text = reader.get(reverse("meetings:decisions", args=["marlshire"])).content.decode()

    assert "Decisions appear here once the minutes that record them are published." in text


def test_held_meetings_without_minutes_are_named_because_nothing_can_be_told_of_them(reader, board, two_meetings):
    make_meeting(board=board, held_on=date(2026, 1, 14), key="january", state="held")
    make_meeting(board=board, held_on=date(2026, 2, 4), key="february", state="cancelled")

    assert reader.get(reverse("meetings:decisions", args=["marlshire"])).context["without"] == ["14 January 2026"]


def test_a_draft_is_for_those_who_may_read_it(client, reader, board):
    minutes = make_minutes(make_meeting(board=board, held_on=MARCH, key="march"), state="draft", said_on=MARCH)
    make_entry(minutes, kind="decision", text="Agreed.")
    client.force_login(make_user("officer"))

    assert found(client) == []

    client.force_login(make_user("author"))

    assert found(client) == [("march", ["Agreed."])]


def test_each_has_its_outcome_on_the_page_of_its_meeting_too(reader, two_meetings):
    text = reader.get(reverse("meetings:meeting", args=["marlshire", "march"])).content.decode()

    assert text.count("Nothing in the papers held says what became of it.") == 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(reader, board, number, django_assert_num_queries):
    goal = make_goal(strategy=make_strategy(board=board))
    minutes = make_minutes(make_meeting(board=board, held_on=MARCH, key="march"), said_on=MARCH)
    for _ in range(number):
        entry = make_entry(minutes, kind="decision", text="Agreed.")
        add(EntryLink, {"made_it": True}, entry=entry, action=make_action(goal=goal))

    with django_assert_num_queries(23):
        lines = found(reader)

    assert len(lines[0][1]) == number


def test_what_is_about_two_goals_tells_of_both(reader, board):
    strategy = make_strategy(board=board)
    minutes = make_minutes(make_meeting(board=board, held_on=MARCH, key="march"), said_on=MARCH)
    entry = make_entry(minutes, kind="decision", text="Agreed.")
    for code in ("3", "4"):
        add(EntryLink, {}, entry=entry, goal=make_goal(strategy=strategy, code=code))

    ((_, _, ((_, became),)),) = reader.get(reverse("meetings:decisions", args=["marlshire"])).context["groups"]
    assert became.says == "It is about goal 3. No action is recorded. And about goal 4. No action is recorded."
