"""Numbers of minutes that run on through the municipal year, beside the numbers of the agenda.

A year begins in May, with the annual meeting of the council; it is counted from the 1st. What is minuted first in it is
number 1, and the number after the last one of a meeting is the first of the next: 28 to 35, then 36.
"""

import re
from collections.abc import Iterable
from datetime import date

FIRST_MONTH = 5


def municipal_year(day: date) -> int:
    """The year in which the municipal year of this day began: 30 April 2017 is still in that of 2016."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def next_number(given: Iterable[tuple[date, str]], *, day: date) -> int:
    """The first free number for a meeting on `day`. `given` are the numbers there are, with the days of their meetings.

    Never one that the year has already given, even where a later meeting was written up first.
    """
    year = municipal_year(day)
    return 1 + max((_figures(number) for held_on, number in given if municipal_year(held_on) == year), default=0)


def _figures(number: str) -> int:
    """ "30" and "30a" are both number 30; what begins with no figure was not numbered through the year."""
    found = re.match(r"\d{1,6}", number)
    return int(found[0]) if found else 0
