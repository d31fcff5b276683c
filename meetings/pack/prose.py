"""A report's text as blocks to be printed: paragraphs, numbered paragraphs, list lines. Of markup only the structure is kept."""

import re
from html.parser import HTMLParser

from meetings.pack.contents import Block

NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)+|\(?[a-z0-9]{1,3}\)|\d{1,2}\.)\s+(?P<text>\S.*)", re.S)
LISTED = re.compile(r"(?P<number>[-–•*]|[ivx]{1,5}\.)\s+(?P<text>\S.*)", re.S)
STARTS = {"p", "div", "li", "h2", "h3", "h4", "h5", "tr", "blockquote", "br"}
HEADS = {"h2", "h3", "h4", "h5"}


def paragraphs(text: str) -> tuple[Block, ...]:
    """Rich text, or plain text with a line for each paragraph, with the number or the dash each one begins with.

    No tag is passed on, so nothing in it can be run, fetched or styled: what is unknown is read as its words.
    """
    if not re.search(r"</?[a-zA-Z]", text):
        return tuple(_block(line) for line in text.splitlines() if line.strip())
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return tuple(reader.found())


def _block(line: str, kind: str = "p") -> Block:
    line = " ".join(line.split())
    if kind == "p" and (found := NUMBERED.fullmatch(line)):
        return Block("n", found["text"], found["number"].rstrip("."))
    if found := LISTED.fullmatch(line):
        return Block("li", found["text"], found["number"] if found["number"][0] in "ivx" else "–")
    return Block(kind, line, "–" if kind == "li" else "")


class _Reader(HTMLParser):
    """Collects the words between the tags that begin a block; scripts and styles have no words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._kind = "p"
        self._lists: list[int | None] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style"):
            self._silent += 1
        if tag in ("ul", "ol"):
            self._end()
            self._lists.append(0 if tag == "ol" else None)
        elif tag in STARTS:
            self._end()
            self._kind = "li" if tag == "li" else "h" if tag in HEADS else self._kind
        elif tag in ("td", "th"):
            self._words.append(" ")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)
        if tag in ("ul", "ol"):
            self._end()
            if self._lists:
                self._lists.pop()
        if tag in STARTS:
            self._end()
            self._kind = "p"

    def handle_data(self, data):
        if not self._silent:
            self._words.append(data)

    def found(self) -> list[Block]:
        self._end()
        return self._blocks

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        block = _block(words, self._kind)
        if self._kind == "li" and self._lists and self._lists[-1] is not None and block.number == "–":
            self._lists[-1] += 1
            block = Block("li", block.text, f"{self._lists[-1]}.")
        self._blocks.append(block)
