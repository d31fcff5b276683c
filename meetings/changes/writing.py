"""What is typed into a long form and not yet saved, kept for the person who types it. No fact, and no history."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from meetings.models import WritingDraft

LONGEST_WRITING = 400_000
"""Characters of all boxes together: about two hundred pages."""


@transaction.atomic
def keep_writing(about: str, *, by, fields: Mapping[str, str], at: datetime) -> bool:
    """Keep what is typed in the place of what was kept before. False where it is too long to be kept."""
    if sum(len(text) for text in fields.values()) > LONGEST_WRITING:
        return False
    WritingDraft.objects.update_or_create(user=by, about=about, defaults={"fields": dict(fields), "saved_at": at})
    return True


@transaction.atomic
def drop_writing(about: str, *, by, at: datetime) -> None:
    """It was saved, or is not wanted. The row stays, emptied."""
    draft = writing_of(by).get(about)
    if draft:
        draft.fields, draft.saved_at = {}, at
        draft.save()


def writing_of(user) -> dict[str, WritingDraft]:
    """What this person typed and did not save, by the name of the form."""
    kept = WritingDraft.objects.filter(user=user).exclude(fields={}).order_by("pk")
    return {draft.about: draft for draft in kept}
