"""The plan as the public may see it: an action that a closed part of a meeting made is known to members only."""

from collections.abc import Iterable
from dataclasses import replace

from meetings.enums import Secrecy
from meetings.models import EntryLink
from plans.rules.status import roll_up
from plans.tree import ActionLine, GoalLine, ObjectiveLine, StrategySnapshot


def public_plan(snapshot: StrategySnapshot) -> StrategySnapshot:
    """The snapshot without the actions that were minuted under an item not open to the public."""
    links = EntryLink.objects.filter(made_it=True, action__isnull=False).exclude(entry__item=None)
    hidden = set(links.exclude(entry__item__secrecy=Secrecy.OPEN).values_list("action_id", flat=True))
    return without(snapshot, hidden) if hidden & {action.pk for action in snapshot.actions} else snapshot


def without(snapshot: StrategySnapshot, hidden: set[int]) -> StrategySnapshot:
    """Every count is made anew, and what is in doubt about a hidden action is hidden with it."""
    gone = {a.reference for a in snapshot.actions if a.pk in hidden}
    steps = {m.reference for a, m in snapshot.milestones if a.pk in hidden}
    doubts = tuple(d for d in snapshot.doubts if d.action not in gone and d.milestone not in steps)
    return replace(snapshot, goals=tuple(_goal(goal, hidden) for goal in snapshot.goals), doubts=doubts)


def _goal(goal: GoalLine, hidden: set[int]) -> GoalLine:
    objectives = tuple(_objective(objective, hidden) for objective in goal.objectives)
    actions = _open(goal.actions, hidden)
    everything = [a for o in objectives for a in o.actions] + list(actions)
    return replace(goal, objectives=objectives, actions=actions, tally=_tally(everything))


def _objective(objective: ObjectiveLine, hidden: set[int]) -> ObjectiveLine:
    actions = _open(objective.actions, hidden)
    return replace(objective, actions=actions, tally=_tally(actions))


def _open(actions: Iterable[ActionLine], hidden: set[int]) -> tuple[ActionLine, ...]:
    return tuple(action for action in actions if action.pk not in hidden)


def _tally(actions: Iterable[ActionLine]):
    return roll_up([a.judgement for a in actions if not a.is_withdrawn])
