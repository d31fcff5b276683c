"""A file that is not what it should be is refused as a whole, with a sentence that says what to do."""

import zipfile

import pytest

from plans.imports.national import opening
from tests.national.conftest import RATINGS, WORKFORCE, cells_refused, read, refused_by
from tests.national.files import (
    BEGIN,
    LOCATIONS,
    ODS,
    PROVIDERS,
    WORKFORCE_2018,
    filled,
    ld_rows,
    ods_row,
    point,
    rating,
    sheet,
    staff,
    write_csv,
    write_fingertips,
    write_ld,
    write_ods,
    write_ratings,
    write_workforce,
    write_zip,
)
from tests.national.files import WORKFORCE as COLUMNS


def without(columns, *names):
    return [column for column in columns if column not in names]


def test_a_file_for_another_command_is_named(tmp_path):
    path = write_workforce(tmp_path / WORKFORCE, [staff()])

    assert refused_by(path, "fingertips") == (
        "This looks like the General Practice Workforce file, practice level, which import_gp_workforce reads; here a "
        "Fingertips download is read. On the page of national files choose “NHS England: General Practice Workforce, "
        "practice level (CSV or ZIP)”."
    )


@pytest.mark.parametrize(
    ("make", "kind", "command"),
    [
        (lambda folder: write_ld(folder / "a.csv", ld_rows()), "gp_workforce", "import_ld_health_checks"),
        (lambda folder: write_fingertips(folder / "a.csv", [point()]), "ld_health_checks", "import_fingertips"),
        (lambda folder: write_ratings(folder / RATINGS, [rating()]), "gp_workforce", "import_cqc_ratings"),
        (lambda folder: write_workforce(folder / WORKFORCE, [staff()]), "cqc_ratings", "import_gp_workforce"),
    ],
)
def test_each_kind_is_known_from_each_other(tmp_path, make, kind, command):
    assert f"which {command} reads" in refused_by(make(tmp_path), kind)


def test_a_missing_column_is_named(tmp_path):
    path = write_workforce(tmp_path / WORKFORCE, [staff()], columns=without(COLUMNS, "TOTAL_PATIENTS"))

    assert refused_by(path, "gp_workforce") == (
        "The column “TOTAL_PATIENTS” is missing from row 1, where the headings of the General Practice Workforce file, "
        "practice level stand."
    )


def test_the_columns_of_another_year_are_named(tmp_path):
    """A file of 2016 with the column that leaves out registrars only, and without those that make up the right one."""
    columns = without(WORKFORCE_2018, "TOTAL_GP_REG_ST1_4_FTE", "TOTAL_GP_REG_F1_2_FTE")

    assert refused_by(write_workforce(tmp_path / WORKFORCE, [staff()], columns=columns), "gp_workforce") == (
        "The column “TOTAL_GP_EXTG_FTE” is missing from row 1, where the headings of the General Practice Workforce file, "
        "practice level stand. “TOTAL_GP_EXR_FTE” is there, but leaves out registrars only, so it is another figure; "
        "“TOTAL_GP_REG_ST1_4_FTE” and “TOTAL_GP_REG_F1_2_FTE” would do as well."
    )


def test_the_wrong_sheet_is_named(tmp_path):
    rows = [ods_row(PROVIDERS), ods_row(filled(PROVIDERS, {"Provider ID": "1-9"}, "x"))]

    assert refused_by(write_ods(tmp_path / RATINGS, sheet("Providers", rows)), "cqc_ratings") == (
        "This looks like the sheet “Providers” of the CQC's file of latest ratings. What is read here is the CQC's file of "
        "latest ratings, sheet “Locations” or the CQC's directory. Its sheets are “Providers”."
    )


def test_a_column_missing_from_a_sheet_is_named_with_the_sheet(tmp_path):
    path = write_ratings(tmp_path / RATINGS, [rating()], columns=without(LOCATIONS, "Domain"))

    assert refused_by(path, "cqc_ratings").startswith(
        "The column “Domain” (in earlier years “Key Question”) is missing from row 1 of sheet “Locations”, where the headings"
    )


