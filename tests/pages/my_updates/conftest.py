"""An officer of a board that is about to meet."""

from datetime import date

import pytest

from tests.factories import make_action, make_board, make_meeting, make_milestone, make_person, make_user


@pytest.fixture
def board():
    """It met on 9 September, and meets again on 25 November: papers are published on the 17th."""
    board = make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")
    make_meeting(board=board, held_on=date(2026, 9, 10))
    make_meeting(board=board, held_on=date(2026, 11, 25), state="planned")
    return board


@pytest.fixture
def officer(board):
    return make_user("officer", person=make_person(name="Priya Nair"))


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def later(page, officer, clock):
    """It is another day, on which the officer has signed in again."""

    def is_now(day):
        clock(day)
        page.force_login(officer)

    return is_now


@pytest.fixture
def action(officer):
    return make_action(lead=officer.person)


@pytest.fixture
def milestone(action):
    return make_milestone(action=action, title="Lease signed", due=date(2026, 11, 30))
