"""While an author works, the pages of the coming meeting's pack are set in the background; asking for it finds them kept."""

import errno
import fcntl
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from meetings.management import tasks
from meetings.models import AgendaItem
from meetings.pack import kept, setting, warming
from meetings.pack.build import build_pack
from meetings.pack.setting import Pages
from meetings.pack.warming import StoodAside, coming_meetings, warm
from plans import snapshot_cache
from plans.changes import keep, together
from tests.factories import add, make_board, make_meeting, make_milestone

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 30)
NOON = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
WITH_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    settings.PACK_CACHE = tmp_path / "kept"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    snapshot_cache.forget()


@pytest.fixture
def set_anew(monkeypatch):
    """The keys of what was set and not found; setting itself costs nothing."""
    made = []

    def quickly(key, html, stylesheet, title):
        made.append(key)
        return Pages(b"%PDF", 1, {})

    monkeypatch.setattr(setting, "_set_one", quickly)
    return made


@pytest.fixture
def board():
    board = make_board(key="ambleside", name="Ambleside Board")
    make_milestone(title="Lease signed", due=date(2026, 11, 30))
    return board


@pytest.fixture
def meeting(board):
    meeting = make_meeting(board=board, held_on=date(2026, 10, 7), state="published")
    add(AgendaItem, {"title": "Winter plan", "number": "1", "position": 1}, meeting=meeting)
    return meeting


def ahead(meeting, *, on=TODAY, at=NOON, stand_aside=lambda: False):
    return warm(meeting, today=on, at=at, stand_aside=stand_aside)


def test_pages_of_both_editions_are_set_and_nothing_is_when_nothing_changed(meeting, set_anew):
    assert ahead(meeting) == 2
    assert {"agenda", "summary", "cover", "contents"} <= set(set_anew)
    set_anew.clear()

    assert ahead(meeting) == 0
    assert set_anew == []


def test_after_a_change_only_what_changed_is_set(meeting, set_anew):
    ahead(meeting)
    set_anew.clear()
    item = AgendaItem.objects.get()
    item.title = "Winter and spring plan"
    keep(item, by=None)

    assert ahead(meeting) == 2
    assert set_anew == ["agenda"]


def test_a_pack_that_is_asked_for_then_finds_its_pages_kept(meeting, monkeypatch):
    ahead(meeting)
    made, really = [], setting._set_one

    def counted(key, *rest):
        made.append(key)
        return really(key, *rest)

    monkeypatch.setattr(setting, "_set_one", counted)
    for edition in ("members", "public"):
        build_pack(meeting, edition=edition, as_at=TODAY, built_at=NOON, is_draft=True)

    assert set(made) <= {"letters"}


def test_it_stands_aside_between_two_sections_and_keeps_what_was_set(meeting, set_anew):
    with pytest.raises(StoodAside):
        ahead(meeting, stand_aside=lambda: True)
    (first,) = set_anew

    assert ahead(meeting) == 2
    assert set_anew.count(first) == 1


def test_one_process_at_a_time_sets_the_pages_of_a_meeting(meeting, set_anew):
    kept.folder().mkdir()
    with (kept.folder() / f".ahead-{meeting.pk}").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert (ahead(meeting), set_anew) == (0, [])

    assert ahead(meeting) == 2


def test_where_nothing_can_be_kept_nothing_is_set_ahead(meeting, set_anew, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.PACK_CACHE = tmp_path / "file" / "kept"

    assert (ahead(meeting), set_anew) == (0, [])


def test_a_full_disk_harms_nothing(meeting, set_anew, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept, "NamedTemporaryFile", full)

    assert (ahead(meeting), ahead(meeting)) == (2, 2)


def test_the_coming_meeting_of_each_board_is_the_next_one_that_is_near(board):
    def on(day, state="planned", board=board):
        return make_meeting(board=board, held_on=day, state=state)

    on(TODAY - timedelta(days=1))
    on(TODAY + timedelta(days=1), state="cancelled")
    on(TODAY + timedelta(days=2), state="held")
    here = on(TODAY + timedelta(days=3))
    on(TODAY + timedelta(days=4), state="published")
    there = on(TODAY, board=make_board(key="vale"))
    last = on(TODAY + timedelta(days=60), board=make_board(key="dale"))
    on(TODAY + timedelta(days=61), board=make_board(key="fell"))

    assert coming_meetings(today=TODAY) == [there, here, last]


# --- When it is done --------------------------------------------------------------------------------------------------


@pytest.fixture
def warmed(monkeypatch):
    """The meetings whose pages were asked for."""
    asked = []
    monkeypatch.setattr(warming, "warm", lambda meeting, **how: asked.append(meeting))
    return asked


def write(item):
    keep(item, by=None, because="Changed")


def test_many_writes_of_one_act_ask_once_and_not_before_it_is_done(
    meeting, warmed, settings, django_capture_on_commit_callbacks
):
    settings.PACK_WARMING = True
    item = AgendaItem.objects.get()
    with django_capture_on_commit_callbacks(execute=True) as heard:
        with together():
            for _ in range(3):
                write(item)
        assert warmed == []

    assert (len(heard), warmed) == (1, [meeting])


def test_switched_off_nothing_is_asked(meeting, warmed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as heard:
        write(AgendaItem.objects.get())

    assert (heard, warmed) == ([], [])


def waiting():
    return DBTaskResult.objects.filter(task_path=tasks.warm_packs.module_path, status="READY")


@pytest.mark.django_db(transaction=True)  # a worker closes its connection
def test_with_a_queue_it_waits_a_moment_after_all_else_and_stands_there_once(meeting, warmed):
    with override_settings(TASKS=WITH_QUEUE):
        tasks.warm_soon()
        tasks.warm_soon()

        row = waiting().get()
        assert (row.run_after, row.priority) == (NOON + warming.SOON, -50)
        call_command("run_worker", once=True, interval=0)
        assert warmed == []


def test_it_stands_aside_for_whatever_waits_in_the_queue_and_is_asked_again(meeting, monkeypatch):
    def busy(meeting, *, stand_aside, **how):
        assert stand_aside()
        raise StoodAside

    monkeypatch.setattr(warming, "warm", busy)
    with override_settings(TASKS=WITH_QUEUE):
        assert not tasks._something_waits()
        tasks.make_pack.enqueue(0)
        tasks.warm_packs.func()

        assert waiting().count() == 1


def test_each_day_begins_with_it_since_packs_are_drawn_as_at_another_day(meeting, warmed, settings):
    settings.PACK_WARMING = True

    day = tasks.begin_day("")
    assert (day, warmed) == ("2026-09-30", [meeting])
    assert tasks.begin_day(day) == day
    assert warmed == [meeting]
    assert tasks.begin_day("2026-09-29") == day
    assert warmed == [meeting, meeting]
