"""Decisions and recommendations: what was resolved or agreed, with all its limbs."""

import re
from dataclasses import replace

from meetings.enums import EntryKind

from .limbs import MOST, Limbs, collect
from .lines import Paragraph
from .openings import (
    BODY_AGREED,
    BODY_DECIDED,
    BODY_NOTED,
    BODY_RECOMMENDED,
    BODY_SHOUTS,
    CORRECT,
    DECIDED_VERBS,
    EARLIER,
    LATE_AGREED,
    MINUTES_APPROVED,
    MOVED_AND_AGREED,
    OWN,
    PASSIVE,
    Opening,
    is_a_decision,
    opening_of,
)
from .passages import Passages
from .proposal import Entry, Outcome, Sure
from .sentences import Sentence
from .votes import said, votes_beside

_PREAMBLE = re.compile(r"(?:Report|Presented by|Report of|Item|Title|Lead|Presenter|Key decision|Ward|Contact)s?\s*:")
_TO_ACT = re.compile(r"[A-Z][\w.'’ /&-]{1,50}\s+(?:to|will)\s+(?!note\b|be\b)[a-z]+\b")
_BODY_WAITS = re.compile(rf"(?:{OWN}|[A-Z][\w ]{{3,60}} (?:Board|Committee|Panel))(?:\s+therefore)?\s*[:\-–—]*")
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
_LONG_AGO = re.compile(r"\bwhen\b.{0,40}\bwas (?:approved|agreed)|\bsince\b")


def find_marked(passages: Passages) -> list[Entry]:
    """Decisions under a word of their own: RESOLVED, AGREED, DECISION, RECOMMENDED."""
    made: list[Entry] = []
    resolved = any(re.match(r"(?:RESOLVED|Resolved|It was (?:RESOLVED|resolved))", p.text) for p in passages.paragraphs)
    for place, paragraph in enumerate(passages.paragraphs):
        if not passages.is_free(place) or paragraph.cells:
            continue
        opening = opening_of(paragraph.text)
        if opening is None or (
            opening.recommends and opening.sure is Sure.LOW and (resolved or _ASKED_TO.search(paragraph.text))
        ):
            continue
        if _is_an_action(paragraph, opening):
            continue
        limbs = collect(passages.paragraphs, place, opening.words, heads=opening.heads)
        if "“noted”" in opening.because and opening.heads and any(_TOLD.search(part) for part in limbs.parts):
            continue  # a heading over what was said, not over what was decided
        if limbs.parts:
            passages.decided = True
            made.append(_entry(passages, place, opening, limbs))
    return made


def _is_an_action(paragraph: Paragraph, opening: Opening) -> bool:
    """ "AGREED: JB to send the slides" is something to do."""
    rest = paragraph.text[opening.words :]
    return "heading word" in opening.because and bool(_TO_ACT.match(rest)) and not is_a_decision(rest)


def _entry(passages: Passages, place: int, opening: Opening, limbs: Limbs) -> Entry:
    first, last = limbs.places[0], limbs.places[-1]
    paragraph = passages.paragraphs[place]
    start = _start_of_sentence(paragraph.text, opening.start)
    passages.take(place, start)
    for at in limbs.places[1:]:
        passages.take(at)
    votes = votes_beside(passages.paragraphs, first, last)
    kind = EntryKind.RECOMMENDATION if opening.recommends else EntryKind.DECISION
    inline = paragraph.text[start:].strip()
    text = "\n".join(limbs.texts) if opening.heads and start == 0 else "\n".join([inline, *limbs.texts])
    count = f", in {len(limbs.limbs)} limbs" if len(limbs.limbs) > 1 else ""
    because = f"It follows {opening.because}{count}{said(votes)}."
    return Entry(
        kind,
        text,
        passages.lines(first, last),
        because,
        opening.sure,
        owner=opening.to,
        owner_words=opening.to,
        limbs=limbs.limbs,
        outcome=Outcome.CARRIED,
        votes=votes,
        place=start,
    )


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
        if _BODY_WAITS.fullmatch(paragraph.text) and _verbs_follow(passages, place):
            made.append(_body_entry(passages, place))
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


def _verbs_follow(passages: Passages, place: int) -> bool:
    after = passages.paragraphs[place + 1 : place + 2]
    return bool(after) and passages.is_free(place + 1) and bool(_VERB_FIRST.match(after[0].text))


def _body_entry(passages: Passages, place: int) -> Entry:
    """ "The Board:" and then, one under the other, "approved ...", "delegated ..."."""
    because = "The body stands before a list of what it did."
    opening = Opening(0, len(passages.paragraphs[place].text), because, Sure.HIGH)
    limbs = collect(passages.paragraphs, place, opening.words, heads=True)
    passages.decided = True
    return replace(_entry(passages, place, opening, limbs), because=because)


