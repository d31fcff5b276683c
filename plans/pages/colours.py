"""How a colour is decided, as the table that a member can read: the numbers are those of the strategy."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.enums import IndicatorStatus, Status
from plans.rules.status import StatusNumbers


@dataclass(frozen=True)
class Row:
    status: Status | IndicatorStatus
    when: str


@dataclass(frozen=True)
class Table:
    """The rules with one set of numbers, and the plans that use them."""

    titles: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(strategies: Iterable[tuple[str, StatusNumbers]]) -> tuple[Table, ...]:
    """One table for each set of numbers in use; the numbers of the house where there is no plan to read."""
    by_numbers: dict[StatusNumbers, list[str]] = {}
    for title, numbers in strategies:
        by_numbers.setdefault(numbers, []).append(title)
    if not by_numbers:
        by_numbers[StatusNumbers()] = []
    return tuple(Table(tuple(titles), milestone_rows(numbers)) for numbers, titles in by_numbers.items())


def milestone_rows(numbers: StatusNumbers) -> tuple[Row, ...]:
    """In the order in which they are tried: the first that applies gives the colour."""
    return (
        Row(Status.COMPLETE, "It was completed on or before the day, and this was said with its source."),
        Row(Status.NO_DATE, "No date has ever been stated."),
        Row(
            Status.RED,
            f"Its date has passed; or it is more than {numbers.red_days_after_baseline} days after the agreed date.",
        ),
        Row(
            Status.AMBER,
            "Its date is after the agreed date; or it is due within "
            f"{numbers.due_soon_days} days and nothing was said in the last {numbers.due_soon_silence_days}.",
        ),
        Row(
            Status.NOT_CONFIRMED,
            f"Nothing was said in the last {numbers.not_confirmed_after_days} days. "
            "“No change” counts as said once; a second in a row does not.",
        ),
        Row(Status.GREEN, "It is on the agreed date, or ahead of it."),
    )


def indicator_rows() -> tuple[Row, ...]:
    """In the order in which they are tried."""
    return (
        Row(IndicatorStatus.NO_DATA, "No figure has been reported. It is never shown as nought, and never red."),
        Row(IndicatorStatus.DISPUTED, "Papers contradict each other about it, and nobody has settled it."),
        Row(IndicatorStatus.OUT_OF_DATE, "Its last figure is older than was set for it."),
        Row(IndicatorStatus.NO_TARGET, "No target is set as a number, or neither direction is better."),
        Row(IndicatorStatus.GREEN, "It reaches the target."),
        Row(IndicatorStatus.AMBER, "It misses the target, within the tolerance or above the floor that was set."),
        Row(IndicatorStatus.RED, "It misses the target by more; or at all, where no tolerance and no floor is set."),
    )
