"""General Practice Workforce: which GPs are meant, who has no data, and a ratio of sums."""

from datetime import date
from decimal import Decimal

import pytest

from tests.national.conftest import HILL, WORKFORCE, cells_refused, read, refused_by
from tests.national.files import WORKFORCE as COLUMNS
from tests.national.files import WORKFORCE_2018, staff, write_workforce, write_zip

ALL, QUALIFIED, PERMANENT = "gp_all", "gp_qualified", "gp_permanent"
SEPARATED = "“1,004” is written with thousands separators. Published files have none; save it without."
TOO_MANY = "of 5 GPs 6 would be fully qualified: a part lies between 0 and the whole."


def workforce(folder, *rows, name=WORKFORCE, **layout):
    return write_workforce(folder / name, rows, **layout)


def ratio(found, measure=QUALIFIED):
    figure = next(f for f in found.boards[0].figures if f.measure == measure)
    return figure.numerator, figure.denominator


def test_three_definitions_are_kept_apart(tmp_path):
    found = read(workforce(tmp_path, staff(all="5", qualified="4", permanent="3.5")), "gp_workforce")

    assert [ratio(found, m) for m in (ALL, QUALIFIED, PERMANENT)] == [(8000, 5), (8000, 4), (8000, Decimal("3.5"))]
    assert [f.of_what for f in found.boards[0].figures] == [
        "full-time-equivalent GPs, all, those in training included",
        "full-time-equivalent GPs, fully qualified (without those in training)",
        "full-time-equivalent GPs, fully qualified, without locums",
    ]
    assert {f.is_ratio for f in found.boards[0].figures} == {True}


def test_the_ratio_of_an_area_is_a_sum_over_a_sum_and_not_the_mean_of_ratios(tmp_path):
    rows = (
        staff(patients="9000", all="9", qualified="9"),
        staff(code="Z2", patients="1000", all="1", qualified="0.25"),
    )

    patients, gps = ratio(read(workforce(tmp_path, *rows), "gp_workforce"))

    assert (patients, gps) == (10000, Decimal("9.25"))
    assert round(patients / gps) == 1081  # the mean of 1,000 and 4,000 is 2,500


def test_practices_without_data_or_without_a_gp_are_left_out_and_counted(tmp_path):
    rows = (staff(), staff(code="Z2", qualified="ND"), staff(code="Z3", qualified="0"), staff(code="Z4", patients="ND"))

    found = read(workforce(tmp_path, *rows), "gp_workforce")

    assert ratio(found) == (8000, 4)
    note = next(f.note for f in found.boards[0].figures if f.measure == QUALIFIED)
    assert note.startswith("Worked out from 1 practices, 3 left out (2 with no data, 1 with no gp recorded).")
    codes = [one.ods_code for one in found.boards[0].practices]
    missing = {codes[one.practice]: one.missing for one in found.boards[0].readings if one.measure == QUALIFIED}
    assert missing == {"Z00001": "", "Z2": "no_data", "Z3": "no_gp", "Z4": "no_data"}


@pytest.mark.parametrize("word", ["ND", "nd", "", "NA", "."])
def test_no_data_is_no_zero(tmp_path, word):
    reading = read(workforce(tmp_path, staff(qualified=word)), "gp_workforce").boards[0].readings[1]

    assert (reading.denominator, reading.missing) == (None, "no_data")


def test_until_2019_those_in_training_are_taken_off_the_total(tmp_path):
    """5 GPs of whom 0.5 are registrars and 0.5 foundation doctors: 4, and not the 4.5 of the column without registrars."""
    path = workforce(tmp_path, staff(), columns=WORKFORCE_2018, name="General Practice Sept 2018 Practice Level.csv")

    found = read(path, "gp_workforce")

    assert ratio(found) == (8000, 4)
    assert [f.measure for f in found.boards[0].figures] == [ALL, QUALIFIED]
    assert found.boards[0].figures[0].period_end == date(2018, 9, 30)
    assert "An older file: fully qualified GPs are TOTAL_GP_FTE less" in found.remarks[-1]


def test_older_files_name_a_ccg_where_newer_ones_name_a_sub_icb(tmp_path):
    path = workforce(tmp_path, staff(), staff(code="Z2", CCG_CODE="00Q"), columns=WORKFORCE_2018)

    assert read(path, "gp_workforce").boards[0].area == "99H, NHS Hillshire CCG"


def test_a_board_is_found_by_its_icb_as_well(tmp_path):
    board = type(HILL)("hill", "Hill Board", nhs_area_code="QZZ")

    assert (
        read(workforce(tmp_path, staff()), "gp_workforce", boards=[board]).boards[0].practices[0].ods_code == "Z00001"
    )


