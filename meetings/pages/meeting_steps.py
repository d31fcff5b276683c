"""Where a meeting stands between planned and signed, what whoever arranges it can do next, and what its clock says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from meetings.changes.printing import printed_of
from meetings.enums import ItemState, MeetingState, MinutesState, PaperState
from meetings.models import AgendaItem, Meeting, Minutes, Paper
from meetings.pages.clock import Clock, Terms, clock
from meetings.permissions import PUBLISHED, can_act_urgently, can_arrange
from meetings.rules.calendar import working_days_before
from meetings.waiting import meeting_days
from plans.models import Board, ClosedDay
from plans.rules.dates import long_date
from plans.rules.silence import asked_since, is_silent
from plans.snapshot_cache import snapshot_of

NOT_THERE = (PaperState.TO_FOLLOW, PaperState.DRAFT)
OF_MEETING = (
    (MeetingState.PLANNED, "Planned"),
    (MeetingState.PUBLISHED, "Agenda published"),
    (MeetingState.HELD, "Held"),
)
OF_MINUTES = (
    (MinutesState.DRAFT, "Minutes being written"),
    (MinutesState.CHECKED, "Checked by the chair"),
    (MinutesState.PUBLISHED, "Published, subject to approval"),
    (MinutesState.APPROVED, "Approved"),
    (MinutesState.SIGNED, "Signed"),
)


@dataclass(frozen=True)
class Stage:
    what: str
    note: str
    is_past: bool
    is_now: bool


@dataclass(frozen=True)
class Do:
    """Something to do with the meeting. `is_next`: what comes next, before all the rest."""

    words: str
    url: str
    is_next: bool = False


def stages(meeting: Meeting, minutes: Minutes | None) -> tuple[Stage, ...]:
    """The way of a meeting. Of minutes, the version that the reader may know of; a cancelled meeting goes no way."""
    if meeting.state == MeetingState.CANCELLED:
        return ()
    names = [what for _, what in (*OF_MEETING, *OF_MINUTES)]
    here = [state for state, _ in OF_MEETING].index(MeetingState(meeting.state))
    if minutes is not None and meeting.state == MeetingState.HELD:
        here = len(OF_MEETING) + [state for state, _ in OF_MINUTES].index(MinutesState(minutes.state))
    notes = {
        1: meeting.published_on and long_date(meeting.published_on),
        2: meeting.held_on and long_date(meeting.held_on),
    }
    return tuple(
        Stage(what, (notes.get(place) or "") if place <= here else "", place < here, place == here)
        for place, what in enumerate(names)
    )


def to_do(user, meeting: Meeting, *, today: date, is_minuted: bool = False) -> tuple[Do, ...]:
    """What this person can do with the meeting now: an author arranges it, its chair takes late items, until minutes are out."""
    if meeting.state == MeetingState.CANCELLED:
        return ()
    found = []
    day_reached = bool(meeting.held_on and meeting.held_on <= today)
    planned, published = meeting.state == MeetingState.PLANNED, meeting.state == MeetingState.PUBLISHED
    if can_arrange(user):
        if not planned and not published:
            found.append(Do("Note the order in which items were taken", _to(meeting, "edit_agenda")))
        else:
            found.append(
                Do(
                    "Put the agenda together" if planned else "Change the agenda",
                    _to(meeting, "edit_agenda"),
                    planned and not day_reached,
                )
            )
            if planned:
                found.append(Do("Publish the agenda", _to(meeting, "publish_agenda")))
            if day_reached:
                found.append(Do("Mark it as held", _to(meeting, "hold_meeting"), True))
            found.append(Do("Day, place and focus", _to(meeting, "edit_meeting")))
    if not planned and not is_minuted and can_act_urgently(user, meeting.board):
        found.append(Do("Take a late item", _to(meeting, "add_late_item")))
    if can_arrange(user) and (planned or published):
        found.append(Do("Cancel the meeting", _to(meeting, "cancel_meeting")))
    return tuple(found)


def _to(meeting: Meeting, name: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key])


def steps_context(user, meeting: Meeting, minutes: Minutes | None, *, today: date) -> dict:
    """What `_meeting_steps.html` and the clock need: at most five queries, however long the agenda."""
    return {
        "stages": stages(meeting, minutes),
        "to_do": to_do(user, meeting, today=today, is_minuted=minutes is not None and minutes.state in PUBLISHED),
        "replaced_by": meeting.replaced_by.order_by("pk").first(),  # type: ignore[attr-defined]
        "replaces": meeting.replaces,
        "clock": meeting_clock(user, meeting, today=today),
    }


def terms_of(board: Board) -> Terms:
    """What this board's clock counts: one query, for the days on which its council is closed."""
    closed = ClosedDay.objects.filter(organisation=board.organisation_id).values_list("day", flat=True)
    return Terms(
        is_public=board.is_public,
        clear=board.clear_days,
        papers=board.papers_due_days,
        updates=board.updates_due_days,
        closed=frozenset(closed),
    )


def meeting_clock(user, meeting: Meeting, *, today: date) -> Clock | None:
    """The clock of a meeting that is still to come. What is late is said to those who arrange meetings, until the day."""
    if not meeting.held_on or meeting.held_on < today or meeting.state in (MeetingState.CANCELLED, MeetingState.HELD):
        return None
    tells = can_arrange(user)
    terms = terms_of(meeting.board)
    updates_were_due = today > working_days_before(meeting.held_on, terms.updates, closed=terms.closed)
    return clock(
        meeting.held_on,
        today=today,
        starts=meeting.starts_at.strftime("%H.%M") if meeting.starts_at else "",
        published_on=meeting.published_on,
        terms=terms,
        papers_owed=_papers_owed(meeting) if tells else (),
        not_updated=_not_updated(meeting.board, today) if tells and updates_were_due else 0,
    )


def _papers_owed(meeting: Meeting) -> list[str]:
    papers = Paper.objects.filter(item__meeting=meeting, item__state=ItemState.STANDS, state__in=NOT_THERE)
    told = papers.order_by("item__position", "pk").values_list("title", "to_be_sent_by")
    return [f"{title}, owed by {by}" if by else title for title, by in told]


def _not_updated(board: Board, today: date) -> int:
    """Unfinished actions of the board's plans without a word since it last met, as its packs tell them."""
    last, _ = meeting_days([board.pk], on=today).get(board.pk, (None, None))
    since, found = asked_since(last, on=today), 0
    for strategy in board.strategies.filter(is_record=False).select_related("board").order_by("pk"):  # type: ignore[attr-defined]
        found += sum(is_silent(action, since=since) for action in snapshot_of(strategy, as_at=today).actions)
    return found


def changeable(meeting: Meeting, items: Sequence[AgendaItem]) -> set[int]:
    """The keys of the rows whose texts can be changed: until the meeting is over, what the public has not as printed.

    One that was taken late, and is in no supplement yet, can be changed after the pack was issued.
    """
    if meeting.state not in (MeetingState.PLANNED, MeetingState.PUBLISHED):
        return set()
    return {item.pk for item in items} - printed_of(meeting, items)


def may_item_change(item: AgendaItem) -> bool:
    return bool(changeable(item.meeting, [item]))
