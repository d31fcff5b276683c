"""Who acts in a sentence: the words that stand before "would", "agreed to" or "to", if they name somebody who can act."""

import re
from dataclasses import dataclass

from .owners import PERSON_FIRST
from .words import HONORIFIC, NAME, POST

_CAPITAL = r"[A-Z][\w&'’.-]*"
# Posts that only councils of some age have, and those of schools and trusts: enough to act, not enough to say who was present.
OTHER_POST = (
    r"(?:Chamberlain|Remembrancer|Comptroller|Surveyor|Engineer|Planner|Convenor|Convener|Headteacher|Principal|Analyst"
    r"|Administrator|Partner|Superintendent|Ombudsman|Librarian|Constable|Business Manager|Counsel|Practitioner|Specialist)s?"
)
_IN_LOWER = (
    r"(?:officers?|clerk|chair(?:man|person)?|vice-?\s?chair(?:man|person)?|leader|director|manager|secretary|presenters?"
    r"|representatives?|speaker|author|team|staff|colleagues|councillors?|co-?ordinator|convener|treasurer|lead\s+member"
    r"|portfolio\s+holder|chief\s+executive|advis[eo]r|contractor|developer|applicant|consultants?|auditors?|trust)"
)
_OF = rf"(?:\s*,?\s+(?:of|for|from|to|at)\s+(?:the\s+)?{_CAPITAL}(?:(?:,?\s+(?:and|of|for|the|&)\s+|,?\s+){_CAPITAL}){{0,7}})?"
_ONE = (
    rf"(?:{HONORIFIC}\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}(?:\s*\([^)]{{1,60}}\))?"
    rf"|(?:[Tt]he\s+|[Aa]n?\s+)?(?:{_CAPITAL}\s+(?:(?:{_CAPITAL}|and|of|for|&|\d{{4}}|\([A-Z]{{2,6}}\))\s+){{0,7}}?)?"
    rf"(?:{POST}|{OTHER_POST}){_OF}(?:\s*\([^)]{{1,60}}\))?"
    rf"|(?!The\s){NAME}(?:\s*\([^)]{{1,60}}\))?|(?:[B-HJ-Z]\.?|[AI]\.)\s{_CAPITAL}"
    rf"|(?:[Tt]he\s+)?(?:{_CAPITAL}\s+(?:(?:{_CAPITAL}|and|of|&|\([A-Z]{{2,6}}\))\s+){{0,7}}?)?(?:[a-z-]+\s+){{0,2}}?{_IN_LOWER}"
    rf"(?:\s+(?:from|of|for)\s+(?:the\s+)?{_CAPITAL}(?:\s+(?:{_CAPITAL}|and|of|for|the)){{0,6}})?"
    rf"|[Aa]\s+(?:representative|member\s+of\s+staff)\s+(?:of|from)\s+(?:the\s+)?{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|and|the)){{0,6}}"
    r"|[A-Z]{2,4}|[Oo]fficers)"
)
_SOMEBODY = re.compile(
    rf"(?:[Bb]oth\s+)?{_ONE}(?:(?:,\s+|,?\s+and\s+|\s*/\s*|\s+&\s+){_ONE}){{0,3}}(?:,\s+[^,;]{{3,80}},)?"
)
_COUNCILLORS = re.compile(  # "Cllrs Mrs Oak and Elm-Dee": surnames under one title
    rf"(?:Councillors|Cllrs)\.?\s+(?:Mrs\s+)?{_CAPITAL}(?:\s+{_CAPITAL})?(?:(?:,\s+|\s+and\s+)(?:Mrs\s+)?{_CAPITAL}(?:\s+{_CAPITAL})?){{1,5}}"
)
_ORGANISATION = re.compile(
    rf"(?:[Tt]he\s+)?(?:{_CAPITAL}\s+(?:(?:{_CAPITAL}|and|of|for|&|\([A-Z]{{2,6}}\))\s+){{0,7}}?)?(?:CCG|ICB|NHS|Council|Trust|Healthwatch"
    rf"|Team|Department|Dept\.?|Directorate|Partnership|Police|Highways|Association|University|Authority|Service|Group|Federation"
    rf"|Agency)(?:\s+{_CAPITAL}){{0,2}}(?:\s+(?:team|officers|colleagues))?"
)
_PRONOUN = re.compile(r"[Hh]e|[Ss]he|[Tt]hey")
_OF_A_KIND = re.compile(
    rf"(?:[A-Z][a-z]+\s+){{0,2}}(?:{POST}|{OTHER_POST})(?<=s)(?<!Officers)"
)  # "Nurses": not those in the room
_THING_WORDS = (
    r"(?:Party|Group|Board|Team|Plan|Programme|Strategy|Services?|Committee|Council|Forum|Panel|Scheme|Project|Centre|Hub|House"
    r"|School|Trust|Act|Bill|Fund|Report|Policy|Framework|Review|Network|Alliance|College|Hospital|Meeting|Road|Street|Working|Housing"
    r"|Care|Health|Park|Unit|Department|Agency|Authority|Police|System|Model|Partnership|Charter|Agenda|Week|Day|Statement|Budget)"
)
_THING = re.compile(rf"\b{_THING_WORDS}\b")
_STOP = re.compile(
    r"(?:It|This|That|There|These|Those|All|None|Members?|However|Following|During|Further|Future|Action|Item|Minute|Appendix"
    r"|Report|Agenda|Page|Section|Paragraph|Update|Who|Which|What|Where|When|If|Phase|Stage|Year)\b"
)
_BOUNDARY = re.compile(
    r"[;:]\s+|\s[–—-]\s+|,\s+|\b(?:and|that|which|but|as|whether|where|when|because|however)\s+"
    r"|\b(?:said|advised|confirmed|stated|replied|explained|indicated|reported|added|noted|assured\s+\w+)\s+"  # "said she would"
)
_IN_ROOM = re.compile(rf"{POST}|{OTHER_POST}|{_IN_LOWER}|{HONORIFIC}\s")
_TAIL = re.compile(r"\s+(?:also|then|therefore|further|both|each|has|have|had|\w+ly)$")
_THING_LAST = re.compile(rf"\b{_THING_WORDS}$")
_OFFICE_OF = re.compile(rf"(?:{POST}|{OTHER_POST}|{_IN_LOWER}),?\s+(?:of|for|from|to|at)\s|{HONORIFIC}\s|\(|,\s")
_ANY_OFFICE = re.compile(
    rf"(?:^|[,;:–—-]\s|\b(?:and|that|but)\s)(?P<who>[Tt]he\s+(?!{_THING_WORDS}\b){_CAPITAL}"
    rf"(?:\s+(?:{_CAPITAL}|and|of|for|the)){{0,7}})$"
)
LONGEST = 160  # characters in which an actor must stand whole


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody named. `start` is where in the text the naming begins."""

    words: str
    start: int
    is_pronoun: bool = False
    is_body: bool = False  # an organisation, a service: it may be told of, and take nothing on


def actor_before(text: str) -> Actor | None:
    """The actor that a text ends in: the longest run of words back to a comma, an "and", a "that" or the beginning."""
    text = _TAIL.sub("", text.rstrip())
    head = max(0, len(text) - LONGEST)
    begins = [head] if head == 0 else []
    begins += [found.end() for found in _BOUNDARY.finditer(text, head)]
    for start in begins:
        words = re.sub(
            r"^(?:[Ii]n (?:response|reply|addition|conclusion)|[Ff]inally|[Tt]herefore|[Aa]lso)\s+",
            "",
            text[start:].strip(" ,"),
        )
        if not words or len(words) > LONGEST:
            continue
        at = text.find(words, start)
        if _PRONOUN.fullmatch(words):
            return Actor(words, at, is_pronoun=True)
        if _STOP.match(words):
            continue
        if _COUNCILLORS.fullmatch(words):
            return Actor(words, at)
        if _SOMEBODY.fullmatch(words):
            told_of = _OF_A_KIND.fullmatch(words) or _is_a_thing(words)
            return Actor(words, at, is_body=bool(told_of))
        if _ORGANISATION.fullmatch(words):
            return Actor(words, at, is_body=True)
    return None


def office_before(text: str) -> Actor | None:
    """Any "the Archivist" a text ends in, behind words that are only said of people: "agreed to"."""
    found = _ANY_OFFICE.search(text[-LONGEST:])
    return Actor(found["who"], len(text) - len(text[-LONGEST:]) + found.start("who")) if found else None


def as_said(words: str | None, text: str) -> str | None:
    """Words taken from a sentence whose first letter was made a capital, as the sentence has them."""
    return words[:1].lower() + words[1:] if words and words not in text else words


def _is_a_thing(words: str) -> bool:
    """Capitals that name a group or a plan, no person: "Drainage Working Party". "Head of Housing" is a person."""
    if not _THING.search(words):
        return False
    return not _IN_ROOM.search(words) or (bool(_THING_LAST.search(words)) and not _OFFICE_OF.search(words))


def organisation_of(text: str) -> str | None:
    """The organisation a sentence begins with: "Highways have said that they will look"."""
    found = re.match(rf"(?P<who>{_ORGANISATION.pattern})(?=\s+[a-z])", text)
    return found["who"] if found else None


def subject_of(text: str) -> str | None:
    """Who a sentence begins with, followed by what they did; None for a thing or a pronoun."""
    found = PERSON_FIRST.match(text) or re.match(rf"(?P<who>{_ONE})", text)
    if not found or _PRONOUN.fullmatch(found["who"]):
        return None
    longer = re.match(rf"(?P<who>{_ONE})(?=,?\s+[a-z])", text)
    words = (longer or found)["who"].strip()
    return None if _STOP.match(words) else words
