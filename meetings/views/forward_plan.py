"""The forward plan of a board: read by all who know the board; added to, changed and put on agendas by its authors."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import Referral
from meetings.pages.forward_plan import forward_plan as laid_out
from meetings.pages.work_minuted import PROGRAMME, last_said_of
from meetings.permissions import can_arrange, entries_visible_to
from meetings.views.action_log import log_page
from plans.models import Board
from plans.permissions import boards_visible_to
from plans.views.saving import whole_number


@require_safe
def forward_plan(request, board):
    page = log_page(request, board)
    found = page.strategy.board
    today = page.opens_as_at
    plan = laid_out(
        request.user,
        found,
        asked=whole_number(request.GET.get("year")),
        as_at=today,
        is_record=page.strategy.is_record,
        snapshot=page.snapshot if page.strategy.pk else None,
    )
    context = {
        "board": found,
        "nav": "meetings",
        "has_plan": bool(page.strategy.pk),
        "shown": plan,
        "as_at": today,
        "is_record": page.strategy.is_record,
        "referrals": awaiting(request.user, found),
        "said": last_said_of(request.user, found, PROGRAMME, as_at=today),
        "edits": can_arrange(request.user),
    }
    return render(request, "meetings/forward_plan.html", context)


def awaiting(user, board: Board) -> list[Referral]:
    """What the board recommended to other bodies and no answer is on record for, the oldest first."""
    rows = Referral.objects.filter(from_board=board, answer="", answered_in=None)
    rows = rows.filter(Q(entry=None) | Q(entry__in=entries_visible_to(user)))
    rows = rows.filter(Q(to_board=None) | Q(to_board__in=boards_visible_to(user)))
    return list(rows.select_related("to_board", "to_organisation", "source").order_by("said_on", "pk"))
