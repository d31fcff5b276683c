"""What a national file says, written under its Source: practices, their figures, the area's figures, and what contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.models import Board, Observation, Practice, PracticeReading, Source

from ._ledger import keep, together
from .discrepancies import reconcile_board
from .evidence import observe
from .practices import read_practice


@dataclass(frozen=True)
class Saved:
    """The codes of contradictions that the figures raise, and of those they end."""

    found: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


def save_national(
    board: Board,
    source: Source,
    *,
    practices: Sequence[Practice],
    readings: Sequence[PracticeReading],
    observations: Sequence[Observation],
    by,
    on: date,
) -> Saved:
    """All of it or nothing. Readings are added; one that says otherwise of a period names the one it replaces."""
    because = f"From {source.short}"
    with together():
        if source._state.adding:
            keep(source, by=by, because="A national file was read")
        for practice in practices:
            if practice._state.adding:
                practice.source_id = source.pk
            keep(practice, by=by, because=because)
        for reading in readings:
            reading.practice_id = reading.practice.pk
            reading.source_id = source.pk
            read_practice(reading, by=by, because=because)
        for observation in observations:
            if observation.comparator is not None and observation.comparator._state.adding:
                keep(observation.comparator, by=by, because=because)
            observation.comparator_id = observation.comparator.pk if observation.comparator else None
            observation.source_id = source.pk
            observe(observation, by=by)
        done = reconcile_board(board, on=on, by=by)
    return Saved((*done.added, *done.revived), done.lapsed)
