"""Words that pages share: counts as a report prints them, and sentences of which a part stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.rules.words import NUMBERS as NUMBERS


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; `strong` for the one or two facts that a reader must not miss."""

    text: str
    strong: bool = False


def count(number: int, one: str = "", many: str = "") -> str:
    """Up to twelve in words: "two", "two dates", "no date"; beyond that in figures."""
    said = NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
    noun = (one if number < 2 else many or f"{one}s") if one else ""
    return f"{said} {noun}".strip()


def is_or_are(number: int) -> str:
    return "is" if number < 2 else "are"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """Words that may be a fragment, as a sentence."""
    words = words.strip()
    return capital(words if not words or words[-1] in ".!?”" else f"{words}.")


def plain(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)


def first_sentence(words: str) -> str:
    head, dot, _ = words.partition(". ")
    return head + "." if dot else words
