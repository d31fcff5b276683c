"""The page of a meeting's pack: each reader sees what they may, its author what comes next, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.changes import agenda, papers
from meetings.changes import meeting as meetings
from meetings.models import AgendaItem, BoardPack, Meeting
from plans.changes import NotAllowedNow
from tests.factories import make_user
from tests.pack.issuing import (
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


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def page(client, meeting, name="pack_home"):
    return client.get(reverse(f"meetings:{name}", args=["ambleside", meeting.key])).content.decode()


READS_MEMBERS = {"officer": False, "administrator": False, "member": True, "chair": True, "author": True}


@pytest.mark.parametrize(("role", "reads"), READS_MEMBERS.items())
def test_what_is_of_members_is_shown_to_those_who_read_it(client, meeting, role, reads):
    issue(meeting)
    put_paper(meeting.items.get(number="2"), CANARY, received_on=LATE_ON)
    supplement(meeting)
    issue(meeting, editions=("members",), because=CANARY, at=LATER)
    sign_in(client, role, **({"board": meeting.board} if role in ("member", "chair") else {}))

    text = page(client, meeting)

    assert "AMBLESIDE-2026-12-02-P1-S1 (PDF, 7 pages)" in text
    assert [words in text for words in ("AMBLESIDE-2026-12-02-M1", CANARY)] == [reads, reads]
    assert ("Issue the pack" in text or "Correct it" in text) == (role == "author")


def test_the_whole_fingerprint_is_one_click_away(client, meeting):
    public, _ = issue(meeting)
    sign_in(client, "officer")

    text = page(client, meeting)

    assert f"sha256 {public.sha256[:12]}…" in text
    assert public.sha256 in text


def test_a_file_of_a_supplement_comes_by_its_number_and_version(client, meeting):
    issue(meeting)
    put_late_paper(meeting)
    first, _ = supplement(meeting)
    sign_in(client, "officer")
    address = reverse("meetings:pack", args=["ambleside", meeting.key, "public"])

    answer = client.get(address, {"supplement": "1", "version": "1"})

    assert answer.content == bytes(first.pdf)
    assert answer["Content-Disposition"] == 'attachment; filename="ambleside-2026-12-02-public-S1-version-1.pdf"'
    assert client.get(address, {"supplement": "2"}).status_code == 404
    assert client.get(address, {"supplement": "1", "version": "2"}).status_code == 404


def test_without_an_issued_pack_a_reader_is_told_so_and_its_author_is_led_on(client, meeting):
    sign_in(client, "officer")
    assert "No pack has been issued for this meeting that you may read." in page(client, meeting)

    sign_in(client)
    assert "Issue the pack" in page(client, meeting)


@pytest.mark.parametrize(("role", "queries"), [("officer", 7), ("author", 19)])
def test_however_much_was_issued_it_asks_the_database_as_often(client, meeting, role, queries):
    meeting.state = "held"
    meeting.save()
    author = make_user("author")
    for _ in range(3):
        make_user("member", board=meeting.board)
    issue(meeting, by=author)
    sign_in(client, role)
    counted = []
    for _ in range(2):
        page(client, meeting)
        with CaptureQueriesContext(connection) as asked:
            page(client, meeting)
        counted.append(len(asked))
        for _ in range(2):
            put_late_paper(meeting, f"Paper {BoardPack.objects.count()}")
            supplement(meeting, by=author)
        issue(meeting, by=author, because="A wrong figure.", at=LATER)

    assert counted == [queries, queries]


# --- What is printed --------------------------------------------------------------------------------------------------


def current(row):
    return type(row).objects.get(pk=row.pk)


def test_what_is_printed_stays_and_what_is_taken_late_can_be_changed_until_it_is_in_a_supplement(client, meeting):
    issue(meeting)
    printed = meeting.items.get(number="1")
    late = AgendaItem(meeting=meeting, title="Flood", late_reason="The river rose.")
    agenda.add_late_item(late, by=None, on=LATE_ON, seen=current(meeting).version)

    with pytest.raises(NotAllowedNow, match="what is new goes out in a supplement"):
        agenda.change_item(current(printed), by=None, seen=current(printed).version)
    with pytest.raises(NotAllowedNow, match="what is new goes out in a supplement"):
        agenda.announce_paper(current(printed), title="More", owed_by="Priya Nair", by=None)
    agenda.change_item(current(late), by=None, seen=1)
    agenda.announce_paper(current(late), title="The river", owed_by="Priya Nair", by=None)
    sign_in(client)
    links = [f"/agenda/{item.pk}/" for item in (printed, late)]
    assert [f'{link}"' in page(client, meeting, "edit_agenda") for link in links] == [False, True]

    supplement(meeting)
    with pytest.raises(NotAllowedNow, match="The public pack is issued"):
        agenda.change_item(current(late), by=None, seen=current(late).version)


def test_a_printed_paper_is_corrected_with_a_reason_and_does_not_come_a_second_time(meeting):
    issue(meeting)
    paper = meeting.items.get(number="1").papers.get()

    with pytest.raises(NotAllowedNow, match="printed in the public pack: say why it is corrected"):
        papers.save_paper(paper, {"summary": "Other"}, {}, by=None, on=LATE_ON, seen=1)
    for come, more in ((papers.receive_paper, {}), (papers.take_late, {"reason": "Late"})):
        with pytest.raises(NotAllowedNow, match="This paper is printed in the public pack"):
            come(paper, by=None, on=LATE_ON, received_on=LATE_ON, seen=1, **more)
    papers.save_paper(paper, {"summary": "Other"}, {}, by=None, on=LATE_ON, seen=1, because="A slip")

    assert current(paper).summary == "Other"


def test_the_day_that_is_printed_stays_and_the_room_can_change(meeting):
    issue(meeting, editions=("members",))
    moved = current(meeting)
    moved.held_on = LATE_ON
    meetings.change(moved, by=None, seen=moved.version)  # only members have it yet
    issue(meeting, editions=("public",))

    other_day, other_room = current(meeting), current(meeting)
    other_day.held_on = meeting.held_on
    with pytest.raises(NotAllowedNow, match="The public pack is issued with this day and hour"):
        meetings.change(other_day, by=None, seen=other_day.version)
    other_room.venue = "Town Hall"
    meetings.change(other_room, by=None, seen=other_room.version)

    assert (Meeting.objects.get().held_on, Meeting.objects.get().venue) == (LATE_ON, "Town Hall")


def test_a_supplement_alone_does_not_lock_what_the_public_has_not(meeting):
    issue(meeting, editions=("members",))
    put_item(meeting, "Flood")
    supplement(meeting)
    item = meeting.items.get(number="1")

    assert agenda.change_item(item, by=None, seen=1).title == "Winter plan"
