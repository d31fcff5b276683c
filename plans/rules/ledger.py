"""What a milestone's statements add up to on a day: its dates, how far they moved, and when somebody last spoke.

Nothing here is stored. A statement said later than the day asked about does not exist yet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.windows import Window

STATES_A_DATE = (StatementKind.FORECAST, StatementKind.AGREED)


class Statement(Protocol):
    """One thing said about a milestone. Of a forecast or an agreed date the window is the date promised; of a
    completion, the days in which it was completed. An empty text or None means: not said."""

    @property
    def kind(self) -> StatementKind | str: ...
    @property
    def said_on(self) -> date: ...
    @property
    def window(self) -> Window | None: ...
    @property
    def promise(self) -> Promise | str | None: ...
    @property
    def judgement(self) -> OwnerJudgement | str | None: ...
    @property
    def because(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Move:
    """One date stated for a milestone. Days run from latest day to latest day, and are negative when it comes sooner.

    `slip_days` runs from the first date ever stated, `moved_days` from the date before. `same_promise` is False when
    less is promised than before; `strongest` is the most that had been promised until then.
    """

    statement: Statement
    slip_days: int
    moved_days: int
    is_first: bool
    agreed: bool
    same_promise: bool
    strongest: Promise | None = None

    @property
    def promise_note(self) -> str:
        """ "Not the same promise: ready is less than approved.", or nothing when no less is promised."""
        promise = self.statement.promise
        if self.same_promise or not promise or self.strongest is None:
            return ""
        return f"Not the same promise: {Promise(promise).label} is less than {self.strongest.label}."


@dataclass(frozen=True, slots=True)
class Position:
    """Where the statements leave a milestone on a day. Dates are None when nobody has stated them.

    `baseline` is the date a board last agreed, else the first one stated; then `baseline_agreed_on` is None.
    `last_said` is the day that counts for silence: "no change" counts once, a second in a row does not.
    `slip_days` runs from the latest day of the first date to the latest day of the current one.
    """

    first: Window | None = None
    first_said_on: date | None = None
    baseline: Window | None = None
    baseline_agreed_on: date | None = None
    current: Window | None = None
    completed: Window | None = None
    is_withdrawn: bool = False
    last_said: date | None = None
    no_changes_in_a_row: int = 0
    last_no_change: date | None = None
    owner_judgement: OwnerJudgement | None = None
    owner_judged_on: date | None = None
    slip_days: int | None = None
    moves: tuple[Move, ...] = ()


def agreed_words(moves: Sequence[Move]) -> tuple[str, ...]:
    """Of each date, what its being agreed by the board means: the last one agreed is what colour is measured from."""
    agreed = [place for place, move in enumerate(moves) if move.agreed]
    words = dict.fromkeys(agreed, "agreed by the board")
    if agreed:
        first_of_all = agreed[-1] == agreed[0]
        new = "" if first_of_all else "a new date "
        words[agreed[-1]] = f"{new}agreed by the board; colour is measured from it"
    return tuple(words.get(place, "") for place in range(len(moves)))


def read_position(statements: Iterable[Statement], *, as_at: date) -> Position:
    """Read the statements said by `as_at`, in the order they were said; on one day, in the order they are given."""
    position, strongest = Position(), None
    for statement in sorted((one for one in statements if one.said_on <= as_at), key=lambda one: one.said_on):
        kind = StatementKind(statement.kind)
        position = _heard(position, statement, kind)
        if kind in STATES_A_DATE and statement.window:
            position = _dated(position, statement, statement.window, strongest)
            promise = Promise(statement.promise) if statement.promise else None
            strongest = max((one for one in (strongest, promise) if one), key=lambda one: one.strength, default=None)
        elif kind is StatementKind.COMPLETED:
            position = replace(position, completed=_completed(statement))
        elif kind is StatementKind.WITHDRAWN:
            position = replace(position, is_withdrawn=True)
        elif kind is StatementKind.REOPENED:
            position = replace(position, completed=None, is_withdrawn=False)
    return position


def _heard(position: Position, statement: Statement, kind: StatementKind) -> Position:
    """Note that somebody spoke, and what they themselves think of it."""
    if statement.judgement:
        judgement = OwnerJudgement(statement.judgement)
        position = replace(position, owner_judgement=judgement, owner_judged_on=statement.said_on)
    if kind is not StatementKind.NO_CHANGE:
        return replace(position, last_said=statement.said_on, no_changes_in_a_row=0)
    repeated = position.no_changes_in_a_row > 0
    return replace(
        position,
        last_said=position.last_said if repeated else statement.said_on,
        no_changes_in_a_row=position.no_changes_in_a_row + 1,
        last_no_change=statement.said_on,
    )


def _dated(position: Position, statement: Statement, window: Window, strongest: Promise | None) -> Position:
    """Move the current date. A weaker promise moves it too, and is marked: the board is still told the later date."""
    first, before = position.first or window, position.current or window
    agreed = StatementKind(statement.kind) is StatementKind.AGREED
    weaker = bool(statement.promise and strongest and Promise(statement.promise).strength < strongest.strength)
    move = Move(
        statement=statement,
        slip_days=(window.latest - first.latest).days,
        moved_days=(window.latest - before.latest).days,
        is_first=position.first is None,
        agreed=agreed,
        same_promise=not weaker,
        strongest=strongest,
    )
    return replace(
        position,
        first=first,
        first_said_on=statement.said_on if move.is_first else position.first_said_on,
        baseline=window if agreed else position.baseline or window,
        baseline_agreed_on=statement.said_on if agreed else position.baseline_agreed_on,
        current=window,
        slip_days=move.slip_days,
        moves=(*position.moves, move),
    )


def _completed(statement: Statement) -> Window:
    """When it was done. What is said to be done is done by the day it is said; without a day, that is all we know."""
    said_on, window = statement.said_on, statement.window
    if window is None:
        return Window(said_on, said_on, inferred=True)
    if window.earliest <= said_on < window.latest:
        return replace(window, latest=said_on, inferred=True)
    return window
