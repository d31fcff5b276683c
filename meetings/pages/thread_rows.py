"""What a thread is spun from, fetched: entries with what they are about, the minutes that stand, and referrals."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from meetings.models import EntryLink, MinuteEntry, Referral
from meetings.permissions import entries_visible_to, minutes_visible_to
from plans.models import Strategy
from plans.permissions import boards_visible_to

LINKS = EntryLink.objects.select_related(
    "action__strategy__board",
    "milestone__action__strategy__board",
    "indicator__strategy__board",
    "indicator__board",
    "objective__goal__strategy__board",
    "goal__strategy__board",
).order_by("pk")


def entries_standing(user, *, as_at: date) -> QuerySet[MinuteEntry]:
    """What this user may read of the minutes that stand: of each meeting's versions the last one known by a day.

    Minutes count from the day of the meeting on, an amended version from the day on which it was amended.
    """
    known = Q(minutes__meeting__held_on__lte=as_at, minutes__version=1) | Q(minutes__said_on__lte=as_at)
    later = minutes_visible_to(user).filter(
        meeting=OuterRef("minutes__meeting"), version__gt=OuterRef("minutes__version"), said_on__lte=as_at
    )
    return entries_visible_to(user).filter(known).exclude(Exists(later))


def with_links(entries: QuerySet[MinuteEntry]) -> QuerySet[MinuteEntry]:
    """With all that a page tells of an entry, in two queries."""
    rows = entries.select_related(
        "minutes__meeting__board", "minutes__source", "item", "person", "owner_person", "owner_organisation"
    )
    return rows.prefetch_related(Prefetch("links", LINKS))


def strategies_of(entries: Iterable[MinuteEntry], boards: frozenset[int]) -> tuple[Strategy, ...]:
    """The strategies that these entries are about, of boards the reader may know of, each once."""
    found: dict[int, Strategy] = {}
    for entry in entries:
        for link in entry.links.all():
            if (strategy := strategy_of(link)) and strategy.board_id in boards:
                found.setdefault(strategy.pk, strategy)
    return tuple(found[pk] for pk in sorted(found))


def strategy_of(link: EntryLink) -> Strategy | None:
    if link.action:
        return link.action.strategy
    if link.milestone:
        return link.milestone.action.strategy
    if link.indicator:
        return link.indicator.strategy
    if link.objective:
        return link.objective.goal.strategy
    return link.goal.strategy if link.goal else None


def referrals_of(user, entries: Collection[int], *, as_at: date) -> tuple[Referral, ...]:
    """What these entries recommended to other bodies, or answered, by a day. One query."""
    rows = Referral.objects.filter(Q(entry__in=entries) | Q(answered_in__in=entries), said_on__lte=as_at)
    known = boards_visible_to(user)
    rows = rows.filter(Q(to_board=None) | Q(to_board__in=known), from_board__in=known)
    return tuple(rows.select_related("to_board", "to_organisation", "from_board", "source").order_by("said_on", "pk"))


def entries_about(
    user,
    *,
    actions: Collection[int],
    objectives: Collection[int] = (),
    goals: Collection[int] = (),
    after: date | None = None,
    but: int = 0,
    as_at: date,
) -> tuple[MinuteEntry, ...]:
    """What else was minuted about these actions and their milestones; of these objectives and goals, what came later."""
    about = Q(links__action__in=actions) | Q(links__milestone__action__in=actions)
    if after and (objectives or goals):
        later = Q(minutes__meeting__held_on__gt=after) | Q(
            minutes__meeting__held_on=None, minutes__meeting__latest__gt=after
        )
        about |= (Q(links__objective__in=objectives) | Q(links__goal__in=goals)) & later
    rows = entries_standing(user, as_at=as_at).filter(pk__in=MinuteEntry.objects.filter(about).values("pk"))
    return tuple(with_links(rows.exclude(pk=but)).order_by("position", "pk"))
