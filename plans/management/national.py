"""What the four commands that read national files have in common: FILE, whose, of which day, and whether to save."""

import argparse
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.enums import NationalFileKind
from plans.imports.national.apart import read_apart
from plans.imports.national.editions import edition_of, sha256_of
from plans.imports.national.figures import ReadFile
from plans.imports.national.limits import NotRead
from plans.imports.national.report import printed
from plans.imports.national.saving import preview, save
from plans.imports.national.wanting import wanted_from
from plans.imports.telling import Progress
from plans.management.commands.import_plan import find_author
from plans.models import Board


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-03-31.") from None


class NationalCommand(BaseCommand):
    """Without --commit the file is read and compared, and nothing is written."""

    kind: NationalFileKind

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file as it was published")
        parser.add_argument("--board", help="the board whose area is read (default: every board whose area is in it)")
        parser.add_argument("--area", default="", help="the area, by code or name as the file has it; needs --board")
        parser.add_argument("--published", type=day, help="the day the file was published")
        parser.add_argument("--as-at", type=day, help="the day its figures are of, where neither name nor rows say it")
        parser.add_argument("--by", help="e-mail address of the author who saves it")
        parser.add_argument("--commit", action="store_true", help="save what is new")

    def handle(self, *args, file, board, area, published, as_at, by, commit, **options):
        user, today = find_author(by) if by else None, timezone.localdate()
        boards = self._boards(board, area)
        tell = Progress(self._say)
        try:
            file.open("rb").close()
            wanted = wanted_from(self.kind.value, boards, file_name=file.name, area=area, as_at=as_at)
            read = read_apart(file, wanted, tell=lambda rows: tell(f"{rows:,} rows read") if rows else None)
            self._refuse(read)
            edition = edition_of(read, file_name=file.name, sha256=sha256_of(file), published=published, on=today)
        except OSError as failed:
            raise CommandError(f"{file}: {failed.strerror}.") from None
        except NotRead as refused:
            raise CommandError(f"{file}: {refused} Nothing was written.") from None
        if commit:
            report = save(read, edition, by=user, on=today, tell=tell)
        else:
            report = preview(read, edition, on=today, tell=tell)
        for line in printed(report):
            self.stdout.write(line)
        if report.is_empty:
            self.stdout.write(f"{file}: no differences.")
        elif commit:
            self.stdout.write(f"Saved: {report.values:,} values, under the source {report.source}.")
        else:
            self.stdout.write(f"Nothing is saved. With --commit {report.values:,} values are.")

    def _boards(self, key: str | None, area: str) -> list[Board]:
        if area and not key:
            raise CommandError("An --area is of one board: say which, with --board.")
        if key:
            found = Board.objects.filter(key=key)
            if not found:
                there = ", ".join(Board.objects.order_by("key").values_list("key", flat=True)) or "none"
                raise CommandError(f"There is no board {key!r}. There are: {there}.")
            return list(found)
        named = Board.objects.exclude(local_authority="", area_code="", nhs_area_code="").order_by("key")
        if not named:
            raise CommandError("No board here has an area yet. Name a board and its --area.")
        return list(named)

    def _refuse(self, read: ReadFile) -> None:
        if not read.refused:
            return
        for where, why in read.refused:
            self.stdout.write(f"REFUSED {where}: {why}")
        more = read.refused_count - len(read.refused)
        also = f"; {more} more are not listed" if more else ""
        cells = "1 cell is" if read.refused_count == 1 else f"{read.refused_count} cells are"
        raise NotRead(f"{cells} refused{also}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
