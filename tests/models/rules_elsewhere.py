"""The rows of `test_constraints` that have a file of their own, gathered."""

from tests.models import (
    rules_of_doubts,
    rules_of_errors,
    rules_of_many_at_once,
    rules_of_meetings,
    rules_of_minutes_proposals,
    rules_of_packs,
    rules_of_practices,
    rules_of_readings,
    rules_of_what_is_unsaved,
)


def rules(rule, user, indicator):
    """The rows, made with `rule` (what a row of the table is), `user` (who typed) and `indicator` (the facts of one)."""
    return [
        *rules_of_doubts.rules(rule),
        *rules_of_errors.rules(rule),
        *rules_of_minutes_proposals.rules(rule),
        *rules_of_packs.rules(rule),
        *rules_of_practices.rules(rule),
        *rules_of_readings.rules(rule, indicator),
        *rules_of_many_at_once.rules(rule, user),
        *rules_of_meetings.rules(rule, user),
        *rules_of_what_is_unsaved.rules(rule, user),
    ]
