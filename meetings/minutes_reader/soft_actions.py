"""Things to do that nobody marked: "It was agreed that ...", "she undertook to ...", "officers would circulate ..."."""

import re
from itertools import pairwise

from meetings.enums import EntryKind

from .dates import due_in
from .openings import BODY, BODY_AGREED, EARLIER, LATE_AGREED, is_a_decision
from .owners import PERSON_FIRST, actor_in, looks_like_owner, resolved
from .passages import Passages
from .proposal import Entry, Sure
from .words import HONORIFIC, POST

_DO = (
    r"(?:circulate|re-?circulate|provide|send|share|forward|distribute|report\s+back|report\s+on"
    r"|report\s+to|bring|arrange|write|follow\s+(?:this\s+|that\s+|it\s+)?up|look\s+into|investigate"
    r"|feed\s?back|liaise|raise|check|e-?mail|contact|prepare|add|invite|update|confirm|ensure|obtain"
    r"|organise|schedule|submit|supply|review|discuss|take\s+(?:this|that|it|the|forward|back)|speak|meet"
    r"|consult|develop|produce|include|consider|explore|find\s+out|request|ask|draft|convene|set\s+up"
    r"|attend|present|return|action(?=\s+[a-z])|compile|clarify|respond|publish|seek|let\s+members|pass|collate"
    r"|make\s+(?:arrangements|enquiries|contact|sure)|come\s+back|establish|undertake|coordinate"
    r"|co-ordinate|progress|pick\s+(?:this|that|it)?\s*up|amend|revise|chase|escalate|identify|notify"
    r"|inform|advise|enquire|reply|answer|visit|remind|work\s+with|give\s+an?\s+update)"
)
_WILL_DO = (
    r"(?!(?:be|have|stand|disagree|continue|become|support|second|withdraw|accept|note|differ|the|a|an|this|that|take\s+part"
    r"|approve|adopt|endorse|recommend|defer|receive|serve|act)\b)[a-z]{3,}"
)
_PROMISED = re.compile(
    rf"(?:{PERSON_FIRST.pattern})(?:,\s+[^,;]{{3,100}},)?\s+(?:\w+ly\s+|also\s+|then\s+|therefore\s+"
    rf"|has\s+|have\s+){{0,2}}(?:agreed|undertook|offered|promised|committed|volunteered|was\s+tasked"
    rf"|were\s+tasked|was\s+asked|were\s+asked|was\s+requested|were\s+requested|be\s+asked|be\s+requested"
    rf"|took\s+an\s+action)\s+(?:to|that\s+(?:he|she|they|it)\s+would)\s+(?:also\s+)?(?P<verb>{_WILL_DO})\b"
)
_WOULD = re.compile(
    rf"(?:{PERSON_FIRST.pattern})(?:,\s+[^,;]{{3,100}},)?\s+(?:would|will)\s+(?:also\s+|therefore\s+"
    rf"|then\s+|be\s+able\s+to\s+|look\s+to\s+)?(?P<verb>circulate|re-?circulate|send|share|forward"
    rf"|distribute|report\s+back|bring\s+(?:a|an|the|this|it|that|back)|arrange|write|follow\s+(?:this\s+"
    rf"|that\s+|it\s+)?up|look\s+into|investigate|feed\s?back|liaise|e-?mail|contact|take\s+(?:this|that"
    rf"|it|the\s+\w+)\s+(?:back|forward|away)|speak|find\s+out|come\s+back|check|chase|raise\s+(?:this|it"
    rf"|the)|provide\s+(?:a|an|the|further|more|members|councillors|details|information|this|that|it"
    rf"|written)|supply|let\s+members|obtain|clarify|pass\s+(?:this|that|it|on)|make\s+enquiries|invite)\b"
)
_SAID_WOULD = re.compile(
    rf"(?:{PERSON_FIRST.pattern})(?:,\s+[^,;]{{3,100}},)?\s+(?:said|stated|confirmed|advised|replied"
    rf"|responded|assured\s+\w+|explained|reported|indicated|added)\s+(?:\w+\s+)?(?:that\s+)?(?P<sub>he"
    rf"|she|they|officers|the\s+team|it)\s+would\s+(?:also\s+|be\s+happy\s+to\s+)?(?P<verb>circulate|send"
    rf"|share|forward|distribute|report\s+back|bring|arrange|write|follow\s+(?:this\s+|it\s+)?up"
    rf"|look\s+into|investigate|feed\s?back|liaise|e-?mail|contact|take\s+(?:this|that|it|the)|speak"
    rf"|find\s+out|come\s+back|check|chase|raise|provide|supply|obtain|clarify|pass\s+(?:this|it|on))\b"
)
_REQUESTED = re.compile(
    rf"(?:{BODY}|{PERSON_FIRST.pattern}|[Ii]t\s+was)\s+(?:also\s+|then\s+|further\s+|had\s+)?(?:requested"
    rf"|REQUESTED|asked|suggested and agreed)\s+(?:that\s+|for\s+)(?P<what>.{{8,}})",
    re.S,
)
_ASKED_SOMEBODY = re.compile(
    rf"(?:{BODY}|{PERSON_FIRST.pattern})\s+(?:also\s+|then\s+|further\s+)?(?:requested|asked|tasked"
    rf"|instructed)\s+(?P<whom>(?:the\s+)?(?:officers|[A-Z][\w&'’-]*(?:\s+(?:of|for|and|[A-Z][\w&'’-]*)){{0"
    rf",7}}|clerk))\s+to\s+(?P<verb>{_DO})\b"
)
_TO_BE = re.compile(
    r"(?:A|An|The|Further|This)\s+[^.;]{3,140}\s+(?:to\s+be|would\s+be|will\s+be)\s+(?:circulated"
    r"|brought\s+(?:back\s+)?to|added\s+to\s+the\s+(?:work|forward|agenda)|shared\s+with\s+(?:members"
    r"|the)|sent\s+to|invited\s+to|placed\s+on|presented\s+to\s+the\s+(?:next|\w+\s+meeting)"
    r"|reported\s+back)\b"
)
_WANTED = re.compile(
    rf"(?:{BODY}(?:\s+of\s+the\s+\w+)?|{PERSON_FIRST.pattern})\s+(?:also\s+|then\s+|further\s+|therefore\s+)?"
    rf"requested\s+(?:that\s+|than\s+|the\s+provision\s+of\s+)?(?:an?|further|more"
    rf"|additional|some|the)\s+"
    r"(?:[\w-]+\s+){0,3}(?:updates?|reports?|briefings?|papers?|cop(?:y|ies)|breakdowns?|data|figures|presentations?"
    r"|notes?|visits?|letters?)\b"
)
_COMES_BACK = re.compile(
    r"(?:An?|The|Further|This)\s+(?:(?!\b(?:that|which|who|was|were|had)\b)[^.;]){3,120}?\s(?:would"
    r"|will)\s+(?:also\s+)?(?:come\s+back|come|return"
    r"|be\s+(?:brought|reported|presented|submitted|circulated|e-?mailed|sent|provided|shared)(?:\s+back)?)\s+(?:to"
    r"|with)\s+(?:all\s+|the\s+|a\s+)?"
    r"(?:\w+\s+)?(?:[Mm]embers|[Cc]ouncillors|[Bb]oard|[Cc]ommittee|[Pp]anel|Cabinet|meeting|Commission|Sub-Committee)\b"
)
_NOTE_FORM = re.compile(
    r"[A-Z](?:(?!\b(?:was|were|is|are|had|has|have|would|will|could|should|said|stated|asked|noted|agreed|advised|need"
    r"|needs)\b)[^.;:?]){3,160}?"
    r"\sto\s+[a-z]"
)
_TO_BE_DONE = re.compile(
    r"[A-Z](?:(?!\b(?:was|were|had|has|have|would|noted|agreed|said|asked)\b)[^.;:?]){2,160}?\sto\s+be\s+(?:invited"
    r"|circulated|e-?mailed|sent|added|shared|provided|amended|included|arranged"
    r"|brought|presented|reported|contacted|asked|distributed|scheduled|updated|discussed|forwarded|placed|checked|produced)\b"
)
_NOT_TO_DO = re.compile(
    r"\b(?:asked|invited|requested)\s+(?:members?\s+)?to\s+(?:note|consider|agree|approve|comment"
    r"|introduce|endorse|receive|support|discuss|speak|present|say|declare|provide\s+(?:an?\s+)?(?:update"
    r"|overview)\s+(?:on|of))\b|\bif\b[^.]{0,40}\bwould\b|\basked\s+(?:if|whether|how|what|when|why|who"
    r"|about)\b"
)
_ASKED_OF_THE_BODY = re.compile(
    rf"{BODY}\s+(?:\w+\s+)?(?:is|are|was|were|be|been)\s+(?:\w+\s+)?(?:asked|requested|invited|recommended)\s+to\b"
)
_LED_IN = re.compile(
    r"^(?:In (?:response|reply|addition|conclusion)|However|Following (?:discussion|debate)|Finally|Also"
    r"|Therefore|(?:Regarding|With regard to|In relation to|In respect of|In preparation for|In terms of|On)\s[^,.]{3,90}),?\s+"
    r"(?=[A-Z]|the\b|it\b|an?\b)"
)
_TOLD_THAT = re.compile(
    r"^[^.,;]{3,70}?\b(?:advised|reported|stated|said|confirmed|explained|noted)\s+that\s+(?=an?\b|the\b|further\b)"
)
_AND_ASKED_THAT = re.compile(
    r"\band\s+(?:has\s+|had\s+)?(?:also\s+)?(?:asked|requested)\s+that\b.{0,160}?\bbe\s+[a-z]+"
)
_FOR_LATER = re.compile(r"\brequested\b.{0,200}\bbe\s+\w+(?:ed|en|ought|ade)\b")
_AND_ASKED = re.compile(
    rf"\band\s+(?:has\s+|had\s+)?(?:also\s+|therefore\s+)?(?:asked|requested|instructed"
    rf"|tasked)\s+(?P<whom>(?:the\s+)?(?:officers|[A-Z][\w&'’-]*"
    rf"(?:\s+(?:of|for|and|[A-Z][\w&'’-]*)){{0,7}}|clerk))\s+to\s+(?P<verb>{_DO})\b"
)
_ONE_WORD = re.compile(
    r"(?P<who>(?!This|That|There|They|These|Members|It|All|Future|Further)[A-Z][\w'’-]{3,})\s+(?:should|would|will"
    r"|to)\s+(?P<rest>[a-z].*)",
    re.S,
)
_TO_ACTION = re.compile(r"(?P<who>[A-Z][\w.'’ &/-]{1,60}?)\s+to\s+action\.?")
_SUBJECT = re.compile(
    rf"{HONORIFIC}\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?(?=\s+[a-z])|The\s+(?:[A-Z][\w-]*\s+){{0,3}}{POST}(?=\s+[a-z])"
)
_WORTH_READING = re.compile(
    r"agreed|AGREED|undertook|offer|promis|would|will|asked|request|REQUEST|commit|volunteer|tasked| to "
    r"|action"
)
_TOOK_ON = re.compile(r"agreed|undertook|offered|promised|committed|volunteered|tasked|asked|requested|took an")
_SAID = re.compile(r"said|stated|confirmed|advised|replied|responded|assured|explained|reported|indicated|added")
_MOVED = re.compile(
    r"\b(?:moved|proposed)\b.{0,80}\bseconded\b|\b(?:it was )?(?:moved|proposed) by\b|\bresolved\b", re.I
)
_PLAN = re.compile(
    r"\b(?:strategy|plan|project|scheme|contract|legislation|regulations?|programme|model|service"
    r"|government|funding|system)\b",
    re.I,
)


