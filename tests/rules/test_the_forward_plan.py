"""The municipal year, and the meeting to which a report falls that comes back."""

from datetime import date

import pytest

from meetings.rules.forward_plan import (
    Month,
    Year,
    due_days,
    expected_months,
    falls_in,
    falls_to,
    occurrences,
    year_of,
)

SINCE = date(2026, 3, 7)
MEETINGS = (date(2026, 7, 15), date(2026, 9, 7), date(2026, 12, 2), date(2027, 3, 10))


@pytest.mark.parametrize(("day", "begins"), [(date(2017, 4, 30), 2016), (date(2017, 5, 1), 2017)])
def test_a_municipal_year_begins_in_may(day, begins):
    year = year_of(day)

    assert (year, day in year, day in Year(begins - 1)) == (Year(begins), True, False)


@pytest.mark.parametrize(("begins", "words"), [(2016, "2016-17"), (2008, "2008-09"), (1999, "1999-2000")])
def test_a_year_is_named_as_councils_name_it(begins, words):
    assert str(Year(begins)) == words


@pytest.mark.parametrize(
    ("until", "to", "count"),
    [
        (None, date(2026, 9, 6), 0),
        (None, date(2026, 9, 7), 1),
        (None, date(2027, 3, 7), 2),
        (date(2027, 3, 6), date(2028, 1, 1), 1),
        (date(2027, 3, 7), date(2028, 1, 1), 2),
    ],
)
def test_a_report_is_due_so_many_months_after_and_again_until_its_end(until, to, count):
    assert len(list(due_days(SINCE, 6, until=until, to=to))) == count


def test_a_month_without_that_day_gives_its_last():
    assert list(due_days(date(2026, 8, 31), 6, to=date(2027, 9, 1))) == [date(2027, 2, 28), date(2027, 8, 31)]


@pytest.mark.parametrize(
    ("due", "meeting"),
    [
        (date(2026, 9, 6), date(2026, 9, 7)),
        (date(2026, 9, 7), date(2026, 9, 7)),
        (date(2026, 9, 8), date(2026, 12, 2)),
        (date(2027, 3, 11), None),
    ],
)
def test_it_falls_to_the_first_meeting_on_that_day_or_after(due, meeting):
    assert falls_to(due, MEETINGS) == meeting


def test_months_are_expected_where_it_is_known_how_often_the_board_meets():
    last = date(2027, 3, 10)

    assert [str(one) for one in expected_months(MEETINGS, every=2, until=date(2027, 9, 30))] == [
        "May 2027", "July 2027", "September 2027",
    ]  # fmt: skip
    assert list(expected_months(MEETINGS, every=None, until=date(2027, 9, 30))) == []
    assert list(expected_months([], every=2, until=last)) == []


@pytest.mark.parametrize(
    ("due", "month"), [(date(2027, 5, 31), date(2027, 5, 1)), (date(2027, 6, 1), date(2027, 7, 1))]
)
def test_a_report_falls_in_the_first_expected_month_that_does_not_end_before(due, month):
    months = [Month(date(2027, 7, 1)), Month(date(2027, 5, 1))]

    assert falls_in(due, months) == Month(month)


@pytest.mark.parametrize(
    ("as_at", "overdue"), [(date(2026, 9, 6), False), (date(2026, 9, 7), False), (date(2026, 9, 8), True)]
)
def test_a_report_is_overdue_after_the_meeting_it_fell_to(as_at, overdue):
    (only,) = occurrences([date(2026, 8, 1)], meetings=MEETINGS, every=6)

    assert (only.meeting, only.is_overdue(as_at=as_at)) == (date(2026, 9, 7), overdue)


def test_without_a_meeting_it_is_overdue_after_its_own_day():
    (only,) = occurrences([date(2027, 5, 1)], meetings=MEETINGS, every=6)

    assert [only.is_overdue(as_at=day) for day in (date(2027, 5, 1), date(2027, 5, 2))] == [False, True]


@pytest.mark.parametrize(
    ("taken", "came"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 7), date(2026, 9, 7)),
        (date(2026, 12, 2), date(2026, 12, 2)),
        (date(2027, 3, 7), None),
    ],
)
def test_a_meeting_between_two_due_days_counts_for_the_first(taken, came):
    (only,) = occurrences([date(2026, 9, 7)], meetings=MEETINGS, taken=[taken], every=6)

    assert only.came_on == came
