"""Places by their size, around one figure for all of them, with the limits that chance would keep them in."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.charts.layout import Box, Ground, spots_around, spots_farther
from plans.charts.right_labels import RightLabel, margin, write_right_labels
from plans.charts.scales import Scale, figure, tick_figure, value_ticks
from plans.charts.svg import Canvas, clean, fit, number, text_width
from plans.charts.theme import SCREEN, Theme
from plans.enums import Better
from plans.rules.funnel import Band, FunnelKind, Zone, band, zone

STEPS = 48
PEN_95, PEN_998 = (1.3, "4 3"), (1.5, "")
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Place:
    """One practice, or any other place: its figure in the chart's unit, and those counted out of. `why` says why no figure."""

    label: str
    value: Decimal | None
    size: Decimal | None
    text: str = ""
    why: str = ""

    @property
    def is_held(self) -> bool:
        return self.value is not None and self.size is not None and self.size > 0

    def shown(self, unit: str) -> str:
        if self.value is None:
            return clean(self.why) or "no figure"
        return clean(self.text) or figure(self.value, unit)


@dataclass(frozen=True, slots=True)
class _Plot:
    canvas: Canvas
    sizes: Scale
    values: Scale
    ground: Ground


def worst_first(places: Sequence[Place], better: Better) -> list[Place]:
    """By figure, the worst first; by name where alike or where neither way is better; those without one last."""
    sign = -1 if better is Better.LOWER else 1
    return sorted(places, key=lambda p: (p.value is None, sign * (p.value or 0), clean(p.label)))


