"""Puts typeset sections together into one tagged file. The only importer of pikepdf.

Pages are appended before a section's tag tree is copied, so that the tree's references meet the copied pages. The fonts
of all sections become one for each face, and the margins of every page are stamped last, when the numbers are known.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from meetings.pack.failing import NotBuilt
from meetings.pack.one_font import NotUnited, united

MM = 72 / 25.4
SIZE = 9
LEFT, RIGHT, TOP, FOOT = 22 * MM, 188 * MM, 297 * MM - 14.5 * MM, 14.5 * MM
WITHIN = "pack:"


class Broken(NotBuilt):
    """The sections do not make a whole: a link leads nowhere, or a letter has no shape. The message says which."""


@dataclass(frozen=True)
class Typeset:
    """One section as pages: the bytes of its file, what stands beside the page's head, and how many pages it has."""

    key: str
    title: str
    what: str
    pdf: bytes
    pages: int


@dataclass(frozen=True)
class Margins:
    """What stands in the margins of every page."""

    who: str
    foot: str
    draft: str = ""


@dataclass(frozen=True)
class About:
    title: str
    author: str
    language: str = "en-GB"
    claims_ua: bool = False


def page_words(number: int, of: int) -> str:
    return f"Page {number} of {of}"


def letters_of(sections: Iterable[Typeset], margins: Margins) -> str:
    """Every letter that stamping may need, so that the fonts are sure to have it."""
    return "".join(sorted(set("0123456789" + page_words(0, 0) + margins.who + margins.foot + margins.draft).union(
        *(section.what for section in sections))))  # fmt: skip


def assemble(sections: Sequence[Typeset], *, letters: Typeset, margins: Margins, about: About) -> bytes:
    """One file of all sections in order. `letters` is a section set for its fonts only. The same input, the same bytes.

    Raises Broken; nothing is written then.
    """
    whole = _Whole(about)
    for section in sections:
        whole.add(section)
    whole.take_fonts_of(letters)
    whole.resolve()
    whole.stamp(margins)
    return whole.bytes()


