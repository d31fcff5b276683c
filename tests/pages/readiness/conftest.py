"""It is Wednesday 11 November 2026. A board met on 7 October and meets again on 9 December; its author is signed in."""

from datetime import date

import pytest

from tests.agendas.making import make_item, make_planned
from tests.factories import make_board, make_meeting, make_person, make_strategy, make_user

LAST = date(2026, 10, 7)


@pytest.fixture
def board():
    board = make_strategy(board=make_board(key="hwb", name="Exampleshire Board", short="HWB")).board
    make_meeting(board=board, held_on=LAST)
    return board


@pytest.fixture
def coming(board):
    meeting = make_planned(board=board, key="coming", state="published", published_on=date(2026, 11, 10))
    make_item(meeting, title="Winter plan", asked="agree")
    return meeting


@pytest.fixture
def author(client, board):
    """The client, signed in as an author."""
    client.force_login(make_user("author", person=make_person(name="Report Author")))
    return client
