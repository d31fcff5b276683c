"""Which numbered lines are the items: those that count upwards best, weighed by how much each looks like a title."""

import re
from collections import defaultdict
from dataclasses import dataclass

from .attachments import taken_from
from .lines import Hint, Paragraph, put_together
from .numbering import digits, letter, number_in, numbered_title, only_a_number
from .words import AGENDA_TEXT, FINITE, STANDING

MINUTES = re.compile(r"(?:Draft )?Minutes?\s*:|Minutes|Discussion\s*:|Minute text\s*:", re.I)
OF_ITEM = re.compile(r"\(\s*(?:Agenda\s+)?Item\s*(?:No\.?)?\s*([\w/.]{1,8}?)\s*(?:[-–]\s*.{0,60})?\)", re.I)
_ASKED = re.compile(r"(?:That\b|That,|Notes?d?\b|Agree[sd]?\b|Approve[sd]?\b|Recommend|Request|Endorse|Receive[sd]?\b"
r"|Support[s|ed]*\b|Welcome[sd]?\b(?!\s+and)|Confirm[s|ed]*\b(?! of)|Delegate|Authorise|Consider(?:s"
r"|ed)?\b|Adopt[s|ed]*\b|Ask[s|ed]*\b|the\b|To\b)")  # fmt: skip
_TO_CONSIDER = re.compile(
    r"^To\s+(?:[Cc]onsider|[Rr]eceive|[Nn]ote|[Aa]ccept|[Aa]pprove|[Cc]onfirm)\s+(?:(?:and\s+\w+|any|the)\s+)*"
)
FURTHEST = 12  # numbers that may be missing between two items; each costs, and `_filled` looks for them again
SENT = re.compile(
    r"\b(?:RESOLVED|Resolved|AGREED|ACTION|were received from|was received from|It was (?:agreed|resolved|noted))\b"
)


@dataclass(slots=True)
class Start:
    place: int
    body: int  # where what follows the title begins
    number: str
    title: str
    minute: str = ""
    restricted: bool = False


@dataclass(slots=True)
class _Candidate:
    start: Start
    weight: float
    parts: tuple[int, ...]
    shape: tuple[str, int]


def chain_of(paragraphs: list[Paragraph]) -> list[Start]:
    """The numbered titles that count upwards best. A limb that happens to be called "2." weighs less than a title does."""
    shapes: dict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for place, paragraph in enumerate(paragraphs):
        if paragraph.hint not in (Hint.PLAIN, Hint.HEADING):
            continue
        candidate = _candidate(paragraphs, place, paragraph) or _dotted(paragraphs, place, paragraph)
        if candidate:
            shapes[candidate.shape].append(candidate)
    best: tuple[float, list[_Candidate]] = (0.0, [])
    for shape, candidates in shapes.items():
        total, chain = _longest(candidates)
        least = 1.5 if not shape[0] else 4.0
        if total >= least and total > best[0]:
            best = (total, chain)
    return _with_parts(paragraphs, _filled(paragraphs, [candidate.start for candidate in best[1]]))


def _with_parts(paragraphs: list[Paragraph], chain: list[Start]) -> list[Start]:
    """Items within items: "4.1", a title, and minutes of its own."""
    known = {start.place for start in chain}
    parts = []
    for place, paragraph in enumerate(paragraphs[:-1]):
        marker = paragraph.marker
        if marker is None or place in known or not marker.first[0].startswith("paragraph") or len(paragraph.text) > 200:
            continue
        above = next((start for start in reversed(chain) if start.place < place), None)
        of_it = above is not None and marker.words.split(".")[0] == above.number
        if of_it and MINUTES.fullmatch(paragraphs[place + 1].text):
            parts.append(Start(place, place + 1, marker.words.rstrip("."), paragraph.text))
    return sorted([*chain, *parts], key=lambda start: start.place)


