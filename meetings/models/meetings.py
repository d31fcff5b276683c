"""A board's meetings: when, where, who came, and what was on the agenda."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from meetings.enums import Asked, Capacity, ItemKind, ItemState, MeetingState, Secrecy
from plans.models import Board, Goal, Objective, Organisation, Person, Source
from plans.rules.dates import long_date


class MeetingQuerySet(models.QuerySet):
    def known_by(self, day):
        """Meetings that were held, or whose agenda could be read, by the end of `day`, and those still to come."""
        return self.exclude(held_on=None).filter(held_on__lte=day)

    def after(self, day):
        return self.filter(held_on__gt=day).exclude(state=MeetingState.CANCELLED)


class Meeting(models.Model):
    """One meeting of a board. `held_on` is the day it is or was held; unknown days carry their window and the reason."""

    key = models.SlugField(max_length=80, unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("day", null=True, blank=True)
    earliest = models.DateField("earliest day it can have been", null=True, blank=True)
    latest = models.DateField("latest day it can have been", null=True, blank=True)
    day_words = models.CharField("the day, in the words used", max_length=120, blank=True)
    day_is_inferred = models.BooleanField(default=False)
    inferred_because = models.CharField("how the day was inferred", max_length=300, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState)
    published_on = models.DateField("agenda published on", null=True, blank=True)
    late_because = models.CharField("why it was published after the last day for it", max_length=300, blank=True)
    ended_at = models.TimeField("ended at", null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    cancelled_because = models.CharField("why it was cancelled", max_length=300, blank=True)
    note = models.TextField(blank=True)
    goal_in_focus = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="board_meets_once_at_a_time_on_a_day",
                fields=["board", "held_on", "starts_at"],
                violation_error_message="This board already has a meeting at that time.",
            ),
            models.CheckConstraint(
                name="meeting_inferred_day_says_how",
                condition=Q(day_is_inferred=False) | ~Q(inferred_because=""),
                violation_error_message="Say how the day of the meeting was inferred.",
            ),
            models.CheckConstraint(
                name="meeting_has_a_day_or_a_window",
                condition=Q(held_on__isnull=False)
                | Q(earliest__isnull=False, latest__isnull=False, earliest__lte=F("latest"))
                | ~Q(day_words=""),
                violation_error_message="A meeting needs a day, a window, or the words that say when.",
            ),
            models.CheckConstraint(
                name="only_a_published_agenda_is_late",
                condition=Q(late_because="") | Q(published_on__isnull=False),
                violation_error_message="Say why an agenda was late once it is published, with the day.",
            ),
        ]

    def __str__(self):
        return f"{self.board.short}, {self.held_on or self.day_words}"

    @property
    def told_late(self) -> str:
        """Why its agenda came after the last day for it, as a sentence; nothing where it came in time."""
        if not self.late_because or self.published_on is None:
            return ""
        day = long_date(self.published_on)
        return f"The agenda was published on {day}, after the last day for it: {self.late_because}"


class AgendaItem(models.Model):
    """A line of the agenda. `number` is printed as the source prints it; `minute_number` runs through the year.

    `position` is the order of the agenda; `taken` the order in which items were taken, where that differs.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.CharField(max_length=12, blank=True)
    minute_number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField("what the agenda says under it", blank=True)
    kind = models.CharField(max_length=8, choices=ItemKind, default=ItemKind.REPORT)
    asked = models.CharField(max_length=10, choices=Asked, blank=True, default=Asked.NONE)
    asked_words = models.CharField("what is asked, in words", max_length=400, blank=True)
    position = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField("order in which it was taken", null=True, blank=True)
    minutes_wanted = models.PositiveSmallIntegerField("minutes planned", null=True, blank=True)
    secrecy = models.CharField(max_length=12, choices=Secrecy, default=Secrecy.OPEN)
    exempt_paragraph = models.CharField("paragraph of Schedule 12A", max_length=20, blank=True)
    public_interest = models.TextField("why the public interest is in not publishing", blank=True)
    late_reason = models.TextField("the chair's reason for taking it late", blank=True)
    added_on = models.DateField("added after the agenda was published, on", null=True, blank=True)
    is_verbal = models.BooleanField("told, without a paper", default=False)
    state = models.CharField(max_length=9, choices=ItemState, blank=True, default=ItemState.STANDS)
    state_because = models.CharField("why it was withdrawn or deferred", max_length=300, blank=True)
    deferred_to = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="deferred_items"
    )
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")
    objective = models.ForeignKey(
        Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locator = models.CharField("where in the source", max_length=120, blank=True)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="item_has_its_own_place_on_the_agenda",
                fields=["meeting", "position"],
                violation_error_message="Another item has this place on the agenda.",
            ),
            models.CheckConstraint(
                name="exempt_item_names_paragraph_and_reason",
                condition=~Q(secrecy="exempt") | (~Q(exempt_paragraph="") & ~Q(public_interest="")),
                violation_error_message="An exempt item needs its paragraph of Schedule 12A and the public-interest reason.",
            ),
            models.CheckConstraint(
                name="item_off_the_agenda_says_why",
                condition=Q(state="") | ~Q(state_because=""),
                violation_error_message="Say why the item was withdrawn or deferred.",
            ),
            models.CheckConstraint(
                name="only_a_deferred_item_is_put_off_to_a_meeting",
                condition=Q(deferred_to=None) | Q(state="deferred"),
                violation_error_message="Only an item that is deferred is put off to another meeting.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()


class Presenter(models.Model):
    """Who presents an item, or one part of it, in the order printed."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="presenters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="presentations")
    part = models.CharField("which part", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    def __str__(self):
        return f"{self.person}: {self.part or self.item}"


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=14, choices=Capacity)
    stands_for = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="stood_in_for")
    for_item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="invited")
    arrived_at = models.TimeField("arrived after the start, at", null=True, blank=True)
    left_at = models.TimeField("left before the end, at", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                name="person_attends_a_meeting_once",
                fields=["meeting", "person"],
                violation_error_message="This person's attendance is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_capacity_display()}"
