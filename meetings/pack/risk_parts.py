"""From rows to what the pack prints of risks and of what residents said. These are no part of the snapshot."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from meetings.pack.plan_contents import FeedbackRow, RiskRow
from meetings.pack.wording import capital
from plans.models import Feedback, Risk, Strategy


def risk_rows(strategy: Strategy, goals: Collection[str], as_at: date) -> tuple[RiskRow, ...]:
    about = Q(objective=None) | Q(objective__goal__code__in=goals)
    rows = Risk.objects.filter(about, strategy=strategy, said_on__lte=as_at).select_related(
        "objective", "owner", "source"
    )
    return tuple(
        RiskRow(
            title=row.title,
            detail=row.detail,
            where=row.objective.code if row.objective else "All",
            owner=str(row.owner) if row.owner else "Nobody is named",
            source=_source(row),
        )
        for row in rows.order_by("objective__position", "said_on", "key")
    )


def feedback_rows(strategy: Strategy, goals: Collection[str], as_at: date) -> tuple[FeedbackRow, ...]:
    about = Q(goal=None, objective=None) | Q(goal__code__in=goals) | Q(objective__goal__code__in=goals)
    rows = Feedback.objects.filter(about, strategy=strategy, said_on__lte=as_at).select_related("source")
    return tuple(
        FeedbackRow(row.theme, row.given_by, row.said, row.answer or "No answer is recorded.", _source(row))
        for row in rows.order_by("said_on", "key")
    )


def _source(row: Risk | Feedback) -> str:
    return capital(
        ", ".join(filter(None, (str(row.source), row.locator, "" if row.source.is_held else "named, not held")))
    )
