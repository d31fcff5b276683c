"""A window moves as one: by days, by months, or to one day, and never loses its length by accident."""

from datetime import date

import pytest

from plans.rules.dates import Window
from plans.rules.shifting import Shift


def day(*parts):
    return Window(date(*parts), date(*parts))


def month(year, number, last):
    return Window(date(year, number, 1), date(year, number, last))


@pytest.mark.parametrize(
    ("shift", "was", "is_now"),
    [
        (Shift(days=1), day(2026, 12, 31), day(2027, 1, 1)),
        (Shift(days=-1), day(2027, 1, 1), day(2026, 12, 31)),
        (Shift(days=30), Window(date(2026, 9, 15), date(2026, 12, 15)), Window(date(2026, 10, 15), date(2027, 1, 14))),
        (Shift(months=1), day(2027, 1, 31), day(2027, 2, 28)),
        (Shift(months=1), day(2028, 1, 31), day(2028, 2, 29)),
        (Shift(months=-2), day(2027, 1, 15), day(2026, 11, 15)),
        (Shift(months=1), day(2027, 2, 28), day(2027, 3, 28)),
        (Shift(months=1), month(2027, 2, 28), month(2027, 3, 31)),
        (Shift(months=12), month(2027, 2, 28), month(2028, 2, 29)),
        (Shift(months=1), month(2027, 3, 31), month(2027, 4, 30)),
    ],
)
def test_both_ends_move(shift, was, is_now):
    assert shift.of(was) == is_now


def test_the_words_of_the_old_date_are_left_and_that_it_was_inferred_is_kept():
    late = Window(date(2027, 9, 1), date(2027, 12, 31), words="late 2027", inferred=True)

    assert Shift(months=1).of(late) == Window(date(2027, 10, 1), date(2028, 1, 31), inferred=True)


def test_to_one_day_is_the_same_for_all():
    to = Window(date(2027, 9, 1), date(2027, 12, 31), words="late 2027", inferred=True)

    assert Shift(to=to).of(day(2026, 1, 1)) == to


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (Shift(days=1), "1 day later"),
        (Shift(days=-30), "30 days earlier"),
        (Shift(months=1), "1 month later"),
        (Shift(months=-2), "2 months earlier"),
        (Shift(to=day(2027, 1, 29)), "to 29 January 2027"),
        (Shift(to=Window(date(2027, 9, 1), date(2027, 12, 31), words="late 2027", inferred=True)), "to late 2027"),
    ],
)
def test_it_says_in_words_what_it_does(shift, words):
    assert str(shift) == words
