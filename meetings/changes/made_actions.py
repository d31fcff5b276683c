"""What becomes of an action when the entry that made it is dropped, or is no action any more; and taking that back."""

from datetime import datetime
from typing import Any

from meetings.models import EntryLink, MinuteEntry
from plans.changes import UNDO_FOR, NotAllowedNow, keep, mark_action_in_error, others_said, remove, unmark_action
from plans.models import Action

NO_ACTION = "The entry of the minutes that made it is no action"
ENTRY_DROPPED = "The entry of the minutes that made it was dropped"


def made_by(entry: MinuteEntry) -> list[EntryLink]:
    """The links to the actions that an entry made and that are in the plan."""
    links = entry.links.filter(made_it=True, action__error_marked_at=None).exclude(action=None)
    return list(links.select_related("action__strategy__board", "action__error_marked_by").order_by("pk"))


def why_it_stays(link: EntryLink, *, by) -> str:
    """What else is on record of the action that an entry made, so that it cannot be called an error; else ""."""
    assert link.action is not None  # asked in `made_by`
    elsewhere = EntryLink.objects.filter(action=link.action_id) | EntryLink.objects.filter(
        milestone__action=link.action_id
    )
    if elsewhere.exclude(entry=link.entry_id).exists():
        return "Another entry of minutes is about it."
    return others_said(link.action, by=by)


def goes_too(link: EntryLink, *, because: str, by, at: datetime) -> Action:
    """The action that an entry made is marked as entered in error. Raises NotAllowedNow where something else was said."""
    assert link.action is not None
    if why := why_it_stays(link, by=by):
        raise NotAllowedNow(f"Action {link.action.reference} stays in the plan. {why}")
    return mark_action_in_error(link.action, by=by, at=at, because=because)


def disown(entry: MinuteEntry, *, by, at: datetime) -> None:
    """The entry is no action any more, and what it made was an error: it no longer says that it made it."""
    for link in made_by(entry):
        goes_too(link, because=NO_ACTION, by=by, at=at)
        remove(link, by=by, because=NO_ACTION)


def disowned(entries, *, by, at: datetime) -> list[Any]:
    """Lines of the audit trail: links that this user took from one of these entries less than 15 minutes ago."""
    lines = EntryLink.history.filter(entry_id__in=entries, history_type="-", history_user=by)  # type: ignore[attr-defined]
    lines = lines.filter(history_change_reason=NO_ACTION, history_date__gte=at - UNDO_FOR)
    lines = lines.filter(action__error_marked_at__isnull=False, action__error_marked_by=by)
    return list(lines.select_related("action__strategy__board", "entry").order_by("-history_id"))


def own_again(entry: MinuteEntry, *, by, at: datetime) -> Action:
    """Take back that what the entry made was an error: within 15 minutes, by whoever said so. Raises NotAllowedNow."""
    lines = disowned([entry.pk], by=by, at=at)
    if not lines:
        raise NotAllowedNow("This can no longer be undone: 15 minutes have passed, or it was undone already.")
    action = unmark_action(lines[0].action, by=by, at=at)
    keep(lines[0].instance, by=by, because="It made it after all")
    return action
