"""The action log as a file: a line of plain text for each of its lines."""

from collections.abc import Iterable, Sequence

from meetings.pages.action_log import NEEDS_AN_OWNER, LogLine
from plans.pages.tables import window_cell

LOG_HEADINGS = (
    "Number", "Action", "Words of the minute", "Minute", "Meeting", "Owner", "Original date", "Present date",
    "Date, in the words used", "Carried forward", "Part of the log", "Status", "Why", "Nothing known", "Closed by",
)  # fmt: skip


def log_rows(lines: Iterable[LogLine]) -> Iterable[Sequence[str]]:
    for line in lines:
        status, why = (
            ("Withdrawn", "") if line.judgement is None else (line.judgement.status.label, line.judgement.because)
        )
        yield (
            line.reference, line.title, line.words, line.minute.number, line.minute.day,
            NEEDS_AN_OWNER if line.needs_owner else line.owner, window_cell(line.original), window_cell(line.present),
            line.original.words if line.original else line.due_words, str(line.carried), line.group.heading.split(":")[0],
            status, why, line.evidence_words, "; ".join(str(place) for place in line.closed_by),
        )  # fmt: skip
