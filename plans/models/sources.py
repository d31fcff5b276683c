"""Where a fact comes from: every row that states something cites a Source, and says where in it."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import SourceKind


class Source(models.Model):
    """A document, a minute, a data file or an entry made here, that says something on a day.

    A source may be *named, not held*: a held document refers to it, and what it says is not known. A source whose own
    date is not printed on it carries the window in which it must have been said, and why.
    """

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=SourceKind)
    title = models.CharField(max_length=300)
    short = models.CharField("as cited beside a fact", max_length=120)
    published_from = models.DateField("earliest day it was said or published", null=True, blank=True)
    published_on = models.DateField("day it was said or published, at the latest", null=True, blank=True)
    is_inferred = models.BooleanField("the day is inferred, not printed", default=False)
    inferred_because = models.CharField("how the day was inferred", max_length=300, blank=True)
    is_held = models.BooleanField("held, not merely named", default=True)
    named_in = models.CharField("where a source that is not held is named", max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="source_inferred_day_says_how",
                condition=Q(is_inferred=False) | ~Q(inferred_because=""),
                violation_error_message="Say how the day was inferred.",
            ),
            models.CheckConstraint(
                name="source_not_held_says_where_it_is_named",
                condition=Q(is_held=True) | ~Q(named_in=""),
                violation_error_message="A source that is not held needs the place where it is named.",
            ),
            models.CheckConstraint(
                name="source_window_runs_forward",
                condition=Q(published_from=None) | Q(published_on__isnull=False, published_from__lte=F("published_on")),
                violation_error_message="The earliest day of a source is after its latest day.",
            ),
        ]

    def __str__(self):
        return self.short


class Cited(models.Model):
    """Gives a fact its source, the place in it, and the number of the fact in the record it was read from."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)

    class Meta:
        abstract = True
