"""A figure over time: a line where its readings are alike and many enough, dots where they are not. Never a legend."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.charts import plot as drawing
from plans.charts.layout import spots_around, spots_farther, spread_labels
from plans.charts.plot import Plot
from plans.charts.readings import Point, in_order, in_words, present, trend_table
from plans.charts.scales import figure, value_ticks
from plans.charts.svg import Canvas, clean, fit, text_width
from plans.charts.theme import SCREEN, Theme

__all__ = ["Point", "trend", "trend_table"]

FEW = 4  # up to so many dots, each carries its figure


@dataclass(frozen=True, slots=True)
class _Label:
    """What is written at the right, at the height of its value."""

    value: Decimal
    words: str
    fill: str
    bold: bool = False


def trend(
    points: Sequence[Point],
    *,
    key: str,
    title: str,
    unit: str,
    as_line: bool,
    target: Decimal | Sequence[Point] | None = None,
    target_label: str = "",
    comparator: Sequence[Point] | None = None,
    comparator_label: str = "",
    limit: Decimal | None = None,
    limit_label: str = "",
    zero_based: bool = False,
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture of `points`; "" where none has a figure.

    A `target` is one level or a trajectory. A `limit` is what no reading can pass ("33 practices"). `as_line` is False
    where the readings are too few or too unlike to be joined.
    """
    points, others = in_order(points), in_order(comparator or [])
    trajectory = [] if target is None or isinstance(target, Decimal) else in_order(target)
    level = target if isinstance(target, Decimal) else None
    held = [point for point in (*points, *trajectory, *others) if point.is_held]
    if not any(point.is_held for point in points):
        return ""
    known = [point.known for point in held] + [value for value in (level, limit) if value is not None]
    ticks = value_ticks(known, from_zero=zero_based)
    canvas = Canvas(theme.width, 0, title, desc or in_words(points, unit, ticks[0]), key, theme=theme)

    last = present(points)
    labels = []
    if last:
        labels.append(_Label(last.known, last.told(unit), theme.accent, bold=True))
    goal = present(trajectory).known if present(trajectory) else level  # type: ignore[union-attr]
    if goal is not None:
        labels.append(_Label(goal, clean(target_label) or f"target {figure(goal, unit)}", theme.ink))
    if other := present(others):
        labels.append(_Label(other.known, clean(comparator_label) or other.shown(unit), theme.muted))

    plot = drawing.lay_out(
        canvas, [point.day for point in (*points, *trajectory, *others)], ticks, unit, right=_margin(labels, canvas)
    )
    if limit is not None:
        drawing.draw_limit(plot, limit)
    drawing.draw_target(plot, level, trajectory)
    drawing.draw_breaks(plot, points)
    if as_line:
        drawing.draw_runs(plot, others, theme.edge, 1.5)
        drawing.draw_runs(plot, points, theme.accent_mid, 2.5)
    else:
        drawing.draw_squares(plot, others)
    drawing.draw_gaps(plot, points)
    drawing.draw_dots(plot, points, last)
    _write_labels(plot, labels)
    if limit is not None:
        drawing.label_limit(plot, limit, limit_label)
    _write_readings(plot, points, last, as_line=as_line)
    drawing.label_breaks(plot, points)
    return canvas.svg()


def _margin(labels: Sequence[_Label], canvas: Canvas) -> float:
    widest = max((text_width(label.words, canvas.theme.small, label.bold) for label in labels), default=0)
    return min(widest, canvas.width * 0.36) + 14


def _write_labels(plot: Plot, labels: Sequence[_Label]) -> None:
    """The labels at the right, pushed apart where their values are close."""
    canvas, theme = plot.canvas, plot.canvas.theme
    left = plot.ground.frame.right + 8
    drop = 0.35 * theme.small
    levels = spread_labels(
        [plot.values(label.value) + drop for label in labels],
        gap=theme.leading,
        low=plot.values.end + drop,
        high=plot.values.start,
    )
    for label, level in zip(labels, levels, strict=True):
        canvas.text(left, level, label.words, fill=label.fill, bold=label.bold, room=canvas.width - left)


def _write_readings(plot: Plot, points: Sequence[Point], last: Point | None, *, as_line: bool) -> None:
    """The figures of doubtful readings, and of all where they are few and unlike; disputed ones choose first."""
    theme = plot.canvas.theme
    held = [point for point in points if point.is_held and point is not last]
    few = not as_line and len(held) < FEW
    room = (plot.ground.frame.right - plot.ground.frame.left) * 0.7
    for point in sorted(held, key=lambda point: not point.disputed):
        if not (few or point.disputed or point.inferred):
            continue
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
