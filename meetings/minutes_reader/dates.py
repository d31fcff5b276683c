"""Days as minutes write them, and what is said of when something is due."""

import re
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)"
_DAY = rf"(\d{{1,2}})(?:\s*(?:st|nd|rd|th))?(?:\s+(?:day\s+)?of)?,?\s+({_MONTH})\b,?(?:\s+((?:19|20)\d\d))"
WRITTEN = re.compile(rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}", re.I)
AMERICAN = re.compile(rf"(?:{_WEEKDAY},?\s+)?({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)", re.I)
NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
TIME = re.compile(r"\b(\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|noon|hrs?|hours)|\d{1,2}[:.]\d\d(?!\d))", re.I)


def dates_in(text: str) -> list[tuple[date, str]]:
    """Every day a text names in full, with the words it is named in."""
    found: list[tuple[int, date, str]] = []
    for match in WRITTEN.finditer(text):
        _keep(found, match, int(match[1]), _month(match[2]), int(match[3]))
    for match in AMERICAN.finditer(text):
        _keep(found, match, int(match[2]), _month(match[1]), int(match[3]))
    for match in NUMERIC.finditer(text):
        if match[1]:
            _keep(found, match, int(match[1]), int(match[2]), int(match[3]))
        else:
            _keep(found, match, int(match[6]), int(match[5]), int(match[4]))
    return [(day, words) for _, day, words in sorted(found, key=lambda each: each[0])]


def _keep(found: list, match: re.Match[str], day: int, month: int, year: int) -> None:
    try:
        found.append((match.start(), date(year, month, day), match[0].strip()))
    except ValueError:
        return  # 31 June: not a day


def _month(words: str) -> int:
    return next(place for place, name in enumerate(MONTHS, 1) if name.startswith(words[:3].lower()))


