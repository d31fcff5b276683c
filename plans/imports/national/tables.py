"""A file as rows under known headings: finds the row of headings, says which column is missing or which file this is."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from plans.enums import NationalFileKind

from .cells import BadCell, Refusals, column_letters
from .layouts import GP_WORKFORCE, LAYOUTS, OF_KIND, Layout
from .limits import MOST_ROWS, TELL_EVERY, NotRead
from .ods import sheets
from .opening import Opened, encoding_of, opened, text_of

HEAD = 40  # rows in which the headings have to stand
HEAD_CHARACTERS = 2_000_000
DELIMITERS = ",;\t|"
INSIDE = {NationalFileKind.GP_WORKFORCE: r"practice.*detailed|practice level(?!.*(high|definition))"}
"""What the wanted member of a zip is called; the others are told of."""


@dataclass
class Table:
    """Rows of one file, one by one, as lists that are as long as the headings."""

    layout: Layout
    headings: Sequence[str]
    places: dict[str, int]
    body: Iterator[tuple[int, list[str]]]
    tell: Callable[[int], None]
    sheet: str = ""
    inside: str = ""
    preamble: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)
    read: int = 0
    is_ragged: bool = True

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number, cells) of each row that says something."""
        width = len(self.headings)
        needed = max(self.places.values()) + 1
        for number, cells in self.body:
            if not any(cells):
                continue
            self.read += 1
            if self.read > MOST_ROWS:
                raise NotRead(f"The file has more than {MOST_ROWS:,} rows.")
            if self.read % TELL_EVERY == 0:
                self.tell(self.read)
            if len(cells) < width:
                if self.is_ragged and len(cells) < needed:
                    raise NotRead(
                        f"Row {number:,} has {len(cells)} cells where there are {width} headings. Does the file break off?"
                    )
                cells = cells + [""] * (width - len(cells))
            yield number, cells

    def where(self, row: int, key: str) -> str:
        place = self.places[key]
        sheet = f"sheet “{self.sheet}”, " if self.sheet else ""
        return f"{sheet}row {row:,}, column “{self.headings[place].strip()}” ({column_letters(place)}{row})"

    def refuse(self, row: int, key: str, why: str) -> None:
        self.refusals.add(self.where(row, key), why)

    def cell(self, row: int, cells: list[str], key: str, read: Callable[[str], Any]) -> Any:
        """The cell as `read` reads it; None where it is refused."""
        try:
            return read(cells[self.places[key]])
        except BadCell as bad:
            self.refuse(row, key, str(bad))
            return None

    def has(self, *keys: str) -> bool:
        return all(key in self.places for key in keys)


@contextmanager
def table_of(path: Path, kind: NationalFileKind, *, tell: Callable[[int], None]) -> Iterator[Table]:
    """The rows of a file of this kind. Raises NotRead with a sentence: another kind of file, or a column missing."""
    wanted = INSIDE.get(kind, "")
    with opened(path, wanted=wanted) as found:
        if found.is_ods:
            yield _from_sheets(found, kind, tell)
            return
    encoding = encoding_of(path, wanted=wanted)
    with opened(path, wanted=wanted) as found:
        try:
            yield _from_text(found, encoding, kind, tell)
        except UnicodeDecodeError as bad:
            raise NotRead(
                f"The text is in an unknown encoding: byte {bad.object[bad.start]:#04x} is no letter."
            ) from None
        except csv.Error as bad:
            raise NotRead(f"The file cannot be read as CSV: {bad}. Is a quotation mark not closed?") from None


def _from_text(found: Opened, encoding: str, kind: NationalFileKind, tell: Callable[[int], None]) -> Table:
    stream = text_of(found, encoding)
    head, size = [], 0
    for line in islice(stream, HEAD):
        head.append(line)
        size += len(line)
        if size > HEAD_CHARACTERS:
            raise NotRead("The first lines are longer than those of any table. Is this the right file?")
    guesses = [
        (layout.score(cells), -order, -index, delimiter, layout, cells)
        for order, delimiter in enumerate(DELIMITERS)
        for index, cells in enumerate(csv.reader(head, delimiter=delimiter))
        for layout in LAYOUTS
    ]
    layout, cells, index, delimiter = _best(guesses, kind, [line.strip() for line in head])
    rows = csv.reader(chain(head, stream), delimiter=delimiter)
    body = ((number, row) for number, row in enumerate(rows, 1) if number > index + 1)
    said = [line.strip().strip(f'"{delimiter}').strip() for line in head[:index]]
    table = Table(
        layout, cells, layout.places(cells), body, tell, inside=found.inside, preamble=tuple(filter(None, said))
    )
    if encoding == "cp1252":
        table.remarks.append("The file is not in UTF-8; it was read as Windows-1252.")
    if encoding == "utf-16":
        table.remarks.append("The file was read as UTF-16.")
    if delimiter != ",":
        names = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
        table.remarks.append(f"Its columns are parted by {names[delimiter]}, not commas.")
    if found.inside:
        count = len(found.others)
        others = f" {count} other {'table' if count == 1 else 'tables'} in it not." if count else ""
        table.remarks.append(f"“{found.inside}” of the ZIP file was read.{others}")
    return table


