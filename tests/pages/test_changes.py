"""The register between two days, as a page and as a spreadsheet."""

import csv
from datetime import date

import pytest

from tests.factories import (
    make_board,
    make_meeting,
    make_milestone,
    make_objective,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/boards/board-1/changes/"
SLIPPED = date(2026, 10, 14)


@pytest.fixture
def slipped(client, today):
    make_strategy(board=make_board())
    make_objective()
    make_meeting(held_on=date(2026, 9, 23))
    milestone = make_milestone(title="=HYPERLINK(1)", due=date(2026, 11, 30))
    said = {"kind": "forecast", "on": date(2027, 1, 29), "said_on": SLIPPED, "because": "The lease is late."}
    make_statement(milestone=milestone, **said)
    client.force_login(make_user("member"))
    return milestone


def kinds(page):
    return [group.change.value for group, _ in page.context["groups"]]


def test_without_days_it_tells_what_changed_since_the_last_meeting(client, slipped):
    page = client.get(PAGE)

    assert kinds(page) == ["slipped"]
    assert page.context["told"].since.title == "Since the meeting of 23 September"


@pytest.mark.parametrize(
    ("days", "changed"),
    [
        ({"since": "2026-10-13"}, ["slipped"]),
        ({"since": "2026-10-14"}, []),
        ({"since": "2026-09-10", "as_at": "2026-10-13"}, []),
        ({"since": "2026-09-08", "as_at": "2026-10-14"}, ["added"]),
    ],
)
def test_between_two_days_it_tells_what_was_said_after_the_one_and_by_the_other(client, slipped, days, changed):
    assert kinds(client.get(PAGE, days)) == changed


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        ("yesterday", "“yesterday” is not a day. Write it as 2017-01-18."),
        ("2026-11-12", "The first day is after the second, so there is nothing between them. Choose an earlier one."),
    ],
)
def test_days_that_cannot_be_compared_get_a_sentence(client, slipped, since, sentence):
    page = client.get(PAGE, {"since": since})

    assert page.status_code == 200
    assert page.context["problem"] == sentence
    assert page.content.decode().count(sentence) == 2


def slip_so_many(number):
    for _ in range(number):
        said = {"kind": "forecast", "on": date(2027, 1, 29), "said_on": SLIPPED, "because": "Late."}
        make_statement(milestone=make_milestone(due=date(2026, 11, 30)), **said)


@pytest.mark.parametrize(("more", "shown", "is_cut"), [(9, 10, False), (10, 10, True)])
def test_of_each_kind_the_first_ten_are_shown_with_a_link_to_all(client, slipped, more, shown, is_cut):
    slip_so_many(more)
    page = client.get(PAGE, {"since": "2026-10-13"})

    ((group, address),) = page.context["groups"]
    assert (len(group.rows), group.total, group.is_cut) == (shown, 1 + more, is_cut)
    assert address == "?since=2026-10-13&kind=slipped"
    assert ("All 11<" in page.content.decode()) == is_cut


def test_of_one_kind_alone_all_are_shown_and_the_spreadsheet_is_whole(client, slipped):
    slip_so_many(11)
    make_milestone(action=slipped.action, said_on=SLIPPED)
    page = client.get(PAGE, {"since": "2026-10-13", "kind": "slipped"})
    sheet = client.get(PAGE, {"since": "2026-10-13", "kind": "slipped", "format": "csv"})

    assert [(group.change.value, len(group.rows)) for group, _ in page.context["groups"]] == [("slipped", 12)]
    assert 'href="?since=2026-10-13"' in page.content.decode()
    assert page.context["csv"] == "?since=2026-10-13&format=csv"
    assert len(sheet.content.splitlines()) == 1 + len(page.context["told"].rows)


def test_a_kind_that_does_not_occur_says_so_and_one_that_does_not_exist_is_named(client, slipped):
    none = client.get(PAGE, {"since": "2026-10-13", "kind": "settled"}).content.decode()
    unknown = client.get(PAGE, {"since": "2026-10-13", "kind": "<b>"})

    assert "Nothing of this kind happened between" in none
    assert "“&lt;b&gt;” is no kind of change. All kinds are shown." in unknown.content.decode()
    assert kinds(unknown) == ["slipped"]


def test_the_spreadsheet_holds_the_same_rows_and_no_formula(client, slipped):
    answer = client.get(PAGE, {"since": "2026-10-13", "format": "csv"})
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))

    assert answer["Content-Disposition"] == 'attachment; filename="changes-board-1-2026-10-13-to-2026-11-11.csv"'
    assert rows == [
        ["Change", "Reference", "What", "Was", "Now", "Days", "What happened", "Source"],
        [
            "Slipped",
            "A1",
            "'=HYPERLINK(1)",
            "Green",
            "Amber",
            "'+60 days",
            "From 30 November 2026 to 29 January 2027. The lease is late.",
            "minute 1",
        ],
    ]


def test_the_spreadsheet_of_days_that_cannot_be_compared_is_the_page_that_says_so(client, slipped):
    assert client.get(PAGE, {"since": "x", "format": "csv"})["Content-Type"].startswith("text/html")
