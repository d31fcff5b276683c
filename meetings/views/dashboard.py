"""The first page of a board, and the way to it."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.pages.dashboard import dashboard as made
from meetings.pages.dashboard import last_held, next_meeting
from meetings.views.baseline import meeting_days, since_last_meeting
from plans.models import Strategy
from plans.pages.feedback import in_short
from plans.permissions import CHAIR, MEMBER, board_for, boards_visible_to
from plans.views.context import plan_page


@require_safe
def home(request):
    """To the board one sits on, else to one that is at work; else to the list of boards."""
    seats = request.user.role_grants.filter(role__in=(MEMBER, CHAIR))
    boards = boards_visible_to(request.user)
    strategies = (
        Strategy.objects.filter(board__in=boards)
        .select_related("board")
        .order_by("is_record", "-board__is_fictional", "board__name", "-starts_on", "pk")
    )
    if strategy := strategies.filter(board__role_grants__in=seats).first():
        return redirect("meetings:dashboard", strategy.board.key)
    if seat := boards.filter(role_grants__in=seats).order_by("name", "pk").first():
        return redirect("meetings:dashboard", seat.key)
    if strategy := strategies.first():
        return redirect("meetings:dashboard", strategy.board.key)
    return redirect("meetings:boards")


@require_safe
def dashboard(request, board):
    try:
        plan = plan_page(request, board)
    except Http404:
        return without_a_plan(request, board)
    meetings = meeting_days(request.user, plan.strategy.board)
    since = since_last_meeting(plan.strategy, meetings, as_at=plan.as_at)
    shown = made(plan.snapshot, since=since, meetings=meetings, is_past=plan.was_asked)
    told = in_short(plan.strategy, as_at=plan.as_at)
    context = {"page": "dashboard", "plan": plan, "shown": shown, "feedback": told}
    return render(request, "meetings/dashboard.html", context)


def without_a_plan(request, key):
    """A board that has meetings and no strategy of its own: scrutiny, or a delivery group."""
    board = board_for(request.user, key)
    meetings = meeting_days(request.user, board)
    today = timezone.localdate()
    context = {
        "page": "dashboard",
        "board": board,
        "has_plan": False,
        "meetings": sorted((m for m in meetings if m.day), key=lambda m: (m.day or date.min, m.key), reverse=True),
        "undated": [m for m in meetings if not m.day],
        "last": last_held(meetings, on=today),
        "next": next_meeting(meetings, on=today),
    }
    return render(request, "meetings/board_without_plan.html", context)