def find_spoken(passages: Passages) -> list[Entry]:
    """Decisions told in a sentence: "The Board approved the plan." A mere note counts only where it ends an item."""
    made: list[Entry] = []
    has_marked = passages.decided
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.cells:
            continue
        for sentence in passages.open_sentences(place):
            reason = _spoken(sentence.text, is_last=place >= len(passages.paragraphs) - 2, has_marked=has_marked)
            if reason:
                made.append(_spoken_entry(passages, place, sentence, reason))
    return made


def _spoken(text: str, *, is_last: bool, has_marked: bool) -> tuple[str, Sure, EntryKind, str | None] | None:
    if len(text) > 1500:
        return None
    if found := BODY_RECOMMENDED.match(text):
        to = found["to"] or found["that"]
        return "The body is said to have recommended it.", Sure.MEDIUM, EntryKind.RECOMMENDATION, to
    if found := BODY_SHOUTS.match(text):
        return f"The verb “{found[1]}” is in capitals.", Sure.HIGH, EntryKind.DECISION, None
    if MOVED_AND_AGREED.match(text):
        return "It was moved, seconded and agreed.", Sure.HIGH, EntryKind.DECISION, None
    if EARLIER.search(text) and not MINUTES_APPROVED.search(text):
        return None
    if BODY_DECIDED.match(text):
        return "The body is said to have decided it.", Sure.MEDIUM, EntryKind.DECISION, None
    if found := BODY_AGREED.match(text) or LATE_AGREED.match(text):
        rest = text[found.end() :]
        objects = re.match(r"(?:to\s+)?(?:the|its|this|these|all|both|their|a|an)\s+\w+", rest) and not re.match(
            r"the\s+(?:following|need|importance)\b", rest
        )
        if is_a_decision(rest) or objects or not rest.strip(" ."):
            return "It was agreed, and what was agreed is a decision.", Sure.MEDIUM, EntryKind.DECISION, None
        return None
    if (
        MINUTES_APPROVED.search(text)
        and CORRECT.search(text)
        and not re.search(r"\bto (?:approve|agree|confirm)\b", text)
    ):
        return "Minutes were approved as a correct record.", Sure.MEDIUM, EntryKind.DECISION, None
    return _noted(text, is_last=is_last, has_marked=has_marked)


def _noted(text: str, *, is_last: bool, has_marked: bool) -> tuple[str, Sure, EntryKind, str | None] | None:
    passive = (
        PASSIVE.match(text)
        if len(text) < 400
        and not text.startswith("The following")
        and not re.search(r"\bwas asked\b|\bwere asked\b", text)
        else None
    )
    if passive and not EARLIER.search(text) and not _LONG_AGO.search(text):
        verb = passive[1].lower()
        if verb != "noted" or (is_last and not has_marked) or passive[1].isupper():
            if verb in ("accepted", "adopted", "endorsed", "ratified", "confirmed") and not (
                is_last or re.search(r"\bminutes|recommendation", text)
            ):
                return None
            return f"Something is said to have been {verb}.", Sure.LOW, EntryKind.DECISION, None
        return None
    if BODY_NOTED.match(text) and is_last and not has_marked and len(text) < 260:
        return "The body noted it, and nothing else was decided on the item.", Sure.MEDIUM, EntryKind.DECISION, None
    return None


def _spoken_entry(passages: Passages, place: int, sentence: Sentence, reason: tuple) -> Entry:
    because, sure, kind, to = reason
    paragraphs = passages.paragraphs
    free = place + 1
    while free < min(len(paragraphs), place + MOST) and passages.is_free(free):
        free += 1
    if re.search(r"(?::|:-|\bthat|\bto)\s*$", sentence.text) and sentence.end == len(paragraphs[place].text):
        limbs = collect(paragraphs[:free], place, len(paragraphs[place].text), heads=True)
    else:
        limbs = collect([paragraphs[place]], 0, sentence.start, heads=False)
        limbs = Limbs(parts=[sentence.text], places=[place], style="")
    passages.take(place, sentence.start, sentence.end)
    for at in limbs.places[1:]:
        passages.take(at)
    last = limbs.places[-1]
    votes = votes_beside(paragraphs, place, last)
    return Entry(
        kind,
        "\n".join([sentence.text, *limbs.texts]),
        passages.lines(place, last),
        because if not votes else f"{because[:-1]}{said(votes)}.",
        sure,
        owner=to,
        owner_words=to,
        limbs=limbs.limbs,
        outcome=Outcome.CARRIED,
        votes=votes,
        place=sentence.start,
    )


def without_repeats(section: list[Entry], minuted: list[Entry]) -> list[Entry]:
    """What a "Decision" section and the minutes both record is kept once: the minutes' words, unless those are the shorter."""
    made = list(minuted)
    kinds = (EntryKind.DECISION, EntryKind.RECOMMENDATION)
    for entry in section:
        twins = [other for other in made if other.kind in kinds and _alike(_bag(entry.text), _bag(other.text))]
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
