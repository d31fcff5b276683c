"""Word documents: paragraphs and tables in their order, numbers that Word counts itself, and changes taken as accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as OpenDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from meetings.minutes_reader.lines import Hint, NotMinutes, Source, tidy
from meetings.minutes_reader.sources.word_numbers import Numbers

LARGEST_INSIDE = 200 * 1024 * 1024
TRACKED = (
    "The document holds tracked changes. It was read as if all of them had been accepted; check that this is meant."
)
_GONE = {qn("w:del"), qn("w:moveFrom")}
_NEW = {qn("w:ins"), qn("w:moveTo")}
_OWNED = re.compile(r"(?:action(?:s)?(?: by| owner)?|owner|lead|by whom|who|responsible|responsibility)", re.I)
_SAID = re.compile(
    r"(?:discussion|item|minutes?|subject|matter|details?|agenda item|notes?|summary)(?: .{0,30})?", re.I
)


def read(content: bytes) -> Source:
    document = _open(content)
    source = Source()
    body = document.element.body
    if any(True for _ in body.iter(*_GONE, *_NEW)):
        source.warnings.append(TRACKED)
    numbers = Numbers(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            _table(block, source, numbers)
        else:
            _paragraph(block, source, numbers)
    if not any(line.text for line in source.lines):
        raise NotMinutes("The document holds no words; perhaps its pages are pictures.")
    return source


def _open(content: bytes) -> OpenDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise NotMinutes("This is a zip file, but not a Word document.")
            if sum(part.file_size for part in archive.infolist()) > LARGEST_INSIDE:
                raise NotMinutes("The document unpacks to more than 200 MB; it was not opened.")
        return Document(io.BytesIO(content))
    except NotMinutes:
        raise
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError) as failed:
        raise NotMinutes(f"The Word document is damaged and cannot be opened ({type(failed).__name__}).") from None


def words_of(paragraph: Paragraph) -> str:
    """The text as it stands once every change is accepted."""
    parts: list[str] = []

    def walk(element) -> None:
        for child in element:
            if child.tag in _GONE:
                continue
            if child.tag == qn("w:t"):
                parts.append(child.text or "")
            elif child.tag == qn("w:tab"):
                parts.append("\t")
            elif child.tag in (qn("w:br"), qn("w:cr")):
                parts.append("\n")
            elif child.tag == qn("w:noBreakHyphen"):
                parts.append("-")
            elif child.tag not in (qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:pict"), qn("w:drawing")):
                walk(child)

    walk(paragraph._p)
    return "".join(parts)


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _paragraph(paragraph: Paragraph, source: Source, numbers: Numbers, *, quiet: bool = False) -> None:
    text = words_of(paragraph)
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    heading = style.startswith(("heading", "title"))
    number, bullet = numbers.of(paragraph, counts=bool(text.strip()))
    for place, part in enumerate(text.split("\n")):
        shown = tidy(part)
        if place == 0 and number and shown:
            shown = f"{number} {shown}"
        if "\t" in part.strip() and not number and not re.match(r"\(?[\w./]{1,9}[.):]?\t", part.strip()):
            cells = [tidy(cell) for cell in part.strip().split("\t")]
            source.add(" | ".join(cell for cell in cells if cell), Hint.ROW, cells=cells)
        elif heading and shown:
            source.add(shown, Hint.HEADING, bold=True)
        elif shown or not quiet:
            is_bullet = bullet and place == 0 and bool(shown)
            source.add(shown, Hint.BULLET if is_bullet else Hint.PLAIN, bold=_is_bold(paragraph))
    if not quiet and text.strip():
        source.add("")


def _table(table: Table, source: Source, numbers: Numbers) -> None:
    """A table of facts is read row by row; one that lays the minutes out, cell by cell, its action column after each row."""
    owners = -1
    source.add("")
    for place, row in enumerate(table.rows):
        cells = _cells(row)
        words = [tidy(" ".join(words_of(p) for p in cell.paragraphs)) for cell in cells]
        if (
            place == 0
            and len(words) > 1
            and _OWNED.fullmatch(words[-1])
            and any(_SAID.fullmatch(w) for w in words[:-1])
        ):
            owners = len(words) - 1
            source.add("")
        elif owners >= 0 and len(cells) == owners + 1:
            _minuted_row(cells, source, numbers)
        elif any(_is_layout(cell) for cell in cells) or len(cells) == 1:
            for cell in cells:
                _cell(cell, source, numbers)
        elif any(words):
            source.add(" | ".join(word for word in words if word), Hint.ROW, cells=words)
    source.add("")


def _cells(row) -> list:
    """Cells that were merged count once."""
    made: list = []
    for cell in row.cells:
        if not made or cell._tc is not made[-1]._tc:
            made.append(cell)
    return made


def _is_layout(cell) -> bool:
    filled = [p for p in cell.paragraphs if p.text.strip()]
    return len(filled) > 2 or len(cell.text) > 400 or bool(cell.tables)


def _inner(cell) -> Iterator[Paragraph | Table]:
    yield from cell.iter_inner_content()


def _cell(cell, source: Source, numbers: Numbers) -> None:
    for block in _inner(cell):
        if isinstance(block, Table):
            _table(block, source, numbers)
        else:
            _paragraph(block, source, numbers)


def _minuted_row(cells: list, source: Source, numbers: Numbers) -> None:
    """Number, what was said, and who is to act: the owner stands beside the paragraph with the same place in its cell."""
    said = cells[-2] if len(cells) > 1 else cells[0]
    reference = tidy(" ".join(cell.text for cell in cells[:-2]))
    owners = [tidy(p.text) for p in cells[-1].paragraphs]
    paragraphs = [p for p in said.paragraphs if p.text.strip()]
    beside = {
        place: owner for place, owner in enumerate(owners) if owner and len(owners) > 1 and place < len(paragraphs)
    }
    if reference and paragraphs:
        title = tidy(words_of(paragraphs[0]))
        if len(title) <= 150 and not title.endswith(";"):
            source.add(f"{reference} {title}", Hint.ITEM, cells=(reference.rstrip("."), "", title))
            paragraphs[0] = None  # type: ignore[call-overload]
        else:
            source.add(reference)
    for place, paragraph in enumerate(paragraphs):
        if paragraph is not None:
            _paragraph(paragraph, source, numbers)
        if place in beside:
            source.add(f"Action: {beside[place]}", bold=True)
    left = [owner for owner in owners if owner] if not beside else []
    if left:
        source.add(f"Action: {', '.join(left)}", bold=True)
