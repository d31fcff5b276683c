"""What author and owner write to each other about an action."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.models import Action, Comment

from ._ledger import NotAllowedNow, keep


def comment(action: Action, *, by, at: datetime, text: str, token: UUID | None = None) -> Comment:
    """Add a comment. A form sent twice (same `token`) makes one."""
    if not text.strip():
        raise NotAllowedNow("Write something first.")
    if token and (already := Comment.objects.filter(token=token, by=by, action=action).first()):
        return already
    try:
        with transaction.atomic():
            return keep(Comment(action=action, by=by, said_at=at, text=text.strip(), token=token), by=by)
    except ValidationError:
        if token and (already := Comment.objects.filter(token=token, by=by, action=action).first()):
            return already  # the same form, sent twice in the same moment
        raise
