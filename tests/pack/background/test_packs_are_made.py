"""A pack is asked for once, made by a worker that tells how far it is, and issued once whatever becomes of the worker."""

import errno
from uuid import uuid4

import pytest
from django.db import OperationalError

from meetings.changes import packs as issuing
from meetings.enums import BuildState
from meetings.management import tasks
from meetings.models import BoardPack, PackBuild
from meetings.pack import kept, making
from meetings.pack.making import MAKING, make
from meetings.pack.setting import SectionFailed
from plans.background import TakenBack
from plans.changes import NotAllowedNow
from tests.factories import make_meeting
from tests.pack.background.asking import NOON, after, clock_from, failing, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_that_cost_nothing")]


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


# --- What goes wrong --------------------------------------------------------------------------------------------------


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