def _best(guesses: list[Any], kind: NationalFileKind, head: list[str]) -> tuple[Layout, list[str], int, str]:
    """The row of headings, its layout and the delimiter; else why there is none."""
    ours = [one for one in guesses if one[4] in OF_KIND[kind]]
    score, _, index, delimiter, layout, cells = max(ours, key=lambda one: one[:3], default=(0, 0, 0, ",", None, []))
    if layout is not None and score == 1:
        return layout, cells, -index, delimiter
    best = max(guesses, key=lambda one: one[:3], default=None)
    raise NotRead(
        _why_not(kind, best, (score, layout, cells, f"row {1 - index}"), " · ".join(filter(None, head))[:120])
    )


def _why_not(kind: NationalFileKind, best: Any, ours: Any, begins: str) -> str:
    score, layout, cells, where = ours
    expected = " or ".join(one.name for one in OF_KIND[kind])
    if best and best[0] >= 0.75 and best[0] > score and best[4] not in OF_KIND[kind]:
        other = best[4]
        if other in (one for of in OF_KIND.values() for one in of):
            return (
                f"This looks like {other.name}, which {other.command} reads; here {expected} is read. "
                f"On the page of national files choose “{other.kind.label}”."
            )
        return f"This looks like {other.name}. What is read here is {expected}."
    if layout is not None and score >= 0.5:
        missing = layout.missing(layout.places(cells))
        names = " and ".join(f"“{column.names[0]}”" for column in missing)
        verb = "is" if len(missing) == 1 else "are"
        column = "column" if len(missing) == 1 else "columns"
        older = [name for c in missing for name in c.names[1:]]
        also = f" (in earlier years {' or '.join(f'“{name}”' for name in older)})" if older else ""
        return (
            f"The {column} {names}{also} {verb} missing from {where}, where the headings of {layout.name} stand."
            + _hint(layout, cells)
        )
    return f"There are no headings of {expected} in the first {HEAD} rows. The file begins: “{begins}”."


def _hint(layout: Layout, cells: Sequence[str]) -> str:
    if layout is GP_WORKFORCE and "without_registrars" in (there := layout.places(cells)) and "registrars" not in there:
        return (
            " “TOTAL_GP_EXR_FTE” is there, but leaves out registrars only, so it is another figure; "
            "“TOTAL_GP_REG_ST1_4_FTE” and “TOTAL_GP_REG_F1_2_FTE” would do as well."
        )
    return ""


def _from_sheets(found: Opened, kind: NationalFileKind, tell: Callable[[int], None]) -> Table:
    body = sheets(found.stream)
    guesses: list[Any] = []
    seen: dict[str, int] = {}
    for passed, (sheet, number, cells) in enumerate(body, 1):
        if passed % TELL_EVERY == 0:
            tell(0)  # another sheet goes by
        seen[sheet] = seen.get(sheet, 0) + 1
        if seen[sheet] > HEAD:
            continue
        for layout in LAYOUTS:
            score = layout.score(cells)
            if score == 1 and layout in OF_KIND[kind]:
                rows = _rest(body, sheet)
                return Table(layout, cells, layout.places(cells), rows, tell, sheet=sheet, is_ragged=False)
            guesses.append((score, -len(seen), -number, sheet, layout, cells))
    if not seen:
        raise NotRead("The spreadsheet is empty.")
    best = max(guesses, key=lambda one: one[:3])
    if any(one[3] == one[4].sheet and one[0] >= 0.5 for one in guesses if one[4] in OF_KIND[kind]):
        best = None  # the sheet itself is there; what it lacks matters more than what stands beside it
    ours = max((one for one in guesses if one[4] in OF_KIND[kind]), key=lambda one: one[:3])
    where = f"row {-ours[2]} of sheet “{ours[3]}”"
    names = ", ".join(f"“{name[:40]}”" for name in seen)
    raise NotRead(
        f"{_why_not(kind, best, (ours[0], ours[4], ours[5], where), ' · '.join(filter(None, guesses[0][5]))[:120])} "
        f"Its sheets are {names}."
    )


def _rest(body: Iterator[tuple[str, int, list[str]]], sheet: str) -> Iterator[tuple[int, list[str]]]:
    for name, number, cells in body:
        if name != sheet:
            return
        yield number, cells
