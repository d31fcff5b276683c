"""No data, disputed, out of date and no target are judgements of their own: never red, never zero, never a guess."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plans.enums import Better, IndicatorStatus
from plans.rules.indicators import IndicatorJudgement, judge_indicator
from tests.rules.test_an_indicator_gets_its_colour import MARCH_31, a_reading, an_indicator

FORTY_OF_THIRTY_THREE = "40 practices is more than the 33 there are."


def judged(*readings, as_at=MARCH_31, **facts):
    return judge_indicator(an_indicator(*readings, **facts), as_at=as_at)


def test_nothing_reported_is_no_data():
    assert judged() == IndicatorJudgement(IndicatorStatus.NO_DATA, "No figure has been reported.")


def test_a_figure_reported_later_is_not_known_yet():
    reading = a_reading(said_on=date(2017, 1, 18))

    assert judged(reading, as_at=date(2017, 1, 17)).status is IndicatorStatus.NO_DATA
    assert judged(reading, as_at=date(2017, 1, 18)).status is IndicatorStatus.GREEN


def test_an_open_dispute_speaks_before_any_colour():
    clean = a_reading("90")

    assert judged(clean, disputes=(FORTY_OF_THIRTY_THREE, "No denominator is named.")) == IndicatorJudgement(
        IndicatorStatus.DISPUTED, "40 practices is more than the 33 there are. No denominator is named."
    )
    assert judged(disputes=(FORTY_OF_THIRTY_THREE,)).status is IndicatorStatus.NO_DATA


def test_a_disputed_figure_is_never_the_basis_of_a_colour():
    clean = a_reading("60", period_end=date(2016, 9, 30))
    doubtful = a_reading("120", disputed=True)

    assert judged(doubtful) == IndicatorJudgement(
        IndicatorStatus.DISPUTED, "No figure is free of doubt, so no colour is given."
    )
    assert judged(clean, doubtful) == IndicatorJudgement(
        IndicatorStatus.RED,
        "60% is below the target of 80%, beyond the tolerance of 5 per cent. Higher is better. "
        "A disputed figure is left out.",
    )


def test_an_old_dispute_is_not_brought_up_beside_a_newer_figure():
    doubtful, newer = a_reading("120", disputed=True), a_reading("90", period_end=date(2017, 1, 31))

    assert judged(doubtful, newer).because == "90% is above the target of 80%. Higher is better."


@pytest.mark.parametrize(
    ("period_end", "as_at", "age"),
    [
        (date(2015, 1, 31), date(2017, 3, 31), "26 months"),
        (date(2017, 1, 31), date(2017, 3, 31), "2 months"),
        (date(2017, 2, 1), date(2017, 3, 31), "1 month"),
        (date(2017, 3, 11), date(2017, 3, 31), "20 days"),
    ],
)
def test_old_data_says_its_age(period_end, as_at, age):
    reading = a_reading(period_end=period_end, said_on=as_at)

    assert judged(reading, as_at=as_at, out_of_date_after_days=19) == IndicatorJudgement(
        IndicatorStatus.OUT_OF_DATE, f"Data is {age} old."
    )


def test_data_is_out_of_date_after_its_limit_and_not_on_it():
    reading = a_reading(period_end=date(2016, 12, 31))

    assert judged(reading, out_of_date_after_days=90).status is IndicatorStatus.GREEN
    assert judged(reading, out_of_date_after_days=89).status is IndicatorStatus.OUT_OF_DATE
    assert judged(reading, out_of_date_after_days=None).status is IndicatorStatus.GREEN


def test_without_a_target_there_is_no_colour():
    assert judged(a_reading(), target=None) == IndicatorJudgement(IndicatorStatus.NO_TARGET, "No target is set.")
    assert judged(a_reading(), target=None, target_words="fewer than today").because == (
        "Nothing can be measured against the target as it was put: “fewer than today”."
    )


def test_where_no_direction_is_better_there_is_no_colour():
    assert judged(a_reading(), better=Better.NEITHER) == IndicatorJudgement(
        IndicatorStatus.NO_TARGET, "No direction is better, so no colour."
    )


def test_the_first_reason_that_applies_is_the_one_given():
    facts = an_indicator(
        a_reading(period_end=date(2015, 1, 31)),
        target=None,
        disputes=(FORTY_OF_THIRTY_THREE,),
        out_of_date_after_days=400,
    )
    ladder = [
        replace(facts, readings=()),
        facts,
        replace(facts, disputes=()),
        replace(facts, disputes=(), out_of_date_after_days=None),
        replace(facts, disputes=(), out_of_date_after_days=None, target=Decimal("80")),
    ]

    assert [judge_indicator(step, as_at=MARCH_31).status for step in ladder] == [
        IndicatorStatus.NO_DATA,
        IndicatorStatus.DISPUTED,
        IndicatorStatus.OUT_OF_DATE,
        IndicatorStatus.NO_TARGET,
        IndicatorStatus.GREEN,
    ]
