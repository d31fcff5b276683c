"""Two figures for a period, a year to date beside a full year, a target of nothing, and values that cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from plans.enums import DiscrepancyTreatment, PeriodKind, Precision
from plans.rules.discrepancies import Cite, about_indicators
from plans.rules.discrepancies.figures import (
    same_day_different_values,
    target_without_denominator,
    value_out_of_range,
    year_to_date_beside_full_year,
)

from .doubting import MARCH, aim, doubted, measure, reading


def test_two_sources_with_different_figures_for_a_day_are_both_doubted():
    one, other = reading(52), reading(83)

    found = same_day_different_values([measure("beds", one, other)])

    assert doubted(found) == {one.pk, other.pk}
    assert [f.title for f in found] == ["52 and 83 for the same period: Beds"]


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("they agree", {"value": 52}, {"value": 52}),
        ("another day", {"value": 52}, {"value": 83, "on": date(2026, 4, 1)}),
        ("another kind of period", {"value": 52}, {"value": 83, "period_kind": PeriodKind.FULL}),
        (
            "another beginning",
            {"value": 52, "period_start": date(2026, 3, 1)},
            {"value": 83, "period_start": date(2025, 4, 1)},
        ),
        ("one source", {"value": 10, "of": 20, "source": Cite(5)}, {"value": 9, "of": 33, "source": Cite(5)}),
        ("the first was provisional", {"value": 52, "is_provisional": True}, {"value": 83}),
        ("rounding explains it", {"value": 30, "precision": Precision.APPROXIMATE}, {"value": 35}),
        ("more than that", {"value": 30, "precision": Precision.MORE_THAN}, {"value": 83}),
        (
            "editions of one file",
            {"value": 52, "source": Cite(6, title="Latest ratings, 1 July 2026", is_data_file=True)},
            {"value": 83, "source": Cite(7, title="Latest ratings, 3 August 2026", is_data_file=True)},
        ),
    ],
)
def test_no_contradiction_where(why, one, other):
    figures = [reading(facts.pop("value"), **facts) for facts in (dict(one), dict(other))]

    assert same_day_different_values([measure("beds", *figures)]) == [], why


def test_papers_whose_titles_differ_in_a_day_are_not_editions_of_a_file():
    one = reading(52, source=Cite(6, title="Board papers, 1 July 2026"))
    other = reading(83, source=Cite(7, title="Board papers, 3 August 2026"))

    assert doubted(same_day_different_values([measure("beds", one, other)])) == {one.pk, other.pk}


def test_a_reading_that_corrects_another_does_not_contradict_it():
    one = reading(52)

    assert same_day_different_values([measure("beds", one, reading(83, replaces=one.pk))]) == []


def test_shares_that_print_alike_are_alike():
    tenths = {"unit": "%", "decimals": 1}

    assert same_day_different_values([measure("share", reading("71.04"), reading("71.0"), **tenths)]) == []
    assert same_day_different_values([measure("share", reading("71.06"), reading("71.0"), **tenths)]) != []


def test_only_the_impossible_one_of_two_is_doubted():
    impossible, other = reading(140), reading(83)

    found = about_indicators([measure("share", impossible, other, unit="%")])

    assert [one.rule for one in found] == ["value-out-of-range"]
    assert doubted(found) == {impossible.pk}


def part_year(value, **facts):
    return reading(value, on=date(2017, 1, 18), period_kind=PeriodKind.YEAR_TO_DATE, **facts)


def full_year(value, **facts):
    return reading(value, on=date(2016, 3, 31), period_kind=PeriodKind.FULL, **facts)


def test_a_year_to_date_beside_a_full_year_is_unclear_and_doubts_nothing():
    found = year_to_date_beside_full_year([measure("checks", full_year(11), part_year(30), unit="%")])

    assert len(found) == 1
    assert (found[0].treatment, found[0].doubted) == (DiscrepancyTreatment.UNCLEAR, ())


def test_it_is_found_once_and_stays_the_one_it_was_as_the_year_goes_on():
    first = (full_year(11), part_year(30))
    later = reading(34, on=date(2017, 2, 18), period_kind=PeriodKind.YEAR_TO_DATE)

    before = year_to_date_beside_full_year([measure("checks", *first, unit="%")])
    after = year_to_date_beside_full_year([measure("checks", *first, later, unit="%")])

    assert [one.identity for one in after] == [one.identity for one in before]


@pytest.mark.parametrize("alone", [full_year(11), part_year(30)])
def test_one_kind_alone_is_fine(alone):
    assert year_to_date_beside_full_year([measure("checks", alone, unit="%")]) == []


def test_an_indicator_that_is_year_to_date_by_its_definition_is_let_be():
    checks = measure("checks", full_year(11), part_year(30), unit="%", period_kind=PeriodKind.YEAR_TO_DATE)

    assert year_to_date_beside_full_year([checks]) == []


def half_target(*figures, **facts):
    facts = {"aims": (aim(50, said_on=date(2026, 1, 1)),), "target_lacks_denominator": True} | facts
    return measure("good", *figures, **facts)


def test_a_target_that_does_not_say_of_what_is_shown_with_both_shares():
    found = target_without_denominator(
        [half_target(reading(10, of=33, of_what="in all"), reading(10, of=20, of_what="inspected"))]
    )

    assert [claim.says for claim in found[0].claims] == [
        "Target: A target of 50%",
        "10 of 20 inspected, 50.0%",
        "10 of 33 in all, 30.3%",
    ]
    assert (doubted(found), found[0].seen_from) == (set(), MARCH)


def test_without_any_reading_it_can_be_seen_from_the_day_of_the_target():
    assert target_without_denominator([half_target()])[0].seen_from == date(2026, 1, 1)


def test_a_target_that_says_of_what_is_fine_and_so_is_no_target():
    assert target_without_denominator([half_target(target_lacks_denominator=False), half_target(aims=())]) == []


def test_a_new_reading_does_not_make_another_of_it():
    target = half_target()
    with_reading = half_target(reading(10, of=20), aims=target.aims)

    assert target_without_denominator([target])[0].identity == target_without_denominator([with_reading])[0].identity


@pytest.mark.parametrize(
    ("value", "facts", "is_found"),
    [
        (0, {}, False),
        (-1, {}, True),
        (100, {"unit": "%"}, False),
        ("100.1", {"unit": "%"}, True),
        (101, {}, False),
        (104, {"unit": "%", "most": Decimal(120)}, False),
        (121, {"unit": "%", "most": Decimal(120)}, True),
        (-5, {"least": Decimal(-10)}, False),
        (-11, {"least": Decimal(-10)}, True),
        (9, {"least": Decimal(10)}, True),
        (10, {"least": Decimal(10)}, False),
    ],
)
def test_a_value_out_of_range(value, facts, is_found):
    one = reading(value)

    found = value_out_of_range([measure("beds", one, **facts)])

    assert doubted(found) == ({one.pk} if is_found else set())
