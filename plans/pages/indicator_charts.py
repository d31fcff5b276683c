"""The pictures of an indicator and the words of its figures, from the snapshot alone. What may not be joined is not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from plans.charts import PHONE, Bar, Level, Other, Point, Theme, bars, parts_bar, trend
from plans.enums import IndicatorStatus, PeriodKind, Precision
from plans.rules.dates import long_date
from plans.rules.indicators import TOO_FEW_FOR_A_LINE, Reading, can_draw_line, percentage
from plans.rules.spc_words import to_places
from plans.rules.windows import MONTHS
from plans.rules.words import plain
from plans.tree import IndicatorLine, ReadingLine, StrategySnapshot

MANY = 8
"""More bars than this are a picture nobody reads; dots over time take their place."""
PAINTS = ("solid", "tint", "dark")


@dataclass(frozen=True)
class Part:
    """One part of a whole, or what is left of it when the parts are known to be exhaustive."""

    title: str
    key: str
    shown: str
    amount: Decimal | None
    how: str = ""


def outermost(line: IndicatorLine, snapshot: StrategySnapshot) -> IndicatorLine | None:
    """The whole of which this is a part, of a part, of a part: no reading can pass it. None where it is part of nothing."""
    seen, whole = {line.key}, snapshot.indicator(line.part_of)
    while whole and whole.part_of and whole.key not in seen:
        seen.add(whole.key)
        whole = snapshot.indicator(whole.part_of) or whole
    return whole


def share(reading: ReadingLine, line: IndicatorLine) -> str:
    """The other way to say it: "50.0% of the 20 practices inspected" beside a count, "10 of the 20 ..." beside a share."""
    if reading.numerator is None or reading.denominator is None:
        return reading.of_what and f"of {reading.of_what}"
    if reading.is_ratio:
        return f"{plain(reading.numerator)} for {plain(reading.denominator)} {reading.of_what}".strip()
    part = plain(reading.numerator) if line.is_percentage else f"{percentage(reading.numerator, reading.denominator)}%"
    return f"{part} {of_whole(reading)}"


def of_whole(reading: ReadingLine) -> str:
    """ "of the 20 practices inspected", "of all 33 practices", "of 20"."""
    number = plain(reading.denominator or 0)
    if reading.of_what.startswith("all "):
        return f"of all {number} {reading.of_what[4:]}"
    return f"of the {number} {reading.of_what}" if reading.of_what else f"of {number}"


def period(reading: ReadingLine) -> str:
    """The period in the words used where they name a year, else its days; what is not a whole period says so."""
    named = re.search(r"\d{4}", reading.period_words)
    words = reading.period_words if named else str(reading.period)
    if reading.period_kind is PeriodKind.YEAR_TO_DATE:
        return f"{words}, year to date" if named else f"part year to {long_date(reading.period.latest)}"
    return f"{words}, rolling" if reading.period_kind is PeriodKind.ROLLING else words


def remarks(reading: ReadingLine) -> Iterable[str]:
    if reading.is_set_aside:
        yield "settled not to stand"
    elif reading.is_disputed:
        yield "disputed"
    if reading.is_inferred:
        yield "worked out (inferred)"
    if reading.is_provisional:
        yield "provisional"
    if reading.precision is Precision.ROUNDED:
        yield "rounded"
    elif reading.precision is not Precision.EXACT:
        yield f"stated as “{reading.precision.label}”"
    if reading.breaks_series:
        yield "the definition changed before this"


def joins(line: IndicatorLine) -> bool:
    """Whether a line may join the readings."""
    return can_draw_line(
        [
            Reading(
                r.value,
                r.period.latest,
                r.said_on,
                r.precision,
                r.period_kind,
                r.is_disputed,
                provisional=r.is_provisional,
            )
            for r in line.own
        ]
    )


def is_over_time(line: IndicatorLine) -> bool:
    """Two periods at least, and all of one kind, or too many for bars: else they are amounts side by side."""
    kinds = {reading.period_kind for reading in line.own}
    return len({r.period.latest for r in line.own}) > 1 and (len(kinds) == 1 or len(line.own) > MANY)


def chart(
    line: IndicatorLine,
    *,
    key: str,
    whole: IndicatorLine | None = None,
    theme: Theme = PHONE,
    beside: int = 1,
    with_median: bool = False,
) -> str:
    """The readings over time where they are alike, else as bars; "" where one amount stands alone, or none.

    It stands `beside` so many other places. `with_median` makes it a run chart.
    """
    if not line.own:
        return ""
    if not is_over_time(line):
        shown = _without_repeats(line.readings)
        wholes = {reading.denominator for reading in shown}
        whole_shown = wholes.pop() if len(wholes) == 1 and not line.is_percentage else None
        if len(shown) == 1 and not whole_shown:
            return ""
        return bars([_bar(r) for r in shown], key=key, title=line.title, maximum=whole_shown, theme=theme)
    limit = whole.headline if whole and whole.unit == line.unit else None
    return trend(
        [point(reading) for reading in _without_shadows(line.own)],
        key=key,
        title=line.title,
        unit=unit(line),
        as_line=joins(line),
        target=_target(line),
        target_label=_target_label(line),
        others=others(line)[:beside],
        medians=medians(line) if with_median else (),
        limit=limit.value if limit else None,
        limit_label=f"{limit.shown} {line.unit} in all" if limit else "",
        theme=theme,
    )


def others(line: IndicatorLine) -> list[Other]:
    """What the readings are set beside, the longest series first, then as named first; disputed figures are in none."""
    found: dict[str, list[Point]] = {}
    for reading in line.readings:
        if reading.comparator and not reading.is_disputed:
            found.setdefault(reading.comparator, []).append(point(reading))
    return [Other(name, tuple(series)) for name, series in sorted(found.items(), key=lambda one: -len(one[1]))]


def medians(line: IndicatorLine) -> list[Level]:
    """The median of each stretch between changed definitions that a line joins; a run chart stands on it."""
    if not joins(line):
        return []
    stretches: list[list[ReadingLine]] = [[]]
    for reading in sorted(_one_a_period(line.own), key=lambda r: r.period.latest):
        if reading.breaks_series:
            stretches.append([])
        stretches[-1].append(reading)
    return [
        Level(some[0].period.latest, some[-1].period.latest, _middle([r.value for r in some], line.decimals))
        for some in stretches
        if len(some) >= TOO_FEW_FOR_A_LINE
    ]


def _middle(values: Sequence[Decimal], decimals: int) -> Decimal:
    """The median; of an even number the mean of the two in the middle, rounded as the figures are."""
    return to_places(Decimal(median(values)), decimals)


def _one_a_period(readings: Iterable[ReadingLine]) -> list[ReadingLine]:
    """For each period without a doubt the headline among its readings, else the one said last."""
    best: dict = {}
    for r in sorted(readings, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk)):
        if not r.is_disputed and not r.is_inferred:
            best[r.period.latest] = r
    return list(best.values())


def shares_chart(line: IndicatorLine) -> str:
    """Each undisputed count as a share of each whole it was set against; only where one count has several wholes."""
    rows = [r for r in line.own if r.denominator and r.numerator is not None and not r.is_disputed and not r.is_ratio]
    wholes = {(reading.denominator, reading.of_what) for reading in rows}
    if line.is_percentage or len(wholes) < 2 or len({r.period.latest for r in rows}) > 1:
        return ""
    return bars(
        [
            Bar(of_whole(r), value := percentage(r.numerator, r.denominator), f"{value}%", dashed=r.is_inferred)
            for r in rows
        ],
        key=f"shares-{line.key}",
        title=f"{line.title}, as a share",
        maximum=Decimal(100),
    )  # fmt: skip


def chart_note(line: IndicatorLine, *, with_median: bool = False) -> str:
    """What a reader must know of the picture, drawn beside two other places."""
    if not line.own:
        return ""
    readings = _without_shadows(line.own)
    said = [f"Unit: {line.unit}."] if line.unit and unit(line) != "%" else []
    if not is_over_time(line):
        if len({reading.period_kind for reading in line.own}) > 1:
            said.append("The periods are not alike, so the figures stand side by side and are not joined.")
    elif not joins(line):
        said.append("Too few points for a line.")
    if any(reading.is_disputed for reading in readings):
        said.append("A disputed figure is hollow, struck, and off every line.")
    if any(reading.is_inferred or reading.is_provisional for reading in readings):
        said.append("Hollow or dashed: inferred, or provisional.")
    if any(reading.period.inferred for reading in line.own):
        said.append("Days that no paper prints are inferred: the table says which.")
    if is_over_time(line):
        said += _pens(line, with_median=with_median)
    return " ".join(said)


def _pens(line: IndicatorLine, *, with_median: bool) -> Iterable[str]:
    """Which line is which, by its dash."""
    if _target(line) is not None:
        yield "Dashed: the target."
    if with_median and medians(line):
        yield "Dotted: the median, half of the readings above it and half below."
    beside = others(line)
    if beside and joins(line):
        yield f"Thin: {beside[0].label}{f'; dash and dot: {beside[1].label}' if len(beside) > 1 else ''}."


def parts_chart(made_of: Sequence[Part], line: IndicatorLine) -> str:
    """The parts in one bar, what was worked out dashed; "" where an amount is missing or there are too many to tell apart."""
    stated = [part for part in made_of if not part.how]
    if not made_of or len(stated) > len(PAINTS) or any(part.amount is None for part in made_of):
        return ""
    rows = [(part.title, part.amount or 0, paint) for part, paint in zip(stated, PAINTS, strict=False)]
    rows += [(f"{part.title} (inferred)", part.amount or 0, "unknown") for part in made_of if part.how]
    return parts_bar(rows, key=f"parts-{line.key}", title=f"{line.title}: its parts")


def month_name(day: date) -> str:
    """Mar 2027."""
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def unit(line: IndicatorLine) -> str:
    return "%" if line.is_percentage or line.unit == "%" else ""


def amount(reading: ReadingLine) -> Decimal:
    """The count of a reading, without noughts after the point: of "10 of 20" it is 10."""
    value = reading.value if reading.numerator is None or reading.is_ratio else reading.numerator
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def point(reading: ReadingLine) -> Point:
    return Point(
        day=reading.period.latest,
        value=reading.value,
        label=period(reading),
        disputed=reading.is_disputed,
        provisional=reading.is_provisional,
        inferred=reading.is_inferred,
        break_before=reading.breaks_series,
        text=reading.shown,
    )


def _bar(reading: ReadingLine) -> Bar:
    inferred = " (inferred)" if reading.period.inferred or reading.is_inferred else ""
    label = f"{reading.comparator}, {period(reading)}" if reading.comparator else period(reading)
    rough = reading.precision not in (Precision.EXACT, Precision.ROUNDED) or reading.is_provisional
    unfinished = reading.period_kind is PeriodKind.YEAR_TO_DATE
    return Bar(
        f"{label}{inferred}",
        reading.value,
        reading.shown,
        dashed=rough or unfinished or reading.is_inferred,
        disputed=reading.is_disputed,
    )


def _without_repeats(readings: Iterable[ReadingLine]) -> list[ReadingLine]:
    """One bar for each thing said: the same figure for the same period stated twice is one bar."""
    found: dict[tuple, ReadingLine] = {}
    for reading in readings:
        found.setdefault((reading.comparator, period(reading), reading.shown, reading.is_disputed), reading)
    return list(found.values())


def _without_shadows(readings: Sequence[ReadingLine]) -> list[ReadingLine]:
    """Without what was inferred by setting a stated count against another whole: the count itself is there already."""
    stated = {(r.period.latest, r.value) for r in readings if not r.is_inferred}
    return [r for r in readings if not r.is_inferred or (r.period.latest, r.value) not in stated]


def _target_label(line: IndicatorLine) -> str:
    """The target that stands at the right end: the last dated one, else the one said last."""
    last = max(line.targets, key=lambda t: (t.on is not None, t.on or t.said_on, t.said_on), default=None)
    dated = sum(t.on is not None for t in line.targets) > 1
    return f"target {last.shown}{f' by {month_name(last.on)}' if dated and last.on else ''}" if last else ""


def _target(line: IndicatorLine) -> Decimal | list[Point] | None:
    """One level, or a trajectory of dated targets; the one said last where a day has several.

    A disputed figure is not set against a target, in a picture no more than by a colour.
    """
    if line.judgement.status is IndicatorStatus.DISPUTED:
        return None
    dated = {t.on: t for t in sorted(line.targets, key=lambda t: t.said_on) if t.on}
    if len(dated) > 1:
        return [Point(on, dated[on].value, long_date(on)) for on in sorted(dated)]
    return max(line.targets, key=lambda t: t.said_on).value if line.targets else None
