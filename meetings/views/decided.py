"""What a board decided, meeting by meeting, and what became of each: for one meeting, a period, or all of them."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.pages.meeting import LOST, sort_day
from meetings.pages.minute_place import meeting_words
from meetings.pages.outcomes import THREADED
from meetings.pages.thread import told_day
from meetings.pages.thread_rows import entries_standing, with_links
from meetings.permissions import entries_visible_to
from meetings.views.threads import became
from plans.citing import known_boards
from plans.permissions import board_for
from plans.views.frame import frame_of

PER_PAGE = 25


class DecidedForm(forms.Form):
    """Which meeting, or which days. Nothing need be given."""

    meeting = forms.ChoiceField(label="Meeting", required=False)
    since = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter the first day as 2017-01-18."},
    )
    until = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter the last day as 2017-03-15."},
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "All meetings"), *((one.key, told_day(one)) for one in meetings)]
        self.fields["meeting"].choices = choices  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", "The last day is before the first one.")
        return data


@require_safe
def decided(request, board):
    found = board_for(request.user, board)
    today = timezone.localdate()
    entries = entries_standing(request.user, as_at=today).filter(minutes__meeting__board=found, kind__in=THREADED)
    entries = entries.exclude(outcome__startswith=LOST)
    meetings = list(Meeting.objects.filter(pk__in=entries.order_by().values("minutes__meeting")))
    meetings.sort(key=lambda one: (sort_day(one), one.pk), reverse=True)
    form = DecidedForm(request.GET, meetings=meetings)
    is_sound = form.is_valid()
    chosen = _chosen(meetings, form.cleaned_data) if is_sound else meetings
    order = {meeting.pk: place for place, meeting in enumerate(meetings)}
    rows = entries.filter(minutes__meeting__in=[one.pk for one in chosen])
    places = sorted(rows.values_list("minutes__meeting", "position", "pk"), key=lambda row: (order[row[0]], *row[1:]))
    page_obj = Paginator([pk for _, _, pk in places], PER_PAGE).get_page(request.GET.get("page"))
    shown = {row.pk: row for row in with_links(entries.filter(pk__in=list(page_obj.object_list)))}
    outcomes = became(request.user, shown.values(), found, boards=known_boards(request.user), today=today)
    lines = [(shown[pk], told_day(shown[pk].minutes.meeting), outcomes[pk]) for pk in page_obj.object_list]
    context = frame_of(found) | {
        "board": found,
        "nav": "meetings",
        "form": form,
        "is_asked": is_sound and any(form.cleaned_data.values()),
        "page_obj": page_obj,
        "groups": _by_meeting(lines),
        "total": len(places),
        "meetings": len({meeting for meeting, _, _ in places}),
        "without": _without_minutes(request.user, found, today),
    }
    return render(request, "meetings/decisions.html", context)


def _without_minutes(user, board, today: date) -> list[str]:
    """The meetings held of which no minutes can be read here, latest first: what they decided cannot be told."""
    held = Q(minutes__source=None) | Q(minutes__source__is_held=True)
    read = Exists(entries_visible_to(user).filter(held, minutes__meeting=OuterRef("pk")))
    rows = [
        one for one in board.meetings.filter(~read, state=MeetingState.HELD).order_by("pk") if sort_day(one) <= today
    ]
    return [meeting_words(one) for one in sorted(rows, key=lambda one: (sort_day(one), one.pk), reverse=True)]


def _chosen(meetings: list[Meeting], asked: dict) -> list[Meeting]:
    first, last = asked.get("since") or date.min, asked.get("until") or date.max
    return [
        one
        for one in meetings
        if (not asked.get("meeting") or one.key == asked["meeting"]) and first <= sort_day(one) <= last
    ]


def _by_meeting(lines):
    """The lines under their meetings, in the order they have."""
    groups: list[tuple[Meeting, str, list]] = []
    for row, day, outcome in lines:
        meeting = row.minutes.meeting
        if not groups or groups[-1][0].pk != meeting.pk:
            groups.append((meeting, day, []))
        groups[-1][2].append((row, outcome))
    return groups
