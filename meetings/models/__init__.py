"""Meetings, their papers, what was minuted, and the packs that were issued."""

from .meetings import AgendaItem, Attendance, Meeting, Presenter
from .minutes import EntryLink, MinuteEntry, Minutes, Referral
from .packs import BoardPack
from .papers import Attachment, ExemptText, Implication, Paper
from .proposals import MinutesProposal, ProposedAttendee, ProposedEntry, ProposedItem
from .reminders import ReminderSent

__all__ = [
    "AgendaItem",
    "Attachment",
    "Attendance",
    "BoardPack",
    "EntryLink",
    "ExemptText",
    "Implication",
    "Meeting",
    "MinuteEntry",
    "Minutes",
    "MinutesProposal",
    "Paper",
    "Presenter",
    "ProposedAttendee",
    "ProposedEntry",
    "ProposedItem",
    "Referral",
    "ReminderSent",
]
