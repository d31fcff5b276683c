"""What the rules find in doubt, kept as rows: added when it is found, settled by a person, lapsed when it is found no more."""

from dataclasses import dataclass
from datetime import date

from plans.models import Board, Indicator, Milestone


@dataclass(frozen=True)
class Reconciled:
    """How the stored discrepancies of a board were brought into step with what its rules find: codes of each."""

    found: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


def reconcile_board(board: Board, *, on: date, by=None) -> Reconciled:
    """Run every rule over a board once, after many facts were written: at the end of a load or of a national file."""
    return Reconciled()


def reconcile_indicator(indicator: Indicator, *, on: date, by=None) -> Reconciled:
    """Run the rules over one indicator, its parts and its wholes, after a reading or a target was added or corrected."""
    return Reconciled()


def reconcile_milestone(milestone: Milestone, *, on: date, by=None) -> Reconciled:
    """Run the rules over the dates of one milestone, after one was stated or corrected."""
    return Reconciled()
