"""The register as the dashboard and the page of changes tell it: since when, in which order, and in how many words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from plans.enums import DiscrepancyTreatment, Status
from plans.pages.words import Part, capital, count, is_or_are
from plans.register import Change, Register, RegisterLine, compare
from plans.rules.ledger import Position
from plans.rules.windows import MONTHS, days_in_words, long_date, signed_days
from plans.tree import StrategySnapshot

MOST_LINES = 6
MOST_OF_A_KIND = 10
SHARES = (
    (Change.SLIPPED, 3),
    (Change.OVERDUE, 2),
    (Change.ADDED_NO_OWNER, 1),
    (Change.DROPPED, 1),
    (Change.DISPUTED, 1),
    (Change.CORRECTED, 1),
    (Change.COMPLETED, 1),
    (Change.WORSE, 1),
    (Change.ADDED, 1),
    (Change.INDICATOR, 1),
    (Change.SETTLED, 1),
    (Change.BROUGHT_FORWARD, 1),
    (Change.BETTER, 1),
)
"""How many lines of each kind a dashboard keeps room for, in the order in which the room is given."""


@dataclass(frozen=True)
class Since:
    """What the register is measured from: the stored snapshot of an issued pack, or the plan as at a day."""

    then: StrategySnapshot
    title: str
    short: str
    note: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the register, and the sentence that tells it."""

    line: RegisterLine
    kind: str
    when: str
    sentence: str


@dataclass(frozen=True)
class Told:
    """The register, told: every row in order, those shown first, and what is left."""

    since: Since
    register: Register
    rows: tuple[Row, ...]
    first: tuple[Row, ...]
    rest: str
    silent: str
    has_overdue: bool

    @property
    def rest_count(self) -> int:
        return len(self.rows) - len(self.first)


def tell(since: Since, now: StrategySnapshot) -> Told:
    register = compare(since.then, now)
    rows = tuple(_row(line, register) for line in in_order(register.lines))
    first = the_first(rows)
    left = [row for row in rows if row not in first]
    return Told(
        since=since,
        register=register,
        rows=rows,
        first=first,
        rest=in_kinds([row.line.change for row in left]),
        silent=silent(register),
        has_overdue=any(row.line.change is Change.OVERDUE for row in rows),
    )


def in_order(lines: Sequence[RegisterLine]) -> list[RegisterLine]:
    """By kind, worst first; within a kind the longest slip, then the worst colour, then the reference."""
    return sorted(
        lines,
        key=lambda one: (
            one.change.order,
            -abs(one.slip_days or 0),
            one.now.order if one.now else len(Status),
            one.reference,
            one.title,
        ),
    )


def the_first(rows: Sequence[Row], most: int = MOST_LINES) -> tuple[Row, ...]:
    """The rows that fit: some of each kind, most of the worst; what room is left goes by order. Shown in order."""
    if len(rows) <= most:
        return tuple(rows)
    of_kind = {change: list(group) for change, group in groupby(rows, key=lambda row: row.line.change)}
    heads = [row for change, share in SHARES for row in of_kind.get(change, [])[:share]][:most]
    others = [row for row in rows if row not in heads][: most - len(heads)]
    chosen = {id(row) for row in (*heads, *others)}
    return tuple(row for row in rows if id(row) in chosen)


def in_kinds(changes: Sequence[Change]) -> str:
    """ "9 slipped, 4 overdue, 10 new figure" in the order of the register."""
    found = [(change, sum(1 for one in changes if one is change)) for change in Change]
    return ", ".join(f"{number} {change.label.lower()}" for change, number in found if number)


