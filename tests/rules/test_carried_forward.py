"""An action is carried forward by each meeting held since at which it was still open; nothing known is said so."""

from datetime import date

import pytest

from meetings.rules.carried_forward import (
    carried_forward,
    closed_spans,
    escalates,
    in_words,
    nothing_is_known,
)

MADE = date(2026, 1, 14)
HELD = (date(2025, 11, 12), MADE, date(2026, 3, 11), date(2026, 5, 13), date(2026, 7, 8))


@pytest.mark.parametrize(
    ("as_at", "times"),
    [
        (MADE, 0),
        (date(2026, 3, 10), 0),
        (date(2026, 3, 11), 1),
        (date(2026, 5, 12), 1),
        (date(2026, 7, 8), 3),
        (date(2027, 1, 1), 3),
    ],
)
def test_a_meeting_counts_from_the_day_it_is_held_and_those_before_never(as_at, times):
    assert carried_forward(MADE, HELD, as_at=as_at) == times


@pytest.mark.parametrize(("closed", "times"), [(date(2026, 5, 12), 1), (date(2026, 5, 13), 1), (date(2026, 5, 14), 2)])
def test_what_is_closed_on_the_day_of_a_meeting_was_not_open_at_it(closed, times):
    assert carried_forward(MADE, HELD, [(closed, None)], as_at=date(2026, 12, 1)) == times


def test_what_was_reopened_counts_again_from_that_day():
    span = (date(2026, 3, 1), date(2026, 5, 13))

    assert carried_forward(MADE, HELD, [span], as_at=date(2026, 12, 1)) == 2


def test_two_meetings_on_one_day_carry_forward_once():
    assert carried_forward(MADE, [date(2026, 3, 11), date(2026, 3, 11)], as_at=date(2026, 12, 1)) == 1


def test_closing_and_reopening_are_read_in_order():
    closed, reopened, again = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)

    assert closed_spans([(closed, True), (reopened, False), (again, True)]) == ((closed, reopened), (again, None))
    assert closed_spans([(closed, True), (reopened, True)]) == ((closed, None),)
    assert closed_spans([(reopened, False)]) == ()


@pytest.mark.parametrize(("times", "yes"), [(2, False), (3, True), (4, True)])
def test_it_escalates_itself_at_three(times, yes):
    assert escalates(times) is yes


def test_how_often_is_said_in_words():
    said = [in_words(times) for times in range(5)]

    assert said == [
        "", "Carried forward once", "Carried forward twice", "Carried forward 3 times", "Carried forward 4 times",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "heard", "as_at", "unknown"),
    [
        (date(2026, 3, 11), MADE, date(2026, 3, 11), False),
        (date(2026, 3, 11), MADE, date(2026, 3, 12), True),
        (date(2026, 3, 11), date(2026, 1, 15), date(2026, 3, 12), False),
        (date(2026, 3, 11), None, date(2026, 3, 12), True),
        (None, None, date(2026, 3, 10), False),
        (None, None, date(2026, 3, 11), True),
        (None, date(2026, 2, 1), date(2026, 3, 12), False),
    ],
)
def test_nothing_is_known_once_the_date_is_past_or_the_board_met_again_and_nobody_spoke_since(
    due, heard, as_at, unknown
):
    assert nothing_is_known(made_on=MADE, due=due, last_heard=heard, held=HELD, as_at=as_at) is unknown
