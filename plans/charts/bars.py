"""Amounts side by side, always from zero, and the parts of one whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.charts.layout import Box, Ground, Line, text_box
from plans.charts.scales import Scale, figure
from plans.charts.svg import Canvas, clean, fit, text_width, wrap
from plans.charts.theme import SCREEN, Theme

BAR_HEIGHT = 14
NO_FIGURE = "no figure"
WHITE = "#fff"


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount. `text` is the figure as shown, "10 of 20, 50%"; `dashed` marks a part period or a rough figure."""

    label: str
    value: Decimal | None
    text: str
    dashed: bool = False
    disputed: bool = False

    @property
    def is_held(self) -> bool:
        return self.value is not None and self.value.is_finite()

    @property
    def shown(self) -> str:
        words = clean(self.text) or (figure(self.value) if self.is_held else NO_FIGURE)  # type: ignore[arg-type]
        return f"{words}, disputed" if self.disputed and "disputed" not in words else words


def bars(
    rows: Sequence[Bar],
    *,
    key: str,
    title: str,
    maximum: Decimal | None = None,
    mark: tuple[Decimal, str] | None = None,
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """One bar for each row, on one scale that starts at zero; `maximum` is where the scale ends at the least.

    `mark` is a dashed line across all bars at a value, with its words above it.
    """
    if not rows:
        return ""
    told = desc or "; ".join(f"{clean(row.label)}: {row.shown}" for row in rows) + "."
    canvas = Canvas(theme.narrow, 0, title, told, key, theme=theme)
    beside = theme.labels_beside_bars
    left = round(canvas.width / 3) if beside else 0
    figures = max((text_width(row.shown, theme.text, True) for row in rows if row.is_held), default=0)
    right = canvas.width - (min(figures, (canvas.width - left) * 0.6) + 9 if beside or not mark else 1)
    known = [row.value for row in rows if row.is_held] + [
        maximum or Decimal(0),
        Decimal(0),
        mark[0] if mark else Decimal(0),
    ]
    low, high = min(known), max(known)  # type: ignore[type-var]
    scale = Scale(low, high if high > low else low + 1, left, right)  # type: ignore[arg-type, operator]

    top = 1.4 * theme.leading if mark else 0.0
    for row in rows:
        if beside:
            words = wrap(row.label, left - 10, theme.text, lines=2)
            first = top + 0.75 * BAR_HEIGHT - (len(words) - 1) * theme.leading / 2 + 0.5 * theme.leading
            first = max(first, 0.8 * theme.text)  # two lines of large text would begin above the picture
            for place, line in enumerate(words):
                canvas.text(0, first + place * theme.leading, line, size=theme.text)
            level, pitch = top + 0.5 * theme.leading, BAR_HEIGHT + 1.4 * theme.leading
        else:
            room = canvas.width - (text_width(row.shown, theme.text, True) + 8 if mark else 0)
            canvas.text(0, top + theme.leading * 0.85, row.label, fill=theme.muted, room=max(room, 0))
            level, pitch = top + theme.leading + 5, BAR_HEIGHT + 1.9 * theme.leading
        spot = (canvas.width, level + BAR_HEIGHT / 2 + 0.36 * theme.text if beside else top + theme.leading * 0.85)
        _draw_bar(canvas, row, scale, level, figure_at=spot if mark else None)
        if mark and row.is_held:
            _draw_mark(canvas, scale(mark[0]), level)
        top += pitch
    canvas.height = top
    if mark:
        _label_mark(canvas, scale(mark[0]), mark[1])
    return canvas.svg()


def _draw_mark(canvas: Canvas, x: float, top: float) -> None:
    """The line stands at the height of each bar only, so that it crosses no words."""
    canvas.line(x, top - 3, x, top + BAR_HEIGHT + 3, "#fff", 4)
    canvas.line(x, top - 3, x, top + BAR_HEIGHT + 3, canvas.theme.ink, 2, "3 2")


def _label_mark(canvas: Canvas, x: float, words: str) -> None:
    words = fit(words, canvas.width, canvas.theme.small, True)
    half = text_width(words, canvas.theme.small, True) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, 0.85 * canvas.theme.leading, words, anchor="middle", bold=True)


def bars_table(rows: Sequence[Bar]) -> tuple[tuple[str, str], ...]:
    """Rows of label and figure."""
    return tuple((row.label, row.shown) for row in rows)


