"""For 15 minutes what was just saved can be taken back, from the page of the action."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from plans.models import Statement
from tests.factories import make_action, make_board, make_milestone, make_statement, make_user

TODAY = date(2026, 11, 11)
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(today):
    return make_user("officer")


@pytest.fixture
def said(officer):
    milestone = make_milestone(action=make_action(lead=officer.person), title="Open the service")
    at = datetime(2026, 11, 11, 10, 0, tzinfo=UTC)
    return make_statement(milestone=milestone, said_on=TODAY, recorded_at=at, recorded_by=officer)


def addresses(said):
    action = said.milestone.action
    board = action.strategy.board.key
    return reverse("plans:undo_statement", args=[board, said.pk]), reverse(
        "meetings:action", args=[board, action.reference]
    )


def is_marked(said):
    return Statement.objects.get(pk=said.pk).error_marked_at is not None


def test_the_button_stands_for_15_minutes_for_whoever_entered_it(client, officer, said, clock):
    undo, action = addresses(said)
    client.force_login(officer)

    clock(TODAY, time(10, 15))
    assert f'action="{undo}"' in client.get(action).content.decode()

    clock(TODAY, time(10, 15, 1))
    assert f'action="{undo}"' not in client.get(action).content.decode()


def test_nobody_else_sees_the_button(client, said):
    undo, action = addresses(said)
    client.force_login(make_user("author"))

    assert f'action="{undo}"' not in client.get(action).content.decode()


def test_taken_back_it_is_told_as_an_error_and_counts_for_nothing(client, officer, said):
    undo, action = addresses(said)
    client.force_login(officer)

    response = client.post(undo, follow=True)

    assert response.redirect_chain == [(action, 302)]
    assert is_marked(said)
    text = response.content.decode()
    assert "Taken back: note, Open the service. It stays in the history." in text
    assert "Undone by the person who entered it" in text
    assert "<del><strong>Note</strong></del>" in text


def test_too_late_is_said_in_a_sentence(client, officer, said, clock):
    clock(TODAY, time(10, 16))
    client.force_login(officer)

    response = client.post(addresses(said)[0], follow=True)

    assert "This can no longer be undone: 15 minutes have passed." in response.content.decode()
    assert not is_marked(said)


def test_a_get_takes_nothing_back(client, officer, said):
    client.force_login(officer)

    assert client.get(addresses(said)[0]).status_code == 405
    assert not is_marked(said)


def test_a_statement_of_another_board_is_not_found_under_this_one(client, officer, said):
    client.force_login(officer)
    elsewhere = reverse("plans:undo_statement", args=[make_board().key, said.pk])

    assert client.post(elsewhere).status_code == 404
    assert not is_marked(said)
