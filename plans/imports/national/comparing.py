"""What a file says of a board's area against what is known: rows to be written, and those that say the same.

Nothing known is overwritten. A newer edition that says otherwise of a period is a new row that replaces the older one;
an older edition, read late, leaves the newer one as it is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q
from django.utils.text import slugify

from plans.enums import NationalMeasure, SourceKind
from plans.models import Board, Comparator, Indicator, Observation, Practice, PracticeReading, Source
from plans.rules.indicators import percentage

from .editions import Edition
from .figures import AreaFigure, BoardFigures, PracticeFigure, PracticeRow
from .names_of_practices import readable

PLACES = Decimal("0.0001")
DEFINED_HERE = frozenset(
    {
        NationalMeasure.PATIENTS_PER_GP_ALL,
        NationalMeasure.PATIENTS_PER_GP_QUALIFIED,
        NationalMeasure.PATIENTS_PER_GP_PERMANENT,
        NationalMeasure.LD_HEALTH_CHECKS,
    }
)
"""Measures with more than one definition about. A figure of an unknown one is no part of the same line."""
ADDED, CHANGED, SAME, OLDER = "added", "changed", "same", "older"


@dataclass(frozen=True)
class PracticeChange:
    """A practice to be added (it has no number yet), or to be filled in. `fills` are the fields, in words."""

    practice: Practice
    fills: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingChange:
    """A figure of a practice beside the one that is known. `row` is written where it was `added` or has `changed`."""

    row: PracticeReading
    was: PracticeReading | None
    change: str


@dataclass(frozen=True)
class ObservationChange:
    row: Observation
    was: Observation | None
    change: str


@dataclass
class BoardChanges:
    """Everything one file would change on one board. Rows are not saved; `source` may not be either."""

    board: Board
    area: str
    source: Source
    practices: list[PracticeChange] = field(default_factory=list)
    not_in_file: list[Practice] = field(default_factory=list)
    closed_but_there: list[Practice] = field(default_factory=list)
    readings: list[ReadingChange] = field(default_factory=list)
    observations: list[ObservationChange] = field(default_factory=list)
    england: list[AreaFigure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """No differences: the file says what is known, or an older edition of it."""
        written = {one.change for one in self.readings} | {one.change for one in self.observations}
        return not self.practices and written <= {SAME, OLDER}


def compare(found: BoardFigures, board: Board, *, edition: Edition, on: date) -> BoardChanges:
    """A few queries, however large the file."""
    changes = BoardChanges(
        board, found.area, edition.source(), remarks=list(found.remarks), england=list(found.england)
    )
    practices = _practices(found.practices, changes, on=on, said_on=edition.said_on)
    _readings(found.readings, practices, changes, edition, on=on)
    _observations(found, changes, edition, on=on)
    return changes


# --- Practices --------------------------------------------------------------------------------------------------------


def _practices(rows: tuple[PracticeRow, ...], changes: BoardChanges, *, on: date, said_on: date) -> list[Practice]:
    """The practice of each row: by its ODS code, else by its number at the CQC, else a new one; never by its name."""
    codes = [row.ods_code for row in rows if row.ods_code]
    locations = [row.cqc_location for row in rows if row.cqc_location]
    known = Practice.objects.filter(Q(ods_code__in=codes) | Q(cqc_location__in=locations) | Q(board=changes.board))
    known = known.select_related("source").order_by("pk")
    by_code = {one.ods_code: one for one in known if one.ods_code}
    by_location = {one.cqc_location: one for one in known if one.cqc_location}
    sizes = _sizes_known(known)
    matched = []
    for row in rows:
        practice = by_code.get(row.ods_code) or by_location.get(row.cqc_location)
        if practice is None:
            practice = _new_practice(row, changes)
            changes.practices.append(PracticeChange(practice))
        elif fills := _filled(practice, row, by_code, by_location, newer=said_on >= sizes.get(practice.pk, date.min)):
            changes.practices.append(PracticeChange(practice, tuple(fills)))
        matched.append(practice)
        if practice.pk and practice.closed_on and practice.closed_on < said_on:
            changes.closed_but_there.append(practice)
    there = {one.pk for one in matched}
    if rows:
        gone = [one for one in known if one.board_id == changes.board.pk and one.pk not in there and not one.closed_on]
        changes.not_in_file = sorted(gone, key=lambda one: one.name)
    return matched


def _sizes_known(known) -> dict[int, date]:
    """Of which day the list size of a practice is, as far as its readings tell."""
    said = PracticeReading.objects.filter(measure__startswith="gp_", error_marked_at=None)
    rows = said.filter(practice__in=[one.pk for one in known]).order_by("said_on")
    return dict(rows.values_list("practice_id", "said_on"))


def _new_practice(row: PracticeRow, changes: BoardChanges) -> Practice:
    name = readable(row.name) or row.ods_code or row.cqc_location
    return Practice(
        key=slugify(f"gp-{row.ods_code or row.cqc_location}"),
        ods_code=row.ods_code or None,
        cqc_location=row.cqc_location or None,
        name=name[:200],
        board=changes.board,
        list_size=row.list_size,
        source=changes.source,
    )


def _filled(practice: Practice, row: PracticeRow, by_code, by_location, *, newer: bool) -> list[str]:
    """What the row adds to a practice that is known. Its name stays: national files write names in many ways."""
    fills = []
    if row.ods_code and not practice.ods_code and row.ods_code not in by_code:
        practice.ods_code = row.ods_code
        fills.append(f"ODS code {row.ods_code}")
    if row.cqc_location and not practice.cqc_location and row.cqc_location not in by_location:
        practice.cqc_location = row.cqc_location
        fills.append(f"CQC location {row.cqc_location}")
    if row.list_size is not None and newer and practice.list_size != row.list_size:
        was = "unknown" if practice.list_size is None else f"{practice.list_size:,}"
        practice.list_size = row.list_size
        fills.append(f"{row.list_size:,} registered patients (was {was})")
    return fills


# --- Figures of practices ---------------------------------------------------------------------------------------------


def _readings(
    figures: tuple[PracticeFigure, ...], practices: list[Practice], changes: BoardChanges, edition: Edition, *, on: date
) -> None:
    known: dict[tuple, PracticeReading] = {}
    measures, ends = {one.measure for one in figures}, {one.period_end for one in figures}
    rows = PracticeReading.objects.filter(
        practice__in=[one for one in practices if one.pk],
        measure__in=measures,
        period_end__in=ends,
        error_marked_at=None,
    )
    for row in rows.order_by("said_on", "pk"):
        known[row.practice_id, row.measure, row.period_end] = row
    seen: set[tuple] = set()
    for figure in figures:
        practice = practices[figure.practice]
        if (slot := (practice.key, figure.measure, figure.period_end)) in seen:
            changes.remarks.append(
                f"{practice.name} has two rows in the file under different numbers; the first was taken."
            )
            continue
        seen.add(slot)
        numbers: dict[str, Any] = {"numerator": _fitted(figure.numerator), "denominator": _fitted(figure.denominator)}
        row = PracticeReading(
            practice=practice,
            measure=figure.measure,
            period_start=figure.period_start,
            period_end=figure.period_end,
            **numbers,
            category=figure.category,
            rated_on=figure.rated_on,
            missing=figure.missing,
            locator=figure.locator[:120],
            source=changes.source,
            said_on=edition.said_on,
            recorded_on=on,
        )
        was = known.get((practice.pk, figure.measure, figure.period_end))
        changes.readings.append(ReadingChange(row, was, _how(was, was and _said(was) == _said(row), edition)))


def _said(row: PracticeReading) -> tuple:
    return _fitted(row.numerator), _fitted(row.denominator), row.category, row.rated_on, row.missing


def _how(was, is_same, edition: Edition) -> str:
    if was is None:
        return ADDED
    if is_same:
        return SAME
    return OLDER if was.said_on > edition.said_on else CHANGED


def _fitted(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number).quantize(PLACES, rounding=ROUND_HALF_UP)


# --- Figures of the area, and of England ------------------------------------------------------------------------------


def _observations(found: BoardFigures, changes: BoardChanges, edition: Edition, *, on: date) -> None:
    fed = defaultdict(list)
    indicators = list(Indicator.objects.filter(board=changes.board).exclude(fed_by="").order_by("position", "pk"))
    for indicator in indicators:
        key = indicator.key if indicator.fed_by == NationalMeasure.FINGERTIPS else indicator.fed_by
        fed[key].append(indicator)
    stated = Observation.objects.filter(indicator__in=indicators, error_marked_at=None).select_related(
        "source", "indicator"
    )
    known: dict[tuple, list[Observation]] = defaultdict(list)
    for row in stated.order_by("period_end", "said_on", "pk"):
        known[row.indicator_id, row.comparator_id].append(row)
    england = _england(changes.board) if found.england else None
    for figures, comparator in ((found.figures, None), (found.england, england)):
        for figure in figures:
            for indicator in fed[figure.indicator or figure.measure]:
                if why_not := _misfit(figure, indicator):
                    changes.remarks += [why_not] if comparator is None else []
                elif comparator is None or _compares(figure, indicator):
                    _observation(figure, indicator, comparator, known, changes, edition, on=on)
    measures = {figure.measure for figure in found.figures}
    if measures and not any(fed[figure.indicator or figure.measure] for figure in found.figures):
        changes.remarks.append("No indicator of this board is fed by this file, so none gets a reading.")


def _misfit(figure: AreaFigure, indicator: Indicator) -> str:
    if figure.is_ratio and indicator.is_percentage:
        return (
            f"“{indicator.title}” is shown as a percentage, and so many for each is no percentage. It gets no reading."
        )
    if figure.value is None and indicator.unit == "%" and not indicator.is_percentage:
        return f"“{indicator.title}” is in % and is not marked as worked out from its parts. It gets no reading."
    return ""


def _compares(figure: AreaFigure, indicator: Indicator) -> bool:
    """Whether England stands on the same scale: a share or a ratio does, a count of practices does not."""
    return figure.is_ratio or indicator.is_percentage or figure.measure == NationalMeasure.FINGERTIPS


def _england(board: Board) -> Comparator:
    """The comparator for England that this board's indicators use already; else the one there is; else a new one."""
    named = Comparator.objects.filter(name__istartswith="England")
    used = named.filter(observations__indicator__board=board).order_by("pk").first()
    return used or named.filter(key="england").first() or Comparator(key="england", name="England")


