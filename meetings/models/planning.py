"""What a board means to take up, and when: standing items, reports that come back, and the work programme."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from meetings.enums import Asked, ItemKind
from plans.models import Board, Goal, Objective, Organisation, Person, Source

from .meetings import AgendaItem, Meeting


class StandingItem(models.Model):
    """A line that every agenda of this board begins with, in this order."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=ItemKind, default=ItemKind.STANDING)
    asked = models.CharField(max_length=10, choices=Asked, blank=True, default=Asked.NONE)
    minutes_wanted = models.PositiveSmallIntegerField("minutes planned", null=True, blank=True)
    until = models.DateField("not on agendas after", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="standing_item_has_its_own_place",
                fields=["board", "position"],
                violation_error_message="Another standing item has this place.",
            ),
        ]

    def __str__(self):
        return self.title


class RecurringReport(models.Model):
    """A report that comes back to a board every so many months, as its terms or a decision say."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="recurring_reports")
    from_board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_owed")
    from_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_owed"
    )
    title = models.CharField(max_length=300)
    every_months = models.PositiveSmallIntegerField("comes back after this many months")
    words = models.CharField("how often, in the words used", max_length=120, blank=True)
    since = models.DateField("said on, or first due on")
    until = models.DateField("not after", null=True, blank=True)
    asked = models.CharField(max_length=10, choices=Asked, blank=True, default=Asked.NOTE)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="recurring_reports")
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="recurring_reports"
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recurring_report_comes_back_after_a_month_or_more",
                condition=Q(every_months__gte=1),
                violation_error_message="A report comes back after one month at the earliest.",
            ),
            models.CheckConstraint(
                name="recurring_report_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="The report ends before it begins.",
            ),
        ]

    def __str__(self):
        return self.title


class PlannedItem(models.Model):
    """An item of the work programme: for one meeting, for some time, or not yet for any. It becomes an agenda item, or
    is dropped with a reason; nothing is deleted.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="planned_items")
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=ItemKind, default=ItemKind.REPORT)
    asked = models.CharField(max_length=10, choices=Asked, blank=True, default=Asked.NONE)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items")
    when_words = models.CharField("when, in the words used", max_length=120, blank=True)
    lead_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items"
    )
    lead_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items"
    )
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items")
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items"
    )
    recurring = models.ForeignKey(
        RecurringReport, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_items"
    )
    put_off_from = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="put_off_to"
    )
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_as")
    dropped_because = models.CharField("why it was dropped", max_length=300, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dropped_item_of_the_programme_says_why",
                condition=Q(dropped_on=None, dropped_because="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_because="")),
                violation_error_message="Say why the item was dropped.",
            ),
        ]

    def __str__(self):
        return self.title


class UrgentAction(models.Model):
    """A decision taken between meetings because it could not wait, reported to the next meeting and noted there.

    In a council it is strictly an officer's, under delegation and after hearing the chair (Local Government Act 1972,
    section 101); `taken_words` says whose it was.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="urgent_actions")
    title = models.CharField(max_length=300)
    text = models.TextField("what was decided")
    because = models.TextField("why it could not wait for a meeting")
    taken_words = models.CharField("decided by", max_length=200)
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="urgent_actions")
    consulted = models.CharField("after hearing", max_length=300, blank=True)
    on = models.DateField("decided on")
    noted_under = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="urgent_actions"
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_action_says_why_it_could_not_wait",
                condition=~Q(because=""),
                violation_error_message="Say why it could not wait for a meeting.",
            ),
        ]

    def __str__(self):
        return self.title
