"""Indicators, what was read for them, and what was aimed at."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import (
    Better,
    FrameworkStatus,
    Frequency,
    IndicatorRule,
    NationalMeasure,
    PeriodKind,
    Precision,
)

from .people import Board, Person
from .sources import Cited
from .strategy import Objective, Strategy

VALUE: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}


class OutcomesFramework(Cited):
    """A versioned set of indicators, draft or approved, and the meeting that said so."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="frameworks")
    version = models.CharField(max_length=40)
    status = models.CharField(max_length=8, choices=FrameworkStatus)
    status_words = models.CharField("what the papers call it", max_length=200, blank=True)
    said_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="framework_version_is_used_once_in_a_strategy",
                fields=["strategy", "version"],
                violation_error_message="This version of the framework is already recorded.",
            ),
        ]

    def __str__(self):
        return f"Outcomes framework, {self.version}"


class Comparator(models.Model):
    """What a reading is set against: England, a statistical neighbour, last year's average."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    history = HistoricalRecords()

    def __str__(self):
        return self.name


class IndicatorQuerySet(models.QuerySet):
    def annotate_objective_code(self):
        """One row for each objective served, with its code; one row with none where no objective is served."""
        return self.annotate(objective_code=F("objectives__code"))

    def annotate_objective(self):
        """One row for each objective served, with its number; one row with none where no objective is served."""
        return self.annotate(objective_pk=F("objectives__pk"))


class Indicator(Cited):
    """A KPI: what is counted, of what, in which unit, which way is better, and the rule that gives it a colour.

    Tolerance is in per cent of the target; the floor and the target are in the indicator's own unit.
    """

    key = models.SlugField(max_length=80, unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="indicators")
    strategy = models.ForeignKey(Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="indicators")
    framework = models.ForeignKey(
        OutcomesFramework, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    title = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    numerator_words = models.CharField("what is counted", max_length=200, blank=True)
    denominator_words = models.CharField("out of what", max_length=200, blank=True)
    unit = models.CharField(max_length=60)
    is_percentage = models.BooleanField("shown as a percentage worked out from its parts", default=False)
    decimals = models.PositiveSmallIntegerField(default=0)
    better = models.CharField(max_length=8, choices=Better, default=Better.NEITHER)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.AD_HOC)
    rule = models.CharField(max_length=10, choices=IndicatorRule, default=IndicatorRule.NONE)
    tolerance = models.DecimalField("tolerance, per cent of the target", **VALUE)
    floor = models.DecimalField(**VALUE)
    target_words = models.CharField("the target as it was put", max_length=300, blank=True)
    target_lacks_denominator = models.BooleanField("the target does not say of what", default=False)
    out_of_date_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    period_kind = models.CharField("what a reading covers", max_length=12, choices=PeriodKind, blank=True)
    due_after_days = models.PositiveSmallIntegerField(
        "days after a period ends by which its reading is expected", null=True, blank=True
    )
    least = models.DecimalField("lowest value there can be", **VALUE)
    most = models.DecimalField("highest value there can be", **VALUE)
    baseline_points = models.PositiveSmallIntegerField(
        "points that fix the control limits", null=True, blank=True, help_text="Empty: all of them."
    )
    fed_by = models.CharField("national file it is read from", max_length=24, choices=NationalMeasure, blank=True)
    fingertips_id = models.PositiveIntegerField("number of the indicator in Fingertips", null=True, blank=True)
    fingertips_sex = models.CharField("sex, in the words of Fingertips", max_length=20, blank=True)
    fingertips_age = models.CharField("age, in the words of Fingertips", max_length=40, blank=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    parts_are_exhaustive = models.BooleanField("its parts should add up to it", default=False)
    said_on = models.DateField("first stated on")
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()
    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_tolerance_rule_has_a_tolerance",
                condition=~Q(rule="tolerance") | Q(tolerance__isnull=False, tolerance__gte=0),
                violation_error_message="A rule by tolerance needs a tolerance of zero or more.",
            ),
            models.CheckConstraint(
                name="indicator_floor_rule_has_a_floor",
                condition=~Q(rule="floor") | Q(floor__isnull=False),
                violation_error_message="A rule by floor needs a floor.",
            ),
            models.CheckConstraint(
                name="indicator_range_runs_upward",
                condition=Q(least=None) | Q(most=None) | Q(least__lt=F("most")),
                violation_error_message="The lowest value there can be must be below the highest.",
            ),
            models.CheckConstraint(
                name="indicator_baseline_has_twelve_points",
                condition=Q(baseline_points=None) | Q(baseline_points__gte=12),
                violation_error_message="Control limits are fixed by at least 12 points.",
            ),
            models.CheckConstraint(
                name="indicator_from_fingertips_names_its_number",
                condition=~Q(fed_by="fingertips") | Q(fingertips_id__isnull=False),
                violation_error_message="Give the number of the indicator in Fingertips.",
            ),
        ]

    def __str__(self):
        return self.title


class ObservationQuerySet(models.QuerySet):
    def said_by(self, day):
        """Readings stated, and not marked as entered in error, by the end of `day`."""
        return self.filter(said_on__lte=day, error_marked_at=None)

    def in_force(self, day):
        """The same, without those that a newer edition of their file had replaced by then."""
        later = self.model._default_manager.filter(said_on__lte=day, error_marked_at=None).exclude(replaces=None)
        return self.said_by(day).exclude(pk__in=later.values("replaces"))


class Observation(Cited):
    """One reading of an indicator, as somebody stated it on a day. Added, never changed.

    A percentage is worked out from its numerator and denominator and never typed, unless the source gives only the
    percentage; then it stands in `value` and the parts are empty. A ratio, such as patients for each GP, is worked out
    from its parts in the same way.
    """

    key = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    comparator = models.ForeignKey(
        Comparator, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    value = models.DecimalField(**VALUE)
    numerator = models.DecimalField(**VALUE)
    denominator = models.DecimalField(**VALUE)
    of_what = models.CharField("what the denominator is", max_length=120, blank=True)
    is_ratio = models.BooleanField("so many for each one of the denominator, not a part of it", default=False)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField("as at, or last day of the period")
    period_words = models.CharField("the period in the words used", max_length=120, blank=True)
    period_is_inferred = models.BooleanField(default=False)
    period_kind = models.CharField(max_length=12, choices=PeriodKind, default=PeriodKind.SNAPSHOT)
    precision = models.CharField(max_length=12, choices=Precision, default=Precision.EXACT)
    is_provisional = models.BooleanField(default=False)
    is_inferred = models.BooleanField("worked out, not stated", default=False)
    breaks_series = models.BooleanField("the definition changed here", default=False)
    is_headline = models.BooleanField("shown first among statements for the same day", default=False)
    words = models.CharField("in the words used", max_length=200, blank=True)
    note = models.TextField(blank=True)
    said_on = models.DateField()
    said_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="observations")
    recorded_on = models.DateField("entered here on")
    recorded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()
    objects = ObservationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["indicator", "period_end"], name="observation_by_indicator")]
        constraints = [
            models.CheckConstraint(
                name="observation_has_a_value_or_its_parts",
                condition=Q(value__isnull=False) | Q(numerator__isnull=False, denominator__isnull=False),
                violation_error_message="A reading needs a value, or a numerator and a denominator.",
            ),
            models.CheckConstraint(
                name="observation_denominator_is_above_zero",
                condition=Q(denominator=None) | Q(denominator__gt=0),
                violation_error_message="The denominator must be above zero.",
            ),
            models.CheckConstraint(
                name="observation_part_fits_its_whole",
                condition=(
                    Q(is_ratio=True) | Q(denominator=None) | Q(numerator=None) | Q(numerator__lte=F("denominator"))
                ),
                violation_error_message="The numerator is above the denominator.",
            ),
            models.CheckConstraint(
                name="observation_period_runs_forward",
                condition=Q(period_start=None) | Q(period_start__lte=F("period_end")),
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                name="observation_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.period_end}"


class TrajectoryPoint(Cited):
    """What is aimed at for a day. An ambition without a day has no `on`."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="trajectory")
    on = models.DateField("to be reached by", null=True, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    said_on = models.DateField()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="target_for_a_day_is_stated_once_on_a_day",
                fields=["indicator", "on", "said_on"],
                violation_error_message="A target for this day was already stated on that day.",
            ),
            models.UniqueConstraint(
                name="ambition_without_a_day_is_stated_once_on_a_day",
                fields=["indicator", "said_on"],
                condition=Q(on=None),
                violation_error_message="A target without a day was already stated on that day.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


class AwaitedReading(Cited):
    """Said of an indicator in place of a reading: the next one is not out yet, and when it is expected."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="awaited")
    expected_from = models.DateField("expected on this day at the earliest", null=True, blank=True)
    expected_on = models.DateField("expected by", null=True, blank=True)
    words = models.CharField("when it is expected, in the words used", max_length=120, blank=True)
    note = models.TextField("why it is not out", blank=True)
    said_on = models.DateField()
    said_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="awaited")
    recorded_on = models.DateField("entered here on")
    recorded_at = models.DateTimeField("entered at", null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("marks one submission of a form", null=True, blank=True, unique=True, editable=False)
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()
    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "awaited readings"
        constraints = [
            models.CheckConstraint(
                name="awaited_reading_window_runs_forward",
                condition=Q(expected_from=None) | Q(expected_on__isnull=False, expected_from__lte=F("expected_on")),
                violation_error_message="The first day it is expected is after the last.",
            ),
            models.CheckConstraint(
                name="awaited_reading_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: not out yet, {self.said_on}"
