"""A meeting from planned to held: its day and place, its agenda published, cancelled with a reason, held.

Every change takes the version of the meeting that was read, and gives it the next.
"""

from datetime import date

from meetings.changes.papers import publish_with_agenda
from meetings.changes.printing import refuse_another_day
from meetings.enums import ItemState, MeetingState
from meetings.models import AgendaItem, Meeting, PlannedItem, UrgentAction
from meetings.rules.numbering import next_number
from meetings.rules.publishing import Missing
from plans.changes import NotAllowedNow, free_key, keep, take, together
from plans.rules.dates import long_date

OVER = {
    MeetingState.HELD: "This meeting was held. What happened at it is written in its minutes.",
    MeetingState.CANCELLED: "This meeting was cancelled.",
}


def plan(meeting: Meeting, *, by) -> Meeting:
    """A new meeting of a board, with an address of its own. The same one twice is one meeting."""
    with together():
        list(meeting.board.meetings.select_for_update().values_list("pk", flat=True))
        day, starts = meeting.held_on, meeting.starts_at
        if day:
            on_that_day = meeting.board.meetings.filter(held_on=day).exclude(state=MeetingState.CANCELLED)
            for other in on_that_day.order_by("pk"):
                if other.starts_at == starts:
                    if (other.state, other.venue) == (MeetingState.PLANNED, meeting.venue):
                        return other
                    raise NotAllowedNow("This board already has a meeting at that time.")
        meeting.key = free_key(Meeting, f"{meeting.board.key}-{day.isoformat() if day else 'day-open'}")
        meeting.state = MeetingState.PLANNED
        return keep(meeting, by=by, because="Planned")


def change(meeting: Meeting, *, by, seen: int, because: str = "") -> Meeting:
    """Its day, time, place, contact or focus. Raises Stale, NotAllowedNow or ValidationError; nothing is written then."""
    with together():
        refuse_what_is_over(meeting)
        refuse_another_day(Meeting.objects.get(pk=meeting.pk), meeting)
        take(meeting, seen=seen)
        return keep(meeting, by=by, because=because or "Changed")


def publish(
    meeting: Meeting, missing: tuple[Missing, ...], *, by, on: date, seen: int, late_because: str = ""
) -> Meeting:
    """Make the agenda public. `missing` is what was found wanting of it today; what stops it is said.

    Published twice, it was published the first time. Why it came after its last day stays on the page of the meeting.
    """
    with together():
        now = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if now.state == MeetingState.PUBLISHED:
            return now
        refuse_what_is_over(now)
        if stops := [one.what for one in missing if one.stops]:
            raise NotAllowedNow(" ".join(stops))
        is_late = any(one.is_late for one in missing)
        if is_late and not late_because.strip():
            raise NotAllowedNow("Say why the agenda is published after the last day for it.")
        take(now, seen=seen)
        now.state, now.published_on = MeetingState.PUBLISHED, on
        now.late_because = late_because.strip() if is_late else ""
        keep(now, by=by, because="Agenda published")
        publish_with_agenda(now, by=by, on=on)
        return now


def cancel(meeting: Meeting, *, by, because: str, seen: int, replaced_by: Meeting | None = None) -> Meeting:
    """It does not take place. What was planned for it goes to the meeting that replaces it, or waits for another.

    Cancelled twice, it was cancelled the first time. Raises Stale or NotAllowedNow with a sentence.
    """
    if not because.strip():
        raise NotAllowedNow("Say why the meeting is cancelled.")
    with together():
        now = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if now.state == MeetingState.CANCELLED:
            return now
        refuse_what_is_over(now)
        take(now, seen=seen)
        now.state, now.cancelled_because = MeetingState.CANCELLED, because.strip()
        keep(now, by=by, because=because)
        if replaced_by is not None:
            if replaced_by.board_id != now.board_id or replaced_by.pk == now.pk:
                raise NotAllowedNow("Another meeting of the same board replaces it.")
            if replaced_by.replaces_id not in (None, now.pk):
                raise NotAllowedNow("That meeting replaces another one already.")
            take(replaced_by, seen=replaced_by.version)
            replaced_by.replaces = now
            keep(replaced_by, by=by, because=f"Replaces the meeting of {now.held_on or now.day_words}")
        for planned in PlannedItem.objects.filter(meeting=now, item=None, dropped_on=None):
            take(planned, seen=planned.version)
            planned.meeting = replaced_by
            keep(planned, by=by, because="Its meeting was cancelled")
        let_go_of_urgent_actions(UrgentAction.objects.filter(noted_under__meeting=now), by=by)
        return now


def let_go_of_urgent_actions(actions, *, by) -> None:
    """What was to be noted is not, so that the next agenda proposes it again."""
    for action in actions:
        take(action, seen=action.version)
        action.noted_under = None
        keep(action, by=by, because="Not noted after all")


def mark_held(meeting: Meeting, *, by, on: date, seen: int) -> Meeting:
    """It took place. Where minute numbers run on through the year, each item that was on the agenda gets its own.

    Marked twice, it was marked the first time. Raises Stale or NotAllowedNow with a sentence.
    """
    with together():
        now = Meeting.objects.select_for_update().select_related("board").get(pk=meeting.pk)
        if now.state == MeetingState.HELD:
            return now
        refuse_what_is_over(now)
        if now.held_on is None:
            raise NotAllowedNow("The day of the meeting is not known. Say it first.")
        if now.held_on > on:
            raise NotAllowedNow(f"{long_date(now.held_on)} is still to come.")
        take(now, seen=seen)
        now.state = MeetingState.HELD
        keep(now, by=by, because="Marked as held")
        if now.board.numbers_run:
            number_minutes(now, by=by)
        return now


def number_minutes(meeting: Meeting, *, by) -> None:
    """A number that runs on through the municipal year for each item taken that has none yet, in the agenda's order."""
    assert meeting.held_on is not None
    of_board = AgendaItem.objects.filter(meeting__board=meeting.board_id, meeting__held_on__isnull=False)
    given = of_board.exclude(minute_number="").values_list("meeting__held_on", "minute_number")
    number = next_number(((day, number) for day, number in given if day), day=meeting.held_on)
    for item in meeting.items.filter(state=ItemState.STANDS, minute_number="").order_by("position"):
        take(item, seen=item.version)
        item.minute_number = str(number)
        keep(item, by=by, because="Numbered through the year")
        number += 1


def refuse_what_is_over(meeting: Meeting) -> None:
    """Raises NotAllowedNow for a meeting that was held or cancelled, as it is on record now."""
    state = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    if state in OVER:
        raise NotAllowedNow(OVER[MeetingState(state)])
