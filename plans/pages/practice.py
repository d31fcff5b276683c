"""One practice: its ratings, its GPs and its health checks over time, each with its source, and how it stands against chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from plans.charts import DESK, Bar, Other, Point, bars, by_width, trend
from plans.enums import PracticeMeasure
from plans.pages.practice_columns import CHECKS, RATING, as_shown, england_on, indicator_for, usual_definition
from plans.pages.practice_spread import AS_GPS, AS_SHARE, against_chance, funnel_of, funnel_picture, points_of
from plans.pages.practices import Cell, figure_cell, state_of
from plans.pages.words import capital, count
from plans.practices import PracticeFigure, PracticeLine, Practices, without_repeats
from plans.rules.dates import long_date
from plans.rules.funnel import Zone
from plans.rules.indicators import TOO_FEW_FOR_A_LINE
from plans.rules.practices import DEFINED, GPS, is_share, worst_first
from plans.rules.words import plain
from plans.tree import Citation, IndicatorLine, StrategySnapshot

A_YEAR = 360  # days; a period of fewer is part of a year


@dataclass(frozen=True)
class Rated:
    """One rating, for as long as the files gave it. `span` names the first and the last of them."""

    cell: Cell
    span: str
    citation: Citation


@dataclass(frozen=True)
class PeriodRow:
    """What one file says for one period; `cells` by measure, in the order of the headings."""

    period: str
    patients: str
    cells: tuple[Cell, ...]
    england: str
    citation: Citation


@dataclass(frozen=True)
class PracticePage:
    """Everything the page of one practice says."""

    line: PracticeLine
    state: str
    lead: str
    ratings: tuple[Rated, ...]
    left_out: str
    usual: PracticeMeasure
    definitions: tuple[str, ...]
    own_definition: str
    staffing: tuple[PeriodRow, ...]
    staffing_chart: SafeString | str
    staffing_words: str
    staffing_funnel: SafeString | str
    checks: tuple[PeriodRow, ...]
    checks_chart: SafeString | str
    checks_words: str
    checks_funnel: SafeString | str
    staffing_indicator: IndicatorLine | None
    checks_indicator: IndicatorLine | None
    staffing_funnel_note: str = AS_GPS
    checks_funnel_note: str = AS_SHARE


def practice_page(line: PracticeLine, practices: Practices, snapshot: StrategySnapshot) -> PracticePage:
    """`line` holds every figure; `practices`, all of the board with their latest, are what it is set among."""
    figures = without_repeats(line.figures)
    gps = usual_definition(snapshot)
    return PracticePage(
        line=line,
        state=state_of(line),
        lead=_lead(line, practices, gps),
        ratings=tuple(_rated(f for f in figures if f.measure is RATING)),
        left_out=_left_out(line, practices),
        usual=gps,
        definitions=tuple(DEFINED[measure] for measure in GPS),
        own_definition=DEFINED[gps],
        staffing=_periods(figures, GPS, indicator_for(gps, snapshot)),
        staffing_chart=_staffing_chart(line, gps, indicator_for(gps, snapshot)),
        staffing_words=among_others(line, practices, gps, snapshot),
        staffing_funnel=_funnel(line, practices, gps, snapshot),
        checks=_periods(figures, (CHECKS,), indicator_for(CHECKS, snapshot)),
        checks_chart=_checks_chart(line, figures),
        checks_words=among_others(line, practices, CHECKS, snapshot),
        checks_funnel=_funnel(line, practices, CHECKS, snapshot),
        staffing_indicator=indicator_for(gps, snapshot),
        checks_indicator=indicator_for(CHECKS, snapshot),
    )


def _lead(line: PracticeLine, practices: Practices, gps: PracticeMeasure) -> str:
    rated, staffed = practices.present(line, RATING), practices.present(line, gps)
    said = []
    if rated and rated.category:
        when = f", published {long_date(rated.rated_on)}" if rated.rated_on else ""
        said.append(f"Rated {rated.category} by the CQC{when}.")
    elif rated:
        said.append("Not rated by the CQC.")
    if staffed and staffed.value is not None and staffed.numerator is not None:
        said.append(
            f"{staffed.numerator:,.0f} patients on {long_date(staffed.period_end)}, "
            f"{as_shown(staffed.value, gps)} for each full-time-equivalent GP."
        )
    elif line.list_size is not None:
        said.append(f"{line.list_size:,} patients.")
    return " ".join(said)


# --- Ratings ----------------------------------------------------------------------------------------------------------


def _rated(figures: Iterable[PracticeFigure]) -> list[Rated]:
    """Files that say the same one after the other are one row; the latest first."""
    runs: list[list[PracticeFigure]] = []
    for figure in figures:
        told = (figure.category, figure.rated_on, figure.missing)
        if runs and (runs[-1][-1].category, runs[-1][-1].rated_on, runs[-1][-1].missing) == told:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [Rated(figure_cell(run[-1]), _span(run), run[-1].citation) for run in reversed(runs)]


def _span(run: Sequence[PracticeFigure]) -> str:
    if len(run) == 1:
        return f"in the file of {long_date(run[0].period_end)}"
    return f"in {count(len(run), 'file')}, {long_date(run[0].period_end)} to {long_date(run[-1].period_end)}"


def _left_out(line: PracticeLine, practices: Practices) -> str:
    """A rating that the latest file no longer gives is said to be an earlier one."""
    day = practices.day_of(RATING)
    if day is None or practices.present(line, RATING) or practices.is_closed(line):
        return ""
    return f"The file of {long_date(day)} has no row for this practice. It may have registered anew, or not yet."


# --- Figures over time ------------------------------------------------------------------------------------------------


def _periods(
    figures: Sequence[PracticeFigure], measures: Sequence[PracticeMeasure], indicator: IndicatorLine | None
) -> tuple[PeriodRow, ...]:
    by_day: dict[date, dict[PracticeMeasure, PracticeFigure]] = {}
    for figure in figures:
        if figure.measure in measures:
            by_day.setdefault(figure.period_end, {})[figure.measure] = figure
    rows = []
    for day in sorted(by_day, reverse=True):
        said = by_day[day]
        first, england = next(iter(said.values())), england_on(indicator, day)
        rows.append(
            PeriodRow(
                period=period_of(first),
                patients=_patients(said.values()),
                cells=tuple(_cell(said.get(measure)) for measure in measures),
                england=england.shown if england else "",
                citation=first.citation,
            )
        )
    return tuple(rows)


def _cell(figure: PracticeFigure | None) -> Cell:
    if figure is None:
        return Cell(missing="Not in the file")
    cell = figure_cell(figure)
    return replace(cell, detail=f"{plain(cell.parts[1])} GPs") if cell.parts and figure.measure in GPS else cell


def _patients(figures: Iterable[PracticeFigure]) -> str:
    """Those on the list, who are the same however GPs are counted."""
    counted = next((f.numerator for f in figures if f.numerator is not None), None)
    return "" if counted is None else plain(counted)


def period_of(figure: PracticeFigure) -> str:
    start, end = figure.period_start, figure.period_end
    return f"{long_date(start)} to {long_date(end)}" if start and start != end else long_date(end)


def _staffing_chart(line: PracticeLine, gps: PracticeMeasure, indicator: IndicatorLine | None) -> SafeString | str:
    points = points_of(line, gps)
    held = [point for point in points if point.is_held]
    if len(held) < 2:
        return ""
    first = points[0].day
    beside = [Other(name, found) for name, found in _beside(indicator, first).items() if found]

    def draw(theme, key):
        return trend(
            points, key=key, title=f"{line.name}: patients per GP", unit="patients per GP",
            as_line=len(held) >= TOO_FEW_FOR_A_LINE, others=beside, theme=theme,
        )  # fmt: skip

    return by_width(draw, DESK, key=f"gps-{line.key}")


def _beside(indicator: IndicatorLine | None, first: date) -> dict[str, tuple[Point, ...]]:
    """England, and all practices together, since the first figure of this one."""
    found: dict[str, list[Point]] = {"England": [], "All practices": []}
    for reading in indicator.readings if indicator else ():
        name = (
            "All practices"
            if not reading.comparator
            else "England"
            if reading.comparator.casefold() == "england"
            else ""
        )
        if name and reading.period.latest >= first and not reading.is_disputed:
            words = long_date(reading.period.latest)
            found[name].append(Point(reading.period.latest, reading.value, words, text=reading.shown))
    return {name: tuple(points) for name, points in found.items()}


def _checks_chart(line: PracticeLine, figures: Sequence[PracticeFigure]) -> SafeString | str:
    """Bars, not a line: the count begins again each April. What is not a whole year is dashed."""
    own = [figure for figure in figures if figure.measure is CHECKS]
    if not any(figure.value is not None for figure in own):
        return ""
    rows = [
        Bar(
            f"to {long_date(figure.period_end)}",
            figure.value,
            as_shown(figure.value, CHECKS) if figure.value is not None else figure_cell(figure).missing,
            dashed=_is_part_year(figure),
        )
        for figure in own
    ]
    return by_width(
        lambda theme, key: bars(rows, key=key, title=f"{line.name}: health checks since April", theme=theme),
        DESK,
        key=f"checks-{line.key}",
    )


def _is_part_year(figure: PracticeFigure) -> bool:
    return figure.period_start is not None and (figure.period_end - figure.period_start).days < A_YEAR


# --- Among the others -------------------------------------------------------------------------------------------------


def among_others(line: PracticeLine, practices: Practices, measure: PracticeMeasure, snapshot: StrategySnapshot) -> str:
    """Its figure beside England's, how many do worse, and where it lies in the funnel; "" where it has no figure."""
    figure = practices.present(line, measure)
    if figure is None or figure.value is None:
        return ""
    held = [f for one in practices.lines if (f := practices.present(one, measure)) and f.value is not None]
    own = worst_first(figure.value, measure)
    worse = sum(worst_first(one.value, measure) < own for one in held)
    said = [
        f"{as_shown(figure.value, measure)} on {long_date(figure.period_end)}{_beside_england(figure, measure, snapshot)}."
    ]
    if len(held) > 1:
        said.append(f"Of the {len(held)} practices with a figure, {_do_worse(worse)}.")
    drawn = funnel_of(practices, measure, snapshot)
    if drawn:
        said.append(_funnel_words(drawn.of(line), measure))
    return " ".join(said)


