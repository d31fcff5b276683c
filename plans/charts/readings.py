"""Readings of a figure over time, in words and in rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.charts.metrics import clean
from plans.charts.scales import figure, tick_figure
from plans.rules.dates import long_date

TOLD_IN_FULL = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One reading. `value` None is a gap; `label` names the period; `text` is the figure as shown, "10 of 20"."""

    day: date
    value: Decimal | None
    label: str
    disputed: bool = False
    provisional: bool = False
    inferred: bool = False
    break_before: bool = False
    text: str = ""

    @property
    def known(self) -> Decimal:
        assert self.value is not None, "a gap has no value"
        return self.value

    @property
    def is_held(self) -> bool:
        return self.value is not None and self.value.is_finite()

    def shown(self, unit: str) -> str:
        if not self.is_held:
            return "no figure"
        return self.text or figure(self.known, unit)

    def told(self, unit: str) -> str:
        """The figure with its doubt, once: "40, disputed", "3 (day inferred)", "64%, provisional"."""
        words = clean(self.shown(unit))
        if self.disputed and "disputed" not in words:
            return f"{words}, disputed"
        if self.inferred and "inferred" not in words:
            return f"{words} (inferred)"
        if self.provisional and "provisional" not in words:
            return f"{words}, provisional"
        return words

    def remarks(self) -> Iterator[str]:
        if self.disputed:
            yield "disputed"
        if self.inferred:
            yield "inferred"
        if self.provisional:
            yield "provisional"
        if self.break_before:
            yield "the definition changed before this"


def trend_table(points: Sequence[Point], *, unit: str) -> tuple[tuple[str, str, str], ...]:
    """Rows of period, figure and what is to be known about it, oldest first."""
    return tuple(
        (point.label or long_date(point.day), point.shown(unit), ", ".join(point.remarks()))
        for point in in_order(points)
    )


def in_order(points: Sequence[Point]) -> list[Point]:
    return sorted(points, key=lambda point: point.day)


def present(points: Sequence[Point]) -> Point | None:
    """The latest reading that is held and not disputed."""
    return next((point for point in reversed(points) if point.is_held and not point.disputed), None)


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """The stretches a line may join: a gap, a doubtful reading and a new definition each end one.

    A disputed reading beside an undisputed one of the same day ends nothing.
    """
    settled = {point.day for point in points if point.is_held and not point.disputed}
    found: list[list[Point]] = [[]]
    for point in points:
        if point.disputed and point.day in settled:
            continue
        if point.break_before or not point.is_held or point.disputed or point.inferred:
            found.append([])
        if point.is_held and not point.disputed and not point.inferred:
            found[-1].append(point)
    return [run for run in found if len(run) > 1]


def in_words(points: Sequence[Point], unit: str, lowest: Decimal) -> str:
    """What the picture shows, for those who do not see it: every reading, or the first and the last of many."""
    told = points if len(points) <= TOLD_IN_FULL else [points[0], points[-1]]
    sentences = [
        "; ".join(
            f"{period}: {shown} ({remark})" if remark else f"{period}: {shown}"
            for period, shown, remark in trend_table(told, unit=unit)
        )
    ]
    if len(told) < len(points):
        without = sum(not point.is_held for point in points)
        sentences.append(f"{len(points)} readings, {without or 'none'} without a figure")
    if unit and unit != "%":
        sentences.append(f"Unit: {unit}")
    if lowest > 0:
        sentences.append(f"The scale starts at {tick_figure(lowest, unit)}, not at zero")
    return ". ".join(sentence for sentence in sentences if sentence) + "."
