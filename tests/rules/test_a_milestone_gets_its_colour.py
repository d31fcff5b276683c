"""The table of colours, at both sides of every limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.enums import Status
from plans.rules.status import Judgement, StatusNumbers, judge_milestone
from tests.rules.saying import a_position, agreed, forecast, note, on

MARCH_15 = date(2017, 3, 15)


def in_days(days):
    return MARCH_15 + timedelta(days=days)


def a_milestone(*, due_in, baseline_in=None, last_said=0, agreed_on=None, first_in=None):
    """A position on 15 March; days are counted from there. Without more said, the first date is the baseline."""
    baseline_in = due_in if baseline_in is None else baseline_in
    first_in = baseline_in if first_in is None else first_in
    statements = [forecast(date(2016, 1, 1), in_days(first_in))]
    if agreed_on:
        statements.append(agreed(agreed_on, in_days(baseline_in)))
    statements += [forecast(date(2016, 12, 1), in_days(due_in)), note(date(2016, 12, 2))]
    return replace(a_position(*statements, as_at=MARCH_15), last_said=in_days(-last_said))


def judged(**facts):
    return judge_milestone(a_milestone(**facts), as_at=MARCH_15)


def test_without_a_date_there_is_no_colour():
    nothing_said, only_a_note = a_position(as_at=MARCH_15), a_position(note(date(2017, 3, 1)), as_at=MARCH_15)

    expected = Judgement(Status.NO_DATE, "No date has ever been stated.")
    assert [judge_milestone(one, as_at=MARCH_15) for one in (nothing_said, only_a_note)] == [expected, expected]


def test_a_milestone_due_today_is_not_yet_late():
    position = a_position(forecast(date(2017, 3, 1), date(2017, 3, 31)), as_at=date(2017, 3, 31))

    assert judge_milestone(position, as_at=date(2017, 3, 31)) == Judgement(
        Status.GREEN, "Due today, the date first stated."
    )
    assert judge_milestone(position, as_at=date(2017, 4, 1)) == Judgement(Status.RED, "Its date passed 1 day ago.")
    assert judge_milestone(position, as_at=date(2017, 4, 16)) == Judgement(Status.RED, "Its date passed 16 days ago.")


@pytest.mark.parametrize(
    ("days_after", "status", "sentence"),
    [
        (150, Status.RED, "150 days after the date first stated."),
        (91, Status.RED, "91 days after the date first stated."),
        (90, Status.AMBER, "90 days after the date first stated."),
        (1, Status.AMBER, "1 day after the date first stated."),
        (0, Status.GREEN, "On the date first stated, 3 July 2017."),
        (-1, Status.GREEN, "1 day before the date first stated."),
    ],
)
def test_after_the_baseline_is_amber_and_over_ninety_days_after_is_red(days_after, status, sentence):
    assert judged(due_in=110, baseline_in=110 - days_after) == Judgement(status, sentence)


def test_colour_runs_from_the_date_agreed_and_slip_from_the_first():
    agreed_on = date(2016, 6, 15)

    assert judged(due_in=200, baseline_in=180, first_in=30, agreed_on=agreed_on) == Judgement(
        Status.AMBER, "20 days after the date agreed on 15 June 2016 (170 after the first)."
    )
    assert judged(due_in=200, baseline_in=180, first_in=200, agreed_on=agreed_on).because == (
        "20 days after the date agreed on 15 June 2016 (on the first date)."
    )
    assert judged(due_in=200, baseline_in=220, first_in=230, agreed_on=agreed_on) == Judgement(
        Status.GREEN, "20 days before the date agreed on 15 June 2016 (30 before the first)."
    )
    assert judged(due_in=180, baseline_in=180, first_in=30, agreed_on=agreed_on) == Judgement(
        Status.GREEN, "On the date agreed on 15 June 2016, 11 September 2017 (150 after the first)."
    )
    assert judged(due_in=180, baseline_in=160, first_in=160, agreed_on=agreed_on).because == (
        "20 days after the date agreed on 15 June 2016."
    )


def test_a_date_agreed_this_year_is_named_without_its_year():
    position = a_position(
        forecast(date(2017, 1, 1), date(2017, 4, 1)),
        agreed(MARCH_15, date(2017, 8, 29)),
        forecast(date(2017, 4, 1), date(2017, 9, 18)),
        as_at=date(2017, 4, 2),
    )

    assert judge_milestone(position, as_at=date(2017, 4, 2)).because == (
        "20 days after the date agreed on 15 March (170 after the first)."
    )


@pytest.mark.parametrize(
    ("due_in", "silent_for", "judgement"),
    [
        (12, 50, Judgement(Status.AMBER, "Due in 12 days and no update received for 50 days.")),
        (30, 46, Judgement(Status.AMBER, "Due in 30 days and no update received for 46 days.")),
        (30, 45, Judgement(Status.GREEN, "On the date first stated, 14 April 2017.")),
        (31, 46, Judgement(Status.GREEN, "On the date first stated, 15 April 2017.")),
        (1, 46, Judgement(Status.AMBER, "Due in 1 day and no update received for 46 days.")),
        (0, 46, Judgement(Status.AMBER, "Due today and no update received for 46 days.")),
        (0, 45, Judgement(Status.GREEN, "Due today, the date first stated.")),
        (30, 101, Judgement(Status.AMBER, "Due in 30 days and no update received for 101 days.")),
        (31, 101, Judgement(Status.NOT_CONFIRMED, "No update received for 101 days.")),
        (31, 100, Judgement(Status.GREEN, "On the date first stated, 15 April 2017.")),
    ],
)
def test_silence_before_a_date_is_amber_and_long_silence_is_not_confirmed(due_in, silent_for, judgement):
    assert judged(due_in=due_in, last_said=silent_for) == judgement


def test_lateness_speaks_before_silence():
    assert judged(due_in=-1, last_said=200).because == "Its date passed 1 day ago."
    assert judged(due_in=150, baseline_in=0, last_said=200).because == "150 days after the date first stated."
    assert judged(due_in=20, baseline_in=0, last_said=200).because == "20 days after the date first stated."


def test_due_today_and_ahead_of_the_baseline_says_both():
    assert judged(due_in=0, baseline_in=20).because == "Due today, 20 days before the date first stated."


def test_a_window_is_judged_by_its_last_day():
    window = replace(on(date(2017, 7, 18)), earliest=date(2017, 1, 18))
    position = a_position(forecast(date(2017, 5, 1), window), as_at=date(2017, 5, 1))

    assert judge_milestone(position, as_at=date(2017, 5, 1)).because == "On the date first stated, by 18 July 2017."


def test_a_strategy_may_set_its_own_limits_and_each_is_still_allowed():
    strict = StatusNumbers(
        red_days_after_baseline=10, due_soon_days=5, due_soon_silence_days=3, not_confirmed_after_days=20
    )

    def status(**facts):
        return judge_milestone(a_milestone(**facts), as_at=MARCH_15, numbers=strict).status

    assert [status(due_in=50, baseline_in=50 - late) for late in (10, 11)] == [Status.AMBER, Status.RED]
    assert [status(due_in=5, last_said=silent) for silent in (3, 4)] == [Status.GREEN, Status.AMBER]
    assert [status(due_in=due, last_said=4) for due in (5, 6)] == [Status.AMBER, Status.GREEN]
    assert [status(due_in=50, last_said=silent) for silent in (20, 21)] == [Status.GREEN, Status.NOT_CONFIRMED]
