"""A figure over time: a line where its readings are alike and many enough, dots where they are not. Never a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.charts import plot as drawing
from plans.charts.layout import spots_around, spots_farther
from plans.charts.plot import Plot
from plans.charts.readings import Point, in_order, in_words, present, trend_table
from plans.charts.right_labels import RightLabel, margin, write_right_labels
from plans.charts.scales import figure, value_ticks
from plans.charts.svg import Canvas, clean, fit
from plans.charts.theme import SCREEN, Theme

__all__ = ["Level", "Other", "Point", "trend", "trend_table"]

FEW = 4  # up to so many dots, each carries its figure


@dataclass(frozen=True, slots=True)
class Other:
    """What the readings are set beside: the figures of another place, with the words at their end."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One value from day to day, such as the median of a stretch. Only the last carries its words."""

    first: date
    last: date
    value: Decimal


def trend(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    unit: str,
    as_line: bool,
    target: Decimal | Sequence[Point] | None = None,
    target_label: str = "",
    others: Sequence[Other] = (),
    medians: Sequence[Level] = (),
    limit: Decimal | None = None,
    limit_label: str = "",
    zero_based: bool = False,
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture of `points`; "" where none has a figure.

    A `target` is one level or a trajectory. `others` are what the readings are set beside, the most important first; a
    third and a fourth are left to the table. A `limit` is what no reading can pass ("33 practices"). `as_line` is False
    where the readings are too few or too unlike to be joined.
    """
    points = in_order(points)
    beside = [(other.label, in_order(other.points)) for other in others[: len(drawing.BESIDE_PENS)]]
    trajectory = [] if target is None or isinstance(target, Decimal) else in_order(target)
    level = target if isinstance(target, Decimal) else None
    drawn = [*points, *trajectory, *(point for _, series in beside for point in series)]
    if not any(point.is_held for point in points):
        return ""
    known = [point.known for point in drawn if point.is_held]
    known += [value for value in (level, limit, *(median.value for median in medians)) if value is not None]
    ticks = value_ticks(known, from_zero=zero_based)
    canvas = Canvas(theme.width, 0, title, desc or in_words(points, unit, ticks[0]), key, theme=theme)

    last = present(points)
    labels = []
    if last:
        labels.append(RightLabel(last.known, last.told(unit), theme.accent, bold=True))
    goal = present(trajectory).known if present(trajectory) else level  # type: ignore[union-attr]
    if goal is not None:
        labels.append(RightLabel(goal, clean(target_label) or f"target {figure(goal, unit)}", theme.ink))
    for label, series in beside:
        if other := present(series):
            labels.append(RightLabel(other.known, clean(label) or other.shown(unit), theme.muted))
    if medians:
        labels.append(RightLabel(medians[-1].value, f"median {figure(medians[-1].value, unit)}", theme.ink))

    days = [point.day for point in drawn]
    plot = drawing.lay_out(canvas, days, ticks, unit, right=margin(labels, canvas))
    if limit is not None:
        drawing.draw_limit(plot, limit)
    for median in medians:
        drawing.draw_level(plot, median.first, median.last, median.value, *drawing.MEDIAN_PEN)
    drawing.draw_target(plot, level, trajectory)
    drawing.draw_breaks(plot, points)
    for place, (_, series) in enumerate(beside):
        drawing.draw_other(plot, series, place, as_line=as_line)
    if as_line:
        drawing.draw_runs(plot, points, theme.accent_mid, 2.5)
    drawing.draw_gaps(plot, points)
    drawing.draw_dots(plot, points, last)
    write_right_labels(plot, labels)
    if limit is not None:
        drawing.label_limit(plot, limit, limit_label)
    _write_readings(plot, points, last, as_line=as_line)
    drawing.label_breaks(plot, points)
    return canvas.svg()


def _write_readings(plot: Plot, points: Sequence[Point], last: Point | None, *, as_line: bool) -> None:
    """The figures of doubtful readings, and of all where they are few and unlike; disputed ones choose first."""
    held = [point for point in points if point.is_held and point is not last]
    few = not as_line and len(held) < FEW
    for point in sorted(held, key=lambda point: not point.disputed):
        if few or point.disputed or point.inferred:
            write_reading(plot, point)


def write_reading(plot: Plot, point: Point) -> None:
    """The figure of one reading beside its dot, where there is room."""
    theme = plot.canvas.theme
    room = (plot.ground.frame.right - plot.ground.frame.left) * 0.7
    x, y = plot.at(point)
    spots = spots_around(x, y, away=8, size=theme.small, leading=theme.leading)
    if point.disputed:  # its colour ties the words to it from a little farther away
        spots += spots_farther(x, y, theme.leading)
    drawing.write(
        plot,
        fit(point.told(plot.unit), room, theme.small, point.disputed),
        spots,
        bold=point.disputed,
        fill=theme.disputed if point.disputed else theme.ink,
    )
