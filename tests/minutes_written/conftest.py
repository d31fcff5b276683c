"""A board that met on Wednesday 18 November 2026, and an author who writes its minutes on the Monday after."""

from datetime import UTC, date, datetime

import pytest

from meetings.changes.entries import Clock, Written, write_entry
from meetings.changes.minutes import start_minutes
from tests.factories import (
    add,
    make_board,
    make_goal,
    make_meeting,
    make_objective,
    make_person,
    make_strategy,
    make_user,
)
from tests.pages.minuted import make_item

HELD, TODAY = date(2026, 11, 18), date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_that_monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def board(db):
    return make_board(quorum=2)


@pytest.fixture
def objective(board):
    return make_objective(goal=make_goal(strategy=make_strategy(board=board)))


@pytest.fixture
def meeting(board):
    return make_meeting(board=board, key="november", held_on=HELD)


@pytest.fixture
def item(meeting):
    return make_item(meeting, title="Centres", number="5.")


@pytest.fixture
def author(board):
    return make_user("author", person=make_person(name="Ann Author"))


@pytest.fixture
def chair(board):
    return make_user("chair", board=board, person=make_person(name="Cy Chair"))


@pytest.fixture
def clock(author):
    return Clock(author, TODAY, NOW)


@pytest.fixture
def minutes(meeting, item, author):
    return start_minutes(meeting, by=author, on=TODAY)


@pytest.fixture
def write(minutes, clock, item):
    """Writes an entry into the draft, as an author does: `write("Agreed", kind="decision")`."""

    def written(text="Said", *, under=item, **more):
        apart = {
            name: more.pop(name)
            for name in ("votes", "makes", "about", "closes", "unlinks", "refers_to")
            if name in more
        }
        fields = {"kind": "narrative", "text": text} | more
        return write_entry(minutes, under, Written(fields, **apart), clock=clock)

    return written


@pytest.fixture
def seated(board):
    """Gives people a seat on the board, since 2025."""
    from plans.models import Membership

    def seat(*names, **facts):
        people = [make_person(name=name) for name in names]
        for person in people:
            add(Membership, {"since": date(2025, 1, 1)} | facts, board=board, person=person)
        return people

    return seat


def at(name, meeting, *more):
    from django.urls import reverse

    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key, *more])
