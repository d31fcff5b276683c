"""Things to do that nobody marked: "It was agreed that ...", "she undertook to ...", "officers would circulate ..."."""

import re
from itertools import pairwise

from meetings.enums import EntryKind

from .actors import organisation_of, subject_of
from .agreed_actions import AT_THE_TABLE, agreed
from .dates import due_in
from .note_form import in_note_form
from .openings import BODY, BODY_AGREED, EARLIER, is_a_decision
from .owners import PERSON_FIRST, looks_like_owner, resolved
from .passages import Passages
from .proposal import Entry, Sure
from .requests import NOT_TO_DO, asked_for, asked_if_it_could_be, asked_of
from .sentences import Sentence, sentences_of
from .undertakings import (
    Found,
    body_itself,
    body_would_get,
    comes_back,
    in_the_same_breath,
    organisation_would,
    promised,
    to_be_done,
    would_do,
)
from .words import HONORIFIC, POST

_WILL_DO = (
    r"(?!(?:be|have|stand|disagree|continue|become|support|second|withdraw|accept|note|differ|the|a|an|this|that|take\s+part"
    r"|approve|adopt|endorse|recommend|defer|receive|serve|act)\b)[a-z]{3,}"
)
_PROMISED = re.compile(
    rf"(?:{PERSON_FIRST.pattern})(?:,\s+[^,;]{{3,100}},)?\s+(?:\w+ly\s+|also\s+|then\s+|therefore\s+"
    rf"|has\s+|have\s+){{0,2}}(?:agreed|undertook|offered|promised|committed|volunteered|was\s+tasked"
    rf"|were\s+tasked|was\s+asked|were\s+asked|was\s+requested|were\s+requested|was\s+instructed|were\s+instructed|be\s+asked|be\s+requested"
    rf"|took\s+an\s+action)\s+(?:to|that\s+(?:he|she|they|it)\s+would)\s+(?:also\s+)?(?P<verb>{_WILL_DO})\b"
)
_ASKED_OF_THE_BODY = re.compile(
    rf"{BODY}\s+(?:\w+\s+)?(?:is|are|was|were|be|been)\s+(?:\w+\s+)?(?:asked|requested|invited|recommended)\s+to\b"
)
_LED_IN = re.compile(
    r"^(?:In (?:response|reply|answer)(?: to [^,.]{3,90})?|In (?:addition|conclusion)|However"
    r"|Following (?:discussion|debate)|Finally|Also"
    r"|Therefore|(?:Regarding|With regard to|In relation to|In respect of|In preparation for|In terms of|On)\s[^,.]{3,90}),?\s+"
    r"(?=[A-Z]|the\b|it\b|an?\b)"
)
_FOR_LATER = re.compile(r"\brequested\b.{0,200}\bbe\s+\w+(?:ed|en|ought|ade)\b")
_CLERK = re.compile(r"\b[Tt]he\s+(?:Vice-?\s?)?(?:Clerk|Chair(?:man|person)?|Treasurer|Secretary)\b")
_TO_ACTION = re.compile(r"(?P<who>[A-Z][\w.'’ &/-]{1,60}?)\s+to\s+action\.?")
_SUBJECT = re.compile(
    rf"{HONORIFIC}\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?(?=\s+[a-z])|The\s+(?:[A-Z][\w-]*\s+){{0,3}}{POST}(?=\s+[a-z])"
)
_WORTH_READING = re.compile(
    r"agreed|AGREED|undertook|offer|promis|would|will|asked|request|REQUEST|commit|volunteer|tasked|should|wished"
    r"|wanted|keen| to "
    r"|action"
)
_TOOK_ON = re.compile(
    r"agreed|undertook|offered|promised|committed|volunteered|tasked|asked|requested|instructed|took an"
)
_TOLD_OF = re.compile(r"\b(?:noted|recalled|reported|explained|advised|stated|said)\s+(?:that\s+)?$")
_MOVED = re.compile(
    r"\b(?:moved|proposed)\b.{0,80}\bseconded\b|\b(?:it was )?(?:moved|proposed) by\b|\bresolved(?=\s+(?:that|to)\b|\s*:)",
    re.I,
)
_PROPOSES = re.compile(
    r"\b(?:suggested|proposed|asked|requested|recommended)\s+that\s+(?P<what>.{5,}?\b(?:be|should|would|could)\s.+)",
    re.S,
)
_AGREED_AT_ONCE = re.compile(
    r"\b(?:suggested|proposed|asked|requested)\s+that\s+(?P<what>[^.;]{5,200}?\bbe\s[^.;]{3,200}?)(?:;|,|\s[–—-])\s+(?:and\s+)?(?:this|it)\s+was\s+"
    r"(?:duly\s+|unanimously\s+)?(?:agreed|supported|accepted)\b"
)
_HAD_BEEN = re.compile(
    r"It\s+had\s+(?:\w+ly\s+|already\s+)?been\s+(?:agreed|asked|requested|suggested|promised|intended)\b"
)
_WAS_AGREED = re.compile(
    r"(?:This|It|The\s+(?:suggestion|proposal|request))\s+was\s+(?:duly\s+|then\s+|unanimously\s+)?(?:agreed|supported|accepted)(?:\s+(?:to|by)\b[^.]{0,60})?\."
    r"|(?:Members|(?:The\s+)?(?:Board|Committee|Panel|Sub-Committee|Group|Chair|Forum))\s+(?:all\s+|unanimously\s+)?agreed(?:\s+(?:to|with)\s+(?:this|that|the\s+suggestion))?\."
)
_PRONOUNS = ("he", "she", "they", "it")
_OPENS_LOOSELY = re.compile(r"(?:He|She|They|It|This|That|There|These|Unfortunately|However)\b")
_TAKEN_ON_AT = re.compile(r"\b(?:agreed|AGREED|undertook|offered|asked|requested|would|will)\b")
NEAR = 45  # characters behind "agreed" in which "at the last meeting" still says when that was
_ASKS_BELOW = re.compile(r"\b(?:requested|asked|agreed)\s+that\s*[:;,–—-]*\s*$")
_SHOULD = re.compile(r"\bshould\b|^(?:be|to)\s")
MOST = 12  # lines of such a list
LOOK_BACK = 5  # sentences in which a "she" may have been named


