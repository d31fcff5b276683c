"""An author sends a national file in, sees what it would change, and saves it once or lets it go."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.enums import FileState
from plans.imports.national import uploads
from plans.models import NationalFile, Observation, Practice, Source
from tests.factories import make_user
from tests.national.conftest import WORKFORCE
from tests.national.files import staff, write_workforce

PAGE = "/boards/hill/national-files/"


@pytest.fixture
def author(client, hill):
    author = make_user("author")
    client.force_login(author)
    return author


@pytest.fixture
def workforce(tmp_path):
    return write_workforce(tmp_path / WORKFORCE, [staff(), staff(code="Z2", name="VALE SURGERY", qualified="ND")])


@pytest.fixture
def not_begun(monkeypatch):
    """The worker is not there: what is asked of it waits."""
    from plans.views import national_files

    class Nobody:
        asked: list[int] = []

        def enqueue(self, pk):
            self.asked.append(pk)

    nobody = Nobody()
    nobody.asked = []
    monkeypatch.setattr(national_files, "read_national_file", nobody)
    return nobody


def send(client, path, *, kind="gp_workforce", token=None, **more):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(PAGE, {"kind": kind, "file": file, "token": token or uuid4(), **more})


def text_of(response):
    return response.content.decode()


def main_of(response):
    return text_of(response).split("<main", 1)[1].split("</main>", 1)[0]


def test_the_page_says_which_files_there_are_and_where_to_get_them(client, author):
    text = text_of(client.get(PAGE))

    assert text.count('href="https://www.cqc.org.uk/about-us/transparency/using-cqc-data"') == 1
    assert "No file was sent in yet." in text
    assert "Rows are looked for of Hillshire, and in NHS files of 99H." in text


def test_what_it_would_change_is_shown_and_nothing_is_saved(client, author, workforce):
    page = client.get(send(client, workforce, published="2026-04-23").url)

    text = text_of(page)
    assert "General Practice Workforce, 31 March 2026: 7 readings would be saved. Nothing is saved yet." in text
    assert "Save these 7 readings" in text
    assert "<strong>2,000 (8,000 for 4)</strong>" in text
    assert "2 new here" in text
    assert "Vale Surgery (Z2)" in text
    assert "England" not in main_of(page).replace("No figure of England", "").replace("NHS England", "")
    assert (Practice.objects.count(), Observation.objects.count()) == (0, 0)


def test_saving_leads_to_the_source_and_to_the_indicators(client, author, workforce):
    address = send(client, workforce, published="2026-04-23").url

    page = client.post(address, {"do": "save"}, follow=True)

    source = Source.objects.get(kind="data_file")
    assert f'href="/sources/{source.key}/"' in text_of(page)
    assert 'href="/boards/hill/indicators/"' in main_of(page)
    assert "Save these" not in text_of(page)
    assert Observation.objects.get().recorded_by == author
    assert client.get(f"/sources/{source.key}/").status_code == 200


def test_a_double_press_saves_once(client, author, workforce):
    address = send(client, workforce, published="2026-04-23").url

    first, second = (client.post(address, {"do": "save"}, follow=True) for _ in range(2))

    assert f"Saved: {WORKFORCE}." in text_of(first)
    assert f"It was saved already, and not a second time: {WORKFORCE}." in text_of(second)
    assert (Practice.objects.count(), Observation.objects.count()) == (2, 1)


def test_a_form_that_is_sent_twice_is_one_upload(client, author, workforce):
    token = uuid4()

    first, second = (send(client, workforce, token=token) for _ in range(2))

    assert first.url == second.url
    assert NationalFile.objects.count() == 1


def test_let_go_nothing_is_saved_and_the_file_is_not_kept(client, author, workforce):
    address = send(client, workforce).url
    kept = NationalFile.objects.get()
    assert kept.file.storage.exists(kept.file.name)

    page = client.post(address, {"do": "let_go"}, follow=True)

    kept.refresh_from_db()
    assert f"{WORKFORCE} was let go. Nothing of it was saved." in text_of(page)
    assert (kept.state, kept.report, kept.file.storage.exists(kept.file.name)) == ("refused", {}, False)
    assert client.post(address, {"do": "save"}).status_code == 409
    assert Observation.objects.count() == 0


def test_what_was_saved_is_not_let_go(client, author, workforce):
    address = send(client, workforce).url
    client.post(address, {"do": "save"})

    page = client.post(address, {"do": "let_go"})

    assert page.status_code == 409
    assert "was saved already; what it says is corrected reading by reading." in text_of(page)
    assert NationalFile.objects.get().state == FileState.SAVED


def test_the_same_file_again_has_nothing_to_save(client, author, workforce):
    client.post(send(client, workforce).url, {"do": "save"})

    page = client.get(send(client, workforce).url)

    assert "<strong>No differences.</strong>" in text_of(page)
    assert 'value="save"' not in text_of(page)
    assert "7 values in the file are on record already and stay as they are." in text_of(page)


def test_a_refused_cell_is_shown_with_its_row_and_column(client, author, tmp_path):
    path = write_workforce(tmp_path / WORKFORCE, [staff(patients="-4")])

    text = text_of(client.get(send(client, path).url))

    assert "1 cell cannot be believed. Nothing was saved." in text
    assert "row 2, column “TOTAL_PATIENTS” (N2)" in text
    assert "“-4” is below zero, and this is counted." in text
    assert 'value="save"' not in text


def test_a_file_of_another_kind_is_refused_with_what_it_is(client, author, workforce):
    text = text_of(client.get(send(client, workforce, kind="fingertips").url))

    assert "This looks like the General Practice Workforce file, practice level" in text


def test_the_day_and_the_area_can_be_given(client, author, tmp_path):
    path = write_workforce(tmp_path / "workforce.csv", [staff(area="00V")])

    text = text_of(client.get(send(client, path, as_at="2026-03-31", published="2026-04-23", area="00V").url))

    assert "General Practice Workforce, 31 March 2026: 4 readings would be saved." in text
    assert "for the area “00V”" in text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kind": ""}, "Say which file it is."),
        ({"kind": "other"}, "Select a valid choice. other is not one of the available choices."),
        ({"file": ""}, "Choose the file."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty. Download it again."),
        ({"file": SimpleUploadedFile("a.exe", b"x")}, "National files are .ods, .csv or .zip."),
        ({"published": "soon"}, "Write the day as 2026-03-31, or choose it."),
        ({"published": "2026-06-02"}, "That day is still to come."),
    ],
)
def test_what_is_not_taken_is_said_beside_its_field(client, author, workforce, asked, says):
    file = SimpleUploadedFile(workforce.name, workforce.read_bytes())

    page = client.post(PAGE, {"kind": "gp_workforce", "file": file, "token": uuid4(), **asked})

    assert page.status_code == 200
    assert says in text_of(page)
    assert "The file was not taken" in text_of(page)
    assert NationalFile.objects.count() == 0


def test_a_file_that_is_too_large_is_not_taken(client, author, workforce, settings):
    settings.NATIONAL_FILE_MAX_MB = 0

    assert "The file has 0 MB; 0 MB is the limit." in text_of(send(client, workforce))


# --- While it is read -------------------------------------------------------------------------------------------------


def test_while_it_is_read_the_page_says_how_far_it_is_and_looks_again(client, author, workforce, not_begun):
    address = send(client, workforce).url
    held = uploads.READING.claim(NationalFile.objects.get().pk, at=timezone.now())
    held.tell(at=timezone.now(), done=41_000)

    text = text_of(client.get(address))

    assert "Reading: 41,000 rows." in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    assert 'hx-trigger="every 2s"' in text


def test_the_part_that_looks_again_is_answered_alone_and_ends_with_the_whole_page(client, author, workforce, not_begun):
    address = send(client, workforce).url

    part = client.get(address, headers={"HX-Request": "true"})
    assert text_of(part).startswith('<div id="progress"')

    uploads.read_upload(NationalFile.objects.get().pk, clock=timezone.now, today=timezone.localdate())
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_worker_that_is_not_running_is_said_after_a_quarter_of_a_minute(client, author, workforce, not_begun, later):
    address = send(client, workforce).url
    said = "the background worker does not seem to be running"

    later(seconds=14)
    assert said not in text_of(client.get(address))
    later(seconds=15)
    assert said in text_of(client.get(address))


def test_a_worker_that_died_is_said_and_the_file_can_be_begun_again(client, author, workforce, not_begun, later):
    address = send(client, workforce).url
    uploads.READING.claim(NationalFile.objects.get().pk, at=timezone.now())

    later(seconds=59)
    assert "Begin again" not in text_of(client.get(address))
    later(seconds=60)
    page = text_of(client.get(address))
    client.post(address, {"do": "again"})

    assert "No word for 60 seconds: whatever read this file has stopped." in page
    assert not_begun.asked == [NationalFile.objects.get().pk] * 2


@pytest.fixture
def later(monkeypatch, today):
    begun = timezone.now()

    def to(*, seconds):
        monkeypatch.setattr("django.utils.timezone.now", lambda: begun + timedelta(seconds=seconds))

    return to


# --- Who, and how much ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["member", "officer", "administrator"])
def test_only_authors_come_here(client, hill, role):
    client.force_login(make_user(role, board=hill))

    assert client.get(PAGE).status_code == 403


def test_a_file_of_another_board_does_not_exist_here(client, author, workforce):
    from tests.factories import make_board

    make_board(key="vale")
    address = send(client, workforce).url.replace("/hill/", "/vale/")

    assert client.get(address).status_code == 404
    assert client.post(address, {"do": "save"}).status_code == 404


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_costs_the_same_however_many_files(client, author, workforce, files):
    for _ in range(files):
        send(client, workforce)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE)

    assert text_of(page).count("Read; nothing is saved yet") == files
    assert len(queries) == 7
