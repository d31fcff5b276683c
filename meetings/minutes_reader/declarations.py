"""Declarations of interest, one for each thing declared. That there were none is not one."""

import re

from meetings.enums import EntryKind

from .lines import Hint
from .passages import Passages
from .people import is_name
from .proposal import Entry, Sure
from .words import HONORIFIC

_DECLARED = re.compile(
    r"\b(?:declared?|declares|disclosed|registered|made\s+a\s+(?:\w+\s+)?(?:declaration"
    r"|disclosure))\b.{0,120}?\b(?:interests?|pecuniary|declaration|disclosure)\b"
    r"|\bdeclared\s+that\s+(?:he|she|they|it)\b|\binterests?\s+(?:was|were)\s+declared\s+by\b"
    r"|\bdeclared\s+(?:an?|his|her|their)\b|\b(?:declarations?|disclosures?)\b.{0,40}\b(?:received|made"
    r"|submitted)\s+(?:from|by)\s+(?!Members)[A-Z]",
    re.I,
)
_NONE = re.compile(
    r"\b(?:no|nil|none|any|neither|nothing)\b.{0,60}\b(?:declar|disclos|interest)|\bnot\s+(?:\w+\s+){0,2}(?:declar"
    r"|disclos)|\b(?:declarations?"
    r"|interests?|disclosures?)\b.{0,40}\b(?:none|nil)\b|\bthere\s+were\s+none\b|\bwere\s+no\b|\b(?:asked"
    r"|invited|reminded|required|requested|advised)\b.{0,40}\bto\s+(?:declare|disclose)"
    r"|\bshould\s+(?:declare|disclose)|\bmust\s+(?:declare|disclose)|\bpreviously\s+declared\b"
    r"|\bif\s+(?:any|they)\b",
    re.I,
)
_WORTH_READING = re.compile(r"declar|disclos|interest|pecuniary", re.I)
_FOLLOWS = re.compile(
    r"(?:the\s+following|declarations?|interests?|as\s+follows|disclosed|declared|made)\b.{0,160}:?\s*-?$", re.I
)
_TITLE = re.compile(r"\b(?:declarations?|disclosures?|interests?)\b", re.I)
_WHO = re.compile(
    r"(?:\(?[a-z0-9ivx]{1,3}[.)]\s*)?(?:(?:Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir"
    r"|Dame|Lord|Lady|Alderman|The (?:Chair|Vice|Mayor|Leader|Chief|Director|Deputy)|Members)\b|[A-Z]{2,3}"
    r"\s|[A-Z][a-z'’-]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z'’-]+)"
)
_NAMED = re.compile(rf"(?:{HONORIFIC})\s+[A-Z]")
_BY_ITEM = re.compile(
    r"(?:Agenda\s+)?(?:Items?|Minutes?)\s+(?:No\.?\s*)?\d.{0,120}?\b(?:Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr)\b"
)
_WITH_DASH = re.compile(r"(?:[A-Z]\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}\s+[-–]\s")
_LED_IN = re.compile(
    r"(?:(?:In\s+the\s+interests?\s+of|For|In\s+relation\s+to|In\s+respect\s+of|With\s+regard\s+to|Under|On)\s[^,]{3,120},\s+"
    r"|(?:It\s+was\s+(?:also\s+)?noted|The\s+\w+\s+(?:noted|reported|advised))\s+that\s+)"
)
_AND_ANOTHER = re.compile(
    r"(?:,|;)?\s+(?:and|while|whilst)\s+(?=(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Professor)\b\.?\s+[A-Z][^,;]{1,60}?\s"
    r"(?:also\s+|similarly\s+)?(?:declared|disclosed)\b)"
)
_WOULD = re.compile(r"\b(?:whether|if|would need to|should|would have to)\b.{0,60}\b(?:declar|disclos)", re.I)
_KIND = re.compile(
    r"\b(?:interests?|DPI|ODI|ORI|NRI|pecuniary|prejudicial|personal|employ(?:ed|ee|er|ment)|member|trustee|governor|director"
    r"|partner|works?|spouse|wife|husband|son|daughter|owns?|tenant|shareholder|GP)\b",
    re.I,
)
_IN_OTHER_WORDS = re.compile(
    r"\b(?:stated|advised|informed|said|reported|announced|indicated)\b.{0,60}\b(?:that|he|she|they)\b.{0,"
    r"60}\b(?:was|is|were|are|had|worked|sits?|sat|chairs?|works?)\b.{0,80}\b(?:retired|serving|officer|nurse|teacher|son"
    r"|member|trustee|governor"
    r"|director|employee|employed|chair|patient|tenant|owner|partner|shareholder|married|relative|friend"
    r"|resident|councillor|volunteer|for|of|by)\b"
)


def find_declarations(passages: Passages) -> list[Entry]:
    about_it = bool(_TITLE.search(passages.title)) and len(passages.title) < 200
    made = [*_rows(passages, about_it), *_listed(passages, about_it)]
    return [*made, *(_lines(passages) if about_it else []), *_spoken(passages, about_it)]


