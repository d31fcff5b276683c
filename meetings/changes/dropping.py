"""An entry of a draft dropped, and put back. What it said stays in the audit trail; what it made in the plan stays there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ProtectedError

from meetings.models import EntryLink, MinuteEntry, Minutes, Vote
from plans.changes import NotAllowedNow, keep, remove, together
from plans.models import Action

from .closing import close_action, unclose_action
from .entries import Clock
from .minutes import locked, unchecked
from .order import behind

DROPPED = "Dropped from the draft"


@dataclass(frozen=True)
class Dropped:
    """An entry that is no longer in the draft, as it last was: who dropped it, when, and the actions it had made."""

    entry: int
    kind: str
    text: str
    by: str
    at: datetime
    made: tuple[Action, ...]


def drop_entry(entry: MinuteEntry, *, clock: Clock, seen: int) -> list[Action]:
    """Take an entry out of the draft. Hands back the actions it made: they stay in the plan.

    Raises Stale where it changed meanwhile, NotAllowedNow where an answer to it, or in it, is on record.
    """
    with together():
        now = locked(entry.minutes, "write")
        row = MinuteEntry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).first()
        if row is None:
            return []
        row.minutes = now
        if row.version != seen:
            raise NotAllowedNow("Somebody else changed this entry since you opened the page. Read it again first.")
        if row.referrals.exclude(answered_on=None).exists():
            raise NotAllowedNow("The other body has answered this recommendation, so it stays in the minutes.")
        if row.answers_to.exists():
            raise NotAllowedNow("This entry records the answer to a recommendation, so it stays in the minutes.")
        because = f"{DROPPED}, version {row.version}"
        links = list(row.links.select_related("action").order_by("pk"))
        for link in links:
            if link.closed_it and link.action:
                unclose_action(link, by=clock.by, at=clock.at)
        for remark in row.draft_comments.order_by("pk"):
            remark.entry, remark.text = None, f"{remark.text}\n(About an entry that was dropped: “{row.text[:120]}”)"
            keep(remark, by=clock.by, because=because)
        for part in (*row.votes.order_by("pk"), *links, *row.referrals.order_by("pk")):
            remove(part, by=clock.by, because=because)
        unchecked(now, by=clock.by)
        try:
            remove(row, by=clock.by, because=because)
        except ProtectedError:
            raise NotAllowedNow("Something else on record refers to this entry, so it stays in the minutes.") from None
        return [link.action for link in links if link.made_it and link.action]


def dropped_from(minutes: Minutes) -> list[Dropped]:
    """What was dropped and not put back, the last first. Four queries."""
    there = set(minutes.entries.values_list("pk", flat=True))
    lines = MinuteEntry.history.filter(minutes_id=minutes.pk, history_type="-")  # type: ignore[attr-defined]
    last: dict[int, Any] = {}
    for line in lines.select_related("history_user__person").order_by("-history_id"):
        if line.id not in there:
            last.setdefault(line.id, line)
    links = EntryLink.history.filter(entry_id__in=last, history_type="-", made_it=True)  # type: ignore[attr-defined]
    made: dict[int, set[int]] = {}
    for entry, action in links.values_list("entry_id", "action_id"):
        made.setdefault(entry, set()).add(action)
    actions = Action.objects.filter(pk__in={pk for found in made.values() for pk in found}).select_related("strategy")
    by_pk = {action.pk: action for action in actions}
    return [
        Dropped(
            pk,
            line.get_kind_display(),
            line.text,
            str((line.history_user and (line.history_user.person or line.history_user)) or "Somebody"),
            line.history_date,
            tuple(by_pk[action] for action in sorted(made.get(pk, ())) if action in by_pk),
        )
        for pk, line in last.items()
    ]


def put_back(minutes: Minutes, pk: int, *, clock: Clock) -> MinuteEntry:
    """An entry that was dropped, behind the others, with its votes and links. Put back twice, it is there once.

    A recommendation is to be sent again: it goes to nobody until its entry says where. Raises NotAllowedNow.
    """
    with together():
        now = locked(minutes, "write")
        if already := now.entries.filter(pk=pk).first():
            return already
        lines = MinuteEntry.history.filter(minutes_id=now.pk, id=pk, history_type="-")  # type: ignore[attr-defined]
        line = lines.order_by("-history_id").first()
        if line is None:
            raise NotAllowedNow("No such entry was dropped from these minutes.")
        entry = line.instance
        entry.position, entry.version, entry.minutes = behind(now.entries), entry.version + 1, now
        unchecked(now, by=clock.by)
        keep(entry, by=clock.by, because="Put back")
        for model in (Vote, EntryLink):
            removed = model.history.filter(entry_id=pk, history_type="-")  # type: ignore[attr-defined]
            for gone in removed.filter(history_change_reason=line.history_change_reason).order_by("history_id"):
                keep(gone.instance, by=clock.by, because="Put back")
        for link in entry.links.filter(closed_it=True).exclude(action=None):
            close_action(link.action, entry, by=clock.by, on=clock.on, at=clock.at)
        return entry
