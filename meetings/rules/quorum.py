"""Whether enough members were there to decide anything. A seat counts once, whoever filled it."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.enums import Capacity

NOT_MET = "Without a quorum nothing can be decided. Say in the minutes how the meeting went on."
NOT_STATED = "How many members the board needs to decide is not stated; its author can say so with the board’s facts."
NO_SEATS = "Who had a seat on that day is not on record, so everybody marked as a member is counted."


@dataclass(frozen=True)
class Came:
    """Somebody who was there or sent apologies, and for whom a substitute stood."""

    person: int
    capacity: str
    stands_for: int | None = None


@dataclass(frozen=True)
class Quorum:
    present: int
    seats: int
    needed: int | None

    @property
    def is_met(self) -> bool | None:
        """None where nobody has said how many are needed."""
        return None if self.needed is None else self.present >= self.needed

    @property
    def sentence(self) -> str:
        """ "6 of 11 members present; the quorum is 6: met"."""
        if self.seats:
            told = f"{self.present} of {self.seats} {'member' if self.seats == 1 else 'members'} present"
        else:
            told = f"{self.present} {'member' if self.present == 1 else 'members'} present"
        if self.needed is None:
            return f"{told}; the quorum is not stated"
        return f"{told}; the quorum is {self.needed}: {'met' if self.is_met else 'not met'}"

    @property
    def says_much(self) -> bool:
        """Not where one seat is all that is on record: "1 of 1 member" would read as if the whole board had come."""
        return self.needed is not None or self.seats != 1

    @property
    def note(self) -> str:
        """What follows from it, where something does."""
        if self.is_met is None:
            return NOT_STATED
        if not self.is_met:
            return NOT_MET
        return "" if self.seats else NO_SEATS


def quorum(came: Iterable[Came], *, seats: Iterable[int], needed: int | None) -> Quorum:
    """Count the seats that were filled: by their member, in the chair or not, or by a substitute who stood for them.

    Where the seats are not known, members, the chair and substitutes are counted as they are.
    """
    known = frozenset(seats)
    members = (Capacity.MEMBER, Capacity.CHAIR)
    there = [one for one in came if one.capacity in (*members, Capacity.SUBSTITUTE)]
    if not known:
        return Quorum(len({one.person for one in there}), 0, needed)
    filled = {one.person if one.capacity in members else one.stands_for for one in there}
    return Quorum(len(filled & known), len(known), needed)
