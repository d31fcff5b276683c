"""Minutes in versions, their entries, what each entry led to, and recommendations that await another body's answer."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import Cast, EntryKind, Interest, MinutesState, Taken
from plans.models import (
    Action,
    Board,
    Goal,
    Indicator,
    Milestone,
    Objective,
    Organisation,
    Person,
    Risk,
    Source,
    Statement,
)

from .meetings import AgendaItem, Meeting


class Minutes(models.Model):
    """One version of the minutes of a meeting. An amendment made at approval is a new version; the earlier one stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=MinutesState)
    approved_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_minutes"
    )
    approved_under = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="approved_minutes"
    )
    amendments = models.TextField("what was amended at approval", blank=True)
    decisions_out_on = models.DateField("decisions published ahead of the minutes on", null=True, blank=True)
    checked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signed")
    signed_on = models.DateField(null=True, blank=True)
    said_on = models.DateField("published or approved on")
    is_incomplete = models.BooleanField("the source is cut short", default=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(
                name="minutes_version_is_used_once_for_a_meeting",
                fields=["meeting", "version"],
                violation_error_message="This version of the minutes is already recorded.",
            ),
            models.CheckConstraint(
                name="minutes_later_version_says_what_was_amended",
                condition=Q(version=1) | ~Q(amendments=""),
                violation_error_message="A later version of the minutes says what was amended.",
            ),
            models.CheckConstraint(
                name="minutes_are_signed_by_somebody_on_a_day",
                condition=Q(signed_by=None, signed_on=None) | Q(signed_by__isnull=False, signed_on__isnull=False),
                violation_error_message="Say who signed the minutes, and on which day.",
            ),
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}, version {self.version}"


class MinuteEntry(models.Model):
    """One thing the minutes record. `text` is in our words, unless `is_quoted`: then it is the record's own.

    `owner_words` and `due_words` keep what was said; an owner or a day that was not said is left empty, never guessed.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=EntryKind)
    text = models.TextField()
    is_quoted = models.BooleanField(default=False)
    is_marked = models.BooleanField("marked as an action in the source", default=False)
    is_incomplete = models.BooleanField("cut short in the source", default=False)
    outcome = models.CharField("how a decision went", max_length=40, blank=True)
    limbs = models.JSONField("limbs of a decision, in order", default=list, blank=True)
    taken = models.CharField("how it was decided", max_length=12, choices=Taken, blank=True, default=Taken.UNSAID)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    interest = models.CharField(
        "interest declared", max_length=15, choices=Interest, blank=True, default=Interest.UNSAID
    )
    left_room = models.BooleanField("left the room for the item", null=True, blank=True)
    answer = models.TextField("the answer given", blank=True)
    is_open_summary = models.BooleanField("told to everybody, though its item was taken in private", default=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted")
    owner_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted_actions"
    )
    owner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted_actions"
    )
    owner_words = models.CharField(max_length=200, blank=True)
    due_words = models.CharField(max_length=200, blank=True)
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "minute entries"
        constraints = [
            models.UniqueConstraint(
                name="entry_has_its_own_place_in_the_minutes",
                fields=["minutes", "position"],
                violation_error_message="Another entry has this place in the minutes.",
            ),
            models.CheckConstraint(
                name="entry_counts_votes_only_of_a_vote",
                condition=Q(taken="vote", votes_for__isnull=False, votes_against__isnull=False)
                | (~Q(taken="vote") & Q(votes_for=None, votes_against=None, abstained=None)),
                violation_error_message="A vote has the number for and the number against; without a vote there is none.",
            ),
            models.CheckConstraint(
                name="only_what_was_said_is_summed_up_in_the_open",
                condition=Q(is_open_summary=False) | Q(kind="narrative"),
                violation_error_message="An open summary tells what was said; it is no decision and no action.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Vote(models.Model):
    """How one member voted, where names were recorded (SI 1993/202, schedule 2: any member may require it)."""

    entry = models.ForeignKey(MinuteEntry, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="votes")
    cast = models.CharField(max_length=9, choices=Cast)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="person_votes_once_on_a_decision",
                fields=["entry", "person"],
                violation_error_message="This person's vote is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_cast_display()}"


class EntryLink(models.Model):
    """What a minute entry is about, or what it made."""

    entry = models.ForeignKey(MinuteEntry, on_delete=models.PROTECT, related_name="links")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links")
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links"
    )
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links"
    )
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links"
    )
    risk = models.ForeignKey(Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="entry_links")
    made_it = models.BooleanField("the entry made it", default=False)
    closed_it = models.BooleanField("the entry closed it", default=False)
    completions = models.ManyToManyField(
        Statement, blank=True, related_name="+", verbose_name="what the entry completed by closing it"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_link_names_something",
                condition=(
                    Q(goal__isnull=False)
                    | Q(objective__isnull=False)
                    | Q(action__isnull=False)
                    | Q(milestone__isnull=False)
                    | Q(indicator__isnull=False)
                    | Q(risk__isnull=False)
                ),
                violation_error_message="Say what this entry is about.",
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} is about something"


class Referral(models.Model):
    """A recommendation to another body, with its answer when there is one."""

    key = models.SlugField(max_length=80, unique=True)
    from_board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="referrals_made")
    to_board = models.ForeignKey(
        Board, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals_received"
    )
    to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals_received"
    )
    entry = models.ForeignKey(MinuteEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    text = models.TextField()
    said_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_in = models.ForeignKey(
        MinuteEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_to"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_goes_somewhere",
                condition=Q(to_board__isnull=False) | Q(to_organisation__isnull=False),
                violation_error_message="Name the body that is asked.",
            ),
            models.CheckConstraint(
                name="referral_answer_has_a_day",
                condition=Q(answer="") | Q(answered_on__isnull=False),
                violation_error_message="An answer needs the day it was given.",
            ),
        ]

    def __str__(self):
        return self.text[:80]
