"""A board with a plan, that met in September and in October."""

from datetime import date

import pytest

from tests.factories import make_board, make_goal, make_meeting, make_objective, make_strategy, make_user
from tests.pages.ahead.logged import MINUTED


@pytest.fixture
def board(today):
    """With a plan of one objective, and meetings in September (it minuted) and October."""
    found = make_board(key="board-1")
    make_objective(goal=make_goal(strategy=make_strategy(board=found), code="A", title="Health"), code="A1")
    make_meeting(board=found, held_on=MINUTED, key="september")
    make_meeting(board=found, held_on=date(2026, 10, 7), key="october")
    return found


@pytest.fixture
def member(client, board):
    client.force_login(make_user("member", board=board))
    return client


@pytest.fixture
def author(client, board):
    client.force_login(make_user("author"))
    return client