def find_soft(passages: Passages) -> list[Entry]:
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        made.extend(_left_to_somebody(passages, place))
        if paragraph.cells or not _WORTH_READING.search(paragraph.text):
            continue
        for sentence in passages.open_sentences(place):
            if (
                _MOVED.search(sentence.text)
                or len(sentence.text) > 1500
                or (EARLIER.search(sentence.text) and not _FOR_LATER.search(sentence.text))
                or sentence.text.endswith("?")
                or sentence.text.startswith("If ")
            ):
                continue
            said = _LED_IN.sub("", sentence.text)
            found = _read(said[:1].upper() + said[1:])
            if found:
                passages.take(place, sentence.start, sentence.end)
                made.append(_entry(passages, place, sentence.text, sentence.start, *found))
        for sentence in passages.answered(place):
            promised = _PROMISED.search(sentence.text[:600])
            if promised and _TOOK_ON.search(sentence.text) and not _NOT_TO_DO.search(sentence.text):
                because = f"Somebody took it on in an answer: “{_short(promised[0])}”."
                made.append(
                    _entry(passages, place, sentence.text, sentence.start, promised["who"], because, Sure.MEDIUM)
                )
    return made


def _left_to_somebody(passages: Passages, place: int) -> list[Entry]:
    """ "Dave Oak to action": what was said just before it is for him to do."""
    made = []
    sentences = passages.open_sentences(place) if " to action" in passages.paragraphs[place].text else []
    for before, sentence in pairwise(sentences):
        found = _TO_ACTION.fullmatch(sentence.text)
        if found and looks_like_owner(found["who"]):
            passages.take(place, before.start, sentence.end)
            because = f"“{sentence.text.strip('.')}” stands behind it."
            made.append(_entry(passages, place, before.text, before.start, found["who"], because, Sure.HIGH))
    return made


