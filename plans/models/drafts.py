"""What somebody has typed and not saved. No fact: nobody else sees it, no page of the plan reads it, and it has no history."""

from django.db import models
from django.db.models import Q

from .delivery import Action, Milestone
from .evidence import Indicator


class Draft(models.Model):
    """The fields of one unsaved update, by the person who typed them. Emptied, not deleted, once it is saved."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="drafts")
    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    fields = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_is_about_one_thing",
                condition=Q(milestone__isnull=False, action=None, indicator=None)
                | Q(milestone=None, action__isnull=False, indicator=None)
                | Q(milestone=None, action=None, indicator__isnull=False),
                violation_error_message="A draft is about one milestone, one action or one indicator.",
            ),
            *(
                models.UniqueConstraint(
                    name=f"draft_of_{about}_is_kept_once_for_a_user",
                    fields=["user", about],
                    violation_error_message="This person already has a draft here.",
                )
                for about in ("milestone", "action", "indicator")
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.saved_at:%Y-%m-%d %H:%M}"
