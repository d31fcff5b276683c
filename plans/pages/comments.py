"""What was written about an action, oldest first, as a conversation is read."""

from dataclasses import dataclass
from datetime import datetime

from plans.models import Comment
from plans.pages.update import name_of


@dataclass(frozen=True)
class Said:
    who: str
    at: datetime
    text: str


def thread_of(action: int) -> tuple[Said, ...]:
    """One query. Only for whom `can_read_comments` lets in."""
    rows = Comment.objects.filter(action=action).select_related("by__person").order_by("said_at", "pk")
    return tuple(Said(name_of(row.by), row.said_at, row.text) for row in rows)