def _read(text: str) -> tuple[str | None, str, Sure] | None:
    """Who, why, and how sure."""
    if agreed := _agreed(text):
        return agreed
    if (decided := BODY_AGREED.match(text)) and is_a_decision(text[decided.end() :].strip()):
        return None
    if (
        _TOOK_ON.search(text)
        and (found := _PROMISED.search(text[:600]))
        and not _NOT_TO_DO.search(text)
        and not _ASKED_OF_THE_BODY.search(found[0])
    ):
        return found["who"], f"Somebody took it on: “{_short(found[0])}”.", Sure.MEDIUM
    if (found := _ASKED_SOMEBODY.match(text)) and not _NOT_TO_DO.search(text):
        return found["whom"], f"Somebody was asked to do it: “{_short(found[0])}”.", Sure.MEDIUM
    if (found := _AND_ASKED.search(text)) and not _NOT_TO_DO.search(text):
        return found["whom"], f"Somebody was asked to do it: “{_short(found[0])}”.", Sure.MEDIUM
    if " would " in text and _SAID.search(text) and (found := _SAID_WOULD.search(text[:600])):
        who = found["who"] if found["sub"] in ("he", "she", "they", "it") else found["sub"]
        return who, "Somebody said that they would do it.", Sure.LOW
    if (found := _WOULD.match(text)) and not _PLAN.search(found["who"]):
        return found["who"], "Somebody is said to be going to do it.", Sure.LOW
    return _in_note_form(text) or _asked_for(text)


