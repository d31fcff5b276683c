"""What somebody is asked to do: "The Chair asked the Clerk to write", "Members requested a report", "It was asked that ..."."""

import re

from .actors import actor_before
from .openings import BODY
from .owners import PERSON_FIRST
from .proposal import Sure
from .undertakings import FOLLOW_UP, Found

_A_MEMBER = r"(?:(?:[Aa]|[Oo]ne|[Aa]nother)\s+(?:\w+\s+)?[Mm]ember|[Ss]ome\s+[Mm]embers|Several\s+[Mm]embers)"
_ASKER = rf"(?:{BODY}|{PERSON_FIRST.pattern}|{_A_MEMBER}|[Ii]t\s+was)"
_HOW = r"\s+(?:also\s+|then\s+|further\s+|therefore\s+|again\s+|additionally\s+)?"
_THAT = re.compile(
    rf"{_ASKER}(?:\s+of\s+the\s+\w+)?{_HOW}(?:requested|REQUESTED|asked|suggested\s+and\s+agreed)\s+(?:that\s+|for\s+)(?P<what>.{{8,}})",
    re.S,
)
_ANYBODY_THAT = re.compile(  # whoever asks, "asked that ... be" asks for something
    r"(?<!\bhad\s)(?<!\bbeen\s)(?<!\balready\s)\b(?:requested|asked)(?:,?\s+if\s+possible,?)?\s+that(?:,?\s+(?:if|where)\s+possible,?)?\s+"
    r"(?P<what>[^.;]{2,160}?\b(?:be(?!\s+(?:noted|minuted|recorded|aware))\s+[a-z]{3,}|receive|provide|attend|report|consider|write|send|bring|include|look|ensure"
    r"|share|contact|review)\b.*)",
    re.S,
)
_FOR_TO_BE = re.compile(
    r"(?<!\bhad\s)\b(?:requested|asked)\s+for\s+[^.;]{3,90}?\s+to\s+be\s+(?!noted|minuted|recorded)[a-z]{3,}"
)
_IF_IT_COULD = re.compile(
    r"\b(?:asked|requested|queried|enquired)\s+(?:if|whether)\s+(?P<what>(?:(?!\bhappy\b|\bcontent\b|\baware\b)[^.;?]){3,110}?\s(?:(?:could|can|might)\s+)?(?<!would\s)(?<!will\s)be\s+(?:\w+ly\s+)?(?:added|circulated"
    r"|sent|provided|included|shared|invited|brought|arranged|e-?mailed|distributed|forwarded|proof\s*-?read|amended|corrected|supplied"
    r"|made\s+available|placed|put\s+on|updated|produced|prepared|reported|presented))\b"
)
_WHOM = (
    r"(?P<whom>(?:the\s+)?(?:[Oo]fficers|[Ss]taff|[A-Z][\w&'’.-]*(?:\s+(?:of|for|and|the|to|members?|colleagues|officers|team|[A-Z][\w&'’.-]*)){0,9}"
    r"|[a-z]+\s+officers?|clerk|[Cc]hair(?:man)?|[Bb]oard\s+members?|[Mm]embers|[Cc]ouncillors|[Pp]artners|all\s+(?:\w+\s+)?members"
    r"|(?:\w+\s+){0,3}(?:team|service|representatives?|colleagues)))"
)
_SOMEBODY = re.compile(
    rf"{_ASKER}{_HOW}(?P<how>requested|asked|tasked|instructed|invited|urged|reminded|encouraged)\s+{_WHOM}\s+to\s+(?:also\s+)?(?P<verb>[a-z-]+)\b"
)
_AND_SOMEBODY = re.compile(
    rf"\band\s+(?:has\s+|had\s+)?(?:also\s+|therefore\s+|then\s+)?(?P<how>asked|requested|instructed|tasked)\s+{_WHOM}\s+to\s+"
    r"(?:also\s+)?(?P<verb>[a-z-]+)\b"
)
_AND_INFORMATION = re.compile(
    r"\b(?:and|,)\s+(?:also\s+)?requested\s+(?:an?\s+|the\s+)?(?:further|more|additional|detailed)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:information|data|details|figures|reports?|updates?|briefings?)\b"
)
_AND_THAT = re.compile(r"\band\s+(?:has\s+|had\s+)?(?:also\s+)?(?:asked|requested)\s+that\b.{0,160}?\bbe\s+[a-z]+")
_REMINDED = re.compile(
    rf"{_ASKER}{_HOW}(?:reminded|asked)\s+(?P<whom>(?:all\s+|the\s+)?(?:\w+\s+)?(?:[Mm]embers|[Cc]ouncillors|[Oo]fficers|[Pp]artners"
    r"|[Cc]olleagues))\s+that\s.{5,300}?\b(?:should|were\s+to|needed\s+to|must)\s+(?:be\s+)?(?:sent|returned|submitted|forwarded|e-?mailed"
    r"|completed|send|return|submit|forward|complete|let|contact|respond)\b"
)
_OF_MEMBERS = re.compile(  # by some day after the meeting, not at the table
    r"(?P<who>(?:[Aa]ll\s+)?(?:\w+\s+)?(?:[Mm]embers|[Cc]ouncillors|[Pp]artners|[Cc]olleagues))\s+(?:were|are)\s+(?:also\s+)?(?:asked|invited|requested|reminded"
    r"|encouraged|urged)\s+to\s+(?:contact|e-?mail|send|forward|submit|let|notify|complete|respond|return|share|feed\s?back|get\s+in\s+touch)\b"
)
_SEND_IN = re.compile(
    r"(?:Any\s+|All\s+)?(?:further\s+|additional\s+|other\s+)?(?:comments|suggestions|feedback|nominations|questions|amendments|ideas|expressions\s+of\s+interest)\b"
    r"[^.;]{0,80}?\s(?:should|were\s+to|must|to)\s+be\s+(?:sent|submitted|e-?mailed|forwarded|returned|fed\s+back|given)\b"
)
_RECORDS = (
    r"(?:updates?|reports?|briefings?|papers?|cop(?:y|ies)|breakdowns?|data|figures|presentations?|notes?|visits?|letters?"
    r"|amendments?|changes?|additions?|clarification|timetables?|lists?|meetings?|reviews?|details|information|analysis)"
)
_WANTED = re.compile(
    rf"{_ASKER}(?:\s+of\s+the\s+\w+)?{_HOW}"
    r"requested\s+(?:that\s+|than\s+|the\s+provision\s+of\s+)?"
    r"(?:an?|further|more|additional|some|the|regular)\s+(?:[\w-]+\s+){0,3}"
    r"(?:updates?|reports?|briefings?|papers?|cop(?:y|ies)|breakdowns?|data|figures|presentations?|notes?|visits?|letters?)\b"
)
_TO_SEE = re.compile(
    rf"{_ASKER}{_HOW}(?:requested\s+sight\s+of|(?:wished|wanted|would\s+like|would\s+welcome|was\s+keen|were\s+keen)(?:\s+to\s+(?:see|receive|have))?(?=\s[^.]{{3,120}}?\b(?:next|future)\s+(?:report|update|meeting))|asked\s+to\s+(?:receive|see|have)|asked\s+if\s+they\s+could\s+(?:receive|have))\s"
)
_WAS_REQUESTED = re.compile(
    rf"(?:An?|Further|More|Additional|Some)\s+(?:[\w-]+\s+){{0,5}}?{_RECORDS}\b[^.;]{{0,120}}?\s(?:was|were)\s+(?:also\s+|then\s+)?requested\b"
    r"(?!\s+by\s+[^.]{3,60}\s+and\s)"
)
_DOES = re.compile(
    r"\b(?:be|provide|report|send|circulate|include|bring|share|come|attend|consider|write|to|give|ensure|review|look|contact|make)\b"
)
_OF_THE_MEETING = (
    r"(?:note|agree|approve|comment|introduce|endorse|receive|support|speak|say|declare|vote|leave|withdraw|take|present|outline|explain"
    r"|summarise|confirm|clarify|elaborate|expand|update|describe|stand|observe|join|move|second|nominate|sign|raise|express|join)"
)
NOT_TO_DO = re.compile(
    r"\b(?:thanks|appreciation|condolences|congratulations|gratitude|dissent|vote|abstention)\b.{0,80}\bbe\s+(?:formally\s+)?(?:recorded|minuted|noted)\b|"
    rf"\b(?:asked|invited|requested)\s+(?:members?\s+)?to\s+(?:{_OF_THE_MEETING}|consider|discuss|provide\s+(?:an?\s+)?(?:update|overview)\s+(?:on|of))\b"
    r"|\bif\b[^.]{0,40}\bwould\b|\basked\s+(?:if|whether|how|what|when|why|who|about)\b"
)
_OWN_BODY = re.compile(
    r"(?:the\s+|all\s+)?(?:\w+\s+)?(?:Board|Committee|Sub-Committee|Panel|Cabinet|Council|Commission|Forum|[Mm]embers?|[Cc]ouncillors)"
)
_PRESENTS = re.compile(r"\b(?:presented|introduced|outlined|submitted|welcomed|thanked)\b")


