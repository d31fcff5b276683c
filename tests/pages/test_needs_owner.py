"""Upkeep of the plan: which actions need an owner and why, how they get one, and where dates bunch."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Responsibility
from tests.factories import (
    make_action,
    make_board,
    make_milestone,
    make_organisation,
    make_person,
    make_responsibility,
    make_statement,
    make_strategy,
    make_user,
)
from tests.loaded import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 11, 11)


@pytest.fixture
def board():
    return make_strategy(board=make_board()).board


@pytest.fixture
def author(client, board):
    client.force_login(make_user("author"))
    return client


def address(board):
    return reverse("plans:needs_owner", args=[board.key])


def listed(answer):
    return {row.found.line.reference: row.found.because for row in answer.context["rows"]}


def sent(action, to, **facts):
    prefix = f"a{action.pk}"
    typed = {"to": to, "because": "", "reference": action.reference, "version": action.version} | facts
    return {"row": action.pk} | {f"{prefix}-{name}": value for name, value in typed.items()}


@pytest.mark.parametrize(("role", "code"), [("member", 403), ("officer", 403), ("administrator", 403), ("author", 200)])
def test_it_is_the_author_s_page(client, board, role, code):
    client.force_login(make_user(role))

    assert client.get(address(board)).status_code == code


def test_what_has_no_owner_is_listed_with_the_reason(author, board):
    make_action(origin="minute", words="It was agreed to write")
    make_action()
    make_action(lead=make_person())
    make_action(lead=make_organisation())
    gone = make_person(name="Tom Reed", left_on=date(2026, 11, 10))
    make_action(lead=gone)
    make_responsibility(action=make_action(), person=gone, organisation=make_organisation(name="Our Trust"))
    make_action(lead=make_person(left_on=TODAY))

    answer = author.get(address(board))

    assert listed(answer) == {
        "A1": "Agreed by the board, and nobody is named.",
        "A2": "Nobody leads it now.",
        "A5": "Tom Reed left on 10 November 2026.",
        "A6": "Tom Reed left on 10 November 2026. Our Trust leads it still, without a person.",
    }


def test_with_one_lead_left_who_is_still_here_it_has_an_owner(author, board):
    action = make_action(lead=make_person(left_on=date(2026, 11, 1)))
    make_responsibility(action=action, person=make_person())

    assert listed(author.get(address(board))) == {}


@pytest.mark.parametrize("kind", ["completed", "withdrawn"])
def test_what_is_finished_needs_nobody(author, board, kind):
    on = TODAY if kind == "completed" else None
    make_statement(action=make_action(), kind=kind, because="Done", on=on, said_on=TODAY)

    assert listed(author.get(address(board))) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_is_listed(author, board, django_assert_num_queries, number):
    for _ in range(number):
        make_action()

    with django_assert_num_queries(19):
        answer = author.get(address(board))

    assert len(listed(answer)) == number


def test_an_owner_is_named_from_today(author, board):
    action, heir = make_action(), make_person(name="Priya Nair")

    answer = author.post(address(board), sent(action, f"person:{heir.key}", because="As agreed"), follow=True)

    assert listed(answer) == {}
    assert "Priya Nair leads it from today" in answer.content.decode()
    (row,) = Responsibility.objects.filter(action=action)
    assert (row.person, row.since, row.because) == (heir, TODAY, "As agreed")


def test_without_a_choice_it_says_so_and_keeps_the_reason_typed(author, board):
    action, other = make_action(), make_action()

    answer = author.post(address(board), sent(action, "", because="As agreed"))

    forms = {row.found.line.reference: row.form for row in answer.context["rows"]}
    assert forms[action.reference].errors == {"to": ["Choose a person or an organisation."]}
    assert forms[action.reference]["because"].value() == "As agreed"
    assert not forms[other.reference].is_bound
    assert not Responsibility.objects.exists()


def test_the_second_of_two_authors_is_told_that_it_has_an_owner(author, board):
    action, heir = make_action(), make_person()
    late = sent(action, f"person:{heir.key}")
    author.post(address(board), late)

    answer = author.post(address(board), late)

    assert "This action has an owner by now: somebody else named one." in answer.content.decode()
    assert Responsibility.objects.count() == 1


@pytest.mark.parametrize("row", ["", "x", "0", "99999999999999999999"])
def test_a_row_that_does_not_exist_changes_nothing(author, board, row):
    make_action()

    assert author.post(address(board), {"row": row}).status_code == 200
    assert not Responsibility.objects.exists()


def test_dates_that_bunch_are_told_here(author, board):
    for _ in range(5):
        make_milestone(due=date(2027, 3, 31))
    done = make_milestone(due=date(2027, 5, 1))
    make_statement(milestone=done, kind="completed", on=TODAY, said_on=TODAY)

    told = [bunch.sentence for bunch in author.get(address(board)).context["bunches"]]

    assert told == [
        "5 of 5 milestones still to come are due in March 2027 (100 per cent).",
        "5 of 5 milestones still to come are due on a 31 March (100 per cent).",
    ]


def test_the_two_cases_of_the_thurrock_papers_are_found_and_can_be_given_an_owner(client):
    load("thurrock", on=TODAY)
    client.force_login(make_user("author"))
    found = client.get("/boards/thurrock-hwb/needs-an-owner/")
    facts = {row.found.line.reference: row.found.line.citation.fact for row in found.context["rows"]}
    assert {"4A-07": "F085 X17", "D-01": "F086 X17"}.items() <= facts.items()

    (row,) = [row for row in found.context["rows"] if row.found.line.reference == "4A-07"]
    typed = {f"{row.form.prefix}-{name}": value for name, value in row.form.initial.items()}
    typed |= {"row": row.found.line.pk, f"{row.form.prefix}-to": "organisation:thurrock-council"}
    client.post("/boards/thurrock-hwb/needs-an-owner/", typed)

    after = {row.found.line.reference for row in client.get("/boards/thurrock-hwb/needs-an-owner/").context["rows"]}
    assert after == set(facts) - {"4A-07"}


@pytest.mark.parametrize(("role", "links"), [("author", True), ("member", False)])
def test_the_plan_leads_here(client, board, role, links):
    client.force_login(make_user(role))

    answer = client.get(reverse("plans:plan", args=[board.key]))

    assert (address(board) in answer.content.decode()) is links
