"""Board packs: those that were issued, which are never built again, and what is chosen, made and told on the way there."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import BuildState, Edition, PackWork, WhereAppendices
from plans.models import Board

from .meetings import Meeting


class BoardPack(models.Model):
    """One issued pack, or a supplement to it. `snapshot` is the plan as it was told, against which the next register is measured.

    `sha256` is of `pdf`; `contents` is what was told, `sections` the HTML of each section, as they were issued. A
    correction is a new version that names the one it replaces and says why; the earlier one stays as it is. Papers that
    come after the pack are issued as supplements 1, 2, …, which never renumber a page of it; 0 is the pack itself.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    edition = models.CharField(max_length=8, choices=Edition)
    supplement = models.PositiveSmallIntegerField("supplement, or 0 for the pack itself", default=0)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    number = models.CharField("pack number", max_length=40, unique=True)
    as_at = models.DateField()
    snapshot = models.JSONField(default=dict, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    sections = models.JSONField(default=list, blank=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    because = models.TextField("why it replaces the version before", blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="packs"
    )
    history = HistoricalRecords(excluded_fields=["pdf", "snapshot", "contents", "sections"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="pack_version_is_issued_once",
                fields=["meeting", "edition", "supplement", "version"],
                violation_error_message="This version of the pack is already issued.",
            ),
            models.CheckConstraint(
                name="pack_that_replaces_another_says_why",
                condition=Q(version=1) | ~Q(because=""),
                violation_error_message="Say why this version replaces the one before.",
            ),
        ]

    def __str__(self):
        return self.number


class PackChoice(models.Model):
    """Which sections a pack has, in order, by their names: of a board, or of one meeting where `meeting` is given."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="pack_choices")
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="pack_choice")
    sections = models.JSONField(
        "names of sections, in order; none: as the board, or as usual", default=list, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="board_chooses_its_sections_once",
                fields=["board"],
                condition=Q(meeting=None),
                violation_error_message="This board has already chosen the sections of its packs.",
            ),
        ]

    def __str__(self):
        return f"Sections of packs of {self.meeting or self.board}"


class PackBuild(models.Model):
    """A pack on its way: waiting, being made in the background, and then there or refused. No fact, and no history.

    `told_at` is when its worker last told how far it is; one that has not told for a while has died, and is begun again.
    Of a pack that is made to be looked at, `name` finds the bytes among those kept for a while; of an issued one, `pack`.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="pack_builds")
    token = models.UUIDField("marks one request", unique=True)
    work = models.CharField(max_length=8, choices=PackWork)
    edition = models.CharField("edition, or both where it is empty", max_length=8, choices=Edition, blank=True)
    supplement = models.BooleanField("a supplement to the issued pack", default=False)
    brings = models.JSONField("what a supplement brings, by the keys of the contents", default=dict, blank=True)
    appendices = models.CharField(
        "where appendices are, or as in the version before where it is empty",
        max_length=8,
        choices=WhereAppendices,
        blank=True,
    )
    as_at = models.DateField()
    because = models.TextField("why it replaces the version before", blank=True)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="pack_builds")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=BuildState, default=BuildState.WAITING)
    telling = models.CharField("what is being done", max_length=200, blank=True)
    done = models.PositiveIntegerField("sections set", default=0)
    total = models.PositiveIntegerField("sections in all, where known", null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    name = models.CharField("where its bytes are kept", max_length=80, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    pack = models.ForeignKey(BoardPack, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pack_to_look_at_has_one_edition",
                condition=Q(work="issue") | ~Q(edition=""),
                violation_error_message="Say of which edition a draft is made.",
            ),
            models.CheckConstraint(
                name="pack_not_made_says_why",
                condition=~Q(state="refused") | ~Q(refused_because=""),
                violation_error_message="Say why the pack was not made.",
            ),
        ]

    def __str__(self):
        return f"{self.get_edition_display() or 'Both editions'} of {self.meeting}, asked for {self.asked_at:%Y-%m-%d %H:%M}"


class PackLetter(models.Model):
    """Somebody was told by e-mail that a pack, a new version or a supplement is there to be read. Once for each."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="letters")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="pack_letters")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reader_is_told_of_a_pack_once",
                fields=["pack", "user"],
                violation_error_message="This reader was already told of this pack.",
            ),
        ]

    def __str__(self):
        return f"{self.pack} to {self.user}"
