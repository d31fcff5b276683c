"""Who was there, in what capacity, and who sent apologies: from the head of the file, the first items, or what a format names."""

import re
from collections import Counter

from meetings.enums import Capacity

from .lines import Hint, Paragraph
from .people import Named, bare, is_name, people_in
from .proposal import Attendee
from .sentences import sentences_of
from .structure import Block
from .words import HONORIFIC, NAME

_LABELS = (
    (
        Capacity.APOLOGIES,
        (
            r"(?:apolog(?:y|ies)(?: for absence)?(?: (?:were )?(?:received|given|submitted|noted)(?: from| by| on "
            r"behalf of)?)?|absent|not present|members? absent)"
        ),
    ),
    (Capacity.SUBSTITUTE, r"substitutes?(?: members?)?(?: present)?"),
    (
        Capacity.IN_ATTENDANCE,
        (
            r"(?:also|others?|other councillors|other members|officers?|staff|non[- ]voting|guests?|invited|those|council "
            r"officers)?\s*(?:also )?(?:in attendance|attending)(?: officers)?(?: remotely| virtually)?|also "
            r"present|officers?(?: present| in attendance| also present)?(?: \(.{0,40}\))?|others? present|(?:by "
            r"invitation|invitees?|guests?|observers?|invited(?: guests?| speakers?)?|advisers?|support officers?"
            r"|presenters?|witnesses|external (?:attendees|representatives))(?: present)?|non[- ]voting "
            r"members?(?: present)?|cabinet members? (?:present|in attendance)|secretariat|minutes?(?: taken by| "
            r"taker)?|clerk|members? of the public(?: present)?"
        ),
    ),
    (
        Capacity.MEMBER,
        (
            r"(?:(?:the )?(?:voting |board |committee |panel |core |statutory |sub-committee |cabinet |full "
            r"|elected |council |executive )*(?:members?|councillors?)(?: of the .{3,60}?)?(?: were)? (?:present"
            r"|in attendance)|present|attendance|attendees|members|in the chair|chair(?:man|person)?|membership"
            r"|councillors|co-?opted members?(?: present)?|(?:board|committee|voting) members|(?:nhs|health"
            r"|council|partner|local authority|voluntary sector|healthwatch) (?:members?|representatives?))"
        ),
    ),
)
_LABEL = [
    (capacity, re.compile(rf"(?:{pattern})(?:\s*\(.{{0,60}}\))?\s*(?:[:\-–—]+|$)\s*", re.I))
    for capacity, pattern in _LABELS
]
_SENT = re.compile(
    r"\bapolog(?:y|ies)\b(?:\s+for\s+(?:absence|lateness|non-attendance|inability to attend))?.{0,60}?\b(?"
    r":from|by|on behalf of|of|for)\s+(?P<who>[A-Z].+)",
    re.I | re.S,
)
_FOR = rf"(?:for|on\s+behalf\s+of|in\s+place\s+of|instead\s+of|to)\s+(?P<for>{NAME}|him|her|them)"
_SUBSTITUTED = re.compile(
    rf"(?P<sub>{NAME})(?:,?\s+[^.;()]{{0,80}}?)?\s+(?:(?:was|were|is|would\s+be"
    rf"|had\s+been)\s+)?(?:substitut(?:ed|ing|es?)|deputis(?:ed|ing)|attend(?:ed"
    rf"|ing)(?:\s+the\s+meeting)?(?:\s+as)?(?:\s+(?:a|the|his|her"
    rf"|their))?(?:\s+(?:named\s+)?(?:substitutes?|deputy|representative|deputies))?|(?:in\s+attendance"
    rf"|present|acting)(?:\s+as)?(?:\s+(?:a|the|named))*(?:\s+(?:substitutes?|deputy|representative))?"
    rf"|(?:nominated|appointed|named)(?:\s+as)?(?:\s+(?:a|the))?\s+substitutes?)(?:\s+member)?\s+{_FOR}"
)
_POSSESSIVE = re.compile(
    rf"(?P<sub>{NAME})(?:,?\s+[^.;()]{{0,80}}?)?\s+(?:was|is"
    rf"|were)\s+attending(?:\s+this\s+meeting)?\s+as\s+(?P<for>{NAME})['’]s?\s+substitute"
)
_BY = re.compile(
    rf"(?P<for>{NAME})(?:,?\s+\(?who)?\s+(?:was|were)\s+(?:substituted|represented|deputised)\s+by\s+(?P<sub>{NAME})"
)
_IN_BRACKETS = re.compile(
    rf"(?P<for>{NAME})(?:\s*,[^(,]{{2,60}})?\s*\((?P<sub>{NAME})[^()]{{0,60}}?(?:attended|substitut|deput"
    rf"|as\s+sub)[^()]{{0,60}}\)|(?P<for2>{NAME})\s*\((?:substitute|sub)d?\s*(?:by|:)\s*(?P<sub2>{NAME})\)"
)
_INVITED = re.compile(
    r"(?P<who>[A-Z].{4,400}?)\s+(?:was|were)?\s*(?:also\s+)?(?:in\s+(?:virtual\s+)?attendance"
    r"|attended\s+(?:the\s+meeting\s+)?for|present)\s*(?:for|to)?\s*(?:the\s+)?(?:this\s+item"
    r"|consideration\s+of\s+this\s+item|present\s+this|discussion|the\s+item|$|\.)",
    re.S,
)
_NOT_INVITED = re.compile(r"\b(?:arrived|left|joined|entered|withdrew|departed)\b|substitut|apolog|deput", re.I)
_WORTH_READING = re.compile(r"apolog|substitut|deput|attend|represent|place of|behalf", re.I)
FIRST_ITEMS = 4


