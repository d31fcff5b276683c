"""A first day and a last day, and dates in words. Everything printed about a day is worded here."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# Written out, because `calendar.month_name` changes with the language of the machine.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Window:
    """The days a promise allows, both included. `words` are kept as said.

    `inferred` says that the days were worked out from the words, not stated in them.
    Raises ValueError when the last day is before the first.
    """

    earliest: date
    latest: date
    words: str = ""
    inferred: bool = False

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(
                f"The last day, {long_date(self.latest)}, is before the first, {long_date(self.earliest)}."
            )

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def deadline(self) -> str:
        """The day that rules count from: "18 July 2017", or "by 18 July 2017" when other days would do too."""
        return long_date(self.latest) if self.is_day else f"by {long_date(self.latest)}"

    def __str__(self) -> str:
        """The days, without the words: "18 July 2017", "March 2017", "15 September to 15 December 2017"."""
        first, last = self.earliest, self.latest
        if self.is_day:
            return long_date(first)
        if first.day == 1 and last == month_end(last.year, last.month):
            return _months_in_words(first, last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {long_date(last)}"
        if first.year == last.year:
            return f"{first.day} {MONTHS[first.month - 1]} to {long_date(last)}"
        return f"{long_date(first)} to {long_date(last)}"


def long_date(day: date) -> str:
    """18 January 2017."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """18 Jan 2017, for narrow columns and charts."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def days_in_words(days: int) -> str:
    """1 day, 150 days, 2,494 days."""
    return "1 day" if days == 1 else f"{days:,} days"


def signed_days(days: int) -> str:
    """A slip: "+150 days", "−3 days" (with a true minus sign), "no slip"."""
    return "no slip" if days == 0 else f"{'+' if days > 0 else '−'}{days_in_words(abs(days))}"


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier, if negative); the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _months_in_words(first: date, last: date) -> str:
    begin, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year != last.year:
        return f"{begin} {first.year} to {end} {last.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"{begin} {first.year}" if first.month == last.month else f"{begin} to {end} {first.year}"
