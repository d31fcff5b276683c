"""An issued pack is read in the browser as it was stored, by whoever may read its file; what it hides is on no page of it."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from meetings.enums import Edition
from meetings.models import BoardPack
from meetings.pack.drafts import draft_sections
from meetings.pack.names import STANDARD
from meetings.pack.sections.stored import sections_as_json
from plans import snapshot_cache
from tests.factories import add, make_board, make_user
from tests.pack.test_two_editions import CANARY, EVE, make_meetings

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    snapshot_cache.forget()
    yield make_meetings()
    snapshot_cache.forget()


def issue(meeting, edition, *, version=1, sections=None, supplement=0):
    """A pack as it is stored, without the pages: nothing here is set."""
    told = draft_sections(meeting, edition=Edition(edition), as_at=EVE, now=NOW, chosen=STANDARD)
    facts = {
        "edition": edition,
        "version": version,
        "supplement": supplement,
        "because": "" if version == 1 else "A figure was wrong.",
        "number": f"{meeting.key}-{edition}-{supplement}-{version}",
        "as_at": EVE,
        "pages": 12,
        "pdf": b"%PDF-1.7",
        "sha256": hashlib.sha256(b"%PDF-1.7").hexdigest(),
        "issued_at": NOW,
        "sections": sections_as_json(told) if sections is None else sections,
    }
    return add(BoardPack, facts, meeting=meeting)


def signed_in(client, role, **more):
    client.force_login(make_user(role, **more))
    return client


def place(meeting, edition, *section, kind="read"):
    name = "pack_section" if section and section[0] != "whole" else "whole_pack" if section else "pack"
    parts = section if name == "pack_section" else ()
    return reverse(f"meetings:{kind}_{name}", args=[meeting.board.key, meeting.key, edition, *parts])


def every_page(client, meeting, edition, *, kind="read"):
    """The words of each page of a pack, front and whole included, by the end of its address."""
    front = client.get(place(meeting, edition, kind=kind))
    keys = [section.key for section in front.context["reading"].body]
    pages = {key: client.get(place(meeting, edition, key, kind=kind)) for key in (*keys, "whole")}
    assert {page.status_code for page in pages.values()} == {200}
    return {"": front.content.decode()} | {key: page.content.decode() for key, page in pages.items()}


def test_the_public_edition_is_read_by_everybody_who_is_signed_in(client, meeting):
    issue(meeting, "public")
    stranger = signed_in(client, "member", board=make_board(key="elsewhere"))

    pages = every_page(stranger, meeting, "public")

    assert "<h1>Ambleside Board</h1>" in pages[""]
    assert "<h1>Summary for members</h1>" in pages["summary"]
    assert "Draft, not issued" not in "".join(pages.values())


def test_no_page_of_the_public_edition_has_a_word_that_is_not_for_publication(client, meeting):
    issue(meeting, "public")

    pages = every_page(signed_in(client, "member", board=make_board(key="elsewhere")), meeting, "public")

    assert [key for key, page in pages.items() if CANARY in page] == []
    assert "This report is not for publication." in pages["item-2"]


def test_the_members_edition_is_there_for_its_own_board_and_for_nobody_else(client, meeting):
    issue(meeting, "members")
    elsewhere = make_board(key="elsewhere")
    addresses = [place(meeting, "members", *which) for which in ((), ("summary",), ("whole",))]

    for role, board, answer in (
        ("member", meeting.board, 200), ("chair", meeting.board, 200), ("author", None, 200),
        ("member", elsewhere, 404), ("officer", None, 404), ("administrator", None, 404),
    ):  # fmt: skip
        signed_in(client, role, board=board)
        assert [client.get(address).status_code for address in addresses] == [answer] * 3, role


def test_what_was_issued_is_read_and_not_what_stands_today(client, meeting):
    issue(meeting, "public")
    meeting.board.name = "Renamed Board"
    meeting.board.save()

    page = signed_in(client, "member").get(place(meeting, "public"))

    assert "<h1>Ambleside Board</h1>" in page.content.decode()


def test_a_pack_that_is_not_issued_is_not_there_and_nor_is_a_section_it_has_not(client, meeting):
    signed_in(client, "author")
    assert client.get(place(meeting, "public")).status_code == 404

    issue(meeting, "public")
    assert client.get(place(meeting, "public", "poem")).status_code == 404
    assert client.get(place(meeting, "public", "cover")).status_code == 404
    assert client.get(place(meeting, "secret")).status_code == 404


def test_another_version_is_asked_for_and_its_links_keep_to_it(client, meeting):
    issue(meeting, "public")
    issue(meeting, "public", version=2, sections=[{"key": "agenda", "title": "Agenda", "html": "<h1>Second</h1>"}])
    signed_in(client, "member")

    assert "<h1>Second</h1>" in client.get(place(meeting, "public", "agenda")).content.decode()
    first = client.get(place(meeting, "public"), {"version": "1"}).content.decode()
    assert f'href="{place(meeting, "public", "summary")}?version=1"' in first
    assert client.get(place(meeting, "public"), {"version": "3"}).status_code == 404


def test_a_supplement_is_read_by_its_number(client, meeting):
    issue(meeting, "public")
    issue(meeting, "public", supplement=1, sections=[{"key": "item-9", "title": "Late", "html": "<h1>Late</h1>"}])
    signed_in(client, "member")

    assert "<h1>Late</h1>" in client.get(place(meeting, "public", "item-9"), {"supplement": "1"}).content.decode()
    assert client.get(place(meeting, "public", "item-9")).status_code == 404


def test_of_a_pack_from_earlier_it_says_that_only_the_file_is_kept(client, meeting):
    issue(meeting, "public", sections=[])

    page = signed_in(client, "member").get(place(meeting, "public"))

    assert page.status_code == 200
    assert "Of this pack only the PDF is kept" in page.content.decode()
    assert reverse("meetings:pack", args=[meeting.board.key, meeting.key, "public"]) in page.content.decode()


def test_each_section_leads_to_the_one_before_and_the_one_after(client, meeting):
    issue(meeting, "public")
    signed_in(client, "member")
    body = client.get(place(meeting, "public")).context["reading"].body

    first, last = (client.get(place(meeting, "public", body[at].key)) for at in (0, -1))

    assert first.context["before"] is None
    assert first.context["after"] == (body[1], place(meeting, "public", body[1].key))
    assert last.context["before"] == (body[-2], place(meeting, "public", body[-2].key))
    assert last.context["after"] is None
    assert f"section {len(body)} of {len(body)}" in last.content.decode()


def test_no_page_is_stored_by_anybody_on_the_way_and_none_has_a_style_of_its_own(client, meeting):
    issue(meeting, "public")
    signed_in(client, "member")

    for which in ((), ("summary",), ("whole",)):
        page = client.get(place(meeting, "public", *which))
        assert "no-store" in page["Cache-Control"]
        assert "private" in page["Cache-Control"]
        assert " style=" not in page.content.decode()
        assert "pack:" not in page.content.decode()
        assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize("sections", [1, 3])
def test_a_page_costs_the_same_however_long_the_pack_is(client, meeting, sections, django_assert_num_queries):
    told = [{"key": f"item-{n}", "title": "Item", "html": "<h1>Item</h1>"} for n in range(1, sections + 1)]
    issue(meeting, "public", sections=told)
    signed_in(client, "member")

    with django_assert_num_queries(5):
        client.get(place(meeting, "public", "item-1"))


# --- As it would be today ---------------------------------------------------------------------------------------------


def test_every_page_of_a_draft_says_that_it_is_one(client, meeting):
    pages = every_page(signed_in(client, "author"), meeting, "members", kind="preview")

    assert [key for key, page in pages.items() if "<strong>Draft, not issued.</strong>" not in page] == []
    assert [key for key, page in pages.items() if page.count("<h1") != 1] == []
    assert CANARY in pages["item-2"]


def test_the_draft_of_the_public_edition_hides_what_the_public_edition_hides(client, meeting):
    pages = every_page(signed_in(client, "author"), meeting, "public", kind="preview")

    assert [key for key, page in pages.items() if CANARY in page] == []


@pytest.mark.parametrize("role", ["member", "chair", "officer", "administrator"])
def test_a_draft_is_its_authors_alone(client, meeting, role):
    issue(meeting, "members")
    signed_in(client, role, board=meeting.board)

    for which in ((), ("summary",), ("whole",)):
        assert client.get(place(meeting, "members", *which, kind="preview")).status_code == 403


def test_a_draft_shows_what_was_changed_a_moment_ago(client, meeting):
    from meetings.changes.pack_choice import choose_sections

    author = signed_in(client, "author")
    assert "summary" in every_page(author, meeting, "public", kind="preview")

    choose_sections(meeting, ["agenda"], by=None, seen=0)

    assert list(every_page(author, meeting, "public", kind="preview")) == ["", "agenda", "item-2", "whole"]


def test_where_no_pack_can_be_made_the_draft_says_why(client, meeting):
    from tests.factories import make_strategy

    make_strategy(board=meeting.board, key="another")

    answer = signed_in(client, "author").get(place(meeting, "public", kind="preview"))

    assert answer.status_code == 422
    assert "has more than one strategy" in answer.content.decode()
