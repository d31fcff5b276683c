"""The list of practices: what the latest file of each kind says of every one of them. For the page, its file and the pack."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plans.enums import CqcRating, Missing, PracticeMeasure
from plans.pages.practice_columns import (
    CHECKS,
    RATING,
    Column,
    as_shown,
    checks_column,
    column_source,
    parts_words,
    rating_column,
    staffing_column,
    usual_definition,
)
from plans.pages.words import capital, count, is_or_are
from plans.practices import PracticeFigure, PracticeLine, Practices
from plans.rules.dates import long_date
from plans.rules.practices import ABSENT, GPS, missing_words, together, worst_first
from plans.rules.words import joined, plain
from plans.tree import Citation, SourceRef, StrategySnapshot

ORDERS = {
    "rating": "CQC rating, worst first",
    "gps": "Patients per GP, most first",
    "checks": "Health checks, fewest first",
    "patients": "Registered patients, most first",
    "place": "Place",
    "name": "Name",
}


@dataclass(frozen=True)
class Cell:
    """One figure of one practice as shown. `missing` says why there is none; `citation` only where it is not the column's."""

    shown: str = ""
    detail: str = ""
    missing: str = ""
    kind: str = ""
    """Why there is no figure, as it is counted: a value of Missing, or ABSENT."""
    rating: CqcRating | None = None
    rated_on: date | None = None
    value: Decimal | None = None
    parts: tuple[Decimal, Decimal] | None = None
    citation: Citation | None = None


@dataclass(frozen=True)
class Row:
    """One practice of the list."""

    line: PracticeLine
    is_closed: bool
    state: str
    rating: Cell
    patients: Cell
    gps: Cell
    checks: Cell


@dataclass(frozen=True)
class PracticeTable:
    """All that the list shows, before it is narrowed. `ratings` counts the practices that are open, the worst first."""

    practices: Practices
    gps: PracticeMeasure
    rows: tuple[Row, ...]
    ratings: tuple[tuple[CqcRating, int], ...]
    unrated: str
    columns: tuple[Column, Column, Column]
    """Ratings, GPs, health checks."""

    @property
    def closed(self) -> int:
        return sum(row.is_closed for row in self.rows)


def practice_table(
    practices: Practices, snapshot: StrategySnapshot, *, gps: PracticeMeasure | None = None
) -> PracticeTable:
    """`gps` is how GPs are counted; the board's own definition where it is not asked for."""
    gps = gps or usual_definition(snapshot)
    sources = {measure: column_source(practices, measure) for measure in (RATING, gps, CHECKS)}
    rows = tuple(_row(line, practices, gps, sources) for line in practices.lines)
    open_rows = [row for row in rows if not row.is_closed]
    rated = _ratings(open_rows)
    return PracticeTable(
        practices=practices,
        gps=gps,
        rows=rows,
        ratings=tuple((rating, rated[rating]) for rating in CqcRating if rated[rating]),
        unrated=missing_words(_missing(row.rating for row in open_rows)),
        columns=(
            rating_column(practices, _ratings(rows), _missing(row.rating for row in rows), snapshot),
            staffing_column(
                practices, _parts(row.gps for row in rows), _missing(row.gps for row in rows), gps, snapshot
            ),
            checks_column(
                practices, _parts(row.checks for row in rows), _missing(row.checks for row in rows), snapshot
            ),
        ),
    )


def _ratings(rows: Iterable[Row]) -> Counter[CqcRating]:
    return Counter(row.rating.rating for row in rows if row.rating.rating)


def _missing(cells: Iterable[Cell]) -> Counter[str]:
    return Counter(cell.kind for cell in cells if cell.kind)


def _parts(cells: Iterable[Cell]) -> list[tuple[Decimal, Decimal]]:
    return [cell.parts for cell in cells if cell.parts]


# --- Rows -------------------------------------------------------------------------------------------------------------


def _row(line: PracticeLine, practices: Practices, gps: PracticeMeasure, sources: dict) -> Row:
    rating, staffing, checks = (cell(practices, line, measure, sources[measure]) for measure in (RATING, gps, CHECKS))
    patients = _patients(practices, line, gps, sources[gps])
    return Row(line, practices.is_closed(line), state_of(line), rating, patients, staffing, checks)


def state_of(line: PracticeLine) -> str:
    if line.closed_on and line.merged_into:
        return f"Merged into {line.merged_into[1]} on {long_date(line.closed_on)}"
    if line.closed_on:
        return f"Closed on {long_date(line.closed_on)}"
    took = joined([name for _, name in line.merged_from])
    said = [f"Opened on {long_date(line.opened_on)}" if line.opened_on else "", f"Took in {took}" if took else ""]
    return ". ".join(part for part in said if part)


