"""Who came to a meeting: one page, one save, and whether enough members were there to decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes.agenda import note_order_taken
from meetings.changes.attendance import last_change, record_attendance, seats_on
from meetings.enums import MeetingState
from meetings.forms.attendance import AttendanceForm
from meetings.models import Attendance, Meeting
from meetings.pages.attendance import quorum_of
from meetings.permissions import can_write_minutes, meeting_for
from meetings.views.frame import framed
from plans.changes import REFUSED, Stale, sentence, together
from plans.models import Person
from plans.rules.dates import long_date
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import keeps_typed, who


@keeps_typed
@get_or_post
def record(request, board, key):
    meeting = meeting_for(request.user, board, key)
    if not can_write_minutes(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    if meeting.held_on is None or not _was_held(meeting, today):
        return render(request, "meetings/attendance.html", framed(meeting) | {"not_yet": True})
    form, status, now = _form(meeting, request.POST if request.method == "POST" else None), 200, {}
    if form.is_valid():
        try:
            _save(form, meeting, by=request.user, on=today)
        except Stale as stale:
            status, now = CLASH, _now(meeting)
            form = _again(request, meeting)
            form.add_error(None, str(stale))
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
        else:
            told = quorum_of(meeting)
            messages.success(request, f"Saved: who came on {long_date(meeting.held_on)}. {told.sentence}.")
            return redirect("meetings:record_attendance", board, key)
    context = framed(meeting) | {
        "form": form,
        "lines": form.lines(now),
        "told": quorum_of(meeting) if meeting.attendance.exists() else None,
        "who": who(request.user),
    }
    return render(request, "meetings/attendance.html", context, status=status)


def _was_held(meeting: Meeting, today) -> bool:
    return meeting.state != MeetingState.CANCELLED and meeting.held_on is not None and meeting.held_on <= today


def _save(form: AttendanceForm, meeting: Meeting, *, by, on) -> None:
    """Who came, and the order in which items were taken: both or neither."""
    with together():
        record_attendance(meeting, form.said(), form.newcomers(), by=by, on=on, seen=form.cleaned_data["seen"])
        taken = {item.pk: item.taken for item in form.items}
        if form.taken() != taken:
            note_order_taken(meeting, form.taken(), by=by, seen=form.cleaned_data["meeting_seen"])


def _form(meeting: Meeting, data=None) -> AttendanceForm:
    assert meeting.held_on is not None  # asked by the page
    there = meeting.attendance.select_related("person").order_by("person__name", "pk")
    return AttendanceForm(
        data,
        seats=list(seats_on(meeting.board, meeting.held_on).select_related("substitute_for")),
        there=list(there),
        items=list(meeting.items.order_by("position")),
        people=list(Person.objects.order_by("name", "pk").values_list("pk", "name")),
        seen=last_change(meeting),
        meeting_seen=meeting.version,
    )


def _again(request, meeting: Meeting) -> AttendanceForm:
    """What was chosen, now knowing what the other one saved."""
    meeting.refresh_from_db(fields=["version"])
    data = request.POST.copy()
    data["seen"], data["meeting_seen"] = str(last_change(meeting)), str(meeting.version)
    form = _form(meeting, data)
    form.is_valid()
    return form


def _now(meeting: Meeting) -> dict[int, str]:
    rows = Attendance.objects.filter(meeting=meeting).order_by("pk")
    return {row.person_id: row.get_capacity_display() for row in rows}
