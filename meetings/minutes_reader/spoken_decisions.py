"""Decisions that are told in a sentence and not marked: "The Board approved the plan." """

import re

from meetings.enums import EntryKind

from .limbs import MOST, Limbs, collect
from .numbering import inline_limbs
from .openings import (
    BODY_AGREED,
    BODY_DECIDED,
    BODY_DECIDES,
    BODY_DID_BOTH,
    BODY_NOTED,
    BODY_RECOMMENDED,
    BODY_SHOUTS,
    CORRECT,
    EARLIER,
    ELECTED,
    LATE_AGREED,
    MINUTES_APPROVED,
    MOVED_AND_AGREED,
    PASSIVE,
    PROPOSED_IN_FAVOUR,
    PUT_OFF,
    is_a_decision,
    is_recommended_elsewhere,
)
from .passages import Passages
from .proposal import Entry, Outcome, Sure
from .sentences import Sentence, sentences_of
from .votes import said, votes_beside, votes_in

_AND_NO_MORE = re.compile(r"(?:that|to|the\s+following)?\s*[:\-–—\s]*")
_ONE_WORD = re.compile(
    r"(?:Agreed(?:\s+and\s+signed)?|Approved(?:\s+and\s+signed)?|Resolved|Accepted|Confirmed|AGREED|APPROVED|RESOLVED|Noted|NOTED|Received)\.?"
)
_PUT = re.compile(r"\b(?:proposed|moved)\b[^.]{0,300}?(?:\bthat\b|\bseconded\b)|^(?:Proposed|Moved)\s+by\b")
_PROPOSER = re.compile(
    r"(?:Proposer|Proposed(?:\s+by)?)\s*[:–-]?\s+[A-Z][^.:;]{2,60}?(?:\.[^.:;]{1,30})?[,;]?\s+(?:and\s+)?(?:2nd(?:ed)?|[Ss]econder|[Ss]econded(?:\s+by)?)\s*[:–-]?\s+[A-Z]"
)
_PUT_AT_ALL = re.compile(r"\b(?:[Pp]roposed|[Mm]oved)\b|\bProposer\b")
_ALL_AGREED = re.compile(
    r"(?:(?:This|It|The\s+(?:motion|proposal))\s+was\s+)?(?:(?:all|unanimously|duly)\s+)?(?:agreed|carried|approved|accepted|resolved"
    r"|passed)(?:\s+(?:unanimously|by\s+all|nem\.?\s*con))?[.!]?"
    r"|All\s+(?:(?:the\s+)?(?:councillors|members|present)\s+)?(?:were\s+)?(?:agreed|in\s+(?:favour|agreement))\.?|Motion\s+carried\.?",
    re.I,
)
SOON = 2  # sentences after what was put: a count of votes may stand between
_AGREED_WITHIN = re.compile(
    r"(?:\band|,|;|\bbut)\s+it\s+was\s+(?:also\s+|therefore\s+|unanimously\s+)?agreed\s+(?=that\b|to\b)"
)
_ALL_AGREED_TO_IT = re.compile(
    r"[^.]{8,},\s+all\s+(?:(?:the\s+)?(?:councillors|members)\s+)?(?:were\s+)?(?:agreed|in\s+favour|in\s+agreement)\.?",
    re.I,
)
_FOLLOWING = re.compile(
    r"The\s+following\s+(?:[\w-]+\s+){0,3}?(?:payments?|accounts|invoices|cheques|appointments|nominations|amendments|recommendations|dates"
    r"|representatives|proposals|changes|resolutions?|grants)\b[^.:]{0,60}?\s(?:was|were)\s+(?:\w+ly\s+)?(?:agreed|approved|authorised|accepted|made|passed)\b",
    re.I,
)
_LED_IN = re.compile(
    r"^(?:By|On|With|Following|After|Having|In view of|Upon|In conclusion|At this point)\b[^,.;]{0,160},\s+(?=\S)"
)
_LONG_AGO = re.compile(r"\bwhen\b.{0,40}\bwas (?:approved|agreed)|\bsince\b")


