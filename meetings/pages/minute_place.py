"""A place in the minutes as it is cited: which minute of which meeting, and the address that opens it there."""

from dataclasses import dataclass, field

from django.urls import reverse

from meetings.models import Meeting, MinuteEntry
from meetings.pages.meeting import window
from plans.rules.dates import long_date
from plans.tree import Citation


@dataclass(frozen=True)
class Place:
    """ "Minute 33" of "18 January 2017"; `meeting` is its key, "" where it is no place in minutes."""

    number: str
    day: str
    url: str
    meeting: str = ""
    is_inferred: bool = False
    thread: str = field(default="", compare=False)
    """Where what became of it is told."""

    def __str__(self):
        return ", ".join(part for part in (self.number, self.day) if part)


def place_of(entry: MinuteEntry, *, may_read: bool) -> Place:
    """The minute, at its words where the reader may read them, else the meeting alone."""
    meeting = entry.minutes.meeting
    url = reverse("meetings:meeting", args=[meeting.board.key, meeting.key])
    number = number_of(entry) if may_read else ""
    return Place(
        number, meeting_words(meeting), f"{url}#entry-{entry.pk}" if may_read else url, meeting.key,
        meeting.day_is_inferred,
        reverse("meetings:thread", args=[meeting.board.key, entry.pk]) if may_read else "",
    )  # fmt: skip


def place_of_citation(citation: Citation) -> Place:
    return Place("", str(citation), reverse("plans:source", args=[citation.source.key]))


def number_of(entry: MinuteEntry) -> str:
    """By the number that runs through the year, else by that of the agenda, else by where it stands."""
    item = entry.item
    if item and item.minute_number:
        return f"Minute {item.minute_number}"
    return f"Item {item.number}" if item and item.number else ""


def meeting_words(meeting: Meeting) -> str:
    """ "18 January 2017", "July 2016", or the words there are."""
    if meeting.held_on:
        return long_date(meeting.held_on)
    return str(window(meeting) or meeting.day_words or "a day not stated")
