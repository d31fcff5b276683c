"""Plain text: typed, pasted from a page, or taken from a PDF by another program."""

import re

from meetings.minutes_reader.lines import Hint, Source, tidy
from meetings.minutes_reader.numbering import BULLETS, numbered_title
from meetings.minutes_reader.people import is_name
from meetings.minutes_reader.words import FINITE

_LABEL = r"(?:Additional documents|Supporting documents|Decisions?|Minutes):"
_INSIDE = re.compile(rf"(?<=\S)\s+({_LABEL})(?=\s|$)")
_TABLE_PAGE = re.compile(r"^[ \t|]{0,9}No\.?[ \t]{0,9}\|[ \t]{0,9}Item\b", re.M)
_RUN_TOGETHER = re.compile(r"^(?!Minutes:)\S[^|\n]{2,400}?[ \t]Minutes:[ \t]+\S", re.M)
_SPACES = re.compile("[ \u00a0]{3,}")
_LABEL_FIRST = re.compile(r"(Minutes:|Additional documents:|Supporting documents:)\s*(?=\S)")
_RULE = re.compile(r"[\s|:+_=~.\-–—]+")
_AGENDA_TEXT = re.compile(
    r"\s+(?=(?:To (?:receive|consider|note|approve|confirm|agree|discuss|review|sign)\b|Any [Mm]ember\b|Members (?:are|to) "
    r"(?:asked|invited|reminded)|Report of\b|The report of\b|In accordance with\b|This item\b|At this point\b))"
)
_LIST_LABEL = re.compile(
    r"(?:Members\s+)?(?:Present|PRESENT|Apologies|APOLOGIES|(?:In|Also [Ii]n) [Aa]ttendance|IN ATTENDANCE|(?:Also"
    r"|Not) [Pp]resent|ALSO PRESENT|Absent|Attendees)\s*:?-?"
)
_COLUMNS = re.compile(r"[ \u00a0]{3,}|\t+")
_LOUD = re.compile(r"([A-Z][A-Z0-9 ,&'’()/–-]{8,}[A-Z)])\s+(?=[A-Z(][A-Za-z]*[a-z])")
_NUMBERED = re.compile(r"(\d{1,4}[A-Za-z]?\.?|\d{1,4}/\d{2,4}|[A-Z]{1,5}[ /]?\d{1,4}(?:/\d{2,4})?)")


def read(words: str) -> Source:
    source = Source()
    words = _SPACES.sub("   ", words)
    page_of_cells = bool(_TABLE_PAGE.search(words)) or len(_RUN_TOGETHER.findall(words)) > 1
    fresh = False  # a cell has just ended: what comes next begins an item
    lines = re.split(r"\r\n|\r|\n", words)
    tabled = _in_columns(lines)
    for place, line in enumerate(lines):
        if place in tabled:
            _add_row(source, _COLUMNS.split(line.strip()), line)
            continue
        if (
            page_of_cells
            and ("|" in line or fresh or _INSIDE.search(line) or _LABEL_FIRST.match(line))
            and line.strip()
        ):
            _add_cell_of_page(source, line, fresh=fresh or line.lstrip().startswith("|"))
        elif page_of_cells and line.strip() and _minuted(source) and _before_minutes(lines, place):
            source.add("")
            _add_title(source, tidy(line))
        else:
            add_line(source, line)
        fresh = page_of_cells and (line.rstrip().endswith("|") or (fresh and not line.strip(" |-")))
    return source


def _in_columns(lines: list[str]) -> set[int]:
    """Lines that spaces keep in three columns or more, one under the other: a table that lost its bars."""
    found: set[int] = set()
    run: list[int] = []
    for place, line in [*enumerate(lines), (len(lines), "end")]:
        cells = [cell for cell in _COLUMNS.split(line.strip()) if cell]
        if not line.strip(" \u00a0\t"):
            continue
        if (
            3 <= len(cells) <= 7
            and "|" not in line
            and (not run or len(cells) == len(_COLUMNS.split(lines[run[0]].strip())))
        ):
            run.append(place)
            continue
        if len(run) > 1:
            found.update(run)
        run = []
    return found


def add_line(source: Source, line: str) -> None:
    """One line, and what its bullets, bars, tabs or asterisks say about it."""
    text = line.strip("\f")
    if text.count("|") >= 2 or re.search(r"\S\s*\|\s*\S", text):
        _add_row(source, text.strip().strip("|").split("|"), text)
    elif (spaced := _spaced_out(text)) is not None:
        _add_row(source, spaced, text)
    elif "\t" in text.strip() and not _starts_with_number(text):
        _add_row(source, text.strip().split("\t"), text)
    else:
        _add_plain(source, text)


