"""How the contents are set, so that the summary after them is one sheet: cover and contents are an even number of pages.

The key to the marks stands under the list while there is room; a list of two pages has it on a page of its own. Heights are
in points, and those of `static/pack.css`; `tests/pack` holds the result to its pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.pack.fitting import SIDE, lines

TITLE_WIDE = 346
TOP, KEY, CORRECTS, HEAD, EDGE = 82, 256, 60, 22, 40


@dataclass(frozen=True)
class Setting:
    """`with_about`: each title has a line on what it is for. `is_small`: in smaller letters. `key_apart`: on its own page."""

    with_about: bool = False
    is_small: bool = False
    key_apart: bool = False


WAYS = (Setting(with_about=True), Setting(), Setting(is_small=True))


def setting_of(titles: Sequence[str], *, corrects: bool = False) -> Setting:
    """How a list of these titles is set; `corrects` says that the sentence on what it replaces stands above it.

    With the cover an even number of pages: the list and the key on one; else the list on two, or four, and the key apart;
    or the list on three with the key under it.
    """
    first = SIDE - TOP - (CORRECTS if corrects else 0)
    for way in WAYS:
        if _height(titles, way) <= first - KEY:
            return way
    for way in WAYS:
        over = _height(titles, way) - first
        if over <= 0:
            continue
        more, used = divmod(over, SIDE - HEAD)
        if used < EDGE or SIDE - HEAD - used < EDGE:
            continue  # so near the foot of a page that it may be a page more, or less
        if more % 2 == 0:
            return replace(way, key_apart=True)
        if SIDE - HEAD - used > KEY + EDGE:
            return way
    return Setting(is_small=True, key_apart=True)


def _height(titles: Sequence[str], setting: Setting) -> float:
    size, line, air = (10.5, 13, 4.4) if setting.is_small else (12, 15.5, 6.4)
    about = 13 if setting.with_about else 0
    return sum(line * lines(title, TITLE_WIDE, size=size) + about + air for title in titles)
