"""Fingertips: a board's own area and England, of its own indicators, one sex and one age."""

from datetime import date
from decimal import Decimal

import pytest

from plans.imports.national.cells import BadCell
from plans.imports.national.figures import WantedIndicator
from plans.imports.national.fingertips import period_of
from tests.national.conftest import HILL, cells_refused, read, refused_by
from tests.national.files import FINGERTIPS, england, point, write_fingertips


def download(folder, *rows, **layout):
    return write_fingertips(folder / "fingertips.csv", rows, **layout)


def board(**facts):
    return type(HILL)(
        "hill", "Hill Board", "Hillshire", "X06000099", fingertips=(WantedIndicator("smoking", 90001, **facts),)
    )


def values(found, which="figures"):
    return [(f.period_words, f.value) for f in getattr(found.boards[0], which)]


def test_the_values_of_the_area_and_of_england_are_read_with_their_parts(tmp_path):
    found = read(download(tmp_path, point(), england(value="11", count="11", denominator="100")), "fingertips")

    one = found.boards[0].figures[0]
    assert (one.value, one.numerator, one.denominator, one.indicator) == (Decimal("12.5"), 250, 2000, "smoking")
    assert (one.period_start, one.period_end, one.period_kind) == (date(2024, 1, 1), date(2024, 12, 31), "full")
    assert values(found, "england") == [("2024", Decimal(11))]


def test_other_areas_parents_categories_and_indicators_are_left_out_and_counted(tmp_path):
    rows = (
        point(),
        point(code="E12000006", area="East region", type="Region"),
        point(category_type="County deciles", category="Most deprived decile", value="20"),
        point(number="90002"),
    )

    found = read(download(tmp_path, *rows), "fingertips")

    assert values(found) == [("2024", Decimal("12.5"))]
    assert dict(found.left_out) == {
        "another area, or a parent of this one": 1,
        "a category, such as a decile of deprivation": 1,
        "an indicator that no board here has": 1,
    }


def test_the_same_row_under_two_parents_counts_once(tmp_path):
    found = read(download(tmp_path, point(), point(parent="E12000006")), "fingertips")

    assert values(found) == [("2024", Decimal("12.5"))]
    assert found.left_out == (("a second row that says the same, under another parent", 1),)


def test_two_rows_that_contradict_each_other_are_refused(tmp_path):
    assert cells_refused(download(tmp_path, point(), point(value="13")), "fingertips") == [
        ("row 3, column “Value” (M3)", "row 2 says otherwise of the same area, sex, age and period.")
    ]


def test_all_persons_are_taken_unless_a_sex_is_asked_for(tmp_path):
    path = download(tmp_path, point(), point(sex="Male", value="14"), point(sex="Female", value="11"))

    assert values(read(path, "fingertips")) == [("2024", Decimal("12.5"))]
    assert values(read(path, "fingertips", boards=[board(sex="female")])) == [("2024", Decimal(11))]
    assert dict(read(path, "fingertips").left_out) == {"another sex or age": 2}


def test_a_sex_that_is_not_there_is_said(tmp_path):
    found = read(download(tmp_path, point(sex="Male"), point(sex="Female")), "fingertips")

    assert found.boards[0].remarks == (
        "Indicator 90001 is in the file, but not of all persons: only “Female”, “Male”.",
    )
    assert values(found) == []


def test_of_several_ages_none_is_chosen_unless_one_is_asked_for(tmp_path):
    path = download(tmp_path, point(age="18+ yrs"), point(age="16-17 yrs", value="3"))

    assert read(path, "fingertips").boards[0].remarks == (
        "Indicator 90001 is in the file, but at several ages, and none is chosen: “16-17 yrs”, “18+ yrs”.",
    )
    assert values(read(path, "fingertips", boards=[board(age="16-17 yrs")])) == [("2024", Decimal(3))]


