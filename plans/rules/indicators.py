"""What may be said of an indicator: a colour and its reason, or why there is none. Absent data is never red or zero.

The colours follow what councils publish: green at the target, amber within an agreed tolerance, red beyond it (Reigate
and Banstead); the tolerance a per cent of the target (Havering: "within 10% of the quarterly target"); or amber down
to a floor standard (Kent).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plans.enums import Better, IndicatorRule, IndicatorStatus, PeriodKind, Precision
from plans.rules.windows import days_in_words, months_after
from plans.rules.words import plain

TOO_FEW_FOR_SPC = 13  # points; below it control limits are only "trial limits" (NHSRplotthedots)
TOO_FEW_FOR_A_LINE = 4  # points


@dataclass(frozen=True, slots=True)
class Reading:
    """One reported value, in the indicator's own unit. A disputed one is kept and shown, and never gives a colour."""

    value: Decimal
    period_end: date
    said_on: date
    precision: Precision
    period_kind: PeriodKind
    disputed: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """All a rule may know of an indicator. Values, target and floor are in its unit.

    `tolerance` is a per cent of the target, so a target of 80% with tolerance 5 is amber from 76%; of a target of
    zero it leaves no amber at all. `floor` is the worst value that is still amber, also where lower is better.
    `target` is the one in force for the last reading (`target_on`); `target_words` is how it was stated. `disputes` are
    the sentences of its open discrepancies. `unit` is printed only when it is "%". `decimals` are those the figure is
    printed with beside the sentence; None for as many as count.
    """

    better: Better
    rule: IndicatorRule
    tolerance: Decimal | None
    floor: Decimal | None
    target: Decimal | None
    target_words: str = ""
    readings: tuple[Reading, ...] = ()
    disputes: tuple[str, ...] = ()
    out_of_date_after_days: int | None = None
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorJudgement:
    """A status and the sentence that justifies it. The two are never shown apart."""

    status: IndicatorStatus
    because: str


def judge_indicator(facts: IndicatorFacts, *, as_at: date) -> IndicatorJudgement:
    """Judge an indicator by its last undisputed reading said by `as_at`; the first of these that applies.

    No data; disputed; out of date; no target; then a colour by the rule. A target with no rule, or a rule without its
    number, leaves no room for amber: the target is met, green, or it is not, red.
    """
    said = [reading for reading in facts.readings if reading.said_on <= as_at]
    reading = _last(one for one in said if not one.disputed)
    if not said:
        return IndicatorJudgement(IndicatorStatus.NO_DATA, "No figure has been reported.")
    if facts.disputes:
        return IndicatorJudgement(IndicatorStatus.DISPUTED, " ".join(facts.disputes))
    if reading is None:
        return IndicatorJudgement(IndicatorStatus.DISPUTED, "No figure is free of doubt, so no colour is given.")
    if facts.out_of_date_after_days is not None and (as_at - reading.period_end).days > facts.out_of_date_after_days:
        return IndicatorJudgement(IndicatorStatus.OUT_OF_DATE, f"Data is {_age(reading.period_end, as_at)} old.")
    if facts.target is None:
        words = "No target is set."
        if facts.target_words:
            words = f"Nothing can be measured against the target as it was put: “{facts.target_words}”."
        return IndicatorJudgement(IndicatorStatus.NO_TARGET, words)
    if facts.better == Better.NEITHER:
        return IndicatorJudgement(IndicatorStatus.NO_TARGET, "No direction is better, so no colour.")
    status, reason = _colour(facts, facts.target, reading)
    return IndicatorJudgement(status, " ".join([reason, *_cautions(facts, facts.target, reading, said)]))


