"""Reading a date as a board says it: "within six months" becomes a first day and a last day, and keeps its words.

What is listed here is read, everything else is asked for. `Window` and the wording of dates are offered from here too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.rules.windows import (
    MONTHS,
    WEEKDAYS,
    Window,
    days_in_words,
    long_date,
    month_end,
    months_after,
    short_date,
    signed_days,
)

__all__ = (
    "NotADate",
    "Window",
    "days_in_words",
    "long_date",
    "months_after",
    "read_soft_date",
    "short_date",
    "signed_days",
)

CAN_BE_READ = (
    "Write a day (15 March 2017, 15/3/2017 or 2017-03-15), a month (March 2017), “late 2017”, “Q2 2017/18”, "
    "“within six months”, “six to nine months”, “by end of 2021” or “the March meeting”."
)
LONGEST = 200  # characters; what a statement stores as the words used


class NotADate(ValueError):
    """Words that cannot be read as a day or a window. Its message is a sentence for the person who typed them."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The circumstances: the day of the words, and the board's meeting days known by then."""

    on: date
    meetings: tuple[date, ...]


def read_soft_date(words: str, *, said_on: date, meetings: Sequence[date] = ()) -> Window:
    """Read what was said about a date on `said_on`. `meetings` are the board's known days, for "the March meeting".

    A window whose days were worked out, not stated ("late 2017", "by March 2017"), is marked `inferred`.
    Raises NotADate, with a sentence that says what can be read, for whatever is not in `_FORMS`: nothing is guessed.
    """
    said = " ".join(words.split())
    if not said:
        raise NotADate(f"No date was given. {CAN_BE_READ}")
    text = re.sub(r"[–—‒]", "-", said.lower().replace("’", "'")).strip(" .,;'\"“”‘")
    try:
        window = _read(text, _Said(said_on, tuple(meetings))) if len(said) <= LONGEST else None
    except NotADate:
        raise
    except (OverflowError, ValueError):  # beyond the year 9999
        window = None
    if window is None:
        raise NotADate(f"“{said[:LONGEST]}” cannot be read as a date. {CAN_BE_READ}")
    return replace(window, words=said)


def _read(text: str, said: _Said) -> Window | None:
    text = re.sub(r"^(?:in|on|at|during) ", "", text)
    for pattern, reader in _FORMS:
        if found := pattern.fullmatch(text):
            return reader(found, said)
    return None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 1 if word in ("a", "an") else _NUMBERS.index(word) + 1


def _months(year: int, first: int, last: int, *, inferred: bool = False) -> Window:
    return Window(date(year, first, 1), month_end(year, last), inferred=inferred)


def _day(year: int, month: int, day: int, weekday: str | None = None) -> Window:
    if not 1 <= month <= 12:
        raise NotADate(f"There is no month {month}. Write the day first, then the month: 15/3/2017.")
    if not 1 <= day <= month_end(year, month).day:
        last = month_end(year, month).day
        raise NotADate(f"There is no {day} {MONTHS[month - 1]} {year}: that month has {last} days.")
    found = date(year, month, day)
    if weekday and WEEKDAYS[found.weekday()].lower() != weekday:
        raise NotADate(f"{long_date(found)} is a {WEEKDAYS[found.weekday()]}, not a {weekday.capitalize()}.")
    return Window(found, found)


def _in_figures(found: re.Match[str], said: _Said) -> Window:
    return _day(int(found["year"]), int(found["month"]), int(found["day"]))


def _in_words(found: re.Match[str], said: _Said) -> Window:
    weekday = found.groupdict().get("weekday")
    return _day(int(found["year"]), _month_number(found["month"]), int(found["day"]), weekday)


def _month(found: re.Match[str], said: _Said) -> Window:
    number = _month_number(found["month"])
    return _months(int(found["year"]), number, number)


def _year(found: re.Match[str], said: _Said) -> Window:
    return _months(int(found["year"]), 1, 12)


def _third_of_year(found: re.Match[str], said: _Said) -> Window:
    first = {"early": 1, "mid": 5, "late": 9}[found["third"]]
    return _months(int(found["year"]), first, first + 3, inferred=True)


def _financial(found: re.Match[str], said: _Said) -> Window:
    """A council's year runs from April: quarter 1 is April to June, quarter 4 the January to March after."""
    year, quarter = int(found["year"]), found.groupdict().get("quarter")
    if not str(year + 1).endswith(found["next"]):
        raise NotADate(f"{found['year']}/{found['next']} is not a financial year. Write two in a row, such as 2017/18.")
    if not quarter:
        return Window(date(year, 4, 1), date(year + 1, 3, 31))
    begin = months_after(date(year, 4, 1), 3 * (_QUARTERS.index(quarter) % 4))
    return Window(begin, months_after(begin, 3) - timedelta(days=1))


def _calendar_quarter(found: re.Match[str], said: _Said) -> Window:
    raise NotADate(
        f"Is “{found[0].capitalize()}” of the calendar or the financial year? Write, for example, Q2 2017/18."
    )


def _short_year(found: re.Match[str], said: _Said) -> Window:
    raise NotADate(f"Write the year of “{found[0]}” in four figures, for example 15/3/2017.")


