"""A pack is asked for once, made by a worker that tells how far it is, and issued once whatever becomes of the worker."""

import errno
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import override_settings

from meetings.changes import packs as issuing
from meetings.enums import BuildState
from meetings.management import tasks
from meetings.models import BoardPack, PackBuild
from meetings.pack import build, kept, making
from meetings.pack.making import MAKING, ask_for_pack, make
from meetings.pack.setting import SectionFailed
from plans.background import Held, TakenBack
from plans.changes import NotAllowedNow
from tests.factories import make_board, make_meeting, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_that_cost_nothing")]

NOON = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
AS_AT = date(2026, 9, 30)


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def clock_from(moment):
    """Each look at the clock is a second later."""
    seconds = iter(range(10_000))
    return lambda: moment + timedelta(seconds=next(seconds))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PACK_CACHE = tmp_path / "kept"
    return settings.PACK_CACHE


@pytest.fixture
def meeting():
    return make_meeting(board=make_board(key="ambleside", name="Ambleside Board"), held_on=date(2026, 10, 7))


@pytest.fixture
def author(meeting):
    return make_user("author")


@pytest.fixture
def not_begun(monkeypatch):
    """No worker is there: what is asked for waits."""
    asked = []
    monkeypatch.setattr(type(tasks.make_pack), "enqueue", lambda task, pk: asked.append(pk))
    return asked


@pytest.fixture
def ask(meeting, author):
    """A function that asks for a pack of the meeting."""

    def asked(of=None, **facts):
        defaults = {"work": "draft", "edition": "members", "as_at": AS_AT, "by": author, "at": NOON, "token": uuid4()}
        return ask_for_pack(of or meeting, **defaults | facts)

    return asked


def now(row):
    row.refresh_from_db()
    return row


def test_a_draft_is_made_and_its_bytes_are_found_by_its_name(ask, pages_that_cost_nothing):
    row = ask()

    assert (row.state, row.pages, row.pack, row.done, row.total, row.telling) == ("made", 7, None, 2, 2, "")
    assert making.draft_of(row) == b"%PDF-1.7 1 AMBLESIDE-2026-10-07-M1"
    assert pages_that_cost_nothing == [True]
    assert BoardPack.objects.count() == 0


def test_an_issued_pack_is_stored_and_the_build_leads_to_it(ask, author, pages_that_cost_nothing):
    row = ask(work="issue", edition="public")

    pack = BoardPack.objects.get()
    assert (row.state, row.pack, row.pages, row.name) == ("made", pack, 7, "")
    assert (pack.number, pack.issued_by, bytes(pack.pdf)) == (
        "AMBLESIDE-2026-10-07-P1", author, b"%PDF-1.7 1 AMBLESIDE-2026-10-07-P1",
    )  # fmt: skip
    assert pages_that_cost_nothing == [False]


def test_a_form_that_is_sent_twice_is_one_pack(ask):
    token = uuid4()

    first, second = (ask(work="issue", token=token) for _ in range(2))

    assert first == second
    assert (PackBuild.objects.count(), BoardPack.objects.count()) == (1, 1)


def test_the_token_of_another_meeting_is_refused(ask, meeting):
    token = uuid4()
    ask(token=token)

    with pytest.raises(NotAllowedNow, match="used already, for another meeting"):
        ask(make_meeting(board=meeting.board), token=token)
    assert PackBuild.objects.count() == 1


def test_a_second_version_without_its_reason_is_refused_in_a_sentence(ask):
    ask(work="issue")

    again = ask(work="issue")

    assert (again.state, again.refused_because) == ("refused", issuing.ALREADY_ISSUED)
    assert ask(work="issue", because="Item 4 was missing").pack.version == 2
    assert BoardPack.objects.count() == 2


def test_a_meeting_that_was_cancelled_meanwhile_has_no_pack(ask, meeting, not_begun):
    row = ask(work="issue")
    meeting.state = "cancelled"
    meeting.save()

    make(row.pk, clock=clock_from(NOON))

    assert (now(row).state, row.refused_because) == ("refused", making.NOT_NOW)


# --- One at a time ----------------------------------------------------------------------------------------------------


def test_of_one_meeting_only_one_pack_is_made_at_a_time(ask, meeting, not_begun):
    first, second, other = ask(), ask(), ask(make_meeting(board=meeting.board))

    held = MAKING.claim(first.pk, at=NOON)
    make(second.pk, clock=clock_from(after(1)))

    assert now(second).state == BuildState.WAITING
    assert MAKING.claim(other.pk, at=NOON) is not None
    held.finish(state=BuildState.MADE, at=after(2))
    make(second.pk, clock=clock_from(after(3)))
    assert now(second).state == BuildState.MADE


