"""A list of small links that would be a wall: the first few are shown, the rest is folded away and counted."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
SHOWN = 3


def folded(rows: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """What is shown, and what is folded away. To fold a single one away would save nothing, so four are shown whole."""
    return (rows, ()) if len(rows) <= SHOWN + 1 else (rows[:SHOWN], rows[SHOWN:])