def attendance_of(head: list[Paragraph], blocks: list[Block], said: list[dict[str, str]]) -> list[Attendee]:
    made: list[Attendee] = [*_from_format(said), *_from_head(head)]
    for place, block in enumerate(blocks):
        opening = place < FIRST_ITEMS or re.search(r"apolog|substitut|attendance|membership", block.title, re.I)
        if opening:
            made.extend(_from_item(block))
        made.extend(_invited(block))
    return _once_each(made)


def initials_of(people: list[Attendee]) -> dict[str, str]:
    """Initials that stand for one person only, as written beside the name or as the name begins."""
    made = {person.initials: bare(person.name) for person in people if person.initials}
    counted: Counter[str] = Counter()
    guessed: dict[str, str] = {}
    for person in people:
        letters = "".join(word[0] for word in re.split(r"[\s-]+", bare(person.name)) if word[:1].isupper())
        if len(letters) > 1:
            counted[letters] += 1
            guessed[letters] = bare(person.name)
    return {letters: name for letters, name in guessed.items() if counted[letters] == 1} | {
        k: v for k, v in made.items() if k
    }


def _from_format(said: list[dict[str, str]]) -> list[Attendee]:
    made = []
    for person in said:
        name, role = person.get("name", ""), person.get("roledescription", "")
        state = person.get("attendance", "").lower()
        if not name or state in ("expected", "none", "not required"):
            continue
        capacity = Capacity.MEMBER
        if "apolog" in state or "absent" in state:
            capacity = Capacity.APOLOGIES
        elif "attendance" in state or "officer" in person.get("membertype", "").lower():
            capacity = Capacity.IN_ATTENDANCE
        elif "substitute" in role.lower() or "substitute" in state:
            capacity = Capacity.SUBSTITUTE
        elif Named(name, role).is_chair:
            capacity = Capacity.CHAIR
        made.append(Attendee(name, capacity, role or None, line=int(person.get("line", "0"))))
    return made


def _label(text: str) -> tuple[Capacity, str] | None:
    for capacity, pattern in _LABEL:
        if found := pattern.match(text):
            return capacity, text[found.end() :]
    return None


def _from_head(head: list[Paragraph]) -> list[Attendee]:
    made: list[Attendee] = []
    capacity: Capacity | None = None
    for paragraph in head:
        cells = [cell for cell in paragraph.cells if cell]
        text = cells[0] if cells else paragraph.text
        if paragraph.hint is Hint.HEADING and not _label(text) and capacity is None:
            continue
        labelled = _label(text)
        if labelled:
            capacity, text = labelled
            cells = cells[1:] if cells and not text else cells
            if cells:
                text = " | ".join(([text] if text else []) + cells) if not labelled[1] else text
        if capacity is None or (not text and not cells):
            continue
        if len(cells) > 1 and not labelled:
            made.extend(_row(cells, capacity, paragraph.first))
        else:
            made.extend(_attendee(person, capacity, paragraph.first) for person in people_in(text))
    return made


def _row(cells: list[str], capacity: Capacity, line: int) -> list[Attendee]:
    """A row of a table: a name, a post, perhaps initials, perhaps apologies."""
    names = [at for at, cell in enumerate(cells) if is_name(re.sub(r"\s*\(.*?\)", "", cell))]
    if len(names) > 1:  # two columns of names
        return [_attendee(person, capacity, line) for at in names for person in people_in(cells[at])]
    if not names:
        return []
    person = people_in(cells[names[0]])
    if not person:
        return []
    others = [cell for at, cell in enumerate(cells) if at != names[0]]
    for cell in others:
        if re.fullmatch(r"\(?[A-Z][A-Za-z]{1,3}\)?", cell):
            person[0].initials = cell.strip("()")
        elif re.fullmatch(r"apologies|absent", cell, re.I):
            capacity = Capacity.APOLOGIES
        elif not re.fullmatch(r"present|attended|yes|✓|x", cell, re.I):
            person[0].role = ", ".join(filter(None, (person[0].role, cell)))
    return [_attendee(person[0], capacity, line)]


