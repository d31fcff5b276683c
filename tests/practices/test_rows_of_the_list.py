"""What the list shows of each practice: a figure with its parts, or why there is none; and the order that is asked for."""

from datetime import date
from decimal import Decimal

import pytest

from plans.enums import CqcRating, Missing
from plans.pages.practice_columns import column_source
from plans.pages.practices import Cell, cell, in_order, lead_sentence, practice_table, state_of, these_together
from plans.practices import without_repeats
from tests.practices.making import (
    APRIL,
    CHECKS,
    JUNE,
    QUALIFIED,
    RATING,
    SEPTEMBER,
    TODAY,
    a_figure,
    a_practice,
    a_source,
    the_practices,
)


class NoIndicators:
    """A snapshot of a board without indicators."""

    indicators = ()


def one_cell(measure, *figures, others=(), **facts):
    line = a_practice("Mill Surgery", *figures, **facts)
    practices = the_practices(line, *others)
    return cell(practices, line, measure, column_source(practices, measure))


def in_the_file(measure, **facts):
    """Another practice, so that there is a file of September."""
    return a_practice("Other Surgery", a_figure(measure, **facts))


def test_a_share_stands_with_what_it_is_of():
    found = one_cell(CHECKS, a_figure(CHECKS, of=(18, 107)))

    assert found == Cell("16.8%", "18 of 107", value=Decimal("16.8"), parts=(Decimal(18), Decimal(107)))


def test_patients_per_gp_stand_with_the_gps():
    assert one_cell(QUALIFIED, a_figure(QUALIFIED, of=(25300, "4.97"))).detail == "4.97 GPs"


def test_a_rating_is_a_word_with_its_day_and_its_mark():
    found = one_cell(RATING, a_figure(RATING, category="Good", rated_on=date(2019, 6, 12)))

    assert (found.shown, found.detail, found.rating) == ("Good", "published 12 June 2019", CqcRating.GOOD)


def test_words_that_are_no_rating_are_shown_and_carry_no_mark():
    found = one_cell(RATING, a_figure(RATING, category="Inspected but not rated"))

    assert (found.shown, found.rating) == ("Inspected but not rated", None)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (Missing.SUPPRESSED, "Suppressed: too few people"),
        (Missing.NO_DATA, "No data"),
        (Missing.NO_GP, "No GP recorded"),
        (Missing.NOT_RATED, "Not rated"),
    ],
)
def test_what_is_missing_says_why_and_is_no_figure(missing, words):
    found = one_cell(CHECKS, a_figure(CHECKS, missing=missing))

    assert (found.missing, found.kind, found.value, found.shown) == (words, missing.value, None, "")


def test_a_practice_that_the_latest_file_leaves_out_says_what_an_earlier_one_said():
    found = one_cell(CHECKS, a_figure(CHECKS, JUNE, of=(1, 4)), others=[in_the_file(CHECKS, of=(1, 2))])

    assert (found.missing, found.kind, found.detail) == ("Not in the file", "absent", "On 30 June 2026: 25.0%")
    assert found.value is None


def test_one_that_has_closed_is_not_missing():
    found = one_cell(CHECKS, a_figure(CHECKS, JUNE, of=(1, 4)), others=[in_the_file(CHECKS, of=(1, 2))], closed_on=JUNE)

    assert (found.missing, found.kind) == ("Closed", "")


def test_one_that_closed_after_the_file_keeps_its_figure():
    found = one_cell(CHECKS, a_figure(CHECKS, of=(1, 4)), closed_on=TODAY)

    assert found.shown == "25.0%"


def test_where_there_is_no_file_nothing_is_missing_from_it():
    assert one_cell(CHECKS) == Cell(missing="No file is on record")


def test_the_source_is_named_where_it_is_not_that_of_the_column():
    others = [in_the_file(CHECKS, of=(1, 2)), a_practice("Third", a_figure(CHECKS, of=(1, 3)))]
    same = one_cell(CHECKS, a_figure(CHECKS, of=(1, 4)), others=others)
    other = one_cell(CHECKS, a_figure(CHECKS, of=(1, 4), source="another"), others=others)

    assert same.citation is None
    assert other.citation.source == a_source("another")


