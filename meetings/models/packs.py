"""Board packs that were issued: stored bytes, stored snapshot, never built again."""

from django.db import models
from simple_history.models import HistoricalRecords

from meetings.enums import Edition

from .meetings import Meeting


class BoardPack(models.Model):
    """One issued pack. `snapshot` is the plan as the pack told it, against which the next register is measured.

    `sha256` is of `pdf`. A correction is a new version that says why; the earlier one stays as it is.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    edition = models.CharField(max_length=8, choices=Edition)
    version = models.PositiveSmallIntegerField(default=1)
    number = models.CharField("pack number", max_length=40, unique=True)
    as_at = models.DateField()
    snapshot = models.JSONField(default=dict, blank=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    because = models.TextField("why it replaces the version before", blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="packs"
    )
    history = HistoricalRecords(excluded_fields=["pdf", "snapshot"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pack_version_is_issued_once",
                fields=["meeting", "edition", "version"],
                violation_error_message="This version of the pack is already issued.",
            ),
        ]

    def __str__(self):
        return self.number
