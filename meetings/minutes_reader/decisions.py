"""Decisions and recommendations: what was resolved or agreed, with all its limbs."""

import re
from dataclasses import replace

from meetings.enums import EntryKind

from .agreed_actions import agreed
from .limbs import MOST, Limbs, collect
from .lines import Paragraph
from .numbering import inline_limbs
from .openings import (
    BODY_AGREED,
    BODY_DECIDED,
    BODY_DECIDES,
    BODY_NOTED,
    BODY_SHOUTS,
    DECIDED_VERBS,
    OWN,
    RECOMMENDATIONS_AGREED,
    RESOLVED_FIRST,
    Opening,
    is_a_decision,
    opening_of,
)
from .owners import looks_like_owner
from .passages import Passages
from .proposal import Entry, Outcome, Sure
from .sentences import sentences_of
from .votes import said, votes_beside

_PREAMBLE = re.compile(r"(?:Report|Presented by|Report of|Item|Title|Lead|Presenter|Key decision|Ward|Contact)s?\s*:")
_TO_ACT = re.compile(r"[A-Z][\w.'’ /&-]{1,50}\s+(?:to|will)\s+(?!note\b|be\b)[a-z]+\b")
_TO_ACT_NOTED = re.compile(r"(?P<who>[A-Z][\w.'’ &/-]{1,50}?)\s+to\s+(?!be\b|note\b)[a-z]+")
_BODY_WAITS = re.compile(rf"(?:{OWN}|[A-Z][\w ]{{3,60}} (?:Board|Committee|Panel))(?:\s+therefore)?\s*[:\-–—]*\s*")
_VERB_FIRST = re.compile(
    r"(?:noted|approved|agreed|endorsed|adopted|ratified|received|delegated|accepted|supported|recommended|requested|resolved"
    r"|confirmed|notes|approves|agrees|endorses|recommends|requests|authorised)\b",
    re.I,
)
_TOLD = re.compile(r"\b(?:was|were|had|asked|said|stated|introduced|reported|advised|explained|confirmed)\b")
_THAT = re.compile(r"[\"“]?(?:That|THAT|that)\b.{3,}", re.S)
_BARE_LIMB = re.compile(
    rf"(?:the|a|an|subject to|approval|authority|no)\s(?:(?!\b(?:was|were|had|should|would|could|will|can"
    rf"|may|must|said|asked|to be)\b)[^.]){{5,700}}?\bbe\s+(?:\w+ly\s+)?(?:{DECIDED_VERBS}|given|made|sent"
    rf"|asked|requested|invited)\b"
)
_OPERATIVE = re.compile(
    r"\b(?:be|is|are|was|were|note[sd]?|agree[sd]?|approve[sd]?|endorse[sd]?|support[sd]?|supported"
    r"|continue[sd]?|receive[sd]?|recommend(?:s|ed)?|request(?:s|ed)?)\b"
)
_ASKED_TO = re.compile(r"\b(?:is|are|was|were)\s+(?:asked|invited|recommended|requested)\s+to\b")
_TO_DECIDE_LAST = re.compile(
    r"To\s+(?:note|endorse|approve|agree|adopt|accept|recommend|support|delegate|authorise|request|ask|receive|confirm)\b"
)
_ONWARD = re.compile(r"\brecommends?\s+to\s+(?:the\s+)?(?P<to>[A-Z][\w&'’ ]{2,60}?)(?:\s+that)?\s*[:\-–—]*$")
_NOTHING_DECIDED = re.compile(
    r"(?:(?:Apologies|An apology)\b.{0,60}\b(?:were|was|had been)\b|(?:No|There (?:was|were) no(?:ne)?|None"
    r"|Nil)\b|(?:Councillor|Cllr)\b.{0,80}"
    r"\b(?:declared|disclosed|absent|substitut)|Audio recording\b)",
    re.I,
)