class _Whole:
    def __init__(self, about: About):
        self.about = about
        self.pdf = pikepdf.new()
        self.open_files: list[pikepdf.Pdf] = []
        self.fonts = _Fonts(self.pdf)
        self.names: dict[str, pikepdf.Object] = {}
        self.ids: dict[bytes, pikepdf.Object] = {}
        self.numbers = Array()
        self.next_number = 0
        self.outlines: list[tuple[pikepdf.Object, int]] = []
        self.sections: list[tuple[Typeset, int]] = []
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.tree, K=Array())
        )

    def add(self, section: Typeset) -> None:
        source = self._open(section)
        start = len(self.pdf.pages)
        self.sections.append((section, start))
        self.pdf.pages.extend(source.pages)
        if len(self.pdf.pages) - start != section.pages:
            raise Broken(f"“{section.title}” should have {section.pages} pages.")
        self._copy_tree(source, section, start)
        for name, place in self._pairs(source.Root, "Names", "Dests", "Names"):
            if name in self.names:
                raise Broken(f"Two places in this pack are called {name}.")
            self.names[name] = self.pdf.copy_foreign(source.make_indirect(place))
        if outlines := source.Root.get("/Outlines"):
            copied = self.pdf.copy_foreign(outlines)
            self.outlines.append((copied, int(copied.Count)))
        if start < len(self.pdf.pages):
            self.fonts.take(self.pdf.pages[start].Resources.get("/Font"))

    def take_fonts_of(self, letters: Typeset) -> None:
        """The fonts of a section that is not in the pack."""
        source = self._open(letters)
        self.fonts.take(self.pdf.copy_foreign(source.pages[0].Resources.Font))
        self.fonts.unite()

    def _open(self, section: Typeset) -> pikepdf.Pdf:
        source = pikepdf.open(io.BytesIO(section.pdf))
        self.open_files.append(source)
        return source

    @staticmethod
    def _pairs(found, *path: str) -> Iterable[tuple[str, pikepdf.Object]]:
        for name in path:
            if (found := found.get(f"/{name}")) is None:
                return ()
        return tuple((str(found[place]), found[place + 1]) for place in range(0, len(found), 2))

    def _copy_tree(self, source: pikepdf.Pdf, section: Typeset, start: int) -> None:
        root = source.Root.StructTreeRoot
        part = self.pdf.copy_foreign(root.K[0])
        part.S, part.P, part.T = Name.Part, self.document, String(section.title)
        self.document.K.append(part)
        numbers = self.pdf.copy_foreign(root.ParentTree).Nums
        offset = self.next_number
        for place in range(0, len(numbers), 2):
            self.numbers.append(int(numbers[place]) + offset)
            self.numbers.append(numbers[place + 1])
        self.next_number += int(numbers[-2]) + 1 if len(numbers) else 0
        for page in self.pdf.pages[start:]:
            page.StructParents = int(page.StructParents) + offset
            for link in page.get("/Annots", ()):
                link.StructParent = int(link.StructParent) + offset
        if (named := root.get("/IDTree")) is not None:
            names = self.pdf.copy_foreign(source.make_indirect(named)).Names
            self.ids |= {bytes(names[place]): names[place + 1] for place in range(0, len(names), 2)}

    def resolve(self) -> None:
        """Links between sections become links within the file. One that leads nowhere fails the whole."""
        for number, page in enumerate(self.pdf.pages, 1):
            for link in page.get("/Annots", ()):
                action = link.get("/A")
                address = str(action.URI) if action is not None and action.get("/S") == Name.URI else ""
                if address.startswith(WITHIN):
                    link.Dest = String(address[len(WITHIN) :])
                    del link.A
                if "/Dest" in link and str(link.Dest) not in self.names:
                    raise Broken(f"Nothing in this pack is called {link.Dest}, to which a link on page {number} leads.")

    def stamp(self, margins: Margins) -> None:
        count = len(self.pdf.pages)
        before = self.pdf.make_stream(b"q")
        for section, start in self.sections:
            for number in range(start, start + section.pages):
                page = self.pdf.pages[number]
                words = self._marks(margins, section.what, number + 1, count)
                after = self.pdf.make_stream(b"Q\n" + words)
                page.Contents = Array([before, page.Contents, after])

    def _marks(self, margins: Margins, what: str, number: int, count: int) -> bytes:
        regular, bold = self.fonts.regular, self.fonts.bold
        page = page_words(number, count)
        lines = [("Header", regular, margins.who, LEFT, TOP, False), ("Header", regular, what, RIGHT, TOP, True)]
        if number % 2:
            lines += [("Footer", regular, margins.foot, LEFT, FOOT, False), ("Footer", bold, page, RIGHT, FOOT, True)]
        else:
            lines += [("Footer", bold, page, LEFT, FOOT, False), ("Footer", regular, margins.foot, RIGHT, FOOT, True)]
        told = b"".join(_line(*line) for line in lines if line[2])
        return told + (_across(bold, margins.draft) if margins.draft else b"")

    def bytes(self) -> bytes:
        root, pdf = self.pdf.Root, self.pdf
        self.tree.K = Array([self.document])
        self.tree.ParentTree = pdf.make_indirect(Dictionary(Nums=self.numbers))
        self.tree.ParentTreeNextKey = self.next_number
        ids = Array([one for name in sorted(self.ids) for one in (String(name), self.ids[name])])
        self.tree.IDTree = pdf.make_indirect(Dictionary(Names=ids))
        root.StructTreeRoot = self.tree
        named = Array([one for name in sorted(self.names, key=str.encode) for one in (String(name), self.names[name])])
        root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=named)))
        if self.outlines:
            root.Outlines = self._outline()
            root.PageMode = Name.UseOutlines
        root.Lang = String(self.about.language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        root.Metadata = pdf.make_stream(_xmp(self.about), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = String(self.about.title)
        pdf.docinfo["/Author"] = String(self.about.author)
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        for source in self.open_files:
            source.close()
        return written.getvalue()

    def _outline(self):
        whole = self.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=sum(count for _, count in self.outlines)))
        lines = []
        for copied, _ in self.outlines:
            line: pikepdf.Object | None = copied.First
            while line is not None:
                lines.append(line)
                line = line.get("/Next")
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            line.Parent = whole
            if following is not None:
                line.Next, following.Prev = following, line
        whole.First, whole.Last = lines[0], lines[-1]
        return whole


