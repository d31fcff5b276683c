"""Every figure as it was stated: value or parts, period, precision; and the arithmetic between them."""

from decimal import Decimal

import pytest

from plans.enums import IndicatorStatus

from .rows import by, facts, rows

# fact, observation, value or numerator, denominator
FIGURES = [
    ("F103", "gp-practices-2017", 33, None), ("F104", "cqc-good-2015", 3, None), ("F105", "cqc-good-40", 40, None),
    ("F106", "cqc-inspected-2017", 20, 33), ("F107", "cqc-good-of-inspected", 10, 20), ("F107", "cqc-good-of-all", 10, 33),
    ("F108", "cqc-ri-2017", 5, 20), ("F109", "cqc-inadequate-2017", 5, 20),
    ("F112", "patients-per-gp-england-2014-15", 1321, None), ("F113", "patients-per-gp-2014-15", 2072, None),
    ("F114", "under-doctored-rank-2014-15", 4, None), ("F115", "practices-better-2014-15", 4, None),
    ("F115", "practices-better-of-all", 4, 33), ("F116", "most-under-doctored-2014-15", 5, None),
    ("F117", "ld-2015-16", 11, None), ("F118", "ld-2016-17-part", 30, None), ("F119", "hub-gp-2015-16", 6000, None),
    ("F120", "hub-nurse-2015-16", 15000, None), ("F121", "frailty-pilot", 25, None), ("F122", "gps-needed-2017", 45, None),
    ("F123", "centres-planned-2017", 4, None), ("F124", "cov-practices-2017", 59, None),
    ("F125", "cov-cqc-outstanding-2017", 2, None), ("F125", "cov-cqc-good-2017", 49, None),
    ("F125", "cov-cqc-requires-improvement-2017", 3, None), ("F125", "cov-cqc-inadequate-2017", 1, None),
    ("F125", "cov-cqc-awaiting-2017", 3, None), ("F126", "cov-gms-2017", 52, None), ("F126", "cov-apms-2017", 6, None),
    ("F126", "cov-pms-2017", 1, None), ("F127", "cov-single-handed-2017", 9, 59), ("F128", "cov-list-smallest-2017", 582, None),
    ("F128", "cov-list-largest-2017", 23020, None), ("F129", "cov-pch-least-2017", 30000, None),
    ("F129", "cov-pch-most-2017", 50000, None), ("F130", "cov-ooh-team-2017", 50000, None),
    ("F131", "cov-lga-days-2017", 20, None), ("F132", "cov-apms-years-2017", 5, None),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "key", "value", "of"), FIGURES)
def test_each_figure_carries_its_fact_and_its_value(fact, key, value, of):
    row = by("observations")[key]

    assert fact in facts(row)
    assert Decimal(row["value"] or row["numerator"]) == value
    assert row["denominator"] == (str(of) if of else "")


def test_the_two_targets_have_no_day_and_no_figure_for_special_measures_exists():
    targets = {t["indicator"]: t for t in rows("trajectory") if t["fact"]}

    assert {key: (t["value"], t["on"], facts(t)[0]) for key, t in targets.items()} == {
        "cqc-good": ("50", "", "F110"),
        "special-measures": ("0", "", "F111"),
    }
    assert [o for o in rows("observations") if o["indicator"] == "special-measures"] == []


def test_every_figure_of_coventry_is_an_indicator_of_its_own_board_without_a_strategy():
    coventry = [i for i in rows("indicators") if i["board"] == "coventry-scrutiny-5"]

    assert {i["strategy"] for i in coventry} == {""}
    assert {f for i in coventry for f in facts(i) if f[0] == "F"} == {f"F{n}" for n in range(124, 133)}


@pytest.mark.parametrize(("whole", "parts"), [("cqc-inspected", 20), ("cov-practices", 58), ("cov-contracts", 59)])
def test_what_the_parts_add_up_to(whole, parts):
    """10 + 5 + 5 inspected; Coventry's ratings miss one of 59 (X06), its contracts none."""
    of_whole = {i["key"] for i in rows("indicators") if i["part_of"] == whole}
    figures = [
        Decimal(o["value"] or o["numerator"])
        for o in rows("observations")
        if o["indicator"] in of_whole and o["period_end"] >= "2017-03-01" and o["is_inferred"] != "yes"
    ]

    assert by("indicators")[whole]["parts_are_exhaustive"] == "yes"
    assert sum(figures) == parts


def test_what_was_inferred_says_so():
    inferred = {o["key"] for o in rows("observations") if o["is_inferred"] == "yes"}

    assert inferred == {"cqc-good-of-all", "practices-better-of-all", "cov-contracts-2017"}
    assert by("observations")["cqc-good-2015"]["period_is_inferred"] == "yes"


def test_a_full_year_and_a_part_year_are_told_apart():
    full, part = by("observations")["ld-2015-16"], by("observations")["ld-2016-17-part"]

    assert (full["period_kind"], part["period_kind"], part["precision"]) == ("full", "year_to_date", "approximate")


def test_good_practices_are_disputed_once_the_written_report_is_out(as_at):
    good = next(i for i in as_at("2017-03-07").indicators if i.key == "cqc-good")

    assert good.judgement.status is IndicatorStatus.DISPUTED
    assert [r.key for r in good.readings if r.is_disputed] == ["cqc-good-40"]
    assert [r.key for r in good.readings if r.is_headline] == ["cqc-good-of-inspected"]


def test_a_share_without_a_whole_is_not_set_against_a_count(as_at):
    """In February 2017 the 40 was not yet in doubt, and 50% of nothing stated is no mark for it."""
    good = next(i for i in as_at("2017-02-01").indicators if i.key == "cqc-good")

    assert not good.judgement.status.is_colour


def test_what_is_old_missing_or_without_a_target_has_no_colour(as_at):
    status = {i.key: i.judgement.status for i in as_at("2017-03-31").indicators}

    assert status["special-measures"] is IndicatorStatus.NO_DATA
    assert status["patients-per-gp"] is IndicatorStatus.OUT_OF_DATE
    assert status["ld-health-checks"] is IndicatorStatus.NO_TARGET


def test_the_figures_of_the_annual_report_come_with_that_later_meeting(as_at):
    later = {i.key: i.judgement.status for i in as_at("2018-11-23").indicators}

    assert "gld" not in {i.key for i in as_at("2018-11-22").indicators}
    assert later["gld"] is later["ks2"] is later["neet"] is IndicatorStatus.GREEN
    assert later["u18-conceptions"] is IndicatorStatus.NO_TARGET
