"""The first date stays, slip runs from it, and a weaker promise is marked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.dates import Window, read_soft_date
from plans.rules.ledger import Position
from tests.rules.saying import Said, a_position, agreed, forecast, note, on

JANUARY_18, MARCH_15, NOVEMBER_9 = date(2017, 1, 18), date(2017, 3, 15), date(2017, 11, 9)


def said(day, words, promise=Promise.APPROVED):
    return forecast(day, read_soft_date(words, said_on=day), promise=promise)


BUSINESS_CASES = (
    said(JANUARY_18, "within six months"),
    said(MARCH_15, "six to nine months"),
    said(NOVEMBER_9, "late 2017", Promise.READY),
)


def test_the_business_cases_as_the_board_knew_them_in_march():
    position = a_position(*BUSINESS_CASES, as_at=date(2017, 3, 31))

    assert str(position.first) == "18 January to 18 July 2017"
    assert position.first_said_on == JANUARY_18
    assert position.baseline == position.first
    assert position.baseline_agreed_on is None
    assert str(position.current) == "15 September to 15 December 2017"
    assert [(move.slip_days, move.moved_days, move.is_first) for move in position.moves] == [
        (0, 0, True),
        (150, 150, False),
    ]
    assert position.slip_days == 150
    assert position.last_said == MARCH_15


def test_a_weaker_promise_moves_the_date_and_is_not_the_same_promise():
    position = a_position(*BUSINESS_CASES, as_at=NOVEMBER_9)

    assert position.slip_days == 166
    assert [move.slip_days for move in position.moves] == [0, 150, 166]
    assert [move.moved_days for move in position.moves] == [0, 150, 16]
    assert [move.promise_note for move in position.moves] == [
        "",
        "",
        "Not the same promise: ready is less than approved.",
    ]


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (Promise.APPROVED, Promise.SUBMITTED, False),
        (Promise.APPROVED, Promise.APPROVED, True),
        (Promise.APPROVED, Promise.BUILT, True),
        (Promise.APPROVED, None, True),
        (None, Promise.DRAFTED, True),
        ("built", "approved", False),
        ("", "", True),
    ],
)
def test_only_a_weaker_promise_is_not_the_same(before, now, same):
    statements = said(JANUARY_18, "late 2017", before), said(MARCH_15, "late 2017", now)

    assert a_position(*statements, as_at=MARCH_15).moves[-1].same_promise is same


def test_a_promise_is_measured_against_the_strongest_so_far_and_not_the_one_before():
    promises = Promise.BUILT, Promise.READY, Promise.SUBMITTED
    statements = [said(date(2017, 1, day), "late 2017", promise) for day, promise in enumerate(promises, 1)]

    notes = [move.promise_note for move in a_position(*statements, as_at=MARCH_15).moves]

    assert notes == [
        "",
        "Not the same promise: ready is less than built.",
        "Not the same promise: submitted is less than built.",
    ]


def test_nothing_said_later_is_known():
    assert a_position(*BUSINESS_CASES, as_at=date(2017, 1, 17)) == Position()
    assert len(a_position(*BUSINESS_CASES, as_at=JANUARY_18).moves) == 1
    assert len(a_position(*BUSINESS_CASES, as_at=date(2017, 3, 14)).moves) == 1
    assert len(a_position(*BUSINESS_CASES, as_at=MARCH_15).moves) == 2


def test_statements_count_in_the_order_they_were_said():
    late, early = forecast(MARCH_15, date(2017, 12, 1)), forecast(JANUARY_18, date(2017, 7, 1))

    assert a_position(late, early, as_at=MARCH_15).first == early.window
    assert a_position(late, early, as_at=MARCH_15).current == late.window


def test_of_two_statements_on_one_day_the_one_given_later_holds():
    morning, evening = forecast(MARCH_15, date(2017, 7, 1)), forecast(MARCH_15, date(2017, 8, 1))

    assert a_position(morning, evening, as_at=MARCH_15).current == evening.window
    assert a_position(evening, morning, as_at=MARCH_15).current == morning.window


def test_the_date_last_agreed_is_the_baseline_and_the_first_date_stays():
    statements = (
        forecast(JANUARY_18, date(2017, 3, 1)),
        agreed(MARCH_15, date(2017, 7, 29)),
        forecast(date(2017, 4, 1), date(2017, 8, 18)),
    )
    position = a_position(*statements, as_at=date(2017, 4, 1))

    assert (position.baseline, position.baseline_agreed_on) == (on(date(2017, 7, 29)), MARCH_15)
    assert (position.first, position.current) == (on(date(2017, 3, 1)), on(date(2017, 8, 18)))
    assert position.slip_days == 170
    assert [move.agreed for move in position.moves] == [False, True, False]


def test_a_first_date_that_was_agreed_is_its_own_baseline():
    position = a_position(agreed(JANUARY_18, date(2017, 3, 1)), as_at=JANUARY_18)

    assert position.baseline == position.first == on(date(2017, 3, 1))
    assert position.baseline_agreed_on == JANUARY_18


def test_a_note_moves_no_date():
    talk = Said(StatementKind.NOTE, MARCH_15, window=on(date(2018, 1, 1)))

    assert a_position(BUSINESS_CASES[0], talk, as_at=MARCH_15).slip_days == 0
    assert a_position(talk, as_at=MARCH_15).first is None


def test_the_owners_last_own_view_is_kept_with_its_day():
    position = a_position(
        forecast(JANUARY_18, date(2017, 7, 1), judgement=OwnerJudgement.GREEN),
        note(MARCH_15, judgement="a"),
        note(NOVEMBER_9),
        as_at=NOVEMBER_9,
    )

    assert (position.owner_judgement, position.owner_judged_on) == (OwnerJudgement.AMBER, MARCH_15)


days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@given(st.lists(st.tuples(days, days, days), min_size=1, max_size=8))
def test_the_moves_always_add_up_to_the_slip(rows):
    statements = [forecast(said_on, Window(min(one, two), max(one, two))) for said_on, one, two in rows]

    position = a_position(*statements, as_at=date(2031, 1, 1))

    assert sum(move.moved_days for move in position.moves) == position.slip_days == position.moves[-1].slip_days
    assert position.slip_days == (position.current.latest - position.first.latest).days


@given(st.lists(st.tuples(days, days), max_size=8), days)
def test_asking_about_a_day_is_asking_about_what_was_said_by_then(rows, as_at):
    statements = [forecast(said_on, day) for said_on, day in rows]
    by_then = [one for one in statements if one.said_on <= as_at]

    assert a_position(*statements, as_at=as_at) == a_position(*by_then, as_at=date(2031, 1, 1))
