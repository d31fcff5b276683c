"""Five clear working days: neither the day of publication nor that of the meeting counts, nor weekends and bank holidays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from meetings.rules.calendar import CLEAR_DAYS, clear_days, is_working_day, publish_by


@pytest.mark.parametrize(
    ("meeting", "by"),
    [
        (date(2017, 1, 18), date(2017, 1, 10)),  # Thurrock
        (date(2017, 3, 15), date(2017, 3, 7)),
        (date(2025, 1, 30), date(2025, 1, 22)),  # Kent, Cabinet
        (date(2025, 3, 13), date(2025, 3, 5)),  # Kent, County Council
        (date(2017, 4, 19), date(2017, 4, 7)),  # over Easter
        (date(2018, 1, 3), date(2017, 12, 21)),  # over Christmas and New Year
        (date(2022, 9, 21), date(2022, 9, 12)),  # over the day of mourning on 19 September 2022
    ],
)
def test_the_last_day_to_publish(meeting, by):
    assert publish_by(meeting) == by


def test_kents_agenda_of_22_january_gave_exactly_five_days():
    assert clear_days(date(2025, 1, 22), date(2025, 1, 30)) == CLEAR_DAYS
    assert clear_days(date(2025, 1, 23), date(2025, 1, 30)) == CLEAR_DAYS - 1


def test_kents_agenda_of_5_march_gave_exactly_five_days():
    assert clear_days(date(2025, 3, 5), date(2025, 3, 13)) == CLEAR_DAYS
    assert clear_days(date(2025, 3, 6), date(2025, 3, 13)) == CLEAR_DAYS - 1


def test_a_bank_holiday_of_scotland_is_a_working_day_in_england():
    assert is_working_day(date(2017, 1, 3))
    assert not is_working_day(date(2017, 1, 2))


@given(some.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_a_day_later_would_be_too_late(meeting):
    by = publish_by(meeting)

    assert is_working_day(by)
    assert clear_days(by, meeting) == CLEAR_DAYS
    later = next(day for step in range(1, 12) if is_working_day(day := date.fromordinal(by.toordinal() + step)))
    assert clear_days(later, meeting) < CLEAR_DAYS
