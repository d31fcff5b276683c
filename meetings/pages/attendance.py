"""Who came, as the page of the minutes and the page of the meeting tell it, and whether they could decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.changes.attendance import seats_on
from meetings.enums import Capacity
from meetings.models import Attendance, Meeting
from meetings.rules.quorum import Came, Quorum, quorum

GROUPS = (
    ("In the chair", (Capacity.CHAIR,)),
    ("Members present", (Capacity.MEMBER, Capacity.SUBSTITUTE)),
    ("In attendance", (Capacity.IN_ATTENDANCE, Capacity.INVITED)),
    ("Apologies", (Capacity.APOLOGIES,)),
)


@dataclass(frozen=True)
class Present:
    """One person of a group: `also` says for whom they stood in, for what they came, when they came and went."""

    row: Attendance
    also: str


@dataclass(frozen=True)
class Group:
    title: str
    people: tuple[Present, ...]


def quorum_of(meeting: Meeting) -> Quorum:
    """Two queries."""
    assert meeting.held_on is not None
    rows = meeting.attendance.values_list("person", "capacity", "stands_for")
    seats = seats_on(meeting.board, meeting.held_on).filter(substitute_for=None).values_list("person", flat=True)
    return quorum([Came(*row) for row in rows], seats=seats, needed=meeting.board.quorum)


def groups(rows: Iterable[Attendance]) -> tuple[Group, ...]:
    """Those who came and those who sent apologies, each group by name; none that is empty."""
    everybody = sorted(rows, key=lambda row: (row.person.name, row.pk))
    told = [
        Group(title, tuple(Present(row, _also(row)) for row in everybody if row.capacity in capacities))
        for title, capacities in GROUPS
    ]
    return tuple(group for group in told if group.people)


def _also(row: Attendance) -> str:
    parts = [
        f"for {row.stands_for}" if row.stands_for else "",
        f"for item {row.for_item.number or row.for_item.title}" if row.for_item else "",
        f"from {row.arrived_at:%H.%M}" if row.arrived_at else "",
        f"until {row.left_at:%H.%M}" if row.left_at else "",
        row.note,
    ]
    return ", ".join(part for part in parts if part)
