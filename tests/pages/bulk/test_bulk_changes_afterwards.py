"""After many actions were changed at once: the letters, the page of the act, and taking all of it back."""

import re
from datetime import date, time

import pytest
from django.core import mail
from django.urls import reverse

from plans.models import BulkChange, UpdateRequest
from plans.pages.requests import open_requests
from tests.factories import (
    make_action,
    make_board,
    make_goal,
    make_milestone,
    make_objective,
    make_person,
    make_statement,
    make_strategy,
    make_user,
)
from tests.pages.bulk.several import DUE, SHIFT, address, make, messages_of, preview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


# --- Letters ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def officer():
    return make_user("officer", person=make_person(name="Priya Nair"))


def test_each_person_gets_one_letter_whatever_the_number_of_their_actions(client, author, officer, board):
    other = make_user("officer")
    actions = [make_action(lead=officer.person), make_action(lead=officer.person), make_action(lead=other.person)]

    asked, _ = preview(client, address(*actions, kind="ask"), {"because": "Before the papers go out?"})
    make(client, address(*actions, kind="ask"), {"because": "Before the papers go out?"})

    assert asked.context["lead"] == "Two people get one letter each, about three actions."
    assert sorted((letter.to, letter.subject) for letter in mail.outbox) == sorted(
        [([officer.email], "2 updates are asked for"), ([other.email], "An update is asked for")]
    )
    text = next(letter.body for letter in mail.outbox if letter.to == [officer.email])
    assert re.findall(r"^A\d", text, re.M) == ["A1", "A2"]
    assert text.startswith("Priya Nair,\n\nReport Author asks for word on two actions:\n\nBefore the papers go out?\n")
    assert "/my-updates/" in text


def test_a_double_click_sends_no_second_letter(client, author, officer):
    url = address(make_action(lead=officer.person), kind="ask")
    _, ready = preview(client, url, {"because": "How is it?"})

    client.post(url, ready)
    client.post(url, ready)

    assert (len(mail.outbox), UpdateRequest.objects.count()) == (1, 1)


def test_a_letter_that_cannot_be_sent_is_told_and_what_is_asked_stands(client, author, officer, monkeypatch):
    def refuses(self, messages):
        raise OSError("no answer")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuses)
    url = address(make_action(lead=officer.person), kind="ask")

    answer = make(client, url, {"because": "How is it?"}, follow=True)

    assert messages_of(answer) == [
        "No letter could be sent to Priya Nair. What you ask stands on their page of updates."
    ]
    assert len(open_requests(officer.person, as_at=date(2026, 11, 11))) == 1


def test_a_board_that_does_not_meet_in_public_is_told_to_nobody_who_may_not_know_of_it(client, author, officer):
    hidden = make_strategy(board=make_board(is_public=False))
    action = make_action(objective=make_objective(goal=make_goal(strategy=hidden)), lead=officer.person)
    url = address(action, kind="ask").replace("board-1", hidden.board.key)

    answer, _ = preview(client, url, {"because": "How is it?"})

    assert [bool(step.refused) for step in answer.context["plan"].steps] == [True]


def test_a_request_is_open_until_something_is_said_of_the_action(client, author, officer, clock):
    action = make_action(lead=officer.person)
    milestone = make_milestone(action=action)
    make(client, address(action, kind="ask"), {"because": "How is it?"})
    day = date(2026, 11, 11)

    [asked] = open_requests(officer.person, as_at=day)
    assert (asked.reference, asked.asked_by, asked.asked_on, asked.note) == ("A1", "Report Author", day, "How is it?")
    assert open_requests(officer.person, as_at=date(2026, 11, 10)) == ()
    page = client.get(reverse("meetings:action", args=["board-1", "A1"]))
    assert "Report Author asked Priya Nair for an update on 11 November 2026:" in page.content.decode()

    make_statement(milestone=milestone, said_on=date(2026, 11, 12))
    assert len(open_requests(officer.person, as_at=day)) == 1
    assert open_requests(officer.person, as_at=date(2026, 11, 12)) == ()


# --- The page of the act, and taking it back --------------------------------------------------------------------------


