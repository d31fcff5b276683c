"""Lists of actions and milestones: what they can be narrowed to, in which order, and what a file of them holds."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from plans.pages.tables import ACTION_HEADINGS, MILESTONE_HEADINGS, safe_cell
from tests.factories import (
    make_action,
    make_goal,
    make_milestone,
    make_objective,
    make_organisation,
    make_person,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, today):
    client.force_login(make_user("member"))
    return client


@pytest.fixture
def plan(today):
    """Late (red), soon (amber), far (green), dateless, done: one milestone each, in two goals."""
    health = make_goal(code="A", title="Health")
    homes = make_goal(code="B", title="Homes")
    first, second = make_objective(goal=health, code="A1"), make_objective(goal=homes, code="B1")
    said = {"said_on": date(2026, 9, 9)}
    priya, council = make_person(key="priya", name="Priya Nair"), make_organisation(key="council", name="The Council")
    late = make_action(objective=first, reference="late", title="Late zebra crossing", lead=priya, **said)
    soon = make_action(objective=first, reference="soon", title="Soon", lead=council, **said)
    far = make_action(objective=second, reference="far", title="Far", origin="minute", **said)
    never = make_action(goal=homes, reference="never", title="Never dated", detail="A zebra too", **said)
    done = make_action(objective=second, reference="done", title="Done", **said)
    make_milestone(action=late, due=date(2026, 11, 10))
    make_milestone(action=soon, due=date(2026, 12, 11))
    make_milestone(action=far, due=date(2027, 2, 9))
    make_milestone(action=never)
    make_statement(
        milestone=make_milestone(action=done, due=date(2026, 10, 1)), kind="completed", on=date(2026, 10, 1),
        said_on=date(2026, 10, 2),
    )  # fmt: skip


def listed(client, name="actions", /, **asked):
    response = client.get(reverse(f"plans:{name}", args=["board-1"]), asked)
    assert response.status_code == 200
    rows = response.context["rows"]
    return [row.reference if name == "actions" else row[1].reference for row in rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["late", "soon", "never", "far", "done"]),
        ({"goal": "A"}, ["late", "soon"]),
        ({"objective": "B1"}, ["far", "done"]),
        ({"owner": "priya"}, ["late"]),
        ({"owner": "nobody"}, ["soon", "never", "far", "done"]),
        ({"organisation": "council"}, ["soon"]),
        ({"status": "r"}, ["late"]),
        ({"status": "a"}, ["soon"]),
        ({"status": "n"}, ["never"]),
        ({"due": "overdue"}, ["late"]),
        ({"due": "30"}, ["soon"]),
        ({"due": "90"}, ["soon", "far"]),
        ({"due": "none"}, ["never"]),
        ({"q": "zebra"}, ["late", "never"]),
        ({"q": "ZEBRA late"}, ["late"]),
        ({"goal": "A", "status": "r", "q": "crossing"}, ["late"]),
        ({"goal": "B", "status": "r"}, []),
        ({"sort": "reference"}, ["done", "far", "late", "never", "soon"]),
        ({"sort": "due"}, ["late", "soon", "far", "done", "never"]),
        ({"sort": "title"}, ["done", "far", "late", "never", "soon"]),
        ({"as_at": "2026-09-08"}, []),
        ({"status": "g", "as_at": "2026-10-01"}, ["done", "late", "soon", "far"]),
    ],
)
def test_actions_are_narrowed_and_sorted(page, plan, asked, found):
    assert listed(page, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["late.1", "soon.1", "never.1", "far.1", "done.1"]),
        ({"status": "b"}, ["done.1"]),
        ({"due": "overdue"}, ["late.1"]),
        ({"goal": "B", "due": "none"}, ["never.1"]),
        ({"objective": "A1", "sort": "title"}, ["late.1", "soon.1"]),
        ({"owner": "priya"}, ["late.1"]),
        ({"q": "zebra"}, ["late.1"]),
    ],
)
def test_milestones_are_narrowed_and_sorted(page, plan, asked, found):
    assert listed(page, "milestones", **asked) == found


@pytest.mark.parametrize(
    ("due", "is_in_30", "is_in_90"),
    [
        (date(2026, 11, 10), False, False),
        (date(2026, 11, 11), True, True),
        (date(2026, 12, 11), True, True),
        (date(2026, 12, 12), False, True),
        (date(2027, 2, 9), False, True),
        (date(2027, 2, 10), False, False),
    ],
)
def test_the_windows_end_on_their_last_day(page, due, is_in_30, is_in_90):
    make_milestone(due=due)

    assert [bool(listed(page, due=window)) for window in ("30", "90")] == [is_in_30, is_in_90]


@pytest.mark.parametrize("asked", [{"goal": "Z"}, {"status": "purple"}, {"sort": "-pk; drop"}, {"due": "31"}])
def test_a_name_that_is_in_no_list_changes_nothing_and_is_said(page, plan, asked):
    response = page.get(reverse("plans:actions", args=["board-1"]), asked)
    ((name, value),) = asked.items()

    assert [a.reference for a in response.context["rows"]] == ["late", "soon", "never", "far", "done"]
    assert dict(response.context["filter"].form.errors) == {
        name: [f"“{value}” is not in this list, so it changes nothing."]
    }
    assert f'<a href="#id_{name}">' in response.content.decode()


def test_counts_are_said_in_words_and_filters_can_be_cleared(page, plan):
    address = reverse("plans:actions", args=["board-1"])

    everything = page.get(address).content.decode()
    assert "<strong>Five actions.</strong> 1 red, 1 amber, 1 no date, 2 green." in everything
    assert "Clear the filters" not in everything
    narrowed = page.get(address, {"status": "r", "as_at": "2026-11-11"}).content.decode()
    assert "<strong>One of five actions.</strong> 1 red." in narrowed
    assert "Clear the filters" in narrowed


def test_an_empty_list_says_so(page, plan):
    address = reverse("plans:actions", args=["board-1"])

    assert "No action is like that as at 11 November 2026." in page.get(address, {"q": "yeti"}).content.decode()
    assert (
        "No action had been stated by 8 September 2026." in page.get(address, {"as_at": "2026-09-08"}).content.decode()
    )


def test_25_are_on_a_page(page):
    for _ in range(26):
        make_action()

    assert len(listed(page)) == 25
    assert listed(page, page="2") == ["A9"]
    assert listed(page, page="nonsense", sort="reference")[0] == "A1"
    assert listed(page, page="99") == ["A9"]


def read(response):
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_file_holds_every_row_that_was_asked_for(page, plan):
    response = page.get(reverse("plans:actions", args=["board-1"]), {"goal": "A", "format": "csv"})

    assert response["Content-Disposition"] == 'attachment; filename="board-1-actions-2026-11-11.csv"'
    assert read(response) == [
        list(ACTION_HEADINGS),
        ["late", "Late zebra crossing", "A", "A1", "Priya Nair", "Red", "Milestone 1: Its date passed 1 day ago.",
         "2026-11-10", "2026-09-09", "minute 1"],
        ["soon", "Soon", "A", "A1", "The Council", "Amber",
         "Milestone 1: Due in 30 days and no update received for 63 days.", "2026-12-11", "2026-09-09", "minute 1"],
    ]  # fmt: skip


def test_a_file_of_milestones_has_more_than_a_page(page):
    action = make_action()
    for _ in range(26):
        make_milestone(action=action)

    rows = read(page.get(reverse("plans:milestones", args=["board-1"]), {"format": "csv"}))

    assert (rows[0], len(rows)) == (list(MILESTONE_HEADINGS), 27)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+44", "'+44"), ("@SUM", "'@SUM"), ("-x", "'-x"), ("\tx", "'\tx"), ("\nx", "'\nx"),
        ("-12", "-12"), ("plain", "plain"), ("", ""), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_no_cell_is_run_as_a_formula(text, cell):
    assert safe_cell(text) == cell


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("actions", 16), ("milestones", 15)])
def test_a_list_costs_the_same_however_many_rows(page, rows, name, queries, django_assert_num_queries):
    for _ in range(rows):
        make_milestone(action=make_action(lead=make_person()), due=date(2026, 11, 30))

    with django_assert_num_queries(queries):
        page.get(reverse(f"plans:{name}", args=["board-1"]), {"status": "a"})
