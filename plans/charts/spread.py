"""How places are spread: a dot for each on one scale, against one figure for all of them; and the same as ordered bars."""

from collections.abc import Sequence
from decimal import Decimal

from plans.charts.bars import Bar, bars
from plans.charts.funnel import Place, worst_first
from plans.charts.layout import Spot
from plans.charts.scales import Scale, figure, tick_figure, value_ticks
from plans.charts.svg import Canvas, clean, fit, text_width
from plans.charts.theme import SCREEN, Theme
from plans.enums import Better

DOT = 4.5
MOST_HIGH = 14  # dots in one column; then they stand closer


def dots(
    places: Sequence[Place],
    *,
    key: str,
    title: str,
    unit: str,
    centre: Decimal | None = None,
    centre_label: str = "",
    own: Decimal | None = None,
    own_label: str = "",
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """A dot for each place, stacked where alike; lines at `centre` (England) and `own` (the area's own figure).

    The lowest and the highest place are named under the scale. "" where no place has a figure.
    """
    held = sorted((p for p in places if p.value is not None and p.value.is_finite()), key=lambda p: p.value or 0)
    if not held:
        return ""
    canvas = Canvas(theme.width, 0, title, desc or _in_words(places, held, unit, centre_label), key, theme=theme)
    lines = [
        (value, clean(words), dash)
        for value, words, dash in ((centre, centre_label, "5 3"), (own, own_label, ""))
        if value is not None
    ]
    ticks = value_ticks(
        [p.value for p in held if p.value is not None] + [value for value, _, _ in lines], from_zero=False
    )
    edge = text_width(tick_figure(ticks[-1], unit), theme.small) / 2 + 2
    scale = Scale(ticks[0], ticks[-1], edge, canvas.width - edge)
    radius = DOT * theme.pen
    stacks = _stacks(held, scale, radius)
    pitch = min(2 * radius + 1, MOST_HIGH * 2 * radius / max(map(len, stacks.values())))
    head = theme.leading * (1 + len(lines))
    height = pitch * max(map(len, stacks.values())) + radius
    bottom = head + theme.leading * 0.8 + height + 6
    said = unit if unit and unit != "%" else ""
    canvas.text(0, theme.leading * 0.85, said, fill=theme.muted, room=canvas.width)
    _draw_lines(canvas, scale, lines, unit, bottom)
    for x, stack in stacks.items():
        for row, _ in enumerate(stack):
            y = bottom - 6 - radius - row * pitch
            canvas.circle(x, y, radius, fill=theme.accent_mid, stroke="#fff")
    _draw_scale(canvas, scale, ticks, unit, bottom)
    canvas.height = _name_ends(canvas, held, unit, bottom + 1.5 * theme.leading)
    return canvas.svg()


def ordered_bars(
    places: Sequence[Place],
    *,
    key: str,
    title: str,
    better: Better,
    unit: str,
    centre: Decimal | None = None,
    centre_label: str = "",
    maximum: Decimal | None = None,
    theme: Theme = SCREEN,
) -> str:
    """A bar for each place, the worst first, with a line at `centre`; those without a figure last, and named as such."""
    rows = [Bar(p.label, p.value, p.shown(unit)) for p in worst_first(places, better)]
    mark = None if centre is None else (centre, centre_label)
    return bars(rows, key=key, title=title, maximum=maximum, mark=mark, theme=theme)


def places_table(places: Sequence[Place], *, unit: str, better: Better) -> tuple[tuple[str, str], ...]:
    """Rows of place and figure, the worst first; those without one last, with why."""
    return tuple((clean(p.label), p.shown(unit)) for p in worst_first(places, better))


def _stacks(held: Sequence[Place], scale: Scale, radius: float) -> dict[float, list[Place]]:
    """Those whose dots would touch stand on each other, at the middle of their column."""
    found: dict[float, list[Place]] = {}
    for place in held:
        column = round((scale(place.value) - scale.start) / (2 * radius + 1))  # type: ignore[arg-type]
        x = min(max(scale.start + column * (2 * radius + 1), scale.start), scale.end)
        found.setdefault(x, []).append(place)
    return found


def _draw_lines(
    canvas: Canvas, scale: Scale, lines: Sequence[tuple[Decimal, str, str]], unit: str, bottom: float
) -> None:
    """Each line hangs from its words; where the words of the lower row would lie across the other, that begins below."""
    theme, hung = canvas.theme, [scale(value) for value, _, _ in lines]
    tops = [theme.leading * (1.85 + row) + 4 for row in range(len(lines))]
    for row, ((value, words, _), x) in enumerate(zip(lines, hung, strict=True)):
        level = theme.leading * (1.85 + row)
        words = fit(words or figure(value, unit), canvas.width, theme.small, True)
        width = text_width(words, theme.small, True)
        spots = [Spot(x - width / 2, level), Spot(x, level), Spot(x - width, level)]
        inside = [Spot(min(max(spot.x, 0), canvas.width - width), level) for spot in spots]
        clear = [spot for spot in inside if not any(spot.x - 4 < other < spot.x + width + 4 for other in hung[:row])]
        if not clear:
            tops = [tops[row] if other < row else top for other, top in enumerate(tops)]
        canvas.text((clear or inside)[0].x, level, words, bold=True, room=canvas.width)
    for (_, _, dash), x, top in zip(lines, hung, tops, strict=True):
        canvas.polyline([(x, top), (x, bottom)], theme.ink, 1.5, dash)


def _draw_scale(canvas: Canvas, scale: Scale, ticks: Sequence[Decimal], unit: str, bottom: float) -> None:
    theme = canvas.theme
    canvas.line(scale.start, bottom, scale.end, bottom, theme.ink)
    taken = -1.0
    for tick in ticks:
        x, words = scale(tick), tick_figure(tick, unit)
        half = text_width(words, theme.small) / 2
        middle = min(max(x, half), canvas.width - half)
        if middle - half > taken:
            canvas.line(x, bottom, x, bottom + 5, theme.ink)
            canvas.text(
                middle, bottom + 1.3 * theme.leading, words, fill=theme.muted, anchor="middle", room=canvas.width
            )
            taken = middle + half + 6


def _name_ends(canvas: Canvas, held: Sequence[Place], unit: str, top: float) -> float:
    """The lowest and the highest by name under the scale, on one line where both fit; the foot of that."""
    theme = canvas.theme
    low = fit(f"Lowest: {clean(held[0].label)} {held[0].shown(unit)}", canvas.width, theme.small)
    high = fit(f"Highest: {clean(held[-1].label)} {held[-1].shown(unit)}", canvas.width, theme.small)
    canvas.text(0, top + theme.leading, low)
    if len(held) == 1:
        return top + 1.4 * theme.leading
    beside = text_width(low, theme.small) + text_width(high, theme.small) + 16 <= canvas.width
    level = top + theme.leading * (1 if beside else 2)
    canvas.text(canvas.width, level, high, anchor="end")
    return level + 0.4 * theme.leading


def _in_words(places: Sequence[Place], held: Sequence[Place], unit: str, centre_label: str) -> str:
    lowest, highest = held[0], held[-1]
    said = [
        f"{len(held)} places, from {clean(lowest.label)}, {lowest.shown(unit)}, to {clean(highest.label)}, {highest.shown(unit)}"
    ]
    if centre_label:
        said.append(clean(centre_label))
    if missing := len(places) - len(held):
        said.append(f"{missing} without a figure are not drawn")
    return ". ".join(said) + "."
