"""An author sends a spreadsheet back, sees what it changes, and saves it: once."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans import changes
from plans.models import ImportPreview, Milestone, Statement
from tests.factories import make_user
from tests.imports.sheets import ZIP, Sheets, noon

PAGE, EXPORT = "/boards/board-1/plan/import/", "/boards/board-1/plan/export.xlsx"


@pytest.fixture
def author(client, small):
    author = make_user("author")
    client.force_login(author)
    return author


def filled(client, **values):
    sheets = Sheets(client.get(EXPORT).content)
    if values:
        sheets.put("Milestones", ("A1", "A1.1"), **values)
    return SimpleUploadedFile("plan.xlsx", sheets.content, ZIP)


def moved(client):
    return filled(client, Date_now=date(2027, 1, 29), Why="The lease is late.")


def send(client, file):
    return client.post(PAGE, {"file": file})


def test_the_plan_is_downloaded_with_its_day_in_its_name(client, author):
    answer = client.get(EXPORT)

    assert answer["Content-Type"] == ZIP
    assert answer["Content-Disposition"] == 'attachment; filename="board-1-plan-2026-11-11.xlsx"'
    assert "no-store" in answer["Cache-Control"]
    assert Sheets(answer.content).book["Milestones"]["B2"].value == "A1.1"


def test_what_it_changes_is_shown_and_not_saved(client, author):
    before = Statement.objects.count()

    page = client.post(PAGE, {"file": moved(client)}, follow=True)

    text = page.content.decode()
    assert page.redirect_chain[0][1] == 302
    assert "2 cells would change in 1 row." in text
    assert "1 December 2026" in text
    assert "29 January 2027" in text
    assert "Save 2 changes" in text
    assert Statement.objects.count() == before


def test_a_double_click_saves_once(client, author, small):
    address = send(client, moved(client)).url
    before = Statement.objects.count()

    first, second = client.post(address), client.post(address)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Statement.objects.count() == before + 1
    said = Statement.objects.order_by("pk").last()
    assert (said.because, said.recorded_by, said.said_by) == ("The lease is late.", author, author.person)
    text = client.get(first.url).content.decode()
    assert "Saved from plan.xlsx: 2 cells changed." in text
    assert "plan.xlsx was saved at 10.00. It was not saved a second time." in text
    assert client.get(address).status_code == 302


def test_an_untouched_file_has_nothing_to_save(client, author):
    text = client.post(PAGE, {"file": filled(client)}, follow=True).content.decode()

    assert "No differences." in text
    assert "8 rows were read" in text
    assert "<form" not in text.split("<main", 1)[1].split("</main>", 1)[0]


def test_something_that_changed_between_showing_and_saving_is_shown(client, author, today):
    address = send(client, moved(client)).url
    milestone = Milestone.objects.get(reference="A1.1")
    day = date(2027, 3, 3)
    changes.update_milestone(milestone, by=make_user("author"), on=today, at=noon(today), version=1, kind="forecast",
                             earliest=day, latest=day, because="Two posts are vacant.")  # fmt: skip
    before = Statement.objects.count()

    answer = client.post(address)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Something changed here while you looked; nothing was saved" in text
    assert "Date now is now 3 March 2027." in text
    assert "29 January 2027" in text
    assert Statement.objects.count() == before


def test_a_refused_cell_is_named_and_nothing_can_be_saved(client, author):
    address = send(client, filled(client, Date_now="soon", Why="x")).url

    text = client.get(address).content.decode()
    assert "Milestones!F2" in text
    assert "“soon” cannot be read as a date." in text
    assert "Save " not in text
    before = Statement.objects.count()
    assert client.post(address).status_code == 409
    assert Statement.objects.count() == before


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (None, "Choose the spreadsheet to send back."),
        (("plan.xlsx", b""), "The file is empty."),
        (("plan.xlsx", b"%PDF-1.7 renamed"), "This is a PDF, renamed."),
        (("plan.csv", b"a,b"), "“plan.csv” is not an Excel workbook by its name."),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(client, author, file, says):
    sent = {"file": SimpleUploadedFile(*file)} if file else {}

    answer = client.post(PAGE, sent)

    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert ImportPreview.objects.count() == 0


def test_a_file_of_another_plan_is_not_taken(client, author):
    sheets = Sheets(client.get(EXPORT).content)
    next(row[1] for row in sheets.book["Guide"].iter_rows(max_col=2) if row[0].value == "Board").value = "elsewhere"

    answer = send(client, SimpleUploadedFile("plan.xlsx", sheets.content, ZIP))

    assert "This file is of another plan." in answer.content.decode()


def test_what_was_sent_in_and_not_saved_is_offered_again_until_it_is(client, author):
    address = send(client, moved(client)).url

    assert f'href="{address}"' in client.get(PAGE).content.decode()
    client.post(address)
    assert f'href="{address}"' not in client.get(PAGE).content.decode()


def test_the_next_file_takes_the_place_of_the_one_before(client, author):
    first = send(client, moved(client)).url
    second = send(client, filled(client, New_note="Heard from them.")).url

    assert client.post(first).status_code == 404
    assert client.post(second).status_code == 302
    assert ImportPreview.objects.count() == 1


def test_nobody_sees_or_saves_what_another_sent_in(client, author):
    address = send(client, moved(client)).url
    client.force_login(make_user("author"))

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_words_of_a_file_are_shown_as_words(client, author):
    text = client.post(
        PAGE, {"file": filled(client, New_note="<script>alert(1)</script>")}, follow=True
    ).content.decode()

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("changed", [1, 3])
def test_showing_costs_the_same_however_much_is_changed(client, author, django_assert_num_queries, changed):
    sheets = Sheets(client.get(EXPORT).content)
    for number in range(changed):
        sheets.put("Milestones", None, Action="A1", Milestone=f"Step {number}")
    address = send(client, SimpleUploadedFile("plan.xlsx", BytesIO(sheets.content).getvalue(), ZIP)).url
    client.get(address)

    with django_assert_num_queries(9):
        client.get(address)
