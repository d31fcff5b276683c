"""Exceptions of the goals not in focus, the slippage ledger, what residents said, and the forward plan: each apart."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.enums import Edition
from meetings.models import AgendaItem, Minutes
from meetings.pack.document import written
from meetings.pack.gathering import gather, only_strategy, snapshot_for
from meetings.pack.minute_parts import NOT_PUT
from meetings.pack.sections import sections_named
from tests.factories import (
    add,
    make_action,
    make_board,
    make_feedback,
    make_goal,
    make_meeting,
    make_milestone,
    make_objective,
    make_statement,
    make_strategy,
)
from tests.pages.ahead.logged import make_planned, make_report

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 11)
NOW = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def board():
    return make_board(key="hwb", name="Ambleside Board")


@pytest.fixture
def goals(board):
    """A goal in focus, A, and another, B, each with an objective of one action that was due yesterday."""
    strategy = make_strategy(board=board)
    found = [make_goal(strategy=strategy, code=code, title=f"Goal {code}") for code in "AB"]
    for goal in found:
        late_action(goal)
    return found


def late_action(goal, *, due=date(2026, 11, 10), **facts):
    objective = goal.objectives.first() or make_objective(goal=goal, code=f"{goal.code}1")
    action = make_action(objective=objective, title=f"Late in {goal.code}", **facts)
    make_milestone(action=action, due=due)
    return action


@pytest.fixture
def meeting(board, goals):
    return make_meeting(
        board=board, key="december", held_on=date(2026, 12, 9), state="published", goal_in_focus=goals[0]
    )


def pack_of(meeting, *, edition=Edition.PUBLIC, now=NOW, **asked):
    strategy = only_strategy(meeting)
    snapshot = snapshot_for(strategy, TODAY, edition) if strategy else None
    return gather(meeting, edition=edition, as_at=TODAY, built_at=now, strategy=strategy, snapshot=snapshot, **asked)


# --- Exceptions -------------------------------------------------------------------------------------------------------


def test_what_is_late_in_another_goal_is_an_exception_and_in_the_goal_in_focus_it_is_in_the_plan(meeting):
    pack = pack_of(meeting)

    assert [plan.code for plan in pack.plans] == ["A"]
    assert [(row.title, row.goal, row.mark.word) for row in pack.exceptions.rows] == [("Late in B", "B1", "Red")]
    assert pack.exceptions.caption == "1 of 1 action of the other goals"


def test_each_exception_says_why_and_the_worst_comes_first(meeting, goals):
    late_action(goals[1], due=date(2026, 11, 30))
    rows = pack_of(meeting).exceptions.rows

    assert [row.mark.word for row in rows] == ["Red", "Amber"]
    assert rows[0].mark.because.startswith("Its date passed 1 day ago.")
    assert rows[1].mark.because.startswith("Due in 19 days and no update received for")
    assert rows[1].mark.because.count("o update received") == 1


def test_what_is_on_time_is_no_exception(meeting, goals):
    action = late_action(goals[1], due=date(2027, 6, 30))
    make_statement(milestone=action.milestones.get(), said_on=date(2026, 11, 2))

    assert [row.title for row in pack_of(meeting).exceptions.rows] == ["Late in B"]


def test_where_no_goal_is_in_focus_every_goal_is_in_the_plan_and_there_are_no_exceptions(meeting):
    meeting.goal_in_focus = None
    pack = pack_of(meeting)

    assert [plan.code for plan in pack.plans] == ["A", "B"]
    assert pack.exceptions is None


def test_the_summary_leads_to_the_exception(meeting):
    pages = {line.what: line.page for line in pack_of(meeting).summary.exceptions}

    assert pages["Late in B"].startswith("exceptions.")
    assert pages["Late in A"].startswith("plan.")


# --- Ledger -----------------------------------------------------------------------------------------------------------


def test_the_ledger_is_apart_from_the_plan(meeting):
    pack = pack_of(meeting)
    plan, ledger = (list(sections_named(pack, name)) for name in ("plan", "ledger"))

    assert [s.key for s in plan] == ["plan-A"]
    assert "Slippage ledger" not in plan[0].html
    assert [s.key for s in ledger] == ["ledger-A"]
    assert "Slippage ledger" in ledger[0].html


def test_without_the_plan_the_ledger_stands_and_the_summary_leads_to_no_plan(meeting):
    pack = pack_of(meeting, chosen=["summary", "ledger"])

    assert [s.key for s in written(pack)] == ["cover", "contents", "summary", "agenda", "ledger-A"]
    assert {line.page for line in pack.summary.exceptions} == {""}


# --- You said, we did -------------------------------------------------------------------------------------------------


def test_what_residents_said_is_apart_from_risks(meeting):
    make_feedback(theme="Phones", said="Nobody answers.")
    pack = pack_of(meeting)

    assert [s.title for s in sections_named(pack, "feedback")] == ["You said, we did"]
    assert list(sections_named(pack, "risks")) == []


# --- Forward plan -----------------------------------------------------------------------------------------------------


def test_the_forward_plan_tells_what_comes_after_this_meeting(board, meeting):
    later = make_meeting(board=board, held_on=date(2027, 2, 3), state="planned")
    make_planned(board, meeting=later, title="Dental places")
    make_planned(board, title="A visit")
    make_planned(board, meeting=meeting, title="On this agenda")

    part = pack_of(meeting).forward

    assert part.over == "As planned on 11 November 2026."
    assert [(group.heading, [row.title for row in group.rows]) for group in part.groups] == [
        ("Wednesday 3 February 2027", ["Dental places"]),
        ("No meeting chosen yet", ["A visit"]),
    ]


@pytest.mark.parametrize("edition", list(Edition))
def test_an_agenda_that_is_not_published_is_in_no_edition(board, meeting, edition):
    later = make_meeting(board=board, held_on=date(2027, 2, 3), state="planned")
    make_planned(board, meeting=later, title="Dental places")
    add(AgendaItem, {"title": "Secret draft", "position": 1}, meeting=later)

    rows = [row.title for group in pack_of(meeting, edition=edition).forward.groups for row in group.rows]

    assert rows == ["Dental places"]


def test_an_agenda_that_is_published_is_told(board, meeting):
    later = make_meeting(board=board, held_on=date(2027, 2, 3), state="published")
    add(AgendaItem, {"title": "Winter, looked back on", "position": 1}, meeting=later)

    rows = [row.title for group in pack_of(meeting).forward.groups for row in group.rows]

    assert rows == ["Winter, looked back on"]


def test_a_report_that_is_owed_is_named_with_since_when(board, meeting):
    make_meeting(board=board, held_on=date(2026, 10, 7), key="october")
    make_report(board, title="Safeguarding: yearly report", every_months=12, since=date(2025, 6, 1))

    overdue = pack_of(meeting).forward.overdue

    assert [row.title for row in overdue] == ["Safeguarding: yearly report"]
    assert overdue[0].about.startswith("Due since 1 June 2026")


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (1, False)])
def test_a_meeting_that_has_been_has_no_forward_plan(board, meeting, days, is_there):
    make_planned(board, title="A visit")
    now = datetime(2026, 12, 9, 9, 0, tzinfo=UTC) + timedelta(days=days)

    assert (pack_of(meeting, now=now).forward is not None) == is_there


def test_where_nothing_is_planned_there_is_no_forward_plan(meeting):
    assert pack_of(meeting).forward is None


def test_an_exception_says_when_its_date_last_moved_the_last_word_and_the_owners_own_judgement(meeting, goals):
    milestone = goals[1].actions.get().milestones.get()
    make_statement(
        milestone=milestone, kind="forecast", on=date(2026, 11, 9), said_on=date(2026, 10, 1), because="Early"
    )
    make_statement(milestone=milestone, said_on=date(2026, 10, 5), judgement="g")

    [row] = pack_of(meeting).exceptions.rows

    assert row.evidence == (
        "The owner’s own judgement is green. First stated for 10 Nov 2026; last moved on 1 Oct 2026, by −1 day. "
        "Last word on 5 Oct 2026: Minute 1. “On course.”"
    )


def ledger_notes(meeting):
    [plan] = [plan for plan in pack_of(meeting).plans if plan.code == "A"]
    return [line.note for ledger in plan.ledgers for line in ledger.lines]


def test_the_ledger_tells_that_a_board_agreed_to_the_date_that_stood(meeting, goals):
    milestone = goals[0].actions.get().milestones.get()
    assert ledger_notes(meeting) == [""]
    make_statement(milestone=milestone, kind="agreed", on=date(2026, 11, 10), said_on=date(2026, 10, 1))

    assert ledger_notes(meeting) == ["Agreed by the board on 1 Oct 2026."]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 10), "Completed on 10 November 2026, on the first date."),
        (date(2026, 11, 11), "Completed on 11 November 2026, 1 day after the first date."),
    ],
)
def test_a_closed_action_of_one_step_says_whether_the_step_was_late(meeting, goals, on, said):
    action = goals[0].actions.get()
    make_statement(milestone=action.milestones.get(), kind="completed", on=on, said_on=on)
    make_statement(action=action, kind="completed", on=on, said_on=on)

    [plan] = [plan for plan in pack_of(meeting).plans if plan.code == "A"]

    assert [row.mark.because for group in plan.groups for row in group.rows] == [said]


@pytest.mark.parametrize(("kind", "state"), [("minutes", "Put to this meeting to be approved"), ("report", NOT_PUT)])
def test_minutes_are_put_to_a_meeting_whose_agenda_has_an_item_for_them(board, meeting, kind, state):
    before = make_meeting(board=board, held_on=date(2026, 9, 9), state="held")
    add(Minutes, {"version": 1, "state": "published", "said_on": date(2026, 9, 20)}, meeting=before)
    add(
        AgendaItem,
        {"position": 1, "number": "1", "title": "Minutes", "kind": kind, "asked": "approve"},
        meeting=meeting,
    )

    assert pack_of(meeting).minutes.state.startswith(state)
