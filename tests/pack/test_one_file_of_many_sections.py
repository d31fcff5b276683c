"""A pack is put together from sections that were set apart: nothing may tell it from the same pack set as one document."""

import io
import os
from collections import Counter
from html import escape

import pikepdf
import pytest
from django.conf import settings

from meetings.pack import kept
from meetings.pack.assemble import About, Typeset, assemble
from meetings.pack.document import numbered, put_together
from meetings.pack.failing import Broken
from meetings.pack.margins import Margins
from meetings.pack.plain import one_document
from meetings.pack.render import Typesetter, typeset
from tests.pack.reading import bookmarks_of, inflated, pages_of, text_of, watermarks_of

SILENT = {"tell": lambda line: None}
ABOUT = About("A pack", "A board")
LETTERS = "".join(map(chr, range(33, 127))) + "·—’"


@pytest.fixture(scope="module")
def march(thurrock_packs):
    return thurrock_packs["march"]


@pytest.fixture(scope="module")
def plain(march):
    stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")
    return typeset(one_document(march.pack, stylesheet), {})[0]


@pytest.fixture(scope="module")
def typesetter():
    return Typesetter("body { font-family: 'Liberation Sans' }")


@pytest.fixture
def make(typesetter):
    """A section of some HTML, as its file."""

    def typeset_section(key, html, what=""):
        pdf, pages, _ = typesetter.set(key, f'<section id="{key}">{html}</section>')
        return Typeset(key, key.title(), (what,), pdf, pages)

    return typeset_section


@pytest.fixture
def put(make):
    """Sections put together, with margins."""
    shown = escape(" ".join(LETTERS))
    letters = make("letters", f"<p>{shown} <b>{shown}</b></p>")

    def put_sections(*sections, who="A fictional board", foot="Pack 1", draft=""):
        return assemble(sections, letters=letters, margins=Margins(who, foot, draft=draft), about=ABOUT)

    return put_sections


def structure_of(pdf):
    """How many structure elements of each kind there are, and how many cells of tables name their heads."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = Counter()
        stack = [document.Root.StructTreeRoot.K[0]]
        while stack:
            element = stack.pop()
            found[str(element.S)] += 1
            stack += [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return found


def links_of(pdf):
    """From which page a link leads to which, each once: the typesetter makes two links of one with a number after it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        number = {page.objgen: place for place, page in enumerate(document.pages)}
        named = document.Root.Names.Dests.Names
        places = {str(named[at]): number[named[at + 1][0].objgen] for at in range(0, len(named), 2)}
        found = [
            (place, places[str(link.Dest)])
            for place, page in enumerate(document.pages)
            for link in page.get("/Annots", ())
            if "/Dest" in link
        ]
    return sorted(set(found))


def test_its_words_stand_on_the_same_pages_in_the_same_order(march, plain):
    assert pages_of(march.pdf) == pages_of(plain)


def test_its_links_lead_to_the_same_pages(march, plain):
    assert links_of(march.pdf) == links_of(plain)


def test_its_bookmarks_are_the_same(march, plain):
    assert bookmarks_of(march.pdf) == bookmarks_of(plain)


def test_every_table_and_every_figure_of_the_html_is_one(march):
    found = structure_of(march.pdf)

    assert found["/Table"] == march.html.count("<table")
    assert found["/Figure"] == march.html.count("<svg")
    assert found["/TR"] == march.html.count("<tr")
    assert found["/THead"] == march.html.count("<thead")


def test_it_is_smaller_than_the_plain_document(march, plain):
    assert len(march.pdf) < len(plain)


def test_all_that_is_drawn_is_known_to_the_tag_tree_or_is_an_artifact(march):
    with pikepdf.open(io.BytesIO(march.pdf)) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        marked, known = [], []
        for place, page in enumerate(document.pages):
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    marked.append((place, int(operands[1].MCID)))
            known += [(place, mcid) for mcid, owner in enumerate(owners[int(page.StructParents)]) if owner is not None]
            for link in page.get("/Annots", ()):
                assert str(owners[int(link.StructParent)].S) == "/Link"

    assert sorted(marked) == sorted(known)


def test_the_same_contents_make_the_same_bytes_and_clear_away_what_nobody_wanted(march, settings, tmp_path):
    settings.PACK_CACHE = tmp_path
    kept.keep("old", b"1")
    os.utime(tmp_path / "old", (0, 0))

    assert put_together(march.pack, **SILENT).pdf == march.pdf
    assert kept.find("old") is None


def test_each_face_is_embedded_once(march):
    assert inflated(march.pdf).count(b"/FontFile2") == 2


def test_the_margins_say_who_what_which_pack_and_which_page(put, make):
    pdf = put(make("one", "<p>Words</p>", "Item 1"), make("two", "<p>More</p>", "Item 2"))

    assert pages_of(pdf) == (
        "Words A fictional board Item 1 Pack 1 Page 1 of 2",
        "More A fictional board Item 2 Page 2 of 2 Pack 1",
    )


def test_a_draft_says_so_across_every_page(put, make):
    pdf = put(make("one", "<p>Words</p>"), make("two", "<p>More</p>"), draft="DRAFT")

    assert watermarks_of(pdf) == [1, 1]
    assert watermarks_of(put(make("one", "<p>Words</p>"))) == [0]


def test_a_watermark_is_no_text_that_somebody_copies_or_has_read_aloud(put, make):
    pdf = put(make("one", "<p>Words</p>"), draft="DRAFT")

    assert pages_of(pdf) == ("Words A fictional board Pack 1 Page 1 of 1",)


def test_a_link_from_one_section_leads_to_a_place_in_another(put, make):
    pdf = put(make("one", '<p><a href="pack:detail">Read on</a></p>'), make("two", '<p>A</p><p id="detail">B</p>'))

    assert links_of(pdf) == [(0, 1)]


def test_a_link_that_leads_nowhere_fails_the_whole(put, make):
    with pytest.raises(Broken, match="Nothing in this pack is called gone, to which a link on page 1 leads"):
        put(make("one", '<p><a href="pack:gone">Read on</a></p>'))


def test_two_places_of_one_name_fail_the_whole(put, make):
    with pytest.raises(Broken, match="Two places in this pack are called detail"):
        put(make("one", '<p id="detail">A</p>'), make("two", '<p id="detail">B</p>'))


def test_a_letter_that_has_no_shape_in_the_margin_fails_the_whole(put, make):
    with pytest.raises(Broken, match="The typeface of the margins has no ł, needed for “Małopolska”"):
        put(make("one", "<p>Words</p>"), who="Małopolska")


def test_the_number_of_a_page_is_put_beside_its_link():
    html = '<a class="to" href="pack:item-6"></a> and <a href="pack:item-6">Item 6</a>'

    assert numbered(html, {"item-6": 37}.get) == (
        '<a class="to" href="pack:item-6">37</a> and <a href="pack:item-6">Item 6</a>'
    )


def test_words_with_accents_are_found_in_the_file(put, make):
    assert "Inês Carvalho" in text_of(put(make("one", "<p>Inês Carvalho</p>")))
