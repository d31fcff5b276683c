"""The fixed vocabularies of a plan: each value is what is stored, each label is what is read aloud and printed."""

from enum import Enum

from django.db.models import TextChoices


class Status(Enum):
    """Where a milestone or an action stands. The value names the CSS class and the shape; see `docs/` "how a colour is decided".

    Listed worst first, done last: R A U – G B. This is the order of every list, bar and count.
    """

    RED = ("r", "R", "Red", "date passed, or over 90 days after the agreed date")
    AMBER = ("a", "A", "Amber", "after the agreed date, or due soon and nothing said")
    NOT_CONFIRMED = ("u", "U", "Not confirmed", "nothing said for 100 days")
    NO_DATE = ("n", "–", "No date", "no date has ever been stated")
    GREEN = ("g", "G", "Green", "on or ahead of the agreed date")
    COMPLETE = ("b", "B", "Complete", "done, and said so with its source")

    def __new__(cls, value, letter, label, meaning):
        member = object.__new__(cls)
        member._value_ = value
        member.letter = letter
        member.label = label
        member.meaning = meaning
        member.order = len(cls.__members__)
        return member

    letter: str
    label: str
    meaning: str
    order: int


class IndicatorStatus(Enum):
    """What may be said of an indicator: a colour, or why there is none. Absent data is never red and never zero."""

    RED = ("r", "R", "Red")
    AMBER = ("a", "A", "Amber")
    GREEN = ("g", "G", "Green")
    DISPUTED = ("disputed", "≠", "Disputed")
    OUT_OF_DATE = ("out-of-date", "", "Out of date")
    NO_TARGET = ("no-target", "", "No target")
    NO_DATA = ("no-data", "", "No data")

    def __new__(cls, value, letter, label):
        member = object.__new__(cls)
        member._value_ = value
        member.letter = letter
        member.label = label
        member.order = len(cls.__members__)
        return member

    letter: str
    label: str
    order: int

    @property
    def is_colour(self) -> bool:
        return self.value in ("r", "a", "g")


class StatementKind(TextChoices):
    """What kind of thing was said about a milestone, or about an action as a whole."""

    FORECAST = "forecast", "New date"
    AGREED = "agreed", "Date agreed by the board"
    COMPLETED = "completed", "Completed"
    REOPENED = "reopened", "Reopened"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NO_CHANGE = "no_change", "No change"
    NOTE = "note", "Note"


class Promise(TextChoices):
    """How much a date promises, weakest first. A later, weaker promise is not the same promise."""

    DRAFTED = "drafted", "drafted"
    READY = "ready", "ready"
    SUBMITTED = "submitted", "submitted"
    APPROVED = "approved", "approved"
    BUILT = "built", "built"

    @property
    def strength(self) -> int:
        return list(Promise).index(self)


class OwnerJudgement(TextChoices):
    """The owner's own view, beside the rule and never instead of it. Each label is followed by its written meaning."""

    RED = "r", "Red"
    AMBER = "a", "Amber"
    GREEN = "g", "Green"

    @property
    def meaning(self) -> str:
        return {
            "r": "It will not be done by its date unless somebody steps in.",
            "a": "Something threatens the date; it is being dealt with.",
            "g": "It will be done by its date.",
        }[self.value]


class SourceKind(TextChoices):
    MINUTE = "minute", "Minute"
    REPORT = "report", "Report"
    STRATEGY = "strategy", "Strategy"
    ACTION_PLAN = "action_plan", "Action plan"
    DATA_FILE = "data_file", "Data file"
    WEB_PAGE = "web_page", "Web page"
    NEWS = "news", "News report"
    ENTRY = "entry", "Entry in this tracker"
    OTHER = "other", "Other document"


class Origin(TextChoices):
    """Where an action came from. `MINUTE`: a meeting agreed it. `SAID`: its minutes tell of it as what somebody intends."""

    PLAN = "plan", "Action plan"
    MINUTE = "minute", "Minute"
    SAID = "said", "Said in a minute"
    REPORT = "report", "Report"


class ResponsibilityKind(TextChoices):
    LEAD = "lead", "Lead"
    DEPUTY = "deputy", "Deputy"
    PARTNER = "partner", "Partner"
    SPONSOR = "sponsor", "Sponsor"
    PRESENTER = "presenter", "Presented by"


class OrganisationKind(TextChoices):
    COUNCIL = "council", "Council"
    COMMISSIONER = "commissioner", "NHS commissioner"
    PROVIDER = "provider", "Provider"
    PRACTICE = "practice", "GP practice"
    REGULATOR = "regulator", "Regulator"
    VOLUNTARY = "voluntary", "Voluntary and community sector"
    WATCHDOG = "watchdog", "Healthwatch"
    PARTNERSHIP = "partnership", "Partnership"
    SUPPLIER = "supplier", "Supplier or adviser"
    OTHER = "other", "Other"


class PlaceKind(TextChoices):
    """A site is where something is built; a locality is an area that services are organised for. They are never mixed."""

    AREA = "area", "Area"
    LOCALITY = "locality", "Locality"
    SITE = "site", "Site"


