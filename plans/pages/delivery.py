"""Rows of actions, milestones and objectives, made from the snapshot alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.charts import status_bar
from plans.enums import Origin, Status
from plans.pages.words import capital, count, first_sentence
from plans.rules.dates import Window, days_in_words, long_date, short_date, signed_days
from plans.rules.status import Judgement, Tally
from plans.snapshot import worst_first
from plans.tree import ActionLine, MilestoneLine, ObjectiveLine, StrategySnapshot

TROUBLED = (Status.RED, Status.AMBER, Status.NOT_CONFIRMED)


@dataclass(frozen=True)
class ActionRow:
    """An action and the milestone that speaks for it: the worst of those unfinished, and of equals the earliest."""

    line: ActionLine
    judgement: Judgement
    speaks: MilestoneLine | None
    lead: str
    needs_owner: bool
    others: str
    owner_says: str
    source: str


def action_rows(actions: Iterable[ActionLine]) -> tuple[ActionRow, ...]:
    """Worst first; what was withdrawn comes last."""
    return tuple(action_row(a) for a in sorted(worst_first(actions), key=lambda a: a.is_withdrawn))


def action_row(action: ActionLine) -> ActionRow:
    speaks = speaking(action)
    because = action.judgement.because
    if speaks and speaks.judgement:
        because = speaks.judgement.because
    elif action.judgement.status is Status.NO_DATE and not action.milestones:
        because = ""
    if action.is_withdrawn:
        because = next((f"Withdrawn: {s.because}" for s in reversed(action.statements) if s.because), "Withdrawn.")
    return ActionRow(
        line=action,
        judgement=Judgement(action.judgement.status, because),
        speaks=speaks,
        lead="; ".join(str(holder) for holder in action.leads),
        needs_owner=action.needs_owner,
        others=_others(action, speaks),
        owner_says=owner_says(speaks) if speaks else "",
        source=f"{Origin(action.origin).label}, {short_date(action.said_on)}",
    )


def speaking(action: ActionLine) -> MilestoneLine | None:
    """The unfinished milestone by which the action is judged; None when it is closed, or has none."""
    unfinished = [m for m in action.milestones if m.judgement and not m.is_finished]
    if action.is_closed or not unfinished:
        return None
    return min(
        unfinished,
        key=lambda m: (
            m.judgement.status.order if m.judgement else 0,
            m.position.current.latest if m.position.current else date.max,
        ),
    )


def _others(action: ActionLine, speaks: MilestoneLine | None) -> str:
    """ "and two more milestones, one complete"."""
    rest = [m for m in action.milestones if m.judgement and m is not speaks]
    if not rest or not speaks:
        return ""
    done = sum(1 for m in rest if m.is_finished)
    told = f"and {count(len(rest), 'more milestone', 'more milestones')}"
    return f"{told}, {count(done) if done else 'none'} complete" if done else told


def owner_says(milestone: MilestoneLine) -> str:
    """The owner's own view, where it differs from the rule's."""
    judged, on = milestone.position.owner_judgement, milestone.position.owner_judged_on
    if not milestone.owner_differs or judged is None or on is None:
        return ""
    return f"Its owner calls it {judged.label.lower()}, {long_date(on)}."


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone that has a date: when first stated, when last said, how far apart, and what is made of it."""

    action: ActionLine
    line: MilestoneLine
    first: Window
    current: Window
    first_read: str
    current_read: str
    was_said_again: bool
    slip: str
    slip_days: int
    owner_says: str


def milestone_row(action: ActionLine, milestone: MilestoneLine, *, as_at: date) -> MilestoneRow:
    position = milestone.position
    first, current = position.first, position.current
    assert first is not None
    assert current is not None
    slip_days = position.slip_days or 0
    late = (as_at - current.latest).days
    slip = signed_days(slip_days) if slip_days else (f"{days_in_words(late)} late" if late > 0 else "no slip")
    return MilestoneRow(
        action=action,
        line=milestone,
        first=first,
        current=current,
        first_read=read_as(first, position.first_said_on),
        current_read=read_as(current, position.moves[-1].statement.said_on),
        was_said_again=len(position.moves) > 1,
        slip=slip,
        slip_days=slip_days,
        owner_says=owner_says(milestone),
    )


def read_as(window: Window, said_on: date | None) -> str:
    """How a date in words is read: "by 18 July 2017" where the window opens on the day it was said; else its days."""
    return window.deadline if said_on and window.earliest <= said_on < window.latest else str(window)


