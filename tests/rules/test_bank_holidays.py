"""Every day from 2016 to 2030: the bank holidays of England, counted here by the rules of the Act and by hand.

Banking and Financial Dealings Act 1971, schedule 1, with Christmas Day and Good Friday by custom; substitute days and
single days as proclaimed. What a proclamation has not yet named for years to come is not made up.
"""

from datetime import date, timedelta

import pytest

from meetings.rules.calendar import clear_days, is_working_day, publish_by, why_no_working_day, working_days_before

YEARS = range(2016, 2031)
ONE_DAY = timedelta(days=1)
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
"""75 years of VE Day; the spring holiday of the platinum jubilee."""
SINGLE = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
"""The platinum jubilee, the state funeral, the coronation."""


def easter(year):
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def monday_from(day):
    """That day, or the first Monday after it."""
    return day + timedelta(days=-day.weekday() % 7)


def substituted(days):
    """Each day, or, where it falls on a weekend, the next weekday that is no holiday already."""
    found = {day for day in days if day.weekday() < 5}
    for day in days:
        if day.weekday() > 4:
            while day.weekday() > 4 or day in found:
                day += ONE_DAY
            found.add(day)
    return found


def counted(year):
    """The bank holidays of a year in England."""
    sunday = easter(year)
    found = substituted([date(year, 1, 1)]) | substituted([date(year, 12, 25), date(year, 12, 26)])
    found |= {sunday - 2 * ONE_DAY, sunday + ONE_DAY}
    found |= {monday_from(date(year, 5, 1)), monday_from(date(year, 5, 25)), monday_from(date(year, 8, 25))}
    return {MOVED.get(day, day) for day in found} | {day for day in SINGLE if day.year == year}


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2016, (3, 27)),
        (2017, (4, 16)),
        (2018, (4, 1)),
        (2019, (4, 21)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2030, (4, 21)),
    ],
)
def test_easter_is_counted_right(year, day):
    assert easter(year) == date(year, *day)


def test_substitute_days_are_counted_right():
    """Christmas on a Saturday, on a Sunday, and on a Friday."""
    christmas = {year: sorted(day.day for day in counted(year) if day.month == 12) for year in (2021, 2022, 2020, 2016)}

    assert christmas == {2021: [27, 28], 2022: [26, 27], 2020: [25, 28], 2016: [26, 27]}
    assert min(counted(2017)) == date(2017, 1, 2)
    assert min(counted(2022)) == date(2022, 1, 3)


def test_a_year_has_eight_but_for_those_with_a_day_of_its_own():
    assert {year: len(counted(year)) for year in YEARS} == dict.fromkeys(YEARS, 8) | {2022: 10, 2023: 9}


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_year_is_told_as_it_was_counted(year):
    days = [date(year, 1, 1) + step * ONE_DAY for step in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    free = {day for day in days if day.weekday() < 5 and not is_working_day(day)}

    assert free == counted(year)


# --- Days on which the council's offices are closed -------------------------------------------------------------------

CLOSED = frozenset({date(2026, 11, 20)})


def test_a_closed_day_moves_the_last_day_to_publish():
    meeting = date(2026, 11, 25)

    assert publish_by(meeting) == date(2026, 11, 17)
    assert publish_by(meeting, closed=CLOSED) == date(2026, 11, 16)
    assert clear_days(date(2026, 11, 17), meeting, closed=CLOSED) == 4
    assert clear_days(date(2026, 11, 16), meeting, closed=CLOSED) == 5


def test_a_closed_day_is_no_day_to_publish_on():
    assert publish_by(date(2026, 11, 30)) == date(2026, 11, 20)
    assert publish_by(date(2026, 11, 30), closed=CLOSED) == date(2026, 11, 19)


def test_a_closed_day_says_why():
    assert why_no_working_day(date(2026, 11, 20), closed=CLOSED) == "the council’s offices are closed"
    assert why_no_working_day(date(2026, 11, 21), closed=CLOSED) == "it is a Saturday"
    assert why_no_working_day(date(2026, 11, 19), closed=CLOSED) == ""


@pytest.mark.parametrize(
    ("days", "day"),
    [(0, date(2017, 1, 18)), (1, date(2017, 1, 17)), (10, date(2017, 1, 4)), (12, date(2016, 12, 30)), (15, date(2016, 12, 23))],
)  # fmt: skip
def test_working_days_before_a_meeting_leave_out_weekends_and_holidays(days, day):
    """Wednesday 18 January 2017: New Year's Day was kept on Monday the 2nd, Christmas on 26 and 27 December."""
    assert working_days_before(date(2017, 1, 18), days) == day
