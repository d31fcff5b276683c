"""What ModernGov's web service answers to GetMeeting. Its HTML is escaped once, or twice; its numbers have several names."""

import html
import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from meetings.minutes_reader.lines import Hint, NotMinutes, Source, tidy
from meetings.minutes_reader.sources.html import add_fragment


def is_one(words: str) -> bool:
    head = words[:3000].lstrip("\ufeff \r\n\t")
    return (head.startswith("<?xml") and "<html" not in head[:600].lower()) or bool(
        re.match(r"<(?:meeting|getmeeting|committee|getmeetings|string)\b", head, re.I)
    )


def read(words: str) -> Source:
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", words.lstrip("\ufeff")))
    except DefusedXmlException:
        raise NotMinutes("The XML defines entities of its own, which minutes never need; it was not opened.") from None
    except ParseError as failed:
        raise NotMinutes(f"The XML is broken at line {failed.position[0]}.") from None
    for tag in root.iter():
        tag.tag = str(tag.tag).rpartition("}")[2].lower()
    found = (
        [root]
        if root.tag == "meeting"
        else [tag for tag in root.iter("meeting") if tag.find("agendaitems") is not None]
    )
    if not found:
        raise NotMinutes("The XML holds no meeting with agenda items. The answer to GetMeeting is needed.")
    if len(found) > 1:
        named = " and ".join(_named(meeting) for meeting in found[:2])
        raise NotMinutes(f"The file holds {len(found)} meetings: {named}. Send one at a time.")
    return _meeting(found[0])


def _named(meeting: Element) -> str:
    return f"{_said(meeting, 'committeetitle', 'committeename') or 'a meeting'} of {_said(meeting, 'meetingdate')}"


def _meeting(meeting: Element) -> Source:
    source = Source()
    items = meeting.findall("agendaitems/agendaitem")
    body = _said(meeting, "committeetitle", "committeename") or next(
        (title for document in meeting.iter("linkeddoc") if (title := _said(document, "committeetitle"))), ""
    )
    facts = {"body": body, "date": _said(meeting, "meetingdate"), "venue": _said(meeting, "meetinglocation")}
    facts["time"] = _said(meeting, "meetingactualstarttime", "meetingtime")
    source.facts = {name: value for name, value in facts.items() if value}
    source.add(" - ".join(value for value in (body, facts["date"], facts["time"]) if value), Hint.HEADING)
    for attendee in meeting.findall("attendees/attendee"):
        said = {name.lower(): plain(value) for name, value in attendee.attrib.items()}
        source.add(", ".join(filter(None, (said.get("name"), said.get("roledescription"), said.get("attendance")))))
        source.people.append(said | {"line": str(source.last)})
    for item in items:
        _item(item, source)
    return source


def _item(item: Element, source: Source) -> None:
    shown = _said(item, "fulldisplaynumberformat") or _said(item, "agendaitemnumber")
    number, minute = shown.strip("., "), _said(item, "minutesitemnumber")
    title = _said(item, "agendaitemtitle")
    body = [_said(item, name) for name in ("minutesnonemptyhtmlbody", "minuteshtmlbody", "decisionnonemptyhtmlbody")]
    if number in ("", "0") and not any(body):
        source.add(title)  # a heading between items: "Part one"
        return
    restricted = _said(item, "isrestricted").lower() == "true"
    minute = "" if minute in ("0", "") else minute
    number = "" if number == "0" else number
    cells = (number, minute, title, "restricted" if restricted else "")
    source.add(f"{number}. {title}".strip(". "), Hint.ITEM, cells=cells)
    for document in item.findall("linkeddocuments/linkeddoc"):
        named, address = _said(document, "title"), _said(document, "url")
        kind = re.search(r"\.([A-Za-z]{3,4})(?:\?|$)", address)
        source.add(named, Hint.ATTACHMENT, cells=(named, kind[1].upper() if kind else "", ""))
    if text := _raw(item, "agendatext"):
        add_fragment(source, text)
    minutes = next((text for name in ("minutesnonemptyhtmlbody", "minuteshtmlbody") if (text := _raw(item, name))), "")
    if decision := _raw(item, "decisionnonemptyhtmlbody"):
        source.add("Decision:", bold=True)
        add_fragment(source, decision)
    if minutes or not restricted:
        source.add("Minutes:", bold=True)
    if minutes:
        add_fragment(source, minutes)
    for place in (1, 2):
        if _said(item, f"commentlabel{place}").lower().startswith("action") and (
            said := _raw(item, f"commenttext{place}")
        ):
            source.add("Actions:", bold=True)
            add_fragment(source, said)


def _said(element: Element, *names: str) -> str:
    """The first of these that says anything, in plain words."""
    return next((text for name in names if (text := plain(element.findtext(name) or ""))), "")


def plain(text: str) -> str:
    words = html.unescape(html.unescape(text))
    return tidy(re.sub(r"</?[a-zA-Z][^>]{0,500}>", " ", words))


def _raw(element: Element, name: str) -> str:
    """HTML that was escaped for XML, and sometimes once more before that."""
    text = (element.findtext(name) or "").strip()
    return html.unescape(text) if re.search(r"&lt;\s*/?[a-zA-Z]", text) else text
