"""From the snapshot to what the pack prints of indicators: every reading with its source, a chart where one is honest."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from meetings.pack.plan_contents import Figure, IndicatorPart, Mark, ReadingRow, Series
from meetings.pack.wording import (
    DISPUTED,
    NONE,
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
from plans.charts import PAPER, Bar, Point, bars, trend
from plans.enums import Better, IndicatorStatus, PeriodKind, Precision
from plans.pages.indicator_charts import medians, others
from plans.pages.indicator_spc import Judged, control, control_chart, judged
from plans.pages.indicator_spc import series as spc_series
from plans.rules.indicators import Reading, age_in_months, can_draw_line, percentage
from plans.rules.windows import MONTHS, long_date, short_date
from plans.rules.words import plain
from plans.tree import Doubt, IndicatorLine, ReadingLine, StrategySnapshot

LONG_RUN = 6  # readings, from which they stand across and share one line of sources
ACROSS = 8
MOST_OTHERS = 2
BRIEF = 8  # characters of a period that fits the head of a narrow column
INEXACT = (Precision.APPROXIMATE, Precision.MORE_THAN)


def indicator_part(indicator: IndicatorLine, snapshot: StrategySnapshot) -> IndicatorPart:
    doubts = tuple(d for d in snapshot.doubts if d.indicator == indicator.key)
    joined = can_draw_line([_reading(r) for r in indicator.own])
    long_run = joined and sum(not r.is_disputed for r in indicator.own) >= LONG_RUN
    singly = [r for r in indicator.readings if r.is_disputed] if long_run else indicator.readings
    rows = [_row(r, indicator, doubts) for r in singly]
    alone = rows[0] if len(rows) == 1 and not singly[0].is_disputed else None
    return IndicatorPart(
        anchor=anchor("indicators", indicator.key),
        title=indicator.title,
        lead=_lead(indicator),
        mark=indicator_mark(indicator.judgement),
        chart=_chart(indicator, joined=joined),
        rows=() if alone else tuple(rows),
        remark=_remark(indicator, joined=joined),
        provenance=f"{_alone(alone)}{_provenance(indicator, snapshot, with_sources=bool(long_run))}",
        series=_series(indicator) if long_run else (),
    )


def _alone(row: ReadingRow | None) -> str:
    """A single reading needs no table: it stands above, and its source here."""
    return "" if row is None else f"Source: {row.source} {stop(row.note)} ".replace("  ", " ")


def _reading(line: ReadingLine) -> Reading:
    return Reading(line.value, line.period.latest, line.said_on, line.precision, line.period_kind, line.is_disputed)


def figure_words(reading: ReadingLine) -> str:
    """ "10 of 20 practices inspected, 50.0%", or "2,238, 452,800 for 202.35": the parts where they were given."""
    if reading.numerator is None or reading.denominator is None:
        return reading.shown
    if reading.is_ratio:
        return (
            f"{reading.shown}, {_whole(reading.numerator)} for {_whole(reading.denominator)} {reading.of_what}".strip()
        )
    parts = f"{_whole(reading.numerator)} of {_whole(reading.denominator)}"
    if reading.of_what:
        parts += f" {reading.of_what}"
    return f"{parts}, {_share(reading)}%"


def _share(reading: ReadingLine) -> Decimal:
    share = percentage(reading.numerator, reading.denominator)
    assert share is not None
    return share


def period_words(reading: ReadingLine) -> str:
    return reading.period_words or str(reading.period)


def _lead(indicator: IndicatorLine) -> str:
    head = indicator.headline
    if head is None:
        return "No figure to go by." if indicator.readings else "No figure has been reported."
    unit = "" if head.shown.endswith("%") or not indicator.unit else f" {indicator.unit}"
    words = figure_words(head)
    if head.is_ratio:
        return f"{head.shown}{unit}, {words.removeprefix(f'{head.shown}, ')} ({period_words(head)})."
    if indicator.title.lower().startswith(indicator.unit.lower()) and unit:  # "Rank among ...": rank 4, not 4 rank
        return f"{capital(indicator.unit)} {words} ({period_words(head)})."
    if unit.strip() in words:
        unit = ""
    return f"{capital(words)}{unit} ({period_words(head)})."


def _row(reading: ReadingLine, indicator: IndicatorLine, doubts: Sequence[Doubt]) -> ReadingRow:
    return ReadingRow(
        figure=capital(figure_words(reading)),
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


def _chart(indicator: IndicatorLine, *, joined: bool) -> Figure | None:
    if about := judged(indicator):
        return _control(indicator, about)
    sound = [r for r in indicator.own if not r.is_disputed]
    return _trend(indicator, sound) if joined else _bars(indicator, sound)


def _control(indicator: IndicatorLine, about: Judged) -> Figure:
    """The control chart of the indicator's page, with the same sentences and marks."""
    found = control(about, key=f"pack-{indicator.key}")
    stand_out = "; ".join(f"{row.periods}: {row.flag}" for row in found.flagged)
    note = [
        "Solid line: the mean. Dotted, with the tint between: the limits that chance keeps to.",
        "Dashed: the target." if found.assurance else "",
        found.shapes,
        f"{found.limits}.",
        found.trial,
        found.left_out,
        f"Stand out: {stand_out}." if stand_out else "No reading stands out.",
    ]
    return Figure(
        control_chart(about, key=f"control-{indicator.key}", theme=PAPER),
        f"{indicator.title}{_unit_words(indicator)}: more than chance?",
        " ".join(filter(None, note)),
        signs=tuple((str(sign.svg), sign.words) for sign in found.signs),
        says=" ".join(filter(None, (found.variation, found.assurance, found.unsettled))),
    )


