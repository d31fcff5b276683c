"""The day or month that the name of a file tells."""

import calendar
import re
from datetime import date

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEARS = range(2004, 2100)


def day_in_name(name: str) -> date | None:
    """1 March 2026 of "01_March_2026_Latest_ratings.ods" or "2026-03-01 ratings.csv"."""
    said = re.sub(r"%20|[_\-.]+", " ", name).casefold()
    if found := re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH}) (\d{{4}})\b", said):
        return _day(int(found[3]), MONTHS[found[2]], int(found[1]))
    if found := re.search(r"\b(\d{4}) (\d{2}) (\d{2})\b", said) or re.search(r"\b(20\d\d)(\d\d)(\d\d)\b", said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return None


def month_in_name(name: str) -> date | None:
    """The last day of March 2026 of "... - March 2026 Practice Level - Detailed.csv" or "GPWPracticeCSV.032026.zip"."""
    said = re.sub(r"%20|[_\-–.]+", " ", name).casefold()
    if found := re.search(rf"\b({MONTH}) (\d{{4}})\b", said):
        return month_end(int(found[2]), MONTHS[found[1]])
    if found := re.search(r"\b(0[1-9]|1[0-2])(20\d\d)\b", said):
        return month_end(int(found[2]), int(found[1]))
    if found := re.search(r"\b(20\d\d)[ ]?(0[1-9]|1[0-2])\b", said):
        return month_end(int(found[1]), int(found[2]))
    return None


def month_end(year: int, month: int) -> date | None:
    return _day(year, month, calendar.monthrange(year, month)[1]) if year in YEARS else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
