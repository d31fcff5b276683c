"""From rows to what the pack prints of risks and of what residents said. These are no part of the snapshot."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from meetings.pack.plan_contents import FeedbackRow, RiskRow
from meetings.pack.wording import capital
from plans.models import Feedback, Risk, Strategy
from plans.pages.feedback import feedback_of, told
from plans.rules.dates import long_date
from plans.tree import ActionLine, StrategySnapshot


def risk_rows(strategy: Strategy, goals: Collection[str], as_at: date) -> tuple[RiskRow, ...]:
    about = Q(objective=None) | Q(objective__goal__code__in=goals)
    rows = Risk.objects.filter(about, strategy=strategy, said_on__lte=as_at).select_related(
        "objective", "owner", "source"
    )
    return tuple(
        RiskRow(
            title=row.title,
            detail=row.detail,
            where=row.objective.code if row.objective else "All goals",
            owner=capital(str(row.owner)) if row.owner else "Nobody is named",
            source=_source(row),
        )
        for row in rows.order_by("objective__position", "said_on", "key")
    )


def feedback_rows(strategy: Strategy, goals: Collection[str], snapshot: StrategySnapshot) -> tuple[FeedbackRow, ...]:
    """What was said about these goals, or about all of them: with its answer and the actions that answer it, or for how
    many days it has waited."""
    about = Q(goal=None, objective=None) | Q(goal__code__in=goals) | Q(objective__goal__code__in=goals)
    rows = feedback_of(strategy, as_at=snapshot.as_at).filter(about)
    return tuple(
        FeedbackRow(
            theme=one.row.theme,
            given_by=f"{one.row.given_by}, {long_date(one.row.said_on)}",
            said=one.row.said,
            answer=(f"{one.answered}: " if one.answered else "") + one.answer if one.answer else one.waiting,
            actions=tuple(f"{action.reference} {action.title}: {_stands(action)}" for action in one.actions),
            source=_source(one.row),
        )
        for one in told(rows, snapshot)
    )


def _stands(action: ActionLine) -> str:
    return "withdrawn" if action.is_withdrawn else action.judgement.status.label.lower()


def _source(row: Risk | Feedback) -> str:
    return capital(
        ", ".join(filter(None, (str(row.source), row.locator, "" if row.source.is_held else "named, not held")))
    )
