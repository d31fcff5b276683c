"""What is typed and not yet saved, kept for the person who typed it. A draft is no fact and raises no revision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from plans.models import Action, AwaitedReading, Draft, Indicator, Milestone, Observation, Statement

LONGEST_DRAFT = 60_000
"""Characters of all fields together: three times the longest paper anybody has pasted into a note."""


@transaction.atomic
def keep_draft(about: Milestone | Action | Indicator, *, by, fields: Mapping[str, str], at: datetime) -> bool:
    """Keep what is typed in the place of what was kept before. False where it is too long, or was saved meanwhile.

    A draft and the saving of the same form can cross on their way here: the form's token tells, and of a reading, which
    keeps none, the last one that the form had seen.
    """
    if sum(len(text) for text in fields.values()) > LONGEST_DRAFT or _is_said(about, by, fields):
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


def _is_said(about, by, fields: Mapping[str, str]) -> bool:
    token, seen = fields.get("token", ""), fields.get("seen", "")
    if isinstance(about, Indicator) and seen.isdecimal():
        own = Observation.objects.filter(indicator=about.pk, recorded_by=by, pk__gt=int(seen), error_marked_at=None)
        if own.exists():
            return True
    try:
        model: Any = AwaitedReading if isinstance(about, Indicator) else Statement
        return model.objects.filter(token=UUID(token)).exists()
    except ValueError:
        return False
