"""Rows for `test_constraints`: what somebody has typed or sent in, and not yet saved."""

from datetime import UTC, datetime
from uuid import uuid4

from plans.models import Action, Draft, ImportPreview, Indicator, Milestone, Strategy
from tests import factories as f

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
ONE_DRAFT = "A draft is about one milestone, one action or one indicator."
AGAIN = "This person already has a draft here."


def draft(user, **about):
    return user() | {"saved_at": NOON} | about


def milestone():
    return {"milestone": f.the(Milestone, f.make_milestone)}


def action():
    return {"action": f.the(Action, f.make_action)}


def indicator():
    return {"indicator": f.the(Indicator, f.make_indicator)}


def preview(user):
    return user() | {
        "strategy": f.the(Strategy, f.make_strategy),
        "token": uuid4(),
        "file_name": "plan.xlsx",
        "read": {},
        "created_at": NOON,
    }


def rules(rule, user):
    """The rows, made with `rule` (what a row of the table is) and `user` (who typed)."""
    return [
        rule("draft_is_about_one_thing", Draft, lambda: draft(user, **milestone()), action, ONE_DRAFT),
        rule("draft_is_about_one_thing", Draft, lambda: draft(user, **action()), lambda: {"action": None}, ONE_DRAFT),
        *(
            rule(f"draft_of_{name}_is_kept_once_for_a_user", Draft, facts, twice=True, sentence=AGAIN)
            for name, facts in (
                ("milestone", lambda: draft(user, **milestone())),
                ("action", lambda: draft(user, **action())),
                ("indicator", lambda: draft(user, **indicator())),
            )
        ),
        rule(
            "import_preview_is_kept_once_for_a_person_and_plan",
            ImportPreview,
            lambda: preview(user),
            twice=True,
            sentence="This person has already sent in a spreadsheet for this plan.",
        ),
    ]
