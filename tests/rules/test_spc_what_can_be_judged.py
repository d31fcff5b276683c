"""Which readings a control chart is made of, what is left out of it, and why there is none."""

from datetime import date
from decimal import Decimal

import pytest

from plans.enums import PeriodKind, Precision
from plans.rules.spc_series import SpcReading, can_be_judged
from plans.rules.windows import month_end, months_after


def a_reading(place, value=None, *, months=1, **facts):
    begins = months_after(date(2024, 4, 1), place * months)
    last = months_after(begins, months - 1)
    known = {"said_on": date(2027, 1, 1), "value": Decimal(place if value is None else value), "kind": PeriodKind.FULL}
    return SpcReading(begins, month_end(last.year, last.month), **known | facts)


def some(count, **facts):
    return [a_reading(place, **facts) for place in range(count)]


@pytest.mark.parametrize(("count", "because"), [(13, ""), (12, "Too few points to judge (12 of 13).")])
def test_thirteen_readings_of_one_kind_can_be_judged_and_twelve_cannot(count, because):
    assert can_be_judged(some(count)).because == because


def test_year_to_date_figures_are_never_judged_however_many():
    assert can_be_judged(some(40, kind=PeriodKind.YEAR_TO_DATE)).because == (
        "These figures add up from April and start again the next, so no chance variation can be judged in them."
    )


def test_rolling_figures_are_never_judged():
    assert can_be_judged(some(40, kind=PeriodKind.ROLLING)).because == (
        "Each figure shares most of its months with the one before, so no chance variation can be judged in them."
    )


@pytest.mark.parametrize(("months", "noun"), [(1, "month"), (3, "quarter"), (12, "year"), (6, "reading")])
def test_readings_are_named_by_the_length_of_their_periods(months, noun):
    assert can_be_judged(some(13, months=months)).noun == noun


def test_periods_of_another_kind_or_length_are_left_out_and_counted():
    quarter = SpcReading(date(2020, 1, 1), date(2020, 3, 31), date(2020, 4, 1), Decimal(900), PeriodKind.FULL)
    snapshot = SpcReading(date(2020, 5, 1), date(2020, 5, 1), date(2020, 5, 1), Decimal(800), PeriodKind.SNAPSHOT)
    found = can_be_judged([quarter, *some(14), snapshot])

    assert (found.because, found.held, found.left_out) == ("", 14, 2)


def test_a_disputed_reading_leaves_a_gap_unless_another_stands_for_its_period():
    alone, twice = some(14), some(14)
    alone[5] = a_reading(5, disputed=True)
    twice.append(a_reading(5, 99, disputed=True))

    assert [value for _, value in can_be_judged(alone).points][4:7] == [4, None, 6]
    assert [value for _, value in can_be_judged(twice).points][4:7] == [4, 5, 6]


@pytest.mark.parametrize(
    "facts", [{"inferred": True}, {"precision": Precision.APPROXIMATE}, {"precision": Precision.MORE_THAN}]
)
def test_a_rough_or_inferred_reading_leaves_a_gap(facts):
    readings = some(13)
    readings[5] = a_reading(5, **facts)

    assert can_be_judged(readings).because == "Too few points to judge (12 of 13)."


def test_a_rounded_reading_is_as_good_as_an_exact_one():
    assert can_be_judged(some(13, precision=Precision.ROUNDED)).because == ""


def test_of_two_readings_for_one_period_the_headline_speaks_else_the_one_said_later():
    later = a_reading(0, 7, said_on=date(2027, 2, 1))
    head = a_reading(0, 8, said_on=date(2026, 1, 1), is_headline=True)

    assert can_be_judged([*some(13), later]).points[0][1] == 7
    assert can_be_judged([*some(13), later, head]).points[0][1] == 8


def test_a_new_definition_starts_again_and_needs_thirteen_readings_of_its_own():
    readings = some(30)
    early, late = readings[:], readings[:]
    early[17], late[18] = a_reading(17, breaks=True), a_reading(18, breaks=True)

    assert (can_be_judged(early).because, len(can_be_judged(early).rebase_on)) == ("", 1)
    assert can_be_judged(late).because == "Too few points to judge since the definition changed (12 of 13)."


def test_nothing_reported_and_nothing_free_of_doubt_are_told_apart():
    assert can_be_judged([]).because == "No figure has been reported."
    assert can_be_judged(some(20, disputed=True)).because == "No figure is free of doubt."
