"""A strategy, its goals and objectives, the plans that were agreed for them, and what threatens or informs them."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from .people import Board, Organisation, Person
from .sources import Cited, Source


class StrategyQuerySet(models.QuerySet):
    def of_board(self, key):
        return self.filter(board__key=key)


class Strategy(models.Model):
    """What a board set out to do over some years. A *record* is no longer run; it opens as at its last fact.

    The four numbers are those of `plans.rules.status.StatusNumbers`, in days.
    """

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="strategies")
    overseen_by = models.ManyToManyField(Board, blank=True, related_name="oversees")
    vision = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_record = models.BooleanField("a record, no longer run", default=False)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    corporate_priority = models.CharField(max_length=200, blank=True)
    red_days_after_baseline = models.PositiveSmallIntegerField(default=90)
    due_soon_days = models.PositiveSmallIntegerField(default=30)
    due_soon_silence_days = models.PositiveSmallIntegerField(default=45)
    not_confirmed_after_days = models.PositiveSmallIntegerField(default=100)
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords(excluded_fields=["revision"])
    objects = StrategyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="strategy_ends_after_it_starts",
                condition=Q(ends_on__gt=models.F("starts_on")),
                violation_error_message="The strategy ends before it starts.",
            ),
        ]

    def __str__(self):
        return self.title


class Goal(models.Model):
    """One of a strategy's goals. The code is the one used in pages; a paper's other code is an alias."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="goals")
    code = models.CharField(max_length=8)
    also_known_as = models.CharField("also known as", max_length=20, blank=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    sponsor = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="sponsored_goals")
    position = models.PositiveSmallIntegerField()
    considered = models.CharField("when its action plans were considered", max_length=200, blank=True)
    considered_is_inferred = models.BooleanField(default=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="goal_code_is_used_once_in_a_strategy",
                fields=["strategy", "code"],
                violation_error_message="Another goal of this strategy has this code.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class Objective(models.Model):
    """What a goal sets out to change. `title` is short; `official` is the wording the papers give, quoted."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    official = models.TextField("official wording", blank=True)
    other_wording = models.TextField("other wording in the papers", blank=True)
    sponsors = models.ManyToManyField(Person, blank=True, related_name="sponsored_objectives")
    sponsor_words = models.CharField("sponsors as named in the source", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    plan_held = models.BooleanField("its action plan is held", default=True)
    plan_note = models.CharField("what is said of its action plan", max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="objective_code_is_used_once_in_a_goal",
                fields=["goal", "code"],
                violation_error_message="Another objective of this goal has this code.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class AgreedPlan(Cited):
    """A version of a goal's action plan, and the decision that agreed it."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="agreed_plans")
    version = models.PositiveSmallIntegerField(default=1)
    agreed_on = models.DateField()
    agreed_is_inferred = models.BooleanField(default=False)
    words = models.CharField("the decision, as quoted", max_length=400, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="plan_version_is_agreed_once",
                fields=["goal", "version"],
                violation_error_message="This version of the goal's plan is already recorded.",
            ),
        ]

    def __str__(self):
        return f"Plan of goal {self.goal.code}, version {self.version}"


class Risk(Cited):
    """Something said that may stop the plan; on a board's plan, and perhaps on one objective."""

    key = models.SlugField(max_length=80, unique=True)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="risks")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    said_on = models.DateField()
    history = HistoricalRecords()

    def __str__(self):
        return self.title


class Feedback(Cited):
    """What residents or a watchdog told the board, and what the board answered."""

    key = models.SlugField(max_length=80, unique=True)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="feedback")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback")
    given_by = models.CharField(max_length=200)
    theme = models.CharField(max_length=200)
    said = models.TextField("what was said")
    answer = models.TextField("what was answered or done", blank=True)
    said_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(
                name="feedback_answered_on_a_day_has_an_answer",
                condition=Q(answered_on=None) | ~Q(answer=""),
                violation_error_message="Give the answer, or leave the day of the answer empty.",
            ),
        ]

    def __str__(self):
        return self.theme


class FeedbackLink(models.Model):
    """An action that answers, in whole or in part, what was said."""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="links")
    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="feedback_links")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="feedback_names_an_action_once",
                fields=["feedback", "action"],
                violation_error_message="This action is already named there.",
            ),
        ]

    def __str__(self):
        return f"{self.feedback}: {self.action}"
