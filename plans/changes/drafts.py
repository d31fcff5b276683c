"""What is typed and not yet saved, kept for the person who typed it. A draft is no fact and raises no revision."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from plans.models import Action, Draft, Indicator, Milestone, Statement

LONGEST_DRAFT = 60_000
"""Characters of all fields together: three times the longest paper anybody has pasted into a note."""


@transaction.atomic
def keep_draft(about: Milestone | Action | Indicator, *, by, fields: Mapping[str, str], at: datetime) -> bool:
    """Keep what is typed in the place of what was kept before. False where it is too long, or was saved meanwhile.

    A draft and the saving of the same form can cross on their way here: the form's token tells.
    """
    if sum(len(text) for text in fields.values()) > LONGEST_DRAFT or _is_said(fields.get("token", "")):
        return False
    Draft.objects.update_or_create(user=by, **_of(about), defaults={"fields": dict(fields), "saved_at": at})
    return True


def drop_draft(about: Milestone | Action | Indicator, *, by, at: datetime) -> None:
    """It was saved, or is not wanted."""
    draft = Draft.objects.filter(user=by, **_of(about)).exclude(fields={}).first()
    if draft:
        draft.fields, draft.saved_at = {}, at
        draft.save()


def _of(about):
    return {type(about).__name__.lower(): about}


def _is_said(token: str) -> bool:
    try:
        return Statement.objects.filter(token=UUID(token)).exists()
    except ValueError:
        return False
