"""Where dates bunch: too many milestones due in one month, or on the last day of the financial year.

A plan whose dates all fall together was dated to fill a form; nobody can do, or check, a quarter of it in four weeks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.rules.windows import MONTHS

SHARE = 25
"""Per cent of the dates to come. Up to it is still allowed."""
AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Bunch:
    """Too many dates in one place: a month, or 31 March of whatever year."""

    where: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        return self.count * 100 // self.of

    @property
    def sentence(self) -> str:
        return f"{self.count} of {self.of} milestones still to come are due {self.where} ({self.percent} per cent)."


def bunches(due: Iterable[date], *, on: date) -> tuple[Bunch, ...]:
    """Months that hold more than a quarter of the dates from `on`, and at least five; then 31 March, by the same limits."""
    days = [day for day in due if day >= on]
    months = Counter((day.year, day.month) for day in days)
    found = [
        Bunch(f"in {MONTHS[month - 1]} {year}", count, len(days)) for (year, month), count in sorted(months.items())
    ]
    found.append(Bunch("on a 31 March", sum((day.month, day.day) == (3, 31) for day in days), len(days)))
    return tuple(one for one in found if one.count >= AT_LEAST and one.count * 100 > SHARE * one.of)
