"""Bytes, plan, contents and sections of every edition are stored together, or nothing is: and pressed twice, once."""

import hashlib
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse

from meetings.changes import issue_packs
from meetings.changes import packs as issuing
from meetings.models import BoardPack, PackBuild
from meetings.pack.as_json import contents_to_json, told_in
from meetings.pack.failing import NotBuilt
from meetings.pack.issued import items_told, papers_told
from plans.changes import NotAllowedNow
from tests.pack.issuing import AS_AT, AT, issue, make_published, sign_in

pytestmark = pytest.mark.django_db
TOKEN = "8f5f2b0c-0000-4000-8000-00000000000a"


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def at(meeting, name="issue_pack"):
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key])


def a_press(**said):
    return {"as_at": AS_AT.isoformat(), "which": "both", "token": TOKEN, "seen": ""} | said


def test_both_editions_are_issued_with_all_that_belongs_to_them(meeting, pages_by_contents):
    public, members = issue(meeting)

    assert [pack.number for pack in (public, members)] == ["AMBLESIDE-2026-12-02-P1", "AMBLESIDE-2026-12-02-M1"]
    for pack, contents in zip((public, members), pages_by_contents, strict=True):
        stored = BoardPack.objects.get(pk=pack.pk)
        assert stored.sha256 == hashlib.sha256(bytes(stored.pdf)).hexdigest()
        assert stored.contents == contents_to_json(contents)
        assert [section["key"] for section in stored.sections][:4] == ["cover", "contents", "summary", "agenda"]
        assert (stored.supplement, stored.version, stored.replaces) == (0, 1, None)
        assert items_told(told_in(stored.contents)) == ["item-1", "item-2"]
    assert [papers_told(told_in(pack.contents)) for pack in (public, members)] == [["paper-1"], ["paper-1", "paper-2"]]


def test_every_page_of_the_members_edition_says_that_it_is_not_for_publication(meeting, pages_by_contents):
    issue(meeting)

    assert [(contents.front.beneath, contents.front.prefix) for contents in pages_by_contents] == [
        ("", ""),
        ("Members’ edition · Ambleside Board · not for publication", ""),
    ]


def test_the_same_contents_make_the_same_bytes_sections_and_contents(meeting):
    (first,), (second,) = (
        issuing.issue_packs(meeting, editions=("public",), as_at=AS_AT, at=AT, by=None, because=why)
        for why in ("", "Because")
    )
    BoardPack.objects.filter(pk=second.pk).first().delete()
    (third,) = issuing.issue_packs(meeting, editions=("public",), as_at=AS_AT, at=AT, by=None, because="Because")

    assert (third.sha256, third.contents, third.sections) == (second.sha256, second.contents, second.sections)
    assert third.sha256 != first.sha256


def test_what_fails_after_the_first_edition_is_set_leaves_nothing(meeting, monkeypatch):
    whole = issuing.build_pack

    def fails_for_members(meeting, *, edition, **asked):
        if edition == "members":
            raise NotBuilt("Item 2 could not be set.")
        return whole(meeting, edition=edition, **asked)

    monkeypatch.setattr(issuing, "build_pack", fails_for_members)
    with pytest.raises(NotBuilt, match="Item 2 could not be set"):
        issue(meeting)

    assert BoardPack.objects.count() == 0


@pytest.mark.parametrize("failing", [1, 2])
def test_a_full_disk_while_they_are_stored_leaves_nothing(meeting, monkeypatch, failing):
    saved, save = [], BoardPack.save

    def full(pack, *args, **how):
        saved.append(pack)
        if len(saved) == failing:
            raise OperationalError("database or disk is full")
        save(pack, *args, **how)

    monkeypatch.setattr(BoardPack, "save", full)
    with pytest.raises(OperationalError):
        issue(meeting)

    assert (BoardPack.objects.count(), BoardPack.history.count()) == (0, 0)


def test_what_is_done_within_takes_all_of_it_back(meeting):
    def taken_back(pack):
        assert BoardPack.objects.count() == 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(meeting, within=taken_back)

    assert BoardPack.objects.count() == 0


@pytest.mark.parametrize(("state", "sentence"), [("planned", "not published yet"), ("cancelled", "was cancelled")])
def test_a_meeting_that_is_not_to_be_read_of_is_refused(pages_by_contents, state, sentence):
    meeting = make_published(state=state)

    with pytest.raises(NotAllowedNow, match=sentence):
        issue(meeting)

    assert BoardPack.objects.count() == 0


def test_who_issued_it_is_a_person_or_an_office_and_never_an_address(meeting, pages_by_contents, client):
    issue(meeting, by=sign_in(client))

    assert {pack.front.issued for pack in pages_by_contents} == {"The report author, 22 November 2026"}


def test_of_two_who_issue_while_the_pages_are_set_one_does(meeting, monkeypatch):
    whole = issuing.build_pack

    def meanwhile(meeting, **asked):
        monkeypatch.setattr(issuing, "build_pack", whole)
        issue(meeting, at=AT - timedelta(minutes=1))
        return whole(meeting, **asked)

    monkeypatch.setattr(issuing, "build_pack", meanwhile)
    with pytest.raises(NotAllowedNow, match="already issued"):
        issue_packs(meeting, as_at=AS_AT, at=AT, by=None)

    assert list(BoardPack.objects.values_list("version", flat=True)) == [1, 1]


# --- In the browser ---------------------------------------------------------------------------------------------------


def test_a_double_click_issues_once(client, meeting, today):
    sign_in(client)

    first, second = (client.post(at(meeting), a_press()) for _ in range(2))

    assert first.url == second.url == f"{at(meeting, 'pack_home')}builds/{TOKEN}/"
    assert (PackBuild.objects.count(), BoardPack.objects.count()) == (1, 2)
    assert "is issued, and the members’ edition with it" in client.get(first.url).content.decode()


def test_a_page_that_was_opened_before_somebody_else_issued_changes_nothing(client, meeting, today):
    sign_in(client)
    issue(meeting)

    answer = client.post(at(meeting), a_press(because="A wrong figure."))

    assert answer.status_code == 409
    assert "Another version was issued since this page was opened" in answer.content.decode()
    assert BoardPack.objects.count() == 2


def test_one_edition_can_be_issued_alone_and_the_other_after_it_without_a_reason(client, meeting, today):
    sign_in(client)
    client.post(at(meeting), a_press(which="members"))
    seen = "AMBLESIDE-2026-12-02-M1"
    other = a_press(which="public", seen=seen, token=TOKEN.replace("a", "b"))

    assert 'value="public"' in client.get(at(meeting)).content.decode()
    client.post(at(meeting), other)

    assert set(BoardPack.objects.values_list("edition", "version")) == {("members", 1), ("public", 1)}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"as_at": ""}, "Enter the day as at which the pack is drawn."),
        ({"as_at": "2026-11-23"}, "That day is still to come"),
        ({"which": ""}, "Say which edition is issued."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_issued(client, meeting, today, said, sentence):
    sign_in(client)

    answer = client.post(at(meeting), a_press(**said))

    assert (answer.status_code, PackBuild.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


def test_the_page_of_a_planned_meeting_leads_to_publishing(client, pages_by_contents, today):
    meeting = make_published(state="planned")
    sign_in(client)

    assert "Publish the agenda first" in client.get(at(meeting)).content.decode()
