"""The pages of one goal and of the whole plan, made from the snapshot alone."""

from dataclasses import dataclass
from datetime import date

from plans.enums import Status
from plans.pages.delivery import (
    ActionRow,
    ObjectiveRow,
    Standing,
    action_rows,
    objective_row,
    standing,
    tally_chart,
    worst_of,
)
from plans.pages.indicators import Tile, tile
from plans.pages.words import Part, capital, count, first_sentence
from plans.tree import GoalLine, StrategySnapshot


@dataclass(frozen=True)
class GoalBlock:
    """A goal with its objectives as rows, its own actions as rows, and what is held of its plan."""

    line: GoalLine
    chart: str
    objectives: tuple[ObjectiveRow, ...]
    actions: tuple[ActionRow, ...]
    own: str
    held: str

    @property
    def is_empty(self) -> bool:
        return not self.line.all_actions


@dataclass(frozen=True)
class GoalRow:
    """A whole goal in one line of a table, for a plan too long to show each objective."""

    line: GoalLine
    chart: str
    standing: Standing
    last_said: date | None


@dataclass(frozen=True)
class PlanPageOf:
    lead: tuple[Part, ...]
    chart: str
    goals: tuple[GoalBlock, ...]


@dataclass(frozen=True)
class GoalPage:
    block: GoalBlock
    lead: tuple[Part, ...]
    tiles: tuple[Tile, ...]


def goal_block(goal: GoalLine, snapshot: StrategySnapshot, *, most: int = 2) -> GoalBlock:
    """`most`: how many of its worst actions an objective names."""
    return GoalBlock(
        line=goal,
        chart=tally_chart(goal.tally, label=f"Goal {goal.code}", key=f"goal-{goal.code}"),
        objectives=tuple(objective_row(o, as_at=snapshot.as_at, most=most) for o in goal.objectives),
        actions=action_rows(goal.actions),
        own=own_actions(goal),
        held=held(goal),
    )


def goal_row(goal: GoalLine, *, as_at: date, most: int = 2) -> GoalRow:
    last = max((a.last_said for a in goal.all_actions if a.last_said), default=None)
    return GoalRow(
        line=goal,
        chart=tally_chart(goal.tally, label=f"Goal {goal.code}", key=f"goal-{goal.code}"),
        standing=worst_of(goal.all_actions, last_said=last, as_at=as_at, most=most),
        last_said=last,
    )


def own_actions(goal: GoalLine) -> str:
    """ "Six more actions belong to the whole goal: 6 no date. One has no owner." """
    live = [a for a in goal.actions if not a.is_withdrawn]
    if not live:
        return ""
    more = "more " if goal.objectives else ""
    belongs = "belongs" if len(live) == 1 else "belong"
    told = f"{capital(count(len(live), f'{more}action'))} {belongs} to the whole goal"
    undated = sum(1 for a in live if a.judgement.status is Status.NO_DATE)
    if undated == len(live):
        told += ", without a date" if undated == 1 else ", none of them with a date"
    unowned = sum(1 for a in live if a.needs_owner)
    if unowned:
        told += f"; {count(unowned)} {'needs' if unowned == 1 else 'need'} an owner"
    return told + "."


def held(goal: GoalLine) -> str:
    """What is known of the goal's action plans where no action is recorded."""
    if goal.all_actions:
        return ""
    if not goal.objectives:
        return "No objective is recorded."
    notes = [o.plan_note for o in goal.objectives if o.plan_note and not o.plan_held]
    return first_sentence(notes[0]) if notes else "No action is recorded."


def plan_page_of(snapshot: StrategySnapshot) -> PlanPageOf:
    return PlanPageOf(
        lead=plan_lead(snapshot),
        chart=tally_chart(snapshot.tally, label="All actions", key="plan"),
        goals=tuple(goal_block(goal, snapshot) for goal in snapshot.goals),
    )


def plan_lead(snapshot: StrategySnapshot) -> tuple[Part, ...]:
    objectives, empty = len(snapshot.objectives), sum(1 for g in snapshot.goals if not g.all_actions)
    parts = [
        Part(capital(f"{count(len(snapshot.goals), 'goal')}, {count(objectives, 'objective')}. ")),
        Part(standing(snapshot.tally).rstrip("."), True),
        Part("."),
    ]
    if empty:
        parts.append(Part(f" For {count(empty, 'goal')} no action is recorded."))
    return tuple(parts)


def goal_page(snapshot: StrategySnapshot, goal: GoalLine) -> GoalPage:
    block = goal_block(goal, snapshot)
    codes = [o.code for o in goal.objectives]
    lead: tuple[Part, ...]
    if block.is_empty:
        lead = (Part("No action is recorded for this goal. "), Part(block.held or "", True))
    else:
        lead = (Part(standing(goal.tally)),)
        silent = [o.code for o in goal.objectives if not o.actions]
        if silent:
            lead += (Part(f" Nothing is recorded for {', '.join(silent)}."),)
    return GoalPage(
        block, lead, tuple(tile(i, as_at=snapshot.as_at, key="own") for i in snapshot.indicators_of(*codes))
    )
