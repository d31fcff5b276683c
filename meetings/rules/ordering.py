"""A list put in order without a mouse: by one step up or down, or by the number typed into the box of each row."""

from collections.abc import Mapping


def new_order(posted: Mapping[str, str], pks: list[int]) -> list[int]:
    """The order asked for: by one step with `move` ("up-12"), else by the number in the box of each row (`place_12`).

    Of two that want one place, the one that was moved there gets it. What cannot be read leaves a row where it is.
    """
    way, _, which = posted.get("move", "").partition("-")
    if way in ("up", "down") and which in map(str, pks):
        return _stepped(pks, pks.index(int(which)), 1 if way == "down" else -1)
    wants = {}
    for now, pk in enumerate(pks, 1):
        typed = posted.get(f"place_{pk}", "")
        place = int(typed) if typed.isdecimal() and len(typed) < 5 else now
        wants[pk] = (place, 1 if place > now else 0 if place == now else -1)
    return sorted(pks, key=lambda pk: wants[pk])


def _stepped(pks: list[int], place: int, step: int) -> list[int]:
    other = place + step
    if not 0 <= other < len(pks):
        return pks
    moved = list(pks)
    moved[place], moved[other] = moved[other], moved[place]
    return moved
