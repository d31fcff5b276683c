"""Gathers what the rules of discrepancies need to know of a board: its figures and its dates, in a few queries."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from django.db.models import Q

from plans.enums import PeriodKind, Precision, Promise, StatementKind
from plans.models import Indicator, Milestone, Observation, Source, Statement, TrajectoryPoint
from plans.rules.discrepancies import Aim, Cite, Dated, Figure, Measure, Step
from plans.rules.windows import Window

OF_DATES = (StatementKind.FORECAST, StatementKind.AGREED, StatementKind.NOTE)


def measures_of(board_pk: int, *, related_to: Collection[int] = ()) -> list[Measure]:
    """The indicators of a board with their readings; with `related_to`, those of the same trees of parts alone."""
    rows: dict[int, Indicator] = {}
    serves: dict[int, list[int]] = defaultdict(list)
    found = Indicator.objects.filter(board=board_pk).select_related("source").annotate_objective()
    for row in found.order_by("position", "pk", "objective_pk"):
        rows.setdefault(row.pk, row)
        if row.objective_pk:
            serves[row.pk].append(row.objective_pk)
    if related_to:
        tops = {_top(pk, rows) for pk in related_to}
        rows = {pk: row for pk, row in rows.items() if _top(pk, rows) in tops}
    figures, aims = _figures(rows), _aims(rows)
    return [_measure(row, serves[pk], rows, tuple(figures[pk]), tuple(aims[pk])) for pk, row in rows.items()]


def steps_of(board_pk: int, *, milestones: Collection[int] = ()) -> list[Step]:
    """The milestones of a board that have dates, with what was said of these; or only those that are named."""
    rows = Statement.objects.filter(kind__in=OF_DATES, error_marked_at=None)
    mine = Q(milestone__in=milestones) if milestones else Q(milestone__action__strategy__board=board_pk)
    said: dict[int, list[Statement]] = defaultdict(list)
    for row in rows.filter(mine).select_related("milestone__action").order_by("milestone_id", "said_on", "pk"):
        if row.milestone_id is not None:
            said[row.milestone_id].append(row)
    return [_step(statements) for statements in said.values()]


def cite(row) -> Cite:
    source: Source = row.source
    return Cite(source.pk, row.locator, source.title, source.kind == "data_file")


def _top(pk: int, rows: dict[int, Indicator]) -> int:
    """The indicator that everything is a part of, from one of its parts. Of a circle, its lowest number."""
    seen: list[int] = []
    at: int | None = pk
    while at is not None and at in rows:
        if at in seen:
            return min(seen)
        seen.append(at)
        at = rows[at].part_of_id
    return seen[-1] if seen else pk


def _figures(rows: dict[int, Indicator]) -> dict[int, list[Figure]]:
    figures: dict[int, list[Figure]] = defaultdict(list)
    stated = Observation.objects.filter(indicator__in=rows, comparator=None).in_force(date.max)
    for row in stated.select_related("source").order_by("period_end", "said_on", "pk"):
        figures[row.indicator_id].append(_figure(row, rows[row.indicator_id]))
    return figures


def _aims(rows: dict[int, Indicator]) -> dict[int, list[Aim]]:
    """The targets of the indicators whose target does not say of what; the rules ask for no others."""
    aims: dict[int, list[Aim]] = defaultdict(list)
    asked = [pk for pk, row in rows.items() if row.target_lacks_denominator]
    if asked:
        stated = TrajectoryPoint.objects.filter(indicator__in=asked).select_related("source")
        for row in stated.order_by("said_on", "pk"):
            aims[row.indicator_id].append(Aim(row.pk, row.value, row.said_on, cite(row), row.on))
    return aims


def _measure(row, serves, rows, figures, aims) -> Measure:
    return Measure(
        pk=row.pk,
        key=row.key,
        title=row.title,
        cite=cite(row),
        said_on=row.said_on,
        unit=row.unit,
        is_percentage=row.is_percentage,
        decimals=row.decimals,
        least=row.least,
        most=row.most,
        part_of=rows[row.part_of_id].key if row.part_of_id in rows else "",
        parts_are_exhaustive=row.parts_are_exhaustive,
        target_lacks_denominator=row.target_lacks_denominator,
        target_words=row.target_words,
        period_kind=PeriodKind(row.period_kind) if row.period_kind else None,
        strategy=row.strategy_id,
        objective=serves[0] if len(serves) == 1 else None,
        figures=figures,
        aims=aims,
    )


def _figure(row: Observation, indicator: Indicator) -> Figure:
    return Figure(
        pk=row.pk,
        value=_value(row, indicator),
        period_end=row.period_end,
        said_on=row.said_on,
        cite=cite(row),
        period_start=row.period_start,
        period_kind=PeriodKind(row.period_kind),
        precision=Precision(row.precision),
        numerator=row.numerator,
        denominator=row.denominator,
        of_what=row.of_what,
        is_ratio=row.is_ratio,
        is_provisional=row.is_provisional,
        is_headline=row.is_headline,
        words=row.words,
        replaces=row.replaces_id,
    )


def _value(row: Observation, indicator: Indicator) -> Decimal:
    """As stated, else worked out from the parts, whatever they are: what cannot be is for the rules to find."""
    stated: Decimal | None = row.value
    if stated is not None:
        return stated
    if row.numerator is None or not row.denominator or not (row.is_ratio or indicator.is_percentage):
        return row.numerator if row.numerator is not None else Decimal(0)
    times = 1 if row.is_ratio else 100
    return (row.numerator * times / row.denominator).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _step(statements: list[Statement]) -> Step:
    milestone = cast(Milestone, statements[0].milestone)
    action = milestone.action
    return Step(
        pk=milestone.pk,
        title=milestone.title,
        action=action.pk,
        said=tuple(_dated(row) for row in statements),
        strategy=action.strategy_id,
        objective=action.objective_id,
    )


def _dated(row: Statement) -> Dated:
    window = None
    if row.earliest and row.latest and row.kind != StatementKind.NOTE:
        window = Window(row.earliest, row.latest, words=row.words, inferred=row.is_inferred)
    return Dated(
        pk=row.pk,
        kind=StatementKind(row.kind),
        said_on=row.said_on,
        cite=Cite(row.source_id, row.locator),
        window=window,
        promise=Promise(row.promise) if row.promise else None,
        promised=row.promised,
        because=row.because,
        note=row.note,
    )
