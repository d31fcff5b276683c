"""Sets the sections of a pack: those that are kept are found, the others are set side by side in processes of their own.

The processes stay: starting one costs as much as ten pages. They import no Django and touch no database.
"""

import atexit
import hashlib
import importlib.metadata
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from meetings.pack import kept
from meetings.pack.failing import NotBuilt

SMALL = 12_000  # letters of HTML: what is set sooner than it is sent to a process that has not been started
HERE = Path(__file__).parent
TYPE = "Liberation Sans"

Told = Callable[[str], None]


class SectionFailed(NotBuilt):
    """A section could not be set. The message names it, and says why; a pack that there was is left as it is."""


@dataclass(frozen=True)
class Job:
    """A section to set. `html` holds no page number but those it was given, and nothing of another section."""

    key: str
    title: str
    html: str


@dataclass(frozen=True)
class Pages:
    """A section that is set: its file, how many pages, and on which (from 0) each of its places is."""

    pdf: bytes
    pages: int
    places: dict[str, int]


def set_all(jobs: Sequence[Job], stylesheet: str, *, tell: Told = lambda line: None) -> list[Pages]:
    """The jobs in their order. `tell` is given "Setting 7 of 21: Item 6" as each is done. Raises SectionFailed."""
    names = [_name(job, stylesheet) for job in jobs]
    found: dict[int, Pages] = {place: pages for place, name in enumerate(names) if (pages := _kept(name))}
    wanted = [place for place in range(len(jobs)) if place not in found]
    done = len(found)
    for place, pages in _set([jobs[one] for one in wanted], stylesheet):
        number = wanted[place]
        found[number] = pages
        _keep(names[number], pages)
        done += 1
        tell(f"Setting {done} of {len(jobs)}: {jobs[number].title}")
    return [found[place] for place in range(len(jobs))]


def fingerprint_of_setting(stylesheet: str) -> str:
    """What besides the HTML decides how a section looks: typesetter, repair, type and stylesheet."""
    return hashlib.sha256(f"{_engine()}\0{stylesheet}".encode()).hexdigest()


def _name(job: Job, stylesheet: str) -> str:
    told = f"{fingerprint_of_setting(stylesheet)}\0{job.key}\0{job.html}"
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _engine() -> str:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("weasyprint", "pydyf")]
    code = [hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in ("render.py", "repair.py")]
    return " ".join([*versions, *code, _type()])


def _type() -> str:
    """Which font files stand behind the pack's type, by their size and day; a name alone may hide another file."""
    told = []
    match = shutil.which("fc-match") or "fc-match"
    for style in ("", ":bold", ":italic"):
        ask = [match, "-f", "%{file}", TYPE + style]
        try:
            found = subprocess.run(ask, capture_output=True, text=True, timeout=10, check=True).stdout  # noqa: S603
            about = os.stat(found)
        except (OSError, subprocess.SubprocessError):
            continue
        told.append(f"{found} {about.st_size} {about.st_mtime_ns}")
    return " ".join(told)


def _kept(name: str) -> Pages | None:
    found = kept.find(name)
    if found is None:
        return None
    head, _, pdf = found.partition(b"\n")
    try:
        told = json.loads(head)
        if hashlib.sha256(pdf).hexdigest() != told["sha256"]:
            return None
        return Pages(pdf, told["pages"], told["places"])
    except (ValueError, KeyError):
        return None


def _keep(name: str, pages: Pages) -> None:
    told = {"pages": pages.pages, "places": pages.places, "sha256": hashlib.sha256(pages.pdf).hexdigest()}
    kept.keep(name, json.dumps(told).encode() + b"\n" + pages.pdf)


# --- Processes ----------------------------------------------------------------------------------------------------------

_pool: ProcessPoolExecutor | None = None


def _set(jobs: Sequence[Job], stylesheet: str) -> Iterator[tuple[int, Pages]]:
    """Each job's place and pages, as they are done."""
    if not jobs:
        return
    little = len(jobs) == 1 and _pool is None and len(jobs[0].html) < SMALL
    if little or not settings.PACK_PROCESSES:
        for place, job in enumerate(jobs):
            yield place, _set_one(job.key, job.html, stylesheet, job.title)
        return
    left = dict(enumerate(jobs))
    for is_last_try in (False, True):
        pool = _processes()
        # The longest first: two processes then end at about the same time.
        order = sorted(left, key=lambda place: -len(left[place].html))
        waiting: dict[Future, int] = {}
        try:
            for place in order:
                job = left[place]
                waiting[pool.submit(_set_one, job.key, job.html, stylesheet, job.title)] = place
            for ended in as_completed(waiting):
                place = waiting[ended]
                yield place, ended.result()
                del left[place]
            return
        except BrokenProcessPool:
            stop()
            if is_last_try:
                titles = ", ".join(job.title for job in left.values())
                raise SectionFailed(f"The process that sets the pages ended twice. Not set: {titles}.") from None
        finally:
            for one in waiting:
                one.cancel()


def _processes() -> ProcessPoolExecutor:
    global _pool
    if _pool is None:
        # Never a fork of this process: it may have threads, and connections to a database.
        method = multiprocessing.get_context("forkserver")
        method.set_forkserver_preload(["meetings.pack.render"])
        _pool = ProcessPoolExecutor(settings.PACK_PROCESSES, mp_context=method, initializer=_live_as_long_as_we)
    return _pool


def _live_as_long_as_we() -> None:
    """In a process that sets pages: Ctrl-C is for whoever asked for them; and when that one is killed, this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked_by = multiprocessing.parent_process()

    def end_with_it() -> None:
        if asked_by:
            asked_by.join()
            os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()


def stop() -> None:
    """End the processes. They are started again when they are wanted."""
    global _pool
    if _pool is not None:
        _pool.shutdown(wait=False, cancel_futures=True)
        _pool = None


atexit.register(stop)


def _set_one(key: str, html: str, stylesheet: str, title: str) -> Pages:
    """In a process of its own, or in this one. Whatever goes wrong is said of the section it went wrong with."""
    try:
        return Pages(*_typesetter(stylesheet).set(key, html))
    except Exception as failed:
        raise SectionFailed(f"“{title}” could not be set: {failed}") from None


@cache
def _typesetter(stylesheet: str):
    import gc

    from meetings.pack.render import Typesetter

    made = Typesetter(stylesheet)
    made.set("warm", "<section><h1>A <b>b</b></h1></section>")
    gc.freeze()
    return made