def _filled(paragraphs: list[Paragraph], chain: list[Start]) -> list[Start]:
    """Items whose number is missing from the count, where a paragraph with that very number stands: "4. The plan was ..." """
    if len(chain) < 3 or not all(start.number.isdigit() for start in chain):
        return chain
    made: list[Start] = []
    for before, start in zip([None, *chain], chain, strict=False):
        number, at = int(start.number), start.place
        floor = before.place if before else max(0, start.place - 30)
        missing: list[Start] = []
        left_out = False
        while number > (int(before.number) + 1 if before else 1):
            found = next(
                (
                    p
                    for p in range(at - 1, floor, -1)
                    if _has_number(paragraphs[p], number - 1, paragraphs[start.place])
                ),
                None,
            )
            if found is None and not left_out and before:
                number, left_out = number - 1, True  # the minutes themselves leave a number out
                continue
            if found is None:
                break
            alone = only_a_number(paragraphs[found].text) and found + 1 < len(paragraphs)
            said = found + 1 if alone else found  # the number may stand on a line of its own
            text = paragraphs[said].text
            title = text if len(text) < 120 else ""
            body = said + 1 if title and (STANDING.match(title) or not FINITE.search(title)) else said
            missing.insert(0, Start(found, body, str(number - 1), title))
            number, at = number - 1, found
        whole = before is None or number == int(before.number) + 1
        made.extend(missing if whole else [])
        made.append(start)
    return made


def _has_number(paragraph: Paragraph, number: int, like: Paragraph) -> bool:
    marker = paragraph.marker
    if marker is None and only_a_number(paragraph.text) and only_a_number(like.text):
        return number_in(paragraph.text) == str(number)
    if marker is None or like.marker is None or paragraph.text.endswith((";", ",")):
        return False
    return marker.words.strip("().") == str(number) and marker.words.replace(str(number), "") == re.sub(
        r"\d", "", like.marker.words
    )


def _candidate(paragraphs: list[Paragraph], place: int, paragraph: Paragraph) -> _Candidate | None:
    if paragraph.marker and paragraph.marker.is_bullet:
        return None
    if only_a_number(paragraph.text) and not paragraph.marker:
        if place + 1 >= len(paragraphs):
            return None
        number, after = number_in(paragraph.text), paragraphs[place + 1]
        title, body, weight = after.whole, place + 2, 3.0 if "/" in number else 1.0
        if "/" in number and (len(title) > 200 or SENT.match(title)):
            return _Candidate(Start(place, place + 1, number, ""), 1.0, digits(number), _shape(number))
    elif found := numbered_title(paragraph.whole):
        number, title = found
        body, weight, after = place + 1, 0.0, paragraph
    else:
        return None
    if not title or not digits(number) or len(title) > 300:
        return None
    while body < len(paragraphs) and paragraphs[body].gap == 0 and _is_more_title(title, paragraphs[body]):
        title, body = put_together(title, paragraphs[body].text), body + 1
    following = paragraphs[body].whole if body < len(paragraphs) else ""
    weight += _weight(title, bold=after.bold or after.hint is Hint.HEADING, following=following)
    alone = only_a_number(paragraph.text)
    if alone and (MINUTES.fullmatch(following) or re.fullmatch(r"Decisions?:", following)):
        weight = max(weight, 3.0)
    if _in_a_list(paragraphs, place):
        weight -= 2
    if weight <= 0:
        return None
    return _Candidate(Start(place, body, number, title), weight, digits(number), _shape(number))


def _dotted(paragraphs: list[Paragraph], place: int, paragraph: Paragraph) -> _Candidate | None:
    """ "7.12 ELECTION OF CHAIR": a number with a point is a paragraph's, unless a loud or a usual title follows it."""
    marker, title = paragraph.marker, paragraph.text
    if marker is None or not marker.first[0].startswith("paragraph") or not 3 < len(title) < 160:
        return None
    loud = paragraph.bold or paragraph.hint is Hint.HEADING or title.isupper()
    if not (loud or (STANDING.match(title) and len(title) < 80)) or title.endswith((";", ",")):
        return None
    body = place + 1
    following = paragraphs[body].whole if body < len(paragraphs) else ""
    weight = _weight(title, bold=loud, following=following)
    number = marker.words.rstrip(".")
    return _Candidate(Start(place, body, number, title), weight, digits(number), ("point", 2)) if weight > 0 else None


def _shape(number: str) -> tuple[str, int]:
    prefix = re.match(r"[A-Z]*", number.upper())
    return prefix[0] if prefix else "", len(digits(number))