def find_soft(passages: Passages) -> list[Entry]:
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        made.extend(_left_to_somebody(passages, place))
        made.extend(_proposed_and_agreed(passages, place))
        if paragraph.cells or not _WORTH_READING.search(paragraph.text):
            continue
        asked = _stands_under_a_request(passages, place)
        for sentence in passages.open_sentences(place):
            if (
                _MOVED.search(sentence.text)
                or len(sentence.text) > 1500
                or sentence.text.endswith("?")
                or sentence.text.startswith("If ")
            ):
                continue
            said = _LED_IN.sub("", sentence.text)
            found = _read(said[:1].upper() + said[1:], passages)
            if found is None and asked and _SHOULD.search(sentence.text):
                found = Found(None, "It stands in a list of what was asked for.", Sure.LOW)
            if found:
                passages.take(place, sentence.start, sentence.end)
                made.append(_entry(passages, place, sentence, found))
        made.extend(_in_answers(passages, place))
    return made


def _stands_under_a_request(passages: Passages, place: int) -> bool:
    """Whether a line of a list hangs on "it was requested that:"."""
    at = place
    while at > 0 and passages.paragraphs[at].marker is not None and place - at < MOST:
        at -= 1
    return at < place and bool(_ASKS_BELOW.search(passages.paragraphs[at].text[-60:]))


def _in_answers(passages: Passages, place: int) -> list[Entry]:
    """A promise made in an answer is the answer, and something to do as well."""
    made = []
    for sentence in passages.asking(place):
        found = promised(sentence.text) or in_the_same_breath(sentence.text)
        if (
            found is None
            and not _is_answered(passages, place, sentence)
            and not _is_given_on(passages, place, sentence)
        ):
            found = asked_if_it_could_be(sentence.text)
        if found and not EARLIER.search(sentence.text):
            made.append(_entry(passages, place, sentence, found))
    for sentence in passages.answered(place):
        text = sentence.text[:1200]
        found = promised(text) or _promised(text) or would_do(text) or to_be_done(text)
        if found:
            because = found.because.replace("took it on:", "took it on in an answer:")
            made.append(_entry(passages, place, sentence, Found(found.who, because, found.sure)))
    return made


def _is_given_on(passages: Passages, place: int, sentence: Sentence) -> bool:
    """Whether the next sentence asks somebody to see to what was asked: that one is the action."""
    after = next((one for one in sentences_of(passages.paragraphs[place].text) if one.start >= sentence.end), None)
    return after is not None and asked_of(after.text) is not None


def _is_answered(passages: Passages, place: int, sentence: Sentence) -> bool:
    return any(
        (at == place and start >= sentence.end) or (at == place + 1 and start == 0) for at, start, _ in passages.answers
    )


def _left_to_somebody(passages: Passages, place: int) -> list[Entry]:
    """ "Dave Oak to action": what was said just before it is for him to do."""
    made = []
    sentences = passages.open_sentences(place) if " to action" in passages.paragraphs[place].text else []
    for before, sentence in pairwise(sentences):
        found = _TO_ACTION.fullmatch(sentence.text)
        if found and looks_like_owner(found["who"]):
            passages.take(place, before.start, sentence.end)
            because = f"“{sentence.text.strip('.')}” stands behind it."
            made.append(_entry(passages, place, before, Found(found["who"], because, Sure.HIGH)))
    return made


def _proposed_and_agreed(passages: Passages, place: int) -> list[Entry]:
    """ "Ms Reed suggested that the map be sent round. This was agreed.": agreed in two sentences."""
    if "greed" not in passages.paragraphs[place].text:
        return []
    made = []
    for before, sentence in pairwise(passages.open_sentences(place)):
        found = _PROPOSES.search(before.text) if _WAS_AGREED.fullmatch(sentence.text) else None
        if found and not is_a_decision(found["what"]):
            passages.take(place, before.start, sentence.end)
            because = f"It was suggested, and “{sentence.text.strip('.')}” stands behind it."
            made.append(_entry(passages, place, before, Found(None, because, Sure.MEDIUM)))
    return made


