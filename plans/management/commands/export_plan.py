"""Write the plan of a board as a spreadsheet to work in."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.imports.telling import Progress, write_whole
from plans.imports.workbook.rows import rows_of
from plans.imports.workbook.writing import write_workbook
from plans.models import Board, Strategy


class Command(BaseCommand):
    help = "Writes a board's plan as an Excel workbook to work in; import_plan takes it back."

    def add_arguments(self, parser):
        parser.add_argument("board", help="key of the board, such as thurrock-hwb")
        parser.add_argument("--output", required=True, type=Path, help="file to write, ending in .xlsx")
        parser.add_argument("--strategy", help="key of the strategy, where the board has several")

    def handle(self, *args, board, output, strategy, **options):
        if output.suffix.lower() != ".xlsx":
            raise CommandError(f"{output} does not end in .xlsx.")
        tell = Progress(self._say)
        plan = rows_of(find_strategy(board, strategy), as_at=timezone.localdate())
        tell("the plan is read")
        content = write_workbook(plan, tell=tell)
        try:
            write_whole(output, content)
        except OSError as failed:
            raise CommandError(f"{output}: {failed.strerror}.") from None
        counts = ", ".join(f"{name} {len(rows):,}" for name, rows in plan.sheets.items())
        self.stdout.write(f"{output}: {plan.snapshot.title}, as at {plan.snapshot.on_day()}. Rows: {counts}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def find_strategy(board: str, key: str | None) -> Strategy:
    """The one strategy of a board, or the one that is named. Raises CommandError with those there are."""
    if not Board.objects.filter(key=board).exists():
        keys = ", ".join(Board.objects.order_by("key").values_list("key", flat=True)) or "none; load one first"
        raise CommandError(f"There is no board {board!r}. There are: {keys}.")
    strategies = {one.key: one for one in Strategy.objects.of_board(board).select_related("board").order_by("key")}
    if not strategies:
        raise CommandError(f"{board} has no plan.")
    if key is None and len(strategies) > 1:
        raise CommandError(f"{board} has several strategies; name one with --strategy: {', '.join(strategies)}.")
    found = strategies.get(key) if key else next(iter(strategies.values()))
    if found is None:
        raise CommandError(f"{board} has no strategy {key!r}. There are: {', '.join(strategies)}.")
    return found
