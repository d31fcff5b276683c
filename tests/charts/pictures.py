"""Reading a chart back: its words and where they stand, measured with the widths of the type."""

import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree

from plans.charts.layout import Box, text_box

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"quoted\" & 'quoted' <b>",
    "]]></svg><svg onload=alert(1)>",
    "word " * 60,
    "W" * 300,
    "عربي نص طويل جدا " * 8,
    "\u202egnirts desrever\u202c \x00\x0b\ud800 \ufffe",
    "🏥" * 40,
    "line\nbreak\tand tab",
    "",
]


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def title_of(svg: str) -> str:
    return parse(svg).find(f"{SVG}title").text or ""


def desc_of(svg: str) -> str:
    return parse(svg).find(f"{SVG}desc").text or ""


def words_of(svg: str) -> list[str]:
    """The visible words, in the order drawn."""
    return [element.text for element in parse(svg).iter(f"{SVG}text")]


def words_with_boxes(svg: str) -> list[Word]:
    found: list[Word] = []
    _collect(parse(svg), 0.0, 0.0, 1.0, found)
    return found


def _collect(element: ElementTree.Element, dx: float, dy: float, scale: float, found: list[Word]) -> None:
    for child in element:
        if child.tag == f"{SVG}g":
            moved = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)(?: scale\(([\d.]+)\))?", child.get("transform"))
            _collect(child, float(moved[1]), float(moved[2]), float(moved[3] or 1), found)
        elif child.tag == f"{SVG}text":
            box = text_box(
                dx + scale * float(child.get("x")),
                dy + scale * float(child.get("y")),
                child.text,
                scale * float(child.get("font-size")),
                anchor=child.get("text-anchor"),
                bold=child.get("font-weight") == "700",
            )
            found.append(Word(child.text, box))


def check_sound(svg: str) -> None:
    """Whatever was drawn: named and described, painted by attributes alone, no word cut off or on another."""
    root = parse(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [root[0].get("id"), root[1].get("id")]
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text
    assert root[1].text
    used = {name for element in root.iter() for name in element.attrib}
    assert not used & {"style", "onload", "href"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "text", "rect", "circle", "line", "path", "polyline",
    }  # fmt: skip
    check_words(svg)
    check_shapes(root)


def check_words(svg: str) -> None:
    frame = _frame(parse(svg)).grown(0.6)
    words = words_with_boxes(svg)
    assert [word for word in words if not word.box.within(frame)] == []
    assert [(one.text, other.text) for one, other in combinations(words, 2) if one.box.overlaps(other.box)] == []


def check_shapes(root: ElementTree.Element) -> None:
    frame = _frame(root).grown(2)
    for element in root:
        at = {name: float(value) for name, value in element.attrib.items() if re.fullmatch(r"-?\d+(\.\d+)?", value)}
        corners = []
        if element.tag == f"{SVG}rect":
            corners = [(at["x"], at["y"]), (at["x"] + at["width"], at["y"] + at["height"])]
        elif element.tag == f"{SVG}circle":
            corners = [(at["cx"] - at["r"], at["cy"] - at["r"]), (at["cx"] + at["r"], at["cy"] + at["r"])]
        elif element.tag == f"{SVG}line":
            corners = [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
        elif element.tag == f"{SVG}polyline":
            corners = _points(element)
        assert [corner for corner in corners if not Box(*corner, *corner).within(frame)] == [], element.attrib


def words_crossed(svg: str) -> list[str]:
    """Words that a line of readings, or a target, runs through."""
    lines = [
        (*start, *end) for element in parse(svg).iter(f"{SVG}polyline") for start, end in pairwise(_points(element))
    ]
    return [word.text for word in words_with_boxes(svg) if any(word.box.crossed_by(line) for line in lines)]


def elements(svg: str, name: str, **wanted: str) -> list[ElementTree.Element]:
    """Elements with these attributes; `stroke_dasharray` stands for `stroke-dasharray`."""
    return [
        element
        for element in parse(svg).iter(SVG + name)
        if all(element.get(key.replace("_", "-")) == value for key, value in wanted.items())
    ]


def _points(element: ElementTree.Element) -> list[tuple[float, float]]:
    return [tuple(map(float, point.split(","))) for point in element.get("points").split(" ")]


def _frame(root: ElementTree.Element) -> Box:
    return Box(*(float(side) for side in root.get("viewBox").split(" ")))
