"""Numbers and days as national files write them; what cannot be believed is refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest

from plans.imports.national.cells import BadCell, column_letters, day, decimal, signed, whole
from plans.imports.national.names import day_in_name, month_in_name
from plans.imports.national.names_of_practices import readable
from plans.imports.national.ods import Formula


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("8000", 8000), (" 4.25 ", "4.25"), (".5", "0.5")])
def test_a_number_is_read(text, number):
    assert decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing stands here, and a number is needed."),
        ("NaN", "“NaN” is not a number."),
        ("inf", "“inf” is not a number."),
        ("-Infinity", "“-Infinity” is not a number."),
        ("#REF!", "“#REF!” is not a number."),
        ("-3", "“-3” is below zero, and this is counted."),
        ("-0.5", "“-0.5” is below zero, and this is counted."),
        ("8,000", "“8,000” is written with thousands separators. Published files have none; save it without."),
        ("8 000", "“8 000” is written with thousands separators. Published files have none; save it without."),
        ("4,25", "“4,25” has a comma where these files write a point."),
        ("1.2E+05", "“1.2E+05” was shortened by a spreadsheet program; its digits are lost. Send the file unopened."),
        ("45%", "“45%” is a percentage, and a count is needed."),
        ("about 8", "“about 8” is not a number."),
        ("999999999999", "“999999999999” is larger than anything that is counted here."),
        ("٣", "“٣” is not a number."),
        (Formula("8000"), "this is a formula. Formulas are not read; a published file holds numbers."),
    ],
)
def test_what_is_no_number_is_refused(text, why):
    with pytest.raises(BadCell) as refused:
        decimal(text)

    assert str(refused.value) == why


def test_a_count_is_whole_and_may_be_written_with_a_nought_behind_the_point():
    assert whole("8000.0") == 8000
    with pytest.raises(BadCell, match="is not a whole number"):
        whole("8000.5")


def test_a_change_may_be_below_zero():
    assert signed("-1.5") == Decimal("-1.5")


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-14",
        "14/06/2024",
        "20240614",
        "14 June 2024",
        "14 Jun 2024",
        "14-Jun-2024",
        "2024-06-14T00:00:00",
        "45457",
    ],
)
def test_a_day_is_read_in_all_the_ways_there_are(text):
    assert day(text) == date(2024, 6, 14)


@pytest.mark.parametrize("text", ["", "soon", "31/02/2024", "2024-13-01", "0001-01-01", Formula("14/06/2024")])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadCell):
        day(text)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (399, "OJ"), (701, "ZZ"), (702, "AAA")]
)
def test_a_column_is_named_as_spreadsheets_do(index, letters):
    assert column_letters(index) == letters


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("01_March_2026_Latest_ratings.ods", date(2026, 3, 1)),
        ("18_March_2026_CQC_directory.csv", date(2026, 3, 18)),
        ("01%20April%202025%20Latest%20ratings.ods", date(2025, 4, 1)),
        ("2026-03-01 ratings.ods", date(2026, 3, 1)),
        ("20260301.ods", date(2026, 3, 1)),
        ("31_February_2026_Latest_ratings.ods", None),
        ("ratings.ods", None),
    ],
)
def test_the_day_in_a_name(name, found):
    assert day_in_name(name) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("1 General Practice – March 2026 Practice Level - Detailed.csv", date(2026, 3, 31)),
        ("GPWPracticeCSV.022024.zip", date(2024, 2, 29)),
        ("learning-disabilities-health-check-scheme-eng-Dec-2025.csv", date(2025, 12, 31)),
        ("General Practice Provisional Sept 2018 Practice Level.csv", date(2018, 9, 30)),
        ("workforce.csv", None),
    ],
)
def test_the_month_in_a_name(name, found):
    assert month_in_name(name) == found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ST. JAMES'S SURGERY", "St. James's Surgery"),
        ("THE MILL LANE PRACTICE (DR A SMITH)", "The Mill Lane Practice (Dr A Smith)"),
        ("HOUSE OF THE HILL PMS", "House of the Hill PMS"),
        ("HILL-TOP GP CENTRE 2", "Hill-Top GP Centre 2"),
        ("Mill Lane Surgery", "Mill Lane Surgery"),
    ],
)
def test_capitals_are_written_as_on_a_letter(written, read):
    assert readable(written) == read
