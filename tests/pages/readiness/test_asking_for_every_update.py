"""Everybody whose actions had no update since the board met is asked in one act, once, and it can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from plans.models import BulkChange, UpdateRequest
from tests.factories import add, make_action, make_person, make_responsibility, make_statement, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TODAY = date(2026, 11, 11)
GATE = "/boards/hwb/meetings/coming/readiness/"
ASK = f"{GATE}ask/"
WORDS = "Where does this stand before the meeting of Wednesday 9 December 2026?"


@pytest.fixture
def owner(board):
    return make_user("officer", person=make_person(name="Ana"), email="ana@example.org")


@pytest.fixture
def silent(coming, owner):
    """Two actions of Ana's that nobody spoke of, and one that somebody did."""
    first, second, third = (make_action(lead=owner.person) for _ in range(3))
    make_statement(action=third, said_on=date(2026, 10, 7))
    return first, second


def ask(client, **sent):
    page = client.get(ASK)
    ready = {"token": str(page.context["form"]["token"].value()), "seen": page.context["seen"], "because": WORDS}
    return client.post(ASK, ready | sent, follow=True), ready


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def asked():
    rows = UpdateRequest.objects.filter(withdrawn_at=None).order_by("action__reference", "asked_of__name", "pk")
    return [(row.action.reference, row.asked_of.name, row.asked_on, row.note) for row in rows]


def left(answer):
    return [(one.reference, one.why, one.do, one.url) for one in answer.context["left"]]


def test_the_button_says_how_many_and_the_page_says_who_before_anybody_is_asked(author, silent):
    gate = author.get(GATE)
    asking = gate.context["readiness"].asking
    page = author.get(ASK)

    assert (asking.actions, asking.people, asking.left, asking.last) == (2, 1, 0, "")
    assert "Ask for all 2 updates" in gate.content.decode()
    assert page.context["lead"] == "One person gets one letter, about two actions."
    assert [(step.reference, step.becomes) for step in page.context["plan"].taken] == [
        ("A1", "Ana is asked"),
        ("A2", "Ana is asked"),
    ]
    assert page.context["form"]["because"].value() == WORDS
    assert asked() == []


def test_one_act_asks_for_all_of_them_and_sends_one_letter_each(author, silent):
    answer, _ = ask(author)

    assert answer.redirect_chain == [(GATE, 302)]
    assert said(answer) == ["Asked. What is asked stands on everybody’s page of updates, too."]
    assert asked() == [("A1", "Ana", TODAY, WORDS), ("A2", "Ana", TODAY, WORDS)]
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [("2 updates are asked for", ["ana@example.org"])]
    assert BulkChange.objects.get().kind == "ask"
    asking = answer.context["readiness"].asking
    assert (asking.actions, asking.left) == (0, 2)
    assert asking.last == "Updates were last asked for on 11 November 2026 by Report Author."


def test_sent_twice_it_asks_once(author, silent):
    _, ready = ask(author)

    again = author.post(ASK, ready, follow=True)

    assert said(again) == ["This was already asked. Nobody was asked a second time."]
    assert (len(asked()), len(mail.outbox)) == (2, 1)


@pytest.mark.parametrize(
    ("answered", "waits"),
    [(False, True), (True, False)],
)
def test_who_was_asked_before_and_has_not_answered_is_not_asked_again(author, silent, owner, answered, waits):
    before = date(2026, 9, 14)
    add(UpdateRequest, {"asked_on": before, "asked_by": owner}, action=silent[0], asked_of=owner.person)
    if answered:
        make_statement(action=silent[0], said_on=before + timedelta(days=1))

    page = author.get(ASK)

    assert [step.reference for step in page.context["plan"].taken] == (["A2"] if waits else ["A1", "A2"])
    again = f"/boards/hwb/bulk/?kind=ask&pick={silent[0].pk}"
    told = [("A1", "Asked on 14 September 2026, and not answered yet.", "Ask again", again)]
    assert left(page) == (told if waits else [])


def test_of_two_leads_only_the_one_who_was_not_asked_is_asked(author, silent, owner):
    other = make_user("officer", person=make_person(name="Ben"))
    make_responsibility(action=silent[0], person=other.person)
    add(UpdateRequest, {"asked_on": date(2026, 11, 2), "asked_by": owner}, action=silent[0], asked_of=owner.person)

    steps = {step.reference: step.becomes for step in author.get(ASK).context["plan"].taken}

    assert steps == {"A1": "Ben is asked", "A2": "Ana is asked"}


