"""What residents and others said, and what was answered: the page, by goal, as at a day, and narrowed."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import FeedbackLink
from plans.pages.feedback import lead
from tests.factories import (
    SAID_ON,
    add,
    make_action,
    make_feedback,
    make_goal,
    make_objective,
    make_strategy,
    make_user,
)


@pytest.fixture
def strategy(db, today):
    return make_strategy()


@pytest.fixture
def reader(client, strategy):
    client.force_login(make_user("member"))
    return client


def at(strategy, query=""):
    return reverse("plans:feedback", args=[strategy.board.key]) + query


def shown(reader, strategy, query=""):
    """The headings of the groups, each with the themes under it."""
    answer = reader.get(at(strategy, query))
    return {group.title: [one.row.theme for one in group.told] for group in answer.context["groups"]}


def test_it_stands_under_the_goals_in_their_order_and_what_bears_on_all_of_it_last(reader, strategy):
    first, second = make_goal(title="Start well"), make_goal(title="Age well")
    make_feedback(theme="Everything")
    make_feedback(theme="Second", goal=second)
    make_feedback(theme="Of an objective", objective=make_objective(goal=first))

    assert shown(reader, strategy) == {
        "Goal A: Start well": ["Of an objective"],
        "Goal B: Age well": ["Second"],
        "The whole strategy": ["Everything"],
    }


@pytest.mark.parametrize(
    ("day", "answer", "waits"),
    [(date(2026, 10, 1), "", "No answer is on record, 22 days on."), (date(2026, 10, 2), "There is a bus now.", "")],
)
def test_an_answer_is_told_from_its_own_day_on(reader, strategy, day, answer, waits):
    make_feedback(answer="There is a bus now.", answered_on=date(2026, 10, 2))

    [group] = reader.get(at(strategy, f"?as_at={day}")).context["groups"]

    assert [(one.answer, one.waiting) for one in group.told] == [(answer, waits)]


def test_an_answer_whose_day_nobody_knows_counts_as_given(reader, strategy):
    make_feedback(answer="There is a bus now.")

    assert reader.get(at(strategy)).context["lead"] == (
        "One thing is on record that residents and others said. It is answered."
    )


@pytest.mark.parametrize(
    ("waits", "sentence"),
    [
        ([], "Nothing that residents or others said is on record yet."),
        ([None, None], "Two things are on record that residents and others said. Both are answered."),
        (
            [None, 1],
            "Two things are on record that residents and others said. One is not answered; it has waited for 1 day.",
        ),
        (
            [63, 4, None],
            "Three things are on record that residents and others said. "
            "Two are not answered; the longest has waited for 63 days.",
        ),
    ],
)
def test_the_first_sentence_says_how_much_waits_and_how_long(waits, sentence):
    assert lead(waits) == sentence


@pytest.mark.parametrize(
    ("query", "themes"),
    [
        ("", ["Buses", "Letters"]),
        ("?state=waiting", ["Buses"]),
        ("?state=answered", ["Letters"]),
        ("?state=actions", ["Letters"]),
        ("?part=A", ["Buses", "Letters"]),
        ("?part=A1", ["Letters"]),
        ("?part=B", []),
        ("?q=LETTER", ["Letters"]),
        ("?state=nonsense&part=Z9", ["Buses", "Letters"]),
    ],
)
def test_it_can_be_narrowed(reader, strategy, query, themes):
    goal = make_goal()
    make_goal()
    make_feedback(theme="Buses", goal=goal)
    letters = make_feedback(
        theme="Letters", objective=make_objective(goal=goal), answer="Rewritten.", answered_on=SAID_ON
    )
    add(FeedbackLink, {}, feedback=letters, action=make_action(goal=goal))

    found = [theme for group in shown(reader, strategy, query).values() for theme in group]

    assert sorted(found) == themes


def test_the_actions_that_answer_it_stand_there_with_where_they_are(reader, strategy):
    one = make_feedback()
    add(FeedbackLink, {}, feedback=one, action=make_action(title="Run a bus"))

    text = reader.get(at(strategy)).content.decode()

    assert "A1 Run a bus" in text
    assert "No date" in text


@pytest.mark.parametrize(("role", "may"), [("member", False), ("officer", False), ("author", True)])
def test_authors_alone_are_led_to_the_forms(client, strategy, role, may):
    one = make_feedback()
    client.force_login(make_user(role))

    text = client.get(at(strategy)).content.decode()

    assert (reverse("plans:add_feedback", args=[strategy.board.key]) in text) is may
    assert (reverse("plans:edit_feedback", args=[strategy.board.key, one.key]) in text) is may


def test_without_any_the_page_says_that_this_is_no_proof_of_silence(reader, strategy):
    assert "That does not mean that nothing was said." in reader.get(at(strategy)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_was_said(reader, strategy, number, django_assert_num_queries):
    goal = make_goal()
    for _ in range(number):
        add(FeedbackLink, {}, feedback=make_feedback(goal=goal), action=make_action(goal=goal))

    with django_assert_num_queries(17):
        answer = reader.get(at(strategy))

    assert [len(group.told) for group in answer.context["groups"]] == [number]


def test_goal_objective_and_dashboard_tell_of_it_too(reader, strategy):
    objective = make_objective(goal=make_goal())
    make_feedback(theme="Of the objective", objective=objective, goal=objective.goal)
    make_feedback(theme="Of the goal", goal=objective.goal)
    key = strategy.board.key

    pages = {
        name: reader.get(reverse(name, args=[key, *args])).content.decode()
        for name, args in {"plans:goal": ["A"], "plans:objective": ["A1"], "meetings:dashboard": []}.items()
    }

    assert "Of the goal" in pages["plans:goal"]
    assert "Of the objective" in pages["plans:objective"]
    assert "Two are not answered; the longest has waited for 63 days." in pages["meetings:dashboard"]


@pytest.mark.parametrize(("day", "themes"), [("2026-10-01", []), ("2026-10-02", ["Buses"])])
def test_the_action_that_answers_it_leads_back_to_it(reader, strategy, day, themes):
    action, other = make_action(), make_action()
    said = make_feedback(theme="Buses", said_on=date(2026, 10, 2))
    make_feedback(theme="Answered by nothing")
    add(FeedbackLink, {}, feedback=said, action=action)

    def page(one):
        return reader.get(reverse("meetings:action", args=[strategy.board.key, one.reference]), {"as_at": day})

    assert [one.row.theme for one in page(action).context["feedback"]] == themes
    assert page(action).content.decode().count("What residents and others said") == len(themes)
    assert page(other).context["feedback"] == ()
