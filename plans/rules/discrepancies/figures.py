"""Readings that contradict each other or their own definition, and targets that nothing can be set against."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations

from plans.enums import DiscrepancyTreatment, PeriodKind, Precision
from plans.rules.windows import MONTHS, Window
from plans.rules.words import plain

from .facts import Cite, Claim, Figure, Found, Measure, about, as_printed, seen_from, span

_DAYS = re.compile(rf"\b(?:{'|'.join((*MONTHS, *(month[:3] for month in MONTHS)))})\b|[\d/\-–]+", re.IGNORECASE)


def same_day_different_values(measures: Iterable[Measure], *, impossible: Collection[int] = ()) -> list[Found]:
    """Two sources give different figures for the same period of one indicator; both are doubted.

    Not where one corrects the other, where the earlier one was provisional, where both stand in editions of one file,
    where they print alike, or where another rule found one of them impossible: then only that one is in doubt.
    """
    found = []
    for measure in measures:
        periods = defaultdict(list)
        for one in measure.figures:
            if one.pk not in impossible:
                periods[one.period_end, one.period_kind].append(one)
        for same in periods.values():
            pairs = [pair for pair in combinations(same, 2) if contradict(*pair, measure)]
            if pairs:
                together = sorted({one for pair in pairs for one in pair}, key=_when)
                found.append(_differing(measure, together, min(max(a.said_on, b.said_on) for a, b in pairs)))
    return found


def year_to_date_beside_full_year(measures: Iterable[Measure]) -> list[Found]:
    """A figure for part of a year stands beside one for a full period, as if they could be compared. Neither is doubted.

    Found once for an indicator, by the first two that stood beside each other. Not where the definition says that its
    readings are year-to-date: then the line begins again each April, and says so.
    """
    found = []
    for measure in measures:
        full = [one for one in measure.figures if one.period_kind is PeriodKind.FULL]
        part = [one for one in measure.figures if one.period_kind is PeriodKind.YEAR_TO_DATE]
        if not full or not part or measure.period_kind is PeriodKind.YEAR_TO_DATE:
            continue
        pair = min(
            ((whole, so_far) for whole in full for so_far in part),
            key=lambda both: (max(_when(both[0])[0], _when(both[1])[0]), -both[0].period_end.toordinal(), both[1].pk),
        )
        claims = [
            Claim(
                f"{measure.told(one)} ({_period(one)}, {one.period_kind.label.lower()})",
                one.cite,
                one.said_on,
                observation=one.pk,
            )
            for one in pair
        ]
        found.append(
            Found(
                rule="year-to-date-beside-full-year",
                subject=about(measure),
                identity=tuple(f"reading {one.pk}" for one in pair),
                claims=tuple(claims),
                treatment=DiscrepancyTreatment.UNCLEAR,
                title=f"A year to date beside a full year: {measure.title}",
                detail="A figure for part of a year is not like one for a full year, so they are not joined by a line.",
                shown_meanwhile="Both, with their periods and no trend.",
                seen_from=seen_from(*(one.said_on for one in pair)),
            )
        )
    return found


def target_without_denominator(measures: Iterable[Measure]) -> list[Found]:
    """A target is a share and does not say of what, so that it may be met of one whole and missed of another.

    Nothing is doubted; no colour is given until the board says what the target is of. The readings of the latest period
    that name a whole stand beside it.
    """
    found = []
    for measure in measures:
        aim = min(measure.aims, key=lambda one: (one.said_on, one.pk), default=None)
        if not measure.target_lacks_denominator or not (aim or measure.target_words):
            continue
        cite, said_on = (aim.cite, aim.said_on) if aim else (measure.cite, measure.said_on)
        words = (
            f"“{measure.target_words}”" if measure.target_words else f"A target of {plain(aim.value)}%" if aim else ""
        )
        shares = _latest_shares(measure)
        wholes = len({one.of_what or one.denominator for one in shares}) > 1
        beside = tuple(Claim(_share(one), one.cite, one.said_on, observation=one.pk) for one in shares)
        value = f" of {plain(aim.value)}%" if aim else ""
        found.append(
            Found(
                rule="target-without-denominator",
                subject=about(measure),
                identity=(f"target of {measure.key}", said_on.isoformat() if aim is None else f"aim {aim.pk}"),
                claims=(Claim(f"Target: {words}", cite, said_on), *beside),
                treatment=DiscrepancyTreatment.UNCLEAR,
                title=f"A target{value} that does not say of what: {measure.title}",
                detail="Whether it is met depends on what the share is taken of." if wholes else "",
                question="Of what is the target a share?",
                shown_meanwhile="No colour until the board says what the target is of.",
                who_settles="the board",
                seen_from=seen_from(said_on, *(one.said_on for one in shares[:1])) if wholes else said_on,
            )
        )
    return found


def value_out_of_range(measures: Iterable[Measure]) -> list[Found]:
    """A reading lies outside what there can be: below the lowest or above the highest value of its definition.

    Where the definition sets none, nothing is below nought and no percentage is above 100. That reading is doubted.
    """
    found = []
    for measure in measures:
        least = measure.least if measure.least is not None else Decimal(0)
        most = measure.most if measure.most is not None else Decimal(100) if measure.is_share else None
        for one in measure.figures:
            negative = measure.least is None and one.numerator is not None and one.numerator < 0
            if negative or one.value < least or (most is not None and one.value > most):
                found.append(_outside(measure, one, least, most))
    return found


def contradict(one: Figure, other: Figure, measure: Measure) -> bool:
    """Whether two readings for one period cannot both be right, and neither explains the other."""
    first, second = sorted((one, other), key=_when)
    if first.cite.source == second.cite.source or second.replaces == first.pk or first.replaces == second.pk:
        return False
    if None not in (one.period_start, other.period_start) and one.period_start != other.period_start:
        return False
    if first.is_provisional and not second.is_provisional:
        return False
    return not is_edition(first.cite, second.cite) and not _alike(one, other, measure)


def is_edition(one: Cite, other: Cite) -> bool:
    """Whether two sources are editions of one data file: their titles differ in days, months and numbers alone."""
    return one.is_data_file and other.is_data_file and _without_days(one.title) == _without_days(other.title)


def _without_days(title: str) -> str:
    return " ".join(_DAYS.sub(" ", title).lower().split())


def _alike(one: Figure, other: Figure, measure: Measure) -> bool:
    """Shares and ratios are alike when they print alike; counts when the rounding of either explains the difference."""
    is_share = measure.is_share or one.is_ratio or other.is_ratio
    vague = {Precision.MORE_THAN, Precision.APPROXIMATE} & {one.precision, other.precision}
    if is_share and not vague:
        return as_printed(one.value, measure.decimals) == as_printed(other.value, measure.decimals)
    low, high = (span(both.value if is_share else both.count, both.precision) for both in (one, other))
    return (low[1] is None or high[0] <= low[1]) and (high[1] is None or low[0] <= high[1])


def _differing(measure: Measure, same: list[Figure], seen: date) -> Found:
    figures = " and ".join(plain(one.count) for one in same)
    return Found(
        rule="same-day-different-values",
        subject=about(measure),
        identity=tuple(sorted(f"reading {one.pk}" for one in same)),
        claims=tuple(
            Claim(measure.told(one), one.cite, one.said_on, is_doubted=True, observation=one.pk) for one in same
        ),
        treatment=DiscrepancyTreatment.DISPUTED,
        title=f"{figures} for the same period: {measure.title}",
        detail=f"Each is given for {_period(same[0])}, by a source of its own.",
        shown_meanwhile="Each figure with its source, and no colour.",
        seen_from=seen,
    )


def _outside(measure: Measure, one: Figure, least: Decimal, most: Decimal | None) -> Found:
    is_percent = "%" if measure.is_share else ""
    room = f"at least {plain(least)}{is_percent}" if most is None else f"{plain(least)} to {plain(most)}{is_percent}"
    return Found(
        rule="value-out-of-range",
        subject=about(measure),
        identity=(f"reading {one.pk}",),
        claims=(
            Claim(measure.told(one), one.cite, one.said_on, is_doubted=True, observation=one.pk),
            Claim(f"What there can be: {room}", measure.cite, measure.said_on),
        ),
        treatment=DiscrepancyTreatment.DISPUTED,
        title=f"{plain(one.value)}{is_percent} cannot be: {measure.title}",
        detail=f"The definition allows {room}.",
        shown_meanwhile="The other readings; this one stands beside them, disputed.",
        seen_from=seen_from(one.said_on, measure.said_on),
    )


def _latest_shares(measure: Measure) -> list[Figure]:
    """The readings of the latest period that name what they are of, each whole once, the largest share first."""
    named = [one for one in measure.figures if one.numerator is not None and one.denominator and not one.is_ratio]
    latest = max((one.period_end for one in named), default=None)
    shares = {(one.numerator, one.denominator): one for one in named if one.period_end == latest}
    return sorted(shares.values(), key=lambda one: -_percent(one))


def _percent(one: Figure) -> Decimal:
    return (one.numerator or Decimal(0)) * 100 / (one.denominator or Decimal(1))


def _share(one: Figure) -> str:
    return f"{one}, {as_printed(_percent(one), 1)}%"


def _period(one: Figure) -> str:
    return str(Window(one.period_start or one.period_end, one.period_end))


def _when(one: Figure) -> tuple[date, int]:
    return one.said_on, one.pk
