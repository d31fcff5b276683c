"""The patterns that a control chart looks for in a row of readings: runs, trends, and two of three close to a limit.

As in the R package NHSRplotthedots 0.2.2. A missing value, given as None, belongs to no pattern and breaks each.
"""

import itertools
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

RUN = 7
"""Readings in a row, for a run as for a trend: a trend of seven has six steps."""


def in_runs(sides: Sequence[int | None]) -> list[bool]:
    """Which points belong to seven or more in a row on one side (1 or −1) of the mean; 0, on it, breaks the row."""
    found = [False] * len(sides)
    for start in range(len(sides) - RUN + 1):
        if set(sides[start : start + RUN]) in ({1}, {-1}):
            found[start : start + RUN] = [True] * RUN
    return found


def in_trends(values: Sequence[Fraction | Decimal | float | None]) -> list[bool]:
    """Which points belong to seven or more in a row that each rise, or each fall; a tie breaks the row."""
    steps = [
        None if before is None or after is None else (after > before) - (after < before)
        for before, after in itertools.pairwise(values)
    ]
    found = [False] * len(values)
    for start in range(len(steps) - RUN + 2):
        if set(steps[start : start + RUN - 1]) in ({1}, {-1}):
            found[start : start + RUN] = [True] * RUN
    return found


def in_two_of_three(close: Sequence[bool | int], sides: Sequence[int | None]) -> list[bool]:
    """Which points are close to a limit where two of three in a row, all on that side of the mean, are."""
    found = [False] * len(close)
    for start in range(len(close) - 2):
        window = range(start, start + 3)
        one_side = sides[start] in (1, -1) and len({sides[place] for place in window}) == 1
        if one_side and sum(bool(close[place]) for place in window) >= 2:
            for place in window:
                found[place] = found[place] or bool(close[place])
    return found
