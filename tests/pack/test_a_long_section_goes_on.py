"""A long section is set in pieces, and readers find one section: it is as in the same pack set as one document."""

from dataclasses import replace

import pytest
from django.conf import settings

from meetings.pack import sections
from meetings.pack.document import pieces_of, put_together, written
from meetings.pack.pieces import in_pieces
from meetings.pack.plain import one_document
from meetings.pack.plan_contents import PlanGroup
from meetings.pack.render import typeset
from tests.pack.reading import bookmarks_of, pages_of
from tests.pack.test_one_file_of_many_sections import links_of, structure_of


@pytest.mark.parametrize(
    ("weights", "pieces"),
    [
        ([], [[]]),
        ([4], [[4]]),
        ([10, 5], [[10], [5]]),
        ([10, 4], [[10, 4]]),
        ([9, 1, 10], [[9, 1], [10]]),
        ([9, 9, 5], [[9, 9], [5]]),
        ([30, 1, 1], [[30, 1, 1]]),
        ([3, 3, 3, 3, 3, 3], [[3, 3, 3, 3], [3, 3]]),
        ([10, 10, 10], [[10], [10], [10]]),
    ],
)
def test_a_piece_ends_when_it_is_long_enough_unless_little_is_left(weights, pieces):
    assert in_pieces(weights, 10, lambda weight: weight) == pieces


def test_what_is_added_at_the_end_moves_no_break_before_it():
    before = in_pieces(list(range(100)), 10)

    assert in_pieces([*range(100), 100], 10)[:9] == before[:9]


@pytest.fixture(scope="module")
def march(thurrock_packs):
    return thurrock_packs["march"].pack


@pytest.fixture(scope="module")
def short_pieces():
    """Pieces so short that a small pack has many."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ROWS_OF_A_PLAN", "LINES_OF_A_LEDGER", "LINES_OF_INDICATORS", "CHANGES"):
            patch.setattr(sections, name, 2)
        yield


@pytest.fixture(scope="module")
def apart(march, short_pieces, tmp_path_factory):
    """The pack in pieces, in a cache of its own: the code is the same as that of other packs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "PACK_CACHE", tmp_path_factory.mktemp("kept"))
        return put_together(march, tell=lambda line: None).pdf


@pytest.fixture(scope="module")
def plain(march, short_pieces):
    stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")
    return typeset(one_document(march, stylesheet), {})[0]


def test_the_pack_of_these_tests_goes_on_in_every_long_section(march, short_pieces):
    goes_on = {piece.key.partition("--")[0] for piece in pieces_of(written(march)) if piece.goes_on}

    assert goes_on == {"plan-D", "ledger-D", "indicators", "register"}


def test_its_words_links_and_bookmarks_are_those_of_the_plain_document(apart, plain):
    assert pages_of(apart) == pages_of(plain)
    assert links_of(apart) == links_of(plain)
    assert bookmarks_of(apart) == bookmarks_of(plain)


def test_every_table_of_the_html_is_one(march, apart, short_pieces):
    html = "".join(section.html for section in written(march))

    assert structure_of(apart)["/Table"] == html.count("<table")
    assert structure_of(apart)["/Figure"] == html.count("<svg")


def test_the_contents_give_it_one_line(march, short_pieces, apart):
    whole = written(march)
    contents = next(section.html for section in whole if section.key == "contents")

    assert contents.count('<td class="num">') == len(whole) - 2
    assert [title for level, title, _ in bookmarks_of(apart) if level == 0] == [
        title for level, title, _ in bookmarks_of(put_together(march, tell=lambda line: None).pdf) if level == 0
    ]


def test_a_table_that_goes_on_says_so(march, short_pieces):
    key = march.plans[0].key
    plan = next(section.html for section in written(march) if section.key == key)

    assert plan.count("<table>") > 1
    assert plan.count(", continued</caption>") == plan.count("<table>") - 1


def test_a_group_that_alone_is_too_long_is_cut_between_two_actions_and_keeps_its_heading(march, monkeypatch):
    monkeypatch.setattr(sections, "ROWS_OF_A_PLAN", 50)
    row = next(row for group in march.plans[0].groups for row in group.rows)
    action, step = replace(row, level=0), replace(row, level=1)
    group = PlanGroup("4A: Places", "Agreed in May.", (action, *[step] * 49, action, *[step] * 24))
    parts = sections._in_parts(group)

    assert [(part.heading, part.note, len(part.rows)) for part in parts] == [
        ("4A: Places", "Agreed in May.", 50),
        ("4A: Places, continued", "", 25),
    ]
    assert sections._in_parts(replace(group, rows=group.rows[:74])) == [replace(group, rows=group.rows[:74])]


def test_one_changed_row_changes_one_piece(march, short_pieces):
    plan = march.plans[0]
    last = plan.groups[-1]
    changed = replace(last, rows=(*last.rows[:-1], replace(last.rows[-1], who="Nobody at all")))  # as many words
    other = replace(march, plans=(replace(plan, groups=(*plan.groups[:-1], changed)), *march.plans[1:]))

    before = {piece.key: piece.html for piece in pieces_of(written(march))}
    after = {piece.key: piece.html for piece in pieces_of(written(other))}

    assert len([key for key in before if before[key] != after[key]]) == 1
