"""Meetings of a board: the list, one meeting with its agenda and minutes, and the pack that stands."""

import logging
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import MeetingState
from meetings.models import (
    Attachment,
    Meeting,
    MinuteEntry,
    MinutesProposal,
    Presenter,
    Referral,
)
from meetings.pack.issued import standing
from meetings.pages.clock import in_full
from meetings.pages.meeting import are_held, shown, sort_day, window
from meetings.pages.meeting_steps import steps_context
from meetings.pages.minutes_steps import minutes_in_short, minutes_steps, open_referrals
from meetings.pages.pack_home import issued_for
from meetings.pages.paper_tools import tools_for
from meetings.pages.readiness import is_coming, readiness_context
from meetings.pages.thread_rows import LINKS
from meetings.permissions import (
    can_act_urgently,
    can_arrange,
    can_build_pack,
    can_read_exempt,
    can_write_minutes,
    entries_visible_to,
    exempt_texts_visible_to,
    may_read_agenda,
    meeting_for,
    minutes_visible_to,
    papers_visible_to,
)
from meetings.views.calendar import secret_address
from meetings.views.matters import matters_context
from meetings.views.threads import became
from plans.citing import known_boards
from plans.permissions import board_for, boards_visible_to
from plans.views.frame import frame_of

log = logging.getLogger(__name__)
PER_PAGE = 25
OVER = (MeetingState.HELD, MeetingState.CANCELLED)


@require_safe
def meetings(request, board):
    found = board_for(request.user, board)
    today = timezone.localdate()
    rows = list(found.meetings.select_related("goal_in_focus").order_by("pk"))
    rows.sort(key=lambda meeting: (sort_day(meeting), meeting.pk), reverse=True)
    stand = minutes_in_short(request.user, found)
    listed = [(one, window(one), may_read_agenda(request.user, one), stand.get(one.pk, "")) for one in rows]
    coming = [line for line in reversed(listed) if _is_to_come(line[0], today)]
    past = [line for line in listed if not _is_to_come(line[0], today)]
    going_ahead = (one.held_on for one, *_ in coming if one.state != MeetingState.CANCELLED)
    context = frame_of(found) | {
        "nav": "meetings",
        "coming": coming,
        "next_on": next(going_ahead, None),
        "page_obj": Paginator(past, PER_PAGE).get_page(request.GET.get("page")),
        "calendar_address": secret_address(request.user, found),
        "writes_minutes": can_write_minutes(request.user),
        "open_referrals": open_referrals(request.user, found, on=today),
        "arranges": can_arrange(request.user),
        "acts_urgently": can_act_urgently(request.user, found),
        "urgent_actions": list(
            found.urgent_actions.select_related("noted_under__meeting__board").order_by("-on", "-pk")[:PER_PAGE]
        ),
    }
    return render(request, "meetings/meetings.html", context)


def _is_to_come(meeting: Meeting, today: date) -> bool:
    """One that was held today already is not."""
    if meeting.held_on is None:
        return False
    return meeting.held_on > today or (meeting.held_on == today and meeting.state != MeetingState.HELD)


@require_safe
def meeting(request, board, key):
    found = meeting_for(request.user, board, key)
    return render(request, "meetings/meeting.html", meeting_context(request, found))


def meeting_context(request, found: Meeting) -> dict:
    """Everything the page of a meeting shows, in a fixed number of queries."""
    user, today = request.user, timezone.localdate()
    opens_agenda = may_read_agenda(user, found)
    minutes = minutes_visible_to(user).filter(meeting=found).select_related("approved_at__board", "source")
    minutes = minutes.annotate(has_entries=Exists(MinuteEntry.objects.filter(minutes=OuterRef("pk"))))
    versions = list(minutes.order_by("-version"))
    held = [(one, are_held(one, has_entries=one.has_entries)) for one in versions]
    stands = next((one for one, is_held in held if is_held or one.approved_at_id), None)
    entries = list(_entries(user, versions[0])) if versions else []
    boards = known_boards(user)
    items = list(_items(user, found)) if opens_agenda else []
    told = shown(
        items,
        entries,
        exempt_texts=dict(exempt_texts_visible_to(user).filter(item__meeting=found).values_list("item", "text")),
        reads_exempt=can_read_exempt(user, found),
        boards=boards,
        became=became(user, entries, found.board, boards=boards, today=today),
        tools=tools_for(user, found, items),
    )
    return frame_of(found.board) | {
        "nav": "meetings",
        "meeting": found,
        "day": in_full(found.held_on) if found.held_on else "",
        "window": window(found),
        "opens_agenda": opens_agenda,
        "told": told,
        "versions": held,
        "minutes_are_held": any(is_held for _, is_held in held),
        "attendance": list(found.attendance.select_related("person", "organisation").order_by("pk")),
        "referrals": _referrals(user, found),
        "writes_minutes": can_write_minutes(user),
        "proposals": _proposals(found) if can_write_minutes(user) else [],
        "is_coming": bool(found.held_on and found.held_on >= today and found.state not in OVER),
        "today": in_full(today),
        **steps_context(user, found, stands, today=today),
        "minutes_steps": minutes_steps(user, found, on=today),
        **matters_context(user, found, items, on=today),
        **(readiness_context(user, found, today=today, in_full=False) if is_coming(found, today) else {}),
        "packs": [pack for pack in standing(issued_for(user, found)) if not pack.supplement],
        "can_make_pack": can_build_pack(user, found),
    }


def _proposals(found: Meeting) -> list[MinutesProposal]:
    """Minutes of this meeting that were sent in and wait to be committed."""
    waiting = MinutesProposal.objects.filter(meeting=found, committed_at=None, set_aside_at=None)
    return list(waiting.defer("lines").order_by("-uploaded_at", "-pk"))


def _items(user, found: Meeting):
    papers = papers_visible_to(user).select_related("source").prefetch_related("implications")
    return found.items.select_related("deferred_to").prefetch_related(
        Prefetch("presenters", Presenter.objects.select_related("person")),
        Prefetch("papers", papers),
        Prefetch("attachments", Attachment.objects.filter(taken_out_because="")),
    )


def _entries(user, minutes):
    rows = entries_visible_to(user).filter(minutes=minutes)
    rows = rows.select_related("person", "owner_person", "owner_organisation", "minutes__source", "item")
    return rows.prefetch_related(Prefetch("links", LINKS)).order_by("position")


def _referrals(user, found: Meeting):
    known = boards_visible_to(user)
    rows = Referral.objects.filter(entry__in=entries_visible_to(user).filter(minutes__meeting=found))
    rows = rows.filter(Q(to_board=None) | Q(to_board__in=known)).select_related("to_board", "to_organisation", "source")
    return list(rows.order_by("said_on", "pk"))