def _agreed(text: str) -> tuple[str | None, str, Sure] | None:
    """Agreed, and not a decision: something is to happen."""
    found = (
        BODY_AGREED.match(text)
        or LATE_AGREED.match(text)
        or re.search(r"(?:\band|,|\.|;)\s+(it\s+was\s+(?:also\s+|further\s+|therefore\s+)?agreed)\b\s*", text)
    )
    if not found:
        return None
    rest = text[found.end() :].strip()
    if not re.match(r"(?:that|to)\b", rest) or is_a_decision(rest):
        return None
    that = re.sub(r"^that\s+", "", rest)
    if re.match(r"to\s+(?:a|an|the|this|these|its)\b", rest):
        return None
    if rest.startswith("to"):
        return None, "The body agreed to do it.", Sure.MEDIUM
    if re.search(r"\bno\s+need\b", that) or not re.search(
        r"\b(?:should|would|will|to be|be|to|need(?:s|ed)? to|must)\b", that
    ):
        return None
    actor = actor_in(that)
    because = "It was agreed, is not worded as a decision, and is not marked as an action."
    if actor is None and (one := _ONE_WORD.match(that)) and not _PLAN.search(one["who"]):
        actor = one["who"], one["rest"]
    acts = actor is not None and not _PLAN.search(actor[0]) and not re.match(r"be\s", actor[1])
    return (actor[0] if actor and acts else None), because, Sure.MEDIUM


