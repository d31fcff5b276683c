from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.rules.dates import Window, days_in_words, long_date, months_after, short_date, signed_days

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2017, 7, 18), date(2017, 7, 18), "18 July 2017"),
        (date(2017, 9, 15), date(2017, 12, 15), "15 September to 15 December 2017"),
        (date(2017, 3, 1), date(2017, 3, 15), "1 to 15 March 2017"),
        (date(2017, 12, 15), date(2018, 1, 3), "15 December 2017 to 3 January 2018"),
        (date(2017, 3, 1), date(2017, 3, 31), "March 2017"),
        (date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        (date(2016, 2, 1), date(2016, 2, 28), "1 to 28 February 2016"),
        (date(2017, 9, 1), date(2017, 12, 31), "September to December 2017"),
        (date(2017, 4, 1), date(2018, 3, 31), "April 2017 to March 2018"),
        (date(2017, 1, 1), date(2017, 12, 31), "2017"),
    ],
)
def test_a_window_prints_as_the_days_it_holds(earliest, latest, words):
    assert str(Window(earliest, latest, "whatever was said")) == words


def test_a_window_knows_whether_it_is_one_day():
    assert Window(date(2017, 3, 15), date(2017, 3, 15)).is_day
    assert not Window(date(2017, 3, 15), date(2017, 3, 16)).is_day


def test_rules_count_from_the_last_day_of_a_window():
    assert Window(date(2017, 7, 18), date(2017, 7, 18)).deadline == "18 July 2017"
    assert Window(date(2017, 1, 18), date(2017, 7, 18)).deadline == "by 18 July 2017"


def test_a_window_cannot_end_before_it_begins():
    with pytest.raises(ValueError) as refusal:
        Window(date(2017, 3, 15), date(2017, 3, 14))

    assert str(refusal.value) == "The last day, 14 March 2017, is before the first, 15 March 2017."


def test_dates_are_printed_day_first_and_without_a_nought():
    assert long_date(date(2017, 1, 8)) == "8 January 2017"
    assert short_date(date(2017, 1, 18)) == "18 Jan 2017"


@pytest.mark.parametrize(
    ("number", "plain", "signed"),
    [
        (1000, "1,000 days", "+1,000 days"),
        (999, "999 days", "+999 days"),
        (2, "2 days", "+2 days"),
        (1, "1 day", "+1 day"),
        (0, "0 days", "no slip"),
    ],
)
def test_one_day_is_not_one_days_and_thousands_are_marked(number, plain, signed):
    assert (days_in_words(number), signed_days(number)) == (plain, signed)


def test_a_date_that_comes_forward_has_a_true_minus_sign():
    assert [signed_days(-3), signed_days(-1)] == ["−3 days", "−1 day"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2017, 1, 18), 6, date(2017, 7, 18)),
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 11, 30), 3, date(2018, 2, 28)),
        (date(2017, 12, 1), 1, date(2018, 1, 1)),
        (date(2017, 3, 31), -1, date(2017, 2, 28)),
        (date(2017, 3, 15), 0, date(2017, 3, 15)),
    ],
)
def test_months_end_with_the_month(day, months, later):
    assert months_after(day, months) == later


@given(days, st.integers(0, 240))
def test_so_many_months_later_is_in_that_month_and_never_on_a_later_day(day, months):
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