def cell(practices: Practices, line: PracticeLine, measure: PracticeMeasure, usual: SourceRef | None) -> Cell:
    """What the latest file says of a practice, or why it says nothing; then what an earlier one said."""
    figure, day = practices.present(line, measure), practices.day_of(measure)
    if figure is None:
        return _absent(practices, line, measure, day)
    shown = figure_cell(figure)
    if shown.parts and measure in GPS:  # the patients have a column of their own
        shown = replace(shown, detail=f"{plain(shown.parts[1])} GPs")
    return replace(shown, citation=None if figure.citation.source == usual else figure.citation)


def figure_cell(figure: PracticeFigure) -> Cell:
    """One figure, by itself."""
    if figure.missing or not (figure.parts or figure.category):
        kind = figure.missing or Missing.NO_DATA
        return Cell(missing=kind.label, kind=kind.value, citation=figure.citation)
    if figure.category:
        published = f"published {long_date(figure.rated_on)}" if figure.rated_on else "its day is not given"
        return Cell(
            figure.category, published, rating=figure.rating, rated_on=figure.rated_on, citation=figure.citation
        )
    assert figure.parts is not None
    assert figure.value is not None
    words = parts_words(figure.parts, figure.measure)
    return Cell(
        as_shown(figure.value, figure.measure), words, value=figure.value, parts=figure.parts, citation=figure.citation
    )


def _absent(practices: Practices, line: PracticeLine, measure: PracticeMeasure, day: date | None) -> Cell:
    if day is None:
        return Cell(missing="No file is on record")
    if practices.is_closed(line):
        return Cell(missing="Closed")
    before = line.figure(measure)
    if before is None:
        return Cell(missing="Not in the file", kind=ABSENT)
    said = figure_cell(before)
    earlier = f"On {long_date(before.period_end)}: {said.shown or said.missing}"
    return Cell(missing="Not in the file", kind=ABSENT, detail=earlier, citation=before.citation)


def _patients(practices: Practices, line: PracticeLine, gps: PracticeMeasure, usual: SourceRef | None) -> Cell:
    """Those on the list: from the file that counts GPs, else what is on record of the practice."""
    figure = practices.present(line, gps)
    if figure and figure.numerator is not None:
        return Cell(shown=plain(figure.numerator), value=figure.numerator)
    if line.list_size is None:
        return Cell(missing="Not stated")
    cited = line.citation if line.citation and line.citation.source != usual else None
    return Cell(shown=f"{line.list_size:,}", value=Decimal(line.list_size), citation=cited)


# --- What is asked for ------------------------------------------------------------------------------------------------


def in_order(rows: Iterable[Row], by: str, gps: PracticeMeasure) -> list[Row]:
    """The worst first by one column; what has no figure after it, and what has closed at the end."""

    def key(row: Row) -> tuple:
        rated = row.rating.rating
        return {
            "rating": (rated.order if rated else len(CqcRating), row.rating.kind == ABSENT),
            "gps": worst_first(row.gps.value, gps),
            "checks": worst_first(row.checks.value, CHECKS),
            "patients": (row.patients.value is None, -(row.patients.value or 0)),
            "place": (row.line.locality, row.line.place),
            "name": (),
        }[by]

    return sorted(rows, key=lambda row: (row.is_closed, *key(row), row.line.name.casefold(), row.line.pk))


def these_together(rows: Sequence[Row], gps: PracticeMeasure) -> tuple[Cell, Cell]:
    """Patients per GP and health checks of the practices that are shown, sum over sum."""
    return _together([row.gps for row in rows], gps), _together([row.checks for row in rows], CHECKS)


def _together(cells: Sequence[Cell], measure: PracticeMeasure) -> Cell:
    total = together(_parts(cells), measure)
    if total is None:
        return Cell(missing="No figure")
    return Cell(as_shown(total.value, measure), f"of {count(total.practices, 'practice')}", value=total.value)


def lead_sentence(table: PracticeTable) -> str:
    """ "26 practices are open: one is rated Inadequate, three Requires improvement and 17 Good; 2 not rated." """
    number = len(table.practices.open)
    begin = f"{capital(count(number, 'practice'))} {is_or_are(number)} open"
    if not table.ratings:
        return f"{begin}: {table.unrated}." if table.unrated else f"{begin}; no rating of any is on record."
    (first, of_it), *rest = table.ratings
    told = [f"{count(of_it)} {is_or_are(of_it)} rated {first.label}", *(f"{count(n)} {r.label}" for r, n in rest)]
    return f"{begin}: {joined(told)}" + (f"; {table.unrated}." if table.unrated else ".")
