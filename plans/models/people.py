"""People, organisations, places, programmes, and the boards that people sit on."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from plans.enums import BoardKind, OrganisationKind, PlaceKind

from .sources import Cited


class Organisation(models.Model):
    """A council, an NHS body, a provider, a watchdog: whatever can lead an action or be asked for something."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField("short name", max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=OrganisationKind, default=OrganisationKind.OTHER)
    note = models.TextField(blank=True)
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return self.short or self.name


class Person(models.Model):
    """Somebody by name. What they are is in dated role holdings; how else they are written is in aliases."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    left_on = models.DateField("left on", null=True, blank=True)
    note = models.TextField(blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return self.name


class RoleHolding(Cited):
    """A post that a person is said to hold, in the words of the source, from the day it was said."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )
    since = models.DateField("held on or since")
    until = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="role_is_held_once_from_a_day",
                fields=["person", "title", "since"],
                violation_error_message="This person is already recorded in this role from that day.",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="The role ends before it begins.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.title}"


class Board(models.Model):
    """A committee, a scrutiny committee, or a delivery group without decision powers."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField("short name", max_length=60)
    kind = models.CharField(max_length=16, choices=BoardKind)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="boards"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_public = models.BooleanField("meets in public, under Part VA of the Local Government Act 1972", default=True)
    is_fictional = models.BooleanField(default=False)
    banner = models.CharField("said on every page and paper", max_length=200, blank=True)
    purpose = models.TextField("what it is for", blank=True)
    terms = models.JSONField("terms of reference, as numbered functions", default=list, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    meets = models.CharField("how often it meets and reports", max_length=200, blank=True)
    meets_every_months = models.PositiveSmallIntegerField("months between meetings, as a rule", null=True, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    clear_days = models.PositiveSmallIntegerField("clear working days between publication and meeting", default=5)
    papers_due_days = models.PositiveSmallIntegerField("papers are due this many working days before", default=10)
    updates_due_days = models.PositiveSmallIntegerField("updates are due this many working days before", default=15)
    numbers_run = models.BooleanField("minute numbers run on through the municipal year", default=False)
    local_authority = models.CharField("local authority, as national files name it", max_length=80, blank=True)
    area_code = models.CharField("code of the local authority (ONS)", max_length=9, blank=True)
    nhs_area_code = models.CharField("code of the sub-ICB location or the ICB (NHS)", max_length=6, blank=True)
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    loaded_from = models.CharField("fixture it was loaded from", max_length=200, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="public_board_gives_five_clear_days",
                condition=Q(is_public=False) | Q(clear_days__gte=5),
                violation_error_message=(
                    "A board that meets in public gives at least five clear days "
                    "(Local Government Act 1972, sections 100A and 100B; SI 2002/715)."
                ),
            ),
        ]

    def __str__(self):
        return self.name


class ClosedDay(models.Model):
    """A working day on which the council's offices are shut, so that nobody can inspect an agenda there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="closed_days")
    day = models.DateField()
    because = models.CharField("why it is closed", max_length=120)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="organisation_closes_once_on_a_day",
                fields=["organisation", "day"],
                violation_error_message="This day is already listed as closed.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.day}"


class Membership(models.Model):
    """A person's seat on a board, dated; a substitute sits for somebody."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    seat = models.CharField("as which they sit", max_length=200, blank=True)
    is_chair = models.BooleanField(default=False)
    substitute_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="substitutes"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="member_sits_once_from_a_day",
                fields=["board", "person", "since"],
                violation_error_message="This person already sits on this board from that day.",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="The membership ends before it begins.",
            ),
        ]

    def __str__(self):
        return f"{self.person} on {self.board}"


class Place(models.Model):
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=PlaceKind)
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return self.name


class Programme(models.Model):
    """Something larger that actions belong to: Transforming Care, the Better Care Fund, a vanguard."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="programmes")
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return self.name


class Alias(models.Model):
    """Another way in which the papers write a person, an organisation, a board, a goal or an objective.

    Kept so that a source can be quoted as printed and still be found; two names are joined only when somebody says so.
    """

    written = models.CharField("as written", max_length=200)
    because = models.CharField("where, and why it is taken for the same", max_length=300, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="aliases")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="aliases"
    )
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="aliases")
    goal = models.ForeignKey("plans.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases")
    objective = models.ForeignKey(
        "plans.Objective", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases"
    )
    source = models.ForeignKey("plans.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    NAMED = ("person", "organisation", "board", "goal", "objective")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="alias_belongs_to_one_thing",
                condition=(
                    Q(person__isnull=False, organisation=None, board=None, goal=None, objective=None)
                    | Q(person=None, organisation__isnull=False, board=None, goal=None, objective=None)
                    | Q(person=None, organisation=None, board__isnull=False, goal=None, objective=None)
                    | Q(person=None, organisation=None, board=None, goal__isnull=False, objective=None)
                    | Q(person=None, organisation=None, board=None, goal=None, objective__isnull=False)
                ),
                violation_error_message="An alias belongs to exactly one person, organisation, board, goal or objective.",
            ),
        ]

    def __str__(self):
        return self.written
