"""The clock of a meeting: by when updates, papers and agenda must be there, how long that still is, and what is late.

Of a board that meets in public the law lays down the last day to publish. Of any other the days are its own, and its terms
say so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.rules.calendar import (
    CLEAR_DAYS,
    clear_days,
    is_working_day,
    publish_by,
    published_words,
    working_days_before,
)
from meetings.rules.calendar import in_full as in_full
from plans.rules.windows import MONTHS, WEEKDAYS, long_date
from plans.rules.words import spelt


@dataclass(frozen=True)
class Terms:
    """What a board's clock counts: its own days, and those on which its council is closed."""

    is_public: bool = True
    clear: int = CLEAR_DAYS
    papers: int = 10
    updates: int = 15
    closed: Collection[date] = ()


BY_LAW = Terms()


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
    """`publish_by` and `days_left` are of a board that meets in public; of any other nothing is laid down."""

    publish_by: date | None
    days_left: int
    steps: tuple[Step, ...]
    late: tuple[str, ...] = ()
    published: str = ""
    clear: int = CLEAR_DAYS
    closed: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


def clock(
    meeting_day: date,
    *,
    today: date,
    starts: str = "",
    published_on: date | None = None,
    terms: Terms = BY_LAW,
    papers_owed: Sequence[str] = (),
    not_updated: int = 0,
) -> Clock:
    """Steps up to the meeting. `days_left` counts working days to the last lawful one; −1 once it has passed.

    `papers_owed` are the titles of papers that are not there yet; `not_updated` the actions without word since the last meeting.
    """
    closed = terms.closed
    updates = working_days_before(meeting_day, terms.updates, closed=closed)
    papers = working_days_before(meeting_day, terms.papers, closed=closed)
    late = []
    if updates < today <= meeting_day and not_updated:
        what = "1 action has" if not_updated == 1 else f"{not_updated} actions have"
        late.append(f"{what} no update since the last meeting.")
    if papers < today <= meeting_day:
        late += [f"Paper not received: {title}." for title in papers_owed]
    steps = [
        _due(updates, "Updates are due", today, closed),
        _due(papers, "Papers are due", today, closed),
    ]
    last, left = None, 0
    if terms.is_public:
        last = publish_by(meeting_day, clear=terms.clear, closed=closed)
        left = clear_days(today, last + timedelta(days=1), closed=closed) if today <= last else -1
        steps += _statutory(last, meeting_day, terms, today, left, published_on)
    steps.append(Step(_short(meeting_day), "The meeting", starts, today > meeting_day, today == meeting_day))
    return Clock(
        last,
        left,
        tuple(steps),
        tuple(late),
        published_words(published_on, meeting_day, closed=closed) if published_on else "",
        terms.clear,
        tuple(long_date(day) for day in sorted(closed) if updates <= day < meeting_day and day.weekday() < 5),
    )


def _due(day: date, what: str, today: date, closed: Collection[date]) -> Step:
    left = clear_days(today, day + timedelta(days=1), closed=closed)
    note = "today" if today == day else "This day has passed" if today > day else f"{_working_days(left)} left"
    return Step(_short(day), what, note, today > day, today == day)


def _statutory(last: date, meeting_day: date, terms: Terms, today: date, left: int, published_on: date | None):
    """The last day to publish, and the clear days after it."""
    clear = [day for day in _days(last, meeting_day) if is_working_day(day, closed=terms.closed)]
    if published_on:
        note = f"published {_short(published_on)}"
    elif today > last:
        note = "This day has passed"
    else:
        note = "today" if today == last else f"{_working_days(left)} left"
    yield Step(_short(last), f"Publish by the end of {WEEKDAYS[last.weekday()]}", note, today > last, today == last)
    yield Step(
        f"{_short(clear[0])} to {_short(clear[-1])}",
        f"{spelt(len(clear))} clear working days",
        ", ".join(str(day.day) for day in clear),
        today > clear[-1],
        clear[0] <= today <= clear[-1],
    )


def _working_days(days: int) -> str:
    return f"{days} working {'day' if days == 1 else 'days'}"


def latest_as_at(meeting_day: date | None, *, today: date) -> date | None:
    """The day a pack is drawn as at unless its author says otherwise: today, or the day before the meeting if that is earlier."""
    return min(today, meeting_day - timedelta(days=1)) if meeting_day else None


def day_in_full(meeting) -> str:
    """ "Wednesday 25 November 2026"; where the day of the meeting is not known, the words there are."""
    return in_full(meeting.held_on) if meeting.held_on else meeting.day_words


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _days(first: date, last: date) -> list[date]:
    """The days strictly between two."""
    return [first + timedelta(days=step) for step in range(1, (last - first).days)]
