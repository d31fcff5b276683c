"""Writes the plan's rows as a workbook to work in: headings that stay, drop-downs, dates as dates, and locked ids."""

from collections.abc import Callable
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .columns import GUIDE, LISTS, SHEETS, SPARE_ROWS, Column, Sheet, mark_of, plain
from .guide import guide_lines
from .rows import PlanRows, Row, Value

PETROL, INK, PAPER, RULE, WHITE = "FF0D4450", "FF14212B", "FFF7F5F0", "FFD8D4CA", "FFFFFFFF"
TINT = "FFE9F1F2"
DAY = "d mmm yyyy"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n")
STEP = 1000
Tell = Callable[[str], None]


def write_workbook(plan: PlanRows, *, tell: Tell = lambda line: None) -> bytes:
    """The bytes of an XLSX. `tell` hears of the progress."""
    book = Workbook()
    guide = book.active
    assert guide is not None
    guide.title = GUIDE
    _guide(guide, plan)
    made = {sheet.name: book.create_sheet(sheet.name) for sheet in SHEETS}
    lists = _lists(book.create_sheet(LISTS), plan)
    for sheet in SHEETS:
        _sheet(made[sheet.name], sheet, list(plan.sheets[sheet.name].values()), lists, tell)
    book.properties.creator = plan.snapshot.board
    book.properties.title = f"{plan.snapshot.title}, as at {plan.snapshot.on_day()}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _Looks:
    """The few looks that cells have, made once and handed out: making one for each cell would take most of the time."""

    def __init__(self, worksheet: Worksheet):
        self.scratch = worksheet.cell(1, 1)
        self.made: dict[tuple[bool, str, bool], Any] = {}

    def of(self, column: Column, *, locked: bool, quoted: bool):
        kind = {"date": "date", "day": "date", "mark": "mark"}.get(column.kind, "text")
        key = (locked, kind, quoted)
        if key not in self.made:
            cell = self.scratch
            cell.font = Font(name="Arial", size=10, color=INK)
            cell.alignment = Alignment(
                vertical="top", wrap_text=kind != "mark", horizontal="left" if kind == "date" else None
            )
            cell.fill = PatternFill("solid", fgColor=PAPER if locked else WHITE)
            cell.border = Border(bottom=Side("thin", color=RULE), right=Side("thin", color=RULE))
            cell.protection = Protection(locked=locked)
            cell.number_format = DAY if kind == "date" else "General"
            cell.quotePrefix = quoted  # type: ignore[assignment]  # shown as text, also after somebody has edited it
            self.made[key] = copy(cell._style)
        return self.made[key]


def _sheet(worksheet: Worksheet, sheet: Sheet, rows: list[Row], lists: dict[str, str], tell: Tell) -> None:
    looks = _Looks(worksheet)
    empty: dict[str, Value] = {}
    for number, row in enumerate(rows, 2):
        values: dict[str, Value] = row.values | {"mark": mark_of(sheet, row.texts)}
        for place, column in enumerate(sheet.columns, 1):
            locked = not column.editable or (row.is_finished and column.key in ("date", "done", "judgement"))
            _put(worksheet, number, place, values.get(column.key, ""), looks, column, locked)
        if not (number - 1) % STEP:
            tell(f"{sheet.name}: {number - 1:,} of {len(rows):,} rows written")
    last = len(rows) + 1
    if sheet.adds:
        for number in range(last + 1, last + 1 + SPARE_ROWS):
            for place, column in enumerate(sheet.columns, 1):
                locked = not column.editable and column.key != sheet.ids[0]
                _put(worksheet, number, place, empty.get(column.key, ""), looks, column, locked)
        last += SPARE_ROWS
    _headings(worksheet, sheet)
    _drop_downs(worksheet, sheet, lists, last)
    worksheet.freeze_panes = worksheet.cell(2, len(sheet.ids) + 1)
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"
    _protect(worksheet)
    _print(worksheet)


def _put(worksheet: Worksheet, row: int, place: int, value: Value, looks: _Looks, column: Column, locked: bool) -> None:
    cell = worksheet.cell(row, place)
    text = plain(value) if isinstance(value, str) else ""
    cell._style = copy(looks.of(column, locked=locked, quoted=text.startswith(BEGINS_A_FORMULA)))
    if isinstance(value, date | int | Decimal):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY
    elif text:
        cell.value = text
        cell.data_type = "s"  # text, whatever it begins with: nothing here is a formula


