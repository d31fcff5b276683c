"""A snapshot is the plan as at the end of a day: what had been said by then, in a fixed number of queries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plans import changes
from plans.enums import Status
from plans.models import Strategy
from plans.snapshot import take_snapshot
from tests.factories import (
    SAID_ON,
    make_action,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_milestone,
    make_observation,
    make_person,
    make_responsibility,
    make_statement,
    make_strategy,
    make_target,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = date(2026, 11, 11)


def snapshot(as_at=TODAY, strategy=None):
    rows = Strategy.objects.select_related("board").order_by("pk")
    return take_snapshot(rows.get(pk=strategy.pk) if strategy else rows.first(), as_at=as_at)


@pytest.mark.parametrize("actions", [1, 3, 300])
def test_it_costs_eleven_queries_however_large_the_plan(actions, django_assert_num_queries):
    for _ in range(actions):
        make_milestone(action=make_action(lead=make_person()), due=date(2026, 11, 30))
    for _ in range(min(actions, 10)):
        indicator = make_indicator()
        make_observation(indicator=indicator)
        make_target(indicator=indicator)
        make_discrepancy(indicator=indicator)
    strategy = Strategy.objects.select_related("board").get()

    with django_assert_num_queries(11):
        taken = take_snapshot(strategy, as_at=TODAY)

    assert (len(taken.actions), taken.tally.total) == (actions, actions)


def later(by):
    return SAID_ON + by


@pytest.mark.parametrize(("day", "is_there"), [(later(-DAY), False), (later(0 * DAY), True), (later(DAY), True)])
def test_what_is_said_on_a_day_is_there_from_that_day_on(day, is_there):
    """An action, its milestone, date and lead, a reading, a target and a doubt, all stated on the same day."""
    milestone = make_milestone(action=make_action(lead=make_person(name="Priya")), due=date(2026, 11, 30))
    indicator = make_indicator()
    make_observation(indicator=indicator)
    make_target(indicator=indicator)
    make_discrepancy(action=milestone.action)

    taken = snapshot(day)

    assert [len(taken.actions), len(taken.milestones), len(taken.indicators), len(taken.doubts)] == [is_there] * 4
    if is_there:
        (action,), (line,) = taken.actions, taken.indicators
        assert [str(h) for h in action.leads] == ["Priya"]
        assert (len(action.milestones[0].statements), len(line.readings), len(line.targets)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("day", "current", "status"),
    [
        (date(2026, 9, 30), date(2027, 3, 9), Status.GREEN),
        (date(2026, 10, 1), date(2027, 4, 8), Status.AMBER),
        (date(2026, 10, 2), date(2027, 4, 8), Status.AMBER),
        (date(2027, 4, 8), date(2027, 4, 8), Status.AMBER),
        (date(2027, 4, 9), date(2027, 4, 8), Status.RED),
    ],
)
def test_a_milestone_is_judged_by_what_had_been_said_on_that_day(day, current, status):
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 4, 8), said_on=date(2026, 10, 1))

    ((_, line),) = snapshot(day).milestones

    assert (line.position.current.latest, line.judgement.status) == (current, status)


@pytest.mark.parametrize(("day", "leads"), [(-1, ["Ana"]), (0, ["Priya"]), (1, ["Priya"])])
def test_a_new_lead_leads_from_their_day_on_and_the_one_before_until_the_day_before(day, leads):
    action = make_action(lead=make_person(name="Ana"))
    since = date(2026, 10, 1)
    make_responsibility(action=action, person=make_person(name="Priya"), since=since)

    (line,) = snapshot(since + day * DAY).actions

    assert [str(h) for h in line.leads] == leads


def test_an_indicator_counts_readings_said_by_the_day_and_not_by_their_period():
    indicator = make_indicator()
    make_observation(indicator=indicator, period_end=date(2026, 6, 30), said_on=date(2026, 10, 1))

    assert [len(i.readings) for i in snapshot(date(2026, 9, 30)).indicators] == [0]
    assert [len(i.readings) for i in snapshot(date(2026, 10, 1)).indicators] == [1]


def test_what_was_entered_in_error_is_left_out_and_counted():
    milestone = make_milestone(due=date(2027, 3, 9))
    wrong = make_statement(milestone=milestone, kind="forecast", on=date(2028, 1, 1), said_on=date(2026, 10, 1))
    at = datetime(2026, 10, 2, tzinfo=UTC)
    changes.mark_in_error(wrong, by=make_user("author"), at=at, because="Misread")

    taken = snapshot()

    ((_, line),) = taken.milestones
    assert (line.position.current.latest, taken.corrections) == (date(2027, 3, 9), (wrong.pk,))
    assert snapshot(date(2026, 9, 30)).corrections == ()


def test_a_doubt_is_there_until_the_day_before_it_is_settled():
    doubt = make_discrepancy()
    settled = date(2026, 10, 1)
    changes.settle(doubt, by=make_user("author"), person=make_person(), on=settled, because="The minutes say so")

    assert len(snapshot(settled - DAY).doubts) == 1
    assert snapshot(settled).doubts == ()


def test_withdrawn_actions_and_milestones_stand_outside_the_counts():
    gone = make_action()
    make_statement(action=gone, kind="withdrawn", because="No money", said_on=date(2026, 10, 1))
    kept = make_milestone(action=make_action(), due=date(2027, 3, 9))
    make_statement(
        milestone=make_milestone(action=kept.action), kind="withdrawn", because="Not needed", said_on=date(2026, 10, 1)
    )

    taken = snapshot()

    assert taken.tally.words == "1 green"
    assert [m.judgement is None for _, m in taken.milestones] == [False, True]


def test_each_strategy_has_its_own():
    mine = make_milestone(due=date(2027, 3, 9)).action.strategy
    other = make_strategy(board=mine.board)
    make_action(goal=make_goal(strategy=other))

    assert [len(snapshot(strategy=s).actions) for s in (mine, other)] == [1, 1]
    assert snapshot(strategy=other).milestones == ()


def test_the_limits_are_those_of_the_strategy():
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=date(2026, 10, 1))
    strategy = milestone.action.strategy

    assert snapshot().tally.words == "1 amber"
    strategy.red_days_after_baseline = 10
    changes.keep(strategy, by=None)
    assert snapshot().tally.words == "1 red"
