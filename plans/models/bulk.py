"""Many changes made at once from a list, so that they can be taken back at once; and updates that were asked for."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from plans.enums import BulkKind

from .delivery import Action
from .people import Person
from .strategy import Strategy


class BulkChange(models.Model):
    """One act on many actions: who did it, why, and whether it was taken back. What it changed cites it."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="bulk_changes")
    kind = models.CharField(max_length=10, choices=BulkKind)
    token = models.UUIDField("marks one submission of a form", unique=True, editable=False)
    because = models.TextField("why")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="bulk_changes")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bulk_change_says_why",
                condition=~Q(because=""),
                violation_error_message="Say why.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M}"


class UpdateRequest(models.Model):
    """Somebody was asked for an update on an action, on a day, by the author; answered once something is said."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="update_requests")
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="update_requests")
    asked_on = models.DateField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    note = models.TextField("what is asked", blank=True)
    bulk = models.ForeignKey(BulkChange, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="update_is_asked_once_a_day",
                fields=["action", "asked_of", "asked_on"],
                condition=Q(withdrawn_at=None),
                violation_error_message="This was already asked today.",
            ),
        ]

    def __str__(self):
        return f"{self.action}: asked of {self.asked_of}, {self.asked_on}"
