"""Words as shapes: drawn like a picture, so that nobody who copies the text of a page or has it read aloud meets them."""

import io
from collections.abc import Iterable

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

Move = tuple[float, float]


class _Operators(BasePen):
    """The operators that draw a glyph at a place and size, its curves as PDF has them: with two handles."""

    def __init__(self, glyphs, x: float, scale: float):
        super().__init__(glyphs)
        self.x, self.scale = x, scale
        self.told: list[str] = []

    def _tell(self, operator: str, *points: Move) -> None:
        numbers = [f"{number:.2f}" for x, y in points for number in (self.x + x * self.scale, y * self.scale)]
        self.told.append(" ".join([*numbers, operator]))

    def _moveTo(self, pt: Move) -> None:
        self._tell("m", pt)

    def _lineTo(self, pt: Move) -> None:
        self._tell("l", pt)

    def _curveToOne(self, pt1: Move, pt2: Move, pt3: Move) -> None:
        self._tell("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        self.told.append("h")


def path_of(program: bytes, glyphs: Iterable[tuple[int, float]], size: float) -> str:
    """The path of some glyphs of a TrueType font beside each other, each with its width in thousandths of `size` points."""
    with TTFont(io.BytesIO(program)) as font:
        font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])  # a subset has no names
        shapes, scale = font.getGlyphSet(), size / font["head"].unitsPerEm
        told, x = [], 0.0
        for number, width in glyphs:
            pen = _Operators(shapes, x, scale)
            shapes[f"glyph{number}"].draw(pen)
            told += pen.told
            x += width * size / 1000
        return "\n".join(told)
