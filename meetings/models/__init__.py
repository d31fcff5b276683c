"""Meetings, their papers, what was minuted, what comes next, and the packs that were issued."""

from .meetings import AgendaItem, Attendance, Meeting, Presenter
from .minutes import EntryLink, MinuteEntry, Minutes, Referral, Vote
from .packs import BoardPack, PackBuild, PackChoice, PackLetter
from .papers import Attachment, Clearance, ExemptText, Implication, Paper, PaperTemplate
from .planning import PlannedItem, RecurringReport, StandingItem, UrgentAction
from .proposals import MinutesProposal, ProposedAttendee, ProposedEntry, ProposedItem
from .reminders import ReminderSent
from .writing import DraftComment, WritingDraft

__all__ = [
    "AgendaItem",
    "Attachment",
    "Attendance",
    "BoardPack",
    "PackBuild",
    "PackChoice",
    "PackLetter",
    "Clearance",
    "DraftComment",
    "EntryLink",
    "ExemptText",
    "Implication",
    "Meeting",
    "MinuteEntry",
    "Minutes",
    "MinutesProposal",
    "Paper",
    "PaperTemplate",
    "PlannedItem",
    "Presenter",
    "ProposedAttendee",
    "ProposedEntry",
    "ProposedItem",
    "RecurringReport",
    "Referral",
    "ReminderSent",
    "StandingItem",
    "UrgentAction",
    "Vote",
    "WritingDraft",
]
