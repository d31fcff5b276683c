"""The meeting itself: which body, on what day, when and where. Read only from the head of the file, never from its narrative."""

import re
from dataclasses import dataclass, field
from datetime import date

from .dates import TIME, dates_in
from .lines import Hint, NotMinutes, Paragraph
from .numbering import only_a_number
from .people import is_name

_PAGE_HEAD = re.compile(
    r"(?P<body>.{3,160}?)\s*(?:[-–,]|\bon\b)?\s*(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\d{"
    r"1,2}(?:st|nd|rd|th)?\s+\w+,?\s+\d{4})\s*,?\s*(?:at\s+)?(?P<time>\d{1,2}[.:]\d\d\s*(?:[ap]\.?m\.?)?"
    r"|\d{1,2}\s*[ap]m)?\s*(?:\(.{0,40}\))?\s*"
)
_MINUTES_OF = re.compile(
    r"(?:(?:draft|confirmed|unconfirmed|unapproved|public)\s+)*(?:record of (?:the )?|notes of (?:the )?|minutes\b)",
    re.I,
)
_BODY_OF = re.compile(
    r"(?:meeting|proceedings)\s+of\s+(?:the\s+)?(?P<body>[A-Z].{2,140}?)(?:\s*,?\s+(?:held|which|on|at)\b|$)", re.I
)
_BODY_BEFORE = re.compile(
    r"minutes\s+of\s+(?:the\s+|a\s+)?(?P<body>(?!meeting|the\s|a\s)[A-Z(][^:]{2,120}?)(?:\s+(?:meeting\b|held\b|on\b)|\s*[,–-]\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]))",
    re.I,
)
_TWO_LINES = re.compile(r"(?:draft\s+)?minutes\s+of\s+(?:the|a)\b", re.I)
_OF_ITEM = re.compile(
    r"Meeting of (?P<body>.{3,160}?), (?P<day>\w+day,? \d{1,2}\w{0,2} \w+,? \d{4})\s*(?P<time>\d[\d.:]*\s*[ap]\.?m\.?)?.{0,40}?"
    r"(?:\(Item \S{1,8}\))?"
)
_ISSUE = re.compile(r"Meeting:\s*(\d\d?/\d\d?/\d{4})\s*[-–]\s*(.{3,160}?)\s*\(Item\s+([^)]{1,20})\)\s*")
_LABEL = re.compile(
    r"(Venue|Place|Location|Contact|Time|Date(?:\s+(?:of\s+meeting|and\s+time))?|Committee|Meeting(?:\s+(?:title|name))?|Held "
    r"at|Held on)\s*[:\-–]\s*(.+)",
    re.I,
)
_BODY_WORDS = re.compile(r"\b(?:Board|Committee|Panel|Council|Cabinet|Executive|Commission|Sub-Committee|Partnership|Forum"
r"|Group|Assembly|Governing Body|Trust)\b", re.I)  # fmt: skip
_PRESENT = re.compile(r"(?:members?\s+|councillors?\s+)?present\b|attendance\b", re.I)
_MINUTES_TITLE = re.compile(
    r"(?:(?:draft|confirmed|unconfirmed|public)\s+)*(?:minutes|notes|record)\s+of\s+(?:the\s+|a\s+)?(?:meeting\s+of\s+(?:the\s+)?)?"
    r"(?P<body>(?-i:[A-Z])[^.:;]{3,100})",
    re.I,
)
HEAD = 40  # paragraphs
LETTERHEAD = 3  # of them, where the council's own name may stand over its board's


@dataclass(slots=True)
class Found:
    body: str | None = None
    day: date | None = None
    day_words: str | None = None
    time: str | None = None
    venue: str | None = None
    contact: str | None = None
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """A line that says: here the minutes of a meeting begin."""

    place: int
    day: date
    words: str
    body: str
    time: str | None = None
    item: str | None = None