def _do_worse(number: int) -> str:
    return "none does worse" if not number else f"{count(number)} {'does' if number == 1 else 'do'} worse"


def _funnel(
    line: PracticeLine, practices: Practices, measure: PracticeMeasure, snapshot: StrategySnapshot
) -> SafeString | str:
    """All practices with a figure, this one circled; "" where it is not among them, or is the only one."""
    drawn = funnel_of(practices, measure, snapshot)
    place = drawn.place(line) if drawn else None
    if drawn is None or place is None or len(drawn.places) < 2:
        return ""
    key, title = f"funnel-{measure}-{line.key}", f"{line.name} among all practices, by size"
    return funnel_picture(drawn, key=key, title=title, marked=place)


def _beside_england(figure: PracticeFigure, measure: PracticeMeasure, snapshot: StrategySnapshot) -> str:
    england = england_on(indicator_for(measure, snapshot), figure.period_end)
    if england is None or figure.value is None:
        return ""
    apart = figure.value - england.value
    unit = " points" if is_share(measure) else ""
    if not apart:
        return f", as in England ({england.shown})"
    more = "above" if apart > 0 else "below"
    words = f"{abs(apart):,.1f}" if is_share(measure) else f"{abs(apart):,.0f}"
    return f", {words}{unit} {more} England’s {england.shown}"


def _funnel_words(found: Zone, measure: PracticeMeasure) -> str:
    where = capital(against_chance(found, measure))
    if found is Zone.INSIDE:
        return "It lies inside both limits: chance alone could put a practice of its size there."
    if found.is_far:
        return f"{where} for a practice of its size: chance alone would very rarely put it there."
    return f"{where} for a practice of its size: chance alone would put one in twenty outside."
