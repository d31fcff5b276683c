"""Rows for `test_constraints`: what a rule found in doubt."""

from datetime import date

from plans.models import Board, Discrepancy
from tests import factories as f


def doubt(**facts):
    """What a rule found from claims that `fingerprint` stands for; each with a code of its own."""
    number = Discrepancy.objects.count() + 1
    found = {"found_by": "part-above-whole", "fingerprint": "a" * 64, "treatment": "disputed", "title": "40 of 33"}
    board = f.the(Board, f.make_board)
    return found | {"board": board, "code": f"R{number:02}", "raised_on": date(2026, 9, 8)} | facts


def rules(rule):
    """The rows, made with `rule` (what a row of the table is)."""
    name, said = "discrepancy_is_found_once_from_the_same_claims", "This rule already found a discrepancy between these"
    return [rule(name, Discrepancy, doubt, twice=True, sentence=f"{said} statements.")]