def funnel(
    places: Sequence[Place],
    *,
    key: str,
    title: str,
    unit: str,
    size_words: str,
    centre: Decimal,
    centre_label: str,
    kind: FunnelKind,
    per: Decimal = Decimal(100),
    marked: Place | None = None,
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture; "" where no place has a figure and a size. `size_words` says what size counts ("patients on the list").

    Diamond: outside 99.8 %. Square: outside 95 %. Ring: inside. Those outside 99.8 % are named where there is room;
    with `marked`, that one place alone is named, and circled.
    """
    held = [place for place in places if place.is_held]
    if not held:
        return ""
    zones = {id(place): zone(place.value, place.size, centre=centre, per=per, kind=kind) for place in held}
    told = desc or _in_words(places, zones, unit, centre_label, centre)
    canvas = Canvas(theme.width, 0, title, told, key, theme=theme)
    sizes = _steps([float(place.size) for place in held if place.size is not None])
    bands = [band(size, centre=float(centre), per=float(per), kind=kind) for size in sizes]
    labels = [RightLabel(centre, centre_label, theme.ink, bold=True)]
    for value, words in ((bands[-1].upper_998, "99.8%"), (bands[-1].upper_95, "95%")):
        labels.append(RightLabel(_decimal(value), words, theme.muted))
    values = [place.value for place in held if place.value is not None]
    plot = _lay_out(canvas, held, _reach(values, centre, bands[0]), unit, size_words, margin(labels, canvas, share=0.3))
    _draw_limits(plot, sizes, [(b.lower_998, b.lower_95, b.upper_95, b.upper_998) for b in bands])
    drawn = [(plot.ground.frame.left, plot.values(centre)), (plot.ground.frame.right, plot.values(centre))]
    canvas.polyline(drawn, theme.ink, 1.8)
    plot.ground.draw((*drawn[0], *drawn[1]))
    for place in sorted(held, key=lambda one: zones[id(one)].is_far):
        _draw_place(plot, place, zones[id(place)])
    write_right_labels(plot, [one for one in labels if plot.values.low <= one.value <= plot.values.high])
    if marked is not None and marked in held:
        _circle(plot, marked)
        _name(plot, [marked], centre)
    else:
        _name(plot, [place for place in held if zones[id(place)].is_far], centre)
    return canvas.svg()


def funnel_table(
    places: Sequence[Place],
    *,
    unit: str,
    centre: Decimal,
    kind: FunnelKind,
    better: Better,
    per: Decimal = Decimal(100),
) -> tuple[tuple[str, str, str, str], ...]:
    """Rows of place, figure, size and where it lies, the worst first; those without a figure last, with why."""
    return tuple(
        (
            clean(place.label),
            place.shown(unit),
            "" if place.size is None else tick_figure(place.size),
            zone(place.value, place.size, centre=centre, per=per, kind=kind).value if place.is_held else "",
        )
        for place in worst_first(places, better)
    )


def _in_words(places: Sequence[Place], zones: dict[int, Zone], unit: str, centre_label: str, centre: Decimal) -> str:
    counts = list(zones.values())
    said = [f"{len(counts)} places around {clean(centre_label) or figure(centre, unit)}"]
    outside = (Zone.HIGH_998, Zone.HIGH_95, Zone.LOW_95, Zone.LOW_998)
    said += [f"{counts.count(one)} {one.value}" for one in outside if one in counts]
    said.append(f"{counts.count(Zone.INSIDE)} {Zone.INSIDE.value}")
    if missing := len(places) - len(counts):
        said.append(f"{missing} without a figure are not drawn")
    return "; ".join(said) + ". The limits are not widened for differences that chance does not explain."


def _steps(sizes: Sequence[float]) -> list[float]:
    """The sizes for which limits are drawn, from a little under the least to a little over the greatest."""
    start, end = max(min(sizes) * 0.8, max(sizes) / 60), max(sizes) * 1.03
    return [start + (end - start) * step / STEPS for step in range(STEPS + 1)]


def _reach(values: Sequence[Decimal], centre: Decimal, widest: Band) -> list[Decimal]:
    """What the scale must hold: all figures, the centre, and of the widest limits as much as doubles that at most."""
    low, high = min(*values, centre), max(*values, centre)
    room = high - low
    return [
        max(low - room, min(low, _decimal(widest.lower_998))),
        min(high + room, max(high, _decimal(widest.upper_998))),
    ]


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(value, 6)))


def _lay_out(
    canvas: Canvas, held: Sequence[Place], reach: Sequence[Decimal], unit: str, size_words: str, beside: float
) -> _Plot:
    theme = canvas.theme
    ticks = value_ticks(reach, from_zero=False)
    left = min(max(text_width(tick_figure(tick, unit), theme.small) for tick in ticks), canvas.width * 0.25) + 8
    right = canvas.width - beside
    top = theme.leading * 1.9
    bottom = top + (theme.rows + 1) * theme.leading
    canvas.height = bottom + 3 * theme.leading
    size_ticks = value_ticks([Decimal(0), *(p.size for p in held if p.size is not None)], from_zero=True, about=4)
    plot = _Plot(
        canvas,
        Scale(size_ticks[0], size_ticks[-1], left + 4, right - 4),
        Scale(ticks[0], ticks[-1], bottom, top),
        Ground(Box(left + 1, top - theme.leading / 2, right, bottom - 1)),
    )
    said = unit if unit and unit != "%" else ""
    if ticks[0] > 0:
        said = "; ".join(filter(None, [said, f"scale from {tick_figure(ticks[0], unit)}, not from zero"]))
    canvas.text(0, theme.leading * 0.85, said, fill=theme.muted, room=canvas.width)
    for tick in ticks:
        level = plot.values(tick)
        canvas.line(left, level, right, level, theme.rule)
        canvas.text(
            left - 7, level + 0.35 * theme.small, tick_figure(tick, unit), fill=theme.muted, anchor="end", room=left - 7
        )
    canvas.line(left, bottom, right, bottom, theme.ink)
    taken = -1.0
    for tick in size_ticks:
        x, words = plot.sizes(tick), tick_figure(tick)
        half = text_width(words, theme.small) / 2
        middle = min(max(x, half), canvas.width - half)
        if middle - half > taken:
            canvas.line(x, bottom, x, bottom + 5, theme.ink)
            canvas.text(middle, bottom + 1.3 * theme.leading, words, fill=theme.muted, anchor="middle")
            taken = middle + half + 6
    words = fit(size_words, canvas.width - 4, theme.small)
    half = text_width(words, theme.small) / 2
    middle = min(max((left + right) / 2, half), canvas.width - half)
    canvas.text(middle, bottom + 2.5 * theme.leading, words, fill=theme.muted, anchor="middle")
    return plot


def _draw_limits(plot: _Plot, sizes: Sequence[float], bands: Sequence[tuple[float, ...]]) -> None:
    """Each limit as far as the scale holds it."""
    low, high = float(plot.values.low), float(plot.values.high)
    for place, (pen, dash) in enumerate((PEN_998, PEN_95, PEN_95, PEN_998)):
        way = [
            (plot.sizes(_decimal(size)), plot.values(_decimal(limits[place])))
            for size, limits in zip(sizes, bands, strict=True)
            if low <= limits[place] <= high and plot.sizes(_decimal(size)) <= plot.ground.frame.right
        ]
        plot.canvas.polyline(way, plot.canvas.theme.edge, pen, dash)
        plot.ground.draw(*((*one, *other) for one, other in itertools.pairwise(way)))


def _draw_place(plot: _Plot, place: Place, where: Zone) -> None:
    canvas, theme = plot.canvas, plot.canvas.theme
    assert place.value is not None, "a place without a figure is not drawn"
    assert place.size is not None, "nor one without a size"
    x, y = plot.sizes(place.size), plot.values(place.value)
    arm = (5.5 if where.is_far else 4.2 if where is not Zone.INSIDE else 3) * theme.pen
    if where.is_far:
        a, b, c, d = (number(side) for side in (x - arm, x + arm, y - arm, y + arm))
        canvas.path(
            f"M{number(x)} {c}L{b} {number(y)}L{number(x)} {d}L{a} {number(y)}Z", fill=theme.accent, stroke="#fff"
        )
    elif where is not Zone.INSIDE:
        canvas.rect(x - arm * 0.8, y - arm * 0.8, arm * 1.6, arm * 1.6, fill=theme.accent_mid, stroke="#fff")
    else:
        canvas.circle(x, y, arm, fill="#fff", stroke=theme.accent_mid, pen=1.5)
    plot.ground.take(Box(x - arm, y - arm, x + arm, y + arm))


def _circle(plot: _Plot, place: Place) -> None:
    x, y = plot.sizes(place.size), plot.values(place.value)  # type: ignore[arg-type]
    plot.canvas.circle(x, y, 9, stroke=plot.canvas.theme.ink, pen=1.8)
    plot.ground.take(Box(x - 10, y - 10, x + 10, y + 10))


def _name(plot: _Plot, far: Sequence[Place], centre: Decimal) -> None:
    """The names of those outside, the farthest first; what finds no place is left to the table."""
    theme, frame = plot.canvas.theme, plot.ground.frame
    room = (frame.right - frame.left) * 0.6
    for place in sorted(far, key=lambda one: -abs((one.value or centre) - centre))[:MOST_NAMED]:
        x, y = plot.sizes(place.size), plot.values(place.value)  # type: ignore[arg-type]
        words = fit(place.label, room, theme.small)
        spots = spots_around(x, y, away=6, size=theme.small, leading=theme.leading) + spots_farther(x, y, theme.leading)
        if spot := plot.ground.place([words], spots, size=theme.small, leading=theme.leading) if words else None:
            plot.canvas.text(spot.x, spot.y, words, anchor=spot.anchor)