def test_what_was_taken_back_can_be_asked_again(author, silent):
    ask(author)
    bulk = BulkChange.objects.get()

    undone = author.post(reverse("meetings:undo_bulk", args=["hwb", bulk.pk]), {"meeting": "coming"}, follow=True)

    assert undone.redirect_chain == [(GATE, 302)]
    assert said(undone)[0].startswith("Taken back, all at once.")
    assert undone.context["readiness"].asking.actions == 2
    assert "Undo all of it" not in undone.content.decode()


def test_the_page_offers_to_take_it_back(author, silent):
    answer, _ = ask(author)

    assert [bulk.what for bulk in answer.context["done_just_now"]] == ["Two updates asked for"]
    assert "Undo all of it" in answer.content.decode()


@pytest.mark.parametrize("meeting", ["", "not-there", "x y"])
def test_taken_back_from_elsewhere_it_goes_to_its_own_page(author, silent, meeting):
    ask(author)
    pk = BulkChange.objects.get().pk

    answer = author.post(f"/boards/hwb/bulk/{pk}/undo/", {"meeting": meeting})

    assert answer.url == f"/boards/hwb/bulk/{pk}/"


def test_one_without_a_lead_is_listed_with_a_way_to_give_it_one(author, silent):
    nobody = make_action()
    away = make_action(lead=make_person(name="Without sign-in"))

    page = author.get(ASK)

    assert left(page) == [
        (
            nobody.reference,
            "Nobody is named as its lead.",
            "Say who leads it",
            f"/boards/hwb/bulk/?kind=owner&pick={nobody.pk}",
        ),
        (away.reference, "Without sign-in, its lead, has no sign-in here.", "", ""),
    ]
    assert author.get(page.context["left"][0].url).status_code == 200


def test_what_somebody_answered_meanwhile_is_left_out_and_the_rest_is_asked(author, silent):
    page = author.get(ASK)
    ready = {"token": str(page.context["form"]["token"].value()), "seen": page.context["seen"], "because": WORDS}
    make_statement(action=silent[0], said_on=TODAY)

    answer = author.post(ASK, ready, follow=True)

    assert [reference for reference, *_ in asked()] == ["A2"]
    assert said(answer)[1:] == ["Word of one action came since you opened the page; it was not asked for."]


def test_where_all_of_it_was_answered_meanwhile_nobody_is_asked(author, silent):
    page = author.get(ASK)
    ready = {"token": str(page.context["form"]["token"].value()), "seen": page.context["seen"], "because": WORDS}
    for action in silent:
        make_statement(action=action, said_on=TODAY)

    answer = author.post(ASK, ready)

    assert answer.status_code == 409
    assert "Word of all of it came since you opened the page. Nobody was asked." in answer.content.decode()
    assert asked() == []


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"because": " "}, 200, "Write what you ask"),
        ({"seen": ""}, 409, "This form did not arrive whole."),
        ({"seen": "x; drop"}, 409, "This form did not arrive whole."),
        ({"token": "1"}, 200, "This form did not arrive whole."),
        ({"seen": "a999.1"}, 409, "Nobody was asked."),
    ],
)
def test_what_cannot_be_asked_says_so_and_asks_nobody(author, silent, sent, status, words):
    answer, _ = ask(author, **sent)

    assert answer.status_code == status
    assert words in answer.content.decode()
    assert (asked(), mail.outbox) == ([], [])


def test_a_letter_that_could_not_be_sent_is_told(author, silent, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer, _ = ask(author)

    assert said(answer)[1] == "No letter could be sent to Ana. What you ask stands on their page of updates."
    assert len(asked()) == 2


def test_where_there_is_nobody_to_ask_the_page_says_so(author, coming):
    make_action(said_on=date(2026, 10, 7))

    page = author.get(ASK).content.decode()

    assert "There is nothing to ask for." in page
    assert "<button" not in page.split("<h1")[1]


@pytest.mark.parametrize("role", ["chair", "member", "officer", "administrator"])
def test_authors_only_ask(client, board, silent, role):
    client.force_login(make_user(role, board=board))

    assert [client.get(ASK).status_code, client.post(ASK).status_code] == [403, 403]


@pytest.mark.parametrize("is_record", [True, False])
def test_nothing_is_asked_of_a_record_or_for_a_meeting_that_is_over(author, board, silent, is_record):
    strategy = board.strategies.get()
    strategy.is_record = is_record
    strategy.save()
    address = ASK if is_record else "/boards/hwb/meetings/meeting-1/readiness/ask/"

    assert author.get(address).status_code == 404


def test_the_day_of_an_undo_is_that_of_the_act(author, silent, monkeypatch):
    ask(author)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 16, tzinfo=UTC))

    assert author.get(GATE).context["done_just_now"] == []
