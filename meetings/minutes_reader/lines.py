"""What every kind of file is turned into before a rule looks at it: numbered lines, then paragraphs.

A line keeps its place in the source, so that a page can light up the passage an entry was read from. Hints are what a format
knows and plain text does not: that a line is a heading, a bullet, bold, a row of cells, or the beginning of an agenda item.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from .numbering import Marker, marker_of, only_a_marker, only_a_number


class Hint(StrEnum):
    PLAIN = "plain"
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"  # `cells` holds the columns
    ITEM = "item"  # `cells` holds the agenda number, the minute number and the title
    ATTACHMENT = "attachment"  # `cells` holds the title, the kind and the size


class NotMinutes(ValueError):
    """A file that cannot be read as the minutes of one meeting. Its message is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    hint: Hint = Hint.PLAIN
    bold: bool = False
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Source:
    """The lines of a file, what its format said outside them, and what the reader should be warned of."""

    lines: list[Line] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)  # body, date, time, venue: from formats that name them
    people: list[dict[str, str]] = field(default_factory=list)  # attendance, from formats that name it

    last: int = 0

    def add(self, text: str, hint: Hint = Hint.PLAIN, *, bold: bool = False, cells: Iterable[str] = ()) -> None:
        """The next line, numbered from 1. Blank lines count, as they do in an editor."""
        self.last += 1
        self.also(text, hint, bold=bold, cells=cells)

    def also(self, text: str, hint: Hint = Hint.PLAIN, *, bold: bool = False, cells: Iterable[str] = ()) -> None:
        """Another part of the line added last: where a file runs a title, a heading and a text together."""
        kept = tuple(tidy(cell) for cell in cells)
        self.lines.append(Line(self.last, tidy(text), hint, bold, kept))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more lines that belong together. `marker` is its number or bullet, which is not part of `text`."""

    text: str
    first: int
    last: int
    hint: Hint = Hint.PLAIN
    bold: bool = False
    cells: tuple[str, ...] = ()
    marker: Marker | None = None
    gap: int = 0  # blank lines before it

    @property
    def whole(self) -> str:
        return f"{self.marker.words} {self.text}" if self.marker and self.marker.words else self.text


INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
PAGE_NUMBER = re.compile(r"(?:Page|Pg\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.I)
ENDED = (".", ";", ":", "?", "!", ".”", '."', ".’", ".)", ":-", ": -")
_BARE_NUMBER = re.compile(r"\d{1,3}")
OWN_LINE = re.compile(
    r"\((?:Item|Agenda Item|Minute)\s|https?://|(?:[A-Z][\w ()/'’&-]{1,40}):(?:\s|$)|(?:RESOLVED|Resolved"
    r"|AGREED|ACTION)\b"
)
_HYPHENATED = re.compile(
    r"\b(?:self|non|co|multi|pre|well|long|short|post|semi|cross|anti|inter|high|low|part|full|year|on|sub|vice)-$",
    re.I,
)
_BEGINS = re.compile(r"\d{1,3}[.)]\s+[A-Z]|\d{1,3}/\d{2,4}\s+[A-Z]|[A-Z]{1,5}[ /]?\d{1,4}/\d{2,4}\s")
# No title and no sentence ends so: what comes next belongs to it, whatever letter it begins with.
_OPEN_ENDED = re.compile(
    r"(?:\b(?:the|of|and|to|a|an|in|for|with|by|that|or|from|at|as|was|is|were|are|be|his|her|its|their|this)|[a-z]['’]s"
    r"|[a-z]s['’])$"
)
_PERSON = re.compile(r"(?:Councillor|Cllr|Mr|Mrs|Ms|Dr|Professor|Sir|Dame)\b\.?\s+[A-Z]")
TIGHT = 40  # characters; lines this long, again and again without a full stop, were broken by a margin


def tidy(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


def paragraphs_of(lines: list[Line]) -> list[Paragraph]:
    """Lines that a margin broke are put together again; everything else stays a paragraph of its own."""
    width = _margin(lines)
    made: list[Paragraph] = []
    gap, turned = 0, False
    furniture = _page_furniture(lines)
    for line in lines:
        empty = not line.text and line.hint is not Hint.ITEM
        of_page = not empty and (PAGE_NUMBER.fullmatch(line.text) or line.number in furniture)
        if empty or of_page:
            gap, turned = gap + 1, turned or bool(of_page)
            continue
        if turned:
            gap = min(gap, 2)  # a sentence may run on over the page
        before = made[-1] if made else None
        if before and _goes_on(before, line, gap, width):
            made[-1] = _joined(before, line)
        else:
            made.append(_paragraph(line, gap))
        gap, turned = 0, False
    return made


def _page_furniture(lines: list[Line]) -> set[int]:
    """Headers and footers that came along with the text: what stands beside the page numbers, again and again."""
    filled = [line for line in lines if line.text]
    beside: Counter[str] = Counter()
    numbers = [
        place
        for place, line in enumerate(filled)
        if PAGE_NUMBER.fullmatch(line.text) or _BARE_NUMBER.fullmatch(line.text)
    ]
    for place in numbers:
        beside.update({_faceless(each.text) for each in _neighbours(filled, place)})
    often = {text for text, count in beside.items() if count > 1 and len(text) > 8}
    found = {
        line.number for line in filled if _faceless(line.text) in often and line.hint in (Hint.PLAIN, Hint.HEADING)
    }
    for place in numbers:  # a bare number is a page's only where such a line stands beside it
        if any(each.number in found for each in _neighbours(filled, place)):
            found.add(filled[place].number)
    return found


def _neighbours(filled: list[Line], place: int) -> list[Line]:
    return [*filled[max(0, place - 1) : place], *filled[place + 1 : place + 2]]


def _faceless(text: str) -> str:
    return re.sub(r"\d+", "#", text).lower()


def _paragraph(line: Line, gap: int) -> Paragraph:
    marker, rest = (None, line.text) if line.hint in (Hint.ITEM, Hint.ATTACHMENT, Hint.ROW) else marker_of(line.text)
    if only_a_number(line.text):
        marker, rest = None, line.text
    elif only_a_marker(line.text):
        marker, rest = marker_of(f"{line.text} x")[0], ""
    if marker is None and line.hint is Hint.BULLET:
        marker = Marker("", (("bullet", 0),))
    return Paragraph(rest, line.number, line.number, line.hint, line.bold, line.cells, marker, gap)


def put_together(before: str, after: str) -> str:
    """Two lines as one, and a word that the margin cut in two made whole again."""
    if re.search(r"[A-Za-z]‐$|[a-z]{2}-$", before) and re.match(r"[A-Za-z]{2}", after):
        return before[:-1] + ("-" if _HYPHENATED.search(before) else "") + after
    return f"{before} {after}".strip()


def _joined(before: Paragraph, line: Line) -> Paragraph:
    text = put_together(before.text, line.text)
    return Paragraph(
        text, before.first, line.number, before.hint, before.bold and line.bold, (), before.marker, before.gap
    )


def _goes_on(before: Paragraph, line: Line, gap: int, width: int) -> bool:
    plain = (Hint.PLAIN, Hint.BULLET)
    if before.hint not in plain or line.hint is not Hint.PLAIN or only_a_number(line.text):
        return False
    if before.marker and not before.text:  # "(a)" alone on its line
        return True
    if only_a_number(before.text) or marker_of(line.text)[0] or only_a_marker(line.text):
        return False
    unfinished = not before.text.endswith(ENDED)
    lower = line.text[0].islower() or (line.text[0] == "(" and line.text[1:2].islower())
    if gap:
        return unfinished and lower and gap <= 2 and len(before.text) > 25 and not before.text.endswith(("…", "..."))
    if OWN_LINE.match(line.text) or before.bold != line.bold:
        return unfinished and lower and before.bold == line.bold
    if unfinished and lower:
        return True
    if _OPEN_ENDED.search(before.text) and not before.bold:
        return True
    if _BEGINS.match(line.text) or (
        line.text.isupper() != before.text.isupper() and (line.text.isupper() or before.first == before.last)
    ):
        return False
    if _PERSON.match(line.text) and _PERSON.match(before.text) and not before.text.endswith((",", " and", ";", "&")):
        return False
    length = len(before.text) if before.first == before.last else width  # a line in the middle was long enough before
    return bool(width) and _last_line(before, length) >= 0.72 * width


def _last_line(before: Paragraph, length: int) -> int:
    """How long its last line was; of a paragraph already joined, what its text says is enough."""
    return length if not before.text.endswith(ENDED) or before.first == before.last else 0


def _margin(lines: list[Line]) -> int:
    """The width at which the file breaks its lines, or 0 when a line is a paragraph."""
    broken, lengths = 0, []
    for line, after in pairwise(lines):
        if line.hint is not Hint.PLAIN or not line.text:
            continue
        lengths.append(len(line.text))
        if TIGHT <= len(line.text) <= 130 and after.text and not line.text.endswith(ENDED) and after.text[0].islower():
            broken += 1
    if len(lengths) < 4 or broken < 2 or broken < 0.05 * len(lengths):
        return 0
    lengths.sort()
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= 140 else 0
