"""Meetings above, milestones below, and the day the picture was taken between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.charts.marks import status_mark
from plans.charts.scales import MONTHS, Days, few_month_starts
from plans.charts.svg import Canvas, clean, text_width
from plans.charts.theme import SCREEN, Theme
from plans.charts.timeline_places import Mark, Place, place_milestones, place_names
from plans.enums import Status
from plans.rules.dates import long_date, signed_days

EDGE = 8


@dataclass(frozen=True, slots=True)
class TimelineMeeting:
    """A meeting on a day, or in a month of which no day is known."""

    day: date
    label: str
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class TimelineMilestone:
    """A date to be kept: `latest` as last said, `earliest` where a window was said, `first` as first stated."""

    label: str
    status: Status
    latest: date
    earliest: date | None = None
    first: date | None = None

    @property
    def moved(self) -> str:
        """ ", +150 days", or nothing."""
        return f", {signed_days((self.latest - self.first).days)}" if self.first and self.first != self.latest else ""


def timeline(
    meetings: Sequence[TimelineMeeting],
    milestones: Sequence[TimelineMilestone],
    *,
    key: str,
    as_at: date,
    start: date,
    end: date,
    title: str = "",
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture from `start` to `end`; what lies outside is left to the table, and the description says how much."""
    shown = sorted((meeting for meeting in meetings if start <= meeting.day <= end), key=lambda meeting: meeting.day)
    due = sorted((item for item in milestones if start <= item.latest <= end), key=lambda item: item.latest)
    outside = len(meetings) + len(milestones) - len(shown) - len(due)
    title = title or f"Timeline {start.year} to {end.year}: meetings, and milestones that have a date"
    canvas = Canvas(theme.wide, 0, title, desc or _in_words(shown, due, outside), key, theme=theme)
    days = Days(start, end, EDGE, canvas.width - EDGE)
    now = days(as_at) if days.holds(as_at) else None

    names, high = place_names(
        [(meeting.label, _short(meeting), _middle(meeting, days)) for meeting in shown], canvas, now
    )
    mark = 24 * (theme.text / SCREEN.text)
    marks = [Mark(clean(item.label), *_span(item, days, mark), item.moved) for item in due]
    places, deep = place_milestones(marks, canvas, now)
    track = theme.leading * (1.6 + high)
    pitch = max(mark + 2, 1.5 * theme.leading)
    first_row = track + 1.9 * theme.leading
    bottom = first_row + pitch * max(deep, 1)
    canvas.height = bottom + 1.4 * theme.leading

    _draw_months(canvas, days, track - 10, bottom)
    _draw_meetings(canvas, shown, names, days, track)
    if now is not None:
        _draw_as_at(canvas, now, as_at, bottom)
    for item, place in zip(due, places, strict=True):
        _draw_milestone(canvas, item, place, days, first_row + pitch * place.row, pitch, mark)
    return canvas.svg()


def timeline_table(
    meetings: Sequence[TimelineMeeting], milestones: Sequence[TimelineMilestone]
) -> tuple[tuple[str, str, str], ...]:
    """Rows of day, what, and status or "meeting", in the order of their days."""
    rows = [(meeting.day, _meeting_day(meeting), clean(meeting.label), "meeting") for meeting in meetings]
    rows += [
        (item.latest, long_date(item.latest), (clean(item.label) + item.moved).removeprefix(", "), item.status.label)
        for item in milestones
    ]
    return tuple((day, what, status) for _, day, what, status in sorted(rows, key=lambda row: row[0]))


def _meeting_day(meeting: TimelineMeeting) -> str:
    return (
        f"{long_date(meeting.day).split(maxsplit=1)[1]}, day not known"
        if meeting.month_only
        else long_date(meeting.day)
    )


def _short(meeting: TimelineMeeting) -> str:
    month = MONTHS[meeting.day.month - 1]
    return month if meeting.month_only else f"{meeting.day.day} {month}"


def _in_words(meetings: Sequence[TimelineMeeting], milestones: Sequence[TimelineMilestone], outside: int) -> str:
    told = [f"{day}: {what} ({status.lower()})" for day, what, status in timeline_table(meetings, milestones)]
    if outside:
        told.append(f"{outside} more outside these dates")
    return "; ".join(told) + "." if told else "Nothing has a date in this time."


