"""The HTML of a section for a browser: the markup that is printed, with addresses for pages, and tables that fit a phone.

Its words are those of the section, but that a page number becomes a link in words. Nothing here knows of addresses.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from meetings.pack.pieces import GOES_ON
from meetings.pack.sections import Section

MOST_COLUMNS = 6  # of a table that becomes cards on a phone; a wider one is a run of figures, and is moved sideways
DEEPEST = 6

BREAK = re.compile(rf"</section>\s*{re.escape(GOES_ON)}\s*<section[^>]*>")
TO_PAGE = r'<a class="to" href="pack:(?P<key>[^"]+)">[^<]*</a>'
IN_A_SENTENCE = re.compile(r"(?P<words>[^<>(),.;“”]+)(?P<after>”?), (?:on )?page " + TO_PAGE)
IN_A_CELL = re.compile(r'<td class="num">(?P<before>[^<]*)' + TO_PAGE + "</td>")
ALONE = re.compile(TO_PAGE)
NAMED = re.compile(r'<a href="pack:(?P<key>[^"]+)">(?P<words>.*?)</a>', re.S)
PAGE_HEAD = re.compile(r'<th scope="col"(?: class="[^"]*")?>Page</th>')
PAGE_OF_CONTENTS = re.compile(r'<td class="num">(?:(?!</td>).)*</td>(?=</tr>)')
HEADING = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])(?=[\s>])")
SECTION = re.compile(r'<section id="(?P<id>[^"]+)"(?: class="(?P<css>[^"]*)")?')
PLACE = re.compile(r'\sid="([^"]+)"')
TABLE = re.compile(r"<table(?P<about>[^>]*)>(?P<inner>.*?)</table>", re.S)
FIGURE = re.compile(
    r"<figure>(?P<caption><figcaption>(?P<words>.*?)</figcaption>)\s*(?P<svg><svg.*?</svg>)\s*</figure>", re.S
)
ROW = re.compile(r"<tr(?P<about>[^>]*)>(?P<cells>.*?)</tr>", re.S)
CELL = re.compile(r"<(?P<tag>t[hd])(?P<about>[^>]*)>(?P<words>.*?)</(?P=tag)>", re.S)
SPAN = re.compile(r'colspan="(\d+)"')
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Spot:
    """Where a link of the pack leads in a browser, and what that place is called."""

    url: str
    words: str


Where = Callable[[str], Spot | None]
"""The spot of a place by its name in the pack ("item-11", "plan.4A-1"); None where it leads nowhere here."""


def places_of(sections: Iterable[Section]) -> dict[str, Section]:
    """Every place that a link of the pack can lead to, with the section it is in."""
    return {place: section for section in sections for place in [section.key, *PLACE.findall(section.html)]}


def short_name(section: Section) -> str:
    """ "Item 11", "Goal 4: the plan": what the margin calls it."""
    return section.what or section.part or section.title


def on_screen(section: Section, where: Where, *, deeper: int = 0) -> str:
    """The section as a page shows it; `deeper` puts its headings so many levels further down."""
    html = BREAK.sub("", section.html)  # pieces are for paper alone
    if section.key == "contents":
        html = PAGE_OF_CONTENTS.sub("", PAGE_HEAD.sub("", html))
    html = IN_A_SENTENCE.sub(lambda m: _in_words(m, where), html)
    html = IN_A_CELL.sub(lambda m: f"<td>{_named(m['key'], where)}</td>", html)
    html = ALONE.sub(lambda m: _named(m["key"], where), html)
    html = NAMED.sub(lambda m: _link(where(m["key"]), m["words"]), html)
    html = PAGE_HEAD.sub('<th scope="col">Where</th>', html)
    html = HEADING.sub(lambda m: f"<{m['end']}h{min(int(m['level']) + deeper, DEEPEST)}", html)
    html = SECTION.sub(lambda m: f'<section id="{m["id"]}" class="{_classes("pack-section", m["css"])}"', html)
    html = TABLE.sub(_table, html)
    html = FIGURE.sub(_figure, html)
    if section.bound:
        html = html.replace(
            "</section>", '<p class="wide note">The document itself is in the PDF of this pack.</p>\n</section>'
        )
    return html


def _link(spot: Spot | None, words: str) -> str:
    return f'<a class="govuk-link" href="{escape(spot.url)}">{words}</a>' if spot else words


def _named(key: str, where: Where) -> str:
    spot = where(key)
    return _link(spot, escape(spot.words)) if spot else "–"


def _in_words(found: re.Match[str], where: Where) -> str:
    """ "(item 4, page 12)" becomes "(item 4)", and the words are the link."""
    words = found["words"]
    space = words[: len(words) - len(words.lstrip())]
    return f"{space}{_link(where(found['key']), words.strip())}{found['after']}"


def _classes(*names: str | None) -> str:
    return " ".join(name for name in names if name)


# --- Tables -------------------------------------------------------------------------------------------------------------


def _table(found: re.Match[str]) -> str:
    """As cards on a phone, each cell with its heading; a wide run of figures in a box of its own that moves sideways.

    Cards are no table to the browser's layout, so the roles are said: a screen reader still reads rows and columns.
    """
    inner = found["inner"]
    head, body = _split(inner)
    heads = [_plain(cell["words"]) for cell in CELL.finditer(head)]
    if len(heads) > MOST_COLUMNS:
        about = f'class="pack-wide" role="group" tabindex="0" aria-label="{escape(_called(inner, heads))}"'
        return f"<div {about}>{found[0]}</div>"
    css = re.search(r'class="([^"]*)"', found["about"])
    rows = ROW.sub(lambda row: _row(row, heads), body)
    head = ROW.sub(lambda row: f'<tr role="row"{row["about"]}>{CELL.sub(_head_cell, row["cells"])}</tr>', head)
    whole = re.sub(r"<(thead|tbody)>", r'<\1 role="rowgroup">', head + rows)
    return f'<table role="table" class="{_classes("pack-cards", css and css[1])}">{whole}</table>'


def _split(inner: str) -> tuple[str, str]:
    """What stands up to the end of the head, and the rows after it."""
    head, end, body = inner.partition("</thead>")
    return (head + end, body) if end else ("", inner)


def _head_cell(cell: re.Match[str]) -> str:
    return f'<th role="columnheader"{cell["about"]}>{cell["words"]}</th>'


def _row(row: re.Match[str], heads: list[str]) -> str:
    return f'<tr role="row"{row["about"]}>{"".join(_cells(row["cells"], heads))}</tr>'


def _cells(cells: str, heads: list[str]) -> Iterator[str]:
    column = 0
    for cell in CELL.finditer(cells):
        about, words = cell["about"], cell["words"]
        span = int(found[1]) if (found := SPAN.search(about)) else 1
        role = "rowheader" if cell["tag"] == "th" else "cell"
        label = heads[column] if cell["tag"] == "td" and span == 1 and column < len(heads) else ""
        said = f' data-label="{escape(label)}"' if label else ""
        yield f'<{cell["tag"]} role="{role}"{about}{said}>{words}</{cell["tag"]}>'
        column += span


def _called(inner: str, heads: list[str]) -> str:
    caption = re.search(r"<caption>(.*?)</caption>", inner, re.S)
    return _plain(caption[1]) if caption else f"Table: {', '.join(heads[:3])} and so on"


def _plain(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def _figure(found: re.Match[str]) -> str:
    """A chart keeps a size at which its words can be read; on a phone it moves sideways in a box of its own."""
    label = escape(f"Chart: {_plain(found['words'])}")
    box = f'<div class="pack-wide pack-chart" role="group" tabindex="0" aria-label="{label}">{found["svg"]}</div>'
    return f"<figure>{found['caption']}{box}</figure>"
