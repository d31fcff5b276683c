"""Which board a row is of: by the code of its area, by the name, or by what was asked for."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from .figures import WantedBoard
from .layouts import plain
from .limits import NotRead

NOT_THE_NAME = re.compile(
    r"\b(nhs|ccg|icb|integrated care board|clinical commissioning group|sub-?icb( location)?|ua|council|city council|"
    r"borough council|county council)\b|\(.*?\)|[-,]\s*[0-9a-z]{3,5}$",
)


@cache
def core(name: str) -> str:
    """ "NHS THURROCK CCG" is Thurrock: the name without what kind of body it is."""
    return re.sub(r"\s+", " ", NOT_THE_NAME.sub(" ", plain(name))).strip(" -,")


class Areas:
    """Finds the boards of rows, and remembers which areas the file has."""

    def __init__(self, boards: Sequence[WantedBoard], *, code: str = ""):
        self.boards, self.code = boards, code
        self.found: dict[tuple[str, ...], tuple[int, ...]] = {}
        self.words: dict[int, set[str]] = {}

    def of(self, *said: str) -> tuple[int, ...]:
        """The boards (their places in `boards`) whose area this is; `said` are the code and name cells of a row."""
        if said not in self.found:
            stripped = tuple(part.strip() for part in said)
            hits = tuple(at for at, board in enumerate(self.boards) if self._is(board, stripped))
            for at in hits:
                self.words.setdefault(at, set()).add(", ".join(dict.fromkeys(filter(None, stripped))))
            self.found[said] = hits
        return self.found[said]

    def _is(self, board: WantedBoard, said: tuple[str, ...]) -> bool:
        names = {plain(part) for part in said if part} | {core(part) for part in said if part}
        if board.area:
            return plain(board.area) in names or core(board.area) in names
        code = getattr(board, self.code) if self.code else ""
        if code:
            return plain(code) in {plain(part) for part in said}
        return bool(board.local_authority) and plain(board.local_authority) in names

    def area_of(self, at: int) -> str:
        there = sorted(self.words.get(at, ()))
        more = f"; and {len(there) - 3} more" if len(there) > 3 else ""
        return "; ".join(there[:3]) + more

    def refuse_if_none(self) -> None:
        """Raises NotRead where no row is of any board that was asked for."""
        if any(self.found.values()):
            return
        looked_for = "; ".join(f"{board.words} ({board.name})" for board in self.boards if board.words)
        if not looked_for:
            raise NotRead("The board has no area yet: neither local authority nor NHS code. Say which with an area.")
        there = {part.strip() for said in self.found for part in said if part.strip()}
        if not there:
            raise NotRead(f"No row of the file could be used. The areas looked for: {looked_for}.")
        wanted = [part for board in self.boards for part in board.words.split(", ") if part]
        by_plain = {plain(name): name for name in there} | {core(name): name for name in there if core(name)}
        close = [
            by_plain[name] for part in wanted for name in get_close_matches(plain(part), by_plain, n=2, cutoff=0.6)
        ]
        close = list(dict.fromkeys(close)) or sorted(there, key=lambda name: (-len(name) > -4, name))[:3]
        shown = ", ".join(f"“{name[:60]}”" for name in close[:4])
        raise NotRead(
            f"None of these areas is in the file: {looked_for}. Closest in the file: {shown}. "
            "Name the area as the file does, by its code or its name."
        )
