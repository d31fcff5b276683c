"""Work on a text that is not published yet: what is typed and not saved, and what the chair remarks on draft minutes.

No facts: no page of the plan and no paper reads them.
"""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .minutes import MinuteEntry, Minutes


class WritingDraft(models.Model):
    """What one person has typed into one form and not saved. `about` names the form: "paper 12", "entry 40"."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="writing_drafts")
    about = models.CharField(max_length=60)
    fields = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="writing_is_kept_once_for_a_user",
                fields=["user", "about"],
                violation_error_message="This person already has a draft here.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.about}"


class DraftComment(models.Model):
    """What the chair remarks on draft minutes, about one entry or about the whole, and what the author made of it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="draft_comments")
    entry = models.ForeignKey(
        MinuteEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="draft_comments"
    )
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="draft_comments")
    said_at = models.DateTimeField()
    text = models.TextField()
    answer = models.TextField("what was made of it", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("marks one submission of a form", null=True, blank=True, unique=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_comment_says_something",
                condition=~Q(text=""),
                violation_error_message="Write something first.",
            ),
        ]

    def __str__(self):
        return f"{self.minutes}: {self.text[:40]}"
