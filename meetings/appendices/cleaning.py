"""Takes out of a supplied file what its readers do not see, and tells what that was. What is not kept cannot get out.

The tags of the file stay, with its language: whoever opens it alone hears it as its author made it.
"""

from collections import defaultdict

from meetings.appendices import facts
from meetings.appendices.facts import Finding, on_pages
from meetings.appendices.layers import hidden_layers, is_hidden, without_hidden
from meetings.appendices.pictures import without_metadata
from meetings.pack.pdf_objects import Array, Dictionary, Name, Object, Pdf, Stream, String

OF_THE_FILE = {"/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot"}
OF_A_PAGE = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group",
    "/StructParents", "/Tabs",
}  # fmt: skip
OF_NO_DRAWING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Measure", "/Alternates", "/Thumb", "/OC")
TOLD = ("Author", "Title", "Subject", "Keywords", "Creator", "Producer", "Company", "Manager")
WEB = ("http://", "https://", "mailto:")
LONGEST_TOLD = 80
FLAGS_PRINTED = 4
UNSEEN_FLAGS = 1 | 2 | 32  # invisible, hidden, not to be viewed


def clean(pdf: Pdf) -> list[Finding]:
    """Take out comments, hidden layers, properties, forms, internal links and all that hangs on the file; tell what was found."""
    found = [*_properties(pdf), *_layers(pdf), *_comments_and_links(pdf), *_cut(pdf)]
    _flatten(pdf)
    _keep_only(pdf)
    return found


# --- What hangs on the file -------------------------------------------------------------------------------------------


def _properties(pdf: Pdf) -> list[Finding]:
    told = []
    for name in TOLD:
        value = pdf.docinfo.get(f"/{name}") if "/Info" in pdf.trailer else None
        if value is not None and (words := " ".join(str(value).split())):
            told.append(f"{name.lower()}: {words[:LONGEST_TOLD]}")
    return [Finding(facts.PROPERTIES, "; ".join(told))] if told else []


def _keep_only(pdf: Pdf) -> None:
    for key in set(pdf.Root.keys()) - OF_THE_FILE:
        del pdf.Root[key]
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for page in pdf.pages:
        for key in set(page.obj.keys()) - OF_A_PAGE - {"/Annots"}:
            del page.obj[key]
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            if isinstance(thing, Dictionary):
                _forget_names(thing)
            continue
        for key in OF_NO_DRAWING:
            if key in thing:
                del thing[key]
        if _is_photograph(thing):
            before = thing.read_raw_bytes()
            if (after := without_metadata(before)) != before:
                thing.write(after, filter=Name.DCTDecode)


def _forget_names(thing: Object) -> None:
    """Files that hang on a part of this one, and what its layers are called."""
    if "/AF" in thing:
        del thing.AF
    if thing.get("/Type") == Name.OCG:
        for key in set(thing.keys()) - {"/Type"}:
            del thing[key]
        thing.Name = String("Layer")


def _is_photograph(thing: Stream) -> bool:
    is_plain = thing.get("/Filter") == Name.DCTDecode and "/DecodeParms" not in thing
    return is_plain and thing.get("/Subtype") == Name.Image


# --- What is drawn and not seen ---------------------------------------------------------------------------------------


def _layers(pdf: Pdf) -> list[Finding]:
    hidden = hidden_layers(pdf)
    if not hidden:
        return []
    on: set[int] = set()
    done: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        page.contents_coalesce()
        content, was_there = without_hidden(page, page.resources, hidden)
        if was_there:
            page.Contents = pdf.make_stream(content)
            on.add(number)
        if _layers_of_drawings(page.resources, hidden, done):
            on.add(number)
    return [Finding(facts.LAYERS, on_pages(on) or "On no page")]


def _layers_of_drawings(resources, hidden: set[tuple[int, int]], done: set[tuple[int, int]]) -> bool:
    found = False
    for drawing in ((resources or {}).get("/XObject") or {}).values():
        if drawing.get("/Subtype") != Name.Form or drawing.objgen in done:
            continue
        done.add(drawing.objgen)
        content, was_there = without_hidden(drawing, drawing.get("/Resources", resources), hidden)
        if was_there:
            drawing.write(content)
        found |= was_there | _layers_of_drawings(drawing.get("/Resources"), hidden, done)
    return found


def _cut(pdf: Pdf) -> list[Finding]:
    """A page that is cut to a part of itself still holds the rest."""
    cut = [number for number, page in enumerate(pdf.pages, 1) if is_cut(page)]
    return [Finding(facts.CUT_OFF, on_pages(cut))] if cut else []


