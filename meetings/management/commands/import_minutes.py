"""Read a file of minutes and print what it records: decisions, actions, questions, who was there. Nothing is stored.

With `--commit` what was read is kept for review in the browser, where an author commits it. Nothing is ever recorded
here: what no person has looked at makes no minutes and no action.
"""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from meetings import changes
from meetings.minutes_reader import NotMinutes, Proposal, read_minutes, to_json
from meetings.minutes_reader.as_text import to_text
from meetings.minutes_reader.sources import LARGEST
from meetings.receiving import refuse_what_cannot_be_reviewed
from plans.models import Board

UNKNOWN = "unknown"


class Command(BaseCommand):
    help = "Prints what a file of minutes records, each entry with its reason. A person reviews it before any of it is kept."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="minutes as text, HTML, Word, PDF or ModernGov's XML")
        parser.add_argument("--board", required=True, help="key of the board, such as exampleshire-hwb")
        parser.add_argument("--date", required=True, help="day of the meeting, such as 2017-11-21, or “unknown”")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="for people, or for programs")
        parser.add_argument("--commit", action="store_true", help="keep it for review in the browser; records nothing")

    def handle(self, *args, file, board, date, format, commit, **options):
        given = read_date(date)
        found = Board.objects.filter(key=board).first()
        if found is None:
            raise CommandError(f"There is no board {board!r} here.")
        if commit and given and given > timezone.localdate():
            raise CommandError(f"{given} is still to come. Minutes are of a meeting that was held.")
        proposal = propose(file, board=board, given=given)
        for warning in proposal.warnings:
            self.stderr.write(f"Note: {warning}")
        self.stdout.write(to_json(proposal) if format == "json" else to_text(proposal))
        if commit:
            self.stderr.write(keep_for_review(proposal, found, file=file.name, given=given))


def keep_for_review(proposal: Proposal, board: Board, *, file: str, given: date | None) -> str:
    """Keep it where an author goes through it. What is handed back says where that is."""
    try:
        refuse_what_cannot_be_reviewed(proposal)
    except NotMinutes as refused:
        raise CommandError(str(refused)) from None
    kept, is_new = changes.receive(proposal, board=board, file_name=file, day=given, by=None, at=timezone.now())
    if kept.committed_at and kept.minutes:
        meeting = kept.minutes.meeting
        address = settings.SITE_URL + reverse("meetings:meeting", args=[board.key, meeting.key])
        return f"This text was committed before; nothing was made a second time. What it made: {address}"
    address = settings.SITE_URL + reverse("meetings:minutes_review", args=[board.key, kept.pk])
    done = "Kept for review; nothing was recorded." if is_new else "This text is already kept for review."
    return f"{done} An author goes through it, and commits it, here: {address}"


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
