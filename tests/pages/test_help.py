"""Help that is the same as the rules, open to everybody, and tells nobody what they may not know."""

import pytest
from django.urls import reverse

from plans.enums import IndicatorStatus, Status
from plans.pages.colours import indicator_rows, milestone_rows, tables
from plans.rules.status import StatusNumbers
from tests.factories import make_board, make_strategy, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["help", "colours", "accessibility"])
def test_help_is_open_to_everybody(client, page):
    assert client.get(reverse(f"plans:{page}")).status_code == 200


def test_help_leads_to_the_page_of_ones_updates(client):
    assert f'href="{reverse("meetings:my_updates")}"' in client.get(reverse("plans:help")).content.decode()


def test_every_status_has_its_line():
    assert {row.status for row in milestone_rows(StatusNumbers())} == set(Status)
    assert {row.status for row in indicator_rows()} == set(IndicatorStatus)


def test_the_numbers_are_those_of_the_plan():
    text = " ".join(row.when for row in milestone_rows(StatusNumbers(11, 22, 33, 44)))

    assert [number in text for number in ("11 days", "22 days", "33.", "44 days")] == [True] * 4


def test_plans_with_the_same_numbers_share_a_table():
    slow = StatusNumbers(red_days_after_baseline=120)
    made = tables([("One", StatusNumbers()), ("Two", slow), ("Three", StatusNumbers())])

    assert [table.titles for table in made] == [("One", "Three"), ("Two",)]


def test_a_plan_of_a_hidden_board_is_not_named(client):
    make_strategy(title="The open plan")
    make_strategy(board=make_board(is_public=False), title="The secret plan", red_days_after_baseline=3)
    seen = {}
    for role in ("officer", "author"):
        client.force_login(make_user(role))
        seen[role] = "The secret plan" in client.get(reverse("plans:colours")).content.decode()
    client.logout()

    assert seen == {"officer": False, "author": True}
    assert client.get(reverse("plans:colours")).context["tables"][0].titles == ()
