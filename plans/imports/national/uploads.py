"""An uploaded national file on its way: kept, read in the background, shown, and then saved as facts or let go."""

import hashlib
import logging
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import IntegrityError, transaction

from plans import changes
from plans.background import Clock, Held, Job, TakenBack
from plans.enums import FileState
from plans.models import Board, NationalFile, Source

from .apart import read_apart
from .editions import Edition, edition_of, sha256_of
from .figures import ReadFile, from_json, to_json
from .limits import NotRead
from .report import Report
from .saving import preview, save
from .wanting import wanted_from

READING = Job(NationalFile, FileState.WAITING, FileState.READING, subject=("board_id",))
LET_GO = "Let go; nothing of it was saved."
OUR_FAULT = (
    "Something went wrong here while the file was read; the fault is not in the file. Nothing was saved. "
    "Your administrator finds the details in the log."
)
log = logging.getLogger(__name__)


class NotNow(Exception):
    """What was asked of an upload can no longer be done. The message is a sentence."""


def receive(
    board: Board,
    upload: File,
    *,
    kind: str,
    token: UUID,
    by,
    at: datetime,
    area: str = "",
    published: date | None = None,
    as_at: date | None = None,
) -> tuple[NationalFile, bool]:
    """Keep an upload, to be read. A form that was sent twice is one upload: then the second answer is False."""
    if known := NationalFile.objects.filter(token=token, board=board).first():
        return known, False
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    name = Path(upload.name or "file").name[-200:]
    row = NationalFile(
        board=board,
        kind=kind,
        token=token,
        file_name=name,
        sha256=digest.hexdigest(),
        area=area,
        published_on=published,
        uploaded_by=by,
        uploaded_at=at,
        report={"as_at": as_at.isoformat() if as_at else ""},
    )
    row.file.save(f"{token}{Path(name).suffix[:5].lower()}", upload, save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.file.storage.delete(row.file.name or "")
        return NationalFile.objects.get(token=token, board=board), False
    return row, True


def read_upload(pk: int, *, clock: Clock, today: date) -> None:
    """Read it, if nobody else does. Begun twice, it is read once; whoever lost it to another stops in silence."""
    held = READING.claim(pk, at=clock())
    if held is None:
        return
    row = NationalFile.objects.select_related("board").get(pk=pk)
    try:
        _read(row, held, clock=clock, today=today)
    except TakenBack:
        log.warning("national file %s was taken back while it was read", pk)
    except NotRead as refused:
        _refuse(held, str(refused), clock=clock, report=row.report)
    except Exception:
        log.exception("national file %s could not be read", pk)
        _refuse(held, OUR_FAULT, clock=clock, report=row.report)


def _read(row: NationalFile, held: Held, *, clock: Clock, today: date) -> None:
    as_at = date.fromisoformat(row.report["as_at"]) if row.report.get("as_at") else None
    wanted = wanted_from(row.kind, [row.board], file_name=row.file_name, area=row.area, as_at=as_at)
    path = Path(row.file.path)
    if not path.is_file() or sha256_of(path) != row.sha256:
        raise NotRead("The file that was sent in is no longer there as it was. Send it again.")
    read = read_apart(path, wanted, tell=lambda rows: held.tell(at=clock(), done=rows))
    asked = {"as_at": row.report.get("as_at", "")}
    if read.refused_count:
        cells = "1 cell cannot" if read.refused_count == 1 else f"{read.refused_count} cells cannot"
        refused = {"refused": [list(one) for one in read.refused], "refused_count": read.refused_count}
        _refuse(held, f"{cells} be believed. Nothing was saved.", clock=clock, report=asked | refused)
        return
    edition = _edition(row, read, on=today)
    report = preview(read, edition, on=today)
    answer = asked | {"read": to_json(read), "report": to_json(report)}
    held.finish(state=FileState.READY, at=clock(), done=read.rows_read, total=read.rows_read, report=answer)


def _refuse(held: Held, because: str, *, clock: Clock, report: dict[str, Any]) -> None:
    try:
        held.finish(state=FileState.REFUSED, at=clock(), refused_because=because, report=report)
    except TakenBack:
        log.warning("national file %s was taken back before it was refused", held.pk)


def report_of_upload(row: NationalFile) -> Report | None:
    """What it would change, as it was worked out when it was read."""
    stored = row.report.get("report")
    return from_json(Report, stored) if stored else None


def save_upload(token: UUID, board: Board, *, by, on: date, at: datetime) -> tuple[NationalFile, bool]:
    """Compare once more and write, all or nothing. Of two presses the second finds it saved: then the answer is False."""
    with changes.together():
        row = NationalFile.objects.select_for_update().get(token=token, board=board)
        if row.state == FileState.SAVED:
            return row, False
        if row.state != FileState.READY:
            raise NotNow(f"{row.file_name} cannot be saved now: {FileState(row.state).label.lower()}.")
        read = from_json(ReadFile, row.report["read"])
        report = save(read, _edition(row, read, on=on), by=by, on=on)
        row.state, row.saved_at = FileState.SAVED, at
        row.source = Source.objects.filter(key=report.source).first() if report.source else None
        row.report = {"report": to_json(report)}
        row.save(update_fields=["state", "saved_at", "source", "report"])
    return row, True


def let_go(token: UUID, board: Board) -> NationalFile:
    """Not wanted: nothing was written, and the file itself is not kept."""
    with transaction.atomic():
        row = NationalFile.objects.select_for_update().get(token=token, board=board)
        if row.state == FileState.SAVED:
            raise NotNow(f"{row.file_name} was saved already; what it says is corrected reading by reading.")
        row.state, row.refused_because, row.report = FileState.REFUSED, LET_GO, {}
        row.save(update_fields=["state", "refused_because", "report"])
    row.file.storage.delete(row.file.name or "")
    return row


def _edition(row: NationalFile, read: ReadFile, *, on: date) -> Edition:
    return edition_of(read, file_name=row.file_name, sha256=row.sha256, published=row.published_on, on=on)
