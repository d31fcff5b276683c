"""Documents that others made as files beside a pack: the pack claims PDF/UA, and each has a sheet that says where it is."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse

from meetings.appendices.keeping import fetch
from meetings.changes import issue_packs
from meetings.models import BoardPack, PackBuild
from meetings.pack import making
from meetings.pack.appendix_contents import why_no_claim
from meetings.pack.appendix_parts import files_here
from meetings.pack.as_json import told_in
from meetings.pack.issued import beside_of, told_of, where_of
from tests.factories import add, make_user
from tests.pack.attaching import attach
from tests.pack.conftest import make_pack, rows_for_now
from tests.pack.issuing import AS_AT, AT, CANARY, LATER, issue, make_published, put_late_paper, sign_in, supplement
from tests.pack.reading import inflated, pages_of, text_of
from tests.pack.supplied import a_report, a_scan
from tests.pack.test_appendices_are_bound import EVE, make_meeting_with

TAGGED, BARE, SCAN = a_report(pages=3, tagged=True), a_report(pages=1), a_scan(pages=2)
TOKEN = "8f5f2b0c-0000-4000-8000-0000000000b1"


@pytest.fixture(scope="module")
def beside(django_db_setup, django_db_blocker):
    pieces = [("Pharmacies in the evening", TAGGED, ""), ("Streets", BARE, ""), ("Letters", SCAN, "Two letters.")]
    with rows_for_now(django_db_blocker):
        return make_pack(make_meeting_with(pieces), as_at=EVE, beside=True)


@pytest.fixture
def meeting(db, pages_by_contents):
    found = make_published()
    open_item, closed = found.items.order_by("position")
    attach(open_item, "Pharmacies in the evening", TAGGED, at=AT.replace(hour=8))
    attach(closed, CANARY, BARE, at=AT.replace(hour=8))
    return found


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def sheet_of(made, title):
    return next(page for page in pages_of(made.pdf)[3:] if f"{title} This document is a file of its own" in page)


def at(meeting, name, *more):
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key, *more])


# --- The file ----------------------------------------------------------------------------------------------------------


def test_the_file_claims_pdf_ua_and_holds_no_page_of_them(beside):
    assert b"pdfuaid:part" in inflated(beside.pdf)
    assert "What the survey found" not in text_of(beside.pdf)


def test_each_sheet_says_what_it_is_where_it_is_and_how_it_reads(beside):
    one = beside.pack.appendices[0]
    sheet = sheet_of(beside, "Pharmacies in the evening")

    for said in (
        f"File {one.file}, PDF, 3 pages",
        "on the page of this pack, and in the ZIP of the issued set",
        "Whoever made it tagged it, so it is read with the structure they gave it. How good that is was not tested.",
    ):
        assert said in sheet
    assert one.sha256 in sheet.replace(" ", "")
    assert one.address in sheet.replace(" ", "")
    assert "It was made without tags: its words are read out without headings" in sheet_of(beside, "Streets")
    assert "Its pages are pictures and cannot be read out." in sheet_of(beside, "Letters")


def test_cover_contents_and_margins_say_so(beside):
    pages = pages_of(beside.pdf)

    assert (
        "3 documents of 6 pages, each a file of its own beside this one; a sheet for each says where it is. This file claims "
        "the accessibility standard PDF/UA."
    ) in pages[0]
    assert "Pharmacies in the evening 3 pages from Exampleshire Public Health, beside this file" in pages[1]
    assert all("Public edition, appendices beside it" in page for page in pages)


# --- The choice --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([("A", False)], "because “A” was made without tags"),
        ([("A", True), ("B", False)], "because “B” was made without tags"),
        ([("A", False), ("B", False)], "because “A” and “B” were made without tags"),
        ([("A", False), ("B", False), ("C", False)], "because “A”, “B” and 1 other were made without tags"),
        ([("A", True)], "because bound in, “A” loses its own tags"),
        ([("A", True), ("B", True)], "because bound in, “A” and “B” lose their own tags"),
    ],
)
def test_why_a_file_with_them_cannot_claim_it(files, says):
    assert why_no_claim(files) == says


@pytest.mark.parametrize("name", ["pack_home", "issue_pack"])
def test_the_author_is_asked_where_they_are_to_be_and_told_what_follows(client, meeting, now, name):
    sign_in(client)

    page = client.get(at(meeting, name)).content.decode()

    assert "Appendices in the file" in page
    assert "Appendices beside the file" in page
    assert f"cannot claim the accessibility standard PDF/UA, because “{CANARY}” was made without tags." in page


@pytest.mark.parametrize("name", ["pack_home", "issue_pack"])
def test_where_there_are_none_nothing_is_asked(client, db, now, pages_by_contents, name):
    sign_in(client)

    assert "Appendices beside the file" not in client.get(at(make_published(), name)).content.decode()


def test_where_the_pack_has_no_section_of_them_nothing_is_asked(meeting, monkeypatch):
    assert len(files_here(meeting)) == 2
    monkeypatch.setattr("meetings.pack.appendix_parts.sections_chosen", lambda meeting: ("agenda",))
    assert files_here(meeting) == []


def test_of_a_file_that_was_sent_in_before_tags_were_looked_at_it_is_found_out(meeting):
    for row in (attachment for item in meeting.items.all() for attachment in item.attachments.all()):
        row.is_tagged = None
        row.save()

    assert [(one.title, one.is_tagged) for one in files_here(meeting)] == [
        ("Pharmacies in the evening", True),
        (CANARY, False),
    ]


def test_what_is_chosen_for_a_draft_is_asked_for(client, meeting, now):
    sign_in(client)

    client.post(at(meeting, "pack", "public"), {"as_at": AS_AT.isoformat(), "token": TOKEN, "appendices": "beside"})

    assert [(row.work, row.appendices) for row in PackBuild.objects.all()] == [("draft", "beside")]


def test_a_draft_with_them_beside_is_made_so(meeting, pages_by_contents, now):
    facts = {"work": "draft", "edition": "public", "as_at": AS_AT, "asked_at": AT, "appendices": "beside"}
    row = add(PackBuild, facts, meeting=meeting, token=TOKEN, asked_by=make_user("author"))
    making.make(row.pk, clock=lambda: AT)

    assert [one.is_beside for one in pages_by_contents[-1].appendices] == [True]


def test_issuing_without_an_answer_is_refused(client, meeting, now):
    sign_in(client)

    answer = client.post(at(meeting, "issue_pack"), {"as_at": AS_AT.isoformat(), "which": "both", "token": TOKEN})

    assert answer.status_code == 422
    assert "Say where the appendices are." in answer.content.decode()
    assert PackBuild.objects.count() == 0


# --- Issued ------------------------------------------------------------------------------------------------------------


def test_the_choice_is_kept_with_the_pack_and_with_its_corrections(meeting):
    (first, _) = issue(meeting, appendices="beside")
    (again, _) = issue(meeting, because="A figure was wrong.", at=LATER)
    (inside, _) = issue(meeting, because="Members want one file.", appendices="inside", at=LATER)

    assert [where_of([pack]) for pack in (first, again, inside)] == ["beside", "beside", "inside"]
    assert [pack.contents["contents"]["front"]["edition"] for pack in (first, again, inside)] == [
        "Public edition, appendices beside it",
        "Public edition, appendices beside it",
        "Public edition",
    ]


def test_the_form_of_a_correction_begins_with_what_was_chosen(client, meeting, now):
    issue(meeting, appendices="beside")
    sign_in(client)

    assert client.get(at(meeting, "issue_pack")).context["form"]["appendices"].value() == "beside"


def test_a_file_beside_the_pack_has_been_told_of(meeting):
    issue(meeting, appendices="beside")

    assert len(told_of(meeting, "public").files) == 1


def test_a_supplement_is_as_its_pack_unless_it_is_said(meeting):
    issue(meeting, appendices="beside")
    attach(meeting.items.order_by("position").first(), "Late letters", SCAN, "Two letters.", at=LATER.replace(day=26))
    put_late_paper(meeting)
    (public, _) = supplement(meeting)

    assert [one["title"] for one in beside_of([public])[public.pk]] == ["Late letters"]
    assert public.contents["contents"]["front"]["edition"] == "Public edition, appendices beside it"


def test_readers_find_them_on_the_page_of_the_pack(client, meeting, now):
    issue(meeting, appendices="beside")
    reader = sign_in(client, "officer")
    page = client.get(at(meeting, "pack_home")).content.decode()
    own = meeting.items.order_by("position").first().attachments.get()

    assert reader.pk
    assert f'href="{at(meeting, "attachment", own.pk)}"' in page
    assert "Appendix A to item 1: Pharmacies in the evening (PDF, 3 pages, " in page
    assert own.sha256 in page
    assert client.get(at(meeting, "attachment", own.pk)).status_code == 200


def test_of_an_item_that_is_not_open_the_public_finds_neither_file_nor_title(client, meeting, now):
    public, members = issue(meeting, appendices="beside")
    closed = meeting.items.order_by("position").last().attachments.get()
    sign_in(client, "officer")

    assert CANARY not in client.get(at(meeting, "pack_home")).content.decode()
    assert client.get(at(meeting, "attachment", closed.pk)).status_code == 404
    assert [one["title"] for one in beside_of([public])[public.pk]] == ["Pharmacies in the evening"]
    assert [one["title"] for one in beside_of([members])[members.pk]] == ["Pharmacies in the evening", CANARY]
    assert CANARY.lower().encode() not in client.get(at(meeting, "pack_set", "public")).getvalue().lower()


def test_the_set_holds_the_files_themselves(client, meeting, now):
    public, _ = issue(meeting, appendices="beside")
    own = meeting.items.order_by("position").first().attachments.get()
    sign_in(client, "officer")

    with zipfile.ZipFile(io.BytesIO(client.get(at(meeting, "pack_set", "public")).getvalue())) as whole:
        name = f"appendices/{public.number}/appendix-1-a/pharmacies-in-the-evening.pdf"
        held, manifest = whole.read(name), json.loads(whole.read("manifest.json"))
        words = whole.read("manifest.txt").decode()

    assert held == fetch(own.sha256)
    assert [one for one in manifest["files"] if one["name"] == name] == [
        {"name": name, "sha256": own.sha256, "appendix_of": public.number, "title": "Pharmacies in the evening"}
    ]
    assert f"{name}\n    Pharmacies in the evening, beside {public.number}\n    sha256 {own.sha256}" in words


def test_a_file_that_is_gone_stops_the_set_with_a_sentence(client, meeting, now, settings, tmp_path):
    issue(meeting, appendices="beside")
    settings.MEDIA_ROOT = tmp_path
    sign_in(client, "officer")

    answer = client.get(at(meeting, "pack_set", "public"))

    assert answer.status_code == 409
    assert "“Pharmacies in the evening”, which was issued beside" in answer.content.decode()


# --- On the command line ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("issued", [False, True])
def test_export_pack_writes_them_into_a_folder_beside_the_file(meeting, tmp_path, issued):
    if issued:
        issue_packs(meeting, as_at=AS_AT, at=AT, by=None, appendices="beside")
    asked = {} if issued else {"appendices": "beside"}
    call_command(
        "export_pack", "ambleside", "2026-12-02", edition="public", output=tmp_path / "a.pdf", verbosity=0, **asked
    )

    own = meeting.items.order_by("position").first().attachments.get()
    written = tmp_path / "a-appendices" / "appendix-1-a" / "pharmacies-in-the-evening.pdf"
    assert written.read_bytes() == fetch(own.sha256)
    assert BoardPack.objects.count() == (2 if issued else 0)
    assert not issued or told_in(BoardPack.objects.first().contents)
