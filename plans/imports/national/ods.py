"""An OpenDocument spreadsheet as rows, streamed: whatever its size, one row is in memory at a time.

A sheet that looks a million rows long is mostly one empty row "repeated"; such rows are passed over in one step.
"""

from collections.abc import Iterator
from typing import IO, Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from .limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, NotRead

CHUNK = 1 << 16
CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
VALUES = {
    "float": "office:value",
    "currency": "office:value",
    "percentage": "office:value",
    "date": "office:date-value",
    "boolean": "office:boolean-value",
    "time": "office:time-value",
}


class Formula(str):
    """What a formula showed when the file was saved. It is refused where it matters: nobody wrote this number."""


class _Sheets(ContentHandler):
    """Collects the rows of sheets as they go by: (sheet, row number, cells). Trailing empty cells are left off."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, int, int, list[str]]] = []  # with how often the row is repeated
        self.sheet, self.number, self.repeat = "", 0, 1
        self.cells: list[str] = []
        self.empty = 0  # empty cells that wait for one that is not
        self.inside = False  # a cell
        self.aside = 0  # depth of comments and drawings, whose words are not the cell's
        self.text: list[str] = []
        self.value: str | None = None
        self.times, self.formula, self.paragraphs = 1, False, 0

    def taken(self) -> Iterator[tuple[str, int, list[str]]]:
        rows, self.rows = self.rows, []
        for sheet, number, repeat, cells in rows:
            for again in range(repeat):
                yield sheet, number + again, cells

    def startElement(self, name: str, attrs: Any) -> None:
        if name in CELLS:
            self._start_cell(attrs)
        elif self.inside:
            self._start_inside(name, attrs)
        elif name == "table:table-row":
            self.repeat = _repeated(attrs, "table:number-rows-repeated", MOST_ROWS)
            self.cells, self.empty = [], 0
        elif name == "table:table":
            self.sheet, self.number = str(attrs.get("table:name") or ""), 0

    def _start_cell(self, attrs: Any) -> None:
        self.inside, self.aside, self.paragraphs, self.text, self.value = True, 0, 0, [], None
        self.times, self.formula = 1, False
        if not attrs:
            return
        self.times = _repeated(attrs, "table:number-columns-repeated", MOST_ROWS)
        self.formula = "table:formula" in attrs
        kind = attrs.get("office:value-type")
        if kind == "string":
            self.value = attrs.get("office:string-value")
        elif kind:
            self.value = attrs.get(VALUES.get(kind, ""))

    def _start_inside(self, name: str, attrs: Any) -> None:
        if self.aside or name.startswith(("office:annotation", "draw:")):
            self.aside += 1
        elif name == "text:p":
            self.paragraphs += 1
            if self.paragraphs > 1:
                self.text.append("\n")
        elif name == "text:s":
            self.text.append(" " * _repeated(attrs, "text:c", 100))
        elif name in ("text:tab", "text:line-break"):
            self.text.append(" ")

    def characters(self, content: str) -> None:
        if self.inside and self.paragraphs and not self.aside:
            self.text.append(content)

    def endElement(self, name: str) -> None:
        if name in CELLS:
            self._end_cell()
        elif self.inside:
            self.aside = max(0, self.aside - 1)
        elif name == "table:table-row":
            self.number += 1
            if self.cells:
                self.rows.append((self.sheet, self.number, self.repeat, self.cells))
            self.number += self.repeat - 1

    def _end_cell(self) -> None:
        self.inside = False
        said = self.value if self.value is not None else "".join(self.text)
        if not said and not self.formula:
            self.empty += self.times
            return
        if len(said) > LONGEST_CELL:
            raise NotRead(f"Sheet “{self.sheet}”, row {self.number + 1}: a cell has {len(said):,} characters.")
        if len(self.cells) + self.empty + self.times > MOST_COLUMNS:
            raise NotRead(f"Sheet “{self.sheet}”, row {self.number + 1}: there are more than {MOST_COLUMNS:,} columns.")
        self.cells += [""] * self.empty
        self.empty = 0
        self.cells += [Formula(said) if self.formula else said] * self.times


def _repeated(attrs: Any, name: str, most: int) -> int:
    try:
        return max(1, min(int(attrs.get(name, 1)), most))
    except ValueError:
        return 1


def sheets(content: IO[bytes]) -> Iterator[tuple[str, int, list[str]]]:
    """Every row of every sheet that says something: the sheet's name, the row's number, its cells. Raises NotRead."""
    parser = DefusedExpatParser(forbid_dtd=True)
    found = _Sheets()
    parser.setContentHandler(found)
    try:
        while chunk := content.read(CHUNK):
            parser.feed(chunk)
            yield from found.taken()
        parser.close()
        yield from found.taken()
    except DefusedXmlException:
        raise NotRead("The spreadsheet declares entities or a document type. No published file does.") from None
    except SAXParseException as broken:
        where = f"after row {found.number:,} of sheet “{found.sheet}”" if found.sheet else "at its beginning"
        raise NotRead(
            f"The spreadsheet breaks off or is damaged {where} ({broken.getMessage()}). Download it again."
        ) from None
