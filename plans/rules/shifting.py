"""A date that moves by so many days or months, or to a day: its first and its last day move together."""

from dataclasses import dataclass
from datetime import date, timedelta

from plans.rules.windows import Window, days_in_words, month_end, months_after


@dataclass(frozen=True, slots=True)
class Shift:
    """How dates move: by days, by months, or all of them `to` one day or window."""

    days: int = 0
    months: int = 0
    to: Window | None = None

    def of(self, window: Window) -> Window:
        """Where a window moves to. Raises OverflowError or ValueError beyond the year 9999.

        Months keep the day of the month; a window that ends with its month still does, so March becomes April.
        The words of the old date do not describe the new one and are left out.
        """
        if self.to:
            return self.to
        if self.days:
            by = timedelta(days=self.days)
            return Window(window.earliest + by, window.latest + by, inferred=window.inferred)
        earliest, latest = months_after(window.earliest, self.months), months_after(window.latest, self.months)
        if not window.is_day and _ends_a_month(window.latest):
            latest = month_end(latest.year, latest.month)
        return Window(earliest, latest, inferred=window.inferred)

    def __str__(self) -> str:
        """ "30 days later", "2 months earlier", "to 31 March 2027"."""
        if self.to:
            return f"to {self.to.words if self.to.words and not self.to.is_day else self.to}"
        number = self.days or self.months
        unit = days_in_words(abs(number)) if self.days else "1 month" if abs(number) == 1 else f"{abs(number)} months"
        return f"{unit} {'later' if number > 0 else 'earlier'}"


def _ends_a_month(day: date) -> bool:
    return day == month_end(day.year, day.month)
