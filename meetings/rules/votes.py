"""How a decision was taken, in words, and whether what was counted can be right."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.enums import Cast, Taken
from plans.rules.words import joined

CARRIED, LOST = "carried", "lost"


@dataclass(frozen=True)
class Count:
    """The numbers of a vote; `abstained` is None where nobody counted."""

    votes_for: int
    votes_against: int
    abstained: int | None = None

    def of(self, cast: str) -> int:
        return {Cast.FOR: self.votes_for, Cast.AGAINST: self.votes_against}.get(Cast(cast), self.abstained or 0)


def trouble(count: Count, names: Mapping[int, str], outcome: str) -> str:
    """The sentence that says why this cannot be right; nothing where it can.

    Where as many names are recorded as votes were counted, they agree to the last one; fewer names may be recorded,
    never more. With as many for as against, the chair's casting vote decides, so both outcomes are possible.
    """
    found = Counter(names.values())
    for cast in Cast:
        if found[cast] > count.of(cast):
            said = {Cast.FOR: "for", Cast.AGAINST: "against", Cast.ABSTAINED: "as abstaining"}[cast]
            return f"{found[cast]} names are recorded {said}, and {count.of(cast)} counted."
    if outcome == CARRIED and count.votes_for < count.votes_against:
        return "More voted against it than for it: it was lost."
    if outcome == LOST and count.votes_for > count.votes_against:
        return "More voted for it than against it: it was carried."
    return ""


def how_taken(taken: str, count: Count | None, outcome: str) -> str:
    """ "Carried by 7 votes to 2, with one abstention." "Agreed without a vote." Nothing where nothing was said."""
    if taken == Taken.WITHOUT_VOTE:
        return "Lost without a vote." if outcome.startswith(LOST) else "Agreed without a vote."
    if taken != Taken.VOTE or count is None:
        return ""
    more, fewer = count.votes_for, count.votes_against
    if outcome.startswith(LOST):
        told = f"Lost: {_votes(more)} for and {fewer} against"
    elif more > fewer:
        told = f"Carried by {_votes(more)} to {fewer}"
    else:
        told = f"{_votes(more)} for and {fewer} against"
        told += ", carried by the chair’s casting vote" if outcome == CARRIED and more == fewer else ""
    return f"{told}{_abstained(count.abstained)}."


def names_told(votes: Iterable[tuple[str, str]]) -> str:
    """ "For: Ann Bell and Raj Patel. Against: Tom Hill." from pairs of how and who."""
    by: dict[str, list[str]] = {cast: [] for cast in Cast}
    for cast, name in votes:
        by[cast].append(name)
    return " ".join(f"{Cast(cast).label}: {joined(names)}." for cast, names in by.items() if names)


def _votes(number: int) -> str:
    return f"{number} {'vote' if number == 1 else 'votes'}"


def _abstained(number: int | None) -> str:
    if not number:
        return "" if number is None else ", nobody abstaining"
    return f", with {'one abstention' if number == 1 else f'{number} abstentions'}"
