"""What waits for somebody before the next meeting, why, and in what order: the selection of the page and of the letter."""

from datetime import date, timedelta

import pytest

from plans.enums import StatementKind
from plans.rules.outstanding import Reach, Why, answered_for, outstanding
from plans.snapshot import take_snapshot
from tests.factories import (
    make_action,
    make_awaited,
    make_board,
    make_indicator,
    make_milestone,
    make_observation,
    make_organisation,
    make_person,
    make_responsibility,
    make_statement,
    make_strategy,
)
from tests.reminders.conftest import MONDAY

pytestmark = pytest.mark.django_db
LAST, NEXT = date(2026, 10, 7), date(2026, 12, 2)


@pytest.fixture
def owner():
    make_strategy(board=make_board())
    return make_person(name="Priya Nair")


@pytest.fixture
def action(owner):
    return make_action(lead=owner)


def days(number):
    return MONDAY + timedelta(days=number)


def said(milestone, day):
    make_statement(milestone=milestone, said_on=day)


def waits(person, *, on=MONDAY, last=LAST, following=NEXT, **more):
    strategy = person.responsibilities.first().action or person.responsibilities.first().indicator
    snapshot = take_snapshot(strategy.strategy, as_at=on)
    return outstanding(snapshot, person_key=person.key, on=on, last_meeting=last, next_meeting=following, **more)


def why(person, **asked):
    return [line.why for line in waits(person, **asked)]


@pytest.mark.parametrize(("due", "expected"), [(0, Why.DUE_SOON), (-1, Why.DATE_PASSED)])
def test_a_date_has_passed_from_the_day_after_it(owner, action, due, expected):
    make_milestone(action=action, due=days(due))

    assert why(owner) == [expected]


@pytest.mark.parametrize(("ago", "expected"), [(14, []), (15, [Why.DATE_PASSED])])
def test_a_date_that_passed_is_answered_for_14_days_by_a_word_said_since(owner, action, ago, expected):
    milestone = make_milestone(action=action, due=days(-20))
    said(milestone, days(-ago))

    assert why(owner) == expected


@pytest.mark.parametrize(("after", "expected"), [(0, [Why.DATE_PASSED]), (1, [])])
def test_a_word_said_before_the_date_passed_does_not_answer_for_it(owner, action, after, expected):
    milestone = make_milestone(action=action, due=days(-5))
    said(milestone, days(-5 + after))

    assert why(owner) == expected


def test_a_date_that_passed_is_answered_for_good_by_a_new_one(owner, action):
    milestone = make_milestone(action=action, due=days(-40))
    make_statement(milestone=milestone, kind="forecast", on=days(60), said_on=days(-30), because="Late")

    assert waits(owner) == ()


@pytest.mark.parametrize(("due", "expected"), [(30, [Why.DUE_SOON]), (31, [])])
def test_a_date_within_30_days_is_due_soon(owner, action, due, expected):
    milestone = make_milestone(action=action, due=days(due))
    said(milestone, days(-15))

    assert why(owner) == expected


@pytest.mark.parametrize(("ago", "expected"), [(14, []), (15, [Why.DUE_SOON])])
def test_what_is_due_soon_is_not_asked_after_for_14_days_once_somebody_spoke(owner, action, ago, expected):
    milestone = make_milestone(action=action, due=days(20))
    said(milestone, days(-ago))

    assert why(owner) == expected


@pytest.mark.parametrize(("day", "expected"), [(LAST, []), (LAST - timedelta(days=1), [Why.NOT_SAID])])
def test_word_since_the_last_meeting_is_enough_and_its_own_day_counts(owner, action, day, expected):
    milestone = make_milestone(action=action, due=days(200))
    said(milestone, day)

    assert why(owner) == expected


@pytest.mark.parametrize(("away", "expected"), [(28, [Why.NOT_SAID]), (29, [])])
def test_word_is_asked_for_from_four_weeks_before_the_next_meeting(owner, action, away, expected):
    make_milestone(action=action, due=days(200))

    assert why(owner, following=days(away)) == expected


