"""The CQC's directory: who is registered. It has no ratings and feeds no indicator; it adds and names practices.

Its service types do not tell a GP practice from a walk-in centre or a private doctor, so nothing is counted from it.
"""

import re
from collections import Counter

from plans.rules.dates import long_date

from .areas import Areas
from .cells import BadCell, day
from .figures import BoardFigures, PracticeRow, ReadFile, Wanted
from .limits import NotRead
from .names import day_in_name
from .tables import Table

SERVICE = "doctors/gps"


def read(table: Table, wanted: Wanted) -> ReadFile:
    produced = _produced(table)
    as_at = wanted.as_at or day_in_name(wanted.file_name) or day_in_name(table.inside) or produced
    if as_at is None:
        raise NotRead(
            "Neither the file's name nor its first lines say of which day this directory is. Say which (as at)."
        )
    areas, out = Areas(wanted.boards), Counter[str]()
    at, practices, seen = table.places, dict[int, list[PracticeRow]](), dict[str, int]()
    used = 0
    for row, cells in table.rows():
        services = {part.strip().casefold() for part in re.split(r"[|;,]", cells[at["services"]])}
        if SERVICE not in services:
            out["not registered as “Doctors/Gps”"] += 1
            continue
        boards = areas.of(cells[at["authority"]])
        location = cells[at["location"]].strip()
        if not location:
            table.refuse(row, "location", "nothing stands here; the practice cannot be told.")
            continue
        if cells[at["checked"]].strip():
            table.cell(row, cells, "checked", _checked)
        if not boards:
            out["in another area"] += 1
            continue
        if location in seen:
            out["a second row of one location"] += 1
            continue
        seen[location] = row
        used += 1
        for board in boards:
            practices.setdefault(board, []).append(PracticeRow(cells[at["name"]].strip(), "", location))
    areas.refuse_if_none()
    remark = (
        "A directory has no ratings. Places registered as “Doctors/Gps” are not all GP practices, so none is counted."
    )
    return ReadFile(
        kind=wanted.kind,
        title=f"CQC directory, {long_date(as_at)}",
        rows_read=table.read,
        rows_used=used,
        left_out=tuple(out.items()),
        remarks=(remark,),
        boards=tuple(
            BoardFigures(
                board=wanted.boards[board].key,
                area=areas.area_of(board),
                practices=tuple(
                    sorted(practices.get(board, ()), key=lambda one: (one.name.casefold(), one.cqc_location))
                ),
            )
            for board in sorted(areas.words)
        ),
        said_on=as_at,
    )


def _produced(table: Table):
    """ "This data was produced on 26 August 2026", in the lines above the headings."""
    return next((found for line in table.preamble if (found := day_in_name(line))), None)


def _checked(text: str):
    try:
        return day(text)
    except BadCell:
        if re.fullmatch(r"[A-Za-z /-]+", text.strip()):
            return None  # "Not yet checked"
        raise
