"""Fingertips: one row for each area, sex, age and period. Kept are a board's own area and England, of its indicators.

Rows of parents (regions, ICBs) and of categories (deciles) are passed over. The value is taken as published; count and
denominator stand beside it.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from plans.enums import NationalMeasure, PeriodKind

from .areas import Areas
from .cells import BadCell, decimal, signed
from .figures import AreaFigure, BoardFigures, ReadFile, Wanted, WantedIndicator
from .limits import NotRead
from .names import MONTHS, month_end
from .tables import Table

ENGLAND = "E92000001"
PLACES = Decimal("0.0001")
BLANK = frozenset({"", "na", "n/a", "null", "-", "*", "not applicable"})
NO_CATEGORY = BLANK
PERSONS = "persons"


@dataclass(frozen=True)
class Told:
    """One row of a wanted indicator in a wanted area. `board` is None for England."""

    row: int
    number: int
    board: int | None
    sex: str
    age: str
    words: str
    start: date
    end: date
    kind: str
    value: Decimal | None
    count: Decimal | None
    denominator: Decimal | None
    note: str

    @property
    def figures(self) -> tuple[Decimal | None, ...]:
        return self.value, self.count, self.denominator


def read(table: Table, wanted: Wanted) -> ReadFile:
    numbers = {one.number for board in wanted.boards for one in board.fingertips}
    if not numbers:
        raise NotRead("No indicator of the board is read from Fingertips. Give one its number in Fingertips first.")
    areas, out = Areas(wanted.boards, code="area_code"), Counter[str]()
    told: dict[tuple, Told] = {}
    there: set[int] = set()
    at = table.places
    number_at, area_at, name_at, category_at = at["indicator"], at["area"], at["area_name"], at["category"]
    for row, cells in table.rows():
        said = cells[number_at].strip()
        if not said.isdecimal():
            table.refuse(row, "indicator", f"“{said[:30]}” is no number of an indicator.")
            continue
        hits: tuple[int | None, ...] = areas.of(cells[area_at], cells[name_at])
        if int(said) not in numbers:
            out["an indicator that no board here has"] += 1
            continue
        there.add(int(said))
        if cells[area_at].strip() == ENGLAND or cells[name_at].strip().casefold() == "england":
            hits = (None,)
        if not hits:
            out["another area, or a parent of this one"] += 1
            continue
        if cells[category_at].strip().casefold() not in NO_CATEGORY:
            out["a category, such as a decile of deprivation"] += 1
            continue
        for board in hits:
            one = _told(table, row, cells, int(said), board)
            if one is not None:
                _keep(table, told, one, out)
    areas.refuse_if_none()
    if not there:
        wanted_numbers = ", ".join(str(number) for number in sorted(numbers))
        raise NotRead(f"The file has none of the indicators that are looked for: {wanted_numbers}.")
    found = [_board(wanted, board, areas, told, out) for board in sorted(areas.words)]
    return ReadFile(
        kind=wanted.kind,
        title="Fingertips, indicator" + ("s " if len(there) > 1 else " ") + ", ".join(str(n) for n in sorted(there)),
        rows_read=table.read,
        rows_used=sum(len(one.figures) for one in found) + len({f.locator for one in found for f in one.england}),
        left_out=tuple(out.items()),
        boards=tuple(found),
    )


def _told(table: Table, row: int, cells: list[str], number: int, board: int | None) -> Told | None:
    at = table.places
    before = table.refusals.count
    period = table.cell(row, cells, "period", period_of)
    value, count, denominator = (
        None if cells[at[key]].strip().casefold() in BLANK and type(cells[at[key]]) is str
        else table.cell(row, cells, key, read)
        for key, read in (("value", signed), ("count", decimal), ("denominator", decimal))
    )  # fmt: skip
    if table.refusals.count > before or period is None:
        return None
    start, end, kind = period
    note = cells[at["note"]].strip() if table.has("note") else ""
    sex, age, words = (cells[at[key]].strip() for key in ("sex", "age", "period"))
    if value is not None:
        value = value.quantize(PLACES, rounding=ROUND_HALF_UP)
    return Told(row, number, board, sex, age, words, start, end, kind, value, count, denominator, note)


def _keep(table: Table, told: dict[tuple, Told], one: Told, out: Counter[str]) -> None:
    key = (one.number, one.board, one.sex.casefold(), one.age.casefold(), one.start, one.end)
    before = told.get(key)
    if before is None:
        told[key] = one
    elif before.figures == one.figures:
        out["a second row that says the same, under another parent"] += 1
    else:
        table.refuse(one.row, "value", f"row {before.row:,} says otherwise of the same area, sex, age and period.")


def _board(wanted: Wanted, board: int, areas: Areas, told: dict[tuple, Told], out: Counter[str]) -> BoardFigures:
    figures: list[AreaFigure] = []
    england: list[AreaFigure] = []
    remarks = []
    for indicator in wanted.boards[board].fingertips:
        for place, into in ((board, figures), (None, england)):
            rows = [one for one in told.values() if (one.number, one.board) == (indicator.number, place)]
            chosen, why_not = _chosen(rows, indicator)
            if why_not and place is not None:
                remarks.append(why_not)
            if place is not None and len(rows) > len(chosen):
                out["another sex or age"] += len(rows) - len(chosen)
            for one in sorted(chosen, key=lambda one: (one.end, one.start)):
                if one.value is None:
                    out[f"no value: {one.note or 'no reason is given'}"] += place is not None
                else:
                    into.append(_figure(one, indicator))
    area = areas.area_of(board)
    return BoardFigures(
        wanted.boards[board].key, area, figures=tuple(figures), england=tuple(england), remarks=tuple(remarks)
    )


def _chosen(rows: list[Told], indicator: WantedIndicator) -> tuple[list[Told], str]:
    """The rows of the indicator's sex and age. Without a sex, all persons; without an age, the only one there is."""
    about = f"Indicator {indicator.number}"
    sexes = {one.sex.casefold(): one.sex for one in rows}
    sex = indicator.sex.casefold() or (PERSONS if PERSONS in sexes else next(iter(sexes)) if len(sexes) == 1 else "")
    if rows and sex not in sexes:
        asked = f"not of “{indicator.sex}”" if indicator.sex else "not of all persons"
        return [], f"{about} is in the file, but {asked}: only {_listed(sexes.values())}."
    rows = [one for one in rows if one.sex.casefold() == sex]
    ages = {one.age.casefold(): one.age for one in rows}
    age = indicator.age.casefold() or (next(iter(ages)) if len(ages) == 1 else "")
    if rows and age not in ages:
        asked = f"not at age “{indicator.age}”" if indicator.age else "at several ages, and none is chosen"
        return [], f"{about} is in the file, but {asked}: {_listed(ages.values())}."
    return [one for one in rows if one.age.casefold() == age], ""


