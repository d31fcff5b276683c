"""Minute numbers run on through the municipal year, which begins in May."""

from datetime import date

import pytest

from meetings.rules.numbering import municipal_year, next_number

OCTOBER, NOVEMBER, DECEMBER = date(2017, 10, 4), date(2017, 11, 21), date(2017, 12, 13)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2017, 4, 30), 2016),
        (date(2017, 5, 1), 2017),
        (date(2017, 12, 31), 2017),
        (date(2018, 1, 1), 2017),
    ],
)
def test_a_municipal_year_begins_in_may(day, year):
    assert municipal_year(day) == year


def test_coventrys_meeting_of_november_goes_on_from_28_to_35():
    """The scrutiny board's items of 21 November 2017 are minutes 28 to 35: 27 were taken since May."""
    before = [(OCTOBER, str(number)) for number in range(20, 28)]

    first = next_number(before, day=NOVEMBER)

    assert list(range(first, first + 8)) == [28, 29, 30, 31, 32, 33, 34, 35]
    assert next_number([*before, *((NOVEMBER, str(number)) for number in range(28, 36))], day=DECEMBER) == 36


def test_the_first_meeting_of_a_year_begins_at_one():
    assert next_number([], day=NOVEMBER) == 1
    assert next_number([(date(2017, 4, 30), "57")], day=date(2017, 5, 1)) == 1
    assert next_number([(date(2017, 4, 29), "57")], day=date(2017, 4, 30)) == 58


def test_no_number_is_given_twice_where_a_later_meeting_was_written_up_first():
    assert next_number([(OCTOBER, "20"), (DECEMBER, "41")], day=NOVEMBER) == 42


@pytest.mark.parametrize(("number", "following"), [("30a", 31), ("", 1), ("AOB", 1), ("12/3", 13)])
def test_what_a_number_begins_with_is_what_counts(number, following):
    assert next_number([(OCTOBER, number)], day=NOVEMBER) == following
