"""The CQC's latest ratings: one row for each location, service and domain, of which the overall rating is kept.

A practice is counted once, by its ODS code, also where it is registered at two locations.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import Missing, NationalMeasure, PracticeMeasure
from plans.rules.dates import long_date

from .areas import Areas
from .cells import day
from .figures import AreaFigure, BoardFigures, PracticeFigure, PracticeRow, ReadFile, Wanted
from .limits import NotRead
from .names import day_in_name
from .ods import Formula
from .tables import Table

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
NOT_RATED = (
    "Insufficient evidence to rate",
    "Inspected but not rated",
    "Not rated",
    "No published rating",
    "No approved rating",
    "Not yet inspected",
    "Not applicable",
    "Not formally rated",
    "Under appeal",
    "",
)
KNOWN = {word.casefold(): word for word in (*RATINGS, *NOT_RATED)}
WHOLE_COUNTRY = 100  # local authorities; there are about 150 that answer for social care
MEASURES = {
    "Outstanding": NationalMeasure.CQC_OUTSTANDING,
    "Good": NationalMeasure.CQC_GOOD,
    "Requires improvement": NationalMeasure.CQC_REQUIRES_IMPROVEMENT,
    "Inadequate": NationalMeasure.CQC_INADEQUATE,
}


@dataclass(frozen=True)
class Rated:
    """One practice's overall rating, and the row it stands in."""

    row: int
    location: str
    ods: str
    name: str
    rating: str
    rated_on: date | None
    inherited: bool
    boards: tuple[int, ...]


def read(table: Table, wanted: Wanted) -> ReadFile:
    as_at = wanted.as_at or day_in_name(wanted.file_name) or day_in_name(table.inside)
    if as_at is None:
        raise NotRead(
            "Neither the file's name nor its rows say on which day these ratings were published. Say which (as at), "
            "or give the file its published name, such as 01_March_2026_Latest_ratings.ods."
        )
    areas, out = Areas(wanted.boards), Counter[str]()
    found: dict[str, Rated] = {}
    authorities: set[str] = set()
    categories: Counter[str] = Counter()
    used = gp_rows = 0
    at = table.places
    category, service, domain = at["category"], at["service"], at["domain"]
    for row, cells in table.rows():
        kind = cells[category].strip()
        categories[kind] += 1
        if kind.casefold() not in ("gp practices", "gp practice"):
            out["not a GP practice, by its primary inspection category"] += 1
            continue
        gp_rows += 1
        if cells[service].strip().casefold() != "overall" or cells[domain].strip().casefold() != "overall":
            out["a rating of one service or one domain, not the overall rating"] += 1
            continue
        boards = areas.of(cells[at["authority"]])
        authorities.add(cells[at["authority"]].strip().casefold())
        one = _rated(table, row, cells, boards)
        if one is None:
            continue
        if one.rated_on and one.rated_on > as_at:
            table.refuse(
                row, "rated_on", f"{long_date(one.rated_on)} is after {long_date(as_at)}, the day of the file."
            )
        _keep(table, found, one, out)
        used += 1
    if not gp_rows:
        most = ", ".join(f"“{name[:40]}” ({count:,})" for name, count in categories.most_common(4))
        raise NotRead(f"No row has “GP Practices” as its primary inspection category. The most frequent are: {most}.")
    if not used and not table.refusals.count:
        raise NotRead("No GP practice has a row with “Overall” both as its service and as its domain.")
    areas.refuse_if_none()
    others = sum(not one.boards for one in found.values())
    if others:
        out["a practice of another area, used for the figure of England alone"] = others
    whole = len(authorities) >= WHOLE_COUNTRY
    england = _figures(list(found.values()), as_at) if whole else ()
    boards_found = tuple(_board(wanted, at, areas, found, as_at, england) for at in sorted(areas.words))
    return ReadFile(
        kind=wanted.kind,
        title=f"CQC latest ratings, {long_date(as_at)}",
        rows_read=table.read,
        rows_used=used,
        left_out=tuple(out.items()),
        remarks=() if whole else ("No figure of England: the file does not hold the whole country.",),
        boards=boards_found,
        said_on=as_at,
        said_because="" if day_in_name(wanted.file_name) == as_at else "The day that was given with the file.",
    )


