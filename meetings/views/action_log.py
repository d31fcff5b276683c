"""The action log of a board: narrowed, 25 to a page, as at any day, and as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.forms.log_filters import LogFilter
from meetings.pages.action_log import Group, Log, action_log, strategies_asked
from meetings.pages.action_log_book import log_workbook
from meetings.pages.action_log_table import LOG_HEADINGS, log_rows
from meetings.pages.work_minuted import OUTSTANDING, last_said_of
from meetings.permissions import can_arrange, entries_visible_to
from plans.models import Board
from plans.pages.tables import as_csv
from plans.permissions import boards_visible_to
from plans.snapshot_cache import snapshot_of
from plans.views.context import PlanPage, evidence_page
from plans.views.lists import ON_A_PAGE, as_book, as_file

NOT_A_FILTER = {"as_at", "strategy", "page", "format"}


@require_safe
def log(request, board):
    page = log_page(request, board)
    whole = log_of(request.user, page.strategy.board, as_at=page.as_at)
    asked = LogFilter(request.GET, log=whole)
    lines = asked.lines()
    if request.GET.get("format") == "csv":
        return as_file(page, "action-log", as_csv(LOG_HEADINGS, log_rows(lines)))
    if request.GET.get("format") == "xlsx":
        return as_book(page, "action-log", log_workbook(page.strategy.board, lines, as_at=page.as_at))
    rows = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    narrowed = any(value for name, value in request.GET.items() if name not in NOT_A_FILTER)
    context = {
        "page": page,
        "nav": "meetings",
        "has_plan": bool(page.strategy.pk),
        "log": whole,
        "filter": asked,
        "narrowed": narrowed,
        "rows": rows,
        "groups": [(group, [one for one in rows if one.group is group]) for group in Group],
        "open_closed": narrowed or all(line.group is Group.CLOSED for line in rows),
        "said": last_said_of(request.user, page.strategy.board, OUTSTANDING, as_at=page.as_at),
        "may_add": can_arrange(request.user),
    }
    return render(request, "meetings/action_log.html", context)


def log_page(request, board: str) -> PlanPage:
    """The board on the day that is asked for. One without a strategy opens as at today, which is not its last word."""
    page = evidence_page(request, board)
    if not page.strategy.pk:
        page.strategy.is_record = page.opens_as_at != timezone.localdate()
    return page


def log_of(user, board: Board, *, as_at) -> Log:
    """The log as this user may read it: of the board's own strategies and of those whose actions its minutes made."""
    strategies = strategies_asked(board).filter(board__in=boards_visible_to(user))
    snapshots = [snapshot_of(one, as_at=as_at) for one in strategies.order_by("pk")]
    return action_log(board, snapshots=snapshots, entries=entries_visible_to(user), as_at=as_at)
