"""The statutory clock of a meeting: by when its agenda must be out, and how long that still is."""

from dataclasses import dataclass
from datetime import date, timedelta

from meetings.rules.calendar import clear_days, is_working_day, publish_by
from plans.rules.windows import MONTHS, WEEKDAYS, long_date


@dataclass(frozen=True)
class Step:
    """One day, or one stretch of days, of the clock."""

    day: str
    what: str
    note: str
    is_past: bool
    is_now: bool


@dataclass(frozen=True)
class Clock:
    publish_by: date
    days_left: int
    steps: tuple[Step, ...]

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


def clock(meeting_day: date, *, today: date, starts: str = "", published_on: date | None = None) -> Clock:
    """Steps up to the meeting. `days_left` counts working days to the last lawful one; −1 once it has passed."""
    last = publish_by(meeting_day)
    clear = [day for day in _days(last, meeting_day) if is_working_day(day)]
    left = clear_days(today, last + timedelta(days=1)) if today <= last else -1
    if today > last:
        note = "This day has passed"
    else:
        note = "today" if today == last else f"{left} working {'day' if left == 1 else 'days'} left"
    between = clear[0] <= today <= clear[-1]
    return Clock(
        last,
        left,
        (
            Step(_short(last), f"Publish by the end of {WEEKDAYS[last.weekday()]}", note, today > last, today == last),
            Step(
                f"{_short(clear[0])} to {_short(clear[-1])}",
                "Five clear working days",
                ", ".join(str(day.day) for day in clear),
                today > clear[-1],
                between,
            ),
            Step(_short(meeting_day), "The meeting", starts, today > meeting_day, today == meeting_day),
        ),
    )


def latest_as_at(meeting_day: date | None, *, today: date) -> date | None:
    """The day a pack is drawn as at unless its author says otherwise: today, or the day before the meeting if that is earlier."""
    return min(today, meeting_day - timedelta(days=1)) if meeting_day else None


def in_full(day: date) -> str:
    """Wednesday 25 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _days(first: date, last: date) -> list[date]:
    """The days strictly between two."""
    return [first + timedelta(days=step) for step in range(1, (last - first).days)]
