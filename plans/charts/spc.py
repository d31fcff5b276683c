"""A control chart: the readings, their mean and the limits within which chance moves them, and what stands out."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plans.charts import plot as drawing
from plans.charts.layout import Box
from plans.charts.plot import Plot
from plans.charts.readings import Point, in_order, present
from plans.charts.right_labels import RightLabel, margin, write_right_labels
from plans.charts.scales import figure, tick_figure, value_ticks
from plans.charts.spc_marks import draw_point
from plans.charts.svg import Canvas, clean
from plans.charts.theme import SCREEN, Theme
from plans.charts.trend import write_reading
from plans.rules.dates import long_date
from plans.rules.spc import Chart, Limits, PointType
from plans.rules.spc_words import flag_words, is_better, limits_sentence, to_places, variation_words

LIMIT_PEN = (1.5, "1.5 3")
MEAN_PEN = (1.5, "")


def spc_chart(
    chart: Chart,
    *,
    key: str,
    title: str,
    unit: str,
    decimals: int = 1,
    places: int | None = None,
    periods: Mapping[date, str] | None = None,
    apart: Sequence[Point] = (),
    trajectory: Sequence[Point] = (),
    target_label: str = "",
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture of a chart that `rules.spc.xmr` made.

    `periods` names the days; `apart` are disputed readings, drawn struck and in no line; `trajectory` the way agreed,
    in place of the level of the chart's target, and `target_label` what stands at its end. Lines are
    labelled with `decimals`, readings with `places` (None: as many as they have).
    """
    trajectory, apart = in_order(trajectory), in_order(apart)
    limits = chart.limits
    lines = [value for group in chart.groups for value in (group.lower, group.upper, group.mean) if value is not None]
    aims = [point.known for point in trajectory if point.is_held]
    level = None if aims else chart.target
    values = [point.value for point in chart.held] + lines + aims + [p.known for p in apart if p.is_held]
    ticks = value_ticks([*values, *([level] if level is not None else [])], from_zero=False)  # type: ignore[list-item]
    told = desc or _in_words(chart, unit, decimals, places, periods or {})
    canvas = Canvas(theme.width, 0, title, told, key, theme=theme)

    def show(value: Decimal) -> str:
        return figure(to_places(value, decimals), unit)

    last = chart.held[-1]
    labels = [RightLabel(last.value, _shown(last.value, unit, places), theme.accent, bold=True)]  # type: ignore[arg-type]
    for value, name in ((limits.upper, "upper limit"), (limits.mean, "mean"), (limits.lower, "lower limit")):
        if value is not None:
            labels.append(RightLabel(value, f"{name} {show(value)}", theme.muted))
    goal = present(trajectory).known if present(trajectory) else level  # type: ignore[union-attr]
    if goal is not None:
        labels.append(RightLabel(goal, clean(target_label) or f"target {tick_figure(goal, unit)}", theme.ink))

    days = [*(point.day for point in chart.points), *(point.day for point in (*apart, *trajectory))]
    plot = drawing.lay_out(canvas, days, ticks, unit, right=margin(labels, canvas))
    for group in chart.groups:
        _draw_limits(plot, group)
    drawing.draw_target(plot, level, trajectory)
    _draw_breaks(plot, chart)
    _draw_readings(plot, chart)
    drawing.draw_dots(plot, apart, None)
    write_right_labels(plot, labels)
    for point in apart:
        if point.is_held:
            write_reading(plot, point)
    _label_breaks(plot, chart)
    return canvas.svg()


def spc_table(
    chart: Chart, *, unit: str, places: int | None = None, periods: Mapping[date, str] | None = None
) -> tuple[tuple[str, str, str, str], ...]:
    """Rows of period, figure, what stands out about it and what that means, oldest first."""
    names = periods or {}
    return tuple(
        (
            names.get(point.day, long_date(point.day)),
            _shown(point.value, unit, places),
            flag_words(point.type),
            variation_words(point.variation) if point.type.is_special else "",
        )
        for point in chart.points
    )


def shapes_key(chart: Chart) -> str:
    """What the shapes in this picture mean: those that occur, and no others."""
    kinds = {point.type for point in chart.points}
    told = {
        "Diamond: beyond a limit.": {PointType.ABOVE_LIMIT, PointType.BELOW_LIMIT},
        "Triangle: seven or more that each rise, or each fall.": {PointType.RISING, PointType.FALLING},
        "Disc: two of three close to a limit.": {PointType.NEAR_UPPER, PointType.NEAR_LOWER},
        "Square: seven or more in a row on one side of the mean.": {PointType.RUN_ABOVE, PointType.RUN_BELOW},
        "Ring: chance.": {PointType.COMMON},
    }
    said = [words for words, of in told.items() if kinds & of]
    ways = {is_better(point.variation) for point in chart.flagged}
    paints = (
        (True, "Dark blue: better."),
        (False, "Orange with a dark edge: worse."),
        (None, "Hollow purple: neither."),
    )
    said += [words for way, words in paints if way in ways]
    return " ".join(said)


