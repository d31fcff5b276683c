"""Which sections the packs of a board have, and the pack of one meeting. What was chosen before stays in the audit trail.

A choice that is given up stays as an empty list, so that its version goes on and nobody overwrites what they have not seen.
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from meetings.models import Meeting, PackChoice
from meetings.pack.names import settled
from plans.changes import Stale, keep, take, together
from plans.models import Board

CHANGED = (
    "Somebody else chose the sections since you opened this page. What you chose is still here; nothing was saved."
)


def choose_sections(meeting: Meeting, names: Sequence[str], *, by, seen: int) -> PackChoice:
    """The pack of this meeting has these sections, in this order, whatever its board has.

    `seen` is the version of the choice that was read, 0 where there was none. Raises Stale; nothing is written then.
    """
    return _keep(meeting.board, meeting, settled(names), by=by, seen=seen, because="Sections of the pack chosen")


def follow_board(meeting: Meeting, *, by, seen: int) -> PackChoice:
    """The pack of this meeting has what its board's packs have. Raises Stale; nothing is written then."""
    return _keep(meeting.board, meeting, (), by=by, seen=seen, because="Back to the board’s sections")


def choose_for_board(board: Board, names: Sequence[str], *, by, seen: int) -> PackChoice:
    """Packs of this board have these sections, but for meetings that chose their own. Raises Stale."""
    return _keep(board, None, settled(names), by=by, seen=seen, because="Sections of the board’s packs chosen")


def follow_standard(board: Board, *, by, seen: int) -> PackChoice:
    """Packs of this board have every section there is, in the usual order. Raises Stale."""
    return _keep(board, None, (), by=by, seen=seen, because="Back to every section")


def make_board_default(
    meeting: Meeting, names: Sequence[str], *, by, seen: int, seen_of_board: int
) -> tuple[PackChoice, PackChoice]:
    """What was chosen for this meeting counts for the board's packs, and this meeting follows its board. Raises Stale."""
    with together():
        of_board = choose_for_board(meeting.board, names, by=by, seen=seen_of_board)
        return of_board, follow_board(meeting, by=by, seen=seen)


def _keep(board: Board, meeting: Meeting | None, names: Sequence[str], *, by, seen: int, because: str) -> PackChoice:
    with together():
        row = PackChoice.objects.filter(board=board, meeting=meeting).first()
        if row is None:
            if seen:
                raise Stale(CHANGED)
            try:
                return keep(PackChoice(board=board, meeting=meeting, sections=list(names)), by=by, because=because)
            except ValidationError:
                raise Stale(CHANGED) from None  # somebody else was the first to choose
        try:
            take(row, seen=seen)
        except Stale:
            raise Stale(CHANGED) from None
        row.sections = list(names)
        return keep(row, by=by, because=because)