def _month_box(meeting: TimelineMeeting, days: Days) -> tuple[float, float]:
    first = meeting.day.replace(day=1).toordinal()
    return max(days.at(first), days.start), min(days.at(first + 29), days.end)


def _middle(meeting: TimelineMeeting, days: Days) -> float:
    return sum(_month_box(meeting, days)) / 2 if meeting.month_only else days(meeting.day)


def _draw_months(canvas: Canvas, days: Days, top: float, bottom: float) -> None:
    theme = canvas.theme
    _, starts = few_month_starts(days.first, days.last, int((days.end - days.start) / (3.2 * theme.text)))
    for day in starts:
        x, is_year = days(day), day.month == 1
        words = str(day.year) if is_year else MONTHS[day.month - 1]
        canvas.line(x, top, x, bottom, theme.rule)
        if x + 4 + text_width(words, theme.text, is_year) <= canvas.width:
            canvas.text(
                x + 4,
                bottom + 1.1 * theme.leading,
                words,
                size=theme.text,
                bold=is_year,
                fill=theme.ink if is_year else theme.muted,
            )
    canvas.line(days.start, bottom, days.end, bottom, theme.ink)


def _draw_meetings(
    canvas: Canvas, meetings: Sequence[TimelineMeeting], names: Sequence[Place | None], days: Days, track: float
) -> None:
    theme = canvas.theme
    base = track - 0.6 * theme.leading
    canvas.line(days.start, track, days.end, track, theme.rule)
    for meeting, name in zip(meetings, names, strict=True):
        x = _middle(meeting, days)
        if name:
            level = base - name.row * theme.leading
            if name.row:
                canvas.line(x, track, x, level + 0.3 * theme.text, theme.edge)
            canvas.text(name.x, level, name.words, size=theme.text, anchor=name.anchor)
        if meeting.month_only:
            left, right = _month_box(meeting, days)
            canvas.rect(left, track - 5, right - left, 10, fill="#fff", stroke=theme.accent, pen=1.5, dash="3 2")
        else:
            canvas.circle(x, track, 6 * theme.pen, fill=theme.accent)


def _draw_as_at(canvas: Canvas, x: float, as_at: date, bottom: float) -> None:
    theme = canvas.theme
    words = f"As at {long_date(as_at)}"
    canvas.line(x, 2, x, bottom, theme.accent, 2)
    on_right = x + 7 + text_width(words, theme.text, True) <= canvas.width
    canvas.text(
        x + 7 if on_right else x - 7,
        0.9 * theme.leading,
        words,
        size=theme.text,
        fill=theme.accent,
        bold=True,
        anchor="start" if on_right else "end",
    )


def _span(item: TimelineMilestone, days: Days, mark: float) -> tuple[float, float]:
    """From the leftmost to the rightmost of its marks; what lies before or after the picture ends at its edge."""
    x = _mark_at(item, days, mark)
    places = [x - mark / 2, x + mark / 2]
    for day in (item.first, item.earliest):
        if day:
            at = min(max(days(day), days.start), days.end)
            places += [at - 7, at + 7]
    return max(min(places), 0), max(places)


def _mark_at(item: TimelineMilestone, days: Days, mark: float) -> float:
    return min(max(days(item.latest), mark / 2 + 1), days.end + EDGE - mark / 2 - 1)


def _draw_milestone(
    canvas: Canvas, item: TimelineMilestone, place: Place, days: Days, level: float, pitch: float, mark: float
) -> None:
    theme = canvas.theme
    x = _mark_at(item, days, mark)
    if item.earliest and item.earliest < item.latest:
        left = max(days(item.earliest), days.start)
        canvas.rect(left, level - 5, x - left, 10, fill=theme.accent_tint)
    if item.first and item.first != item.latest:
        start = min(max(days(item.first), days.start), days.end)
        canvas.line(start, level, x, level, theme.ink, 2)
        if days.holds(item.first):
            canvas.circle(start, level, 5.5 * theme.pen, fill="#fff", stroke=theme.ink, pen=2)
    canvas.raw(status_mark(item.status, x - mark / 2, level - mark / 2, mark))
    up = 0.75 * pitch if place.is_above else 0
    canvas.text(place.x, level - up + 0.35 * theme.text, place.words, size=theme.text, anchor=place.anchor, bold=True)
