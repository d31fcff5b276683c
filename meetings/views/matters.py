"""Matters arising on the page of the next meeting."""

from collections.abc import Iterable
from datetime import date

from meetings.enums import MeetingState
from meetings.models import AgendaItem, Meeting
from meetings.pages.matters_arising import Matters, is_for_matters, matters_arising
from meetings.views.action_log import log_of


def matters_context(user, meeting: Meeting, items: Iterable[AgendaItem], *, on: date) -> dict:
    """What the board's minutes left open, for its next meeting alone; nothing for another."""
    matters = _for_next(user, meeting, on)
    found = [item.pk for item in items if matters and is_for_matters(item.title)]
    return {"matters": matters, "matters_items": found}


def _for_next(user, meeting: Meeting, on: date) -> Matters | None:
    if meeting.held_on is None or meeting.held_on < on or meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        return None
    before = Meeting.objects.filter(board=meeting.board, held_on__gte=on, held_on__lt=meeting.held_on)
    if before.exclude(state__in=(MeetingState.HELD, MeetingState.CANCELLED)).exists():
        return None
    return matters_arising(log_of(user, meeting.board, as_at=on))