def _draw_bar(
    canvas: Canvas, row: Bar, scale: Scale, top: float, *, figure_at: tuple[float, float] | None = None
) -> None:
    """The bar with its figure after it, or at the right edge where a line across the bars would run through it."""
    theme = canvas.theme
    baseline = top + BAR_HEIGHT / 2 + 0.36 * theme.text
    if not row.is_held:
        canvas.rect(
            scale.start + 1,
            top,
            canvas.width - scale.start - 2,
            BAR_HEIGHT + 4,
            fill=WHITE,
            stroke=theme.edge,
            pen=1.3,
            dash="4 3",
        )
        middle = (scale.start + canvas.width) / 2
        canvas.text(
            middle,
            baseline + 2,
            row.shown,
            fill=theme.muted,
            anchor="middle",
            size=theme.small,
            room=canvas.width - scale.start - 12,
        )
        return
    ends = sorted((scale(Decimal(0)), scale(row.value)))  # type: ignore[arg-type]
    left, right = ends[0], max(ends[1], ends[0] + 1.5)
    colour = theme.disputed if row.disputed else theme.accent_mid
    if row.dashed or row.disputed:
        canvas.rect(
            left + 1,
            top + 1,
            right - left - 2,
            BAR_HEIGHT - 2,
            fill=WHITE,
            stroke=colour,
            pen=2,
            dash="4 3" if row.dashed else "",
        )
    else:
        canvas.rect(left, top, right - left, BAR_HEIGHT, fill=colour)
    if row.disputed:
        canvas.line(left + 1, top + BAR_HEIGHT - 1, right - 1, top + 1, colour, 2)
    if scale.low < 0:
        zero = scale(Decimal(0))
        canvas.line(zero, top - 3, zero, top + BAR_HEIGHT + 3, theme.ink)
    x, y = figure_at or (right + 7, baseline)
    room = canvas.width - (x if not figure_at else scale.end if canvas.theme.labels_beside_bars else 0)
    canvas.text(
        x,
        y,
        row.shown,
        size=theme.text,
        bold=True,
        anchor="end" if figure_at else "start",
        room=room,
        fill=theme.disputed if row.disputed else theme.ink,
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a part is painted; the six greys between them differ."""

    fill: str
    edge: str
    letter: str
    dash: str = ""


def _kinds(theme: Theme) -> dict[str, _Kind]:
    return {
        "solid": _Kind(theme.accent_mid, theme.accent_mid, WHITE),
        "tint": _Kind(theme.accent_tint, theme.edge, theme.ink),
        "dark": _Kind(theme.ink, theme.ink, WHITE),
        "unknown": _Kind(WHITE, theme.edge, theme.ink, "4 2.5"),
    }


def parts_bar(
    parts: Sequence[tuple[str, Decimal | int, str]],
    *,
    key: str,
    title: str,
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The parts of a whole in one bar: label, value, and kind: "solid", "tint", "dark" or "unknown" (dashed)."""
    present = [(clean(label), Decimal(value), kind) for label, value, kind in parts if Decimal(value) > 0]
    if not present:
        return ""
    told = desc or "; ".join(" ".join(row) for row in parts_table(parts)) + "."
    canvas = Canvas(theme.narrow, 0, title, told, key, theme=theme)
    height, pen, between, least = 2.1 * theme.leading, 1.5, 2.0, 4.0
    total = sum(value for _, value, _ in present)
    free = canvas.width - between * (len(present) - 1) - least * len(present)
    left, middles, labels = 0.0, [], []
    for label, value, kind in present:
        width = least + free * float(value / total)
        paint = _kinds(theme)[kind]
        canvas.rect(
            left + pen / 2,
            pen / 2,
            width - pen,
            height - pen,
            fill=paint.fill,
            stroke=paint.edge,
            pen=pen,
            dash=paint.dash,
        )
        inside = text_width(figure(value), theme.text, True) + 6 <= width
        if inside:
            canvas.text(
                left + width / 2,
                height / 2 + 0.36 * theme.text,
                figure(value),
                size=theme.text,
                bold=True,
                fill=paint.letter,
                anchor="middle",
            )
        middles.append(left + width / 2)
        labels.append((label if inside else f"{figure(value)} {label}", f"{figure(value)} {label}"))
        left += width + between
    _label_parts(canvas, height, middles, labels)
    return canvas.svg()


def parts_table(parts: Sequence[tuple[str, Decimal | int, str]]) -> tuple[tuple[str, str], ...]:
    """Rows of figure and label, the parts without anything included."""
    return tuple((figure(Decimal(value)), clean(label)) for label, value, _ in parts)


def _label_parts(canvas: Canvas, bottom: float, middles: list[float], labels: list[tuple[str, str]]) -> None:
    """Each label under its part, on one of two lines; where they do not fit, all of them one under the other."""
    theme = canvas.theme
    rows = [bottom + theme.leading * (1.1 + place) for place in range(3)]
    ground = Ground(Box(0, bottom, canvas.width, rows[-1] + theme.leading))
    found: list[tuple[float, float, str, Line | None]] = []
    for middle, (short, _) in zip(middles, labels, strict=True):
        half = text_width(short, theme.small) / 2
        at = min(max(middle, half), canvas.width - half)
        for place, row in enumerate(rows):
            box = text_box(at, row, short, theme.small, anchor="middle")
            leader = (middle, bottom, middle, box.top - 1) if place else None
            crossing = leader and any(other.grown(1).crossed_by(leader) for other in ground.taken)
            airy = Box(box.left - 4, box.top, box.right + 4, box.bottom).clipped(ground.frame)
            if short and box.within(ground.frame.grown(0.1)) and ground.is_free(airy) and not crossing:
                ground.take(box)
                ground.draw(*([leader] if leader else []))
                found.append((at, row, short, leader))
                break
        else:
            break
    if len(found) < len(labels):
        for place, (_, full) in enumerate(labels):
            canvas.text(0, bottom + theme.leading * (1.1 + place), full, room=canvas.width)
        canvas.height = bottom + theme.leading * (len(labels) + 0.5)
        return
    for at, row, words, leader in found:
        if leader:
            canvas.line(*leader, theme.edge)
        canvas.text(at, row, words, anchor="middle")
    canvas.height = max(row for _, row, _, _ in found) + 0.5 * theme.leading
