"""The forward plan of a board: read by all who know the board; added to, changed and put on agendas by its authors."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages.forward_plan import forward_plan as laid_out
from meetings.pages.minutes_steps import readable_referrals
from meetings.pages.work_minuted import PROGRAMME, last_said_of
from meetings.permissions import can_arrange
from meetings.views.action_log import log_page
from plans.views.saving import whole_number


@require_safe
def forward_plan(request, board):
    page = log_page(request, board)
    found = page.strategy.board
    today = page.opens_as_at
    asked_of_others = readable_referrals(request.user).filter(from_board=found, answer="", answered_in=None)
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
        "referrals": list(asked_of_others.order_by("said_on", "pk")),
        "said": last_said_of(request.user, found, PROGRAMME, as_at=today),
        "edits": can_arrange(request.user),
    }
    return render(request, "meetings/forward_plan.html", context)
