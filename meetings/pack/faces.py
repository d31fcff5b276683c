"""The fonts of a pack: one for each face, out of the subsets that its sections bring; and how wide each letter is."""

import re
from collections.abc import Mapping
from typing import Any

from meetings.pack.failing import Broken
from meetings.pack.one_font import NotUnited, united
from meetings.pack.outlines import path_of
from meetings.pack.pdf_objects import Array, Object, Pdf


class Fonts:
    """The fonts of all sections, one for each face. What is not TrueType stays as it is, section by section."""

    def __init__(self, pdf: Pdf):
        self.pdf = pdf
        self.found: dict[str, list[Object]] = {}
        self.of_sections: list[Object] = []
        self.faces: dict[str, Face] = {}

    def take(self, fonts) -> None:
        """The fonts of one section: one dictionary, to which its pages and its drawings all refer."""
        for name, font in (fonts or {}).items():
            self.found.setdefault(name, []).append(font)
        if fonts is not None:
            self.of_sections.append(fonts)

    def unite(self) -> None:
        """One font for each face, known to every section under the name it has there."""
        one_of = {name: self._one(fonts) for name, fonts in sorted(self.found.items())}
        self.faces = {name: Face(name, font) for name, font in one_of.items()}
        for fonts in self.of_sections:
            for name, font in one_of.items():
                fonts[name] = font

    def _one(self, fonts: list[Object]) -> Object:
        first = fonts[0]
        if len(fonts) == 1:
            return first
        inner = [font.DescendantFonts[0] for font in fonts]
        outlines = [one.FontDescriptor.FontFile2.read_bytes() for one in inner]
        try:
            program = united(outlines)
        except NotUnited as refused:
            raise Broken(f"The pack’s typeface {first.BaseFont} cannot be embedded once: {refused}") from None
        stream = self.pdf.make_stream(program)
        stream.Length1 = len(program)
        widths: dict[int, object] = {}
        letters: dict[int, str] = {}
        for font, one in zip(fonts, inner, strict=True):
            widths |= _widths(one.W)
            letters |= _letters(font.ToUnicode.read_bytes())
        inner[0].FontDescriptor.FontFile2 = stream
        if "/CIDSet" in inner[0].FontDescriptor:
            del inner[0].FontDescriptor.CIDSet
        inner[0].W = Array([one for glyph in sorted(widths) for one in (glyph, Array([widths[glyph]]))])
        first.ToUnicode = self.pdf.make_stream(_to_unicode(letters))
        return first

    @property
    def regular(self) -> "Face":
        return self._face(is_bold=False)

    @property
    def bold(self) -> "Face":
        return self._face(is_bold=True)

    def _face(self, *, is_bold: bool) -> "Face":
        for face in self.faces.values():
            if face.is_bold == is_bold and not face.is_slanted:
                return face
        raise Broken("The pack has no typeface for its margins.")


class Face:
    """A united font, as stamping uses it: which glyph a letter has, and how wide it is."""

    def __init__(self, name: str, font: Object):
        self.name = name
        base = str(font.BaseFont)
        self.is_bold, self.is_slanted = "Bold" in base, "Italic" in base or "Oblique" in base
        self.widths = {glyph: float(width) for glyph, width in _widths(font.DescendantFonts[0].W).items()}
        letters = _letters(font.ToUnicode.read_bytes())
        self.glyphs = {letter: glyph for glyph, letter in sorted(letters.items(), reverse=True)}
        self._descriptor = font.DescendantFonts[0].FontDescriptor

    def glyphs_of(self, words: str) -> list[int]:
        missing = sorted({letter for letter in words if letter not in self.glyphs})
        if missing:
            raise Broken(f"The typeface of the margins has no {' '.join(missing)}, needed for “{words}”.")
        return [self.glyphs[letter] for letter in words]

    def path(self, words: str, size: float) -> str:
        """The words as shapes, from 0 to the right: operators of PDF that neither fill nor draw them yet."""
        if (program := self._descriptor.get("/FontFile2")) is None:
            raise Broken(f"The typeface of the margins has no outlines with which to draw “{words}”.")
        glyphs = [(glyph, self.widths.get(glyph, 0.0)) for glyph in self.glyphs_of(words)]
        return path_of(program.read_bytes(), glyphs, size)

    def width(self, words: str, size: float) -> float:
        return sum(self.widths.get(glyph, 0.0) for glyph in self.glyphs_of(words)) * size / 1000


def _widths(table) -> dict[int, Any]:
    """The /W array: a first glyph and a list of widths, or first, last and one width."""
    found: dict[int, Any] = {}
    place = 0
    while place < len(table):
        first, second = int(table[place]), table[place + 1]
        if isinstance(second, Array):
            found |= {first + step: width for step, width in enumerate(second)}
            place += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), table[place + 2])
            place += 3
    return found


def _letters(table: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", table.partition(b"endcodespacerange")[2])
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    pairs = sorted(letters.items())
    for start in range(0, len(pairs), 100):
        some = pairs[start : start + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in some]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
