"""Members and the chair of a board are told by e-mail, once for each pack, version and supplement, and of nothing exempt."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from meetings.models import BoardPack, PackLetter
from meetings.pack_letters import tell_readers, tellings
from tests.factories import make_board, make_person, make_user
from tests.pack.issuing import (
    AT,
    CANARY,
    LATE_ON,
    LATER,
    issue,
    make_published,
    put_item,
    put_late_paper,
    put_paper,
    sign_in,
    supplement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pages_by_contents):
    meeting = make_published()
    make_user("member", board=meeting.board, person=make_person(name="Cllr Ada Byron"), email="ada@example.org")
    make_user("chair", board=meeting.board, email="chair@example.org")
    return meeting


@pytest.fixture
def author():
    return make_user("author")


def to():
    return sorted(letter.to[0] for letter in mail.outbox)


def test_every_reader_of_the_board_gets_one_letter_for_both_editions(meeting, author):
    make_user("member", board=make_board(key="other"), email="other@example.org")
    gone = make_user("member", board=meeting.board, email="gone@example.org")
    gone.is_active = False
    gone.save()
    make_user("officer")
    issue(meeting, by=author)

    assert tell_readers(meeting, at=AT) == ()
    assert tell_readers(meeting, at=LATER) == ()

    assert to() == ["ada@example.org", "chair@example.org"]
    assert PackLetter.objects.count() == 4
    letter = next(one for one in mail.outbox if one.to == ["ada@example.org"])
    public, members = BoardPack.objects.order_by("pk")
    assert letter.subject == "Board pack for Wednesday 2 December 2026"
    assert letter.body.startswith("Cllr Ada Byron,\n\nAmbleside Board\n\nBoard pack for the meeting on Wednesday 2 Dec")
    assert [f"sha256 {pack.sha256}" in letter.body for pack in (public, members)] == [True, True]
    assert letter.body.count("http") == 1
    assert f"http://localhost:8000/boards/ambleside/meetings/{meeting.key}/pack/\n" in letter.body


def test_a_correction_and_a_supplement_are_told_of_with_what_is_new(meeting, author):
    issue(meeting, by=author)
    tell_readers(meeting, at=AT)
    put_late_paper(meeting)
    put_paper(meeting.items.get(number="2"), CANARY, received_on=LATE_ON)
    mail.outbox.clear()

    supplement(meeting, by=author)
    tell_readers(meeting, at=LATER)
    issue(meeting, by=author, because="A wrong figure.", at=LATER)
    tell_readers(meeting, at=LATER)

    late, corrected = mail.outbox[0], mail.outbox[2]
    assert len(mail.outbox) == 4
    assert late.subject == "Supplement S1 to the board pack for Wednesday 2 December 2026"
    assert "  Item 1: Winter plan\n      Report: Flood wardens. Taken late: The figures came on Friday." in late.body
    assert "  Item 2: Lease of a surgery\n      Not for publication." in late.body
    assert corrected.subject == "Corrected: Board pack for Wednesday 2 December 2026"
    assert "Why: A wrong figure." in corrected.body
    assert "replaces AMBLESIDE-2026-12-02-P1, issued on 22 November 2026" in corrected.body
    assert CANARY not in "".join(letter.subject + letter.body for letter in mail.outbox)


def test_what_only_members_may_know_is_in_no_letter(meeting, author):
    issue(meeting, by=author, editions=("members",))
    put_paper(put_item(meeting, "Open"), CANARY, received_on=LATE_ON)
    supplement(meeting, by=author)
    issue(meeting, by=author, editions=("members",), because=CANARY, at=LATER)

    tell_readers(meeting, at=LATER)

    bodies = "".join(letter.body for letter in mail.outbox)
    assert CANARY not in bodies
    assert "What is in it stands on its page." in bodies
    assert "Why is said on its page." in bodies


def test_of_a_pack_that_was_loaded_and_of_one_that_was_replaced_nobody_is_told(meeting, author):
    issue(meeting)
    assert (tell_readers(meeting, at=AT), tellings(meeting), mail.outbox) == ((), [], [])

    issue(meeting, by=author, because="A wrong figure.", at=LATER)
    (one,) = tellings(meeting)

    assert [pack.version for pack in one.packs] == [2, 2]


class RefusesTheChair(EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["chair@example.org"]:
            raise SMTPException("no such box")
        return super().send_messages(messages)


def test_whoever_was_not_reached_is_named_and_told_by_a_press(meeting, author, client, settings, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    issue(meeting, by=author)
    settings.EMAIL_BACKEND = f"{__name__}.RefusesTheChair"

    assert tell_readers(meeting, at=AT) == ("chair@example.org",)

    (one,) = tellings(meeting)
    assert (one.reached, one.names, PackLetter.objects.count()) == (1, ["chair@example.org"], 2)
    client.force_login(author)
    home = reverse("meetings:pack_home", args=["ambleside", meeting.key])
    assert "Not reached</span> chair@example.org" in client.get(home).content.decode()
    press = reverse("meetings:pack_letters", args=["ambleside", meeting.key])
    assert "Not reached: chair@example.org." in client.post(press, follow=True).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    text = client.post(press, follow=True).content.decode()
    assert "Every reader has been told." in text
    assert "Send to those who were not reached" not in text
    assert to() == ["ada@example.org", "chair@example.org"]


class NoServer(EmailBackend):
    def open(self):
        raise OSError("no route")


def test_a_server_that_does_not_answer_leaves_everybody_to_be_told_and_the_pack_issued(
    meeting, client, settings, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    sign_in(client)

    client.post(
        reverse("meetings:issue_pack", args=["ambleside", meeting.key]), {"as_at": "2026-11-22", "which": "both"}
    )

    assert BoardPack.objects.count() == 2
    assert tell_readers(meeting, at=LATER) == ("Cllr Ada Byron", "chair@example.org")
    assert PackLetter.objects.count() == 0


def test_the_worker_tells_readers_when_it_has_issued(meeting, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    sign_in(client)

    client.post(
        reverse("meetings:issue_pack", args=["ambleside", meeting.key]), {"as_at": "2026-11-22", "which": "public"}
    )

    assert to() == ["ada@example.org", "chair@example.org"]
