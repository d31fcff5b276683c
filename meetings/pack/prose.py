"""A report's text as blocks to be printed: paragraphs, numbered paragraphs, list lines, headings, tables, bold and italics.

It is stored as it is typed: a line for each paragraph, "1.1 ..." for a numbered one, "- ..." and "1. ..." for lists,
"## ..." for a heading, "| ... | ... |" for a row of a table, **bold** and _italic_. Rich text of older papers is read too.
"""

import re
from html.parser import HTMLParser

from meetings.pack.contents import Block, Run
from meetings.pack.inline import only_if_marked, runs_of, tidy, typed, without, words_of

NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)+|\(?[a-z0-9]{1,3}\)|\d{1,2}\.)\s+(?P<text>\S.*)", re.S)
LISTED = re.compile(r"(?P<number>[-–•*]|[ivx]{1,5}\.)\s+(?P<text>\S.*)", re.S)
COUNTED = re.compile(r"(?P<number>\d{1,2}\.)\s+(?P<text>\S.*)", re.S)
HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*)", re.S)
ROW = re.compile(r"\|(?P<cells>.*)\|")
RULE = re.compile(r"[\s|:–—-]+")
RICH = re.compile(
    r"</?(?:p|div|span|br|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|blockquote|b|strong|i|em|u|a|img|svg|math|script|style"
    r"|iframe|object|embed|form|input|meta|link|base|video|audio|body|html|head)\b[^<>]*>",
    re.I,
)
STARTS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "br"}
HEADS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BOLD, ITALIC, SILENT = {"b", "strong"}, {"i", "em"}, {"script", "style"}


