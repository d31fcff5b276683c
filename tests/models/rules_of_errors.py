"""Rows for `test_constraints`: an action that is marked as entered in error."""

from datetime import UTC, date, datetime

from plans.models import Action
from tests import factories as f


def in_error():
    objective = f.the(f.Objective, f.make_objective)
    return {
        "strategy": objective.goal.strategy, "goal": objective.goal, "objective": objective, "reference": "X-9",
        "title": "Never agreed", "origin": "minute", "said_on": date(2026, 9, 9), "source": f.the(f.Source, f.make_source),
        "error_marked_at": datetime(2026, 9, 10, 12, tzinfo=UTC), "error_because": "It was a question.",
    }  # fmt: skip


def rules(rule):
    """The rows, made with `rule` (what a row of the table is)."""
    why = "Say why this was an error."
    return [rule("action_marked_in_error_says_why", Action, in_error, lambda: {"error_because": ""}, why)]
