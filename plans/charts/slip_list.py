"""Several milestones, one line each: from the date first stated to the date last said, and the slip in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.charts.marks import status_mark
from plans.charts.scales import Days, day_ticks, enclosing
from plans.charts.svg import Canvas, clean, text_width, wrap
from plans.charts.theme import SCREEN, Theme
from plans.enums import Status
from plans.rules.dates import long_date, short_date, signed_days

WIDTH = 640
NO_DATE = "no date stated"


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A milestone: the dates first stated and last said, its status, and the slip (worked out where left empty)."""

    label: str
    first: date | None
    last: date | None
    status: Status
    words: str = ""

    @property
    def said(self) -> str:
        if self.words:
            return clean(self.words)
        return signed_days((self.last - self.first).days) if self.first and self.last else NO_DATE


def slip_list(
    rows: Sequence[SlipRow], *, key: str, title: str, as_at: date, desc: str = "", theme: Theme = SCREEN
) -> str:
    """One line for each row, in the order given: a ring at the date first stated, the status at the date last said."""
    if not rows:
        return ""
    told = desc or "; ".join(f"{clean(row.label)}: {row.said}, {row.status.label.lower()}" for row in rows) + "."
    canvas = Canvas(min(WIDTH, theme.wide), 0, title, told, key, theme=theme)
    pitch = 2 * theme.leading + 3
    mark = 22 * (1 if theme.pen == 1 else 0.8)
    top = 1.4 * theme.leading
    bottom = top + pitch * len(rows) + 4
    canvas.height = bottom + 1.6 * theme.leading
    left = canvas.width * 0.31
    words_room = min(max(text_width(row.said, theme.text, True) for row in rows), canvas.width * 0.24)
    right = canvas.width - words_room - 12
    days = Days(
        *enclosing([as_at, *(day for row in rows for day in (row.first, row.last) if day)], least=180),
        left + mark,
        right - mark,
    )
    _draw_days(canvas, days, left, right, top, bottom, as_at)
    for place, row in enumerate(rows):
        middle = top + pitch * (place + 0.5) + 2
        _draw_row(canvas, row, days, middle, mark)
        lines = wrap(row.label, left - 8, theme.text)
        first = middle + 0.35 * theme.text - (len(lines) - 1) * theme.leading / 2
        for step, line in enumerate(lines):
            canvas.text(0, first + step * theme.leading, line, size=theme.text)
        canvas.text(
            canvas.width,
            middle + 0.35 * theme.text,
            row.said,
            size=theme.text,
            anchor="end",
            room=words_room,
            bold=row.said not in ("no slip", NO_DATE),
        )
    return canvas.svg()


def slip_list_table(rows: Sequence[SlipRow]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Rows of milestone, date first stated, date last said, slip and status."""
    return tuple(
        (
            row.label,
            long_date(row.first) if row.first else NO_DATE,
            long_date(row.last) if row.last else NO_DATE,
            row.said,
            row.status.label,
        )
        for row in rows
    )


def _draw_days(canvas: Canvas, days: Days, left: float, right: float, top: float, bottom: float, as_at: date) -> None:
    theme = canvas.theme
    taken = -1.0
    for day, words in day_ticks(days.first, days.last, at_most=int((right - left) / (5 * theme.small))):
        x, half = days(day), text_width(words, theme.small) / 2
        canvas.line(x, top, x, bottom, theme.rule)
        if x - half > taken:
            canvas.text(x, bottom + 1.25 * theme.leading, words, fill=theme.muted, anchor="middle")
            taken = x + half + 6
    canvas.line(left, bottom, right, bottom, theme.ink)
    x, words = days(as_at), f"as at {short_date(as_at)}"
    half = text_width(words, theme.small, True) / 2
    canvas.line(x, top, x, bottom, theme.accent, 2)
    canvas.text(
        min(max(x, half), canvas.width - half),
        0.95 * theme.leading,
        words,
        fill=theme.accent,
        anchor="middle",
        bold=True,
    )


def _draw_row(canvas: Canvas, row: SlipRow, days: Days, middle: float, mark: float) -> None:
    theme = canvas.theme
    ring = 5 * theme.pen
    last = row.last or row.first
    if last is None:
        canvas.raw(status_mark(row.status, days.start - mark / 2, middle - mark / 2, mark))
        return
    x = days(last)
    if row.first and row.first != last:
        start = days(row.first)
        canvas.line(start, middle, x, middle, theme.ink, 2)
        canvas.circle(start, middle, ring, fill="#fff", stroke=theme.ink, pen=2)
    canvas.raw(status_mark(row.status, x - mark / 2, middle - mark / 2, mark))
