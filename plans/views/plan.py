"""The plan: all of it, one goal, one objective."""

from datetime import date

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.minuted import minuted
from plans.models import AgreedPlan, Risk, Statement
from plans.pages.books import plan_workbook
from plans.pages.feedback import of_part
from plans.pages.goals import goal_page, plan_page_of
from plans.pages.ledger import Later
from plans.pages.objective import objective_page
from plans.permissions import can_edit_plan
from plans.snapshot_lines import Citations, statement_line
from plans.views.context import plan_page
from plans.views.lists import as_book


@require_safe
def plan(request, board):
    found = plan_page(request, board)
    if request.GET.get("format") == "xlsx":
        return as_book(found, "plan-to-read", plan_workbook(found.snapshot))
    context = {
        "page": "plan",
        "plan": found,
        "shown": plan_page_of(found.snapshot),
        "may_edit": can_edit_plan(request.user),
    }
    return render(request, "plans/plan.html", context)


@require_safe
def goal(request, board, code):
    found = plan_page(request, board)
    line = found.snapshot.goal(code)
    if line is None:
        raise Http404("No goal")
    context = {
        "page": "plan",
        "plan": found,
        "shown": goal_page(found.snapshot, line),
        "agreed": _agreed(line.pk, found.as_at),
        "feedback": of_part(found.strategy, found.snapshot, goal=line.pk, objective=None),
    }
    return render(request, "plans/goal.html", context)


@require_safe
def objective(request, board, code):
    found = plan_page(request, board)
    lines = found.snapshot.objective(code)
    if lines is None:
        raise Http404("No objective")
    goal, line = lines
    told_by_then = {"objective": line.pk, "said_on__lte": found.as_at}
    context = {
        "page": "plan",
        "plan": found,
        "shown": objective_page(found.snapshot, goal, line, later=_later(line.pk, found) if found.was_asked else ()),
        "agreed": _agreed(goal.pk, found.as_at),
        "minuted": minuted(request.user, as_at=found.as_at, objective=line.pk),
        "risks": Risk.objects.filter(**told_by_then).select_related("source", "owner").order_by("said_on", "pk"),
        "feedback": of_part(found.strategy, found.snapshot, objective=line.pk),
    }
    return render(request, "plans/objective.html", context)


def _agreed(goal_pk: int, day: date) -> AgreedPlan | None:
    """The plan of a goal as the board last agreed it by a day."""
    plans = AgreedPlan.objects.filter(goal=goal_pk, agreed_on__lte=day).select_related("source")
    return plans.order_by("-version").first()


def _later(objective_pk: int, found) -> list[Later]:
    """What was said about an objective's actions after the day that was asked for."""
    rows = (
        Statement.objects.filter(
            Q(milestone__action__objective=objective_pk) | Q(action__objective=objective_pk),
            said_on__gt=found.as_at,
            error_marked_at=None,
        )
        .select_related("source", "said_by", "milestone", "action")
        .order_by("said_on", "pk")
    )
    cite = Citations(row.source for row in rows)
    return [
        Later(
            milestone=row.milestone.reference if row.milestone else "",
            about=row.milestone.title if row.milestone else row.action.title,  # type: ignore[union-attr]
            line=statement_line(row, cite, said_by=str(row.said_by or "")),
        )
        for row in rows
    ]
