"""What every page of a plan begins with: the strategy, the day it is shown as at, and the snapshot of that day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from plans.models import Observation, Statement, Strategy
from plans.permissions import strategy_for
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
    strategy = strategy_for(request.user, board_key, request.GET.get("strategy", ""))
    today = timezone.localdate()
    opens = last_fact(strategy) or today if strategy.is_record else today
    as_at, problem = opens, ""
    if asked := request.GET.get("as_at", ""):
        try:
            as_at = date.fromisoformat(asked)
        except ValueError:
            problem = f"“{asked[:40]}” is not a day. Write it as 2017-03-15."
        else:
            if as_at > today:
                as_at, problem = opens, "That day is still to come; what will be said by then cannot be shown."
    return PlanPage(strategy, snapshot_of(strategy, as_at=as_at), as_at, opens, problem)


def last_fact(strategy: Strategy) -> date | None:
    """The day of the last thing said about a strategy: where a record opens."""
    last = Statement.objects.of_strategy(strategy).aggregate(day=Max("said_on"))["day"]
    read = Observation.objects.filter(indicator__strategy=strategy).aggregate(day=Max("said_on"))["day"]
    return max((day for day in (last, read) if day), default=None)