class BoardKind(TextChoices):
    HEALTH_AND_WELLBEING = "hwb", "Health and wellbeing board"
    SCRUTINY = "scrutiny", "Scrutiny committee"
    DELIVERY_GROUP = "delivery_group", "Delivery group without decision powers"
    OTHER = "other", "Other body"


class Better(TextChoices):
    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither direction is better"


class IndicatorRule(TextChoices):
    NONE = "none", "No rule set"
    TOLERANCE = "tolerance", "Green at the target, amber within the tolerance, red beyond it"
    FLOOR = "floor", "Green at the target, amber at the floor or above, red below the floor"


class PeriodKind(TextChoices):
    SNAPSHOT = "snapshot", "On a day"
    FULL = "full", "Full period"
    YEAR_TO_DATE = "year_to_date", "Year to date"
    ROLLING = "rolling", "Rolling period"


class Precision(TextChoices):
    EXACT = "exact", "exactly"
    ROUNDED = "rounded", "rounded"
    APPROXIMATE = "approximate", "about"
    MORE_THAN = "more_than", "more than"


class Frequency(TextChoices):
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"
    AD_HOC = "ad_hoc", "Not regular"


class FrameworkStatus(TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"


class DiscrepancyTreatment(TextChoices):
    """Whether two statements contradict each other, or the record is merely unclear or incomplete."""

    DISPUTED = "disputed", "Disputed"
    UNCLEAR = "unclear", "Unclear"
    GAP = "gap", "Missing"


class BulkKind(TextChoices):
    """What can be done to many actions at once from a list."""

    OWNER = "owner", "New lead"
    SHIFT = "shift", "Dates moved"
    WITHDRAW = "withdraw", "Withdrawn"
    ASK = "ask", "Update asked for"


class NationalFileKind(TextChoices):
    """National data files that are read here; each has a command of its own."""

    CQC_RATINGS = "cqc_ratings", "CQC: latest ratings (ODS) or directory (CSV)"
    GP_WORKFORCE = "gp_workforce", "NHS England: General Practice Workforce, practice level (CSV or ZIP)"
    LD_HEALTH_CHECKS = "ld_health_checks", "NHS England: Learning Disabilities Health Check Scheme (CSV)"
    FINGERTIPS = "fingertips", "OHID: Fingertips (CSV)"


class FileState(TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READY = "ready", "Read; nothing is saved yet"
    SAVED = "saved", "Saved"
    REFUSED = "refused", "Refused"


class PracticeMeasure(TextChoices):
    """What a national file says of one practice.

    The GP workforce files count GPs in three ways: all, without those in training, and without locums too.
    """

    CQC_RATING = "cqc_rating", "Overall rating of the CQC"
    PATIENTS_PER_GP_ALL = "gp_all", "Patients per full-time-equivalent GP, all GPs"
    PATIENTS_PER_GP_QUALIFIED = "gp_qualified", "Patients per full-time-equivalent GP, fully qualified"
    PATIENTS_PER_GP_PERMANENT = "gp_permanent", "Patients per full-time-equivalent GP, fully qualified, without locums"
    LD_HEALTH_CHECKS = "ld_health_checks", "Learning disability health checks, of the register"


class NationalMeasure(TextChoices):
    """The figure of an area that a national file gives, itself or added up from its practices."""

    CQC_PRACTICES = "cqc_practices", "GP practices registered with the CQC"
    CQC_RATED = "cqc_rated", "GP practices with an overall rating"
    CQC_OUTSTANDING = "cqc_outstanding", "GP practices rated Outstanding"
    CQC_GOOD = "cqc_good", "GP practices rated Good"
    CQC_REQUIRES_IMPROVEMENT = "cqc_improve", "GP practices rated Requires improvement"
    CQC_INADEQUATE = "cqc_inadequate", "GP practices rated Inadequate"
    PATIENTS_PER_GP_ALL = "gp_all", "Patients per full-time-equivalent GP, all GPs"
    PATIENTS_PER_GP_QUALIFIED = "gp_qualified", "Patients per full-time-equivalent GP, fully qualified"
    PATIENTS_PER_GP_PERMANENT = "gp_permanent", "Patients per full-time-equivalent GP, fully qualified, without locums"
    LD_HEALTH_CHECKS = "ld_health_checks", "Learning disability health checks, of the register"
    FINGERTIPS = "fingertips", "An indicator of Fingertips"


class Missing(TextChoices):
    """Why a national file has no figure for a practice. Never zero."""

    SUPPRESSED = "suppressed", "Suppressed: too few people"
    NO_DATA = "no_data", "No data"
    NO_GP = "no_gp", "No GP recorded"
    NOT_RATED = "not_rated", "Not rated"


class CqcRating(Enum):
    """The overall ratings of the CQC, worst first. The value names the shape, as with a status; letter and word stand with it."""

    INADEQUATE = ("r", "I", "Inadequate")
    REQUIRES_IMPROVEMENT = ("a", "RI", "Requires improvement")
    GOOD = ("g", "G", "Good")
    OUTSTANDING = ("b", "O", "Outstanding")

    def __new__(cls, value, letter, label):
        member = object.__new__(cls)
        member._value_ = value
        member.letter = letter
        member.label = label
        member.order = len(cls.__members__)
        return member

    letter: str
    label: str
    order: int
