"""Who was there, in what capacity, and who sent apologies: from the head of the file, the first items, or what a format names."""

import re
from collections import Counter
from dataclasses import replace

from meetings.enums import Capacity

from .attendance_told import as_attendee, chair_in, from_words, invited_to, told, told_in, with_stand_in
from .lines import Hint, Paragraph
from .people import Named, bare, is_name, people_in
from .proposal import Attendee
from .sentences import sentences_of
from .structure import Block
from .words import FINITE, HONORIFIC

_LABELS = (
    (
        Capacity.APOLOGIES,
        (
            r"(?:apolog(?:y|ies)(?: for absence)?(?: (?:were )?(?:received|given|submitted|noted)(?: from| by| on "
            r"behalf of)?)?|absent(?: with(?:out)? apolog(?:y|ies))?|(?:members?|councillors?)? ?(?:not present|absent)|not "
            r"(?:present|in attendance))"
        ),
    ),
    (Capacity.SUBSTITUTE, r"substitutes?(?: members?)?(?: present)?"),
    (Capacity.CHAIR, r"(?:in the chair|chair(?:man|person|woman)?|presiding|chaired by|meeting chaired by)"),
    (
        Capacity.IN_ATTENDANCE,
        (
            r"the following (?:\w+ ){0,4}(?:officers|guests|others|people|persons)?(?: .{0,40})? ?were also (?:present|in "
            r"attendance)|the following (?:\w+ ){0,3}officers(?: .{0,40})? were (?:present|in attendance)|(?:also|others?"
            r"|other councillors|other members|officers?|staff|non[- ]voting|guests?|invited|council officers)?\s*(?:also "
            r")?(?:in attendance|attending)(?: officers)?(?: remotely| virtually)?|also "
            r"present|by (?:the )?invitation of [^:]{3,40}|(?:members?|councillors?) (?:also )?attending(?: in accordance"
            r"| under| pursuant)[^:]{3,60}|officers?(?: present| in attendance| also present)?(?: \(.{0,40}\))?"
            r"|others? present|(?:by "
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
            r"|in attendance)|the following (?:\w+ ){0,4}(?:members|councillors)(?: .{0,40})? were (?:present|in attendance)"
            r"|(?:[\w&'’-]+ ){1,5}members(?: present| in attendance)?|(?:vice|deputy)[- ]chair(?:man|person|woman)?"
            r"|those (?:attending|present|in attendance)|present|attendance|attendees|attending|members|membership"
            r"|councillors|co-?opted members?(?: present)?|(?:board|committee|voting) members|(?:nhs|health"
            r"|council|partner|local authority|voluntary sector|healthwatch) (?:members?|representatives?))"
        ),
    ),
)
_LABEL = [
    (
        capacity,
        re.compile(
            rf"(?:{pattern})(?:\s+(?:remotely|virtually|online|in person|via [a-z]+(?: [a-z]+)?))?"
            rf"(?:\s*\(.{{0,60}}\))?\s*(?:[:\-–—]+|$|(?=(?:the\s+(?:(?:right\s+)?worshipful\s+|lord\s+)*mayor"
            rf"|{HONORIFIC}\s)))\s*",
            re.I,
        ),
    )
    for capacity, pattern in _LABELS
]
_WERE_THERE = re.compile(
    r"(?P<who>.{4,600}?),?\s+(?:(?:was|were)\s+(?:also\s+)?(?:in\s+(?:virtual\s+)?attendance|present)\b[^.]{0,80}"
    r"|(?:also\s+)?attended\s+(?:the|this)\s+meeting\s+(?:in\s+accordance\s+with|under|pursuant\s+to|by\s+invitation|remotely)\b[^()]{0,90}(?:\([^()]*\))?)\.?",
    re.S,
)
_OF_PLACE = re.compile(
    r"\b(?:met|was\s+held|were\s+held|commenced|convened|took\s+place)\b|\b(?:began|started|opened)\s+at\b"
)
_IN_BRACKETS = re.compile(r"\([^()]{1,160}\)")
_ITEM_OF_THOSE = re.compile(
    r"(?:those |members |councillors )?(?:present|attendance|in attendance|attending|attendees)"
    r"(?:(?:,| and| &|/)+ ?(?:apologies(?: for absence)?|attendance|welcome|introductions|substitutes?|absent|in attendance))*",
    re.I,
)
_LIST_BELOW = re.compile(
    r"(?:Members |Councillors )?(?:Present|PRESENT|In [Aa]ttendance|IN ATTENDANCE|Attendees|Attending)\s*:"
)
FIRST_ITEMS = 4