def test_the_last_period_speaks_and_of_one_period_what_was_said_last():
    early, corrected = a_figure(of=(1, 4), said_on=SEPTEMBER), a_figure(of=(2, 4), said_on=TODAY)
    before = a_figure(CHECKS, JUNE, of=(3, 4), said_on=date(2026, 11, 1))
    line = a_practice("Mill Surgery", corrected, before, early)

    assert line.figure(CHECKS) is corrected
    assert without_repeats(line.figures) == (before, corrected)


# --- The whole list ---------------------------------------------------------------------------------------------------


def rated(name, category, *figures, **facts):
    return a_practice(name, a_figure(RATING, category=category), *figures, **facts)


def table(*lines):
    return practice_table(the_practices(*lines), NoIndicators())


ABLE = rated("Able", "Good", a_figure(QUALIFIED, of=(4000, 2)), a_figure(CHECKS, of=(5, 10)), locality="West")
BELL = rated("Bell", "Inadequate", a_figure(QUALIFIED, of=(9000, 3)), a_figure(CHECKS, missing=Missing.SUPPRESSED))
COX = a_practice(
    "Cox", a_figure(RATING, missing=Missing.NOT_RATED), a_figure(QUALIFIED, of=(6000, 3)), a_figure(CHECKS, of=(1, 10)),
    locality="East",
)  # fmt: skip
DALE = rated("Dale", "Outstanding", a_figure(QUALIFIED, of=(1000, 1)), closed_on=APRIL)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("rating", ["Bell", "Able", "Cox", "Dale"]),
        ("gps", ["Bell", "Able", "Cox", "Dale"]),
        ("checks", ["Cox", "Able", "Bell", "Dale"]),
        ("patients", ["Bell", "Cox", "Able", "Dale"]),
        ("place", ["Bell", "Cox", "Able", "Dale"]),
        ("name", ["Able", "Bell", "Cox", "Dale"]),
    ],
)
def test_the_worst_comes_first_by_the_column_that_is_asked_for(by, names):
    found = table(COX, DALE, BELL, ABLE)

    assert [row.line.name for row in in_order(found.rows, by, found.gps)] == names


def test_the_lead_counts_those_that_are_open_the_worst_first():
    assert lead_sentence(table(ABLE, BELL, COX, DALE)) == (
        "Three practices are open: one is rated Inadequate and one Good; 1 not rated."
    )


def test_the_area_is_of_all_in_the_file_and_says_what_is_missing():
    ratings, staffing, checks = table(ABLE, BELL, COX, DALE).columns

    assert (staffing.shown, staffing.detail) == ("2,222", "20,000 patients, 9 GPs")
    assert staffing.counted == "The area figure is of all 4 practices."
    assert (checks.shown, checks.detail) == ("30.0%", "6 of 20")
    assert checks.counted == "1 suppressed; the area figure is of 2 practices."
    assert (ratings.shown, ratings.detail) == ("1 of 3 Good", "33.3% of the practices with a rating")
    assert ratings.counted == "1 not rated; three practices have a rating."


def test_those_that_are_shown_have_a_sum_of_their_own():
    found = table(ABLE, BELL, COX)

    staffing, checks = these_together(found.rows[:2], found.gps)
    assert (staffing.shown, staffing.detail) == ("2,600", "of two practices")
    assert (checks.shown, checks.detail) == ("50.0%", "of one practice")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, ""),
        ({"opened_on": APRIL}, "Opened on 1 April 2026"),
        ({"closed_on": JUNE}, "Closed on 30 June 2026"),
        ({"closed_on": JUNE, "merged_into": ("quay", "The Quay")}, "Merged into The Quay on 30 June 2026"),
        ({"merged_from": (("a", "Able"), ("b", "Bell"))}, "Took in Able and Bell"),
    ],
)
def test_a_practice_says_what_became_of_it(facts, words):
    assert state_of(a_practice(**facts)) == words
