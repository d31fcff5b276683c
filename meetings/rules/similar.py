"""Which of a board's actions a passage of minutes may be about: words they share, rare ones counting for more."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plans.rules.words import joined

MOST, LEAST = 3, 0.18
_SMALL = {
    "about", "action", "actions", "after", "agreed", "also", "been", "being", "board", "both", "considered", "could",
    "each", "from", "have", "health", "into", "meeting", "members", "more", "most", "next", "noted", "other", "over",
    "paper", "plan", "plans", "report", "should", "such", "than", "that", "their", "them", "then", "there", "these",
    "they", "this", "those", "through", "under", "update", "wellbeing", "were", "what", "when", "where", "which",
    "while", "will", "with", "would", "your",
}  # fmt: skip


@dataclass(frozen=True)
class Other:
    """Something on record: `title` is its name, `more` other words about it."""

    pk: int
    title: str
    more: str = ""


@dataclass(frozen=True)
class Alike:
    pk: int
    score: float
    because: str


def words_of(text: str) -> Counter[str]:
    """The words that tell one thing from another, without their endings."""
    found = re.findall(r"[a-z]{3,}", text.lower().replace("’", "'"))
    return Counter(_stem(word) for word in found if word not in _SMALL and (len(word) > 3 or word in ("gps", "ccg")))


def _stem(word: str) -> str:
    for ending in ("iveness", "ments", "ment", "ings", "ing", "ies", "ive", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def alike(text: str, others: Sequence[Other]) -> tuple[Alike, ...]:
    """The likeliest first, at most three; none where too little is shared."""
    mine = words_of(text)
    theirs = [(other, words_of(f"{other.title} {other.more}")) for other in others]
    seen = Counter(word for _, words in theirs for word in words)
    weight = {word: math.log((len(theirs) + 1) / (count + 0.5)) + 0.3 for word, count in seen.items()}
    full = {word for word in mine if word in weight}
    size = math.sqrt(sum(weight.get(word, 1.0) ** 2 for word in mine)) or 1.0
    spelt = {_stem(word): word for word in reversed(re.findall(r"[a-z]{3,}", text.lower()))}
    found = []
    for other, words in theirs:
        shared = full & set(words)
        if not shared:
            continue
        their_size = math.sqrt(sum(weight[word] ** 2 for word in words)) or 1.0
        score = sum(weight[word] ** 2 for word in shared) / (size * their_size)
        if score >= LEAST:
            named = [spelt.get(word, word) for word in sorted(shared, key=lambda one: (-weight[one], one))[:3]]
            found.append(Alike(other.pk, round(score, 3), f"Both speak of {joined([f'“{word}”' for word in named])}."))
    return tuple(sorted(found, key=lambda one: (-one.score, one.pk))[:MOST])
