"""PDF with text in it: lines by their place on the page, without the headers, footers and numbers of the pages."""

import ctypes
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.minutes_reader.lines import Hint, NotMinutes, Source, tidy
from meetings.minutes_reader.sources.pdf_columns import Row, Run, rows_without_owners
from meetings.minutes_reader.sources.text import add_line

MOST_PAGES = 2_000
SCANNED = "The PDF holds no text: its pages are pictures, as from a scanner. Send the document it was printed from."


def read(content: bytes) -> Source:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as failed:
        reason = "it is locked with a password" if "password" in str(failed).lower() else "it is damaged"
        raise NotMinutes(f"The PDF cannot be opened: {reason}.") from None
    try:
        if len(document) > MOST_PAGES:
            raise NotMinutes(f"The PDF has more than {MOST_PAGES:,} pages; minutes are not that long.")
        pages = [_rows_of(document[number]) for number in range(len(document))]
    finally:
        document.close()
    words = sum(len(row.text) for page in pages for row in page)
    if words < 20:
        raise NotMinutes(SCANNED)
    source = Source()
    empty = sum(1 for page in pages if sum(len(row.text) for row in page) < 20)
    if empty:
        source.warnings.append(f"Pages without text were passed over: {empty} of {len(pages)}. They may be pictures.")
    for row in rows_without_owners(_without_edges(pages), _row_text):
        if row.gap:
            source.add("")
        before = len(source.lines)
        add_line(source, row.text)
        if row.bold and len(source.lines) > before and source.lines[-1].hint is Hint.PLAIN:
            source.lines[-1] = replace(source.lines[-1], bold=True)
    return source


def _rows_of(page: pypdfium2.PdfPage) -> list[Row]:
    """Lines from top to bottom, each with whether a gap stands before it and whether it is bold."""
    words = page.get_textpage()
    runs: list[Run] = []
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
            runs.append(Run(text, left, right, bottom, top, _is_bold(words, left, bottom, top)))
    words.close()
    rows = _rows(runs)
    heights = sorted(row[0].top - row[0].bottom for row in rows)
    usual = heights[len(heights) // 2] if heights else 0
    steps = sorted(above[0].bottom - below[0].bottom for above, below in pairwise(rows))
    step = steps[len(steps) // 3] if steps else usual
    made: list[Row] = []
    before = None
    for row in rows:
        gap = before is not None and before - row[0].bottom > 1.35 * max(step, usual)
        made.append(Row(_row_text(row, usual), gap, all(run.bold for run in row), row, usual))
        before = row[0].bottom
    return made


def _is_bold(words: pypdfium2.PdfTextPage, left: float, bottom: float, top: float) -> bool:
    """Whether the font of the first letter calls itself bold; its weight is seldom told."""
    place = pdfium.FPDFText_GetCharIndexAtPos(words, left + 1, (bottom + top) / 2, 4, 4)
    if place < 0:
        return False
    name = ctypes.create_string_buffer(160)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(words, place, name, 160, ctypes.byref(flags))
    return bool(re.search(rb"bold|black|heavy", name.value, re.I))


def _rows(runs: list[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-(run.bottom + run.top) / 2, run.left)):
        middle = (run.bottom + run.top) / 2
        if rows and rows[-1][0].bottom - 1 <= middle <= rows[-1][0].top + 1:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _row_text(row: list[Run], height: float) -> str:
    """Runs far apart are columns; what is close together is one text."""
    text = row[0].text.strip()
    for before, run in pairwise(row):
        apart = run.left - before.right
        numbered = re.fullmatch(r"\(?(?:\d[\w./]{0,7}|[A-Za-z]|[ivx]{1,4})[.)]?|[·•▪\-–—]", text)
        spaced = before.text.endswith(" ") or run.text.startswith(" ") or apart > 0.1 * height
        joint = "\t" if apart > 1.8 * height and not numbered else " " if spaced or numbered else ""
        text += joint + run.text.strip()
    return text


def _without_edges(pages: list[list[Row]]) -> list[list[Row]]:
    """Lines that come back at the top or the bottom of the pages belong to the paper, not to the minutes."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_faceless(page[place].text) for place in (0, 1, -1, -2) if len(page) > 3})
    often = {text for text, count in edges.items() if count >= max(2, 0.5 * len(pages))}
    made = []
    for page in pages:
        kept = []
        for place, row in enumerate(page):
            edge = place < 2 or place >= len(page) - 2
            if edge and (
                (_faceless(row.text) in often and len(pages) > 1)
                or re.fullmatch(r"[-–\s]*(?:Page\s*)?\d{1,4}(?:\s*of\s*\d+)?[-–\s]*", row.text, re.I)
            ):
                continue
            kept.append(row)
        made.append(kept)
    return made


def _faceless(text: str) -> str:
    return re.sub(r"\d+", "#", tidy(text)).lower()
