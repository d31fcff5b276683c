"""Statements that contradict each other, and gaps in the record."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from plans.enums import DiscrepancyTreatment

from .delivery import Action, Milestone, Statement
from .evidence import Indicator, Observation
from .people import Board, Organisation, Person
from .sources import Cited
from .strategy import Objective, Strategy


class Discrepancy(models.Model):
    """Statements that contradict each other, or a gap in the record: shown until a named person settles it.

    Settling keeps every claim. `found_by` names the rule that found it, or is empty when a person raised it; then
    `fingerprint` stands for the claims it was found from, so that the same ones are not raised twice. One that its rule
    no longer finds, because a claim was marked as entered in error, has lapsed; it was settled by nobody.
    """

    code = models.CharField(max_length=20)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="discrepancies")
    strategy = models.ForeignKey(
        Strategy, null=True, blank=True, on_delete=models.PROTECT, related_name="discrepancies"
    )
    treatment = models.CharField(max_length=8, choices=DiscrepancyTreatment)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    question = models.CharField("what the board is asked to settle", max_length=200, blank=True)
    shown_meanwhile = models.CharField(max_length=300, blank=True)
    who_settles = models.CharField("who can settle it", max_length=200, blank=True)
    who_settles_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="to_settle"
    )
    found_by = models.CharField("the rule that found it", max_length=60, blank=True)
    fingerprint = models.CharField("the claims it was found from", max_length=64, blank=True, editable=False)
    raised_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="raised_discrepancies"
    )
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="discrepancies"
    )
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="discrepancies")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="discrepancies"
    )
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="discrepancies"
    )
    raised_on = models.DateField("could be seen from")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="settled")
    settled_because = models.TextField(blank=True)
    lapsed_on = models.DateField("no longer found from", null=True, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "discrepancies"
        constraints = [
            models.UniqueConstraint(
                name="discrepancy_code_is_used_once_on_a_board",
                fields=["board", "code"],
                violation_error_message="Another discrepancy of this board has this code.",
            ),
            models.UniqueConstraint(
                name="discrepancy_is_found_once_from_the_same_claims",
                fields=["board", "found_by", "fingerprint"],
                condition=~Q(fingerprint=""),
                violation_error_message="This rule already found a discrepancy between these statements.",
            ),
            models.CheckConstraint(
                name="discrepancy_settled_names_who_and_why",
                condition=Q(settled_on=None) | (Q(settled_by__isnull=False) & ~Q(settled_because="")),
                violation_error_message="Settling needs the person who settles it, and why.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class ClaimQuerySet(models.QuerySet):
    def said_by(self, day):
        """Of what a rule found, the claims known by the end of `day` and not marked as entered in error. Of what a person
        raised, all: that person put them beside each other."""
        known = Q(source__published_on=None) | Q(source__published_on__lte=day)
        read = Q(observation=None) | Q(observation__said_on__lte=day, observation__error_marked_at=None)
        said = Q(statement=None) | Q(statement__said_on__lte=day, statement__error_marked_at=None)
        return self.filter(Q(discrepancy__found_by="") | (known & read & said))


class DiscrepancyClaim(Cited):
    """One of the statements in a discrepancy. Only a claim that is `doubted` loses its colour and its place in a line."""

    discrepancy = models.ForeignKey(Discrepancy, on_delete=models.PROTECT, related_name="claims")
    says = models.CharField(max_length=300)
    comment = models.TextField(blank=True)
    is_doubted = models.BooleanField(default=False)
    observation = models.ForeignKey(Observation, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()
    objects = ClaimQuerySet.as_manager()

    def __str__(self):
        return self.says
