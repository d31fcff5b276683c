"""What a plan's evidence lacks, on both sides of each boundary."""

from datetime import date
from types import SimpleNamespace

import pytest

from plans.enums import ResponsibilityKind
from plans.rules.dates import Window
from plans.rules.gaps import Gap, gaps_of, nothing_due, served, unmeasured

NOW = date(2026, 11, 11)


def a_step(due=None, *, is_finished=False):
    return SimpleNamespace(is_finished=is_finished, position=SimpleNamespace(current=Window(due, due) if due else None))


def an_action(*steps, is_closed=False, is_withdrawn=False):
    return SimpleNamespace(milestones=steps, is_closed=is_closed, is_withdrawn=is_withdrawn)


def a_plan(*actions, indicators=()):
    objective = SimpleNamespace(code="1A", actions=actions)
    return SimpleNamespace(objectives=[(None, objective)], indicators=indicators)


def an_indicator(**facts):
    lead = SimpleNamespace(kind=ResponsibilityKind.LEAD)
    whole = {"objectives": ("1A",), "holders": (lead,), "targets": (1,), "target_words": "", "definition": "Falls."}
    return SimpleNamespace(**whole | facts)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"objectives": ()}, (Gap.NOT_SERVED,)),
        ({"objectives": ("1A", "9Z")}, ()),
        ({"objectives": ("9Z",)}, (Gap.NOT_SERVED,)),
        ({"holders": ()}, (Gap.NO_OWNER,)),
        ({"holders": (SimpleNamespace(kind=ResponsibilityKind.DEPUTY),)}, (Gap.NO_OWNER,)),
        ({"targets": ()}, (Gap.NO_TARGET,)),
        ({"targets": (), "target_words": "half of them"}, ()),
        ({"definition": " "}, (Gap.NO_DEFINITION,)),
    ],
)
def test_an_indicator_lacks(facts, found):
    assert gaps_of(an_indicator(**facts), served_by_actions={"1A"}) == found


def test_without_a_plan_nothing_can_serve_it():
    assert gaps_of(an_indicator(objectives=()), served_by_actions=None) == ()


@pytest.mark.parametrize(
    ("actions", "codes"), [((), set()), ((an_action(),), {"1A"}), ((an_action(is_withdrawn=True),), set())]
)
def test_an_objective_is_served_by_an_action_that_was_not_withdrawn(actions, codes):
    assert served(a_plan(*actions)) == codes


def test_an_objective_with_actions_and_no_indicator_is_unmeasured():
    assert [o.code for o in unmeasured(a_plan(an_action()))] == ["1A"]
    assert unmeasured(a_plan(an_action(), indicators=[an_indicator()])) == ()
    assert unmeasured(a_plan()) == ()


@pytest.mark.parametrize(
    ("actions", "because"),
    [
        ([an_action(a_step(date(2026, 11, 11)))], None),
        ([an_action(a_step(date(2027, 5, 11)))], None),
        ([an_action(a_step(date(2027, 5, 12)))], "The next date is 12 May 2027."),
        ([an_action(a_step(date(2026, 11, 10)))], "Its last date, 10 November 2026, has passed."),
        ([an_action(a_step())], "No date has been stated."),
        ([an_action(a_step(date(2026, 12, 1), is_finished=True))], "No date has been stated."),
        ([an_action(is_closed=True)], None),
        ([an_action(a_step(date(2026, 12, 1)), is_closed=True), an_action()], "No date has been stated."),
        ([], None),
    ],
)
def test_nothing_is_due_within_two_quarters(actions, because):
    found = nothing_due(a_plan(*actions), on=NOW)

    assert [one.because for one in found] == ([because] if because else [])
