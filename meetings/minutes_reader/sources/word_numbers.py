"""The numbers Word counts by itself. They are not in the text of a document, and minutes are nothing without them."""

import re

from docx.document import Document as OpenDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph


class Numbers:
    """Counts the lists of one document, paragraph after paragraph, as Word does when it shows them."""

    def __init__(self, document: OpenDocument):
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.abstract_of: dict[str, str] = {}
        self._read(document)

    def _read(self, document: OpenDocument) -> None:
        try:
            numbering = document.part.numbering_part.element
        except (NotImplementedError, KeyError, AttributeError):
            return
        for abstract in numbering.iter(qn("w:abstractNum")):
            levels = {}
            for level in abstract.iter(qn("w:lvl")):
                kind, words, start = (level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
                levels[_number(level.get(qn("w:ilvl")))] = (
                    _value(kind) or "decimal",
                    _value(words) or "",
                    _number(_value(start), 1),
                )
            self.levels[abstract.get(qn("w:abstractNumId"))] = levels
        for num in numbering.iter(qn("w:num")):
            abstract = num.find(qn("w:abstractNumId"))
            if abstract is not None:
                self.abstract_of[num.get(qn("w:numId"))] = abstract.get(qn("w:val"))

    def of(self, paragraph: Paragraph, *, counts: bool = True) -> tuple[str, bool]:
        """The number shown before a paragraph, and whether it is a bullet instead."""
        number, level = _numbering(paragraph)
        abstract = self.abstract_of.get(number or "")
        levels = self.levels.get(abstract or "")
        if not levels or level not in levels or not counts:
            return "", False
        if levels[level][0] == "bullet":
            return "", True
        counted = self.counts.setdefault(abstract or "", {})
        counted[level] = counted.get(level, levels[level][2] - 1) + 1
        for deeper in [each for each in counted if each > level]:
            del counted[deeper]
        shown = re.sub(
            r"%(\d)",
            lambda found: _shown(
                counted.get(int(found[1]) - 1, 1), levels.get(int(found[1]) - 1, ("decimal", "", 1))[0]
            ),
            levels[level][1],
        )
        return shown.strip(), False


def _numbering(paragraph: Paragraph) -> tuple[str | None, int]:
    """From the paragraph itself, or from its style, or from the style that one is based on."""
    properties = paragraph._p.pPr
    style, depth = paragraph.style, 0
    while True:
        found = properties.find(qn("w:numPr")) if properties is not None else None
        if found is not None:
            number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
            said = _value(number)
            return (None if said == "0" else said), _number(_value(level))
        if style is None or depth > 10:
            return None, 0
        properties = style.element.find(qn("w:pPr"))
        style, depth = getattr(style, "base_style", None), depth + 1


def _shown(count: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        roman, left = "", count
        for value, letters in (
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            roman += letters * (left // value)
            left %= value
        return roman if kind == "lowerRoman" else roman.upper()
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _value(element) -> str | None:
    return element.get(qn("w:val")) if element is not None else None


def _number(said: str | None, otherwise: int = 0) -> int:
    return int(said) if said and said.lstrip("-").isdigit() else otherwise
