"""Boards: what each is for, who sits on it, and when it meets. One that does not meet in public is known to few."""

from django.db.models import F, Min, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.changes.boards import standing_on
from meetings.enums import MeetingState
from meetings.permissions import can_edit_board
from plans.citing import hidden_sources
from plans.permissions import board_for, boards_visible_to
from plans.views.frame import frame_of


@require_safe
def boards(request):
    today = timezone.localdate()
    coming = Q(meetings__held_on__gte=today) & ~Q(meetings__state=MeetingState.CANCELLED)
    coming &= ~Q(meetings__held_on=today, meetings__state=MeetingState.HELD)
    rows = boards_visible_to(request.user).select_related("organisation")
    rows = rows.annotate(next_meeting=Min("meetings__held_on", filter=coming)).order_by("name", "pk")
    return render(request, "meetings/boards.html", {"nav": "boards", "boards": rows})


@require_safe
def board(request, board):
    found = board_for(request.user, board)
    known = boards_visible_to(request.user)
    today = timezone.localdate()
    rows = found.memberships.select_related("person", "substitute_for", "source")
    by_seat = (F("is_chair").desc(), F("substitute_for").asc(nulls_first=True), "person__name", "-since", "pk")
    seats = list(rows.order_by(*by_seat))
    closed = found.organisation.closed_days.filter(day__gte=today).order_by("day") if found.organisation else ()
    context = frame_of(found) | {
        "nav": "boards",
        "parent": known.filter(pk=found.parent_id).first() if found.parent_id else None,
        "children": list(known.filter(parent=found).order_by("name", "pk")),
        "source": None if found.source_id in hidden_sources(request.user) else found.source,
        "sitting": [seat for seat in seats if seat.until is None or seat.until >= today],
        "chairs": [seat for seat in seats if seat.is_chair and (seat.until is None or seat.until >= today)],
        "owed_to_it": _reports(found.recurring_reports, known, today),
        "owed_by_it": _reports(found.reports_owed, known, today),
        "standing": standing_on(found, today),
        "closed": list(closed),
        "edits": can_edit_board(request.user),
        "former": [seat for seat in seats if seat.until and seat.until < today],
    }
    return render(request, "meetings/board.html", context)


def _reports(rows, known, today):
    """Reports that come back, of boards that the reader may know of: what they are, how often, from whom and to whom."""
    current = rows.filter(
        Q(until=None) | Q(until__gte=today), Q(from_board=None) | Q(from_board__in=known), board__in=known
    )
    return list(current.select_related("board", "from_board", "from_organisation", "source").order_by("title", "pk"))
