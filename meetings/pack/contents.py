"""What a pack says, in frozen values ready to be printed: no rows, no markup, no page numbers.

`build` fills these from rows and from the snapshot, `sections` turns each into HTML. A `page` names the place in the pack
that a reader is sent to ("item-11", "plan.4A-1"); what number it has is known only when the pack is put together.
"""

from dataclasses import dataclass
from datetime import date

from meetings.pack.appendix_contents import Appendix, PracticesPart
from meetings.pack.names import STANDARD
from meetings.pack.plan_contents import (
    ActionLog,
    Dispute,
    ExceptionsPart,
    FeedbackRow,
    IndicatorPart,
    LaterPart,
    Mark,
    Matters,
    PlanPart,
    PromisedLine,
    RiskRow,
    Unclear,
)

ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


@dataclass(frozen=True)
class Count:
    label: str
    number: int


@dataclass(frozen=True)
class Front:
    """What the pack is, on its cover and in the margins of every page.

    A correction names the pack that it `replaces`, when that was issued, and why; `beneath` goes under every page's words,
    `prefix` before the numbers of its pages.
    """

    board: str
    board_key: str
    title: str
    meeting_day: str
    banner: str
    is_fictional: bool
    edition: str
    number: str
    version: int
    as_at: date
    as_at_words: str
    issued: str
    built: str
    strategy: str
    fingerprint: str
    counts: tuple[Count, ...]
    replaces: str = ""
    because: str = ""
    beneath: str = ""
    kind: str = "Pack"
    prefix: str = ""
    appendices: str = ""
    """Where the documents are that others made, and what that means for the claim of the file."""

    @property
    def foot(self) -> str:
        """What stands at the foot of every page, beside its number."""
        return f"{self.kind} {self.number} · version {self.version} · {self.edition}"

    @property
    def under(self) -> str:
        """The line under that."""
        return f"As at {self.as_at_words} · {self.issued}"


@dataclass(frozen=True)
class ChangeLine:
    """`page` is where its subject stands in the pack; `anchor` is its own place among all changes."""

    change: str
    title: str
    sentence: str
    page: str = ""
    anchor: str = ""


PAPER = "paper: "
"""Before the item of what is asked, where its paper is in this pack."""


@dataclass(frozen=True)
class Ask:
    """One thing the board is asked to decide."""

    words: str
    item: str
    page: str
    where: str = "page"
    """What the page is, before its number: that of the paper, or of the agenda where there is none."""


@dataclass(frozen=True)
class Attention:
    mark: Mark
    what: str
    who: str
    page: str = ""
    stands_on: str = ""
    """Its dates, and the last word on it."""


@dataclass(frozen=True)
class StandingRow:
    """A goal or an objective with its counts, in the order of the statuses."""

    code: str
    title: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Summary:
    """The one sheet of a pack: page 1 what changed and what to decide, page 2 what needs attention."""

    since: str
    in_short: str
    basis: str
    changed: tuple[Count, ...]
    changes: tuple[ChangeLine, ...]
    all_changes: int
    """How many there are, where they are not all shown here; else 0."""
    asks: tuple[Ask, ...]
    exceptions: tuple[Attention, ...]
    more_exceptions: int
    attention_note: str
    standing_of: str
    standing: tuple[StandingRow, ...]
    standing_note: str
    not_held: tuple[str, ...]


@dataclass(frozen=True)
class AgendaLine:
    number: str
    title: str
    asked: str
    lead: str
    starts: str
    page: str
    is_decision: bool
    notes: tuple[str, ...] = ()
    key: str = ""
    awaits_paper: bool = False
    is_for_minutes: bool = False


@dataclass(frozen=True)
class Agenda:
    facts: tuple[tuple[str, str], ...]
    note: str
    lines: tuple[AgendaLine, ...]
    closed: tuple[AgendaLine, ...]
    closed_words: str
    has_times: bool
    promised: tuple[PromisedLine, ...] = ()


@dataclass(frozen=True)
class Run:
    """Words of a paragraph that look alike."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph of a report: "p", "n" (its number in the margin, as the source prints it), "li" or "h" (a heading).

    `text` are its words. Where some are bold or in italics, `runs` tell which. A "table" has `rows` of cells, its head first.
    """

    kind: str
    text: str
    number: str = ""
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def listing(self) -> str:
        """How a line of a list is marked: "dash", "roman" or "number"; nothing for what is no list."""
        if self.kind != "li":
            return ""
        return "number" if self.place and self.number[0].isdigit() else "roman" if self.place else "dash"

    @property
    def place(self) -> int:
        """The number with which a line of a list begins, as its author counted; 0 for a dash."""
        digits = self.number.rstrip(".)")
        return int(digits) if digits.isdecimal() else ROMAN.index(digits) if digits in ROMAN else 0

    @property
    def head(self) -> tuple[tuple[Run, ...], ...]:
        return self.rows[0] if self.rows else ()

    @property
    def body(self) -> tuple[tuple[tuple[str, tuple[Run, ...]], ...], ...]:
        """The other rows of a table, each cell with the words at the head of its column."""
        heads = ["".join(run.text for run in cell) for cell in self.head]
        return tuple(tuple(zip(heads, row, strict=True)) for row in self.rows[1:])