def heads_in(paragraphs: list[Paragraph]) -> list[Head]:
    """Every place where minutes begin."""
    made = []
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if (
            (paragraph.marker and not paragraph.marker.is_bullet)
            or paragraph.hint is Hint.ITEM
            or (place and only_a_number(paragraphs[place - 1].text))
        ):
            continue
        if _TWO_LINES.match(text) and not dates_in(text) and place + 1 < len(paragraphs):
            text = f"{text} {paragraphs[place + 1].text}"  # a heading on two lines
        if len(text) > 400 or not re.search(r"\d{4}", text):
            continue
        if found := _ISSUE.fullmatch(text):
            if days := dates_in(found[1]):
                made.append(Head(place, *days[0], found[2], item=found[3]))
        elif (
            (found := _PAGE_HEAD.fullmatch(text)) and _BODY_WORDS.search(found["body"]) and not _MINUTES_OF.match(text)
        ):
            if days := dates_in(found["day"]):
                made.append(
                    Head(
                        place,
                        *days[0],
                        re.sub(r"^Meeting of (?:the )?", "", found["body"].strip(" -–,")),
                        found["time"],
                    )
                )
        elif (
            _MINUTES_OF.match(text)
            and (days := dates_in(text))
            and not re.search(r"\b(?:were|was|be|that|of the (?:previous|last))\b", text)
        ):
            made.append(Head(place, *days[0], _body_of(text) or "", _time_of(text)))
    return made


def one_meeting(paragraphs: list[Paragraph], wanted: date | None) -> tuple[list[Paragraph], Head | None]:
    """The paragraphs of the one meeting asked for. Two in a file are refused by name, unless its page tells them apart."""
    heads = heads_in(paragraphs)
    issues = [head for head in heads if head.item]
    if issues:
        return _issue(paragraphs, issues, wanted)
    begun = [head for head in heads if _begins_minutes(paragraphs, head, heads)]
    different = {head.day: head for head in begun}
    if len(different) > 1:
        _refuse(list(different.values()))
    first = begun[0] if begun else heads[0] if heads and heads[0].place < 6 else None
    return paragraphs, first


def _issue(paragraphs: list[Paragraph], heads: list[Head], wanted: date | None) -> tuple[list[Paragraph], Head]:
    chosen = [head for head in heads if head.day == wanted]
    if len({head.day for head in heads}) > 1 and not chosen:
        _refuse(heads)
    head = (chosen or heads)[0]
    later = [other.place for other in heads if other.place > head.place and other.day != head.day]
    return paragraphs[head.place : min(later, default=len(paragraphs))], head


def _refuse(heads: list[Head]) -> None:
    named = " and ".join(f"{head.body or 'one meeting'} on {head.day.day} {head.day:%B %Y}" for head in heads[:2])
    raise NotMinutes(f"The file holds the minutes of more than one meeting: {named}. Send one at a time.")


def _begins_minutes(paragraphs: list[Paragraph], head: Head, heads: list[Head]) -> bool:
    """An item called "Minutes of the meeting held on ..." is not where minutes begin: nobody is present after it."""
    if head.place < 3 and head is heads[0]:
        return True
    before = paragraphs[head.place - 1].text if head.place else ""
    if re.fullmatch(r"(?:Agenda(?:,? (?:and|decisions)(?: (?:draft )?minutes)?)*|(?:Draft )?Minutes)", before, re.I):
        return True
    after = paragraphs[head.place + 1 : head.place + 12]
    return any(_PRESENT.match(each.text) or re.match(r"(?:Venue|Contact):", each.text) for each in after)


def meeting_facts(head: list[Paragraph], begun: Head | None, said: dict[str, str]) -> Found:
    """What the head of the file says. `said` is what the format itself names, and comes first."""
    found = Found(body=said.get("body"), time=said.get("time"), venue=said.get("venue"))
    if said.get("date") and (days := dates_in(said["date"])):
        found.day, found.day_words = days[0]
    if begun and not found.day:
        found.day, found.day_words = begun.day, begun.words
        found.body, found.time = found.body or begun.body or None, found.time or begun.time
    for place, paragraph in enumerate(head[:HEAD]):
        _read_label(paragraph, found)
        if (
            re.fullmatch(r"(?:Place|Venue|Location)\s*:?", paragraph.text)
            and place + 1 < len(head)
            and len(head[place + 1].text) < 120
        ):
            found.venue = found.venue or head[place + 1].text
    if begun and begun.item is None and not found.venue:
        found.venue = _place_in(next((p.text for p in head if begun.words in p.text), ""))
    if not found.body:
        found.body = _body_line(head)
    if not found.day and not (begun and begun.item):
        _loose_date(head, found)
    return found