def slips_and_next(snapshot: StrategySnapshot, *, worst: int, following: int) -> tuple[MilestoneRow, ...]:
    """Unfinished milestones that have a date: the worst slips and the longest overdue, then those due next."""
    dated = [
        milestone_row(a, m, as_at=snapshot.as_at)
        for a, m in snapshot.milestones
        if m.judgement and not m.is_finished and m.position.current and not a.is_withdrawn and not a.is_closed
    ]

    def lateness(row: MilestoneRow) -> int:
        return max(row.slip_days, (snapshot.as_at - row.current.latest).days)

    troubled = sorted((r for r in dated if lateness(r) > 0), key=lambda r: (-lateness(r), r.line.reference))[:worst]
    to_come = sorted(
        (r for r in dated if r not in troubled and r.current.latest >= snapshot.as_at),
        key=lambda r: (r.current.latest, r.line.reference),
    )
    return (*troubled, *to_come[:following])


@dataclass(frozen=True)
class Trouble:
    """What is worst about an objective, by name and with its reason."""

    reference: str
    title: str
    because: str


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective with its counts as a picture, the worst by name, and when anything was last said."""

    line: ObjectiveLine
    chart: str
    worst: tuple[Trouble, ...]
    more: str
    otherwise: str
    said_ago: str


@dataclass(frozen=True)
class Standing:
    """The worst of some actions by name, how many more are in trouble, and when anything was last said of them."""

    worst: tuple[Trouble, ...]
    more: str
    said_ago: str


def worst_of(actions: Iterable[ActionLine], *, last_said: date | None, as_at: date, most: int) -> Standing:
    troubled = [a for a in worst_first(a for a in actions if not a.is_withdrawn) if a.judgement.status in TROUBLED]
    left = max(0, len(troubled) - most)
    return Standing(
        worst=tuple(_trouble(a) for a in troubled[:most]),
        more=f"and {count(left)} more {'is' if left == 1 else 'are'} red, amber or not confirmed" if left else "",
        said_ago=f"{days_in_words((as_at - last_said).days)} ago" if last_said and last_said < as_at else "",
    )


def objective_row(objective: ObjectiveLine, *, as_at: date, most: int = 2, key: str = "objective") -> ObjectiveRow:
    live = [a for a in objective.actions if not a.is_withdrawn]
    standing = worst_of(live, last_said=objective.last_said, as_at=as_at, most=most)
    return ObjectiveRow(
        line=objective,
        chart=tally_chart(objective.tally, label=objective.code, key=f"{key}-{objective.code}"),
        worst=standing.worst,
        more=standing.more,
        otherwise="" if standing.worst else _otherwise(objective, live),
        said_ago=standing.said_ago,
    )


def tally_chart(tally: Tally, *, label: str, key: str) -> str:
    return status_bar(dict(tally.counts), key=key, label=label)


def _trouble(action: ActionLine) -> Trouble:
    speaks = speaking(action)
    if speaks and speaks.judgement:
        return Trouble(action.reference, speaks.title, speaks.judgement.because)
    return Trouble(action.reference, action.title, action.judgement.because)


def _otherwise(objective: ObjectiveLine, live: list[ActionLine]) -> str:
    if not live:
        if objective.plan_held:
            return "No action is recorded."
        return first_sentence(objective.plan_note) or "Its action plan is named, not held."
    if all(a.judgement.status is Status.NO_DATE for a in live):
        return "No milestone has a date in the papers held." if not objective.plan_held else "No milestone has a date."
    if all(a.judgement.status is Status.COMPLETE for a in live):
        return "Every action is complete."
    undated = sum(1 for a in live if a.judgement.status is Status.NO_DATE)
    if undated:
        return f"Those with a date are on or ahead of it; {count(undated)} {'has' if undated == 1 else 'have'} none."
    return "All are on or ahead of their dates."


def standing(tally: Tally, *, of: str = "action") -> str:
    """ "Two of seven actions are red; four have no date." Counts, worst first, never an average."""
    total = tally.total
    if not total:
        return f"No {of} is recorded."
    if len(tally.present) == 1:
        status = tally.present[0][0]
        if total == 1:
            return f"Its one {of} {PREDICATE[status][0]}."
        if status is Status.NO_DATE:
            return f"None of {count(total, of)} has a date."
        return f"All {count(total, of)} {PREDICATE[status][1]}."
    (worst, number), *rest = tally.present
    told = [f"{capital(count(number))} of {count(total, of)} {PREDICATE[worst][0 if number == 1 else 1]}"]
    told += [f"{count(n)} {PREDICATE[status][0 if n == 1 else 1]}" for status, n in rest[:2]]
    return "; ".join(told) + "."


PREDICATE = {
    Status.RED: ("is red", "are red"),
    Status.AMBER: ("is amber", "are amber"),
    Status.NOT_CONFIRMED: ("is not confirmed", "are not confirmed"),
    Status.NO_DATE: ("has no date", "have no date"),
    Status.GREEN: ("is green", "are green"),
    Status.COMPLETE: ("is complete", "are complete"),
}
