"""A meeting as its page tells it: items with their papers and what was minuted, from rows that are already fetched.

What the reader may not read is left out here, once, so that the template cannot show it: of an exempt item there remain
its title, the paragraph of Schedule 12A and the public-interest reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from meetings.enums import TEXT_IS_OUT, EntryKind, ImplicationKind, ItemKind, PaperState, Secrecy
from meetings.models import AgendaItem, Attachment, EntryLink, Meeting, MinuteEntry, Minutes, Paper, Presenter
from meetings.pack.contents import Block
from meetings.pack.prose import paragraphs
from meetings.pages.folding import folded
from meetings.pages.outcomes import Became, short_words
from meetings.pages.paper_tools import PaperTools, Tools
from meetings.rules.votes import Count, how_taken
from plans.rules.dates import Window, long_date

COVER = (
    ("wards", "Wards and communities affected"),
    ("key_decision", "Key decision"),
    ("report_of", "Report of"),
    ("head_of_service", "Accountable head of service"),
    ("director", "Accountable director"),
    ("publicity", "Public or exempt"),
    ("author", "Report author"),
    ("background_papers", "Background papers"),
)
PARTS = (
    ("summary", "Executive summary"),
    ("background", "Introduction and background"),
    ("issues", "Issues, options and analysis of options"),
    ("reasons", "Reasons for recommendation"),
    ("consultation", "Consultation"),
    ("impact", "Impact on corporate policies, priorities, performance and community"),
)
TAGS = {
    PaperState.DRAFT: "inferred",
    PaperState.HELD: "done",
    PaperState.NAMED: "inferred",
    PaperState.TO_FOLLOW: "inferred",
    PaperState.LATE: "stop",
    PaperState.WITHDRAWN: "inferred",
    PaperState.DEFERRED: "inferred",
}
LOST = "lost"
"""How the outcome of a motion or an amendment begins that was put and not carried: it was minuted, and decided nothing."""

BECAME = "became action "
KINDS = ImplicationKind.values
WITHOUT_PAPERS = (ItemKind.STANDING, ItemKind.MINUTES, ItemKind.URGENT)


@dataclass(frozen=True)
class Implication:
    kind: str
    text: tuple[Block, ...]
    verified_by: str


@dataclass(frozen=True)
class PaperShown:
    """A paper as it is read. One that is not there yet, or no longer, has a title and a state only: `has_text` is False."""

    row: Paper
    tag: str
    has_text: bool = False
    asks: tuple[Block, ...] = ()
    cover: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    implications: tuple[Implication, ...] = ()
    tools: PaperTools | None = None
    url: str = ""
    """Its own page, where there is something to read on it."""


@dataclass(frozen=True)
class Linked:
    words: str
    url: str


@dataclass(frozen=True)
class EntryShown:
    """One thing minuted. `answer` says so where a question has none; `owner` where an action has none."""

    row: MinuteEntry
    kind: str
    answer: str
    owner: str
    links: tuple[Linked, ...]
    became: Became | None = None
    """What became of it, where a thread begins here."""

    @property
    def few(self) -> tuple[Sequence[Linked], Sequence[Linked]]:
        """Its links: those shown, and those folded away."""
        return folded(self.links)

    @property
    def taken(self) -> str:
        """How a decision was taken, in words; nothing where nobody said."""
        row = self.row
        counted = row.votes_for is not None and row.votes_against is not None
        count = Count(row.votes_for or 0, row.votes_against or 0, row.abstained) if counted else None
        return how_taken(row.taken, count, row.outcome)

    @property
    def is_weighty(self) -> bool:
        return self.row.kind != EntryKind.NARRATIVE


@dataclass(frozen=True)
class ItemShown:
    """`is_closed`: exempt or confidential. `is_hidden`: and not for this reader."""

    row: AgendaItem
    number: str
    asked: str
    is_closed: bool
    is_hidden: bool
    exempt_text: tuple[Block, ...] = ()
    presenters: tuple[Presenter, ...] = ()
    papers: tuple[PaperShown, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    entries: tuple[EntryShown, ...] = ()
    new_paper_url: str = ""
    """Where its author begins a paper under it."""
    files_url: str = ""
    """Where its author sends in what is attached to it."""

    @property
    def facts(self) -> tuple[str, ...]:
        told = (
            self.asked,
            self.row.minute_number and f"Minute {self.row.minute_number}",
            self.row.minutes_wanted and f"{self.row.minutes_wanted} minutes planned",
            self.row.taken and f"Taken as number {self.row.taken}",
            self.row.is_verbal and "Told, without a paper",
            self.row.added_on and f"Added {long_date(self.row.added_on)}",
        )
        return tuple(str(one) for one in told if one)

    @property
    def has_more(self) -> bool:
        """Whether there is more to read of it than its line in the table."""
        told = (
            self.row.text,
            self.row.late_reason,
            self.row.state,
            self.exempt_text,
            self.papers,
            self.attachments,
            self.entries,
        )
        return self.is_closed or bool(self.new_paper_url) or any(told)

    @property
    def put_off_to(self) -> str:
        """The day of the meeting that a deferred item was put off to."""
        to = self.row.deferred_to
        return (long_date(to.held_on) if to.held_on else to.day_words) if to else ""

    @property
    def presented_by(self) -> tuple[str, ...]:
        """Each name once, however many parts they present."""
        return tuple(dict.fromkeys(presenter.person.name for presenter in self.presenters))

    @property
    def needs_no_paper(self) -> bool:
        return not self.papers and self.row.kind in WITHOUT_PAPERS


@dataclass(frozen=True)
class InShort:
    """One decision or action as the top of the page lists it: a name that leads to its words, and what became of it."""

    name: str
    entry: EntryShown


@dataclass(frozen=True)
class MinutesShown:
    """What the minutes hold beyond their items, and what they decided, in one place."""

    items: tuple[ItemShown, ...]
    general: tuple[EntryShown, ...]

    @property
    def decisions(self) -> tuple[InShort, ...]:
        """What was decided or recommended, lost motions apart, each named by its item."""
        wanted = (EntryKind.DECISION, EntryKind.RECOMMENDATION)
        found = [
            (item, entry)
            for item, entry in self._all
            if entry.row.kind in wanted and not entry.row.outcome.startswith(LOST)
        ]
        return _in_short(found)

    @property
    def actions(self) -> tuple[InShort, ...]:
        """Actions by the name they have in the plan; where none was made, by their item."""
        return _in_short([(item, entry) for item, entry in self._all if entry.row.kind == EntryKind.ACTION])

    @property
    def _all(self) -> list[tuple[ItemShown | None, EntryShown]]:
        under: list[tuple[ItemShown | None, EntryShown]] = [
            (item, entry) for item in self.items for entry in item.entries
        ]
        return under + [(None, entry) for entry in self.general]


def _in_short(found: Sequence[tuple[ItemShown | None, EntryShown]]) -> tuple[InShort, ...]:
    """Names that differ: of several of one kind under one item each says which it is. Their words stand further down."""
    named = [(item, entry, _own_name(entry)) for item, entry in found]
    of_item = Counter((item.row.pk if item else 0, entry.kind) for item, entry, own in named if not own)
    met: Counter = Counter()
    made = []
    for item, entry, own in named:
        if own:
            made.append(InShort(own, entry))
            continue
        key = (item.row.pk if item else 0, entry.kind)
        met[key] += 1
        place = "Under no one item" if item is None else item.row.title
        place = f"Item {item.number.rstrip('.')}: {place}" if item and item.number else place
        which = f", {entry.kind.lower()} {met[key]} of {of_item[key]}" if of_item[key] > 1 else ""
        made.append(InShort(place + which, entry))
    return tuple(made)


def _own_name(entry: EntryShown) -> str:
    """ "4A-06 Paper on the effectiveness of the hubs": the action of the plan that a minuted action made."""
    if entry.row.kind != EntryKind.ACTION:
        return ""
    made = next((link.words.removeprefix(BECAME) for link in entry.links if link.words.startswith(BECAME)), "")
    return short_words(made)


def shown(
    items: Iterable[AgendaItem],
    entries: Iterable[MinuteEntry],
    *,
    exempt_texts: Mapping[int, str],
    reads_exempt: bool,
    boards: frozenset[int],
    became: Mapping[int, Became] | None = None,
    tools: Tools | None = None,
) -> MinutesShown:
    """The agenda with what was minuted. `boards` are those the reader may know of: links lead to no other.

    `tools` are what the reader may do to its papers.
    """
    by_item: dict[int | None, list[EntryShown]] = defaultdict(list)
    for entry in entries:
        by_item[entry.item_id].append(_entry(entry, boards, (became or {}).get(entry.pk)))
    told = tuple(
        _item(item, tuple(by_item.pop(item.pk, ())), exempt_texts, reads_exempt, tools or Tools())
        for item in _in_order(items)
    )
    return MinutesShown(told, tuple(by_item.pop(None, ())))


def _in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    return sorted(items, key=lambda item: item.position)


def _item(item, entries, exempt_texts, reads_exempt, tools: Tools) -> ItemShown:
    closed = item.secrecy != Secrecy.OPEN
    hidden = closed and not reads_exempt
    asked = item.asked_words or (item.get_asked_display() if item.asked else "")
    open_part = ItemShown(item, item.number, asked, closed, hidden)
    if hidden:
        return replace(
            open_part, entries=entries
        )  # an open summary, if there is one: no other entry reaches this reader
    return ItemShown(
        row=item,
        number=item.number,
        asked=asked,
        is_closed=closed,
        is_hidden=False,
        exempt_text=paragraphs(exempt_texts.get(item.pk, "")),
        presenters=tuple(sorted(item.presenters.all(), key=lambda row: (row.position, row.pk))),
        papers=tuple(
            paper_shown(paper, tools=tools.papers.get(paper.pk), url=_paper_url(item.meeting, paper))
            for paper in sorted(item.papers.all(), key=lambda row: row.pk)
        ),
        attachments=tuple(sorted(item.attachments.all(), key=lambda row: row.pk)),
        entries=entries,
        new_paper_url=tools.items.get(item.pk, ""),
        files_url=tools.files.get(item.pk, ""),
    )


def paper_shown(paper: Paper, implications=None, *, has_text: bool | None = None, tools=None, url="") -> PaperShown:
    """A paper for its readers; with `has_text` also one whose text is not out, for those who write it."""
    tag = TAGS[PaperState(paper.state)]
    if not (paper.state in TEXT_IS_OUT if has_text is None else has_text):
        return PaperShown(paper, tag, tools=tools)
    stated = paper.implications.all() if implications is None else implications
    return PaperShown(
        row=paper,
        tag=tag,
        has_text=True,
        asks=tuple(block for words in paper.recommendations for block in paragraphs(words)),
        cover=tuple((label, value) for name, label in COVER if (value := getattr(paper, name))),
        parts=tuple((label, blocks) for name, label in PARTS if (blocks := paragraphs(getattr(paper, name)))),
        implications=tuple(
            Implication(row.get_kind_display(), paragraphs(row.text), row.verified_by)
            for row in sorted(stated, key=lambda row: KINDS.index(row.kind))
        ),
        tools=tools,
        url=url,
    )


def _paper_url(meeting: Meeting, paper: Paper) -> str:
    if paper.state not in (PaperState.HELD, PaperState.LATE):
        return ""
    return reverse("meetings:paper", args=[meeting.board.key, meeting.key, paper.key])


def _entry(entry: MinuteEntry, boards: frozenset[int], became: Became | None) -> EntryShown:
    answer = ""
    if entry.kind == EntryKind.QUESTION:
        answer = entry.answer or "No answer is recorded."
    owner = ""
    if entry.kind == EntryKind.ACTION:
        named = (entry.owner_person, entry.owner_organisation)
        owner = ", ".join(str(one) for one in named if one) or entry.owner_words or "Needs an owner"
    links = dict.fromkeys(link for row in entry.links.all() if (link := _link(row, boards)))
    return EntryShown(entry, entry.get_kind_display(), answer, owner, tuple(links), became)


def _link(row: EntryLink, boards: frozenset[int]) -> Linked | None:
    """Where the entry leads; None for what is on a board that the reader may not know of."""
    if row.action and row.action.strategy.board_id in boards:
        made = "closed action " if row.closed_it else BECAME if row.made_it else "about action "
        url = reverse("meetings:action", args=[row.action.strategy.board.key, row.action.reference])
        return Linked(f"{made}{row.action.reference} {row.action.title}", url)
    if row.indicator and row.indicator.strategy_id and row.indicator.board_id in boards:
        return Linked(
            row.indicator.title, reverse("plans:indicator", args=[row.indicator.board.key, row.indicator.key])
        )
    if row.objective and row.objective.goal.strategy.board_id in boards:
        url = reverse("plans:objective", args=[row.objective.goal.strategy.board.key, row.objective.code])
        return Linked(f"objective {row.objective.code} {row.objective.title}", url)
    if row.goal and row.goal.strategy.board_id in boards:
        return Linked(f"goal {row.goal}", reverse("plans:goal", args=[row.goal.strategy.board.key, row.goal.code]))
    return None


def are_held(minutes: Minutes, *, has_entries: bool) -> bool:
    """Whether these minutes can be read here. Some are known only because another paper names, quotes or approves them."""
    if minutes.source and not minutes.source.is_held:
        return False
    return has_entries or not minutes.is_incomplete


def window(meeting: Meeting) -> Window | None:
    """The days on which a meeting whose day is not known can have been."""
    if meeting.held_on or not (meeting.earliest and meeting.latest):
        return None
    return Window(meeting.earliest, meeting.latest, words=meeting.day_words, inferred=meeting.day_is_inferred)


def sort_day(meeting: Meeting) -> date:
    """The day by which meetings are put in order: a window counts from its last day."""
    return meeting.held_on or meeting.latest or date.min
