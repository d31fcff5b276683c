"""What stands in the margins of every page: who, what, which pack, and which page of how many. Drawn when the parts are together.

A page that was supplied by somebody else keeps its own margins: it stands above a strip, and everything is in that strip.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.pack.faces import Face, Fonts

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SIZE = 9
SIDE = 22 * MM
HEAD = FOOT = 14.5 * MM
STRIP = 54.0
"""Height in points of what is kept free below a supplied page."""
STRIP_LINES = (40.0, 29.0)
LEADING = 11.5
TEXT_WIDE = A4[0] - 2 * SIDE
GAP = 12.0
WIDEST = 560
WIDEST_BENEATH = 720


@dataclass(frozen=True)
class Margins:
    """What stands in the margins of every page: `foot` beside its number, `under` on a line of its own below that.

    `draft` is drawn across the page, `beneath` lightly under its words. `prefix` goes before the number of a page: those of
    a supplement are S1.1, S1.2, and no page issued before is renumbered.
    """

    who: str
    foot: str
    under: str = ""
    draft: str = ""
    beneath: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class Place:
    """One page: its size in points, its number, and whether somebody else supplied what is on it."""

    width: float
    height: float
    number: int
    of: int
    what: str
    is_supplied: bool = False


def page_words(number: int, of: int, prefix: str = "") -> str:
    return f"Page {prefix}{number} of {of}"


def letters_of(whats: Iterable[str], margins: Margins) -> str:
    """Every letter that may be drawn in a margin, so that the fonts are sure to have it."""
    always = "0123456789" + page_words(0, 0, margins.prefix)
    return "".join(
        sorted(set().union(always, margins.who, margins.foot, margins.under, margins.draft, margins.beneath, *whats))
    )


def marks(fonts: Fonts, margins: Margins, place: Place) -> bytes:
    """The operators that draw the margins of one page, all of them artifacts. Raises Broken for a letter without a shape."""
    lines = _in_the_strip if place.is_supplied else _round_the_text
    return b"".join(_line(*line) for line in lines(fonts, margins, place) if line[2])


def marks_across(fonts: Fonts, margins: Margins, place: Place) -> bytes:
    """What is drawn over a page, alike on all of a size: that it is a draft, grey enough to read through."""
    told = b""
    if margins.beneath and place.is_supplied:  # nothing shows through a page that somebody else supplied
        told = _slanting(fonts.bold, margins.beneath, place, WIDEST_BENEATH, "0.85 G 0.4 w", "S")
    return told + (_slanting(fonts.bold, margins.draft, place, WIDEST, "0.85 G 0.6 w", "S") if margins.draft else b"")


def marks_beneath(fonts: Fonts, margins: Margins, place: Place) -> bytes:
    """What is drawn before the words of a page, which go over it: so light that they read as they do without."""
    if not margins.beneath or place.is_supplied:
        return b""
    return _slanting(fonts.bold, margins.beneath, place, WIDEST_BENEATH, "0.92 g", "f")


Line = tuple[str, Face, str, float, float, bool, float]
"""What it is, its type and words, where it begins or ends, whether it ends there, and how wide it may be, or is set smaller."""


def _round_the_text(fonts: Fonts, margins: Margins, place: Place) -> Iterator[Line]:
    """The page number is at the outer edge: right on odd pages, left on even ones."""
    left, right, top = SIDE, place.width - SIDE, place.height - HEAD
    yield "Header", fonts.regular, margins.who, left, top, False, _room_beside(fonts.regular, place.what)
    yield "Header", fonts.regular, place.what, right, top, True, TEXT_WIDE
    yield from _foot(fonts, margins, place, FOOT)


def _in_the_strip(fonts: Fonts, margins: Margins, place: Place) -> Iterator[Line]:
    upper, lower = STRIP_LINES
    yield "Footer", fonts.regular, margins.who, SIDE, upper, False, _room_beside(fonts.regular, place.what)
    yield "Footer", fonts.regular, place.what, place.width - SIDE, upper, True, TEXT_WIDE
    yield from _foot(fonts, margins, place, lower)


def _foot(fonts: Fonts, margins: Margins, place: Place, y: float) -> Iterator[Line]:
    left, right, page = SIDE, place.width - SIDE, page_words(place.number, place.of, margins.prefix)
    is_odd = bool(place.number % 2)
    number = ("Footer", fonts.bold, page, right if is_odd else left, y, is_odd, TEXT_WIDE)
    inner = left if is_odd else right
    if not is_odd:
        yield number
    yield "Footer", fonts.regular, margins.foot, inner, y, not is_odd, _room_beside(fonts.bold, page)
    yield "Footer", fonts.regular, margins.under, inner, y - LEADING, not is_odd, TEXT_WIDE
    if is_odd:
        yield number


def _room_beside(face: Face, words: str) -> float:
    return TEXT_WIDE - face.width(words, SIZE) - GAP


def _line(kind: str, face: Face, words: str, x: float, y: float, ends_there: bool, wide: float) -> bytes:
    size = min(SIZE, int(10 * SIZE * wide / max(face.width(words, SIZE), 1)) / 10)
    shapes = b"".join(glyph.to_bytes(2, "big") for glyph in face.glyphs_of(words)).hex()
    if ends_there:
        x -= face.width(words, size)
    return (
        f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC BT 0 g {face.name} {size:g} Tf "
        f"1 0 0 1 {x:.2f} {y:.2f} Tm <{shapes}> Tj ET EMC\n"
    ).encode()


def _slanting(face: Face, words: str, place: Place, widest: float, colour: str, draw: str) -> bytes:
    """Words from corner to corner, `widest` points at most, as shapes; `draw` is the operator that fills or strokes them."""
    size = min(96.0, widest / max(face.width(words, 1), 0.1))
    half = face.width(words, size) / 2 * 0.7071
    x, y = place.width / 2 - half + size * 0.25, place.height / 2 - half - size * 0.25
    return (
        f"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC q {colour} "
        f"0.7071 0.7071 -0.7071 0.7071 {x:.2f} {y:.2f} cm\n{face.path(words, size)}\n{draw} Q EMC\n"
    ).encode()
