"""Two people write in the same form: what each box held when it was opened, what is saved by now, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Merged:
    """`values` is what the form goes on with. `both`: boxes that two people changed; `taken`: those only the other did."""

    values: dict[str, str]
    both: tuple[str, ...]
    taken: tuple[str, ...]


def mark(text: str) -> str:
    """Stands for a text, however its lines end."""
    return sha256("\n".join(text.splitlines()).strip().encode()).hexdigest()[:10]


def sealed(version: int, values: Mapping[str, str]) -> str:
    """What a form carries along: the version it was opened at, and a mark of what each box held."""
    return " ".join([str(version), *(f"{name}:{mark(text)}" for name, text in values.items())])


def unsealed(seal: str) -> tuple[int, dict[str, str]]:
    """Version and marks; version 0 where the form carries nothing that can be read, which no row has."""
    first, *rest = seal.split() or ["0"]
    marks = dict(pair.split(":", 1) for pair in rest if ":" in pair)
    return (int(first) if first.isdecimal() and len(first) < 9 else 0), marks


def merged(marks: Mapping[str, str], yours: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """What you typed stays. Where you typed nothing, what the other saved is taken over."""
    values: dict[str, str] = {}
    both: list[str] = []
    taken: list[str] = []
    for name, text in yours.items():
        now = theirs.get(name, "")
        you_did = mark(text) != marks.get(name)
        they_did = mark(now) != marks.get(name)
        values[name] = text if you_did else now
        if they_did and mark(text) != mark(now):
            (both if you_did else taken).append(name)
    return Merged(values, tuple(both), tuple(taken))
