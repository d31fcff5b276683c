"""What somebody answers for in a plan on a day, from the snapshot."""

from dataclasses import dataclass

from plans.enums import ResponsibilityKind
from plans.snapshot import worst_first
from plans.tree import ActionLine, Holder, IndicatorLine, StrategySnapshot


@dataclass(frozen=True)
class Held:
    """The actions led, worst first; those held in another way; and the indicators."""

    leads: tuple[tuple[ActionLine, Holder], ...]
    others: tuple[tuple[ActionLine, Holder], ...]
    indicators: tuple[tuple[IndicatorLine, Holder], ...]

    @property
    def actions(self) -> tuple[tuple[ActionLine, Holder], ...]:
        return (*self.leads, *self.others)

    @property
    def is_empty(self) -> bool:
        return not (self.leads or self.others or self.indicators)


def held_by(snapshot: StrategySnapshot, *, person: str = "", organisation: str = "") -> Held:
    def is_theirs(holder: Holder) -> bool:
        return bool(person and holder.person_key == person) or bool(
            organisation and holder.organisation_key == organisation
        )

    actions = [a for a in worst_first(snapshot.actions) if not a.is_withdrawn]
    held = [(action, holder) for action in actions for holder in action.holders if is_theirs(holder)]
    return Held(
        leads=tuple(pair for pair in held if pair[1].kind is ResponsibilityKind.LEAD),
        others=tuple(pair for pair in held if pair[1].kind is not ResponsibilityKind.LEAD),
        indicators=tuple((i, holder) for i in snapshot.indicators for holder in i.holders if is_theirs(holder)),
    )
