"""Read a file of minutes and print what it records: decisions, actions, questions, who was there. Nothing is stored."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.minutes_reader import NotMinutes, Proposal, read_minutes, to_json
from meetings.minutes_reader.as_text import to_text
from meetings.minutes_reader.sources import LARGEST
from plans.models import Board

UNKNOWN = "unknown"


class Command(BaseCommand):
    help = "Prints what a file of minutes records, each entry with its reason. A person reviews it before any of it is kept."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="minutes as text, HTML, Word, PDF or ModernGov's XML")
        parser.add_argument("--board", required=True, help="key of the board, such as exampleshire-hwb")
        parser.add_argument("--date", required=True, help="day of the meeting, such as 2017-11-21, or “unknown”")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="for people, or for programs")
        parser.add_argument("--commit", action="store_true", help="keep the entries (refused: they are reviewed first)")

    def handle(self, *args, file, board, date, format, commit, **options):
        if commit:
            raise CommandError(
                "Nothing was written: what a program read is kept only after somebody has reviewed it, in the browser."
            )
        given = read_date(date)
        if not Board.objects.filter(key=board).exists():
            raise CommandError(f"There is no board {board!r} here.")
        proposal = propose(file, board=board, given=given)
        for warning in proposal.warnings:
            self.stderr.write(f"Note: {warning}")
        self.stdout.write(to_json(proposal) if format == "json" else to_text(proposal))


def read_date(words: str) -> date | None:
    if words.strip().lower() == UNKNOWN:
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise CommandError(f"{words!r} is not a day: write it as 2017-11-21, or “unknown”.") from None


def propose(file: Path, *, board: str, given: date | None) -> Proposal:
    try:
        if file.is_dir():
            raise CommandError(f"{file} is a folder, not a file.")
        if file.stat().st_size > LARGEST:
            raise CommandError(f"{file} is larger than {LARGEST // 1024 // 1024} MB; minutes are not that long.")
        content = file.read_bytes()
    except OSError as failed:
        raise CommandError(f"{file}: {failed.strerror}.") from None
    try:
        return read_minutes(content, name=file.name, board=board, given=given)
    except NotMinutes as refused:
        raise CommandError(str(refused)) from None
