from datetime import date

import pytest

from plans.enums import Status
from plans.rules.status import Judgement, judge_milestone
from tests.rules.saying import a_position, agreed, completed, forecast, no_change, note, reopened, withdrawn

JANUARY_2, JULY_22, AUGUST_19, SEPTEMBER_9 = date(2026, 1, 2), date(2026, 7, 22), date(2026, 8, 19), date(2026, 9, 9)
FAR_OFF = forecast(JANUARY_2, date(2027, 6, 30))


def last_said(*statements):
    return a_position(FAR_OFF, *statements, as_at=date(2026, 12, 31)).last_said


@pytest.mark.parametrize(
    "statement",
    [
        forecast(JULY_22, date(2027, 7, 1)),
        agreed(JULY_22, date(2027, 7, 1)),
        note(JULY_22),
        no_change(JULY_22),
        completed(JULY_22, JULY_22),
        withdrawn(JULY_22),
        reopened(JULY_22),
    ],
)
def test_whatever_is_said_breaks_the_silence(statement):
    assert last_said() == JANUARY_2
    assert last_said(statement) == JULY_22


def test_a_second_no_change_in_a_row_does_not_count():
    assert last_said(no_change(JULY_22), no_change(AUGUST_19)) == JULY_22
    assert last_said(no_change(JULY_22), no_change(AUGUST_19), no_change(SEPTEMBER_9)) == JULY_22


def test_a_no_change_after_another_word_counts_again():
    assert last_said(no_change(JULY_22), note(AUGUST_19), no_change(SEPTEMBER_9)) == SEPTEMBER_9


def test_no_changes_are_counted_until_something_else_is_said():
    def in_a_row(*statements):
        return a_position(FAR_OFF, *statements, as_at=date(2026, 12, 31)).no_changes_in_a_row

    assert in_a_row() == 0
    assert in_a_row(no_change(JULY_22)) == 1
    assert in_a_row(no_change(JULY_22), no_change(AUGUST_19)) == 2
    assert in_a_row(no_change(JULY_22), no_change(AUGUST_19), note(SEPTEMBER_9)) == 0


def test_a_milestone_on_which_only_no_change_was_repeated_says_why_it_is_not_confirmed():
    position = a_position(FAR_OFF, no_change(JULY_22), no_change(SEPTEMBER_9), as_at=date(2026, 11, 11))

    assert judge_milestone(position, as_at=date(2026, 11, 11)) == Judgement(
        Status.NOT_CONFIRMED,
        "No update received for 112 days. “No change” on 9 September 2026 repeats the one before, so it does not count.",
    )
