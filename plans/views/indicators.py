"""What is counted: the list of indicators, and one indicator."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.minuted import minuted
from plans.models import Indicator
from plans.pages.indicators import groups, indicator_page
from plans.permissions import can_edit_plan
from plans.templatetags.plan import with_day
from plans.views.context import evidence_page
from plans.views.doubts import doubts_beside
from plans.views.practices import made_from
from plans.views.readings import beside_the_readings


@require_safe
def indicators(request, board):
    page = evidence_page(request, board)
    lines, shown = page.snapshot.indicators, groups(page.snapshot)
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "groups": shown,
        "goals": list({group.goal.code: group.goal for group in shown if group.goal}.values()),
        "may_send": can_edit_plan(request.user),
        "coloured": sum(line.judgement.status.is_colour for line in lines),
    }
    return render(request, "plans/indicators.html", context)


@require_safe
def indicator(request, board, key):
    """One indicator. What it is made of does not change with the day, so its row stands beside the snapshot."""
    page = evidence_page(request, board)
    line = page.snapshot.indicator(key)
    if line is None:
        raise Http404("No indicator")
    row = Indicator.objects.select_related("framework").get(pk=line.pk)
    day = page.as_at.isoformat() if page.was_asked else ""
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "trail": [("Indicators", with_day(reverse("plans:indicators", args=[board]), as_at=day))],
        "row": row,
        "shown": indicator_page(line, page.snapshot, parts_are_exhaustive=row.parts_are_exhaustive),
        **doubts_beside(request, page, row),
        "entering": beside_the_readings(request, page, row, line),
        "made": made_from(page, line),
        "minuted": minuted(request.user, as_at=page.as_at, indicator=line.pk),
    }
    return render(request, "plans/indicator.html", context)
