"""The six status marks. Letter, silhouette and colour each tell them apart; hollow means "we do not know"."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from plans.charts.svg import attributes
from plans.charts.theme import SCREEN
from plans.enums import Status


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a status: inside, edge and letter; `dash` where the edge is broken."""

    fill: str
    edge: str
    letter: str
    dash: str = ""


PAINT = {
    Status.RED: Paint("#a8171b", "#a8171b", "#fff"),
    Status.AMBER: Paint("#f2a900", "#14212b", "#14212b"),
    Status.NOT_CONFIRMED: Paint("#fff", "#5b3f8c", "#5b3f8c", dash="4.2 2.46"),
    Status.NO_DATE: Paint("#fff", "#5b6064", "#5b6064"),
    Status.GREEN: Paint("#1b7042", "#1b7042", "#fff"),
    Status.COMPLETE: Paint("#1f4e8c", "#1f4e8c", "#fff"),
}

# Drawn on a grid of 24 units.
SHAPES = {
    Status.RED: '<path d="M12 .5 23.5 12 12 23.5 .5 12Z" fill="#a8171b"/>',
    Status.AMBER: (
        '<path d="M12 1.6 23 22.4H1Z" fill="#f2a900" stroke="#14212b" stroke-width="1.5" stroke-linejoin="round"/>'
    ),
    Status.NOT_CONFIRMED: (
        '<circle cx="12" cy="12" r="10.6" fill="#fff" stroke="#5b3f8c" stroke-width="2" stroke-dasharray="4.2 2.46"/>'
    ),
    Status.NO_DATE: (
        '<rect x="1" y="5.5" width="22" height="13" rx="6.5" fill="#fff" stroke="#5b6064" stroke-width="1.6"/>'
    ),
    Status.GREEN: '<circle cx="12" cy="12" r="11" fill="#1b7042"/>',
    Status.COMPLETE: '<path d="M2 2h20v20H2Z" fill="#1f4e8c"/>',
}


def status_mark(status: Status, x: float, y: float, size: float = 24) -> SafeString:
    """The shape and letter of a status, its top left corner at `x`, `y`: a part of a picture, not a picture."""
    baseline = 20 if status is Status.AMBER else 16.2
    letter = attributes(
        x=12,
        y=baseline,
        font_size=12,
        font_weight="700",
        text_anchor="middle",
        fill=PAINT[status].letter,
        font_family=SCREEN.font,
    )
    scale = "" if size == 24 else f" scale({size / 24:.3f})"
    return mark_safe(  # noqa: S308 - fixed shapes and numbers; the letter is escaped
        f'<g transform="translate({x:.1f} {y:.1f}){scale}">{SHAPES[status]}'
        f"<text{letter}>{escape(status.letter)}</text></g>"
    )


def shape_file(status: Status) -> str:
    """The same shape without its letter, as a file a style sheet can show behind text."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{SHAPES[status]}</svg>\n'
