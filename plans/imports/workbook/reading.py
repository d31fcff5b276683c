"""Reads a workbook into the cells that were touched. Runs in a process of its own: see `apart`.

    python -m plans.imports.workbook.reading < FILE.xlsx

Answers one JSON object: `file` (why it is not read at all) or `about`, `rows`, `refused`, `counted` and `remarks`.
"""

import json
import sys
import warnings
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from typing import Any

from plans.imports.process import limit_this_process

from .columns import FORMAT, GUIDE, LISTS, SHEETS, Sheet, fingerprint, plain
from .structure import MADE_HERE, NotAWorkbook, check_inside

MOST_ROWS, MOST_COLUMNS, MOST_TOUCHED = 30_000, 60, 20_000
LONGEST_READ = 40_000
FORMULA = "This is a formula. Write its result instead; formulas are not read."


def main() -> None:
    limit_this_process()
    warnings.simplefilter("ignore")
    try:
        answer = read(sys.stdin.buffer.read())
    except NotAWorkbook as refused:
        answer = {"file": str(refused)}
    except MemoryError:
        answer = {"file": f"The file needs too much memory to be read. {MADE_HERE}"}
    json.dump(answer, sys.stdout)


def read(data: bytes) -> dict[str, Any]:
    """Raises NotAWorkbook for a file as a whole; cells that cannot be read are in `refused`."""
    check_inside(data)
    from openpyxl import load_workbook  # only now: its parts have been looked through

    try:
        book = load_workbook(BytesIO(data), keep_links=False)
    except MemoryError:
        raise
    except Exception:  # whatever a library raises on a file that somebody made up
        raise NotAWorkbook(f"The file cannot be read as a workbook. {MADE_HERE}") from None
    return _Book(book).answer()


