"""General Practice Workforce: patients and full-time-equivalent GPs of each practice, in three definitions.

The ratio of an area is the sum of patients over the sum of GPs, never the mean of ratios. Until 2019 the file had no
column without trainees (EXTG); it had one without registrars alone (EXR), which is another figure. So for those years
GPs in training are taken off the total.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import Missing, NationalMeasure, PracticeMeasure
from plans.rules.dates import long_date

from .areas import Areas
from .cells import decimal, whole
from .figures import AreaFigure, BoardFigures, PracticeFigure, PracticeRow, ReadFile, Wanted
from .limits import NotRead
from .names import MONTHS, month_end, month_in_name
from .tables import Table

NO_DATA = frozenset({"", "nd", "na", "n/a", "ns", "est", ".", "-"})
WHOLE_COUNTRY = 2_000  # practices; England had 6,200 in 2025
DEFINITIONS = {
    NationalMeasure.PATIENTS_PER_GP_ALL: (
        PracticeMeasure.PATIENTS_PER_GP_ALL,
        "full-time-equivalent GPs, all, those in training included",
    ),
    NationalMeasure.PATIENTS_PER_GP_QUALIFIED: (
        PracticeMeasure.PATIENTS_PER_GP_QUALIFIED,
        "full-time-equivalent GPs, fully qualified (without those in training)",
    ),
    NationalMeasure.PATIENTS_PER_GP_PERMANENT: (
        PracticeMeasure.PATIENTS_PER_GP_PERMANENT,
        "full-time-equivalent GPs, fully qualified, without locums",
    ),
}


@dataclass(frozen=True)
class Staffed:
    """One practice: its patients, and its GPs by definition. None where the file has no data."""

    row: int
    code: str
    name: str
    patients: Decimal | None
    gps: dict[str, Decimal | None]
    boards: tuple[int, ...]


def read(table: Table, wanted: Wanted) -> ReadFile:
    areas, out = Areas(wanted.boards, code="nhs_area_code"), Counter[str]()
    period = wanted.as_at or month_in_name(table.inside) or month_in_name(wanted.file_name)
    found: dict[str, Staffed] = {}
    area_keys = [key for key in ("area_code", "area_name", "icb_code", "icb_name") if table.has(key)]
    for row, cells in table.rows():
        period = period or _month_in_row(table, cells)
        one = _staffed(table, row, cells, areas.of(*(cells[table.places[key]] for key in area_keys)))
        if one is None:
            continue
        if (before := found.get(one.code)) is not None:
            if (before.patients, before.gps) != (one.patients, one.gps):
                table.refuse(row, "practice", f"“{one.code}” stands in row {before.row:,} as well, with other figures.")
            out["a second row of a practice"] += 1
            continue
        found[one.code] = one
    if period is None:
        raise NotRead(
            "Neither the file's name nor its columns say of which month it is. Say which (as at), or give the file its "
            "published name, such as “1 General Practice – March 2026 Practice Level - Detailed.csv”."
        )
    areas.refuse_if_none()
    whole_country = len(found) >= WHOLE_COUNTRY
    derived = (
        ""
        if table.has("qualified")
        else " GPs in training are taken off the total: the file has no column without them."
    )
    england = _figures(found.values(), period, derived) if whole_country else ()
    others = sum(not one.boards for one in found.values())
    if others:
        out["a practice of another area, used for the figure of England alone"] = others
    remarks = [] if whole_country else ["No figure of England: the file does not hold the whole country."]
    if derived:
        remarks.append("An older file: fully qualified GPs are TOTAL_GP_FTE less TOTAL_GP_REG_ST1_4_FTE and _F1_2_FTE.")
    return ReadFile(
        kind=wanted.kind,
        title=f"General Practice Workforce, {long_date(period)}",
        rows_read=table.read,
        rows_used=len(found),
        left_out=tuple(out.items()),
        remarks=tuple(remarks),
        boards=tuple(_board(wanted, at, areas, found, period, england, derived) for at in sorted(areas.words)),
    )


def _staffed(table: Table, row: int, cells: list[str], boards: tuple[int, ...]) -> Staffed | None:
    code = cells[table.places["practice"]].strip().upper()
    if not code:
        table.refuse(row, "practice", "nothing stands here; the practice cannot be told.")
        return None
    before = table.refusals.count
    patients = _number(table, row, cells, "patients", read=whole)
    every = _number(table, row, cells, "all")
    if table.has("qualified"):
        qualified = _number(table, row, cells, "qualified")
    else:
        training = [_number(table, row, cells, key) for key in ("registrars", "foundation")]
        qualified = (
            None if every is None or None in training else every - sum(one for one in training if one is not None)
        )
    permanent = _number(table, row, cells, "permanent") if table.has("permanent") else None
    if table.refusals.count > before:
        return None
    if every is not None and qualified is not None and not 0 <= qualified <= every:
        key = "qualified" if table.has("qualified") else "registrars"
        table.refuse(
            row, key, f"of {every} GPs {qualified} would be fully qualified: a part lies between 0 and the whole."
        )
        return None
    gps: dict[str, Decimal | None] = {NationalMeasure.PATIENTS_PER_GP_ALL: every,
                                      NationalMeasure.PATIENTS_PER_GP_QUALIFIED: qualified}  # fmt: skip
    if table.has("permanent"):
        gps[NationalMeasure.PATIENTS_PER_GP_PERMANENT] = permanent
    return Staffed(row, code, cells[table.places["name"]].strip(), patients, gps, boards)


def _number(table: Table, row: int, cells: list[str], key: str, *, read=decimal) -> Decimal | None:
    if cells[table.places[key]].strip().casefold() in NO_DATA and type(cells[table.places[key]]) is str:
        return None
    return table.cell(row, cells, key, read)


def _month_in_row(table: Table, cells: list[str]) -> date | None:
    if not table.has("year", "month"):
        return None
    year, month = cells[table.places["year"]].strip(), cells[table.places["month"]].strip().casefold()
    number = MONTHS.get(month) or (int(month) if month.isdecimal() and 1 <= int(month) <= 12 else None)
    return month_end(int(year), number) if number and year.isdecimal() else None


def _board(
    wanted: Wanted,
    at: int,
    areas: Areas,
    found: dict[str, Staffed],
    period: date,
    england: tuple[AreaFigure, ...],
    derived: str,
) -> BoardFigures:
    ours = sorted((one for one in found.values() if at in one.boards), key=lambda one: (one.name.casefold(), one.code))
    readings = []
    for place, one in enumerate(ours):
        for measure, gps in one.gps.items():
            readings.append(
                PracticeFigure(
                    practice=place,
                    measure=DEFINITIONS[NationalMeasure(measure)][0],
                    period_end=period,
                    numerator=one.patients,
                    denominator=gps if gps else None,
                    missing=_missing(one, gps),
                    locator=f"row {one.row:,}",
                )
            )
    area = areas.area_of(at)
    board = wanted.boards[at]
    by_name = not board.area and not board.nhs_area_code
    remarks = (f"The area was found by its name, “{board.local_authority}”, and not by a code.",) if by_name else ()
    practices = tuple(
        PracticeRow(o.name, o.code, list_size=None if o.patients is None else int(o.patients)) for o in ours
    )
    return BoardFigures(board.key, area, practices, tuple(readings), _figures(ours, period, derived), england, remarks)


def _missing(one: Staffed, gps: Decimal | None) -> str:
    if one.patients is None or gps is None:
        return Missing.NO_DATA
    return "" if gps else Missing.NO_GP


def _figures(practices: Iterable[Staffed], period: date, derived: str) -> tuple[AreaFigure, ...]:
    """Sum over sum, of the practices that have both; how many have not is said."""
    practices = list(practices)
    figures = []
    for measure, (_, of_what) in DEFINITIONS.items():
        stated = [one for one in practices if measure in one.gps]
        pairs = [(one.patients, gps) for one in stated if (gps := one.gps[measure]) and one.patients is not None]
        if not pairs:
            continue
        without = Counter(_missing(one, one.gps[measure]) for one in stated)
        left_out = len(stated) - len(pairs)
        why = ", ".join(f"{without[kind]} with {kind.label.lower()}" for kind in Missing if without[kind])
        note = f"Worked out from {len(pairs)} practices, {left_out} left out{f' ({why})' if why else ''}."
        figures.append(
            AreaFigure(
                measure=measure,
                period_end=period,
                numerator=sum((patients for patients, _ in pairs), Decimal(0)),
                denominator=sum((gps for _, gps in pairs), Decimal(0)),
                of_what=of_what,
                is_ratio=True,
                note=f"{note} Patients for each of the {of_what}.{derived}",
            )
        )
    return tuple(figures)
