"""Where labels may stand: boxes that keep clear of each other, and of lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plans.charts.metrics import text_width


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: "Box") -> bool:
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom

    def clipped(self, other: "Box") -> "Box":
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def crossed_by(self, line: "Line") -> bool:
        """Liang and Barsky: the part of the line inside every side of the box is not empty."""
        x1, y1, x2, y2 = line
        enters, leaves = 0.0, 1.0
        for start, step, low, high in ((x1, x2 - x1, self.left, self.right), (y1, y2 - y1, self.top, self.bottom)):
            if step == 0:
                if not low < start < high:
                    return False
                continue
            first, last = sorted(((low - start) / step, (high - start) / step))
            enters, leaves = max(enters, first), min(leaves, last)
        return enters < leaves


Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a label may take: its anchor point, its side, and where its baseline lies."""

    x: float
    y: float
    anchor: str = "start"


def text_box(x: float, y: float, words: str, size: float, *, anchor: str = "start", bold: bool = False) -> Box:
    """What a line of text covers: its baseline at `y`, its width from the metrics of the type."""
    width = text_width(words, size, bold)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - 0.8 * size, left + width, y + 0.22 * size)


def spread_labels(
    wanted: Sequence[float], *, gap: float = 16, low: float, high: float, lines: Sequence[int] | None = None
) -> list[float]:
    """The positions nearest to those wanted that are `gap` apart, in the same order, from `low` to `high`.

    Labels that would collide form a group that shares the shift, so none travels further than it must. `lines` is how
    many lines of text each label has, where not all have one.
    """
    if not wanted:
        return []
    tall = list(lines) if lines else [1] * len(wanted)
    if (sum(tall) - 1) * gap > high - low + 1e-9:
        raise ValueError(f"{sum(tall)} labels, {gap} apart, do not fit between {low} and {high}.")
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    above, taken = [], 0.0  # what each label's share of the gaps above it is
    for index in order:
        above.append(taken)
        taken += tall[index] * gap
    groups: list[list[float]] = []  # [mean, size] of positions less what stands above
    for index, offset in zip(order, above, strict=True):
        groups.append([wanted[index] - offset, 1])
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            mean, size = groups.pop()
            other = groups[-1]
            other[0] = (other[0] * other[1] + mean * size) / (other[1] + size)
            other[1] += size
    levels = [mean for mean, size in groups for _ in range(int(size))]
    highest = max(low, high - (sum(tall) - 1) * gap)
    placed = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        placed[index] = min(max(levels[rank], low), highest) + above[rank]
    return placed


@dataclass
class Ground:
    """The area of a chart, with what already stands on it."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, *boxes: Box) -> None:
        self.taken.extend(boxes)

    def draw(self, *lines: Line) -> None:
        self.lines.extend(lines)

    def is_free(self, box: Box) -> bool:
        return (
            box.within(self.frame)
            and not any(box.overlaps(other) for other in self.taken)
            and not any(box.crossed_by(line) for line in self.lines)
        )

    def place(
        self, lines: Sequence[str], spots: Iterable[Spot], *, size: float, leading: float, bold: bool = False
    ) -> Spot | None:
        """The first spot where all `lines`, one under the other, stand free; it is then taken. None where none is."""
        for spot in spots:
            boxes = [
                text_box(spot.x, spot.y + row * leading, words, size, anchor=spot.anchor, bold=bold)
                for row, words in enumerate(lines)
            ]
            if all(self.is_free(Box(box.left - 4, box.top - 1, box.right + 4, box.bottom + 1)) for box in boxes):
                self.take(*boxes)
                return spot
        return None


def spots_around(
    x: float, y: float, *, away: float, size: float, lines: int = 1, leading: float = 16, far: bool = True
) -> list[Spot]:
    """Where a label of a point is looked for: right, left, above, below, the corners, then farther above and below."""
    tall = (lines - 1) * leading
    middle = y + 0.35 * size - tall / 2
    above, below = y - away - 0.3 * size - tall, y + away + 0.9 * size
    sides = [Spot(x + away + 5, middle), Spot(x - away - 5, middle, "end")]
    near = [Spot(x, above, "middle"), Spot(x, below, "middle")]
    corners = [
        Spot(x + away, above),
        Spot(x - away, above, "end"),
        Spot(x + away, below),
        Spot(x - away, below, "end"),
    ]
    farther = [
        Spot(x + shift, level, anchor)
        for level in (above - leading, below + leading)
        for shift, anchor in ((0, "middle"), (away, "start"), (-away, "end"))
    ]
    return [*sides, *near, *corners, *(farther if far else [])]


def spots_farther(x: float, y: float, leading: float) -> list[Spot]:
    """Up to three lines away from a point, on either side: for a label that must not be left out."""
    return [
        Spot(x + side * shift, y + rows * leading, anchor)
        for rows in (0.5, -0.5, 1, -1, 2, -2, 3, -3)
        for shift in (0, 15, 30)
        for side, anchor in ((-1, "end"), (1, "start"))
    ]
