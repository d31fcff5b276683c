"""Amendments and motions: what was put and lost is told apart from what was resolved."""

import re
from dataclasses import dataclass

from meetings.enums import EntryKind

from .lines import Paragraph
from .openings import opening_of
from .passages import Passages
from .proposal import Entry, Outcome, Sure
from .votes import said, votes_beside

_LOST = re.compile(
    r"\b(?P<what>amendments?|motions?|propos(?:al|ition)s?|vote|recommendations?)\b[^.;]{0,140}?\b(?:(?:wa"
    r"s|were|being|is|therefore|and|duly|then|declared|to be|by the Mayor)\s+)*(?<!\bbe )(?:LOST|lost|FELL|fell"
    r"|FALLEN|fallen|DEFEATED|defeated|REJECTED|rejected|not\s+(?:carried|CARRIED|agreed|supported|passed"
    r"|approved)|NOT\s+(?:CARRIED|AGREED|PASSED|APPROVED))\b(?!\s+(?:in|out|of|to|by\s+the\s+applicant)\b)"
)
_CARRIED = re.compile(
    r"\b(?P<what>amendments?|(?:substantive |original |amended )?motions?|proposals?"
    r"|recommendations?)\b(?:(?!\b(?:would|will|could|should)\b)[^.;]){0,140}?\b(?:(?:was|were|is|duly|then|and"
    r"|therefore|declared|to be"
    r"|unanimously|put and|seconded and|as amended,?|put to the vote and)\s+)+(?:CARRIED|carried|agreed"
    r"|AGREED|approved|APPROVED|passed|PASSED|accepted|won)\b"
)
_DECLARED = re.compile(
    r"\bdeclared\s+(?:the\s+)?(?:\w+\s+)?(?P<what>amendment|motion|proposal)\s+(?:to\s+be\s+)?(?:CARRIED|carried|agreed)\b"
)
_MOVES_BELOW = re.compile(r"(?P<what>moved)\b[^.;]{0,120}?\bseconded\b[^.;]{0,80}?(?::|:\s*-|–)$")
_NOT_CARRIED = re.compile(
    r"(?:The|This|It)\s+(?:[^.;]{0,80}?\s)?(?:was|were)\s+(?:therefore\s+|duly\s+|then\s+)?(?:not\s+(?:carried|agreed|passed"
    r"|supported|approved)|lost|defeated|rejected)\b"
)
_THIS_AGREED = re.compile(
    r"(?:This|It|Which)\s+was\s+(?:then\s+|unanimously\s+|duly\s+|put\s+to\s+the\s+vote\s+and\s+){0,2}(?:agreed|carried"
    r"|approved|supported)\b"
    r"(?:\s+by\s+[\w ]{3,40})?\s*\.?$"
)
_OPENS = re.compile(r"\b(?P<what>amendment|motion|proposal|counter-proposal|alternative recommendation)\b", re.I)
_MOVED = re.compile(
    r"(?<!to be )\b(?:moved|proposed|proposes|seconded|submitted|put forward|tabled|following (?:amendment|motion)"
    r"|an amendment|gave notice|notice of motion)\b",
    re.I,
)
_QUOTED = re.compile(
    r"[\"“‘'(•·]|(?:That|THAT|To|to|This|Delete|Insert|Add|Replace|Council|Calls|Notes|Believes|Resolves|Asks)\b"
)
_DEBATE = re.compile(
    r"(?:In (?:the|debate|support|seconding|speaking)|During|Councillors?\b|Cllrs?\b|Members\b|On being "
    r"put|Upon being|The (?:Mayor|Chair|amendment|motion|vote)|Following|A recorded|A vote|It was)\b"
)
FURTHEST = 40  # paragraphs between what was moved and how it went


@dataclass(slots=True)
class _Put:
    what: str
    place: int
    proposal: list[int]


