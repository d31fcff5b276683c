"""The practices of Exampleshire: nobody's codes, an ordinary mess, and figures of the area that are the sums of theirs."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from .rows import day, rows, where

LAST = "2026-09-30"
REAL_CODE = re.compile(r"[A-Z]\d{5}")


def readings(measure, period_end=LAST):
    return where("practice_readings", measure=measure, period_end=period_end)


def counted(measure, period_end):
    return [row for row in readings(measure, period_end) if not row["missing"]]


def area(indicator):
    """The board's own readings of an indicator, by the last day of their period."""
    return {row["period_end"]: row for row in where("observations", indicator=indicator, comparator="")}


def test_no_code_is_one_that_a_practice_could_have():
    codes = [row["ods_code"] for row in rows("practices")]

    assert len(set(codes)) == len(codes) == 28
    assert [code for code in codes if REAL_CODE.fullmatch(code)] == []
    assert {row["cqc_location"][:6] for row in rows("practices")} == {"0-EXA-"}


def test_one_opened_one_closed_and_one_merged():
    practices = {row["key"]: row for row in rows("practices")}

    assert [key for key, row in practices.items() if row["opened_on"]] == ["ex-kingfisher"]
    assert {key: row["merged_into"] for key, row in practices.items() if row["closed_on"]} == {
        "ex-pier-end": "",
        "ex-old-library": "ex-castle-walk",
    }


def test_every_practice_stands_in_a_place_of_a_locality():
    within = {row["key"]: row["within"] for row in rows("places")}
    kinds = {row["key"]: row["kind"] for row in rows("places")}

    for row in rows("practices"):
        place = within[row["place"]]
        assert "locality" in (kinds[place], kinds.get(within[place])), row["key"]


@pytest.mark.parametrize(
    ("measure", "missing"),
    [
        ("cqc_rating", {"": 23, "not_rated": 2}),
        ("gp_all", {"": 24, "no_data": 1, "no_gp": 1}),
        ("gp_qualified", {"": 24, "no_data": 1, "no_gp": 1}),
        ("gp_permanent", {"": 24, "no_data": 1, "no_gp": 1}),
        ("ld_health_checks", {"": 23, "suppressed": 2, "no_data": 1}),
    ],
)
def test_something_is_missing_from_each_of_the_latest_files(measure, missing):
    assert Counter(row["missing"] for row in readings(measure)) == missing


def test_ratings_changed_over_three_years():
    told = {}
    for row in where("practice_readings", measure="cqc_rating"):
        told.setdefault(row["practice"], []).append(row["category"])
    changed = [key for key, words in told.items() if len({w for w in words if w}) > 1]

    assert min(row["period_end"] for row in where("practice_readings", measure="cqc_rating")) == "2023-12-31"
    assert len(changed) == 8


@pytest.mark.parametrize("measure", ["gp_all", "gp_qualified", "gp_permanent", "ld_health_checks"])
def test_figures_go_back_two_years(measure):
    ends = {row["period_end"] for row in where("practice_readings", measure=measure)}

    assert (len(ends), min(ends), max(ends)) == (8, "2024-12-31", LAST)


def test_a_definition_that_counts_fewer_gps_never_counts_more():
    counts = {}
    for row in rows("practice_readings"):
        if row["measure"].startswith("gp_") and not row["missing"]:
            counts.setdefault((row["practice"], row["period_end"]), {})[row["measure"]] = Decimal(row["denominator"])
    wrong = [k for k, c in counts.items() if not c["gp_all"] >= c["gp_qualified"] >= c["gp_permanent"]]

    assert wrong == []


@pytest.mark.parametrize(
    ("indicator", "measure", "periods"),
    [("ex-gp-fte", "gp_qualified", 8), ("ex-ld-checks", "ld_health_checks", 8)],
)
def test_the_area_is_the_sum_of_its_practices(indicator, measure, periods):
    ends = sorted({row["period_end"] for row in where("practice_readings", measure=measure)})

    assert len(ends) == periods
    for end in ends:
        together = [sum(Decimal(row[part]) for row in counted(measure, end)) for part in ("numerator", "denominator")]
        assert [Decimal(area(indicator)[end][part]) for part in ("numerator", "denominator")] == together, end


def test_the_share_rated_good_is_counted_from_the_ratings():
    for end, row in area("ex-cqc-good").items():
        words = [r["category"] for r in counted("cqc_rating", end)]
        assert (row["numerator"], row["denominator"]) == (str(words.count("Good")), str(len(words))), end


def test_the_area_cites_the_file_that_its_practices_are_read_from():
    for indicator, measure in (
        ("ex-gp-fte", "gp_qualified"),
        ("ex-ld-checks", "ld_health_checks"),
        ("ex-cqc-good", "cqc_rating"),
    ):
        for row in where("practice_readings", measure=measure):
            whole = area(indicator)[row["period_end"]]
            assert (row["source"], row["said_on"]) == (whole["source"], whole["said_on"])


def test_england_stands_beside_every_reading_of_the_three():
    for indicator in ("ex-gp-fte", "ex-ld-checks", "ex-cqc-good"):
        england = {row["period_end"] for row in where("observations", indicator=indicator) if row["comparator"]}
        assert england == set(area(indicator))


def test_checks_are_counted_from_april():
    for row in where("practice_readings", measure="ld_health_checks"):
        start, end = day(row["period_start"]), day(row["period_end"])
        assert (start.month, start.day) == (4, 1)
        assert 0 < (end - start).days < 366


def test_each_of_the_three_says_what_feeds_it():
    fed = {row["key"]: row["fed_by"] for row in rows("indicators") if row["fed_by"]}

    assert fed == {"ex-cqc-good": "cqc_good", "ex-gp-fte": "gp_qualified", "ex-ld-checks": "ld_health_checks"}
