"""The benchmark of packs: one plain document against sections set apart, on a database made for it and thrown away."""

import shutil
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack import setting
from meetings.pack.contents import Item, Pack
from meetings.pack.document import put_together
from meetings.pack.gathering import gather, only_strategy
from meetings.pack.measuring import most_memory, set_plainly
from meetings.pack.plain import one_document
from plans.snapshot import take_snapshot

BOARD = "exampleshire-hwb"
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class Command(BaseCommand):
    help = "Prints what packs of about 100 and 250 pages cost: set plainly, in sections, with one change, unchanged."

    def handle(self, *args, **options):
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            call_command("load_board", "exampleshire", stdout=self.stderr)
            coming = Meeting.objects.filter(board__key=BOARD).after(timezone.localdate()).order_by("held_on")
            focus = coming.exclude(goal_in_focus=None).first()
            whole = coming.filter(goal_in_focus=None).last()
            processes = settings.PACK_PROCESSES
            self.stdout.write(f"{processes} processes; seconds, and how many times quicker than the plain document.\n")
            self.stdout.write(f"{'pack':44}{'pages':>7}{'seconds':>9}{'ratio':>8}{'MB memory':>11}{'KB file':>9}")
            for meeting in (focus, whole):
                if meeting:
                    self._measure(contents_of(meeting))
        finally:
            setting.stop()
            connection.creation.destroy_test_db(kept, verbosity=0)

    def _measure(self, pack: Pack) -> None:
        stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")
        html = one_document(pack, stylesheet)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            spent, pages, size, memory = alone.submit(set_plainly, html).result()
        self._line(f"{pack.front.number}, as one document", pages, spent, 1.0, memory, size)
        with TemporaryDirectory() as folder, override_settings(PACK_CACHE=folder):
            warm()
            for title, contents in (
                ("in sections, nothing kept", pack),
                ("in sections, one item changed", changed(pack)),
                ("in sections, nothing changed", changed(pack)),
            ):
                begun = time.perf_counter()
                made = put_together(contents, tell=quiet)
                took = time.perf_counter() - begun
                self._line(title, made.pages, took, spent / took, memory_of_processes(), len(made.pdf))
        self._chromium(html, spent)

    def _chromium(self, html: str, plain: float) -> None:
        found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
        if found is None:
            self.stdout.write("Chromium, the same HTML: not measured; no Chromium was found")
            return
        with TemporaryDirectory() as folder:
            page, pdf = Path(folder) / "pack.html", Path(folder) / "pack.pdf"
            page.write_text(html, encoding="utf-8")
            asked = [found, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={pdf}", page.as_uri()]
            begun = time.perf_counter()
            subprocess.run(asked, capture_output=True, timeout=300, check=False)  # noqa: S603 (a browser of this machine)
            took = time.perf_counter() - begun
            size = pdf.stat().st_size if pdf.exists() else 0
        self._line("Chromium prints the same HTML", 0, took, plain / took, 0, size)

    def _line(self, title: str, pages: int, spent: float, ratio: float, memory: float, size: int) -> None:
        told = f"{pages or '':>7}{spent:9.3f}{ratio:8.1f}{f'{memory:.0f}' if memory else '':>11}{size / 1024:9.0f}"
        self.stdout.write(f"{title:44}{told}")


def contents_of(meeting: Meeting) -> Pack:
    strategy = only_strategy(meeting)
    assert strategy is not None
    as_at = timezone.localdate()
    snapshot = take_snapshot(strategy, as_at=as_at)
    return gather(
        meeting, edition=Edition.MEMBERS, as_at=as_at, built_at=timezone.now(), strategy=strategy, snapshot=snapshot
    )


def changed(pack: Pack) -> Pack:
    """The same pack with a word more in the title of its first report; without reports, in that of its first plan."""
    for place, item in enumerate(pack.items):
        if isinstance(item, Item):
            items = (*pack.items[:place], replace(item, title=f"{item.title} (again)"), *pack.items[place + 1 :])
            return replace(pack, items=items)
    first, *others = pack.plans
    return replace(pack, plans=(replace(first, title=f"{first.title} (again)"), *others))


def warm() -> None:
    """Have the processes started and their type read, as they are once a first pack was built."""
    if settings.PACK_PROCESSES:
        jobs = [setting.Job(f"warm-{n}", "Warm", f"<section><p>{'Words ' * 4000} {n}</p></section>") for n in range(4)]
        stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")
        setting.set_all(jobs, stylesheet)


def memory_of_processes() -> float:
    """The most that any of the processes took."""
    pool = setting._pool
    return max(pool.map(most_memory, range(4 * settings.PACK_PROCESSES))) if pool else most_memory()


def quiet(line: str) -> None:
    """Progress is not measured."""