def percentage(numerator: Decimal | int | None, denominator: Decimal | int | None) -> Decimal | None:
    """The numerator as a per cent of the denominator, to one decimal, halves rounded up. None when either is missing.

    Raises ValueError, with a sentence, when the two cannot be a part and its whole: 40 of 33 practices is not a share.
    """
    if numerator is None or denominator is None:
        return None
    part, whole = Decimal(numerator), Decimal(denominator)
    if not part.is_finite() or not whole.is_finite():
        raise ValueError("A share needs two ordinary numbers.")
    if whole <= 0:
        raise ValueError(f"A share of {plain(whole)} cannot be worked out: the whole must be more than 0.")
    if part < 0 or part > whole:
        raise ValueError(f"{plain(part)} of {plain(whole)} cannot be: a part lies between 0 and the whole.")
    return (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def target_on(trajectory: Sequence[tuple[date, Decimal]], *, day: date) -> Decimal | None:
    """The target for a period that ends on `day`: the next dated one on or after it, else the last. None without any.

    A dated target says where the figure should be by then, so a quarter is measured against the target for the end of
    that quarter, as Reigate and Banstead and Havering do. After its last date a trajectory stays where it ended.
    """
    points = sorted(trajectory, key=lambda point: point[0])
    last = points[-1][1] if points else None
    return next((value for when, value in points if when >= day), last)


def age_in_months(period_end: date, as_at: date) -> int:
    """Whole months from the end of the period to the day; 0 when it has not ended."""
    months = max(0, (as_at.year - period_end.year) * 12 + as_at.month - period_end.month)
    return months - 1 if months and months_after(period_end, months) > as_at else months


def can_draw_line(readings: Sequence[Reading]) -> bool:
    """Whether undisputed readings may be joined: at least four periods, all of one kind.

    Year-to-date figures start again each April, so they join only within one financial year.
    """
    alike = [reading for reading in readings if not reading.disputed]
    if len({reading.period_end for reading in alike}) < TOO_FEW_FOR_A_LINE:
        return False
    years = {months_after(reading.period_end.replace(day=1), -3).year for reading in alike}
    kinds = {PeriodKind(reading.period_kind) for reading in alike}
    return len(kinds) == 1 and (kinds != {PeriodKind.YEAR_TO_DATE} or len(years) == 1)


def _last(readings: Iterable[Reading]) -> Reading | None:
    """The last period speaks; of two values for one period, the one said later, then the one given later."""
    return max(enumerate(readings), key=lambda one: (one[1].period_end, one[1].said_on, one[0]), default=(0, None))[1]


def _colour(facts: IndicatorFacts, target: Decimal, reading: Reading) -> tuple[IndicatorStatus, str]:
    unit, higher = "%" if facts.unit == "%" else "", facts.better == Better.HIGHER
    direction = "Higher is better." if higher else "Lower is better."
    aim = _stated(target, facts.decimals)
    compared = f"{_side(reading, target, facts.decimals, unit)} the target of {aim}{unit}"
    if _reaches(reading, target, higher):
        return IndicatorStatus.GREEN, f"{compared}. {direction}"

    limit, band = None, "no tolerance is set"
    if facts.rule == IndicatorRule.TOLERANCE and facts.tolerance is not None:
        room = abs(target) * facts.tolerance / 100
        limit, band = (
            target - room if higher else target + room,
            f"the tolerance of {plain(facts.tolerance)} per cent",
        )
    elif facts.rule == IndicatorRule.FLOOR and facts.floor is not None:
        limit, band = facts.floor, f"the floor of {_stated(facts.floor, facts.decimals)}{unit}"
    if limit is None:
        return IndicatorStatus.RED, f"{compared}; {band}. {direction}"
    if _reaches(reading, limit, higher):
        return IndicatorStatus.AMBER, f"{compared}, within {band}. {direction}"
    return IndicatorStatus.RED, f"{compared}, beyond {band}. {direction}"


def _side(reading: Reading, target: Decimal, decimals: int | None, unit: str) -> str:
    """ "64% is below", "About 30% is at": which side of the target the figure lies on, as far as it says."""
    precision, shown = Precision(reading.precision), _printed(reading.value, decimals)
    if reading.value != target and shown == _printed(target, decimals):
        shown = plain(reading.value)  # rounded, the two would look alike
    figure = f"{shown}{unit}"
    if precision is Precision.MORE_THAN:
        return f"More than {figure} is {'above' if reading.value >= target else 'stated, against'}"
    side = "at" if reading.value == target else "above" if reading.value > target else "below"
    return f"{'About ' if precision is Precision.APPROXIMATE else ''}{figure} is {side}"


def _reaches(reading: Reading, mark: Decimal, higher: bool) -> bool:
    if higher:
        return reading.value >= mark
    # "More than 5" is above 5, however little.
    return reading.value < mark or (reading.value == mark and reading.precision != Precision.MORE_THAN)


def _cautions(facts: IndicatorFacts, target: Decimal, reading: Reading, said: Sequence[Reading]) -> list[str]:
    """What a reader must know before believing the colour."""
    cautions = []
    if _straddles(reading, target, higher=facts.better == Better.HIGHER):
        cautions.append("The figure is not exact, and the true one may lie on the other side of the target.")
    if reading.period_kind == PeriodKind.YEAR_TO_DATE:
        cautions.append("Year to date, not a full year.")
    if reading.provisional:
        cautions.append("Provisional.")
    if any(one.disputed and one.period_end >= reading.period_end for one in said):
        cautions.append("A disputed figure is left out.")
    return cautions


def _straddles(reading: Reading, target: Decimal, *, higher: bool) -> bool:
    """Whether the true value may meet the target where the stated one does not, or the reverse.

    "More than" has no upper end. "About 30" may be 25 to 35: half of its last figure that is not a nought. A rounded
    figure may be off by half of its last printed place.
    """
    precision, value = Precision(reading.precision), reading.value
    if precision is Precision.EXACT:
        return False
    if precision is Precision.MORE_THAN:
        return value < target
    exponent = int(value.normalize().as_tuple().exponent)
    if precision is Precision.ROUNDED:
        exponent = min(exponent, 0)
    half = Decimal(5).scaleb(exponent - 1)
    return value - half < target <= value + half if higher else value - half <= target < value + half


def _age(period_end: date, as_at: date) -> str:
    months = age_in_months(period_end, as_at)
    if months == 0:
        return days_in_words((as_at - period_end).days)
    return "1 month" if months == 1 else f"{months} months"


def _printed(value: Decimal, decimals: int | None) -> str:
    """As the figure is printed beside the sentence: 0.0 with one decimal."""
    return plain(value) if decimals is None else f"{value:,.{decimals}f}"


def _stated(value: Decimal, decimals: int | None) -> str:
    """A target or a floor: with the decimals of the figure, and with more where it was set more finely."""
    return _printed(value, decimals) if decimals is not None and value == round(value, decimals) else plain(value)