@dataclass(frozen=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Verified:
    kind: str
    said: tuple[Block, ...]
    by: str


@dataclass(frozen=True)
class Report:
    """A paper: its cover sheet, its implications with who verified them, advice to its author, and its text."""

    title: str
    note: str
    asks: tuple[Block, ...]
    fields: tuple[tuple[str, str], ...]
    implications: tuple[Verified, ...]
    advice: tuple[str, ...]
    parts: tuple[Part, ...]
    key: str = ""


@dataclass(frozen=True)
class Item:
    """An open item with something to read. `exempt_text` is filled in the members' edition only."""

    key: str
    number: str
    title: str
    day: str
    purpose: str
    reports: tuple[Report, ...] = ()
    warning: str = ""
    exempt_text: tuple[Block, ...] = ()


@dataclass(frozen=True)
class ClosedSheet:
    """Stands in for an item that is not for publication: what the law lets everybody know of it."""

    key: str
    number: str
    title: str
    day: str
    facts: tuple[tuple[str, str], ...]
    is_confidential: bool


@dataclass(frozen=True)
class MinuteLine:
    kind: str
    text: str
    is_quoted: bool
    note: str = ""
    limbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class MinutedItem:
    heading: str
    lines: tuple[MinuteLine, ...]


@dataclass(frozen=True)
class EarlierMinutes:
    """Minutes of an earlier meeting, put before the board to be approved."""

    key: str
    day: str
    state: str
    note: str
    items: tuple[MinutedItem, ...]
    source: str


@dataclass(frozen=True)
class Decided:
    on: str
    item: str
    text: str
    is_quoted: bool
    limbs: tuple[str, ...]
    outcome: str
    source: str


@dataclass(frozen=True)
class ForwardRow:
    """One thing that a coming meeting takes up, or that nobody has found a meeting for yet."""

    title: str
    about: str
    note: str = ""


@dataclass(frozen=True)
class ForwardGroup:
    heading: str
    over: str
    rows: tuple[ForwardRow, ...]


@dataclass(frozen=True)
class ForwardPart:
    """What the board means to take up after this meeting, as it is planned on the day the pack is made."""

    over: str
    groups: tuple[ForwardGroup, ...]
    overdue: tuple[ForwardRow, ...]


@dataclass(frozen=True)
class GivenLine:
    """Something under the item `key` that a supplement gave, and that this pack does not bind in again. `label`: "S1"."""

    key: str
    number: str
    title: str
    what: str
    label: str
    given: str

    @property
    def words(self) -> str:
        """ "Winter plan. Report: Flood wardens. Given as supplement S1 on 27 November 2026." """
        return f"{self.title}. {self.what} {self.given}"


@dataclass(frozen=True)
class Pack:
    """All that a pack says. A part that is None or empty is left out; `no_plan` says why there is no plan.

    `order` are the names of its sections as they were chosen; what is not named there is in none of the other fields,
    but for the summary, whose counts stand on the cover too.
    """

    front: Front
    summary: Summary
    agenda: Agenda
    minutes: EarlierMinutes | None
    items: tuple[Item | ClosedSheet, ...]
    plans: tuple[PlanPart, ...]
    later: LaterPart | None
    indicators: tuple[IndicatorPart, ...]
    disputes: tuple[Dispute, ...]
    unclear: tuple[Unclear, ...]
    log: ActionLog | None
    decisions: tuple[Decided, ...]
    risks: tuple[RiskRow, ...]
    feedback: tuple[FeedbackRow, ...]
    changes: tuple[ChangeLine, ...]
    no_plan: str
    practices: PracticesPart | None = None
    matters: Matters | None = None
    exceptions: ExceptionsPart | None = None
    forward: ForwardPart | None = None
    appendices: tuple[Appendix, ...] = ()
    order: tuple[str, ...] = STANDARD
    given: tuple[GivenLine, ...] = ()
    """Of a correction: what stays with the supplements to the pack it replaces."""