def test_with_no_next_meeting_known_word_is_asked_for_all_the_same(owner, action):
    make_milestone(action=action, due=days(200))

    assert why(owner, following=None) == [Why.NOT_SAID]


@pytest.mark.parametrize(("ago", "expected"), [(100, []), (101, [Why.NOT_SAID])])
def test_after_more_than_100_days_of_silence_word_is_asked_for_whenever_the_board_meets(owner, ago, expected):
    action = make_action(lead=owner, said_on=days(-ago))
    make_responsibility(action=action, person=owner, since=days(-ago))
    milestone = make_milestone(action=action)
    make_statement(milestone=milestone, kind="forecast", on=days(200), said_on=days(-ago))

    assert why(owner, following=days(60)) == expected


def test_no_change_is_an_answer_however_often_it_is_given(owner, action):
    milestone = make_milestone(action=action, due=days(200))
    make_statement(milestone=milestone, kind=StatementKind.NO_CHANGE, said_on=days(-60))
    make_statement(milestone=milestone, kind=StatementKind.NO_CHANGE, said_on=days(-1))

    assert waits(owner) == ()


def test_nothing_waits_of_what_is_done_withdrawn_or_closed(owner, action):
    done, dropped = make_milestone(action=action, due=days(-5)), make_milestone(action=action, due=days(-5))
    make_milestone(action=make_action(lead=owner), due=days(-5))
    make_statement(milestone=done, kind="completed", on=days(-2), said_on=days(-2))
    make_statement(milestone=dropped, kind="withdrawn", because="No money", said_on=days(-2))
    for row in owner.responsibilities.all():
        make_statement(action=row.action, kind="completed", on=days(-1), said_on=days(-1))

    assert waits(owner) == ()


def test_an_action_whose_steps_are_all_done_waits_to_be_closed(owner, action):
    make_statement(milestone=make_milestone(action=action), kind="completed", on=days(-70), said_on=days(-70))

    (line,) = waits(owner)

    assert (line.kind.value, line.reference, line.why) == ("action", action.reference, Why.NOT_SAID)
    assert line.because.startswith("Every milestone is done; the action is not yet closed. Nothing said since")


@pytest.mark.parametrize(
    ("frequency", "ends", "expected"),
    [
        ("quarterly", date(2026, 8, 22), [Why.NOT_SAID]),
        ("quarterly", date(2026, 8, 23), []),
        ("monthly", date(2026, 10, 31), []),
        ("monthly", date(2026, 9, 30), [Why.NOT_SAID]),
        ("ad_hoc", date(2020, 1, 1), []),
    ],
)
def test_the_next_figure_is_due_once_its_period_has_ended(owner, frequency, ends, expected):
    indicator = make_indicator(frequency=frequency)
    make_responsibility(indicator=indicator, person=owner)
    make_observation(indicator=indicator, period_end=ends)

    assert why(owner) == expected


def test_the_most_urgent_comes_first(owner, action):
    for due in (200, 5, -1, 1, -9):
        make_milestone(action=action, due=days(due))

    found = [(line.why, (line.due - MONDAY).days) for line in waits(owner)]

    assert found == [
        (Why.DATE_PASSED, -9),
        (Why.DATE_PASSED, -1),
        (Why.DUE_SOON, 1),
        (Why.DUE_SOON, 5),
        (Why.NOT_SAID, 200),
    ]


def test_nothing_of_a_record_waits(owner, action):
    make_milestone(action=action, due=days(-5))
    action.strategy.is_record = True
    action.strategy.save()

    assert waits(owner) == ()
    assert answered_for(take_snapshot(action.strategy, as_at=MONDAY), person_key=owner.key) == ()


# --- Whom it falls to -------------------------------------------------------------------------------------------------