def asked_of(text: str) -> Found | None:
    """ "The Chair asked Ms Reed to send it": somebody is named. What members are asked to do at the table is not for later."""
    if NOT_TO_DO.search(text):
        return None
    if found := _REMINDED.match(text):
        return Found(found["whom"], "Somebody was reminded that it should be done.", Sure.LOW)
    if found := _OF_MEMBERS.match(text):
        return Found(found["who"], "Members were asked to do it.", Sure.LOW)
    found = _SOMEBODY.match(text) or _AND_SOMEBODY.search(text)
    if not found or not _is_for_later(found, text):
        return None
    short = text[found.start() : found.end()]
    because = f"Somebody was asked to do it: “{short if len(short) <= 70 else f'{short[:69]}…'}”."
    urged = found["how"] in ("invited", "urged", "reminded", "encouraged")
    return Found(found["whom"], because, Sure.LOW if urged else Sure.MEDIUM)


def _is_for_later(found: re.Match[str], text: str) -> bool:
    follows = bool(re.match(rf"(?:{FOLLOW_UP})\b", text[found.start("verb") :])) or found["verb"] in (
        "email",
        "complete",
        "return",
    )
    if found["how"] in ("invited", "urged", "encouraged", "reminded"):
        return follows and not re.match(r"(?:present|give|provide|update|report)\b", found["verb"])
    if _OWN_BODY.fullmatch(found["whom"]):
        settles = found["verb"] in (
            "identify",
            "confirm",
            "consider",
            "review",
            "explore",
            "give",
            "monitor",
            "discuss",
            "submit",
        )
        board_member = (
            re.match(r"(?:[Bb]oard|[Pp]anel|[Cc]ommittee)\s+members?", found["whom"]) and found["verb"] != "identify"
        )
        return (follows and not settles and not _PRESENTS.search(text[: found.start("verb")])) or bool(board_member)
    if re.fullmatch(_OF_THE_MEETING, found["verb"]):
        return found["verb"] in ("express", "raise", "take", "confirm", "clarify") and not _PRESENTS.search(
            text[: found.start("verb")]
        )
    return True


