"""How many stand where: one mark for each up to 24, and a bar for more. Worst first, never an average."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join

from plans.charts.marks import PAINT
from plans.charts.svg import Canvas, clean
from plans.charts.theme import SCREEN, Theme
from plans.enums import Status

MOST_MARKS = 24
BAR_WIDTH, BAR_HEIGHT = 640, 42
BETWEEN = 2
LEAST_LABELLED = 34


def status_bar(
    counts: Mapping[Status, int], *, key: str, label: str, theme: Theme = SCREEN, what: str = "action"
) -> str:
    """The picture of `counts`, titled "4A: 2 red, 4 no date, 1 complete". Nothing to count is no picture.

    Marks are text over the shapes of the style sheet, so that they wrap in a narrow column and keep their size.
    """
    present = _present(counts)
    total = sum(count for _, count in present)
    if not total:
        return ""
    title = f"{label}: {in_words(counts)}"
    if total <= MOST_MARKS:
        return _marks(present, f"{title}. One mark for each {what}, worst first.")
    desc = f"Each part is as long as its share of {total:,}, worst first."
    return _bar(present, total, Canvas(BAR_WIDTH, BAR_HEIGHT, title, desc, key, theme=theme))


def status_bar_table(counts: Mapping[Status, int]) -> tuple[tuple[str, str], ...]:
    """Rows of status and count, worst first; a status with none is left out."""
    return tuple((status.label, f"{count:,}") for status, count in _present(counts))


def in_words(counts: Mapping[Status, int]) -> str:
    """ "2 red, 4 no date, 1 complete"."""
    return ", ".join(f"{count:,} {status.label.lower()}" for status, count in _present(counts))


def _present(counts: Mapping[Status, int]) -> list[tuple[Status, int]]:
    return [(status, counts[status]) for status in Status if counts.get(status, 0) > 0]


def _marks(present: list[tuple[Status, int]], label: str) -> str:
    each = ((status.value, status.letter) for status, count in present for _ in range(count))
    marks = format_html_join("", '<span class="hwb-mark hwb-mark--{}" aria-hidden="true">{}</span>', each)
    return format_html('<span class="hwb-units" role="img" aria-label="{}">{}</span>', clean(label), marks)


def _bar(present: list[tuple[Status, int]], total: int, canvas: Canvas) -> str:
    pen = 1.5
    least = 4.0  # one among a thousand is still seen
    free = BAR_WIDTH - BETWEEN * (len(present) - 1) - least * len(present)
    left = 0.0
    for status, count in present:
        width = least + free * count / total
        paint = PAINT[status]
        dash = "4 2.5" if status is Status.NOT_CONFIRMED else ""
        canvas.rect(
            left + pen / 2,
            1 + pen / 2,
            width - pen,
            BAR_HEIGHT - 2 - pen,
            fill=paint.fill,
            stroke=paint.edge,
            pen=pen,
            dash=dash,
        )
        words = f"{status.letter} {count:,}"
        if width >= LEAST_LABELLED:
            canvas.text(
                left + width / 2,
                BAR_HEIGHT / 2 + 5.4,
                words,
                size=15,
                bold=True,
                fill=paint.letter,
                anchor="middle",
                room=width - 4,
            )
        left += width + BETWEEN
    return canvas.svg()
