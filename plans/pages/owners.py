"""Whose it is: actions that need an owner, and who could take something over."""

from dataclasses import dataclass
from datetime import date

from plans.rules.bunching import Bunch, bunches
from plans.rules.dates import long_date
from plans.tree import ActionLine, StrategySnapshot


@dataclass(frozen=True)
class Ownerless:
    """An action that nobody here answers for, and why."""

    line: ActionLine
    because: str


def ownerless(snapshot: StrategySnapshot, *, left: dict[str, date]) -> tuple[Ownerless, ...]:
    """Open actions that a board agreed and gave to nobody, that have no lead, or whose every named lead has left.

    `left` has the last day of everybody who has left. In a record only what a board agreed and gave to nobody: who else
    led what may stand in a plan that is not held.
    """
    open_ = [action for action in snapshot.actions if not (action.is_closed or action.is_withdrawn)]
    told = ((action, _because(action, snapshot, left)) for action in open_)
    return tuple(Ownerless(action, because) for action, because in told if because)


def _because(action: ActionLine, snapshot: StrategySnapshot, left: dict[str, date]) -> str:
    if action.needs_owner:
        return "Agreed by the board, and nobody is named."
    if snapshot.is_record:
        return ""
    if not action.leads:
        return "Nobody leads it now."
    gone = [h for h in action.leads if h.person_key in left]
    if not gone or any(h.person_key and h.person_key not in left for h in action.leads):
        return ""
    last = gone[0]
    still = f" {last.organisation} leads it still, without a person." if last.organisation else ""
    return f"{last.person} left on {long_date(left[last.person_key])}.{still}"


def bunched(snapshot: StrategySnapshot, *, on: date) -> tuple[Bunch, ...]:
    """Where the dates of open milestones bunch. Of a record no date is still to come."""
    if snapshot.is_record:
        return ()
    open_ = [m for a, m in snapshot.milestones if not (a.is_closed or a.is_withdrawn or m.is_finished)]
    return bunches([m.position.current.latest for m in open_ if m.position.current], on=on)
