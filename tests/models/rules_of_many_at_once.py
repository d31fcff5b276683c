"""Rows for `test_constraints`: one act on many actions, updates that were asked for, and leads entered in error."""

from datetime import UTC, date, datetime
from uuid import uuid4

from plans.models import Action, BulkChange, Responsibility, Source, Strategy, UpdateRequest
from tests import factories as f

NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)


def bulk(user):
    facts = {"strategy": f.the(Strategy, f.make_strategy), "kind": "shift", "token": uuid4(), "because": "Late"}
    return facts | {"by": user()["user"], "at": NOON}


def request(user):
    facts = {"action": f.the(Action, f.make_action), "asked_of": f.the(f.Person, f.make_person)}
    return facts | {"asked_on": date(2026, 9, 8), "asked_by": user()["user"]}


def lead():
    facts = {"action": f.the(Action, f.make_action), "person": f.the(f.Person, f.make_person), "kind": "lead"}
    return facts | {"since": date(2026, 9, 8), "source": f.the(Source, f.make_source)}


def rules(rule, user):
    """The rows, made with `rule` (what a row of the table is) and `user` (who did it)."""
    marked = {"error_marked_at": NOON, "error_because": "Typed twice"}
    return [
        rule("bulk_change_says_why", BulkChange, lambda: bulk(user), lambda: {"because": ""}, "Say why."),
        rule(
            "update_is_asked_once_a_day",
            UpdateRequest,
            lambda: request(user),
            twice=True,
            sentence="This was already asked today.",
        ),
        rule(
            "responsibility_marked_in_error_says_why",
            Responsibility,
            lambda: lead() | marked,
            lambda: {"error_because": ""},
            "Say why this was an error.",
        ),
    ]
