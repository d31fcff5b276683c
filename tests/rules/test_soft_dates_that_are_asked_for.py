"""What cannot be read for certain is refused, with a sentence that helps."""

from datetime import date

import pytest

from plans.rules.dates import CAN_BE_READ, NotADate, read_soft_date

JANUARY_18 = date(2017, 1, 18)


def refusal(words, *, said_on=JANUARY_18, meetings=()):
    with pytest.raises(NotADate) as refused:
        read_soft_date(words, said_on=said_on, meetings=meetings)
    return str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "soon", "in due course", "in six months", "six months", "spring 2017", "before Christmas", "about March 2017",
        "March", "15 March", "the next meeting", "within the year", "2017-3-5", "0 to nine months", "early March 2017",
        "end of late 2017", "by soon", "32 to 15 weeks ago", "15 March 2017 or later", "n/a", "-", "January to soon",
    ],
)  # fmt: skip
def test_words_that_could_mean_several_things_are_not_guessed(words):
    assert refusal(words) == f"“{words}” cannot be read as a date. {CAN_BE_READ}"


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_no_words_are_no_date(words):
    assert refusal(words) == f"No date was given. {CAN_BE_READ}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31/02/2017", "There is no 31 February 2017: that month has 28 days."),
        ("29 February 2017", "There is no 29 February 2017: that month has 28 days."),
        ("0 March 2017", "There is no 0 March 2017: that month has 31 days."),
        ("03/15/2017", "There is no month 15. Write the day first, then the month: 15/3/2017."),
        ("2017-13-01", "There is no month 13. Write the day first, then the month: 15/3/2017."),
        ("15/3/17", "Write the year of “15/3/17” in four figures, for example 15/3/2017."),
        ("Tuesday 15 March 2017", "15 March 2017 is a Wednesday, not a Tuesday."),
        ("Q2 2017", "Is “Q2 2017” of the calendar or the financial year? Write, for example, Q2 2017/18."),
        ("2017/19", "2017/19 is not a financial year. Write two in a row, such as 2017/18."),
        ("nine to six months", "“nine to six months” runs backwards: write the smaller number first."),
        ("by end of 2016", "31 December 2016 is before 18 January 2017, the day it was said."),
        ("May to March 2017", "1 May 2017 is after 31 March 2017: write the earlier day first."),
    ],
)
def test_a_refusal_says_what_is_wrong(words, sentence):
    assert refusal(words) == sentence


def test_the_day_before_it_was_said_is_too_early_and_that_day_is_not():
    assert refusal("by 17 January 2017") == "17 January 2017 is before 18 January 2017, the day it was said."
    assert read_soft_date("by 18 January 2017", said_on=JANUARY_18).is_day


def test_two_meetings_in_a_month_are_told_apart_by_their_day():
    meetings = [date(2017, 3, 15), date(2017, 3, 29)]

    assert refusal("the March meeting", meetings=meetings) == (
        "Which meeting is meant? In that month the board meets on 15 March 2017 and 29 March 2017. "
        "Write the day in full."
    )


def test_a_meeting_that_is_over_is_not_the_next_one():
    assert refusal("the March meeting", said_on=date(2017, 3, 16), meetings=[date(2017, 3, 15)]) == (
        "Which meeting is meant? In that month the board meets on 15 March 2017. Write the day in full."
    )


def test_a_date_beyond_the_calendar_is_no_date():
    assert refusal("within 999 years", said_on=date(9990, 1, 1)).startswith("“within 999 years” cannot be read")
    assert refusal("within 999 days", said_on=date(9999, 1, 1)).startswith("“within 999 days” cannot be read")


def test_longer_words_than_can_be_kept_are_refused():
    assert refusal("15 March 2017" + " to 15 March 2017" * 20).startswith("“15 March 2017 to 15 March 2017")
