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


def is_rank(unit: str) -> bool:
    """Whether a figure of this unit is a place in an order."""
    return unit.lower() in ("rank", "in rank")


def with_unit(shown: str, unit: str) -> str:
    """A figure with its unit after it, as people say it: "2,072 patients", "1 practice", "62%", a rank as "4th"."""
    if is_rank(unit):
        return ordinal(shown)
    if unit in ("", "%") or shown.endswith("%") or unit in shown:
        return shown
    if shown == "1" and unit.endswith("s") and not unit.endswith("ses"):
        unit = unit.removesuffix("s")
    return f"{shown} {unit}"


def ordinal(shown: str) -> str:
    """ "4th", "21st", "112th"; as it is where it is no whole number."""
    digits = shown.replace(",", "")
    if not digits.isdecimal():
        return shown
    number = int(digits)
    return f"{shown}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
