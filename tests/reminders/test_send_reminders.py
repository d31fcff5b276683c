"""Letters: who gets one, what it says and does not say, and that nobody gets two."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from meetings.models import ReminderSent
from meetings.waiting import waiting_for
from plans.models import Membership, RoleHolding
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_meeting,
    make_milestone,
    make_objective,
    make_organisation,
    make_person,
    make_responsibility,
    make_source,
    make_strategy,
    make_user,
)
from tests.reminders.conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user("officer", email="owner@example.org", person=make_person(name="Priya Nair"))


@pytest.fixture
def late(owner):
    """A milestone of the owner's that is a week late."""
    make_strategy(board=make_board(name="Board of this town"))
    make_meeting(held_on=date(2026, 12, 2), state="planned")
    return make_milestone(action=make_action(lead=owner.person), title="Open the clinic", due=date(2026, 11, 16))


def remind(*, on=MONDAY, **options):
    out = StringIO()
    call_command("send_reminders", on=str(on), stdout=out, **options)
    return out.getvalue()


def to():
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_the_letter_says_what_waits_why_and_where(owner, late, settings):
    settings.SITE_URL = "https://board.example.gov.uk"

    said = remind()

    (letter,) = mail.outbox
    assert letter.to == ["owner@example.org"]
    assert letter.subject == "1 update is wanted before 2 December 2026"
    assert "PAST ITS DATE  A1.1  Open the clinic\n    Its date, 16 November 2026, passed 7 days ago.\n" in letter.body
    assert re.findall(r"https?://\S+", letter.body) == ["https://board.example.gov.uk/my-updates/"]
    assert "owner@example.org: 1 past its date; sent." in said
    assert said.endswith("Letters sent: 1. Sent before on this day: 0. Could not be sent: 0.\n")


def test_the_subject_names_nothing_of_the_plan(late):
    remind()

    assert not any(word in mail.outbox[0].subject for word in ("clinic", "town", "A1", "Priya"))


def test_the_letter_lists_what_the_page_lists(client, owner, late):
    for days in (-3, 4, 10):
        make_milestone(action=late.action, due=MONDAY + timedelta(days=days))

    remind()

    (part,) = waiting_for(owner, on=MONDAY)
    assert re.findall(r"A1\.\d", mail.outbox[0].body) == [line.reference for line in part.lines]
    assert len(part.lines) == 4
    client.force_login(owner)
    page = client.get("/my-updates/").context["mine"]
    assert [row.reference for row in page.waiting] == [line.reference for line in part.lines]


@pytest.mark.parametrize(("count", "more"), [(12, None), (13, "and 1 more, on the page.")])
def test_a_long_letter_names_twelve_and_counts_the_rest(late, count, more):
    for _ in range(count - 1):
        make_milestone(action=late.action, due=date(2026, 11, 17))

    remind()

    assert mail.outbox[0].body.count("PAST ITS DATE") == 12
    assert re.findall(r"and \d+ more.*", mail.outbox[0].body) == ([more] if more else [])


def test_one_person_of_two_boards_gets_one_letter(owner, late):
    other = make_goal(strategy=make_strategy(board=make_board(name="Another board")))
    make_milestone(action=make_action(goal=other, lead=owner.person), due=date(2026, 11, 1))

    remind()

    (letter,) = mail.outbox
    assert letter.subject == "2 updates are wanted before 2 December 2026"
    assert "Board of this town" in letter.body
    assert "Another board" in letter.body


def test_who_may_not_know_of_a_board_is_told_nothing_of_it(owner):
    strategy = make_strategy(board=make_board(is_public=False))
    objective = make_objective(goal=make_goal(strategy=strategy))
    make_milestone(action=make_action(objective=objective, lead=owner.person), due=date(2026, 11, 1))

    assert remind() == "Nothing waits for anybody who can sign in, so no letter is sent.\n"


def test_nothing_due_no_letter(owner):
    make_meeting(held_on=date(2026, 10, 7), board=make_board())
    make_action(lead=owner.person, objective=make_objective(goal=make_goal(strategy=make_strategy())))
    make_milestone(due=date(2027, 6, 1))
    make_meeting(held_on=date(2027, 3, 1), state="planned")

    assert remind() == "Nothing waits for anybody who can sign in, so no letter is sent.\n"
    assert mail.outbox == []


def test_boards_that_are_records_write_to_nobody(owner, late):
    late.action.strategy.is_record = True
    late.action.strategy.save()

    remind()

    assert mail.outbox == []


# --- Once a day -------------------------------------------------------------------------------------------------------


def test_run_twice_it_sends_once(late):
    remind()
    said = remind()

    assert to() == ["owner@example.org"]
    assert "owner@example.org: 1 past its date; already sent." in said
    assert "Letters sent: 0. Sent before on this day: 1." in said


