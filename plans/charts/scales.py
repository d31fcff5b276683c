"""Figures and days as places on a chart, with the ticks a reader would have chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from plans.rules.dates import short_date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
_ARITHMETIC = Context(prec=28)


def figure(value: Decimal, unit: str = "") -> str:
    """A figure as it is held, "1,870" or "52.8%"; one too long to read is shown to four digits, "1.234E+40"."""
    size = value.adjusted() if value else 0
    if size > 12 or size < -5:
        words = f"{value:.3E}"
    elif len(value.as_tuple().digits) > 14:
        words = f"{round(value, 4):,f}"
    else:
        words = f"{value:,f}"
    return words.replace("-", "−", 1) + (unit if unit == "%" else "")


def tick_figure(value: Decimal, unit: str = "") -> str:
    """A figure on a scale: no zeros after the point."""
    plain = value.normalize(_ARITHMETIC) + 0
    if plain == plain.to_integral_value() and plain.adjusted() < 13:
        plain = plain.quantize(Decimal(1))
    return figure(plain, unit)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, drawn from `start` to `end`. Exact for any size of figure."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def __call__(self, value: Decimal) -> float:
        share = _ARITHMETIC.divide(_ARITHMETIC.subtract(value, self.low), _ARITHMETIC.subtract(self.high, self.low))
        return self.start + float(share) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last`, drawn from `start` to `end`."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        return self.at(day.toordinal())

    def at(self, ordinal: int) -> float:
        span = max(self.last.toordinal() - self.first.toordinal(), 1)
        return self.start + (ordinal - self.first.toordinal()) / span * (self.end - self.start)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def value_ticks(values: Iterable[Decimal], *, from_zero: bool, about: int = 4) -> list[Decimal]:
    """Even, round ticks that enclose all values. Zero is taken in where it lies near anyway."""
    known = list(values)
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(1))
    if from_zero or 0 <= low <= high * Decimal("0.35"):
        low = min(low, Decimal(0))
    if from_zero:
        high = max(high, Decimal(0))
    if _ARITHMETIC.subtract(high, low) == 0:
        room = max(_ARITHMETIC.multiply(abs(high), Decimal("0.1")), Decimal(1) if not high else Decimal(0))
        low = low if from_zero else _ARITHMETIC.subtract(low, room)
        high = _ARITHMETIC.add(high, room)
    step = _round_step(_ARITHMETIC.divide(_ARITHMETIC.subtract(high, low), Decimal(about)))
    first = _ARITHMETIC.divide(low, step).to_integral_value(ROUND_FLOOR)
    last = _ARITHMETIC.divide(high, step).to_integral_value(ROUND_CEILING)
    count = int(_ARITHMETIC.subtract(last, first))
    return [_ARITHMETIC.multiply(_ARITHMETIC.add(first, Decimal(place)), step) for place in range(count + 1)]


def _round_step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 2.5, 5 and 10 times a power of ten."""
    power = Decimal(1).scaleb(rough.adjusted())
    for factor in ("1", "2", "2.5", "5"):
        if Decimal(factor) * power >= rough:
            return Decimal(factor) * power
    return 10 * power


def enclosing(days: Sequence[date], *, least: int = 120) -> tuple[date, date]:
    """The first and last of `days`, taken apart to `least` days where they lie closer."""
    first, last = min(days).toordinal(), max(days).toordinal()
    lacking = max(0, least - (last - first))
    first, last = first - (lacking + 1) // 2, last + lacking // 2
    if first < 1:
        first, last = 1, last + 1 - first
    if last > date.max.toordinal():
        first, last = first - (last - date.max.toordinal()), date.max.toordinal()
    return date.fromordinal(first), date.fromordinal(last)


def month_starts(first: date, last: date, step: int) -> list[date]:
    """The first of every `step`th month from `first` to `last`, counted from January."""
    starts = []
    month = first.year * 12 + first.month - 1
    month += -month % step
    while month // 12 <= last.year and month // 12 <= date.max.year:
        day = date(month // 12, month % 12 + 1, 1) if month >= 12 else None
        if day and first <= day <= last:
            starts.append(day)
        month += step
    return starts


def few_month_starts(first: date, last: date, at_most: int) -> tuple[int, list[date]]:
    """The shortest step that gives no more than `at_most` starts of a month, and those starts."""
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in STEPS_IN_MONTHS:
        if months < step * (at_most + 1):
            starts = month_starts(first, last, step)
            if len(starts) <= at_most:
                return step, starts
    return STEPS_IN_MONTHS[-1], []


def day_ticks(first: date, last: date, *, at_most: int, at_least: int = 2) -> list[tuple[date, str]]:
    """Ticks at the first of a month, as many as may stand side by side: "Jan 2017", "Apr", "Jul", "Oct", "Jan 2018".

    The year stands at the first tick and at each January; where every tick is a January, it stands alone.
    """
    step, starts = few_month_starts(first, last, at_most)
    if len(starts) < at_least:  # too short a time, or an unlucky one: its two ends
        return [(first, short_date(first)), (last, short_date(last))][:at_most]
    if step >= 12:
        return [(day, str(day.year)) for day in starts]
    return [
        (day, f"{MONTHS[day.month - 1]} {day.year}" if place == 0 or day.month == 1 else MONTHS[day.month - 1])
        for place, day in enumerate(starts)
    ]
