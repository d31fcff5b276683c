"""How the date of a milestone moved: every date that was stated, in the words used, and what later papers say of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.charts import SCREEN, SlipPoint, by_width, slip_chart
from plans.enums import Promise, StatementKind
from plans.pages.delivery import read_as
from plans.pages.words import sentence
from plans.rules.dates import Window, days_in_words, signed_days
from plans.rules.ledger import Move, agreed_words, read_position
from plans.tree import ActionLine, Citation, MilestoneLine, StatementLine

LATER_IN_A_LEDGER = 3
LATER_ON_A_PAGE = 4


@dataclass(frozen=True)
class LedgerRow:
    """One date as it was stated. `slip` runs from the first, from latest day to latest day."""

    said: Window
    words: str
    window: Window
    read: str
    slip: str
    moved: bool
    agreed: str
    promise: str
    promised: str
    note: str
    because: str
    recorded_late: str
    citation: Citation


@dataclass(frozen=True)
class LaterLine:
    """What was said after the day of the page: shown beside it, and counted nowhere."""

    said: Window
    about: str
    kind: str
    words: str
    window: Window | None
    read: str
    slip: str
    note: str
    says: str
    because: str
    citation: Citation


@dataclass(frozen=True)
class Later:
    """A statement made after the day, with what it is about. `milestone` is empty for one about a whole action."""

    milestone: str
    about: str
    line: StatementLine


@dataclass(frozen=True)
class Ledger:
    """A milestone whose date moved, or was said as a window: every date, the picture, and what came later."""

    action: ActionLine
    milestone: MilestoneLine
    rows: tuple[LedgerRow, ...]
    chart: str
    later: tuple[LaterLine, ...]
    later_more: int
    is_agreed: bool

    @property
    def has_words(self) -> bool:
        return any(row.words for row in self.rows)

    @property
    def has_promises(self) -> bool:
        return any(row.promised or row.promise or row.note for row in self.rows)


def ledgers(
    actions: Iterable[ActionLine], *, as_at: date, later: Sequence[Later] = ()
) -> tuple[tuple[Ledger, ...], tuple[LaterLine, ...]]:
    """A ledger for each milestone that needs one, the unfinished with the longest slip first; and what else came later."""
    found, told = [], set()
    for action in actions:
        for milestone in action.milestones:
            if needs_ledger(milestone):
                own = [one for one in later if one.milestone == milestone.reference]
                told.add(milestone.reference)
                found.append(ledger(action, milestone, as_at=as_at, later=own))
    found.sort(
        key=lambda one: (
            one.milestone.is_finished,
            -(one.milestone.position.slip_days or 0),
            one.milestone.reference,
        )
    )
    rest = tuple(later_line(one, None) for one in later if one.milestone not in told)
    return tuple(found), rest


def needs_ledger(milestone: MilestoneLine) -> bool:
    """More than one date was stated, or one whose days were read out of words."""
    moves = milestone.position.moves
    return len(moves) > 1 or any(m.statement.window and not m.statement.window.is_day for m in moves)


def ledger(action: ActionLine, milestone: MilestoneLine, *, as_at: date, later: Sequence[Later] = ()) -> Ledger:
    lines = [later_line(one, milestone) for one in later]
    return Ledger(
        action=action,
        milestone=milestone,
        rows=tuple(map(_row, milestone.position.moves, agreed_words(milestone.position.moves))),
        chart=_chart(milestone, as_at=as_at, later=later),
        later=tuple(lines[:LATER_IN_A_LEDGER]),
        later_more=max(0, len(lines) - LATER_IN_A_LEDGER),
        is_agreed=milestone.position.baseline_agreed_on is not None,
    )


def _row(move: Move, agreed: str) -> LedgerRow:
    line = move.statement
    assert isinstance(line, StatementLine)
    assert line.window is not None
    return LedgerRow(
        said=line.said,
        words=line.window.words,
        window=line.window,
        read=read_as(line.window, line.said_on),
        slip="first stated" if move.is_first else signed_days(move.slip_days),
        moved=bool(move.slip_days) and not move.is_first,
        agreed=agreed,
        promise=Promise(line.promise).label if line.promise else "",
        promised=line.promised,
        note=move.promise_note,
        because=line.because,
        recorded_late=f"recorded {days_in_words(line.recorded_late)} later" if line.recorded_late > 0 else "",
        citation=line.citation,
    )


def _chart(milestone: MilestoneLine, *, as_at: date, later: Sequence[Later]) -> str:
    """The picture; none where one date was stated and never again. Of what came later, the next date only."""
    after = [one.line for one in later if one.line.kind is StatementKind.FORECAST][:1]
    moves = [move.statement for move in milestone.position.moves]
    if len(moves) + len(after) < 2:
        return ""
    said, then = [_point(s) for s in moves if isinstance(s, StatementLine)], [_point(s) for s in after]
    title = f"{milestone.title}: the date promised against the day it was said"
    return by_width(
        lambda theme, key: slip_chart(said, key=key, title=title, as_at=as_at, later=then, theme=theme),
        SCREEN,
        key=f"slip-{milestone.reference}",
    )


def _point(line: StatementLine) -> SlipPoint:
    assert line.window is not None
    opens = line.window.latest if line.window.earliest <= line.said_on else line.window.earliest
    return SlipPoint(line.said_on, opens, line.window.latest, f"“{line.window.words}”" if line.window.words else "")


def later_line(later: Later, milestone: MilestoneLine | None) -> LaterLine:
    line = later.line
    slip, note = "", ""
    if milestone and line.window and line.kind in (StatementKind.FORECAST, StatementKind.AGREED):
        move = read_position((*milestone.statements, line), as_at=line.said_on).moves[-1]
        slip, note = ("" if move.is_first else signed_days(move.slip_days)), move.promise_note
    return LaterLine(
        said=line.said,
        about="" if milestone else later.about,
        kind=StatementKind(line.kind).label,
        words=line.window.words if line.window else "",
        window=line.window,
        read=read_as(line.window, line.said_on) if line.window else "",
        slip=slip,
        note=note,
        says=sentence(line.promised or line.note),
        because=line.because,
        citation=line.citation,
    )
