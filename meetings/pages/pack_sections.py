"""The page on which an author chooses what a pack has: a row for each section there can be, in the order it would have."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from meetings.enums import Edition
from meetings.pack.names import BY_NAME, FIRST, LAST, MOVABLE, NAMES, SectionName, settled
from meetings.pack.sections import Section
from meetings.pack.wording import number_of
from meetings.rules.ordering import new_order


@dataclass(frozen=True)
class Row:
    """One section that a pack can have. `place` is 0 where it cannot be moved; `there` what this pack would have of it."""

    about: SectionName
    is_on: bool
    place: int
    there: str = ""
    is_empty: bool = False
    can_go_up: bool = False
    can_go_down: bool = False
    sees: bool = False
    """There is something to look at."""


def rows_of(order: Sequence[str], there: Mapping[str, Sequence[Section]] | None) -> list[Row]:
    """Every name in the order in which a pack with this choice would have it; what is left out stands at its usual place."""
    on = [name for name in order if name in MOVABLE]
    shown = in_one_list(order)
    rows = []
    for name in (*FIRST, *shown, *LAST):
        is_on = name in order
        rows.append(
            Row(
                about=BY_NAME[name],
                is_on=is_on,
                place=shown.index(name) + 1 if name in shown else 0,
                there=_there(name, there[name]) if there is not None and name not in FIRST else "",
                is_empty=there is not None and name not in FIRST and not there[name],
                can_go_up=name in on and name != on[0],
                can_go_down=name in on and name != on[-1],
                sees=bool(there and there.get(name)),
            )
        )
    return rows


def in_one_list(order: Sequence[str]) -> list[str]:
    """All that can be moved: what was chosen in its order, and what was left out behind what it usually follows."""
    shown = [name for name in order if name in MOVABLE]
    for place, name in enumerate(MOVABLE):
        if name not in shown:
            before = [shown.index(other) for other in MOVABLE[:place] if other in shown]
            shown.insert(max(before, default=-1) + 1, name)
    return shown


def order_asked(posted, now: Sequence[str]) -> tuple[str, ...]:
    """The choice that was sent: the ticks, then one step or the numbers. `now` is the choice the page showed."""
    ticked = {*posted.getlist("section"), *(one.name for one in NAMES if one.always)}
    if posted.get("move", ""):
        order = new_order(posted, [name for name in in_one_list(_typed(posted, now)) if name in ticked])
    else:
        order = [name for name in _typed(posted, now) if name in ticked]
    return settled([*order, *(name for name in LAST if name in ticked)])


def _typed(posted, now: Sequence[str]) -> list[str]:
    """All that can be moved, by the numbers in their boxes."""
    numbers = {key: value for key, value in posted.items() if key != "move"}
    return new_order(numbers, in_one_list(now))


def _there(name: str, sections: Sequence[Section]) -> str:
    """What this pack would have under a name."""
    if not sections:
        return BY_NAME[name].nothing
    if len(sections) == 1:
        about = sections[0].about
        return about if any(letter.isdigit() for letter in about) else ""
    return number_of(len(sections), "section", "sections")


def in_words(order: Collection[str]) -> list[str]:
    """The titles of what a pack has, in order, to be laid beside somebody else's."""
    return [BY_NAME[name].title for name in order if name not in FIRST]


def edition_asked(sent: str | None) -> Edition:
    return Edition(sent) if sent in Edition.values else Edition.MEMBERS
