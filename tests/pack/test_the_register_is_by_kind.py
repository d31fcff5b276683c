"""Everything that changed, kind by kind: each kind has a heading with its number, also where it goes on in another piece."""

from dataclasses import replace

from meetings.pack import sections
from meetings.pack.contents import ChangeLine
from meetings.pack.sections.kinds import kinds_of

LINES = tuple(ChangeLine(kind, "The same words", "Said.") for kind in ("Slipped", "Slipped", "Slipped", "New"))


def told(piece):
    return [(kind.name, kind.count, kind.is_first, len(kind.lines)) for kind in kinds_of(piece, LINES)]


def test_each_kind_is_counted_over_the_whole_and_begins_once():
    assert told(LINES) == [("Slipped", 3, True, 3), ("New", 1, True, 1)]
    assert told(LINES[:1]) == [("Slipped", 3, True, 1)]
    assert told(LINES[1:]) == [("Slipped", 3, False, 2), ("New", 1, True, 1)]


def register_of(pack):
    return next(sections.sections_named(pack, "register")).html


def test_a_kind_has_a_heading_and_its_name_at_the_head_of_every_page(march, monkeypatch):
    monkeypatch.setattr(sections, "CHANGES", 2)
    html = register_of(replace(march.pack, changes=LINES))

    assert html.count(">Slipped: 3</h2>") == html.count(">New: 1</h2>") == html.count("</h2>") - 1 == 1
    assert html.count('<th scope="col">Slipped</th>') == html.count('<th scope="col">Slipped, continued</th>') == 1


def test_a_dash_in_place_of_a_page_is_explained_where_there_is_one(march):
    somewhere = tuple(replace(line, page="agenda") for line in LINES)

    assert "Where a dash stands" in register_of(replace(march.pack, changes=(*somewhere, LINES[0])))
    assert "Where a dash stands" not in register_of(replace(march.pack, changes=somewhere))