def _observation(
    figure: AreaFigure,
    indicator: Indicator,
    comparator: Comparator | None,
    known: dict[tuple, list[Observation]],
    changes: BoardChanges,
    edition: Edition,
    *,
    on: date,
) -> None:
    earlier = known[indicator.pk, comparator.pk if comparator else None]
    row = Observation(
        indicator=indicator,
        comparator=comparator,
        **_numbers(figure, indicator),
        of_what=figure.of_what[:120],
        is_ratio=figure.is_ratio,
        period_start=figure.period_start,
        period_end=figure.period_end,
        period_words=figure.period_words[:120],
        period_kind=figure.period_kind,
        is_provisional=figure.is_provisional,
        note=figure.note,
        locator=figure.locator[:120],
        source=changes.source,
        said_on=edition.said_on,
        recorded_on=on,
    )
    row.breaks_series = comparator is None and _breaks(row, figure, earlier)
    if row.breaks_series:
        row.note += (
            " The definition behind the earlier figures is not known to be the same, so the line is broken here."
        )
    was = next((one for one in reversed(earlier) if _same_slot(one, row)), None)
    change = _how(was, was and _worth(was) == _worth(row), edition)
    if change == CHANGED:
        row.replaces = was
        row.breaks_series = was.breaks_series if was else row.breaks_series
    changes.observations.append(ObservationChange(row, was, change))


