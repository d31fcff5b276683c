"""All actions, and all milestones: narrowed, sorted, 25 to a page, and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.filters import ActionFilter, MilestoneFilter
from plans.pages.books import XLSX
from plans.pages.bulk import BUTTONS, undoable
from plans.pages.tables import ACTION_HEADINGS, MILESTONE_HEADINGS, action_rows, as_csv, milestone_rows
from plans.permissions import actions_to_update, bulk_kinds
from plans.rules.status import roll_up
from plans.views.context import PlanPage, plan_page

ON_A_PAGE = 25
NOT_A_FILTER = {"as_at", "strategy", "page", "format", "sort", "ticked"}


@require_safe
def actions(request, board):
    page = plan_page(request, board)
    asked = ActionFilter(request.GET, snapshot=page.snapshot)
    lines = asked.lines()
    if request.GET.get("format") == "csv":
        return as_file(page, "actions", as_csv(ACTION_HEADINGS, action_rows(lines)))
    judged = [None if line.is_withdrawn else line.judgement for line in lines]
    several = _several(request, page, lines)
    return _page(request, page, asked, lines, judged, "plans/actions.html", of=len(page.snapshot.actions), **several)


@require_safe
def milestones(request, board):
    page = plan_page(request, board)
    asked = MilestoneFilter(request.GET, snapshot=page.snapshot)
    pairs = asked.lines()
    if request.GET.get("format") == "csv":
        return as_file(page, "milestones", as_csv(MILESTONE_HEADINGS, milestone_rows(pairs)))
    judged = [milestone.judgement for _, milestone in pairs]
    return _page(request, page, asked, pairs, judged, "plans/milestones.html", of=len(page.snapshot.milestones))


def _several(request, page: PlanPage, lines) -> dict:
    """What this user may do to many of these actions at once, and what they did a moment ago. Not to a record, nor to a
    plan as at another day."""
    kinds = () if page.was_asked or page.strategy.is_record else bulk_kinds(request.user)
    if not kinds:
        return {}
    may = actions_to_update(request.user, on=page.as_at)
    pickable = [line.pk for line in lines if may is None or line.pk in may]
    return {
        "kinds": [(kind.value, BUTTONS[kind]) for kind in kinds] if pickable else [],
        "pickable": pickable,
        "done_just_now": undoable(page.strategy, request.user, now=timezone.now()),
        "list": request.GET.urlencode(),
    }


def _page(request, page: PlanPage, asked, rows, judged, template: str, *, of: int, **more):
    narrowed = any(value for name, value in request.GET.items() if name not in NOT_A_FILTER)
    context = {
        "page": page,
        "nav": "actions",
        "filter": asked,
        "narrowed": narrowed,
        "rows": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "of": of,
        "tally": roll_up(judged),
        **more,
    }
    return render(request, template, context)


def as_book(page: PlanPage, name: str, content: bytes) -> HttpResponse:
    """A spreadsheet to read, named after the board and the day it is as at."""
    file_name = f"{page.snapshot.board_key}-{name}-{page.as_at.isoformat()}.xlsx"
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{file_name}"'}
    )


def as_file(page: PlanPage, name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    file_name = f"{page.snapshot.board_key}-{name}-{page.as_at.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
