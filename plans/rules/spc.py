"""Statistical process control: the XmR chart of NHS England's "Making Data Count", on plain values.

Source: the R package NHSRplotthedots (NHS-R Community), version 0.2.2, whose results this follows point by point. Sums
are exact fractions, so "outside" and "on the mean" mean just that. Where the package is silent or fails: a missing
value breaks a run, a trend and the moving range; a date to start again need not be the day of a reading; and of limits
that cannot be drawn (one reading, or no movement left after screening) nothing is said against a target.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from plans.enums import Better
from plans.rules.spc_patterns import in_runs, in_trends, in_two_of_three

LIMIT = Fraction("2.66")
"""Three standard deviations, as a multiple of the mean moving range of pairs (3 / 1.128)."""
NEAR = LIMIT * 2 / 3
SCREEN = Fraction("3.267")
"""A moving range of this many times the mean one is an outlier, and left out of the limits."""
ENOUGH = 13
"""With fewer readings the limits are "trial limits"."""
LEAST_BASELINE = 12
"""What a board may fix its limits after; the arithmetic itself takes 2."""


class PointType(StrEnum):
    """What stands out about a reading; the first that applies. The values are the R package's own names."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    NEAR_UPPER = "2 in 3 Above CL"
    NEAR_LOWER = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"
    COMMON = "Common Cause"

    @property
    def is_special(self) -> bool:
        return self is not PointType.COMMON

    @property
    def is_high(self) -> bool:
        return "Above" in self.value or "Increasing" in self.value


class Variation(StrEnum):
    """Whether a reading differs from chance, which way, and whether that is better. The values name the NHS icons."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"

    @property
    def letter(self) -> str:
        return "" if self is Variation.COMMON_CAUSE else "H" if self.value.endswith("high") else "L"


class Assurance(StrEnum):
    """Whether the target can be counted on while nothing changes."""

    PASS = "consistent_pass"  # noqa: S105 - not a password
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"

    @property
    def letter(self) -> str:
        return {Assurance.PASS: "P", Assurance.FAIL: "F"}.get(self, "?")


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines of one stretch of readings, in the unit of the readings. None where they cannot be drawn.

    `points` counts the readings of the stretch, `baseline` those the lines are worked out from, `screened_out` the
    moving ranges left out as outliers.
    """

    first: date
    last: date
    points: int
    baseline: int
    screened_out: int
    mean: Decimal | None
    amr: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    near_lower: Decimal | None
    near_upper: Decimal | None

    @property
    def is_trial(self) -> bool:
        return self.points < ENOUGH


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """One reading, the stretch it belongs to (an index of `Chart.groups`), and what is to be said of it."""

    day: date
    value: Decimal | None
    group: int
    type: PointType
    variation: Variation


