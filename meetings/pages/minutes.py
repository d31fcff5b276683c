"""Minutes as their own pages tell them: item by item, in the order in which items were taken, entries put into words.

What a reader may not read is not among the entries they are given; of a closed item there then remain its title, the
paragraph of Schedule 12A, the reason, and an open summary where one was written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from meetings.enums import EntryKind, Interest, ItemState, Secrecy
from meetings.models import AgendaItem, DraftComment, EntryLink, MinuteEntry, Minutes, Referral, Vote
from meetings.pages.folding import folded
from meetings.pages.meeting import Linked
from meetings.rules.votes import Count, how_taken, names_told

NEEDS_OWNER = "Needs an owner"
ABOUT = (
    "action__strategy__board", "milestone__action__strategy__board", "indicator__board", "indicator__strategy",
    "risk__strategy", "objective__goal__strategy__board", "goal__strategy__board",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One entry in words. `taken` says how a decision was taken, `names` who voted how, `declared` what and what then."""

    row: MinuteEntry
    kind: str
    taken: str
    names: str
    declared: str
    owner: str
    links: tuple[Linked, ...]
    referred: tuple[Linked, ...]
    remarks: tuple[DraftComment, ...] = ()

    @property
    def few(self) -> tuple[Sequence[Linked], Sequence[Linked]]:
        """Its links into the plan: those shown, and those folded away."""
        return folded(self.links)

    @property
    def is_decision(self) -> bool:
        return self.row.kind in (EntryKind.DECISION, EntryKind.RECOMMENDATION)

    @property
    def is_weighty(self) -> bool:
        return self.row.kind != EntryKind.NARRATIVE

    @property
    def needs_owner(self) -> bool:
        return self.owner == NEEDS_OWNER

    @property
    def has_no_answer(self) -> bool:
        return self.row.kind == EntryKind.QUESTION and not self.row.answer


@dataclass(frozen=True)
class Section:
    """An item with what was minuted under it; or, without an item, what belongs to none."""

    item: AgendaItem | None
    numbers: str
    entries: tuple[Told, ...]
    is_closed: bool = False
    is_hidden: bool = False
    off: str = ""

    @property
    def title(self) -> str:
        return self.item.title if self.item else "Under no one item"

    @property
    def key(self) -> int:
        return self.item.pk if self.item else 0


def with_all_it_names(entries: QuerySet[MinuteEntry]) -> QuerySet[MinuteEntry]:
    """The entries with everything that is told of them, in their order. Four queries."""
    rows = entries.select_related("person", "owner_person", "owner_organisation", "item")
    links = EntryLink.objects.select_related(*ABOUT).order_by("pk")
    votes = Vote.objects.select_related("person").order_by("person__name", "pk")
    asked = Referral.objects.select_related("to_board", "to_organisation", "from_board").order_by("pk")
    rows = rows.prefetch_related(Prefetch("links", links), Prefetch("votes", votes), Prefetch("referrals", asked))
    return rows.order_by("position")


def remarks_of(minutes: Minutes) -> dict[int | None, tuple[DraftComment, ...]]:
    """What the chair and the author wrote to each other about a draft, by the entry it is about; None for the whole."""
    made: dict[int | None, tuple[DraftComment, ...]] = {}
    rows = minutes.draft_comments.select_related("by__person", "answered_by__person")
    for one in rows.order_by("said_at", "pk"):
        made[one.entry_id] = (*made.get(one.entry_id, ()), one)
    return made


def taken_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """In the order in which they were taken: who has a place of their own stands there, the rest as on the agenda."""
    agenda = sorted(items, key=lambda item: item.position)
    made = [item for item in agenda if item.taken is None]
    for item in sorted((item for item in agenda if item.taken is not None), key=lambda item: item.taken or 0):
        made.insert((item.taken or 1) - 1, item)
    return made


def sections(
    items: Iterable[AgendaItem],
    entries: Iterable[MinuteEntry],
    *,
    boards: frozenset[int],
    reads_closed: bool,
    with_general: bool = False,
    remarks: Mapping[int | None, tuple[DraftComment, ...]] | None = None,
) -> tuple[Section, ...]:
    """`boards` are those the reader may know of. `with_general`: also an empty place for what belongs to no item."""
    by_item: dict[int | None, list[Told]] = defaultdict(list)
    for entry in entries:
        by_item[entry.item_id].append(told(entry, boards, (remarks or {}).get(entry.pk, ())))
    made = [_section(item, tuple(by_item.get(item.pk, ())), reads_closed) for item in taken_order(items)]
    general = tuple(by_item.get(None, ()))
    if general or with_general:
        made.append(Section(None, "", general))
    return tuple(made)


