"""What saving an update would do to a milestone, told before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.dates import Window, days_in_words
from plans.rules.ledger import Position, read_position
from plans.rules.status import Judgement, StatusNumbers, judge_milestone
from plans.tree import MilestoneLine


@dataclass(frozen=True)
class Consequence:
    """How far the milestone would then be from its dates, and how it would be judged (None: outside every count)."""

    sentence: str
    judgement: Judgement | None


@dataclass(frozen=True)
class _Would:
    """What would be said, as the ledger reads it."""

    kind: StatementKind
    said_on: date
    window: Window | None
    because: str
    judgement: OwnerJudgement | None = None
    promise: Promise | None = None


def consequence(
    milestone: MilestoneLine, said: Mapping[str, Any], *, on: date, numbers: StatusNumbers
) -> Consequence | None:
    """What the statement in `said` (the facts that `changes.update_milestone` takes) makes of the milestone on a day.

    None for what moves no date and finishes nothing (a note, or "no change"), and where the date is still missing.
    """
    kind = StatementKind(said["kind"])
    if kind in (StatementKind.NOTE, StatementKind.NO_CHANGE):
        return None
    window = Window(said["earliest"], said["latest"]) if said.get("latest") else None
    if window is None and kind in (StatementKind.FORECAST, StatementKind.COMPLETED):
        return None
    would = _Would(kind, said.get("said_on") or on, window, said.get("because", ""))
    position = read_position((*milestone.statements, would), as_at=on)
    judgement = judge_milestone(position, as_at=on, numbers=numbers)
    return Consequence(_sentence(kind, milestone.position, position), judgement)


def _sentence(kind: StatementKind, before: Position, after: Position) -> str:
    if kind is StatementKind.WITHDRAWN:
        return "Saving this takes it out of every list and count; what was said stays on record."
    if kind is StatementKind.REOPENED:
        return "Saving this opens it again, with the date it had."
    if kind is StatementKind.COMPLETED:
        return "Saving this completes it."
    assert after.current is not None  # a new date was just stated
    assert after.baseline is not None
    if before.current is None:
        return f"Saving this states its first date, {after.current.deadline}."
    name = "the agreed date" if after.baseline_agreed_on else "the date first stated"
    days = (after.current.latest - after.baseline.latest).days
    beside = after.slip_days or 0
    tail = f", {_distance(beside, 'the first')}" if beside != days else ""
    return f"Saving this makes it {_distance(days, name)}{tail}."


def _distance(days: int, of: str) -> str:
    if days == 0:
        return f"due on {of}"
    return f"{days_in_words(abs(days))} {'after' if days > 0 else 'before'} {of}"


def name_of(user) -> str:
    """A user as others know them: the person they are, else their own name, else what stands before the @."""
    if user is None:
        return ""
    return str(user.person) if user.person else user.get_full_name() or user.email.partition("@")[0]
