"""The list of practices as a file: the rows that are shown, in their order, with the parts of each figure and its source."""

from collections.abc import Iterable, Sequence

from plans.pages.practice_columns import Column
from plans.pages.practices import Cell, PracticeTable, Row
from plans.pages.tables import day_cell

PRACTICE_HEADINGS = (
    "Practice", "ODS code", "Place", "Locality", "Open or closed", "CQC rating", "Rating published", "Registered patients",
    "Patients per GP", "Patients counted", "GPs, full-time equivalent", "GPs counted are", "Health checks, per cent",
    "Checks done", "On the register", "Period of the ratings", "Period of the GPs", "Period of the checks",
    "Source of the rating", "Source of the patients", "Source of the GPs", "Source of the checks",
)  # fmt: skip


def practice_rows(rows: Iterable[Row], table: PracticeTable) -> Iterable[Sequence[str]]:
    ratings, staffing, checks = table.columns
    for row in rows:
        line, rated = row.line, row.rating
        published = day_cell(rated.rated_on)
        yield (
            line.name, line.ods_code, line.place, line.locality, row.state or "Open", rated.shown or rated.missing, published,
            _number(row.patients), _number(row.gps), *_parts(row.gps), staffing.definition, _number(row.checks),
            *_parts(row.checks), ratings.day, staffing.day, checks.day, _source(rated, ratings),
            str(row.patients.citation or _source(row.patients, staffing)), _source(row.gps, staffing),
            _source(row.checks, checks),
        )  # fmt: skip


def _number(cell: Cell) -> str:
    """A figure that a spreadsheet can reckon with, or why there is none."""
    return cell.missing if cell.value is None else f"{cell.value:f}"


def _parts(cell: Cell) -> tuple[str, str]:
    return (f"{cell.parts[0]:f}", f"{cell.parts[1]:f}") if cell.parts else ("", "")


def _source(cell: Cell, column: Column) -> str:
    return str(cell.citation or column.citation or "")
