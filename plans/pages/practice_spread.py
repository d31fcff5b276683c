"""How the practices of an indicator differ: their spread against England, the funnel and its sentence, and where each stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from plans.charts import DESK, Bar, Panel, Place, Point, bars, by_width, dots, funnel, multiples
from plans.enums import CqcRating, PracticeMeasure
from plans.pages.practice_columns import (
    CHECKS,
    RATING,
    Column,
    as_shown,
    checks_column,
    column_source,
    england_on,
    indicator_for,
    rating_column,
    staffing_column,
)
from plans.pages.practices import Cell, cell
from plans.pages.words import count
from plans.practices import PracticeFigure, PracticeLine, Practices, without_repeats
from plans.rules.dates import long_date
from plans.rules.funnel import FunnelKind, Zone, zone
from plans.rules.practices import GPS, funnel_sentences, together, worst_first
from plans.tree import IndicatorLine, StrategySnapshot

PER = Decimal(10000)
YEAR, ABOUT = 365, 20  # days
OF_GPS = {
    Zone.INSIDE: "inside both limits",
    Zone.HIGH_95: "more GPs than the 95% limit",
    Zone.LOW_95: "fewer GPs than the 95% limit",
    Zone.HIGH_998: "more GPs than the 99.8% limit",
    Zone.LOW_998: "fewer GPs than the 99.8% limit",
}
AS_GPS = (
    "Drawn as GPs for each 10,000 patients, because GPs are what is counted: low is few GPs. Across: the patients on the "
    "list, because the figure of a small practice moves more by chance."
)
AS_SHARE = "Across: the people on the register, because the figure of a small practice moves more by chance."


@dataclass(frozen=True)
class Funnel:
    """What a funnel is drawn of: places in its unit, and the figure in the middle."""

    pks: tuple[int, ...]
    """Of the practices, in the order of their places: two practices may have one name."""
    places: tuple[Place, ...]
    zones: tuple[Zone, ...]
    kind: FunnelKind
    per: Decimal
    centre: Decimal
    centre_label: str
    unit: str
    size_words: str

    def place(self, line: PracticeLine) -> Place | None:
        return dict(zip(self.pks, self.places, strict=True)).get(line.pk)

    def of(self, line: PracticeLine) -> Zone:
        return dict(zip(self.pks, self.zones, strict=True)).get(line.pk, Zone.UNKNOWN)


@dataclass(frozen=True)
class SpreadRow:
    """One practice: what the latest file says, how that stands against chance, and what a file of a year before said."""

    line: PracticeLine
    cell: Cell
    against_chance: str
    before: str


@dataclass(frozen=True)
class Spread:
    """What the page of an indicator shows of the practices it is made from."""

    measure: PracticeMeasure
    practices: int
    column: Column
    rows: tuple[SpreadRow, ...]
    picture: SafeString | str
    funnel: SafeString | str
    funnel_note: str
    funnel_words: tuple[str, ...]
    panels: SafeString | str

    @property
    def is_rating(self) -> bool:
        return self.measure is RATING

    @property
    def restarts(self) -> bool:
        return self.measure is CHECKS


def measure_of(line: IndicatorLine) -> PracticeMeasure | None:
    """The measure of practices that an indicator is made from; None where it is an area figure of its own."""
    if line.fed_by.startswith("cqc_"):
        return RATING
    return PracticeMeasure(line.fed_by) if line.fed_by in (*GPS, CHECKS) else None


def spread(line: IndicatorLine, practices: Practices, snapshot: StrategySnapshot) -> Spread | None:
    """`practices` with every figure of the measure. None where no file is on record."""
    measure = measure_of(line)
    if measure is None or practices.day_of(measure) is None:
        return None
    usual = column_source(practices, measure)
    found = [
        (one, cell(practices, one, measure, usual)) for one in practices.lines if not _is_gone(practices, one, measure)
    ]
    missing = Counter(said.kind for _, said in found if said.kind)
    if measure is RATING:
        return _of_ratings(line, practices, found, missing, snapshot)
    drawn = funnel_of(practices, measure, snapshot)
    rows = sorted(found, key=lambda pair: (*worst_first(pair[1].value, measure), pair[0].name.casefold()))
    parts = [said.parts for _, said in found if said.parts]
    make = checks_column if measure is CHECKS else staffing_column
    arguments = (snapshot,) if measure is CHECKS else (measure, snapshot)
    return Spread(
        measure=measure,
        practices=len(parts),
        column=make(practices, parts, missing, *arguments),
        rows=tuple(_spread_row(one, said, measure, drawn) for one, said in rows),
        picture=_dots(line, practices, measure, snapshot, found),
        funnel=funnel_picture(drawn, key=f"funnel-{line.key}", title=f"{line.title}: practices by size")
        if drawn
        else "",
        funnel_note=AS_GPS if measure in GPS else AS_SHARE,
        funnel_words=funnel_sentences([(p.label, z) for p, z in zip(drawn.places, drawn.zones, strict=True)])
        if drawn
        else (),
        panels=_panels(line, practices, measure, snapshot, [one for one, _ in rows]),
    )


def _is_gone(practices: Practices, line: PracticeLine, measure: PracticeMeasure) -> bool:
    return practices.is_closed(line) and practices.present(line, measure) is None


def _of_ratings(line, practices, found, missing, snapshot) -> Spread:
    rated = Counter(said.rating for _, said in found if said.rating)
    rows = [(rating, rated[rating]) for rating in CqcRating]
    picture = by_width(
        lambda theme, key: bars(
            [Bar(rating.label, Decimal(n), count(n, "practice")) for rating, n in rows], key=key, theme=theme,
            title=f"{line.title}: practices by rating",
        ),
        DESK,
        key=f"ratings-{line.key}",
    )  # fmt: skip
    last = len(CqcRating)
    worst = sorted(found, key=lambda pair: (pair[1].rating.order if pair[1].rating else last, pair[0].name.casefold()))
    return Spread(
        RATING, sum(rated.values()), rating_column(practices, rated, missing, snapshot),
        tuple(SpreadRow(one, said, "", "") for one, said in worst), picture, "", "", (), "",
    )  # fmt: skip


# --- The funnel -------------------------------------------------------------------------------------------------------


def funnel_of(practices: Practices, measure: PracticeMeasure, snapshot: StrategySnapshot) -> Funnel | None:
    """Around England where its figure for the day is on record, else around the area's own. None without any figure."""
    held = [(line, figure) for line in practices.lines if (figure := practices.present(line, measure)) and figure.parts]
    total = together((figure.parts for _, figure in held if figure.parts), measure)
    if total is None or total.value <= 0:
        return None
    england = england_on(indicator_for(measure, snapshot), practices.day_of(measure))
    has_england = england is not None and england.value > 0
    middle = england.value if england and has_england else total.value
    kind, per = (FunnelKind.RATE, PER) if measure in GPS else (FunnelKind.SHARE, Decimal(100))
    centre = PER / middle if measure in GPS else min(middle, Decimal(100))
    places = tuple(_place(line, figure, measure) for line, figure in held)
    return Funnel(
        pks=tuple(line.pk for line, _ in held),
        places=places,
        zones=tuple(zone(p.value, p.size, centre=centre, per=per, kind=kind) for p in places),
        kind=kind,
        per=per,
        centre=centre,
        centre_label=f"{'England' if has_england else 'The area'} {centre:.1f}{'' if measure in GPS else '%'}",
        unit="GPs for each 10,000 patients" if measure in GPS else "%",
        size_words="patients on the list" if measure in GPS else "people on the register",
    )


