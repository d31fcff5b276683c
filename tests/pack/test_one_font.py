"""Subsets of one face become one font that has every letter of each, once."""

import io

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from meetings.pack.one_font import NotUnited, united
from meetings.pack.render import Typesetter

STYLE = "body { font-family: 'Liberation Sans' }"


def font_of(words):
    pdf, _, _ = Typesetter(STYLE).set("item", f"<p>{words}</p>")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (font,) = document.pages[0].Resources.Font.values()
        return font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()


def outlines_of(font):
    """The glyphs that have an outline, by number, with their contours; and how wide each is."""
    read = TTFont(io.BytesIO(font))
    glyphs = read["glyf"]
    shapes = {number: glyphs[name] for number, name in enumerate(read.getGlyphOrder())}
    widths = {number: read["hmtx"][name][0] for number, name in enumerate(read.getGlyphOrder())}
    return {
        number: (glyph.getCoordinates(glyphs)[0].array.tolist(), widths[number])
        for number, glyph in shapes.items()
        if glyph.numberOfContours
    }


def test_it_has_the_outlines_of_both():
    one, other = font_of("Abc é"), font_of("xyz Å 123")

    assert outlines_of(united([one, other])) == outlines_of(other) | outlines_of(one)


def test_the_order_of_the_subsets_makes_no_letter_different():
    one, other = font_of("Abc"), font_of("xyz")

    assert outlines_of(united([one, other])) == outlines_of(united([other, one]))


def test_the_checksum_of_the_whole_is_right():
    made = united([font_of("Abc"), font_of("xyz")])
    words = [int.from_bytes(made[at : at + 4], "big") for at in range(0, len(made), 4)]

    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA


@pytest.mark.parametrize("other", [b"OTTO" + bytes(100), b"", b"\0\1\0\0\0\0" + bytes(10)])
def test_what_is_no_truetype_font_is_refused(other):
    with pytest.raises(NotUnited):
        united([font_of("Abc"), other])
