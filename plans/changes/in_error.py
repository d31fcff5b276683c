"""An action that was never agreed: marked as entered in error, where nobody else has said anything about it, and taken back."""

from datetime import datetime

from django.db.models import Q

from plans.enums import StatementKind
from plans.models import Action, Statement

from ._ledger import NotAllowedNow, keep, next_version, together
from .delivery import UNDO_FOR


def others_said(action: Action, *, by) -> str:
    """Why it cannot be marked as entered in error: what others said of it since it was made, in a sentence; else "".

    What was written with the action (its first date, its first lead, its milestone) cites the action's own source.
    """
    about = Q(action=action) | Q(milestone__action=action)
    made_with_it = Q(kind=StatementKind.FORECAST, source=action.source_id, said_on=action.said_on)
    said = Statement.objects.filter(about, error_marked_at=None).exclude(made_with_it)
    if said.exclude(recorded_by=by).exists():
        return "Something was said of it since."
    if action.comments.exclude(by=by).exists():
        return "Somebody commented on it."
    if action.responsibilities.exclude(source=action.source_id).exists():
        return "Somebody was named for it since."
    if action.milestones.exclude(source=action.source_id).exists():
        return "A milestone was added to it since."
    if action.feedback_links.exists():
        return "It answers what residents said."
    return ""


def mark_action_in_error(action: Action, *, by, at: datetime, because: str) -> Action:
    """Leave an action out of every page as at any day. It stays on record, and its own page says who marked it and why.

    Raises NotAllowedNow where others said something of it since, and where it is marked already.
    """
    with together():
        now = Action.objects.select_for_update().get(pk=action.pk)
        if now.error_marked_at:
            raise NotAllowedNow(f"Action {now.reference} is already marked as entered in error.")
        if said := others_said(now, by=by):
            raise NotAllowedNow(f"Action {now.reference} stays in the plan. {said}")
        next_version(now)  # a form that was opened before no longer shows what is so
        now.error_marked_at, now.error_marked_by, now.error_because = at, by, because
        return keep(now, by=by, because=because)


def unmark_action(action: Action, *, by, at: datetime) -> Action:
    """Take the mark back: whoever set it, within 15 minutes. Raises NotAllowedNow."""
    with together():
        now = Action.objects.select_for_update().get(pk=action.pk)
        if now.error_marked_at is None:
            return now
        if now.error_marked_by_id != by.pk:
            raise NotAllowedNow("Only the person who marked this as entered in error can undo it.")
        if at - now.error_marked_at > UNDO_FOR:
            raise NotAllowedNow("This can no longer be undone: 15 minutes have passed.")
        next_version(now)
        now.error_marked_at, now.error_marked_by, now.error_because = None, None, ""
        return keep(now, by=by, because="Not entered in error after all")
