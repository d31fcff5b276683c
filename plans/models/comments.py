"""What author and owner write to each other about an action. No statement: no status, page or paper is made from it."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .delivery import Action


class Comment(models.Model):
    """Added, never changed and never removed. Read by the action's officers and by authors."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="comments")
    said_at = models.DateTimeField()
    text = models.TextField()
    token = models.UUIDField("marks one submission of a form", null=True, blank=True, unique=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message="Write something first.",
            ),
        ]

    def __str__(self):
        return f"{self.action.reference}, {self.said_at:%Y-%m-%d %H:%M}"