def find_put(passages: Passages) -> list[Entry]:
    """Every amendment or motion whose fate is told; and its words are kept from being taken for a resolution."""
    made: list[Entry] = []
    waiting: list[_Put] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if not passages.is_free(place) or paragraph.cells or len(paragraph.text) > 6000:
            continue
        text = paragraph.text
        opens = _OPENS.search(text) or _MOVES_BELOW.search(text)
        if opens and _MOVED.search(text) and not (_LOST.search(text) and waiting):
            what = (
                "amendment" if "amend" in opens["what"].lower() or re.search(r"\bamendment\b", text, re.I) else "motion"
            )
            waiting.append(_Put(what, place, _proposal(passages.paragraphs, place)))
        lost, carried = _LOST.search(text), _CARRIED.search(text) or _DECLARED.search(text)
        fate = lost or carried
        if not fate and waiting and _NOT_CARRIED.match(text) and waiting[-1].place < place:
            made.append(_entry(passages, waiting.pop(), place, Outcome.LOST))
            continue
        if not fate and waiting and _THIS_AGREED.match(text) and waiting[-1].place < place <= waiting[-1].place + 8:
            made.append(_entry(passages, waiting.pop(), place, Outcome.CARRIED))
            continue
        if not fate or _hypothetical(text, fate.start()):
            continue
        what = "amendment" if re.search(r"\bamendments?\b", fate[0], re.I) else fate["what"].lower()
        put = _matching(waiting, what, place)
        if lost:
            made.append(_entry(passages, put, place, Outcome.LOST))
        elif (carried and "amendment" in carried["what"].lower()) or (
            carried and not _resolved_near(passages.paragraphs, place)
        ):
            made.append(_entry(passages, put, place, Outcome.CARRIED))
    for put in waiting:
        _keep_quiet(passages, put)
    return made


def _hypothetical(text: str, at: int) -> bool:
    return bool(re.search(r"\b(?:if|should|were|whether|in the event)\b[^.]{0,60}$", text[:at]))


def _proposal(paragraphs: list[Paragraph], place: int) -> list[int]:
    """The paragraphs that hold the words moved: those quoted, numbered, or beginning with "That"."""
    found: list[int] = []
    text = paragraphs[place].text
    if not re.search(r"(?::|:\s*-|–|-|\bthat|\bfollows|\bmotion|\bamendment)\s*[.]?$", text, re.I):
        return found
    for at in range(place + 1, min(len(paragraphs), place + 30)):
        paragraph = paragraphs[at]
        if (
            opening_of(paragraph.text)
            or _LOST.search(paragraph.text)
            or _CARRIED.search(paragraph.text)
            or _DEBATE.match(paragraph.text)
        ):
            break
        numbered = paragraph.marker is not None and not paragraph.marker.first[0].startswith("paragraph")
        if not (numbered or _QUOTED.match(paragraph.text) or not found or paragraph.text[:1].islower()):
            break
        found.append(at)
    return found


def _matching(waiting: list[_Put], what: str, place: int) -> _Put | None:
    """The latest thing put that this can be the fate of."""
    kind = "amendment" if "amend" in what else "motion"
    for put in reversed(waiting):
        if place - put.place <= FURTHEST and (
            put.what == kind or what in ("vote", "proposal", "recommendation", "proposition")
        ):
            waiting.remove(put)
            return put
    return None


def _resolved_near(paragraphs: list[Paragraph], place: int) -> bool:
    """Whether the decision is told by itself close to the sentence that says it was carried."""
    near = paragraphs[max(0, place - 3) : place + 6]
    return any(opening_of(paragraph.text) for paragraph in near)


def _entry(passages: Passages, put: _Put | None, place: int, outcome: Outcome) -> Entry:
    places = sorted({*([put.place, *put.proposal] if put else []), place})
    places = [at for at in places if passages.is_free(at)]
    if len(places) == 1 and place > 0 and put is None and passages.is_free(place - 1):
        before = passages.paragraphs[place - 1]
        if _MOVED.search(before.text) and not before.cells:
            places.insert(0, place - 1)
    passages.decided = True
    for at in places:
        passages.take(at)
    texts = [_shown(passages.paragraphs[at], first=at == places[0]) for at in places]
    votes = votes_beside(passages.paragraphs, place, place)
    how = "lost" if outcome is Outcome.LOST else "carried"
    because = f"The minutes say that the {put.what if put else 'proposal'} was {how}{said(votes)}."
    lines = passages.lines(places[0], places[-1])
    return Entry(
        EntryKind.DECISION,
        "\n".join(texts),
        lines,
        because,
        Sure.HIGH if put else Sure.MEDIUM,
        outcome=outcome,
        votes=votes,
    )


def _shown(paragraph: Paragraph, *, first: bool) -> str:
    bare = (
        first
        or paragraph.marker is None
        or paragraph.marker.is_bullet
        or paragraph.marker.first[0].startswith("paragraph")
    )
    return paragraph.text if bare else paragraph.whole


def _keep_quiet(passages: Passages, put: _Put) -> None:
    """What was moved, and whose fate is not told here, is not a decision by itself. It stays in the narrative."""
    for at in put.proposal:
        if passages.is_free(at):
            passages.take(at, 0, 0)
