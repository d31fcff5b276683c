"""A scrutiny board has no plan, and its papers hold figures all the same."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import make_board, make_discrepancy, make_indicator, make_observation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    board = make_board(key="scrutiny")
    indicator = make_indicator(board=board, key="practices", title="Member practices", said_on=date(2026, 3, 4))
    make_observation(indicator=indicator, value=Decimal(59), said_on=date(2026, 3, 4))
    return board


def test_its_figures_are_listed_and_each_has_a_page(client, board, today):
    client.force_login(make_user("author"))

    listed = client.get(reverse("plans:indicators", args=["scrutiny"]))
    page = client.get(reverse("plans:indicator", args=["scrutiny", "practices"]))

    assert [line.title for line in listed.context["page"].snapshot.indicators] == ["Member practices"]
    assert page.context["page"].snapshot.indicators[0].headline.shown == "59"


def test_it_opens_as_at_its_last_figure_and_shows_none_before_the_first(client, board, today):
    client.force_login(make_user("author"))
    address = reverse("plans:indicators", args=["scrutiny"])

    assert client.get(address).context["page"].as_at == date(2026, 3, 4)
    assert client.get(address, {"as_at": "2026-03-03"}).context["page"].problem == (
        "Nothing is recorded before 4 March 2026."
    )


def test_its_doubts_are_shown(client, board, today):
    make_discrepancy(board=board, code="X06", raised_on=date(2026, 3, 9), says=["58 of 59 are told of."])
    client.force_login(make_user("author"))

    page = client.get(reverse("plans:doubts", args=["scrutiny"]))

    assert [d.code for d in page.context["page"].snapshot.doubts] == ["X06"]


def test_a_board_without_figures_says_so(client, today):
    make_board(key="silent")
    client.force_login(make_user("author"))

    assert "No figure had been named" in client.get(reverse("plans:indicators", args=["silent"])).content.decode()


def test_a_strategy_that_is_named_and_is_not_there_is_not_found(client, board, today):
    client.force_login(make_user("author"))

    assert client.get(reverse("plans:indicators", args=["scrutiny"]), {"strategy": "no"}).status_code == 404