def test_a_value_that_is_not_there_is_counted_with_its_note(tmp_path):
    found = read(download(tmp_path, point(value="", note="Value suppressed for disclosure control")), "fingertips")

    assert values(found) == []
    assert found.left_out == (("no value: Value suppressed for disclosure control", 1),)


def test_a_note_stays_with_its_value(tmp_path):
    found = read(download(tmp_path, point(note="Aggregated from all known lower geography values")), "fingertips")

    assert found.boards[0].figures[0].note == (
        "Fingertips indicator 90001: Persons, 18+ yrs. Aggregated from all known lower geography values."
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Sex", "Gender"),
        ("Compared to goal", "Compared to Target"),
        ("Compared to Region value or percentiles", "Compared to subnational parent"),
    ],
)
def test_headings_of_other_years_are_known(tmp_path, now, then):
    renamed = {now: then}
    columns = [renamed.get(name, name) for name in FINGERTIPS] + ["Time period range"]
    row = {renamed.get(name, name): value for name, value in point().items()}

    assert values(read(download(tmp_path, row, columns=columns), "fingertips")) == [("2024", Decimal("12.5"))]


def test_a_value_of_many_decimals_is_rounded_to_four(tmp_path):
    assert values(read(download(tmp_path, point(value="17.384615384615")), "fingertips")) == [
        ("2024", Decimal("17.3846"))
    ]


def test_a_value_may_be_below_zero_and_a_count_may_not(tmp_path):
    assert values(read(download(tmp_path, point(value="-2.5", count="", denominator="")), "fingertips")) == [
        ("2024", Decimal("-2.5"))
    ]
    assert cells_refused(download(tmp_path, point(count="-2")), "fingertips") == [
        ("row 2, column “Count” (R2)", "“-2” is below zero, and this is counted.")
    ]


@pytest.mark.parametrize(("value", "why"), [("NaN", "“NaN” is not a number."), ("1,200", "“1,200” is written with")])
def test_what_is_no_number_is_refused_by_row_and_column(tmp_path, value, why):
    [(where, said)] = cells_refused(download(tmp_path, point(), point(period="2023", value=value)), "fingertips")

    assert where == "row 3, column “Value” (M3)"
    assert said.startswith(why)


def test_a_file_with_none_of_the_indicators_says_which_were_looked_for(tmp_path):
    assert refused_by(download(tmp_path, point(number="90002")), "fingertips") == (
        "The file has none of the indicators that are looked for: 90001."
    )


def test_a_board_without_a_fingertips_indicator_is_told_so(tmp_path):
    sentence = refused_by(download(tmp_path, point()), "fingertips", boards=[type(HILL)("hill", "Hill", "Hillshire")])

    assert sentence == "No indicator of the board is read from Fingertips. Give one its number in Fingertips first."


@pytest.mark.parametrize(
    ("words", "start", "end", "kind"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "full"),
        ("2019/20", date(2019, 4, 1), date(2020, 3, 31), "full"),
        ("2018 - 20", date(2018, 1, 1), date(2020, 12, 31), "rolling"),
        ("1999 - 01", date(1999, 1, 1), date(2001, 12, 31), "rolling"),
        ("2015/16 - 17/18", date(2015, 4, 1), date(2018, 3, 31), "rolling"),
        ("2022/23 Q4", date(2023, 1, 1), date(2023, 3, 31), "full"),
        ("2022/23 Q1", date(2022, 4, 1), date(2022, 6, 30), "full"),
        ("2022 Q3", date(2022, 7, 1), date(2022, 9, 30), "full"),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29), "full"),
    ],
)
def test_periods_are_read_as_fingertips_writes_them(words, start, end, kind):
    assert period_of(words) == (start, end, kind)


@pytest.mark.parametrize("words", ["", "lately", "2019/21", "2020 - 18", "Smarch 2024", "1066"])
def test_a_period_that_cannot_be_read_is_refused(words):
    with pytest.raises(BadCell):
        period_of(words)
