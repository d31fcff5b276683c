"""A long section goes on in pieces, each set by itself: one change sets a few pages again, and no process needs much memory.

A piece begins on a new page, at a break that the contents have by nature; readers find one section, with one line in the
contents and one place in the outline.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.safestring import mark_safe

GOES_ON = mark_safe("<!-- goes on -->")
"""Between two pieces in the HTML of a section."""
ROWS_OF_A_PLAN = 50
LINES_OF_A_LEDGER = 40
LINES_OF_INDICATORS = 100
CHANGES = 120

One = TypeVar("One")


def in_pieces(things: Sequence[One], enough: int, weigh: Callable[[One], int] = lambda one: 1) -> list[list[One]]:
    """The things in order. A piece ends when it weighs `enough`, unless what is left is less than half of that.

    It is counted from the front, so that what is added moves no break before it.
    """
    pieces: list[list[One]] = [[]]
    weight, left = 0, sum(map(weigh, things))
    for one in things:
        if weight >= enough and left * 2 >= enough:
            pieces.append([])
            weight = 0
        pieces[-1].append(one)
        weight += weigh(one)
        left -= weigh(one)
    return pieces
