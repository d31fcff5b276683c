"""What somebody entered of an indicator a moment ago, and can still take back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from plans.changes import UNDO_FOR
from plans.models import AwaitedReading, Observation


@dataclass(frozen=True)
class Undo:
    """What was entered, where it is taken back, and until when."""

    what: str
    url: str
    until: datetime


def undoable(user, boards: Mapping[int, str], *, at: datetime) -> dict[int, Undo]:
    """The latest thing this person entered of each indicator, by its number: three queries. `boards` are their boards' keys.

    When a reading was typed in is known to the audit trail alone.
    """
    entered = Observation.history.filter(history_type="+", history_user=user, history_date__gte=at - UNDO_FOR)
    when = dict(entered.values_list("id", "history_date"))
    found: dict[int, Undo] = {}
    rows = Observation.objects.filter(pk__in=when, indicator__in=boards, error_marked_at=None)
    for row in rows.order_by("pk"):
        url = reverse("plans:undo_reading", args=[boards[row.indicator_id], row.pk])
        found[row.indicator_id] = Undo("the reading", url, when[row.pk] + UNDO_FOR)
    waited = AwaitedReading.objects.filter(recorded_by=user, recorded_at__gte=at - UNDO_FOR, error_marked_at=None)
    for said in waited.filter(indicator__in=boards).order_by("pk"):
        url = reverse("plans:undo_awaited", args=[boards[said.indicator_id], said.pk])
        until = (said.recorded_at or at) + UNDO_FOR
        if said.indicator_id not in found or found[said.indicator_id].until < until:
            found[said.indicator_id] = Undo("“not out yet”", url, until)
    return found
