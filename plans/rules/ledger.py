"""What a milestone's statements add up to on a day: its dates, how far they moved, and when somebody last spoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.dates import Window


class Statement(Protocol):
    """One thing said about a milestone."""

    kind: StatementKind | str
    said_on: date
    window: Window | None
    promise: Promise | str | None
    judgement: OwnerJudgement | str | None
    because: str


@dataclass(frozen=True, slots=True)
class Move:
    """One date stated for a milestone, and how far it lies from the first and from the one before."""

    statement: Statement
    slip_days: int
    moved_days: int
    is_first: bool
    agreed: bool
    same_promise: bool
    strongest: Promise | None = None

    @property
    def promise_note(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Position:
    """Where the statements leave a milestone on a day."""

    first: Window | None = None
    first_said_on: date | None = None
    baseline: Window | None = None
    baseline_agreed_on: date | None = None
    current: Window | None = None
    completed: Window | None = None
    is_withdrawn: bool = False
    last_said: date | None = None
    no_changes_in_a_row: int = 0
    owner_judgement: OwnerJudgement | None = None
    owner_judged_on: date | None = None
    slip_days: int | None = None
    moves: tuple[Move, ...] = ()


def read_position(statements: Iterable[Statement], *, as_at: date) -> Position:
    raise NotImplementedError
