"""A paper that is being written is read by its writer and by authors, and leaks nowhere; an exempt one as its item is."""

import json
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from meetings.enums import Edition
from meetings.evidence import implications_of
from meetings.pack.gathering import gather
from tests.factories import make_meeting, make_person, make_source, make_strategy, make_user
from tests.pages.minuted import make_exempt_item, make_item
from tests.papers.making import COMING, address, form_of, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
AS_AT, NOW = date(2026, 11, 11), datetime(2026, 11, 11, 10, tzinfo=UTC)
CANARY = "canary-4711"
EVERYBODY = ("officer", "member", "chair", "administrator")
TEXTS = dict.fromkeys(
    ("title", "wards", "key_decision", "report_of", "head_of_service", "director", "publicity", "summary", "background",
     "issues", "reasons", "consultation", "impact", "background_papers", "author", "to_be_sent_by"),
    CANARY,
)  # fmt: skip


@pytest.fixture
def item(board):
    make_strategy(board=board)
    return make_item(make_meeting(held_on=COMING, state="published", board=board), asked="agree")


@pytest.fixture
def draft(item):
    """Being written under a published agenda; every field of it holds the canary."""
    said = [("financial", f"There are no financial implications {CANARY}", CANARY)]
    lines = {"recommendations": [f"To agree {CANARY}"], "appendices": [CANARY]}
    return make_paper(item=item, implications=said, source=make_source(key="the-source"), **TEXTS | lines)


def pages_of(paper):
    board, meeting = paper.item.meeting.board.key, paper.item.meeting.key
    of_board = ("dashboard", "meetings", "board", "changes", "action_log", "forward_plan", "decisions")
    yield from (reverse(f"meetings:{name}", args=[board]) for name in of_board)
    yield from (reverse(f"plans:{name}", args=[board]) for name in ("plan", "doubts"))
    yield reverse("meetings:meeting", args=[board, meeting])
    yield reverse("meetings:my_updates")
    yield reverse("plans:source", args=["the-source"])
    yield reverse("plans:people")


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_paper_being_written_is_on_no_page_of_theirs(client, draft, role):
    client.force_login(make_user(role, board=draft.item.meeting.board))

    leaks = [page for page in pages_of(draft) if CANARY in client.get(page).content.decode()]

    assert leaks == []
    assert [client.get(address(draft, page)).status_code for page in ("", "write/", "preview/", "steps/")] == [404] * 4
    assert client.post(address(draft, "write/"), {"draft": "1"}).status_code == 404


def test_it_is_in_no_pack_and_no_rule_reads_it(draft):
    meeting = draft.item.meeting
    for edition in Edition:
        assert CANARY not in repr(
            gather(meeting, edition=edition, as_at=AS_AT, built_at=NOW, strategy=None, snapshot=None)
        )
    assert implications_of(meeting.board) == []


def test_its_writer_reads_and_writes_it_and_takes_no_steps(client, draft):
    officer = make_user("officer", person=make_person())
    draft.author_person = officer.person
    draft.save()
    client.force_login(officer)

    assert CANARY in client.get(address(draft, "write/")).content.decode()
    assert CANARY in client.get(address(draft, "preview/")).content.decode()
    assert client.get(address(draft)).status_code == 302
    assert client.post(address(draft, "write/"), form_of(draft, wards="North")).status_code == 302
    assert [client.get(address(draft, "steps/")).status_code, client.post(address(draft, "steps/")).status_code] == [
        403,
        403,
    ]


@pytest.mark.parametrize(("state", "may"), [("draft", True), ("to_follow", True), ("held", False), ("late", False)])
def test_its_writer_writes_until_it_is_received(client, draft, state, may):
    officer = make_user("officer", person=make_person())
    draft.author_person, draft.state, draft.late_reason = officer.person, state, "Figures came late."
    draft.save()
    client.force_login(officer)

    assert client.get(address(draft, "write/")).status_code == (200 if may else 403)


def test_a_member_named_as_writer_reads_no_draft(client, draft):
    member = make_user("member", board=draft.item.meeting.board, person=make_person())
    draft.author_person = member.person
    draft.save()
    client.force_login(member)

    assert client.get(address(draft)).status_code == 404


@pytest.mark.parametrize("state", ["to_follow", "withdrawn", "deferred"])
def test_of_a_paper_that_is_not_there_readers_get_the_title_only(client, item, state):
    paper = make_paper(item=item, state=state, **TEXTS | {"title": "Winter plan", "to_be_sent_by": ""})
    client.force_login(make_user("member"))

    for page in (address(paper), reverse("meetings:meeting", args=[item.meeting.board.key, item.meeting.key])):
        text = client.get(page).content.decode()
        assert "Winter plan" in text
        assert CANARY not in text


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 404), ("administrator", 404), ("member", 200), ("author", 200)]
)
def test_an_exempt_paper_is_read_as_its_item_is(client, item, role, status):
    closed = make_exempt_item(item.meeting)
    paper = make_paper(item=closed, state="held", summary="Rent")
    client.force_login(make_user(role, board=item.meeting.board))

    assert client.get(address(paper)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("member", 404), ("author", 200)])
def test_a_paper_of_an_agenda_that_is_not_published_is_the_authors_alone(client, board, role, status):
    paper = make_paper(state="held", summary="Rent")
    client.force_login(make_user(role, board=board))

    assert client.get(address(paper)).status_code == status


def test_papers_of_another_meeting_or_board_are_not_found(client, author, draft):
    elsewhere = make_meeting(board=draft.item.meeting.board)
    path = address(draft).replace(draft.item.meeting.key, elsewhere.key)

    assert author.get(path).status_code == 404


def test_what_is_kept_while_typing_is_json_of_its_own_user_only(author, client, draft):
    author.post(address(draft, "write/"), form_of(draft, reasons="Typed") | {"draft": "1"})
    from meetings.models import WritingDraft

    row = WritingDraft.objects.get()
    assert row.about == f"paper {draft.pk}"
    assert json.loads(json.dumps(row.fields))["reasons"] == "Typed"