def attendance_of(head: list[Paragraph], blocks: list[Block], said: list[dict[str, str]]) -> list[Attendee]:
    states = states_in(head)
    made: list[Attendee] = [*_from_format(said), *states, *(_from_head(head) if len(states) < 2 else [])]
    for place, block in enumerate(blocks):
        opening = place < FIRST_ITEMS or re.search(r"apolog|substitut|attendance|membership", block.title, re.I)
        if opening:
            made.extend(told_in(block, label_of))
        listed = (
            next((at for at, p in enumerate(block.minutes) if _LIST_BELOW.match(p.text)), None) if opening else None
        )
        if _ITEM_OF_THOSE.fullmatch(block.title):
            made.extend(_from_head([Paragraph("Present:", block.first, block.first), *block.agenda, *block.minutes]))
        elif listed is not None:
            made.extend(_from_head(block.minutes[listed:]))
        made.extend(invited_to(block))
    if not any(person.capacity is Capacity.CHAIR for person in made):
        made.extend(person for block in blocks[:FIRST_ITEMS] for person in chair_in(block)[:1])
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


_STATE = re.compile(
    r"(?:present|in attendance|apolog(?:y|ies)(?: for absence| received| sent)?|absent|expected|substitute|deputy|did not attend)"
    r"(?:,? (?:as (?:a )?(?:substitute|deputy|expected)|virtual(?:ly)?|remote(?:ly)?|online|in person|sent representative"
    r"|part)){0,2}",
    re.I,
)


_STATE_NOTE = re.compile(
    r"\s*[(–-]\s*(?:(?:sent|represented\s+by|deputy:?|substitute:?|sub:?)\s+)?(?P<sub>[A-Z][^()]{3,50}?)"
    r"(?:\s+(?:deputis\w+|attend\w+|substitut\w+|in\s+attendance|as\s+\w+))?\s*\)?$"
)


def states_in(paragraphs: list[Paragraph]) -> list[Attendee]:
    """Rows of a table that end with how somebody was there: "Councillor Ann Bow | Chair | Present"."""
    made: list[Attendee] = []
    for paragraph in paragraphs:
        cells = [cell for cell in paragraph.cells if cell]
        note = _STATE_NOTE.search(cells[-1]) if len(cells) > 1 else None
        if note:
            cells[-1] = cells[-1][: note.start()]
        if len(cells) < 2 or not _STATE.fullmatch(cells[-1]) or re.fullmatch(r"expected", cells[-1], re.I):
            continue
        person = next(iter(people_in(cells[0])), None)
        if person is None:
            continue
        state = cells[-1].lower()
        role = ", ".join(cells[1:-1]) or person.role
        capacity = Capacity.MEMBER
        if re.match(r"apolog|absent|did not", state):
            capacity = Capacity.APOLOGIES
        elif "substitut" in state or "deputy" in state or "substitut" in role.lower():
            capacity = Capacity.SUBSTITUTE
        elif "in attendance" in state:
            capacity = Capacity.IN_ATTENDANCE
        made.append(
            as_attendee(Named(person.name, role, person.standing_for, person.initials), capacity, paragraph.first)
        )
        if note and capacity is Capacity.APOLOGIES and is_name(note["sub"]):
            made.append(Attendee(note["sub"], Capacity.SUBSTITUTE, None, person.name, line=paragraph.first))
    return made


def label_of(text: str) -> tuple[Capacity, str] | None:
    for capacity, pattern in _LABEL:
        if found := pattern.match(text):
            return capacity, text[found.end() :]
    return None


