"""From the minute to the result: what meetings recorded about one action, in the order of the meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from meetings.models import EntryLink, Meeting, MinuteEntry
from meetings.permissions import entries_visible_to, minutes_visible_to


@dataclass(frozen=True)
class Minuted:
    """One thing minuted about an action: in which meeting, what kind of thing, its words, and what it did."""

    pk: int
    meeting: Meeting
    day: str
    kind: str
    text: str
    is_quoted: bool
    who: str
    due: str
    outcome: str
    did: str
    about: str
    locator: str
    source_key: str
    source_short: str


def minuted_about(user, action_pk: int, *, as_at: date) -> tuple[Minuted, ...]:
    """What this user may read of it, from the last version of each meeting's minutes by `as_at`. Two queries."""
    latest = (
        minutes_visible_to(user).filter(said_on__lte=as_at).order_by().values("meeting").annotate(last=Max("version"))
    )
    versions = {(row["meeting"], row["last"]) for row in latest}
    links = (
        EntryLink.objects.filter(Q(action=action_pk) | Q(milestone__action=action_pk))
        .filter(entry__in=entries_visible_to(user), entry__minutes__said_on__lte=as_at)
        .select_related(
            "milestone",
            "entry__owner_person",
            "entry__owner_organisation",
            "entry__person",
            "entry__minutes__source",
            "entry__minutes__meeting__board",
            "entry__item",
        )
        .order_by("entry__minutes__meeting__held_on", "entry__minutes__meeting__key", "entry__position", "pk")
    )
    return tuple(_told(links, versions))


def _told(links: Iterable[EntryLink], versions: set[tuple[int, int]]) -> Iterable[Minuted]:
    told: set[int] = set()
    for link in links:
        entry, minutes = link.entry, link.entry.minutes
        if (minutes.meeting_id, minutes.version) not in versions or entry.pk in told:
            continue
        told.add(entry.pk)
        yield Minuted(
            pk=entry.pk,
            meeting=minutes.meeting,
            day=minutes.meeting.day_words,
            kind=entry.get_kind_display(),
            text=entry.text,
            is_quoted=entry.is_quoted,
            who=_who(entry),
            due=entry.due_words,
            outcome=entry.outcome,
            did="made this action" if link.made_it else "closed it" if link.closed_it else "",
            about=link.milestone.title if link.milestone else "",
            locator=entry.locator,
            source_key=minutes.source.key if minutes.source else "",
            source_short=minutes.source.short if minutes.source else "",
        )


def _who(entry: MinuteEntry) -> str:
    return str(entry.owner_person or entry.owner_organisation or entry.owner_words or "")
