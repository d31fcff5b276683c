"""A board with a plan, a text of minutes written for these tests, and what it becomes once it is sent in."""

from datetime import UTC, date, datetime

import pytest

from meetings import changes
from meetings.minutes_reader import read_minutes
from plans.models import Alias
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_meeting,
    make_objective,
    make_organisation,
    make_person,
    make_strategy,
    make_user,
)

HELD = date(2026, 9, 9)
TODAY = date(2026, 11, 11)
NOW = datetime(2026, 11, 11, 10, 0, tzinfo=UTC)

MINUTES = """Marlshire Health and Wellbeing Board

Minutes of the meeting held on 9 September 2026 at 2.00 pm

Present: Councillor Asha Rao (Chair), Dr Ben Lowe, Wilf Hart

Apologies: Priya Nair

1. Welcome and apologies

The Chair welcomed everybody.

2. Objective 1A: warm homes

Dr Ben Lowe presented the report on cold homes.

The board heard that grants had been slow to come.

Councillor Rao asked how many homes had been reached. Dr Lowe replied that 40 had been.

ACTION: Marlshire Council to bring a list of cold homes to the board by 30 November 2026.

It was agreed that the fire service should be asked to share its visits.

RESOLVED: That the report be noted.

3. Date of next meeting

The next meeting is on 25 November 2026.
"""


@pytest.fixture
def board(db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    board = make_board(key="marlshire-hwb", name="Marlshire Health and Wellbeing Board", short="Marlshire")
    make_objective(goal=make_goal(strategy=make_strategy(board=board), code="1"), code="1A", title="Warm homes")
    make_meeting(board=board, held_on=date(2026, 11, 25), state="planned", key="next-meeting")
    council = make_organisation(key="council", name="Marlshire County Council")
    add(Alias, {"written": "Marlshire Council"}, organisation=council)
    make_person(key="asha-rao", name="Asha Rao")
    return board


@pytest.fixture
def author(board):
    return make_user("author", person=make_person(key="sam", name="Sam Okafor"))


@pytest.fixture
def likeness(board):
    """An action that is already in the plan, and sounds like one that was minuted."""
    return make_action(title="Ask the fire service to share its home visits", reference="1A-07")


@pytest.fixture
def read():
    """What the reader makes of a text."""

    def read_text(text=MINUTES, *, given=HELD):
        return read_minutes(text.encode(), board="marlshire-hwb", given=given)

    return read_text


@pytest.fixture
def sent(board, author, read):
    """Keeps a text as if an author had sent it in; the proposal is handed back."""

    def send(text=MINUTES, *, day=HELD):
        return changes.receive(read(text, given=day), board=board, day=day, by=author, at=NOW)[0]

    return send


@pytest.fixture
def decided(author):
    """Decides about one passage, found by a few of its words."""

    def decide(proposal, words, state="accepted", **facts):
        entry = proposal.entries.get(text__contains=words)
        return changes.decide(entry, state, by=author, at=NOW, version=entry.version, facts=facts)

    return decide


@pytest.fixture
def all_decided(sent, decided):
    """A proposal in which every passage that must be is accepted."""

    def make(**how):
        proposal = sent(**how)
        for entry in proposal.entries.filter(kind__in=("action", "decision", "recommendation")):
            decided(proposal, entry.text)
        proposal.refresh_from_db()
        return proposal

    return make


@pytest.fixture
def committed(author):
    """Commits a proposal as an author would."""

    def commit(proposal, state="published", **more):
        return changes.commit(proposal, state=state, by=author, on=TODAY, at=NOW, **more)

    return commit


@pytest.fixture
def reader(client, author):
    """The client of somebody who may send in minutes."""
    client.force_login(author)
    return client
