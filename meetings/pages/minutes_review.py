"""Minutes that were sent in, as an author goes through them: the text, and beside it each passage with what is proposed.

A page holds forty passages, and only the lines they stand on: a long text stays usable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from meetings.changes.proposals import MUST_BE_DECIDED
from meetings.enums import Decided, EntryKind, Sureness
from meetings.models import ProposedEntry, ProposedItem
from meetings.rules.similar import Alike, Other, alike
from meetings.rules.vote_words import read_vote
from meetings.rules.votes import how_taken
from plans.rules.dates import Window

ON_A_PAGE = 40
AROUND = 2
LONGEST_PASSAGE = 60
ALL, OPEN, UNSURE = "all", "open", "unsure"
SHOWN = ((ALL, "All passages"), (OPEN, "Only those still to decide"), (UNSURE, "Only those the reader is not sure of"))


@dataclass(frozen=True)
class SourceLine:
    """A line of the text. Where `number` is 0, lines are left out: `text` says which."""

    number: int
    text: str
    is_lit: bool = False


@dataclass(frozen=True)
class Suggested:
    pk: int
    words: str
    because: str


@dataclass(frozen=True)
class Progress:
    """`next`: the first passage that still waits, by its number."""

    decided: int
    total: int
    others: int
    next: int | None = None

    @property
    def left(self) -> int:
        return self.total - self.decided


@dataclass(frozen=True)
class EntryView:
    """One passage with what is proposed. `form`: while it is being changed; `trouble`: why the last try was refused."""

    row: ProposedEntry
    passage: tuple[SourceLine, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    form: Any = None
    trouble: str = ""
    clash: ProposedEntry | None = None
    is_lit: bool = False
    has_plan: bool = True

    @property
    def key(self) -> str:
        return f"entry-{self.row.pk}"

    @property
    def is_action(self) -> bool:
        return self.row.kind == EntryKind.ACTION

    @property
    def waits(self) -> bool:
        """Whether it keeps the minutes from being committed."""
        return self.row.state == Decided.OPEN and self.row.kind in MUST_BE_DECIDED

    @property
    def is_quiet(self) -> bool:
        """What is taken over as it is, unless somebody drops it."""
        return self.row.state == Decided.OPEN and self.row.kind not in MUST_BE_DECIDED

    @property
    def is_done(self) -> bool:
        return self.row.state != Decided.OPEN

    @property
    def style(self) -> str:
        """Buttons that stand back, where nobody need press one."""
        return "" if self.waits else "hwb-linkbutton"

    @property
    def lines(self) -> str:
        first, last = self.row.line_from, self.row.line_to
        return f"Lines {first} to {last}" if last > first else f"Line {first}"

    @property
    def how_sure(self) -> str:
        return Sureness(self.row.sure).label

    @property
    def owner(self) -> str:
        """Who is chosen; nothing where nobody is."""
        return str(self.row.owner_person or self.row.owner_organisation or "")

    @property
    def goes_to(self) -> str:
        """The body that a recommendation goes to; nothing where none is chosen."""
        return str(self.row.refers_to_board or self.row.refers_to_organisation or "")

    @property
    def taken(self) -> str:
        """How a decision was taken, as it will be recorded; nothing where its words do not say."""
        vote = read_vote(self.row.outcome)
        return how_taken(vote.taken, vote.count, vote.outcome)

    @property
    def due(self) -> Window | None:
        if not (self.row.due_earliest and self.row.due_latest):
            return None
        return Window(self.row.due_earliest, self.row.due_latest, inferred=self.row.due_is_inferred)

    @property
    def becomes(self) -> str:
        if self.row.links_action:
            return f"About action {self.row.links_action}"
        if not self.row.makes_action:
            return "No action in the plan" if self.has_plan else "No action: this board has no plan"
        part = self.row.objective or self.row.goal
        where = f"under {part}" if part else "under an objective that is still to be chosen"
        return f"A new action {where}"


@dataclass(frozen=True)
class ItemView:
    row: ProposedItem | None
    entries: tuple[EntryView, ...]


def progress_of(entries: Iterable[ProposedEntry]) -> Progress:
    rows = [one for one in entries if one.state != Decided.MERGED]
    to_decide = [one for one in rows if one.kind in MUST_BE_DECIDED]
    waiting = [one.pk for one in to_decide if one.state == Decided.OPEN]
    others = sum(one.state == Decided.OPEN for one in rows) - len(waiting)
    return Progress(len(to_decide) - len(waiting), len(to_decide), others, waiting[0] if waiting else None)


def chosen(entries: Iterable[ProposedEntry], show: str, keep: int | None = None) -> list[ProposedEntry]:
    """The passages that a reader asked for; `keep` is shown whatever it is, to come back to."""
    tests = {
        OPEN: lambda one: one.state == Decided.OPEN and one.kind in MUST_BE_DECIDED,
        UNSURE: lambda one: one.sure != Sureness.HIGH and one.state != Decided.MERGED,
    }
    test = tests.get(show, lambda one: True)
    return [one for one in entries if test(one) or one.pk == keep]


def view_of(entry: ProposedEntry, lines: Sequence[str], actions: Sequence[Other], **more: Any) -> EntryView:
    return EntryView(entry, passage_of(entry, lines), suggestions(entry, actions), **more)


def passage_of(entry: ProposedEntry, lines: Sequence[str]) -> tuple[SourceLine, ...]:
    last = min(entry.line_to, entry.line_from + LONGEST_PASSAGE)
    numbered = [(number, lines[number - 1]) for number in range(entry.line_from, last + 1) if 0 < number <= len(lines)]
    return tuple(SourceLine(number, text) for number, text in numbered if text.strip())


def alike_to(entry: ProposedEntry, actions: Sequence[Other]) -> tuple[Alike, ...]:
    return alike(f"{entry.action_title} {entry.text}", actions)


def suggestions(entry: ProposedEntry, actions: Sequence[Other]) -> tuple[Suggested, ...]:
    """The actions that an undecided action entry may be about, the likeliest first."""
    if entry.kind != EntryKind.ACTION or entry.state != Decided.OPEN or entry.links_action_id:
        return ()
    titles = {other.pk: other.title for other in actions}
    return tuple(Suggested(one.pk, titles[one.pk], one.because) for one in alike_to(entry, actions))


def by_item(views: Iterable[EntryView]) -> tuple[ItemView, ...]:
    grouped = groupby(views, key=lambda view: view.row.item)
    return tuple(ItemView(item, tuple(of_item)) for item, of_item in grouped)


def text_beside(views: Sequence[EntryView], lines: Sequence[str]) -> tuple[SourceLine, ...]:
    """The lines on which these passages stand, with a few around them; what lies between is named and left out."""
    wanted: set[int] = set()
    lit: set[int] = set()
    for view in views:
        last = min(view.row.line_to, view.row.line_from + LONGEST_PASSAGE)
        wanted.update(range(view.row.line_from - AROUND, last + AROUND + 1))
        if view.is_lit:
            lit.update(range(view.row.line_from, last + 1))
    made, before = [], 0
    for number in sorted(one for one in wanted if 0 < one <= len(lines)):
        if number > before + 1:
            made.append(SourceLine(0, _left_out(before + 1, number - 1)))
        made.append(SourceLine(number, lines[number - 1], number in lit))
        before = number
    if before < len(lines):
        made.append(SourceLine(0, _left_out(before + 1, len(lines))))
    return tuple(made)


def _left_out(first: int, last: int) -> str:
    return f"Lines {first} to {last} are not shown" if last > first else f"Line {first} is not shown"