def _spaced_out(text: str) -> list[str] | None:
    """ "Present:    Ann Bow    Director" and "Ann Bow    Ben Dee": columns kept apart by spaces, where the first holds a name."""
    cells = [cell for cell in re.split(r" {2,}", text.strip()) if cell]
    if not 2 <= len(cells) <= 5 or any(len(cell) > 80 or cell.endswith((".", ";")) for cell in cells):
        return None
    named = cells[1:] if _LIST_LABEL.fullmatch(cells[0]) else cells
    labelled = len(named) < len(cells)
    if (
        len(named) < (1 if labelled else 2)
        or not all(re.match(r"[A-Z(]", cell) for cell in named)
        or FINITE.search(text)
    ):
        return None
    return cells if is_name(re.sub(r"\s*\(.*?\)|,.*", "", named[0])) else None


def _add_plain(source: Source, text: str) -> None:
    stripped = tidy(text)
    if begun := _LABEL_FIRST.match(stripped):
        source.add(begun[1])
        source.also(stripped[begun.end() :])
        return
    bold = bool(re.fullmatch(r"\*\*.+\*\*:?", stripped))
    heading = re.match(r"#{1,5}\s+(?=\S)", stripped)
    if heading:
        source.add(stripped[heading.end() :].strip("*# "), Hint.HEADING, bold=True)
    elif bold:
        source.add(stripped.replace("**", ""), bold=True)
    elif stripped[:1] and stripped[0] in BULLETS.replace("*", "") and len(stripped) == 1:
        source.add("")
    else:
        source.add(stripped.replace("**", ""))


def _add_row(source: Source, cells: list[str], text: str) -> None:
    kept = [tidy(cell) for cell in cells]
    filled = [cell for cell in kept if cell]
    if not filled or _RULE.fullmatch(text):
        source.add("")
    elif len(filled) == 1:
        _add_plain(source, filled[0])
    else:
        source.add(" | ".join(filled), Hint.ROW, cells=kept)


def _starts_with_number(text: str) -> bool:
    """ "12.<tab>Apologies" is a numbered heading, not a table."""
    head, _, rest = text.strip().partition("\t")
    marker = re.fullmatch(r"\(?[A-Za-z0-9./]{1,9}[.):]?|[·•▪\-–—*]", head.strip())
    return bool(marker) and "\t" not in rest.strip()


def _add_cell_of_page(source: Source, line: str, *, fresh: bool) -> None:
    """A page of items copied as a table of two columns: number and title, and all the rest run together behind them."""
    text = tidy(line.replace("|", " | ")).strip("| ")
    source.add("")
    if _RULE.fullmatch(text or "-") or re.fullmatch(r"No\.? \|? ?Item", text):
        return
    begun = _LABEL_FIRST.match(f"{text} x" if re.fullmatch(_LABEL, text) else text)
    parts = _INSIDE.split(text)
    anew = fresh or _minuted(source)
    if begun:
        if fresh or (anew and begun[1] == "Minutes:"):
            source.also("", Hint.ITEM, cells=("", "", ""))
        source.also(begun[1])
        source.also(text[begun.end() :])
        return
    if (anew and len(parts) > 1) or (fresh and (len(text) < 600 or _AGENDA_TEXT.search(text[:160]))):
        _add_title(source, parts[0])
    else:
        source.also(parts[0])
    for part in parts[1:]:
        source.also(part.strip("| "))


def _before_minutes(lines: list[str], place: int) -> bool:
    """Whether the next line that is not blank begins with "Minutes:", so that this one is a title."""
    after = next((line for line in lines[place + 1 : place + 4] if line.strip()), "")
    return after.lstrip().startswith("Minutes:")


def _minuted(source: Source) -> bool:
    """Whether the item added last has its minutes, or none has been added yet: another "Minutes:" is another item's."""
    for line in reversed(source.lines):
        if line.hint is Hint.ITEM:
            return False
        if line.text == "Minutes:":
            return True
    return True


def _add_title(source: Source, text: str) -> None:
    head, said = text.split(" | "), ""
    numbered = numbered_title(text.replace(" | ", " "))
    if len(head) > 1 and _NUMBERED.fullmatch(head[0]):
        said, text = head[0].rstrip("."), " ".join(head[1:])
    elif numbered and _NUMBERED.fullmatch(numbered[0]):
        said, text = numbered
    title, *rest = _AGENDA_TEXT.split(text.replace(" | ", " "), maxsplit=1)
    if (loud := _LOUD.match(title)) and len(title) > loud.end():
        title, rest = loud[1], [title[loud.end() :].strip(), *rest]
    source.also(title, Hint.ITEM, cells=(said, "", title))
    for part in rest:
        source.also(part)