def _place(line: PracticeLine, figure: PracticeFigure, measure: PracticeMeasure) -> Place:
    numerator, denominator = figure.parts or (Decimal(0), Decimal(1))
    if measure in GPS:
        value = denominator * PER / numerator if numerator else None
        return Place(line.name, value, numerator, text=f"{value:.1f}" if value is not None else "")
    value = numerator * 100 / denominator
    return Place(line.name, value, denominator, text=as_shown(figure.value or Decimal(0), measure))


def funnel_picture(drawn: Funnel, *, key: str, title: str, marked: Place | None = None) -> SafeString | str:
    """`marked` is the one place that is circled and named; without it, those that lie far outside are named."""

    def draw(theme, name):
        return funnel(
            drawn.places, key=name, title=title, unit=drawn.unit, size_words=drawn.size_words, centre=drawn.centre,
            centre_label=drawn.centre_label, kind=drawn.kind, per=drawn.per, marked=marked, theme=theme,
        )  # fmt: skip

    return by_width(draw, DESK, key=key)


def against_chance(found: Zone, measure: PracticeMeasure) -> str:
    if found is Zone.UNKNOWN:
        return ""
    return OF_GPS[found] if measure in GPS else found.value


# --- The spread -------------------------------------------------------------------------------------------------------


def _spread_row(line: PracticeLine, said: Cell, measure: PracticeMeasure, drawn: Funnel | None) -> SpreadRow:
    return SpreadRow(line, said, against_chance(drawn.of(line), measure) if drawn else "", _year_before(line, measure))


