"""What tests of agendas share: it is Wednesday 11 November 2026, and an author is signed in."""

from datetime import UTC, datetime

import pytest

from plans import snapshot_cache
from tests.factories import make_board, make_user


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def board(db):
    return make_board(key="hwb", name="Exampleshire Board", short="HWB")


@pytest.fixture
def author(client, board, today):
    """The client, signed in as an author."""
    client.force_login(make_user("author"))
    return client
