"""The plan and the page of one goal."""

import pytest

from plans import snapshot_cache
from tests.factories import (
    make_action,
    make_board,
    make_goal,
    make_indicator,
    make_milestone,
    make_objective,
    make_observation,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client, today):
    make_strategy(board=make_board())
    make_goal(code="D", also_known_as="4", title="Quality care")
    user = make_user("member")
    client.force_login(user)
    return user


@pytest.mark.parametrize("objectives", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("plan/", 15), ("goals/D/", 16)])
def test_they_cost_the_same_however_large_the_plan(
    client, member, page, queries, objectives, django_assert_num_queries
):
    for _ in range(objectives):
        objective = make_objective()
        make_milestone(action=make_action(objective=objective))
        make_observation(indicator=make_indicator(objectives=[objective]))
    snapshot_cache.forget()

    with django_assert_num_queries(queries):
        client.get(f"/boards/board-1/{page}")


def test_a_goal_is_found_by_either_of_its_names(client, member):
    assert [client.get(f"/boards/board-1/goals/{name}/").status_code for name in ("D", "4", "Z")] == [200, 200, 404]


def test_the_plan_counts_and_says_for_how_many_goals_nothing_is_recorded(client, member):
    make_action(objective=make_objective())
    make_goal(code="E")
    page = client.get("/boards/board-1/plan/")

    assert "".join(part.text for part in page.context["shown"].lead) == (
        "Two goals, one objective. Its one action has no date. For one goal no action is recorded."
    )


def test_actions_of_the_whole_goal_are_counted_and_those_without_owner_named(client, member):
    make_action(goal=make_goal(code="E"), origin="minute", words="It was agreed")
    block = client.get("/boards/board-1/goals/E/").context["shown"].block

    assert block.own == "One action belongs to the whole goal, without a date; one needs an owner."


def test_a_goal_whose_plans_are_not_held_says_so_and_lists_its_objectives(client, member):
    make_objective(title="Homes that keep people well", plan_held=False, plan_note="Action plans: named, not held.")
    page = client.get("/boards/board-1/goals/D/").content.decode()

    assert "Action plans: named, not held." in page
    assert "Homes that keep people well" in page
