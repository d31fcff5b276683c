"""The register of changes, kind by kind: how many there are of each, and which of them stand in one piece of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from meetings.pack.contents import ChangeLine


@dataclass(frozen=True)
class Kind:
    """The changes of one kind in a piece: how many the whole register has of it, and whether they begin there."""

    name: str
    count: int
    is_first: bool
    lines: tuple[ChangeLine, ...]


def kinds_of(piece: Sequence[ChangeLine], whole: Sequence[ChangeLine]) -> list[Kind]:
    """The lines of a piece by kind, in their order. In `whole`, the register that it is of, each kind stands together."""
    count = Counter(line.change for line in whole)
    first: dict[str, ChangeLine] = {}
    for line in whole:
        first.setdefault(line.change, line)
    kinds = [(name, tuple(some)) for name, some in groupby(piece, key=lambda line: line.change)]
    return [Kind(name, count[name], lines[0] is first[name], lines) for name, lines in kinds]