def _attendee(person: Named, capacity: Capacity, line: int) -> Attendee:
    if capacity in (Capacity.MEMBER, Capacity.IN_ATTENDANCE) and person.standing_for:
        capacity = Capacity.SUBSTITUTE
    elif capacity is Capacity.MEMBER and person.is_chair:
        capacity = Capacity.CHAIR
    return Attendee(
        person.name, capacity, person.role or None, person.standing_for or None, person.initials or None, line=line
    )


def _from_item(block: Block) -> list[Attendee]:
    made: list[Attendee] = []
    about_it = bool(re.search(r"apolog|substitut|attendance", block.title, re.I))
    for paragraph in block.minutes:
        if len(paragraph.text) > 3000:
            continue
        text = paragraph.text
        labelled = _label(text)
        if labelled and labelled[0] is Capacity.APOLOGIES and labelled[1]:
            made.extend(_attendee(person, Capacity.APOLOGIES, paragraph.first) for person in people_in(labelled[1]))
            continue
        if about_it and is_name(re.sub(r"\s*\(.*?\)|\s*[-–,;].*|\s+and\s.*", "", text.rstrip("."))):
            made.extend(_attendee(person, Capacity.APOLOGIES, paragraph.first) for person in people_in(text))
            continue
        if not _WORTH_READING.search(text):
            continue
        for sentence in sentences_of(text):
            made.extend(_from_sentence(sentence.text, paragraph.first, about_it))
    return made


def _from_sentence(text: str, line: int, about_it: bool) -> list[Attendee]:
    made = []
    substitutes = [
        (found["sub"] or found["sub2"], found["for"] or found["for2"]) for found in _IN_BRACKETS.finditer(text)
    ]
    told = (*_SUBSTITUTED.finditer(text), *_POSSESSIVE.finditer(text), *_BY.finditer(text))
    substitutes += [(found["sub"], found["for"]) for found in told]
    sent = _SENT.search(text)
    if sent and not re.search(r"\b(?:no|any)\s+apolog", text, re.I):
        who = re.split(
            r",?\s+(?:with|and it was|who had|who was|who were|due to|because|for (?:whom|the|personal|medical)"
            r"|as (?:he|she|they))\b",
            sent["who"],
        )[0]
        who = re.sub(r"\([^()]*(?:attend|substitut|deput|represent|sub:)[^()]*\)", "", who)
        who = re.split(rf",?\s+and\s+(?=(?:{NAME})\s+(?:was|were|attended|substitut))", who)[0]
        gone = {bare(sub) for sub, _ in substitutes}
        made += [_attendee(p, Capacity.APOLOGIES, line) for p in people_in(who) if bare(p.name) not in gone]
    for name, absent in substitutes:
        name = name.rstrip(" .")
        standing = None if absent.lower() in ("him", "her", "them") else absent.rstrip(" .")
        made.append(Attendee(name, Capacity.SUBSTITUTE, None, standing, line=line))
        if about_it and standing and not any(bare(p.name) == bare(standing) for p in made):
            made.append(Attendee(standing, Capacity.APOLOGIES, line=line))
    return made


def _invited(block: Block) -> list[Attendee]:
    made = []
    for paragraph in block.minutes[:12]:
        if len(paragraph.text) > 3000 or "atten" not in paragraph.text:
            continue
        for sentence in sentences_of(paragraph.text):
            found = _INVITED.match(sentence.text)
            if found and not _NOT_INVITED.search(sentence.text):
                made += [
                    Attendee(one.name, Capacity.INVITED, one.role or None, item=block.number, line=paragraph.first)
                    for one in people_in(found["who"])
                ]
    return made


def _once_each(people: list[Attendee]) -> list[Attendee]:
    """One person, one capacity: the first named; and somebody listed among those present is not invited as well."""
    made: list[Attendee] = []
    seen: dict[str, int] = {}
    for person in people:
        key = bare(person.name).lower()
        short = re.sub(rf"^(?:{HONORIFIC})\s+", "", person.name).strip().lower()
        surname = key.split()[-1] if key.split() else key
        at = seen.get(key, seen.get(short))
        if at is None and person.capacity is Capacity.APOLOGIES and " " not in key:
            at = next(
                (
                    place
                    for name, place in seen.items()
                    if name.split()[-1:] == [surname] and made[place].capacity is Capacity.APOLOGIES
                ),
                None,
            )
        if at is None:
            seen[key] = len(made)
            made.append(person)
    return made
