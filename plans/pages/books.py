"""Spreadsheets to read: what a page shows, as a workbook with its board, its day and its banner on every sheet.

They hold no formula: what begins like one is text, and stays text when somebody edits it. To change the plan there is the
workbook of `plans.imports.workbook`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.imports.workbook.columns import plain
from plans.pages.tables import RUNS, names
from plans.rules.dates import Window
from plans.rules.status import Judgement
from plans.tree import ActionLine, MilestoneLine, StrategySnapshot

PETROL, INK, WHITE, RULE = "FF0D4450", "FF14212B", "FFFFFFFF", "FFD8D4CA"
DAY = "d mmm yyyy"
HEADINGS = 4
"""The row of the headings. Above it: what the sheet is, as at when, and the banner of its board."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

WRITTEN_AT = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows

Value = str | int | date | None


@dataclass(frozen=True)
class Sheet:
    """A sheet to read: its name, its headings with the width of each column in letters, and its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def write_book(*, board: str, title: str, as_at: str, banner: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an XLSX. The same of each: headings that stay while one scrolls, and are printed on every page."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new book has one sheet
    above = (f"{board}: {title}", f"As at {as_at}", banner)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet, above)
    book.properties.creator, book.properties.title = board, f"{title}, as at {as_at}"
    out = BytesIO()
    book.save(out)
    return _without_the_hour(out.getvalue())


def _without_the_hour(content: bytes) -> bytes:
    """The same sheets, the same bytes: a workbook names the second in which it was written, in its parts and in one of them."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(out, "w", ZIP_DEFLATED) as whole:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = WRITTEN_AT.sub(b"", part)
            whole.writestr(ZipInfo(name, NO_TIME), part, ZIP_DEFLATED)
    return out.getvalue()


def plan_workbook(snapshot: StrategySnapshot) -> bytes:
    """The plan as it stood on the day of the snapshot: its actions, and its milestones. Of a pack: its stored snapshot."""
    return write_book(
        board=snapshot.board,
        title=snapshot.title,
        as_at=snapshot.on_day(),
        banner=snapshot.banner,
        sheets=(
            Sheet("Actions", ACTION_COLUMNS, map(_action, snapshot.actions)),
            Sheet("Milestones", MILESTONE_COLUMNS, (_milestone(a, m) for a, m in snapshot.milestones)),
        ),
    )


STATUS_COLUMNS = (("Letter", 7), ("Status", 15), ("Why", 48))
ACTION_COLUMNS = (
    ("Reference", 12), ("Action", 52), ("Goal", 7), ("Objective", 10), ("Lead", 30), *STATUS_COLUMNS,
    ("Next date", 13), ("Last said on", 13), ("Source", 40),
)  # fmt: skip
MILESTONE_COLUMNS = (
    ("Reference", 14), ("Milestone", 48), ("Action", 12), ("Name of the action", 40), ("Lead", 30), *STATUS_COLUMNS,
    ("Date now, latest day", 13), ("In these words", 24), ("Date first stated, latest day", 13),
    ("Date agreed, latest day", 13), ("Days from first", 9), ("Last said on", 13), ("Source", 40),
)  # fmt: skip


def _action(action: ActionLine) -> Sequence[Value]:
    judgement = None if action.is_withdrawn else action.judgement
    return (
        action.reference, action.title, action.goal, action.objective, names(action.leads), *status_cells(judgement),
        action.next_due, action.last_said, str(action.citation),
    )  # fmt: skip


def _milestone(action: ActionLine, milestone: MilestoneLine) -> Sequence[Value]:
    position = milestone.position
    agreed = position.baseline if position.baseline_agreed_on else None
    return (
        milestone.reference, milestone.title, action.reference, action.title, names(action.leads),
        *status_cells(milestone.judgement), latest(position.current), words_of(position.current), latest(position.first),
        latest(agreed), position.slip_days, position.last_said, str(milestone.citation),
    )  # fmt: skip


def status_cells(judgement: Judgement | None) -> tuple[str, str, str]:
    """Letter, word and reason; of what was withdrawn the word alone."""
    if judgement is None:
        return "", "Withdrawn", ""
    return judgement.status.letter, judgement.status.label, judgement.because


def latest(window: Window | None) -> date | None:
    return window.latest if window else None


def words_of(window: Window | None) -> str:
    """The words in which a day was given, or which days it can be; empty where it is one day and nothing more was said."""
    if window is None:
        return ""
    return window.words or ("" if window.is_day else str(window))


def _write(worksheet: Worksheet, sheet: Sheet, above: Sequence[str]) -> None:
    for number, text in enumerate(above, 1):
        cell = worksheet.cell(number, 1)
        cell.font = Font(name="Arial", size=14 if number == 1 else 10, bold=number != 2, color=PETROL)
        _put(cell, text)
    for place, (heading, width) in enumerate(sheet.columns, 1):
        cell = worksheet.cell(HEADINGS, place, heading)
        cell.font = Font(name="Arial", size=10, bold=True, color=WHITE)
        cell.fill = PatternFill("solid", fgColor=PETROL)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        worksheet.column_dimensions[get_column_letter(place)].width = width
    font, line = Font(name="Arial", size=10, color=INK), Border(bottom=Side("thin", color=RULE))
    text = Alignment(vertical="top", wrap_text=True)
    last = HEADINGS
    for last, row in enumerate(sheet.rows, HEADINGS + 1):
        for place, value in enumerate(row, 1):
            cell = worksheet.cell(last, place)
            cell.font, cell.border, cell.alignment = font, line, text
            _put(cell, value)
    worksheet.row_dimensions[HEADINGS].height = 32
    worksheet.freeze_panes = worksheet.cell(HEADINGS + 1, 2)
    worksheet.auto_filter.ref = f"A{HEADINGS}:{get_column_letter(len(sheet.columns))}{last}"
    worksheet.print_title_rows = f"1:{HEADINGS}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell, value: Value) -> None:
    if isinstance(value, str):
        value = plain(value)
        if value:
            cell.quotePrefix = value.startswith(RUNS)
            cell.value = value
            cell.data_type = "s"  # text, whatever it begins with
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY
