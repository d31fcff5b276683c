"""Of a meeting and its packs: who may read what, and who may make a pack."""

import hashlib
from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse

from meetings.models import Attachment, BoardPack, ExemptText, Implication, Paper, Presenter
from tests.factories import add, make_board, make_meeting, make_person, make_strategy, make_user
from tests.pages.minuted import HELD, make_entry, make_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def reader(client, board):
    client.force_login(make_user("officer"))
    return client


def body(client, meeting):
    return client.get(reverse("meetings:meeting", args=[meeting.board.key, meeting.key])).content.decode()


CANARY = "canary-4711"


@pytest.fixture
def exempt_meeting(board):
    """A meeting in which every field under an exempt item holds the canary, and its title does not."""
    meeting = make_meeting(board=board)
    item = make_item(
        meeting,
        title="Lease of a site",
        secrecy="exempt",
        exempt_paragraph="3",
        public_interest="Prices are still to be agreed.",
        text=CANARY,
        asked="agree",
        asked_words="",
    )
    add(ExemptText, {"text": f"The rent is {CANARY}"}, item=item)
    paper = add(
        Paper,
        {"key": "lease", "title": CANARY, "summary": CANARY, "recommendations": [CANARY], "author": CANARY},
        item=item,
    )
    add(Implication, {"kind": "financial", "text": CANARY, "verified_by": CANARY}, paper=paper)
    add(Attachment, {"title": f"{CANARY}.pdf"}, item=item)
    add(Presenter, {"part": CANARY}, item=item, person=make_person())
    make_entry(make_minutes(meeting), item, kind="decision", text=CANARY, answer=CANARY, limbs=[CANARY])
    return meeting


READS_EXEMPT = {"officer": False, "administrator": False, "member": True, "chair": True, "author": True}


@pytest.mark.parametrize(("role", "reads"), READS_EXEMPT.items())
def test_of_an_exempt_item_others_see_title_paragraph_and_reason_only(client, exempt_meeting, role, reads):
    client.force_login(make_user(role, board=exempt_meeting.board))

    text = body(client, exempt_meeting)

    assert (CANARY in text) == reads
    assert "Lease of a site" in text
    assert "Paragraph 3 of Schedule 12A" in text
    assert "Prices are still to be agreed." in text


def test_a_member_of_another_board_does_not_read_what_is_exempt_here(client, exempt_meeting):
    client.force_login(make_user("member", board=make_board()))

    assert CANARY not in body(client, exempt_meeting)


@pytest.mark.parametrize(
    ("role", "reads"), [("officer", False), ("member", False), ("administrator", False), ("author", True)]
)
def test_an_agenda_that_is_not_published_and_draft_minutes_are_the_authors(client, board, role, reads):
    meeting = make_meeting(board=board, state="planned", held_on=date(2026, 11, 25))
    make_item(meeting, title="Close a centre")
    make_entry(make_minutes(meeting, state="draft"), text="A draft remark")
    client.force_login(make_user(role))

    text = body(client, meeting)

    assert [words in text for words in ("Close a centre", "A draft remark")] == [reads, reads]
    assert ("The agenda is not yet published." in text) != reads


def test_a_meeting_is_not_found_under_another_board(reader, board):
    meeting = make_meeting(board=make_board())

    assert reader.get(reverse("meetings:meeting", args=[board.key, meeting.key])).status_code == 404


# --- The pack ---------------------------------------------------------------------------------------------------------


def issue(meeting, edition="public", **facts):
    pdf = f"%PDF of the {edition} edition".encode()
    version = facts.get("version", 1)
    return add(
        BoardPack,
        {"edition": edition, "number": f"{edition}-{version}", "as_at": HELD, "pdf": pdf, "pages": 7}
        | {"sha256": hashlib.sha256(pdf).hexdigest(), "issued_at": datetime(2026, 9, 2, 9, tzinfo=UTC)}
        | facts,
        meeting=meeting,
    )


def pack_at(meeting, edition):
    return reverse("meetings:pack", args=[meeting.board.key, meeting.key, edition])


@pytest.mark.parametrize(("role", "reads"), READS_EXEMPT.items())
def test_the_members_edition_is_for_members_and_authors(client, board, role, reads):
    meeting = make_meeting(board=board, held_on=HELD)
    issue(meeting)
    issue(meeting, "members")
    client.force_login(make_user(role))

    public, members = client.get(pack_at(meeting, "public")), client.get(pack_at(meeting, "members"))

    assert public.content == b"%PDF of the public edition"
    assert members.status_code == (200 if reads else 404)
    assert (pack_at(meeting, "members") + "?version=" in body(client, meeting)) == reads


def test_an_issued_pack_comes_as_it_was_stored_in_the_version_asked_for(reader, board):
    meeting = make_meeting(board=board, held_on=HELD)
    issue(meeting)
    sha256 = hashlib.sha256(b"%PDF second").hexdigest()
    issue(meeting, version=2, pdf=b"%PDF second", because="A figure was corrected.", sha256=sha256)

    latest, first = (reader.get(pack_at(meeting, "public"), asked) for asked in ({}, {"version": "1"}))

    assert (latest.content, first.content) == (b"%PDF second", b"%PDF of the public edition")
    assert latest["Content-Disposition"] == 'attachment; filename="board-1-2026-09-09-public-version-2.pdf"'
    assert latest["Cache-Control"] == "private, no-store"
    assert reader.get(pack_at(meeting, "public"), {"version": "3"}).status_code == 404
    assert "A figure was corrected." in body(reader, meeting)


def test_a_pack_that_was_not_issued_and_an_unknown_edition_are_not_found(reader, board):
    meeting = make_meeting(board=board)

    assert reader.get(pack_at(meeting, "public")).status_code == 404
    assert reader.get(pack_at(meeting, "secret")).status_code == 404


def test_only_authors_are_offered_to_make_a_pack(client, board):
    meeting = make_meeting(board=board)
    offered = {}
    for role in ("officer", "member", "chair", "administrator", "author"):
        client.force_login(make_user(role))
        page = client.get(reverse("meetings:pack_home", args=[board.key, meeting.key])).content.decode()
        offered[role] = "Make the public edition (PDF)" in page

    assert offered == {"officer": False, "member": False, "chair": False, "administrator": False, "author": True}


def test_an_author_makes_a_draft_and_nothing_is_issued(client, board):
    meeting = make_meeting(board=board, held_on=date(2026, 11, 25), state="published", starts_at=time(10))
    client.force_login(make_user("author"))

    answer = client.post(pack_at(meeting, "members"), {"as_at": "2026-11-10"})

    file = client.get(f"{answer.url}file/")
    assert file.content.startswith(b"%PDF-")
    assert file["Content-Disposition"] == 'attachment; filename="board-1-2026-11-25-members-draft.pdf"'
    assert BoardPack.objects.count() == 0


@pytest.mark.parametrize(
    ("as_at", "sentence"),
    [
        ("", "Enter the day as at which the pack is drawn."),
        ("soon", "Enter a day, such as 2026-11-24."),
        ("2026-11-12", "That day is still to come; choose today or an earlier day."),
    ],
)
def test_a_day_that_cannot_be_used_gets_a_sentence(client, board, as_at, sentence):
    meeting = make_meeting(board=board)
    client.force_login(make_user("author"))

    answer = client.post(pack_at(meeting, "public"), {"as_at": as_at})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "No pack was made" in answer.content.decode()


def test_a_board_with_two_plans_asks_which_in_a_sentence(client, board):
    make_strategy(board=board)
    make_strategy(board=board)
    meeting = make_meeting(board=board)
    client.force_login(make_user("author"))

    answer = client.post(pack_at(meeting, "public"), {"as_at": "2026-09-01"}, follow=True)

    assert "has more than one strategy. Say which" in answer.content.decode()
