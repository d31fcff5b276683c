"""From a row of the database to a line of the snapshot: no queries, no clock."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from plans.enums import (
    Better,
    DiscrepancyTreatment,
    IndicatorRule,
    OwnerJudgement,
    PeriodKind,
    Precision,
    Promise,
    ResponsibilityKind,
    SourceKind,
    StatementKind,
)
from plans.models import (
    AwaitedReading,
    Discrepancy,
    DiscrepancyClaim,
    Indicator,
    Observation,
    Responsibility,
    Source,
)
from plans.rules.dates import Window
from plans.rules.indicators import IndicatorFacts, Reading, judge_indicator, percentage, target_on
from plans.tree import (
    AwaitedLine,
    Citation,
    Claim,
    Doubt,
    Holder,
    IndicatorLine,
    ReadingLine,
    SourceRef,
    StatementLine,
    TargetLine,
)


class Citations:
    """Turns the source of a row into a Citation, each source made once."""

    def __init__(self, sources: Iterable[Source]):
        self._refs = {source.pk: _source_ref(source) for source in sources}

    def __call__(self, row: Any) -> Citation:
        return Citation(self._refs[row.source_id], row.locator, row.fact)

    def at(self, source_id: int | None, locator: str | None, fact: str | None) -> Citation | None:
        return Citation(self._refs[source_id], locator or "", fact or "") if source_id else None


def _source_ref(source: Source) -> SourceRef:
    published = None
    if source.published_on:
        published = Window(
            source.published_from or source.published_on, source.published_on, inferred=source.is_inferred
        )
    return SourceRef(
        key=source.key,
        kind=SourceKind(source.kind),
        title=source.title,
        short=source.short,
        published=published,
        is_held=source.is_held,
        url=source.url,
    )


STATEMENT_FIELDS = (
    *("pk", "milestone_id", "action_id", "kind", "said_from", "said_on", "said_is_inferred"),
    *("earliest", "latest", "words", "is_inferred", "promise", "promised", "judgement", "note", "because"),
    *("recorded_on", "error_marked_at", "source_id", "locator", "fact", "said_by__name"),
)
"""What a line takes of a statement. A plan has tens of thousands: rows are read, and no model is made of them."""


def statement_line(row: Any, cite: Citations, *, said_by: str) -> StatementLine:
    """`row`: a Statement, or a row of STATEMENT_FIELDS."""
    window = None
    if row.earliest and row.latest:
        window = Window(row.earliest, row.latest, words=row.words, inferred=row.is_inferred)
    return StatementLine(
        pk=row.pk,
        kind=StatementKind(row.kind),
        said=Window(row.said_from or row.said_on, row.said_on, inferred=row.said_is_inferred),
        window=window,
        promise=Promise(row.promise) if row.promise else None,
        promised=row.promised,
        judgement=OwnerJudgement(row.judgement) if row.judgement else None,
        note=row.note,
        because=row.because,
        said_by=said_by,
        recorded_on=row.recorded_on,
        citation=cite(row),
    )


def holder_line(row: Responsibility, cite: Citations) -> Holder:
    return Holder(
        kind=ResponsibilityKind(row.kind),
        person=str(row.person or ""),
        person_key=row.person.key if row.person else "",
        organisation=str(row.organisation or ""),
        organisation_key=row.organisation.key if row.organisation else "",
        since=row.since,
        citation=cite(row),
    )


def doubt_line(row: Discrepancy, claims: Sequence[DiscrepancyClaim], cite: Citations) -> Doubt:
    return Doubt(
        code=row.code,
        treatment=DiscrepancyTreatment(row.treatment),
        title=row.title,
        detail=row.detail,
        question=row.question,
        shown_meanwhile=row.shown_meanwhile,
        who_settles=row.who_settles,
        raised_on=row.raised_on,
        found_by=row.found_by,
        objective=row.objective.code if row.objective else "",
        action=row.action.reference if row.action else "",
        milestone=row.milestone.reference if row.milestone else "",
        indicator=row.indicator.key if row.indicator else "",
        claims=tuple(Claim(c.says, c.comment, c.is_doubted, c.observation_id, c.statement_id, cite(c)) for c in claims),
    )


def indicator_line(
    row: Indicator,
    *,
    as_at: date,
    objectives: tuple[str, ...],
    readings: Sequence[Observation],
    targets: Sequence[Any],
    awaited: Sequence[AwaitedReading],
    holders: tuple[Holder, ...],
    doubts: tuple[Doubt, ...],
    cite: Citations,
    set_aside: Collection[int] = (),
) -> IndicatorLine:
    """One indicator, judged. Every dispute about it, not only the one about its latest reading, keeps it colourless.

    A reading that was settled not to stand (`set_aside`) is left out like one that is in doubt, and takes no colour.
    """
    doubted = {c.observation_pk for d in doubts for c in d.claims if c.is_doubted} | set(set_aside)
    lines = tuple(
        reading_line(r, row, disputed=r.pk in doubted, cite=cite, set_aside=r.pk in set_aside) for r in readings
    )
    own = [r for r in lines if not r.comparator]
    disputes = tuple(d.title for d in doubts if d.treatment is DiscrepancyTreatment.DISPUTED)
    aims = {
        t.on or date.max: t.value for t in sorted(targets, key=lambda t: (t.said_on, t.pk))
    }  # the last said for a day
    latest = max((r.period.latest for r in own if not r.is_disputed), default=as_at)
    judgement = judge_indicator(
        IndicatorFacts(
            better=Better(row.better),
            rule=IndicatorRule(row.rule),
            tolerance=row.tolerance,
            floor=row.floor,
            # A share that is aimed at without saying of what cannot be set against any count.
            target=None if row.target_lacks_denominator else target_on(tuple(aims.items()), day=latest),
            target_words=row.target_words,
            readings=tuple(_reading(r) for r in own),
            disputes=disputes,
            out_of_date_after_days=row.out_of_date_after_days,
            unit="%" if row.is_percentage else row.unit,
            decimals=row.decimals,
        ),
        as_at=as_at,
    )
    return IndicatorLine(
        pk=row.pk,
        key=row.key,
        title=row.title,
        definition=row.definition,
        numerator_words=row.numerator_words,
        denominator_words=row.denominator_words,
        unit=row.unit,
        is_percentage=row.is_percentage,
        decimals=row.decimals,
        better=Better(row.better),
        rule=IndicatorRule(row.rule),
        frequency=row.get_frequency_display(),
        target_words=row.target_words,
        part_of=row.part_of.key if row.part_of else "",
        objectives=objectives,
        judgement=judgement,
        readings=lines,
        targets=tuple(TargetLine(t.on, t.value, t.said_on, figure(t.value, row), cite(t)) for t in targets),
        holders=holders,
        doubts=tuple(d.code for d in doubts),
        citation=cite(row),
        period_kind=PeriodKind(row.period_kind) if row.period_kind else None,
        due_after_days=row.due_after_days,
        out_of_date_after_days=row.out_of_date_after_days,
        least=row.least,
        most=row.most,
        baseline_points=row.baseline_points,
        parts_are_exhaustive=row.parts_are_exhaustive,
        target_lacks_denominator=row.target_lacks_denominator,
        fed_by=row.fed_by,
        awaited=tuple(awaited_line(a, cite) for a in awaited),
    )


def awaited_line(row: AwaitedReading, cite: Citations) -> AwaitedLine:
    expected = None
    if row.expected_on:
        expected = Window(row.expected_from or row.expected_on, row.expected_on, words=row.words)
    return AwaitedLine(expected, row.note, row.said_on, str(row.said_by or ""), cite(row))


def reading_line(
    row: Observation, indicator: Indicator, *, disputed: bool, cite: Citations, set_aside: bool = False
) -> ReadingLine:
    value = _value(row, indicator)
    return ReadingLine(
        pk=row.pk,
        key=row.key or "",
        comparator=str(row.comparator or ""),
        value=value,
        numerator=row.numerator,
        denominator=row.denominator,
        of_what=row.of_what,
        period=Window(
            row.period_start or row.period_end, row.period_end, words=row.period_words, inferred=row.period_is_inferred
        ),
        period_words=row.period_words,
        period_kind=PeriodKind(row.period_kind),
        precision=Precision(row.precision),
        is_provisional=row.is_provisional,
        is_inferred=row.is_inferred,
        breaks_series=row.breaks_series,
        is_headline=row.is_headline,
        words=row.words,
        note=row.note,
        said_on=row.said_on,
        is_disputed=disputed,
        shown=_shown(row, value, indicator),
        citation=cite(row),
        is_ratio=row.is_ratio,
        is_set_aside=set_aside,
    )


def _value(row: Observation, indicator: Indicator) -> Decimal:
    """The value as stated, else worked out from its parts, one of which a constraint of the table assures."""
    stated: Decimal | None = row.value
    if stated is not None:
        return stated
    if row.is_ratio and row.numerator is not None and row.denominator:
        return (row.numerator / row.denominator).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    share = percentage(row.numerator, row.denominator) if indicator.is_percentage else row.numerator
    return share if share is not None else Decimal(0)


def figure(value: Decimal, indicator: Indicator) -> str:
    """A number as it is printed: thousands parted, the indicator's decimals, and the per cent sign where it is one."""
    text = f"{value:,.{indicator.decimals}f}"
    return f"{text}%" if indicator.is_percentage or indicator.unit == "%" else text


def _shown(row: Observation, value: Decimal, indicator: Indicator) -> str:
    if not indicator.is_percentage and not row.is_ratio and row.numerator is not None and row.denominator is not None:
        return f"{figure(row.numerator, indicator)} of {figure(row.denominator, indicator)}"
    prefix = "" if row.precision in (Precision.EXACT, Precision.ROUNDED) else f"{Precision(row.precision).label} "
    return prefix + figure(value, indicator)


def _reading(line: ReadingLine) -> Reading:
    return Reading(
        value=line.value,
        period_end=line.period.latest,
        said_on=line.said_on,
        precision=line.precision,
        period_kind=line.period_kind,
        disputed=line.is_disputed,
        numerator=line.numerator,
        denominator=line.denominator,
        provisional=line.is_provisional,
    )
