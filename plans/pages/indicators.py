"""What the pages of indicators show, made from the snapshot alone: figures in words, charts, and what cannot be said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.charts import DESK, SCREEN, by_width
from plans.enums import Precision
from plans.pages.indicator_charts import (
    Part,
    amount,
    chart,
    chart_note,
    is_over_time,
    others,
    outermost,
    parts_chart,
    period,
    remarks,
    share,
    shares_chart,
)
from plans.pages.indicator_spc import Control, Judged, Sign, control, control_chart, judged, series, small_signs
from plans.rules.dates import long_date
from plans.rules.indicators import age_in_months
from plans.rules.readings_due import awaited_words
from plans.rules.windows import days_in_words
from plans.rules.words import is_rank, ordinal, plain
from plans.tree import GoalLine, IndicatorLine, ObjectiveLine, ReadingLine, StrategySnapshot


@dataclass(frozen=True)
class Figure:
    """One reading as a row of the table: the figure, what it is of, when, and what is to be known before using it."""

    line: ReadingLine
    whose: str
    share: str
    period: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Tile:
    """An indicator as the list shows it."""

    line: IndicatorLine
    figure: str
    share: str
    period: str
    period_is_inferred: bool
    age: str
    awaited: str
    chart: str
    signs: tuple[Sign, ...] = ()

    @property
    def unit(self) -> str:
        """What stands after the figure, if it does not say it itself."""
        return "" if self.line.unit == "%" or is_rank(self.line.unit) else self.line.unit


@dataclass(frozen=True)
class Group:
    """The indicators of one objective; of none, at the end."""

    goal: GoalLine | None
    objective: ObjectiveLine | None
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """Everything the page of one indicator says."""

    line: IndicatorLine
    tile: Tile
    figures: tuple[Figure, ...]
    chart: str
    chart_note: str
    control: Control | None
    control_chart: str
    shares: str
    too_few: str
    parts: tuple[Part, ...]
    parts_chart: str
    whole: IndicatorLine | None
    objectives: tuple[tuple[GoalLine, ObjectiveLine], ...]


def groups(snapshot: StrategySnapshot) -> tuple[Group, ...]:
    """Every indicator once, under the first objective that it serves."""
    found: list[Group] = []
    taken: set[str] = set()
    for goal, objective in snapshot.objectives:
        lines = [line for line in snapshot.indicators_of(objective.code) if line.key not in taken]
        taken.update(line.key for line in lines)
        if lines:
            found.append(Group(goal, objective, tuple(tile(line, as_at=snapshot.as_at) for line in lines)))
    rest = tuple(tile(line, as_at=snapshot.as_at) for line in snapshot.indicators if line.key not in taken)
    return tuple(found) + ((Group(None, None, rest),) if rest else ())


def tile(line: IndicatorLine, *, as_at: date, key: str = "") -> Tile:
    return _tile(line, judged(line), as_at=as_at, key=key)


def _tile(line: IndicatorLine, about: Judged | None, *, as_at: date, key: str = "") -> Tile:
    headline = line.headline
    return Tile(
        line=line,
        figure=_figure(headline.shown, line.unit) if headline else "",
        share=share(headline, line) if headline else "",
        period=period(headline) if headline else "",
        period_is_inferred=bool(headline and headline.period.inferred),
        age=age(headline.period.latest, as_at) if headline else "",
        awaited=awaited_words(line, on=as_at),
        chart=chart(line, key=f"{key or 'tile'}-{line.key}"),
        signs=small_signs(about, key=f"{key or 'tile'}-{line.key}") if about else (),
    )


def _figure(shown: str, unit: str) -> str:
    """A place in an order as people say it, "4th"; other figures as they were given."""
    return ordinal(shown) if is_rank(unit) else shown


def indicator_page(
    line: IndicatorLine, snapshot: StrategySnapshot, *, parts_are_exhaustive: bool = False
) -> IndicatorPage:
    whole = snapshot.indicator(line.part_of) if line.part_of else None
    about = judged(line)
    made_of = parts(line, snapshot.indicators, exhaustive=parts_are_exhaustive)
    return IndicatorPage(
        line=line,
        tile=_tile(line, about, as_at=snapshot.as_at),
        figures=tuple(figure_row(reading, line) for reading in newest_first(line.readings)),
        chart=_over_time(line, snapshot, is_judged=bool(about)),
        chart_note=chart_note(line, with_median=not about),
        control=control(about, key=f"page-{line.key}") if about else None,
        control_chart=by_width(
            lambda theme, key: control_chart(about, key=key, theme=theme) if about else "",
            DESK,
            key=f"control-{line.key}",
        ),
        shares=shares_chart(line),
        too_few=too_few(line),
        parts=made_of,
        parts_chart=parts_chart(made_of, line),
        whole=whole,
        objectives=tuple(
            (goal, objective) for goal, objective in snapshot.objectives if objective.code in line.objectives
        ),
    )


def _over_time(line: IndicatorLine, snapshot: StrategySnapshot, *, is_judged: bool) -> str:
    """The readings over time, or side by side; where a control chart shows them already, only beside other places."""
    if is_judged and not others(line):
        return ""
    whole = outermost(line, snapshot)
    return by_width(
        lambda theme, key: chart(line, key=key, whole=whole, theme=theme, beside=2, with_median=not is_judged),
        DESK if is_over_time(line) else SCREEN,
        key=f"page-{line.key}",
    )


def newest_first(readings: Iterable[ReadingLine]) -> list[ReadingLine]:
    return sorted(readings, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk), reverse=True)


def figure_row(reading: ReadingLine, line: IndicatorLine) -> Figure:
    return Figure(reading, reading.comparator, share(reading, line), period(reading), tuple(remarks(reading)))


def age(period_end: date, as_at: date) -> str:
    """ "Data is 26 months old." For the first month, in days."""
    months = age_in_months(period_end, as_at)
    if months:
        return f"Data is {'1 month' if months == 1 else f'{months} months'} old"
    days = (as_at - period_end).days
    if days < 0:
        return f"Its period runs until {long_date(period_end)}"
    return f"Data is {days_in_words(days)} old" if days else "Data is of this day"


def too_few(line: IndicatorLine) -> str:
    """Why no variation is judged; "" once there is a control chart."""
    return series(line).because.removesuffix(".")


def parts(line: IndicatorLine, indicators: Sequence[IndicatorLine], *, exhaustive: bool) -> tuple[Part, ...]:
    """The parts of a whole. What is left over is said only where the parts should add up and all can be read for one day.

    An indicator without parts, whose latest reading is a count out of a whole, has the rest of that whole as its other part.
    """
    own = [other for other in indicators if other.part_of == line.key]
    shown = [
        Part(other.title, other.key, plain(amount(h)) if (h := other.headline) else "", amount(h) if h else None)
        for other in own
    ]
    if own:
        return (*shown, *(left_over(line, own) if exhaustive or is_one_of_all(own, line) else ()))
    siblings = line.part_of and any(o.part_of == line.part_of and o.key != line.key for o in indicators)
    return () if siblings else the_rest(line)


def is_one_of_all(own: Sequence[IndicatorLine], line: IndicatorLine) -> bool:
    """A single part that was itself stated out of the whole: "20 of 33" beside 33."""
    found, whole = own[0].headline, line.headline
    return len(own) == 1 and bool(found and whole) and found.denominator == amount(whole)  # type: ignore[union-attr, arg-type]


def left_over(line: IndicatorLine, own: Sequence[IndicatorLine]) -> tuple[Part, ...]:
    whole, known = line.headline, [other.headline for other in own]
    if whole is None or not known or any(k is None or k.period.latest != whole.period.latest for k in known):
        return ()
    if any(k.precision is not Precision.EXACT for k in (whole, *known) if k):
        return ()
    together = sum((amount(k) for k in known if k), Decimal(0))
    left = amount(whole) - together
    how = f"{plain(amount(whole))} less {plain(together)}, inferred"
    if left < 0:
        return (Part("More than the whole, by", "", plain(-left), None, how),)
    return (Part("Not accounted for by its parts", "", plain(left), left, how),) if left else ()


def the_rest(line: IndicatorLine) -> tuple[Part, ...]:
    found = line.headline
    if line.is_percentage or found is None or found.numerator is None or found.denominator is None:
        return ()
    if found.is_ratio or found.precision is not Precision.EXACT or found.is_inferred:
        return ()
    part = amount(found)
    rest = (found.denominator - part).normalize()
    how = f"{plain(found.denominator)} less {plain(part)}, inferred"
    counted = Part(line.numerator_words or line.title, "", plain(part), part)
    return (counted, Part("The others", "", plain(rest), rest, how)) if rest else ()
