"""Actions, their milestones, and the dated statements from which every status is worked out."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import Origin, OwnerJudgement, Promise, ResponsibilityKind, StatementKind

from .people import Organisation, Person, Place, Programme
from .sources import Cited
from .strategy import Goal, Objective, Strategy


class ActionQuerySet(models.QuerySet):
    def said_by(self, day):
        """Actions that had been stated by the end of `day`, and are not marked as entered in error."""
        return self.standing().filter(said_on__lte=day)

    def standing(self):
        """Those that are not marked as entered in error."""
        return self.filter(error_marked_at=None)

    def of_strategy(self, strategy):
        return self.filter(goal__strategy=strategy)


class Action(Cited):
    """A deliverable. Its lead, its dates and where it stands are dated rows beside it; nothing of that is stored here.

    `reference` is given once and never used again for another action, so that a paper can be followed for years.
    """

    reference = models.CharField(max_length=20)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    origin = models.CharField("came from", max_length=8, choices=Origin)
    words = models.TextField("the words that made it an action, quoted", blank=True)
    funding = models.CharField(max_length=200, blank=True)
    needs_capital = models.BooleanField("marked as needing building or borrowing", default=False)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    said_on = models.DateField("first stated on")
    position = models.PositiveSmallIntegerField(default=0)
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField("why it was an error", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=["version"])
    objects = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="action_reference_is_used_once_in_a_strategy",
                fields=["strategy", "reference"],
                violation_error_message="Another action of this strategy has this reference.",
            ),
            models.CheckConstraint(
                name="action_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"


class Milestone(Cited):
    """A step of an action that can be reached on a day. Its dates are what its statements say."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones")
    reference = models.CharField(max_length=24)
    title = models.CharField(max_length=300)
    said_on = models.DateField("first stated on")
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="milestone_reference_is_used_once_in_an_action",
                fields=["action", "reference"],
                violation_error_message="Another milestone of this action has this reference.",
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}"


class StatementQuerySet(models.QuerySet):
    def said_by(self, day):
        """What had been said, and is not marked as entered in error, by the end of `day`."""
        return self.filter(said_on__lte=day, error_marked_at=None)

    def of_strategy(self, strategy):
        return self.filter(Q(milestone__action__strategy=strategy) | Q(action__strategy=strategy))


