"""The fictional board is full: five goals, hundreds of milestones, long names. Its packs hold what a small one holds."""

import re
from datetime import date

import pytest

from meetings.models import Meeting
from tests.loaded import load
from tests.pack.conftest import make_pack, rows_for_now
from tests.pack.reading import bookmarks_of, pages_of, words_of_html

pytestmark = pytest.mark.long

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def packs(django_db_setup, django_db_blocker):
    with rows_for_now(django_db_blocker):
        load("exampleshire", on=TODAY)
        meetings = Meeting.objects.filter(board__key="exampleshire-hwb", held_on__gt=TODAY)
        coming = meetings.select_related("board", "goal_in_focus__strategy").order_by("held_on").first()
        return [make_pack(coming, edition=edition, as_at=TODAY) for edition in ("public", "members")]


def test_every_word_on_paper_is_a_word_of_the_contents(packs):
    for pack in packs:
        written = set(re.findall(r"\w+", words_of_html(pack.html)))
        printed = {word for word in re.findall(r"\w+", " ".join(pages_of(pack.pdf))) if not word.isdecimal()}

        assert printed - written - {"Page", "of"} == set()


def test_the_summary_is_one_sheet_on_pages_three_and_four(packs):
    for pack in packs:
        chapters = [page for level, _, page in bookmarks_of(pack.pdf) if level == 0]

        assert chapters[:4] == [1, 2, 3, 5]


def test_every_page_says_that_it_is_fictional(packs):
    for pack in packs:
        assert [page for page in pages_of(pack.pdf) if "fictional" not in page] == []


def test_a_pack_of_a_busy_board_stays_under_a_hundred_pages(packs):
    assert [pack.pages for pack in packs if pack.pages > 100] == []