def _numbers(figure: AreaFigure, indicator: Indicator) -> dict[str, Decimal | None]:
    """The parts, where a percentage or a ratio follows from them; else the value as published, or the parts of a count."""
    value, part, whole = _fitted(figure.value), _fitted(figure.numerator), _fitted(figure.denominator)
    if value is None:
        return {"numerator": part, "denominator": whole}
    if indicator.is_percentage and part is not None and whole and part <= whole:
        share = percentage(part, whole)
        if share is not None and abs(share - value) <= Decimal("0.1"):
            return {"numerator": part, "denominator": whole}
    return {"value": value}


def _breaks(row: Observation, figure: AreaFigure, earlier: list[Observation]) -> bool:
    """Whether the reading before was made by a definition that is not known to be this one."""
    if figure.measure not in DEFINED_HERE:
        return False
    before = [one for one in earlier if one.period_end < row.period_end]
    if not before:
        return False
    last = before[-1]
    if last.source.kind != SourceKind.DATA_FILE:
        return last.of_what != row.of_what
    return bool(last.of_what) and last.of_what != row.of_what


def _same_slot(one: Observation, row: Observation) -> bool:
    """A reading of the same period that a data file gave; what a paper said of it stands beside."""
    starts = {one.period_start, row.period_start} - {None}
    return one.source.kind == SourceKind.DATA_FILE and one.period_end == row.period_end and len(starts) < 2


def _worth(row: Observation) -> tuple:
    return _fitted(row.value), _fitted(row.numerator), _fitted(row.denominator)
