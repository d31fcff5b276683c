"""What a supplement says: papers that came after the pack was issued, in frozen values. No page of the pack is renumbered."""

from dataclasses import dataclass

from meetings.pack.appendix_contents import Appendix
from meetings.pack.contents import ClosedSheet, Front, Item


@dataclass(frozen=True)
class LateLine:
    """One thing that came after the pack: under which item, what it is, and why it is taken all the same.

    `item`, `paper` and `file` are the keys of an item, of a paper and of a file that is bound in, by which it is known
    what was issued; `is_new`: the item was not on the agenda as it was printed.
    """

    number: str
    title: str
    what: str
    reason: str
    page: str
    item: str
    paper: str = ""
    is_new: bool = False
    file: str = ""


@dataclass(frozen=True)
class Supplement:
    """A supplement to an issued pack: `supplements` names that pack, and the day on which it was issued."""

    front: Front
    label: str
    supplements: str
    lines: tuple[LateLine, ...]
    items: tuple[Item | ClosedSheet, ...]
    appendices: tuple[Appendix, ...] = ()