def lines_of(action, key, reach, is_author=False):
    snapshot = take_snapshot(action.strategy, as_at=MONDAY)
    asked = {"on": MONDAY, "last_meeting": LAST, "next_meeting": NEXT, "reach": reach, "is_author": is_author}
    return [line.falls_because for line in outstanding(snapshot, person_key=key, **asked)]


@pytest.fixture
def shared(owner):
    """An action with a lead of an organisation, a deputy, and one thing overdue."""
    ours = make_organisation(key="ours", name="Our Trust")
    action = make_action()
    make_responsibility(action=action, person=owner, organisation=ours)
    make_responsibility(action=action, person=make_person(key="deputy"), kind="deputy")
    make_milestone(action=action, due=days(-5))
    return action


LADDER = ("lead", "deputy", "seat", "")


@pytest.mark.parametrize(
    ("reachable", "falls_to"),
    [
        ({"lead", "deputy", "seat"}, "lead"),
        ({"deputy", "seat"}, "deputy"),
        ({"seat"}, "seat"),
        (set(), ""),
    ],
)
def test_it_falls_to_the_deputy_then_to_the_organisation_s_lead_then_to_the_author(shared, owner, reachable, falls_to):
    keys = frozenset(owner.key if who == "lead" else who for who in reachable)
    reach = Reach(people=keys, of_organisation={"ours": "seat"})

    found = {who: lines_of(shared, owner.key if who == "lead" else who, reach, is_author=not who) for who in LADDER}

    assert {who for who, lines in found.items() if lines} == {falls_to}


def test_whoever_it_falls_to_is_told_why(shared, owner):
    gone = Reach(people=frozenset({"deputy"}), left=frozenset({owner.key}))
    seated = Reach(people=frozenset({"seat"}), of_organisation={"ours": "seat"})

    assert lines_of(shared, "deputy", gone) == ["You are the deputy. Priya Nair, its lead, has left."]
    assert lines_of(shared, "seat", seated) == [
        "You sit on the board for Our Trust. Priya Nair, its lead, has no sign-in here."
    ]
    assert lines_of(shared, "", Reach(people=frozenset()), is_author=True) == [
        "Priya Nair, its lead, has no sign-in here."
    ]


def test_somebody_who_has_left_is_asked_nothing_though_their_sign_in_still_works(shared, owner):
    reach = Reach(people=frozenset({owner.key}), left=frozenset({owner.key}))

    assert lines_of(shared, owner.key, reach) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 10, 30), []), (date(2026, 10, 31), [Why.NOT_SAID])])
def test_a_reading_is_asked_for_from_the_day_after_it_was_expected(owner, day, expected):
    indicator = make_indicator(frequency="quarterly", due_after_days=30)
    make_responsibility(indicator=indicator, person=owner)
    make_observation(indicator=indicator, period_end=date(2026, 6, 30))

    assert why(owner, on=day, last=date(2026, 9, 1), following=day) == expected


@pytest.mark.parametrize(("said_on", "expected"), [(LAST, []), (LAST - timedelta(days=1), [Why.NOT_SAID])])
def test_not_out_yet_without_a_day_is_an_answer_until_the_board_has_met(owner, said_on, expected):
    indicator = make_indicator(frequency="quarterly")
    make_responsibility(indicator=indicator, person=owner)
    make_observation(indicator=indicator, period_end=date(2026, 6, 30))
    make_awaited(indicator=indicator, said_on=said_on, note="The file is late.")

    assert why(owner) == expected


def test_not_out_yet_answers_for_a_figure_that_is_out_of_date_too(owner):
    indicator = make_indicator(frequency="quarterly", out_of_date_after_days=60)
    make_responsibility(indicator=indicator, person=owner)
    make_observation(indicator=indicator, period_end=date(2026, 6, 30))
    assert why(owner) == [Why.DATE_PASSED]

    make_awaited(indicator=indicator, said_on=days(-1), expected_on=days(9))

    assert why(owner) == []
    assert why(owner, on=days(9)) == []
    assert why(owner, on=days(10)) == [Why.DATE_PASSED]
