"""A board's milestones and meetings as a calendar: RFC 5545, made with `icalendar`."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from meetings.enums import MeetingState
from meetings.models import Meeting
from plans.models import Board
from plans.tree import ActionLine, MilestoneLine, StrategySnapshot

LONDON = ZoneInfo("Europe/London")


def as_ical(
    board: Board, meetings: Iterable[Meeting], snapshot: StrategySnapshot | None, *, site: str, at: datetime
) -> bytes:
    """Every meeting whose day is known, and the day each open milestone is due. Nothing of an agenda is in it."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Health and wellbeing board//Plan and meetings//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", board.name)
    calendar.add("x-wr-timezone", "Europe/London")
    if board.banner:
        calendar.add("x-wr-caldesc", board.banner)
    for meeting in meetings:
        if meeting.held_on:
            calendar.add_component(_meeting(board, meeting, meeting.held_on, site=site, at=at))
    if snapshot:
        for action, milestone in snapshot.milestones:
            open_ = not (action.is_closed or action.is_withdrawn or milestone.is_finished)
            if open_ and milestone.position.current:
                day = milestone.position.current.latest
                calendar.add_component(_milestone(board, action, milestone, day, site=site, at=at))
    return calendar.to_ical()


def _meeting(board: Board, meeting: Meeting, day: date, *, site: str, at: datetime) -> Event:
    event = _event(
        f"meeting-{meeting.key}", f"{board.short}: meeting", f"{site}/boards/{board.key}/meetings/{meeting.key}/", at
    )
    event.add("dtstart", _moment(day, meeting.starts_at) if meeting.starts_at else day)
    if meeting.venue:
        event.add("location", meeting.venue)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    if board.banner:
        event.add("description", board.banner)
    return event


def _milestone(
    board: Board, action: ActionLine, milestone: MilestoneLine, day: date, *, site: str, at: datetime
) -> Event:
    """A whole day that leaves the reader free: it is a date to be met, no appointment."""
    address = f"{site}/boards/{board.key}/actions/{action.reference}/"
    event = _event(f"milestone-{milestone.pk}", f"Due: {milestone.reference} {milestone.title}", address, at)
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")
    window = milestone.position.current
    told = [
        f"{action.reference} {action.title}",
        f"Lead: {'; '.join(map(str, action.leads)) or 'nobody named'}",
        f"Stated as: {window.words or window}" if window and not window.is_day else "",
        f"{milestone.judgement.status.label}: {milestone.judgement.because}" if milestone.judgement else "",
        board.banner,
    ]
    event.add("description", "\n".join(part for part in told if part))
    return event


def _event(name: str, summary: str, address: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@{address.split('/')[2]}")
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", summary)
    event.add("url", address)
    return event


def _moment(day: date, starts_at: time) -> datetime:
    """In UTC, so that no program needs to be told what London's summer time is."""
    return datetime.combine(day, starts_at, tzinfo=LONDON).astimezone(UTC)
