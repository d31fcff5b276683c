"""The words boards use, read as the days they allow. Said on 18 January 2017 unless a test says otherwise."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.rules.dates import NotADate, Window, read_soft_date

JANUARY_18 = date(2017, 1, 18)
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def days_read(words, *, said_on=JANUARY_18, meetings=()):
    window = read_soft_date(words, said_on=said_on, meetings=meetings)
    return window.earliest, window.latest


def test_the_three_statements_about_the_business_cases():
    assert days_read("within the next six months") == (date(2017, 1, 18), date(2017, 7, 18))
    assert days_read("six to nine months", said_on=date(2017, 3, 15)) == (date(2017, 9, 15), date(2017, 12, 15))
    assert days_read("late 2017") == (date(2017, 9, 1), date(2017, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "15 March 2017", "15th March 2017", "the 15th of March 2017", "15 Mar 2017", "on 15 March 2017",
        "Wednesday 15 March 2017", "Wednesday, 15 March 2017", "March 15, 2017", "15/3/2017", "15/03/2017",
        "15.3.2017", "15-03-2017", "2017-03-15", "  15  march\u00a02017. ",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(words):
    assert days_read(words) == (date(2017, 3, 15), date(2017, 3, 15))


def test_the_day_comes_before_the_month():
    assert days_read("3/4/2017") == (date(2017, 4, 3), date(2017, 4, 3))


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("March 2017", date(2017, 3, 1), date(2017, 3, 31)),
        ("in Sept 2017", date(2017, 9, 1), date(2017, 9, 30)),
        ("February 2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("early 2017", date(2017, 1, 1), date(2017, 4, 30)),
        ("mid-2017", date(2017, 5, 1), date(2017, 8, 31)),
        ("in late 2017", date(2017, 9, 1), date(2017, 12, 31)),
        ("2017/18", date(2017, 4, 1), date(2018, 3, 31)),
        ("Q1 2017/18", date(2017, 4, 1), date(2017, 6, 30)),
        ("Q2 2017/18", date(2017, 7, 1), date(2017, 9, 30)),
        ("Q3 2017-18", date(2017, 10, 1), date(2017, 12, 31)),
        ("quarter 4 of 2017/18", date(2018, 1, 1), date(2018, 3, 31)),
        ("the second quarter of 2017/2018", date(2017, 7, 1), date(2017, 9, 30)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
    ],
)
def test_months_years_and_quarters_are_windows(words, earliest, latest):
    assert days_read(words) == (earliest, latest)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("within 6 months", date(2017, 1, 18), date(2017, 7, 18)),
        ("in the next two weeks", date(2017, 1, 18), date(2017, 2, 1)),
        ("within a year", date(2017, 1, 18), date(2018, 1, 18)),
        ("within 10 days", date(2017, 1, 18), date(2017, 1, 28)),
        ("in six to nine months", date(2017, 7, 18), date(2017, 10, 18)),
        ("6–9 months", date(2017, 7, 18), date(2017, 10, 18)),
        ("between one and two years", date(2018, 1, 18), date(2019, 1, 18)),
        ("by end of 2021", date(2017, 1, 18), date(2021, 12, 31)),
        ("by the end of March 2017", date(2017, 1, 18), date(2017, 3, 31)),
        ("before the end of 2017/18", date(2017, 1, 18), date(2018, 3, 31)),
        ("by 15 March 2017", date(2017, 1, 18), date(2017, 3, 15)),
        ("by March 2017", date(2017, 1, 18), date(2017, 3, 31)),
        ("end of March 2017", date(2017, 3, 31), date(2017, 3, 31)),
        ("15 September to 15 December 2017", date(2017, 9, 15), date(2017, 12, 15)),
        ("between 1 and 15 March 2017", date(2017, 3, 1), date(2017, 3, 15)),
        ("late 2017 to early 2018", date(2017, 9, 1), date(2018, 4, 30)),
    ],
)
def test_spans_run_from_the_day_they_were_said_or_from_a_stated_day(words, earliest, latest):
    assert days_read(words) == (earliest, latest)


@pytest.mark.parametrize(
    "words",
    [
        "the March meeting",
        "next Health and Wellbeing Board meeting in March",
        "the March 2017 meeting",
        "March board meeting",
    ],
)
def test_the_march_meeting_is_its_day_once_that_is_known_and_its_month_until_then(words):
    assert days_read(words) == (date(2017, 3, 1), date(2017, 3, 31))
    assert days_read(words, meetings=[date(2016, 3, 9), date(2017, 3, 15), date(2017, 5, 17)]) == (
        date(2017, 3, 15),
        date(2017, 3, 15),
    )


def test_a_meeting_without_a_year_is_the_next_one_of_that_month():
    assert days_read("the March meeting", said_on=date(2017, 3, 31))[0] == date(2017, 3, 1)
    assert days_read("the March meeting", said_on=date(2017, 4, 1))[0] == date(2018, 3, 1)
    assert days_read("the March meeting", said_on=date(2017, 3, 15), meetings=[date(2017, 3, 15)])[0] == date(
        2017, 3, 15
    )


@pytest.mark.parametrize(
    ("words", "inferred"),
    [
        ("15 March 2017", False), ("March 2017", False), ("Q2 2017/18", False), ("by end of 2021", False),
        ("by 15 March 2017", False), ("1 to 15 March 2017", False),
        ("late 2017", True), ("within six months", True), ("six to nine months", True), ("by March 2017", True),
        ("the March meeting", True), ("15 March 2017 to late 2017", True),
    ],
)  # fmt: skip
def test_days_that_were_worked_out_are_marked_as_inferred(words, inferred):
    assert read_soft_date(words, said_on=JANUARY_18).inferred is inferred


def test_the_words_are_kept_as_they_were_said():
    window = read_soft_date("  Within the next\nsix months.", said_on=JANUARY_18)

    assert window == Window(date(2017, 1, 18), date(2017, 7, 18), "Within the next six months.", inferred=True)


@given(days, days)
def test_whatever_a_window_prints_can_be_read_back(one, other):
    window = Window(min(one, other), max(one, other))

    assert days_read(str(window)) == (window.earliest, window.latest)


WORDS = [
    "within", "by", "end", "of", "the", "next", "to", "between", "and", "-", "early", "mid", "late", "2016", "2017",
    "2017/18", "2017-18", "q2", "quarter", "march", "sept", "31", "15", "15th", "six", "nine", "3", "months", "weeks",
    "year", "meeting", "board", "in", "on", "31/02/2017", "2017-03-15", "29/2/2016", "before",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60), days)
def test_any_words_become_a_window_in_the_right_order_or_a_refusal(words, said_on):
    with contextlib.suppress(NotADate):
        window = read_soft_date(words, said_on=said_on, meetings=[date(2017, 3, 15), date(2017, 3, 29)])

        assert window.earliest <= window.latest
        assert window.words == " ".join(words.split())
