"""Clear days before a meeting, as councils count them: working days, neither the day of notice nor that of the meeting.

Local Government Act 1972, sections 100A(6), 100B(3) and 100B(4): five clear days for notice, agenda and reports. `closed`
are the days on which the council's own offices are shut: nobody can inspect an agenda there, so they count no more than a
bank holiday does.
"""

from collections.abc import Collection
from datetime import date, timedelta

import holidays

from plans.rules.windows import WEEKDAYS, long_date
from plans.rules.words import spelt

CLEAR_DAYS = 5
_ONE_DAY = timedelta(days=1)
_bank_holidays = holidays.country_holidays("GB", subdiv="ENG")  # each year is worked out when it is first asked for


def is_working_day(day: date, *, closed: Collection[date] = ()) -> bool:
    """Monday to Friday, unless it is a bank holiday in England or the offices are closed."""
    return day.weekday() < 5 and day not in _bank_holidays and day not in closed


def why_no_working_day(day: date, *, closed: Collection[date] = ()) -> str:
    """ "it is a Saturday", "it is a bank holiday in England: Boxing Day"; nothing on a working day."""
    if is_working_day(day, closed=closed):
        return ""
    if day in _bank_holidays:
        return f"it is a bank holiday in England: {_bank_holidays[day]}"
    if day.weekday() < 5:
        return "the council’s offices are closed"
    return f"it is a {WEEKDAYS[day.weekday()]}"


def clear_days(notice: date, meeting_day: date, *, closed: Collection[date] = ()) -> int:
    """Working days strictly between the day of notice and the day of the meeting."""
    days = (meeting_day - notice).days
    return sum(is_working_day(notice + timedelta(days=step), closed=closed) for step in range(1, days))


def working_days_before(meeting_day: date, days: int, *, closed: Collection[date] = ()) -> date:
    """The day so many working days before the meeting: one before a Wednesday is its Tuesday. None: the day itself."""
    day, left = meeting_day, days
    while left:
        day -= _ONE_DAY
        left -= is_working_day(day, closed=closed)
    return day


def publish_by(meeting_day: date, *, clear: int = CLEAR_DAYS, closed: Collection[date] = ()) -> date:
    """The last working day on which agenda and papers can be published, `clear` clear days before the meeting."""
    return working_days_before(meeting_day, clear + 1, closed=closed)


def published_words(on: date, meeting_day: date, *, closed: Collection[date] = ()) -> str:
    """ "The agenda was published on Tuesday 17 November 2026, five clear working days before the meeting." """
    given = clear_days(on, meeting_day, closed=closed)
    days = f"{spelt(given).lower()} clear working {'day' if given == 1 else 'days'}"
    return f"The agenda was published on {in_full(on)}, {days} before the meeting."


def in_full(day: date) -> str:
    """Wednesday 25 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"
