"""How a number and a list are written in a sentence, wherever the sentence stands."""

from collections.abc import Sequence
from decimal import Decimal


def plain(number: Decimal | int) -> str:
    """1,870 or 8.5: thousands marked, no noughts after the last figure that counts."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def joined(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
