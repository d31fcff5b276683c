"""PDF with text in it: lines by their place on the page, without the headers, footers and numbers of the pages."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from meetings.minutes_reader.lines import NotMinutes, Source, tidy
from meetings.minutes_reader.sources.text import add_line

MOST_PAGES = 2_000
SCANNED = "The PDF holds no text: its pages are pictures, as from a scanner. Send the document it was printed from."


@dataclass(slots=True)
class _Run:
    text: str
    left: float
    right: float
    bottom: float
    top: float


def read(content: bytes) -> Source:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as failed:
        reason = "it is locked with a password" if "password" in str(failed).lower() else "it is damaged"
        raise NotMinutes(f"The PDF cannot be opened: {reason}.") from None
    try:
        if len(document) > MOST_PAGES:
            raise NotMinutes(f"The PDF has more than {MOST_PAGES:,} pages; minutes are not that long.")
        pages = [_lines_of(document[number]) for number in range(len(document))]
    finally:
        document.close()
    words = sum(len(text) for page in pages for text, _ in page)
    if words < 20:
        raise NotMinutes(SCANNED)
    source = Source()
    empty = sum(1 for page in pages if sum(len(text) for text, _ in page) < 20)
    if empty:
        source.warnings.append(f"Pages without text were passed over: {empty} of {len(pages)}. They may be pictures.")
    for page in _without_edges(pages):
        for text, gap in _whole_cells(page):
            if gap:
                source.add("")
            add_line(source, text)
    return source


def _lines_of(page: pypdfium2.PdfPage) -> list[tuple[str, bool]]:
    """Lines from top to bottom, each with whether a gap stands before it."""
    words = page.get_textpage()
    runs: list[_Run] = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        text = (
            words.get_text_bounded(left, bottom, right, top)
            .replace("\r", " ")
            .replace("\n", " ")
            .replace("\ufffe", "-")
            .replace("\x02", "-")
            .replace("\xad", "‐")
        )
        if text.strip():
            runs.append(_Run(text, left, right, bottom, top))
    words.close()
    rows = _rows(runs)
    heights = sorted(row[0].top - row[0].bottom for row in rows)
    usual = heights[len(heights) // 2] if heights else 0
    steps = sorted(above[0].bottom - below[0].bottom for above, below in pairwise(rows))
    step = steps[len(steps) // 3] if steps else usual
    made, before = [], None
    for row in rows:
        gap = before is not None and before - row[0].bottom > 1.35 * max(step, usual)
        made.append((_row_text(row, usual), gap))
        before = row[0].bottom
    return made


def _rows(runs: list[_Run]) -> list[list[_Run]]:
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: (-(run.bottom + run.top) / 2, run.left)):
        middle = (run.bottom + run.top) / 2
        if rows and rows[-1][0].bottom - 1 <= middle <= rows[-1][0].top + 1:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _row_text(row: list[_Run], height: float) -> str:
    """Runs far apart are columns; what is close together is one text."""
    text = row[0].text.strip()
    for before, run in pairwise(row):
        apart = run.left - before.right
        numbered = re.fullmatch(r"\(?(?:\d[\w./]{0,7}|[A-Za-z]|[ivx]{1,4})[.)]?|[·•▪\-–—]", text)
        spaced = before.text.endswith(" ") or run.text.startswith(" ") or apart > 0.1 * height
        joint = "\t" if apart > 2.5 * height and not numbered else " " if spaced or numbered else ""
        text += joint + run.text.strip()
    return text


def _whole_cells(page: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A row of a table whose cells run on to a second line is one row."""
    made: list[tuple[str, bool]] = []
    for text, gap in page:
        cells, before = text.split("\t"), made[-1][0].split("\t") if made else []
        if not gap and len(cells) == len(before) > 1 and (cells[0][:1] == "(" or cells[0][:1].islower()):
            made[-1] = ("\t".join(f"{one} {more}" for one, more in zip(before, cells, strict=True)), made[-1][1])
        else:
            made.append((text, gap))
    return made


def _without_edges(pages: list[list[tuple[str, bool]]]) -> list[list[tuple[str, bool]]]:
    """Lines that come back at the top or the bottom of the pages belong to the paper, not to the minutes."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_faceless(page[place][0]) for place in (0, 1, -1, -2) if len(page) > 3})
    often = {text for text, count in edges.items() if count >= max(2, 0.5 * len(pages))}
    made = []
    for page in pages:
        kept = []
        for place, (text, gap) in enumerate(page):
            edge = place < 2 or place >= len(page) - 2
            if edge and (
                (_faceless(text) in often and len(pages) > 1)
                or re.fullmatch(r"[-–\s]*(?:Page\s*)?\d{1,4}(?:\s*of\s*\d+)?[-–\s]*", text, re.I)
            ):
                continue
            kept.append((text, gap))
        made.append(kept)
    return made


def _faceless(text: str) -> str:
    return re.sub(r"\d+", "#", tidy(text)).lower()
