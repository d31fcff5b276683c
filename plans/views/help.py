"""Help, how a colour is decided, and how far the site can be used by everyone. Open to all: there are no facts on them."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.models import Strategy
from plans.pages.colours import indicator_rows, tables
from plans.permissions import boards_visible_to
from plans.rules.discrepancies import OF_INDICATORS, OF_MILESTONES, OF_PAPERS
from plans.rules.status import StatusNumbers


@login_not_required
@require_safe
def help_page(request):
    return render(request, "plans/help.html")


@login_not_required
@require_safe
def how_a_colour_is_decided(request):
    """With the numbers of the plans that the reader may see; without any, those a plan begins with."""
    plans = Strategy.objects.filter(board__in=boards_visible_to(request.user)).order_by("title", "pk")
    numbers = [
        (
            plan.title,
            StatusNumbers(
                plan.red_days_after_baseline,
                plan.due_soon_days,
                plan.due_soon_silence_days,
                plan.not_confirmed_after_days,
            ),
        )
        for plan in plans
    ]
    return render(request, "plans/colours.html", {"tables": tables(numbers), "indicator_rows": indicator_rows()})


@login_not_required
@require_safe
def how_doubts_are_found(request):
    """The rules of discrepancies, in the words they are kept in."""
    groups = (("Figures and targets", OF_INDICATORS), ("Dates", OF_MILESTONES), ("Papers", OF_PAPERS))
    return render(request, "plans/how_doubts.html", {"groups": groups})


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "plans/accessibility.html")