def paragraphs(text: str) -> tuple[Block, ...]:
    """What was typed, or the rich text of an older paper, with the number or the dash each paragraph begins with.

    No tag is passed on, so nothing in it can be run, fetched or styled: what is unknown is read as its words.
    """
    if is_rich(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return tuple(reader.found())
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in [*(" ".join(line.split()) for line in text.splitlines()), ""]:
        if found := ROW.fullmatch(line):
            if not RULE.fullmatch(line):
                rows.append(re.split(r"(?<!\\)\|", found["cells"]))
            continue
        if rows:
            blocks.append(_table([[tidy(runs_of(cell)) for cell in row] for row in rows]))
            rows = []
        if line:
            blocks.append(_typed_block(line))
    return tuple(blocks)


def is_rich(text: str) -> bool:
    """Whether a text begins with a tag, as papers from before do. Tags that somebody typed among words are words."""
    return bool(RICH.match(text.lstrip()))


def as_typed(text: str) -> str:
    """The same text as somebody would type it: what stands in the box where it is edited."""
    if not is_rich(text):
        return text
    lines: list[str] = []
    before = None
    for block in paragraphs(text):
        if before and not (before == block.kind == "li"):
            lines.append("")
        lines.append(_as_line(block))
        before = block.kind
    return "\n".join(lines)


def words_in(text: str) -> str:
    """A text without its marks and tags, for rules that read it."""
    return "\n".join(block.text for block in paragraphs(text))


def _as_line(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(f"| {' | '.join(typed(cell) for cell in row)} |" for row in block.rows)
    words = typed(block.runs or (Run(block.text),))
    if block.kind == "h":
        return f"## {words}"
    if block.kind == "li":
        return f"{'-' if block.number == '–' else block.number} {words}"
    if block.kind == "n":
        number = block.number if re.search(r"[.)]", block.number) else f"{block.number}."
        return f"{number} {words}"
    return f"\\{words}" if words[:1] in "#-*|" else words


def _typed_block(line: str) -> Block:
    if found := HEADING.fullmatch(line):
        return _block("h", runs_of(found["text"]))
    if found := COUNTED.fullmatch(line):
        return _block("li", runs_of(found["text"]), found["number"])
    return _numbered(line, "p") or _block("p", runs_of(line))


def _numbered(line: str, kind: str) -> Block | None:
    if kind == "p" and (found := NUMBERED.fullmatch(line)):
        return _block("n", runs_of(found["text"]), found["number"].rstrip("."))
    if found := LISTED.fullmatch(line):
        return _block("li", runs_of(found["text"]), found["number"] if found["number"][0] in "ivx" else "–")
    return None


def _block(kind: str, runs, number: str = "") -> Block:
    runs = tidy(runs)
    return Block(kind, words_of(runs), number, only_if_marked(runs))


def _table(rows: list[list[tuple[Run, ...]]]) -> Block:
    """Rows of one length, the first of them the head."""
    width = max(len(row) for row in rows)
    filled = tuple((*row, *[()] * (width - len(row))) for row in rows)
    words = " ".join(words_of(cell) for row in filled for cell in row if cell)
    return Block("table", words, rows=filled)


class _Reader(HTMLParser):
    """Collects the words between the tags that begin a block; scripts and styles have no words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._words: list[Run] = []
        self._kind = "p"
        self._lists: list[int | None] = []
        self._silent = self._bold = self._italic = self._tables = 0
        self._rows: list[list[tuple[Run, ...]]] = []

    def handle_starttag(self, tag, attrs):
        self._count(tag, 1)
        if tag == "table":
            if not self._tables:
                self._end()
            self._tables += 1
        elif self._tables:
            if tag == "tr" or (tag in ("td", "th") and not self._rows):
                self._end_cell()
                self._rows.append([])
            elif tag in STARTS or tag in ("td", "th"):
                self._words.append(Run(" "))
        elif tag in ("ul", "ol"):
            self._end()
            self._lists.append(0 if tag == "ol" else None)
        elif tag in STARTS:
            self._end()
            self._kind = "li" if tag == "li" else "h" if tag in HEADS else self._kind
        elif tag in ("td", "th"):
            self._words.append(Run(" "))

    def handle_endtag(self, tag):
        self._count(tag, -1)
        if self._tables:
            if tag in ("td", "th"):
                self._end_cell(even_if_empty=True)
            elif tag == "table":
                self._end_cell()
                self._tables -= 1
                self._end_table()
            return
        if tag in ("ul", "ol"):
            self._end()
            if self._lists:
                self._lists.pop()
        if tag in STARTS:
            self._end()
            self._kind = "p"

    def handle_data(self, data):
        if not self._silent:
            self._words.append(Run(data, self._bold > 0, self._italic > 0))

    def found(self) -> list[Block]:
        if self._tables:
            self._end_cell()
            self._tables = 0
            self._end_table()
        self._end()
        return self._blocks

    def _count(self, tag: str, step: int) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent + step)
        elif tag in BOLD:
            self._bold = max(0, self._bold + step)
        elif tag in ITALIC:
            self._italic = max(0, self._italic + step)

    def _take(self) -> tuple[Run, ...]:
        runs, self._words = tidy(self._words), []
        return runs

    def _end_cell(self, *, even_if_empty: bool = False) -> None:
        runs = self._take()
        if self._rows and (runs or even_if_empty):
            self._rows[-1].append(runs)

    def _end_table(self) -> None:
        rows = [row for row in self._rows if any(row)]
        if not self._tables and rows:
            self._blocks.append(_table(rows))
        if not self._tables:
            self._rows = []

    def _end(self) -> None:
        runs = self._take()
        if not runs:
            return
        block = _read_block(runs, self._kind)
        if self._kind == "li" and self._lists and self._lists[-1] is not None and block.number == "–":
            self._lists[-1] += 1
            block = Block("li", block.text, f"{self._lists[-1]}.", block.runs)
        self._blocks.append(block)


def _read_block(runs: tuple[Run, ...], kind: str) -> Block:
    """A paragraph of rich text: what it begins with is its number, whatever that looks like."""
    words = words_of(runs)
    found, as_kind = (NUMBERED.fullmatch(words) if kind == "p" else None), "n"
    if not found:
        found, as_kind = LISTED.fullmatch(words), "li"
    if not found:
        return Block(kind, words, "–" if kind == "li" else "", only_if_marked(runs))
    number = found["number"]
    shown = number.rstrip(".") if as_kind == "n" else number if number[0] in "ivx" else "–"
    return Block(as_kind, found["text"], shown, only_if_marked(tidy(without(runs, found.start("text")))))