def _section(item: AgendaItem, entries: tuple[Told, ...], reads_closed: bool) -> Section:
    numbers = [f"Minute {item.minute_number}" if item.minute_number else ""]
    numbers.append(f"Taken as number {item.taken}" if item.taken and item.taken != item.position else "")
    closed = item.secrecy != Secrecy.OPEN
    off = f"{item.get_state_display()}: {item.state_because}" if item.state != ItemState.STANDS else ""
    return Section(item, " · ".join(filter(None, numbers)), entries, closed, closed and not reads_closed, off)


def told(entry: MinuteEntry, boards: frozenset[int], remarks: tuple[DraftComment, ...] = ()) -> Told:
    owner = ""
    if entry.kind == EntryKind.ACTION:
        named = (entry.owner_person, entry.owner_organisation)
        owner = ", ".join(str(one) for one in named if one) or entry.owner_words or NEEDS_OWNER
    links = dict.fromkeys(link for row in entry.links.all() if (link := _link(row, boards)))
    return Told(
        row=entry,
        kind=entry.get_kind_display(),
        taken=how_taken(entry.taken, count_of(entry), entry.outcome) or entry.outcome.capitalize(),
        names=names_told((vote.cast, str(vote.person)) for vote in entry.votes.all()),
        declared=_declared(entry),
        owner=owner,
        links=tuple(links),
        referred=tuple(
            _referred(one) for one in entry.referrals.all() if one.to_board_id is None or one.to_board_id in boards
        ),
        remarks=remarks,
    )


def count_of(entry: MinuteEntry) -> Count | None:
    if entry.votes_for is None or entry.votes_against is None:
        return None
    return Count(entry.votes_for, entry.votes_against, entry.abstained)


def _declared(entry: MinuteEntry) -> str:
    if entry.kind != EntryKind.DECLARATION:
        return ""
    kind = f"{Interest(entry.interest).label}." if entry.interest else ""
    left = (
        "" if entry.left_room is None else "Left the room for the item." if entry.left_room else "Stayed in the room."
    )
    return " ".join(filter(None, (kind, left)))


def _referred(row: Referral) -> Linked:
    to = row.to_board or row.to_organisation
    answer = f"answered on {row.answered_on:%d.%m.%Y}" if row.answered_on else "no answer yet"
    return Linked(f"To {to}: {answer}", reverse("meetings:referral", args=[row.from_board.key, row.key]))


def _link(row: EntryLink, boards: frozenset[int]) -> Linked | None:
    """Where the entry leads; None for what is on a board that the reader may not know of."""
    if row.action and row.action.strategy.board_id in boards:
        did = "closed" if row.closed_it else "became" if row.made_it else "about"
        return Linked(f"{did} action {row.action}", _action_url(row.action))
    if row.milestone and row.milestone.action.strategy.board_id in boards:
        return Linked(f"about milestone {row.milestone}", _action_url(row.milestone.action))
    if row.indicator and row.indicator.board_id in boards:
        url = (
            reverse("plans:indicator", args=[row.indicator.board.key, row.indicator.key])
            if row.indicator.strategy_id
            else ""
        )
        return Linked(f"about {row.indicator.title}", url)
    if row.risk and row.risk.strategy.board_id in boards:
        return Linked(f"about the risk: {row.risk.title}", "")
    if row.objective and row.objective.goal.strategy.board_id in boards:
        url = reverse("plans:objective", args=[row.objective.goal.strategy.board.key, row.objective.code])
        return Linked(f"about objective {row.objective.code} {row.objective.title}", url)
    if row.goal and row.goal.strategy.board_id in boards:
        return Linked(
            f"about goal {row.goal}", reverse("plans:goal", args=[row.goal.strategy.board.key, row.goal.code])
        )
    return None


def _action_url(action) -> str:
    return reverse("meetings:action", args=[action.strategy.board.key, action.reference])


def later_version(minutes: Minutes) -> Minutes | None:
    """The version that took its place, if one did."""
    return (
        Minutes.objects.filter(Q(meeting=minutes.meeting_id), version__gt=minutes.version).order_by("-version").first()
    )
