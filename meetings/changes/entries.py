"""Entries of draft minutes: written, changed, moved, dropped and put back, each saved on its own.

What an entry makes of the plan, it makes in the same step: an action, a closed action, a referral.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from meetings.enums import EntryKind
from meetings.models import AgendaItem, EntryLink, MinuteEntry, Minutes, Vote
from plans.changes import NotAllowedNow, keep, remove, take, together
from plans.models import Action

from .actions_of_minutes import NewAction, add_minuted, is_private, open_title, opened
from .closing import close_action, unclose_action
from .made_actions import disown, made_by
from .minutes import locked, unchecked
from .order import behind, put_in_order
from .referrals import refer

VOTED = (EntryKind.DECISION, EntryKind.RECOMMENDATION)
OPEN_WORDS = (
    "Tick that everybody may read this name, or leave it as it was: the words of a private item stay in the minutes."
)


@dataclass(frozen=True)
class Written:
    """What an author writes in one entry. `fields` are those of MinuteEntry; the rest is what it leads to.

    `about` names one more thing it is about, as EntryLink does ({"objective_id": 4}); `closes` says that this thing, an
    action, is closed by it. `makes` is a new action. `unlinks` are links to be taken away. `votes` are None where names
    are not spoken of; `refers_to` is None where it is no recommendation. Where the entry becomes one of another kind and
    had made an action, `action_goes` says whether that was an error (True) or stays in the plan (False); None asks.
    """

    fields: Mapping[str, Any]
    votes: Mapping[int, str] | None = None
    makes: NewAction | None = None
    about: Mapping[str, int] = field(default_factory=dict)
    closes: bool = False
    unlinks: frozenset[int] = frozenset()
    refers_to: Mapping[str, int] | None = None
    action_goes: bool | None = None


@dataclass(frozen=True)
class Clock:
    """Who writes, on which day, and when exactly: read by the caller."""

    by: Any
    on: date
    at: datetime


def write_entry(minutes: Minutes, item: AgendaItem | None, written: Written, *, clock: Clock) -> MinuteEntry:
    """A new entry under an item, behind those there are. Sent twice, the same words under the same item are one entry.

    Raises NotAllowedNow or ValidationError; nothing is written then.
    """
    if item is not None and item.meeting_id != minutes.meeting_id:
        raise NotAllowedNow("That item is not on the agenda of this meeting.")
    with together():
        now = locked(minutes, "write")
        same = {name: written.fields.get(name) for name in ("kind", "text")}
        said_by = written.fields.get("person_id")
        if already := now.entries.filter(item=item, person=said_by, **same).order_by("pk").first():
            return already
        entry = MinuteEntry(
            minutes=now, item=item, position=behind(now.entries), locator=_locator(item), **written.fields
        )
        unchecked(now, by=clock.by)
        keep(entry, by=clock.by, because="Written")
        _lead_on(entry, written, clock)
        return entry


def change_entry(entry: MinuteEntry, written: Written, *, clock: Clock, seen: int) -> MinuteEntry:
    """Save other words, or another kind. Raises Stale where somebody else changed it since it was read as version `seen`.

    What the new kind cannot hold is dropped: the caller has shown it. An answered recommendation stays one.
    """
    with together():
        now = locked(entry.minutes, "write")
        row = MinuteEntry.objects.select_related("item").get(pk=entry.pk)
        row.minutes = now
        take(row, seen=seen)
        was = row.kind
        for name, value in written.fields.items():
            setattr(row, name, value)
        if row.kind != was:
            _become(row, was, written, clock)
        unchecked(now, by=clock.by)
        keep(row, by=clock.by, because="Changed" if row.kind == was else f"Was of another kind: {was}")
        _lead_on(row, written, clock)
        return row


def _become(entry: MinuteEntry, was: str, written: Written, clock: Clock) -> None:
    """Let go of what an entry of the old kind led to and one of the new kind cannot."""
    if was == EntryKind.RECOMMENDATION:
        if entry.referrals.exclude(answered_on=None).exists():
            raise NotAllowedNow("The other body has answered this recommendation, so it stays one.")
        for asked in entry.referrals.order_by("pk"):
            remove(asked, by=clock.by, because="No recommendation after all")
    if entry.kind not in VOTED:
        _record_names(entry, {}, by=clock.by)
    if was == EntryKind.ACTION and (made := made_by(entry)):
        if written.action_goes is None:
            raise NotAllowedNow(f"Say what becomes of action {made[0].action.reference}, which this entry made.")  # type: ignore[union-attr]
        if written.action_goes:
            disown(entry, by=clock.by, at=clock.at)


def _locator(item: AgendaItem | None) -> str:
    if item is None or not (item.number or item.minute_number):
        return ""
    return f"item {item.number.rstrip('.')}" if item.number else f"minute {item.minute_number.rstrip('.')}"


# --- What it leads to -------------------------------------------------------------------------------------------------


def _lead_on(entry: MinuteEntry, written: Written, clock: Clock) -> None:
    if written.votes is not None:
        _record_names(entry, written.votes, by=clock.by)
    if written.refers_to is not None:
        refer(entry, written.refers_to, by=clock.by)
    for link in entry.links.filter(pk__in=written.unlinks, made_it=False).order_by("pk"):
        if link.closed_it and link.action:
            unclose_action(link, by=clock.by, at=clock.at)
        remove(link, by=clock.by, because="Not about it after all")
    if written.makes is not None and not entry.links.filter(made_it=True).exists():
        _make(entry, written.makes, clock)
    if written.about:
        _link(entry, written, clock)


def _make(entry: MinuteEntry, new: NewAction, clock: Clock) -> None:
    if entry.item and is_private(entry.item):
        if not new.is_open and new.title.strip() not in ("", open_title(entry.item)):
            raise NotAllowedNow(OPEN_WORDS)
        new = opened(new, entry.item)
    source, day = entry.minutes.source, entry.minutes.meeting.held_on
    if source is None or day is None:
        raise NotAllowedNow("These minutes have no source or no day, so no action can cite them.")
    action = add_minuted(new, said_on=day, source=source, by=clock.by, on=clock.on, at=clock.at)
    keep(EntryLink(entry=entry, action=action, made_it=True), by=clock.by, because="Made by the entry")


def _link(entry: MinuteEntry, written: Written, clock: Clock) -> None:
    """One link to a thing, however often it is named; an action linked before can be closed by it later."""
    link = entry.links.filter(**written.about).order_by("pk").first() or EntryLink(entry=entry, **written.about)
    closes = written.closes and link.action_id is not None and not link.closed_it
    if link.pk and not closes:
        return
    link.closed_it = link.closed_it or closes
    keep(link, by=clock.by, because="Closed by the entry" if closes else "About it")
    if closes:
        action = Action.objects.select_for_update().get(pk=written.about["action_id"])
        close_action(action, entry, by=clock.by, on=clock.on, at=clock.at)


def _record_names(entry: MinuteEntry, votes: Mapping[int, str], *, by) -> None:
    there = {vote.person_id: vote for vote in entry.votes.all()}
    for person, vote in there.items():
        if person not in votes:
            remove(vote, by=by, because="Not recorded after all")
    for person, cast in votes.items():
        vote = there.get(person) or Vote(entry=entry, person_id=person)
        if vote.cast != cast:
            vote.cast = cast
            keep(vote, by=by, because="Recorded vote")


# --- Order ------------------------------------------------------------------------------------------------------------


def move_entry(entry: MinuteEntry, *, up: bool, clock: Clock) -> None:
    """Past the entry before it, or after it, under the same item. At the end nothing moves."""
    with together():
        now = locked(entry.minutes, "write")
        rows = list(now.entries.filter(item=entry.item_id).order_by("position"))
        at = next((place for place, row in enumerate(rows) if row.pk == entry.pk), None)
        other = None if at is None else at - 1 if up else at + 1
        if at is None or other is None or not 0 <= other < len(rows):
            return
        rows[at], rows[other] = rows[other], rows[at]
        unchecked(now, by=clock.by)
        put_in_order(rows, by=clock.by, because="Put in another order")
