"""Write a board pack to a file."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.appendices.keeping import fetch
from meetings.enums import Edition, WhereAppendices
from meetings.models import BoardPack, Meeting
from meetings.pack.appendix_contents import Appendix
from meetings.pack.build import NotBuilt, build_pack
from meetings.pack.issued import NotAsIssued, bytes_of
from meetings.pack.set_file import beside_files
from plans.imports.telling import Progress, write_whole
from plans.models import Board, Strategy


class Command(BaseCommand):
    help = "Writes the pack of a board's meeting as a PDF; of an issued one, the stored bytes."

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Here --version is that of a pack, not Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("board", help="key of the board, such as thurrock-hwb")
        parser.add_argument("date", help="day of the meeting, YYYY-MM-DD")
        parser.add_argument("--edition", required=True, choices=Edition.values)
        parser.add_argument("--output", required=True, type=Path, help="file to write")
        parser.add_argument(
            "--as-at", help="leave out what was said later, YYYY-MM-DD (default: the day before the meeting)"
        )
        parser.add_argument("--strategy", help="key of the strategy, where the board has several")
        parser.add_argument(
            "--draft", action="store_true", help="DRAFT across every page; built now, never the stored bytes"
        )
        parser.add_argument(
            "--supplement", type=int, default=0, metavar="N", help="supplement S1, S2, …: the stored bytes"
        )
        parser.add_argument(
            "--version", type=int, default=0, dest="which", metavar="N", help="this version, as it was issued"
        )
        parser.add_argument(
            "--appendices",
            choices=WhereAppendices.values,
            help="documents that others made: in the file, or beside it in a folder; built now, never the stored bytes",
        )
        parser.add_argument("--later", action="store_true", help="add what later papers say, apart and with their days")

    def handle(
        self,
        *args,
        board,
        date,
        edition,
        output,
        as_at,
        strategy,
        later,
        draft,
        supplement,
        which,
        appendices,
        **options,
    ):
        meeting = find_meeting(find_board(board), read_day(date))
        stored = bool(supplement or which)
        is_built = as_at or later or draft or appendices
        if stored and is_built:
            raise CommandError(
                "What was issued is written as it is stored: leave out --as-at, --later, --draft and --appendices."
            )
        issued = None if is_built else find_issued(meeting, edition, supplement, which)
        if stored and issued is None:
            raise CommandError(f"{meeting.board.name} has issued no such pack for {meeting.held_on}.")
        if issued:
            write(output, as_issued(issued))
            what = "supplement" if issued.supplement else "pack"
            self.stdout.write(f"{output}: {what} {issued.number} as issued, {issued.pages} pages.")
            self._beside(output, issued_beside(issued))
            return
        assert meeting.held_on  # it was found by its day
        eve = meeting.held_on - timedelta(days=1)
        try:
            built = build_pack(
                meeting,
                edition=edition,
                as_at=read_day(as_at) if as_at else min(timezone.localdate(), eve),
                built_at=timezone.now(),
                strategy=find_strategy(meeting.board, strategy),
                later=later,
                is_draft=draft,
                beside=appendices == WhereAppendices.BESIDE,
                tell=Progress(self._say),
            )
        except NotBuilt as unclear:
            raise CommandError(str(unclear)) from None
        write(output, built.pdf)
        self.stdout.write(f"{output}: pack {built.number}, {built.pages} pages, as at {built.as_at}.")
        self._beside(output, built_beside(built.contents.appendices))

    def _beside(self, output: Path, files: Iterable[tuple[str, bytes]]):
        """In a folder named as the pack is, each in one of its own."""
        for name, content in files:
            path = output.with_name(f"{output.stem}-appendices") / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as failed:
                raise CommandError(f"{path.parent}: {failed.strerror}.") from None
            write(path, content)
            self.stdout.write(f"{path}: beside the pack.")

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def write(output: Path, content: bytes) -> None:
    try:
        write_whole(output, content)
    except OSError as failed:
        raise CommandError(f"{output}: {failed.strerror}.") from None


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text!r} is not a day; write it as 2017-03-15.") from None


def find_board(key: str) -> Board:
    board = Board.objects.filter(key=key).first()
    if board is None:
        keys = ", ".join(Board.objects.order_by("key").values_list("key", flat=True)) or "none; load one first"
        raise CommandError(f"There is no board {key!r}. There are: {keys}.")
    return board


def find_meeting(board: Board, day: date) -> Meeting:
    meetings = Meeting.objects.filter(board=board).select_related("board", "goal_in_focus__strategy")
    found = meetings.filter(held_on=day).order_by("starts_at", "pk").first()
    if found is None:
        days = meetings.exclude(held_on=None).order_by("held_on").values_list("held_on", flat=True)
        known = ", ".join(str(one) for one in days) or "none with a known day"
        raise CommandError(f"{board.name} has no meeting on {day}. There are: {known}.")
    return found


def find_strategy(board: Board, key: str | None) -> Strategy | None:
    if not key:
        return None
    strategy = Strategy.objects.filter(board=board, key=key).select_related("board").first()
    if strategy is None:
        keys = ", ".join(Strategy.objects.filter(board=board).order_by("key").values_list("key", flat=True)) or "none"
        raise CommandError(f"{board.name} has no strategy {key!r}. There are: {keys}.")
    return strategy


def find_issued(meeting: Meeting, edition: str, supplement: int = 0, version: int = 0) -> BoardPack | None:
    """The pack as it was issued last, or in the version that is asked for; one of its supplements where that is named."""
    packs = BoardPack.objects.filter(meeting=meeting, edition=edition, supplement=supplement)
    if version:
        packs = packs.filter(version=version)
    return packs.defer("snapshot", "contents", "sections").order_by("-version").first()


def issued_beside(pack: BoardPack) -> Iterator[tuple[str, bytes]]:
    try:
        for name, content, _ in beside_files(pack):
            yield name.split("/", 2)[2], content
    except NotAsIssued as wrong:
        raise CommandError(str(wrong)) from None


def built_beside(appendices: Iterable[Appendix]) -> Iterator[tuple[str, bytes]]:
    for one in appendices:
        if one.is_beside:
            yield f"{one.key}/{one.file}", fetch(one.sha256)


def as_issued(pack: BoardPack) -> bytes:
    try:
        return bytes_of(pack)
    except NotAsIssued as wrong:
        raise CommandError(str(wrong)) from None