def _trend(indicator: IndicatorLine, sound: Sequence[ReadingLine]) -> Figure:
    unit = "%" if indicator.is_percentage or indicator.unit == "%" else ""
    points = [_point(r) for r in _one_a_period(sound)]
    dated = [Point(t.on, t.value, short_date(t.on)) for t in indicator.targets if t.on]
    undated = [t.value for t in indicator.targets if not t.on]
    beside = [
        replace(other, label=f"{other.label} {other.points[-1].shown(unit)}")
        for other in others(indicator)[:MOST_OTHERS]
    ]
    run = medians(indicator)
    svg = trend(
        points,
        key=f"trend-{indicator.key}",
        title=indicator.title,
        unit=unit,
        as_line=True,
        target=dated or (undated[-1] if undated else None),
        target_label=f"target {_last_target(indicator)}",
        others=beside,
        medians=run,
        theme=PAPER,
    )
    kinds = ["Solid line: this board"]
    if dated or undated:
        kinds.append("dashed line: target")
    kinds += [f"{pen}: {o.label}" for pen, o in zip(("thin line", "dash and dot"), others(indicator), strict=False)]
    if run:
        kinds.append("dotted line: the median")
    return Figure(svg, f"{indicator.title}{_unit_words(indicator)}", f"{'; '.join(kinds)}.")


def _last_target(indicator: IndicatorLine) -> str:
    dated = [t for t in indicator.targets if t.on]
    return (dated or indicator.targets)[-1].shown if indicator.targets else ""


def _unit_words(indicator: IndicatorLine) -> str:
    return "" if indicator.is_percentage or indicator.unit in ("", "%") else f", {indicator.unit}"


def _one_a_period(readings: Sequence[ReadingLine]) -> list[ReadingLine]:
    """For each period the headline among its readings, else the one said last."""
    best: dict = {}
    for r in sorted(readings, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk)):
        best[r.period.latest] = r
    return list(best.values())


def _point(reading: ReadingLine) -> Point:
    return Point(
        reading.period.latest,
        reading.value,
        period_words(reading),
        text=reading.shown,
        provisional=reading.is_provisional,
        inferred=reading.is_inferred,
        break_before=reading.breaks_series,
    )


