"""The pictures of indicators in a pack: a control chart or a line where one is honest, else a few bars. None is disputed."""

from collections.abc import Sequence
from dataclasses import replace

from meetings.pack.indicator_bars import bars_of
from meetings.pack.indicator_tables import one_a_period
from meetings.pack.indicator_words import period_words, unit_words
from meetings.pack.plan_contents import Figure
from plans.charts import PAPER, Point, trend
from plans.pages.indicator_charts import medians, others
from plans.pages.indicator_spc import Judged, control, control_chart, judged
from plans.rules.windows import short_date
from plans.tree import IndicatorLine, ReadingLine

MOST_OTHERS = 2


def chart_of(indicator: IndicatorLine, *, joined: bool) -> Figure | None:
    if about := judged(indicator):
        return _control(indicator, about)
    sound = [r for r in indicator.own if not r.is_disputed]
    return _trend(indicator, sound) if joined else bars_of(indicator, sound)


def _control(indicator: IndicatorLine, about: Judged) -> Figure:
    """The control chart of the indicator's page, with the same sentences and marks."""
    found = control(about, key=f"pack-{indicator.key}")
    stand_out = "; ".join(f"{row.periods}: {row.flag}" for row in found.flagged)
    note = [
        "Solid line: the mean. Dotted, with the tint between: the limits that chance keeps to.",
        "Dashed: the target." if found.has_target else "",
        found.shapes,
        f"{found.limits}.",
        found.trial,
        found.left_out,
        f"Stand out: {stand_out}." if stand_out else "No reading stands out.",
    ]
    return Figure(
        control_chart(about, key=f"control-{indicator.key}", theme=PAPER, with_disputed=False),
        f"{indicator.title}{unit_words(indicator)}: more than chance?",
        " ".join(filter(None, note)),
        signs=tuple((str(sign.svg), sign.words) for sign in found.signs),
        says=" ".join(filter(None, (found.variation, found.assurance, found.unsettled))),
    )


def _trend(indicator: IndicatorLine, sound: Sequence[ReadingLine]) -> Figure:
    unit = "%" if indicator.is_percentage or indicator.unit == "%" else ""
    points = [_point(r) for r in one_a_period(sound)]
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
    return Figure(svg, f"{indicator.title}{unit_words(indicator)}", f"{'; '.join(kinds)}.")


def _last_target(indicator: IndicatorLine) -> str:
    dated = [t for t in indicator.targets if t.on]
    return (dated or indicator.targets)[-1].shown if indicator.targets else ""


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
