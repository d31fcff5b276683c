"""Load a board from its fixture."""

from datetime import date, timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.changes import issue_pack
from meetings.enums import Edition, MeetingState
from meetings.loading import CannotLoad, load_folder, packs_are_issued_by
from meetings.models import Meeting
from plans.loading import BadRow
from plans.rules.dates import long_date


class Command(BaseCommand):
    help = "Loads fixtures/NAME, all or nothing. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("name", help="a folder of fixtures/")
        parser.add_argument(
            "--on", help="lay a fixture that moves with time around this day, YYYY-MM-DD (default: today)"
        )

    def handle(self, *args, name, on, **options):
        folder = settings.BASE_DIR / "fixtures" / name
        if not (folder / "about.toml").is_file() or folder.parent != settings.BASE_DIR / "fixtures":
            names = sorted(path.parent.name for path in (settings.BASE_DIR / "fixtures").glob("*/about.toml"))
            raise CommandError(f"There is no fixture called {name!r}. There are: {', '.join(names)}.")
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError:
            raise CommandError(f"{on!r} is not a day; write it as 2017-01-18.") from None
        try:
            counts = load_folder(folder, on=day, tell=self.stdout.write)
        except (BadRow, CannotLoad) as refused:
            raise CommandError(f"Nothing was loaded. {refused}") from None
        if counts:
            self.stdout.write(f"Loaded {name}: {sum(counts.values())} rows.")
        else:
            self.stdout.write(f"{name} is already loaded; nothing changed.")
        for board in packs_are_issued_by(folder):
            self._issue_last_pack(board, day)

    def _issue_last_pack(self, board: str, day: date) -> None:
        """The pack of the last meeting, against which pages tell what has changed. After the load, since it takes seconds."""
        meetings = Meeting.objects.filter(board__key=board, held_on__lt=day).select_related("board")
        meeting = meetings.exclude(state=MeetingState.CANCELLED).order_by("-held_on", "-pk").first()
        if meeting is None or meeting.held_on is None or meeting.packs.exists():
            return
        as_at = meeting.held_on - timedelta(days=1)
        pack = issue_pack(meeting, edition=Edition.MEMBERS, as_at=as_at, at=timezone.now(), by=None)
        self.stdout.write(f"Issued the pack of {long_date(meeting.held_on)}: {pack.pages} pages.")
