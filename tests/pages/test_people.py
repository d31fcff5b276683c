"""People and organisations: what they do and since when, each with its source, and nothing of a hidden board."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Alias, Membership, RoleHolding
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_indicator,
    make_milestone,
    make_objective,
    make_organisation,
    make_person,
    make_responsibility,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SINCE = date(2026, 1, 1)


@pytest.fixture
def reader(client):
    make_strategy()
    client.force_login(make_user("administrator"))
    return client


def give_role(person, title="Director", **facts):
    return add(RoleHolding, {"title": title, "since": SINCE, "source": make_source()} | facts, person=person)


def names(answer):
    return [row.name for row in answer.context["page_obj"]]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_people_costs_the_same_however_long_it_is(reader, django_assert_num_queries, number):
    for _ in range(number):
        give_role(make_person(), organisation=make_organisation())

    with django_assert_num_queries(6):
        answer = reader.get(reverse("plans:people"))

    assert [person.post for person in answer.context["page_obj"]] == ["Director"] * number


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_organisations_costs_the_same_however_long_it_is(reader, django_assert_num_queries, number):
    for _ in range(number):
        make_organisation()

    with django_assert_num_queries(5):
        answer = reader.get(reverse("plans:organisations"))

    assert len(names(answer)) == number


def test_somebody_is_found_under_another_spelling(reader):
    add(Alias, {"written": "lan Wake", "source": make_source()}, person=make_person(name="Ian Wake"))
    make_person(name="Roger Harris")

    assert names(reader.get(reverse("plans:people"), {"q": "LAN w"})) == ["Ian Wake"]
    assert names(reader.get(reverse("plans:people"), {"q": "har"})) == ["Roger Harris"]
    assert names(reader.get(reverse("plans:people"), {"q": "nobody"})) == []


@pytest.mark.parametrize("asked", ["%", "_", "'; --", "\0", "x" * 5000, "<b>"])
def test_odd_searches_find_nobody_and_break_nothing(reader, asked):
    make_person(name="Ian Wake")

    answer = reader.get(reverse("plans:people"), {"q": asked})

    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [("author", True), ("administrator", True), ("officer", False), ("member", False), ("chair", False)],
)
def test_addresses_are_for_authors_and_administrators(client, role, seen):
    person = make_person(email="priya@example.org")
    make_board()
    client.force_login(make_user(role))

    bodies = [
        client.get(address).content.decode()
        for address in (reverse("plans:people"), reverse("plans:person", args=[person.key]))
    ]

    assert [("priya@example.org" in body) for body in bodies] == [seen, seen]


def test_a_person_has_dated_posts_each_with_its_source(reader):
    person = make_person()
    give_role(person, "Head of Primary Care", source=make_source(short="the minute"))
    give_role(person, "Head of Development", since=date(2026, 3, 1), source=make_source(short="the report"))

    answer = reader.get(reverse("plans:person", args=[person.key]))
    body = answer.content.decode()

    assert [role.title for role in answer.context["roles"]] == ["Head of Development", "Head of Primary Care"]
    assert "the minute" in body
    assert "the report" in body


def test_what_a_person_leads_is_that_of_the_day(reader):
    person, later = make_person(), make_person()
    action = make_action(lead=person, title="Open the hub")
    make_milestone(action=action, due=date(2026, 10, 31))
    make_responsibility(action=make_action(), person=later, since=date(2026, 11, 1))
    indicator = make_indicator()
    make_responsibility(indicator=indicator, person=person, kind="deputy")

    (page, held, _objectives), *_ = reader.get(reverse("plans:person", args=[person.key])).context["plans"]
    earlier = reader.get(reverse("plans:person", args=[later.key]), {"as_at": "2026-10-31"}).context["plans"]

    assert page.as_at == date(2026, 11, 11)
    assert [(action.title, action.judgement.status.letter) for action, _ in held.leads] == [("Open the hub", "R")]
    assert [line.key for line, _ in held.indicators] == [indicator.key]
    assert [held.is_empty for _, held, _ in earlier] == [True]


def test_what_a_person_sponsors_and_said_is_counted(reader):
    person = make_person()
    objective = make_objective(goal=make_goal(sponsor=person))
    objective.sponsors.set([person])
    make_statement(action=make_action(objective=objective), said_by=person)

    context = reader.get(reverse("plans:person", args=[person.key])).context

    assert context["said"] == 1
    assert list(context["sponsored"]["goals"]) == [objective.goal]
    assert list(context["sponsored"]["objectives"]) == [objective]


def test_a_hidden_boards_seat_and_source_are_not_on_the_page(client):
    hidden = make_board(is_public=False, name="Delivery group of commercial matters")
    person = make_person()
    paper = make_source(short="minute of the hidden group")
    add(Membership, {"since": SINCE, "source": paper}, board=hidden, person=person)
    give_role(person, "Adviser on the tender", source=paper)
    address = reverse("plans:person", args=[person.key])

    seen = {}
    for role in ("officer", "author"):
        client.force_login(make_user(role))
        seen[role] = client.get(address).content.decode()

    assert "Delivery group of commercial matters" in seen["author"]
    assert "Adviser on the tender" in seen["author"]
    for words in ("Delivery group", "minute of the hidden group", "Adviser on the tender"):
        assert words not in seen["officer"], words


@pytest.mark.parametrize(("number", "is_cut"), [(15, False), (16, True)])
def test_of_what_it_answers_for_15_are_shown_and_all_on_asking(reader, number, is_cut):
    organisation = make_organisation(name="The CCG")
    for place in range(number):
        make_action(lead=organisation, title=f"Visit practices {place}")
    address = reverse("plans:organisation", args=[organisation.key])

    text = reader.get(address, {"as_at": "2026-11-10"}).content.decode()
    every = reader.get(address, {"all": "yes"}).content.decode()

    assert text.count("Visit practices") == 15
    assert ('href="?as_at=2026-11-10&amp;all=yes"' in text) == is_cut
    assert every.count("Visit practices") == number
    assert "all=yes" not in every


def test_an_organisation_shows_its_people_and_what_it_leads(reader):
    organisation = make_organisation(name="The CCG")
    give_role(make_person(name="Mandy Ansell"), "Accountable Officer", organisation=organisation)
    make_action(lead=organisation, title="Visit practices")

    answer = reader.get(reverse("plans:organisation", args=[organisation.key]))
    (_page, held, _objectives), *_ = answer.context["plans"]

    assert [role.person.name for role in answer.context["roles"]] == ["Mandy Ansell"]
    assert [action.title for action, _ in held.leads] == ["Visit practices"]


def test_nobody_of_that_key_is_not_found(reader):
    assert reader.get(reverse("plans:person", args=["nobody"])).status_code == 404
    assert reader.get(reverse("plans:organisation", args=["nothing"])).status_code == 404
