"""The register between two days, as a page and as a spreadsheet."""

import csv
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages.register import as_table, grouped, lead, tell
from meetings.views.baseline import meeting_days, since_day, since_last_meeting
from plans.register import Change
from plans.views.context import plan_page


@require_safe
def changes(request, board):
    plan = plan_page(request, board)
    day, problem = _since(request.GET.get("since", ""), plan.as_at)
    if day:
        since = since_day(plan.strategy, day)
    else:
        since = since_last_meeting(plan.strategy, meeting_days(request.user, plan.strategy.board), as_at=plan.as_at)
    told = tell(since, plan.snapshot)
    if request.GET.get("format") == "csv" and not problem and not plan.problem:
        return _csv(told, f"changes-{board}-{since.then.as_at}-to-{plan.as_at}.csv")
    only, unknown = _kind(request.GET.get("kind", ""))
    context = {
        "page": "changes",
        "plan": plan,
        "told": told,
        "lead": lead(told),
        "groups": [
            (group, _address(request, plan, day, kind=group.change.value)) for group in grouped(told.rows, only=only)
        ],
        "only": only,
        "problem": problem,
        "unknown": unknown,
        "every_kind": _address(request, plan, day),
        "csv": _address(request, plan, day, format="csv"),
    }
    return render(request, "meetings/changes.html", context)


def _since(asked, as_at):
    """The day asked for, and what is wrong with it."""
    if not asked:
        return None, ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None, f"“{asked[:40]}” is not a day. Write it as 2017-01-18."
    if day > as_at:
        return None, "The first day is after the second, so there is nothing between them. Choose an earlier one."
    return day, ""


def _kind(asked):
    """The one kind of change asked for, and what is wrong with it."""
    if not asked:
        return None, ""
    found = next((change for change in Change if change.value == asked), None)
    return found, "" if found else f"“{asked[:40]}” is no kind of change. All kinds are shown."


def _address(request, plan, day, **more):
    """The same days, asked for otherwise: what could not be read is not asked for again."""
    asked = {"strategy": request.GET.get("strategy"), "since": day, "as_at": plan.as_at if plan.was_asked else None}
    return "?" + urlencode({name: value for name, value in asked.items() if value} | more)


def _csv(told, name):
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    csv.writer(response).writerows(as_table(told))
    return response