def test_what_waits_behind_another_is_begun_when_that_ends(ask, not_begun, monkeypatch):
    first, second = ask(), ask()
    monkeypatch.setattr(type(tasks.make_pack), "enqueue", lambda task, pk: task.func(pk))

    tasks.make_pack.func(first.pk)

    assert (now(first).state, now(second).state) == (BuildState.MADE, BuildState.MADE)


def test_what_is_made_is_not_made_again(ask, pages_that_cost_nothing):
    row = ask()
    make(row.pk, clock=clock_from(after(1000)))

    assert pages_that_cost_nothing == [True]


def test_what_nobody_has_begun_can_be_called_off(ask, not_begun):
    row = ask(work="issue")

    making.call_off(row, at=after(5))
    make(row.pk, clock=clock_from(after(6)))

    assert (now(row).state, row.refused_because) == ("refused", making.CALLED_OFF)
    assert BoardPack.objects.count() == 0


def test_what_was_begun_is_not_called_off(ask, not_begun):
    row = ask(work="issue")
    MAKING.claim(row.pk, at=NOON)

    with pytest.raises(NotAllowedNow, match="begun already"):
        making.call_off(row, at=after(5))
    assert now(row).state == BuildState.WORKING


# --- Workers that die -------------------------------------------------------------------------------------------------


def test_a_worker_that_died_before_it_stored_the_pack_is_taken_back_and_it_is_issued_once(ask, not_begun):
    row = ask(work="issue")
    MAKING.claim(row.pk, at=NOON)

    make(row.pk, clock=clock_from(after(59)))
    assert (now(row).state, BoardPack.objects.count()) == (BuildState.WORKING, 0)
    make(row.pk, clock=clock_from(after(60)))

    assert (now(row).state, BoardPack.objects.get()) == (BuildState.MADE, row.pack)


def test_a_worker_that_was_only_slow_issues_nothing_once_another_has_taken_over(ask, not_begun, monkeypatch):
    """It comes back when its pages are set, after another has begun and before that one has stored anything."""
    row = ask(work="issue")
    really = issuing.build_pack
    overtaken = []

    def slow(*args, **asked):
        made = really(*args, **asked)
        if not overtaken:
            overtaken.append(True)
            make(row.pk, clock=clock_from(after(600)))
        return made

    monkeypatch.setattr(issuing, "build_pack", slow)
    make(row.pk, clock=clock_from(NOON))

    pack = BoardPack.objects.get()
    assert (now(row).state, row.pack, pack.version) == (BuildState.MADE, pack, 1)


def test_even_with_a_reason_the_slow_one_makes_no_second_version(ask, not_begun, monkeypatch):
    ask(work="issue")
    make(PackBuild.objects.get().pk, clock=clock_from(NOON))
    row = ask(work="issue", because="Item 4 was missing", at=after(100))
    really = issuing.build_pack
    overtaken = []

    def slow(*args, **asked):
        made = really(*args, **asked)
        if not overtaken:
            overtaken.append(True)
            MAKING.claim(row.pk, at=after(800))
        return made

    monkeypatch.setattr(issuing, "build_pack", slow)
    make(row.pk, clock=clock_from(after(101)))

    assert (BoardPack.objects.count(), now(row).state) == (1, BuildState.WORKING)
    make(row.pk, clock=clock_from(after(900)))
    assert sorted(BoardPack.objects.values_list("version", flat=True)) == [1, 2]


class Killed(BaseException):
    """Nothing hears this, as nothing hears a worker that is killed."""


@pytest.mark.parametrize("work", ["draft", "issue"])
def test_a_worker_that_is_killed_half_way_leaves_nothing_and_the_next_one_makes_it(
    ask, not_begun, monkeypatch, folder, work
):
    row = ask(work=work)
    with monkeypatch.context() as patch:
        failing(patch, Killed())
        with pytest.raises(Killed):
            make(row.pk, clock=clock_from(NOON))
    assert (now(row).state, row.name, row.pack) == (BuildState.WORKING, "", None)
    assert (BoardPack.objects.count(), list(folder.glob("draft-*"))) == (0, [])

    make(row.pk, clock=clock_from(after(100)))

    assert (now(row).state, BoardPack.objects.count()) == (BuildState.MADE, 1 if work == "issue" else 0)


def test_a_worker_that_is_killed_while_it_stores_the_pack_has_stored_nothing(ask, not_begun, monkeypatch):
    """After the pack is written and the work is ended, and before both stand."""
    row = ask(work="issue")
    really = Held.finish

    def killed(held, **facts):
        really(held, **facts)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Held, "finish", killed)
        with pytest.raises(Killed):
            make(row.pk, clock=clock_from(NOON))
    assert (now(row).state, BoardPack.objects.count()) == (BuildState.WORKING, 0)

    make(row.pk, clock=clock_from(after(100)))

    assert (now(row).state, row.pack) == (BuildState.MADE, BoardPack.objects.get())


