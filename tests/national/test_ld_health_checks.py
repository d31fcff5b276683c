"""Learning disability health checks: long format, two age groups, suppressed numbers, and a count that begins each April."""

from datetime import date

import pytest

from plans.imports.national.ld_health_checks import year_start
from tests.national.conftest import HILL, cells_refused, read, refused_by
from tests.national.files import LD, ld_rows, write_ld

REGISTERS = ("LD_REG_1417", "LD_REG_18OV")


def checks(folder, *practices, name="learning-disabilities-health-check-scheme-eng-Dec-2025.csv", **layout):
    return write_ld(folder / name, [row for rows in practices for row in rows], **layout)


def figure(found):
    [one] = found.boards[0].figures
    return one


def test_checks_are_set_against_the_registers_of_both_age_groups(tmp_path):
    one = figure(read(checks(tmp_path, ld_rows(checks=30, young=10, adult=50)), "ld_health_checks"))

    assert (one.numerator, one.denominator) == (30, 60)
    assert one.of_what == "people on the learning disability register, 14 and over"


def test_it_is_counted_from_april_to_the_month_of_the_file(tmp_path):
    one = figure(read(checks(tmp_path, ld_rows()), "ld_health_checks"))

    assert (one.period_start, one.period_end, one.period_kind) == (date(2025, 4, 1), date(2025, 12, 31), "year_to_date")


@pytest.mark.parametrize(
    ("until", "start"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 4, 30), date(2026, 4, 1)),
    ],
)
def test_the_count_begins_again_on_the_first_of_april(until, start):
    assert year_start(until) == start


@pytest.mark.parametrize("until", ["20251231", "31/12/2025", "2025-12-31"])
def test_the_day_is_read_in_either_format(tmp_path, until):
    assert figure(read(checks(tmp_path, ld_rows(until=until)), "ld_health_checks")).period_end == date(2025, 12, 31)


def test_without_the_registers_they_are_made_as_their_publisher_makes_them(tmp_path):
    """Those in the denominator and those who declined, of each age group: 8 and 2, 48 and 2."""
    rows = [row for row in ld_rows(young=10, adult=50) if row["IND_CODE"] not in REGISTERS]

    assert figure(read(checks(tmp_path, rows), "ld_health_checks")).denominator == 60


def test_without_the_payment_count_the_numerators_of_both_ages_are_added(tmp_path):
    rows = [row for row in ld_rows() if row["IND_CODE"] != "LDHC021"]

    assert figure(read(checks(tmp_path, rows), "ld_health_checks")).numerator == 30  # 5 and 25


def test_a_suppressed_practice_is_left_out_and_counted_never_zero(tmp_path):
    found = read(
        checks(tmp_path, ld_rows("Z1"), ld_rows("Z2", checks="*"), ld_rows("Z3", young="*")), "ld_health_checks"
    )

    one = figure(found)
    assert (one.numerator, one.denominator) == (30, 60)
    assert one.note.startswith("Worked out from 1 practices, 2 left out (2 with suppressed: too few people).")
    assert [r.missing for r in found.boards[0].readings] == ["", "suppressed", "suppressed"]


def test_suppressed_checks_are_not_worked_out_from_other_rows(tmp_path):
    reading = read(checks(tmp_path, ld_rows(checks="*")), "ld_health_checks").boards[0].readings[0]

    assert (reading.numerator, reading.denominator, reading.missing) == (None, None, "suppressed")


def test_a_practice_with_nobody_on_its_register_has_no_share(tmp_path):
    found = read(checks(tmp_path, ld_rows("Z1"), ld_rows("Z2", checks=0, young=0, adult=0)), "ld_health_checks")

    assert [r.missing for r in found.boards[0].readings] == ["", "no_data"]


def test_other_indicators_are_left_out_and_counted(tmp_path):
    found = read(checks(tmp_path, ld_rows()), "ld_health_checks")

    assert (found.rows_read, found.rows_used) == (19, 9)
    assert found.left_out == (("another indicator or measure of the scheme", 10),)


