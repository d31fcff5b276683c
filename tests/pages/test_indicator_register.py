"""The register of indicators: the order, the filters, the file, and what the evidence lacks."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from tests.factories import (
    make_action,
    make_awaited,
    make_board,
    make_indicator,
    make_milestone,
    make_objective,
    make_observation,
    make_person,
    make_responsibility,
    make_strategy,
    make_target,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REGISTER = "/boards/board-1/indicator-register/"


@pytest.fixture
def reader(client):
    make_strategy(board=make_board())
    client.force_login(make_user("member"))
    return client


def rows(answer):
    return [row.line.title for row in answer.context["rows"]]


def an_indicator(title, ends=None, **facts):
    """Read every quarter, due 30 days after one ends; its last reading is for the period to `ends`."""
    indicator = make_indicator(title=title, **{"frequency": "quarterly", "due_after_days": 30} | facts)
    if ends:
        make_observation(indicator=indicator, period_end=ends, said_on=date(2026, 9, 9))
    return indicator


@pytest.fixture
def five(reader):
    an_indicator("To come", date(2026, 9, 30))
    an_indicator("A little late", date(2026, 6, 30))
    an_indicator("Longest late", date(2026, 3, 31))
    an_indicator("Never read")
    make_awaited(
        indicator=an_indicator("Awaited", date(2026, 6, 30)), expected_on=date(2026, 12, 12), note="It is late."
    )
    return reader


def test_what_is_longest_past_its_day_comes_first(five):
    answer = five.get(REGISTER)

    assert rows(answer) == ["Longest late", "A little late", "Never read", "Awaited", "To come"]
    text = answer.content.decode()
    assert "30 July 2026, 104 days ago" in text
    assert "2 readings are missing." in text
    assert "Its day has passed: 2; No reading yet: 1; Not out yet, as its owner says: 1; To come: 1." in text
    assert "Next reading not out yet; expected by 12 December 2026" in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("due=late", ["Longest late", "A little late"]),
        ("due=awaited", ["Awaited"]),
        ("q=late", ["Longest late", "A little late"]),
        ("q=longest%20late", ["Longest late"]),
        ("sort=title", ["A little late", "Awaited", "Longest late", "Never read", "To come"]),
        ("sort=age", ["Never read", "Longest late", "A little late", "Awaited", "To come"]),
        ("owner=nobody&due=never", ["Never read"]),
        ("due=nothing", ["Longest late", "A little late", "Never read", "Awaited", "To come"]),
    ],
)
def test_it_is_narrowed_and_sorted(five, asked, found):
    assert rows(five.get(f"{REGISTER}?{asked}")) == found


def test_it_is_narrowed_by_lead_objective_and_what_is_missing(reader):
    objective = make_objective()
    make_action(objective=objective)
    owned = an_indicator("Owned", objectives=[objective], definition="Falls.")
    make_responsibility(indicator=owned, person=make_person(name="Priya Nair", key="priya"))
    make_target(indicator=owned)
    an_indicator("Bare")

    assert rows(reader.get(f"{REGISTER}?owner=priya")) == ["Owned"]
    assert rows(reader.get(f"{REGISTER}?objective={objective.code}")) == ["Owned"]
    for gap in ("no_owner", "no_target", "no_definition", "not_served"):
        assert rows(reader.get(f"{REGISTER}?gap={gap}")) == ["Bare"]


def test_what_is_in_no_list_changes_nothing_and_is_said(five):
    answer = five.get(f"{REGISTER}?due=soon")

    assert "“soon” is not in this list, so it changes nothing." in answer.content.decode()
    assert "<title>Error: Register of indicators" in answer.content.decode()


def test_nothing_that_is_like_that_says_how_to_go_on(five):
    answer = five.get(f"{REGISTER}?q=nothing%20of%20the%20kind").content.decode()

    assert "No indicator is like that as at 11 November 2026." in answer
    assert f'href="{REGISTER}">clear the filters</a>' in answer


def test_without_indicators_it_says_so(reader):
    assert "No indicator had been named by 11 November 2026." in reader.get(REGISTER).content.decode()


def test_what_the_evidence_lacks_is_listed(reader):
    bare, measured, far = make_objective(title="Bare"), make_objective(title="Measured"), make_objective(title="Far")
    make_milestone(action=make_action(objective=bare), due=date(2026, 12, 1))
    make_milestone(action=make_action(objective=measured), due=date(2026, 12, 1))
    make_milestone(action=make_action(objective=far), due=date(2027, 12, 1))
    an_indicator("Whole", objectives=[measured, far])

    gaps = reader.get(REGISTER).context["gaps"]

    assert [objective.title for objective in gaps.unmeasured] == ["Bare"]
    assert [(one.objective.title, one.because) for one in gaps.nothing_due] == [
        ("Far", "The next date is 1 December 2027.")
    ]
    assert {gap.value: len(found) for gap, found in gaps.indicators} == {
        "not_served": 0, "no_owner": 1, "no_target": 1, "no_definition": 1,
    }  # fmt: skip


def test_the_file_has_every_row_that_is_shown_and_runs_nothing(five):
    an_indicator("=HYPERLINK(1)", date(2026, 6, 30))

    answer = five.get(f"{REGISTER}?format=csv&due=late")

    read = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Indicator"] for row in read] == ["Longest late", "'=HYPERLINK(1)", "A little late"]
    assert answer["Content-Disposition"] == 'attachment; filename="board-1-indicator-register-2026-11-11.csv"'
    late = read[0]
    assert (late["Expected by"], late["Days past"], late["Readings missing"], late["Where it stands"]) == (
        "2026-07-30", "104", "2", "Its day has passed",
    )  # fmt: skip
    assert (late["Last reading"], late["Period ends"], late["What is missing"]) == (
        "10", "2026-03-31", "Nobody answers for it; No target; No definition",
    )  # fmt: skip


def test_it_is_shown_as_at_a_day(five):
    answer = five.get(f"{REGISTER}?as_at=2026-10-31")

    assert "31 March 2026" in answer.content.decode()
    assert [row.coming.late_days for row in answer.context["rows"]][:2] == [93, 1]


def test_of_a_board_without_a_plan_the_register_stands_too(client):
    lone = make_board(key="lone")
    indicator = make_indicator(board=lone, title="Lone figure")
    make_observation(indicator=indicator, value=Decimal(3), said_on=date(2026, 9, 9))
    client.force_login(make_user("author"))

    answer = client.get("/boards/lone/indicator-register/")

    assert [gap.value for gap in answer.context["rows"][0].gaps] == ["no_owner", "no_target", "no_definition"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_long_it_is(reader, number, django_assert_num_queries):
    for n in range(number):
        an_indicator(f"Indicator {n}", date(2026, 6, 30))
    reader.get(REGISTER)

    with django_assert_num_queries(4):
        answer = reader.get(REGISTER)

    assert len(rows(answer)) == number


@pytest.mark.parametrize(("number", "shown"), [(25, 25), (26, 25)])
def test_a_page_holds_twenty_five(reader, number, shown):
    for n in range(number):
        make_indicator(title=f"Indicator {n:02}")

    assert len(rows(reader.get(REGISTER))) == shown