def test_a_file_that_is_nothing_like_it_shows_how_it_begins(tmp_path):
    path = write_csv(tmp_path / "letter.csv", ["Dear all"], [["it rains"]])

    assert refused_by(path, "fingertips") == (
        "There are no headings of a Fingertips download in the first 40 rows. The file begins: “Dear all · it rains”."
    )


def cut(path, *, keep):
    path.write_bytes(path.read_bytes()[:keep])
    return path


@pytest.mark.parametrize("keep", [100, 1000])
def test_a_truncated_spreadsheet_is_named(tmp_path, keep):
    path = cut(write_ratings(tmp_path / RATINGS, [rating(location=f"1-{n}") for n in range(200)]), keep=keep)

    assert refused_by(path, "cqc_ratings") == (
        "The file breaks off or is damaged: it is a ZIP or ODS file without its end. Download it again."
    )


def test_a_spreadsheet_whose_content_breaks_off_says_where(tmp_path):
    rows = [ods_row(LOCATIONS), ods_row(filled(LOCATIONS, rating())), "<table:table-row><table:table-cell>"]

    assert refused_by(write_ods(tmp_path / RATINGS, sheet("Locations", rows)), "cqc_ratings").startswith(
        "The spreadsheet breaks off or is damaged after row 2 of sheet “Locations”"
    )


def test_damaged_bytes_inside_a_zip_are_noticed(tmp_path):
    path = write_zip(tmp_path / "GPWPracticeCSV.032026.zip", {"practice level.csv": b"x" * 200_000})
    data = bytearray(path.read_bytes())
    data[60:90] = b"\xff" * 30
    path.write_bytes(data)

    assert "damaged" in refused_by(path, "gp_workforce")


def test_a_csv_that_breaks_off_is_named_with_its_row(tmp_path):
    path = write_fingertips(tmp_path / "f.csv", [point(), point(period="2023")])

    assert refused_by(cut(path, keep=path.stat().st_size - 60), "fingertips").startswith("Row 3 has ")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty. Download it again."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "This is an Excel workbook of the old kind (.xls)."),
        (b"%PDF-1.7\n\0\0\0", "This is no CSV file: it holds bytes that no text has."),
        ("Indicator ID,Ar\x81ea".encode("latin-1"), "The text is in an unknown encoding: byte 0x81 is no letter."),
        (b'Indicator ID,"Area\n' + b"x" * 200_000, "The file cannot be read as CSV:"),
    ],
)
def test_bytes_that_are_no_table(tmp_path, content, says):
    path = tmp_path / "f.csv"
    path.write_bytes(content)

    assert refused_by(path, "fingertips").startswith(says)


def test_an_excel_workbook_is_sent_back(tmp_path):
    path = write_zip(tmp_path / RATINGS, {"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})

    assert refused_by(path, "cqc_ratings") == (
        "This is an Excel workbook (.xlsx). The published file is an ODS or a CSV file; send that one."
    )


def test_a_text_document_is_no_spreadsheet(tmp_path):
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}

    assert refused_by(write_zip(tmp_path / RATINGS, members), "cqc_ratings") == (
        "This is an OpenDocument file, and no spreadsheet."
    )


def test_entity_bombs_are_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    begin = bomb + BEGIN.split("?>\n", 1)[1]

    assert refused_by(write_ods(tmp_path / RATINGS, ["&b;"], begin=begin), "cqc_ratings") == (
        "The spreadsheet declares entities or a document type. No published file does."
    )


def test_a_zip_bomb_is_stopped_while_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_INFLATED", 5_000_000)
    members = {"practice level.csv": b"PRAC_CODE," + b"," * 20_000_000}

    assert refused_by(write_zip(tmp_path / "GPWPracticeCSV.032026.zip", members), "gp_workforce") == (
        "The file unpacks to far more than any published file has. It is not read."
    )


def test_what_unpacks_to_hundreds_of_times_its_size_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "RATIO_COUNTS_FROM", 1_000_000)
    path = write_zip(tmp_path / "GPWPracticeCSV.032026.zip", {"practice level.csv": b"," * 20_000_000})

    assert "unpacks to far more" in refused_by(path, "gp_workforce")