def _read(text: str, passages: Passages) -> Found | None:
    """What a sentence gives somebody to do. What is told of an earlier day is not for later, unless it says "would" itself."""
    first = _TAKEN_ON_AT.search(text)
    begins = text.rfind("; ", 0, first.start()) + 1 if first else 0  # each clause has its own day
    far = NEAR if first and first[0] not in ("would", "will") else 0
    is_past = bool(EARLIER.search(text[begins : first.end() + far] if first else text)) and not _FOR_LATER.search(text)
    if not is_past and not AT_THE_TABLE.search(text):
        if found := agreed(text):
            return found
        if (decided := BODY_AGREED.match(text)) and is_a_decision(text[decided.end() :].strip()):
            return None
        if found := promised(text) or _promised(text) or asked_of(text):
            return found
    if (put := _AGREED_AT_ONCE.search(text)) and not is_a_decision(put["what"]):
        return Found(None, "It was suggested, and the same sentence says that it was agreed.", Sure.MEDIUM)
    if _HAD_BEEN.match(text):
        return None
    if found := would_do(text):
        return found
    if text.startswith("It was proposed that"):
        return None
    if is_past:
        return to_be_done(text)
    return (
        in_note_form(text, passages)
        or asked_for(text)
        or to_be_done(text)
        or comes_back(text)
        or organisation_would(text)
        or body_itself(text)
        or body_would_get(text)
    )


def _promised(text: str) -> Found | None:
    found = _PROMISED.search(text[:600]) if _TOOK_ON.search(text) else None
    if found is None or NOT_TO_DO.search(text) or _ASKED_OF_THE_BODY.search(found[0]):
        return None
    if re.search(r"\b(?:was|were)\s+(?:asked|requested)\b", found[0]) and _TOLD_OF.search(text[: found.start()]):
        return None  # "it was reported that Ms Reed was asked to" tells of another day
    return Found(found["who"], f"Somebody took it on: “{_short(found[0])}”.", Sure.MEDIUM)


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:69]}…"


def _entry(passages: Passages, place: int, sentence: Sentence, found: Found) -> Entry:
    owner = (found.who or "").strip(" ,.;")
    if owner.lower() in _PRONOUNS:
        owner = _named_before(passages, place, sentence, owner.lower()) or ""
    return Entry(
        EntryKind.ACTION,
        sentence.text,
        passages.lines(place),
        found.because,
        found.sure,
        owner=resolved(owner, passages.initials) if owner else None,
        owner_words=owner or None,
        due=due_in(_clause_to_do(sentence.text)),
        place=sentence.start,
    )


def _clause_to_do(text: str) -> str:
    """ "The Clerk had written in May; he was asked to write again": when it is due is said in the last clause."""
    first, _, last = text.rpartition("; ")
    return last if re.search(r"\bhad\b", first) else text


def _named_before(passages: Passages, place: int, sentence: Sentence, pronoun: str) -> str | None:
    """Who "she" is: whoever the same sentence begins with, or the nearest one before it that begins with somebody."""
    if pronoun == "it":
        return None
    before = re.split(rf"\b{pronoun}\b", sentence.text)[0]
    if ";" in before and (of_clause := list(_CLERK.finditer(before))):
        return of_clause[-1][0]  # "the Clerk had written; he was asked to write again"
    own = re.match(rf"(?:{_SUBJECT.pattern})", sentence.text)
    if own and own[0].lower() != pronoun:
        return subject_of(sentence.text) or own[0]
    earlier = [one for one in sentences_of(passages.paragraphs[place].text) if one.end <= sentence.start]
    texts = [one.text for one in earlier]
    if place and not texts:
        texts = [one.text for one in sentences_of(passages.paragraphs[_leads(passages, place)].text)]
    for text in [sentence.text, *reversed(texts[-LOOK_BACK:])]:
        said = _LED_IN.sub("", text)
        if _OPENS_LOOSELY.match(said):
            continue
        said = said[:1].upper() + said[1:]
        name = subject_of(said) or (organisation_of(said) if pronoun == "they" else None)
        if name and name.lower() != pronoun and _may_be(name, pronoun):
            return name
    return None


def _leads(passages: Passages, place: int) -> int:
    """The paragraph before, or for a point of a list the one that leads the list: "Dr Reed replied that:"."""
    at = place - 1
    while at > 0 and place - at < MOST and passages.paragraphs[place].marker and passages.paragraphs[at].marker:
        at -= 1
    return at if passages.paragraphs[at].text.endswith((":", ":-")) else place - 1


def _may_be(name: str, pronoun: str) -> bool:
    if pronoun == "she":
        return not re.match(r"(?:Mr|Sir|Lord)\b", name)
    if pronoun == "he":
        return not re.match(r"(?:Mrs|Ms|Miss|Dame|Lady)\b", name)
    return bool(re.search(r"\band\b|s$|[Oo]fficers|[Tt]eam|[A-Z]{2,}", name) or organisation_of(f"{name} said"))
