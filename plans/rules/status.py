"""How a colour is decided, and the sentence that goes with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.enums import OwnerJudgement, Status
from plans.rules.dates import Window
from plans.rules.ledger import Position


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and the sentence that justifies it. The two are never shown apart."""

    status: Status
    because: str


@dataclass(frozen=True, slots=True)
class StatusNumbers:
    """The limits a strategy sets, all in days."""

    red_days_after_baseline: int = 90
    due_soon_days: int = 30
    due_soon_silence_days: int = 45
    not_confirmed_after_days: int = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have each status, worst first."""

    counts: tuple[tuple[Status, int], ...]

    @property
    def total(self) -> int:
        raise NotImplementedError

    @property
    def worst(self) -> Status | None:
        raise NotImplementedError

    @property
    def words(self) -> str:
        raise NotImplementedError


def judge_milestone(
    position: Position, *, as_at: date, numbers: StatusNumbers = StatusNumbers()
) -> Judgement | None:
    raise NotImplementedError


def judge_action(
    lines: Sequence[tuple[str, Position, Judgement | None]], *, closed: Window | None, as_at: date
) -> Judgement:
    raise NotImplementedError


def differs(rule: Judgement, owner: OwnerJudgement | None) -> str:
    raise NotImplementedError


def roll_up(judgements: Iterable[Judgement | None]) -> Tally:
    raise NotImplementedError
