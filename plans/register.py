"""The register: what differs between two snapshots of a strategy. Bristol's members asked why actions vanish: this says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from plans.enums import DiscrepancyTreatment, Status
from plans.rules.words import is_rank, ordinal, with_unit
from plans.tree import ActionLine, Citation, MilestoneLine, StrategySnapshot


class Change(Enum):
    """What kind of change a line of the register tells of, in the order in which they are listed."""

    SLIPPED = ("slipped", "Slipped")
    OVERDUE = ("overdue", "Date passed")
    WORSE = ("worse", "Now worse")
    ADDED = ("added", "New")
    ADDED_NO_OWNER = ("added-no-owner", "New, no owner")
    BROUGHT_FORWARD = ("forward", "Brought forward")
    BETTER = ("better", "Now better")
    COMPLETED = ("completed", "Completed")
    DROPPED = ("dropped", "Withdrawn")
    DISPUTED = ("disputed", "Disputed")
    SETTLED = ("settled", "Settled")
    INDICATOR = ("indicator", "New figure")
    CORRECTED = ("corrected", "Corrected")

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        member.order = len(cls.__members__)
        return member

    label: str
    order: int


@dataclass(frozen=True)
class RegisterLine:
    """One thing that changed. `was` and `now` are statuses of the milestone or action, where a colour moved."""

    change: Change
    about: str
    reference: str
    title: str
    sentence: str
    was: Status | None = None
    now: Status | None = None
    slip_days: int | None = None
    slip_in_all: int | None = None
    """Days from the date first stated; `slip_days` are those since the day compared with."""
    citation: Citation | None = None


@dataclass(frozen=True)
class Register:
    then: StrategySnapshot
    now: StrategySnapshot
    lines: tuple[RegisterLine, ...]
    silent: int
    """Unfinished actions about which nothing was said between the two days."""

    def of(self, *changes: Change) -> tuple[RegisterLine, ...]:
        return tuple(line for line in self.lines if line.change in changes)


def compare(then: StrategySnapshot, now: StrategySnapshot) -> Register:
    """What changed from one snapshot to the next, worst first. Two snapshots of the same day give an empty register."""
    lines = [
        *_actions(then, now),
        *_milestones(then, now),
        *_indicators(then, now),
        *_doubts(then, now),
        *_corrections(then, now),
    ]
    silent = sum(
        1
        for action in now.actions
        if not action.is_closed
        and not action.is_withdrawn
        and then.action(action.reference)
        and (action.last_said is None or action.last_said <= then.as_at)
    )
    return Register(then, now, tuple(sorted(lines, key=lambda line: (line.change.order, line.reference))), silent)


def _actions(then: StrategySnapshot, now: StrategySnapshot) -> Iterator[RegisterLine]:
    before = {a.reference: a for a in then.actions}
    after = {a.reference: a for a in now.actions}
    for reference, action in after.items():
        was = before.get(reference)
        if was is None:
            if action.judgement.status is not Status.RED:  # a red one is told by its milestone, once
                yield _added(action)
        elif action.is_withdrawn and not was.is_withdrawn:
            reason = action.statements[-1].because if action.statements else ""
            yield _action_line(Change.DROPPED, action, f"Withdrawn: {reason}")
        elif action.is_closed and not was.is_closed:
            yield _action_line(Change.COMPLETED, action, action.judgement.because, was=was)
    for reference, action in before.items():
        if reference not in after:
            yield _action_line(Change.CORRECTED, action, "No longer in the plan as it is known today.")


def _added(action: ActionLine) -> RegisterLine:
    if action.is_closed:
        return _action_line(Change.COMPLETED, action, action.judgement.because)
    change = Change.ADDED_NO_OWNER if action.needs_owner else Change.ADDED
    sentence = "Agreed, and nobody is named." if action.needs_owner else "Not in the plan before."
    return _action_line(change, action, sentence)


def _action_line(change: Change, action: ActionLine, sentence: str, was: ActionLine | None = None) -> RegisterLine:
    return RegisterLine(
        change=change,
        about="action",
        reference=action.reference,
        title=action.title,
        sentence=sentence,
        was=was.judgement.status if was else None,
        now=action.judgement.status,
        citation=action.citation,
    )


def _milestones(then: StrategySnapshot, now: StrategySnapshot) -> Iterator[RegisterLine]:
    before = {(a.reference, m.reference): m for a, m in then.milestones}
    for action, milestone in now.milestones:
        was = before.get((action.reference, milestone.reference))
        if was is None:
            if then.action(action.reference):
                yield _milestone_line(Change.ADDED, action, milestone, None, "A new milestone of this action.")
            elif milestone.judgement and milestone.judgement.status is Status.RED:
                yield _new_and_red(action, milestone, now.as_at)
        elif milestone.judgement is None and was.judgement is not None:
            reason = next((s.because for s in reversed(milestone.statements) if s.because), "")
            yield _milestone_line(Change.DROPPED, action, milestone, was, f"Withdrawn: {reason}")
        elif milestone.judgement is not None and was.judgement is not None:
            yield from _moved(action, was, milestone, now.as_at)


def _new_and_red(action: ActionLine, milestone: MilestoneLine, as_at: date) -> RegisterLine:
    """A milestone that is red the first time it is told of: its date has passed, or it has already moved."""
    position = milestone.position
    assert milestone.judgement is not None
    if position.current is not None and position.current.latest >= as_at:
        moved = f"First stated {position.first}, now {position.current}."
        return _milestone_line(Change.SLIPPED, action, milestone, None, moved)
    return _milestone_line(Change.OVERDUE, action, milestone, None, milestone.judgement.because)


def _moved(action: ActionLine, was: MilestoneLine, now: MilestoneLine, as_at: date) -> Iterator[RegisterLine]:
    assert was.judgement is not None
    assert now.judgement is not None
    if now.judgement.status is was.judgement.status and now.position.current == was.position.current:
        return
    if now.judgement.status is Status.COMPLETE:
        if was.judgement.status is not Status.COMPLETE:
            yield _milestone_line(Change.COMPLETED, action, now, was, now.judgement.because)
        return
    old, new = was.position.current, now.position.current
    if old and new and new.latest != old.latest:
        days = (new.latest - old.latest).days
        change = Change.SLIPPED if days > 0 else Change.BROUGHT_FORWARD
        reason = now.position.moves[-1].statement.because
        moved = f"From {old} to {new}." if old.is_day and new.is_day else f"Was {old}, now {new}."
        sentence = f"{moved} {reason or 'No reason is given.'}"
        yield _milestone_line(change, action, now, was, sentence)
    elif now.judgement.status is not was.judgement.status:
        worse = now.judgement.status.order < was.judgement.status.order
        change = Change.WORSE if worse else Change.BETTER
        if worse and new and new.latest < as_at:
            change = Change.OVERDUE
        yield _milestone_line(change, action, now, was, now.judgement.because)


def _milestone_line(change, action, milestone, was, sentence) -> RegisterLine:
    current, before = milestone.position.current, was.position.current if was else None
    moved = (current.latest - before.latest).days if current and before and current != before else None
    if was is None and milestone.position.slip_days:
        moved = milestone.position.slip_days
    latest = milestone.position.moves[-1].statement.citation if milestone.position.moves else milestone.citation
    return RegisterLine(
        change=change,
        about="milestone",
        reference=action.reference,
        title=milestone.title,
        sentence=sentence,
        was=was.judgement.status if was and was.judgement else None,
        now=milestone.judgement.status if milestone.judgement else None,
        slip_days=moved,
        slip_in_all=milestone.position.slip_days,
        citation=latest,
    )


def _indicators(then: StrategySnapshot, now: StrategySnapshot) -> Iterator[RegisterLine]:
    for indicator in now.indicators:
        was = then.indicator(indicator.key)
        head, before = indicator.headline, was.headline if was else None
        if head is None or (before is not None and before.pk == head.pk):
            continue
        sentence = with_unit(head.shown, indicator.unit)
        if before is not None and before.pk in {reading.pk for reading in indicator.own if reading.is_disputed}:
            sentence = f"{sentence}; {before.shown} was told before, and is disputed now."
        elif before is not None:
            sentence = f"{sentence}; {ordinal(before.shown) if is_rank(indicator.unit) else before.shown} before."
        yield RegisterLine(
            Change.INDICATOR, "indicator", indicator.key, indicator.title, sentence, citation=head.citation
        )


def _doubts(then: StrategySnapshot, now: StrategySnapshot) -> Iterator[RegisterLine]:
    before = {d.code: d for d in then.doubts}
    after = {d.code: d for d in now.doubts}
    for code, doubt in after.items():
        if code not in before and doubt.treatment is DiscrepancyTreatment.DISPUTED:
            yield RegisterLine(Change.DISPUTED, "doubt", code, doubt.title, doubt.detail)
    for code, doubt in before.items():
        if code not in after:
            yield RegisterLine(Change.SETTLED, "doubt", code, doubt.title, "Settled; both statements stay on record.")


def _corrections(then: StrategySnapshot, now: StrategySnapshot) -> Iterator[RegisterLine]:
    new = [pk for pk in now.corrections if pk not in then.corrections]
    if new:
        said = "One statement was" if len(new) == 1 else f"{len(new)} statements were"
        yield RegisterLine(
            Change.CORRECTED, "plan", "", "Entered in error", f"{said} marked as entered in error and left out."
        )