def test_a_file_that_stops_at_areas_gives_the_figure_of_the_area_alone(tmp_path):
    columns = [c for c in LD if c not in ("PRACTICE_CODE", "PRACTICE_NAME", "PCN_ODS_CODE", "PCN_NAME")]
    rows = [ld_rows(area="99H", checks=300, young=100, adult=500), ld_rows(area="00Q")]

    found = read(checks(tmp_path, *rows, columns=columns), "ld_health_checks")

    assert (figure(found).numerator, figure(found).denominator) == (300, 600)
    assert (found.boards[0].practices, found.boards[0].readings) == ((), ())
    assert found.remarks[-1] == "The file stops at areas; it says nothing of practices."


def test_totals_of_several_areas_are_not_counted_a_second_time(tmp_path):
    columns = [c for c in LD if c not in ("PRACTICE_CODE", "PRACTICE_NAME", "PCN_ODS_CODE", "PCN_NAME")]
    board = type(HILL)("hill", "Hill Board", nhs_area_code="QZZ")

    found = read(
        checks(tmp_path, ld_rows(area="99H"), ld_rows(area=""), columns=columns), "ld_health_checks", boards=[board]
    )

    assert figure(found).denominator == 60


def test_more_checks_than_people_are_refused_in_a_boards_area_and_left_out_of_england(tmp_path):
    ours = checks(tmp_path, ld_rows(checks=61))
    assert cells_refused(ours, "ld_health_checks") == [
        (
            "row 2, column “VALUE” (R2)",
            "61 checks are more than the 60 people on the register of PRACTICE Z00001. A part lies between 0 and the whole.",
        )
    ]

    theirs = checks(tmp_path, ld_rows(), ld_rows("Z2", area="00Q", checks=61))
    assert cells_refused(theirs, "ld_health_checks") == []


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("-1", "“-1” is below zero, and this is counted."),
        ("NaN", "“NaN” is not a number."),
        ("1,200", "“1,200” is written with thousands separators. Published files have none; save it without."),
        ("", "nothing stands here, and a number is needed."),
        ("**", "“**” is not a number."),
    ],
)
def test_what_cannot_be_is_refused_by_row_and_column(tmp_path, value, why):
    assert cells_refused(checks(tmp_path, ld_rows(checks=value)), "ld_health_checks") == [
        ("row 2, column “VALUE” (R2)", why)
    ]


def test_the_same_row_twice_counts_once_and_one_that_says_otherwise_is_refused(tmp_path):
    found = read(checks(tmp_path, ld_rows(), ld_rows()), "ld_health_checks")
    assert figure(found).numerator == 30

    assert cells_refused(checks(tmp_path, ld_rows(), ld_rows(checks=31)), "ld_health_checks")[0] == (
        "row 21, column “VALUE” (R21)",
        "row 2 says otherwise of the same practice and measure.",
    )


def test_two_months_in_one_file_are_refused(tmp_path):
    path = checks(tmp_path, ld_rows(), ld_rows("Z2", until="20260131"))

    assert refused_by(path, "ld_health_checks") == (
        "The file holds several months, 31 December 2025 to 31 January 2026. Send one month at a time."
    )


def test_a_file_of_before_april_2022_is_named_as_such(tmp_path):
    path = checks(tmp_path, ld_rows(IND_CODE="LDHC003"))

    assert refused_by(path, "ld_health_checks").endswith(
        "They are of the time before April 2022, when the scheme was counted in another way."
    )


def test_england_is_the_sum_of_all(tmp_path):
    rows = [ld_rows(f"Z{n}", area=f"A{n}") for n in range(19)]

    found = read(checks(tmp_path, *rows, ld_rows()), "ld_health_checks")

    [england] = found.boards[0].england
    assert (england.numerator, england.denominator) == (600, 1200)
