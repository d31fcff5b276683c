"""What holds for any pack: its words are whole, its links arrive, its summary is one sheet, its file says what it is."""

import io
import re

import pikepdf
import pytest

from meetings.pack.contents import ROMAN
from tests.pack.reading import bookmarks_of, pages_of, words_of_html

PACKS = ("january", "march", "march with later papers", "scrutiny")


@pytest.fixture(params=PACKS)
def pack(request, thurrock_packs):
    return thurrock_packs[request.param]


def test_every_word_on_paper_is_a_word_of_the_contents(pack):
    """A word cut at the edge of a narrow column would be two words that nobody wrote."""
    written = set(re.findall(r"\w+", words_of_html(pack.html)))
    printed = set(re.findall(r"\w+", " ".join(pages_of(pack.pdf))))
    numbers = {word for word in printed if word.isdecimal()} | {"Page", "of"}
    if 'class="roman"' in pack.html:
        numbers |= set(ROMAN)

    assert printed - written - numbers == set()


def test_the_contents_give_the_page_on_which_each_section_begins(pack):
    contents = pages_of(pack.pdf)[1]
    rows = re.findall(r"<tr><td>(.*?)</td><td><a href=.*?>(.*?)</a>(.*?)</td>", pack.html)
    named = [" ".join(words_of_html(" ".join(row)).split()) for row in rows]
    begins = [page for level, _, page in bookmarks_of(pack.pdf) if level == 0][2:]

    assert len(named) == len(begins)
    assert [
        f"{name} {page}" for name, page in zip(named, begins, strict=True) if f"{name} {page}" not in contents
    ] == []


def test_cover_contents_and_summary_take_four_sides_so_that_the_summary_is_one_sheet(pack):
    chapters = [(title, page) for level, title, page in bookmarks_of(pack.pdf) if level == 0]

    assert [page for _, page in chapters[:3]] == [1, 2, 3]
    assert chapters[3][0] == "Agenda"
    assert chapters[3][1] in (4, 5)


def test_a_board_without_a_strategy_gets_a_pack_without_a_plan_that_says_so(thurrock_packs):
    pdf = thurrock_packs["scrutiny"].pdf

    assert "has no strategy here, so this pack has no plan, indicators or log" in " ".join(pages_of(pdf))
    assert [title for level, title, _ in bookmarks_of(pdf) if level == 0][2:] == ["Summary for members", "Agenda"]


def test_the_file_names_its_title_and_language_and_is_tagged(pack):
    with pikepdf.open(io.BytesIO(pack.pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.MarkInfo.Marked
        assert "board pack" in str(document.docinfo.Title)
        assert "/StructTreeRoot" in document.Root
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})


def test_every_chart_has_a_title_for_those_who_do_not_see_it(pack):
    charts = re.findall(r"<svg\b.*?</svg>", pack.html, re.S)

    assert [chart[:200] for chart in charts if not re.search(r"<title[^>]*>[^<]+</title>", chart)] == []


def test_a_status_never_stands_without_its_letter_and_word(pack):
    cells = re.findall(r'<t[dh][^>]*class="s [^"]*"[^>]*>(.*?)</t[dh]>', pack.html, re.S)

    assert [cell for cell in cells if not re.match(r"<b>[^<]+</b> <b>[^<]+</b>", cell)] == []


def test_no_two_places_of_a_pack_have_one_name(pack):
    names = re.findall(r'\sid="([^"]+)"', pack.html)

    assert sorted({name for name in names if names.count(name) > 1}) == []
