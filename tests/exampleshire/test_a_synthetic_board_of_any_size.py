"""`make_board` is quick, leaves history behind, and never writes over a board."""

import pytest
from django.core.management import CommandError, call_command

from plans.enums import Status
from plans.models import Action, Milestone, Statement, Strategy
from plans.snapshot import take_snapshot

from .rows import SHOWN_ON


@pytest.fixture
def bench(db):
    call_command("make_board", "--actions", "25", "--on", SHOWN_ON.isoformat(), verbosity=0)
    return Strategy.objects.select_related("board").get(board__key="bench")


def test_it_has_as_many_actions_as_asked_for(bench):
    assert Action.objects.of_strategy(bench).count() == 25
    assert Milestone.objects.count() == 100
    assert 400 <= Statement.objects.count() <= 500


def test_each_row_has_its_history(bench):
    assert Statement.history.count() == Statement.objects.count()


def test_its_milestones_have_every_status(bench):
    snapshot = take_snapshot(bench, as_at=SHOWN_ON)
    milestones = [m for goal in snapshot.goals for o in goal.objectives for a in o.actions for m in a.milestones]

    assert {m.judgement.status for m in milestones} == set(Status)
    assert len(snapshot.indicators) == 30


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--actions", "5"], "There is a board 'bench' already"),
        (["--actions", "0", "--key", "other"], "at least one action"),
        (["--actions", "5", "--key", "other", "--on", "soon"], "'soon' is not a day"),
    ],
)
def test_it_refuses_and_writes_nothing(bench, arguments, says):
    before = Statement.objects.count()

    with pytest.raises(CommandError, match=says):
        call_command("make_board", *arguments)
    assert Statement.objects.count() == before
