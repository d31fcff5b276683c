"""A meeting whose pack is asked for, with nothing kept yet.

The tasks are imported in here, since this file is read before the tests have said how work in the background is done.
"""

from datetime import date
from uuid import uuid4

import pytest

from tests.factories import make_board, make_meeting, make_user
from tests.pack.background.asking import AS_AT, NOON


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PACK_CACHE = tmp_path / "kept"
    return settings.PACK_CACHE


@pytest.fixture
def meeting():
    return make_meeting(board=make_board(key="ambleside", name="Ambleside Board"), held_on=date(2026, 10, 7))


@pytest.fixture
def author(meeting):
    return make_user("author")


@pytest.fixture
def not_begun(monkeypatch):
    """No worker is there: what is asked for waits."""
    from meetings.management import tasks

    asked = []
    monkeypatch.setattr(type(tasks.make_pack), "enqueue", lambda task, pk: asked.append(pk))
    return asked


@pytest.fixture
def ask(meeting, author):
    """A function that asks for a pack of the meeting."""
    from meetings.pack.making import ask_for_pack

    def asked(of=None, **facts):
        defaults = {"work": "draft", "edition": "members", "as_at": AS_AT, "by": author, "at": NOON, "token": uuid4()}
        return ask_for_pack(of or meeting, **defaults | facts)

    return asked