def _from_head(head: list[Paragraph]) -> list[Attendee]:
    made: list[Attendee] = []
    capacity: Capacity | None = None
    title = ""  # of everybody under "Councillors:"
    for paragraph in _sentence_apart(head):
        cells = [cell for cell in paragraph.cells if cell]
        text = cells[0] if cells else paragraph.text
        if paragraph.hint is Hint.HEADING and not label_of(text) and capacity is None:
            continue
        labelled = label_of(text)
        if labelled:
            title = "Councillors " if re.search(r"\bcouncillors\s*:?-?\s*$", text, re.I) else ""
            capacity, text = labelled
            cells = cells[1:] if cells and not text else cells
            if cells:
                text = " | ".join(([text] if text else []) + cells) if not labelled[1] else text
        elif not cells and (sentence := _told_at_the_head(paragraph, capacity)) is not None:
            made.extend(sentence)
            continue
        if capacity is None or (not text and not cells):
            continue
        if title and text and not cells and not re.match(rf"(?:{HONORIFIC})\s", text):
            text = f"{title}{text}"
        if len(cells) > 1 and not labelled:
            found = _row(cells, capacity, paragraph.first)
        else:
            found = [each for person in people_in(text) for each in with_stand_in(person, capacity, paragraph.first)]
        made.extend(found)
        if capacity is Capacity.CHAIR and found:
            capacity = Capacity.MEMBER
    return made


def _sentence_apart(head: list[Paragraph]) -> list[Paragraph]:
    """A list, and behind it in the same paragraph "PC Ann Bow was present for part of the meeting": two things told."""
    made: list[Paragraph] = []
    for paragraph in head:
        sentences = sentences_of(paragraph.text) if not paragraph.cells and " present" in paragraph.text else []
        if len(sentences) > 1 and _WERE_THERE.fullmatch(sentences[-1].text):
            made.append(replace(paragraph, text=paragraph.text[: sentences[-1].start].rstrip()))
            made.append(replace(paragraph, text=sentences[-1].text))
        else:
            made.append(paragraph)
    return made


def _told_at_the_head(paragraph: Paragraph, capacity: Capacity | None) -> list[Attendee] | None:
    """A sentence among the lists: "Apologies were received from ...", "The Town Clerk was also present." None if it is none."""
    text = paragraph.text
    if _OF_PLACE.search(text):
        return []
    if found := _WERE_THERE.fullmatch(text):
        there = Capacity.IN_ATTENDANCE if capacity else Capacity.MEMBER
        return [as_attendee(person, there, paragraph.first) for person in people_in(found["who"])]
    if capacity in (Capacity.MEMBER, Capacity.IN_ATTENDANCE) and (listed := people_in(text)) and listed[0].standing_for:
        return None  # "Councillor Oak – deputy for Councillor Elm" is one of a list
    if told(_IN_BRACKETS.sub("", text)):  # "(substitute for Ann Bow)" behind a name tells nothing of the others
        return from_words(text, paragraph.first, about_it=True)
    return [] if FINITE.search(text) and len(text) > 60 else None


def _row(cells: list[str], capacity: Capacity, line: int) -> list[Attendee]:
    """A row of a table: a name, a post, perhaps initials, perhaps apologies."""
    names = [at for at, cell in enumerate(cells) if is_name(re.sub(r"\s*\(.*?\)", "", cell).rstrip(","))]
    if len(names) > 1:  # two columns of names
        return [as_attendee(person, capacity, line) for at in names for person in people_in(cells[at])]
    if not names:
        return []
    person = people_in(cells[names[0]])
    if not person:
        return []
    others = [cell for at, cell in enumerate(cells) if at != names[0]]
    for cell in others:
        letters = re.fullmatch(r"\(?([A-Z][A-Za-z]{1,3})\)?", cell)
        if letters and letters[1][0] in "".join(word[0] for word in bare(person[0].name).split()):
            person[0].initials = cell.strip("()")
        elif re.fullmatch(r"apologies|absent", cell, re.I):
            capacity = Capacity.APOLOGIES
        elif not re.fullmatch(r"present|attended|yes|✓|x", cell, re.I):
            person[0].role = ", ".join(filter(None, (person[0].role, cell)))
    return [as_attendee(person[0], capacity, line)]


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
        elif person.capacity is Capacity.SUBSTITUTE and made[at].capacity is Capacity.MEMBER and person.standing_for:
            made[at] = replace(made[at], capacity=person.capacity, standing_for=person.standing_for)
    return made
