"""The page of one objective, made from the snapshot and from what is fetched beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.enums import DiscrepancyTreatment, Origin, Status
from plans.pages.delivery import (
    ActionRow,
    MilestoneRow,
    action_rows,
    milestone_row,
    standing,
    tally_chart,
)
from plans.pages.indicators import Tile, tile
from plans.pages.ledger import LATER_ON_A_PAGE, Later, LaterLine, Ledger, ledgers
from plans.pages.words import Part
from plans.rules.dates import days_in_words, long_date
from plans.tree import ActionLine, Citation, Doubt, GoalLine, ObjectiveLine, StrategySnapshot

MOST_LEDGERS, MOST_OTHERS, MOST_DOUBTS = 2, 8, 5


@dataclass(frozen=True)
class Step:
    """One step from the minute to the result."""

    day: date
    title: str
    quote: str
    status: Status | None
    says: str
    citation: Citation | None


@dataclass(frozen=True)
class ObjectivePage:
    goal: GoalLine
    line: ObjectiveLine
    lead: tuple[Part, ...]
    chart: str
    rows: tuple[ActionRow, ...]
    ledgers: tuple[Ledger, ...]
    also_moved: tuple[MilestoneRow, ...]
    also_moved_more: int
    later: tuple[LaterLine, ...]
    later_more: int
    threads: tuple[tuple[Step, ...], ...]
    doubts: tuple[Doubt, ...]
    more_doubts: int
    tiles: tuple[Tile, ...]

    @property
    def has_dates(self) -> bool:
        return any(row.line.milestones for row in self.rows)


def objective_page(
    snapshot: StrategySnapshot, goal: GoalLine, objective: ObjectiveLine, *, later: Sequence[Later] = ()
) -> ObjectivePage:
    doubts = doubts_of(snapshot, objective)
    books, rest = ledgers(objective.actions, as_at=snapshot.as_at, later=later)
    others = [b for b in books[MOST_LEDGERS:] if b.milestone.judgement and b.milestone.position.slip_days]
    return ObjectivePage(
        goal=goal,
        line=objective,
        lead=lead(objective, as_at=snapshot.as_at),
        chart=tally_chart(objective.tally, label=objective.code, key=f"tally-{objective.code}"),
        rows=action_rows(objective.actions),
        ledgers=books[:MOST_LEDGERS],
        also_moved=tuple(milestone_row(b.action, b.milestone, as_at=snapshot.as_at) for b in others[:MOST_OTHERS]),
        also_moved_more=max(0, len(others) - MOST_OTHERS),
        later=rest[:LATER_ON_A_PAGE],
        later_more=max(0, len(rest) - LATER_ON_A_PAGE),
        threads=tuple(thread(a, as_at=snapshot.as_at) for a in minuted(objective.actions)),
        doubts=doubts[:MOST_DOUBTS],
        more_doubts=max(0, len(doubts) - MOST_DOUBTS),
        tiles=tuple(tile(i, as_at=snapshot.as_at, key="own") for i in snapshot.indicators_of(objective.code)),
    )


def lead(objective: ObjectiveLine, *, as_at: date) -> tuple[Part, ...]:
    """What was found: how many stand where, then the one date a reader must know of."""
    if not objective.actions:
        if objective.plan_held:
            return (Part("No action is recorded for this objective."),)
        return (
            Part("No action, owner or date can be shown: its action plan is "),
            Part("named, not held", True),
            Part("."),
        )
    parts = [Part(standing(objective.tally))]
    pressing = _most_pressing(objective, as_at)
    if pressing:
        parts += [Part(" "), *pressing]
    return tuple(parts)


def _most_pressing(objective: ObjectiveLine, as_at: date) -> tuple[Part, ...]:
    """The worst slip; else what is longest overdue; else what is due next."""
    open_ = [
        (m, milestone_row(a, m, as_at=as_at))
        for a in objective.actions
        for m in a.milestones
        if m.judgement and not m.is_finished and m.position.current and not a.is_withdrawn and not a.is_closed
    ]
    if not open_:
        return ()
    milestone, row = max(open_, key=lambda one: (one[1].slip_days, -one[1].current.latest.toordinal()))
    if row.slip_days > 0:
        passed = (as_at - row.current.latest).days
        now, end = ("then by ", f", which passed {days_in_words(passed)} ago.") if passed > 0 else ("now by ", ".")
        told = f"{milestone.title}: first promised by {long_date(row.first.latest)}, {now}"
        return (Part(told), Part(long_date(row.current.latest), True), Part(end))
    milestone, row = min(open_, key=lambda one: one[1].current.latest)
    passed = (as_at - row.current.latest).days
    if passed > 0:
        was_due = Part(f"{days_in_words(passed)} ago", True)
        return (Part(f"{milestone.title}: due "), was_due, Part(", and nothing held says that it was done."))
    return (Part(f"Next: {milestone.title}, "), Part(row.current.deadline, True), Part("."))


def minuted(actions: Sequence[ActionLine]) -> list[ActionLine]:
    """Actions that a minute made, in words that are quoted, and that were to be done by a day."""
    return [a for a in actions if a.origin == Origin.MINUTE and a.words and any(m.position.first for m in a.milestones)]


def thread(action: ActionLine, *, as_at: date) -> tuple[Step, ...]:
    """From the minute to the result: what was minuted, what was said since, and where it stands."""
    steps = [Step(action.said_on, "Minuted", action.words, None, "", action.citation)]
    statements = [s for m in action.milestones for s in m.statements if s.said_on > action.said_on]
    for said in sorted((*statements, *action.statements), key=lambda s: (s.said_on, s.pk)):
        says = " ".join(p for p in (said.note, said.because) if p)
        if said.window:
            says = f"{said.kind.label}: {said.window}. {says}"
        steps.append(Step(said.said_on, said.kind.label, "", None, says.strip(), said.citation))
    told = action.judgement.because
    if action.judgement.status is Status.RED:
        told += " No evidence found in the papers held; this does not mean that it was not done."
    steps.append(Step(as_at, "As at this day", "", action.judgement.status, told, None))
    return tuple(steps)


def doubts_of(snapshot: StrategySnapshot, objective: ObjectiveLine) -> tuple[Doubt, ...]:
    """About the objective, its actions, their milestones and its indicators: contradictions first."""
    actions = {a.reference for a in objective.actions}
    milestones = {m.reference for a in objective.actions for m in a.milestones}
    indicators = {i.key for i in snapshot.indicators_of(objective.code)}
    found = [
        d
        for d in snapshot.doubts
        if d.objective == objective.code
        or d.action in actions
        or d.milestone in milestones
        or d.indicator in indicators
    ]
    order = list(DiscrepancyTreatment)
    return tuple(sorted(found, key=lambda d: (order.index(d.treatment), d.code)))
