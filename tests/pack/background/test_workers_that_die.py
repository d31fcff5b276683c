"""A worker that dies, or that is only slow, leaves no half pack; the pack is made by another, and issued once."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from meetings.changes import packs as issuing
from meetings.enums import BuildState
from meetings.management import tasks
from meetings.models import BoardPack, PackBuild
from meetings.pack.making import MAKING, make
from plans.background import Held
from tests.pack.background.asking import NOON, after, clock_from, failing, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_that_cost_nothing")]


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
