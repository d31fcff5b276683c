"""The fixed vocabularies of meetings, papers and minutes."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    PLANNED = "planned", "Planned"
    PUBLISHED = "published", "Agenda published"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class ItemKind(TextChoices):
    """What an agenda item is. Only `REPORT` and `FOCUS` items carry papers as a rule."""

    STANDING = "standing", "Standing item"
    MINUTES = "minutes", "Minutes of an earlier meeting"
    REPORT = "report", "Report"
    FOCUS = "focus", "Item in focus"
    URGENT = "urgent", "Urgent item"
    OTHER = "other", "Other"


class Asked(TextChoices):
    """What the board is asked to do with an item. To note is not to commit."""

    NONE = "", "Nothing is asked"
    AGREE = "agree", "To agree"
    APPROVE = "approve", "To approve"
    ENDORSE = "endorse", "To endorse"
    RECOMMEND = "recommend", "To recommend"
    REFER = "refer", "To refer"
    NOTE = "note", "To note"
    DISCUSS = "discuss", "To discuss"


class Secrecy(TextChoices):
    """Exempt needs a paragraph of Schedule 12A, a public-interest reason and a resolution; confidential needs none of these.

    Local Government Act 1972, sections 100A(2) and 100A(4), and Schedule 12A.
    """

    OPEN = "open", "Open"
    EXEMPT = "exempt", "Exempt"
    CONFIDENTIAL = "confidential", "Confidential"


class ItemState(TextChoices):
    """What became of an item between the agenda and the meeting."""

    STANDS = "", "On the agenda"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred"


class PaperState(TextChoices):
    DRAFT = "draft", "Being written"
    HELD = "held", "Received"
    NAMED = "named", "Named, not held"
    TO_FOLLOW = "to_follow", "To follow"
    LATE = "late", "Late, by the chair's leave"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEFERRED = "deferred", "Deferred"


BEING_WRITTEN = (PaperState.DRAFT, PaperState.TO_FOLLOW)
"""Its writer goes on with it; nobody else reads its text."""
TEXT_IS_OUT = (PaperState.HELD, PaperState.LATE, PaperState.NAMED)
"""Who may read the agenda reads the text of the paper too, as far as there is one."""


class ImplicationKind(TextChoices):
    FINANCIAL = "financial", "Financial"
    LEGAL = "legal", "Legal"
    EQUALITY = "equality", "Diversity and equality"
    OTHER = "other", "Other (staff, health, sustainability, crime and disorder)"


class ClearanceKind(TextChoices):
    """Who has to clear a paper before it is published."""

    FINANCE = "finance", "Finance"
    LEGAL = "legal", "Legal"
    CHAIR = "chair", "The chair"


class Capacity(TextChoices):
    MEMBER = "member", "Member"
    CHAIR = "chair", "In the chair"
    SUBSTITUTE = "substitute", "Substitute"
    IN_ATTENDANCE = "in_attendance", "In attendance"
    INVITED = "invited", "Invited for an item"
    APOLOGIES = "apologies", "Apologies"


class MinutesState(TextChoices):
    DRAFT = "draft", "Draft"
    CHECKED = "checked", "Checked by the chair"
    PUBLISHED = "published", "Draft, subject to approval"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"


class EntryKind(TextChoices):
    NARRATIVE = "narrative", "Said"
    QUESTION = "question", "Question"
    ACTION = "action", "Action"
    DECISION = "decision", "Decision"
    RECOMMENDATION = "recommendation", "Recommendation to another body"
    RISK = "risk", "Risk"
    DECLARATION = "declaration", "Declaration of interest"


class Taken(TextChoices):
    """How a decision was taken."""

    UNSAID = "", "Not said"
    WITHOUT_VOTE = "without_vote", "Without a vote"
    VOTE = "vote", "By a vote"


class Cast(TextChoices):
    """How one member voted, where names were recorded."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"


class Interest(TextChoices):
    """What kind of interest was declared. Localism Act 2011, sections 29 to 31; the council's own code for the others."""

    UNSAID = "", "Not said"
    PECUNIARY = "pecuniary", "Disclosable pecuniary interest"
    OTHER = "other", "Other registrable interest"
    NON_REGISTRABLE = "non_registrable", "Interest that is not registrable"


class Edition(TextChoices):
    PUBLIC = "public", "Public edition"
    MEMBERS = "members", "Members' edition"


class PackWork(TextChoices):
    """What is made in the background: a pack to look at, or one that is issued."""

    DRAFT = "draft", "Made to be looked at"
    ISSUE = "issue", "Issued"


class BuildState(TextChoices):
    WAITING = "waiting", "Waiting"
    WORKING = "working", "Being made"
    MADE = "made", "Made"
    REFUSED = "refused", "Not made"


class WhereAppendices(TextChoices):
    """Where the documents are that others made: bound into the file of a pack, or files of their own beside it."""

    INSIDE = "inside", "Appendices in the file"
    BESIDE = "beside", "Appendices beside the file"


class ReadsAs(TextChoices):
    """What somebody who hears a bound page instead of seeing it is told."""

    WORDS = "words", "Its words are read out, without headings and tables"
    PICTURES = "pictures", "Pictures of pages: what they show is told in words"


class Sureness(TextChoices):
    """How sure the reader of minutes is of what it proposes. The value is the reader's own."""

    HIGH = "high", "Sure"
    MEDIUM = "medium", "Fairly sure"
    LOW = "low", "Not sure"


class Decided(TextChoices):
    """What an author decided about something that was proposed."""

    OPEN = "open", "Not decided"
    ACCEPTED = "accepted", "Accepted"
    DROPPED = "dropped", "Dropped"
    MERGED = "merged", "Merged"
