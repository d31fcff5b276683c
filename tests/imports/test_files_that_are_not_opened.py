"""A file that is no workbook of ours is not opened: a sentence says why, and the process that reads may use little."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from plans.imports.workbook import apart, structure
from plans.imports.workbook.apart import read_apart
from plans.imports.workbook.structure import NotAWorkbook
from tests.imports.sheets import exported


@pytest.fixture(scope="module")
def workbook():
    """A workbook as far as its structure goes; what it lacks is a guide."""
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def with_part(workbook, name, content, *, instead=False):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if not (instead and member.filename == name):
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def refusal(content, name="plan.xlsx"):
    with pytest.raises(NotAWorkbook) as refused:
        read_apart(content, name=name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "plan.xlsx", "The file is empty."),
        (b"%PDF-1.7 and so on", "plan.xlsx", "This is a PDF, renamed."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.xlsx", "This is an old Excel workbook, or one with a password, renamed."),
        (b"\x89PNG\r\n", "plan.xlsx", "This is a picture, renamed."),
        (b"Action,Date\n", "plan.xlsx", "By its content this is no Excel workbook."),
        (b"PK\x03\x04 and no more", "plan.xlsx", "The file is damaged, or locked with a password."),
        (b"PK\x03\x04", "plan.xlsm", "“plan.xlsm” is not an Excel workbook by its name."),
        (b"PK\x03\x04", "plan.pdf", "“plan.pdf” is not an Excel workbook by its name."),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_by_its_outside(content, name, says):
    assert refusal(content, name).startswith(says)


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(structure, "LARGEST_FILE", 10)

    assert "is the limit" in refusal(b"PK\x03\x04" + b"x" * 10)


DOCTYPE = '<?xml version="1.0" encoding="{0}"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("xl/vbaProject.bin", b"x", "The file is not opened: it holds macros."),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "The file is not opened: it is linked to other workbooks."),
        ("xl/embeddings/oleObject1.bin", b"x", "The file is not opened: other files are embedded in it."),
        ("xl/activeX/activeX1.xml", b"<x/>", "The file is not opened: it holds controls"),
        ("xl/connections.xml", b"<x/>", "The file is not opened: it is connected to other data."),
        ("xl/a.xml", DOCTYPE.format("UTF-8").encode(), "The file is not opened: xl/a.xml declares a document type."),
        ("xl/a.xml", DOCTYPE.format("UTF-16").encode("utf-16"), "The file is not opened: xl/a.xml declares a document type."),
        ("xl/a.xml", b"<x><y></x>", "Part xl/a.xml of the file is damaged."),
        ("../../etc/x", b"x", "The parts of the file are not named as those of a workbook."),
        ("xl/_rels/a.rels", b'<x><Relationship Type="a/image" TargetMode="External" Target="http://example.org"/></x>',
         "The file is not opened: it is linked to other files."),
        ("xl/nine.bin", b"\0" * (101 * 1024 * 1024), "Unpacked, the file has more than 100 MB."),
    ],
)  # fmt: skip
def test_what_a_workbook_must_not_hold(workbook, part, content, says):
    assert refusal(with_part(workbook, part, content)).startswith(says)


def test_a_workbook_with_macros_is_told_by_what_it_says_of_itself(workbook):
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    )

    assert "it holds macros" in refusal(with_part(workbook, "[Content_Types].xml", types, instead=True))


def test_an_archive_that_is_something_else(workbook):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert refusal(out.getvalue()).startswith("The file is an archive, but no Excel workbook.")


def test_an_archive_of_very_many_parts(workbook):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2001):
            archive.writestr(f"xl/{number}.bin", b"")

    assert refusal(out.getvalue()).startswith("The file holds 2,001 parts; 2,000 is the limit.")


def test_a_workbook_that_was_not_made_here(workbook):
    assert refusal(workbook).startswith("There is no sheet “Guide”, which says whose plan this is.")


def test_a_sheet_without_end(small, today):
    sheets = exported(small, on=today)
    sheets.book["Milestones"].cell(1_000_000, 3).value = "x"

    assert refusal(sheets.content).startswith("The sheet “Milestones” has 1,000,000 rows")


def test_a_release_that_writes_otherwise(small, today):
    sheets = exported(small, on=today)
    next(row[1] for row in sheets.book["Guide"].iter_rows(max_col=2) if row[0].value == "Format").value = "0"

    assert refusal(sheets.content).startswith("The file was made by another release.")


def test_reading_is_stopped_in_time(workbook, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.001)

    assert "took longer than" in refusal(workbook)


def test_a_reader_that_dies_says_so(workbook, monkeypatch):
    dead = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *args, **how: dead)

    assert refusal(workbook).startswith("The file could not be read: it asks too much.")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_the_reader_may_use_little_memory():
    greedy = (
        "from plans.imports.workbook.reading import limit_this_process as limit\nlimit()\n"
        "try:\n    x = b'x' * (2 * 1024 ** 3)\nexcept MemoryError:\n    print('refused')"
    )

    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "refused", done.stderr


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"%PDF-1.7", "plan.xlsx", "This is a PDF, renamed."),
        (None, "nowhere.xlsx", "No such file or directory"),
    ],
)
def test_the_command_says_so_in_one_sentence(db, tmp_path, content, name, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError, match=says):
        call_command("import_plan", str(tmp_path / name), "--commit")
