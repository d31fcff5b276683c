"""Short sections that belong together share pages; each keeps its line in the contents, its bookmark and its margin."""

import re
from dataclasses import replace

import pytest

from meetings.pack import sharing
from meetings.pack.document import pieces_of, put_together, written
from meetings.pack.pieces import GOES_ON
from meetings.pack.plain import one_document
from meetings.pack.render import typeset
from meetings.pack.sections import Section
from tests.pack.reading import bookmarks_of, page_of, pages_of
from tests.pack.test_one_file_of_many_sections import links_of


def a_section(key, *, words="Words", **facts):
    html = f'<section id="{key}" data-what="{key.title()}"><h1>{key.title()}</h1><p>{words}</p></section>'
    return Section(key, "", key.title(), "", html, key.title(), **facts)


def shared(*sections):
    """The keys of the pieces that these sections are set in, those that share joined."""
    found: list[list[str]] = []
    for section in sharing.with_shared_pages(sections):
        if sharing.follows(section.html):
            found[-1].append(section.key)
        else:
            found.append([section.key])
    return found


@pytest.mark.parametrize(
    ("keys", "pieces"),
    [
        (["risks"], [["risks"]]),
        (["risks", "feedback"], [["risks", "feedback"]]),
        (["forward", "evidence"], [["forward", "evidence"]]),
        (["minutes", "matters", "risks"], [["minutes", "matters"], ["risks"]]),
        (["risks", "item-6", "feedback"], [["risks"], ["item-6"], ["feedback"]]),
        (["item-6", "item-7"], [["item-6"], ["item-7"]]),
        (["agenda", "minutes"], [["agenda"], ["minutes"]]),
    ],
)
def test_only_neighbours_that_belong_together_share(keys, pieces):
    assert shared(*map(a_section, keys)) == pieces


def test_what_goes_on_in_pieces_or_has_a_file_behind_it_is_set_alone():
    long = replace(a_section("actions"), html=f'<section id="actions"></section>{GOES_ON}<section id="more"></section>')

    assert shared(a_section("evidence"), long, a_section("risks")) == [["evidence"], ["actions"], ["risks"]]
    assert shared(a_section("risks", bound="0"), a_section("feedback")) == [["risks"], ["feedback"]]


def test_a_long_one_is_set_apart_so_that_one_change_does_not_set_all_again(monkeypatch):
    two = [a_section("risks"), a_section("feedback")]
    letters = sum(len(section.html) for section in two)

    monkeypatch.setattr(sharing, "LONGEST", letters)
    assert shared(*two) == [["risks", "feedback"]]
    monkeypatch.setattr(sharing, "LONGEST", letters - 1)
    assert shared(*two) == [["risks"], ["feedback"]]


def test_in_the_pack_of_march_what_residents_said_stands_under_the_risks(march):
    page = page_of(march.pdf, "Risks")

    assert page_of(march.pdf, "You said, we did") == page
    contents = pages_of(march.pdf)[1]
    assert f"Risks {page} You said, we did {page}" in contents
    pieces = {piece.key: piece for piece in pieces_of(written(march.pack))}
    assert [key for key, _ in pieces["evidence"].begin] == ["actions", "risks", "feedback"]
    assert pieces["evidence"].title == "Disputed evidence; Actions and decisions; Risks; You said, we did"


def test_the_margin_names_the_last_section_that_has_begun(march):
    page = page_of(march.pdf, "Risks")
    beside = re.compile(r"(\w+) (?:Page \d+ of \d+ )?Pack THURROCK")
    whats = [beside.search(pages_of(march.pdf)[number - 1])[1] for number in (page - 1, page)]

    assert whats == ["Actions", "Feedback"]


@pytest.fixture(scope="module")
def chained(thurrock_packs):
    """Little evidence, and then the actions, which are longer than what is left of its page."""
    pack = thurrock_packs["march"].pack
    order = tuple(name for name in pack.order if name in ("minutes", "evidence", "actions", "risks"))
    return replace(pack, unclear=(), disputes=(replace(pack.disputes[0], detail="", facts=()),), order=order)


def test_a_section_that_begins_low_on_a_page_is_as_in_the_plain_document(chained, settings, tmp_path):
    stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")
    settings.PACK_CACHE = tmp_path

    ours = put_together(chained, tell=lambda line: None).pdf
    plain = typeset(one_document(chained, stylesheet), {})[0]

    assert pages_of(ours) == pages_of(plain)
    assert links_of(ours) == links_of(plain)
    assert bookmarks_of(ours) == bookmarks_of(plain)
    assert page_of(ours, "Actions and decisions") == page_of(ours, "Disputed evidence")
