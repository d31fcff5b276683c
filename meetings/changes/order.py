"""Rows that each have a place of their own are put in another order."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from plans.changes import keep

ASIDE = 10_000
"""Further than any list goes: a row waits here while the one that has its new place moves on."""


def behind(rows) -> int:
    """The place after the last of these rows; 1 where there are none."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def put_in_order(rows: Sequence[Any], *, by, because: str) -> None:
    """Give these rows the places they hold between them, in this order. Only those that move are written."""
    places = sorted(row.position for row in rows)
    moved = [(row, place) for row, place in zip(rows, places, strict=True) if row.position != place]
    for row, _ in moved:
        row.position += ASIDE
        keep(row, by=by, because=because)
    for row, place in moved:
        row.position = place
        keep(row, by=by, because=because)
