"""Everything that can cite a source: what it says in a line, where it is shown, and who may know of it.

Each app registers its own kinds of fact, so that the page of a source traces every one of them and `plans` need not know
of `meetings`. A fact of a board is for those who may know of that board.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from plans.models import Source
from plans.permissions import boards_visible_to

SHOWN = 200
"""Facts of one kind on the page of one source; a data file can hold ten thousand."""


@dataclass(frozen=True)
class Cited:
    """One fact as the page of its source lists it."""

    says: str
    about: str = ""
    url: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Fact:
    cited: Cited
    locator: str
    number: str


@dataclass(frozen=True)
class Kind:
    """A kind of fact. `boards` are its ways to a board: every one that leads to a board must lead to one the reader may know.

    `by_source` is the field that names the source; `allowed` narrows the rows further for a user.
    """

    heading: str
    model: type[Model]
    tell: Callable[[Any], Cited]
    boards: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    by_source: str = "source"
    allowed: Callable[[QuerySet, Any], QuerySet] | None = None

    def rows(self) -> QuerySet:
        return self.model._default_manager.all()

    def visible(self, user) -> QuerySet:
        rows = self.rows()
        boards = boards_visible_to(user).values("pk")
        for path in self.boards:
            rows = rows.filter(Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__in": boards}))
        return self.allowed(rows, user) if self.allowed else rows

    def of_a_board(self) -> QuerySet:
        """Those of its rows that belong to some board, and so may be hidden."""
        some = Q()
        for path in self.boards:
            some |= Q(**{f"{path}__isnull": False})
        return self.rows().filter(some)


@dataclass(frozen=True)
class Group:
    heading: str
    facts: tuple[Fact, ...]
    has_more: bool


_kinds: list[Kind] = []


def register(*kinds: Kind) -> None:
    _kinds.extend(kinds)


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds)


def sources_visible_to(user) -> QuerySet:
    """Sources cited by a fact that the user may know of, and those that no fact of any board cites.

    So the minute of a board that does not meet in public is hidden with it, and a document that is only named is not.
    """
    bound = [kind for kind in _kinds if kind.boards]
    seen, any_board = Q(), Q()
    for kind in bound:
        here = {kind.by_source: OuterRef("pk")}
        visible = kind.visible(user).filter(pk__in=kind.of_a_board().values("pk"))
        seen |= Q(Exists(visible.filter(**here)))
        any_board |= Q(Exists(kind.of_a_board().filter(**here)))
    return Source.objects.filter(seen | ~any_board)


def facts_of(source: Source, user) -> tuple[Group, ...]:
    """What cites a source, by kind: one query for each kind, however much there is."""
    return tuple(group for kind in _kinds if (group := _group(kind, source, user)).facts)


def _group(kind: Kind, source: Source, user) -> Group:
    rows: Iterable = kind.visible(user).filter(**{kind.by_source: source}).select_related(*kind.related)
    found = list(rows.order_by("pk")[: SHOWN + 1])  # type: ignore[attr-defined]
    facts = tuple(Fact(kind.tell(r), getattr(r, "locator", ""), getattr(r, "fact", "")) for r in found[:SHOWN])
    return Group(kind.heading, facts, len(found) > SHOWN)
