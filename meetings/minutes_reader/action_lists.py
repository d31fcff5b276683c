"""Lists of actions: "Actions:" alone on a line, and under it what is to be done, one line each."""

import re
from dataclasses import replace

from .actions import parsed
from .lines import Hint
from .owners import looks_like_owner, resolved
from .passages import Passages
from .proposal import Entry

_LIST = re.compile(
    r"(?:(?:Matters|Points|Items) for [Aa]ction|(?:Outcomes?|Decisions?)\s*/\s*[Aa]ctions?"
    r"|Follow[- ]up [Aa]ctions?|(?:Agreed |Key |Summary of |Outstanding )?(?:ACTIONS?|Actions?|Action Points?|Action points?"
    r"|ACTION POINTS?)(?: (?:agreed|arising|required|from (?:the|this) (?:meeting|item)"
    r"|points?))?(?:\s*(?:/|and|&)\s*(?:[Ff]urther|[Rr]equests?|[Ii]nformation|[Rr]ecommendations)[\w ]{0,"
    r"50})?)\s*[:\-–]?"
)


_LEAD = re.compile(
    r"(?:That\s+)?(?P<who>(?:the\s+)?[A-Z][^:]{2,80}?)(?:\s+(?:to|will|would|should|be asked to|was asked to))?\s*:\s*-?"
)


def find_in_lists(passages: Passages) -> list[Entry]:
    """Every such list of an item."""
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if not passages.is_free(place) or not _LIST.fullmatch(paragraph.text):
            continue
        if led := _led(passages, place + 1):
            passages.take(place)
            made.extend(led)
            continue
        items = _items(passages, place + 1)
        if not items:
            continue
        passages.take(place)
        for at in items:
            made.append(_listed(passages, at))
            passages.take(at)
    return made


def _led(passages: Passages, place: int) -> list[Entry]:
    """ "That the Director of Housing:" and under it "(a) provide ...; (b) arrange ...": each is theirs."""
    if place + 1 >= len(passages.paragraphs) or not passages.is_free(place):
        return []
    lead = _LEAD.fullmatch(passages.paragraphs[place].text)
    below = _items(passages, place + 1) if lead and passages.paragraphs[place + 1].marker else []
    if not lead or not below or not looks_like_owner(lead["who"]):
        return []
    passages.take(place)
    made = []
    for at in below:
        passages.take(at)
        entry = _listed(passages, at)
        made.append(replace(entry, owner=resolved(lead["who"], passages.initials), owner_words=lead["who"]))
    return made


def _items(passages: Passages, first: int) -> list[int]:
    found: list[int] = []
    for at in range(first, len(passages.paragraphs)):
        paragraph = passages.paragraphs[at]
        if (
            not passages.is_free(at)
            or paragraph.hint in (Hint.ROW, Hint.HEADING)
            or (paragraph.bold and not paragraph.marker)
        ):
            break
        if found:
            marked = passages.paragraphs[found[0]].marker
            like_the_first = (marked is None) == (paragraph.marker is None) and not (paragraph.gap > 1 and not marked)
            if not like_the_first or (not marked and not _is_short_action(paragraph.text)):
                break
        elif paragraph.marker is None and looks_like_owner(paragraph.text):
            break  # an owner of what was said before, not a list
        found.append(at)
    return found


def _is_short_action(text: str) -> bool:
    return len(text) < 300 and bool(re.search(r"\b(?:to|will|should)\s+[a-z]", text))


def _listed(passages: Passages, place: int) -> Entry:
    return parsed(passages, place, passages.paragraphs[place].text, "It stands in a list headed “Actions”.")