def test_a_board_without_a_code_is_found_by_the_name_of_its_ccg_and_that_is_said(tmp_path):
    board = type(HILL)("hill", "Hill Board", local_authority="Hillshire")

    found = read(workforce(tmp_path, staff(), columns=WORKFORCE_2018), "gp_workforce", boards=[board])

    assert found.boards[0].remarks == ("The area was found by its name, “Hillshire”, and not by a code.",)


@pytest.mark.parametrize("area", ["99H", "99h", "NHS Hills ICB - 99H", "QZZ"])
def test_an_area_can_be_asked_for_by_code_or_name(tmp_path, area):
    board = type(HILL)("hill", "Hill Board", nhs_area_code="XXX", area=area)

    assert len(read(workforce(tmp_path, staff()), "gp_workforce", boards=[board]).boards) == 1


def test_an_area_that_is_not_there_is_named(tmp_path):
    board = type(HILL)("hill", "Hill Board", nhs_area_code="99G")

    sentence = refused_by(workforce(tmp_path, staff()), "gp_workforce", boards=[board])

    assert sentence.startswith("None of these areas is in the file: 99G (Hill Board). Closest in the file: “99H”.")


def test_the_month_is_asked_for_where_nothing_says_it(tmp_path):
    path = workforce(tmp_path, staff(), name="workforce.csv")

    assert refused_by(path, "gp_workforce").startswith(
        "Neither the file's name nor its columns say of which month it is."
    )
    assert read(path, "gp_workforce", as_at=date(2026, 3, 31)).boards[0].figures[0].period_end == date(2026, 3, 31)


def test_the_month_may_stand_in_columns(tmp_path):
    path = workforce(tmp_path, staff(YEAR="2025", MONTH="11"), columns=[*COLUMNS, "YEAR", "MONTH"], name="w.csv")

    assert read(path, "gp_workforce").boards[0].figures[0].period_end == date(2025, 11, 30)


def test_the_detailed_file_is_found_in_its_zip(tmp_path):
    detailed = workforce(tmp_path, staff()).read_bytes()
    members = {
        WORKFORCE: detailed,
        "2 General Practice – March 2026 Practice Level - High level.csv": b"a,b",
        "4 Practice level definitions.csv": b"x",
    }

    found = read(write_zip(tmp_path / "GPWPracticeCSV.032026.zip", members), "gp_workforce")

    assert found.remarks[0] == f"“{WORKFORCE}” of the ZIP file was read. 2 other tables in it not."
    assert found.boards[0].figures[0].period_end == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("facts", "column", "why"),
    [
        ({"patients": "NaN"}, "“TOTAL_PATIENTS” (N2)", "“NaN” is not a number."),
        ({"patients": "-1"}, "“TOTAL_PATIENTS” (N2)", "“-1” is below zero, and this is counted."),
        ({"patients": "8000.5"}, "“TOTAL_PATIENTS” (N2)", "“8000.5” is not a whole number, and this is counted."),
        ({"all": "inf"}, "“TOTAL_GP_FTE” (U2)", "“inf” is not a number."),
        ({"qualified": "1,004"}, "“TOTAL_GP_EXTG_FTE” (V2)", SEPARATED),
        ({"qualified": "6"}, "“TOTAL_GP_EXTG_FTE” (V2)", TOO_MANY),
        ({"code": ""}, "“PRAC_CODE” (A2)", "nothing stands here; the practice cannot be told."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_row_and_column(tmp_path, facts, column, why):
    assert cells_refused(workforce(tmp_path, staff(**facts)), "gp_workforce") == [(f"row 2, column {column}", why)]


def test_a_practice_twice_with_other_figures_is_refused(tmp_path):
    path = workforce(tmp_path, staff(), staff(patients="9000"))

    assert cells_refused(path, "gp_workforce") == [
        ("row 3, column “PRAC_CODE” (A3)", "“Z00001” stands in row 2 as well, with other figures.")
    ]


def test_england_is_the_sum_of_all_practices_of_a_whole_file(tmp_path):
    rows = [staff(code=f"Z{n}", area="00Q") for n in range(1999)]

    whole = read(workforce(tmp_path, *rows, staff()), "gp_workforce")

    assert [(f.numerator, f.denominator) for f in whole.boards[0].england][1] == (16_000_000, 8_000)
    assert read(workforce(tmp_path, *rows[1:], staff()), "gp_workforce").boards[0].england == ()
