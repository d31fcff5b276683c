"""What somebody's uploaded spreadsheet would change. No fact: nobody else sees it, and it has no history."""

from django.db import models

from .strategy import Strategy


class ImportPreview(models.Model):
    """The touched cells of the last workbook that a person sent in for a plan, until they save it or send another.

    What they change is worked out anew each time it is shown and when it is saved, from the plan as it then is.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="import_previews")
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="import_previews")
    token = models.UUIDField("marks one upload", unique=True)
    file_name = models.CharField(max_length=200)
    read = models.JSONField("what was read of the file")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="import_preview_is_kept_once_for_a_person_and_plan",
                fields=["user", "strategy"],
                violation_error_message="This person has already sent in a spreadsheet for this plan.",
            ),
        ]

    def __str__(self):
        return f"{self.file_name}, {self.created_at:%Y-%m-%d %H:%M}"
