"""Packs that a worker makes: a clock that goes on by seconds, a row as it is now, and pages that cannot be set."""

from datetime import UTC, date, datetime, timedelta

from meetings.pack import build

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
AS_AT = date(2026, 9, 30)


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def clock_from(moment):
    """Each look at the clock is a second later."""
    seconds = iter(range(10_000))
    return lambda: moment + timedelta(seconds=next(seconds))


def now(row):
    row.refresh_from_db()
    return row


def failing(monkeypatch, error):
    def put_together(pack, **asked):
        raise error

    monkeypatch.setattr(build, "put_together", put_together)
