"""Layers that a supplied file does not show: what stands in them is taken out, so that nothing is shown that was hidden."""

from meetings.pack.pdf_objects import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

SHOWN = {"Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
BEGINS, ENDS = {"BDC", "BMC"}, "EMC"


def hidden_layers(pdf: Pdf) -> set[tuple[int, int]]:
    """The layers that are off when the file is opened, each by its object's number."""
    told = pdf.Root.get("/OCProperties")
    if told is None:
        return set()
    view = told.get("/D", Dictionary())
    off = {layer.objgen for layer in view.get("/OFF", ())}
    if view.get("/BaseState") == Name.OFF:
        on = {layer.objgen for layer in view.get("/ON", ())}
        off |= {layer.objgen for layer in told.get("/OCGs", ())} - on
    return off


def is_hidden(layer: Object | None, hidden: set[tuple[int, int]]) -> bool:
    """Whether a layer, or a rule over layers, is off. PDF 32000-1, 8.11.2: by default it shows if any of its layers does."""
    if not isinstance(layer, Dictionary):
        return False
    if layer.get("/Type") != Name.OCMD:
        return layer.objgen in hidden
    of = layer.get("/OCGs")
    layers = list(of) if isinstance(of, Array) else [of] if of is not None else []
    off = [one.objgen in hidden for one in layers if isinstance(one, Dictionary)]
    if not off:
        return False
    rule = str(layer.get("/P", "/AnyOn"))
    shows = {"/AllOn": not any(off), "/AnyOff": any(off), "/AllOff": all(off)}.get(rule, not all(off))
    return not shows


def without_hidden(stream, resources, hidden: set[tuple[int, int]]) -> tuple[bytes, bool]:
    """The content of a page or drawing without what its hidden layers draw, and whether there was any."""
    kept: list[ContentStreamInstruction | ContentStreamInlineImage] = []
    depth_hidden, depth, found = 0, 0, False
    properties = (resources.get("/Properties") or {}) if resources is not None else {}
    drawings = (resources.get("/XObject") or {}) if resources is not None else {}
    for one in parse_content_stream(stream):
        did = str(one.operator)
        if did in BEGINS:
            depth += 1
            if not depth_hidden and did == "BDC" and str(one.operands[0]) == "/OC":
                named = properties.get(str(one.operands[1])) if isinstance(one.operands[1], Name) else None
                if is_hidden(named, hidden):
                    depth_hidden = depth
        elif did == ENDS:
            depth_hidden = 0 if depth == depth_hidden else depth_hidden
            depth = max(0, depth - 1)
        drawn = drawings.get(str(one.operands[0])) if did == "Do" else None
        if (depth_hidden and did in SHOWN) or (drawn is not None and is_hidden(drawn.get("/OC"), hidden)):
            found = True
            continue
        if depth_hidden and did in PATHS:
            found = True
            kept.append(ContentStreamInstruction([], Operator("n")))
            continue
        kept.append(one)
    return (unparse_content_stream(kept) if found else b""), found
