"""What was read out of minutes that somebody sent in, and what an author has decided about it so far.

No fact: only authors see it, no page of the plan reads it, and, like a draft or the preview of a spreadsheet, it has no
history. What the authors commit is written as minutes, entries and actions, and those have theirs.
"""

from django.db import models
from django.db.models import F, Q

from meetings.enums import Capacity, Decided, EntryKind, Sureness
from plans.models import Action, Board, Goal, Objective, Organisation, Person

from .meetings import AgendaItem, Meeting
from .minutes import Minutes


class MinutesProposal(models.Model):
    """One text that was sent in for a board, with what was read of it. Committed once, or set aside."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="minutes_proposals")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    day = models.DateField("the day the author says it was", null=True, blank=True)
    day_found = models.DateField("the day found in the text", null=True, blank=True)
    day_words = models.CharField(max_length=120, blank=True)
    body = models.CharField("the body the text names", max_length=300, blank=True)
    time_words = models.CharField(max_length=60, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    kind_of_source = models.CharField(max_length=20)
    lines = models.JSONField("the text, line by line", default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    uploaded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_proposals"
    )
    uploaded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.ForeignKey(Minutes, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="text_of_minutes_is_proposed_once_to_a_board",
                fields=["board", "sha256"],
                condition=Q(set_aside_at=None),
                violation_error_message="This text was already sent in for this board.",
            ),
            models.CheckConstraint(
                name="committed_proposal_names_its_minutes",
                condition=Q(committed_at=None, minutes=None) | Q(committed_at__isnull=False, minutes__isnull=False),
                violation_error_message="What was committed names the minutes it made.",
            ),
            models.CheckConstraint(
                name="committed_proposal_is_not_set_aside",
                condition=Q(committed_at=None) | Q(set_aside_at=None),
                violation_error_message="What was committed cannot be set aside.",
            ),
        ]

    def __str__(self):
        return self.file_name or f"Text of {self.uploaded_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.committed_at is None and self.set_aside_at is None


class ProposedItem(models.Model):
    """An agenda item found in the text; `item` is the one on record that it is taken for."""

    proposal = models.ForeignKey(MinutesProposal, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=12, blank=True)
    minute_number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300)
    line_from = models.PositiveIntegerField(default=0)
    line_to = models.PositiveIntegerField(default=0)
    truncated = models.BooleanField("cut short in the source", default=False)
    is_restricted = models.BooleanField("taken in private, as the text says", default=False)
    exempt_paragraph = models.CharField("paragraph of Schedule 12A", max_length=20, blank=True)
    public_interest = models.TextField("why the public interest is in not publishing", blank=True)
    attachments = models.JSONField("files named under it, as printed", default=list, blank=True)
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proposed_item_has_its_own_place",
                fields=["proposal", "position"],
                violation_error_message="Another item has this place in the text.",
            ),
        ]

    def __str__(self):
        return f"{self.number or self.minute_number} {self.title}".strip()


class ProposedAttendee(models.Model):
    """Somebody the text names as there, or as sending apologies. Dropped: not taken into the record of who came."""

    proposal = models.ForeignKey(MinutesProposal, on_delete=models.PROTECT, related_name="attendees")
    position = models.PositiveIntegerField()
    name = models.CharField("as written", max_length=200)
    capacity = models.CharField(max_length=14, choices=Capacity)
    role = models.CharField("in the words of the text", max_length=300, blank=True)
    standing_for = models.CharField(max_length=200, blank=True)
    line = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="proposed_attendance"
    )
    because = models.CharField("why it is taken for this person", max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=Decided, default=Decided.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proposed_attendee_has_their_own_place",
                fields=["proposal", "position"],
                violation_error_message="Somebody else has this place in the text.",
            ),
        ]

    def __str__(self):
        return self.name


class ProposedEntry(models.Model):
    """One thing the text seems to record, on which lines, why and how sure; and what an author made of it.

    `owner_words` and `due_words` are as said. An owner is chosen, or proposed where the very name is on record; never
    guessed. An action entry makes an action (of an objective, or of a goal alone), is about one there is, or neither.
    """

    proposal = models.ForeignKey(MinutesProposal, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(ProposedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=EntryKind)
    text = models.TextField()
    owner_words = models.CharField(max_length=200, blank=True)
    due_words = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    limbs = models.JSONField("limbs of a decision, in order", default=list, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    is_marked = models.BooleanField("marked as an action in the source", default=False)
    is_incomplete = models.BooleanField("cut short in the source", default=False)
    line_from = models.PositiveIntegerField()
    line_to = models.PositiveIntegerField()
    because = models.TextField()
    sure = models.CharField(max_length=6, choices=Sureness)
    state = models.CharField(max_length=8, choices=Decided, default=Decided.OPEN)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    before_merge = models.JSONField("what the other said before", default=dict, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_earliest = models.DateField(null=True, blank=True)
    due_latest = models.DateField(null=True, blank=True)
    due_is_inferred = models.BooleanField(default=False)
    makes_action = models.BooleanField(default=False)
    action_title = models.CharField(max_length=300, blank=True)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refers_to_board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refers_to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    links_action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proposed_entry_has_its_own_place",
                fields=["proposal", "position"],
                violation_error_message="Another passage has this place in the text.",
            ),
            models.CheckConstraint(
                name="proposed_entry_merged_names_where",
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                violation_error_message="A passage that was merged names the one it was merged into.",
            ),
            models.CheckConstraint(
                name="proposed_entry_makes_an_action_or_is_about_one",
                condition=Q(makes_action=False) | Q(links_action=None),
                violation_error_message="It makes an action or is about one there is, not both.",
            ),
            models.CheckConstraint(
                name="proposed_entry_due_is_a_window",
                condition=Q(due_earliest=None, due_latest=None)
                | Q(due_earliest__isnull=False, due_latest__isnull=False, due_latest__gte=F("due_earliest")),
                violation_error_message="The date needs a first and a last day, with the first one first.",
            ),
            models.CheckConstraint(
                name="proposed_entry_lines_run_forward",
                condition=Q(line_to__gte=F("line_from")),
                violation_error_message="The passage ends before it begins.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"
