"""The work programme: items planned, changed, dropped and put on an agenda; and reports that come back.

What is on an agenda is changed there. Nothing planned is ever deleted: it is dropped, with a reason that is kept.
"""

from datetime import date

from meetings.enums import MeetingState
from meetings.models import AgendaItem, Meeting, PlannedItem, Presenter, RecurringReport
from plans.changes import NotAllowedNow, keep, take, together
from plans.models import Board

from .agenda import add_item

ON_AN_AGENDA = "It is on an agenda already. Change, withdraw or put it off there."
IS_DROPPED = "It was dropped. Plan it anew if it is wanted after all."
NO_MEETING = "Choose the meeting first, then put it on its agenda."
OTHER_BOARD = "That is a meeting of another board."
ALREADY_HELD = "An item is planned for a meeting still to come, or for none yet."


def plan_item(planned: PlannedItem, *, by) -> PlannedItem:
    """A new item of the programme. The same one twice, one after the other, is one item."""
    with together():
        _refuse_what_does_not_fit(planned)
        Board.objects.select_for_update().get(pk=planned.board_id)
        same = PlannedItem.objects.filter(
            board=planned.board_id,
            meeting=planned.meeting_id,
            recurring=planned.recurring_id,
            dropped_on=None,
            item=None,
        )
        if there := same.filter(title__iexact=planned.title.strip(), note=planned.note).first():
            return there
        return keep(planned, by=by, because="Planned")


def change_planned(planned: PlannedItem, *, by, seen: int, because: str = "Changed") -> PlannedItem:
    """Other words, or another meeting. Raises Stale, NotAllowedNow or ValidationError; nothing is written then."""
    with together():
        _refuse_what_is_over(_now(planned))
        _refuse_what_does_not_fit(planned)
        take(planned, seen=seen)
        return keep(planned, by=by, because=because)


def drop_planned(planned: PlannedItem, *, by, because: str, on: date, seen: int) -> PlannedItem:
    """It is not taken up after all. The reason stays on record."""
    if not because.strip():
        raise NotAllowedNow("Say why it is dropped. The reason stays on record.")
    with together():
        now = _now(planned)
        _refuse_what_is_over(now)
        take(now, seen=seen)
        now.dropped_on, now.dropped_because = on, because.strip()
        return keep(now, by=by, because=because)


def put_on_agenda(planned: PlannedItem, *, by) -> AgendaItem:
    """Make it an item of its meeting's agenda. Asked twice it is the same item."""
    with together():
        now = _now(planned)
        if now.item is not None:
            return now.item
        _refuse_what_is_over(now)
        if now.meeting is None:
            raise NotAllowedNow(NO_MEETING)
        item = add_item(
            AgendaItem(
                meeting=now.meeting,
                title=now.title,
                text=now.note,
                kind=now.kind,
                asked=now.asked,
                goal=now.goal,
                objective=now.objective,
            ),
            by=by,
            because="From the forward plan",
        )
        if now.lead_person:
            keep(Presenter(item=item, person=now.lead_person, position=1), by=by, because="Leads the item")
        take(now, seen=now.version)
        now.item = item
        keep(now, by=by, because="Put on the agenda")
        return item


def plan_report(report: RecurringReport, *, by) -> RecurringReport:
    """A report that comes back. The same one twice is one report."""
    with together():
        Board.objects.select_for_update().get(pk=report.board_id)
        same = RecurringReport.objects.filter(
            board=report.board_id, title__iexact=report.title.strip(), every_months=report.every_months
        )
        if there := same.filter(since=report.since).first():
            return there
        return keep(report, by=by, because="A report that comes back")


def change_report(report: RecurringReport, *, by, seen: int, because: str = "Changed") -> RecurringReport:
    with together():
        take(report, seen=seen)
        return keep(report, by=by, because=because)


def put_report_on_agenda(report: RecurringReport, meeting: Meeting, *, by) -> AgendaItem:
    """The report as it falls to a meeting: planned for it and put on its agenda. Asked twice it is the same item."""
    with together():
        now = RecurringReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
        there = PlannedItem.objects.filter(recurring=now, meeting=meeting, dropped_on=None).order_by("pk").first()
        planned = there or PlannedItem(
            board=now.board,
            title=now.title,
            asked=now.asked,
            meeting=meeting,
            recurring=now,
            lead_organisation=now.from_organisation,
            goal=now.goal,
            objective=now.objective,
        )
        if there is None:
            _refuse_what_does_not_fit(planned)
            keep(planned, by=by, because="The report falls due")
        return put_on_agenda(planned, by=by)


def _now(planned: PlannedItem) -> PlannedItem:
    """As it is now; nobody else changes it until this is done."""
    rows = PlannedItem.objects.select_for_update(of=("self",)).select_related("meeting", "item", "lead_person")
    return rows.get(pk=planned.pk)


def _refuse_what_is_over(planned: PlannedItem) -> None:
    if planned.item_id:
        raise NotAllowedNow(ON_AN_AGENDA)
    if planned.dropped_on:
        raise NotAllowedNow(IS_DROPPED)


def _refuse_what_does_not_fit(planned: PlannedItem) -> None:
    if planned.meeting is None:
        return
    if planned.meeting.board_id != planned.board_id:
        raise NotAllowedNow(OTHER_BOARD)
    if planned.meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise NotAllowedNow(ALREADY_HELD)
