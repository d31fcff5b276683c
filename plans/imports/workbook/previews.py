"""An uploaded workbook between being shown and being saved. Saving compares once more, and happens once."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from plans import changes
from plans.models import ImportPreview, Strategy

from .apart import read_book
from .applying import apply
from .differences import compare
from .edits import Differences
from .rows import rows_of


class AlreadySaved(Exception):
    """This upload was saved before; nothing was done again. Holds the moment."""

    def __init__(self, at: datetime):
        super().__init__(at)
        self.at = at


def keep_upload(answer: dict[str, Any], *, user, strategy: Strategy, file_name: str, at: datetime) -> ImportPreview:
    """Keep what was read of a workbook, in the place of what this person sent in before for the same plan."""
    facts = {
        "token": uuid4(),
        "file_name": file_name[-200:],
        "read": answer,
        "created_at": at,
        "applied_at": None,
    }
    kept, _ = ImportPreview.objects.update_or_create(user=user, strategy=strategy, defaults=facts)
    return kept


def differences_of(preview: ImportPreview, *, today: date) -> Differences:
    """What the upload would change in the plan as it is now."""
    strategy = Strategy.objects.select_related("board").get(pk=preview.strategy_id)
    return compare(read_book(preview.read), rows_of(strategy, as_at=today), today=today)


def save_upload(token: UUID, *, user, today: date, at: datetime) -> Differences:
    """Compare again and make the edits, where nothing stands against it. Of two clicks the second raises AlreadySaved.

    What is returned was saved if it `can_be_saved`; if not, something changed since it was shown and nothing was
    written. Raises NotApplied, too, with nothing written.
    """
    with changes.together():
        preview = ImportPreview.objects.select_for_update().get(token=token, user=user)
        if preview.applied_at:
            raise AlreadySaved(preview.applied_at)
        found = differences_of(preview, today=today)
        if found.can_be_saved:
            apply(found.edits, preview.strategy, by=user, on=today, at=at)
            preview.applied_at = at
            preview.save(update_fields=["applied_at"])
    return found
