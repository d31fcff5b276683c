"""The page on which somebody's work is handed over: who may, what is listed, and what goes wrong without losing anything."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Responsibility
from tests.factories import (
    make_action,
    make_board,
    make_goal,
    make_indicator,
    make_objective,
    make_organisation,
    make_person,
    make_responsibility,
    make_strategy,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def leaver():
    make_strategy(board=make_board())
    return make_person(name="Priya Nair")


def address(person):
    return reverse("plans:hand_over", args=[person.key])


def sent(person, **facts):
    return {"last_day": "2026-11-30", "because": "A new post", "leaves": "on"} | facts


def rows(answer):
    return [str(row.action or row.indicator) for row in answer.context["form"].rows]


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


@pytest.mark.parametrize(("role", "code"), [("member", 403), ("officer", 403), ("author", 200), ("administrator", 200)])
def test_authors_and_administrators_hand_over(client, leaver, role, code):
    client.force_login(make_user(role))

    assert client.get(address(leaver)).status_code == code
    assert client.post(address(leaver)).status_code == code


@pytest.mark.parametrize("number", [1, 3])
def test_every_open_thing_is_listed_at_the_same_cost(client, leaver, django_assert_num_queries, number):
    for _ in range(number):
        make_action(lead=leaver)
    make_responsibility(indicator=make_indicator(title="Waiting times"), person=leaver)
    make_responsibility(action=make_action(), person=make_person())
    client.force_login(make_user("author"))

    with django_assert_num_queries(10):
        answer = client.get(address(leaver))

    assert rows(answer) == ["Waiting times", *[f"A{n + 1} Action {n + 1}" for n in range(number)]]


def test_each_goes_to_whom_was_chosen_for_it_and_the_rest_to_whom_was_chosen_for_all(client, leaver):
    first, second = make_action(lead=leaver), make_action(lead=leaver)
    heir, trust = make_person(), make_organisation()
    client.force_login(make_user("author"))
    chosen = {f"to_{first.responsibilities.get().pk}": f"person:{heir.key}", "for_all": f"organisation:{trust.key}"}

    answer = client.post(address(leaver), sent(leaver, **chosen), follow=True)

    assert answer.redirect_chain == [(reverse("plans:person", args=[leaver.key]), 302)]
    after = Responsibility.objects.on(date(2026, 12, 1))
    assert after.get(action=first).person == heir
    assert after.get(action=second).organisation == trust
    leaver.refresh_from_db()
    assert leaver.left_on == date(2026, 11, 30)
    assert "2 things are handed over. Priya Nair answers for nothing after 30 November 2026." in answer.content.decode()


def test_what_has_nobody_chosen_is_named_and_what_was_chosen_stays_on_the_page(client, leaver):
    first, second = make_action(lead=leaver), make_action(lead=leaver)
    heir = make_person()
    client.force_login(make_user("author"))
    fields = [f"to_{action.responsibilities.get().pk}" for action in (first, second)]

    answer = client.post(address(leaver), sent(leaver, **{fields[0]: f"person:{heir.key}", "because": ""}))

    assert errors(answer) == {
        fields[1]: ["Choose who takes it over."],
        "because": ["Say why it is handed over."],
    }
    assert answer.context["form"][fields[0]].value() == f"person:{heir.key}"
    assert Responsibility.objects.count() == 2


def test_nobody_can_be_chosen_for_a_deputy_s_place_alone(client, leaver):
    lead = make_responsibility(action=make_action(), person=leaver)
    deputy = make_responsibility(action=make_action(), person=leaver, kind="deputy")
    client.force_login(make_user("author"))

    answer = client.post(address(leaver), sent(leaver, **{f"to_{row.pk}": "nobody" for row in (lead, deputy)}))

    assert list(errors(answer)) == [f"to_{lead.pk}"]


def test_the_leaver_and_those_who_have_left_are_not_offered(client, leaver):
    make_action(lead=leaver)
    gone, here = make_person(left_on=date(2026, 11, 10)), make_person(left_on=date(2026, 11, 11))
    client.force_login(make_user("author"))

    form = client.get(address(leaver)).context["form"]

    assert {here.key} == {gone.key, here.key, leaver.key} & set(form.takers.people)


def test_of_a_hidden_board_an_administrator_learns_nothing_and_cannot_finish(client, leaver):
    hidden = make_objective(goal=make_goal(strategy=make_strategy(board=make_board(is_public=False))))
    make_action(title="A secret thing", objective=hidden, lead=leaver)
    client.force_login(make_user("administrator"))

    answer = client.post(address(leaver), sent(leaver))

    assert "secret" not in answer.content.decode()
    assert "Ask a report author to finish it" in str(errors(answer))
    leaver.refresh_from_db()
    assert leaver.left_on is None


def test_who_answers_for_nothing_open_can_still_be_given_a_last_day(client, leaver):
    client.force_login(make_user("administrator"))

    client.post(address(leaver), sent(leaver))

    leaver.refresh_from_db()
    assert leaver.left_on == date(2026, 11, 30)


@pytest.mark.parametrize(("role", "links"), [("author", True), ("member", False)])
def test_the_page_of_a_person_leads_here(client, leaver, role, links):
    client.force_login(make_user(role))

    answer = client.get(reverse("plans:person", args=[leaver.key]))

    assert (address(leaver) in answer.content.decode()) is links
