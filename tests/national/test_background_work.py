"""Work in the background is begun once, told of, and taken back from a worker that died; doing it twice is safe."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import override_settings

from plans.background import SILENT_FOR, TakenBack
from plans.enums import FileState
from plans.imports.national.uploads import OUR_FAULT, READING, read_upload, receive
from plans.management import tasks
from plans.models import NationalFile
from tests.factories import make_board, make_user
from tests.national.conftest import WORKFORCE
from tests.national.files import staff, write_workforce

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)


def after(seconds):
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def upload(hill, tmp_path):
    """A function that sends a file in for a board."""
    path = write_workforce(tmp_path / WORKFORCE, [staff()])
    author = make_user("author")

    def send(board=hill):
        file = ContentFile(path.read_bytes(), name=path.name)
        row, _ = receive(board, file, kind="gp_workforce", token=uuid4(), by=author, at=NOON)
        return row

    return send


def state_of(row):
    row.refresh_from_db()
    return row.state


def test_work_is_begun_once(upload):
    row = upload()

    assert READING.claim(row.pk, at=NOON) is not None
    assert READING.claim(row.pk, at=NOON) is None
    assert state_of(row) == FileState.READING


def test_work_is_taken_back_after_a_minute_of_silence_and_not_before(upload):
    row = upload()
    READING.claim(row.pk, at=NOON)

    assert READING.claim(row.pk, at=NOON + SILENT_FOR - A_MOMENT) is None
    assert READING.claim(row.pk, at=NOON + SILENT_FOR) is not None


def test_every_word_puts_it_off(upload):
    row = upload()
    held = READING.claim(row.pk, at=NOON)
    held.tell(at=after(50), done=5000)

    assert READING.claim(row.pk, at=after(60)) is None
    assert READING.left_lying(at=after(109)) == []
    assert READING.left_lying(at=after(110)) == [row.pk]
    row.refresh_from_db()
    assert row.done == 5000


def test_a_worker_that_comes_back_from_the_dead_writes_nothing_more(upload):
    row = upload()
    dead = READING.claim(row.pk, at=NOON)
    alive = READING.claim(row.pk, at=after(60))

    with pytest.raises(TakenBack):
        dead.tell(at=after(61), done=9)
    with pytest.raises(TakenBack):
        dead.finish(state=FileState.READY, at=after(61))
    alive.finish(state=FileState.READY, at=after(62))
    assert state_of(row) == FileState.READY


def test_of_one_board_only_one_file_is_read_at_a_time(upload, db):
    first, second = upload(), upload()
    other = upload(make_board(key="vale", nhs_area_code="00V"))

    held = READING.claim(first.pk, at=NOON)
    assert READING.claim(second.pk, at=NOON) is None
    assert READING.claim(other.pk, at=NOON) is not None
    held.finish(state=FileState.READY, at=after(1))
    assert READING.claim(second.pk, at=after(1)) is not None


def test_what_is_done_is_not_begun_again(upload):
    row = upload()
    READING.claim(row.pk, at=NOON).finish(state=FileState.READY, at=after(1))

    assert READING.claim(row.pk, at=after(1000)) is None
    assert READING.claim(row.pk + 1, at=NOON) is None
    assert READING.left_lying(at=after(1000)) == []


def clock_from(moment):
    """Each look at the clock is a second later."""
    seconds = iter(range(10_000))
    return lambda: moment + timedelta(seconds=next(seconds))


def test_reading_twice_leaves_the_same(upload, today):
    row = upload()
    read_upload(row.pk, clock=clock_from(NOON), today=today)
    row.refresh_from_db()
    first = (row.state, row.report, row.done, row.told_at)

    read_upload(row.pk, clock=clock_from(after(1000)), today=today)

    row.refresh_from_db()
    assert (row.state, row.report, row.done, row.told_at) == first
    assert (row.state, row.done) == (FileState.READY, 1)


def test_a_reader_that_lost_its_file_to_another_stops_in_silence(upload, today, monkeypatch):
    row = upload()

    def slow(path, wanted, *, tell):
        assert READING.claim(row.pk, at=after(3600)) is not None  # it was silent for an hour; somebody else began
        tell(1)

    monkeypatch.setattr("plans.imports.national.uploads.read_apart", slow)
    read_upload(row.pk, clock=clock_from(NOON), today=today)

    assert state_of(row) == FileState.READING
    assert row.told_at == after(3600)


def test_a_fault_of_ours_is_said_to_be_ours(upload, today, monkeypatch):
    row = upload()
    monkeypatch.setattr("plans.imports.national.uploads.read_apart", lambda *args, **kwargs: 1 / 0)

    read_upload(row.pk, clock=clock_from(NOON), today=today)

    assert state_of(row) == FileState.REFUSED
    assert row.refused_because == OUR_FAULT


def test_a_file_that_changed_on_its_way_is_not_read(upload, today):
    row = upload()
    with open(row.file.path, "ab") as file:
        file.write(b"x")

    read_upload(row.pk, clock=clock_from(NOON), today=today)

    assert state_of(row) == FileState.REFUSED
    assert row.refused_because == "The file that was sent in is no longer there as it was. Send it again."


def test_a_sweep_does_what_lay_there_at_the_sweep_before(upload, today):
    row = upload()

    assert tasks.sweep(set()) == {row.pk}
    assert state_of(row) == FileState.WAITING
    assert tasks.sweep({row.pk}) == set()
    assert state_of(row) == FileState.READY


WITH_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_is_queued_and_what_a_dead_worker_held(transactional_db, hill, upload, apart):
    """The queue has forgotten one file, of which a worker died an hour ago; both are read, by processes of their own."""
    with override_settings(TASKS=WITH_QUEUE):
        forgotten, queued = upload(), upload(make_board(key="vale", local_authority="Vale", nhs_area_code="99H"))
        READING.claim(forgotten.pk, at=NOON - timedelta(hours=24))
        tasks.read_national_file.using(backend="default").enqueue(queued.pk)
        call_command("run_worker", once=True, interval=0)

    assert {row.state for row in NationalFile.objects.all()} == {FileState.READY}