def find_agreed_lists(passages: Passages) -> list[Entry]:
    """ "It was agreed that:" and what was agreed, one under the other. If it is all for somebody to do, it stays for actions."""
    made = []
    for place, paragraph in enumerate(passages.paragraphs[:-1]):
        found = BODY_AGREED.match(paragraph.text) if passages.is_free(place) and not paragraph.cells else None
        if not found or not _AND_NO_MORE.fullmatch(paragraph.text[found.end() :]):
            continue
        if passages.paragraphs[place + 1].marker is None:
            continue
        limbs = collect(passages.paragraphs, place, len(paragraph.text), heads=True)
        if not any(is_a_decision(f"that {part}") for part in limbs.parts):
            continue
        for at in limbs.places:
            passages.take(at)
        passages.decided = True
        lines = passages.lines(limbs.places[0], limbs.places[-1])
        because = f"It was agreed, in {len(limbs.parts)} limbs."
        text = "\n".join([paragraph.text, *limbs.texts])
        made.append(
            Entry(EntryKind.DECISION, text, lines, because, Sure.MEDIUM, limbs=limbs.limbs, outcome=Outcome.CARRIED)
        )
    return made


def find_put_and_agreed(passages: Passages) -> list[Entry]:
    """ "Cllr Oak proposed that it be cut, seconded by Cllr Elm. All in favour.": put in one sentence, agreed in the next."""
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.cells or len(paragraph.text) > 6000 or not _PUT_AT_ALL.search(paragraph.text):
            continue
        sentences = passages.open_sentences(place)
        if entry := _with_proposer(passages, place, sentences):
            made.append(entry)
            continue
        for at, put in enumerate(sentences):
            after = sentences[at + 1 : at + 1 + SOON]
            end = next((one for one in after if _ALL_AGREED.fullmatch(one.text)), None)
            counted = end is None or all(votes_in(one.text) for one in after[: after.index(end)])
            if end is None or not counted or not _PUT.search(put.text) or EARLIER.search(put.text):
                continue
            text = paragraph.text[put.start : end.end]
            votes = votes_in(text, passages.lines(place))
            passages.take(place, put.start, end.end)
            because = f"It was proposed, and “{end.text.strip('. ')}” stands behind it{said(votes)}."
            made.append(
                Entry(
                    EntryKind.DECISION,
                    text,
                    passages.lines(place),
                    because,
                    Sure.MEDIUM,
                    outcome=Outcome.CARRIED,
                    votes=votes,
                    place=put.start,
                )
            )
    return made


def _with_proposer(passages: Passages, place: int, sentences: list[Sentence]) -> Entry | None:
    """ "The Council agreed to the cost. Proposer: Cllr Oak, 2nd: Cllr Elm.": what stands before the two names was decided."""
    at = next((at for at, one in enumerate(sentences) if _PROPOSER.search(one.text)), None)
    if at is None:
        return None
    named, first = sentences[at], place
    if not _PROPOSER.match(named.text):
        start, text = named.start, passages.paragraphs[place].text[named.start :]  # a stop was missing
    elif at:
        put = sentences[at - 1]
        start, text = put.start, passages.paragraphs[place].text[put.start :]
    elif place and passages.is_free(place - 1) and (before := sentences_of(passages.paragraphs[place - 1].text)):
        first, start = place - 1, before[-1].start
        text = f"{before[-1].text}\n{passages.paragraphs[place].text}"
        passages.take(first, start)
    else:
        return None
    passages.take(place, start if first == place else named.start)
    votes = votes_in(text, passages.lines(first, place))
    because = "A proposer and a seconder are named behind it."
    return Entry(
        EntryKind.DECISION,
        text,
        passages.lines(first, place),
        because,
        Sure.MEDIUM,
        outcome=Outcome.CARRIED,
        votes=votes,
        place=start,
    )


def find_spoken(passages: Passages) -> list[Entry]:
    """Decisions told in a sentence: "The Board approved the plan." A mere note counts only where it ends an item."""
    made: list[Entry] = []
    has_marked = passages.decided
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.cells:
            continue
        for sentence in passages.open_sentences(place):
            last = place >= len(passages.paragraphs) - 2
            if " received the " in sentence.text:  # what came in and was then spoken of was not decided
                last = last and sentence.end == len(paragraph.text)
            reason = _spoken(sentence.text, is_last=last, has_marked=has_marked)
            if reason:
                made.append(_spoken_entry(passages, place, sentence, reason))
    return made


