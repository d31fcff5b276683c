"""The register of a board's indicators: which reading is due, from whom, and what the evidence lacks; also as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.filters import RegisterFilter
from plans.pages.indicator_register import HEADINGS, csv_rows, gaps, register_rows, tally
from plans.pages.tables import as_csv
from plans.views.context import evidence_page
from plans.views.lists import NOT_A_FILTER, ON_A_PAGE, as_file


@require_safe
def indicator_register(request, board):
    page = evidence_page(request, board)
    rows = register_rows(page.snapshot)
    asked = RegisterFilter(request.GET, rows=rows, snapshot=page.snapshot)
    found = asked.lines()
    if request.GET.get("format") == "csv":
        return as_file(page, "indicator-register", as_csv(HEADINGS, csv_rows(found)))
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "filter": asked,
        "narrowed": any(value for name, value in request.GET.items() if name not in NOT_A_FILTER),
        "rows": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "of": len(rows),
        "tally": tally(found),
        "gaps": gaps(rows, page.snapshot),
    }
    return render(request, "plans/indicator_register.html", context)
