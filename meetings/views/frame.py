"""What every page about one meeting carries."""

from meetings.models import Meeting
from meetings.pages.clock import day_in_full
from plans.views.frame import frame_of


def framed(meeting: Meeting) -> dict:
    """The frame of its board, the meeting, and its day in words."""
    return frame_of(meeting.board) | {"nav": "meetings", "meeting": meeting, "day": day_in_full(meeting)}
