"""When a board takes things up: the municipal year, when a report comes back, and which meeting it falls to.

Pure: days in, days out. A municipal year runs from May to April.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plans.rules.windows import MONTHS, month_end, months_after

FIRST_MONTH = 5


@dataclass(frozen=True, order=True)
class Year:
    """A municipal year, by the calendar year in which it begins."""

    begins: int

    @property
    def first(self) -> date:
        return date(self.begins, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        return month_end(self.begins + 1, FIRST_MONTH - 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """ "2016-17"; "1999-2000"."""
        after = self.begins + 1
        return f"{self.begins}-{after % 100:02}" if after % 100 else f"{self.begins}-{after}"


def year_of(day: date) -> Year:
    return Year(day.year if day.month >= FIRST_MONTH else day.year - 1)


@dataclass(frozen=True, order=True)
class Month:
    """A month in which a meeting is to be expected, because the board meets every so many months; none is set yet."""

    first: date

    @property
    def last(self) -> date:
        return month_end(self.first.year, self.first.month)

    def __str__(self) -> str:
        """ "July 2017"."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


def expected_months(known: Iterable[date], *, every: int | None, until: date) -> Iterator[Month]:
    """The months after the last known meeting in which the board would meet again, up to a day. None where not known."""
    last = max(known, default=None)
    if last is None or not every:
        return
    step = 1
    while (month := Month(months_after(last.replace(day=1), every * step))).first <= until:
        yield month
        step += 1


def due_days(since: date, every: int, *, until: date | None = None, to: date) -> Iterator[date]:
    """The days on which a report comes back: so many months after `since`, and again, up to `to` or its own end."""
    step = 1
    while (day := months_after(since, every * step)) <= min(to, until or to):
        yield day
        step += 1


def falls_to(due: date, meetings: Sequence[date]) -> date | None:
    """The first meeting on the day it falls due, or after; None where none is known."""
    return min((day for day in meetings if day >= due), default=None)


def falls_in(due: date, months: Iterable[Month]) -> Month | None:
    """The first expected month that does not end before it falls due."""
    return min((month for month in months if month.last >= due), default=None)


@dataclass(frozen=True)
class Occurrence:
    """One time that a report comes back. `meeting` or `month` is where it falls; neither where nothing is known.

    `came_on` is the meeting that had it; overdue is what no meeting had by a day after the one it fell to, or after the
    day itself where there was no meeting.
    """

    due: date
    meeting: date | None
    month: Month | None
    came_on: date | None

    def is_overdue(self, *, as_at: date) -> bool:
        return self.came_on is None and (self.meeting or self.due) < as_at


def occurrences(
    dues: Iterable[date],
    *,
    meetings: Sequence[date],
    months: Sequence[Month] = (),
    taken: Iterable[date] = (),
    every: int,
) -> tuple[Occurrence, ...]:
    """Each time the report falls due with the meeting it falls to. `taken` are meetings whose agenda has, or had, it.

    A meeting on the day it falls due or before the next time counts for it.
    """
    found = []
    had = sorted(taken)
    for due in dues:
        following = months_after(due, every)
        came = next((day for day in had if due <= day < following), None)
        meeting = came or falls_to(due, meetings)
        found.append(Occurrence(due, meeting, None if meeting else falls_in(due, months), came))
    return tuple(found)
