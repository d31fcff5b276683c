"""A snapshot is stored as JSON and read back equal, so that a later register can be measured against an issued pack."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.models import Strategy
from plans.register import compare
from plans.rules.dates import Window
from plans.rules.ledger import read_position
from plans.rules.status import differs, judge_action, judge_milestone, roll_up
from plans.snapshot import take_snapshot
from plans.storage import CannotRead, from_json, to_json
from plans.tree import (
    ActionLine,
    Citation,
    GoalLine,
    MilestoneLine,
    ObjectiveLine,
    SourceRef,
    StatementLine,
    StrategySnapshot,
)
from tests.loaded import load

FIRST = date(2025, 4, 1)
AS_AT = date(2027, 1, 1)
CITED = Citation(SourceRef("s", "minute", "Minutes", "minute 1", None, True, ""), "para 1", "F001")


def back(snapshot):
    """Through text, as a database or a file would keep it."""
    return from_json(json.loads(json.dumps(to_json(snapshot))))


@pytest.mark.django_db
@pytest.mark.parametrize("as_at", [date(2017, 1, 18), date(2017, 3, 31), date(2024, 1, 12)])
def test_the_plan_of_thurrock_comes_back_equal(as_at):
    load("thurrock", on=date(2026, 1, 1))
    strategy = Strategy.objects.select_related("board").filter(board__key="thurrock-hwb").first()

    taken = take_snapshot(strategy, as_at=as_at)

    assert taken.actions
    assert back(taken) == taken
    assert compare(back(taken), taken).lines == ()


days = st.dates(FIRST, AS_AT + timedelta(days=400))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def windows(draw):
    first = draw(days)
    return Window(first, first + timedelta(draw(st.integers(0, 400))), draw(texts), draw(st.booleans()))


@st.composite
def statements(draw, pk):
    kind = draw(st.sampled_from(StatementKind))
    dated = kind in (StatementKind.FORECAST, StatementKind.AGREED, StatementKind.COMPLETED)
    said = draw(st.dates(FIRST, AS_AT))
    return StatementLine(
        pk=pk,
        kind=kind,
        said=Window(said - timedelta(draw(st.integers(0, 40))), said, inferred=draw(st.booleans())),
        window=draw(windows()) if dated else None,
        promise=draw(st.none() | st.sampled_from(Promise)),
        promised=draw(texts),
        judgement=draw(st.none() | st.sampled_from(OwnerJudgement)),
        note=draw(texts),
        because=draw(texts),
        said_by=draw(texts),
        recorded_on=said + timedelta(draw(st.integers(0, 30))),
        citation=CITED,
    )


@st.composite
def milestones(draw, number):
    said = [draw(statements(pk=number * 100 + n)) for n in range(draw(st.integers(0, 5)))]
    lines = tuple(sorted(said, key=lambda s: (s.said_on, s.pk)))
    position = read_position(lines, as_at=AS_AT)
    judgement = judge_milestone(position, as_at=AS_AT)
    return MilestoneLine(
        pk=number,
        reference=f"M{number}",
        title=draw(texts),
        version=draw(st.integers(1, 9)),
        position=position,
        judgement=judgement,
        owner_differs=differs(judgement, position.owner_judgement) if judgement else "",
        statements=lines,
        citation=CITED,
    )


@st.composite
def actions(draw, number):
    lines = tuple(draw(milestones(number=number * 10 + n)) for n in range(draw(st.integers(0, 3))))
    judgement = judge_action([(m.title, m.position, m.judgement) for m in lines], closed=None, as_at=AS_AT)
    return ActionLine(
        pk=number, reference=f"A{number}", title=draw(texts), detail=draw(texts), words=draw(texts), origin="plan",
        goal="A", objective="A1", place="", programme="", funding="", needs_capital=draw(st.booleans()), said_on=FIRST,
        judgement=judgement, is_withdrawn=False, is_closed=False, last_said=draw(st.none() | days), holders=(),
        milestones=lines, statements=(), citation=CITED,
    )  # fmt: skip


@st.composite
def snapshots(draw):
    lines = tuple(draw(actions(number=n)) for n in range(draw(st.integers(0, 3))))
    tally = roll_up([a.judgement for a in lines])
    objective = ObjectiveLine(1, "A1", draw(texts), "", "", "", True, "", tally, lines, CITED)
    goal = GoalLine(1, "A", "4", draw(texts), "", "", "", False, tally, (objective,), ())
    return StrategySnapshot(
        "plan", draw(texts), "North", "north", "", False, False, AS_AT, 3, (goal,), (), (), tuple(draw(st.lists(st.integers(1))))
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(snapshots())
def test_any_plan_comes_back_equal(taken):
    assert back(taken) == taken


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(snapshots())
def test_nothing_changed_from_any_plan_to_itself(taken):
    assert compare(taken, back(taken)).lines == ()


def test_a_form_of_another_release_is_refused():
    with pytest.raises(CannotRead, match="stored in form 99; this release reads form"):
        from_json({"form": 99, "snapshot": {}})


def test_a_snapshot_that_differs_in_one_fact_is_not_equal():
    empty = StrategySnapshot("p", "t", "North", "north", "", False, False, AS_AT, 1, (), (), (), ())

    assert back(replace(empty, revision=2)) != empty
