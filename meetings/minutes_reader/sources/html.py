"""HTML: a page of ModernGov in any of its kinds, or any other. Only its words are taken; nothing in it is run or fetched."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from meetings.minutes_reader.lines import Hint, NotMinutes, Source, tidy
from meetings.minutes_reader.sources.text import add_line

_LEFT_OUT = re.compile(r"script|style|noscript|template|svg|iframe|object|embed|nav|footer|form|button|select|head")
_BLOCK = re.compile(
    r"p|div|li|h[1-6]|tr|table|ul|ol|dl|dt|dd|blockquote|section|article|main|body|pre|address|header|caption"
    r"|fieldset|figure|hr|td|th|tbody|thead|center"
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
DEEPEST = 400  # tags within tags; pages of councils stay under 40


def is_one(words: str) -> bool:
    head = words[:4000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or bool(
        re.search(r"<(?:html|body|div|p|table|h[1-6]|ul|ol|span|br)\b[^>]*>", words[:20000], re.I)
        and re.search(r"</\w+>", words)
    )


def read(words: str) -> Source:
    source = Source()
    for node in _blocks_of(words):
        _walk(node, source)
    if not any(line.text for line in source.lines):
        raise NotMinutes("The page holds no words.")
    return source


def add_fragment(source: Source, fragment: str) -> None:
    """The body of an item, as a web service sends it: a piece of HTML."""
    for node in _blocks_of(fragment):
        _walk(node, source)


def _blocks_of(words: str) -> list[Tag]:
    if _too_deep(words):
        raise NotMinutes("The page nests its tags too deeply to be read.")
    soup = BeautifulSoup(words, "lxml")
    for tag in soup.find_all(lambda tag: bool(_LEFT_OUT.fullmatch(tag.name))):
        tag.decompose()
    for tag in soup.find_all(hidden=True):
        tag.decompose()
    top = soup.find(id="modgov") or soup.find("main") or soup.body or soup
    return [top]


def _too_deep(words: str) -> bool:
    depth = deepest = 0
    for found in re.finditer(r"<(/?)(div|span|table|ul|ol|li|b|i|em|strong|font|blockquote|section)\b", words, re.I):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def _walk(tag: Tag, source: Source) -> None:
    """Every block becomes a line. What stands between blocks becomes one too."""
    run: list[str] = []
    bold: list[bool] = []

    def flush() -> None:
        text = "".join(run)
        if text.strip():
            _add(source, tag, text, bold=all(bold))
        elif "\xa0" in text:
            source.add("")
        run.clear()
        bold.clear()

    for child in tag.children:
        if isinstance(child, NavigableString):
            if type(child) is NavigableString:
                run.append(re.sub(r"[\r\n\t ]+", " ", str(child)))
                if str(child).strip():
                    bold.append(False)
        elif isinstance(child, Tag):
            if child.name == "br":
                flush()
            elif child.name == "table":
                flush()
                _table(child, source)
            elif _BLOCK.fullmatch(child.name) or child.find(_is_block):
                flush()
                _walk(child, source)
            else:
                run.append(re.sub(r"[\r\n\t ]+", " ", child.get_text()))
                if child.get_text().strip():
                    bold.append(_is_bold(child))
    flush()
    if tag.name == "p":
        source.add("")


def _is_block(tag: Tag) -> bool:
    return bool(_BLOCK.fullmatch(tag.name)) or tag.name == "br"


def _is_bold(tag: Tag) -> bool:
    if tag.name in ("b", "strong"):
        return True
    inner = [child for child in tag.children if not isinstance(child, NavigableString) or child.strip()]
    return len(inner) == 1 and isinstance(inner[0], Tag) and _is_bold(inner[0])


def _add(source: Source, tag: Tag, text: str, *, bold: bool) -> None:
    classes = _classes(tag)
    if tag.name in _HEADINGS and "mgSubSubTitleTxt" not in classes:
        source.add(text, Hint.HEADING, bold=True)
    elif "mgSubItemTitleTxt" in classes or "mgSubSubTitleTxt" in classes:
        source.add(text, bold=True)
    elif tag.name == "li" and not _is_document(tag):
        source.add(text, Hint.BULLET, bold=bold)
    elif bold or tag.name == "pre":
        for line in text.split("\n"):
            source.add(line, bold=bold)
    else:
        add_line(source, text.replace("|", "/"))


def _is_document(tag: Tag) -> bool:
    return "mgBulletList" in _classes(tag.parent) if tag.parent else False


def _classes(tag: Tag | None) -> list[str]:
    found = tag.get("class") if tag else None
    return found if isinstance(found, list) else [found] if found else []


def _table(table: Tag, source: Source) -> None:
    """A table that lays out a page is read cell by cell; one that holds facts, row by row."""
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        cells = row.find_all(["td", "th"], recursive=False)
        number = row.find(class_="mgItemNumberCell")
        if number is not None and len(cells) > 1:
            _item(number, [cell for cell in cells if cell is not number], source)
        elif len(cells) == 1 or any(_is_layout(cell) for cell in cells):
            for cell in cells:
                _walk(cell, source)
        elif any(cell.get_text(strip=True) for cell in cells):
            words = [tidy(cell.get_text(" ")) for cell in cells]
            source.add(" | ".join(word for word in words if word), Hint.ROW, cells=words)


def _is_layout(cell: Tag) -> bool:
    parts = [part for part in cell.find_all(["p", "li", "table", "div"]) if part.get_text(strip=True)]
    return len(parts) > 2 or len(cell.get_text()) > 500


def _item(number: Tag, cells: list[Tag], source: Source) -> None:
    title = cells[0].find(class_="mgAiTitleTxt")
    link = title.find(class_="mgAiTitleLnk") if isinstance(title, Tag) else None
    words = tidy((link or title or cells[0]).get_text(" "))
    said = tidy(number.get_text(" ")).strip(". ")
    source.add(f"{said}. {words}".strip(". "), Hint.ITEM, cells=(said, "", words))
    if isinstance(title, Tag) and (
        size := re.search(r"\b([A-Z]{3,4})\s+([\d.,]+\s*[KMG]B)", tidy(title.get_text(" ")))
    ):
        source.add(f"{size[1]} {size[2]}", Hint.ATTACHMENT, cells=(words, size[1], size[2]))
    if isinstance(title, Tag):
        title.decompose()
    for cell in cells:
        _walk(cell, source)
