"""A list put in order without a mouse: by one step up or down, or by the number typed into the box of each row."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)


def new_order(posted: Mapping[str, str], keys: Sequence[Key]) -> list[Key]:
    """The order asked for: by one step with `move` ("up-12"), else by the number in the box of each row (`place_12`).

    Of two that want one place, the one that was moved there gets it. What cannot be read leaves a row where it is.
    """
    way, _, which = posted.get("move", "").partition("-")
    names = [str(key) for key in keys]
    if way in ("up", "down") and which in names:
        return _stepped(keys, names.index(which), 1 if way == "down" else -1)
    wants = {}
    for now, key in enumerate(keys, 1):
        typed = posted.get(f"place_{key}", "")
        place = int(typed) if typed.isdecimal() and len(typed) < 5 else now
        wants[key] = (place, 1 if place > now else 0 if place == now else -1)
    return sorted(keys, key=lambda key: wants[key])


def _stepped(keys: Sequence[Key], place: int, step: int) -> list[Key]:
    other = place + step
    moved = list(keys)
    if 0 <= other < len(keys):
        moved[place], moved[other] = moved[other], moved[place]
    return moved