def _dots(line, practices, measure, snapshot, found) -> SafeString | str:
    england = england_on(indicator_for(measure, snapshot), practices.day_of(measure))
    total = together((said.parts for _, said in found if said.parts), measure)
    places = [Place(one.name, said.value, None, text=said.shown, why=said.missing) for one, said in found]

    def draw(theme, key):
        return dots(
            places, key=key, title=f"{line.title}: each practice", unit="patients per GP" if measure in GPS else "%",
            centre=england.value if england else None, centre_label=f"England {england.shown}" if england else "",
            own=total.value if total else None, theme=theme,
            own_label=f"All together {as_shown(total.value, measure)}" if total else "",
        )  # fmt: skip

    return by_width(draw, DESK, key=f"dots-{line.key}")


def _panels(line, practices, measure, snapshot, in_order: Sequence[PracticeLine]) -> SafeString | str:
    """Each practice over time, the worst first. Checks begin again each April, so no line crosses it."""
    panels = [Panel(one.name, points_of(one, measure)) for one in in_order]
    if max((len(panel.points) for panel in panels), default=0) < 2:
        return ""
    england = None if measure is CHECKS else england_on(indicator_for(measure, snapshot), practices.day_of(measure))
    return multiples(
        panels, key=f"panels-{line.key}", title=f"{line.title}: each practice over time",
        unit="patients per GP" if measure in GPS else "%", level=england.value if england else None,
        level_label=f"England {england.shown}" if england else "", theme=replace(DESK, width=DESK.wide),
    )  # fmt: skip


def points_of(line: PracticeLine, measure: PracticeMeasure) -> tuple[Point, ...]:
    """One for each period; a gap where there is no figure."""
    points: list[Point] = []
    before: date | None = None
    for figure in without_repeats(f for f in line.figures if f.measure is measure):
        begins_anew = measure is CHECKS and before is not None and figure.period_start != before
        shown = as_shown(figure.value, measure) if figure.value is not None else ""
        points.append(
            Point(figure.period_end, figure.value, long_date(figure.period_end), break_before=begins_anew, text=shown)
        )
        before = figure.period_start
    return tuple(points)


def _year_before(line: PracticeLine, measure: PracticeMeasure) -> str:
    """The figure for the same part of the year before: what was counted since April is set against nothing else."""
    last = line.figure(measure)
    for figure in without_repeats(f for f in line.figures if f.measure is measure):
        if last and figure.value is not None and abs((last.period_end - figure.period_end).days - YEAR) <= ABOUT:
            return f"{as_shown(figure.value, measure)} on {long_date(figure.period_end)}"
    return ""
