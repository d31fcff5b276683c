"""Where the words of a timeline stand: clear of each other, and of the line of the day the picture was taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.charts.layout import Box, Ground, Spot, text_box
from plans.charts.svg import Canvas, fit, text_width

MOST_ROWS = 8  # of names of meetings
GAP = 12
LEAST_ROOM = 60  # for words
BESIDE = 5  # from a stem to its name
SHORTENED = 14  # letters, about twice as many as that
FAR = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """Marks from `left` to `right`, and the words they need; `tail` is never shortened."""

    words: str
    left: float
    right: float
    tail: str = ""

    def fitted(self, room: float, size: float) -> str:
        words = fit(self.words, room - text_width(self.tail, size, True), size, True) + self.tail
        return words.removeprefix(", ")


@dataclass(frozen=True, slots=True)
class Place:
    """Words at `x`, in a row counted away from the track; `is_above` where they stand over their marks."""

    words: str
    row: int
    x: float
    anchor: str = "start"
    is_above: bool = False


Name = tuple[str, float]  # what is written, and where its mark is


def place_names(
    names: Sequence[tuple[str, str, float]], canvas: Canvas, now: float | None
) -> tuple[list[Place | None], int]:
    """A place for each name (in full, in short, where its mark is) from left to right, and how many rows they take.

    In one row, over their marks, where all fit; otherwise in rows, at a stem up from the mark. Names too many even for
    that are shortened, then give way to their short form, and at last are left out.
    """
    size = canvas.theme.text
    best: list[Place | None] = []
    for attempt in (
        [(fit(full, canvas.width, size), x) for full, _, x in names],
        [(fit(full, SHORTENED * size, size), x) for full, _, x in names],
        [(short, x) for _, short, x in names],
    ):
        found = _in_one_row(attempt, canvas, now) or _stacked(attempt, canvas, now)
        if not best or found.count(None) < best.count(None):
            best = found
        if None not in best:
            break
    return best, 1 + max((place.row for place in best if place), default=0)


def _sky(canvas: Canvas, now: float | None) -> Ground:
    """The ground over the track. Its y is 0 in the first row and falls from row to row."""
    ground = Ground(Box(0, -FAR, canvas.width, FAR))
    if now is not None:
        ground.draw((now, -FAR, now, FAR))
    return ground


def _in_one_row(names: Sequence[Name], canvas: Canvas, now: float | None) -> list[Place | None]:
    ground, size = _sky(canvas, now), canvas.theme.text
    found: list[Place | None] = []
    for words, x in names:
        half = text_width(words, size) / 2 + 4
        middle = min(max(x, half), canvas.width - half)
        if not ground.place([words], [Spot(middle, 0, "middle")], size=size, leading=size):
            return []
        found.append(Place(words, 0, middle, "middle"))
    return found


def _stacked(names: Sequence[Name], canvas: Canvas, now: float | None) -> list[Place | None]:
    """Names to the right of their stems, from the last to the first: an earlier name stands higher, and its stem passes
    to the left of the later ones. What finds no room so goes first, from the first to the last, and stands to the left
    of its stem or across its end.
    """
    pressed: set[int] = set()
    while True:
        ground = _sky(canvas, now)
        found: list[Place | None] = [None] * len(names)
        for index in sorted(pressed):
            found[index] = _on_stem(names[index], (1, 0.75, 0.5, 0.25, 0), ground, canvas)
        for index in reversed(range(len(names))):
            if index not in pressed:
                found[index] = _on_stem(names[index], (0,), ground, canvas)
        left_out = {index for index, place in enumerate(found) if place is None}
        if left_out <= pressed:
            return found
        pressed |= left_out


def _on_stem(name: Name, shares: Sequence[float], ground: Ground, canvas: Canvas) -> Place | None:
    """The lowest row where the name stands free with one of `shares` of its width to the left of its stem."""
    words, x = name
    size, leading = canvas.theme.text, canvas.theme.leading
    wide = text_width(words, size)
    starts = [x - share * wide + (BESIDE if share == 0 else -BESIDE if share == 1 else 0) for share in shares]
    for row in range(MOST_ROWS):
        level = -row * leading
        stem = (x, leading, x, level + 0.3 * size)
        if row and any(box.crossed_by(stem) for box in ground.taken):
            return None
        if spot := ground.place([words], [Spot(start, level) for start in starts], size=size, leading=leading):
            ground.draw(stem)
            return Place(words, row, spot.x)
    return None


def place_milestones(marks: Sequence[Mark], canvas: Canvas, now: float | None) -> tuple[list[Place], int]:
    """A place for the words of each milestone, in the first row where it is free, and how many rows they take."""
    rows: list[list[tuple[float, float]]] = []

    def is_free(row: int, left: float, right: float) -> bool:
        while len(rows) <= row:
            rows.append([])
        return all(right + GAP <= other_left or other_right + GAP <= left for other_left, other_right in rows[row])

    def first_free(mark: Mark) -> Place:
        choices = list(_choices(mark, canvas, now))
        row = 0
        while True:
            for place, box in choices:
                if place.is_above:
                    needed = [(row, box.left, box.right), (row + 1, mark.left, mark.right)]
                else:
                    needed = [(row, min(mark.left, box.left), max(mark.right, box.right))]
                if all(is_free(*need) for need in needed):
                    for taken, left, right in needed:
                        rows[taken].append((left, right))
                    return Place(place.words, needed[-1][0], place.x, place.anchor, place.is_above)
            row += 1

    return [first_free(mark) for mark in marks], len(rows)


def _choices(mark: Mark, canvas: Canvas, now: float | None) -> Iterator[tuple[Place, Box]]:
    """Beside the marks where the whole words fit, left before right; else above them, on a side of the day's line."""
    size, width = canvas.theme.text, canvas.width
    stretches = [(2.0, width - 2)] if now is None else [(2.0, now - 5), (now + 5, width - 2)]
    whole = mark.fitted(width, size)
    beside = False
    for place in (Place(whole, 0, mark.left - 7, "end"), Place(whole, 0, mark.right + 7)):
        box = text_box(place.x, 0, whole, size, anchor=place.anchor, bold=True)
        if any(low <= box.left and box.right <= high for low, high in stretches):
            beside = True
            yield place, box
    if beside:
        return
    least = LEAST_ROOM + text_width(mark.tail, size, True)
    roomy = [(low, high) for low, high in stretches if high - low >= least]
    over = [(low, high) for low, high in roomy if low < mark.right and mark.left < high] or roomy
    widest = max(over, key=lambda stretch: min(stretch[1], mark.right) - max(stretch[0], mark.left))
    for low, high in sorted(over, key=lambda stretch: stretch != widest):
        words = mark.fitted(high - low, size)
        wide = text_width(words, size, True)
        x = max(low, min(mark.left, high - wide))
        yield Place(words, 0, x, is_above=True), Box(x, 0, x + wide, 0)
