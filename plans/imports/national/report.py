"""What a file was, what was used and left out, and every value it would change: for a page, and for a command to print."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import Missing, NationalMeasure, PracticeMeasure
from plans.models import Discrepancy, Observation, Practice, PracticeReading
from plans.rules.dates import long_date
from plans.rules.words import plain

from .comparing import ADDED, CHANGED, OLDER, SAME, BoardChanges
from .figures import AreaFigure, ReadFile


@dataclass(frozen=True)
class Line:
    """One value: of what, for when, what is known and what the file says."""

    about: str
    what: str
    period: str
    was: str
    becomes: str
    change: str
    note: str = ""


@dataclass(frozen=True)
class BoardReport:
    board: str
    name: str
    area: str
    practices_in_file: int
    practices_new: tuple[str, ...]
    practices_filled: tuple[str, ...]
    practices_missing: tuple[str, ...]
    practices_closed: tuple[str, ...]
    figures: tuple[Line, ...]
    readings: tuple[Line, ...]
    same: int
    older: int
    england: tuple[str, ...]
    found: tuple[str, ...]
    lapsed: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.practices_new or self.practices_filled or self.figures or self.readings)

    @property
    def added(self) -> int:
        return sum(one.change == ADDED for one in (*self.figures, *self.readings))

    @property
    def changed(self) -> int:
        return sum(one.change == CHANGED for one in (*self.figures, *self.readings))


@dataclass(frozen=True)
class Report:
    """The whole of it. `source` is the key of the Source under which the figures stand, once they are saved."""

    kind: str
    title: str
    said_on: date
    said_because: str
    rows_read: int
    rows_used: int
    left_out: tuple[tuple[str, int], ...]
    remarks: tuple[str, ...]
    boards: tuple[BoardReport, ...]
    source: str = ""

    @property
    def is_empty(self) -> bool:
        return all(board.is_empty for board in self.boards)

    @property
    def values(self) -> int:
        """Readings to be written."""
        return sum(board.added + board.changed for board in self.boards)


def board_report(changes: BoardChanges, found: Iterable[Discrepancy], lapsed: Iterable[Discrepancy]) -> BoardReport:
    new = [one.practice for one in changes.practices if not one.fills]
    written = [one.change for one in changes.readings] + [one.change for one in changes.observations]
    return BoardReport(
        board=changes.board.key,
        name=changes.board.short or changes.board.name,
        area=changes.area,
        practices_in_file=len({id(one.row.practice) for one in changes.readings}),
        practices_new=tuple(_named(one) for one in new),
        practices_filled=tuple(
            f"{_named(one.practice)}: {', '.join(one.fills)}" for one in changes.practices if one.fills
        ),
        practices_missing=tuple(_named(one) for one in changes.not_in_file),
        practices_closed=tuple(
            f"{_named(one)}, closed on {long_date(one.closed_on)}" for one in changes.closed_but_there if one.closed_on
        ),
        figures=tuple(
            _figure_line(o.row, o.was, o.change) for o in changes.observations if o.change in (ADDED, CHANGED)
        ),
        readings=tuple(_reading_line(o.row, o.was, o.change) for o in changes.readings if o.change in (ADDED, CHANGED)),
        same=written.count(SAME),
        older=written.count(OLDER),
        england=tuple(_england_line(one) for one in changes.england if one.measure != NationalMeasure.FINGERTIPS),
        found=tuple(one.title for one in found),
        lapsed=tuple(one.title for one in lapsed),
        remarks=tuple(changes.remarks),
    )


def report_of(read: ReadFile, edition, boards: Iterable[BoardReport], *, source: str = "") -> Report:
    return Report(
        kind=read.kind,
        title=read.title,
        said_on=edition.said_on,
        said_because=edition.because,
        rows_read=read.rows_read,
        rows_used=read.rows_used,
        left_out=read.left_out,
        remarks=read.remarks,
        boards=tuple(boards),
        source=source,
    )


# --- Values in words --------------------------------------------------------------------------------------------------


def _named(practice: Practice) -> str:
    code = practice.ods_code or practice.cqc_location or ""
    return f"{practice.name} ({code})" if code else practice.name


def _figure_line(row: Observation, was: Observation | None, change: str) -> Line:
    about = row.indicator.title + (f", {row.comparator.name}" if row.comparator else "")
    period = row.period_words or _period(row.period_start, row.period_end)
    return Line(about, "", period, _observed(was) if was else "", _observed(row), change, row.note)


def _observed(row: Observation) -> str:
    stated: Decimal | None = row.value
    if stated is not None:
        return _number(stated) + ("%" if row.indicator.unit == "%" or row.indicator.is_percentage else "")
    parts = f"{_number(row.numerator)} of {_number(row.denominator)}"
    if row.is_ratio:
        each = plain(round(_divided(row.numerator, row.denominator)))
        return f"{each} ({_number(row.numerator)} for {_number(row.denominator)})"
    return f"{parts} ({_share(row.numerator, row.denominator)})"


def _reading_line(row: PracticeReading, was: PracticeReading | None, change: str) -> Line:
    what = PracticeMeasure(row.measure).label
    period = _period(row.period_start, row.period_end)
    return Line(_named(row.practice), what, period, _read(was) if was else "", _read(row), change)


def _read(row: PracticeReading) -> str:
    if row.category:
        return row.category + (f", published {long_date(row.rated_on)}" if row.rated_on else "")
    if row.missing:
        return Missing(row.missing).label
    if row.measure.startswith("gp_"):
        each = plain(round(_divided(row.numerator, row.denominator)))
        return f"{each} ({_number(row.numerator)} for {_number(row.denominator)})"
    return f"{_number(row.numerator)} of {_number(row.denominator)} ({_share(row.numerator, row.denominator)})"


def _england_line(figure: AreaFigure) -> str:
    what = NationalMeasure(figure.measure).label
    if figure.value is not None:
        return f"{what}: {_number(figure.value)}"
    if figure.is_ratio:
        return f"{what}: {plain(round(_divided(figure.numerator, figure.denominator)))}"
    share = _share(figure.numerator, figure.denominator)
    return f"{what}: {_number(figure.numerator)} of {_number(figure.denominator)} ({share})"


def _period(start: date | None, end: date) -> str:
    return f"{long_date(start)} to {long_date(end)}" if start else long_date(end)


def _divided(part: Decimal | None, whole: Decimal | None) -> Decimal:
    return Decimal(0) if part is None or not whole else Decimal(part) / Decimal(whole)


def _share(part: Decimal | None, whole: Decimal | None) -> str:
    return f"{100 * _divided(part, whole):.1f}%"


def _number(number: Decimal | None) -> str:
    return "none" if number is None else plain(number)


# --- As a command prints it -------------------------------------------------------------------------------------------

SHOWN = 20


def printed(report: Report) -> Iterator[str]:
    """The report, line by line. Long lists are cut, and say so."""
    published = (
        f"between its period and {long_date(report.said_on)}" if report.said_because else long_date(report.said_on)
    )
    yield f"{report.title}; published {published}."
    yield f"{report.rows_read:,} rows read, {report.rows_used:,} used."
    for why, count in report.left_out:
        yield f"  left out: {count:,} - {why}"
    yield from (f"  {remark}" for remark in report.remarks)
    for board in report.boards:
        yield from _printed_board(board)


def _printed_board(board: BoardReport) -> Iterator[str]:
    yield f"{board.name} ({board.board}); area in the file: {board.area}."
    yield from (f"  {remark}" for remark in board.remarks)
    for heading, lines in (
        ("practices new here", board.practices_new),
        ("practices of which more is known now", board.practices_filled),
        ("practices not in this file (nothing is written of them)", board.practices_missing),
        ("practices recorded here as closed, and in this file", board.practices_closed),
    ):
        yield from _listed(heading, lines, str)
    yield from _listed("figures of the area", board.figures, _printed_line)
    yield from _listed("figures of practices", board.readings, _printed_line)
    yield from _listed("England, from the same file", board.england, str)
    yield from _listed("contradictions this raises", board.found, str)
    yield from _listed("contradictions this ends", board.lapsed, str)
    values = f"{board.added:,} added, {board.changed:,} changed, {board.same:,} the same"
    yield f"  values: {values}, {board.older:,} of an older edition."


def _printed_line(line: Line) -> str:
    what = f", {line.what}" if line.what else ""
    value = f"{line.was} -> {line.becomes}" if line.was else line.becomes
    return f"{line.change}: {line.about}{what}, {line.period}: {value}"


def _listed(heading: str, lines: tuple, say: Callable) -> Iterator[str]:
    if not lines:
        return
    yield f"  {heading}: {len(lines):,}"
    yield from (f"    {say(one)}" for one in lines[:SHOWN])
    if len(lines) > SHOWN:
        yield f"    and {len(lines) - SHOWN:,} more"
