"""Raising a doubt by hand: two statements, picked or typed, which one is in doubt, and who is to settle it."""

from datetime import date
from decimal import Decimal

import pytest

from plans.models import Discrepancy, Statement
from tests.factories import (
    make_indicator,
    make_milestone,
    make_observation,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)


@pytest.fixture
def strategy(db, today):
    return make_strategy()


@pytest.fixture
def as_author(client, strategy):
    client.force_login(make_user("author"))
    return client


RAISE = "/boards/board-1/doubts/raise/"


def raising(**typed):
    return {
        "title": "The survey and the paper differ",
        "first_says": "57 in 100",
        "first_source": make_source().pk,
        "second_says": "Seven in ten",
        "second_source": make_source().pk,
        "kind": "disputed",
        "doubted": "2",
        "who_settles": "Director of Public Health",
    } | typed


def test_an_officer_raises_one_with_both_statements(client, strategy):
    officer = make_user("officer")
    client.force_login(officer)

    client.post(RAISE, raising(question="Which is right?"))

    row = Discrepancy.objects.get()
    assert (row.code, row.raised_by, row.who_settles, row.question, row.strategy) == (
        "P01",
        officer,
        "Director of Public Health",
        "Which is right?",
        strategy,
    )
    assert [(c.says, c.is_doubted) for c in row.claims.order_by("position")] == [
        ("57 in 100", False),
        ("Seven in ten", True),
    ]


def test_it_can_be_seen_from_the_day_of_its_later_source(as_author):
    later = make_source(published_on=date(2026, 10, 1))

    as_author.post(RAISE, raising(second_source=later.pk))

    assert Discrepancy.objects.get().raised_on == date(2026, 10, 1)


def test_two_readings_of_an_indicator_are_picked(as_author, strategy):
    indicator = make_indicator(key="beds", title="Beds")
    one = make_observation(indicator=indicator, value=Decimal(52))
    other = make_observation(indicator=indicator, value=Decimal(53), period_end=date(2026, 8, 9))
    typed = raising(first=f"reading-{one.pk}", second=f"reading-{other.pk}", doubted="both")
    typed |= dict.fromkeys(("first_says", "first_source", "second_says", "second_source"), "")

    as_author.post(f"{RAISE}?indicator=beds", typed)

    row = Discrepancy.objects.get()
    assert row.indicator == indicator
    assert [(c.observation, c.is_doubted) for c in row.claims.order_by("position")] == [(one, True), (other, True)]


def test_a_statement_of_a_milestone_is_picked(as_author, strategy):
    milestone = make_milestone()
    said = make_statement(milestone=milestone, note="All rooms are let.")
    typed = raising(first=f"statement-{said.pk}", first_says="", first_source="")

    as_author.post(f"{RAISE}?milestone={milestone.reference}", typed)

    row = Discrepancy.objects.get()
    assert (row.milestone, row.action) == (milestone, milestone.action)
    assert [c.statement for c in row.claims.order_by("position")] == [said, None]
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"first_says": ""}, "first_says"),
        ({"first_source": ""}, "first_source"),
        ({"second_says": ""}, "second_says"),
        ({"who_settles": ""}, "who_settles"),
        ({"kind": ""}, "kind"),
        ({"kind": "gap", "second_says": "", "second_source": ""}, "doubted"),
    ],
)
def test_what_a_doubt_needs_is_asked_for(as_author, typed, field):
    answer = as_author.post(RAISE, raising(**typed))

    assert field in answer.context["form"].errors
    assert not Discrepancy.objects.exists()


def test_something_missing_needs_no_second_statement(as_author):
    as_author.post(RAISE, raising(kind="gap", doubted="none", second_says="", second_source=""))

    assert Discrepancy.objects.get().claims.count() == 1


def test_sent_twice_it_is_raised_once(as_author):
    typed = raising()
    as_author.post(RAISE, typed)
    as_author.post(RAISE, typed)

    assert Discrepancy.objects.count() == 1


def test_an_indicator_of_another_board_is_not_found(as_author):
    assert as_author.get(f"{RAISE}?indicator=nothing").status_code == 404
    assert as_author.get(f"{RAISE}?milestone=nothing").status_code == 404