def find_marked(passages: Passages) -> list[Entry]:
    """Decisions under a word of their own: RESOLVED, AGREED, DECISION, RECOMMENDED."""
    made: list[Entry] = []
    deciding = [place for place, paragraph in enumerate(passages.paragraphs) if _decides(paragraph.text)]
    for place, paragraph in enumerate(passages.paragraphs):
        if not passages.is_free(place) or paragraph.cells:
            continue
        if _BODY_WAITS.fullmatch(paragraph.text) and _verbs_follow(passages, place):
            made.append(_body_entry(passages, place))  # "(a) NOTED ...; (b) AGREED ..." are limbs, not decisions each
            continue
        opening = opening_of(paragraph.text)
        if opening is None:
            continue
        if opening.heads and "“decision" in opening.because and _heads_minutes(passages.paragraphs[place + 1 :]):
            passages.take(place)
            continue
        only_asked = _ASKED_TO.search(paragraph.text) or any(at > place for at in deciding)
        if opening.recommends and opening.sure is Sure.LOW and only_asked:
            continue  # what was asked of the body; what it did stands below
        if _is_an_action(paragraph, opening):
            continue
        limbs = collect(passages.paragraphs, place, opening.words, heads=opening.heads)
        if "“noted”" in opening.because and opening.heads and any(_TOLD.search(part) for part in limbs.parts):
            continue  # a heading over what was said, not over what was decided
        if limbs.parts:
            passages.decided = True
            made.append(_entry(passages, place, opening, limbs))
    return made


def _heads_minutes(below: list[Paragraph]) -> bool:
    """Whether under "Decision" stand whole minutes, which mark what was resolved themselves, or nothing that was decided."""
    if below and all(_NOTHING_DECIDED.match(paragraph.text) for paragraph in below):
        return True
    return len(below) > 1 and any(RESOLVED_FIRST.match(paragraph.text) for paragraph in below[1:])


def _decides(text: str) -> bool:
    """Whether a paragraph tells a decision of the body's own, marked or spoken, and not only what was recommended to it."""
    opening = opening_of(text)
    if opening is not None:
        return not opening.recommends or opening.sure is not Sure.LOW
    return any(
        pattern.match(sentence.text)
        for sentence in sentences_of(text)
        for pattern in (BODY_AGREED, BODY_DECIDED, BODY_SHOUTS, BODY_DECIDES, BODY_NOTED)
    )


def _is_an_action(paragraph: Paragraph, opening: Opening) -> bool:
    """ "AGREED: JB to send the slides" is something to do."""
    rest = paragraph.text[opening.words :]
    if re.match(r"[Tt]hat\b", rest):
        # "AGREED that the Clerk would write by 4 May" names who is to do it, and decides nothing else
        owed = agreed(paragraph.text) if "“agreed" in opening.because and not opening.start else None
        return owed is not None and owed.who is not None and not inline_limbs(rest) and "\n" not in rest
    return "heading word" in opening.because and bool(_TO_ACT.match(rest)) and not is_a_decision(rest)


def _entry(passages: Passages, place: int, opening: Opening, limbs: Limbs) -> Entry:
    first, last = limbs.places[0], limbs.places[-1]
    paragraph = passages.paragraphs[place]
    start = _start_of_sentence(paragraph.text, opening.start)
    stop = _where_others_act(paragraph.text, opening.words) if len(limbs.places) == 1 and not limbs.limbs else None
    passages.take(place, start, stop)
    for at in limbs.places[1:]:
        passages.take(at)
    votes = votes_beside(passages.paragraphs, first, last)
    onward = _ONWARD.search(limbs.lead) if limbs.limbs else None
    kind = EntryKind.RECOMMENDATION if opening.recommends or onward else EntryKind.DECISION
    to = opening.to or (onward["to"] if onward else None)
    inline = paragraph.text[start:stop].strip()
    text = "\n".join(limbs.texts) if opening.heads and start == 0 else "\n".join([inline, *limbs.texts])
    count = f", in {len(limbs.limbs)} limbs" if len(limbs.limbs) > 1 else ""
    because = f"It follows {opening.because}{count}{said(votes)}."
    return Entry(
        kind,
        text,
        passages.lines(first, last),
        because,
        opening.sure,
        owner=to,
        owner_words=to,
        limbs=limbs.limbs,
        outcome=Outcome.CARRIED,
        votes=votes,
        place=start,
    )