def is_cut(page) -> bool:
    whole, shown = _sides(page.mediabox), _sides(page.cropbox)
    return shown[0] < whole[0] - 2 or shown[1] < whole[1] - 2


def _sides(box) -> tuple[float, float]:
    x1, y1, x2, y2 = (float(side) for side in box)
    return abs(x2 - x1), abs(y2 - y1)


# --- What lies on the pages -------------------------------------------------------------------------------------------


def _comments_and_links(pdf: Pdf) -> list[Finding]:
    """Keep links to the web and the fields of forms, which are drawn into the page after this; tell of everything else."""
    hidden = hidden_layers(pdf)
    at: dict[str, set[int]] = defaultdict(set)
    hosts: list[str] = []
    kept: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        stays = []
        for note in page.obj.get("/Annots", ()):
            if not isinstance(note, Dictionary):
                continue
            kind = str(note.get("/Subtype", ""))
            if kind == "/Link":
                if address := web_address(note):
                    at[facts.LINKS].add(number)
                    hosts.append(_host(address))
                    stays.append(_plain_link(pdf, note, address))
            elif kind == "/Widget":
                at[facts.FIELDS].add(number)
                if not int(note.get("/F", 0)) & UNSEEN_FLAGS and not is_hidden(note.get("/OC"), hidden):
                    stays.append(note)
            elif kind != "/Popup":
                at[facts.COMMENTS].add(number)
        kept |= {note.objgen for note in stays}
        if stays:
            page.obj.Annots = Array(stays)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    _forget_in_tags(pdf, kept)
    told = [Finding(what, on_pages(at[what])) for what in (facts.COMMENTS, facts.FIELDS) if at[what]]
    if at[facts.LINKS]:
        named = list(dict.fromkeys(hosts))
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        told.append(Finding(facts.LINKS, f"{on_pages(at[facts.LINKS])}: {', '.join(named[:3])}{more}"))
    return told


def web_address(note: Object) -> str:
    """Where a link leads, if that is a page of the web or an address to write to."""
    action = note.get("/A")
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
        return ""
    address = str(action.get("/URI", "")).strip()
    return address if address.lower().startswith(WEB) and len(address) < 2000 else ""


def _host(address: str) -> str:
    if address.lower().startswith("mailto:"):
        return address[7:].partition("?")[0][:LONGEST_TOLD]
    return address.partition("://")[2].partition("/")[0][:LONGEST_TOLD]


def _plain_link(pdf: Pdf, note: Object, address: str) -> Object:
    """The same object, with nothing but its place and where it leads: the tags of the file may name it."""
    note = note if note.is_indirect else pdf.make_indirect(note)
    for key in set(note.keys()) - {"/Rect", "/StructParent"}:
        del note[key]
    note.Type, note.Subtype, note.F, note.Border = Name.Annot, Name.Link, FLAGS_PRINTED, Array([0, 0, 0])
    note.A = Dictionary(S=Name.URI, URI=String(address))
    note.Contents = String(address)
    return note


def _forget_in_tags(pdf: Pdf, kept: set[tuple[int, int]]) -> None:
    """What the tags say of a note that is gone would keep the note in the file."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or isinstance(thing, Stream):
            continue
        kids = thing.get("/K")
        if isinstance(kids, Array):
            left = [kid for kid in kids if not _names_a_note(kid, kept)]
            if len(left) != len(kids):
                thing.K = Array(left)
        elif isinstance(kids, Dictionary) and _names_a_note(kids, kept):
            del thing.K


def _names_a_note(kid, kept: set[tuple[int, int]]) -> bool:
    if not isinstance(kid, Dictionary) or kid.get("/Type") != Name.OBJR:
        return False
    of = kid.get("/Obj")
    return not isinstance(of, Dictionary) or (of.get("/Subtype") != Name.Form and of.objgen not in kept)


def _flatten(pdf: Pdf) -> None:
    """What a field of a form looks like becomes part of its page."""
    if "/AcroForm" not in pdf.Root:
        _drop_fields(pdf)
        return
    links = {
        page.obj.objgen: [n for n in page.obj.get("/Annots", ()) if n.get("/Subtype") == Name.Link]
        for page in pdf.pages
    }
    for page in pdf.pages:
        fields = [note for note in page.obj.get("/Annots", ()) if note.get("/Subtype") == Name.Widget]
        if "/Annots" in page.obj:
            page.obj.Annots = Array(fields)
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        if links[page.obj.objgen]:
            page.obj.Annots = Array(links[page.obj.objgen])
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]


def _drop_fields(pdf: Pdf) -> None:
    """A field that belongs to no form has nothing to look like."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([note for note in page.obj.Annots if note.get("/Subtype") == Name.Link])
