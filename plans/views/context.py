"""What every page of a plan begins with: the strategy, the day it is shown as at, and the snapshot of that day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.http import Http404
from django.utils import timezone

from plans.models import Discrepancy, Observation, Statement, Strategy
from plans.permissions import board_for, strategy_for
from plans.rules.dates import long_date
from plans.snapshot import take_evidence
from plans.snapshot_cache import snapshot_of
from plans.tree import StrategySnapshot


@dataclass(frozen=True)
class PlanPage:
    """The strategy on the day a page shows. `is_today` is False when the reader asked for another day."""

    strategy: Strategy
    snapshot: StrategySnapshot
    as_at: date
    opens_as_at: date
    problem: str

    @property
    def was_asked(self) -> bool:
        return self.as_at != self.opens_as_at


def plan_page(request, board_key: str) -> PlanPage:
    """The plan as at `?as_at=`, else as at today; a record as at its last fact. The clock is read here.

    A day that cannot be read changes nothing: the page opens as usual and `problem` says why.
    """
    return page_of(request, strategy_for(request.user, board_key, request.GET.get("strategy", "")))


def page_of(request, strategy: Strategy) -> PlanPage:
    """The same, of a strategy that is at hand and that the reader may know of."""
    today = timezone.localdate()
    opens = last_fact(strategy) or today if strategy.is_record else today
    as_at, problem = _asked(request, opens=opens, first=strategy.starts_on, today=today)
    return PlanPage(strategy, snapshot_of(strategy, as_at=as_at), as_at, opens, problem)


def evidence_page(request, board_key: str) -> PlanPage:
    """The plan's page, or, for a board without a strategy, one of its figures and doubts alone. Raises Http404."""
    try:
        return plan_page(request, board_key)
    except Http404:
        board = board_for(request.user, board_key)
    if request.GET.get("strategy") or board.strategies.exists():
        raise Http404("No such strategy")
    today = timezone.localdate()
    told = Observation.objects.filter(indicator__board=board).aggregate(first=Min("said_on"), last=Max("said_on"))
    doubted = Discrepancy.objects.filter(board=board, strategy=None).aggregate(last=Max("raised_on"))["last"]
    opens = max((day for day in (told["last"], doubted) if day), default=today)
    as_at, problem = _asked(request, opens=opens, first=told["first"] or today, today=today)
    none = Strategy(board=board, is_record=True)
    return PlanPage(none, take_evidence(board, as_at=as_at), as_at, opens, problem)


def _asked(request, *, opens: date, first: date, today: date) -> tuple[date, str]:
    """The day asked for and no problem, or the day the page opens at and a sentence."""
    asked = request.GET.get("as_at", "")
    if not asked:
        return opens, ""
    try:
        as_at = date.fromisoformat(asked)
    except ValueError:
        return opens, f"“{asked[:40]}” is not a day. Write it as 2017-03-15."
    if as_at > today:
        return opens, "That day is still to come; what will be said by then cannot be shown."
    if as_at < first:
        return opens, f"Nothing is recorded before {long_date(first)}."
    return as_at, ""


def last_fact(strategy: Strategy) -> date | None:
    """The day of the last thing said about a strategy: where a record opens."""
    last = Statement.objects.of_strategy(strategy).aggregate(day=Max("said_on"))["day"]
    read = Observation.objects.filter(indicator__strategy=strategy).aggregate(day=Max("said_on"))["day"]
    return max((day for day in (last, read) if day), default=None)