def _spoken(text: str, *, is_last: bool, has_marked: bool) -> tuple[str, Sure, EntryKind, str | None] | None:
    if len(text) > 1500:
        return None
    if _ONE_WORD.fullmatch(text) and not has_marked and (is_last or text[0] not in "N"):
        return "It says so in one word.", Sure.MEDIUM, EntryKind.DECISION, None
    if found := BODY_RECOMMENDED.match(text):
        to = found["to"] or found["that"]
        return "The body is said to have recommended it.", Sure.MEDIUM, EntryKind.RECOMMENDATION, to
    text = re.sub(r"^the\b", "The", _LED_IN.sub("", text))
    if found := BODY_SHOUTS.match(text):
        return f"The verb “{found[1]}” is in capitals.", Sure.HIGH, EntryKind.DECISION, None
    if MOVED_AND_AGREED.match(text) or (not has_marked and PROPOSED_IN_FAVOUR.match(text)):
        return "It was moved, seconded and agreed.", Sure.HIGH, EntryKind.DECISION, None
    if EARLIER.search(text) and not MINUTES_APPROVED.search(text):
        return None
    if found := BODY_DECIDES.match(text):
        kind = EntryKind.RECOMMENDATION if found["verb"].startswith("recommend") else EntryKind.DECISION
        to = is_recommended_elsewhere(text[found.start("verb") :])
        return (
            "The body itself is said to decide it, in the present tense.",
            Sure.MEDIUM,
            kind,
            to["to"] if to else None,
        )
    if not has_marked and PUT_OFF.match(text):
        return "It was put off or withdrawn.", Sure.LOW, EntryKind.DECISION, None
    if not has_marked and ELECTED.search(text[:500]) and not re.search(r"\b(?:who|when|since)\b", text):
        return "Somebody was elected or appointed.", Sure.MEDIUM, EntryKind.DECISION, None
    if (found := BODY_DID_BOTH.match(text)) and (found["verb"] != "noted" or (is_last and not has_marked)):
        return "The body is said to have decided it.", Sure.MEDIUM, EntryKind.DECISION, None
    if BODY_DECIDED.match(text):
        return "The body is said to have decided it.", Sure.MEDIUM, EntryKind.DECISION, None
    if found := BODY_AGREED.match(text) or LATE_AGREED.match(text):
        rest = text[found.end() :]
        objects = re.match(r"(?:to\s+)?(?:the|its|this|these|all|both|their|a|an)\s+\w+", rest) and not re.match(
            r"the\s+(?:following|need|importance)\b", rest
        )
        if inline_limbs(rest) and re.search(r"[:\-–—]\s*$", found[0]):
            return "It was agreed, limb by limb.", Sure.MEDIUM, EntryKind.DECISION, None
        if is_a_decision(rest) or objects or not rest.strip(" ."):
            return "It was agreed, and what was agreed is a decision.", Sure.MEDIUM, EntryKind.DECISION, None
        return None
    if (within := _AGREED_WITHIN.search(text)) and is_a_decision(text[within.end() :]):
        return "It was agreed, and what was agreed is a decision.", Sure.MEDIUM, EntryKind.DECISION, None
    if not has_marked and (_FOLLOWING.match(text) or _ALL_AGREED_TO_IT.fullmatch(text)):
        return "It is said to have been agreed.", Sure.MEDIUM, EntryKind.DECISION, None
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
    of_minutes = re.match(r"(?:The\s+)?[Mm]inutes\b", text)
    if passive and (of_minutes or not EARLIER.search(text)) and not _LONG_AGO.search(text):
        verb = passive[1].lower()
        if verb != "noted" or (is_last and not has_marked) or passive[1].isupper():
            if verb in ("accepted", "adopted", "endorsed", "ratified", "confirmed") and not (
                is_last or re.search(r"\bminutes|recommendation|\b[Aa]ccounts|\b[Pp]ayments", text)
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
        inline = inline_limbs(sentence.text)
        parts = [text for _, text in inline] if len(inline) > 1 else [sentence.text]
        limbs = Limbs(parts=parts, places=[place], style="inline" if len(inline) > 1 else "")
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