@pytest.fixture
def made(client, author, plan):
    make(client, address(*plan), SHIFT)
    return BulkChange.objects.get()


def bulk_address(name, made):
    return reverse(f"meetings:{name}", args=["board-1", made.pk])


def test_everybody_who_reads_the_plan_reads_what_was_done(client, made):
    client.force_login(make_user("member"))

    answer = client.get(bulk_address("bulk_change", made))

    told = [(one.action_reference, one.about, one.what, one.since) for one in answer.context["done"]]
    assert told == [(f"A{n}", "Milestone 1", "New date: 14 February 2027", "") for n in (1, 2, 3)]
    assert answer.context["bulk"].until is None


def test_undo_goes_back_to_the_list_as_it_was(client, made):
    answer = client.post(bulk_address("undo_bulk", made), {"list": "q=action&page=2&kind=shift&pick=4"}, follow=True)

    assert answer.redirect_chain == [("/boards/board-1/actions/?q=action&page=2", 302)]
    assert messages_of(answer) == ["Taken back, all at once. It stays in the history of each action."]
    assert answer.context["done_just_now"] == ()


def test_undo_from_its_own_page_stays_there_and_tells_what_became_of_each(client, made):
    answer = client.post(bulk_address("undo_bulk", made), follow=True)

    assert answer.redirect_chain == [(bulk_address("bulk_change", made), 302)]
    assert [one.since for one in answer.context["done"]] == ["Taken back."] * 3
    again = client.post(bulk_address("undo_bulk", made), follow=True)
    assert messages_of(again) == ["This was already undone."]


@pytest.mark.parametrize("role", ["member", "officer", "author", "administrator"])
def test_nobody_undoes_what_somebody_else_did(client, made, role):
    client.force_login(make_user(role))

    assert client.post(bulk_address("undo_bulk", made)).status_code == 403


@pytest.mark.parametrize(("at", "offered"), [(time(10, 15), True), (time(10, 16), False)])
def test_undo_is_offered_for_15_minutes(client, made, clock, at, offered):
    clock(date(2026, 11, 11), at)

    assert bool(client.get(reverse("plans:actions", args=["board-1"])).context["done_just_now"]) is offered
    assert bool(client.get(bulk_address("bulk_change", made)).context["bulk"].until) is offered


def test_what_was_left_is_named_after_undoing(client, made, plan):
    milestone = plan[0].milestones.get()
    make_statement(milestone=milestone, kind="withdrawn", because="x", said_on=date(2026, 11, 11))

    answer = client.post(bulk_address("undo_bulk", made), follow=True)

    assert messages_of(answer)[1] == "Left as it is – A1.1 Milestone 1: it was changed again since, and stays as it is."


def test_the_history_of_each_action_tells_of_it_and_that_it_was_taken_back(client, made, plan):
    client.post(bulk_address("undo_bulk", made))

    history = client.get(reverse("meetings:action", args=["board-1", "A1"])).context["history"]

    told = [
        (one.what, one.bulk, one.undone_at is not None) for one in history if "forecast" in one.what.lower() or one.bulk
    ]
    assert told == [("Entered: new date: 14 February 2027", made.pk, True)]


def test_no_single_undo_is_offered_for_a_part_of_it(client, made):
    assert client.get(reverse("meetings:action", args=["board-1", "A1"])).context["saved"] == ()


@pytest.mark.parametrize("number", [1, 3])
def test_each_page_costs_the_same_however_much_is_chosen(client, author, board, number, django_assert_num_queries):
    actions = [make_milestone(action=make_action(lead=make_person()), due=DUE).action for _ in range(number)]
    url = address(*actions)

    with django_assert_num_queries(15):
        client.get(url)
    _, ready = preview(client, url, SHIFT)
    with django_assert_num_queries(5):
        client.post(url, {name: value for name, value in ready.items() if name != "make"})
    with django_assert_num_queries(28):
        client.post(url, ready)
    with django_assert_num_queries(6):
        client.get(bulk_address("bulk_change", BulkChange.objects.get()))
    with django_assert_num_queries(22):
        client.post(bulk_address("undo_bulk", BulkChange.objects.get()))
