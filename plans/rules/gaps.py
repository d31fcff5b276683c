"""What a plan's evidence lacks: indicators that nothing is done about, objectives that nothing measures, dates that end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from plans.enums import ResponsibilityKind
from plans.rules.windows import long_date, months_after

AHEAD_MONTHS = 6
"""Two quarters: so far ahead an objective with open actions should have something due."""


class Gap(Enum):
    """What one indicator lacks."""

    NOT_SERVED = ("not_served", "No action serves it")
    NO_OWNER = ("no_owner", "Nobody answers for it")
    NO_TARGET = ("no_target", "No target")
    NO_DEFINITION = ("no_definition", "No definition")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member

    label: str


@dataclass(frozen=True, slots=True)
class NothingDue:
    """An objective whose open actions have no date in the next two quarters; `because` says when the last one is."""

    objective: Any
    because: str


def served(snapshot: Any) -> frozenset[str]:
    """The codes of objectives that have an action which was not withdrawn."""
    return frozenset(o.code for _, o in snapshot.objectives if any(not a.is_withdrawn for a in o.actions))


def gaps_of(line: Any, *, served_by_actions: Iterable[str] | None) -> tuple[Gap, ...]:
    """What an indicator lacks. `served_by_actions` are the codes of `served`; None where the board has no plan at all."""
    found = []
    if served_by_actions is not None and not set(line.objectives) & set(served_by_actions):
        found.append(Gap.NOT_SERVED)
    if not any(h.kind is ResponsibilityKind.LEAD for h in line.holders):
        found.append(Gap.NO_OWNER)
    if not line.targets and not line.target_words.strip():
        found.append(Gap.NO_TARGET)
    if not line.definition.strip():
        found.append(Gap.NO_DEFINITION)
    return tuple(found)


def unmeasured(snapshot: Any) -> tuple[Any, ...]:
    """Objectives that have actions and no indicator."""
    measured = {code for line in snapshot.indicators for code in line.objectives}
    codes = served(snapshot) - measured
    return tuple(objective for _, objective in snapshot.objectives if objective.code in codes)


def nothing_due(snapshot: Any, *, on: date) -> tuple[NothingDue, ...]:
    """Objectives with open actions and no unfinished milestone dated from `on` to two quarters later."""
    found = []
    until = months_after(on, AHEAD_MONTHS)
    for _, objective in snapshot.objectives:
        open_ = [a for a in objective.actions if not (a.is_closed or a.is_withdrawn)]
        steps = [m for a in open_ for m in a.milestones if not m.is_finished]
        days = [m.position.current.latest for m in steps if m.position.current]
        if open_ and not any(on <= day <= until for day in days):
            found.append(NothingDue(objective, _why(days, on)))
    return tuple(found)


def _why(days: list[date], on: date) -> str:
    later, earlier = [day for day in days if day > on], [day for day in days if day < on]
    if later:
        return f"The next date is {long_date(min(later))}."
    if earlier:
        return f"Its last date, {long_date(max(earlier))}, has passed."
    return "No date has been stated." if not days else ""
