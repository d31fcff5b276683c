"""Who is written to, of what, and why. One letter for one person, however many boards want word of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.rules.calendar import why_no_working_day
from plans.rules.outstanding import Outstanding, Reach, Why, outstanding
from plans.rules.windows import long_date

LISTED = 12
"""So many are named in a letter for each board; the page lists them all."""


@dataclass(frozen=True)
class Asked:
    """A board's plan on the day, when it met and when it meets next, and who can be asked for word of it."""

    board_key: str
    board: str
    snapshot: Any
    last_meeting: date | None
    next_meeting: date | None
    reach: Reach


@dataclass(frozen=True)
class Recipient:
    """Somebody who can sign in. Of a board that they may not know of, they are never told."""

    user: int
    email: str
    name: str
    person_key: str
    is_author: bool
    boards: frozenset[str]


@dataclass(frozen=True)
class Part:
    """What one board's plan waits for from one person, most urgent first."""

    board_key: str
    board: str
    banner: str
    next_meeting: date | None
    lines: tuple[Outstanding, ...]

    @property
    def listed(self) -> tuple[Outstanding, ...]:
        return self.lines[:LISTED]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.listed)


@dataclass(frozen=True)
class Letter:
    """One person's letter of one day. Its subject names no board and nothing of a plan: subjects are read over shoulders."""

    to: Recipient
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Outstanding, ...]:
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def subject(self) -> str:
        count = len(self.lines)
        wanted = "1 update is wanted" if count == 1 else f"{count} updates are wanted"
        before = min((part.next_meeting for part in self.parts if part.next_meeting), default=None)
        return f"{wanted} before {long_date(before)}" if before else wanted

    @property
    def tally(self) -> str:
        """ "1 past its date, 2 due soon": what does not occur is left out."""
        found = [(why, sum(line.why is why for line in self.lines)) for why in Why]
        return ", ".join(f"{count} {_of_several(why, count)}" for why, count in found if count)


def _of_several(why: Why, count: int) -> str:
    return "past their dates" if why is Why.DATE_PASSED and count > 1 else why.value.lower()


def letters(asked: Iterable[Asked], recipients: Iterable[Recipient], *, on: date) -> tuple[Letter, ...]:
    """A letter for each recipient for whom something waits; nobody else is written to."""
    asked = tuple(asked)
    told = (Letter(who, parts_of(asked, who, on=on)) for who in recipients)
    return tuple(letter for letter in told if letter.parts)


def parts_of(asked: Iterable[Asked], who: Recipient, *, on: date) -> tuple[Part, ...]:
    """What waits for one person, board by board: what their page shows, and what their letter lists."""
    parts = []
    for plan in asked:
        if plan.board_key not in who.boards:
            continue
        lines = outstanding(
            plan.snapshot,
            person_key=who.person_key,
            on=on,
            last_meeting=plan.last_meeting,
            next_meeting=plan.next_meeting,
            reach=plan.reach,
            is_author=who.is_author,
        )
        if lines:
            parts.append(Part(plan.board_key, plan.board, plan.snapshot.banner, plan.next_meeting, lines))
    return tuple(parts)


def why_nothing_is_sent(on: date) -> str:
    """The sentence for a day that is no working day in England; nothing on one that is."""
    reason = why_no_working_day(on)
    return f"Nothing is sent on {long_date(on)}: {reason}." if reason else ""
