"""The sections of an issued pack are kept as they were written."""

import json

from meetings.pack.sections import Section
from meetings.pack.sections.stored import sections_as_json, sections_from_json

AGENDA = Section("agenda", "", "Agenda", "Friday 1 May", '<section id="agenda"><h1>Ageñda & “more”</h1></section>', "A")
ITEM = Section("item-2", "Item 2", "Winter", "To note", '<section id="item-2"></section>')


def test_sections_come_back_from_json_as_they_went_in():
    told = json.loads(json.dumps(sections_as_json([AGENDA, ITEM])))

    assert told[1] == {
        "key": "item-2",
        "part": "Item 2",
        "title": "Winter",
        "about": "To note",
        "html": '<section id="item-2"></section>',
        "what": "",
        "bound": "",
        "told": "",
    }
    assert sections_from_json(told) == (AGENDA, ITEM)


def test_a_pack_of_which_only_the_file_was_kept_has_no_sections():
    assert sections_from_json([]) == ()


def test_what_a_later_version_tells_beside_them_is_left_aside():
    told = [*sections_as_json([ITEM])]

    assert sections_from_json([told[0] | {"later": "x"}]) == (ITEM,)
