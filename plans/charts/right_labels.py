"""What is written at the right of a chart over time, at the height of its value, pushed apart where values are close."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from plans.charts.layout import spread_labels
from plans.charts.scales import Scale
from plans.charts.svg import Canvas, Ground, text_width, wrap

BESIDE = 14  # units between the ground and what stands at its right, and after it


class Upright(Protocol):
    """Any ground with values up its side."""

    @property
    def canvas(self) -> Canvas: ...
    @property
    def values(self) -> Scale: ...
    @property
    def ground(self) -> Ground: ...


@dataclass(frozen=True, slots=True)
class RightLabel:
    """`words` beside `value`; on two lines where one is too long."""

    value: Decimal
    words: str
    fill: str
    bold: bool = False

    def lines(self, room: float, size: float, most: int) -> list[str]:
        return wrap(self.words, room, size, self.bold, lines=most)


def margin(labels: Sequence[RightLabel], canvas: Canvas, *, share: float = 0.36) -> float:
    """Room for the widest label, but no more than a share of the picture."""
    widest = max((text_width(label.words, canvas.theme.small, label.bold) for label in labels), default=0)
    return min(widest, canvas.width * share) + BESIDE


def write_right_labels(plot: Upright, labels: Sequence[RightLabel]) -> None:
    canvas, theme = plot.canvas, plot.canvas.theme
    left = plot.ground.frame.right + 8
    drop = 0.35 * theme.small
    low, high = plot.values.end + drop, plot.values.start
    fit = int((high - low) / theme.leading) + 1
    broken = [label.lines(canvas.width - left, theme.small, 2) for label in labels]
    if sum(map(len, broken)) > fit:
        broken = [label.lines(canvas.width - left, theme.small, 1) for label in labels]
    shown = [(label, lines) for label, lines in zip(labels, broken, strict=True) if lines][:fit]
    levels = spread_labels(
        [plot.values(label.value) + drop - (len(lines) - 1) * theme.leading / 2 for label, lines in shown],
        gap=theme.leading,
        low=low,
        high=high,
        lines=[len(lines) for _, lines in shown],
    )
    for (label, lines), level in zip(shown, levels, strict=True):
        for row, words in enumerate(lines):
            canvas.text(
                left, level + row * theme.leading, words, fill=label.fill, bold=label.bold, room=canvas.width - left
            )
