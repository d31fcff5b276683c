"""A workbook in a test's hands: cells are named by their sheet, their row's id and their heading."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook

from plans import snapshot_cache
from plans.imports.workbook.apart import read_book
from plans.imports.workbook.columns import sheet_named
from plans.imports.workbook.differences import compare
from plans.imports.workbook.reading import read
from plans.imports.workbook.rows import rows_of
from plans.imports.workbook.writing import write_workbook
from plans.models import Strategy

ZIP = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheets:
    """An export, to be filled in as somebody would in Excel."""

    def __init__(self, content):
        self.book = load_workbook(BytesIO(content))
        self.changed = set()

    def cell(self, sheet, id_, heading):
        """The cell under a heading, in the row of an id; a new row where the id is None."""
        described, worksheet = sheet_named(sheet), self.book[sheet]
        headings = {cell.value: cell.column for cell in worksheet[1]}
        ids = [headings[described.column(key).heading] for key in described.ids]
        wanted = (id_,) if isinstance(id_, str) else id_
        for row in range(2, worksheet.max_row + 1):
            found = tuple(worksheet.cell(row, column).value for column in ids)
            if found == wanted or (id_ is None and not any(cell.value for cell in worksheet[row])):
                return worksheet.cell(row, headings[heading])
        raise LookupError(f"{sheet} has no row {id_}")

    def put(self, sheet, id_, **values):
        """Fill in cells of one row. In a keyword, _ stands for a space."""
        row = self.cell(sheet, id_, next(iter(values)).replace("_", " ")).row
        headings = {cell.value: cell.column for cell in self.book[sheet][1]}
        for name, value in values.items():
            cell = self.book[sheet].cell(row, headings[name.replace("_", " ")])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # typed as text; a formula is put in by the tests that mean one
            self.changed.add(f"{sheet}!{cell.coordinate}")
        return row

    @property
    def content(self):
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()


def exported(strategy, *, on):
    return Sheets(content_of(strategy, on=on))


def content_of(strategy, *, on):
    return write_workbook(plan_of(strategy, on=on))


def plan_of(strategy, *, on):
    snapshot_cache.forget()
    return rows_of(Strategy.objects.select_related("board").get(pk=strategy.pk), as_at=on)


def differences(content, strategy, *, on):
    """What a workbook would change. Read here and not in a process of its own, which other tests are about."""
    return compare(read_book(read(content)), plan_of(strategy, on=on), today=on)


def refused(found):
    return {one.cell: one.why for one in found.refusals}


def noon(day):
    return datetime(day.year, day.month, day.day, 12).astimezone()
