"""Words in bold and in italics, within a paragraph: `**bold**` and `_italic_` as they are typed, read and written."""

import re
from collections.abc import Iterable

from meetings.pack.contents import Run

SIGN = re.compile(r"\\(?P<written>[*_|#\\-])|(?P<mark>\*\*|_)")
SPECIAL = re.compile(r"\*\*|(?<!\w)_|_(?!\w)|\|")
BOLD, ITALIC = "**", "_"


def runs_of(line: str) -> tuple[Run, ...]:
    """What was typed, with its marks read. A mark that is never closed is an ordinary character."""
    pieces: list[str] = []
    pairs: list[tuple[int, int, str]] = []
    opened: dict[str, int] = {}
    end = 0
    for sign in SIGN.finditer(line):
        pieces.append(line[end : sign.start()])
        end = sign.end()
        mark = sign["mark"]
        pieces.append(mark or sign["written"])
        if not mark:
            continue
        before, after = line[max(0, sign.start() - 1) : sign.start()], line[end : end + 1]
        if mark in opened and _closes(mark, before, after):
            start = opened.pop(mark)
            opened = {other: at for other, at in opened.items() if at < start}
            pairs.append((start, len(pieces) - 1, mark))
        elif mark not in opened and _opens(mark, before, after):
            opened[mark] = len(pieces) - 1
    pieces.append(line[end:])
    return _styled(pieces, pairs)


def _opens(mark: str, before: str, after: str) -> bool:
    return bool(after.strip()) and not (mark == ITALIC and (before.isalnum() or before == ITALIC))


def _closes(mark: str, before: str, after: str) -> bool:
    return bool(before.strip()) and not (mark == ITALIC and (after.isalnum() or after == ITALIC))


def _styled(pieces: list[str], pairs: list[tuple[int, int, str]]) -> tuple[Run, ...]:
    turns = {at: mark for start, end, mark in pairs for at in (start, end)}
    on = {BOLD: False, ITALIC: False}
    runs = []
    for at, piece in enumerate(pieces):
        if at in turns:
            on[turns[at]] = not on[turns[at]]
        elif piece:
            runs.append(Run(piece, on[BOLD], on[ITALIC]))
    return tuple(runs)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same words with single spaces, none at the ends, and neighbours that look alike put together."""
    kept: list[Run] = []
    for run in runs:
        words = re.sub(r"\s+", " ", run.text)
        if not kept or kept[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if not words:
            continue
        if kept and (kept[-1].is_bold, kept[-1].is_italic) == (run.is_bold, run.is_italic):
            kept[-1] = Run(kept[-1].text + words, run.is_bold, run.is_italic)
        else:
            kept.append(Run(words, run.is_bold, run.is_italic))
    if kept and kept[-1].text.endswith(" "):
        last = kept.pop()
        if last.text.strip():
            kept.append(Run(last.text.rstrip(" "), last.is_bold, last.is_italic))
    return tuple(kept)


def words_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def without(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    """The runs without their first `count` characters."""
    kept = []
    for run in runs:
        if count >= len(run.text):
            count -= len(run.text)
            continue
        kept.append(Run(run.text[count:], run.is_bold, run.is_italic))
        count = 0
    return tuple(kept)


def only_if_marked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Nothing for words that are all plain: the text of their block says it all."""
    return runs if any(run.is_bold or run.is_italic for run in runs) else ()


def typed(runs: Iterable[Run]) -> str:
    """The runs as somebody would type them. Spaces stay outside the marks."""
    parts = []
    for run in runs:
        mark = ("**" if run.is_bold else "") + ("_" if run.is_italic else "")
        words = SPECIAL.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), run.text)
        before = words[: len(words) - len(words.lstrip())]
        after = words[len(words.rstrip()) :]
        parts.append(f"{before}{mark}{words.strip()}{mark[::-1]}{after}" if mark and words.strip() else words)
    return "".join(parts)
