"""Files are sent in under an item: looked through, described, taken out; and handed to those who may read the item."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Attachment, BoardPack
from tests.agendas.making import make_item, make_planned
from tests.factories import add, make_user
from tests.pack.supplied import a_report, a_scan, changed, with_a_comment

REPORT = a_report(pages=2)
SCAN = a_scan(pages=1)
LATER = datetime(2026, 11, 12, 9, tzinfo=UTC)


@pytest.fixture
def item(board):
    return make_item(make_planned(board=board), title="Pharmacies")


def address(name, item, *more):
    return reverse(f"meetings:{name}", args=[item.meeting.board.key, item.meeting.key, item.pk, *more])


def file_of(row):
    return reverse("meetings:attachment", args=[row.item.meeting.board.key, row.item.meeting.key, row.pk])


def sent(content=REPORT, name="Survey of 2026.pdf", **typed):
    facts = {"title": "Survey of pharmacies", "given_by": "Public Health", "alternative": "", "kept": ""}
    file = {"file": SimpleUploadedFile(name, content, "application/pdf")} if content else {}
    return facts | typed | file


def send(client, item, *args, **typed):
    return client.post(address("add_attachment", item), sent(*args, **typed))


def errors(answer):
    return dict(answer.context["form"].errors)


def test_a_file_is_looked_through_and_kept(author, item, settings):
    answer = send(author, item)

    row = Attachment.objects.get()
    assert answer.url == address("attachments", item)
    assert (row.title, row.given_by, row.pages, row.reads_as, row.is_held) == (
        "Survey of pharmacies", "Public Health", 2, "words", True,
    )  # fmt: skip
    assert row.file_name == "Survey of 2026.pdf"
    assert row.file.name == f"attachments/{row.sha256}.pdf"
    assert (
        sorted(path.name for path in (Path(settings.MEDIA_ROOT) / "attachments").iterdir() if path.name[0] == ".") == []
    )
    assert row.findings == [
        {"what": "Document properties", "where": "title: A private title; producer: WeasyPrint 70.0"},
        {"what": "Links to the web", "where": "Pages 1 and 2: example.org"},
    ]
    assert row.history.get().history_user.email == answer.wsgi_request.user.email


def test_what_was_found_stands_on_the_page_of_its_item(author, item):
    send(author, item)

    page = author.get(address("attachments", item)).content.decode()

    for said in ("Appendix A to item 1", "Document properties: title: A private title", "They still lead there."):
        assert said in page


def test_the_same_file_sent_twice_is_one(author, item):
    for _ in range(2):
        send(author, item)

    assert Attachment.objects.count() == 1
    assert (
        "This file is here already, as “Survey of pharmacies”"
        in author.get(address("attachments", item)).content.decode()
    )


def test_pictures_want_words_and_the_file_need_not_be_chosen_again(author, item):
    refused = send(author, item, SCAN)
    kept = refused.context["form"]["kept"].value()

    assert errors(refused) == {
        "alternative": ["Page 1 of the file holds no words. Say what it shows: nobody who listens can see it."]
    }
    assert "Survey of 2026.pdf is here and was looked through: 1 page." in refused.content.decode()
    assert Attachment.objects.count() == 0

    send(author, item, None, kept=kept, alternative="A letter.")
    row = Attachment.objects.get()
    assert (row.reads_as, row.alternative, row.file_name) == ("pictures", "A letter.", "Survey of 2026.pdf")


def test_a_made_up_mark_finds_no_file(author, item):
    assert errors(send(author, item, None, kept="made-up")) == {
        "file": ["Choose the file again: it is no longer here."]
    }


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (None, "", "Choose a file."),
        (b"", "a.pdf", "The file is empty."),
        (b"PK\x03\x04", "plan.docx", "This is not a PDF. Open the Word, Excel or PowerPoint file in its own program"),
        (b"<html>", "page.pdf", "This is not a PDF."),
        (REPORT, "page.exe", "This is not a PDF."),
        (REPORT[:3000], "cut.pdf", "The file is damaged"),
    ],
)
def test_what_is_no_whole_pdf_is_refused_with_a_sentence(author, item, content, name, sentence):
    form = {"title": "A", "given_by": "", "alternative": "", "kept": ""}
    if content is not None:
        form["file"] = SimpleUploadedFile(name, content)
    (told,) = errors(author.post(address("add_attachment", item), form))["file"]

    assert told.startswith(sentence)
    assert Attachment.objects.count() == 0


def test_a_file_up_to_the_limit_is_taken_and_a_larger_one_refused(author, item, settings):
    settings.ATTACHMENT_MAX_MB = 1
    fill = 1024 * 1024 - len(REPORT)

    (told,) = errors(send(author, item, REPORT + b" " * (fill + 1)))["file"]
    assert told == "The file has 1.0 MB; 1 MB is the limit. Save it with smaller pictures, or send it in parts."
    assert "file" not in errors(send(author, item, SCAN[:-1] + b" " * 10))


def test_a_file_that_takes_too_long_is_refused(author, item, monkeypatch):
    monkeypatch.setattr("meetings.appendices.keeping.SECONDS", 0.001)

    (told,) = errors(send(author, item, a_report(pages=5)))["file"]

    assert (
        told
        == "Looking through the file took longer than 45 seconds. Send it in parts, or save it with smaller pictures."
    )


def test_the_file_of_one_that_was_named_is_given_later(author, item):
    named = add(Attachment, {"title": "Map of the hubs"}, item=item)

    author.post(address("change_attachment", item, named.pk), sent())
    named.refresh_from_db()

    assert (named.title, named.is_held, named.pages) == ("Map of the hubs", True, 2)
    assert [row.title for row in Attachment.objects.all()] == ["Map of the hubs"]


def test_what_is_said_of_it_is_changed(author, item):
    send(author, item)
    row = Attachment.objects.get()

    author.post(address("change_attachment", item, row.pk), {"title": "Survey", "given_by": "", "seen": row.version})
    again = author.post(
        address("change_attachment", item, row.pk), {"title": "Late", "given_by": "", "seen": row.version}
    )

    assert Attachment.objects.get().title == "Survey"
    assert again.status_code == 409


def test_pictures_do_not_lose_the_words_for_them(author, item):
    send(author, item, SCAN, alternative="A letter.")
    row = Attachment.objects.get()
    typed = {"title": "Letter", "given_by": "", "alternative": " ", "seen": row.version}

    answer = author.post(address("change_attachment", item, row.pk), typed)

    assert "nobody who listens can see it" in answer.content.decode()
    assert Attachment.objects.get().alternative == "A letter."


def test_it_is_taken_out_with_a_reason_and_readers_no_longer_have_it(author, client, item, board):
    send(author, item)
    row = Attachment.objects.get()
    item.meeting.state = "published"
    item.meeting.save()

    nothing_said = author.post(address("take_out_attachment", item, row.pk), {"because": " ", "seen": row.version})
    author.post(address("take_out_attachment", item, row.pk), {"because": "Sent by mistake", "seen": row.version})

    assert errors(nothing_said) == {"because": ["Say why it is taken out."]}
    assert Attachment.objects.get().taken_out_because == "Sent by mistake"
    assert "Sent by mistake" in author.get(address("attachments", item)).content.decode()
    assert author.get(file_of(row)).status_code == 200
    client.force_login(make_user("member", board=board))
    assert client.get(file_of(row)).status_code == 404
    assert (
        "Survey of pharmacies"
        not in client.get(reverse("meetings:meeting", args=[board.key, item.meeting.key])).content.decode()
    )


def test_what_was_issued_stays_and_a_new_one_can_be_sent_in(author, item):
    send(author, item)
    row = Attachment.objects.get()
    issued = {"edition": "public", "number": "P1", "as_at": "2026-11-10", "pdf": b"", "sha256": "0", "pages": 1}
    add(BoardPack, issued | {"issued_at": row.uploaded_at}, meeting=item.meeting)

    for name, typed in (
        ("change_attachment", {"title": "Other", "given_by": ""}),
        ("take_out_attachment", {"because": "No"}),
    ):
        answer = author.post(address(name, item, row.pk), typed | {"seen": row.version})
        assert "The pack that holds it is issued" in answer.content.decode()
    send(author, item, changed(REPORT, lambda d: d.pages[0].rotate(90, relative=True)), title="A new one")

    assert sorted(Attachment.objects.values_list("title", "taken_out_because")) == [
        ("A new one", ""),
        ("Survey of pharmacies", ""),
    ]


def test_nothing_is_bound_for_a_meeting_that_was_cancelled(author, item):
    item.meeting.state = "cancelled"
    item.meeting.cancelled_because = "Snow"
    item.meeting.save()

    answer = send(author, item)

    assert "This meeting was cancelled" in answer.content.decode()
    assert Attachment.objects.count() == 0


# --- The file itself --------------------------------------------------------------------------------------------------


def test_the_file_is_handed_out_and_never_shown_within_a_page(author, item):
    send(author, item)
    answer = author.get(file_of(Attachment.objects.get()))

    told = {
        name: answer[name]
        for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control")
    }
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="survey-of-pharmacies.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"


def test_what_is_handed_out_holds_nothing_that_was_hidden(author, item):
    send(author, item, changed(a_report(pages=1, tagged=True), with_a_comment()))
    file = b"".join(author.get(file_of(Attachment.objects.get())).streaming_content)

    with pikepdf.open(io.BytesIO(file)) as document:
        held = b"".join(thing.unparse(resolved=True) for thing in document.objects)
    assert b"Zanzibarquartz" not in held
    assert b"A private title" not in held


WHO = ("member", "stranger", "officer", "author", "administrator")


@pytest.mark.parametrize(
    ("state", "secrecy", "readers"),
    [
        ("planned", "open", {"author"}),
        ("published", "open", set(WHO)),
        ("published", "exempt", {"member", "author"}),
        ("planned", "exempt", {"author"}),
    ],
)
def test_a_file_is_read_as_its_item_is(client, author, item, board, state, secrecy, readers, caplog):
    send(author, item)
    row = Attachment.objects.get()
    item.meeting.state = state
    item.meeting.save()
    item.secrecy = secrecy
    if secrecy == "exempt":
        item.exempt_paragraph, item.public_interest = "3", "Still being negotiated."
    item.save()
    caplog.clear()
    elsewhere = make_item(make_planned(board=add_board()))
    users = {who: make_user(who, board=board) for who in WHO if who != "stranger"}
    users["stranger"] = make_user("member", board=elsewhere.meeting.board)

    found = set()
    with caplog.at_level("INFO", "meetings.views.attachments"):
        for who, user in users.items():
            client.force_login(user)
            if client.get(file_of(row)).status_code == 200:
                found.add(who)

    assert found == readers
    told = [record for record in caplog.records if record.message == "exempt attachment read"]
    assert {record.user_id for record in told} == ({users[who].pk for who in readers} if secrecy == "exempt" else set())


def add_board():
    from tests.factories import make_board

    return make_board(key="elsewhere")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long_it_is(author, item, count, django_assert_num_queries):
    for number in range(count):
        add(Attachment, {"title": f"File {number}"}, item=item)
    author.get(address("attachments", item))

    with django_assert_num_queries(8):
        author.get(address("attachments", item))
