"""Compares a workbook with the plan as it is now: what differs, what changed here meanwhile, what cannot be taken.

A cell counts as changed when it is no longer what was exported: each row carries a mark for each of its cells. So what
somebody else did here meanwhile is never taken for an edit of the file, and a file sent back untouched differs in nothing.
"""

from datetime import date

from plans.tree import MilestoneLine

from .apart import ReadBook, ReadRow
from .cells import Refused, window
from .checks import Checking
from .columns import ACTIONS, MILESTONES, OWNERS, READINGS, Column, Sheet, fingerprint, plain, sheet_named
from .edits import Conflict, Difference, Differences, Edit, Refusal, shown
from .rows import PlanRows, Row

NEVER_CLASHES = {"note", "why"}


def compare(book: ReadBook, plan: PlanRows, *, today: date) -> Differences:
    """Every cell that the workbook would change. Writes nothing and asks nothing of the database."""
    return _Comparing(plan, today).read(book)


class _Comparing:
    def __init__(self, plan: PlanRows, today: date):
        self.plan = plan
        self.found = Differences()
        self.checking = Checking(plan, today=today)

    def read(self, book: ReadBook) -> Differences:
        found = self.found
        found.remarks, found.rows_read = list(book.remarks), sum(book.counted.values())
        snapshot = self.plan.snapshot
        if (book.board, book.strategy) != (snapshot.board_key, snapshot.key):
            why = f"This file is of the plan {book.strategy} of {book.board}, not of {snapshot.key} of {snapshot.board_key}."
            found.refusals.append(Refusal("Guide", why))
            return found
        for read in book.rows:
            self._row(read, sheet_named(read.sheet))
        found.refusals = [Refusal(cell, why) for cell, why in book.refused] + self.checking.refusals
        return found

    def _row(self, read: ReadRow, sheet: Sheet) -> None:
        if read.is_new:
            self._new(read, sheet)
            return
        row = self.plan.sheets[sheet.name].get(read.id)
        if row is None:
            self.checking.refuse(read, sheet.ids[-1], f"“{read.id[-1]}” is no longer in this plan.")
            return
        mine = {key for key in read.touched if self._differs(read, row, sheet, key)}
        for key in sorted(mine):
            if not sheet.column(key).editable:
                self.checking.refuse(
                    read, key, f"“{sheet.column(key).heading}” is not changed here. {_put_back(row, key)}"
                )
        mine = _not_said_already(read, row, {key for key in mine if sheet.column(key).editable})
        if not mine:
            return
        if (meanwhile := self._meanwhile(read, row, sheet, mine)) is not None:
            columns = [column for column in sheet.columns if column.key in mine - NEVER_CLASHES]
            self.found.conflicts += [
                Conflict(**vars(self._difference(read, row, column)), meanwhile=meanwhile) for column in columns
            ]
            return
        if edit := self._edit(read, row, sheet, mine):
            self.found.edits.append(edit)
        self.found.changes += [self._difference(read, row, column) for column in sheet.columns if column.key in mine]

    def _differs(self, read: ReadRow, row: Row, sheet: Sheet, key: str) -> bool:
        """Whether a touched cell says something else than the plan does now, however it is written."""
        mine, now = plain(read.cells[key][1]).strip(), row.text(key).strip()
        if mine == now:
            return False
        column = sheet.column(key)
        if column.kind in ("date", "day") and mine and now:
            return self._as_day(mine) != self._as_day(now)
        return mine.casefold() != now.casefold() if column.choices else True

    def _as_day(self, text: str) -> str:
        try:
            found = window(("text", text), today=self.checking.today)
        except Refused:
            return text
        return f"{found.earliest} {found.latest}"

    def _meanwhile(self, read: ReadRow, row: Row, sheet: Sheet, mine: set[str]) -> str | None:
        """What changed here since the file was made, where it stands against what the file changes; else None."""
        if not mine - NEVER_CLASHES:
            return None
        changed = [
            column
            for column in sheet.columns
            if column.key != "mark"
            and not column.derived
            and fingerprint(sheet, row.texts, column.key) != read.exported[column.key]
        ]
        if not changed and row.text("version") == read.text("version"):
            return None
        told = [f"{column.heading} is now {shown(row.text(column.key))}" for column in changed]
        return f"{'; '.join(told)}." if told else "Something was said of it since, or taken back."

    def _edit(self, read: ReadRow, row: Row, sheet: Sheet, mine: set[str]) -> Edit | None:
        if sheet is ACTIONS:
            return self.checking.action(read, row, mine)
        if sheet is MILESTONES:
            return self.checking.milestone(read, row, mine)
        if sheet is OWNERS:
            return self.checking.lead(read, row, mine)
        return self._reading(read)

    def _new(self, read: ReadRow, sheet: Sheet) -> None:
        edit = self.checking.new_milestone(read) if sheet is MILESTONES else self._reading(read)
        if edit:
            self.found.edits.append(edit)
        for column in sheet.columns:
            if column.key in read.touched:
                self.found.changes.append(self._difference(read, None, column))

    def _reading(self, read: ReadRow) -> Edit | None:
        line = self.plan.snapshot.indicator(read.text("indicator"))
        if line is None:
            named = f"There is no indicator “{read.text('indicator')[:60]}”" if read.text("indicator") else "Empty"
            self.checking.refuse(read, "indicator", f"{named}. Choose one of the list.")
            return None
        if read.is_new and (strange := next((key for key in read.touched if _is_filled_in(key)), None)):
            self.checking.refuse(read, strange, "This is a new row: leave this cell empty. It is filled in here.")
            return None
        return self.checking.reading(read, line)

    def _difference(self, read: ReadRow, row: Row | None, column: Column) -> Difference:
        about = " ".join(part for part in read.id if part) if row is None else row.id[-1]
        return Difference(
            sheet=read.sheet,
            row=read.row,
            column=column.heading,
            cell=read.at[column.key],
            about=about if row else f"new, {about}" if about else "new",
            was=shown(row.text(column.key)) if row else "nothing",
            becomes=shown(read.text(column.key)),
        )


def _not_said_already(read: ReadRow, row: Row, mine: set[str]) -> set[str]:
    """Leaves out a note that is on record in these words, and a reason left alone by it: the same file, sent twice."""
    if not isinstance(row.line, MilestoneLine) or not mine <= NEVER_CLASHES:
        return mine
    told = {text for said in row.line.statements for text in (plain(said.note).strip(), plain(said.because).strip())}
    return {key for key in mine if read.text(key) not in told}


def _is_filled_in(key: str) -> bool:
    return key != "indicator" and not READINGS.column(key).editable


def _put_back(row: Row, key: str) -> str:
    return f"Put back: {shown(row.text(key))[:80]}."
