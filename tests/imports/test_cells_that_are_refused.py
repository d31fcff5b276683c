"""What cannot be taken as it is, is refused by its cell, with a sentence; and then nothing of the file is saved."""

import pytest
from django.db import transaction

from plans.models import Statement
from tests.imports.conftest import TODAY, make_small, set_clock
from tests.imports.sheets import Sheets, content_of, differences, refused
from tests.imports.spoilt import CELLS, MS, OPEN, RD, READING


@pytest.fixture(scope="module")
def small_and_its_workbook(django_db_setup, django_db_blocker):
    """Made once for this file, since all its tests begin with the same, and rolled back after it."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        set_clock(patch)
        small = make_small()
        yield small, content_of(small, on=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def small(small_and_its_workbook, db, today):
    return small_and_its_workbook[0]


@pytest.fixture
def sheets(small_and_its_workbook):
    return Sheets(small_and_its_workbook[1])


@pytest.mark.parametrize("what", CELLS)
def test_it_is_refused_by_its_cell(small, sheets, today, what):
    sheet, row, values, expected = CELLS[what]
    if values.get("As exported") == "copied":
        values = values | {"As exported": sheets.cell(MS, OPEN, "As exported").value}
    sheets.put(sheet, row, **values)
    before = Statement.objects.count()

    found = differences(sheets.content, small, on=today)

    told = refused(found)
    assert list(told) == [f"{sheet}!{cell}" for cell in expected]
    for cell, why in expected.items():
        assert told[f"{sheet}!{cell}"].startswith(why)
    assert not found.can_be_saved
    assert Statement.objects.count() == before


def test_a_percentage_is_asked_for_as_a_number(small, sheets, today):
    sheets.put(RD, "indicator-1", **READING | {"New value": 0.814})
    sheets.cell(RD, "indicator-1", "New value").number_format = "0.0%"

    assert list(refused(differences(sheets.content, small, on=today))) == ["Readings!F2"]


def test_a_number_is_no_date(small, sheets, today):
    sheets.put(MS, OPEN, Date_now=46000, Why="x")
    sheets.cell(MS, OPEN, "Date now").number_format = "General"

    assert refused(differences(sheets.content, small, on=today)) == {
        "Milestones!F2": "This is a number, 46000, not a date. Write a day, for example 29/01/2027."
    }


def formula(sheets):
    sheets.cell(MS, OPEN, "New note").value = '=HYPERLINK("http://example.org","x")'
    return "Milestones!J2", "This is a formula."


def formula_beside_the_plan(sheets):
    sheets.book["Guide"]["D30"].value = "=1+1"
    return "Guide!D30", "This is a formula."


def error(sheets):
    cell = sheets.cell(MS, OPEN, "New note")
    cell.value, cell.data_type = "#REF!", "e"
    return "Milestones!J2", "This is an error of the spreadsheet, #REF!."


def merged(sheets):
    sheets.book[MS].merge_cells("J2:J3")
    return "Milestones!J2:J3", "These cells are merged."


def hidden_sheet(sheets):
    sheets.book["Owners"].sheet_state = "hidden"
    return "Owners", "This sheet is hidden."


def very_hidden_sheet_of_ones_own(sheets):
    sheets.book.create_sheet("Secrets").sheet_state = "veryHidden"
    return "Secrets", "This sheet is hidden."


def hidden_rows(sheets):
    for row in (2, 3):
        sheets.book[MS].row_dimensions[row].hidden = True
    return "Milestones!2:3", "Hidden here. Clear the filter"


def hidden_column(sheets):
    sheets.book[MS].column_dimensions["K"].hidden = True
    return "Milestones!K:K", "This column is hidden."


def missing_column(sheets):
    sheets.book[MS].delete_cols(11)
    return "Milestones", "The column “Why” is missing."


def renamed_column(sheets):
    sheets.book[MS]["K1"].value = "Reason"
    return "Milestones!K1", "“Reason” is no column of this sheet."


def doubled_column(sheets):
    sheets.book[MS]["R1"].value = "Why"
    return "Milestones!R1", "“Why” is twice on this sheet."


def renamed_sheet(sheets):
    sheets.book[MS].title = "My milestones"
    return "Milestones", "There is no sheet “Milestones”. There are “Guide”, “Actions”, “My milestones”"


def words_beside_the_columns(sheets):
    sheets.book[MS]["T2"].value = "Ask Ada"
    return "Milestones!T2", "There is no heading above this"


def row_where_none_is_added(sheets):
    sheets.book["Actions"]["D4"].value = "Do more"
    return "Actions!A4", "A row cannot be added on this sheet."


def plan_of_another_board(sheets):
    guide = sheets.book["Guide"]
    cell = next(row[1] for row in guide.iter_rows(max_col=2) if row[0].value == "Board")
    cell.value = "elsewhere"
    return "Guide", "This file is of the plan strategy-1 of elsewhere, not of strategy-1 of board-1."


@pytest.mark.parametrize(
    "spoil",
    [
        formula,
        formula_beside_the_plan,
        error,
        merged,
        hidden_sheet,
        very_hidden_sheet_of_ones_own,
        hidden_rows,
        hidden_column,
        missing_column,
        renamed_column,
        doubled_column,
        renamed_sheet,
        words_beside_the_columns,
        row_where_none_is_added,
        plan_of_another_board,
    ],
)
def test_a_spoilt_sheet_is_named(small, sheets, today, spoil):
    where, why = spoil(sheets)

    found = differences(sheets.content, small, on=today)

    assert where in refused(found), refused(found)
    assert refused(found)[where].startswith(why)
    assert not found.can_be_saved


def test_a_sheet_of_ones_own_is_left_unread_and_said_so(small, sheets, today):
    sheets.book.create_sheet("My list")["A1"].value = "Ring Ada"

    found = differences(sheets.content, small, on=today)

    assert found.is_empty
    assert found.remarks == ["The sheet “My list” was not read."]


def test_columns_may_be_moved(small, sheets, today):
    worksheet = sheets.book[MS]
    for row in worksheet.iter_rows(max_row=4):
        row[9].value, row[10].value = row[10].value, row[9].value
    sheets.put(MS, OPEN, New_note="Heard from them.")

    [change] = differences(sheets.content, small, on=today).changes

    assert (change.cell, change.column, change.was, change.becomes) == (
        "Milestones!K2",
        "New note",
        "nothing",
        "Heard from them.",
    )


def test_a_row_that_is_refused_does_not_hide_the_others(small, sheets, today):
    sheets.put(MS, OPEN, Date_now="soon", New_note="Heard from them.", Why="x")
    sheets.put("Actions", "A2", Action="New words")

    found = differences(sheets.content, small, on=today)

    assert {one.cell for one in found.changes} == sheets.changed
    assert list(refused(found)) == ["Milestones!F2"]