def _read_label(paragraph: Paragraph, found: Found) -> None:
    labelled = _LABEL.match(" ".join(cell for cell in paragraph.cells if cell) if paragraph.cells else paragraph.text)
    if not labelled:
        return
    label, value = labelled[1].lower(), re.sub(r"\.?\s*View directions\.?", "", labelled[2]).strip(" |")
    if label in ("venue", "place", "location", "held at"):
        found.venue = found.venue or value
    elif label == "contact":
        found.contact = found.contact or value
    elif label == "time":
        found.time = found.time or value
    elif label.startswith(("date", "held on")) and not found.day and (days := dates_in(value)):
        found.day, found.day_words = days[0]
        found.time = found.time or _time_of(value)
    elif label.startswith(("committee", "meeting")) and _BODY_WORDS.search(value) and not dates_in(value):
        found.body = found.body or re.sub(r"\s+Meeting$", "", value)


def _loose_date(head: list[Paragraph], found: Found) -> None:
    """A line of the head that is hardly more than a date."""
    for paragraph in head[:HEAD]:
        days = dates_in(paragraph.text)
        alone = len(paragraph.text) < 160 and not re.search(
            r"\b(?:minutes|deadline|published|next|last|previous|dispatch)\b", paragraph.text, re.I
        )
        told = re.search(r"\b(?:were|was|be|that)\b", paragraph.text)
        if days and len({day for day, _ in days}) == 1 and not told and (alone or _MINUTES_OF.match(paragraph.text)):
            found.day, found.day_words = days[0]
            found.time = found.time or _time_of(paragraph.text)
            return


def _body_of(text: str) -> str | None:
    found = _BODY_OF.search(text) or _BODY_BEFORE.search(text)
    if not found:
        return None
    body = re.split(
        r",?\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|,?\s+\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}",
        found["body"],
    )[0]
    return re.sub(r"^(?:the|a)\s+", "", body.strip(" ,-–"), flags=re.I) or None


def _body_line(head: list[Paragraph]) -> str | None:
    """A line that names the body. Where it names the council, and a line below one of its boards, the board met."""
    council = None
    for place, paragraph in enumerate(head[:12]):
        text = paragraph.text.strip(" -–")
        if _PRESENT.match(text):
            break
        if body := _MINUTES_OF.match(text) and _body_of(text):
            return body
        if (titled := _MINUTES_TITLE.fullmatch(text)) and _BODY_WORDS.search(titled["body"]):
            return titled["body"]
        if (
            5 < len(text) < 90
            and _BODY_WORDS.search(text)
            and not re.search(r"[.:;]|\b(?:council and democracy|agenda|minutes|councillors and)\b", text, re.I)
            and not is_name(re.sub(r"\s*\(.*?\)", "", text))
        ):
            named = re.sub(
                r"^(?:draft\s+)?(?:notes|record)\s+of\s+(?:the\s+|a\s+)?(?:meeting\s+of\s+(?:the\s+)?)?",
                "",
                text,
                flags=re.I,
            )
            if not re.search(r"\bCouncil$", named, re.I) or place > LETTERHEAD:
                return named
            council = council or named
    return council


def _place_in(text: str) -> str | None:
    found = re.search(
        r"\b(?:held\s+)?(?:in|at)\s+(?:the\s+)?([A-Z](?:[^0-9]|(?<=Room )\d{1,2}){3,90}?)(?=,?\s+(?:on|at)\s|[.;]|$)",
        text,
    )
    return found[1].strip(" ,") if found else None


def _time_of(text: str) -> str | None:
    found = TIME.search(re.sub(r"\d{1,2}[./]\d{1,2}[./]\d{4}", "", text))
    return found[1] if found else None
