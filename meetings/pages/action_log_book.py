"""The action log as a spreadsheet to read: from the same lines as its page."""

from collections.abc import Iterable, Sequence
from datetime import date

from meetings.pages.action_log import NEEDS_AN_OWNER, LogLine
from plans.models import Board
from plans.pages.books import STATUS_COLUMNS, Sheet, Value, latest, status_cells, words_of, write_book
from plans.rules.dates import long_date

LOG_COLUMNS = (
    ("Number", 12), ("Action", 52), ("Words of the minute", 44), ("Minute", 9), ("Meeting", 18), ("Owner", 30),
    ("Original date, latest day", 13), ("Present date, latest day", 13), ("In these words", 24), ("Carried forward", 9),
    ("Part of the log", 22), *STATUS_COLUMNS, ("Nothing known", 32), ("Done on", 13), ("Closed by", 30),
)  # fmt: skip


def log_workbook(board: Board, lines: Iterable[LogLine], *, as_at: date) -> bytes:
    """The bytes of an XLSX with these lines of the log, in their order."""
    return write_book(
        board=board.name,
        title="action log",
        as_at=long_date(as_at),
        banner=board.banner,
        sheets=(Sheet("Action log", LOG_COLUMNS, map(_cells, lines)),),
    )


def _cells(line: LogLine) -> Sequence[Value]:
    return (
        line.reference, line.title, line.words, line.minute.number, line.minute.day,
        NEEDS_AN_OWNER if line.needs_owner else line.owner, latest(line.original), latest(line.present),
        words_of(line.present) or line.due_words, line.carried, line.group.heading.split(":")[0],
        *status_cells(line.judgement), line.evidence_words, line.done_on, "; ".join(str(place) for place in line.closed_by),
    )  # fmt: skip
