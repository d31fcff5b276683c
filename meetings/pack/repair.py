"""Mends the tag tree of one typeset section, so that a reader with a screen reader meets what the HTML says.

The typesetter tags page by page: a table over three pages becomes three tables, a broken paragraph two paragraphs, and a
head that is printed again is read again. Here pieces of one element become one, repeated heads become artifacts, cells
name their heads, and links say where they lead. Works on the objects of the unwritten file: nothing is parsed.

Each structure element carries the HTML element it was made from as `source` (see `render`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

LOOK_BACK = {"TR": 99, "L": 3}  # a broken row splits in every cell; nested lists are hoisted beside their item
TRANSPARENT = ("Span", "NonStruct")
IN_PIECES_ON_A_PAGE = ("Link", "Span")


class NoAlternative(ValueError):
    """A figure has no alternative text. The message names the page of the section."""


@dataclass(eq=False)
class Mark:
    """A piece of content on a page, by its number there."""

    page: int
    mcid: int


@dataclass(eq=False)
class Annotation:
    """A link's place on a page."""

    page: int
    row: Any
    object_row: Any


@dataclass(eq=False)
class Node:
    """One structure element, with what it holds in reading order."""

    tag: str
    source: Any
    row: Any
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)

    def nodes(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def pieces(self) -> Iterator[Mark | Annotation]:
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.pieces()
            else:
                yield kid

    def pages(self) -> set[int]:
        return {piece.page for piece in self.pieces()}


class Repair:
    """The tag tree of one file, read, mended and written back."""

    def __init__(self, pdf, key: str, make: Callable[[dict], Any], text: Callable[[str], Any]):
        self.pdf, self.key, self.make, self.text = pdf, key, make, text
        self.references = list(pdf.page_references)
        self.page_of = {reference: number for number, reference in enumerate(self.references)}
        self.root = self._object(pdf.catalog["StructTreeRoot"])
        self.parent_tree = self._object(self.root["ParentTree"])
        self.artifacts: set[tuple[int, int]] = set()
        self.same_id: dict[str, str] = {}

    def run(self) -> None:
        document = self._read(self._object(self.root["K"][0]))
        self._mend(document)
        self._fold(document)
        self._describe(document)
        self._write(document)
        self._silence()
        self._name(document)

    # --- Reading ------------------------------------------------------------------------------------------------------

    def _object(self, reference):
        return self.pdf.objects[int(reference.split()[0])]

    def _read(self, row) -> Node:
        node = Node(row["S"][1:], getattr(row, "source", None), row)
        page = self.page_of.get(row.get("Pg"), 0)
        for kid in row["K"]:
            if isinstance(kid, int):
                node.kids.append(Mark(page, kid))
                continue
            other = self._object(kid)
            if other.get("Type") == "/OBJR":
                node.kids.append(Annotation(self.page_of[other["Pg"]], self._object(other["Obj"]), other))
            else:
                node.kids.append(self._read(other))
        return node

    # --- Mending ------------------------------------------------------------------------------------------------------

    def _mend(self, node: Node) -> None:
        kept: list[Node | Mark | Annotation] = []
        for kid in node.kids:
            if isinstance(kid, Node) and kid.source is not None and (first := self._first_piece(node, kept, kid)):
                if kid.tag in ("THead", "TFoot"):
                    self._drop(kid, first)
                else:
                    self._join(first, kid)
            else:
                kept.append(kid)
        node.kids = kept
        for kid in kept:
            if isinstance(kid, Node):
                self._mend(kid)

    @staticmethod
    def _first_piece(parent: Node, kept, kid: Node) -> Node | None:
        """The element among those before `kid` that it continues."""
        before = [one for one in kept if isinstance(one, Node)]
        if kid.tag in ("THead", "TFoot"):
            return next((one for one in before if one.tag == kid.tag and one.source is kid.source), None)
        for one in reversed(before[-LOOK_BACK.get(parent.tag, 1) :]):
            if one.tag == kid.tag and one.source is kid.source:
                apart = not (one.pages() & kid.pages())
                return one if apart or kid.tag in IN_PIECES_ON_A_PAGE else None
        return None

    def _join(self, first: Node, later: Node) -> None:
        if "ID" in first.row and "ID" in later.row:
            self.same_id[later.row["ID"].string] = first.row["ID"].string
        first.kids += later.kids
        later.row.clear()

    def _drop(self, again: Node, first: Node) -> None:
        """A head printed again is furniture; its cells' names lead to the first head's."""
        ids = {node.source: node.row["ID"].string for node in first.nodes() if "ID" in node.row}
        for node in again.nodes():
            if "ID" in node.row and node.source in ids:
                self.same_id[node.row["ID"].string] = ids[node.source]
        self.artifacts |= {(piece.page, piece.mcid) for piece in again.pieces() if isinstance(piece, Mark)}
        for node in list(again.nodes()):
            node.row.clear()

    def _fold(self, node: Node) -> None:
        """Elements that mean nothing and hold only content give it to the element around them."""
        kids: list[Node | Mark | Annotation] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                self._fold(kid)
                plain = kid.tag in TRANSPARENT and not ({"A", "Alt", "ID"} & kid.row.keys())
                if plain and not any(isinstance(one, Node) for one in kid.kids):
                    kids += kid.kids
                    kid.row.clear()
                    continue
            kids.append(kid)
        node.kids = kids

    def _describe(self, node: Node, inside: str = "") -> None:
        if node.tag == "TH":
            node.row["A"]["Scope"] = "/Column" if inside == "THead" else "/Row"
        elif node.tag == "Figure":
            self._describe_figure(node)
        elif node.tag == "Link":
            words = " ".join("".join(node.source.itertext()).split())
            for kid in node.kids:
                if isinstance(kid, Annotation):
                    kid.row["Contents"] = self.text(f"page {words}" if words.isdecimal() else words)
        for kid in node.kids:
            if isinstance(kid, Node):
                self._describe(kid, kid.tag if kid.tag in ("THead", "TBody", "TFoot") else inside)

    def _describe_figure(self, node: Node) -> None:
        page = min(node.pages(), default=0)
        if not node.row.get("Alt"):
            raise NoAlternative(f"A figure on page {page + 1} of “{self.key}” has no alternative text.")
        x1, y1, x2, y2 = node.row["A"]["BBox"]
        height = self._object(self.references[page])["MediaBox"][3]
        box = (x1 * 0.75, height - y2 * 0.75, x2 * 0.75, height - y1 * 0.75)
        node.row["A"]["BBox"] = type(node.row["K"])(round(number, 2) for number in box)

    # --- Writing ------------------------------------------------------------------------------------------------------

    def _write(self, document: Node) -> None:
        numbers = self.parent_tree["Nums"]
        self.owners = dict(zip(numbers[::2], range(1, len(numbers), 2), strict=True))
        self._write_node(document, None)
        for page, mcid in self.artifacts:
            numbers[self.owners[page]][mcid] = "null"

    def _write_node(self, node: Node, parent: Node | None) -> None:
        numbers, row = self.parent_tree["Nums"], node.row
        pages = [kid.page for kid in node.kids if isinstance(kid, Mark)]
        page = pages[0] if pages else None
        if page is not None:
            row["Pg"] = self.references[page]
        if parent is not None:
            row["P"] = parent.row.reference
        kids = type(row["K"])()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(kid.row.reference)
                self._write_node(kid, node)
            elif isinstance(kid, Annotation):
                kids.append(kid.object_row.reference)
                numbers[self.owners[kid.row["StructParent"]]] = row.reference
            else:
                other = {"Type": "/MCR", "Pg": self.references[kid.page], "MCID": kid.mcid}
                kids.append(kid.mcid if kid.page == page else self.make(other))
                numbers[self.owners[kid.page]][kid.mcid] = row.reference
        row["K"] = kids

    def _silence(self) -> None:
        """Content of a head that is printed again becomes an artifact: seen, and not read out again."""
        for page in {page for page, _ in self.artifacts}:
            stream = self._object(self._object(self.references[page])["Contents"]).stream
            for place, item in enumerate(stream):
                if isinstance(item, dict) and (page, item.get("MCID")) in self.artifacts:
                    stream[place - 1 : place + 2] = [b"/Artifact", b"", b"BMC"]

    def _name(self, document: Node) -> None:
        """Each cell's name, and the names of its heads, with the section's own in front: unique in the whole pack."""
        named = {}
        for node in document.nodes():
            if "ID" in node.row:
                name = f"{self.key}.{node.row['ID'].string}"
                node.row["ID"] = self.text(name)
                named[name] = node.row.reference
            heads = node.row.get("A", {}).get("Headers")
            if heads is not None:
                found = dict.fromkeys(self.same_id.get(head.string, head.string) for head in heads)
                node.row["A"]["Headers"] = type(heads)(self.text(f"{self.key}.{head}") for head in found)
        tree = type(document.row["K"])()
        for name in sorted(named, key=str.encode):
            tree += [self.text(name), named[name]]
        self.root["IDTree"] = self.make({"Names": tree})
