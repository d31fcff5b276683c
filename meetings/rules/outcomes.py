"""What became of something that a board decided, in one or two sentences a member can repeat.

From what is on record and from nothing else: where no paper says what became of it, that is the answer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.rules.dates import Window, days_in_words, long_date
from plans.rules.words import joined

SILENT = "nothing in the papers held says what became of it"
NOTHING = f"{SILENT[:1].upper()}{SILENT[1:]}."
NOTED = "The board noted it, which commits nobody to anything."
SETTLED = "It was settled at the meeting itself; nothing was left to be done."
ONLY_NOTED = re.compile(
    r"(?:resolved:?\s+)?(?:that\s+)?(?:(?:the\s+)?[\w\s]{1,60}\s(?:be|is|was|were)\s+noted"
    r"|the\s+(?:board|committee)\s+notes?\s+(?:(?!\sand\s)[^.;])+(?:\s+and\s+thanks?[^.;]*)?)\.?",
    re.IGNORECASE,
)
EXCLUDED = re.compile(r"\b(?:press and )?public (?:be|were|was) excluded\b", re.IGNORECASE)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Dated:
    """A milestone, as far as its sentence needs it: the dates stated for it, in order, and how it ended."""

    title: str
    dates: tuple[Window, ...] = ()
    done: Window | None = None
    is_withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        return self.done is None and not self.is_withdrawn

    @property
    def slip(self) -> int:
        return (self.dates[-1].latest - self.dates[0].latest).days if self.dates else 0


@dataclass(frozen=True)
class Deed:
    """An action that a minute made or is about. `status` is its colour as a word; of one that ended, how and when.

    Where only some of its milestones are meant, `name` is empty and nothing is said of the action itself.
    """

    name: str = ""
    milestones: tuple[Dated, ...] = ()
    status: str = ""
    ended: str = ""
    said_on: date | None = None
    last_said: date | None = None


@dataclass(frozen=True)
class Asked:
    """A recommendation to another body, and the day of its answer if there is one."""

    to: str
    on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class Followed:
    """All that the sentence rests on. `part`: how the goal or objective stands that it is about, as a sentence."""

    deeds: tuple[Deed, ...] = ()
    asked: tuple[Asked, ...] = ()
    part: str = ""
    is_noted: bool = False
    is_settled: bool = False


def is_only_noted(text: str) -> bool:
    """Whether a resolution does no more than note something: to note is not to commit."""
    return bool(ONLY_NOTED.fullmatch(" ".join(text.split())))


def excludes_the_public(text: str) -> bool:
    """Whether it says who may stay in the room, which ends with the item."""
    return bool(EXCLUDED.search(text))


def outcome(followed: Followed, *, as_at: date) -> str:
    """What became of it, by the end of a day."""
    told = [*_of_deeds(followed.deeds, as_at), *map(_of_asked, followed.asked)]
    if told:
        return " ".join(told)
    if followed.is_noted:
        return NOTED
    if followed.is_settled:
        return SETTLED
    return followed.part or NOTHING


def of_milestone(one: Dated, *, as_at: date) -> str:
    """ "Three dates have been given for “The lease is signed”; none is met; last word: “late 2017”." """
    if one.done:
        when = f"on {one.done}" if one.done.is_day else f"between {one.done}".replace(" to ", " and ")
        return f"“{one.title}” was done {when}{_after_the_first(one)}."
    if one.is_withdrawn:
        return f"“{one.title}” was withdrawn."
    stated = _different(one.dates)
    if not stated:
        return f"No date has been given for “{one.title}”."
    last, passed = stated[-1], stated[-1].latest < as_at
    if len(stated) > 1:
        met = "none is met" if passed else "none is met so far"
        return f"{_many(len(stated))} dates have been given for “{one.title}”; {met}; last word: {_words(last)}."
    if passed:
        return f"One date was given for “{one.title}”, {last}. It has passed, and {SILENT}."
    return f"One date was given for “{one.title}”, {last}, which is still to come."


def _of_deeds(deeds: Sequence[Deed], as_at: date) -> list[str]:
    if len(deeds) == 1:
        return [_of_deed(deeds[0], as_at)]
    if not deeds:
        return []
    counts = Counter(deed.status for deed in deeds if deed.status)
    told = _counted(deeds)
    if counts:
        told += f": {joined([f'{_many(n).lower()} {status}' for status, n in counts.items()])}"
    worst = max(
        (one for deed in deeds for one in deed.milestones if one.is_open and len(_different(one.dates)) > 1),
        key=lambda one: one.slip,
        default=None,
    )
    return [f"{told}.", *([of_milestone(worst, as_at=as_at)] if worst else [])]


def _counted(deeds: Sequence[Deed]) -> str:
    """ "Four actions and two milestones"."""
    actions = sum(bool(deed.name) for deed in deeds)
    kinds = ((actions, "action"), (len(deeds) - actions, "milestone"))
    told = joined([f"{_many(n).lower()} {kind}{'' if n == 1 else 's'}" for n, kind in kinds if n])
    return told[:1].upper() + told[1:]


def _of_deed(deed: Deed, as_at: date) -> str:
    if deed.ended:
        return f"{deed.name} {deed.ended}."
    counted = [one for one in deed.milestones if not one.is_withdrawn]
    if not deed.milestones:
        if deed.last_said and deed.said_on and deed.last_said > deed.said_on:
            return (
                f"No date has been given for {_lower(deed.name)}; it was last spoken of on {long_date(deed.last_said)}."
            )
        return f"No date has been given for {_lower(deed.name)}, and nothing has been said of it since."
    if len(counted) < 2:
        return of_milestone((counted or deed.milestones)[0], as_at=as_at)
    waiting = [one for one in counted if one.is_open]
    if not waiting:
        return f"All {_many(len(counted)).lower()} of its milestones are done."
    done = len(counted) - len(waiting)
    are = "is" if done == 1 else "are"
    first = f"{_many(done) if done else 'None'} of its {_many(len(counted)).lower()} milestones {are} done."
    speaks = max(waiting, key=lambda one: (one.slip, bool(one.dates)))
    return f"{first} {of_milestone(speaks, as_at=as_at)}"


def _of_asked(asked: Asked) -> str:
    if asked.answered_on:
        return f"{asked.to[:1].upper()}{asked.to[1:]} answered on {long_date(asked.answered_on)}."
    return f"It was put to {asked.to} on {long_date(asked.on)}; no answer is on record."


def _after_the_first(one: Dated) -> str:
    if not one.dates or not one.done:
        return ""
    days = (one.done.latest - one.dates[0].latest).days
    if days == 0:
        return ", the day first given"
    return f", {days_in_words(abs(days))} {'after' if days > 0 else 'before'} the first date"


def _different(dates: Sequence[Window]) -> list[Window]:
    """The dates stated, without one that only repeats the date before it."""
    found: list[Window] = []
    for window in dates:
        if not found or (window.earliest, window.latest) != (found[-1].earliest, found[-1].latest):
            found.append(window)
    return found


def _words(window: Window) -> str:
    return f"“{window.words}”" if window.words else str(window)


def _many(number: int) -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return words[:1].upper() + words[1:]


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
