"""Columns of a PDF: the cells of a table whose lines run on, and the column beside the minutes that says who is to act."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_OWNED = re.compile(
    r"(?:actions?(?: by| owner| for| lead)?|owner|lead|by whom|who|responsible|responsibility)s?\s*:?", re.I
)
_SAID = re.compile(
    r"(?:discussion|items?|minutes?|subject|matter|details?|agenda item|notes?|summary|no\.?|ref\.?)", re.I
)
_NAMES = re.compile(r"[A-Z]{2,4}|All|ALL|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}")


@dataclass(slots=True)
class Run:
    """A piece of text with its place on the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False


@dataclass(slots=True)
class Row:
    text: str
    gap: bool = False
    bold: bool = False
    runs: list[Run] = field(default_factory=list)
    height: float = 0.0


def rows_without_owners(pages: list[list[Row]], text_of: Callable[[list[Run], float], str]) -> Iterator[Row]:
    """Every row; what stands in a column headed "Action by" follows the paragraph it stands beside, as "Action: ..."."""
    edge: float | None = None
    waiting: list[str] = []
    titled = False  # the owner stands beside a title of one line: what is to be done stands below it
    for page in pages:
        for row in whole_cells(page):
            head = _owners_edge(row)
            if head is not None:
                edge = head
                continue
            if edge is None:
                yield row
                continue
            said = [run for run in row.runs if run.left < edge - 4]
            beside = [run for run in row.runs if run.left >= edge - 4]
            if row.gap and waiting and not titled:
                yield _action(waiting)
                waiting = []
            titled = bool(row.gap and beside and not waiting and said and len(row.text) < 70)
            if beside:
                waiting.append(" ".join(run.text.strip() for run in beside))
            if said:
                yield Row(text_of(said, row.height), row.gap, all(run.bold for run in said), said, row.height)
    if waiting:
        yield _action(waiting)


def _owners_edge(row: Row) -> float | None:
    """Where the column begins, if this row is the head of such a table: "Item   Minutes   Action by"."""
    cells = row.text.split("\t")
    if (
        len(cells) < 2
        or not _OWNED.fullmatch(cells[-1].strip())
        or not all(_SAID.fullmatch(word) for word in cells[-2].split())
    ):
        return None
    return next((run.left for run in row.runs if run.text.strip() and cells[-1].startswith(run.text.strip()[:4])), None)


def _action(words: list[str]) -> Row:
    each = all(_NAMES.fullmatch(word.strip(" ,&/")) for word in words)
    return Row(f"Action: {(', ' if each else ' ').join(word.strip(' ,') for word in words)}")


def whole_cells(page: list[Row]) -> list[Row]:
    """A row of a table whose cells run on to a second line is one row."""
    made: list[Row] = []
    for row in page:
        cells, before = row.text.split("\t"), made[-1].text.split("\t") if made else []
        runs_on = cells[0][:1] == "(" or cells[0][:1].islower()
        if not row.gap and len(cells) == len(before) > 1 and runs_on:
            text = "\t".join(f"{one} {more}" for one, more in zip(before, cells, strict=True))
            made[-1] = Row(text, made[-1].gap, made[-1].bold, made[-1].runs, row.height)
        elif not row.gap and len(before) > 1 and len(cells) == 1 and row.text.startswith("("):
            text = "\t".join([f"{before[0]} {row.text}", *before[1:]])  # initials under a name
            made[-1] = Row(text, made[-1].gap, made[-1].bold, made[-1].runs, row.height)
        elif not row.gap and len(before) == 2 and len(cells) == 1 and _under_last(made[-1], row):
            made[-1] = Row(f"{made[-1].text} {row.text}", made[-1].gap, made[-1].bold, made[-1].runs, row.height)
        else:
            made.append(row)
    return made


def _under_last(above: Row, row: Row) -> bool:
    """Whether a line stands right under the second of two columns, with nothing under the first."""
    if not above.runs or not row.runs or not above.runs[-1].text.strip():
        return False
    second = max(run.left for run in above.runs)
    return abs(row.runs[0].left - second) < 3 and row.runs[0].left > above.runs[0].left + 30
