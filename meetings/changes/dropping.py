"""An entry of a draft dropped, and put back. What it said stays in the audit trail.

An action that it made stays in the plan, or goes too: marked as entered in error, where nobody else said anything of it.
Whoever dropped it can undo all of that for 15 minutes. Later the entry alone is put back.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ProtectedError

from meetings.models import EntryLink, MinuteEntry, Minutes, Referral, Vote
from plans.changes import UNDO_FOR, NotAllowedNow, keep, remove, together, unmark_action
from plans.models import Action

from .closing import close_action, unclose_action
from .entries import Clock
from .made_actions import ENTRY_DROPPED, goes_too, made_by
from .minutes import locked, unchecked
from .order import behind

DROPPED = "Dropped from the draft"


@dataclass(frozen=True)
class Dropped:
    """An entry that is no longer in the draft, as it last was: who dropped it, when, and the actions it had made.

    `undo_until` is None where the reader cannot take the dropping back.
    """

    entry: int
    kind: str
    text: str
    by: str
    at: datetime
    made: tuple[Action, ...]
    undo_until: datetime | None = None

    @property
    def stays(self) -> tuple[Action, ...]:
        return tuple(action for action in self.made if action.error_marked_at is None)

    @property
    def went(self) -> tuple[Action, ...]:
        return tuple(action for action in self.made if action.error_marked_at is not None)


def drop_entry(entry: MinuteEntry, *, clock: Clock, seen: int, action_goes: bool = False) -> list[Action]:
    """Take an entry out of the draft. Hands back the actions it made; with `action_goes` they are marked in error too.

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
        if action_goes:
            for link in made_by(row):
                goes_too(link, because=ENTRY_DROPPED, by=clock.by, at=clock.at)
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


def dropped_from(minutes: Minutes, *, by=None, at: datetime | None = None) -> list[Dropped]:
    """What was dropped and not put back, the last first; `by` may undo what they dropped lately. Four queries."""
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
    actions = Action.objects.filter(pk__in={pk for found in made.values() for pk in found}).select_related(
        "strategy__board"
    )
    by_pk = {action.pk: action for action in actions}
    return [
        Dropped(
            pk,
            line.get_kind_display(),
            line.text,
            str((line.history_user and (line.history_user.person or line.history_user)) or "Somebody"),
            line.history_date,
            tuple(by_pk[action] for action in sorted(made.get(pk, ())) if action in by_pk),
            undo_until=line.history_date + UNDO_FOR if at and _may_undo(line, by=by, at=at) else None,
        )
        for pk, line in last.items()
    ]


def undo_drop(minutes: Minutes, pk: int, *, clock: Clock) -> MinuteEntry:
    """Take the dropping back: the entry in its place, its action in the plan, and its recommendation on its way again.

    For whoever dropped it, within 15 minutes. Raises NotAllowedNow; nothing is changed then.
    """
    with together():
        now = locked(minutes, "write")
        if already := now.entries.filter(pk=pk).first():
            return already
        line = _line(now, pk)
        if line.history_user_id != clock.by.pk:
            raise NotAllowedNow("Only the person who dropped this entry can undo it. It can be put back.")
        if not _may_undo(line, by=clock.by, at=clock.at):
            raise NotAllowedNow("This can no longer be undone: 15 minutes have passed. It can be put back.")
        for link in _gone(EntryLink, line):
            if link.made_it and link.action and link.action.error_because == ENTRY_DROPPED:
                unmark_action(link.action, by=clock.by, at=clock.at)
        entry = put_back(now, pk, clock=clock, in_place=True)
        for asked in _gone(Referral, line):
            keep(asked, by=clock.by, because="Put back")
        return entry


def put_back(minutes: Minutes, pk: int, *, clock: Clock, in_place: bool = False) -> MinuteEntry:
    """An entry that was dropped, behind the others, with its votes and links. Put back twice, it is there once.

    A recommendation is to be sent again: it goes to nobody until its entry says where. An action that was marked as
    entered in error stays so, and the entry makes none. Raises NotAllowedNow.
    """
    with together():
        now = locked(minutes, "write")
        if already := now.entries.filter(pk=pk).first():
            return already
        line = _line(now, pk)
        entry = line.instance
        entry.version, entry.minutes = entry.version + 1, now
        if not in_place or now.entries.filter(position=entry.position).exists():
            entry.position = behind(now.entries)
        unchecked(now, by=clock.by)
        keep(entry, by=clock.by, because="Put back")
        for gone in (*_gone(Vote, line), *_gone(EntryLink, line)):
            if not (isinstance(gone, EntryLink) and gone.action and gone.action.error_marked_at):
                keep(gone, by=clock.by, because="Put back")
        for link in entry.links.filter(closed_it=True).exclude(action=None):
            close_action(link.action, entry, by=clock.by, on=clock.on, at=clock.at)
        return entry


def _line(minutes: Minutes, pk: int) -> Any:
    """The line of the audit trail that says that the entry was dropped. Raises NotAllowedNow where there is none."""
    lines = MinuteEntry.history.filter(minutes_id=minutes.pk, id=pk, history_type="-")  # type: ignore[attr-defined]
    line = lines.order_by("-history_id").first()
    if line is None:
        raise NotAllowedNow("No such entry was dropped from these minutes.")
    return line


def _gone(model: Any, line: Any) -> list[Any]:
    """What was taken away with the entry, as it was."""
    removed = model.history.filter(entry_id=line.id, history_type="-")
    same = removed.filter(history_change_reason=line.history_change_reason).order_by("history_id")
    return [one.instance for one in same]


def _may_undo(line: Any, *, by, at: datetime) -> bool:
    return by is not None and line.history_user_id == by.pk and at - line.history_date <= UNDO_FOR