def _headings(worksheet: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, 1):
        cell = worksheet.cell(1, place, column.heading)
        own = column.editable
        cell.font = Font(name="Arial", size=10, bold=True, color=WHITE if own else INK)
        cell.fill = PatternFill("solid", fgColor=PETROL if own else TINT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.border = Border(bottom=Side("medium", color=PETROL))
        cell.number_format = "General"
        cell.quotePrefix = False  # type: ignore[assignment]
        cell.protection = Protection(locked=True)
        worksheet.column_dimensions[get_column_letter(place)].width = column.width
    worksheet.row_dimensions[1].height = 32


def _drop_downs(worksheet: Worksheet, sheet: Sheet, lists: dict[str, str], last: int) -> None:
    for place, column in enumerate(sheet.columns, 1):
        if not column.editable and not column.choices:
            continue
        rule = None
        if column.choices:
            rule = DataValidation(type="list", formula1=lists[column.choices], allow_blank=True)
            rule.error = "Choose one of the list."
        elif column.kind == "day":
            rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
            rule.error = "Write a day, for example 29/01/2027."
        elif column.kind == "number":
            rule = DataValidation(type="decimal", operator="between", formula1="-999999999999", formula2="999999999999")
            rule.error = "Write a number."
        elif column.hint:
            rule = DataValidation(allow_blank=True)
        if rule is None:
            continue
        rule.showErrorMessage = column.kind != "text" or bool(column.choices)
        rule.errorTitle = column.heading[:32]
        if column.hint:
            rule.showInputMessage = True
            rule.promptTitle, rule.prompt = column.heading[:32], column.hint
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{max(last, 2)}")
        worksheet.add_data_validation(rule)


def _lists(worksheet: Worksheet, plan: PlanRows) -> dict[str, str]:
    """Writes what the drop-downs offer, and returns where each list stands."""
    places = {}
    for place, (name, options) in enumerate(plan.lists.items(), 1):
        letter = get_column_letter(place)
        _label(worksheet.cell(1, place), name.capitalize(), bold=True)
        for row, option in enumerate(options, 2):
            _label(worksheet.cell(row, place), option)
        worksheet.column_dimensions[letter].width = 34
        places[name] = f"{LISTS}!${letter}$2:${letter}${max(len(options), 1) + 1}"
    worksheet.freeze_panes = "A2"
    _protect(worksheet)
    return places


def _guide(worksheet: Worksheet, plan: PlanRows) -> None:
    worksheet.column_dimensions["A"].width, worksheet.column_dimensions["B"].width = 24, 96
    for row, (kind, left, right) in enumerate(guide_lines(plan), 1):
        first, second = worksheet.cell(row, 1), worksheet.cell(row, 2)
        _label(first, left, bold=kind != "text", size={"title": 16, "heading": 12}.get(kind, 10))
        _label(second, right, wrap=True)
        if kind in ("title", "heading"):
            first.font = copy(first.font)
            first.font = Font(name="Arial", size=first.font.size, bold=True, color=PETROL)
        if kind == "pair":
            worksheet.row_dimensions[row].height = 14 * (1 + len(right) // 105)
    worksheet.sheet_view.showGridLines = False
    _protect(worksheet)
    _print(worksheet)


def _label(cell, text: str, *, bold: bool = False, size: int = 10, wrap: bool = False) -> None:
    text = plain(text)
    cell.font = Font(name="Arial", size=size, bold=bold, color=INK)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if text:
        cell.quotePrefix = text.startswith(BEGINS_A_FORMULA)
        cell.value = text
        cell.data_type = "s"


def _protect(worksheet: Worksheet) -> None:
    """Against slips only, so without a password. Widths, heights, sorting and filters stay free."""
    protection = worksheet.protection
    protection.sheet = True
    for free in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(protection, free, False)


def _print(worksheet: Worksheet) -> None:
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    if worksheet.title != GUIDE:
        worksheet.print_title_rows = "1:1"
