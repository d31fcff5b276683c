"""It is Wednesday 11 November 2026, as on all pages."""

import pytest

from tests.factories import make_board, make_user
from tests.pages.conftest import clock, no_snapshots_kept, today  # noqa: F401


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def author(client, board):
    client.force_login(make_user("author"))
    return client
