"""The practices of a board on a day: what each national file had said of them by then. Three queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from plans.enums import CqcRating, Missing, PlaceKind, PracticeMeasure
from plans.models import Board, Place, Practice, PracticeReading, Source
from plans.rules.practices import rating_of, worked_out
from plans.snapshot_lines import Citations
from plans.tree import Citation

PLACES_UP = 3
"""An estate lies in a town, and that in a locality."""


@dataclass(frozen=True)
class PracticeFigure:
    """What one file says of one practice for a period: a number in two parts, a rating, or why there is neither."""

    measure: PracticeMeasure
    period_start: date | None
    period_end: date
    numerator: Decimal | None
    denominator: Decimal | None
    category: str
    rated_on: date | None
    missing: Missing | None
    said_on: date
    citation: Citation

    @property
    def rating(self) -> CqcRating | None:
        return rating_of(self.category)

    @property
    def parts(self) -> tuple[Decimal, Decimal] | None:
        if self.missing or self.numerator is None or not self.denominator:
            return None
        return self.numerator, self.denominator

    @property
    def value(self) -> Decimal | None:
        return worked_out(*self.parts, self.measure) if self.parts else None


@dataclass(frozen=True)
class PracticeLine:
    """A practice on a day. `figures` is the latest of each measure, or all of them where they were asked for."""

    pk: int
    key: str
    name: str
    ods_code: str
    cqc_location: str
    place: str
    place_key: str
    locality: str
    locality_key: str
    list_size: int | None
    opened_on: date | None
    closed_on: date | None
    merged_into: tuple[str, str] | None
    """Key and name."""
    merged_from: tuple[tuple[str, str], ...]
    note: str
    citation: Citation | None
    figures: tuple[PracticeFigure, ...] = ()

    def figure(self, measure: PracticeMeasure) -> PracticeFigure | None:
        """The latest of a measure: the last period speaks, and of two for one period the one said later."""
        own = [f for f in self.figures if f.measure is measure]
        return max(own, key=lambda f: (f.period_end, f.said_on), default=None)


@dataclass(frozen=True)
class Practices:
    """All that is known of a board's practices on a day, by name."""

    as_at: date
    lines: tuple[PracticeLine, ...]

    @property
    def open(self) -> tuple[PracticeLine, ...]:
        return tuple(line for line in self.lines if not self.is_closed(line))

    @property
    def has_readings(self) -> bool:
        return any(line.figures for line in self.lines)

    def is_closed(self, line: PracticeLine) -> bool:
        return line.closed_on is not None and line.closed_on <= self.as_at

    def day_of(self, measure: PracticeMeasure) -> date | None:
        """The day, or the end of the period, of the latest file of a measure."""
        return self._days.get(measure)

    @cached_property
    def _days(self) -> dict[PracticeMeasure, date]:
        found: dict[PracticeMeasure, date] = {}
        for figure in (figure for line in self.lines for figure in line.figures):
            found[figure.measure] = max(figure.period_end, found.get(figure.measure, figure.period_end))
        return found

    def present(self, line: PracticeLine, measure: PracticeMeasure) -> PracticeFigure | None:
        """What the latest file says of a practice; None where it has no row for it."""
        figure = line.figure(measure)
        return figure if figure and figure.period_end == self.day_of(measure) else None


def practices_of(board: Board, *, as_at: date) -> Practices:
    """Every practice that was known of by the end of a day, with the latest figure of each measure said by then."""
    ranked = _said_of(board, as_at).annotate(
        place_among=Window(
            RowNumber(),
            partition_by=[F("practice_id"), F("measure")],
            order_by=[F("period_end").desc(), F("said_on").desc(), F("pk").desc()],
        )
    )
    return _gathered(board, ranked.filter(place_among=1), as_at)


def practices_over_time(board: Board, *, as_at: date, measure: PracticeMeasure) -> Practices:
    """The same with every figure of one measure that was said by then."""
    return _gathered(board, _said_of(board, as_at).filter(measure=measure), as_at)


