"""Risks that were spoken of. Minutes seldom mark them, so none of these is sure."""

import re

from meetings.enums import EntryKind

from .passages import Passages
from .proposal import Entry, Sure

_RISK = re.compile(
    r"\b(?:(?:the|a|an|any|this|these|some|significant|potential|major|key|main|high|serious|considerable"
    r"|real|increased|increasing|further|financial|biggest|greatest|main|strategic|clear|possible"
    r"|principal|remaining)\s+){1,3}risks?\s+(?:that|to|of|around|created|associated|posed|from|was|were"
    r"|is|remained|remains|related|with|in|if|identified|for|due)\b"
    r"|\brisks?\s+(?:identified|highlighted)\s+(?:was|were|included?)\b|\bthere\s+(?:was|were|is|are"
    r"|remained)\s+(?:also\s+)?(?:\w+\s+)?risks?\b|\b(?:was|is|remained)\s+(?:a|an"
    r"|the)\s+(?:\w+\s+)?risk\b",
    re.I,
)
_NOT_ONE = re.compile(
    r"\bno\s+(?:\w+\s+)?risks?\b|\brisks?\s+(?:register|assessment|management|appetite|score|scores"
    r"|factors?|rating)|\b(?:low|reduce|reduced|reducing|manage|managed|individual|health|mitigate"
    r"|mitigated|fire|flood|at)\s+(?:the\s+)?risks?\s+of\b|\brisk\s+and\s+(?:gain|reward)"
    r"|\bat\s+(?:\w+\s+)?risk\b(?!\s+that)",
    re.I,
)


def find_risks(passages: Passages) -> list[Entry]:
    made = []
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.cells or "risk" not in paragraph.text.lower():
            continue
        for sentence in passages.open_sentences(place):
            if len(sentence.text) < 1500 and _RISK.search(sentence.text) and not _NOT_ONE.search(sentence.text):
                passages.take(place, sentence.start, sentence.end)
                because = "It speaks of a risk."
                made.append(
                    Entry(EntryKind.RISK, sentence.text, passages.lines(place), because, Sure.LOW, place=sentence.start)
                )
    return made
