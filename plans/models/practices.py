"""GP practices, and what the national files say of each."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import Missing, PracticeMeasure

from .evidence import ObservationQuerySet
from .people import Board, Place
from .sources import Cited, Source

NUMBER: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}


class Practice(models.Model):
    """A GP practice of a board's area, from the day it opened to the day it closed or merged into another, where known."""

    key = models.SlugField(max_length=80, unique=True)
    ods_code = models.CharField("ODS code", max_length=10, null=True, blank=True, unique=True)
    cqc_location = models.CharField("location number at the CQC", max_length=20, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="practices")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="practices")
    list_size = models.PositiveIntegerField("registered patients", null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField("closed or merged on", null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practice_closes_after_it_opens",
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(opened_on__lte=F("closed_on")),
                violation_error_message="The practice closes before it opens.",
            ),
            models.CheckConstraint(
                name="practice_that_merged_is_closed",
                condition=Q(merged_into=None) | Q(closed_on__isnull=False),
                violation_error_message="Give the day on which the practice merged into another.",
            ),
        ]

    def __str__(self):
        return self.name


class PracticeReading(Cited):
    """What a national file says of one practice for a period: a number, a rating in words, or why there is neither.

    Patients and GPs, or checks and registers, stand in the numerator and the denominator; what follows from them is
    worked out. Added, never changed: a later file that says otherwise is a later row.
    """

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="readings")
    measure = models.CharField(max_length=24, choices=PracticeMeasure)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField("as at, or last day of the period")
    numerator = models.DecimalField(**NUMBER)
    denominator = models.DecimalField(**NUMBER)
    category = models.CharField("rating, in the words of the file", max_length=60, blank=True)
    rated_on = models.DateField("day the rating was published", null=True, blank=True)
    missing = models.CharField("why there is no figure", max_length=12, choices=Missing, blank=True)
    said_on = models.DateField()
    recorded_on = models.DateField("entered here on")
    recorded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()
    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="practice_reading_is_stated_once_by_a_source",
                fields=["practice", "measure", "period_end", "source"],
                violation_error_message="This source already says this of the practice.",
            ),
            models.CheckConstraint(
                name="practice_reading_says_something_or_why_not",
                condition=(
                    Q(missing="", category="", numerator__isnull=False, denominator__isnull=False, denominator__gt=0)
                    | (Q(missing="", numerator=None, denominator=None) & ~Q(category=""))
                    | (Q(category="") & ~Q(missing=""))
                ),
                violation_error_message="Give two numbers, a rating, or the reason why there is none.",
            ),
            models.CheckConstraint(
                name="practice_reading_is_not_negative",
                condition=Q(numerator=None) | Q(numerator__gte=0),
                violation_error_message="A count cannot be below zero.",
            ),
            models.CheckConstraint(
                name="practice_reading_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.practice}, {self.get_measure_display()}, {self.period_end}"
