"""Statements made of plain values, so that a rule can be tried without a database."""

from dataclasses import dataclass
from datetime import date

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.dates import Window
from plans.rules.ledger import Position, read_position


@dataclass(frozen=True)
class Said:
    kind: StatementKind
    said_on: date
    window: Window | None = None
    promise: Promise | None = None
    judgement: OwnerJudgement | None = None
    because: str = ""


def on(day: date) -> Window:
    return Window(day, day)


def forecast(said_on: date, day: date | Window, **facts) -> Said:
    return Said(StatementKind.FORECAST, said_on, day if isinstance(day, Window) else on(day), **facts)


def agreed(said_on: date, day: date, **facts) -> Said:
    return Said(StatementKind.AGREED, said_on, on(day), **facts)


def completed(said_on: date, day: date | None = None) -> Said:
    return Said(StatementKind.COMPLETED, said_on, on(day) if day else None)


def no_change(said_on: date) -> Said:
    return Said(StatementKind.NO_CHANGE, said_on)


def note(said_on: date, **facts) -> Said:
    return Said(StatementKind.NOTE, said_on, **facts)


def withdrawn(said_on: date) -> Said:
    return Said(StatementKind.WITHDRAWN, said_on)


def reopened(said_on: date) -> Said:
    return Said(StatementKind.REOPENED, said_on)


def a_position(*statements: Said, as_at: date) -> Position:
    return read_position(statements, as_at=as_at)
