"""Puts typeset sections together into one tagged file.

Pages are appended before a section's tag tree is copied, so that the tree's references meet the copied pages. The fonts
of all sections become one for each face, and the margins of every page are stamped last, when the numbers are known.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from meetings.pack import margins as in_margins
from meetings.pack.faces import Fonts
from meetings.pack.failing import Broken
from meetings.pack.margins import Margins, Place
from meetings.pack.pdf_objects import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    String,
    new_file,
    open_file,
)

WITHIN = "pack:"


@dataclass(frozen=True)
class Typeset:
    """One section as pages: the bytes of its file, what stands beside the head of each page, and how many pages it has.

    `whats` may be shorter than that: the last goes on. Pages that somebody else supplied are bound in: `is_supplied`. Those
    that are pictures are told in words, by `alternative`. What `goes_on` belongs to the section before it, whose place in
    the outline holds its lines.
    """

    key: str
    title: str
    whats: Sequence[str]
    pdf: bytes
    pages: int
    is_supplied: bool = False
    alternative: str = ""
    goes_on: bool = False


@dataclass(frozen=True)
class About:
    title: str
    author: str
    language: str = "en-GB"
    claims_ua: bool = False


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
    return whole.bytes(margins.prefix)


class _Whole:
    def __init__(self, about: About):
        self.about = about
        self.pdf = new_file()
        self.open_files: list[Pdf] = []
        self.fonts = Fonts(self.pdf)
        self.names: dict[str, Object] = {}
        self.ids: dict[bytes, Object] = {}
        self.numbers = Array()
        self.next_number = 0
        self.outlines: list[tuple[Object, int, bool]] = []
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
            self.outlines.append((copied, int(copied.Count), section.goes_on))
        if start < len(self.pdf.pages):
            self.fonts.take(self.pdf.pages[start].Resources.get("/Font"))

    def take_fonts_of(self, letters: Typeset) -> None:
        """The fonts of a section that is not in the pack."""
        source = self._open(letters)
        self.fonts.take(self.pdf.copy_foreign(source.pages[0].Resources.Font))
        self.fonts.unite()

    def _open(self, section: Typeset) -> Pdf:
        source = open_file(io.BytesIO(section.pdf))
        self.open_files.append(source)
        return source

    @staticmethod
    def _pairs(found, *path: str) -> Iterable[tuple[str, Object]]:
        for name in path:
            if (found := found.get(f"/{name}")) is None:
                return ()
        return tuple((str(found[place]), found[place + 1]) for place in range(0, len(found), 2))

    def _copy_tree(self, source: Pdf, section: Typeset, start: int) -> None:
        root = source.Root.StructTreeRoot
        part = self.pdf.copy_foreign(root.K[0])
        if section.is_supplied:
            self._join_to_its_sheet(part, section)
        else:
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

    def _join_to_its_sheet(self, pages: Object, section: Typeset) -> None:
        """The pages of an appendix belong to the part that its sheet began. Of pictures the first tells what all show."""
        part, told = self.document.K[-1], False
        for element in pages.K:
            if Name.Figure == element.S:
                if not section.alternative.strip():
                    raise Broken(
                        f"A page of “{section.title}” is a picture, and nobody has said in words what it shows."
                    )
                again = "A further page of pictures; what they show is told on the first of them."
                element.Alt, told = String(again if told else section.alternative), True
            element.P = part
            part.K.append(element)

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
        drawn: dict[tuple, tuple[Object, Object | None]] = {}
        for section, start in self.sections:
            for number in range(start, start + section.pages):
                page = self.pdf.pages[number]
                width, height = (float(side) for side in page.MediaBox.as_list()[2:])
                what = section.whats[min(number - start, len(section.whats) - 1)] if section.whats else ""
                place = Place(width, height, number + 1, count, what, section.is_supplied)
                alike = (width, height, section.is_supplied)
                if alike not in drawn:
                    drawn[alike] = self._beneath_and_across(margins, place)
                before, across = drawn[alike]
                after = self.pdf.make_stream(b"Q\n" + in_margins.marks(self.fonts, margins, place))
                page.Contents = Array([before, page.Contents, after, *([] if across is None else [across])])

    def _beneath_and_across(self, margins: Margins, place: Place) -> tuple[Object, Object | None]:
        """What pages of a size share: drawn once, whatever their number."""
        across = in_margins.marks_across(self.fonts, margins, place)
        before = self.pdf.make_stream(in_margins.marks_beneath(self.fonts, margins, place) + b"q")
        return before, self.pdf.make_stream(across) if across else None

    def bytes(self, prefix: str = "") -> bytes:
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
        label = Dictionary(S=Name.D, P=String(prefix)) if prefix else Dictionary(S=Name.D)
        root.PageLabels = Dictionary(Nums=Array([0, label]))
        root.Metadata = pdf.make_stream(_xmp(self.about), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = String(self.about.title)
        pdf.docinfo["/Author"] = String(self.about.author)
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
        )
        for source in self.open_files:
            source.close()
        return written.getvalue()

    def _outline(self):
        count = sum(count for _, count, _ in self.outlines)
        whole = self.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=count))
        lines: list[Object] = []
        for copied, count, goes_on in self.outlines:
            if goes_on and lines:
                _take_in(lines[-1], copied, count)
            else:
                lines += _lines_of(copied)
        _in_a_row(whole, lines)
        return whole


def _lines_of(above: Object) -> list[Object]:
    """The lines of an outline right under another, or under its top."""
    found, line = [], above.get("/First")
    while line is not None:
        found.append(line)
        line = line.get("/Next")
    return found


def _in_a_row(above: Object, lines: list[Object]) -> None:
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        line.Parent = above
        if following is not None:
            line.Next, following.Prev = following, line
    above.First, above.Last = lines[0], lines[-1]


def _take_in(line: Object, copied: Object, count: int) -> None:
    """Of a section that goes on, the lines stand under that of the section."""
    _in_a_row(line, _lines_of(line) + _lines_of(copied))
    line.Count = int(line.get("/Count", 0)) + count


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
