"""What can be done to meetings, minutes and packs, one named function each. The clock is read by the caller."""

from .commit import commit, not_ready
from .packs import BOTH, issue_pack, issue_packs, issue_supplement
from .proposals import claim, decide, frame, give_day, merge, set_aside
from .receive import receive

__all__ = [
    "BOTH",
    "claim",
    "commit",
    "decide",
    "frame",
    "give_day",
    "issue_pack",
    "issue_packs",
    "issue_supplement",
    "merge",
    "not_ready",
    "receive",
    "set_aside",
]
