from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.enums import PeriodKind
from plans.rules.dates import months_after
from plans.rules.indicators import age_in_months, can_draw_line, percentage, target_on
from tests.rules.test_an_indicator_gets_its_colour import a_reading


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(10, 20, "50.0"), (10, 33, "30.3"), (0, 33, "0.0"), (33, 33, "100.0"), (1, 8, "12.5"), (1, 2000, "0.1")],
)
def test_a_share_is_worked_out_to_one_decimal(part, whole, share):
    assert str(percentage(part, whole)) == share


def test_a_share_without_both_its_numbers_is_not_known():
    assert [percentage(None, 33), percentage(10, None), percentage(None, None)] == [None, None, None]


@pytest.mark.parametrize(
    ("part", "whole", "sentence"),
    [
        (40, 33, "40 of 33 cannot be: a part lies between 0 and the whole."),
        (-1, 33, "-1 of 33 cannot be: a part lies between 0 and the whole."),
        (0, 0, "A share of 0 cannot be worked out: the whole must be more than 0."),
        (1, -5, "A share of -5 cannot be worked out: the whole must be more than 0."),
        (Decimal("NaN"), 33, "A share needs two ordinary numbers."),
        (1, Decimal("Infinity"), "A share needs two ordinary numbers."),
    ],
)
def test_two_numbers_that_are_no_part_and_whole_are_refused(part, whole, sentence):
    with pytest.raises(ValueError) as refusal:
        percentage(part, whole)

    assert str(refusal.value) == sentence


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_lies_between_nothing_and_all(part, whole):
    assert 0 <= percentage(min(part, whole), whole) <= 100


TRAJECTORY = [
    (date(2026, 9, 30), Decimal(1800)),
    (date(2026, 3, 31), Decimal(1860)),
    (date(2026, 6, 30), Decimal(1830)),
]


@pytest.mark.parametrize(
    ("period_end", "target"),
    [
        (date(2025, 12, 31), 1860),
        (date(2026, 3, 31), 1860),
        (date(2026, 4, 1), 1830),
        (date(2026, 6, 30), 1830),
        (date(2026, 7, 1), 1800),
        (date(2026, 9, 30), 1800),
        (date(2027, 9, 30), 1800),
    ],
)
def test_a_period_is_measured_against_the_target_for_its_end(period_end, target):
    assert target_on(TRAJECTORY, day=period_end) == target


def test_without_a_trajectory_there_is_no_target():
    assert target_on([], day=date(2026, 3, 31)) is None


@pytest.mark.parametrize(
    ("period_end", "as_at", "months"),
    [
        (date(2015, 1, 31), date(2017, 3, 31), 26),
        (date(2017, 1, 18), date(2017, 2, 17), 0),
        (date(2017, 1, 18), date(2017, 2, 18), 1),
        (date(2017, 1, 31), date(2017, 2, 27), 0),
        (date(2017, 1, 31), date(2017, 2, 28), 1),
        (date(2017, 3, 31), date(2017, 3, 31), 0),
        (date(2017, 3, 31), date(2017, 3, 1), 0),
        (date(2018, 3, 31), date(2017, 3, 31), 0),
    ],
)
def test_an_age_counts_whole_months(period_end, as_at, months):
    assert age_in_months(period_end, as_at) == months


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 4000))
def test_an_age_is_the_most_months_that_have_passed(period_end, days):
    as_at = period_end + timedelta(days=days)
    age = age_in_months(period_end, as_at)

    assert months_after(period_end, age) <= as_at < months_after(period_end, age + 1)


def readings(*period_ends, **facts):
    return [a_reading(period_end=day, **facts) for day in period_ends]


QUARTERS = date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31), date(2017, 3, 31)


def test_a_line_needs_four_periods():
    assert can_draw_line(readings(*QUARTERS))
    assert not can_draw_line(readings(*QUARTERS[:3]))
    assert not can_draw_line([])


def test_two_values_for_one_period_are_one_point():
    assert not can_draw_line(readings(*QUARTERS[:3], QUARTERS[2]))


def test_a_disputed_point_is_on_no_line():
    doubtful = readings(QUARTERS[3], disputed=True, period_kind=PeriodKind.SNAPSHOT)

    assert not can_draw_line(readings(*QUARTERS[:3]) + doubtful)
    assert can_draw_line(readings(date(2016, 3, 31), *QUARTERS[:3]) + doubtful)


def test_periods_of_unlike_kind_are_never_joined():
    assert not can_draw_line(readings(*QUARTERS) + readings(date(2017, 6, 30), period_kind=PeriodKind.SNAPSHOT))


def test_figures_for_the_year_to_date_join_within_one_financial_year_only():
    year_to_date = {"period_kind": PeriodKind.YEAR_TO_DATE}

    assert can_draw_line(readings(*QUARTERS, **year_to_date))
    assert not can_draw_line(readings(*QUARTERS[1:], date(2017, 4, 30), **year_to_date))
    assert can_draw_line(readings(*QUARTERS[1:], date(2017, 4, 30)))
