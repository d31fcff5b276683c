"""The page of a pack on its way: how far it is, then where it is, or why it was not made and what stands meanwhile."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from meetings.enums import BuildState
from meetings.management import tasks
from meetings.models import BoardPack, PackBuild
from meetings.pack import build, making
from meetings.pack.making import MAKING, ask_for_pack, make
from meetings.pack.setting import SectionFailed
from tests.factories import make_board, make_meeting, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_that_cost_nothing")]

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
NO_WORKER = "the background worker does not seem to be running"


@pytest.fixture(autouse=True)
def later(monkeypatch, settings, tmp_path):
    settings.PACK_CACHE = tmp_path / "kept"

    def to(*, seconds):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(seconds=seconds))

    to(seconds=0)
    return to


@pytest.fixture
def meeting():
    return make_meeting(board=make_board(key="ambleside", name="Ambleside Board"), held_on=date(2026, 10, 7))


@pytest.fixture
def author(client, meeting):
    author = make_user("author")
    client.force_login(author)
    return author


@pytest.fixture
def not_begun(monkeypatch):
    """No worker is there: what is asked for waits."""
    asked = []
    monkeypatch.setattr(type(tasks.make_pack), "enqueue", lambda task, pk: asked.append(pk))
    return asked


@pytest.fixture
def ask(meeting, author):
    def asked(**facts):
        defaults = {"work": "draft", "edition": "members", "as_at": date(2026, 9, 30), "by": author, "at": NOON}
        return ask_for_pack(meeting, **defaults | {"token": uuid4()} | facts)

    return asked


def page_of(client, row, **headers):
    return client.get(address(row), headers=headers)


def address(row):
    return f"/boards/ambleside/meetings/{row.meeting.key}/pack/builds/{row.token}/"


def text_of(response):
    return response.content.decode()


def test_while_it_is_made_the_page_says_how_far_it_is_and_looks_again(client, ask, not_begun):
    row = ask()
    held = MAKING.claim(row.pk, at=NOON)
    held.tell(at=NOON, telling="Setting 7 of 21: Item 6", done=7, total=21)

    text = text_of(page_of(client, row))

    assert "<h1>Draft of the members&#x27; edition</h1>" in text
    assert "<p>Setting 7 of 21: Item 6.</p>" in text
    assert '<progress value="7" max="21" aria-label="Sections set">7 of 21</progress>' in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    assert 'hx-trigger="every 2s"' in text
    assert ">Look again</a>" in text


def test_the_part_that_looks_again_is_answered_alone_and_ends_with_the_whole_page(client, ask, not_begun):
    row = ask()
    assert text_of(page_of(client, row, **{"HX-Request": "true"})).startswith('<div id="progress"')

    make(row.pk, clock=lambda: NOON)

    assert page_of(client, row, **{"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_draft_is_handed_out_from_its_page(client, ask):
    row = ask()

    text = text_of(page_of(client, row))
    file = client.get(f"{address(row)}file/")

    assert "The draft is made: 7 pages." in text
    assert f'<a class="govuk-button" href="{address(row)}file/">Open the draft (PDF)</a>' in text
    assert 'hx-trigger="every 2s"' not in text
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 1 AMBLESIDE-2026-10-07-M1", "application/pdf")
    assert file["Content-Disposition"] == 'attachment; filename="ambleside-2026-10-07-members-draft.pdf"'
    assert file["Cache-Control"] == "private, no-store"


def test_the_page_is_on_its_way_only_while_it_is_not_made(client, ask, not_begun):
    row = ask(work="issue", edition="public")
    assert page_of(client, row).context["view"].here == "On its way"

    make(row.pk, clock=lambda: NOON)

    done = page_of(client, row)
    assert done.context["view"].here == "Made"
    assert "On its way" not in text_of(done)
    assert "A mistake is put right by a new version, with the reason." in text_of(done)


def test_a_draft_that_is_no_longer_kept_is_to_be_made_again(client, ask, settings):
    row = ask()
    (settings.PACK_CACHE / row.name).unlink()

    text = text_of(page_of(client, row))

    assert "It was made, and is no longer kept." in text
    assert "Make it again from the page of the pack" in text
    assert client.get(f"{address(row)}file/").status_code == 404


def test_an_issued_pack_is_led_to_by_its_number(client, ask):
    row = ask(work="issue", edition="public")

    text = text_of(page_of(client, row))

    pack = BoardPack.objects.get()
    where = f"/boards/ambleside/meetings/{row.meeting.key}/pack/"
    assert f'{pack.number} is issued: <a class="govuk-link" href="{where}">read it on the page of the pack</a>.' in text
    assert f"{pack.number} (PDF, 7 pages)" in client.get(where).content.decode()
    assert client.get(f"{address(row)}file/").status_code == 404


@pytest.mark.parametrize(
    ("issued_before", "says"),
    [
        (False, "Nothing was stored. No pack of this edition has been issued yet."),
        (True, "Nothing was stored. The pack that was issued, AMBLESIDE-2026-10-07-P1, is in its place as it was."),
    ],
)
def test_a_pack_that_failed_names_the_item_and_says_what_stands(client, ask, monkeypatch, issued_before, says):
    if issued_before:
        ask(work="issue", edition="public")

    def failing(pack, **asked):
        raise SectionFailed("“Item 7: Dementia” could not be set: a figure on page 2 has no words.")

    monkeypatch.setattr(build, "put_together", failing)
    row = ask(work="issue", edition="public", because="Item 4 was missing")

    text = text_of(page_of(client, row))

    assert "“Item 7: Dementia” could not be set: a figure on page 2 has no words." in text
    assert says in text
    assert "<title>Error: Issuing the public edition" in text


def test_a_worker_that_is_not_running_is_said_after_a_quarter_of_a_minute(client, ask, not_begun, later):
    row = ask()

    later(seconds=14)
    assert NO_WORKER not in text_of(page_of(client, row))
    later(seconds=15)
    assert NO_WORKER in text_of(page_of(client, row))


def test_a_pack_that_waits_behind_another_says_so_and_nothing_of_the_worker(client, ask, not_begun, later):
    first, second = ask(), ask()
    held = MAKING.claim(first.pk, at=NOON)

    later(seconds=30)
    held.tell(at=NOON + timedelta(seconds=29), telling="Reading the plan")
    text = text_of(page_of(client, second))

    assert "Waiting for its turn: another pack of this meeting is being made." in text
    assert NO_WORKER not in text


def test_a_worker_that_died_is_said_and_the_pack_can_be_begun_again(client, ask, not_begun, later):
    row = ask()
    MAKING.claim(row.pk, at=NOON)

    later(seconds=59)
    assert "Begin again" not in text_of(page_of(client, row))
    later(seconds=60)
    page = text_of(page_of(client, row))
    client.post(address(row), {"do": "again"})

    assert "No word for 60 seconds: whatever made this pack has stopped. Nothing was stored." in page
    assert not_begun == [row.pk, row.pk]


def test_what_waits_can_be_called_off_and_what_was_begun_cannot(client, ask, not_begun):
    waits, begun = ask(), ask()
    MAKING.claim(begun.pk, at=NOON)

    page = client.post(address(waits), {"do": "call_off"}, follow=True)
    refused = client.post(address(begun), {"do": "call_off"})

    assert making.CALLED_OFF in text_of(page)
    assert (refused.status_code, "begun already and cannot be called off" in text_of(refused)) == (409, True)
    assert set(PackBuild.objects.values_list("pk", "state")) == {
        (waits.pk, BuildState.REFUSED), (begun.pk, BuildState.WORKING),
    }  # fmt: skip


def test_a_build_of_another_meeting_does_not_exist_here(client, ask, meeting):
    other = make_meeting(board=meeting.board)
    elsewhere = address(ask()).replace(meeting.key, other.key)

    assert client.get(elsewhere).status_code == 404
    assert client.post(elsewhere, {"do": "again"}).status_code == 404
