"""A board with a plan of three actions, and its report author, signed in."""

import pytest

from tests.factories import make_action, make_board, make_milestone, make_person, make_strategy, make_user
from tests.pages.bulk.several import DUE


@pytest.fixture
def board():
    return make_strategy(board=make_board()).board


@pytest.fixture
def author(client, board):
    user = make_user("author", person=make_person(name="Report Author"))
    client.force_login(user)
    return user


@pytest.fixture
def plan(board):
    """Three actions led by Ana, each with a milestone that is due in January."""
    ana = make_person(name="Ana")
    milestones = [make_milestone(action=make_action(lead=ana), due=DUE) for _ in range(3)]
    return [milestone.action for milestone in milestones]