@dataclass(frozen=True)
class Group:
    """The changes of one kind: how many there are, and those that are shown."""

    change: Change
    rows: tuple[Row, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


def grouped(rows: Sequence[Row], *, only: Change | None = None, most: int = MOST_OF_A_KIND) -> list[Group]:
    """By kind, the first few of each; of one kind alone, all."""
    found = [(change, tuple(group)) for change, group in groupby(rows, key=lambda row: row.line.change)]
    if only:
        return [Group(change, of, len(of)) for change, of in found if change is only]
    return [Group(change, of[:most], len(of)) for change, of in found]


def _row(line: RegisterLine, register: Register) -> Row:
    then = register.then.as_at
    year = "" if then.year == register.now.as_at.year else f" {then.year}"
    return Row(line, line.change.label, f"in {MONTHS[then.month - 1]}{year}", _sentence(line, register))


def _sentence(line: RegisterLine, register: Register) -> str:
    """What the register says; of a date that moved, both latest days, and both wordings where it was put in words.

    "From 18 July to 15 December 2017: “within the next six months” became “six to nine months”. No reason is given."
    """
    if line.change not in (Change.SLIPPED, Change.BROUGHT_FORWARD) or line.about != "milestone":
        return line.sentence
    was, now = (_position(snapshot, line) for snapshot in (register.then, register.now))
    if was is None or now is None or was.current is None or now.current is None:
        return line.sentence
    told = f"From {_day_before(was.current.latest, now.current.latest)} to {long_date(now.current.latest)}"
    if was.current.words and now.current.words and was.current.words != now.current.words:
        told += f": “{was.current.words}” became “{now.current.words}”"
    return f"{told}. {now.moves[-1].statement.because or 'No reason is given.'}"


def _position(snapshot: StrategySnapshot, line: RegisterLine) -> Position | None:
    action = snapshot.action(line.reference)
    return next((m.position for m in action.milestones if m.title == line.title), None) if action else None


def _day_before(day: date, later: date) -> str:
    """Without its year where the other day has the same."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == later.year else long_date(day)


def silent(register: Register) -> str:
    """What a register cannot list, because nothing happened: how many were silent, and that nothing was dropped."""
    parts = []
    since = long_date(register.then.as_at)
    if register.silent:
        about = "it" if register.silent == 1 else "them"
        noun = count(register.silent, "unfinished action")
        parts.append(f"About {noun} nothing has been said since {since}: no update received for {about}.")
    if not register.of(Change.DROPPED):
        parts.append("Nothing was withdrawn.")
    return capital(" ".join(parts))


def lead(told: Told) -> tuple[Part, ...]:
    """What changed, in one sentence of at most four clauses and two bold facts; else where everything stands."""
    register, now = told.register, told.register.now
    clauses = [*_moved(register), *_left_open(now)][:4]
    if not clauses:
        return (Part(f"Nothing has changed since {told.since.short}."),)
    parts = [Part(f"Since {told.since.short} ")]
    bold = 2
    for place, (words, matters) in enumerate(clauses):
        if place:
            parts.append(Part(" and " if place == len(clauses) - 1 else ", "))
        strong = matters and bold > 0
        bold -= strong
        parts.append(Part(words, strong))
    return (*parts, Part("."))


def _moved(register: Register) -> list[tuple[str, bool]]:
    found = []
    slipped = register.of(Change.SLIPPED)
    if slipped:
        longest = max(line.slip_days or 0 for line in slipped)
        if len(slipped) == 1:
            found.append((f"one date moved by {days_in_words(longest)}", True))
        else:
            found.append((f"{count(len(slipped))} dates moved, the furthest by {days_in_words(longest)}", True))
    overdue = len(register.of(Change.OVERDUE))
    if overdue:
        found.append((f"{count(overdue, 'date')} passed without word that it was done", not slipped))
    dropped = len(register.of(Change.DROPPED))
    if dropped:
        found.append((f"{count(dropped, 'step')} {'was' if dropped == 1 else 'were'} withdrawn", False))
    done = len(register.of(Change.COMPLETED))
    if done:
        found.append((f"{count(done, 'step')} {'was' if done == 1 else 'were'} completed", False))
    return found


def _left_open(now: StrategySnapshot) -> list[tuple[str, bool]]:
    """What stands open on the day, whenever it arose."""
    found = []
    unowned = sum(1 for action in now.actions if action.needs_owner)
    if unowned:
        found.append((f"{count(unowned)} agreed {'action has' if unowned == 1 else 'actions have'} no owner", True))
    disputed = sum(1 for doubt in now.doubts if doubt.treatment is DiscrepancyTreatment.DISPUTED)
    if disputed:
        found.append(
            (
                f"{count(disputed)} {'statement' if disputed == 1 else 'statements'} {is_or_are(disputed)} disputed",
                False,
            )
        )
    return found


HEADINGS = ("Change", "Reference", "What", "Was", "Now", "Days", "What happened", "Source")


def as_table(told: Told) -> list[list[str]]:
    """The register as rows of a spreadsheet; every cell is text that no program will take for a formula."""
    table = [list(HEADINGS)]
    for row in told.rows:
        line = row.line
        cells = [
            row.kind,
            line.reference,
            line.title,
            line.was.label if line.was else "",
            line.now.label if line.now else "",
            signed_days(line.slip_days) if line.slip_days else "",
            row.sentence,
            str(line.citation or ""),
        ]
        table.append([as_text(cell) for cell in cells])
    return table


def as_text(cell: str) -> str:
    """A cell that begins like a formula is marked as text, as every spreadsheet program reads it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell else cell
