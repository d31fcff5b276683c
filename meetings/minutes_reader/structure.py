"""Where each agenda item begins, what in it is agenda, decision and minutes, and which numbers it carries."""

import re
from dataclasses import dataclass, field, replace

from .attachments import HEADINGS as DOCUMENTS
from .attachments import attachment_of, bare_title, is_restricted, taken_from
from .facts import Head
from .headings import DECISION, LOGS, are_only_a_list, by_headings
from .item_chain import MINUTES, OF_ITEM, SENT, Start, chain_of
from .lines import Hint, NotMinutes, Paragraph
from .numbering import marker_of, numbered_title, only_a_number
from .proposal import Attachment
from .words import AGENDA_TEXT, FINITE, NOISE, STANDING

CUT = re.compile(
    r"\s*(?:\.\s*){2,}\s*view the full (?:minutes|decision|agenda) text.{0,60}$|\s*…\s*view the full "
    r"(?:minutes|decision|agenda) text.{0,60}$",
    re.I,
)
_ONE_ITEM = re.compile(
    r"(?:Agenda item|Issue details|Issue - items at meetings|Issue - meetings|Issue - decisions|Decision "
    r"details)",
    re.I,
)
_LOUD_RUN_IN = re.compile(
    r"(?P<number>\d{1,4}[A-Z]?)\.?\s+(?:\(\d{1,3}\)\s+)?(?P<title>[A-Z][A-Z0-9 ,&'’()/.–-]{5,}[A-Z0-9)]"
    r"(?:\s+\((?=[a-z])[^()]{3,60}\))?)"
    r"(?:\s*[–—-]\s+|\.\s+|:\s+|\s+)"
    r"(?P<rest>(?:(?:[A-Z]|(?<=[–—-]\s)[a-z])[a-z]|A\s[a-z]|held\s+on\s|\d+\.\d|(?<=:\s)[A-Z]).{8,})",
    re.S,
)
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.:–—]{3,70}?)\s*(?:\s[-–—]\s*|[:–—-]\s+|\.\s+)(?P<rest>[A-Z].{2,})", re.S)
_USUAL = re.compile(
    rf"(?:To\s+(?:receive|consider|accept|note|record|approve)\s+(?:and\s+\w+\s+)?(?:any\s+"
    rf"|the\s+)?)?(?:{STANDING.pattern}|(?:those )?(?:present|attending)\b)",
    re.I,
)
LONG_TITLE = 80  # characters
FEW = 8  # numbered lines; more of them are items and no list
_OF_PAGE = re.compile(r"No\.? \|? ?Item|Items")


@dataclass(slots=True)
class Block:
    """One item's paragraphs, sorted into what was asked and what was said."""

    number: str | None
    minute_number: str | None
    title: str
    first: int
    last: int
    is_restricted: bool = False
    truncated: bool = False
    attachments: list[Attachment] = field(default_factory=list)
    agenda: list[Paragraph] = field(default_factory=list)
    decision: list[Paragraph] = field(default_factory=list)
    minutes: list[Paragraph] = field(default_factory=list)


def blocks_of(paragraphs: list[Paragraph], begun: Head | None) -> tuple[list[Paragraph], list[Block]]:
    """The head of the file, and its items. Raises NotMinutes where there are none."""
    paragraphs = _titles_apart(paragraphs)
    starts = _starts(paragraphs, begun)
    ends = [start.place for start in starts[1:]] + [len(paragraphs)]
    bodies = [paragraphs[start.body : end] for start, end in zip(starts, ends, strict=True)]
    labelled = any(MINUTES.fullmatch(p.text) and not p.marker for body in bodies for p in body)
    made = [
        _block(start, body, labelled, paragraphs[min(max(start.place, start.body - 1), len(paragraphs) - 1)])
        for start, body in zip(starts, bodies, strict=True)
    ]
    return paragraphs[: starts[0].place], made


