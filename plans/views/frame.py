"""Whose banner and menu a page carries that is of no one board: a source, a person, an organisation."""

from collections import Counter
from collections.abc import Iterable

from django.urls import resolve

from plans.models import Board
from plans.permissions import boards_visible_to


def board_of(addresses: Iterable[str]) -> Board | None:
    """The board that most of these addresses of the site are of. They are those of facts that the reader may know."""
    found = Counter(resolve(path.split("#")[0]).kwargs.get("board") for path in addresses if path)
    keys = [key for key, _ in found.most_common() if key]
    return Board.objects.filter(key=keys[0]).first() if keys else None


def frame_of(board: Board | None) -> dict:
    """What the frame of the page needs to know: the board, and whether it has a plan to lead to."""
    return {"board": board, "has_plan": board.strategies.exists()} if board else {}


def banners_for(user) -> list[tuple[str, bool]]:
    """What must be said on a list that mixes boards: each banner once, and whether it speaks of something fictional."""
    told = boards_visible_to(user).exclude(banner="").order_by("name").values_list("banner", "is_fictional")
    return list(dict.fromkeys(told))
