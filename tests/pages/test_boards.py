"""Boards: what each is for and who sits on it; one that does not meet in public does not exist for most."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Membership
from tests.factories import add, make_board, make_meeting, make_organisation, make_person, make_source, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SINCE = date(2026, 1, 1)


def seat(board, person=None, **facts):
    return add(Membership, {"since": SINCE} | facts, board=board, person=person or make_person())


def page(client, board):
    return client.get(reverse("meetings:board", args=[board.key]))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client, django_assert_num_queries, number):
    for _ in range(number):
        make_meeting(board=make_board(organisation=make_organisation()), held_on=date(2026, 11, 25), state="planned")
    client.force_login(make_user("officer"))

    with django_assert_num_queries(3):
        answer = client.get(reverse("meetings:boards"))

    assert [board.next_meeting for board in answer.context["boards"]] == [date(2026, 11, 25)] * number


def test_the_next_meeting_is_neither_over_nor_cancelled(client):
    board = make_board()
    make_meeting(board=board, held_on=date(2026, 11, 11))  # held this morning
    make_meeting(board=board, held_on=date(2026, 11, 10))
    make_meeting(board=board, held_on=date(2026, 11, 12), state="cancelled")
    make_meeting(board=board, held_on=date(2026, 12, 9), state="planned")
    client.force_login(make_user("officer"))

    assert [b.next_meeting for b in client.get(reverse("meetings:boards")).context["boards"]] == [date(2026, 12, 9)]


KNOWS = {"officer": False, "administrator": False, "member": True, "chair": True, "author": True}


@pytest.mark.parametrize(("role", "knows"), KNOWS.items())
def test_a_board_that_does_not_meet_in_public_is_known_to_its_own_and_to_authors(client, role, knows):
    public = make_board(name="Public board")
    hidden = make_board(name="Delivery group", is_public=False, parent=public)
    client.force_login(make_user(role, board=hidden))

    assert page(client, hidden).status_code == (200 if knows else 404)
    assert ("Delivery group" in page(client, public).content.decode()) == knows
    assert ("Delivery group" in client.get(reverse("meetings:boards")).content.decode()) == knows


def test_a_member_of_one_hidden_board_does_not_know_of_another(client):
    own, other = make_board(is_public=False), make_board(is_public=False)
    client.force_login(make_user("member", board=own))

    assert (page(client, own).status_code, page(client, other).status_code) == (200, 404)


def test_hidden_and_missing_are_answered_alike(client):
    hidden = make_board(is_public=False)
    client.force_login(make_user("officer"))

    missing = client.get(reverse("meetings:board", args=["nothing-here"]))

    assert page(client, hidden).content.decode().replace(hidden.key, "X") == missing.content.decode().replace(
        "nothing-here", "X"
    )


def test_the_page_tells_functions_seats_and_what_is_not_stated(client):
    board = make_board(terms=["Receive the score-card", "Oversee uptake"], purpose="Improves standards.")
    chair, deputy = make_person(name="Cllr Rice"), make_person(name="Dana Reyes")
    seat(board, chair, is_chair=True, seat="Portfolio Holder", source=make_source(short="report of March"))
    seat(board, deputy, substitute_for=chair)
    seat(board, make_person(name="Tom Ashby"), until=date(2026, 6, 30))
    client.force_login(make_user("officer"))

    answer = page(client, board)
    body = answer.content.decode()

    assert [s.person.name for s in answer.context["sitting"]] == ["Cllr Rice", "Dana Reyes"]
    assert [s.person.name for s in answer.context["former"]] == ["Tom Ashby"]
    for words in (
        "<li>Receive the score-card</li>",
        "Stands in for Cllr Rice",
        "report of March",
        "Improves standards.",
    ):
        assert words in body
    assert body.count("Not stated") >= 2
