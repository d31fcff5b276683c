"""The background worker: does what pages leave to be done, and takes back what a dead worker held."""

import signal
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from meetings.management import tasks

SWEEP_EVERY = 10  # seconds


class Command(BaseCommand):
    help = "Makes packs and reads national files, one after the other, until it is stopped. Several can run at once."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=1, help="seconds between two looks (default: 1)")
        parser.add_argument("--once", action="store_true", help="do what there is to do, then end")

    def handle(self, *args, interval, once, **options):
        if DBTaskResult._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database has no place for background work yet. Run `manage.py migrate` first.")
        self.running = True
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self.stop)
        seen: set[tuple[str, int]] = set()
        swept, day = 0.0, ""
        while self.running:
            close_old_connections()
            try:
                day = tasks.begin_day(day)
                if DBTaskResult.objects.ready().exists():
                    self._batch()
                if time.monotonic() - swept >= SWEEP_EVERY:
                    seen, swept = tasks.sweep(seen), time.monotonic()
            except OperationalError as busy:
                self.stderr.write(f"The database did not answer: {busy}. Trying again.")
            if once:
                tasks.sweep(seen)
                return
            if self.running:
                time.sleep(interval)

    def _batch(self) -> None:
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=f"worker-{time.time_ns()}",
            excluded_queue_names=[],
        )
        worker.run()

    def stop(self, number, frame) -> None:
        """The first time it ends after what it is doing; the second time at once."""
        if not self.running:
            raise SystemExit(1)
        self.running = False
        self.stdout.write("Ending after what is being done.")
