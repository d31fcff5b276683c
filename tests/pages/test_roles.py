"""Who may read an action, and who may say where it stands: each role, own and other, board public and not."""

import pytest
from django.urls import reverse

from plans.models import Statement
from tests.factories import make_action, make_board, make_milestone, make_responsibility, make_statement, make_user

pytestmark = pytest.mark.django_db

WHO = ("nobody", "member", "chair", "officer", "lead", "deputy", "partner", "former lead", "author", "administrator")


@pytest.fixture
def milestone(today):
    return make_milestone(action=make_action(lead=make_user("officer").person))


def sign_in(client, who, action, board):
    """Sign in as `who`, whose relation to the action is what the name says."""
    if who == "nobody":
        return
    if who in ("lead", "deputy", "partner", "former lead"):
        user = make_user("officer")
        facts = {"kind": who.removeprefix("former ")}
        if who == "former lead":
            facts |= {"since": action.said_on, "until": action.said_on}
        make_responsibility(action=action, person=user.person, **facts)
    else:
        user = make_user(who, board=board)
    client.force_login(user)


def pages(milestone):
    board, action = milestone.action.strategy.board.key, milestone.action.reference
    return {
        "read": reverse("meetings:action", args=[board, action]),
        "actions": reverse("plans:actions", args=[board]),
        "milestones": reverse("plans:milestones", args=[board]),
        "update": reverse("plans:update_milestone", args=[board, milestone.reference]),
    }


def post(client, address):
    note = {"outcome": "note", "note": "On course", "version": 1, "token": "00000000-0000-0000-0000-000000000007"}
    return client.post(address, note)


MAY_UPDATE = {"lead", "deputy", "author"}


@pytest.mark.parametrize("who", WHO)
def test_on_a_public_board_everybody_signed_in_reads_and_owners_and_authors_write(client, milestone, who):
    at = pages(milestone)
    sign_in(client, who, milestone.action, milestone.action.strategy.board)
    before = Statement.objects.count()
    reads = 302 if who == "nobody" else 200
    writes = {"get": 200, "post": 302} if who in MAY_UPDATE else {"get": 403, "post": 403}
    if who == "nobody":
        writes = {"get": 302, "post": 302}

    assert [client.get(at[name]).status_code for name in ("read", "actions", "milestones")] == [reads] * 3
    assert {"get": client.get(at["update"]).status_code, "post": post(client, at["update"]).status_code} == writes
    assert Statement.objects.count() - before == (1 if who in MAY_UPDATE else 0)
    if who != "nobody":
        assert (at["update"] in client.get(at["read"]).content.decode()) == (who in MAY_UPDATE)


@pytest.mark.parametrize("who", WHO)
def test_a_board_that_meets_in_private_does_not_exist_for_those_who_do_not_sit_on_it(client, milestone, who):
    """An officer who leads an action of such a board is no exception: only its members, its chair and authors know of it."""
    board = milestone.action.strategy.board
    board.is_public = False
    board.save()
    at = pages(milestone)
    sign_in(client, who, milestone.action, board)
    knows = who in ("member", "chair", "author")

    expected = 302 if who == "nobody" else 200 if knows else 404
    assert [client.get(at[name]).status_code for name in ("read", "actions", "milestones")] == [expected] * 3
    update = 302 if who == "nobody" else 200 if who == "author" else 403 if knows else 404
    assert client.get(at["update"]).status_code == update


def test_a_member_of_another_board_does_not_know_of_a_private_one(client, milestone):
    board = milestone.action.strategy.board
    board.is_public = False
    board.save()
    client.force_login(make_user("member", board=make_board()))

    hidden = client.get(pages(milestone)["read"])
    missing = client.get(reverse("meetings:action", args=["no-such-board", "A1"]))

    assert hidden.status_code == missing.status_code == 404
    assert board.name not in hidden.content.decode()


@pytest.mark.parametrize("who", ["member", "officer", "administrator"])
def test_who_may_not_update_may_not_undo(client, milestone, who):
    said = make_statement(milestone=milestone)
    sign_in(client, who, milestone.action, milestone.action.strategy.board)

    undo = reverse("plans:undo_statement", args=[milestone.action.strategy.board.key, said.pk])

    assert client.post(undo).status_code == 403
    assert Statement.objects.get(pk=said.pk).error_marked_at is None


def test_what_does_not_exist_is_not_found(client, milestone):
    client.force_login(make_user("author"))
    board = milestone.action.strategy.board.key

    for name, args in {
        "meetings:action": [board, "nothing"],
        "plans:update_milestone": [board, "nothing"],
        "plans:actions": ["nothing"],
    }.items():
        assert client.get(reverse(name, args=args)).status_code == 404, name
