"""Meetings of a board: the list, one meeting with its agenda and minutes, and its pack."""

import logging

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.enums import Edition, MeetingState
from meetings.models import (
    BoardPack,
    Meeting,
    MinuteEntry,
    MinutesProposal,
    Presenter,
    Referral,
)
from meetings.pages.clock import in_full, latest_as_at
from meetings.pages.meeting import are_held, shown, sort_day, window
from meetings.pages.meeting_steps import steps_context
from meetings.pages.minutes_steps import minutes_steps, open_referrals
from meetings.pages.paper_tools import tools_for
from meetings.pages.readiness import is_coming, readiness_context
from meetings.pages.thread_rows import LINKS
from meetings.permissions import (
    can_act_urgently,
    can_arrange,
    can_build_pack,
    can_read_exempt,
    can_read_pack,
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


class PackForm(forms.Form):
    """The day as at which a pack tells the plan. The clock is read by the view."""

    as_at = forms.DateField(
        label="As at",
        help_text="What had been said by the end of this day is in the pack, and nothing later.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Enter the day as at which the pack is drawn.",
            "invalid": "Enter a day, such as 2026-11-24.",
        },
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self):
        if self.cleaned_data["as_at"] > self.today:
            raise forms.ValidationError("That day is still to come; choose today or an earlier day.")
        return self.cleaned_data["as_at"]


@require_safe
def meetings(request, board):
    found = board_for(request.user, board)
    today = timezone.localdate()
    rows = list(found.meetings.select_related("goal_in_focus").order_by("pk"))
    rows.sort(key=lambda meeting: (sort_day(meeting), meeting.pk), reverse=True)
    listed = [(meeting, window(meeting), may_read_agenda(request.user, meeting)) for meeting in rows]
    coming = [line for line in reversed(listed) if line[0].held_on and line[0].held_on >= today]
    past = [line for line in listed if not (line[0].held_on and line[0].held_on >= today)]
    context = frame_of(found) | {
        "nav": "meetings",
        "coming": coming,
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


@require_safe
def meeting(request, board, key):
    found = meeting_for(request.user, board, key)
    return render(request, "meetings/meeting.html", meeting_context(request, found))


def meeting_context(request, found: Meeting, form: PackForm | None = None) -> dict:
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
    packs = BoardPack.objects.filter(meeting=found).defer("pdf", "snapshot").select_related("meeting__board")
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
        "packs": [p for p in packs.order_by("edition", "-version") if can_read_pack(user, p)],
        "pack_form": (form or _empty_form(found, today)) if can_build_pack(user, found) else None,
    }


def _proposals(found: Meeting) -> list[MinutesProposal]:
    """Minutes of this meeting that were sent in and wait to be committed."""
    waiting = MinutesProposal.objects.filter(meeting=found, committed_at=None, set_aside_at=None)
    return list(waiting.defer("lines").order_by("-uploaded_at", "-pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request, board, key, edition):
    """An issued pack, as it was stored; or, by POST, one built now for its author, which is not kept."""
    found = meeting_for(request.user, board, key)
    if edition not in Edition.values:
        raise Http404("No edition")
    if request.method == "POST":
        return _built(request, found, Edition(edition))
    issued = BoardPack.objects.filter(meeting=found, edition=edition).select_related("meeting__board")
    if (version := request.GET.get("version", "")).isdecimal() and len(version) < 6:
        issued = issued.filter(version=int(version))
    stored = issued.order_by("-version").first()
    if stored is None or not can_read_pack(request.user, stored):
        raise Http404("No pack")
    log.info("pack read", extra={"pack_id": stored.pk, "user_id": request.user.pk, "edition": edition})
    return _as_file(bytes(stored.pdf), f"{_file_name(found, edition)}-version-{stored.version}.pdf")


def _built(request, found: Meeting, edition: Edition):
    from meetings.pack.build import NotBuilt, build_pack  # it brings the typesetter, which only this needs

    if not can_build_pack(request.user, found):
        raise PermissionDenied
    form = PackForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            made = build_pack(found, edition=edition, as_at=form.cleaned_data["as_at"], built_at=timezone.now())
        except NotBuilt as unclear:
            form.add_error(None, str(unclear))
        else:
            return _as_file(made.pdf, f"{_file_name(found, edition)}-not-issued.pdf")
    return render(request, "meetings/meeting.html", meeting_context(request, found, form), status=422)


def _as_file(pdf: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _file_name(found: Meeting, edition: str) -> str:
    return f"{found.board.key}-{found.held_on or found.key}-{edition}"


def _empty_form(found: Meeting, today) -> PackForm:
    return PackForm(initial={"as_at": latest_as_at(found.held_on, today=today)}, today=today)


def _items(user, found: Meeting):
    papers = papers_visible_to(user).select_related("source").prefetch_related("implications")
    return found.items.select_related("deferred_to").prefetch_related(
        Prefetch("presenters", Presenter.objects.select_related("person")),
        Prefetch("papers", papers),
        "attachments",
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
