"""What one cell may say. What cannot be believed is refused with its row and column, and nothing is written then."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from .limits import MOST_REFUSED
from .ods import Formula

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%m-%Y", "%d-%b-%y")
LARGEST = Decimal(10) ** 11
TOO_MANY = 400
"""Refused cells after which reading stops: the file is not what it seems."""


class BadCell(ValueError):
    """Why a cell is refused, as the end of a sentence that begins with what stands there."""


class TooManyBadCells(Exception):
    pass


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Refusals:
    """The cells that were refused so far. The first ones are listed; all are counted."""

    def __init__(self) -> None:
        self.listed: list[tuple[str, str]] = []
        self.count = 0

    def add(self, where: str, why: str) -> None:
        self.count += 1
        if len(self.listed) < MOST_REFUSED:
            self.listed.append((where, why))
        if self.count >= TOO_MANY:
            raise TooManyBadCells


def decimal(text: str) -> Decimal:
    """A number that is not below zero. Raises BadCell with a sentence."""
    said = text.strip()
    if isinstance(text, Formula):
        raise BadCell("this is a formula. Formulas are not read; a published file holds numbers.")
    if NUMBER.fullmatch(said):
        number = Decimal(said)
        if number >= LARGEST:
            raise BadCell(f"“{said[:30]}” is larger than anything that is counted here.")
        return number
    if not said:
        raise BadCell("nothing stands here, and a number is needed.")
    if re.fullmatch(r"-[0-9.,]+", said):
        raise BadCell(f"“{said[:30]}” is below zero, and this is counted.")
    if re.fullmatch(r"[0-9]{1,3}([,\u00a0 ’'][0-9]{3})+(\.[0-9]+)?", said):
        raise BadCell(
            f"“{said[:30]}” is written with thousands separators. Published files have none; save it without."
        )
    if re.fullmatch(r"[0-9]+,[0-9]+", said):
        raise BadCell(f"“{said[:30]}” has a comma where these files write a point.")
    if re.fullmatch(r"[+-]?(nan|inf|infinity|#.*|∞)", said, re.IGNORECASE):
        raise BadCell(f"“{said[:30]}” is not a number.")
    if re.fullmatch(r"[0-9.]+e[+-]?[0-9]+", said, re.IGNORECASE):
        raise BadCell(
            f"“{said[:30]}” was shortened by a spreadsheet program; its digits are lost. Send the file unopened."
        )
    if said.endswith("%"):
        raise BadCell(f"“{said[:30]}” is a percentage, and a count is needed.")
    raise BadCell(f"“{said[:30]}” is not a number.")


def whole(text: str) -> Decimal:
    """A count. Raises BadCell."""
    number = decimal(text)
    if number != number.to_integral_value():
        raise BadCell(f"“{text.strip()[:30]}” is not a whole number, and this is counted.")
    return number.to_integral_value()


def signed(text: str) -> Decimal:
    """A number that may be below zero, as a change or a gap can. Raises BadCell."""
    said = text.strip()
    if said.startswith("-") and NUMBER.fullmatch(said[1:]) and not isinstance(text, Formula):
        return -decimal(said[1:])
    return decimal(text)


def day(text: str) -> date:
    """A day in any of the ways these files write it. Raises BadCell."""
    if isinstance(text, Formula):
        raise BadCell("this is a formula. Formulas are not read.")
    said = re.sub(r"[T ]00:00(:00)?(\.0+)?$", "", text.strip())
    if re.fullmatch(r"[0-9]{5}", said):  # a day as a spreadsheet counts it
        return date(1899, 12, 30) + timedelta(days=int(said))
    for form in DAYS:
        try:
            found = datetime.strptime(said, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found
    if not said:
        raise BadCell("nothing stands here, and a day is needed.")
    raise BadCell(f"“{said[:30]}” is not a day.")
