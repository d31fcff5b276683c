"""The rules of discrepancies run over a busy board: what they find there, a person had raised already."""

from plans.changes.discrepancies import find, out_of_step
from plans.models import Discrepancy


def test_two_contradictions_are_found_among_all_its_figures_and_dates(exampleshire, db):
    found = find(exampleshire.board_id)

    assert sorted(one.rule for one in found) == ["same-day-different-values"] * 2
    assert out_of_step(exampleshire.board_id, found) == ([], [])


def test_both_are_those_that_a_person_raised(exampleshire, db):
    assert {d.code for d in Discrepancy.objects.filter(board=exampleshire.board)} == {f"E0{n}" for n in range(1, 7)}
