"""Take a plan back from a spreadsheet: show what differs and, when told to, save it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.imports.telling import Progress
from plans.imports.workbook.apart import read_apart, read_book
from plans.imports.workbook.applying import NotApplied, apply
from plans.imports.workbook.differences import compare
from plans.imports.workbook.edits import Differences, Refusal, many
from plans.imports.workbook.rows import rows_of
from plans.imports.workbook.structure import LARGEST_FILE, NotAWorkbook
from plans.models import Strategy
from plans.permissions import can_edit_plan
from thurrock_hwb.accounts.models import User


class Command(BaseCommand):
    help = "Shows what a workbook made by export_plan would change; with --commit saves it, all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the workbook, ending in .xlsx")
        parser.add_argument("--commit", action="store_true", help="save the changes")
        parser.add_argument("--by", help="e-mail address of the author who makes the changes")

    def handle(self, *args, file, commit, by, **options):
        user = find_author(by) if by else None
        tell = Progress(self._say)
        try:
            if file.is_file() and file.stat().st_size > LARGEST_FILE:
                raise NotAWorkbook(f"{file} is larger than {LARGEST_FILE // 1024 // 1024} MB.")
            book = read_book(read_apart(file.read_bytes(), name=file.name))
        except OSError as failed:
            raise CommandError(f"{file}: {failed.strerror}.") from None
        except NotAWorkbook as refused:
            raise CommandError(str(refused)) from None
        tell(f"{sum(book.counted.values()):,} rows read")
        strategies = Strategy.objects.of_board(book.board).select_related("board")
        strategy = strategies.filter(key=book.strategy).first()
        if strategy is None:
            raise CommandError(f"The file is of the plan {book.strategy!r} of board {book.board!r}, which is not here.")
        today = timezone.localdate()
        found = compare(book, rows_of(strategy, as_at=today), today=today)
        tell("compared with the plan")
        self._show(file, found)
        if found.conflicts or found.refusals:
            raise CommandError(f"Nothing was written. {found.sentence()}")
        if found.is_empty or not commit:
            return
        try:
            made = apply(found.edits, strategy, by=user, on=today, at=timezone.now(), tell=tell)
        except NotApplied as refused:
            self._refused(refused.refusals)
            raise CommandError("Nothing was written: what is listed above was refused.") from None
        self.stdout.write(f"Saved: {many(len(found.changes), 'cell')} in {many(made, 'row')}.")

    def _show(self, file: Path, found: Differences) -> None:
        for remark in found.remarks:
            self.stdout.write(remark)
        if found.is_empty:
            self.stdout.write(f"{file}: no differences ({found.rows_read:,} rows).")
            return
        for one in found.changes:
            self.stdout.write(f"{one.cell}  {one.about}, {one.column}: {_short(one.was)} -> {_short(one.becomes)}")
        for one in found.conflicts:
            self.stdout.write(
                f"CHANGED MEANWHILE {one.cell}  {one.about}, {one.column}: here {_short(one.was)}, in the file "
                f"{_short(one.becomes)}. {one.meanwhile}"
            )
        self._refused(found.refusals)
        self.stdout.write(found.sentence())

    def _refused(self, refusals: list[Refusal]) -> None:
        for one in refusals:
            self.stdout.write(f"REFUSED {one.cell}  {one.why}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def find_author(address: str) -> User:
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None or not can_edit_plan(user):
        raise CommandError(f"{address!r} is not the sign-in of a report author.")
    return user


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
