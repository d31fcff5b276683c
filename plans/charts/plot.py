"""The ground of a trend: scale, days, and the marks that stand on it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.charts.layout import Box, Ground, Spot
from plans.charts.readings import Point, runs
from plans.charts.scales import Days, Scale, day_ticks, enclosing, tick_figure
from plans.charts.svg import Canvas, fit, number, text_width

INSET = 8
MANY = 30  # dots grow small
BESIDE_PENS = ((1.5, ""), (1.5, "9 3 2 3"))
"""Width and dash of the figures of other places, which stand apart from each other and from all else without colour."""
MEDIAN_PEN = (1.5, "2 2")


@dataclass(frozen=True, slots=True)
class Plot:
    """Where days and values lie, and what already stands there."""

    canvas: Canvas
    days: Days
    values: Scale
    ground: Ground
    unit: str

    def at(self, point: Point) -> tuple[float, float]:
        return self.days(point.day), self.values(point.known)


def lay_out(canvas: Canvas, dates: Sequence[date], ticks: Sequence[Decimal], unit: str, *, right: float) -> Plot:
    """A plot between the figures of its scale and a margin of `right` units, with scale and days drawn."""
    theme = canvas.theme
    widest = max(text_width(tick_figure(tick, unit), theme.small) for tick in ticks)
    left = min(widest, canvas.width * 0.25) + 8
    caption = _caption(ticks, unit)
    top = theme.leading * (2 if caption else 0.8)
    bottom = top + theme.rows * theme.leading
    canvas.height = bottom + 1.7 * theme.leading
    plot = Plot(
        canvas,
        Days(*enclosing(dates), left + INSET, canvas.width - right - INSET),
        Scale(ticks[0], ticks[-1], bottom, top),
        Ground(Box(left + 1, top - theme.leading / 2, canvas.width - right, bottom - 1)),
        unit,
    )
    canvas.text(0, theme.leading * 0.85, caption, fill=theme.muted, room=canvas.width)
    _draw_values(plot, ticks, left)
    _draw_days(plot, left, canvas.width - right)
    return plot


def _caption(ticks: Sequence[Decimal], unit: str) -> str:
    said = [unit] if unit and unit != "%" else []
    if ticks[0] > 0:
        said.append(f"scale from {tick_figure(ticks[0], unit)}, not from zero")
    return "; ".join(said)


def _draw_values(plot: Plot, ticks: Sequence[Decimal], left: float) -> None:
    canvas, theme = plot.canvas, plot.canvas.theme
    for tick in ticks:
        level = plot.values(tick)
        canvas.line(left, level, plot.ground.frame.right, level, theme.ink if tick == 0 else theme.rule)
        canvas.text(
            left - 7,
            level + 0.35 * theme.small,
            tick_figure(tick, plot.unit),
            fill=theme.muted,
            anchor="end",
            room=left - 7,
        )


def _draw_days(plot: Plot, left: float, right: float) -> None:
    canvas, theme, bottom = plot.canvas, plot.canvas.theme, plot.values.start
    canvas.line(left, bottom, right, bottom, theme.ink)
    taken = -1.0
    for day, words in day_ticks(plot.days.first, plot.days.last, at_most=int((right - left) / (5 * theme.small))):
        x, half = plot.days(day), text_width(words, theme.small) / 2
        middle = min(max(x, half), canvas.width - half)
        if middle - half > taken:
            canvas.line(x, bottom, x, bottom + 5, theme.ink)
            canvas.text(middle, bottom + 1.3 * theme.leading, words, fill=theme.muted, anchor="middle")
            taken = middle + half + 6


def draw_limit(plot: Plot, limit: Decimal) -> None:
    """What cannot be passed: a solid line, and the ground beyond it tinted. A reading there is no reading."""
    canvas, theme, frame = plot.canvas, plot.canvas.theme, plot.ground.frame
    level, top = plot.values(limit), plot.values.end
    canvas.rect(frame.left, top, frame.right - frame.left, level - top, fill=theme.paper)
    canvas.line(frame.left, level, frame.right, level, theme.ink, 1.5)
    plot.ground.draw((frame.left, level, frame.right, level))


def label_limit(plot: Plot, limit: Decimal, label: str) -> None:
    frame, leading, level = plot.ground.frame, plot.canvas.theme.leading, plot.values(limit)
    levels = (level - 5, level + leading)
    ends = [(frame.left + 6, "start"), (frame.right - 6, "end"), ((frame.left + frame.right) / 2, "middle")]
    words = fit(label, (frame.right - frame.left) * 0.9, plot.canvas.theme.small)
    write(plot, words, [Spot(x, height, anchor) for height in levels for x, anchor in ends], fill=plot.canvas.theme.ink)


def draw_target(plot: Plot, level: Decimal | None, trajectory: Sequence[Point]) -> None:
    """One level across, or the way agreed; dashed ink either way."""
    frame, theme = plot.ground.frame, plot.canvas.theme
    way = [plot.at(point) for point in trajectory if point.is_held]
    if level is not None:
        way = [(frame.left, plot.values(level)), (frame.right, plot.values(level))]
    draw_line(plot, way, theme.ink, 1.5, "5 3")
    if len(way) == 1:
        ((x, y),) = way
        draw_line(plot, [(x - 8, y), (x + 8, y)], theme.ink, 1.5, "5 3")


def draw_runs(plot: Plot, points: Sequence[Point], stroke: str, width: float, dash: str = "") -> None:
    for run in runs(points):
        draw_line(plot, [plot.at(point) for point in run], stroke, width, dash)


def draw_level(plot: Plot, first: date, last: date, value: Decimal, width: float, dash: str) -> None:
    """One value from day to day, a little past both ends."""
    level, frame = plot.values(value), plot.ground.frame
    left, right = max(plot.days(first) - 5, frame.left), min(plot.days(last) + 5, frame.right)
    draw_line(plot, [(left, level), (right, level)], plot.canvas.theme.ink, width, dash)


def draw_other(plot: Plot, points: Sequence[Point], place: int, *, as_line: bool) -> None:
    """Figures of another place: a thin line, the second of them dashed; small hollow squares where no line joins them."""
    theme = plot.canvas.theme
    if as_line:
        width, dash = BESIDE_PENS[place]
        draw_runs(plot, points, theme.edge, width, dash)
        return
    for point in points:
        if not point.is_held:
            continue
        x, y = plot.at(point)
        if place:
            plot.canvas.path(_triangle(x, y, 4), fill="#fff", stroke=theme.edge, pen=1.5)
        else:
            plot.canvas.rect(x - 3, y - 3, 6, 6, fill="#fff", stroke=theme.edge, pen=1.5)
        plot.ground.take(Box(x - 4, y - 4, x + 4, y + 4))


def _triangle(x: float, y: float, arm: float) -> str:
    a, b, c, d = (number(side) for side in (x - arm, x + arm, y + arm, y - arm))
    return f"M{a} {c}L{number(x)} {d}L{b} {c}Z"


def draw_gaps(plot: Plot, points: Sequence[Point]) -> None:
    """A period without a figure is crossed on the baseline."""
    level = plot.values.start - 7
    for point in points:
        if not point.is_held:
            x = plot.days(point.day)
            plot.canvas.cross(x, level, 4, plot.canvas.theme.muted)
            plot.ground.take(Box(x - 5, level - 5, x + 5, level + 5))


def draw_breaks(plot: Plot, points: Sequence[Point]) -> None:
    """A new definition: a dotted line between the readings it parts."""
    for x in _breaks(plot, points):
        draw_break(plot, x)


def draw_break(plot: Plot, x: float) -> None:
    top, bottom = plot.values.end, plot.values.start
    plot.canvas.line(x, top, x, bottom, plot.canvas.theme.edge, 1.3, "2 3")
    plot.ground.draw((x, top, x, bottom))


def label_breaks(plot: Plot, points: Sequence[Point]) -> None:
    for x in _breaks(plot, points):
        label_break(plot, x, ("new definition", "redefined"))


def label_break(plot: Plot, x: float, wordings: Sequence[str]) -> None:
    """The first wording that finds a place beside the line, from its top to its foot."""
    leading = plot.canvas.theme.leading
    top, bottom = plot.values.end, plot.values.start
    levels = [top + leading, bottom - leading * 0.6]
    levels += [top + leading * step for step in range(2, plot.canvas.theme.rows)]
    spots = [Spot(x + side, level, anchor) for level in levels for side, anchor in ((5, "start"), (-5, "end"))]
    for words in wordings:
        if write(plot, words, spots, fill=plot.canvas.theme.muted):
            return


def _breaks(plot: Plot, points: Sequence[Point]) -> list[float]:
    return [
        (plot.days(before.day) + plot.days(after.day)) / 2
        for before, after in itertools.pairwise(points)
        if after.break_before
    ]


def draw_dots(plot: Plot, points: Sequence[Point], last: Point | None) -> None:
    """Each reading by its kind: solid, hollow where provisional, dashed where inferred, struck where disputed."""
    canvas, theme = plot.canvas, plot.canvas.theme
    small = 2 if len(points) > MANY else 3.2
    for point in points:
        if not point.is_held:
            continue
        x, y = plot.at(point)
        is_last = point is last
        radius = (5.5 if is_last else small) * theme.pen
        colour = theme.accent if is_last else theme.accent_mid
        if point.disputed:
            radius = 7 * theme.pen
            arm = radius * 0.64
            canvas.circle(x, y, radius, fill="#fff", stroke=theme.disputed, pen=2.5)
            canvas.line(x - arm, y + arm, x + arm, y - arm, theme.disputed, 2)
        elif point.inferred:
            radius = 5 * theme.pen
            canvas.circle(x, y, radius, fill="#fff", stroke=colour, pen=2.5, dash="3 2")
        elif point.provisional:
            canvas.circle(x, y, radius, fill="#fff", stroke=colour, pen=2.2)
        else:
            canvas.circle(x, y, radius, fill=colour)
        plot.ground.take(Box(x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1))


def write(plot: Plot, words: str, spots: Sequence[Spot], *, fill: str, bold: bool = False) -> bool:
    """`words` at the first spot where they stand free; where there is none they are left to the table."""
    theme, frame = plot.canvas.theme, plot.ground.frame
    spot = plot.ground.place([words], spots, size=theme.small, leading=theme.leading, bold=bold) if words else None
    if spot:
        plot.canvas.text(spot.x, spot.y, words, fill=fill, anchor=spot.anchor, bold=bold, room=frame.right - frame.left)
    return spot is not None


def draw_line(plot: Plot, way: Sequence[tuple[float, float]], stroke: str, width: float, dash: str = "") -> None:
    plot.canvas.polyline(way, stroke, width, dash)
    plot.ground.draw(*((x1, y1, x2, y2) for (x1, y1), (x2, y2) in itertools.pairwise(way)))