def _bars(indicator: IndicatorLine, sound: Sequence[ReadingLine]) -> Figure | None:
    """Readings too few or too unlike for a line stand side by side; one figure alone needs no picture.

    Parts of different wholes are drawn as shares: 10 of 20 and 10 of 33 are not bars of one length.
    """
    shares = len({r.denominator for r in sound if r.denominator}) > 1 and not indicator.is_percentage
    shares = shares and not any(r.is_ratio for r in sound)
    shown = [*sound, *(r for r in indicator.readings if r.comparator and not r.is_disputed)]
    if shares:
        shown = [r for r in shown if r.denominator is not None]
    if len(shown) < 2 or (len({(r.value, r.period.latest) for r in shown}) < 2 and not shares):
        return None
    rows = [
        Bar(
            _bar_label(r, shown),
            _share(r) if shares else r.value,
            f"{r.shown}, {_share(r)}%" if shares else r.shown,
            dashed=r.period_kind is PeriodKind.YEAR_TO_DATE or r.precision in INEXACT,
        )
        for r in shown
    ]
    caption = indicator.title if shares else f"{indicator.title}{_unit_words(indicator)}"
    hundred = shares or indicator.is_percentage or indicator.unit == "%"
    svg = bars(rows, key=f"bars-{indicator.key}", title=caption, maximum=Decimal(100) if hundred else None, theme=PAPER)
    notes = ["Each bar is a share; the scale ends at 100%."] if hundred else []
    if any(bar.dashed for bar in rows):
        notes.append("Dashed: part of a year, or not exact.")
    if len(shown) < len(sound):
        notes.append("Figures without their whole are in the table only.")
    return Figure(svg, caption, " ".join(notes))


def _bar_label(reading: ReadingLine, among: Sequence[ReadingLine]) -> str:
    """What tells this bar from the others: whose it is, of what, or when."""
    same_time = len({r.period.latest for r in among}) == 1
    parts = []
    if reading.comparator:
        parts.append(reading.comparator)
    elif any(r.comparator for r in among) and not reading.of_what:
        parts.append("This board")
    if reading.of_what:
        parts.append(f"Of {reading.of_what}")
    if not same_time or not parts:
        parts.append(period_words(reading))
    return capital(", ".join(parts))


def _series(indicator: IndicatorLine) -> tuple[Series, ...]:
    """Undisputed readings, period by period across the page, with what they are set against beneath."""
    own = _one_a_period([r for r in indicator.own if not r.is_disputed])
    parts = all(r.numerator is not None and r.denominator is not None for r in own)
    compared: dict[str, dict] = {}
    for r in indicator.readings:
        if r.comparator and not r.is_disputed:
            compared.setdefault(r.comparator, {})[r.period.latest] = r.shown
    found = []
    for some in _even(own):
        rows = [
            (
                "Per cent" if indicator.is_percentage else capital(indicator.unit or "Figure"),
                tuple(r.shown for r in some),
            )
        ]
        if parts:
            rows.insert(0, (capital(indicator.numerator_words or "Counted"), tuple(_whole(r.numerator) for r in some)))
            rows.insert(1, (capital(indicator.denominator_words or "Of"), tuple(_whole(r.denominator) for r in some)))
        for name, shown in compared.items():
            if any(r.period.latest in shown for r in some):
                rows.append((name, tuple(shown.get(r.period.latest, NONE) for r in some)))
        found.append(Series(tuple(_brief_period(r) for r in some), tuple(rows)))
    return tuple(found)


def _even(readings: Sequence[ReadingLine]) -> list[Sequence[ReadingLine]]:
    """Stretches of nearly the same length, so that their columns have nearly the same width."""
    stretches = -(-len(readings) // ACROSS)
    ends = [round(len(readings) * place / stretches) for place in range(stretches + 1)]
    return [readings[begin:end] for begin, end in itertools.pairwise(ends)]


def _brief_period(reading: ReadingLine) -> str:
    """A period for a narrow head: "Oct 2025", "Oct to Dec 2025", "2014/15"."""
    if reading.period_words and len(reading.period_words) <= BRIEF:
        return reading.period_words
    first, last = reading.period.earliest, reading.period.latest
    if reading.period.is_day:
        return short_date(last)
    months = MONTHS[last.month - 1][:3]
    if (first.year, first.month) != (last.year, last.month):
        begin = MONTHS[first.month - 1][:3]
        months = f"{begin} to {months}" if first.year == last.year else f"{begin} {first.year} to {months}"
    return f"{months} {last.year}"


def _whole(value: Decimal | None) -> str:
    return NONE if value is None else plain(value)


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
        sources = distinct(str(r.citation) for r in indicator.own)
        shown = sources if len(sources) <= 3 else (*sources[:2], f"{len(sources) - 2} more")
        said.append(f"Sources: {listed(shown)}.")
    if indicator.holders:
        said.append(f"Kept by {listed([str(h) for h in indicator.holders])}.")
    return " ".join(said)
