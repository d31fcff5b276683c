"""An entry of minutes that closes an action: it is done, with every step of it, and these minutes say so."""

from datetime import date, datetime

from django.db.models import Q

from meetings.models import EntryLink, MinuteEntry
from plans import changes
from plans.enums import StatementKind
from plans.models import Action, Statement

TURNS = (StatementKind.COMPLETED, StatementKind.WITHDRAWN, StatementKind.REOPENED)
OVER = (StatementKind.COMPLETED, StatementKind.WITHDRAWN)
NO_LONGER = "The minutes no longer say that it is closed"


def close_action(action: Action, entry: MinuteEntry, *, by, on: date, at: datetime) -> None:
    """Complete what of the action is still open, as said on the day of the meeting. What was done before stays as it was.

    The link that says so keeps what it completed, so that no other completion is taken back with it. It is saved before.
    """
    source, day = entry.minutes.source, entry.minutes.meeting.held_on
    if source is None or day is None:
        raise changes.NotAllowedNow("These minutes have no source or no day, so nothing can cite them.")
    if day < action.said_on:
        raise changes.NotAllowedNow(
            "The action was first stated after this meeting, so the meeting cannot have closed it."
        )
    said = {"said_on": day, "recorded_on": on, "recorded_at": at, "source": source, "locator": entry.locator}
    said |= {"kind": StatementKind.COMPLETED, "earliest": day, "latest": day}
    made = []
    for milestone in action.milestones.order_by("position", "pk"):
        if not _is_over(Q(milestone=milestone)):
            changes.next_version(milestone)
            made.append(changes.state(Statement(milestone=milestone, **said), by=by))
    if not _is_over(Q(action=action)):
        changes.next_version(action)
        made.append(changes.state(Statement(action=action, **said), by=by))
    entry.links.get(action=action, closed_it=True).completions.add(*made)


def unclose_action(link: EntryLink, *, by, at: datetime) -> None:
    """The entry closes it no longer: what this entry completed was entered in error, and nothing else.

    Where another entry of the same minutes closes the action too, the completion is that one's from now on. Call it
    before the link is taken away.
    """
    entry = link.entry
    rest = EntryLink.objects.filter(entry__minutes=entry.minutes_id, action=link.action_id, closed_it=True)
    heir = rest.exclude(pk=link.pk).order_by("entry__position", "pk").first()
    made = list(link.completions.filter(error_marked_at=None).order_by("pk"))
    if heir is not None:
        heir.completions.add(*made)
        return
    for one in made:
        changes.mark_in_error(one, by=by, at=at, because=NO_LONGER)


def _is_over(about: Q) -> bool:
    said = Statement.objects.filter(about, kind__in=TURNS, error_marked_at=None).order_by("said_on", "pk")
    return said.values_list("kind", flat=True).last() in OVER
