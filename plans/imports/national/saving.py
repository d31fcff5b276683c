"""A file that was read, against what is known: tried out and taken back for a preview, or written."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from plans import changes
from plans.changes.national import Saved, save_national
from plans.models import Board, Discrepancy

from .comparing import ADDED, CHANGED, BoardChanges, compare
from .editions import Edition
from .figures import BoardFigures, ReadFile
from .report import BoardReport, Report, board_report, report_of


class _TakenBack(Exception):
    """Ends a trial: nothing of it stays."""


def preview(read: ReadFile, edition: Edition, *, on: date, tell: Callable[[str], object] = lambda line: None) -> Report:
    """What saving would change, contradictions included: the area's figures are written and taken back."""
    reports = []
    for found in read.boards:
        reports.append(_tried(found, edition, on=on))
        tell(f"{found.board}: compared")
    return report_of(read, edition, reports)


def save(
    read: ReadFile, edition: Edition, *, by, on: date, tell: Callable[[str], object] = lambda line: None
) -> Report:
    """Compares again and writes what differs, all or nothing. A file that says nothing new leaves no Source behind."""
    reports, source = [], ""
    with changes.together():
        for found in read.boards:
            compared = compare(found, Board.objects.get(key=found.board), edition=edition, on=on)
            saved = Saved() if compared.is_empty else _write(compared, by=by, on=on, practices=True)
            source = compared.source.key if not compared.is_empty else source
            reports.append(_reported(compared, saved))
            tell(f"{found.board}: written")
    return report_of(read, edition, reports, source=source)


def _tried(found: BoardFigures, edition: Edition, *, on: date) -> BoardReport:
    report = None
    try:
        with transaction.atomic():
            compared = compare(found, Board.objects.get(key=found.board), edition=edition, on=on)
            saved = Saved() if compared.is_empty else _write(compared, by=None, on=on, practices=False)
            report = _reported(compared, saved)
            raise _TakenBack
    except _TakenBack:
        assert report is not None
        return report


def _write(compared: BoardChanges, *, by, on: date, practices: bool) -> Saved:
    written = (ADDED, CHANGED)
    return save_national(
        compared.board,
        compared.source,
        practices=[one.practice for one in compared.practices] if practices else [],
        readings=[one.row for one in compared.readings if practices and one.change in written],
        observations=[one.row for one in compared.observations if one.change in written],
        by=by,
        on=on,
    )


def _reported(compared: BoardChanges, saved: Saved) -> BoardReport:
    rows = {row.code: row for row in Discrepancy.objects.filter(board=compared.board)}
    found, lapsed = ([rows[code] for code in codes if code in rows] for codes in (saved.found, saved.lapsed))
    return board_report(compared, found, lapsed)
