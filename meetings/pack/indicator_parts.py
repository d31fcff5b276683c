"""From the snapshot to what the pack prints of indicators: every reading with its source, a chart where one is honest."""

from collections.abc import Sequence
from dataclasses import replace

from meetings.pack.indicator_bars import INEXACT
from meetings.pack.indicator_figures import chart_of
from meetings.pack.indicator_tables import apart, series, stands_across
from meetings.pack.indicator_words import figure_words, lead_words, period_words
from meetings.pack.plan_contents import IndicatorPart, Mark, ReadingRow
from meetings.pack.wording import (
    DISPUTED,
    anchor,
    capital,
    cited,
    distinct,
    indicator_mark,
    listed,
    number_of,
    quoted,
    stop,
)
from plans.enums import Better, IndicatorStatus, PeriodKind
from plans.pages.indicator_spc import series as spc_series
from plans.rules.indicators import Reading, age_in_months, can_draw_line
from plans.rules.windows import long_date
from plans.tree import Doubt, IndicatorLine, ReadingLine, StrategySnapshot


def indicator_part(indicator: IndicatorLine, snapshot: StrategySnapshot) -> IndicatorPart:
    doubts = tuple(d for d in snapshot.doubts if d.indicator == indicator.key)
    joined = can_draw_line([_reading(r) for r in indicator.own])
    long_run = stands_across(indicator, joined=joined)
    singly = [r for r in indicator.readings if r.is_disputed] if long_run else indicator.readings
    rows = [_row(r, indicator, doubts) for r in singly]
    alone = rows[0] if len(rows) == 1 and not singly[0].is_disputed else None
    return IndicatorPart(
        anchor=anchor("indicators", indicator.key),
        title=indicator.title,
        lead=lead_words(indicator),
        mark=_mark(indicator),
        chart=chart_of(indicator, joined=joined),
        rows=() if alone else tuple(rows),
        remark=_remark(indicator, joined=joined),
        provenance=f"{_alone(alone)}{_provenance(indicator, snapshot, with_sources=long_run)}",
        series=series(indicator) if long_run else (),
    )


def _mark(indicator: IndicatorLine) -> Mark:
    """The colour and its reason; a reason that only says the word again is left out."""
    mark = indicator_mark(indicator.judgement)
    return replace(mark, because="") if mark.because == f"{mark.word} is set." else mark


def _alone(row: ReadingRow | None) -> str:
    """A single reading needs no table: it stands above, and its source here."""
    return "" if row is None else f"Source: {row.source} {stop(row.note)} ".replace("  ", " ")


def _reading(line: ReadingLine) -> Reading:
    return Reading(line.value, line.period.latest, line.said_on, line.precision, line.period_kind, line.is_disputed)


def _row(reading: ReadingLine, indicator: IndicatorLine, doubts: Sequence[Doubt]) -> ReadingRow:
    return ReadingRow(
        figure=capital(figure_words(reading, indicator)),
        period=f"{reading.comparator}, {period_words(reading)}"
        if reading.comparator
        else capital(period_words(reading)),
        source=f"{cited(reading.citation)}. {_kind(reading)}.",
        mark=_row_mark(reading, indicator, doubts),
        note=" ".join(filter(None, (quoted(reading.words), reading.note))),
    )


def _kind(reading: ReadingLine) -> str:
    """What kind of figure it is, in words: "Year to date, not exact, period inferred"."""
    kind = [PeriodKind(reading.period_kind).label]
    if reading.precision in INEXACT:
        kind.append("not exact")
    if reading.is_inferred:
        kind.append("worked out here, not stated")
    if reading.period.inferred:
        kind.append("period inferred")
    if reading.is_provisional:
        kind.append("provisional")
    if reading.breaks_series:
        kind.append("the definition changed before this")
    return ", ".join(kind)


def _row_mark(reading: ReadingLine, indicator: IndicatorLine, doubts: Sequence[Doubt]) -> Mark | None:
    """A doubted reading carries the doubt and never a colour; only the latest of the others carries the judgement."""
    if reading.is_disputed:
        doubt = next((d for d in doubts for c in d.claims if c.observation_pk == reading.pk), None)
        claim = next((c for c in doubt.claims if c.observation_pk == reading.pk), None) if doubt else None
        why = (claim.comment if claim else "") or (doubt.title if doubt else "")
        return Mark(DISPUTED.css, DISPUTED.letter, DISPUTED.word, f"{stop(why)} Kept out of the chart.")
    if reading.comparator or reading is not indicator.headline:
        return None
    return indicator_mark(indicator.judgement)


def _remark(indicator: IndicatorLine, *, joined: bool) -> str:
    """Why there is no line, or what a reader must not take from the chart."""
    points = len({r.period.latest for r in indicator.own if not r.is_disputed})
    kinds = {r.period_kind for r in indicator.own if not r.is_disputed}
    said = []
    why = spc_series(indicator).because
    if why and points > 1:
        alike = " The periods are not like for like." if len(kinds) > 1 else ""
        said.append(f"{why}{alike}")
    if indicator.judgement.status is not IndicatorStatus.DISPUTED and any(r.is_disputed for r in indicator.own):
        said.append("A disputed figure is in the table and in no chart.")
    return " ".join(said)


def _provenance(indicator: IndicatorLine, snapshot: StrategySnapshot, *, with_sources: bool) -> str:
    said = []
    if indicator.definition:
        said.append(f"Definition: {stop(indicator.definition)}")
    if indicator.target_words:
        said.append(f"Target as it was put: {quoted(indicator.target_words)}.")
    if indicator.better is not Better.NEITHER:
        said.append(f"{indicator.better.label}.")
    said.append(f"{indicator.frequency}; {number_of(len(indicator.own), 'reading', 'readings')} held.")
    if head := indicator.headline:
        months = age_in_months(head.period.latest, snapshot.as_at)
        age = "less than a month" if months == 0 else number_of(months, "month", "months")
        said.append(
            f"The latest is for the period to {long_date(head.period.latest)}, {age} before the day of this pack."
        )
    if with_sources:
        if particular := apart(indicator):
            said.append(particular)
        sources = distinct(str(r.citation) for r in (*indicator.own, *(r for r in indicator.readings if r.comparator)))
        shown = sources if len(sources) <= 3 else (*sources[:2], f"{len(sources) - 2} more")
        said.append(f"Sources: {listed(shown)}.")
    if indicator.holders:
        said.append(f"Kept by {listed([str(h) for h in indicator.holders])}.")
    return " ".join(said)