def _rated(table: Table, row: int, cells: list[str], boards: tuple[int, ...]) -> Rated | None:
    at = table.places
    word = cells[at["rating"]]
    rating = KNOWN.get(" ".join(word.split()).casefold())
    if isinstance(word, Formula):
        table.refuse(row, "rating", "this is a formula. Formulas are not read; a published file holds words.")
        return None
    if rating is None:
        table.refuse(row, "rating", f"“{word.strip()[:40]}” is no rating of the CQC. They are: {', '.join(RATINGS)}.")
        return None
    location = cells[at["location"]].strip()
    if not location:
        table.refuse(row, "location", "nothing stands here; the practice cannot be told.")
        return None
    ods = cells[at["ods"]].strip().upper() if table.has("ods") else ""
    rated_on = None
    if rating in RATINGS:
        rated_on = table.cell(row, cells, "rated_on", day)
    inherited = table.has("inherited") and cells[at["inherited"]].strip().casefold() in ("y", "yes")
    ods = "" if ods in ("-", "N/A", "NULL") else ods
    return Rated(row, location, ods, cells[at["name"]].strip(), rating, rated_on, inherited, boards)


def _keep(table: Table, found: dict[str, Rated], one: Rated, out: Counter[str]) -> None:
    """Of two rows for one practice the later rating speaks; two of one day that differ are refused."""
    key = one.ods or one.location
    before = found.get(key)
    if before is None:
        found[key] = one
        return
    out["a second row of a practice, of which the later rating was taken"] += 1
    if (before.rated_on, before.rating) == (one.rated_on, one.rating):
        return
    if before.rated_on == one.rated_on:
        table.refuse(
            one.row,
            "rating",
            f"“{one.rating}” here and “{before.rating}” in row {before.row:,}, of one practice and day.",
        )
    elif (one.rated_on or date.min) > (before.rated_on or date.min):
        found[key] = one


def _board(
    wanted: Wanted, at: int, areas: Areas, found: dict[str, Rated], as_at: date, england: tuple[AreaFigure, ...]
) -> BoardFigures:
    ours = sorted(
        (one for one in found.values() if at in one.boards), key=lambda one: (one.name.casefold(), one.location)
    )
    readings = []
    for place, one in enumerate(ours):
        rated = one.rating in RATINGS
        notes = [f"row {one.row:,}"] + ["inherited rating"] * one.inherited + ([one.rating] if not rated else [])
        readings.append(
            PracticeFigure(
                practice=place,
                measure=PracticeMeasure.CQC_RATING,
                period_end=as_at,
                category=one.rating if rated else "",
                rated_on=one.rated_on,
                missing="" if rated else Missing.NOT_RATED,
                locator=", ".join(filter(None, notes)),
            )
        )
    words = Counter(one.rating or "no word at all" for one in ours if one.rating not in RATINGS)
    remarks = [f"{count} of {len(ours)} not rated: “{word}”." for word, count in words.items()]
    if inherited := sum(one.inherited for one in ours):
        remarks.append(f"{inherited} of {len(ours)} ratings inherited from an earlier registration.")
    return BoardFigures(
        board=wanted.boards[at].key,
        area=areas.area_of(at),
        practices=tuple(PracticeRow(one.name, one.ods, one.location) for one in ours),
        readings=tuple(readings),
        figures=_figures(ours, as_at),
        england=england,
        remarks=tuple(remarks),
    )


def _figures(practices: list[Rated], as_at: date) -> tuple[AreaFigure, ...]:
    """How many practices there are, how many are rated, and of those how many are rated what."""
    rated = [one for one in practices if one.rating in RATINGS]
    inherited = sum(one.inherited for one in rated)
    carried = f" {inherited} of the ratings are inherited from an earlier registration." if inherited else ""
    count, unrated = Decimal(len(practices)), len(practices) - len(rated)
    figures = [
        AreaFigure(
            NationalMeasure.CQC_PRACTICES,
            as_at,
            value=count,
            note="Practices in the file of latest ratings, once each; one that was never inspected may not be in it.",
        )
    ]
    if practices:
        figures.append(
            AreaFigure(
                NationalMeasure.CQC_RATED,
                as_at,
                numerator=Decimal(len(rated)),
                denominator=count,
                of_what="practices in the file of latest ratings",
                note=f"Worked out from {len(practices)} practices, {unrated} of them without a rating.{carried}",
            )
        )
    for rating, measure in MEASURES.items():
        if rated:
            of_it = Decimal(sum(one.rating == rating for one in rated))
            said = f"Worked out from {len(rated)} practices with an overall rating, {unrated} left out.{carried}"
            figures.append(
                AreaFigure(
                    measure,
                    as_at,
                    numerator=of_it,
                    denominator=Decimal(len(rated)),
                    of_what="practices with an overall rating",
                    note=said,
                )
            )
    return tuple(figures)
