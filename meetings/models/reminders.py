"""Which letters have gone out, so that nobody gets the same one twice."""

from django.db import models


class ReminderSent(models.Model):
    """One person was written to for one day. The letter itself is not kept: `digest` says whether it was the same."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField("for this day")
    count = models.PositiveIntegerField("things it listed")
    digest = models.CharField("sha256 of subject and text", max_length=64)
    sent_at = models.DateTimeField("handed over at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="person_is_reminded_once_a_day",
                fields=["user", "on"],
                violation_error_message="This person has already been written to on that day.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.on}"
