"""Questions that stand in full, under "Question" and "Answer" or after words that announce them, with the replies below."""

import re

from meetings.enums import EntryKind

from .lines import Hint
from .passages import Passages
from .proposal import Entry, Sure
from .questions import ASKER, ASKS_VERB, is_question

_LABEL_Q = re.compile(
    r"(?:(?:Supplementary\s+|Public\s+|Written\s+|Member(?:'s|s)?\s+)?(?:[Qq]uestion"
    r"|QUESTION)(?:\s*(?:No\.?\s*)?\d{1,3})?(?:\s+(?:from|by|asked\s+by|put\s+by|FROM)\s+(?P<by>[^:?]{3,14"
    r"0}))?|Q\s?\d{0,3})\s*(?P<sign>[:.\-–—]|$)\s*(?P<rest>.*)",
    re.S,
)
_LABEL_A = re.compile(
    r"(?:(?:Supplementary\s+)?(?:Answer|ANSWER|Response|RESPONSE|Reply|REPLY)(?:\s+(?:from|by|of)\s+[^:]{3"
    r",140})?|A\s?\d{0,3}(?:(?<=\d)\.)?)\s*(?:[:\-–—]|$|(?<=\d\.))\s*(?P<rest>.*)",
    re.S,
)
_ASKS_BELOW = re.compile(
    r"\b(?:asked|notice\s+of|submitted|put|posed|read\s+out)\b[^.]{0,60}?\b(?:following\s+questions?|(?:a|an|the|his|her"
    r"|their)\s+(?:[\w-]+\s+)?question)\b(?!s|\s+and\b)[^.]{0,160}(?::|:\s*-|–)\s*$"
    r"|\bnotice\s+of\s+the\s+following\s+question\b[^.]{0,120}$"
)
_REPLIES = re.compile(
    r"(?!In\b)(?:[^.:]{3,120}?\s)?(?:replied|responded|answered|gave\s+the\s+following\s+(?:answer|reply|response)|reply"
    r"|response|answer)"
    r"(?:\s+(?:by|from)\s+[^:]{3,80}|\s+as\s+follows|\s+that)?\s*(?::\s*-?|–|(?<=that))\s*",
    re.I,
)


def find_asked_in_full(passages: Passages) -> list[Entry]:
    return [*_labelled(passages), *_with_notice(passages)]


def _with_notice(passages: Passages) -> list[Entry]:
    """ "Councillor Bow asked the following question:", the question, "The Leader replied:", the answer."""
    made = []
    paragraphs = passages.paragraphs
    for place, paragraph in enumerate(paragraphs):
        if not passages.is_free(place) or paragraph.cells or not _ASKS_BELOW.search(paragraph.text):
            continue
        at = place + 1
        while (
            at < min(len(paragraphs), place + 12) and passages.is_free(at) and not _REPLIES.match(paragraphs[at].text)
        ):
            if _ASKS_BELOW.search(paragraphs[at].text) or paragraphs[at].cells:
                break
            at += 1
        if at == place + 1:
            continue
        replies = _REPLIES.match(paragraphs[at].text) if at < len(paragraphs) and passages.is_free(at) else None
        said = paragraphs[place + 1 : at if replies else place + 2]
        answer, last = None, place + len(said)
        if replies:
            answer, last = _answered_below(passages, at, paragraphs[at].text[replies.end() :].strip())
        for each in range(place, last + 1):
            passages.take(each)
        because = "It was asked in full" + (", and the reply stands below." if answer else "; no reply is recorded.")
        text = "\n".join(each.text for each in said)
        made.append(Entry(EntryKind.QUESTION, text, passages.lines(place, last), because, Sure.HIGH, answer=answer))
    return made


def _answered_below(passages: Passages, place: int, rest: str) -> tuple[str | None, int]:
    parts, last = [rest] if rest else [], place
    for at in range(place + 1, min(len(passages.paragraphs), place + 12)):
        text = passages.paragraphs[at].text
        if not passages.is_free(at) or _LABEL_Q.match(text) or _ASKS_BELOW.search(text) or is_question(text):
            break
        if parts and (
            passages.paragraphs[at].gap > 1 or not passages.paragraphs[place + 1].text.startswith(("“", "‘", '"'))
        ):
            break
        parts.append(text)
        last = at
    return "\n".join(parts) or None, last


def _labelled(passages: Passages) -> list[Entry]:
    """ "Question from Councillor X", the question, "Answer", the answer."""
    made = []
    paragraphs = passages.paragraphs
    for place, paragraph in enumerate(paragraphs):
        if not passages.is_free(place) or paragraph.hint is Hint.ROW:
            continue
        found = _LABEL_Q.match(paragraph.text)
        if not found or (
            not found["sign"]
            and not found["by"]
            and not re.fullmatch(r"(?:Supplementary )?[Qq]uestion(?: \d+)?", paragraph.text)
        ):
            continue
        said = [place]
        at = place + 1
        while (
            at < len(paragraphs)
            and len(said) < 12
            and not _LABEL_A.match(paragraphs[at].text)
            and not _LABEL_Q.match(paragraphs[at].text)
        ):
            said.append(at)
            at += 1
        answered = at < len(paragraphs) and _LABEL_A.match(paragraphs[at].text)
        if not answered:
            if not found["rest"].strip() or ASKER.match(found["rest"].strip()):
                continue
            said = [place]
        answer, last = _labelled_answer(passages, at) if answered else (None, place)
        texts = [
            found["rest"].strip()
            if each == place and len(found["rest"]) > 3 and not found["by"]
            else paragraphs[each].text
            for each in said
        ]
        for each in range(place, last + 1):
            passages.take(each)
        because = (
            "It stands under the heading “Question”."
            if not answered
            else "It stands under the headings “Question” and “Answer”."
        )
        made.append(
            Entry(EntryKind.QUESTION, "\n".join(texts), passages.lines(place, last), because, Sure.HIGH, answer=answer)
        )
    return made


def _labelled_answer(passages: Passages, place: int) -> tuple[str | None, int]:
    found = _LABEL_A.match(passages.paragraphs[place].text)
    parts, last = [found["rest"].strip()] if found and found["rest"].strip() else [], place
    for at in range(place + 1, min(len(passages.paragraphs), place + 12)):
        text = passages.paragraphs[at].text
        if (
            _LABEL_Q.match(text)
            or _LABEL_A.match(text)
            or not passages.is_free(at)
            or (
                parts
                and (passages.paragraphs[at].gap > 1 or ASKS_VERB.search(text[:200]) or passages.paragraphs[at].marker)
            )
        ):
            break
        parts.append(text)
        last = at
    return "\n".join(parts) or None, last
