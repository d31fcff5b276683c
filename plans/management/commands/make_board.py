"""Make a synthetic board of any size, for benchmarks and for tests that count queries."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from plans.enums import Better, BoardKind, IndicatorRule, Origin, ResponsibilityKind, SourceKind, StatementKind
from plans.models import (
    Action,
    Board,
    Goal,
    Indicator,
    Milestone,
    Objective,
    Observation,
    Organisation,
    Person,
    Responsibility,
    Source,
    Statement,
    Strategy,
    TrajectoryPoint,
)

GOALS, OBJECTIVES, LEADS = 5, 4, 20
MILESTONES, INDICATORS, READINGS = 4, 30, 16
BANNER = "A synthetic board, made for measuring; nothing in it means anything."
Row = TypeVar("Row", bound=models.Model)


class Command(BaseCommand):
    help = "Makes a synthetic board with N actions, 4 milestones each and about 5 statements per milestone."

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, required=True, help="how many actions")
        parser.add_argument("--key", default="bench", help="the board's key (default: bench)")
        parser.add_argument("--on", help="the day around which it is laid out, YYYY-MM-DD (default: today)")

    def handle(self, *args, actions, key, on, **options):
        if actions < 1:
            raise CommandError("A board needs at least one action: --actions 100.")
        if Board.objects.filter(key=key).exists():
            raise CommandError(f"There is a board {key!r} already; name another with --key.")
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError:
            raise CommandError(f"{on!r} is not a day; write it as 2017-01-18.") from None
        with transaction.atomic():
            made = Bench(key, day).make(actions)
        self.stdout.write(f"Made {key}: {actions} actions, {made} statements.")


class Bench:
    """One synthetic board. Every tenth milestone is in a state of its own, so that each status occurs."""

    def __init__(self, key: str, day: date):
        self.key, self.day, self.began = key, day, day - timedelta(days=500)

    def make(self, actions: int) -> int:
        self._frame()
        made = keep_all(Action, self._actions(actions))
        keep_all(Responsibility, self._responsibilities(made))
        milestones = keep_all(Milestone, self._milestones(made))
        statements = [s for number, milestone in enumerate(milestones) for s in self._statements(milestone, number)]
        keep_all(Statement, statements)
        self._measure()
        return len(statements)

    def _frame(self) -> None:
        [self.source] = keep_all(
            Source,
            [Source(key=f"{self.key}-source", kind=SourceKind.OTHER, title="Made for measuring", short="made up")],
        )
        self.organisations = keep_all(
            Organisation, [Organisation(key=f"{self.key}-organisation-{n}", name=f"Organisation {n}") for n in range(6)]
        )
        people = [
            Person(key=f"{self.key}-person-{n}", name=f"Person {n}", email=f"{self.key}-{n}@example.org")
            for n in range(LEADS)
        ]
        self.people = keep_all(Person, people)
        [board] = keep_all(
            Board,
            [Board(key=self.key, name=f"Board {self.key}", short=self.key, kind=BoardKind.HEALTH_AND_WELLBEING,
                   is_fictional=True, banner=BANNER)],
        )  # fmt: skip
        self.board = board
        [self.strategy] = keep_all(
            Strategy,
            [Strategy(key=f"{self.key}-strategy", title=f"Strategy of {self.key}", board=board, source=self.source,
                      starts_on=self.began - timedelta(days=30), ends_on=self.day + timedelta(days=900))],
        )  # fmt: skip
        goals = [
            Goal(strategy=self.strategy, code=str(n), title=f"Goal {n}", position=n, source=self.source)
            for n in range(1, GOALS + 1)
        ]
        objectives = [
            Objective(goal=goal, code=f"{goal.code}{'ABCD'[n]}", title=f"Objective {goal.code}{'ABCD'[n]}", position=n,
                      source=self.source)
            for goal in keep_all(Goal, goals)
            for n in range(OBJECTIVES)
        ]  # fmt: skip
        self.objectives = keep_all(Objective, objectives)

    def _actions(self, count: int) -> Iterator[Action]:
        for n in range(count):
            objective = self.objectives[n % len(self.objectives)]
            reference = f"{objective.code}-{n // len(self.objectives) + 1:02}"
            yield Action(reference=reference, strategy=self.strategy, goal=objective.goal, objective=objective,
                         title=f"Deliverable {reference} of the synthetic plan", origin=Origin.PLAN, said_on=self.began,
                         position=n % 1000, source=self.source)  # fmt: skip

    def _responsibilities(self, actions: list[Action]) -> Iterator[Responsibility]:
        for n, action in enumerate(actions):
            yield Responsibility(action=action, kind=ResponsibilityKind.LEAD, person=self.people[n % LEADS],
                                 organisation=self.organisations[n % 6], since=self.began, source=self.source)  # fmt: skip

    def _milestones(self, actions: list[Action]) -> Iterator[Milestone]:
        for action in actions:
            for n in range(1, MILESTONES + 1):
                yield Milestone(action=action, reference=f"{action.reference}.{n}", title=f"Step {n} of {action.reference}",
                                said_on=self.began, position=n, source=self.source)  # fmt: skip

    def _statements(self, milestone: Milestone, number: int) -> Iterator[Statement]:
        """Forecast, agreed, notes, and how it ended or stands: by the last figure of its number."""
        due = self.day + timedelta(days=40 + number % 200)
        kind = number % 10
        if kind == 9:
            return  # no date has ever been stated
        if kind < 5:
            due = self.day - timedelta(days=10 + number % 300)
        silent = 110 if kind == 8 else 20
        yield self._said(milestone, StatementKind.FORECAST, 500, due)
        yield self._said(milestone, StatementKind.AGREED, 470, due)
        yield self._said(milestone, StatementKind.NOTE, 300, note="The people who do it have been found.")
        yield self._said(milestone, StatementKind.NOTE, silent + 90, note="On course.")
        if kind == 7:
            moved = due + timedelta(days=30 + number % 100)
            yield self._said(milestone, StatementKind.FORECAST, silent, moved, because="Two posts are vacant.")
        elif kind < 4:
            yield self._said(milestone, StatementKind.NO_CHANGE, silent + 60)
            yield self._said(milestone, StatementKind.COMPLETED, 8, due)
        else:
            yield self._said(milestone, StatementKind.NOTE, silent, note="Discussed with partners.", judgement="g")

    def _said(self, milestone: Milestone, kind: StatementKind, ago: int, due: date | None = None, **facts) -> Statement:
        said_on = self.day - timedelta(days=ago)
        return Statement(milestone=milestone, kind=kind, said_on=said_on, recorded_on=said_on, earliest=due, latest=due,
                         said_by=self.people[milestone.action_id % LEADS], source=self.source, **facts)  # fmt: skip

    def _measure(self) -> None:
        common = {"board": self.board, "strategy": self.strategy, "source": self.source, "said_on": self.began}
        indicators = [
            Indicator(key=f"{self.key}-indicator-{n}", title=f"Indicator {n}", unit="%", decimals=1, better=Better.HIGHER,
                      rule=IndicatorRule.TOLERANCE, tolerance=Decimal(5), position=n, **common)
            for n in range(INDICATORS)
        ]  # fmt: skip
        made = keep_all(Indicator, indicators)
        readings, targets = [], []
        for n, indicator in enumerate(made):
            indicator.objectives.add(self.objectives[n % len(self.objectives)])
            for back in range(READINGS):
                day = self.day - timedelta(days=30 + 30 * back)
                value = Decimal(60 + (n * 7 + back * 3) % 30)
                readings.append(
                    Observation(
                        indicator=indicator,
                        value=value,
                        period_end=day,
                        said_on=day,
                        recorded_on=day,
                        source=self.source,
                    )
                )
            aim = {"indicator": indicator, "value": Decimal(75), "source": self.source, "said_on": self.began}
            targets.append(TrajectoryPoint(on=self.day + timedelta(days=300), **aim))
        keep_all(Observation, readings)
        keep_all(TrajectoryPoint, targets)


def keep_all(model: type[Row], rows: Iterator[Row] | list[Row]) -> list[Row]:
    """Write many rows at once, each with its history.

    Everything else is written through `plans.changes`, one row at a time. A board of 2,000 actions holds 40,000
    statements and no facts: here their number matters and not who typed them. The helper still writes the history, so
    the tables are as large as those of a board that was typed in.
    """
    return bulk_create_with_history(list(rows), model, batch_size=500, default_change_reason="Made for measuring")