def _where_others_act(text: str, words: int) -> int | None:
    """Where, behind a decision in the same paragraph, a note begins of who is to carry it out: "Clerk to write to them." """
    for sentence in sentences_of(text):
        if sentence.start > words and (found := _TO_ACT_NOTED.match(sentence.text)) and looks_like_owner(found["who"]):
            return sentence.start
    return None


def _start_of_sentence(text: str, start: int) -> int:
    """Where the sentence begins that a decision stands in, if it begins near by: "It was moved, and RESOLVED"."""
    if start == 0:
        return 0
    head = text[:start]
    before = max(head.rfind(". "), head.rfind("? "), head.rfind("; "))
    begins = before + 2 if before >= 0 else 0
    return begins if start - begins < 240 else start


def find_in_section(paragraphs: list[Paragraph], title: str) -> list[Entry]:
    """A section headed "Decision": what stands in it was decided, marked again or not."""
    while paragraphs and _PREAMBLE.match(paragraphs[0].text):
        paragraphs = paragraphs[1:]
    if paragraphs and all(_NOTHING_DECIDED.match(paragraph.text) for paragraph in paragraphs):
        because = "It stands under the heading “Decision”, but nothing is decided in it."
        return [
            Entry(EntryKind.NARRATIVE, paragraph.text, (paragraph.first, paragraph.last), because, Sure.HIGH)
            for paragraph in paragraphs
        ]
    passages = Passages(paragraphs, title)
    made = find_marked(passages)
    if made or not paragraphs:
        return made
    limbs = collect([paragraphs[0], *paragraphs], 0, len(paragraphs[0].text), heads=True)
    if not limbs.parts:
        return []
    last = len(limbs.places) - 2
    lines = (paragraphs[0].first, paragraphs[max(0, last)].last)
    because = "It stands under the heading “Decision”."
    return [
        Entry(
            EntryKind.DECISION,
            "\n".join(limbs.texts),
            lines,
            because,
            Sure.HIGH,
            limbs=limbs.limbs,
            outcome=Outcome.CARRIED,
        )
    ]


def find_unmarked(passages: Passages) -> list[Entry]:
    """ "That the report be noted": a resolution whose heading was lost when the page was copied."""
    made: list[Entry] = []
    for place, paragraph in passages.free():
        if not passages.is_free(place) or paragraph.cells or len(paragraph.text) > 3000:
            continue
        begun = _BODY_WAITS.match(paragraph.text)
        inline = inline_limbs(paragraph.text[begun.end() :]) if begun and re.search(r"[:–-]\s*$", begun[0]) else []
        if begun and len(inline) > 1 and all(_VERB_FIRST.match(text) for _, text in inline):
            made.append(_body_entry(passages, place, begun.end()))
            continue
        if not passages.decided and _ends_with_what_was_decided(passages, place):
            made.append(_unheaded(passages, place, [*range(place, len(passages.paragraphs))]))
            continue
        bare = (
            paragraph.marker
            and paragraph.marker.first[1] == 1
            and _BARE_LIMB.match(paragraph.text)
            and len(paragraph.text) < 900
        )
        if (
            not (bare or _THAT.match(paragraph.text))
            or not _OPERATIVE.search(paragraph.text[:700])
            or re.match(r"That (?:is|was|being)\b", paragraph.text)
        ):
            continue
        if paragraph.marker and not paragraph.marker.is_bullet and paragraph.marker.first[1] > 1:
            continue
        if paragraph.marker and paragraph.marker.is_bullet and not re.search(r"\bbe\b", paragraph.text):
            continue
        passages.decided = True
        limbs = collect([paragraph, *passages.paragraphs[place : place + MOST]], 0, len(paragraph.text), heads=True)
        places = [place + at - 1 for at in limbs.places[1:]]
        for at in places:
            passages.take(at)
        lines = passages.lines(places[0], places[-1])
        because = "It is worded as a resolution (“That …”), though no word such as RESOLVED stands before it."
        made.append(
            Entry(
                EntryKind.DECISION,
                "\n".join(limbs.texts),
                lines,
                because,
                Sure.MEDIUM,
                limbs=limbs.limbs,
                outcome=Outcome.CARRIED,
            )
        )
    return made


