"""What a pack says of the plan, its indicators and its evidence, in frozen values ready to be printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A status as it is printed: class of the cell, letter, word, and the sentence that belongs to it."""

    css: str
    letter: str
    word: str
    because: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart, drawn: its caption, and what is to be known to read it. `signs` are marks with their words, `says` sentences."""

    svg: str
    caption: str
    note: str = ""
    signs: tuple[tuple[str, str], ...] = ()
    says: str = ""


@dataclass(frozen=True)
class PlanRow:
    """A milestone, or an action: `level` 0 stands on its own, 1 is a milestone under the action above it."""

    anchor: str
    level: int
    title: str
    step: str
    who: str
    first: str
    first_words: str
    present: str
    slip: str
    mark: Mark
    note: str = ""
    number: str = ""
    last_word: str = ""
    """Of what is red, amber or not confirmed: who spoke of it last, where and in which words."""
    ledger: str = ""
    """The place where every date stated for it stands; "" where this pack has none. A link without the number of its page:
    a plan that waits for the pages of the ledger is set twice, and its pages are the most that a pack has."""

    @property
    def is_dated(self) -> bool:
        """Whether it has days of its own. An action of several milestones has none: its name takes their columns."""
        return bool(self.level or self.slip)


@dataclass(frozen=True)
class PlanGroup:
    heading: str
    note: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True)
class Said:
    """A line of the ledger: one date stated for a milestone."""

    on: str
    by: str
    words: str
    latest: str
    slip: str
    note: str = ""


@dataclass(frozen=True)
class Ledger:
    title: str
    lines: tuple[Said, ...]
    anchor: str = ""


@dataclass(frozen=True)
class PlanPart:
    """A goal: where its milestones stand, and every date that was ever stated for them."""

    key: str
    code: str
    title: str
    over: str
    summary: str
    caption: str
    groups: tuple[PlanGroup, ...]
    missing: tuple[str, ...]
    slips: Figure | None
    ledgers: tuple[Ledger, ...]


@dataclass(frozen=True)
class ExceptionRow:
    """An action of a goal that is not in focus, and why it needs attention."""

    anchor: str
    title: str
    who: str
    goal: str
    present: str
    slip: str
    mark: Mark
    number: str = ""
    evidence: str = ""
    """The date first stated, the last word on it, and who said it where: what the colour stands on."""


@dataclass(frozen=True)
class ExceptionsPart:
    """What is late or unconfirmed in the goals that this pack does not print, worst first."""

    over: str
    caption: str
    rows: tuple[ExceptionRow, ...]


@dataclass(frozen=True)
class LaterPart:
    """What was said after the day of the pack: never counted, never mixed with the rest, each with its day."""

    after: str
    ledgers: tuple[Ledger, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class ReadingRow:
    """One reading: the figure and its period, where it comes from, and what may be said of it."""

    figure: str
    period: str
    source: str
    mark: Mark | None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """A stretch of a long run of readings, periods across: heads, then a row of figures each.

    `head` is that of the first column: one kind of figure has the months or quarters across, and the years beneath.
    `short_of` is the number of columns of the stretches above it, where this one has one column less; else 0.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    short_of: int = 0
    head: str = "Period"


@dataclass(frozen=True)
class IndicatorPart:
    anchor: str
    title: str
    lead: str
    mark: Mark
    chart: Figure | None
    rows: tuple[ReadingRow, ...]
    remark: str
    provenance: str
    series: tuple[Series, ...] = ()
    goal: str = ""
    goal_title: str = ""


@dataclass(frozen=True)
class ClaimLine:
    says: str
    source: str
    comment: str
    is_doubted: bool


@dataclass(frozen=True)
class Dispute:
    """Statements that cannot all be right, side by side."""

    anchor: str
    title: str
    detail: str
    claims: tuple[ClaimLine, ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def names_a_doubted_claim(self) -> bool:
        return any(claim.is_doubted for claim in self.claims)


@dataclass(frozen=True)
class Unclear:
    """What the record leaves open, or does not hold, without anybody contradicting anybody."""

    anchor: str
    kind: str
    title: str
    detail: str
    meanwhile: str


@dataclass(frozen=True)
class LogRow:
    anchor: str
    number: str
    title: str
    owner: str
    needs_owner: bool
    original: str
    present: str
    carried: int
    mark: Mark
    group: str = ""
    minute: str = ""
    note: str = ""


@dataclass(frozen=True)
class ActionLog:
    caption: str
    rows: tuple[LogRow, ...]
    note: str


@dataclass(frozen=True)
class PromisedLine:
    """What an earlier minute asked for by this meeting, and what is no item of its agenda."""

    title: str
    owner: str
    mark: Mark
    minute: str
    page: str


@dataclass(frozen=True)
class MatterRow:
    """One thing that minutes asked for and that is open, or was done since the last meeting."""

    minute: str
    title: str
    owner: str
    carried: str
    mark: Mark
    page: str


@dataclass(frozen=True)
class MatterGroup:
    heading: str
    rows: tuple[MatterRow, ...]


@dataclass(frozen=True)
class Matters:
    """Matters arising: made from the action log, in the order of the last minutes."""

    key: str
    over: str
    groups: tuple[MatterGroup, ...]


@dataclass(frozen=True)
class RiskRow:
    title: str
    detail: str
    where: str
    owner: str
    source: str


@dataclass(frozen=True)
class FeedbackRow:
    """`answer` says so where there is none; `actions` answer it, each with its colour as a word."""

    theme: str
    given_by: str
    said: str
    answer: str
    actions: tuple[str, ...]
    source: str
