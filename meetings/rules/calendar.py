"""Clear days before a meeting, as councils count them: working days, neither the day of notice nor that of the meeting.

Local Government Act 1972, sections 100A(6), 100B(3) and 100B(4): five clear days for notice, agenda and reports.
"""

from datetime import date, timedelta

import holidays

from plans.rules.windows import WEEKDAYS

CLEAR_DAYS = 5
_ONE_DAY = timedelta(days=1)
_bank_holidays = holidays.country_holidays("GB", subdiv="ENG")  # each year is worked out when it is first asked for


def is_working_day(day: date) -> bool:
    """Monday to Friday, unless it is a bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays


def why_no_working_day(day: date) -> str:
    """ "it is a Saturday", "it is a bank holiday in England: Boxing Day"; nothing on a working day."""
    if is_working_day(day):
        return ""
    if day in _bank_holidays:
        return f"it is a bank holiday in England: {_bank_holidays[day]}"
    return f"it is a {WEEKDAYS[day.weekday()]}"


def clear_days(notice: date, meeting_day: date) -> int:
    """Working days strictly between the day of notice and the day of the meeting."""
    days = (meeting_day - notice).days
    return sum(is_working_day(notice + timedelta(days=step)) for step in range(1, days))


def publish_by(meeting_day: date, *, clear: int = CLEAR_DAYS) -> date:
    """The last working day on which agenda and papers can be published, `clear` clear days before the meeting."""
    day, left = meeting_day, clear
    while left:
        day -= _ONE_DAY
        left -= is_working_day(day)
    day -= _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return day
