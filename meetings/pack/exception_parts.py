"""The exceptions of goals that are not in focus: what a reader of the plan of one goal must know of the others."""

from collections.abc import Collection
from datetime import date

from meetings.pack.last_word import speaks_for, stands_on
from meetings.pack.plan_contents import ExceptionRow, ExceptionsPart
from meetings.pack.plan_parts import owners_word
from meetings.pack.summary_parts import because_of, needs_attention
from meetings.pack.wording import (
    NONE,
    anchor,
    day_of,
    mark_of,
    number_of,
    slip_words,
    who_leads,
    with_silence,
)
from plans.rules.silence import no_update
from plans.snapshot import worst_first
from plans.tree import ActionLine, StrategySnapshot


def exceptions_part(snapshot: StrategySnapshot, goals: Collection[str], *, since: date) -> ExceptionsPart | None:
    """Actions outside `goals` that are red, amber or not confirmed, worst first; None where there is none.

    `since` is the day from which a word counts as an update: what was silent says so.
    """
    others = [action for action in snapshot.actions if action.goal not in goals and not action.is_withdrawn]
    urgent = [action for action in needs_attention(snapshot) if action.goal not in goals]
    if not urgent:
        return None
    count = number_of(len(others), "action", "actions")
    return ExceptionsPart(
        over=f"Facts as at {snapshot.on_day()}.",
        caption=f"{len(urgent)} of {count} of the other goals",
        rows=tuple(_row(action, no_update(action, since=since, on=snapshot.as_at)) for action in worst_first(urgent)),
    )


def _row(action: ActionLine, silence: str) -> ExceptionRow:
    speaks = speaks_for(action)
    slip = speaks.position.slip_days if speaks else None
    return ExceptionRow(
        anchor=anchor("exceptions", action.reference),
        title=action.title,
        who=who_leads(action),
        goal=action.objective or action.goal,
        present=day_of(speaks.position.current) if speaks else NONE,
        slip="" if slip is None else slip_words(slip),
        mark=mark_of(action.judgement, because=with_silence(because_of(action), silence)),
        number=action.reference,
        evidence=" ".join(filter(None, (owners_word(speaks), stands_on(speaks)))) if speaks else "",
    )