def _listed(words) -> str:
    return ", ".join(f"“{word}”" for word in sorted(words))


def _figure(one: Told, indicator: WantedIndicator) -> AreaFigure:
    about = ", ".join(filter(None, (one.sex, one.age)))
    return AreaFigure(
        measure=NationalMeasure.FINGERTIPS,
        indicator=indicator.key,
        period_start=one.start,
        period_end=one.end,
        period_words=one.words,
        period_kind=one.kind,
        value=one.value,
        numerator=one.count,
        denominator=one.denominator,
        of_what=about,
        note=f"Fingertips indicator {one.number}: {about}." + (f" {one.note}." if one.note else ""),
        locator=f"row {one.row:,}",
    )


def period_of(text: str) -> tuple[date, date, str]:
    """First day, last day and kind of a period as Fingertips writes it. Raises BadCell."""
    said = re.sub(r"\s*[-–]\s*", "-", text.strip())
    if re.fullmatch(r"\d{4}", said):
        return _years(int(said), int(said), month=1)
    if found := re.fullmatch(r"(\d{4})-(\d{2}|\d{4})", said):
        return _years(int(found[1]), _second(found[1], found[2]), month=1)
    if (found := re.fullmatch(r"(\d{4})/(\d{2})", said)) and _second(found[1], found[2]) == int(found[1]) + 1:
        return _years(int(found[1]), int(found[1]), month=4)
    if found := re.fullmatch(r"(\d{4})/\d{2}-(\d{2}|\d{4})/(\d{2})", said):
        return _years(int(found[1]), _second(found[1], found[2]), month=4)
    if found := re.fullmatch(r"(\d{4})(/\d{2})? ?Q([1-4])", said):
        first = (4 if found[2] else 1) + 3 * (int(found[3]) - 1)
        year, month = int(found[1]) + (first > 12), (first - 1) % 12 + 1
        return date(year, month, 1), _month_end(year, month + 2), PeriodKind.FULL
    if (found := re.fullmatch(r"([A-Za-z]+) (\d{4})", said)) and (named := MONTHS.get(found[1].casefold())):
        return date(int(found[2]), named, 1), _month_end(int(found[2]), named), PeriodKind.FULL
    raise BadCell(f"“{text.strip()[:30]}” is no time period that is known here.")


def _second(first: str, second: str) -> int:
    """ "20" after 2018 is 2020; "01" after 1999 is 2001."""
    if len(second) == 4:
        return int(second)
    year = int(first[:2] + second)
    return year if year >= int(first) else year + 100


def _years(first: int, last: int, *, month: int) -> tuple[date, date, str]:
    if not 1990 <= first <= last <= first + 15:
        raise BadCell("the years of the period do not follow each other.")
    start, after = date(first, month, 1), date(last + 1, month, 1)
    return start, after - timedelta(days=1), PeriodKind.FULL if first == last else PeriodKind.ROLLING


def _month_end(year: int, month: int) -> date:
    found = month_end(year, month)
    if found is None:
        raise BadCell("the year is not known here.")
    return found
