"""National data files that somebody sent in: the file, how far it was read, and what it would change. No facts yet."""

from django.db import models
from django.db.models import Q

from plans.enums import FileState, NationalFileKind

from .people import Board
from .sources import Source


class NationalFile(models.Model):
    """One file on its way: waiting, read in the background, shown, and then saved as facts or let go.

    `told_at` is when the reader last told how far it is; one that has not told for a while has died, and is begun again.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="national_files")
    kind = models.CharField(max_length=20, choices=NationalFileKind)
    token = models.UUIDField("marks one upload", unique=True)
    file = models.FileField(upload_to="national/", max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    area = models.CharField("area asked for, in the words of the file", max_length=120, blank=True)
    published_on = models.DateField("day the file was published", null=True, blank=True)
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="national_files")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    done = models.PositiveIntegerField("rows read", default=0)
    total = models.PositiveIntegerField("rows in all, where known", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField("what it would change", default=dict, blank=True)
    refused_because = models.TextField(blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="national_file_refused_says_why",
                condition=~Q(state="refused") | ~Q(refused_because=""),
                violation_error_message="Say why the file was refused.",
            ),
        ]

    def __str__(self):
        return f"{self.file_name}, {self.uploaded_at:%Y-%m-%d %H:%M}"
