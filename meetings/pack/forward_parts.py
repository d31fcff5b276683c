"""From the forward plan of a board to what its pack prints of it: what comes after this meeting, and what is owed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from meetings.enums import Edition, MeetingState, MinutesState, Secrecy
from meetings.models import Meeting, MinuteEntry
from meetings.pack.contents import Agenda, ForwardGroup, ForwardPart, ForwardRow
from meetings.pack.wording import number_of
from meetings.pages.forward_plan import Readers, ReportLine, laid_out
from meetings.pages.forward_plan_rows import Row, Slot
from meetings.rules.forward_plan import year_of
from plans.models import Board
from plans.rules.dates import long_date
from plans.tree import StrategySnapshot

KEY = "forward"
TITLES = ("work programme", "forward plan", "forward work programme")
"""How a board calls the item of its agenda under which it agrees what comes next."""
MOST = 8  # meetings ahead: a year and a half of a board that meets every other month
PUBLISHED = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)


def leads_to_programme(agenda: Agenda) -> Agenda:
    """The item under which a board agrees its work programme leads to it, unless the item has a paper of its own."""
    lines = tuple(
        replace(line, page=KEY)
        if not line.page and not line.awaits_paper and line.title.casefold().startswith(TITLES)
        else line
        for line in agenda.lines
    )
    return replace(agenda, lines=lines)


def forward_part(
    meeting: Meeting, edition: Edition, *, on: date, snapshot: StrategySnapshot | None
) -> ForwardPart | None:
    """What is planned beyond this meeting, as it stands `on` the day the pack is made; None where nothing is.

    None, too, of a meeting that has been: what was planned then is not on record. Readers of either edition are shown
    agendas that are published, and of boards that do not meet in public only this one.
    """
    if meeting.held_on is None or meeting.held_on < on:
        return None
    slots: dict[date, Slot] = {}
    year = year_of(meeting.held_on)
    plans = [
        laid_out(_readers(meeting.board, edition), meeting.board, asked=begins, as_at=on, snapshot=snapshot)
        for begins in (year.begins, year.begins + 1)
    ]
    for plan in plans:
        slots |= {slot.day: slot for slot in plan.slots if slot.day > meeting.held_on and not slot.is_cancelled}
    groups = [_group(slot) for _, slot in sorted(slots.items())[:MOST]]
    groups = [group for group in groups if group.rows or group.over]
    if plans[0].unscheduled:
        groups.append(ForwardGroup("No meeting chosen yet", "", _rows(plans[0].unscheduled)))
    overdue = tuple(_owed(line) for line in plans[0].overdue)
    return ForwardPart(f"As planned on {long_date(on)}.", tuple(groups), overdue) if groups or overdue else None


def _readers(board: Board, edition: Edition) -> Readers:
    entries = MinuteEntry.objects.filter(minutes__state__in=PUBLISHED)
    if edition != Edition.MEMBERS:
        entries = entries.exclude(item__secrecy__in=[Secrecy.EXEMPT, Secrecy.CONFIDENTIAL])
    known = Board.objects.filter(is_public=True) | Board.objects.filter(pk=board.pk)
    return Readers(known, lambda one: one.state != MeetingState.PLANNED, entries)


def _group(slot: Slot) -> ForwardGroup:
    return ForwardGroup(slot.heading, f"In focus: goal {slot.focus}." if slot.focus else "", _rows(slot.rows))


def _rows(rows: Iterable[Row]) -> tuple[ForwardRow, ...]:
    return tuple(
        ForwardRow(row.title, row.of_coming, f"Put off from the meeting of {row.put_off}." if row.put_off else "")
        for row in rows
        if not row.state
    )


def _owed(line: ReportLine) -> ForwardRow:
    assert line.overdue
    about = f"Due since {long_date(line.overdue.due)}"
    if line.owed_by:
        about += f", from {line.owed_by}"
    more = line.overdue_in_all - 1
    return ForwardRow(
        line.row.title, f"{about}.", f"{number_of(more, 'more was', 'more were')} missed since." if more else ""
    )