def _titles_apart(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """ "2. Apologies - Ann Bow." is a title and what was said, where several numbered paragraphs begin like that."""
    loud = {
        place: found
        for place, p in enumerate(paragraphs)
        if (found := _LOUD_RUN_IN.match(p.whole)) and len(p.text) > 40
    }
    if len(loud) > 1:
        return _loud_apart(paragraphs, loud)
    run_in = {place: found for place, p in enumerate(paragraphs) if (found := _run_in(p))}
    if sum(1 for place in run_in if _USUAL.match(paragraphs[place].text)) < 2:
        return paragraphs
    made: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if found := run_in.get(place):
            made.append(replace(paragraph, text=paragraph.text[: found.end("title")], last=paragraph.first))
            made.append(replace(paragraph, text=paragraph.text[found.start("rest") :], marker=None, gap=0))
        else:
            made.append(paragraph)
    return made


def _loud_apart(paragraphs: list[Paragraph], loud: dict[int, re.Match[str]]) -> list[Paragraph]:
    """ "61 BUSES AND TRAMS – There were none." """
    made: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if found := loud.get(place):
            made.append(
                replace(paragraph, text=f"{found['number']} {found['title']}", marker=None, last=paragraph.first)
            )
            made.append(replace(paragraph, text=found["rest"], marker=None, gap=0))
        else:
            made.append(paragraph)
    return made


def _run_in(paragraph: Paragraph) -> re.Match[str] | None:
    marker = paragraph.marker
    if marker is None or not marker.first[0].startswith("number") or paragraph.hint is not Hint.PLAIN:
        return None
    found = _RUN_IN.match(paragraph.text)
    if found and found["rest"].endswith(":") and len(found["rest"]) < LONG_TITLE:
        return None  # "Premises - Lease:" is all of it the title
    return found if found and not FINITE.search(found["title"]) and not SENT.search(found["title"]) else None


def _starts(paragraphs: list[Paragraph], begun: Head | None) -> list[Start]:
    if begun and begun.item:
        return [_issue(paragraphs, begun)]
    top = [place for place, p in enumerate(paragraphs[:8]) if _ONE_ITEM.fullmatch(p.text)]
    hinted = [_hinted(place, p) for place, p in enumerate(paragraphs) if p.hint is Hint.ITEM]
    if hinted:
        return _with_logs(paragraphs, hinted)
    if top:
        start = _page_of_one(paragraphs, top[-1])
        near = paragraphs[start.body : start.body + 4]
        named = next(
            (found for p in near if p.text.startswith("Meeting of ") and (found := OF_ITEM.search(p.text))), None
        )
        start.number = named[1] if named else ""
        return [start]
    untitled = bool(MINUTES.fullmatch(paragraphs[0].text))
    if untitled and paragraphs[0].text.endswith(":"):
        return [Start(0, 0, "", "")]
    chain = chain_of(paragraphs)
    headings = by_headings(paragraphs, begun.place if begun else -1) if len(chain) < FEW else []
    if chain and not are_only_a_list(paragraphs, chain, headings):
        return _with_logs(paragraphs, chain)
    if headings:
        return headings
    if untitled:
        return [Start(0, 0, "", "")]
    if any(SENT.search(p.text) for p in paragraphs) or any(_OF_PAGE.fullmatch(p.text) for p in paragraphs):
        return [_only_one(paragraphs)]
    raise NotMinutes("No agenda items were found in the file, and nothing that minutes record.")


def _only_one(paragraphs: list[Paragraph]) -> Start:
    """No title stands out: the first short line is one, and all the rest is said under it."""
    begins = next((place for place, p in enumerate(paragraphs) if _OF_PAGE.fullmatch(p.text)), -1) + 1
    place = next(
        (
            at
            for at in range(begins, len(paragraphs))
            if len(paragraphs[at].text) < 150 and not NOISE.fullmatch(paragraphs[at].text)
        ),
        0,
    )
    title = paragraphs[place].text
    if (
        len(title) >= 150
        or (AGENDA_TEXT.match(title) and title.startswith("To "))
        or SENT.search(title)
        or MINUTES.fullmatch(title)
    ):
        return Start(0, 0, "", "")
    body = place + 1
    while body < len(paragraphs) and paragraphs[body].text == title:
        body += 1
    return Start(place, body, "", title)


def _hinted(place: int, paragraph: Paragraph) -> Start:
    number, minute, title = paragraph.cells[:3]
    return Start(place, place + 1, number, title, minute, "restricted" in paragraph.cells[3:])


def _issue(paragraphs: list[Paragraph], begun: Head) -> Start:
    """ "Meeting: 17/06/2021 - Board (Item 8)", then "8 Terms of reference pdf icon PDF 133 KB"."""
    number = begun.item or ""
    number = number.strip(". ")
    after = paragraphs[1] if len(paragraphs) > 1 else paragraphs[0]
    numbered = numbered_title(after.whole)
    if numbered and numbered[0].strip(".") == number:
        return Start(0, 2, number, numbered[1])
    if MINUTES.fullmatch(after.text) or len(after.text) > 200:
        return Start(0, 1, number, "")
    return Start(0, 2, number, after.whole)


def _page_of_one(paragraphs: list[Paragraph], place: int) -> Start:
    after = place + 1
    later = any(MINUTES.fullmatch(p.text) and p.text.endswith(":") for p in paragraphs[after + 1 :])
    titled = after < len(paragraphs) and len(paragraphs[after].text) < 400
    if titled and (
        not MINUTES.fullmatch(paragraphs[after].text) or (later and not paragraphs[after].text.endswith(":"))
    ):
        return Start(place, after + 1, "", paragraphs[after].whole)
    return Start(place, after, "", "")


def _with_logs(paragraphs: list[Paragraph], starts: list[Start]) -> list[Start]:
    """A list of actions behind the last item is no part of that item."""
    last = starts[-1].body
    for place in range(last, len(paragraphs)):
        paragraph = paragraphs[place]
        if (paragraph.hint is Hint.HEADING and LOGS.fullmatch(paragraph.text)) or (
            paragraph.text.isupper() and LOGS.fullmatch(paragraph.text)
        ):
            return [*starts, Start(place, place + 1, "", paragraph.text)]
    return starts


def _block(start: Start, body: list[Paragraph], labelled: bool, titled: Paragraph) -> Block:
    title, attachment = taken_from(start.title, 0)
    behind = attachment.title if attachment and len(title) > len(attachment.title) + 60 else ""
    if behind:  # what is asked runs on behind the paper's size
        asked = replace(titled, text=title[len(behind) :].strip(), marker=None, cells=(), hint=Hint.PLAIN, gap=0)
        title, body = behind, [asked, *body]
    number, minute = start.number.strip(". ") or None, start.minute or None
    if found := OF_ITEM.search(title):
        number, minute, title = found[1], number, (title[: found.start()] + title[found.end() :])
    elif number and "/" in number and (found := re.match(r"(\d{1,3}[A-Za-z]?)[.)]\s+(?=[A-Z])", title)):
        number, minute, title = (
            found[1],
            number,
            title[found.end() :],
        )  # "B12/23  1. Apologies": the minutes' and the agenda's
    first = body[0].first if body else 0
    block = Block(
        number, minute, title.strip(" .:-–") if len(title) > 4 else title, first, body[-1].last if body else 0
    )
    block.is_restricted = start.restricted
    if attachment:
        block.attachments.append(replace(attachment, title=attachment.title or title))
    section, listing = "agenda" if any(MINUTES.fullmatch(p.text) for p in body) else "open", False
    body = _merged(body)
    for place, paragraph in enumerate(body):
        if place < 2 and (found := OF_ITEM.fullmatch(paragraph.text)) and not block.minute_number:
            block.number, block.minute_number = found[1], block.number
        elif MINUTES.fullmatch(paragraph.text) and not paragraph.marker and section in ("agenda", "decision", "open"):
            section, listing = "minutes", False
        elif DECISION.fullmatch(paragraph.text) and section == "agenda":
            section, listing = "decision", False
        elif DOCUMENTS.fullmatch(paragraph.text):
            listing = True
        elif (found_attachment := attachment_of(paragraph)) is not None:
            known = {(each.size, each.kind) for each in block.attachments}
            if found_attachment.title or (found_attachment.size, found_attachment.kind) not in known:
                block.attachments.append(found_attachment)
        elif listing and (named := bare_title(paragraph.text)):
            block.attachments.append(Attachment(named, None, None, paragraph.first))
        elif NOISE.fullmatch(paragraph.text) or is_restricted(paragraph.text):
            listing = listing and not NOISE.fullmatch(paragraph.text)
        else:
            listing = False
            _place(block, _uncut(block, paragraph), section)
    if section == "open":
        _sort_out(block, labelled)
    return block


def _uncut(block: Block, paragraph: Paragraph) -> Paragraph:
    if found := CUT.search(paragraph.text):
        block.truncated = True
        return replace(paragraph, text=paragraph.text[: found.start()].rstrip())
    return paragraph


def _place(block: Block, paragraph: Paragraph, section: str) -> None:
    if paragraph.text or paragraph.cells:
        {"agenda": block.agenda, "decision": block.decision}.get(section, block.minutes).append(paragraph)


def _sort_out(block: Block, labelled: bool) -> None:
    """An item without the word "Minutes:": what opens it like an agenda is agenda."""
    said = block.minutes
    opening = 0
    while opening < len(said) and (AGENDA_TEXT.match(said[opening].text) and not SENT.search(said[opening].text)):
        opening += 1
    if labelled and not any(SENT.search(p.text) or DECISION.fullmatch(p.text) for p in said):
        opening = len(said)
    block.agenda, block.minutes = said[:opening], said[opening:]


def _merged(body: list[Paragraph]) -> list[Paragraph]:
    """A number alone on its line that is no item's belongs to the paragraph after it."""
    made: list[Paragraph] = []
    waiting: Paragraph | None = None
    for paragraph in body:
        if waiting is not None:
            marker = marker_of(f"{waiting.text} x")[0]
            merged = replace(paragraph, marker=marker, first=waiting.first) if marker and not paragraph.marker else None
            made.extend([merged] if merged else [waiting, paragraph])
            waiting = None
        elif only_a_number(paragraph.text) and not paragraph.marker:
            waiting = paragraph
        else:
            made.append(paragraph)
    return [*made, *([waiting] if waiting else [])]
