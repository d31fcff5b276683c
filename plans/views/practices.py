"""The practices of a board: the list of them, as a page and as a file, and one of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plans.enums import PracticeMeasure
from plans.pages.practice import practice_page
from plans.pages.practice_columns import usual_definition
from plans.pages.practice_spread import Spread, measure_of, spread
from plans.pages.practice_tables import PRACTICE_HEADINGS, practice_rows
from plans.pages.practices import lead_sentence, practice_table, these_together
from plans.pages.tables import as_csv
from plans.permissions import can_edit_plan
from plans.practice_filters import NOT_NARROWING, PracticeFilter
from plans.practices import practices_of, practices_over_time, with_every_figure
from plans.rules.practices import GPS
from plans.templatetags.plan import with_day
from plans.tree import IndicatorLine
from plans.views.context import PlanPage, evidence_page

NOT_A_FILTER = {"as_at", "strategy", "page", "format"} | NOT_NARROWING


@require_safe
def practices(request, board):
    """What is known of each on the day that is shown. The figures of the area are of all, however the list is narrowed."""
    page = evidence_page(request, board)
    usual = usual_definition(page.snapshot)
    found = practices_of(page.strategy.board, as_at=page.as_at)
    table = practice_table(found, page.snapshot, gps=_definition(request, usual))
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "table": table,
        "may_send": can_edit_plan(request.user),
    }
    if not found.has_readings:
        return render(request, "plans/practices.html", context)
    asked = PracticeFilter(request.GET, table=table, usual=usual)
    rows = asked.rows()
    if request.GET.get("format") == "csv":
        return _file(page, as_csv(PRACTICE_HEADINGS, practice_rows(rows, table)))
    narrowed = any(value for name, value in request.GET.items() if name not in NOT_A_FILTER)
    context |= {
        "filter": asked,
        "rows": rows,
        "narrowed": narrowed,
        "together": these_together(rows, table.gps) if narrowed and rows else None,
        "lead": lead_sentence(table),
    }
    return render(request, "plans/practices.html", context)


@require_safe
def practice(request, board, key):
    """One practice, with everything the files have said of it by the day that is shown."""
    page = evidence_page(request, board)
    found = practices_of(page.strategy.board, as_at=page.as_at)
    latest = next((line for line in found.lines if line.key == key), None)
    if latest is None:
        raise Http404("No practice")
    line = with_every_figure(latest, as_at=page.as_at)
    day = page.as_at.isoformat() if page.was_asked else ""
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "trail": [("GP practices", with_day(reverse("plans:practices", args=[board]), as_at=day))],
        "shown": practice_page(line, found, page.snapshot),
    }
    return render(request, "plans/practice.html", context)


def made_from(page: PlanPage, line: IndicatorLine) -> Spread | None:
    """What the page of an indicator shows of its practices. No query for one that is not made from any."""
    measure = measure_of(line)
    if measure is None:
        return None
    found = practices_over_time(page.strategy.board, as_at=page.as_at, measure=measure)
    return spread(line, found, page.snapshot)


def _definition(request, usual: PracticeMeasure) -> PracticeMeasure:
    """How GPs are to be counted; as usual, where what is asked for is no way of counting them."""
    return next((measure for measure in GPS if measure.value == request.GET.get("gps")), usual)


def _file(page: PlanPage, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    file_name = f"{page.snapshot.board_key}-practices-{page.as_at.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