@dataclass(frozen=True, slots=True)
class Chart:
    """An XmR chart. `variation` is of the last reading, `assurance` by the limits of the last stretch."""

    points: tuple[JudgedPoint, ...]
    groups: tuple[Limits, ...]
    better: Better
    target: Decimal | None
    screened: bool
    variation: Variation
    assurance: Assurance | None

    @property
    def limits(self) -> Limits:
        """Those in force at the end."""
        return self.groups[-1]

    @property
    def is_trial(self) -> bool:
        return self.limits.is_trial

    @property
    def held(self) -> tuple[JudgedPoint, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @property
    def flagged(self) -> tuple[JudgedPoint, ...]:
        """The readings that differ from chance."""
        return tuple(point for point in self.points if point.type.is_special)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines as exact fractions."""

    mean: Fraction
    amr: Fraction | None
    screened_out: int

    def at(self, times: Fraction) -> Fraction | None:
        return None if self.amr is None else self.mean + times * self.amr

    def is_outside(self, y: Fraction) -> bool:
        return self.amr is not None and abs(y - self.mean) > LIMIT * self.amr

    def is_close(self, y: Fraction) -> bool:
        return self.amr is not None and not self.is_outside(y) and abs(y - self.mean) > NEAR * self.amr


def xmr(
    points: Iterable[tuple[date, Decimal | float | None]],
    *,
    improvement: Better,
    target: Decimal | float | None = None,
    rebase_on: Iterable[date] = (),
    fix_after: int | None = None,
    screen: bool = True,
) -> Chart:
    """The chart of `points`, in any order: readings in one unit, None for a period without one.

    A reading on or after a day of `rebase_on` begins a new stretch, where everything starts again. `fix_after` works the
    lines out from the first so many readings of each stretch. `screen` leaves outlying moving ranges out of the limits,
    once (the R package does, NHS England's spreadsheet does not): say which wherever limits are shown.

    Raises ValueError, with a sentence: for no reading at all, two on one day, one that is not an ordinary number, or
    fewer than 2 readings to fix the limits after.
    """
    ordered = sorted(((day, _exact(value)) for day, value in points), key=lambda point: point[0])
    if all(value is None for _, value in ordered):
        raise ValueError("A control chart needs at least one reading.")
    for (day, _), (following, _) in itertools.pairwise(ordered):
        if day == following:
            raise ValueError(f"There are two readings for {day:%-d %B %Y}; a control chart takes one for each period.")
    if fix_after is not None and fix_after < 2:
        raise ValueError("Limits need at least 2 readings to be worked out from.")

    judged: list[JudgedPoint] = []
    groups: list[Limits] = []
    lines = None
    for stretch in _stretches(ordered, sorted(rebase_on)):
        values = [value for _, value in stretch]
        lines = _lines(values[:fix_after], screen=screen)
        types = _types(values, lines)
        judged += [
            JudgedPoint(day, _decimal(value), len(groups), kind, _variation(kind, improvement))
            for (day, value), kind in zip(stretch, types, strict=True)
        ]
        groups.append(_limits(stretch, lines, fix_after))
    last = next(point for point in reversed(judged) if point.value is not None)
    aim = _exact(target)
    return Chart(
        points=tuple(judged),
        groups=tuple(groups),
        better=improvement,
        target=_decimal(aim),
        screened=screen,
        variation=last.variation,
        assurance=_assurance(aim, lines, improvement),
    )


def assure(target: Decimal | float, lower: Decimal | float, upper: Decimal | float, better: Better) -> Assurance | None:
    """Where a target lies: beyond both limits on the better side, on the other side, or within. None: no side is better."""
    if better is Better.NEITHER:
        return None
    higher = better is Better.HIGHER
    aim = _exact(target)
    if aim > _exact(upper):  # type: ignore[operator]
        return Assurance.FAIL if higher else Assurance.PASS
    if aim < _exact(lower):  # type: ignore[operator]
        return Assurance.PASS if higher else Assurance.FAIL
    return Assurance.INCONSISTENT


def _stretches(
    ordered: Sequence[tuple[date, Fraction | None]], rebase_on: Sequence[date]
) -> list[list[tuple[date, Fraction | None]]]:
    """One for each running count of the rebase dates reached; one without any reading joins the one before it."""
    grouped = itertools.groupby(ordered, key=lambda point: sum(day <= point[0] for day in rebase_on))
    found: list[list[tuple[date, Fraction | None]]] = []
    for _, members in grouped:
        stretch = list(members)
        if found and (all(value is None for _, value in stretch) or all(value is None for _, value in found[-1])):
            found[-1] += stretch
        else:
            found.append(stretch)
    return found


def _lines(baseline: Sequence[Fraction | None], *, screen: bool) -> _Lines | None:
    held = [value for value in baseline if value is not None]
    if not held:
        return None
    ranges = [abs(b - a) for a, b in itertools.pairwise(baseline) if a is not None and b is not None]
    kept = ranges
    if screen and ranges:
        most = SCREEN * _mean(ranges)
        kept = [one for one in ranges if one < most]
    return _Lines(_mean(held), _mean(kept) if kept else None, len(ranges) - len(kept))


def _limits(stretch: Sequence[tuple[date, Fraction | None]], lines: _Lines | None, fix_after: int | None) -> Limits:
    values = [value for _, value in stretch]
    counted = sum(value is not None for value in values)
    baseline = sum(value is not None for value in values[:fix_after])
    first, last = stretch[0][0], stretch[-1][0]
    if lines is None:
        return Limits(first, last, counted, baseline, 0, None, None, None, None, None, None)
    return Limits(
        first,
        last,
        counted,
        baseline,
        lines.screened_out,
        mean=_decimal(lines.mean),
        amr=_decimal(lines.amr),
        lower=_decimal(lines.at(-LIMIT)),
        upper=_decimal(lines.at(LIMIT)),
        near_lower=_decimal(lines.at(-NEAR)),
        near_upper=_decimal(lines.at(NEAR)),
    )


def _types(values: Sequence[Fraction | None], lines: _Lines | None) -> list[PointType]:
    if lines is None:
        return [PointType.COMMON] * len(values)
    sides = [None if y is None else _sign(y - lines.mean) for y in values]
    close = [y is not None and lines.is_close(y) for y in values]
    trends, twos, rows = in_trends(values), in_two_of_three(close, sides), in_runs(sides)
    found = []
    for place, y in enumerate(values):
        high = (sides[place] or 0) > 0
        if y is None:
            found.append(PointType.COMMON)
        elif lines.is_outside(y):
            found.append(PointType.ABOVE_LIMIT if high else PointType.BELOW_LIMIT)
        elif trends[place]:
            found.append(PointType.RISING if _rises(values, trends, place) else PointType.FALLING)
        elif twos[place]:
            found.append(PointType.NEAR_UPPER if high else PointType.NEAR_LOWER)
        elif rows[place]:
            found.append(PointType.RUN_ABOVE if high else PointType.RUN_BELOW)
        else:
            found.append(PointType.COMMON)
    return found


def _rises(values: Sequence[Fraction | None], trends: Sequence[bool], place: int) -> bool:
    """The step into a point of a trend, or the step out of it where the next belongs to one too."""
    start = place if place + 1 < len(values) and trends[place + 1] else place - 1
    before, after = values[start], values[start + 1]
    return before is not None and after is not None and after > before


def _variation(kind: PointType, better: Better) -> Variation:
    if not kind.is_special:
        return Variation.COMMON_CAUSE
    if better is Better.NEITHER:
        return Variation.NEUTRAL_HIGH if kind.is_high else Variation.NEUTRAL_LOW
    if kind.is_high:
        return Variation.IMPROVEMENT_HIGH if better is Better.HIGHER else Variation.CONCERN_HIGH
    return Variation.IMPROVEMENT_LOW if better is Better.LOWER else Variation.CONCERN_LOW


def _assurance(target: Fraction | None, lines: _Lines | None, better: Better) -> Assurance | None:
    if target is None or lines is None or lines.amr is None:
        return None
    return assure(target, lines.at(-LIMIT), lines.at(LIMIT), better)  # type: ignore[arg-type]


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _exact(value: Decimal | Fraction | float | None) -> Fraction | None:
    """A figure as it is printed, as a fraction: 0.1 is a tenth."""
    if value is None or isinstance(value, Fraction):
        return value
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} is not a figure that a control chart can take.")
    return Fraction(number)


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    with localcontext(prec=28):
        return Decimal(value.numerator) / Decimal(value.denominator)
