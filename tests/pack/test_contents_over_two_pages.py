"""However long the list of parts, the summary after it begins on a right-hand page: the contents take an odd number of pages."""

from dataclasses import replace

import pytest
from django.conf import settings

from meetings.pack.render import Typesetter
from meetings.pack.sections import Section, contents_section
from meetings.pack.sections.room import SIDE, Setting, setting_of

TITLE = "Better Care Fund: half-year return"
LONG = "What the joint commissioning group of both hospitals proposes to do about winter beds, and when it would begin"


@pytest.fixture(scope="module")
def typesetter():
    return Typesetter((settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8"))


def a_list_of(titles):
    return [Section(f"item-{n}", f"Item {n}", title, "To agree", "") for n, title in enumerate(titles, 1)]


@pytest.mark.parametrize("title", [TITLE, LONG], ids=["short", "long"])
@pytest.mark.parametrize("count", [1, 7, 10, 11, 14, 16, 17, 20, 21, 26, 30, 37, 45, 58, 80])
def test_contents_of_any_length_take_an_odd_number_of_pages(typesetter, thurrock_packs, count, title):
    pack = thurrock_packs["march"].pack
    html = contents_section(pack, a_list_of([title] * count)).html.replace("</a></td></tr>", "100</a></td></tr>")

    assert typesetter.set("contents", html)[1] % 2 == 1


def test_a_correction_leaves_room_for_what_it_corrects(typesetter, thurrock_packs):
    pack = thurrock_packs["march"].pack
    front = replace(pack.front, replaces="BOARD-2017-03-15-P1, issued on 8 March 2017", because="A wrong figure. " * 5)

    for count in (8, 9, 13, 14, 17, 18, 30):
        html = contents_section(replace(pack, front=front), a_list_of([TITLE] * count)).html
        assert typesetter.set("contents", html)[1] % 2 == 1, count


@pytest.mark.parametrize(
    ("count", "setting"),
    [
        (10, Setting(with_about=True)),
        (11, Setting()),
        (16, Setting()),
        (17, Setting(is_small=True)),
        (20, Setting(is_small=True)),
        (21, Setting(with_about=True, key_apart=True)),
        (36, Setting(with_about=True, key_apart=True)),
        (37, Setting(key_apart=True)),
    ],
)
def test_what_each_part_is_for_is_said_where_there_is_room(count, setting):
    assert setting_of([TITLE] * count) == setting
    assert SIDE == 703  # of A4; the numbers above follow from it