_WHEN = (
    rf"(?:(?:the\s+)?(?:end|start|beginning|close|middle|first week|week ending|week commencing|w/c|w/e"
    rf"|summer|autumn|spring|winter)\s+(?:of\s+)?)?"
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    rf"|(?:early |mid[- ]?|late )?{_MONTH}\b(?:,?\s+\d{{4}})?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?"
    rf"|{_WEEKDAY}\b"
    rf"|(?:the\s+)?(?:next|new|current|this|following|coming)\s+(?:financial |municipal |calendar "
    rf"|academic )?(?:year|month|week|quarter|term)(?:\b)"
    rf"|(?:the\s+)?(?:early |late )?(?:spring|summer|autumn|winter|new year|Christmas"
    rf"|Easter|school|half[- ]term)\b(?:\s+(?:of\s+)?\d{{4}}|\s+(?:term|recess|break|holidays?))?"
    rf"|(?:the\s+)?(?:year|month|week|quarter|term|day)(?:'s|’s)?\s+end\b|Q[1-4]\b(?:\s+\d{{4}}(?:/\d\d)?)?"
    rf"|(?:19|20)\d\d\b)"
)
_MEETING = (
    rf"(?:the|its|their|our|a|that)\s+(?:Board(?:'s|’s)?\s+|Committee(?:'s|’s)?\s+|Panel(?:'s|’s)?\s+)?"
    rf"(?:next|following|subsequent|{_MONTH}(?:\s+\d{{4}})?|future|forthcoming|upcoming)\b(?:\s+(?:\d{{4}}"
    rf"\s+)?[A-Z][\w&'’]*|\s+(?:and|of|the|scheduled|formal|public|ordinary|board|committee|panel"
    rf"|council)\b){{0,8}}\s+(?:meetings?|session)"
    rf"(?:\s+(?:in|on)\s+{_WHEN})?"
)
_SPAN = (
    r"(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d{1,3})(?:\s*(?:to|-|–"
    r"|or)\s*(?:\w+))?\s+(?:working\s+|calendar\s+)?(?:day|week|fortnight|month"
    r"|year)s?(?:['’]?s?['’]?\s+time)?|(?:a|the next)\s+(?:fortnight|week|month))"
)
DUE = re.compile(
    rf"\b(?:(?:no later than|by|before|in time for|ahead of|prior to|until|from)\s+(?:{_MEETING}|next "
    rf"meeting|{_WHEN}|then\b)"
    r"|(?:by|before|at|no\s+later\s+than)\s+(?:the\s+)?(?:end|close|start|beginning)\s+of\s+(?:the|this|next)\s+(?:financial\s+|municipal\s+"
    r"|calendar\s+|academic\s+|school\s+)?(?:year|month|week|quarter|term|day)\b"
    rf"|(?:at|to|for|in|after)\s+{_MEETING}"
    rf"|(?:at|to|for|by|before|in)\s+(?:the\s+|its\s+|their\s+)?next\s+(?:(?!meeting)\w+\s+){{0,4}}?(?:meeting|forum|board|committee|panel|cabinet|session)\b"
    rf"|(?:within|in)\s+(?:the\s+next\s+)?{_SPAN}"
    r"|(?:within|in|over)\s+the\s+(?:next|coming)\s+(?:few|couple\s+of|several)?\s*(?:working\s+)?(?:days|weeks|months)"
    rf"|(?:at|to|for|by)\s+(?:the|its|their)\s+meeting\s+(?:(?:to\s+be\s+)?(?:held|scheduled|planned)\s+)?(?:on|in|for|of)\s+{_WHEN}"
    r"|(?:at|on)\s+a\s+(?:later|future)\s+(?:date|meeting)|(?:in\s+the\s+near\s+future|shortly)\b"
    r"|later\s+(?:this|in\s+the)\s+(?:year|month|week)"
    rf"|(?:in|during|on)\s+{_WHEN}"
    rf"|(?:after|following|outside(?:\s+of)?)\s+(?:the|this)\s+(?:(?:Board|Committee|Panel)\s+)?meeting"
    rf"|following\s+the\s+next\s+(?:[A-Z][\w&'’-]*\s+){{1,5}}?(?:meeting\b|Group\b|Board\b|Committee\b|Panel\b)"
    rf"|as soon as (?:possible|practicable)|immediately\b|in due course"
    rf"|on an? (?:monthly|quarterly|weekly|annual) basis|annually\b"
    r"|(?:monthly|quarterly|weekly)\b(?!\s+(?:scrutiny\s+|performance\s+)?(?:reports?|reporting|performance|newsletters?"
    r"|meetings?|returns?))"
    rf"|in\s+(?:the|its)\s+next\s+(?:\w+\s+){{0,2}}(?:report|update|newsletter|bulletin)|ongoing\b"
    rf"|every (?:\w+ )?(?:months?|meetings?|quarter)|(?:once )?every "
    rf"year)",
    re.I,
)


NAMED_MEETING = re.compile(rf"\b(?:attend|present\s+(?:it|this)\s+at)\s+((?=the|its|their){_MEETING})", re.I)
_IS_PAST = re.compile(
    r"(?<!\bbe )\b(?:held|received|published|issued|circulated|approved|submitted|began|took\s+place|opened|launched)\s+$"
)


def due_in(text: str) -> str | None:
    """When something is due, in the words that were used; the clearest of several."""
    text = re.split(r"\b(?:why|because|given\s+(?:that|the))\b", text[:3000])[0]
    found = [match[0].strip(" ,.;") for match in DUE.finditer(text) if not _is_a_period(text, match)]
    if not found:
        named = NAMED_MEETING.search(text)
        return named[1] if named else None
    by = [words for words in found if re.match(r"(?:by|before|no later|within|in time|ahead|prior)\b", words, re.I)]
    return by[0] if by else found[0]


def _is_a_period(text: str, match: re.Match[str]) -> bool:
    """ "from March" and "in 2015" say when something was, not when it is due; "in May 2015" may do either."""
    words = match[0].lower()
    if words.startswith(("in ", "on ", "at ", "during ")) and _IS_PAST.search(text[: match.start()]):
        return True
    return (
        words.startswith(("from ", "until "))
        or bool(re.fullmatch(r"(?:in|during|on)\s+(?:19|20)\d\d", words))
        or words == "by then"
    )
