"""What every page about one meeting carries."""

from django.urls import reverse

from meetings.models import Meeting
from meetings.pages.clock import day_in_full
from plans.views.frame import frame_of


def trail_to_pack(meeting: Meeting) -> list[tuple[str, str]]:
    """The way back from a page about the pack of a meeting."""
    args = [meeting.board.key, meeting.key]
    return [
        (day_in_full(meeting), reverse("meetings:meeting", args=args)),
        ("Board pack", reverse("meetings:pack_home", args=args)),
    ]


def framed(meeting: Meeting) -> dict:
    """The frame of its board, the meeting, and its day in words."""
    return frame_of(meeting.board) | {"nav": "meetings", "meeting": meeting, "day": day_in_full(meeting)}
