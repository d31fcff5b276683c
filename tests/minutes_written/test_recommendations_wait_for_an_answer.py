"""A recommendation to another body waits, is listed with how long it waits, and is answered with its day."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from meetings.changes.entries import Written, change_entry
from meetings.changes.referrals import answer_referral
from meetings.models import Referral
from plans.changes import NotAllowedNow, Stale
from tests.factories import make_board, make_organisation
from tests.minutes_written.conftest import HELD, TODAY


@pytest.fixture
def icb(board):
    return make_organisation(name="The ICB")


@pytest.fixture
def asked(write, icb):
    entry = write("Publish the plan", kind="recommendation", refers_to={"to_organisation_id": icb.pk})
    return entry.referrals.get()


def answer(referral, author, *, seen=1, day=TODAY, words="We shall.", **more):
    given = {"answered_in": None} | more
    return answer_referral(referral, answer=words, on_day=day, by=author, on=TODAY, seen=seen, **given)


def test_an_entry_asks_another_body_as_from_the_day_of_the_meeting(asked, board, icb):
    assert (asked.from_board, asked.to_organisation, asked.said_on) == (board, icb, HELD)
    assert (asked.text, asked.locator, asked.answered_on) == ("Publish the plan", "item 5", None)


def test_other_words_and_another_body_change_what_was_asked_until_it_is_answered(asked, clock, author, icb):
    other = make_board(name="Cabinet")
    facts = {"kind": "recommendation", "text": "Publish it in May"}
    change_entry(asked.entry, Written(facts, refers_to={"to_board_id": other.pk}), clock=clock, seen=1)
    asked.refresh_from_db()
    assert (asked.text, asked.to_board, asked.to_organisation) == ("Publish it in May", other, None)

    answer(asked, author, seen=asked.version)
    with pytest.raises(NotAllowedNow, match="It has been answered"):
        change_entry(asked.entry, Written(facts, refers_to={"to_organisation_id": icb.pk}), clock=clock, seen=2)
    assert Referral.objects.get().to_board == other


def test_a_board_recommends_nothing_to_itself(write, board):
    with pytest.raises(NotAllowedNow, match="to itself"):
        write("Think again", kind="recommendation", refers_to={"to_board_id": board.pk})

    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    ("day", "is_taken"), [(date(2026, 11, 17), False), (HELD, True), (TODAY, True), (date(2026, 11, 24), False)]
)
def test_an_answer_is_given_between_the_question_and_today(asked, author, day, is_taken):
    if is_taken:
        assert answer(asked, author, day=day).answered_on == day
    else:
        with pytest.raises(NotAllowedNow):
            answer(asked, author, day=day)
        assert Referral.objects.get().answer == ""


def test_of_two_who_record_an_answer_the_second_is_told(asked, author):
    answer(asked, author)
    answer(asked, author)  # the same again
    with pytest.raises(Stale):
        answer(asked, author, words="We shall not.")

    assert Referral.objects.get().answer == "We shall."


@pytest.mark.parametrize("rows", [1, 3])
def test_open_ones_are_listed_with_how_long_they_wait_in_as_many_queries(
    client, author, board, write, icb, django_assert_num_queries, rows
):
    from meetings.pages.minutes_steps import open_referrals

    for number in range(rows):
        write(f"Plan {number}", kind="recommendation", refers_to={"to_organisation_id": icb.pk})
    assert author.role_grants.exists()

    with django_assert_num_queries(2):  # who asks, and the rows
        listed = [(one.to, one.row.text, one.days) for one in open_referrals(author, board, on=TODAY)]

    assert listed == [("The ICB", f"Plan {number}", 5) for number in range(rows)]


def test_an_author_records_the_answer_on_its_page_and_the_list_is_shorter(client, author, asked, board, write):
    minuted = write("The ICB answered that it shall")
    client.force_login(author)
    address = reverse("meetings:referral", args=[board.key, asked.key])
    assert "no answer for <strong>5 days</strong>" in client.get(address).content.decode()

    sent = {"version": 1, "answer": "We shall.", "day": "2026-11-20", "given_in": minuted.pk}
    assert client.post(address, sent | {"day": "2026-12-01"}).context["form"].errors
    assert client.post(address, sent).status_code == 302

    now = Referral.objects.get()
    assert (now.answer, now.answered_on, now.answered_in) == ("We shall.", date(2026, 11, 20), minuted)
    assert "Recommended to others" not in client.get(reverse("meetings:meetings", args=[board.key])).content.decode()


def test_on_the_day_it_is_asked_there_is_no_answer_yet(client, author, board, asked, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    client.force_login(author)

    page = client.get(reverse("meetings:referral", args=[board.key, asked.key])).content.decode()
    listed = client.get(reverse("meetings:meetings", args=[board.key])).content.decode()

    assert "Asked on 18 November 2026; <strong>no answer yet</strong>." in page
    assert "Asked on 18 November 2026; no answer yet<" in listed


def test_the_second_writer_keeps_what_they_typed(client, author, asked, board):
    answer(asked, author)
    client.force_login(author)

    sent = {"version": 1, "answer": "We shall not.", "day": "2026-11-20"}
    page = client.post(reverse("meetings:referral", args=[board.key, asked.key]), sent)

    assert page.status_code == 409
    assert ["We shall." in page.content.decode(), page.context["form"]["answer"].value()] == [True, "We shall not."]
