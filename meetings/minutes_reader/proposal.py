"""What is proposed to a report author: frozen, complete in itself, and never written anywhere by being made."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from meetings.enums import Capacity, EntryKind


class Sure(StrEnum):
    """How sure a rule is. High: the minutes mark it themselves. Low: only the manner of speaking says so."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Outcome(StrEnum):
    CARRIED = "carried"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Votes:
    """How a decision was taken, as far as the minutes say. `words` are theirs."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool = False
    words: str = ""
    lines: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the minutes record. `text` is the record's own words; parts from different paragraphs are on lines of their own.

    `owner` and `due` are as said; initials stand for the name they have in the list of those present. What was not said is None.
    """

    kind: EntryKind
    text: str
    lines: tuple[int, int]
    because: str
    sure: Sure
    owner: str | None = None
    owner_words: str | None = None
    due: str | None = None
    answer: str | None = None
    limbs: tuple[str, ...] = ()
    outcome: Outcome | None = None
    is_marked: bool = False  # the minutes call it an action themselves
    is_cut_short: bool = False
    votes: Votes | None = None
    place: int = 0  # where in its paragraph it begins; only for the order of entries


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    kind: str | None = None
    size: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    number: str | None
    minute_number: str | None
    title: str
    lines: tuple[int, int]
    truncated: bool = False
    is_restricted: bool = False
    agenda_text: str = ""
    attachments: tuple[Attachment, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, or sent apologies. `role` and `standing_for` are in the words of the source."""

    name: str
    capacity: Capacity
    role: str | None = None
    standing_for: str | None = None
    initials: str | None = None
    item: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    board: str
    given: date | None = None  # the date the author gave, or None for unknown
    day: date | None = None  # the date found in the text
    day_words: str | None = None
    body: str | None = None
    time: str | None = None
    venue: str | None = None
    contact: str | None = None
    attendance: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    meeting: MeetingFacts
    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()
    kind_of_source: str = "text"
    source_lines: tuple[str, ...] = field(default=(), repr=False)  # line 1 is source_lines[0]
