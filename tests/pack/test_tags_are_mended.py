"""What goes on over a page is one thing to a screen reader: the tags of a paged section are those of the HTML."""

import io

import pikepdf
import pytest

from meetings.pack.render import Typesetter
from meetings.pack.repair import NoAlternative

SMALL = "@page { size: 300pt 200pt; margin: 20pt } body { font: 12pt/15pt 'Liberation Sans'; margin: 0 }"
TALL = SMALL.replace("300pt 200pt", "300pt 9000pt")
SQUARE = '<svg width="20" height="20" xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
WORDS = "Some words that go on for a line or two and then end."


def tree_of(pdf):
    """Kind, words and inner elements of every structure element, in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        words = {}
        for page in document.pages:
            letters = _letters(page)
            for mcid, text in _marked(page, letters):
                words[page.objgen, mcid] = text
        return _told(document.Root.StructTreeRoot.K[0], words, None)


def _letters(page):
    """Which letter each glyph of the page's fonts stands for."""
    found = {}
    for name, font in page.Resources.Font.items():
        table = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2].decode()
        pairs = [line.strip("<>").split("> <") for line in table.splitlines() if line.startswith("<")]
        found[name] = {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
    return found


def _marked(page, letters):
    font, mcid, text = None, None, ""
    for operands, operator in pikepdf.parse_content_stream(page):
        kind = str(operator)
        if kind == "Tf":
            font = str(operands[0])
        elif kind in ("BDC", "BMC"):
            mcid = int(operands[1].MCID) if kind == "BDC" and "/MCID" in operands[1] else None
            text = ""
        elif kind == "EMC" and mcid is not None:
            yield mcid, text
            mcid = None
        elif kind in ("Tj", "TJ") and mcid is not None:
            for piece in operands[0] if kind == "TJ" else operands:
                if isinstance(piece, pikepdf.String):
                    shapes = bytes(piece)
                    text += "".join(
                        letters[font].get(int.from_bytes(shapes[at : at + 2], "big"), "")
                        for at in range(0, len(shapes), 2)
                    )


def _told(element, words, page):
    page = element.get("/Pg", page)
    inside, said = [], ""
    for kid in element.K:
        if isinstance(kid, int):
            said += words[page.objgen, kid]
        elif "/MCID" in kid:
            said += words[kid.Pg.objgen, int(kid.MCID)]
        elif "/S" in kid:
            inside.append(_told(kid, words, page))
    return str(element.S)[1:], "".join(said.split()), tuple(inside)


def both(html):
    """The section on small pages, and on one page so tall that nothing breaks."""
    small, pages, _ = Typesetter(SMALL).set("item", f"<section>{html}</section>")
    tall, one, _ = Typesetter(TALL).set("item", f"<section>{html}</section>")
    assert (pages > 1, one) == (True, 1)
    return tree_of(small), tree_of(tall)


TABLE = (
    "<table><caption>A table</caption><thead><tr><th scope='col'>Name</th><th scope='col'>Words</th></tr></thead><tbody>"
    + "".join(f"<tr><th scope='row'>Row {number}</th><td>{WORDS}</td></tr>" for number in range(25))
    + "</tbody></table>"
)
NESTED = "<ul>" + "".join(f"<li>{WORDS}<ul><li>{WORDS}</li><li>{WORDS}</li></ul></li>" for _ in range(6)) + "</ul>"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<p>{WORDS * 30}</p>", id="a paragraph"),
        pytest.param(TABLE, id="a table with a head"),
        pytest.param(
            "<table><tbody><tr><td>" + f"<p>{WORDS}</p>" * 20 + "</td><td>Short</td></tr></tbody></table>", id="a row"
        ),
        pytest.param("<ol>" + f"<li>{WORDS}</li>" * 25 + "</ol>", id="a list"),
        pytest.param(NESTED, id="lists within a list"),
        pytest.param(f'<p>{WORDS * 10}<a href="https://example.org/">{WORDS * 12}</a></p>', id="a link"),
    ],
)
def test_what_goes_on_over_pages_reads_as_on_one_tall_page(html):
    small, tall = both(html)

    assert small == tall


def test_a_head_that_is_printed_again_is_read_once():
    pdf, pages, _ = Typesetter(SMALL).set("item", f"<section>{TABLE}</section>")
    tree = repr(tree_of(pdf))

    assert pages > 3
    assert (tree.count("'Name'"), tree.count("'Words'"), tree.count("'THead'")) == (1, 1, 1)


def test_a_cell_names_its_heads_wherever_it_stands():
    pdf, _, _ = Typesetter(SMALL).set("item", f"<section>{TABLE}</section>")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = document.Root.StructTreeRoot.IDTree.Names
        known = {bytes(names[at]) for at in range(0, len(names), 2)}
        heads = []
        stack = [document.Root.StructTreeRoot.K[0]]
        while stack:
            element = stack.pop()
            stack += [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            if str(element.S) == "/TD":
                heads.append([bytes(name) for name in element.A.Headers])

    assert len(heads) == 25
    assert {len(one) for one in heads} == {2}
    assert {name for one in heads for name in one} <= known
    assert all(name.startswith(b"item.") for name in known)


def test_a_link_says_where_it_leads():
    html = '<p><a href="https://example.org/">The report</a> <a href="pack:item-6">37</a></p>'
    pdf, _, _ = Typesetter("").set("item", html)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [str(link.Contents) for link in document.pages[0].Annots] == ["The report", "page 37"]


def test_a_figure_without_alternative_text_is_refused_with_its_page():
    with pytest.raises(NoAlternative, match="A figure on page 2 of “item” has no alternative text"):
        Typesetter(SMALL).set("item", f'<p>{WORDS}</p><div style="break-before: page">{SQUARE}</div>')


def test_a_figure_with_a_title_is_tagged_with_it():
    drawing = f"{SQUARE.partition('>')[0]}><title>A square</title><rect width='9' height='9'/></svg>"
    pdf, _, _ = Typesetter(SMALL).set("item", f"<p>{WORDS}</p>{drawing}")

    assert "Figure" in repr(tree_of(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["A square"]
