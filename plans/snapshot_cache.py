"""Keeps the last few snapshots in memory. They are frozen, so one may serve many readers.

The key holds the strategy's revision, which every write in `plans.changes` raises, and its settings: a snapshot that is
found is as right as one newly built.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock

from plans.models import Strategy
from plans.snapshot import take_snapshot
from plans.tree import StrategySnapshot

KEPT = 12

_lock = Lock()
_snapshots: OrderedDict[tuple, StrategySnapshot] = OrderedDict()


def snapshot_of(strategy: Strategy, *, as_at: date) -> StrategySnapshot:
    """The strategy as at a day, from memory where nothing was written since."""
    key = (
        strategy.pk,
        strategy.key,
        strategy.revision,
        strategy.red_days_after_baseline,
        strategy.due_soon_days,
        strategy.due_soon_silence_days,
        strategy.not_confirmed_after_days,
        as_at,
    )
    with _lock:
        if found := _snapshots.get(key):
            _snapshots.move_to_end(key)
            return found
    made = take_snapshot(strategy, as_at=as_at)
    with _lock:
        _snapshots[key] = made
        while len(_snapshots) > KEPT:
            _snapshots.popitem(last=False)
    return made


def forget() -> None:
    """Empty the memory: for tests, whose databases start again at revision 0."""
    with _lock:
        _snapshots.clear()
