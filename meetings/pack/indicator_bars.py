"""Readings of an indicator side by side, where no line may join them: few enough to be read, and to stand on one page."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from meetings.pack.indicator_words import period_words, share, unit_words
from meetings.pack.plan_contents import Figure
from meetings.pack.wording import capital, number_of
from plans.charts import PAPER, Bar, bars
from plans.enums import PeriodKind, Precision
from plans.rules.windows import months_after
from plans.tree import IndicatorLine, ReadingLine

INEXACT = (Precision.APPROXIMATE, Precision.MORE_THAN)
MOST_BARS = 8
"""They take 86 mm; with heading, status and caption a page has room for twice that."""
A_DAY = timedelta(days=1)


def bars_of(indicator: IndicatorLine, sound: Sequence[ReadingLine]) -> Figure | None:
    """Readings too few or too unlike for a line stand side by side; one figure alone needs no picture.

    Parts of different wholes are drawn as shares: 10 of 20 and 10 of 33 are not bars of one length. Of many readings the
    latest and those of the same months a year before are drawn, of the board and of what it is set against.
    """
    shares = len({r.denominator for r in sound if r.denominator}) > 1 and not indicator.is_percentage
    shares = shares and not any(r.is_ratio for r in sound)
    held = [*sound, *(r for r in indicator.readings if r.comparator and not r.is_disputed)]
    fit = [r for r in held if r.denominator is not None] if shares else held
    shown = _few(fit)
    if len(shown) < 2 or (len({(r.value, r.period.latest) for r in shown}) < 2 and not shares):
        return None
    rows = [
        Bar(
            _bar_label(r, shown),
            share(r) if shares else r.value,
            f"{r.shown}, {share(r)}%" if shares else r.shown,
            dashed=is_part_of_year(r) or r.precision in INEXACT,
        )
        for r in shown
    ]
    caption = indicator.title if shares else f"{indicator.title}{unit_words(indicator)}"
    hundred = shares or indicator.is_percentage or indicator.unit == "%"
    svg = bars(rows, key=f"bars-{indicator.key}", title=caption, maximum=Decimal(100) if hundred else None, theme=PAPER)
    notes = ["Each bar is a share; the scale ends at 100%."] if hundred else []
    if any(bar.dashed for bar in rows):
        notes.append("Dashed: part of a year, or not exact.")
    if len(fit) < len(held):
        notes.append("Figures without their whole are in the table only.")
    if left := len(fit) - len(shown):
        notes.append(f"{capital(number_of(left, 'other reading is', 'other readings are'))} in the table only.")
    return Figure(svg, caption, " ".join(notes))


def is_part_of_year(reading: ReadingLine) -> bool:
    """A figure of the year to date, until its twelve months are full."""
    is_full = months_after(reading.period.earliest, 12) <= reading.period.latest + A_DAY
    return reading.period_kind is PeriodKind.YEAR_TO_DATE and not is_full


def _few(readings: Sequence[ReadingLine]) -> list[ReadingLine]:
    """As many as a picture may hold: where there are more, the last period and the same months a year before."""
    if len(readings) <= MOST_BARS:
        return list(readings)
    last = max((r.period.latest for r in readings if not r.comparator), default=readings[-1].period.latest)
    before = months_after(last.replace(day=1), -12)
    few = [r for r in readings if r.period.latest == last or r.period.latest.replace(day=1) == before]
    if not 2 <= len(few) <= MOST_BARS:
        few = sorted(readings, key=lambda r: r.period.latest)[-MOST_BARS:]
    whose = list(dict.fromkeys(r.comparator for r in readings))
    return sorted(few, key=lambda r: (whose.index(r.comparator), r.period.latest))


def _bar_label(reading: ReadingLine, among: Sequence[ReadingLine]) -> str:
    """What tells this bar from the others: whose it is, of what, or when."""
    same_time = len({r.period.latest for r in among}) == 1
    parts = []
    if reading.comparator:
        parts.append(reading.comparator)
    elif any(r.comparator for r in among) and not reading.of_what:
        parts.append("This board")
    if reading.of_what:
        parts.append(f"Of {reading.of_what}")
    if not same_time or not parts:
        parts.append(period_words(reading))
    return capital(", ".join(parts))
