"""What the pages of national files show: how far a file is, in a sentence, and what it would change."""

from dataclasses import dataclass
from datetime import datetime

from plans.background import BEGUN_WITHIN, SILENT_FOR
from plans.enums import FileState, NationalFileKind
from plans.imports.national.editions import PUBLISHERS
from plans.imports.national.report import Report
from plans.imports.national.uploads import LET_GO, READING, report_of_upload
from plans.models import NationalFile

GOING_ON = (FileState.WAITING, FileState.READING)


@dataclass(frozen=True)
class KindLine:
    """A kind of file as the page explains it."""

    value: str
    label: str
    publisher: str
    url: str
    which: str
    gives: str


EXPLAINED = {
    NationalFileKind.CQC_RATINGS: (
        "“Latest ratings” of the month, as it is downloaded (.ods, about 26 MB); or the “CQC directory” (.csv).",
        "the overall rating of each practice, and how many are rated what; the directory names practices only",
    ),
    NationalFileKind.GP_WORKFORCE: (
        "“General Practice – practice level”, detailed: the ZIP file, or the CSV file in it.",
        "patients for each full-time-equivalent GP, in three definitions, by practice and for the area",
    ),
    NationalFileKind.LD_HEALTH_CHECKS: (
        "The month's CSV file. Checks are counted from April, so a month is never set against the year before.",
        "checks done of the people on the register, by practice where the file has practices",
    ),
    NationalFileKind.FINGERTIPS: (
        "A download of data for an area (.csv), of the indicators that have a Fingertips number here.",
        "the value of each period for the area, with England beside it",
    ),
}


def kinds() -> list[KindLine]:
    return [
        KindLine(kind.value, kind.label, *PUBLISHERS[kind], *EXPLAINED[kind])  # publisher and address; which and what
        for kind in NationalFileKind
    ]


@dataclass(frozen=True)
class FilePage:
    """One upload. `trouble` says why nothing seems to happen; `stuck` that it may be begun again by hand."""

    row: NationalFile
    state: str
    is_going_on: bool
    sentence: str
    trouble: str
    stuck: bool
    report: Report | None
    refused: tuple[tuple[str, str], ...]
    refused_more: int


def file_page(row: NationalFile, *, at: datetime) -> FilePage:
    going_on = row.state in GOING_ON
    refused = tuple((where, why) for where, why in row.report.get("refused", ()))
    trouble = _trouble(row, at=at) if going_on else ""
    return FilePage(
        row=row,
        state="Let go" if row.refused_because == LET_GO else FileState(row.state).label,
        is_going_on=going_on,
        sentence=_sentence(row),
        trouble=trouble,
        stuck=bool(trouble),
        report=report_of_upload(row),
        refused=refused,
        refused_more=max(0, row.report.get("refused_count", 0) - len(refused)),
    )


def _sentence(row: NationalFile) -> str:
    if row.state == FileState.WAITING:
        return "Waiting for its turn."
    if row.state == FileState.READING:
        return f"Reading: {row.done:,} rows." if row.done else "Reading: looking for the rows."
    return ""


def _trouble(row: NationalFile, *, at: datetime) -> str:
    """Why nothing seems to happen, and what is done about it. Empty while all goes as it should."""
    if row.state == FileState.READING and row.told_at is not None and at - row.told_at >= SILENT_FOR:
        seconds = int((at - row.told_at).total_seconds())
        return (
            f"No word for {seconds:,} seconds: whatever read this file has stopped. It is begun again from the start as "
            "soon as a background worker is running."
        )
    if row.state == FileState.WAITING and at - row.uploaded_at >= BEGUN_WITHIN and not READING.anything_alive(at=at):
        return (
            "Nobody has begun to read it: the background worker does not seem to be running. The file is kept. Ask your "
            "administrator to start it (manage.py run_worker); then it is read by itself."
        )
    return ""