def _in_a_list(paragraphs: list[Paragraph], place: int) -> bool:
    """Whether words that announce a list stand before it, or before its neighbours: "The Mayor has three options:"."""
    gap, at = paragraphs[place].gap, place - 1
    while (
        at >= max(0, place - 9) and paragraphs[at].marker and not paragraphs[at].bold and len(paragraphs[at].text) < 300
    ):
        gap, at = gap + paragraphs[at].gap, at - 1
    if at < 0:
        return False
    before = paragraphs[at]
    announces = before.text.endswith((":", ":-")) and not MINUTES.fullmatch(before.text) and not before.text.isupper()
    return announces and (not gap or len(before.text) > 60)


def _is_more_title(title: str, paragraph: Paragraph) -> bool:
    both_capitals = (
        title.isupper()
        and paragraph.text.isupper()
        and len(title) > 40
        and not paragraph.text.endswith(":")
        and not SENT.match(paragraph.text)
    )
    return both_capitals and not paragraph.marker and not paragraph.cells and len(paragraph.text) < 120


def _weight(title: str, *, bold: bool, following: str) -> float:
    bare, attachment = taken_from(title, 0)
    bare = _TO_CONSIDER.sub("", bare) if STANDING.match(_TO_CONSIDER.sub("", bare)) else bare
    weight = 0.5
    weight += 2 if bold else 0
    weight += 2 if bare.isupper() and len(bare) > 3 else 0
    weight += 3 if MINUTES.fullmatch(following) or OF_ITEM.match(following) else 0
    weight += 1 if AGENDA_TEXT.match(following) else 0
    weight += 3 if attachment else 0
    weight += 2 if STANDING.match(bare) and len(bare) < 120 else 0
    words = bare.split()
    weight += 1 if len(words) <= 10 else -2 if len(words) > 28 else 0
    weight -= 1.5 if bare.endswith((".", "?")) and len(words) > 6 else 0
    weight -= 5 if bare.endswith((";", ",", "; and", " and")) else 0
    weight -= 2 if FINITE.search(bare) and not bare.isupper() else 0
    weight -= (
        4
        if _ASKED.match(bare) and not bare.isupper() and not bold and not attachment and not STANDING.match(bare)
        else 0
    )
    weight -= 4 if not re.match(r"[\"“‘'(]?[A-Z0-9*£]", bare) else 0
    weight -= 6 if re.match(r"(?:For|Against|Abst\w+|Votes?|Noes|Ayes)\b", bare, re.I) else 0
    weight -= (
        6
        if not STANDING.match(bare)
        and re.match(r"(?:Resolved|RESOLVED|AGREED|Action|ACTION|Councillors?\b.{0,60}\basked)", bare)
        else 0
    )
    weight -= (
        3
        if re.match(
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b\s*\d", bare
        )
        else 0
    )
    return weight


def _longest(candidates: list[_Candidate]) -> tuple[float, list[_Candidate]]:
    varying = 0
    if candidates and len(candidates[0].parts) > 1:
        columns = list(zip(*(candidate.parts for candidate in candidates), strict=True))
        varying = max(range(len(columns)), key=lambda column: (len(set(columns[column])), column))
    best: dict[int, tuple[float, int]] = {}
    totals: list[float] = []
    before: list[int] = []
    for place, candidate in enumerate(candidates):
        number = candidate.parts[varying]
        total, came = candidate.weight, -1
        for gap in range(FURTHEST):
            at = best.get(number - gap)
            if at is None or (gap == 0 and letter(candidate.start.number) <= letter(candidates[at[1]].start.number)):
                continue
            reached = at[0] + candidate.weight - 0.7 * max(0, gap - 1)
            if reached > total:
                total, came = reached, at[1]
        totals.append(total)
        before.append(came)
        if total >= best.get(number, (0.0, 0))[0]:
            best[number] = (total, place)
    if not totals:
        return 0.0, []
    end = max(range(len(totals)), key=totals.__getitem__)
    total, chain = totals[end], []
    while end >= 0:
        chain.append(candidates[end])
        end = before[end]
    return total, chain[::-1]
