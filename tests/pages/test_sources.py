"""The page of a source: everything that rests on it, in a fixed number of queries, and nothing that is hidden."""

from datetime import date

import pytest
from django.db.models import ForeignKey
from django.urls import reverse

from meetings.models import AgendaItem, MinuteEntry, Minutes, Paper
from plans import citing
from plans.models import NationalFile, Source
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_objective,
    make_observation,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def reader(client):
    make_strategy()
    client.force_login(make_user("officer"))
    return client


def page(client, source):
    return client.get(reverse("plans:source", args=[source.key]))


def said(answer):
    return {group.heading: [fact.cited.says for fact in group.facts] for group in answer.context["groups"]}


def test_every_kind_of_row_that_names_a_source_is_traced():
    """Except the file that was sent in: it states nothing itself, and what was saved of it cites the source."""
    naming = {
        field.related_model
        for field in Source._meta.get_fields(include_hidden=True)
        if isinstance(getattr(field, "field", None), ForeignKey) and "Historical" not in field.related_model.__name__
    }

    assert naming - {kind.model for kind in citing.kinds()} == {NationalFile}


@pytest.mark.parametrize("number", [1, 3])
def test_a_source_costs_the_same_however_much_rests_on_it(reader, django_assert_num_queries, number):
    source = make_source()
    milestone = make_milestone(action=make_action(source=make_source()), source=make_source())
    for _ in range(number):
        make_statement(milestone=milestone, source=source, note="On course")
        make_observation(indicator=make_indicator(source=make_source()), source=source)

    with django_assert_num_queries(45):
        answer = page(reader, source)

    assert said(answer) == {
        "Things said about actions and milestones": ["Note. On course"] * number,
        "Readings": ["10"] * number,
    }


@pytest.mark.parametrize(("number", "shown"), [(10, 10), (11, 10)])
def test_of_each_kind_ten_are_shown_and_all_on_asking(reader, number, shown):
    source = make_source()
    milestone = make_milestone(action=make_action(source=make_source()), source=make_source())
    for _ in range(number):
        make_statement(milestone=milestone, source=source, note="On course")
    make_observation(indicator=make_indicator(source=make_source()), source=source)

    first = page(reader, source)
    text = first.content.decode()
    every = reader.get(reverse("plans:source", args=[source.key]), {"kind": "statement"})

    assert text.count("On course") == shown
    assert ('href="?kind=statement"' in text) == (number > shown)
    assert first.context["count"] == every.context["count"] == number + 1
    assert every.content.decode().count("On course") == number
    assert set(said(every)) == {"Things said about actions and milestones"}
    unknown = reader.get(reverse("plans:source", args=[source.key]), {"kind": "nothing"})
    assert set(said(unknown)) == set(said(first))


def test_a_fact_leads_to_its_page_with_its_place_and_number(reader):
    source = make_source()
    action = make_action(source=make_source())
    make_statement(action=action, source=source, locator="para 2.1", fact="F094", note="Six months")

    body = page(reader, source).content.decode()

    assert f'href="{reverse("meetings:action", args=["board-1", action.reference])}"' in body
    assert "para 2.1" in body
    assert "F094" in body


def test_what_is_named_and_not_held_says_where_it_is_named(reader):
    source = make_source(is_held=False, named_in="Report of January, part 9", published_on=None)

    body = page(reader, source).content.decode()

    assert "Named, not held" in body
    assert "Report of January, part 9" in body
    assert "Nothing on record rests on it." in body


def test_an_inferred_day_says_how(reader):
    source = make_source(is_inferred=True, inferred_because="The page prints no day.", published_from=date(2026, 9, 1))

    body = page(reader, source).content.decode()

    assert "1 to 9 September 2026 (inferred)" in body
    assert "The page prints no day." in body


def test_the_source_of_a_hidden_board_is_hidden_with_it(client):
    make_strategy()
    hidden = make_strategy(board=make_board(is_public=False))
    objective = make_objective(goal=make_goal(strategy=hidden))
    own, shared = make_source(), make_source()
    make_action(objective=objective, source=own, title="Secret tender")
    make_action(objective=objective, source=shared, title="Secret tender")
    make_action(objective=make_objective(goal=make_goal(strategy=make_strategy())), source=shared, title="Open hub")

    answers = {}
    for role in ("officer", "administrator", "author"):
        client.force_login(make_user(role))
        answers[role] = (page(client, own), page(client, shared))

    assert [answer.status_code for answer in answers["officer"]] == [404, 200]
    assert [answer.status_code for answer in answers["administrator"]] == [404, 200]
    assert [answer.status_code for answer in answers["author"]] == [200, 200]
    assert said(answers["officer"][1])["Actions"] == ["Open hub"]
    assert said(answers["author"][1])["Actions"] == ["Secret tender", "Open hub"]


def test_what_was_minuted_in_private_is_for_that_board_and_authors(client):
    board = make_board()
    source = make_source()
    meeting = make_meeting(board=board)
    item = add(
        AgendaItem,
        {
            "title": "The tender",
            "position": 1,
            "secrecy": "exempt",
            "exempt_paragraph": "3",
            "public_interest": "Prices.",
        },
        meeting=meeting,
    )
    add(Paper, {"key": "paper", "title": "Bids received", "source": source}, item=item)
    minutes = add(Minutes, {"state": "approved", "said_on": date(2026, 9, 9), "source": source}, meeting=meeting)
    add(MinuteEntry, {"position": 1, "kind": "decision", "text": "The lowest bid won"}, minutes=minutes, item=item)

    seen = {}
    for role in ("officer", "administrator", "member", "author"):
        client.force_login(make_user(role))
        seen[role] = {
            words for words in ("Bids received", "The lowest bid won") if words in page(client, source).content.decode()
        }

    both = {"Bids received", "The lowest bid won"}
    assert seen == {"officer": set(), "administrator": set(), "member": both, "author": both}


def test_a_draft_agenda_and_draft_minutes_are_the_authors(client):
    source = make_source()
    meeting = make_meeting(board=make_board(), state="planned")
    add(AgendaItem, {"title": "Close a centre", "position": 1, "source": source}, meeting=meeting)
    minutes = add(Minutes, {"state": "draft", "said_on": date(2026, 9, 9), "source": source}, meeting=make_meeting())
    add(MinuteEntry, {"position": 1, "kind": "narrative", "text": "A draft remark"}, minutes=minutes)

    seen = {}
    for role in ("member", "author"):
        client.force_login(make_user(role))
        answer = page(client, source)
        seen[role] = set(said(answer)) if answer.status_code == 200 else answer.status_code

    assert seen == {"member": 404, "author": {"Items of agendas", "Versions of minutes", "Entries of minutes"}}