def asked_for(text: str) -> Found | None:
    """ "Members requested a report", "It was requested that arrangements be made": seldom with a name."""
    if _TO_SEE.match(text):
        return Found(None, "It was asked for.", Sure.LOW)
    if NOT_TO_DO.search(text):
        return None
    if _SEND_IN.match(text):
        return Found(None, "It was asked for.", Sure.LOW)
    found = _THAT.match(text)
    if found and _DOES.search(found["what"][:200]):
        wants_to_know = re.match(r".{0,200}?\basked\s+for\b", text)
        if wants_to_know and not re.search(
            r"\bto\s+be\b|\b(?:report|update|briefing|paper|presentation)\b", found["what"]
        ):
            return None  # "asked for clarification" is a question
        return Found(_whom(found["what"]), "It was asked for.", Sure.LOW)
    if found := _ANYBODY_THAT.search(text):
        return Found(_whom(found["what"]), "It was asked for.", Sure.LOW)
    if (
        _FOR_TO_BE.search(text)
        or _WANTED.match(text)
        or _WAS_REQUESTED.match(text)
        or _AND_THAT.search(text)
        or _AND_INFORMATION.search(text)
    ):
        return Found(None, "It was asked for.", Sure.LOW)
    return None


def _whom(what: str) -> str | None:
    """ "that the Clerk write to them": who is to."""
    found = re.match(
        r"(?:that\s+)?(?P<who>(?:the\s+)?[A-Za-z][\w&'’() -]{1,90}?)\s+(?:should\s+|would\s+|could\s+|to\s+)?"
        r"(?:provide|report|send|circulate|bring|meet|arrange|prepare|share|attend|consider|write|come|contact|investigate|give|ensure|look|review|check|liaise|be\s+asked\s+to)\b",
        what,
    )
    if not found or re.search(r"\b(?:be|an?|any|this|that|it|there|reports?|updates?)\b", found["who"]):
        return None
    actor = actor_before(found["who"])
    return actor.words if actor else found["who"] if len(found["who"]) < 60 else None


def asked_if_it_could_be(text: str) -> Found | None:
    """ "The Chair asked if it could be added to the agenda": a question in form, a request in what it wants."""
    return (
        Found(None, "It was asked whether it could be done, and no answer is recorded.", Sure.LOW)
        if _IF_IT_COULD.search(text)
        else None
    )
