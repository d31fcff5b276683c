"""An entry of minutes that closes an action: it is done, with every step of it, and these minutes say so."""

from datetime import date, datetime

from django.db.models import Q

from meetings.models import MinuteEntry
from plans import changes
from plans.enums import StatementKind
from plans.models import Action, Statement

TURNS = (StatementKind.COMPLETED, StatementKind.WITHDRAWN, StatementKind.REOPENED)
OVER = (StatementKind.COMPLETED, StatementKind.WITHDRAWN)
NO_LONGER = "The minutes no longer say that it is closed"


def close_action(action: Action, entry: MinuteEntry, *, by, on: date, at: datetime) -> None:
    """Complete what of the action is still open, as said on the day of the meeting. What was done before stays as it was."""
    source, day = entry.minutes.source, entry.minutes.meeting.held_on
    if source is None or day is None:
        raise changes.NotAllowedNow("These minutes have no source or no day, so nothing can cite them.")
    if day < action.said_on:
        raise changes.NotAllowedNow(
            "The action was first stated after this meeting, so the meeting cannot have closed it."
        )
    said = {"said_on": day, "recorded_on": on, "recorded_at": at, "source": source, "locator": entry.locator}
    for milestone in action.milestones.order_by("position", "pk"):
        if not _is_over(Q(milestone=milestone)):
            changes.next_version(milestone)
            changes.state(
                Statement(milestone=milestone, kind=StatementKind.COMPLETED, earliest=day, latest=day, **said), by=by
            )
    if not _is_over(Q(action=action)):
        changes.next_version(action)
        changes.state(Statement(action=action, kind=StatementKind.COMPLETED, earliest=day, latest=day, **said), by=by)


def unclose_action(action: Action, entry: MinuteEntry, *, by, at: datetime) -> None:
    """The entry closes it no longer: what was completed by these minutes alone was entered in error."""
    closed_elsewhere = entry.minutes.entries.exclude(pk=entry.pk).filter(links__action=action, links__closed_it=True)
    if closed_elsewhere.exists():
        return
    about = Q(action=action) | Q(milestone__action=action)
    said = Statement.objects.filter(about, kind=StatementKind.COMPLETED, source=entry.minutes.source)
    for one in said.filter(error_marked_at=None).order_by("pk"):
        changes.mark_in_error(one, by=by, at=at, because=NO_LONGER)


def _is_over(about: Q) -> bool:
    said = Statement.objects.filter(about, kind__in=TURNS, error_marked_at=None).order_by("said_on", "pk")
    return said.values_list("kind", flat=True).last() in OVER
