"""Things to do written as a note, without a verb of their own: "AW and BC to write a part.", "The slides to be sent." """

import re

from .actors import actor_before, as_said
from .openings import BODY
from .owners import PERSON_FIRST, actor_in
from .passages import Passages
from .proposal import Sure
from .undertakings import FOLLOW_UP, Found

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
_HAS_VERB = (
    r"\b(?:was|were|is|are|had|has|have|would|will|could|should|said|stated|asked|noted|agreed|advised|need|needs|gave|felt|thought"
    r"|explained|reported|suggested|considered|introduced|presented|outlined|confirmed|provided|continues?|aims?|hopes?|wished|wanted"
    r"|plans?\s+to|able|due|continued|helps?|allows?|enables?|seeks?|tends?|began|started|came|went|going|invited\s+(?:the|members))\b"
)
_NOTE = re.compile(rf"[A-Z](?:(?!{_HAS_VERB})[^.;:?]){{1,160}}?\sto\s+[a-z]")
_DONE = (  # by somebody in the room; what is to be rolled out or opened is told of the world outside it
    r"(?:re-?)?(?:\w+ly\s+)?(?:invited"
    r"|circulated|e-?mailed|sent|added|shared|provided|amended|included|arranged|brought|presented|reported|contacted|asked"
    r"|distributed|scheduled|updated|discussed|forwarded|placed|checked|produced|sought|obtained|prepared|drafted|completed|reviewed"
    r"|followed\s+up|raised|chased|considered|progressed|tabled|organised|undertaken|submitted|published|created|made|written|put"
    r"|booked|ordered|returned|passed|carried\s+(?:out|forward)|looked\s+into|investigated|set\s+up|given|replaced|repaired|installed"
    r"|removed|corrected|informed|notified|taken)\b"
)
_TO_BE_DONE = re.compile(
    r"[A-Z](?:(?!\b(?:was|were|had|has|have|would|will|noted|agreed|said|asked|is|are|needs?|allows?|enables?|expects?|expected|hopes?|hoped|wants?"
    r"|requires?|required|seems?|continues?|due|likely|supposed|suggested\s|provided\s(?!by))\b)[^.;:?]){2,160}?"
    rf"\sto\s+be\s+{_DONE}"
)
_IS_TO_BE = re.compile(
    r"[A-Z](?:(?!\b(?:was|were|had|has|have|would|will|which|who|that|if|when|services?|patients?|residents?|care)\b)[^.;:?]){2,120}?"
    rf"\s(?:is|are)\s+to\s+be\s+(?!provided|given|considered|taken|made|published|presented|created){_DONE}"
)
_TELLS = re.compile(  # somebody did something: a whole sentence, no note
    rf"(?:{BODY}|{PERSON_FIRST.pattern})\s+(?:\w+ly\s+)?(?!to\b|and\b|of\b|for\b|in\b|on\b|from\b|at\b|or\b|with\b|members?\b|officers?\b|team\b"
    r"|colleagues\b|staff\b|representatives?\b|meetings?\b|agenda\b|reports?\b|papers?\b|report\b|details\b|contact\b)[a-z]+\b(?!\s+to\s+be\b)"
)
_PART = re.compile(
    r"\s[–—-]\s+|(?<=[A-Za-z)])[-–]\s+(?=(?:the\s+)?(?:clerk|chair|officers?)\b)|;\s+|:\s+|,?\s+(?:and\s+|but\s+)?however,?\s+"
)
_STRONG = re.compile(
    r"(?:[A-Z]{2,4}|(?:The\s+)?(?:Clerk|Chair(?:man|person)?|Officers?)|(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Dr)\.?\s.+)(?:\s*(?:,|/|&|and)\s*\S+)*"
)
_FIRST_NAME = re.compile(
    r"(?P<who>(?!This|That|There|They|These|It|All|Due|Close|Next|Prior|Thanks|Welcome)[A-Z][a-z]{2,14})\s+to\s+(?P<rest>[a-z].*)",
    re.S,
)
LONGEST = 400  # characters of a note
SHORT = 120  # of one behind a semicolon


def in_note_form(text: str, passages: Passages) -> Found | None:
    """A note, or the last part of a sentence that is one: "Grass cutting – the Clerk to ask for quotations." """
    if len(text) > LONGEST or " to " not in text or text.startswith("To "):
        return None
    for part in [text, *_PART.split(text)[1:]]:
        said = part[:1].upper() + part[1:]
        if _TELLS.match(said):
            continue
        if found := _named(said, passages):
            return Found(as_said(found.who, text), found.because, found.sure)
        if part is not text and _TO_BE_DONE.match(said) and len(said) < SHORT:
            return Found(None, "It says what is to be done.", Sure.MEDIUM)
    if _TELLS.match(text):
        return None
    if _TO_BE_DONE.match(text):
        return Found(None, "It says what is to be done.", Sure.MEDIUM)
    return Found(None, "It says what is to be done.", Sure.LOW) if _IS_TO_BE.match(text) else None


def _named(text: str, passages: Passages) -> Found | None:
    if not _NOTE.match(text):
        return None
    because = "It says who is to do what."
    to = re.search(r"\sto\s+(?=[a-z])", text)
    actor = actor_before(text[: to.start()]) if to else None
    if to and actor and actor.start == 0 and not actor.is_pronoun:
        does = text[to.end() :]
        if re.match(rf"(?:{_DO}|{FOLLOW_UP})\b", does) or (
            _STRONG.fullmatch(actor.words) and re.match(r"(?!be\s)[a-z]{3,}\b", does) and not actor.is_body
        ):
            return Found(actor.words, because, Sure.MEDIUM)
    named = actor_in(text)
    if named is not None and re.match(rf"{_DO}\b", named[1]) and " to " in text[: len(named[0]) + 5]:
        return Found(named[0], because, Sure.MEDIUM)
    one = _FIRST_NAME.match(text)
    if one and re.match(rf"(?:{_DO}|{FOLLOW_UP})\b", one["rest"]) and _is_known(one["who"], passages):
        return Found(one["who"], because, Sure.MEDIUM)
    return None


def _is_known(first_name: str, passages: Passages) -> bool:
    """Whether the item names somebody in full who is called so: "Robin", of whom it said "Robin Marsh" before."""
    full = re.compile(rf"\b{re.escape(first_name)}\s+[A-Z][a-z]")
    return any(full.search(paragraph.text) for paragraph in passages.paragraphs)
