"""One action as its page tells it: milestones with their ledgers, and all that was said, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe

from plans.charts import SCREEN, SlipPoint, by_width, slip_chart
from plans.enums import ResponsibilityKind, StatementKind, Status
from plans.rules.dates import Window, days_in_words, long_date, short_date, signed_days
from plans.rules.ledger import Move, agreed_words
from plans.rules.status import OWNER_STATUS
from plans.tree import ActionLine, Citation, Holder, MilestoneLine, StatementLine


@dataclass(frozen=True)
class Entered:
    """What the audit trail adds to a statement: who typed it, whether it was an error, what it replaces."""

    by: str = ""
    at: datetime | None = None
    wrong_because: str = ""
    wrong_by: str = ""
    wrong_at: datetime | None = None
    replaces: bool = False
    bulk: int | None = None
    """The act on many actions that it was part of."""


@dataclass(frozen=True)
class LedgerRow:
    """One date stated for a milestone, as a row of its slip ledger."""

    said: Window
    words: str
    read_as: Window
    agreed: str
    """What its being agreed means for the colour, in words; empty where it was not agreed by the board."""
    from_first: str
    promised: str
    promise_note: str
    because: str
    citation: Citation


@dataclass(frozen=True)
class MilestoneCard:
    """A milestone with the picture and the ledger of how its date moved; no picture before the date has moved."""

    line: MilestoneLine
    ledger: tuple[LedgerRow, ...]
    later: tuple[LedgerRow, ...]
    chart: SafeString
    owner: Status | None

    @property
    def is_still(self) -> bool:
        """Whether it has a date that was never another: one line of a shared table says so."""
        return bool(self.ledger) and not self.chart

    @property
    def has_moved(self) -> bool:
        return len({(row.read_as.earliest, row.read_as.latest) for row in self.ledger}) > 1


@dataclass(frozen=True)
class Told:
    """One thing said, as the story prints it."""

    line: StatementLine
    about: str
    who: str
    what: str
    late: str
    repeated: str
    entered: Entered


@dataclass(frozen=True)
class Saved:
    """What this reader entered less than 15 minutes ago, and until when it can be taken back."""

    pk: int
    about: str
    what: str
    by: str
    at: datetime
    until: datetime


NOT_ENTERED = Entered()


def milestone_cards(action: ActionLine, *, as_at: date, later: ActionLine | None = None) -> tuple[MilestoneCard, ...]:
    """The milestones of an action. `later` is the same action as known today, when an earlier day is shown."""
    after = {m.reference: m for m in later.milestones} if later else {}
    return tuple(_card(m, as_at, after.get(m.reference)) for m in action.milestones)


def _card(line: MilestoneLine, as_at: date, later: MilestoneLine | None) -> MilestoneCard:
    moves = line.position.moves
    said_later = [m for m in (later.position.moves if later else ()) if m.statement.said_on > as_at]
    chart = ""
    if any(move.moved_days for move in moves) or (moves and said_later):
        points, after = [_point(move) for move in moves], [_point(move) for move in said_later]
        title = f"Slip of {line.title}: the date promised against the day it was said"
        chart = by_width(
            lambda theme, key: slip_chart(points, key=key, title=title, as_at=as_at, later=after, theme=theme),
            SCREEN,
            key=f"slip-{line.pk}",
        )
    judged = line.position.owner_judgement
    return MilestoneCard(
        line=line,
        ledger=_ledger(moves),
        later=_ledger(said_later),
        chart=mark_safe(chart),  # noqa: S308 made by our own functions, which escape every word they are given
        owner=OWNER_STATUS[judged] if judged else None,
    )


def _point(move: Move) -> SlipPoint:
    window = _window(move)
    label = window.words if window.words and window.inferred else short_date(window.latest)
    return SlipPoint(move.statement.said_on, window.earliest, window.latest, label, move.same_promise)


def _window(move: Move) -> Window:
    assert move.statement.window is not None  # a move is a statement with a date
    return move.statement.window


def _ledger(moves: Iterable[Move]) -> tuple[LedgerRow, ...]:
    moves = tuple(moves)
    words = agreed_words(moves)
    return tuple(_ledger_row(move, said) for move, said in zip(moves, words, strict=True))


def _ledger_row(move: Move, agreed: str) -> LedgerRow:
    said = move.statement
    assert isinstance(said, StatementLine)  # a snapshot holds lines
    return LedgerRow(
        said=said.said,
        words=_window(move).words,
        read_as=_window(move),
        agreed=agreed,
        from_first="first stated" if move.is_first else signed_days(move.slip_days),
        promised=said.promised or (said.promise.label if said.promise else ""),
        promise_note=move.promise_note,
        because=said.because or ("No reason is given." if move.moved_days else ""),
        citation=said.citation,
    )


def story(
    action: ActionLine, entered: Mapping[int, Entered], *, wrong: Iterable[tuple[StatementLine, str]] = ()
) -> tuple[Told, ...]:
    """All that was said about an action and its milestones, newest first. `wrong` is what was marked as entered in error,
    with the milestone it was about."""
    told = []
    for about, statements in _said(action):
        in_a_row = 0
        for line in statements:
            in_a_row = in_a_row + 1 if line.kind is StatementKind.NO_CHANGE else 0
            told.append(_told(line, about, entered.get(line.pk, NOT_ENTERED), in_a_row))
    told += [_told(line, about, entered.get(line.pk, NOT_ENTERED), 0) for line, about in wrong]
    return tuple(sorted(told, key=lambda t: (t.line.said_on, t.line.pk), reverse=True))


def _said(action: ActionLine) -> Iterable[tuple[str, tuple[StatementLine, ...]]]:
    yield "", action.statements
    for milestone in action.milestones:
        yield milestone.title, milestone.statements


def _told(line: StatementLine, about: str, entered: Entered, in_a_row: int) -> Told:
    return Told(
        line=line,
        about=about,
        who=line.said_by or entered.by,
        what=what_was_said(line.kind, line.window),
        late=f"Recorded {days_in_words(line.recorded_late)} later" if line.recorded_late > 0 else "",
        repeated=_repeated(in_a_row),
        entered=entered,
    )


def what_was_said(kind: StatementKind, window: Window | None) -> str:
    """ "New date: 15 September to 15 December 2017", "Completed on 4 November 2016", "No change"."""
    if window is None:
        return kind.label
    if kind is StatementKind.COMPLETED:
        return f"Completed {'on' if window.is_day else 'between'} {window}".replace(" to ", " and ")
    return f"{kind.label}: {window}"


def _repeated(in_a_row: int) -> str:
    if in_a_row < 2:
        return ""
    nth = {2: "second", 3: "third", 4: "fourth"}.get(in_a_row, f"{in_a_row}th")
    return f"“No change” for the {nth} time in a row: it does not count as an update."


def holders_by_kind(holders: Iterable[Holder], plan_held: bool) -> tuple[tuple[str, tuple[Holder, ...], str], ...]:
    """Lead, deputy, partners, each with who it is or, for the lead, why nobody can be named."""
    holders = tuple(holders)
    rows = []
    for kind in ResponsibilityKind:
        of_kind = tuple(h for h in holders if h.kind is kind)
        absent = ""
        if kind is ResponsibilityKind.LEAD and not of_kind:
            absent = "Not stated" if plan_held else "Not stated; the action plan is named, not held"
        if of_kind or absent:
            rows.append((kind.label, of_kind, absent))
    return tuple(rows)


def lead_sentence(action: ActionLine) -> str:
    """The first sentence of the page: when it was first stated, and when somebody last spoke of it."""
    first = f"First stated on {long_date(action.said_on)}"
    if action.last_said and action.last_said > action.said_on:
        return f"{first}; last spoken of on {long_date(action.last_said)}."
    return f"{first}; nothing has been said of it since."