class _Book:
    def __init__(self, book):
        self.book = book
        self.rows: list[dict[str, Any]] = []
        self.refused: list[tuple[str, str]] = []
        self.counted: dict[str, int] = {}
        self.remarks: list[str] = []

    def answer(self) -> dict[str, Any]:
        names = [one.title for one in self.book.worksheets]
        self._not_too_large()
        about = self._about(names)
        for sheet in SHEETS:
            if sheet.name not in names:
                others = ", ".join(f"“{name[:31]}”" for name in names)
                self._refuse(sheet.name, f"There is no sheet “{sheet.name}”. There are {others}. Was it renamed?")
                continue
            self._sheet(self.book[sheet.name], sheet)
        places_read = {sheet.name for sheet in SHEETS}
        known = {GUIDE, LISTS, *places_read}
        for worksheet in self.book.worksheets:
            self._nothing_hidden(worksheet)
            if worksheet.title not in places_read:
                self._no_formulas(worksheet)
            if worksheet.title not in known:
                self.remarks.append(f"The sheet “{worksheet.title[:31]}” was not read.")
        return {
            "about": about,
            "rows": self.rows,
            "refused": self.refused,
            "counted": self.counted,
            "remarks": self.remarks,
        }

    def _refuse(self, cell: str, why: str) -> None:
        self.refused.append((cell, why))

    def _not_too_large(self) -> None:
        for one in self.book.worksheets:
            if one.max_row > MOST_ROWS or one.max_column > MOST_COLUMNS:
                size = f"{one.max_row:,} rows and {one.max_column:,} columns"
                limit = f"{MOST_ROWS:,} and {MOST_COLUMNS} are the limit"
                raise NotAWorkbook(f"The sheet “{one.title[:31]}” has {size}; {limit}. {MADE_HERE}")

    def _about(self, names: list[str]) -> dict[str, str]:
        if GUIDE not in names:
            raise NotAWorkbook(f"There is no sheet “{GUIDE}”, which says whose plan this is. {MADE_HERE}")
        wanted = ("Board", "Strategy", "As at", "Format")
        pairs = {str(left.value): str(right.value) for left, right in self.book[GUIDE].iter_rows(max_col=2)}
        if not set(wanted) <= set(pairs):
            raise NotAWorkbook(f"The sheet “{GUIDE}” no longer says whose plan this is. {MADE_HERE}")
        if pairs["Format"] != FORMAT:
            raise NotAWorkbook("The file was made by another release. Download a new one and copy your changes over.")
        return {key: pairs[key][:200] for key in wanted}

    def _nothing_hidden(self, worksheet) -> None:
        name = worksheet.title[:31]
        if worksheet.sheet_state != "visible":
            self._refuse(name, "This sheet is hidden. Show it, so that you see all that is sent, or delete it.")
        for merged in worksheet.merged_cells.ranges:
            self._refuse(
                f"{name}!{merged.coord}", "These cells are merged. Unmerge them, so that each row has its own."
            )
        for letter, column in worksheet.column_dimensions.items():
            if column.hidden:
                self._refuse(
                    f"{name}!{letter}:{letter}", "This column is hidden. Show it, so that you see what is sent."
                )
        hidden = sorted(row for row, is_ in worksheet.row_dimensions.items() if is_.hidden and row <= worksheet.max_row)
        for _, run in groupby(enumerate(hidden), lambda pair: pair[1] - pair[0]):
            rows = [row for _, row in run]
            where = f"{name}!{rows[0]}:{rows[-1]}"
            self._refuse(where, "Hidden here. Clear the filter or show the rows, so that you see what is sent.")

    def _no_formulas(self, worksheet) -> None:
        for cells in worksheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    self._refuse(f"{worksheet.title[:31]}!{cell.coordinate}", FORMULA)

    def _sheet(self, worksheet, sheet: Sheet) -> None:
        places = self._headings(worksheet, sheet)
        if places is None:
            return
        seen: dict[tuple[str, ...], int] = {}
        headed = set(places.values())
        count = 0
        for cells in worksheet.iter_rows(min_row=2):
            found = {key: cells[place] for key, place in places.items()}
            if all(cell.value is None for cell in cells):
                continue
            count += 1
            for cell in cells:
                if cell.value is not None and cell.column - 1 not in headed:
                    self._refuse(
                        f"{sheet.name}!{cell.coordinate}", "There is no heading above this, so it is not read."
                    )
            self._row(sheet, found, seen)
        self.counted[sheet.name] = count

    def _headings(self, worksheet, sheet: Sheet) -> dict[str, int] | None:
        """Where each column stands. They may have been moved; none may be missing, doubled or unknown."""
        found: dict[str, int] = {}
        by_heading = {column.heading: column.key for column in sheet.columns}
        sound = True
        for cell in next(worksheet.iter_rows(max_row=1)):
            if cell.value is None:
                continue
            heading = str(cell.value).strip()
            key = by_heading.get(heading)
            if key is None or key in found:
                why = "is twice on this sheet" if key else "is no column of this sheet"
                self._refuse(f"{sheet.name}!{cell.coordinate}", f"“{heading[:60]}” {why}. Take the column away.")
                sound = False
            else:
                found[key] = cell.column - 1
        for column in sheet.columns:
            if column.key not in found:
                self._refuse(sheet.name, f"The column “{column.heading}” is missing. Was it renamed or deleted?")
                sound = False
        return found if sound else None

    def _row(self, sheet: Sheet, found: dict[str, Any], seen: dict[tuple[str, ...], int]) -> None:
        row = next(iter(found.values())).row
        at = {key: f"{sheet.name}!{cell.coordinate}" for key, cell in found.items()}
        cells, sound = {}, True
        for key, cell in found.items():
            tag, text = _value(cell)
            if tag == "refused":
                self._refuse(at[key], text)
                sound = False
            cells[key] = [tag, text]
        if not sound:
            return
        texts = {key: text for key, (_, text) in cells.items()}
        mark = texts.pop("mark")
        id_ = tuple(texts[key] for key in sheet.ids)
        if not mark:
            self._new_row(sheet, row, cells, at, id_)
            return
        marks = mark.split("-")
        if len(marks) != len(sheet.compared):
            self._refuse(at["mark"], "This cell was changed. It is needed to see what you changed: copy it back.")
            return
        exported = dict(zip((column.key for column in sheet.compared), marks, strict=True))
        if wrong := next((key for key in sheet.ids if fingerprint(sheet, texts, key) != exported[key]), None):
            self._refuse(
                at[wrong], f"“{texts[wrong][:40]}” is not what stood here. What a row is about is not changed."
            )
            return
        if id_ in seen:
            self._refuse(at[sheet.ids[-1]], f"“{id_[-1][:40]}” is here and in row {seen[id_]}. Keep one of them.")
            return
        seen[id_] = row
        touched = [key for key in texts if fingerprint(sheet, texts, key) != exported[key]]
        if touched:
            self._keep({"sheet": sheet.name, "row": row, "id": list(id_), "cells": cells, "at": at,
                        "touched": touched, "exported": exported})  # fmt: skip

    def _new_row(self, sheet: Sheet, row: int, cells: dict[str, Any], at: dict[str, str], id_: tuple[str, ...]) -> None:
        if not sheet.adds:
            self._refuse(f"{sheet.name}!A{row}", "A row cannot be added on this sheet.")
            return
        touched = [key for key, (tag, text) in cells.items() if text.strip()]
        self._keep({"sheet": sheet.name, "row": row, "id": list(id_), "cells": cells, "at": at,
                    "touched": touched, "exported": {}})  # fmt: skip

    def _keep(self, row: dict[str, Any]) -> None:
        if len(self.rows) >= MOST_TOUCHED:
            raise NotAWorkbook(f"More than {MOST_TOUCHED:,} rows were changed. Send them in parts.")
        self.rows.append(row)


def _value(cell) -> tuple[str, str]:
    """What a cell holds, as (what it is, its text); ("refused", why) for what is not read."""
    value = cell.value
    if value is None:
        return "text", ""
    if cell.data_type == "f" or not isinstance(value, str | bool | int | float | date | time):
        return "refused", FORMULA
    if cell.data_type == "e":
        return "refused", f"This is an error of the spreadsheet, {str(value)[:20]}. Write what is meant."
    if isinstance(value, bool):
        return "refused", "This is TRUE or FALSE. Write words, a number or a day."
    if isinstance(value, time):
        return "refused", "This is a time of day. Write a day, for example 29/01/2027."
    if isinstance(value, date):
        if isinstance(value, datetime) and value.time() != time(0):
            return "refused", "This is a day with a time of day. Write the day alone."
        return "date", (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, int | float):
        number = f"{value:.15g}" if isinstance(value, float) else str(value)
        return "percent" if "%" in (cell.number_format or "") else "number", number
    if len(value) > LONGEST_READ:
        return "refused", f"This has {len(value):,} characters, which is more than a cell holds."
    return "text", plain(value)


if __name__ == "__main__":
    main()
