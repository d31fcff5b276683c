"""Reads minutes of any English council and proposes what they record. Rules only, each with its reason; nothing is stored.

Bytes -> `sources` -> numbered `lines` -> rules -> a frozen `Proposal`.
"""

from .as_json import to_dict, to_json
from .lines import NotMinutes
from .proposal import Proposal
from .reading import read_minutes

__all__ = ("NotMinutes", "Proposal", "read_minutes", "to_dict", "to_json")
