"""Builds the snapshot of a strategy on a day, in eleven queries, however large the plan."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from plans.enums import StatementKind
from plans.models import (
    Action,
    AwaitedReading,
    Board,
    Discrepancy,
    DiscrepancyClaim,
    Goal,
    Indicator,
    Milestone,
    Observation,
    Responsibility,
    Source,
    Statement,
    Strategy,
    TrajectoryPoint,
)
from plans.rules.ledger import read_position
from plans.rules.status import StatusNumbers, differs, judge_action, judge_milestone, roll_up
from plans.snapshot_lines import (
    STATEMENT_FIELDS,
    Citations,
    doubt_line,
    holder_line,
    indicator_line,
    statement_line,
)
from plans.tree import ActionLine, GoalLine, MilestoneLine, ObjectiveLine, StrategySnapshot


def take_snapshot(strategy: Strategy, *, as_at: date) -> StrategySnapshot:
    """The strategy as at the end of a day: what had been said by then, judged on that day.

    Statements marked as entered in error are left out, and counted in `corrections`. Reads `strategy.board`, so fetch
    the strategy with it.
    """
    cite = Citations(Source.objects.order_by("pk"))
    numbers = numbers_of(strategy)
    said, corrections = _statements(strategy, as_at, cite)
    holders = _holders(strategy, as_at, cite)
    milestones = _milestones(strategy, as_at, numbers, said, cite)
    actions = _actions(strategy, as_at, said, holders, milestones, cite)
    evidence = _Evidence(strategy.board, strategy)
    doubts = evidence.doubts(as_at, cite)
    return StrategySnapshot(
        key=strategy.key,
        title=strategy.title,
        board=strategy.board.name,
        board_key=strategy.board.key,
        banner=strategy.board.banner,
        is_fictional=strategy.board.is_fictional,
        is_record=strategy.is_record,
        as_at=as_at,
        revision=strategy.revision,
        goals=_goals(strategy, actions, cite),
        indicators=evidence.indicators(as_at, holders, doubts, cite),
        doubts=doubts,
        corrections=corrections,
    )


def take_evidence(board: Board, *, as_at: date) -> StrategySnapshot:
    """The figures and doubts of a board that has no strategy: a snapshot with no goals."""
    cite = Citations(Source.objects.order_by("pk"))
    evidence = _Evidence(board, None)
    doubts = evidence.doubts(as_at, cite)
    return StrategySnapshot(
        key="",
        title="",
        board=board.name,
        board_key=board.key,
        banner=board.banner,
        is_fictional=board.is_fictional,
        is_record=True,
        as_at=as_at,
        revision=0,
        goals=(),
        indicators=evidence.indicators(as_at, defaultdict(list), doubts, cite),
        doubts=doubts,
        corrections=(),
    )


def numbers_of(strategy: Strategy) -> StatusNumbers:
    """The limits that this strategy sets for its colours."""
    return StatusNumbers(
        strategy.red_days_after_baseline,
        strategy.due_soon_days,
        strategy.due_soon_silence_days,
        strategy.not_confirmed_after_days,
    )


def _statements(strategy, as_at, cite):
    """Statements by ("milestone" or "action", id), oldest first, and those left out as entered in error."""
    said = defaultdict(list)
    wrong = []
    rows = (
        Statement.objects.filter(
            Q(milestone__action__strategy=strategy) | Q(action__strategy=strategy), said_on__lte=as_at
        )
        .order_by("said_on", "pk")
        .values_list(*STATEMENT_FIELDS, named=True)
    )
    for row in rows:
        if row.error_marked_at:
            wrong.append(row.pk)
        else:
            about = ("milestone", row.milestone_id) if row.milestone_id else ("action", row.action_id)
            said[about].append(statement_line(row, cite, said_by=row.said_by__name or ""))
    return said, tuple(wrong)


def _holders(strategy, as_at, cite):
    """Who answers on the day, by ("action", "indicator" or "objective", id)."""
    holders = defaultdict(list)
    rows = (
        Responsibility.objects.on(as_at)
        .filter(Q(action__strategy=strategy) | Q(indicator__strategy=strategy) | Q(objective__goal__strategy=strategy))
        .select_related("person", "organisation")
        .order_by("kind", "since", "pk")
    )
    for row in rows:
        for about in ("action", "indicator", "objective"):
            if pk := getattr(row, f"{about}_id"):
                holders[about, pk].append(holder_line(row, cite))
    return holders


def _milestones(strategy, as_at, numbers, said, cite):
    by_action = defaultdict(list)
    rows = (
        Milestone.objects.filter(action__strategy=strategy, said_on__lte=as_at)
        .order_by("action_id", "position", "pk")
        .values_list("pk", "action_id", "reference", "title", "version", "source_id", "locator", "fact", named=True)
    )
    for row in rows:
        statements = tuple(said["milestone", row.pk])
        position = read_position(statements, as_at=as_at)
        judgement = judge_milestone(position, as_at=as_at, numbers=numbers)
        by_action[row.action_id].append(
            MilestoneLine(
                pk=row.pk,
                reference=row.reference,
                title=row.title,
                version=row.version,
                position=position,
                judgement=judgement,
                owner_differs=differs(judgement, position.owner_judgement) if judgement else "",
                statements=statements,
                citation=cite(row),
            )
        )
    return by_action


def _actions(strategy, as_at, said, holders, milestones, cite):
    """Actions by ("objective" or "goal", id): an action without an objective belongs to its goal."""
    by_owner = defaultdict(list)
    rows = (
        Action.objects.filter(strategy=strategy)
        .said_by(as_at)
        .select_related("goal", "objective", "place", "programme")
        .order_by("position", "reference", "pk")
    )
    for row in rows:
        line = _action(row, as_at, tuple(said["action", row.pk]), holders, tuple(milestones[row.pk]), cite)
        by_owner[("objective", row.objective_id) if row.objective_id else ("goal", row.goal_id)].append(line)
    return by_owner


def _action(row, as_at, statements, holders, milestones, cite) -> ActionLine:
    own = read_position(statements, as_at=as_at)
    judgement = judge_action(
        [(m.title, m.position, m.judgement) for m in milestones], closed=own.completed, as_at=as_at
    )
    return ActionLine(
        pk=row.pk,
        reference=row.reference,
        title=row.title,
        detail=row.detail,
        words=row.words,
        origin=row.origin,
        goal=row.goal.code,
        objective=row.objective.code if row.objective else "",
        place=str(row.place or ""),
        programme=str(row.programme or ""),
        funding=row.funding,
        needs_capital=row.needs_capital,
        said_on=row.said_on,
        judgement=judgement,
        is_withdrawn=own.is_withdrawn,
        is_closed=own.completed is not None,
        last_said=_last_said(statements, milestones),
        holders=tuple(holders["action", row.pk]),
        milestones=milestones,
        statements=statements,
        citation=cite(row),
    )


def _last_said(statements, milestones) -> date | None:
    days = [s.said_on for s in statements if s.kind != StatementKind.NO_CHANGE]
    days += [m.position.last_said for m in milestones if m.position.last_said]
    return max(days, default=None)


def _goals(strategy, actions, cite) -> tuple[GoalLine, ...]:
    """Goals with their objectives from one outer join, so that a goal without objectives still stands."""
    fields = ("pk", "code", "also_known_as", "title", "summary", "considered", "considered_is_inferred")
    objective = ("pk", "code", "title", "official", "other_wording", "sponsor_words", "plan_held", "plan_note")
    rows = (
        Goal.objects.filter(strategy=strategy)
        .order_by("position", "pk", "objectives__position", "objectives__pk")
        .values(
            *fields, "sponsor__name", *(f"objectives__{name}" for name in (*objective, "source", "locator", "fact"))
        )
    )
    goals: dict[int, dict] = {}
    for row in rows:
        goal = goals.setdefault(
            row["pk"], {name: row[name] for name in fields} | {"sponsor": row["sponsor__name"] or ""}
        )
        under = goal.setdefault("objectives", [])
        if pk := row["objectives__pk"]:
            lines = tuple(actions["objective", pk])
            facts = {name: row[f"objectives__{name}"] for name in objective}
            facts["sponsors"] = facts.pop("sponsor_words")
            source = [row[f"objectives__{name}"] for name in ("source", "locator", "fact")]
            under.append(ObjectiveLine(**facts, tally=_tally(lines), actions=lines, citation=cite.at(*source)))
    return tuple(_goal(goal, tuple(actions["goal", pk])) for pk, goal in goals.items())


def _goal(facts, own_actions) -> GoalLine:
    objectives = tuple(facts.pop("objectives"))
    everything = [a for o in objectives for a in o.actions] + list(own_actions)
    return GoalLine(**facts, tally=_tally(everything), objectives=objectives, actions=own_actions)


def _tally(actions: Iterable[ActionLine]):
    return roll_up([a.judgement for a in actions if not a.is_withdrawn])


class _Evidence:
    """What was counted, aimed at and doubted on a board, under one strategy or under none."""

    def __init__(self, board: Board, strategy: Strategy | None):
        self.of = {"board": board, "strategy": strategy}
        self.set_aside: set[int] = set()

    def _of(self, relation: str) -> dict:
        return {f"{relation}__{name}": value for name, value in self.of.items()}

    def indicators(self, as_at, holders, doubts, cite):
        readings, targets, serves, awaited = (defaultdict(list) for _ in range(4))
        stated = Observation.objects.filter(**self._of("indicator")).in_force(as_at).select_related("comparator")
        for row in stated.order_by("period_end", "said_on", "pk"):
            readings[row.indicator_id].append(row)
        aims = TrajectoryPoint.objects.filter(**self._of("indicator"), said_on__lte=as_at)
        for row in aims.order_by("on", "pk"):
            targets[row.indicator_id].append(row)
        for row in (
            AwaitedReading.objects.filter(**self._of("indicator"))
            .said_by(as_at)
            .select_related("said_by")
            .order_by("said_on", "pk")
        ):
            awaited[row.indicator_id].append(row)
        rows: dict[int, Indicator] = {}
        for row in (
            Indicator.objects.filter(**self.of, said_on__lte=as_at)
            .select_related("part_of")
            .annotate_objective_code()
            .order_by("position", "title", "pk", "objective_code")
        ):
            rows.setdefault(row.pk, row)
            if row.objective_code:
                serves[row.pk].append(row.objective_code)
        return tuple(
            indicator_line(
                row,
                as_at=as_at,
                objectives=tuple(serves[pk]),
                readings=readings[pk],
                targets=targets[pk],
                awaited=awaited[pk],
                holders=tuple(holders["indicator", pk]),
                doubts=tuple(d for d in doubts if d.indicator == row.key),
                set_aside=self.set_aside,
                cite=cite,
            )
            for pk, row in rows.items()
        )

    def doubts(self, as_at, cite):
        """What is in doubt on the day; of what was settled by then, the readings that do not stand are remembered.

        A claim counts from the day it was said, and while it is not marked as entered in error.
        """
        claims = defaultdict(list)
        found: dict[int, Discrepancy] = {}
        rows = (
            DiscrepancyClaim.objects.filter(**self._of("discrepancy"), discrepancy__raised_on__lte=as_at)
            .said_by(as_at)
            .exclude(discrepancy__lapsed_on__lte=as_at)
            .select_related(
                "discrepancy__objective", "discrepancy__action", "discrepancy__milestone", "discrepancy__indicator"
            )
            .order_by("discrepancy__code", "position", "pk")
        )
        for row in rows:
            settled_on = row.discrepancy.settled_on
            if settled_on is None or settled_on > as_at:
                found.setdefault(row.discrepancy_id, row.discrepancy)
                claims[row.discrepancy_id].append(row)
            elif row.is_doubted and row.observation_id:
                self.set_aside.add(row.observation_id)
        as_they_were([row for pk, rows in claims.items() if found[pk].settled_on for row in rows])
        return tuple(doubt_line(found[pk], claims[pk], cite) for pk in found)


def as_they_were(claims: Iterable[DiscrepancyClaim]) -> None:
    """Of doubts settled after the day that is shown: which claims were doubted before. The audit trail alone knows."""
    since = {claim.pk: claim for claim in claims}
    if not since:
        return
    records = DiscrepancyClaim.history.filter(id__in=since).order_by("history_date", "history_id")
    before: dict[int, bool] = {}
    for record in records:
        claim = since[record.id]
        reason = record.history_change_reason
        if reason and claim.discrepancy.settled_because.startswith(reason) and claim.pk in before:
            claim.is_doubted = before[claim.pk]
        before[claim.pk] = record.is_doubted


def worst_first(actions: Iterable[ActionLine]) -> list[ActionLine]:
    """The order of every list: worst status first, then the earliest date, then the reference."""
    return sorted(actions, key=lambda a: (a.judgement.status.order, a.next_due or date.max, a.reference))
