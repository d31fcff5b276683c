"""The forward plan of a board: the meetings of a municipal year with what each takes up, and what is planned for none.

Nothing of it is stored but what was planned: a report that comes back stands at its meeting by itself. Of an agenda that
is not published yet, only those who may read it are shown the items; what is planned is for every reader of the board.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db.models import Q, QuerySet

from meetings.enums import ItemKind, MeetingState
from meetings.models import AgendaItem, EntryLink, Meeting, MinuteEntry, PlannedItem, RecurringReport
from meetings.pages.forward_plan_rows import Row, Slot, of_item, of_planned, of_report, owed_by
from meetings.pages.meeting import sort_day
from meetings.pages.minute_place import meeting_words
from meetings.permissions import entries_visible_to, may_read_agenda
from meetings.rules.forward_plan import Month, Occurrence, Year, due_days, expected_months, occurrences
from plans.models import Board
from plans.permissions import boards_visible_to
from plans.rules.dates import long_date
from plans.rules.windows import WEEKDAYS
from plans.tree import StrategySnapshot

NOT_LISTED = (ItemKind.STANDING, ItemKind.MINUTES)
"""What every agenda has, and says nothing of the year."""


@dataclass(frozen=True)
class ReportLine:
    """A report that comes back: when it last came, when it is due next, and whether it is owed."""

    row: RecurringReport
    owed_by: str
    last: date | None
    coming: Occurrence | None
    overdue: Occurrence | None
    overdue_in_all: int


@dataclass(frozen=True)
class Unplanned:
    """A goal that is not in focus, or an objective nothing is planned for, and when it was last before the board."""

    code: str
    title: str
    last: Meeting | None

    @property
    def last_words(self) -> str:
        return meeting_words(self.last) if self.last else ""


@dataclass(frozen=True)
class ForwardPlan:
    year: Year
    years: tuple[Year, ...]
    slots: tuple[Slot, ...]
    unscheduled: tuple[Row, ...]
    dropped: tuple[Row, ...]
    reports: tuple[ReportLine, ...]
    goals: tuple[Unplanned, ...]
    objectives: tuple[Unplanned, ...]

    @property
    def overdue(self) -> tuple[ReportLine, ...]:
        return tuple(line for line in self.reports if line.overdue)

    @property
    def over(self) -> tuple[Slot, ...]:
        """Those behind us, while others of the year are still ahead: what is ahead is read first."""
        over = tuple(slot for slot in self.slots if slot.is_held or slot.is_cancelled)
        return over if len(over) < len(self.slots) else ()

    @property
    def is_past(self) -> bool:
        """Nothing of it is ahead: the page says what was, and no longer what is planned."""
        return bool(self.slots) and all(slot.is_held or slot.is_cancelled for slot in self.slots)

    @property
    def listed(self) -> tuple[Slot, ...]:
        over = self.over
        return tuple(slot for slot in self.slots if slot not in over)

    @property
    def meetings(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.meeting and not slot.is_cancelled)


@dataclass(frozen=True)
class Readers:
    """Whom a forward plan is laid out for: the boards they may know of, the agendas and the minutes they may read."""

    boards: QuerySet[Board]
    reads_agenda: Callable[[Meeting], bool]
    entries: QuerySet[MinuteEntry]


@dataclass
class _Facts:
    """What was read of a board, before it is laid out."""

    meetings: list[Meeting]
    items: Mapping[int, list[AgendaItem]]
    planned: list[PlannedItem]
    reports: list[RecurringReport]
    boards: frozenset[int]
    readable: frozenset[int]
    as_at: date
    by_meeting: Mapping[int, list[PlannedItem]] = field(default_factory=dict)


def forward_plan(
    user, board: Board, *, asked: int, as_at: date, is_record: bool, snapshot: StrategySnapshot | None
) -> ForwardPlan:
    """The year that was asked for, else the one that `as_at` lies in; of a record, the last in which it met."""
    readers = Readers(boards_visible_to(user), partial(may_read_agenda, user), entries_visible_to(user))
    return laid_out(readers, board, asked=asked, as_at=as_at, is_record=is_record, snapshot=snapshot)


def laid_out(
    readers: Readers,
    board: Board,
    *,
    asked: int,
    as_at: date,
    is_record: bool = False,
    snapshot: StrategySnapshot | None,
) -> ForwardPlan:
    """The same for readers who are nobody in particular, such as those of an edition of a pack."""
    facts = _read(readers, board, as_at)
    held = [sort_day(one) for one in facts.meetings if sort_day(one) > date.min]
    now = Year(_begins(max(held) if is_record and held else as_at))
    last = max([now.begins, *map(_begins, held)])
    years = tuple(Year(begins) for begins in range(min([now.begins, *map(_begins, held)]), last + 2))
    year = next((one for one in years if one.begins == asked), now)
    known = sorted({sort_day(one) for one in facts.meetings if _stands(one) and sort_day(one) > date.min})
    months = tuple(
        expected_months(known, every=board.meets_every_months, until=max(year.last, Year(_begins(as_at) + 1).last))
    )
    fall = {report.pk: _occurrences(report, facts, known, months, to=year.last) for report in facts.reports}
    slots = tuple(_slots(facts, year, months, fall))
    loose = [one for one in facts.planned if one.meeting is None and not one.item_id]
    unscheduled = tuple(of_planned(one, facts) for one in loose if not one.dropped_on)
    dropped = tuple(of_planned(one, facts) for one in facts.planned if one.dropped_on and one.dropped_on in year)
    last_before = _last_before(readers, board, facts)
    ahead = [one for one in slots if not one.is_held and not one.is_cancelled] if year.last >= as_at else slots
    return ForwardPlan(
        year=year,
        years=years,
        slots=slots,
        unscheduled=unscheduled,
        dropped=dropped,
        reports=tuple(_report_line(one, facts, known, months, as_at) for one in facts.reports),
        goals=_goals(snapshot, slots, last_before),
        objectives=_objectives(snapshot, ahead, unscheduled, last_before),
    )


def _begins(day: date) -> int:
    return day.year if day.month >= 5 else day.year - 1


def _stands(meeting: Meeting) -> bool:
    return meeting.state != MeetingState.CANCELLED


def _read(readers: Readers, board: Board, as_at: date) -> _Facts:
    """Seven queries, however long the plan."""
    meetings = list(board.meetings.select_related("board", "goal_in_focus").order_by("pk"))
    readable = frozenset(one.pk for one in meetings if readers.reads_agenda(one))
    rows = AgendaItem.objects.filter(meeting__board=board).select_related("goal", "objective__goal")
    items: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in rows.prefetch_related("presenters__person").order_by("position"):
        items[item.meeting_id].append(item)
    planned = PlannedItem.objects.filter(board=board).select_related(
        "meeting", "goal", "objective", "lead_person", "lead_organisation", "recurring", "put_off_from__meeting", "item"
    )
    reports = board.recurring_reports.select_related(
        "from_board", "from_organisation", "goal", "objective", "source"
    ).order_by("title", "pk")
    boards = frozenset(readers.boards.values_list("pk", flat=True))
    facts = _Facts(meetings, items, list(planned.order_by("pk")), list(reports), boards, readable, as_at)
    by_meeting: dict[int, list[PlannedItem]] = defaultdict(list)
    for one in facts.planned:
        if one.meeting_id and not one.dropped_on:
            by_meeting[one.meeting_id].append(one)
    facts.by_meeting = by_meeting
    return facts


# --- Meetings of the year ----------------------------------------------------------------------------------------------


def _slots(facts: _Facts, year: Year, months: Sequence[Month], fall) -> Iterable[Slot]:
    found = [_slot(meeting, facts, fall) for meeting in facts.meetings if sort_day(meeting) in year]
    for month in months:
        if month.first in year or month.last in year:
            rows = tuple(of_report(r, o, facts) for r in facts.reports for o in fall[r.pk] if o.month == month)
            found.append(Slot(f"No meeting set yet, about {month}", month.first, rows))
    homeless = [(r, o) for r in facts.reports for o in fall[r.pk] if o.meeting is None and o.month is None]
    rows = tuple(of_report(r, o, facts) for r, o in homeless if o.due in year)
    if rows:
        found.append(Slot("No meeting set yet", year.last, rows))
    return sorted(found, key=lambda slot: (slot.day, slot.meeting.pk if slot.meeting else 0))


def _slot(meeting: Meeting, facts: _Facts, fall) -> Slot:
    day, is_held = sort_day(meeting), meeting.state == MeetingState.HELD
    opens = meeting.pk in facts.readable
    items = [i for i in facts.items.get(meeting.pk, []) if i.kind not in NOT_LISTED] if opens else []
    rows = [of_item(item, meeting) for item in items]
    planned = facts.by_meeting.get(meeting.pk, [])
    rows += [of_planned(one, facts) for one in planned if not (opens and one.item_id) and not is_held]
    told = {one.recurring_id for one in planned}
    for report in facts.reports:
        falling = [o for o in fall[report.pk] if o.meeting == day and _stands(meeting)]
        if falling and report.pk not in told and not is_held:
            rows.append(of_report(report, falling[0], facts))
    words = (
        f"{WEEKDAYS[meeting.held_on.weekday()]} {long_date(meeting.held_on)}"
        if meeting.held_on
        else meeting_words(meeting)
    )
    focus = meeting.goal_in_focus
    return Slot(
        heading=words,
        day=day,
        rows=tuple(rows),
        meeting=meeting,
        focus=str(focus or ""),
        focus_code=focus.code if focus else "",
        is_held=is_held,
        is_cancelled=not _stands(meeting),
        takes_items=meeting.state == MeetingState.PLANNED,
        hides_agenda=not opens,
    )


# --- Reports that come back --------------------------------------------------------------------------------------------


def _occurrences(report: RecurringReport, facts: _Facts, known, months, *, to: date) -> tuple[Occurrence, ...]:
    """`taken` are the meetings that had it, will have it, or were to have it until it was dropped with a reason."""
    of_it = [one for one in facts.planned if one.recurring_id == report.pk and one.meeting]
    taken = [
        day
        for one in of_it
        if one.meeting and (day := sort_day(one.meeting)) and (one.dropped_on or one.item_id or day >= facts.as_at)
    ]
    dues = due_days(report.since, report.every_months, until=report.until, to=to)
    return occurrences(dues, meetings=known, months=months, taken=taken, every=report.every_months)


def _report_line(report: RecurringReport, facts: _Facts, known, months, as_at: date) -> ReportLine:
    to = Year(_begins(as_at) + 1 + report.every_months // 12).last
    every = _occurrences(report, facts, known, months, to=to)
    overdue = [one for one in every if one.is_overdue(as_at=as_at)]
    came = [one.came_on for one in every if one.came_on and one.came_on <= as_at]
    coming = next(
        (one for one in every if not one.is_overdue(as_at=as_at) and (one.came_on or one.meeting or one.due) >= as_at),
        None,
    )
    return ReportLine(
        row=report,
        owed_by=owed_by(report, facts),
        last=max(came, default=None),
        coming=coming,
        overdue=overdue[0] if overdue else None,
        overdue_in_all=len(overdue),
    )


# --- What nothing is planned for ---------------------------------------------------------------------------------------


def _last_before(readers: Readers, board: Board, facts: _Facts) -> Mapping[tuple[str, str], Meeting]:
    """The last meeting that had each goal as a whole (its code and ""), and each objective: in focus, on an agenda, minuted.

    ("goal", code) is the last that had the goal or any part of it.
    """
    held = {one.pk: one for one in facts.meetings if one.state == MeetingState.HELD and sort_day(one) <= facts.as_at}
    found: dict[tuple[str, str], Meeting] = {}

    def note(goal: str, objective: str, pk: int) -> None:
        if (meeting := held.get(pk)) and sort_day(meeting) > date.min:
            for key in ((goal, objective), ("goal", goal)):
                if key not in found or sort_day(found[key]) < sort_day(meeting):
                    found[key] = meeting

    for meeting in facts.meetings:
        if meeting.goal_in_focus:
            note(meeting.goal_in_focus.code, "", meeting.pk)
    for pk, items in facts.items.items():
        for item in items:
            if item.goal or item.objective:
                note(*_part(item), pk)
    links = EntryLink.objects.filter(Q(goal__isnull=False) | Q(objective__isnull=False))
    links = links.filter(entry__in=readers.entries.filter(minutes__meeting__board=board))
    for pk, goal, objective, of in links.values_list(
        "entry__minutes__meeting", "goal__code", "objective__code", "objective__goal__code"
    ):
        note(of or goal, objective or "", pk)
    return found


def _part(item: AgendaItem) -> tuple[str, str]:
    if item.objective:
        return item.objective.goal.code, item.objective.code
    return (item.goal.code if item.goal else ""), ""


def _goals(snapshot: StrategySnapshot | None, slots: Sequence[Slot], last) -> tuple[Unplanned, ...]:
    in_focus = {slot.focus_code for slot in slots if not slot.is_cancelled}
    goals = snapshot.goals if snapshot else ()
    return tuple(Unplanned(g.code, g.title, last.get(("goal", g.code))) for g in goals if g.code not in in_focus)


def _objectives(snapshot: StrategySnapshot | None, slots, unscheduled, last) -> tuple[Unplanned, ...]:
    """Those that no meeting ahead takes up, itself or with its whole goal."""
    rows = [*unscheduled, *(row for slot in slots for row in slot.rows if not row.state)]
    objectives = {row.objective for row in rows if row.objective}
    goals = {row.goal for row in rows if row.goal and not row.objective} | {slot.focus_code for slot in slots}
    found = []
    for goal, objective in snapshot.objectives if snapshot else ():
        if objective.code not in objectives and goal.code not in goals:
            had = [m for code in (objective.code, "") if (m := last.get((goal.code, code)))]
            found.append(Unplanned(objective.code, objective.title, max(had, key=sort_day, default=None)))
    return tuple(found)
