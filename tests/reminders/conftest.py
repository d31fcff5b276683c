from datetime import UTC, date, datetime

import pytest

from plans import snapshot_cache

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def a_monday(monkeypatch):
    """It is Monday 23 November 2026, and no snapshot is remembered from the test before."""
    snapshot_cache.forget()
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))
    yield
    snapshot_cache.forget()
