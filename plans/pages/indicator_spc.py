"""An indicator as a control chart: whether it can be judged, its chart, its two sentences and its marks. For pages and packs."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from plans.charts import Point, Theme, assurance_mark, limits_table, shapes_key, spc_chart, spc_table, variation_mark
from plans.charts.scales import figure
from plans.enums import IndicatorStatus
from plans.pages.indicator_charts import month_name, unit
from plans.rules.indicators import target_on
from plans.rules.spc import LEAST_BASELINE, Assurance, Chart, Variation, xmr
from plans.rules.spc_series import SpcReading, SpcSeries, can_be_judged
from plans.rules.spc_words import (
    assurance_sentence,
    assurance_words,
    limits_sentence,
    target_can_be_told,
    to_places,
    trial_sentence,
    unsettled_sentence,
    variation_sentence,
    variation_words,
)
from plans.tree import IndicatorLine, ReadingLine, TargetLine

FREQUENT = {"Monthly": "month", "Quarterly": "quarter", "Yearly": "year"}


@dataclass(frozen=True)
class Sign:
    """One mark with its words, which stand beside it."""

    svg: SafeString
    words: str


@dataclass(frozen=True)
class Standing:
    """Readings in a row that stand out and mean the same."""

    periods: str
    figures: str
    flag: str
    meaning: str


@dataclass(frozen=True)
class Control:
    """What a control chart says of an indicator; every figure as printed."""

    variation: str
    assurance: str
    trial: str
    signs: tuple[Sign, ...]
    limits: str
    stretches: tuple[tuple[str, str, str, str, str], ...]
    flagged: tuple["Standing", ...]
    readings: tuple[tuple[str, str, str, str], ...]
    left_out: str
    unsettled: str
    shapes: str
    has_target: bool


def series(line: IndicatorLine) -> SpcSeries:
    """The readings that a control chart may be made of, and why none is made."""
    return can_be_judged([_reading(reading) for reading in line.own])


@dataclass(frozen=True)
class Judged:
    """An indicator that can be judged: the readings that count, and their chart. Worked out once for all that is shown."""

    line: IndicatorLine
    series: SpcSeries
    chart: Chart


def judged(line: IndicatorLine) -> Judged | None:
    """None where it cannot be judged."""
    found = series(line)
    if found.because:
        return None
    baseline = line.baseline_points
    chart = xmr(
        found.points,
        improvement=line.better,
        target=_target(line),
        rebase_on=found.rebase_on,
        fix_after=baseline if baseline and baseline >= LEAST_BASELINE else None,
    )
    return Judged(line, found, chart)


def control(about: Judged, *, key: str) -> Control:
    """What to say of it."""
    line, found, chart = about.line, about.series, about.chart
    names = _periods(line)
    noun = FREQUENT.get(line.frequency, "reading") if found.noun == "reading" else found.noun
    sign = unit(line)
    places = _places(line)

    def show(value: Decimal) -> str:
        return figure(to_places(value, places), sign)

    def aim(value: Decimal) -> str:
        return figure(value.normalize() + 0, sign) if value == chart.target else show(value)

    rows = spc_table(chart, unit=sign, places=line.decimals, periods=names)
    return Control(
        variation=variation_sentence(
            chart,
            show=show,
            period=names.get(chart.held[-1].day, ""),
            noun=noun,
            is_old=_is_old(line),
            names=names,
        ),
        assurance="" if _is_old(line) else assurance_sentence(chart, show=aim, noun=noun),
        trial=trial_sentence(chart),
        signs=_signs_of(about, key=key),
        limits=limits_sentence(chart.limits, show=show, screened=chart.screened),
        stretches=limits_table(chart, unit=sign, decimals=places) if len(chart.groups) > 1 else (),
        flagged=tuple(reversed(list(_standing(rows)))),
        readings=rows,
        left_out=_left_out(found, chart),
        unsettled=unsettled_sentence(chart),
        shapes=" ".join(filter(None, (f"Unit: {line.unit}." if line.unit and not sign else "", shapes_key(chart)))),
        has_target=chart.target is not None,
    )


def signs(variation: Variation, assurance: Assurance | None, *, key: str) -> tuple[Sign, ...]:
    found = [Sign(variation_mark(variation, key=key), variation_words(variation))]
    if assurance:
        found.append(Sign(assurance_mark(assurance, key=key), assurance_words(assurance)))
    return tuple(found)


def small_signs(about: Judged, *, key: str) -> tuple[Sign, ...]:
    """The marks alone, for a tile."""
    return _signs_of(about, key=key)


def _signs_of(about: Judged, *, key: str) -> tuple[Sign, ...]:
    """None of a figure that is disputed or out of date; none of the target while the figure moves."""
    chart = about.chart
    if _is_disputed(about.line) or _is_old(about.line):
        return ()
    return signs(chart.variation, chart.assurance if target_can_be_told(chart) else None, key=key)


def control_chart(about: Judged, *, key: str, theme: Theme, with_disputed: bool = True) -> str:
    """Its picture; disputed readings stand apart, struck, or not at all."""
    line, chart = about.line, about.chart
    way = _trajectory(line)
    return spc_chart(
        chart,
        key=key,
        title=f"{line.title}: control chart",
        unit=unit(line),
        decimals=_places(line),
        places=line.decimals,
        periods=_periods(line),
        apart=_apart(line, chart) if with_disputed else (),
        trajectory=[Point(t.on, t.value, "") for t in way if t.on],
        target_label=f"target {way[-1].shown} by {month_name(way[-1].on)}" if way and way[-1].on else "",
        theme=theme,
    )


def _is_disputed(line: IndicatorLine) -> bool:
    """While a figure is disputed there is no colour, and so no mark; what the undisputed ones show is said in words."""
    return line.judgement.status is IndicatorStatus.DISPUTED


def _is_old(line: IndicatorLine) -> bool:
    """Out of date: what it did then is told as what was, and no mark says that it does so now."""
    return line.judgement.status is IndicatorStatus.OUT_OF_DATE


def _standing(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[Standing]:
    """Rows that follow each other and mean the same, with every way in which they stand out."""
    for meaning, group in itertools.groupby(rows, key=lambda row: row[3]):
        some = list(group)
        first, last = some[0], some[-1]
        if not meaning:
            continue
        ways = "; ".join(dict.fromkeys(row[2] for row in some))
        if len(some) == 1:
            yield Standing(first[0], first[1], ways, meaning)
        else:
            values = f"{first[1]} to {last[1]}" if first[1] != last[1] else first[1]
            yield Standing(f"{first[0]} until {last[0]} ({len(some)} readings)", values, ways, meaning)


def _reading(reading: ReadingLine) -> SpcReading:
    return SpcReading(
        begins=reading.period.earliest,
        ends=reading.period.latest,
        said_on=reading.said_on,
        value=reading.value,
        kind=reading.period_kind,
        precision=reading.precision,
        disputed=reading.is_disputed,
        inferred=reading.is_inferred,
        breaks=reading.breaks_series,
        is_headline=reading.is_headline,
    )


def _places(line: IndicatorLine) -> int:
    """Limits are worked out, so they carry one decimal at least."""
    return max(line.decimals, 1)


def _target(line: IndicatorLine) -> Decimal | None:
    """What the last reading is set against; None while a figure is disputed, and where the target is of nothing known."""
    if line.judgement.status in (IndicatorStatus.DISPUTED, IndicatorStatus.NO_TARGET):
        return None
    sound = [reading.period.latest for reading in line.own if not reading.is_disputed]
    aims = {t.on or date.max: t.value for t in sorted(line.targets, key=lambda t: t.said_on)}
    return target_on(tuple(aims.items()), day=max(sound))


def _trajectory(line: IndicatorLine) -> Sequence[TargetLine]:
    """The way agreed, as far as the target that the last reading is set against: what lies beyond says nothing of it."""
    if _target(line) is None:
        return ()
    dated = {t.on: t for t in sorted(line.targets, key=lambda t: t.said_on) if t.on}
    last = max(reading.period.latest for reading in line.own if not reading.is_disputed)
    near = min((on for on in dated if on >= last), default=date.max)
    way = [dated[on] for on in sorted(dated) if on <= near]
    return way if len(way) > 1 else ()


def _periods(line: IndicatorLine) -> dict[date, str]:
    """What each period is called: in the words used where they name a year, else by its days."""
    return {r.period.latest: _name(r) for r in sorted(line.own, key=lambda r: r.said_on)}


def _name(reading: ReadingLine) -> str:
    words = reading.period_words
    return words if words and any(len(w) >= 4 and w[:4].isdigit() for w in words.split()) else str(reading.period)


def _apart(line: IndicatorLine, chart: Chart) -> list[Point]:
    """Disputed readings: shown, struck, and in no line."""
    names = _periods(line)
    return [
        Point(r.period.latest, r.value, names[r.period.latest], disputed=True, text=r.shown)
        for r in line.own
        if r.is_disputed
    ]


def _left_out(found: SpcSeries, chart: Chart) -> str:
    gaps = len(found.points) - found.held
    said = []
    if found.left_out - gaps > 0:
        said.append(f"{found.left_out} periods of another kind or length are left out.")
    if gaps:
        said.append(
            f"{gaps} period{'s' if gaps > 1 else ''} without an exact, undisputed figure left as a gap, with a cross."
        )
    return " ".join(said)
