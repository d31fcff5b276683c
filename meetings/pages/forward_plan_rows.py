"""What stands in the forward plan, one row for each thing: from an agenda, from what is planned, from a report that falls due."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse

from meetings.enums import ItemState, MeetingState, Secrecy
from meetings.models import AgendaItem, Meeting, PlannedItem, RecurringReport
from meetings.pages.minute_place import meeting_words
from meetings.rules.forward_plan import Occurrence
from plans.rules.dates import long_date


class Known(Protocol):
    """What the reader may know: boards, and meetings whose agenda can be read; and the day it is."""

    @property
    def boards(self) -> frozenset[int]: ...
    @property
    def readable(self) -> frozenset[int]: ...
    @property
    def as_at(self) -> date: ...


@dataclass(frozen=True)
class Row:
    """One thing a meeting takes up. `planned` and `report` are the numbers by which an author changes it."""

    title: str
    kind: str
    asked: str = ""
    lead: str = ""
    goal: str = ""
    objective: str = ""
    note: str = ""
    when: str = ""
    state: str = ""
    because: str = ""
    url: str = ""
    put_off: str = ""
    planned: int | None = None
    report: int | None = None
    due: date | None = None
    is_overdue: bool = False
    is_closed: bool = False
    is_draft: bool = False

    def facts(self, *, was_held: bool) -> str:
        """ "Planned · To note · Inês Carvalho · objective 1A". Of a meeting that was held, without what kind of row it is."""
        kind = "On the draft agenda, which only authors see" if self.is_draft else self.kind
        part = f"objective {self.objective}" if self.objective else f"goal {self.goal}" if self.goal else ""
        due = f"due {long_date(self.due)}" if self.due else ""
        when = f"“{self.when.strip('“”')}”" if self.when else ""
        told = ("" if was_held else kind, self.asked, self.lead, part, due, when)
        return " · ".join(one for one in told if one)

    @property
    def of_held(self) -> str:
        return self.facts(was_held=True)

    @property
    def of_coming(self) -> str:
        return self.facts(was_held=False)


@dataclass(frozen=True)
class Slot:
    """A meeting, or a month in which one is to be expected, with what it takes up."""

    heading: str
    day: date
    rows: tuple[Row, ...]
    meeting: Meeting | None = None
    focus: str = ""
    focus_code: str = ""
    is_held: bool = False
    is_cancelled: bool = False
    takes_items: bool = False
    hides_agenda: bool = False


def of_item(item: AgendaItem, meeting: Meeting) -> Row:
    """An item of an agenda that this reader may read. Of one that is closed, what the law publishes."""
    closed = item.secrecy != Secrecy.OPEN
    presenters = [] if closed else sorted(item.presenters.all(), key=lambda row: (row.position, row.pk))
    return Row(
        title=item.title,
        kind="On the agenda",
        asked=item.get_asked_display() if item.asked else "",
        lead=", ".join(dict.fromkeys(row.person.name for row in presenters)),
        goal=item.goal.code if item.goal else "",
        objective=item.objective.code if item.objective else "",
        state=item.get_state_display() if item.state != ItemState.STANDS else "",
        because=item.state_because,
        url=f"{reverse('meetings:meeting', args=[meeting.board.key, meeting.key])}#item-{item.pk}",
        is_closed=closed,
        is_draft=meeting.state == MeetingState.PLANNED,
    )


def of_planned(one: PlannedItem, known: Known) -> Row:
    before = one.put_off_from
    is_known = before is not None and before.meeting_id in known.readable
    return Row(
        title=one.title,
        kind="Report that comes back" if one.recurring_id else "Planned",
        asked=one.get_asked_display() if one.asked else "",
        lead=", ".join(str(who) for who in (one.lead_person, one.lead_organisation) if who),
        goal=one.goal.code if one.goal else "",
        objective=one.objective.code if one.objective else "",
        note=one.note,
        when=one.when_words,
        because=one.dropped_because,
        put_off=meeting_words(before.meeting) if before and is_known else "",
        planned=None if one.item_id else one.pk,
        report=one.recurring_id,
    )


def of_report(report: RecurringReport, occurrence: Occurrence, known: Known) -> Row:
    return Row(
        title=report.title,
        kind="Report that comes back",
        asked=report.get_asked_display() if report.asked else "",
        lead=owed_by(report, known),
        goal=report.goal.code if report.goal else "",
        objective=report.objective.code if report.objective else "",
        report=report.pk,
        due=occurrence.due,
        is_overdue=occurrence.is_overdue(as_at=known.as_at),
    )


def owed_by(report: RecurringReport, known: Known) -> str:
    """A body that does not meet in public is named to those who may know of it."""
    named = [report.from_organisation.name] if report.from_organisation else []
    if report.from_board and report.from_board_id in known.boards:
        named.insert(0, report.from_board.name)
    return ", ".join(named)