def limits_table(chart: Chart, *, unit: str, decimals: int = 1) -> tuple[tuple[str, str, str, str, str], ...]:
    """For each stretch: its days, mean, lower and upper limit, and the readings they rest on."""

    def show(value: Decimal | None) -> str:
        return "none" if value is None else figure(to_places(value, decimals), unit)

    return tuple(
        (
            f"{long_date(group.first)} to {long_date(group.last)}",
            show(group.mean),
            show(group.lower),
            show(group.upper),
            f"{group.baseline}{', for trial only' if group.is_trial else ''}",
        )
        for group in chart.groups
    )


def _shown(value: Decimal | None, unit: str, places: int | None) -> str:
    if value is None:
        return "no figure"
    return figure(value if places is None else to_places(value, places), unit)


def _in_words(chart: Chart, unit: str, decimals: int, places: int | None, periods: Mapping[date, str]) -> str:
    def show(value: Decimal) -> str:
        return figure(to_places(value, decimals), unit)

    rows = spc_table(chart, unit=unit, places=places, periods=periods)
    ends = (
        f"{rows[0][0]}: {rows[0][1]}; {rows[-1][0]}: {rows[-1][1]}" if len(rows) > 1 else f"{rows[0][0]}: {rows[0][1]}"
    )
    said = [ends, f"{len(rows)} periods", limits_sentence(chart.limits, show=show, screened=chart.screened)]
    if chart.target is not None:
        said.append(f"Target {tick_figure(chart.target, unit)}")
    flagged = [f"{period}, {shown}, {flag}" for period, shown, flag, _ in rows if flag]
    said.append(f"{len(flagged)} stand out" if len(flagged) > 6 else "; ".join(flagged) or "None stands out")
    if unit and unit != "%":
        said.append(f"Unit: {clean(unit)}")
    return ". ".join(said) + "."


def _draw_limits(plot: Plot, group: Limits) -> None:
    """The band that chance moves in, tinted; its edges dotted, its mean solid."""
    canvas, theme, frame = plot.canvas, plot.canvas.theme, plot.ground.frame
    left, right = max(plot.days(group.first) - 5, frame.left), min(plot.days(group.last) + 5, frame.right)
    if group.lower is not None and group.upper is not None:
        top, bottom = plot.values(group.upper), plot.values(group.lower)
        canvas.rect(left, top, right - left, bottom - top, fill=theme.paper)
        for value in (group.upper, group.lower):
            drawing.draw_line(plot, [(left, plot.values(value)), (right, plot.values(value))], theme.ink, *LIMIT_PEN)
    if group.mean is not None:
        level = plot.values(group.mean)
        drawing.draw_line(plot, [(left, level), (right, level)], theme.ink, *MEAN_PEN)


def _draw_readings(plot: Plot, chart: Chart) -> None:
    stretches: list[list[tuple[float, float]]] = [[]]
    for before, point in itertools.pairwise((None, *chart.points)):
        if before and point and (point.value is None or before.group != point.group):
            stretches.append([])
        if point and point.value is not None:
            stretches[-1].append((plot.days(point.day), plot.values(point.value)))
    for stretch in stretches:
        drawing.draw_line(plot, stretch, plot.canvas.theme.accent_mid, 2.2)
    last = chart.held[-1]
    gaps = [Point(point.day, None, "") for point in chart.points if point.value is None]
    drawing.draw_gaps(plot, gaps)
    for point in chart.held:
        x, y = plot.days(point.day), plot.values(point.value)  # type: ignore[arg-type]
        arm = draw_point(plot.canvas, x, y, point.type, point.variation, is_last=point is last)
        plot.ground.take(Box(x - arm - 1, y - arm - 1, x + arm + 1, y + arm + 1))


def _breaks(plot: Plot, chart: Chart) -> list[float]:
    return [(plot.days(before.last) + plot.days(after.first)) / 2 for before, after in itertools.pairwise(chart.groups)]


def _draw_breaks(plot: Plot, chart: Chart) -> None:
    for x in _breaks(plot, chart):
        drawing.draw_break(plot, x)


def _label_breaks(plot: Plot, chart: Chart) -> None:
    for x in _breaks(plot, chart):
        drawing.label_break(plot, x, ("new limits",))
