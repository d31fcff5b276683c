"""Which readings a control chart may be made of: one for each period, all alike, in doubt of nothing. And why not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import PeriodKind, Precision
from plans.rules.spc import ENOUGH

_NOUNS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, slots=True)
class SpcReading:
    """One reading of the board's own, as far as a control chart must know it. `begins` is the first day of its period."""

    begins: date
    ends: date
    said_on: date
    value: Decimal
    kind: PeriodKind
    precision: Precision = Precision.EXACT
    disputed: bool = False
    inferred: bool = False
    breaks: bool = False
    is_headline: bool = False

    @property
    def months(self) -> int:
        """How long its period is; 0 for a day, and for a period of which only the end is known."""
        return round((self.ends - self.begins).days / 30.44)


@dataclass(frozen=True, slots=True)
class SpcSeries:
    """What may be fed to a chart: `points` with None where the only reading is in doubt; `because` why not, else ""."""

    points: tuple[tuple[date, Decimal | None], ...]
    rebase_on: tuple[date, ...]
    noun: str
    left_out: int
    because: str

    @property
    def held(self) -> int:
        return sum(value is not None for _, value in self.points)

    @property
    def since_break(self) -> int:
        """Readings since the definition last changed."""
        start = max(self.rebase_on, default=date.min)
        return sum(value is not None and day >= start for day, value in self.points)


def can_be_judged(readings: Sequence[SpcReading]) -> SpcSeries:
    """The series of `readings`, without comparators, and whether it can be judged.

    Year-to-date figures start again each April, and rolling ones share most of their months with the one before: neither
    moves as chance would have it, so they are never judged. Of unlike periods the commonest kind and length stays. Rough
    ("about 30"), inferred and disputed figures leave a gap. A changed definition starts the limits again.
    """
    sound = [one for one in readings if not one.disputed]
    if not sound:
        return SpcSeries(
            (), (), "reading", 0, "No figure is free of doubt." if readings else "No figure has been reported."
        )
    alike = _commonest(sound)
    kept = [one for one in readings if (one.kind, one.months) == alike]
    series = _series(kept, len({one.ends for one in sound}), alike[1])
    return SpcSeries(series.points, series.rebase_on, series.noun, series.left_out, _why_not(alike[0], series))


def _commonest(sound: Sequence[SpcReading]) -> tuple[PeriodKind, int]:
    """The kind and length that most periods have; of as many, that of the latest."""
    periods = {(one.ends, one.kind, one.months) for one in sound}
    counts = Counter((kind, months) for _, kind, months in periods)
    latest = {alike: max(ends for ends, *other in periods if tuple(other) == alike) for alike in counts}
    return max(counts, key=lambda alike: (counts[alike], latest[alike]))


def _series(kept: Sequence[SpcReading], periods: int, months: int) -> SpcSeries:
    best: dict[date, SpcReading] = {}
    for one in sorted(kept, key=lambda one: (one.ends, not one.disputed, one.is_headline, one.said_on)):
        best[one.ends] = one
    points = tuple((one.ends, None if _is_doubtful(one) else one.value) for one in best.values())
    held = sum(value is not None for _, value in points)
    breaks = tuple(sorted({one.ends for one in kept if one.breaks}))
    return SpcSeries(points, breaks, _NOUNS.get(months, "reading"), max(periods - held, 0), "")


def _is_doubtful(one: SpcReading) -> bool:
    return one.disputed or one.inferred or one.precision in (Precision.APPROXIMATE, Precision.MORE_THAN)


def _why_not(kind: PeriodKind, series: SpcSeries) -> str:
    if kind is PeriodKind.YEAR_TO_DATE:
        return "These figures add up from April and start again the next, so no chance variation can be judged in them."
    if kind is PeriodKind.ROLLING:
        return (
            "Each figure shares most of its months with the one before, so no chance variation can be judged in them."
        )
    if series.since_break < ENOUGH:
        after = " since the definition changed" if series.since_break < series.held else ""
        return f"Too few points to judge{after} ({series.since_break} of {ENOUGH})."
    return ""
