"""Green at the target, amber within the tolerance or down to the floor, red beyond: at both sides of every limit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.enums import Better, IndicatorRule, IndicatorStatus, PeriodKind, Precision
from plans.rules.indicators import IndicatorFacts, IndicatorJudgement, Reading, judge_indicator

MARCH_31 = date(2017, 3, 31)
GREEN, AMBER, RED = IndicatorStatus.GREEN, IndicatorStatus.AMBER, IndicatorStatus.RED


def a_reading(value="80", **facts):
    usual = {
        "period_end": date(2016, 12, 31),
        "said_on": date(2017, 1, 18),
        "precision": Precision.EXACT,
        "period_kind": PeriodKind.FULL,
    }
    return Reading(value=Decimal(value), **usual | facts)


def an_indicator(*readings, **facts):
    usual = {
        "better": Better.HIGHER,
        "rule": IndicatorRule.TOLERANCE,
        "tolerance": Decimal("5"),
        "floor": None,
        "target": Decimal("80"),
        "unit": "%",
    }
    return IndicatorFacts(readings=readings, **usual | facts)


def judged(value, *, reading=None, **facts):
    return judge_indicator(an_indicator(a_reading(value, **reading or {}), **facts), as_at=MARCH_31)


@pytest.mark.parametrize(
    ("value", "status", "sentence"),
    [
        ("81.5", GREEN, "81.5% is above the target of 80%. Higher is better."),
        ("80.00", GREEN, "80% is at the target of 80%. Higher is better."),
        ("79.9", AMBER, "79.9% is below the target of 80%, within the tolerance of 5 per cent. Higher is better."),
        ("76", AMBER, "76% is below the target of 80%, within the tolerance of 5 per cent. Higher is better."),
        ("75.9", RED, "75.9% is below the target of 80%, beyond the tolerance of 5 per cent. Higher is better."),
    ],
)
def test_a_tolerance_is_a_per_cent_of_the_target(value, status, sentence):
    assert judged(value) == IndicatorJudgement(status, sentence)


@pytest.mark.parametrize(
    ("value", "decimals", "compared"),
    [
        ("0.0000", 1, "0.0% is below the target of 80.0%"),
        ("0.0000", 0, "0% is below the target of 80%"),
        ("0.0000", None, "0% is below the target of 80%"),
        ("79.44", 1, "79.4% is below the target of 80.0%"),
        ("79.96", 1, "79.96% is below the target of 80.0%"),
        ("80.04", 1, "80.04% is above the target of 80.0%"),
        ("80.00", 1, "80.0% is at the target of 80.0%"),
    ],
)
def test_the_sentence_prints_the_figure_as_it_stands_beside_it(value, decimals, compared):
    assert judged(value, decimals=decimals).because.startswith(compared)


def test_a_target_set_more_finely_keeps_its_decimals():
    told = judged("70", decimals=0, target=Decimal("72.5"), rule=IndicatorRule.FLOOR, floor=Decimal("69.5"))

    assert told.because == "70% is below the target of 72.5%, within the floor of 69.5%. Higher is better."


@pytest.mark.parametrize(
    ("value", "status", "sentence"),
    [
        ("1790", GREEN, "1,790 is below the target of 1,800. Lower is better."),
        ("1800", GREEN, "1,800 is at the target of 1,800. Lower is better."),
        ("1854", AMBER, "1,854 is above the target of 1,800, within the tolerance of 3 per cent. Lower is better."),
        ("1855", RED, "1,855 is above the target of 1,800, beyond the tolerance of 3 per cent. Lower is better."),
    ],
)
def test_where_lower_is_better_the_tolerance_lies_above_the_target(value, status, sentence):
    facts = {"better": Better.LOWER, "target": Decimal("1800"), "tolerance": Decimal("3"), "unit": "per 100,000"}

    assert judged(value, **facts) == IndicatorJudgement(status, sentence)


@pytest.mark.parametrize(
    ("better", "floor", "at_target", "at_floor", "beyond"),
    [(Better.HIGHER, "70", "80", "70", "69.9"), (Better.LOWER, "90", "80", "90", "90.1")],
)
def test_a_floor_is_the_worst_that_is_still_amber(better, floor, at_target, at_floor, beyond):
    facts = {"rule": IndicatorRule.FLOOR, "floor": Decimal(floor), "better": better}

    assert [judged(value, **facts).status for value in (at_target, at_floor, beyond)] == [GREEN, AMBER, RED]
    assert f", within the floor of {floor}%." in judged(at_floor, **facts).because
    assert f", beyond the floor of {floor}%." in judged(beyond, **facts).because


@pytest.mark.parametrize(
    "facts",
    [
        {"rule": IndicatorRule.NONE},
        {"rule": IndicatorRule.TOLERANCE, "tolerance": None},
        {"rule": IndicatorRule.FLOOR, "floor": None},
    ],
)
def test_a_target_without_a_tolerance_is_met_or_not_met(facts):
    assert judged("80", **facts) == IndicatorJudgement(GREEN, "80% is at the target of 80%. Higher is better.")
    assert judged("79.9", **facts) == IndicatorJudgement(
        RED, "79.9% is below the target of 80%; no tolerance is set. Higher is better."
    )


def test_a_target_of_zero_leaves_no_room_for_amber():
    facts = {"better": Better.LOWER, "target": Decimal(0), "tolerance": Decimal(10), "unit": ""}

    assert [judged(value, **facts).status for value in ("0", "1")] == [GREEN, RED]


def test_a_negative_target_has_its_tolerance_on_the_worse_side():
    facts = {"target": Decimal(-10), "tolerance": Decimal(10)}

    assert [judged(value, **facts).status for value in ("-10", "-11", "-11.1")] == [GREEN, AMBER, RED]


INEXACT = "The figure is not exact, and the true one may lie on the other side of the target."


@pytest.mark.parametrize(
    ("precision", "value", "may_lie_either_side"),
    [
        (Precision.APPROXIMATE, "30", True),  # 25 to 35
        (Precision.APPROXIMATE, "40", False),  # 35 to 45
        (Precision.APPROXIMATE, "33", False),
        (Precision.APPROXIMATE, "32", True),  # 31.5 to 32.5
        (Precision.ROUNDED, "32.0", True),
        (Precision.ROUNDED, "30", False),
        (Precision.MORE_THAN, "31", True),
        (Precision.MORE_THAN, "32", False),
        (Precision.EXACT, "31.9", False),
    ],
)
def test_a_figure_that_is_not_exact_says_when_it_may_lie_either_side_of_the_target(
    precision, value, may_lie_either_side
):
    judgement = judged(value, target=Decimal("32"), reading={"precision": precision})

    assert judgement.because.endswith(INEXACT) is may_lie_either_side


def test_about_and_more_than_are_said_and_exact_is_not():
    starts = [judged("90", reading={"precision": precision}).because.split(" is ")[0] for precision in Precision]

    assert starts == ["90%", "90%", "About 90%", "More than 90%"]


def test_more_than_the_target_is_above_it_however_little():
    facts = {"better": Better.LOWER, "rule": IndicatorRule.NONE, "reading": {"precision": Precision.MORE_THAN}}

    assert judged("80", **facts) == IndicatorJudgement(
        RED, "More than 80% is above the target of 80%; no tolerance is set. Lower is better."
    )
    assert judged("79", **facts) == IndicatorJudgement(
        GREEN, f"More than 79% is stated, against the target of 80%. Lower is better. {INEXACT}"
    )


def test_a_part_year_and_a_provisional_figure_say_so():
    reading = {"period_kind": PeriodKind.YEAR_TO_DATE, "provisional": True}

    assert judged("80", reading=reading).because == (
        "80% is at the target of 80%. Higher is better. Year to date, not a full year. Provisional."
    )


def test_the_last_period_speaks_and_of_one_period_the_later_word():
    december, september = a_reading("80"), a_reading("60", period_end=date(2016, 9, 30), said_on=date(2017, 3, 1))
    revised = a_reading("70", said_on=date(2017, 3, 1))

    def colour(*readings, as_at=MARCH_31):
        return judge_indicator(an_indicator(*readings), as_at=as_at).status

    assert colour(december, september) is GREEN
    assert colour(revised, december) is RED
    assert colour(revised, december, as_at=date(2017, 2, 28)) is GREEN


@given(st.decimals(-1000, 1000, places=2), st.decimals(0, 50, places=1), st.decimals(-1000, 1000, places=2))
def test_a_better_value_never_gets_a_worse_colour(target, tolerance, value):
    facts = {"target": target, "tolerance": tolerance}

    for better, step in ((Better.HIGHER, 1), (Better.LOWER, -1)):
        before = judged(value, better=better, **facts).status
        after = judged(value + step, better=better, **facts).status
        assert after.order >= before.order
