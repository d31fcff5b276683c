"""What meetings, papers and minutes took from a source, each as one line on its page. Registered when the site starts."""

from django.db.models import Q
from django.urls import reverse

from meetings.enums import MeetingState, Secrecy
from meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MinuteEntry,
    Minutes,
    Paper,
    PlannedItem,
    RecurringReport,
    Referral,
    UrgentAction,
)
from meetings.permissions import entries_visible_to, minutes_visible_to, papers_visible_to
from plans.citing import Cited, Kind, register
from plans.pages import citing as of_plans  # noqa: F401  # the facts of plans come first on every page
from plans.permissions import AUTHOR, CHAIR, MEMBER, has_role, roles_of
from plans.rules.dates import long_date


def meeting_url(meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.board.key, meeting.key])


def named(meeting) -> str:
    """ "Thurrock HWB, 18 January 2017"."""
    return f"{meeting.board.short}, {long_date(meeting.held_on) if meeting.held_on else meeting.day_words}"


def item(row: AgendaItem) -> Cited:
    return Cited(row.title, named(row.meeting), f"{meeting_url(row.meeting)}#item-{row.pk}", row.meeting.held_on)


def paper(row: Paper) -> Cited:
    meeting = row.item.meeting
    url = reverse("meetings:paper", args=[meeting.board.key, meeting.key, row.key])
    return Cited(row.title, named(meeting), url, meeting.held_on)


def entry(row: MinuteEntry) -> Cited:
    meeting = row.minutes.meeting
    url = f"{meeting_url(meeting)}#entry-{row.pk}"
    return Cited(f"{row.get_kind_display()}: {row.text}", named(meeting), url, meeting.held_on)


def attendance(row: Attendance) -> Cited:
    meeting = row.meeting
    return Cited(f"{row.person}: {row.get_capacity_display()}", named(meeting), meeting_url(meeting), meeting.held_on)


def minutes(row: Minutes) -> Cited:
    about = f"Minutes of {named(row.meeting)}, version {row.version}"
    return Cited(row.amendments or row.get_state_display(), about, meeting_url(row.meeting), row.said_on)


def plan_url(board) -> str:
    return reverse("meetings:forward_plan", args=[board.key])


def comes_back(row: RecurringReport) -> Cited:
    often = row.words or f"every {row.every_months} months"
    return Cited(f"{row.title}: {often}", row.board.short, plan_url(row.board), row.since)


def only_published_items(rows, user):
    """An agenda that is not yet published is the author's alone. What is exempt keeps its title."""
    return rows if has_role(user, AUTHOR) else rows.exclude(meeting__state=MeetingState.PLANNED)


def only_readable_papers(rows, user):
    """No paper of a draft agenda or still being written, and none of an exempt item but for that board and for authors."""
    if has_role(user, AUTHOR):
        return rows
    rows = rows.filter(pk__in=papers_visible_to(user).values("pk"))
    own = [board_id for role, board_id in roles_of(user) if role in (MEMBER, CHAIR)]
    rows = rows.exclude(item__meeting__state=MeetingState.PLANNED)
    return rows.filter(Q(item__secrecy=Secrecy.OPEN) | Q(item__meeting__board__in=own))


def only_readable_entries(rows, user):
    return rows.filter(pk__in=entries_visible_to(user).values("pk"))


def only_readable_minutes(rows, user):
    return rows.filter(pk__in=minutes_visible_to(user).values("pk"))


KINDS = (
    Kind("Meetings", Meeting, lambda row: Cited(row.note or named(row), named(row), meeting_url(row), row.held_on),
         ("board",), ("board",)),
    Kind("Items of agendas", AgendaItem, item, ("meeting__board",), ("meeting__board",), allowed=only_published_items),
    Kind("Papers", Paper, paper, ("item__meeting__board",), ("item__meeting__board",), allowed=only_readable_papers),
    Kind("Attendance", Attendance, attendance, ("meeting__board",), ("meeting__board", "person")),
    Kind("Versions of minutes", Minutes, minutes, ("meeting__board",), ("meeting__board",), allowed=only_readable_minutes),
    Kind("Entries of minutes", MinuteEntry, entry, ("minutes__meeting__board",), ("minutes__meeting__board",),
         by_source="minutes__source", allowed=only_readable_entries),
    Kind("Recommendations to other bodies", Referral,
         lambda row: Cited(row.text, str(row.to_board or row.to_organisation), "", row.said_on),
         ("from_board", "to_board"), ("from_board", "to_board", "to_organisation")),
    Kind("Reports that come back", RecurringReport, comes_back, ("board",), ("board",)),
    Kind("Items planned", PlannedItem, lambda row: Cited(row.title, row.board.short, plan_url(row.board)),
         ("board",), ("board",)),
    Kind("Urgent action", UrgentAction,
         lambda row: Cited(row.title, row.board.short, reverse("meetings:meetings", args=[row.board.key]), row.on),
         ("board",), ("board",)),
)  # fmt: skip

register(*KINDS)
