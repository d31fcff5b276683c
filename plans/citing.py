"""Everything that can cite a source: what it says in a line, where it is shown, and who may know of it.

Each app registers its own kinds of fact, so that the page of a source traces every one of them and `plans` need not know
of `meetings`. A fact of a board is for those who may know of that board.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

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

    `by_source` is the field that names the source; `allowed` narrows the rows further for a user; `may_be_free` says that
    a row may belong to no board at all.
    """

    heading: str
    model: type[Model]
    tell: Callable[[Any], Cited]
    boards: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    by_source: str = "source"
    allowed: Callable[[QuerySet, Any], QuerySet] | None = None
    may_be_free: bool = False

    def visible(self, user, boards: frozenset[int]) -> QuerySet:
        rows = self.model._default_manager.all()
        for path in self.boards:
            of_none = Q(**{f"{path}__isnull": True}) if len(self.boards) > 1 or self.may_be_free else Q()
            rows = rows.filter(of_none | Q(**{f"{path}__in": boards}))
        return self.allowed(rows, user) if self.allowed else rows

    def of_a_board(self, rows: QuerySet) -> QuerySet:
        """Those that belong to some board, and so may be hidden."""
        if not self.may_be_free:
            return rows
        some = Q()
        for path in self.boards:
            some |= Q(**{f"{path}__isnull": False})
        return rows.filter(some)


@dataclass(frozen=True)
class Group:
    key: str
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
    return Source.objects.exclude(pk__in=hidden_sources(user))


def hidden_sources(user) -> frozenset[int]:
    """The sources on which only facts rest that the user may not know of. Two queries, once for a request's user."""
    if not hasattr(user, "_hidden_sources"):
        boards, bound = known_boards(user), [kind for kind in _kinds if kind.boards]
        cited = _cited(kind.of_a_board(kind.model._default_manager.all()).values_list(kind.by_source) for kind in bound)
        known = _cited(kind.of_a_board(kind.visible(user, boards)).values_list(kind.by_source) for kind in bound)
        user._hidden_sources = frozenset(cited - known)
    return user._hidden_sources


def known_boards(user) -> frozenset[int]:
    return frozenset(boards_visible_to(user).values_list("pk", flat=True))


def _cited(rows: Iterable[QuerySet]) -> set[int]:
    """The ids of sources in many querysets, read as one."""
    first, *rest = (one.order_by().distinct() for one in rows)
    return {pk for (pk,) in first.union(*rest) if pk}


def facts_of(source: Source, user) -> tuple[Group, ...]:
    """What cites a source, by kind: one query for each kind, however much there is."""
    boards = known_boards(user)
    return tuple(group for kind in _kinds if (group := _group(kind, source, user, boards)).facts)


def _group(kind: Kind, source: Source, user, boards: frozenset[int]) -> Group:
    rows = kind.visible(user, boards).filter(**{kind.by_source: source}).select_related(*kind.related)
    found = list(rows.order_by("pk")[: SHOWN + 1])
    facts = tuple(Fact(kind.tell(r), getattr(r, "locator", ""), getattr(r, "fact", "")) for r in found[:SHOWN])
    return Group(kind.model._meta.model_name or "", kind.heading, facts, len(found) > SHOWN)