def test_a_zip_of_too_many_files_is_not_looked_through(tmp_path):
    path = write_zip(tmp_path / "many.zip", {f"{n}.csv": b"" for n in range(2001)})

    assert refused_by(path, "gp_workforce") == "The ZIP file holds 2,001 files; 2,000 is the limit."


def test_a_zip_with_several_tables_that_fit_says_which(tmp_path):
    path = write_zip(tmp_path / "two.zip", {"March practice level.csv": b"a", "April practice level.csv": b"a"})

    assert refused_by(path, "gp_workforce") == (
        "The ZIP file holds 2 tables that fit: “March practice level.csv”, “April practice level.csv”. Unpack it and send "
        "one of them."
    )


def test_a_zip_without_a_table_says_so(tmp_path):
    assert refused_by(write_zip(tmp_path / "x.zip", {"readme.txt": b"a"}), "gp_workforce") == (
        "The ZIP file holds no CSV file."
    )


def test_a_locked_zip_says_so(tmp_path):
    path = write_zip(tmp_path / "locked.zip", {"practice level.csv": b"a,b"})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(data)

    assert refused_by(path, "gp_workforce") == "The file is locked with a password. Send it without one."


def test_paths_in_a_zip_lead_nowhere(tmp_path):
    inside = write_workforce(tmp_path / WORKFORCE, [staff()]).read_bytes()
    path = write_zip(
        tmp_path / "GPWPracticeCSV.032026.zip", {f"../../../tmp/{WORKFORCE}": inside, "/etc/other.csv": b"x"}
    )
    before = sorted(tmp_path.parent.rglob("*"))

    assert read(path, "gp_workforce").rows_used == 1
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_zip_that_claims_to_be_small_is_counted_as_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_INFLATED", 100_000)
    with zipfile.ZipFile(path := tmp_path / RATINGS, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("mimetype", ODS)
        pack.writestr("content.xml", BEGIN + " " * 1_000_000)
    data = path.read_bytes().replace((1_000_000 + len(BEGIN)).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(data)

    assert refused_by(path, "cqc_ratings")


@pytest.mark.parametrize(
    ("layout", "remark"),
    [
        ({"encoding": "utf-8-sig"}, None),
        ({"encoding": "cp1252"}, "The file is not in UTF-8; it was read as Windows-1252."),
        ({"encoding": "utf-16"}, "The file was read as UTF-16."),
        ({"delimiter": ";"}, "Its columns are parted by semicolons, not commas."),
        ({"delimiter": "\t"}, "Its columns are parted by tabs, not commas."),
    ],
)
def test_a_file_that_was_saved_in_another_way_is_read_and_said(tmp_path, layout, remark):
    path = write_workforce(tmp_path / WORKFORCE, [staff(name="Café Surgery – Ördög")], **layout) if (
        layout.get("encoding") != "cp1252"
    ) else write_workforce(tmp_path / WORKFORCE, [staff(name="Café Surgery – Ö")], **layout)  # fmt: skip

    found = read(path, "gp_workforce")

    assert found.boards[0].practices[0].name.startswith("Café Surgery – Ö")
    assert [one for one in found.remarks if not one.startswith("No figure of England")] == ([remark] if remark else [])


def test_columns_may_stand_in_any_order_and_new_ones_are_passed_over(tmp_path):
    path = write_workforce(tmp_path / WORKFORCE, [staff()], columns=[*reversed(COLUMNS), "A_NEW_COLUMN"])

    assert read(path, "gp_workforce").boards[0].figures[1].denominator == 4


def test_thousands_of_bad_cells_are_counted_and_the_first_are_listed(tmp_path):
    path = write_workforce(tmp_path / WORKFORCE, [staff(code=f"Z{n}", patients="NaN") for n in range(1000)])

    found = read(path, "gp_workforce")

    assert (len(found.refused), found.refused_count) == (50, 400)
    assert cells_refused(path, "gp_workforce")[0] == (
        "row 2, column “TOTAL_PATIENTS” (N2)",
        "“NaN” is not a number.",
    )
