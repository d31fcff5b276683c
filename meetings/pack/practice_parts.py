"""The appendix of practices: what the national files had said of each by the day of the pack, as the page of them shows it."""

from datetime import date

from meetings.pack.appendix_contents import PracticeFacts, PracticesPart, PracticeSum
from meetings.pack.plan_contents import Mark
from meetings.pack.wording import NONE, capital, cited
from plans.enums import CqcRating
from plans.models import Board
from plans.pages.practice_columns import Column
from plans.pages.practices import Cell, Row, in_order, lead_sentence, practice_table
from plans.practices import practices_of
from plans.snapshot import take_evidence
from plans.tree import StrategySnapshot

WIDTH = {"I": " one", "RI": " two"}
"""Letters that are not as wide as those of a status: the style sheet moves them."""
SAID = {"Patients per GP": ("{} patients per GP", "{}"), "Health checks": ("{} had a check", "{} people")}
"""A figure and its parts, under these heads, with the words that say what they are."""


def practices_part(board: Board, snapshot: StrategySnapshot | None, as_at: date) -> PracticesPart | None:
    """None for a board of whose practices no file has been read in."""
    practices = practices_of(board, as_at=as_at)
    if not practices.has_readings:
        return None
    table = practice_table(practices, snapshot or take_evidence(board, as_at=as_at))
    rows = in_order(table.rows, "rating", table.gps)
    return PracticesPart(
        lead=lead_sentence(table),
        marks=tuple(rating_mark(rating) for rating in CqcRating),
        sums=tuple(_sum(column) for column in table.columns if column.day),
        rows=tuple(_facts(row) for row in rows),
    )


def rating_mark(rating: CqcRating, because: str = "") -> Mark:
    """The shapes are those of a status; the letters are its own."""
    return Mark(f"{rating.value.upper()}{WIDTH.get(rating.letter, '')}", rating.letter, rating.label, because)


def _sum(column: Column) -> PracticeSum:
    shown, detail = SAID.get(column.heading, ("{}", "{}"))
    told = [f"{capital(column.definition)}, {column.when}.", column.counted, column.remark]
    return PracticeSum(
        heading=column.heading,
        shown=shown.format(column.shown) if column.shown else NONE,
        detail=detail.format(column.detail) if column.detail else "",
        england=column.england or "Not on record",
        note=" ".join(part for part in told if part),
        source=cited(column.citation),
    )


def _facts(row: Row) -> PracticeFacts:
    line = row.line
    place = ", ".join(dict.fromkeys(part for part in (line.place, line.locality) if part))
    rating = row.rating
    because = " ".join(part for part in (capital(rating.detail), _source(rating)) if part)
    mark = (
        rating_mark(rating.rating, because)
        if rating.rating
        else Mark("N", NONE, rating.shown or rating.missing, because)
    )
    return PracticeFacts(
        name=line.name,
        about=". ".join(part for part in (place, row.state) if part),
        mark=mark,
        patients=_figure(row.patients),
        gps=_figure(row.gps),
        gps_note=row.gps.detail if row.gps.parts else "",
        checks=_figure(row.checks),
        checks_note=row.checks.detail,
    )


def _figure(cell: Cell) -> str:
    return cell.shown or cell.missing


def _source(cell: Cell) -> str:
    return f"({cited(cell.citation)})" if cell.citation and cell.missing else ""