def _ends_with_what_was_decided(passages: Passages, place: int) -> bool:
    """Whether an item ends, after what was said, in "To endorse the plan": the word over it was lost when the page was copied."""
    if place == 0 or len(passages.paragraphs) - place > 8:
        return False
    rest = passages.paragraphs[place:]
    return all(_TO_DECIDE_LAST.match(paragraph.text) and len(paragraph.text) < 700 for paragraph in rest) and any(
        _TOLD.search(paragraph.text) for paragraph in passages.paragraphs[:place]
    )


def _unheaded(passages: Passages, place: int, places: list[int]) -> Entry:
    passages.decided = True
    texts = [passages.paragraphs[at].text for at in places]
    for at in places:
        passages.take(at)
    because = (
        "It is worded as a resolution (“To …”) and ends the item, though no word such as RESOLVED stands before it."
    )
    limbs = tuple(texts) if len(texts) > 1 else ()
    lines = passages.lines(place, places[-1])
    return Entry(
        EntryKind.DECISION, "\n".join(texts), lines, because, Sure.MEDIUM, limbs=limbs, outcome=Outcome.CARRIED
    )


def _verbs_follow(passages: Passages, place: int) -> bool:
    after = passages.paragraphs[place + 1 : place + 2]
    return bool(after) and passages.is_free(place + 1) and bool(_VERB_FIRST.match(after[0].text))


def _body_entry(passages: Passages, place: int, words: int | None = None) -> Entry:
    """ "The Board:" and then, one under the other, "approved ...", "delegated ..."."""
    because = "The body stands before a list of what it did."
    opening = Opening(0, len(passages.paragraphs[place].text) if words is None else words, because, Sure.HIGH)
    limbs = collect(passages.paragraphs, place, opening.words, heads=words is None)
    passages.decided = True
    return replace(_entry(passages, place, opening, limbs), because=because)


def without_repeats(section: list[Entry], minuted: list[Entry], *, truncated: bool = False) -> list[Entry]:
    """What a "Decision" section and the minutes both record is kept once: the minutes' words, unless those are the shorter.

    Where each has one decision it is the same one, in whatever words, if the minutes are whole: the section sums them up.
    """
    made = list(minuted)
    kinds = (EntryKind.DECISION, EntryKind.RECOMMENDATION)
    summed_up = [entry for entry in section if entry.kind in kinds]
    told = [entry for entry in minuted if entry.kind in kinds]
    same = not truncated and len(summed_up) == len(told) == 1 and len(summed_up[0].limbs) in (0, len(told[0].limbs))
    for entry in section:
        if entry.kind is EntryKind.NARRATIVE and any(_alike(_bag(entry.text), _bag(other.text)) for other in made):
            continue
        told_again = RECOMMENDATIONS_AGREED.match(entry.text) and not entry.limbs and len(entry.text) < 80
        if told_again and any(other.kind in kinds for other in minuted):
            continue  # the minutes say which they were
        twins = [
            other for other in made if other.kind in kinds and (same or _alike(_bag(entry.text), _bag(other.text)))
        ]
        if len(entry.limbs) > sum(max(1, len(twin.limbs)) for twin in twins):
            made = [other for other in made if other not in twins]
            twins = []
        if not twins:
            made.append(entry)
    return made


def _bag(text: str) -> set[str]:
    return {
        word for word in re.findall(r"[a-z0-9]{3,}", text.lower()) if word not in ("resolved", "that", "the", "and")
    }


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= 0.6 * max(1, min(len(one), len(other)))
