"""A section that was set is kept and found again; whatever happens to what is kept, the pages are the same."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meetings.pack import kept, setting
from meetings.pack.setting import Job, SectionFailed, set_all, stop

STYLE = "body { font-family: 'Liberation Sans' }"
JOBS = [Job(f"item-{number}", f"Item {number}", f"<section><p>Words {number}</p></section>") for number in range(3)]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PACK_CACHE = tmp_path / "kept"
    return settings.PACK_CACHE


@pytest.fixture
def set_anew(monkeypatch):
    """The keys of the sections that were set and not found."""
    made = []
    really = setting._set_one

    def counted(key, html, stylesheet, title):
        made.append(key)
        return really(key, html, stylesheet, title)

    monkeypatch.setattr(setting, "_set_one", counted)
    return made


@pytest.fixture
def processes(settings):
    settings.PACK_PROCESSES = 2
    yield
    stop()


def test_a_section_is_set_once(set_anew):
    first = set_all(JOBS, STYLE)

    assert set_all(JOBS, STYLE) == first
    assert set_anew == ["item-0", "item-1", "item-2"]


def test_only_what_changed_is_set_again(set_anew):
    set_all(JOBS, STYLE)
    changed = Job("item-1", "Item 1", "<section><p>Other words</p></section>")

    set_all([JOBS[0], changed, JOBS[2]], STYLE)

    assert set_anew == ["item-0", "item-1", "item-2", "item-1"]


def test_another_stylesheet_sets_everything_again(set_anew):
    set_all(JOBS[:1], STYLE)
    set_all(JOBS[:1], STYLE + " p { margin: 0 }")

    assert set_anew == ["item-0", "item-0"]


def test_each_section_that_is_set_is_told():
    told = []

    set_all(JOBS, STYLE, tell=told.append)
    set_all([*JOBS, Job("last", "The last", "<section>x</section>")], STYLE, tell=told.append)

    assert told == [
        "Setting 1 of 3: Item 0", "Setting 2 of 3: Item 1", "Setting 3 of 3: Item 2", "Setting 4 of 4: The last",
    ]  # fmt: skip


def test_a_file_that_was_damaged_is_set_again(folder, set_anew):
    first = set_all(JOBS[:1], STYLE)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-10])

    assert set_all(JOBS[:1], STYLE) == first
    assert set_anew == ["item-0", "item-0"]


def test_a_full_disk_costs_nothing_but_time(folder, monkeypatch, set_anew):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "NamedTemporaryFile", full)

    assert [one.pages for one in set_all(JOBS, STYLE)] == [1, 1, 1]
    assert set_all(JOBS, STYLE) == set_all(JOBS, STYLE)
    assert list(folder.iterdir()) == []


def test_what_nobody_wanted_for_a_fortnight_is_removed(folder):
    kept.keep("old", b"1")
    kept.keep("new", b"2")
    day = 24 * 3600
    now = time.time()
    os.utime(folder / "old", (now - 15 * day, now - 15 * day))
    os.utime(folder / "new", (now - 13 * day, now - 13 * day))

    assert kept.forget_old(now=now) == 1
    assert (kept.find("old"), kept.find("new")) == (None, b"2")


def test_a_section_that_cannot_be_set_is_named():
    drawing = '<svg width="9" height="9" xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'

    with pytest.raises(SectionFailed, match="“Indicators” could not be set: A figure on page 1 of “indicators”"):
        set_all([Job("indicators", "Indicators", f"<section>{drawing}</section>")], STYLE)


def test_processes_of_their_own_set_the_same_pages(processes, settings, tmp_path):
    apart = set_all(JOBS, STYLE)
    settings.PACK_PROCESSES, settings.PACK_CACHE = 0, tmp_path / "other"

    assert set_all(JOBS, STYLE) == apart


def test_a_process_that_is_killed_is_replaced_and_the_pages_are_set(processes, settings, tmp_path):
    first = set_all(JOBS, STYLE)
    for process in list(setting._pool._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
    settings.PACK_CACHE = tmp_path / "other"

    assert set_all(JOBS, STYLE) == first


ASKS = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "thurrock_hwb.settings"
os.environ["PACK_CACHE"], os.environ["PACK_PROCESSES"] = sys.argv[1], "2"
if __name__ == "__main__":
    from meetings.pack import setting
    jobs = [setting.Job(f"a{n}", "A", f"<section><p>{n}</p></section>") for n in range(2)]
    setting.set_all(jobs, "")
    print(*setting._pool._processes, flush=True)
    time.sleep(60)
"""


def test_the_processes_end_when_whoever_asked_is_killed(tmp_path):
    (tmp_path / "asks.py").write_text(ASKS)
    command = [sys.executable, str(tmp_path / "asks.py"), str(tmp_path / "kept")]
    here = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        command, cwd=here, env=os.environ | {"PYTHONPATH": str(here)}, stdout=subprocess.PIPE, text=True
    ) as asks:
        processes = [int(pid) for pid in asks.stdout.readline().split()]
        asks.kill()

    assert processes
    assert wait_until(lambda: not any(map(is_there, processes)))


def wait_until(what, *, seconds=10):
    end = time.monotonic() + seconds
    while not (answer := what()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer


def is_there(pid):
    """Not one that has ended and that nobody has asked after."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
