"""The benchmark of national files: each kind at its published size, made for it and thrown away; time and memory."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError

from plans.imports.national.apart import read_apart
from plans.imports.national.figures import Wanted, WantedBoard, WantedIndicator

HILL = WantedBoard(
    "hill", "Hill Board", "Hillshire", "X06000099", "99H", fingertips=(WantedIndicator("smoking", 90001),)
)
MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    help = "Makes national files as large as the published ones and prints how long reading them takes, and its memory."

    def handle(self, *args, **options):
        try:
            from tests.national import full_size as made
        except ImportError:
            raise CommandError("The files are made by the tests, which are not installed here.") from None
        sizes = (
            ("CQC ratings, 100,000 rows", "cqc_ratings", "01_March_2026_Latest_ratings.ods", made.full_ratings),
            ("CQC ratings, a million empty rows", "cqc_ratings", "02_March_2026_Latest_ratings.ods", made.empty_rows),
            ("GP workforce, 6,500 x 400 columns", "gp_workforce", "March 2026 Practice Level.csv", made.full_workforce),
            ("LD health checks, 500,000 rows", "ld_health_checks", "ld-Dec-2025.csv", made.full_ld),
            ("Fingertips, 200,000 rows", "fingertips", "fingertips.csv", made.full_fingertips),
        )
        self.stdout.write(f"{'national file':44}{'MB':>8}{'seconds':>9}{'memory MB':>11}{'rows read':>11}{'used':>9}")
        with TemporaryDirectory() as folder:
            for title, kind, name, make in sizes:
                path = make(Path(folder) / name)
                begun = time.perf_counter()
                found = read_apart(path, Wanted(kind, name, (HILL,)))
                spent = time.perf_counter() - begun
                memory = int(found.extra["memory"]) / MEGABYTE
                size = path.stat().st_size / MEGABYTE
                self.stdout.write(
                    f"{title:44}{size:8.1f}{spent:9.1f}{memory:11.0f}{found.rows_read:11,}{found.rows_used:9,}"
                )
                path.unlink()
