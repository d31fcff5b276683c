"""Which sections the pack of a meeting has, and in which order: its own choice, else its board's, else all there are."""

from dataclasses import dataclass

from django.db.models import Q

from meetings.models import Meeting, PackChoice
from meetings.pack.names import STANDARD, settled
from plans.models import Board


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a meeting and for its board, and which of the two counts. No row: nobody has chosen yet."""

    own: PackChoice | None
    of_board: PackChoice | None

    @property
    def is_own(self) -> bool:
        return bool(self.own and self.own.sections)

    @property
    def board_has_chosen(self) -> bool:
        return bool(self.of_board and self.of_board.sections)

    @property
    def default(self) -> tuple[str, ...]:
        """What a meeting has that chose nothing of its own."""
        return settled(self.of_board.sections) if self.of_board and self.of_board.sections else STANDARD

    @property
    def sections(self) -> tuple[str, ...]:
        return settled(self.own.sections) if self.own and self.own.sections else self.default


def chosen_for(meeting: Meeting) -> Chosen:
    """One query. An empty list in a row says that its choice was given up again."""
    rows = PackChoice.objects.filter(Q(meeting=meeting) | Q(board=meeting.board_id, meeting=None))
    found = {row.meeting_id: row for row in rows}
    return Chosen(found.get(meeting.pk), found.get(None))


def chosen_of_board(board: Board) -> Chosen:
    """The board's own, for whichever meeting."""
    return Chosen(None, PackChoice.objects.filter(board=board, meeting=None).first())


def sections_chosen(meeting: Meeting) -> tuple[str, ...]:
    """The names of the sections of this meeting's pack, in order."""
    return chosen_for(meeting).sections
