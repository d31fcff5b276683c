"""The action log and the plan as spreadsheets to read: what their pages show, with board, day and banner, and no formula."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from plans.models import Strategy
from plans.pages.books import XLSX, Sheet, plan_workbook, write_book
from plans.snapshot import take_snapshot
from plans.storage import from_json, to_json
from tests.factories import make_action, make_milestone, make_person, make_statement
from tests.pages.ahead.logged import MINUTED, log_at, make_minuted

pytestmark = pytest.mark.django_db

BANNER = "A fictional board, made up to try things out."
RUNS = ["=1+1", "+44", "-x", "@SUM(A1)", "\tx", "\nx"]


def book_of(answer):
    return load_workbook(BytesIO(getattr(answer, "content", answer)))


def rows_of(sheet):
    """Each row under the headings, by its heading."""
    headings, *rows = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def plan(member, board):
    board.banner = BANNER
    board.is_fictional = True
    board.save()
    action = make_action(title="Late zebra crossing", lead=make_person(name="Priya Nair"), said_on=MINUTED)
    milestone = make_milestone(action=action, title="Lease signed", due=date(2026, 9, 30))
    make_statement(
        milestone=milestone, kind="forecast", said_on=date(2026, 10, 1), on=date(2026, 10, 31), words="October",
        earliest=date(2026, 10, 1),
    )  # fmt: skip
    return Strategy.objects.get()


def read_plan(client):
    return client.get("/boards/board-1/plan/", {"format": "xlsx"})


def test_the_plan_names_its_board_its_day_and_its_banner_on_every_sheet(member, plan):
    answer = read_plan(member)

    assert answer["Content-Type"] == XLSX
    assert answer["Content-Disposition"] == 'attachment; filename="board-1-plan-to-read-2026-11-11.xlsx"'
    book = book_of(answer)
    assert book.sheetnames == ["Actions", "Milestones"]
    for sheet in book:
        above = [cell.value for cell in sheet["A"][:3]]
        assert above == [f"{plan.board.name}: {plan.title}", "As at 11 November 2026", BANNER]


def test_an_action_has_letter_word_reason_dates_and_source(member, plan):
    (row,) = rows_of(book_of(read_plan(member))["Actions"])

    assert (row["Action"], row["Lead"], row["Letter"], row["Status"]) == (
        "Late zebra crossing", "Priya Nair", "R", "Red",
    )  # fmt: skip
    assert row["Why"] == "Lease signed: Its date passed 11 days ago."
    assert row["Next date"] == datetime(2026, 10, 31)
    assert row["Source"] == "minute 1"


def test_a_milestone_has_its_dates_as_dates_and_the_words_beside_them(member, plan):
    (row,) = rows_of(book_of(read_plan(member))["Milestones"])

    assert (row["Date first stated, latest day"], row["Date now, latest day"], row["In these words"]) == (
        datetime(2026, 9, 30), datetime(2026, 10, 31), "October",
    )  # fmt: skip
    assert (row["Days from first"], row["Date agreed, latest day"]) == (31, None)


def test_what_was_withdrawn_has_no_letter(member, plan):
    make_statement(action=plan.actions.get(), kind="withdrawn", said_on=date(2026, 11, 2), because="Not wanted")

    (row,) = rows_of(book_of(read_plan(member))["Actions"])

    assert (row["Letter"], row["Status"], row["Why"]) == (None, "Withdrawn", None)


def test_headings_stay_and_columns_have_widths(member, plan):
    sheet = book_of(read_plan(member))["Actions"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B5", "A4:K5", "$1:$4")
    assert (sheet.column_dimensions["B"].width, sheet["I5"].number_format) == (52, "d mmm yyyy")


def test_a_stored_snapshot_gives_the_same_cells(plan):
    snapshot = take_snapshot(plan, as_at=date(2026, 11, 11))

    one, other = (book_of(plan_workbook(each)) for each in (snapshot, from_json(to_json(snapshot))))

    assert [list(sheet.values) for sheet in one] == [list(sheet.values) for sheet in other]


def test_the_same_plan_makes_the_same_bytes_at_whatever_hour(plan, monkeypatch):
    snapshot = take_snapshot(plan, as_at=date(2026, 11, 11))
    first = plan_workbook(snapshot)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert plan_workbook(snapshot) == first


def test_the_plan_as_at_another_day_is_as_at_that_day(member, plan):
    sheet = book_of(member.get("/boards/board-1/plan/", {"format": "xlsx", "as_at": "2026-09-20"}))["Milestones"]

    assert sheet["A2"].value == "As at 20 September 2026"
    assert rows_of(sheet)[0]["Date now, latest day"] == datetime(2026, 9, 30)


def test_the_log_has_a_line_for_each_that_its_page_has(member, board):
    board.banner = BANNER
    board.save()
    make_milestone(action=make_minuted(board, title="Invite the fire service"), due=date(2026, 11, 1))
    make_minuted(board, text="Other thing.", is_made=False)

    answer = log_at(member, board, format="xlsx")

    assert answer["Content-Disposition"] == 'attachment; filename="board-1-action-log-2026-11-11.xlsx"'
    sheet = book_of(answer)["Action log"]
    assert [cell.value for cell in sheet["A"][:3]] == [f"{board.name}: action log", "As at 11 November 2026", BANNER]
    first, second = rows_of(sheet)
    assert (first["Minute"], first["Meeting"], first["Carried forward"]) == ("Minute 31", "9 September 2026", 1)
    assert (first["Letter"], first["Status"], first["Present date, latest day"]) == ("R", "Red", datetime(2026, 11, 1))
    assert (second["Action"], second["Letter"], second["Status"]) == ("Other thing.", "–", "No date")


def test_the_log_is_narrowed_as_its_page_is(member, board):
    make_milestone(action=make_minuted(board, title="One", lead=make_person(key="a")), due=date(2026, 12, 1))
    make_minuted(board, text="Nobody's thing.", is_made=False)

    sheet = book_of(log_at(member, board, format="xlsx", state="open"))["Action log"]

    assert [row["Action"] for row in rows_of(sheet)] == ["One"]


@pytest.mark.parametrize("text", RUNS)
def test_what_begins_like_a_formula_is_text_and_comes_back_as_it_was(text):
    sheet = book_of(
        write_book(board=text, title="x", as_at="1 May", banner=text, sheets=[Sheet("A", [("B", 9)], [[text]])])
    )["A"]

    cell, above = sheet["A5"], sheet["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert (above.value, above.data_type) == (text, "s")


def test_a_cell_that_a_spreadsheet_cannot_hold_loses_only_what_is_unprintable():
    sheet = book_of(
        write_book(board="B", title="x", as_at="y", banner="", sheets=[Sheet("A", [("B", 9)], [["a\x07b"]])])
    )["A"]

    assert sheet["A5"].value == "a b"


def test_the_pages_lead_to_their_files(member, plan, board):
    make_minuted(board)

    assert 'href="/boards/board-1/plan/?format=xlsx"' in member.get("/boards/board-1/plan/").content.decode()
    assert 'href="?format=xlsx"' in log_at(member, board).content.decode()


@pytest.mark.parametrize("where", ["plan", "action-log"])
def test_a_hidden_board_has_no_files(client, member, plan, where):
    plan.board.is_public = False
    plan.board.save()
    from tests.factories import make_board, make_user

    client.force_login(make_user("member", board=make_board(key="elsewhere")))

    assert client.get(f"/boards/board-1/{where}/", {"format": "xlsx"}).status_code == 404
