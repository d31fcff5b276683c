"""How a decision was taken, read from the few words kept with it: "carried, 7 for, 2 against", "carried 7-2", "unanimously"."""

import re
from dataclasses import dataclass, replace

from meetings.enums import Taken
from meetings.rules.votes import CARRIED, LOST, Count

_PAIR = re.compile(
    r"\b(?:carried|lost|agreed|by|votes?)\s*:?\s*\(?(\d{1,3})\s*(?:[-–—]|to)\s*(\d{1,3})\b", re.IGNORECASE
)
_NUMBER = {
    "for": r"(?:for|in favour)",
    "against": r"against",
    "abstained": r"(?:abst(?:entions?|ain(?:ed|ing)?))",
}
_UNCOUNTED = re.compile(r"\bwithout (?:a )?vote\b", re.IGNORECASE)


@dataclass(frozen=True)
class Vote:
    """`outcome` is the word that says how it went, where there is one. A number that was not said is not made up."""

    taken: Taken = Taken.UNSAID
    count: Count | None = None
    outcome: str = ""


def read_vote(words: str) -> Vote:
    """What can be read of these words. A vote is counted only where the numbers for and against are both there."""
    outcome = next((one for one in (CARRIED, LOST) if words.lower().lstrip().startswith(one)), words)
    if pair := _PAIR.search(words):
        first, second = int(pair[1]), int(pair[2])
        is_lost = outcome == LOST and first > second  # "lost 7-2" names the winning side first
        count = Count(second, first) if is_lost else Count(first, second)
        return Vote(Taken.VOTE, replace(count, abstained=_number("abstained", words)), outcome)
    for_, against = _number("for", words), _number("against", words)
    if for_ is not None and against is not None:
        return Vote(Taken.VOTE, Count(for_, against, _number("abstained", words)), outcome)
    if _UNCOUNTED.search(words):
        return Vote(Taken.WITHOUT_VOTE, None, outcome)
    return Vote(outcome=words)


def _number(name: str, words: str) -> int | None:
    """ "7 for" before "for 7": of "7 for, 2 against" the number that stands before each word is meant."""
    before = re.search(rf"\b(\d{{1,3}})\s+(?:votes?\s+)?{_NUMBER[name]}\b", words, re.IGNORECASE)
    if before and not re.match(rf"\s*{_NUMBER['for']}\s*:?\s*\d", words, re.IGNORECASE):
        return int(before[1])
    after = re.search(rf"\b{_NUMBER[name]}\s*[:=]?\s*(\d{{1,3}})\b", words, re.IGNORECASE)
    return int(after[1]) if after else int(before[1]) if before else None
