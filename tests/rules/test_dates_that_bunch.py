"""A warning where a plan's dates fall together: in one month, or on a 31 March."""

from datetime import date

import pytest

from plans.rules.bunching import bunches

TODAY = date(2026, 11, 23)
ELSEWHERE = [date(2027, month, 10) for month in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)] + [date(2028, 1, 5)] * 3


def told(days):
    return [bunch.sentence for bunch in bunches(days, on=TODAY)]


@pytest.mark.parametrize(
    ("together", "apart", "expected"),
    [
        (5, 15, []),  # a quarter exactly
        (5, 14, ["5 of 19 milestones still to come are due in February 2028 (26 per cent)."]),
        (4, 1, []),  # too few to speak of
        (5, 0, ["5 of 5 milestones still to come are due in February 2028 (100 per cent)."]),
    ],
)
def test_more_than_a_quarter_and_at_least_five_in_one_month(together, apart, expected):
    assert told([date(2028, 2, day + 1) for day in range(together)] + ELSEWHERE[:apart]) == expected


def test_31_march_is_told_whatever_the_year():
    days = [date(2027, 3, 31)] * 3 + [date(2028, 3, 31)] * 3 + [date(2027, month, 1) for month in range(4, 13)]

    assert told(days) == ["6 of 15 milestones still to come are due on a 31 March (40 per cent)."]


def test_dates_that_have_passed_are_not_counted():
    assert told([date(2026, 11, 22)] * 9) == []
    assert told([TODAY] * 5) == ["5 of 5 milestones still to come are due in November 2026 (100 per cent)."]


def test_without_dates_there_is_nothing_to_say():
    assert told([]) == []