class _Fonts:
    """The fonts of all sections, one for each face. What is not TrueType stays as it is, section by section."""

    def __init__(self, pdf: pikepdf.Pdf):
        self.pdf = pdf
        self.found: dict[str, list[pikepdf.Object]] = {}
        self.of_sections: list[pikepdf.Object] = []
        self.faces: dict[str, _Face] = {}

    def take(self, fonts) -> None:
        """The fonts of one section: one dictionary, to which its pages and its drawings all refer."""
        for name, font in (fonts or {}).items():
            self.found.setdefault(name, []).append(font)
        if fonts is not None:
            self.of_sections.append(fonts)

    def unite(self) -> None:
        """One font for each face, known to every section under the name it has there."""
        one_of = {name: self._one(fonts) for name, fonts in sorted(self.found.items())}
        self.faces = {name: _Face(name, font) for name, font in one_of.items()}
        for fonts in self.of_sections:
            for name, font in one_of.items():
                fonts[name] = font

    def _one(self, fonts: list[pikepdf.Object]) -> pikepdf.Object:
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
    def regular(self) -> "_Face":
        return self._face(is_bold=False)

    @property
    def bold(self) -> "_Face":
        return self._face(is_bold=True)

    def _face(self, *, is_bold: bool) -> "_Face":
        for face in self.faces.values():
            if face.is_bold == is_bold and not face.is_slanted:
                return face
        raise Broken("The pack has no typeface for its margins.")


class _Face:
    """A united font, as stamping uses it: which glyph a letter has, and how wide it is."""

    def __init__(self, name: str, font: pikepdf.Object):
        self.name = name
        base = str(font.BaseFont)
        self.is_bold, self.is_slanted = "Bold" in base, "Italic" in base or "Oblique" in base
        self.widths = {glyph: float(width) for glyph, width in _widths(font.DescendantFonts[0].W).items()}
        letters = _letters(font.ToUnicode.read_bytes())
        self.glyphs = {letter: glyph for glyph, letter in sorted(letters.items(), reverse=True)}

    def glyphs_of(self, words: str) -> list[int]:
        missing = sorted({letter for letter in words if letter not in self.glyphs})
        if missing:
            raise Broken(f"The typeface of the margins has no {' '.join(missing)}, needed for “{words}”.")
        return [self.glyphs[letter] for letter in words]

    def width(self, words: str, size: float) -> float:
        return sum(self.widths.get(glyph, 0.0) for glyph in self.glyphs_of(words)) * size / 1000


def _line(kind: str, face: _Face, words: str, x: float, y: float, ends_there: bool) -> bytes:
    shapes = b"".join(glyph.to_bytes(2, "big") for glyph in face.glyphs_of(words)).hex()
    if ends_there:
        x -= face.width(words, SIZE)
    return (
        f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC BT 0 g {face.name} {SIZE} Tf "
        f"1 0 0 1 {x:.2f} {y:.2f} Tm <{shapes}> Tj ET EMC\n"
    ).encode()


def _across(face: _Face, words: str) -> bytes:
    """A watermark over the page, grey enough to read through."""
    size = min(96.0, 560 / max(face.width(words, 1), 0.1))
    half = face.width(words, size) / 2 * 0.7071
    shapes = b"".join(glyph.to_bytes(2, "big") for glyph in face.glyphs_of(words)).hex()
    x, y = 297.6 - half + size * 0.25, 421 - half - size * 0.25
    return (
        f"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC q 0.85 G 0.6 w BT 1 Tr {face.name} {size:.1f} Tf "
        f"0.7071 0.7071 -0.7071 0.7071 {x:.2f} {y:.2f} Tm <{shapes}> Tj ET Q EMC\n"
    ).encode()


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


def _xmp(about: About) -> bytes:
    claim = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language></rdf:Description>
{claim if about.claims_ua else ""}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()
