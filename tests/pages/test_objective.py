"""The page of an objective: what it says first, how its dates moved, and what is not held."""

from datetime import date

import pytest

from plans import snapshot_cache
from plans.models import Feedback, Objective, Risk, Strategy
from plans.pages.objective import lead
from plans.pages.words import plain
from plans.snapshot import take_snapshot
from tests.factories import (
    add,
    make_action,
    make_board,
    make_discrepancy,
    make_indicator,
    make_milestone,
    make_objective,
    make_observation,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/boards/board-1/objectives/A1/"


@pytest.fixture
def member(client, today):
    make_strategy(board=make_board())
    make_objective(code="A1", official="Every child starts well")
    user = make_user("member")
    client.force_login(user)
    return user


def cases(**later):
    """Business cases: within six months, then six to nine months."""
    milestone = make_milestone(title="Business cases approved")
    said = {"milestone": milestone, "kind": "forecast", "is_inferred": True}
    first = {"earliest": date(2026, 9, 9), "latest": date(2027, 3, 9), "words": "within the next six months"}
    make_statement(**said, **first, promise="approved", promised="two business cases approved")
    then = {"earliest": date(2027, 4, 7), "latest": date(2027, 7, 7), "words": "six to nine months"}
    make_statement(**said, **then | {"said_on": date(2026, 10, 7), "promise": "ready"} | later)
    return milestone


def found(day=date(2026, 11, 11)):
    snapshot = take_snapshot(Strategy.objects.select_related("board").get(), as_at=day)
    return snapshot.objective("A1")[1]


def said(day=date(2026, 11, 11)):
    return plain(lead(found(day), as_at=day))


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_nineteen_queries_from_cold_however_large_it_is(client, member, rows, django_assert_num_queries):
    for _ in range(rows):
        cases()
        make_observation(indicator=make_indicator(objectives=Objective.objects.all()))
        make_discrepancy(objective=Objective.objects.get())
    snapshot_cache.forget()

    with django_assert_num_queries(19):
        client.get(PAGE)


def test_the_lead_counts_and_then_names_the_date_that_moved_furthest(member):
    cases()

    assert said() == (
        "Its one action is red. Business cases approved: first promised by 9 March 2027, now by 7 July 2027."
    )


def test_the_lead_names_what_is_longest_overdue_when_nothing_moved(member):
    make_milestone(title="Paper received", due=date(2026, 10, 31))

    assert said() == "Its one action is red. Paper received: due 11 days ago, and nothing held says that it was done."


def test_the_lead_names_what_comes_next_when_all_is_well(member):
    make_milestone(title="Lease signed", due=date(2027, 3, 31))

    assert said() == "Its one action is green. Next: Lease signed, 31 March 2027."


def test_every_date_is_listed_with_its_words_and_a_weaker_promise_is_called_one(client, member):
    cases()
    (book,) = client.get(PAGE).context["shown"].ledgers

    assert [(row.words, row.read, row.slip, row.note) for row in book.rows] == [
        ("within the next six months", "by 9 March 2027", "first stated", ""),
        (
            "six to nine months",
            "7 April to 7 July 2027",
            "+120 days",
            "Not the same promise: ready is less than approved.",
        ),
    ]
    assert "<svg" in book.chart


def test_a_date_stated_once_needs_no_ledger(client, member):
    make_milestone(due=date(2027, 3, 31))

    assert client.get(PAGE).context["shown"].ledgers == ()


def test_what_was_said_after_the_day_that_was_asked_for_stands_beside_it_and_counts_nowhere(client, member):
    cases()
    page = client.get(PAGE, {"as_at": "2026-09-30"})
    (book,) = page.context["shown"].ledgers

    assert [row.slip for row in book.rows] == ["first stated"]
    assert [(line.words, line.slip, line.note) for line in book.later] == [
        ("six to nine months", "+120 days", "Not the same promise: ready is less than approved.")
    ]
    assert "What later papers say" in page.content.decode()


def test_as_it_opens_nothing_is_later(client, member):
    cases()

    assert "What later papers say" not in client.get(PAGE).content.decode()


def test_a_plan_that_is_named_and_not_held_is_said_to_be_missing_and_nothing_is_guessed(client, member):
    make_objective(code="B4", plan_held=False, plan_note="Action plan B4: named, not held")
    page = client.get("/boards/board-1/objectives/B4/").content.decode()

    assert "its action plan is <strong>named, not held</strong>" in page
    assert "hwb-absent" in page
    assert page.count("Not known") == 3


def test_actions_without_a_milestone_are_told_as_such(client, member):
    make_action()

    assert said() == "Its one action has no date."
    assert "None of these has a milestone or a date." in client.get(PAGE).content.decode()


def test_risks_and_feedback_are_told_from_the_day_they_were_said(client, member):
    facts = {"objective": Objective.objects.get(), "strategy": Strategy.objects.get(), "source": make_source()}
    add(Risk, {"key": "r", "title": "Too few midwives", "said_on": date(2026, 10, 1)}, **facts)
    told = {
        "key": "f",
        "given_by": "Healthwatch",
        "theme": "Waiting",
        "said": "Too long.",
        "said_on": date(2026, 10, 1),
    }
    add(Feedback, told, **facts)

    after, before = (client.get(PAGE, {"as_at": day}).content.decode() for day in ("2026-10-01", "2026-09-30"))
    assert ("Too few midwives" in after, "Too long." in after) == (True, True)
    assert ("Too few midwives" in before, "Too long." in before) == (False, False)


def test_an_objective_that_there_is_not_is_not_found(client, member):
    assert client.get("/boards/board-1/objectives/Z9/").status_code == 404
