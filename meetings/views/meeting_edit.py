"""A meeting is planned, changed, published, cancelled, marked as held; and urgent action between meetings is recorded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes import boards
from meetings.changes import meeting as meetings
from meetings.enums import ItemState, MeetingState, PaperState
from meetings.forms.agenda import CancelForm, MeetingForm, PublishForm
from meetings.forms.boards import UrgentActionForm
from meetings.models import Meeting, UrgentAction
from meetings.pages.clock import in_full
from meetings.pages.meeting import WITHOUT_PAPERS
from meetings.pages.meeting_steps import terms_of
from meetings.permissions import can_act_urgently, can_arrange, meeting_for
from meetings.rules.calendar import publish_by, why_no_working_day
from meetings.rules.publishing import ItemFacts, missing
from meetings.views.frame import framed
from plans.permissions import board_for
from plans.views.frame import frame_of
from plans.views.saving import attempt, get_or_post, side_by_side

NO_PAPER = (PaperState.WITHDRAWN, PaperState.DEFERRED, PaperState.DRAFT)


def arranged(request, board: str, key: str) -> Meeting:
    """The meeting, if this user may know of it (404) and arranges meetings (403)."""
    found = meeting_for(request.user, board, key)
    if not can_arrange(request.user):
        raise PermissionDenied
    return found


def to_meeting(found: Meeting):
    return redirect("meetings:meeting", found.board.key, found.key)


@get_or_post
def plan_meeting(request, board):
    """A new meeting, with the place and the contact of the one before, where there was one."""
    found, today = board_for(request.user, board), timezone.localdate()
    if not can_arrange(request.user):
        raise PermissionDenied
    last = found.meetings.exclude(state=MeetingState.CANCELLED).order_by("-held_on", "-pk").first()
    initial = {
        "venue": last.venue if last else "",
        "starts_at": last.starts_at if last else None,
        "contact": found.contact or (last.contact if last else ""),
    }
    posted = request.POST if request.method == "POST" else None
    new = Meeting(board=found, state=MeetingState.PLANNED)
    form = MeetingForm(posted, instance=new, initial=initial, board=found, today=today)
    if form.is_valid():
        saved, _ = attempt(form, lambda: meetings.plan(form.instance, by=request.user))
        if saved:
            messages.success(request, "Saved: the meeting is planned. Put its agenda together next.")
            return redirect("meetings:edit_agenda", board, saved.key)
    context = frame_of(found) | {"nav": "meetings", "form": form, "is_new": True}
    return render(request, "meetings/edit_meeting.html", context)


@get_or_post
def edit_meeting(request, board, key):
    found, today = arranged(request, board, key), timezone.localdate()
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        instance=Meeting.objects.select_related("board").get(pk=found.pk),
        initial={"seen": found.version},
        board=found.board,
        today=today,
    )
    status, clash = 200, []
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        saved, status = attempt(
            form, lambda: meetings.change(form.instance, by=request.user, seen=seen), seen=lambda: found.version
        )
        if saved:
            messages.success(request, "Saved: the meeting is changed.")
            return to_meeting(found)
        clash = side_by_side(form, found) if status != 200 else []
    context = framed(found) | {"form": form, "clash": clash, "is_over": found.state in meetings.OVER}
    return render(request, "meetings/edit_meeting.html", context, status=status)


# --- Published --------------------------------------------------------------------------------------------------------


def lacks(found: Meeting, *, today):
    """What its agenda still lacks: three queries."""
    terms = terms_of(found.board)
    last = publish_by(found.held_on, clear=terms.clear, closed=terms.closed) if found.held_on else None
    items = [
        ItemFacts(
            title=item.title,
            pk=item.pk,
            asked=item.asked,
            is_verbal=item.is_verbal,
            needs_paper=item.kind not in WITHOUT_PAPERS,
            has_paper=any(paper.state not in NO_PAPER for paper in item.papers.all()),
            is_being_written=any(paper.state == PaperState.DRAFT for paper in item.papers.all()),
            secrecy=item.secrecy,
            exempt_paragraph=item.exempt_paragraph,
            public_interest=item.public_interest,
            state=item.state,
        )
        for item in found.items.order_by("position").prefetch_related("papers")  # type: ignore[attr-defined]
    ]
    return missing(
        day=found.held_on,
        venue=found.venue,
        items=items,
        publish_by=last if terms.is_public else None,
        today=today,
        last_day=in_full(last) if last else "",
        day_off=why_no_working_day(found.held_on, closed=terms.closed) if found.held_on else "",
    )


@get_or_post
def publish_agenda(request, board, key):
    """What is missing, and one press that makes the agenda public."""
    found, today = arranged(request, board, key), timezone.localdate()
    wanting = lacks(found, today=today)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"seen": found.version})
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        saved, status = attempt(
            form,
            lambda: meetings.publish(
                found, wanting, by=request.user, on=today, seen=said["seen"], late_because=said["late_because"]
            ),
            seen=lambda: Meeting.objects.get(pk=found.pk).version,
        )
        if saved:
            messages.success(request, "Published: everybody who may know of this board can read the agenda.")
            return to_meeting(found)
    context = framed(found) | {
        "form": form,
        "stops": [one for one in wanting if one.stops],
        "is_late": any(one.is_late for one in wanting),
        "wanting": [one for one in wanting if not one.stops and not one.is_late],
        "items": list(found.items.filter(state=ItemState.STANDS).order_by("position")),  # type: ignore[attr-defined]
        "is_planned": found.state == MeetingState.PLANNED,
        "today": in_full(today),
    }
    return render(request, "meetings/publish_agenda.html", context, status=status)


# --- Cancelled, held --------------------------------------------------------------------------------------------------


@get_or_post
def cancel_meeting(request, board, key):
    found = arranged(request, board, key)
    form = CancelForm(
        request.POST if request.method == "POST" else None, meeting=found, initial={"seen": found.version}
    )
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        saved, status = attempt(
            form,
            lambda: meetings.cancel(
                found, by=request.user, because=said["because"], seen=said["seen"], replaced_by=said["replaced_by"]
            ),
            seen=lambda: Meeting.objects.get(pk=found.pk).version,
        )
        if saved:
            messages.success(request, "Saved: the meeting is cancelled, and its page says why.")
            return to_meeting(found)
    context = framed(found) | {"form": form, "is_over": found.state in meetings.OVER}
    return render(request, "meetings/cancel_meeting.html", context, status=status)


@get_or_post
def hold_meeting(request, board, key):
    found, today = arranged(request, board, key), timezone.localdate()
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"seen": found.version})
    status = 200
    if form.is_valid():
        saved, status = attempt(
            form,
            lambda: meetings.mark_held(found, by=request.user, on=today, seen=form.cleaned_data["seen"]),
            seen=lambda: Meeting.objects.get(pk=found.pk).version,
        )
        if saved:
            messages.success(request, "Saved: the meeting was held. Write its minutes next.")
            return to_meeting(found)
    context = framed(found) | {
        "form": form,
        "is_to_come": bool(found.held_on and found.held_on > today),
        "is_over": found.state in meetings.OVER,
    }
    return render(request, "meetings/hold_meeting.html", context, status=status)


# --- Urgent action between meetings -----------------------------------------------------------------------------------


@get_or_post
def urgent_action(request, board):
    """Recorded by the chair of the board or an author; put on the next agenda by itself, to be noted."""
    found, today = board_for(request.user, board), timezone.localdate()
    if not can_act_urgently(request.user, found):
        raise PermissionDenied
    form = UrgentActionForm(
        request.POST if request.method == "POST" else None,
        instance=UrgentAction(board=found),
        initial={"on": today},
    )
    if form.is_valid():
        saved, _ = attempt(form, lambda: boards.record_urgent_action(form.instance, on=today, by=request.user))
        if saved:
            messages.success(request, "Saved: the urgent action is on record, and is proposed for the next agenda.")
            return redirect("meetings:meetings", board)
    return render(request, "meetings/urgent_action.html", frame_of(found) | {"nav": "meetings", "form": form})