def test_a_sweep_makes_what_lay_there_at_the_sweep_before(ask, not_begun):
    row = ask()

    lying = tasks.sweep(set())
    assert (lying, now(row).state) == ({("pack", row.pk)}, BuildState.WAITING)
    assert tasks.sweep(lying) == set()
    assert now(row).state == BuildState.MADE


WITH_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_was_asked_for(transactional_db, meeting, ask):
    with override_settings(TASKS=WITH_QUEUE):
        first, second = ask(), ask(work="issue")
        assert (first.state, second.state) == (BuildState.WAITING, BuildState.WAITING)
        call_command("run_worker", once=True, interval=0)

    assert (now(first).state, now(second).state) == (BuildState.MADE, BuildState.MADE)


# --- What goes wrong --------------------------------------------------------------------------------------------------


def failing(monkeypatch, error):
    def put_together(pack, **asked):
        raise error

    monkeypatch.setattr(build, "put_together", put_together)


@pytest.mark.parametrize("work", ["draft", "issue"])
@pytest.mark.parametrize(
    ("error", "says"),
    [
        (SectionFailed("“Item 7” could not be set: it is too wide."), "“Item 7” could not be set: it is too wide."),
        (OSError(errno.ENOSPC, "No space left on device"), making.NO_ROOM),
        (OSError(errno.EIO, "Input/output error"), making.NOT_WRITTEN),
        (ZeroDivisionError("secret words"), making.OUR_FAULT),
    ],
)
def test_a_pack_that_fails_says_why_and_the_last_good_one_stays(ask, monkeypatch, work, error, says):
    good = ask(work="issue").pack
    before = bytes(good.pdf)
    failing(monkeypatch, error)

    row = ask(work=work, because="Another")

    assert (row.state, row.refused_because, row.pack, row.name) == ("refused", says, None, "")
    assert bytes(BoardPack.objects.get().pdf) == before


def test_a_draft_for_which_there_is_no_room_is_refused_and_leaves_no_file(ask, folder, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept, "NamedTemporaryFile", full)

    row = ask()

    assert (row.state, row.refused_because) == ("refused", making.NO_ROOM)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("database or disk is full", making.NO_ROOM),
        ("could not extend file: No space left on device", making.NO_ROOM),
        ("database is locked", making.NOT_WRITTEN),
    ],
)
def test_a_pack_that_the_database_does_not_take_is_refused_and_not_half_stored(ask, monkeypatch, words, says):
    really = issuing.keep

    def full(pack, **asked):
        really(pack, **asked)
        raise OperationalError(words)

    monkeypatch.setattr(issuing, "keep", full)

    row = ask(work="issue")

    assert (row.state, row.refused_because, BoardPack.objects.count()) == ("refused", says, 0)


def test_a_draft_whose_bytes_were_damaged_or_removed_is_not_handed_out(ask, folder):
    row = ask()
    path = folder / row.name
    path.write_bytes(path.read_bytes()[:-1])
    assert making.draft_of(row) is None
    path.unlink()

    assert making.draft_of(row) is None


# --- How far it is ----------------------------------------------------------------------------------------------------


def test_how_far_it_is_is_told_with_the_name_of_the_section(ask, not_begun):
    row = ask()
    tell = making._Teller(MAKING.claim(row.pk, at=NOON), clock_from(after(1)))

    tell("Setting 7 of 21: Item 6")

    assert (now(row).telling, row.done, row.total, row.told_at) == ("Setting 7 of 21: Item 6", 7, 21, after(1))


def test_counts_that_follow_at_once_are_left_out_but_for_the_last(ask, not_begun):
    row = ask()
    moments = iter([after(1), after(1.399), after(1.4), after(1.5)])
    tell = making._Teller(MAKING.claim(row.pk, at=NOON), lambda: next(moments))
    told = []

    for done in (1, 2, 3, 4):
        tell(f"Setting {done} of 4: Item {done}")
        told.append(now(row).done)

    assert told == [1, 1, 3, 4]


def test_a_very_long_title_is_cut(ask, not_begun):
    row = ask()

    making._Teller(MAKING.claim(row.pk, at=NOON), clock_from(after(1)))(f"Setting 1 of 2: {'Long ' * 100}")

    assert len(now(row).telling) == making.TELLING


def test_whoever_lost_the_work_hears_it_when_they_next_tell(ask, not_begun):
    row = ask()
    tell = making._Teller(MAKING.claim(row.pk, at=NOON), clock_from(after(61)))
    MAKING.claim(row.pk, at=after(60))

    with pytest.raises(TakenBack):
        tell("Setting 7 of 21: Item 6")