def _lines(passages: Passages) -> list[Entry]:
    """Under a title about interests, a line that names somebody and then a kind of interest: "Cllr Bow – item 6 – governor"."""
    made = []
    for place, paragraph in passages.free():
        if paragraph.cells or not 12 < len(paragraph.text) < 320 or _DECLARED.search(paragraph.text):
            continue
        bare = re.sub(r"^(?:\d[\w/&, ]{0,20}?\s+)(?=[A-Z])", "", paragraph.text)
        head = re.split(r"\s+[-–—]\s*|\s*[:–—]\s+|,\s", bare, maxsplit=1)
        named = is_name(re.sub(r"\s*\(.*?\)", "", head[0]))
        listed = _NAMED.match(bare) and re.search(r"\binterests?$", bare, re.I)
        if ((named and len(head) > 1 and _KIND.search(head[1])) or listed) and not _NONE.search(bare):
            passages.take(place)
            because = "Under declarations, it names somebody and an interest."
            made.append(_entry(passages, place, paragraph.text, because, Sure.HIGH, 0))
    return made


def _rows(passages: Passages, about_it: bool) -> list[Entry]:
    """A table: member, item, nature of the interest."""
    made = []
    headed = False
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.hint is not Hint.ROW:
            headed = False
            continue
        words = " ".join(paragraph.cells).lower()
        if (
            re.search(r"\b(?:member|councillor|name)\b", words)
            and re.search(r"\b(?:interest|nature|level|type)\b", words)
            and not headed
            and not any(_NAMED.match(cell) for cell in paragraph.cells)
        ):
            headed = True
            passages.take(place)
        elif (
            (headed or about_it) and passages.is_free(place) and len(words) > 8 and not re.fullmatch(r"none|nil", words)
        ):
            passages.take(place)
            because = "It is a row of the table of interests declared."
            made.append(_entry(passages, place, paragraph.text, because, Sure.HIGH, 0))
    return made


def _listed(passages: Passages, about_it: bool) -> list[Entry]:
    """ "The following interests were declared:" and what follows, one line each."""
    made = []
    for place, paragraph in enumerate(passages.paragraphs):
        announces = paragraph.text.endswith((":", ":-", ": -", "–", "-")) and _FOLLOWS.search(paragraph.text)
        if not announces or _NONE.search(paragraph.text) or not (about_it or _DECLARED.search(paragraph.text)):
            continue
        if not re.search(r"\binterests?|declar|disclos", paragraph.text, re.I):
            continue
        for at in range(place + 1, len(passages.paragraphs)):
            each = passages.paragraphs[at]
            if each.cells or not passages.is_free(at) or _NONE.search(each.text):
                break
            if not (each.marker or _WHO.match(each.text) or _WITH_DASH.match(each.text) or _BY_ITEM.match(each.text)):
                break
            if each.text.endswith(":"):
                continue  # whose interests follow, by name
            passages.take(at)
            made.append(
                _entry(passages, at, each.text, "It follows the words that interests were declared.", Sure.HIGH, 0)
            )
    return made


def _spoken(passages: Passages, about_it: bool) -> list[Entry]:
    made = []
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.hint is Hint.ROW or not (about_it or _WORTH_READING.search(paragraph.text)):
            continue
        for sentence in passages.open_sentences(place):
            text = sentence.text
            if len(text) > 1200 or _NONE.search(text) or _WOULD.search(text):
                continue
            if re.search(r"\bas follows\s*[:-]*$", text) or (
                text.endswith((":", ":-")) and not passages.is_free(place + 1)
            ):
                continue  # what was declared stands below
            declared = _DECLARED.search(text)
            if declared and not about_it and not re.search(r"\b(?:declar|disclos)\w*\b.{0,80}\binterest", text, re.I):
                continue
            other = about_it and _IN_OTHER_WORDS.search(text)
            led = _LED_IN.match(text)
            who = _WHO.match(text, led.end() if led else 0)
            if not (declared or other) or not (
                who or re.search(r"\b(?:declared|made|disclosed|received)\s+(?:by|from)\s+[A-Z]", text)
            ):
                continue
            passages.take(place, sentence.start, sentence.end)
            sure = Sure.HIGH if declared and re.search(r"\b(?:declar|disclos)", text, re.I) else Sure.MEDIUM
            because = "Somebody is said to have declared an interest."
            start = 0
            for found in [*_AND_ANOTHER.finditer(text), None]:
                end = found.start() if found else len(text)
                made.append(_entry(passages, place, text[start:end].strip(), because, sure, sentence.start + start))
                start = found.end() if found else end
    return made


def _entry(passages: Passages, place: int, text: str, because: str, sure: Sure, start: int) -> Entry:
    return Entry(EntryKind.DECLARATION, text, passages.lines(place), because, sure, place=start)
