"""What tests of pages share: a day to live in, and no page remembered from the test before."""

from datetime import UTC, date, datetime, time

import pytest

from plans import snapshot_cache

TODAY = date(2026, 11, 11)


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    """Each test's database begins at revision 0 again, and so would find the snapshots of another."""
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def clock(monkeypatch):
    """Sets what day (and time of day, UTC) it is: `clock(date(2026, 11, 11))`, `clock(TODAY, time(10, 2))`."""

    def set_to(day, at=time(10, 0)):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.combine(day, at, tzinfo=UTC))

    return set_to


@pytest.fixture
def today(clock):
    """It is Wednesday 11 November 2026."""
    clock(TODAY)
    return TODAY
