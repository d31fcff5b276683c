"""The page of a pack on its way, in a browser: it looks again by itself, and every state of it can be read."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from meetings.enums import BuildState
from meetings.models import PackBuild
from meetings.pack import making
from tests.factories import make_board, make_meeting, make_user

ASKED = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def author(transactional_db):
    make_board(key="ambleside", name="Ambleside Board")
    return make_user("author")


def on_its_way(author, **facts):
    meeting = make_meeting(key="autumn", held_on=date(2026, 10, 7))
    defaults = {"work": "issue", "edition": "members", "as_at": date(2026, 9, 30), "asked_at": ASKED, "token": uuid4()}
    row = PackBuild.objects.create(meeting=meeting, asked_by=author, **defaults | facts)
    return row, f"/boards/ambleside/meetings/autumn/pack/builds/{row.token}/"


STATES = {
    "waiting with nobody there": {"state": "waiting"},
    "being made": {"state": "working", "telling": "Setting 7 of 21: Item 6", "done": 7, "total": 21},
    "not made": {"state": "refused", "refused_because": "“Item 7: Dementia” could not be set: it has no words."},
    "forgotten": {"state": "made", "work": "draft", "name": "draft-1"},
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_it_can_be_read(open_page, author, check_accessibility, state, width):
    _, address = on_its_way(author, **STATES[state])

    page = open_page(address, user=author, width=width)

    check_accessibility(page)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_it_looks_again_by_itself_and_shows_the_end(open_page, author):
    row, address = on_its_way(author)
    page = open_page(address, user=author)
    held = making.MAKING.claim(row.pk, at=timezone.now())
    held.tell(at=timezone.now(), telling="Setting 7 of 21: Item 6", done=7, total=21)
    page.get_by_text("Setting 7 of 21: Item 6.").wait_for()

    held.finish(state=BuildState.REFUSED, at=timezone.now(), refused_because="It has no words.")

    page.get_by_text("It has no words.").wait_for()
