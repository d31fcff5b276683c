"""The marks of control charts: of a point, of variation and of assurance. Shape, letter and colour each tell them apart.

Blue, orange, grey and purple are the colours of NHS England's "Making Data Count", darker where white paper asks for it.
In grey: improving is dark and plain, concerning is light with a dark edge, neither is hollow, chance is a grey ring.
"""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from plans.charts.svg import Canvas, attributes, identifier, number
from plans.charts.theme import SCREEN
from plans.rules.spc import Assurance, PointType, Variation
from plans.rules.spc_words import assurance_words, variation_words

WHITE, INK = "#fff", SCREEN.ink
BLUE, ORANGE, GREY, PURPLE = "#005eb8", "#f08a1d", "#5b6064", "#490092"


@dataclass(frozen=True, slots=True)
class Paint:
    fill: str
    edge: str
    letter: str


IMPROVING, CONCERNING = Paint(BLUE, BLUE, WHITE), Paint(ORANGE, INK, INK)
CHANCE, NEITHER = Paint(WHITE, GREY, GREY), Paint(WHITE, PURPLE, PURPLE)

_WAVE = "M4.5 14.5 7.5 9.5 11 14 14 9 17 13.5 19.5 10"
_CIRCLE = '<circle cx="12" cy="12" r="10.4" fill="{}" stroke="{}" stroke-width="2"/>'
_SHIELD = '<path d="M2 2.5h20v10.2c0 5-4.3 7.6-10 9.8-5.7-2.2-10-4.8-10-9.8Z" fill="{}" stroke="{}" stroke-width="2"/>'


def paint_of(variation: Variation) -> Paint:
    for word, paint in (("improvement", IMPROVING), ("concern", CONCERNING), ("neutral", NEITHER)):
        if word in variation.value:
            return paint
    return CHANCE


def draw_point(canvas: Canvas, x: float, y: float, kind: PointType, variation: Variation, *, is_last: bool) -> float:
    """One reading of a control chart; how far it reaches from its middle.

    Ring: chance. Diamond: outside a limit. Square: a run. Triangle: a trend, pointing its way. Disc: close to a limit.
    """
    paint = paint_of(variation)
    arm = (5.4 if kind.is_special else 3.2 if not is_last else 4.6) * canvas.theme.pen
    pen = 1.5
    if kind in (PointType.ABOVE_LIMIT, PointType.BELOW_LIMIT):
        canvas.path(
            _path((x, y - arm), (x + arm, y), (x, y + arm), (x - arm, y)), fill=paint.fill, stroke=paint.edge, pen=pen
        )
    elif kind in (PointType.RUN_ABOVE, PointType.RUN_BELOW):
        arm *= 0.78
        canvas.rect(x - arm, y - arm, 2 * arm, 2 * arm, fill=paint.fill, stroke=paint.edge, pen=pen)
    elif kind is PointType.RISING:
        canvas.path(
            _path((x, y - arm), (x + arm, y + arm * 0.8), (x - arm, y + arm * 0.8)),
            fill=paint.fill,
            stroke=paint.edge,
            pen=pen,
        )
    elif kind is PointType.FALLING:
        canvas.path(
            _path((x, y + arm), (x + arm, y - arm * 0.8), (x - arm, y - arm * 0.8)),
            fill=paint.fill,
            stroke=paint.edge,
            pen=pen,
        )
    else:
        arm *= 0.86 if kind.is_special else 1
        canvas.circle(x, y, arm, fill=paint.fill, stroke=paint.edge, pen=pen)
    return arm


def variation_mark(variation: Variation, *, key: str, size: int = 28) -> SafeString:
    """A disc with H or L, or a ring with the wave of chance; its words are its title."""
    paint = paint_of(variation)
    inside = (
        f'<path d="{_WAVE}" fill="none" stroke="{paint.letter}" stroke-width="1.8" stroke-linejoin="round"/>'
        if variation is Variation.COMMON_CAUSE
        else _letter(variation.letter, paint, 16.6)
    )
    return _mark(_CIRCLE.format(paint.fill, paint.edge) + inside, variation_words(variation), f"variation-{key}", size)


def assurance_mark(assurance: Assurance, *, key: str, size: int = 28) -> SafeString:
    """A shield with P, F or ?."""
    paint = {Assurance.PASS: IMPROVING, Assurance.FAIL: CONCERNING}.get(assurance, CHANCE)
    shape = _SHIELD.format(paint.fill, paint.edge) + _letter(assurance.letter, paint, 16)
    return _mark(shape, assurance_words(assurance), f"assurance-{key}", size)


def _letter(letter: str, paint: Paint, baseline: float) -> str:
    manner = attributes(
        x=12,
        y=baseline,
        font_size=13,
        font_weight="700",
        text_anchor="middle",
        fill=paint.letter,
        font_family=SCREEN.font,
    )
    return f"<text{manner}>{escape(letter)}</text>"


def _mark(shape: str, words: str, key: str, size: int) -> SafeString:
    name = identifier(key)
    return mark_safe(  # noqa: S308 - fixed shapes; the words are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="{size}" height="{size}" role="img"'
        f' aria-labelledby="{name}"><title id="{name}">{escape(words)}</title>{shape}</svg>'
    )


def _path(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"
