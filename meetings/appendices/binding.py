"""Makes the pages of a supplied file into pages of a pack: each a drawing on A4, above a strip for the pack's own margins.

A drawing takes in how a page is turned and cut, and keeps its typefaces apart from ours. Its own tags are taken out: words
that are tagged twice belong to nobody. Each page is then one element: a paragraph of its words, or a picture.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.appendices.cleaning import web_address
from meetings.pack.margins import A4, STRIP
from meetings.pack.pdf_objects import (
    Array,
    Dictionary,
    Name,
    Object,
    Pdf,
    Stream,
    String,
    new_file,
    parse_content_stream,
    unparse_content_stream,
)

TAGGED = re.compile(rb"(?<![A-Za-z])(BDC|BMC|EMC|MP|DP)(?![A-Za-z])")
TAGGING = {"BDC", "BMC", "EMC", "MP", "DP"}
WORDS, PICTURE, NOTHING = "P", "Figure", ""

Moved = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Laid:
    """Where a page stands on its sheet: the sheet in points, the move, and the scale (1 is as large as it was)."""

    width: float
    height: float
    move: Moved
    scale: float


def bind(pdf: Pdf, kinds: Sequence[str]) -> tuple[Pdf, list[float]]:
    """A file of sheets with one page of `pdf` on each, and the scale of each. `kinds` are WORDS, PICTURE or NOTHING."""
    made = new_file()
    document: Object = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
    tree = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
    document.P = tree
    fonts = made.make_indirect(Dictionary())
    owners: list[Object] = []
    links: list[tuple[Object, Object]] = []
    scales = []
    for number, (page, kind) in enumerate(zip(pdf.pages, kinds, strict=True)):
        laid = laid_out(page)
        scales.append(laid.scale)
        sheet = made.add_blank_page(page_size=(round(laid.width, 3), round(laid.height, 3)))
        drawing = _drawing(pdf, made, page)
        sheet.obj.Resources = Dictionary(XObject=Dictionary(Fm0=drawing), Font=fonts)
        move = " ".join(f"{value:.5f}" for value in laid.move)
        begin = f"/{kind} <</MCID 0>> BDC" if kind else "/Artifact BMC"
        sheet.obj.Contents = made.make_stream(f"{begin} q {move} cm /Fm0 Do Q EMC".encode())
        sheet.obj.StructParents = number
        owned = Array()
        if kind:
            element = made.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=document, Pg=sheet.obj, K=Array([0]))
            )
            if kind == PICTURE:
                element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(_rounded(_box(page), laid.move)))
            document.K.append(element)
            owned.append(element)
        owners.append(made.make_indirect(owned))
        _links(made, page, sheet, laid.move, document, links)
    numbers = Array([one for place, owner in enumerate(owners) for one in (place, owner)])
    for place, (note, owner) in enumerate(links, len(owners)):
        note.StructParent = place
        numbers.append(place)
        numbers.append(owner)
    tree.ParentTree = made.make_indirect(Dictionary(Nums=numbers))
    made.Root.StructTreeRoot = tree
    _untag_drawings(made)
    return made, scales


# --- Where a page stands ----------------------------------------------------------------------------------------------


def laid_out(page) -> Laid:
    """A sheet of A4, upright or lying as the page is read; the page in the middle above the strip, smaller but never larger."""
    x1, y1, x2, y2 = _box(page)
    unit = float(page.obj.get("/UserUnit", 1))
    turned = int(page.rotation) % 360
    across, up = x2 - x1, y2 - y1
    turn: Moved = {
        90: (0, -1, 1, 0, 0, across),
        180: (-1, 0, 0, -1, across, up),
        270: (0, 1, -1, 0, up, 0),
    }.get(turned, (1, 0, 0, 1, 0, 0))
    shown_across, shown_up = (up, across) if turned in (90, 270) else (across, up)
    shown_across, shown_up = shown_across * unit, shown_up * unit
    width, height = A4 if shown_across <= shown_up else (A4[1], A4[0])
    scale = min(1.0, width / shown_across, (height - STRIP) / shown_up)
    left = (width - shown_across * scale) / 2
    foot = STRIP + (height - STRIP - shown_up * scale) / 2
    whole = _after((1, 0, 0, 1, -x1, -y1), turn)
    return Laid(width, height, _after(whole, (scale * unit, 0, 0, scale * unit, left, foot)), scale)


def _after(first: Moved, then: Moved) -> Moved:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _box(page) -> tuple[float, float, float, float]:
    """The part of a page that is shown, wherever its corners are written from."""
    whole, shown = _straight(page.mediabox), _straight(page.cropbox)
    x1, y1, x2, y2 = max(whole[0], shown[0]), max(whole[1], shown[1]), min(whole[2], shown[2]), min(whole[3], shown[3])
    return (x1, y1, x2, y2) if x2 - x1 > 1 and y2 - y1 > 1 else whole


def _straight(box) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(side) for side in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _rounded(box: Sequence[float], move: Moved) -> list[float]:
    a, b, c, d, e, f = move
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return [round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))]


# --- What stands on it ------------------------------------------------------------------------------------------------


def _drawing(pdf: Pdf, made: Pdf, page) -> Object:
    page.contents_coalesce()
    content = page.obj.get("/Contents")
    words = content.read_bytes() if isinstance(content, Stream) else b""
    if TAGGED.search(words):
        words = untagged(page)
    facts = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([round(side, 3) for side in _box(page)]))
    group, resources = page.obj.get("/Group"), page.resources
    drawing = made.make_stream(words, facts)
    # Taken over as one object, so that what pages share is shared in the new file too.
    drawing.Resources = made.copy_foreign(resources if resources.is_indirect else pdf.make_indirect(resources))
    if isinstance(group, Dictionary):
        drawing.Group = made.copy_foreign(group if group.is_indirect else pdf.make_indirect(group))
    return drawing


def untagged(stream) -> bytes:
    """The content of a page or drawing without the marks of its tags. What is drawn is the same."""
    return unparse_content_stream([one for one in parse_content_stream(stream) if str(one.operator) not in TAGGING])


def _untag_drawings(made: Pdf) -> None:
    """Drawings within pages, and patterns, have marks of their own."""
    for thing in made.objects:
        if not isinstance(thing, Stream):
            continue
        for key in ("/StructParents", "/StructParent", "/OC"):
            if key in thing:
                del thing[key]
        draws = thing.get("/Subtype") == Name.Form or "/PatternType" in thing
        if draws and TAGGED.search(thing.read_bytes()):
            thing.write(untagged(thing))


def _links(made: Pdf, page, sheet, move: Moved, document: Object, links: list) -> None:
    notes = []
    for note in page.obj.get("/Annots", ()):
        address = web_address(note)
        if not address:
            continue
        place = _rounded(_straight(note.Rect), move)
        link = made.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(place),
                Border=Array([0, 0, 0]),
                F=4,
                A=Dictionary(S=Name.URI, URI=String(address)),
                Contents=String(address),
            )
        )
        row = made.make_indirect(Dictionary(Type=Name.OBJR, Pg=sheet.obj, Obj=link))
        element = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=document, K=Array([row])))
        document.K.append(element)
        notes.append(link)
        links.append((link, element))
    if notes:
        sheet.obj.Annots = Array(notes)
        sheet.obj.Tabs = Name.S