class Statement(Cited):
    """One thing said about a milestone, or about an action as a whole, on a day, by someone.

    Added, never changed: where a milestone stands is what its statements say. A mistake is marked as entered in error
    and replaced by a row that keeps its `said_on`. For a forecast or an agreed date the window is what was promised;
    for a completion it is the day, or the days between which, it was done.
    """

    milestone = models.ForeignKey(Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=10, choices=StatementKind)
    said_from = models.DateField("said on this day at the earliest", null=True, blank=True)
    said_on = models.DateField("said on")
    said_is_inferred = models.BooleanField("the day it was said is inferred", default=False)
    earliest = models.DateField("first day it may be", null=True, blank=True)
    latest = models.DateField("last day it may be", null=True, blank=True)
    words = models.CharField("in the words used", max_length=300, blank=True)
    is_inferred = models.BooleanField("the date is worked out from the words", default=False)
    promise = models.CharField("what is promised by then", max_length=10, choices=Promise, blank=True)
    promised = models.CharField("what is promised, in words", max_length=200, blank=True)
    judgement = models.CharField("the owner's own judgement", max_length=1, choices=OwnerJudgement, blank=True)
    note = models.TextField(blank=True)
    because = models.TextField("why", blank=True)
    said_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="statements")
    recorded_on = models.DateField("entered here on")
    recorded_at = models.DateTimeField("entered at", null=True, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="statements"
    )
    token = models.UUIDField("marks one submission of a form", null=True, blank=True, unique=True, editable=False)
    bulk = models.ForeignKey(
        "plans.BulkChange", null=True, blank=True, on_delete=models.PROTECT, related_name="statements", editable=False
    )
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField("why it was an error", max_length=300, blank=True)
    history = HistoricalRecords()
    objects = StatementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["milestone", "said_on"], name="statement_by_milestone"),
            models.Index(fields=["action", "said_on"], name="statement_by_action"),
        ]
        constraints = [
            models.CheckConstraint(
                name="statement_is_about_one_thing",
                condition=Q(milestone__isnull=False, action=None) | Q(milestone=None, action__isnull=False),
                violation_error_message="A statement is about a milestone or about an action, not both.",
            ),
            models.CheckConstraint(
                name="statement_date_is_a_window",
                condition=~Q(kind__in=["forecast", "agreed", "completed"])
                | Q(earliest__isnull=False, latest__isnull=False, latest__gte=F("earliest")),
                violation_error_message="This needs a date, or a first and a last day with the first one first.",
            ),
            models.CheckConstraint(
                name="statement_without_a_date_names_none",
                condition=Q(kind__in=["forecast", "agreed", "completed"]) | Q(earliest=None, latest=None),
                violation_error_message="Only a new date, an agreed date or a completion carries a date.",
            ),
            models.CheckConstraint(
                name="statement_dates_belong_to_milestones",
                condition=~Q(kind__in=["forecast", "agreed"]) | Q(milestone__isnull=False),
                violation_error_message="A date is promised for a milestone, not for an action as a whole.",
            ),
            models.CheckConstraint(
                name="statement_said_window_runs_forward",
                condition=Q(said_from=None) | Q(said_from__lte=F("said_on")),
                violation_error_message="The earliest day this was said is after the latest.",
            ),
            models.CheckConstraint(
                name="statement_withdrawn_says_why",
                condition=~Q(kind__in=["withdrawn", "reopened"]) | ~Q(because=""),
                violation_error_message="Say why it is withdrawn or reopened.",
            ),
            models.CheckConstraint(
                name="statement_note_says_something",
                condition=~Q(kind="note") | ~Q(note="") | ~Q(judgement=""),
                violation_error_message="A note needs some words.",
            ),
            models.CheckConstraint(
                name="statement_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.said_on}"


class ResponsibilityQuerySet(models.QuerySet):
    def on(self, day):
        """Responsibilities stated by `day`, not ended before it, and not marked as entered in error."""
        return self.filter(since__lte=day, error_marked_at=None).filter(Q(until=None) | Q(until__gte=day))


class Responsibility(Cited):
    """Who answers for an action or an indicator, from the day it was said: a person, an organisation, or both.

    Never defaulted: an action without a row here "needs an owner".
    """

    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities")
    indicator = models.ForeignKey(
        "plans.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    kind = models.CharField(max_length=10, choices=ResponsibilityKind)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities"
    )
    since = models.DateField("from")
    until = models.DateField("last day", null=True, blank=True)
    because = models.CharField("why it changed", max_length=300, blank=True)
    bulk = models.ForeignKey(
        "plans.BulkChange", null=True, blank=True, on_delete=models.PROTECT, related_name="began", editable=False
    )
    ended_in = models.ForeignKey(
        "plans.BulkChange", null=True, blank=True, on_delete=models.PROTECT, related_name="ended", editable=False
    )
    error_marked_at = models.DateTimeField("marked as entered in error at", null=True, blank=True)
    error_marked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    error_because = models.CharField("why it was an error", max_length=300, blank=True)
    history = HistoricalRecords()
    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.CheckConstraint(
                name="responsibility_is_for_one_thing",
                condition=(
                    Q(action__isnull=False, indicator=None, objective=None)
                    | Q(action=None, indicator__isnull=False, objective=None)
                    | Q(action=None, indicator=None, objective__isnull=False)
                ),
                violation_error_message="A responsibility is for one action, one indicator or one objective.",
            ),
            models.CheckConstraint(
                name="responsibility_names_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                violation_error_message="Name a person or an organisation.",
            ),
            models.CheckConstraint(
                name="responsibility_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="The responsibility ends before it begins.",
            ),
            models.CheckConstraint(
                name="responsibility_marked_in_error_says_why",
                condition=Q(error_marked_at=None) | ~Q(error_because=""),
                violation_error_message="Say why this was an error.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person or self.organisation}"
