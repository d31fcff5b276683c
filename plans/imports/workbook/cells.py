"""What stands in one cell, read as what its column asks for. Each function raises Refused with a sentence."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from plans.enums import OwnerJudgement
from plans.rules.dates import NotADate, Window, long_date, read_soft_date

LONGEST_TITLE, LONGEST_NOTE, LONGEST_WHY = 300, 4000, 1000
LARGEST_NUMBER, DECIMALS = Decimal(10) ** 12, 4
EXAMPLE = "for example 29/01/2027"
Cell = tuple[str, str]
NO_WORDS = {"number": "a number", "percent": "a number", "date": "a date"}


class Refused(Exception):
    """A cell that cannot be taken as it is. Its message is a sentence."""


def words(cell: Cell, *, longest: int, required: str = "") -> str:
    tag, text = cell
    text = text.strip()
    if tag in NO_WORDS:
        raise Refused(f"This is {NO_WORDS[tag]}, {text}; words are wanted here. Write a sentence.")
    if required and not text:
        raise Refused(required)
    if len(text) > longest:
        raise Refused(f"This has {len(text):,} characters; {longest:,} is the limit. Put the rest in a paper.")
    return text


def window(cell: Cell, *, today: date) -> Window:
    """A day, or the words the page of updates reads too."""
    tag, text = cell
    if tag == "date":
        day = date.fromisoformat(text)
        return Window(day, day)
    if tag != "text":
        raise Refused(f"This is a number, {text}, not a date. Write a day, {EXAMPLE}.")
    try:
        return read_soft_date(text, said_on=today)
    except NotADate as unread:
        raise Refused(str(unread)) from None


def day(cell: Cell, *, today: date) -> date:
    found = window(cell, today=today)
    if not found.is_day:
        raise Refused(f"“{cell[1][:60]}” is no single day. Write one, {EXAMPLE}.")
    return found.latest


def day_done(cell: Cell, *, today: date, not_before: date) -> date:
    found = day(cell, today=today)
    if found > today:
        raise Refused(f"{long_date(found)} is still to come. Say it is done on the day it is, or after.")
    if found < not_before:
        raise Refused(
            f"{long_date(found)} is before {long_date(not_before)}, the day this action was first stated. Check the year."
        )
    return found


def new_date(cell: Cell, *, today: date, begins: date) -> Window:
    if not cell[1].strip():
        raise Refused("A date is not taken away. Write the new one, or withdraw the milestone under State.")
    found = window(cell, today=today)
    if found.latest < begins:
        raise Refused(f"{long_date(found.latest)} is before the strategy begins, on {long_date(begins)}.")
    if found.latest < today:
        raise Refused(f"{long_date(found.latest)} has already passed. If it is done, write so under Completed on.")
    return found


def choice(cell: Cell, options: Iterable[str], *, what: str) -> str:
    """One of the words of a drop-down, whatever their case."""
    text = " ".join(cell[1].split())
    by_case = {option.casefold(): option for option in options}
    if text.casefold() in by_case:
        return by_case[text.casefold()]
    offered = list(by_case.values())
    which = f": {', '.join(offered)}" if len(offered) <= 8 else ""
    raise Refused(f"“{text[:60]}” is not on the list of {what}{which}.")


def judgement(cell: Cell) -> OwnerJudgement:
    if not cell[1].strip():
        raise Refused("A judgement is not taken away. It stands until the owner gives another.")
    label = choice(cell, [one.label for one in OwnerJudgement], what="judgements")
    return next(one for one in OwnerJudgement if one.label == label)


def number(cell: Cell) -> Decimal | None:
    tag, text = cell
    if not text.strip():
        return None
    if tag == "percent":
        raise Refused("This cell is formatted as a percentage. Write 81.4 for 81.4 %, as a plain number.")
    try:
        found = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if tag == "date" or not found.is_finite():
        raise Refused(f"“{shorten(text)}” is not a number. Write figures only, for example 81.4.")
    if abs(found) >= LARGEST_NUMBER:
        raise Refused(f"{shorten(text)} is too large for a reading.")
    if found != round(found, DECIMALS):
        raise Refused(f"{shorten(text)} has more than {DECIMALS} places after the point. Round it.")
    return found


def shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