def test_the_next_day_it_sends_again(late):
    remind()
    remind(on=MONDAY + timedelta(days=1))

    assert [row.on for row in ReminderSent.objects.order_by("on")] == [MONDAY, MONDAY + timedelta(days=1)]
    assert len(mail.outbox) == 2


def test_after_a_crash_halfway_each_gets_one_letter(late, monkeypatch):
    author = make_user("author", email="author@example.org")
    make_milestone(action=make_action(), due=date(2026, 11, 2))
    real = EmailBackend.send_messages

    def falls_over(self, messages):
        if messages[0].to == ["owner@example.org"]:
            raise KeyboardInterrupt
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", falls_over)
    with pytest.raises(KeyboardInterrupt):
        remind()
    assert list(ReminderSent.objects.values_list("user", flat=True)) == [author.pk]
    monkeypatch.setattr(EmailBackend, "send_messages", real)

    remind()

    assert to() == ["author@example.org", "owner@example.org"]


def test_a_letter_that_is_refused_keeps_nobody_else_from_theirs_and_is_tried_again(late, monkeypatch):
    make_user("author", email="author@example.org")
    make_milestone(action=make_action(), due=date(2026, 11, 2))
    real = EmailBackend.send_messages

    def refuses(self, messages):
        if messages[0].to == ["author@example.org"]:
            raise OSError("mailbox full")
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    with pytest.raises(CommandError, match="could not be sent"):
        remind()
    assert to() == ["owner@example.org"]
    monkeypatch.setattr(EmailBackend, "send_messages", real)

    assert "Letters sent: 1. Sent before on this day: 1." in remind()
    assert to() == ["author@example.org", "owner@example.org"]


def test_a_trial_sends_nothing_and_remembers_nothing(late):
    said = remind(dry_run=True)

    assert "Subject: 1 update is wanted" in said
    assert said.endswith("A trial: no letter was sent.\n")
    assert mail.outbox == []
    assert not ReminderSent.objects.exists()


# --- Days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 20), ""),
        (date(2026, 11, 21), "it is a Saturday"),
        (date(2026, 11, 22), "it is a Sunday"),
        (date(2026, 12, 24), ""),
        (date(2026, 12, 25), "it is a bank holiday in England: Christmas Day"),
        (date(2026, 12, 28), "it is a bank holiday in England: Boxing Day (observed)"),
        (date(2026, 11, 30), ""),  # Saint Andrew's Day is a holiday in Scotland alone
    ],
)
def test_letters_go_out_on_working_days_of_england_and_else_it_says_why(late, day, why):
    said = remind(on=day)

    assert len(mail.outbox) == (0 if why else 1)
    assert (why in said) if why else ("sent." in said)


def test_a_day_that_cannot_be_read_is_refused(late):
    with pytest.raises(CommandError, match="'tomorrow' is not a day; write it as 2026-11-23"):
        remind(on="tomorrow")


# --- Who --------------------------------------------------------------------------------------------------------------


def test_without_a_sign_in_or_after_leaving_it_falls_to_the_deputy(owner, late):
    deputy = make_user("officer", email="deputy@example.org")
    make_responsibility(action=late.action, person=deputy.person, kind="deputy")
    owner.person.left_on = MONDAY - timedelta(days=1)
    owner.person.save()

    remind()

    assert to() == ["deputy@example.org"]
    assert "Why you: You are the deputy. Priya Nair, its lead, has left." in mail.outbox[0].body


def test_on_their_last_day_somebody_is_still_asked(owner, late):
    owner.person.left_on = MONDAY
    owner.person.save()

    remind()

    assert to() == ["owner@example.org"]


def test_a_sign_in_that_is_closed_reaches_nobody(owner, late):
    make_user("author", email="author@example.org")
    owner.is_active = False
    owner.save()

    remind()

    assert to() == ["author@example.org"]


def test_it_falls_to_whoever_sits_on_the_board_for_the_organisation_that_leads(late):
    trust = make_organisation(name="Our Trust")
    make_milestone(action=make_action(lead=trust), due=date(2026, 11, 2))
    seat = make_user("officer", email="seat@example.org")
    since = {"since": date(2026, 1, 1)}
    add(RoleHolding, since | {"title": "Director", "source": make_source()}, person=seat.person, organisation=trust)
    make_user("author", email="author@example.org")
    remind(dry_run=True)

    add(Membership, since, person=seat.person, board=late.action.strategy.board)
    remind()

    assert to() == ["owner@example.org", "seat@example.org"]
    letter = next(letter for letter in mail.outbox if letter.to == ["seat@example.org"])
    assert "You sit on the board for Our Trust. Its lead is Our Trust, and no person is named." in letter.body


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_is_found_in_a_fixed_number_of_queries(owner, late, django_assert_num_queries, number):
    for _ in range(number - 1):
        make_milestone(action=make_action(lead=owner.person), due=date(2026, 11, 2))

    with django_assert_num_queries(18):
        parts = waiting_for(owner, on=MONDAY)

    assert [len(part.lines) for part in parts] == [number]