def with_every_figure(line: PracticeLine, *, as_at: date) -> PracticeLine:
    """One practice with all that was said of it by the day. One query."""
    rows = PracticeReading.objects.said_by(as_at).filter(practice=line.pk).select_related("source")
    said = list(rows.order_by("measure", "period_end", "said_on", "pk"))
    cite = Citations({row.source_id: row.source for row in said}.values())
    return replace(line, figures=tuple(_figure(row, cite) for row in said))


def without_repeats(figures: Iterable[PracticeFigure]) -> tuple[PracticeFigure, ...]:
    """One figure for each measure and period, the one said last; oldest first."""
    spoken: dict[tuple[PracticeMeasure, date], PracticeFigure] = {}
    for figure in sorted(figures, key=lambda f: f.said_on):
        spoken[figure.measure, figure.period_end] = figure
    return tuple(sorted(spoken.values(), key=lambda f: f.period_end))


def _said_of(board: Board, as_at: date):
    return PracticeReading.objects.said_by(as_at).filter(practice__board=board)


def _gathered(board: Board, readings, as_at: date) -> Practices:
    rows = list(
        Practice.objects.filter(board=board)
        .select_related("place__within__within", "merged_into", "source")
        .order_by("name", "pk")
    )
    said = list(readings.order_by("practice_id", "measure", "period_end", "said_on", "pk"))
    sources = {row.source_id for row in (*rows, *said) if row.source_id}
    cite = Citations(Source.objects.filter(pk__in=sources))
    figures: dict[int, list[PracticeFigure]] = defaultdict(list)
    for reading in said:
        figures[reading.practice_id].append(_figure(reading, cite))
    merged: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        if row.merged_into_id and row.closed_on and row.closed_on <= as_at:
            merged[row.merged_into_id].append((row.key, row.name))
    known = [row for row in rows if _is_known(row, bool(figures[row.pk]), as_at)]
    return Practices(
        as_at,
        tuple(
            replace(_line(row, as_at, cite), merged_from=tuple(merged[row.pk]), figures=tuple(figures[row.pk]))
            for row in known
        ),
    )


def _is_known(row: Practice, was_read: bool, as_at: date) -> bool:
    """Something said of it by the day, or the source that names it; one that opened later was not there."""
    if row.opened_on and row.opened_on > as_at:
        return False
    published = row.source.published_on if row.source else None
    return was_read or published is None or published <= as_at


def _line(row: Practice, as_at: date, cite: Citations) -> PracticeLine:
    has_closed = row.closed_on is not None and row.closed_on <= as_at
    into = row.merged_into if has_closed else None
    locality = _locality(row.place)
    return PracticeLine(
        pk=row.pk,
        key=row.key,
        name=row.name,
        ods_code=row.ods_code or "",
        cqc_location=row.cqc_location or "",
        place=row.place.name if row.place else "",
        place_key=row.place.key if row.place else "",
        locality=locality.name if locality else "",
        locality_key=locality.key if locality else "",
        list_size=row.list_size,
        opened_on=row.opened_on,
        closed_on=row.closed_on if has_closed else None,
        merged_into=(into.key, into.name) if into else None,
        merged_from=(),
        note=row.note,
        citation=cite.at(row.source_id, "", row.fact),
    )


def _locality(place: Place | None) -> Place | None:
    """The locality that a place is, or lies in, as far up as its rows were fetched."""
    for _ in range(PLACES_UP):
        if place is None or place.kind == PlaceKind.LOCALITY:
            return place
        place = place.within
    return None


def _figure(row: PracticeReading, cite: Citations) -> PracticeFigure:
    return PracticeFigure(
        measure=PracticeMeasure(row.measure),
        period_start=row.period_start,
        period_end=row.period_end,
        numerator=row.numerator,
        denominator=row.denominator,
        category=row.category,
        rated_on=row.rated_on,
        missing=Missing(row.missing) if row.missing else None,
        said_on=row.said_on,
        citation=cite(row),
    )
