"""Papers with their cover sheets, the implications and who verified them, attachments, and text that is exempt."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from meetings.enums import ClearanceKind, ImplicationKind, PaperState, ReadsAs
from plans.models import Board, Person, Source

from .meetings import AgendaItem


class Paper(models.Model):
    """A report under an item, with the fields of the council's cover sheet. `key_decision` keeps what the box said.

    `body` is rich text in the report's own numbering, kept to the short list of tags that `meetings.richtext` allows.
    """

    key = models.SlugField(max_length=80, unique=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.HELD)
    wards = models.CharField("wards and communities affected", max_length=200, blank=True)
    key_decision = models.CharField("key decision, as written", max_length=200, blank=True)
    report_of = models.CharField(max_length=300, blank=True)
    head_of_service = models.CharField("accountable head of service", max_length=200, blank=True)
    director = models.CharField("accountable director", max_length=300, blank=True)
    publicity = models.CharField("statement on being public or exempt", max_length=120, blank=True)
    summary = models.TextField("executive summary", blank=True)
    recommendations = models.JSONField("recommendations, a line each", default=list, blank=True)
    background = models.TextField("introduction and background", blank=True)
    issues = models.TextField("issues, options and analysis of options", blank=True)
    reasons = models.TextField("reasons for recommendation", blank=True)
    consultation = models.TextField("consultation, overview and scrutiny included", blank=True)
    impact = models.TextField("impact on corporate policies, priorities, performance and community", blank=True)
    background_papers = models.CharField(max_length=400, blank=True)
    appendices = models.JSONField("appendices, a line each", default=list, blank=True)
    author = models.CharField("report author", max_length=300, blank=True)
    author_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    to_be_sent_by = models.CharField("owed by, when it is to follow", max_length=200, blank=True)
    late_reason = models.TextField("the chair's reason for taking it late", blank=True)
    set_aside_because = models.CharField("why it was withdrawn or deferred", max_length=300, blank=True)
    received_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="late_paper_gives_the_chairs_reason",
                condition=~Q(state="late") | ~Q(late_reason=""),
                violation_error_message="A late paper needs the chair's reason (Local Government Act 1972, section 100B(4)(b)).",
            ),
            models.CheckConstraint(
                name="only_a_paper_put_aside_says_why",
                condition=Q(set_aside_because="") | Q(state__in=["withdrawn", "deferred"]),
                violation_error_message="Only a paper that is withdrawn or deferred says why it was put aside.",
            ),
        ]

    def __str__(self):
        return self.title


class Implication(models.Model):
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="implications")
    kind = models.CharField(max_length=10, choices=ImplicationKind)
    text = models.TextField()
    verified_by = models.CharField("implications verified by", max_length=300, blank=True)
    verifier = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="verified")
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="paper_states_each_implication_once",
                fields=["paper", "kind"],
                violation_error_message="This paper already states this implication.",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Clearance(models.Model):
    """Somebody has read a paper before it is published, and cleared it."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(max_length=8, choices=ClearanceKind)
    by_words = models.CharField("cleared by", max_length=200)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="clearances")
    on = models.DateField("cleared on")
    note = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="paper_is_cleared_once_for_each",
                fields=["paper", "kind"],
                violation_error_message="This clearance is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.on}"


class PaperTemplate(models.Model):
    """What a new paper of a board begins with: `fields` by name of the field, and a line of help for each section."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="paper_templates")
    name = models.CharField(max_length=120)
    fields = models.JSONField("what the fields begin with", default=dict, blank=True)
    help = models.JSONField("a line of help, by section", default=dict, blank=True)
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="paper_template_has_its_own_name",
                fields=["board", "name"],
                violation_error_message="This board already has a template of that name.",
            ),
            models.UniqueConstraint(
                name="board_has_one_default_template",
                fields=["board"],
                condition=Q(is_default=True),
                violation_error_message="This board already has a template that new papers begin with.",
            ),
        ]

    def __str__(self):
        return self.name


class Attachment(models.Model):
    """A file printed under an item. Most are named, not held; `size_words` is the size as printed.

    One that was uploaded is a PDF that was looked through: `findings` are the hidden things it holds, `alternative` what
    its pages show where they are pictures. It is bound into the pack behind a sheet of its own, unless it was taken out.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField(max_length=300)
    size_words = models.CharField("kind and size, as printed", max_length=60, blank=True)
    is_held = models.BooleanField(default=False)
    file = models.FileField(upload_to="attachments/", max_length=200, blank=True)
    file_name = models.CharField("name under which it was sent", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    given_by = models.CharField("from whom", max_length=200, blank=True)
    reads_as = models.CharField("how it reads aloud", max_length=8, choices=ReadsAs, blank=True)
    is_tagged = models.BooleanField("made with tags, where that was looked at", null=True, blank=True)
    alternative = models.TextField("what its pages show, in words", blank=True)
    findings = models.JSONField("hidden things it holds", default=list, blank=True)
    uploaded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    uploaded_at = models.DateTimeField(null=True, blank=True)
    taken_out_because = models.CharField("why it was taken out", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    fact = models.CharField("number of the fact", max_length=60, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_of_pictures_says_what_they_show",
                condition=~Q(reads_as="pictures") | ~Q(alternative=""),
                violation_error_message="Say in words what these pages show: nobody who listens can see them.",
            ),
        ]

    def __str__(self):
        return self.title


class ExemptText(models.Model):
    """The text of an exempt item, apart from everything that may be published. Read only through `visible_to`."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="exempt_text")
    text = models.TextField()
    history = HistoricalRecords()

    def __str__(self):
        return f"Exempt text of item {self.item_id}"
