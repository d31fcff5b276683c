"""How a number and a list are written in a sentence, wherever the sentence stands."""

from collections.abc import Sequence
from decimal import Decimal

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def plain(number: Decimal | int) -> str:
    """1,870 or 8.5: thousands marked, no noughts after the last figure that counts."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def joined(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def spelt(number: int) -> str:
    """How a sentence begins with a number: "Seven"; beyond twelve in figures, "1,870"."""
    return NUMBERS[number].capitalize() if 0 <= number < len(NUMBERS) else f"{number:,}"
