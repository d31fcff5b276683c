"""Many small charts in one picture, on one scale: practices, or figures in one unit, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.charts.readings import Point, in_order, present, runs
from plans.charts.scales import Days, Scale, enclosing, figure, tick_figure, value_ticks
from plans.charts.svg import Canvas, clean, fit, number, text_width, wrap
from plans.charts.theme import SCREEN, Theme
from plans.rules.dates import long_date

PANEL = 140  # units wide at the least
BETWEEN = 16
ROWS_HIGH = 4  # lines of text


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: what it is of, and its readings."""

    label: str
    points: tuple[Point, ...]


def multiples(
    panels: Sequence[Panel],
    *,
    key: str,
    title: str,
    unit: str,
    level: Decimal | None = None,
    level_label: str = "",
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """Panels in the order given, all on one scale of values and of days, with `level` (England) dashed across each.

    "" where no panel has a figure; a panel without one says so.
    """
    held = [point for panel in panels for point in panel.points if point.is_held]
    if not held:
        return ""
    told = desc or _in_words(panels, unit, level_label)
    canvas = Canvas(theme.width, 0, title, told, key, theme=theme)
    across = max(1, min(int((canvas.width + BETWEEN) // (PANEL * theme.small / 13 + BETWEEN)), len(panels)))
    wide = (canvas.width - BETWEEN * (across - 1)) / across
    ticks = value_ticks([point.known for point in held] + ([level] if level is not None else []), from_zero=False)
    days = enclosing([point.day for point in held])
    head = theme.leading * (1.4 + (1 if level is not None else 0))
    said = f"each from {tick_figure(ticks[0], unit)} to {tick_figure(ticks[-1], unit)}"
    canvas.text(
        0,
        theme.leading * 0.85,
        f"{unit}, {said}" if unit and unit != "%" else said.capitalize(),
        fill=theme.muted,
        room=canvas.width,
    )
    if level is not None:
        words = f"dashed: {clean(level_label) or figure(level, unit)}"
        canvas.text(0, theme.leading * 1.85, words, fill=theme.ink, room=canvas.width)
    tall = theme.leading * (2 * 1.05 + ROWS_HIGH + 1.2)
    for place, panel in enumerate(panels):
        left, top = (place % across) * (wide + BETWEEN), head + (place // across) * tall
        _draw_panel(canvas, panel, left, top, wide, ticks, days, unit, level)
    canvas.height = head + -(-len(panels) // across) * tall
    return canvas.svg()


def multiples_table(panels: Sequence[Panel], *, unit: str) -> tuple[tuple[str, str, str, str], ...]:
    """Rows of panel, its last period, its figure, and its first one; the order of the picture."""
    rows = []
    for panel in panels:
        points = [point for point in in_order(panel.points) if point.is_held]
        last = present(points)
        if last is None:
            rows.append((clean(panel.label), "", "no figure", ""))
        else:
            rows.append((clean(panel.label), last.label or long_date(last.day), last.told(unit), points[0].told(unit)))
    return tuple(rows)


def _draw_panel(
    canvas: Canvas,
    panel: Panel,
    left: float,
    top: float,
    wide: float,
    ticks: Sequence[Decimal],
    days: tuple[date, date],
    unit: str,
    level: Decimal | None,
) -> None:
    theme = canvas.theme
    points = in_order(panel.points)
    last = present(points)
    words = wrap(panel.label, wide, theme.small, lines=2)
    for row, line in enumerate(words):
        canvas.text(left, top + theme.leading * (0.85 + row), line)
    start = top + theme.leading * 2.3
    foot = start + theme.leading * ROWS_HIGH
    shown = fit(last.shown(unit), wide * 0.5, theme.small, True) if last else ""
    right = left + wide - text_width(shown, theme.small, True) - 8
    values, when = Scale(ticks[0], ticks[-1], foot, start), Days(*days, left + 5, max(right - 6, left + 6))
    canvas.line(left, foot, left + wide, foot, theme.ink)
    if last is None:
        canvas.text(left, (start + foot) / 2, "no figure", fill=theme.muted, room=wide)
        return
    if level is not None:
        canvas.line(left, values(level), max(right, left), values(level), theme.ink, 1.2, "5 3")
    for run in runs(points):
        canvas.polyline([(when(p.day), values(p.known)) for p in run], theme.accent_mid, 2)
    for point in points:
        if point.is_held:
            _draw_point(canvas, point, when(point.day), values(point.known), is_last=point is last)
    baseline = min(max(values(last.known) + 0.35 * theme.small, start + 0.5 * theme.small), foot - 3)
    canvas.text(left + wide, baseline, shown, fill=theme.accent, anchor="end", bold=True)


def _draw_point(canvas: Canvas, point: Point, x: float, y: float, *, is_last: bool) -> None:
    theme = canvas.theme
    radius = (4 if is_last else 2) * theme.pen
    if point.disputed:
        canvas.circle(x, y, 5 * theme.pen, fill="#fff", stroke=theme.disputed, pen=2)
        arm = 3.2 * theme.pen
        canvas.path(
            f"M{number(x - arm)} {number(y + arm)}L{number(x + arm)} {number(y - arm)}", stroke=theme.disputed, pen=1.5
        )
    elif point.provisional or point.inferred:
        canvas.circle(x, y, radius + 1, fill="#fff", stroke=theme.accent_mid, pen=1.5)
    else:
        canvas.circle(x, y, radius, fill=theme.accent if is_last else theme.accent_mid)


def _in_words(panels: Sequence[Panel], unit: str, level_label: str) -> str:
    rows = multiples_table(panels, unit=unit)
    said = [f"{len(rows)} charts on one scale"]
    said += [f"{label}: {shown}" for label, _, shown, _ in rows[:12]]
    if len(rows) > 12:
        said.append(f"and {len(rows) - 12} more")
    if level_label:
        said.append(clean(level_label))
    return "; ".join(said) + "."
