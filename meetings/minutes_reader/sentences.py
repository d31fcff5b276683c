"""Sentences inside a paragraph, by their place in it, so that what is quoted is quoted exactly."""

import re
from dataclasses import dataclass

_END = re.compile(r"[.?!][\"”’')\]]*\s+(?=(?:[-–—]\s+)?[\"“‘'(\[]?[A-Z0-9£])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Cllr|Cllrs|Cr|Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Hon|St|No|Nos|para|paras|e\.g|i\.e|approx|Ltd|Co"
    r"|vs|p|pp|Fig|Jan|Feb|Aug|Sept|Oct|Nov|Dec|inc)|\b[A-Z])\.$"
)
LONGEST = 20_000  # characters; a paragraph beyond this is not prose, and is kept whole


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: int
    end: int


def sentences_of(text: str) -> list[Sentence]:
    if len(text) > LONGEST:
        return [Sentence(text, 0, len(text))]
    made, start = [], 0
    for found in _END.finditer(text):
        stop = found.start() + 1
        if text[stop - 1] == "." and _ABBREVIATED.search(text[max(start, stop - 12) : stop]):
            continue
        end = found.start() + len(found[0].rstrip())
        made.append(Sentence(text[start:end], start, end))
        start = found.end()
        while text[start : start + 1] in ("-", "–", "—", " "):
            start += 1
    if text[start:].strip():
        made.append(Sentence(text[start:], start, len(text)))
    return made
