"""Which reading of an indicator comes next, by when it is expected, and what "not out yet" changes about that.

A reading is expected so many days after its period ends. Where nobody has set how many, it is given as long as the
period itself: a quarter's figure is late once the next quarter has ended too. An irregular one is never late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from plans.enums import PeriodKind
from plans.rules.windows import Window, days_in_words, long_date, months_after

MONTHS_OF = {"Monthly": 1, "Quarterly": 3, "Yearly": 12}
ONE_DAY = timedelta(days=1)
AWAITED_FOR_DAYS = 100
"""So long does "not out yet" stand for an answer, if it does not say until when, or says a day further off."""


class Due(Enum):
    """Where the next reading stands, what needs somebody first."""

    LATE = ("late", "Its day has passed")
    NEVER = ("never", "No reading yet")
    AWAITED = ("awaited", "Not out yet, as its owner says")
    TO_COME = ("to_come", "To come")
    IRREGULAR = ("irregular", "Not read regularly")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        member.order = len(cls.__members__)
        return member

    label: str
    order: int


@dataclass(frozen=True, slots=True)
class NextReading:
    """The reading that comes next. `missing` counts those whose day has passed; `by_rule` says that nobody set the day."""

    due: Due
    because: str
    starts: date | None = None
    ends: date | None = None
    expected_by: date | None = None
    late_days: int = 0
    missing: int = 0
    by_rule: bool = False

    @property
    def urgency(self) -> tuple:
        return self.due.order, -self.late_days, self.expected_by or date.max


def last_reading(line: Any) -> Any | None:
    """The board's own reading for the latest period; of two for one period, the one said later."""
    return max(line.own, key=lambda reading: (reading.period.latest, reading.said_on, reading.pk), default=None)


def kind_of(line: Any) -> PeriodKind:
    """What the next reading will cover: as it is set, else as the last one did."""
    last = last_reading(line)
    return line.period_kind or (last.period_kind if last else PeriodKind.FULL)


def next_period(line: Any) -> tuple[date | None, date] | None:
    """First and last day of the period that comes next (no first day for a figure of one day); None for an irregular one."""
    last, months = last_reading(line), MONTHS_OF.get(line.frequency)
    if last is None or months is None:
        return None
    return _following(line, last.period, months)


def _following(line: Any, period: Any, months: int, times: int = 1) -> tuple[date | None, date]:
    ends = months_after(period.latest + ONE_DAY, months * times) - ONE_DAY
    kind = kind_of(line)
    if kind is PeriodKind.SNAPSHOT:
        return None, ends
    if kind is PeriodKind.YEAR_TO_DATE:
        return date(ends.year if ends.month > 3 else ends.year - 1, 4, 1), ends
    length = months
    if kind is PeriodKind.ROLLING and period.earliest < period.latest:
        ran = period.latest + ONE_DAY
        length = (ran.year - period.earliest.year) * 12 + ran.month - period.earliest.month or months
    return months_after(ends + ONE_DAY, -length), ends


def next_reading(line: Any, *, on: date) -> NextReading:
    """What is known of the next reading of a `plans.tree.IndicatorLine` on a day."""
    last, months = last_reading(line), MONTHS_OF.get(line.frequency)
    if last is None:
        state = Due.AWAITED if is_awaited(line, on=on) else Due.NEVER
        return NextReading(state, "No reading has been reported.")
    if months is None:
        return NextReading(Due.IRREGULAR, "It is not read regularly, so no next one is expected.")
    starts, ends = _following(line, last.period, months)
    by_rule = line.due_after_days is None
    expected_by = _expected_by(line, ends, months)
    facts: dict[str, Any] = {"starts": starts, "ends": ends, "expected_by": expected_by, "by_rule": by_rule}
    if expected_by >= on:
        days = (expected_by - on).days
        when = "today" if not days else f"in {days_in_words(days)}"
        because = f"For the period to {long_date(ends)}, expected by {long_date(expected_by)}, {when}."
        return NextReading(Due.AWAITED if is_awaited(line, on=on) else Due.TO_COME, because, **facts)
    late, missing = (on - expected_by).days, 1
    while _expected_by(line, _following(line, last.period, months, missing + 1)[1], months) < on:
        missing += 1
    because = f"For the period to {long_date(ends)}, expected by {long_date(expected_by)}, {days_in_words(late)} ago."
    if missing > 1:
        because += f" {missing} readings are missing."
    state = Due.AWAITED if is_awaited(line, on=on) else Due.LATE
    return NextReading(state, because, late_days=late, missing=missing, **facts)


def _expected_by(line: Any, ends: date, months: int) -> date:
    if line.due_after_days is not None:
        return ends + timedelta(days=line.due_after_days)
    return months_after(ends + ONE_DAY, months) - ONE_DAY


def awaiting(line: Any) -> tuple[Any, ...]:
    """The times "not out yet" was said of the reading that comes next, oldest first. A later period's reading ends them."""

    def has_come(said_on: date) -> bool:
        before = max((r.period.latest for r in line.own if r.said_on <= said_on), default=date.min)
        return any(r.said_on > said_on and r.period.latest > before for r in line.own)

    return tuple(one for one in line.awaited if not has_come(one.said_on))


def is_awaited(line: Any, *, on: date) -> bool:
    """Whether "not out yet" still stands on a day: until the day that was named, and for 100 days at most."""
    said = awaiting(line)
    if not said or (on - said[-1].said_on).days > AWAITED_FOR_DAYS:
        return False
    expected: Window | None = said[-1].expected
    return expected is None or expected.latest >= on


def awaited_words(line: Any, *, on: date) -> str:
    """ "Next reading not out yet; expected by 12 December 2026, said by Priya Nair on 11 November 2026." Else nothing."""
    said = awaiting(line)
    if not said:
        return ""
    last = said[-1]
    words = "Next reading not out yet"
    if last.expected:
        words += f"; expected {expected_words(last.expected)}"
    words += f", said by {last.said_by}" if last.said_by else ", said"
    words += f" on {long_date(last.said_on)}."
    if last.note:
        words += f" Why: {last.note.strip()}"
        words += "" if words.endswith((".", "!", "?")) else "."
    if last.expected and last.expected.latest < on:
        words += f" That day passed {days_in_words((on - last.expected.latest).days)} ago."
    if len(said) > 1:
        words += f" It was said {_times(len(said))} in a row, so the repeat does not count as an update."
    return words


def expected_words(window: Window) -> str:
    """ "by 12 December 2026", with the words that were used where they say more than a day."""
    return f"“{window.words}”, {window.deadline}" if window.words else f"by {long_date(window.latest)}"


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"
