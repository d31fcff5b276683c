"""What the minutes say of a part of the plan, as a page of the plan leads to it. Plans need not know of meetings: those
who keep the minutes register the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FromMinutes:
    """One entry of the minutes, shortened, and the page that tells what became of it."""

    day: str
    kind: str
    words: str
    url: str


@dataclass(frozen=True)
class Minuted:
    """The latest entries, newest first, and how many more there are."""

    entries: tuple[FromMinutes, ...] = ()
    more: int = 0


_tellers: list[Callable[..., Minuted]] = []


def register(teller: Callable[..., Minuted]) -> None:
    """`teller(user, as_at=, action=, milestone=, objective=, indicator=)`, each a row's number or 0."""
    _tellers.append(teller)


def minuted(
    user, *, as_at: date, action: int = 0, milestone: int = 0, objective: int = 0, indicator: int = 0
) -> Minuted:
    """What this user may read that was minuted about one of these by a day. One query."""
    about = {"action": action, "milestone": milestone, "objective": objective, "indicator": indicator}
    return next((teller(user, as_at=as_at, **about) for teller in _tellers), Minuted())
