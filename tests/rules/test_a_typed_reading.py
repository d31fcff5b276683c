"""A reading as it is typed: read, worked out, refused where it cannot be, doubted where it is far off."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from plans.enums import PeriodKind
from plans.rules.dates import Window
from plans.rules.typed_readings import (
    TypedReading,
    doubt,
    has_parts,
    in_words,
    is_ratio,
    read_number,
    why_far,
    why_impossible,
    worked_out,
)

SEPTEMBER, NOVEMBER = date(2026, 9, 30), date(2026, 11, 11)


def an_indicator(*readings, **facts):
    defaults = {
        "is_percentage": False,
        "unit": "people",
        "title": "Falls",
        "numerator_words": "",
        "denominator_words": "",
    }
    defaults |= {"least": None, "most": None, "fed_by": "", "decimals": 0, "readings": readings}
    own = [r for r in readings if not r.comparator]
    return SimpleNamespace(**defaults | facts, own=own)


def a_share(*readings, **facts):
    words = {"numerator_words": "schools that keep it", "denominator_words": "schools"}
    return an_indicator(*readings, **{"is_percentage": True, "unit": "%", "decimals": 1} | words | facts)


def a_reading(value, ends, **facts):
    source = SimpleNamespace(source=SimpleNamespace(key=facts.pop("source", "file")))
    defaults = {"value": Decimal(value), "numerator": None, "denominator": None, "period": Window(ends, ends), "pk": 1}
    defaults |= {"period_kind": PeriodKind.SNAPSHOT, "is_disputed": False, "is_headline": False, "is_ratio": False}
    defaults |= {"said_on": ends, "comparator": "", "shown": str(value), "citation": source}
    return SimpleNamespace(**defaults | facts)


def typed(value=None, *, parts=(None, None), ends=SEPTEMBER, kind=PeriodKind.SNAPSHOT, **facts):
    part, whole = (None if one is None else Decimal(one) for one in parts)
    return TypedReading(ends, kind, None if value is None else Decimal(value), part, whole, **facts)


def refused(one, line, **more):
    return why_impossible(one, line, on=NOVEMBER, **more)


# --- Read -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1870", "1870"), ("1,870", "1870"), ("1 870", "1870"), ("12,345,678", "12345678"), ("70.5%", "70.5"),
        (" £1,200.50 ", "1200.50"), ("−3", "-3"), (".5", "0.5"), ("0", "0"), ("999999999999", "999999999999"),
        ("1.2345", "1.2345"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_by_hand(text, number):
    assert read_number(text) == Decimal(number)


def test_nothing_written_is_no_number():
    assert read_number("  ") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,87", "“1,87” cannot be read with certainty: after a comma come three figures, as in 1,870."),
        ("12,3456", "“12,3456” cannot be read with certainty: after a comma come three figures, as in 1,870."),
        ("NaN", "“NaN” is not a number. Write it in figures, for example 1,870 or 70.5."),
        ("Infinity", "“Infinity” is not a number. Write it in figures, for example 1,870 or 70.5."),
        ("1e5", "“1e5” is not a number. Write it in figures, for example 1,870 or 70.5."),
        ("about 12", "“about 12” is not a number. Write it in figures, for example 1,870 or 70.5."),
        ("٣", "“٣” is not a number. Write it in figures, for example 1,870 or 70.5."),
        ("1000000000000", "This has more than 12 figures before the point; no count here is so large."),
        ("1.23456", "At most four decimals are kept."),
    ],
)
def test_what_cannot_be_read_with_certainty_is_asked_about(text, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_number(text)


# --- Worked out -------------------------------------------------------------------------------------------------------


def test_a_share_a_ratio_and_a_count_out_of_a_whole_are_worked_out_and_told():
    ratio = an_indicator(unit="patients per GP", numerator_words="patients", denominator_words="GPs")
    count = an_indicator(numerator_words="practices rated good", denominator_words="practices inspected")

    assert in_words(typed(parts=(37, 48)), a_share()) == "37 of 48 is 77.1%."
    assert in_words(typed(parts=(54300, "25.4")), ratio) == "54,300 for 25.4 is 2,138."
    assert in_words(typed(parts=(10, 20)), count) == "10 of 20: 50%."
    assert in_words(typed("77"), a_share()) == ""
    assert worked_out(typed(parts=(10, 20)), count) == 10
    assert worked_out(typed(parts=(10, None)), count) is None


@pytest.mark.parametrize(
    ("line", "parted", "ratio"),
    [
        (a_share(), True, False),
        (an_indicator(), False, False),
        (an_indicator(unit="patients per GP"), False, True),
        (an_indicator(unit="per 100,000"), False, False),
        (an_indicator(title="Patients", fed_by="gp_all"), False, True),
        (an_indicator(a_reading(5, SEPTEMBER, numerator=Decimal(5), denominator=Decimal(9))), True, False),
        (
            an_indicator(a_reading(5, SEPTEMBER, numerator=Decimal(5), denominator=Decimal(1), is_ratio=True)),
            True,
            True,
        ),
    ],
)
def test_what_is_typed_in_two_parts_and_what_is_a_ratio(line, parted, ratio):
    assert (has_parts(line), is_ratio(line)) == (parted, ratio)


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "line", "found"),
    [
        (typed(), an_indicator(), [("value", "Write the figure. Write it in figures, for example 1,870 or 70.5.")]),
        (typed("5"), an_indicator(), []),
        (typed("NaN"), an_indicator(), [("value", "A reading must be an ordinary number.")]),
        (typed("Infinity"), an_indicator(), [("value", "A reading must be an ordinary number.")]),
        (typed("-1"), an_indicator(), [("value", "−1 cannot be: nothing here is counted below 0.")]),
        (typed("-1"), an_indicator(least=Decimal(-5)), []),
        (typed("-6"), an_indicator(least=Decimal(-5)), [("value", "−6 cannot be: the lowest there can be is −5.")]),
        (typed("52"), an_indicator(most=Decimal(52)), []),
        (typed("53"), an_indicator(most=Decimal(52)), [("value", "53 cannot be: the highest there can be is 52.")]),
        (typed("100"), a_share(), []),
        (typed("100.1"), a_share(), [("value", "100.1% cannot be: a share lies between 0% and 100%.")]),
        (typed("-0.1"), a_share(), [("value", "−0.1% cannot be: a share lies between 0% and 100%.")]),
        (typed(parts=(48, 48)), a_share(), []),
        (typed(parts=(49, 48)), a_share(), [("numerator", "49 of 48 cannot be: a part lies between 0 and the whole.")]),
        (typed(parts=(49, 48)), an_indicator(unit="beds per ward", numerator_words="a", denominator_words="b"), []),
        (typed(parts=(0, 48)), a_share(), []),
        (typed(parts=(-1, 48)), a_share(), [("numerator", "−1 cannot be: a count is 0 or more.")]),
        (typed(parts=(0, 0)), a_share(), [("denominator", "Of 0 nothing can be worked out: the whole must be more than 0.")]),
        (typed(parts=(5, None)), a_share(), [("denominator", "Write a number. Write it in figures, for example 1,870 or 70.5.")]),
        (
            typed("77", parts=(37, 48)), a_share(),
            [("value", "Write the two counts, or the figure alone, not both: from the counts it is worked out.")],
        ),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused_with_a_sentence(one, line, found):
    assert refused(one, line) == found


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (typed("5", ends=NOVEMBER), []),
        (
            typed("5", ends=date(2026, 11, 12)),
            [("period_end", "12 November 2026 is still to come; a figure is for a period that has ended.")],
        ),
        (
            typed("5", period_start=date(2026, 7, 1)),
            [("period_start", "A figure of one day has no first day. Empty this, or say that it covers a period.")],
        ),
        (typed("5", kind=PeriodKind.FULL, period_start=SEPTEMBER), []),
        (
            typed("5", kind=PeriodKind.FULL, period_start=date(2026, 10, 1)),
            [("period_start", "The period ends, on 30 September 2026, before this day.")],
        ),
        (
            typed("5", kind=PeriodKind.FULL),
            [("period_start", "Write the first day of the period that the figure covers.")],
        ),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_a_sentence(one, found):
    assert refused(one, an_indicator()) == found


def test_one_source_says_one_thing_of_a_period():
    line = an_indicator(a_reading(7, SEPTEMBER, pk=3), a_reading(8, SEPTEMBER, pk=4, comparator="England"))
    again = refused(typed("5", source="file"), line)

    assert [field for field, _ in again] == ["period_end"]
    assert again[0][1].startswith("7 is already here for this period from this source.")
    assert refused(typed("5", source="another"), line) == []
    assert refused(typed("5", source="file"), line, but=3) == []
    assert refused(typed("5", source="file"), line, seen=2) == []
    assert refused(typed("5", source="file", ends=date(2026, 8, 31)), line) == []
    assert refused(typed("5", source="file", comparator="England"), line, but=4) == []


# --- Doubted ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "value", "is_far"),
    [
        ((), 1000, False),
        ((100,), 200, False), ((100,), 201, True), ((100,), 50, False), ((100,), 49, True),
        ((100, 100, 100), 200, False), ((100, 100, 100), 201, True),
        # mean 101, average moving range 1.5, so 3 × 1.5 / 1.128 = 3.99 either way
        ((100, 102, 100, 101, 102), 104, False), ((100, 102, 100, 101, 102), 106, True), ((100, 102, 100, 101, 102), 97, True),
        # it rises by 10 each time: as far from the mean as can be, and near the last
        ((10, 20, 30, 40, 50), 60, False), ((10, 20, 30, 40, 50), 76, False), ((10, 20, 30, 40, 50), 77, True),
        ((-4, -2, -3), -3, False),
    ],
)  # fmt: skip
def test_a_figure_far_from_those_before_it_is_doubted(before, value, is_far):
    assert bool(why_far([Decimal(one) for one in before], Decimal(value))) is is_far


def test_a_doubt_says_what_came_before():
    assert why_far([Decimal(1800)], Decimal(18700)) == "18,700 is far from what came before: the last was 1,800."
    assert why_far([Decimal(n) for n in (12, 14, 13)], Decimal(69), "%") == (
        "69% is far from what came before: the last 3 lay between 12% and 14%."
    )
    assert why_far([Decimal(5)] * 3, Decimal(11)) == "11 is far from what came before: the last 3 were all 5."


def test_only_what_covers_the_same_is_compared_and_a_year_to_date_with_nothing():
    lone = a_reading(100, date(2026, 6, 30))

    assert doubt(typed("500"), an_indicator(lone)) != ""
    assert doubt(typed("500", kind=PeriodKind.FULL, period_start=date(2026, 7, 1)), an_indicator(lone)) == ""
    assert doubt(typed("500"), an_indicator(a_reading(100, date(2026, 6, 30), is_disputed=True))) == ""
    assert doubt(typed("500"), an_indicator(a_reading(100, date(2026, 6, 30), comparator="England"))) == ""
    year = a_reading(100, date(2026, 6, 30), period_kind=PeriodKind.YEAR_TO_DATE)
    assert doubt(typed("500", kind=PeriodKind.YEAR_TO_DATE), an_indicator(year)) == ""