def _in_note_form(text: str) -> tuple[str | None, str, Sure] | None:
    """ "The slides to be circulated.", "AW and BC to write a paragraph.": a sentence without a verb of its own."""
    if len(text) > 400 or not _NOTE_FORM.match(text):
        return None
    actor = actor_in(text)
    if actor is not None and re.match(rf"{_DO}\b", actor[1]) and " to " in text[: len(actor[0]) + 5]:
        return actor[0], "It says who is to do what.", Sure.MEDIUM
    return (None, "It says what is to be done.", Sure.MEDIUM) if _TO_BE_DONE.match(text) else None


def _asked_for(text: str) -> tuple[str | None, str, Sure] | None:
    if _NOT_TO_DO.search(text):
        return None
    if (found := _REQUESTED.match(text)) and re.search(
        r"\b(?:be|provide|report|send|circulate|include|bring|share|come|attend|consider|write|to)\b",
        found["what"][:200],
    ):
        asked_for = re.match(r".{0,200}?\basked\s+for\b", text)
        if asked_for and not re.search(r"\bto\s+be\b", found["what"]):
            return None  # "asked for clarification" is a question
        actor = re.match(
            r"(?:that\s+)?(?P<who>(?:the\s+)?[A-Za-z][\w&'’ -]{2,60}?)\s+(?:provide|report|send|circulate|bring|meet"
            r"|arrange|prepare"
            r"|share|attend|consider|write|come|be\s+asked\s+to)\b",
            found["what"],
        )
        whom = actor["who"] if actor and not re.search(r"\bbe\b", actor["who"]) else None
        return whom, "It was asked for.", Sure.LOW
    if found := _WANTED.match(text):
        return None, "It was asked for.", Sure.LOW
    if _AND_ASKED_THAT.search(text):
        return None, "It was asked for.", Sure.LOW
    told = _TOLD_THAT.match(text)
    if _COMES_BACK.match(text) or (told and _COMES_BACK.match(text[told.end()].upper() + text[told.end() + 1 :])):
        return None, "It is said to be coming to the body.", Sure.LOW
    if _TO_BE.match(text) and not re.search(r"\bwould be (?:able|subject|required|used)\b", text) and due_in(text):
        return None, "It is said to be coming, and when.", Sure.LOW
    return None


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:69]}…"


def _entry(passages: Passages, place: int, text: str, start: int, who: str | None, because: str, sure: Sure) -> Entry:
    owner = who.strip() if who else ""
    if owner.lower() in ("he", "she", "they", "it"):  # only where the same sentence has said who that is
        subject = re.match(rf"(?:{_SUBJECT.pattern})", text)
        owner = subject[0] if subject and owner.lower() != "it" and subject[0].lower() != owner.lower() else ""
    return Entry(
        EntryKind.ACTION,
        text,
        passages.lines(place),
        because,
        sure,
        owner=resolved(owner, passages.initials) if owner else None,
        owner_words=owner or None,
        due=due_in(text),
        place=start,
    )