def _meeting(found: re.Match[str], said: _Said) -> Window:
    """The day of the meeting once it is known, else its whole month. Without a year, the month that comes next."""
    month, stated = _month_number(found["month"]), found["year"]
    year = int(stated) if stated else said.on.year + (month < said.on.month)
    known = sorted({day for day in said.meetings if (day.year, day.month) == (year, month)})
    possible = known if stated else [day for day in known if day >= said.on]
    if len(possible) == 1:
        return Window(possible[0], possible[0])
    if known:
        days = " and ".join(long_date(day) for day in known)
        raise NotADate(f"Which meeting is meant? In that month the board meets on {days}. Write the day in full.")
    return _months(year, month, month, inferred=True)


def _from_now(found: re.Match[str], said: _Said) -> Window:
    fewest, most = found.groupdict().get("fewest"), _number(found["most"])
    if fewest and _number(fewest) > most:
        raise NotADate(f"“{found[0]}” runs backwards: write the smaller number first.")
    begin = _later(said.on, _number(fewest), found["unit"]) if fewest else said.on
    return Window(begin, _later(said.on, most, found["unit"]), inferred=True)


def _later(day: date, number: int, unit: str) -> date:
    if unit in ("month", "year"):
        return months_after(day, number * (12 if unit == "year" else 1))
    return day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _by(found: re.Match[str], said: _Said) -> Window | None:
    inner = _read(found["rest"], said)
    if inner and inner.latest < said.on:
        raise NotADate(f"{long_date(inner.latest)} is before {long_date(said.on)}, the day it was said.")
    # "By March 2017" is read as by its last day, which nobody stated; "by 31 March 2017" is what it says.
    return inner and Window(said.on, inner.latest, inferred=inner.inferred or not inner.is_day)


def _end_of(found: re.Match[str], said: _Said) -> Window | None:
    inner = _read(found["rest"], said)
    return None if inner is None or inner.inferred else Window(inner.latest, inner.latest)


def _from_to(found: re.Match[str], said: _Said) -> Window | None:
    last = _read(found["last"], said)
    if last is None:
        return None
    # "15 September to 15 December 2017", "1 to 15 March 2017": the first day borrows what it leaves out.
    month, year = MONTHS[last.latest.month - 1].lower(), last.latest.year
    endings = ("", f" {year}", f" {month} {year}")
    first = next((window for ending in endings if (window := _read(found["first"] + ending, said))), None)
    if first and last.latest < first.earliest:
        raise NotADate(f"{long_date(first.earliest)} is after {long_date(last.latest)}: write the earlier day first.")
    return first and Window(first.earliest, last.latest, inferred=first.inferred or last.inferred)


_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_QUARTERS = ("1", "2", "3", "4", "first", "second", "third", "fourth")

_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in map(str.lower, MONTHS))}|sept)\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS).lower()}),? )?"
_FINANCIAL = rf"{_YEAR}(?:/|-(?=\d\d$))(?P<next>\d\d(?:\d\d)?)"
_N = rf"(?:[1-9]\d{{0,2}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_BOARD = r"(?:the )?(?:next )?(?:(?:health and wellbeing )?board |hwb |committee )?"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Said], Window | None]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)", _in_figures),
        (rf"(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2{_YEAR}", _in_figures),
        (r"\d{1,2}([/.-])\d{1,2}\1\d\d", _short_year),
        (rf"{_WEEKDAY}(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}", _in_words),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _in_words),
        (rf"{_MONTH},? {_YEAR}", _month),
        (_YEAR, _year),
        (rf"(?:the )?(?P<third>early|mid|late)(?: in)?[ -]{_YEAR}", _third_of_year),
        (rf"(?:financial year )?{_FINANCIAL}", _financial),
        (rf"(?:q|quarter )(?P<quarter>[1-4])(?: of)?,? {_FINANCIAL}", _financial),
        (rf"(?:the )?(?P<quarter>first|second|third|fourth) quarter(?: of)?,? {_FINANCIAL}", _financial),
        (rf"(?:q|quarter )[1-4](?: of)?,? {_YEAR}", _calendar_quarter),
        (rf"{_BOARD}{_MONTH}(?: {_YEAR})? (?:board )?meeting", _meeting),
        (rf"{_BOARD}meeting in {_MONTH}(?: {_YEAR})?", _meeting),
        (rf"{_BOARD}meeting (?:of|on) {_DAY} {_MONTH} {_YEAR}", _in_words),
        (rf"(?:within (?:the )?(?:next )?|the next |next )(?P<most>{_N}) {_UNIT}", _from_now),
        (rf"(?:within )?(?:the )?(?:next )?(?P<fewest>{_N})(?: to |-| - )(?P<most>{_N}) {_UNIT}", _from_now),
        (rf"between (?P<fewest>{_N}) and (?P<most>{_N}) {_UNIT}", _from_now),
        (r"(?:by|no later than) (?P<rest>.+)", _by),
        (r"before (?P<rest>(?:the )?end of .+)", _by),
        (r"(?:the )?end (?:of )?(?P<rest>.+)", _end_of),
        (r"between (?P<first>.+?) and (?P<last>.+)", _from_to),
        (r"(?:from )?(?P<first>.+?)(?: to | - )(?P<last>.+)", _from_to),
    )
)
