"""Who may do what with meetings, papers and packs. What concerns plans is asked in `plans.permissions`."""

from django.http import Http404

from meetings.enums import Edition, MeetingState
from meetings.models import BoardPack, ExemptText, Meeting
from plans.permissions import AUTHOR, CHAIR, MEMBER, boards_visible_to, has_role, roles_of, sits_on


def meetings_visible_to(user):
    """Meetings of the boards that the user may know of."""
    return Meeting.objects.filter(board__in=boards_visible_to(user))


def may_read_agenda(user, meeting: Meeting) -> bool:
    """An agenda that is not yet published is the author's alone."""
    return meeting.state != MeetingState.PLANNED or has_role(user, AUTHOR)


def meeting_for(user, board_key: str, key: str) -> Meeting:
    """The meeting by its key or its day. Raises Http404 for what is hidden and for what does not exist alike."""
    meetings = meetings_visible_to(user).filter(board__key=board_key).select_related("board", "goal_in_focus__strategy")
    meeting = meetings.filter(key=key).first()
    if meeting is None:
        raise Http404("No meeting")
    return meeting


def exempt_texts_visible_to(user):
    """Exempt text: for members and chairs of that board, and for authors. For nobody else, administrators included."""
    if has_role(user, AUTHOR):
        return ExemptText.objects.all()
    boards = [board_id for role, board_id in roles_of(user) if role in (MEMBER, CHAIR)]
    return ExemptText.objects.filter(item__meeting__board__in=boards)


def can_build_pack(user, meeting: Meeting) -> bool:
    return has_role(user, AUTHOR)


def can_read_pack(user, pack: BoardPack) -> bool:
    """The public edition is for everyone who is signed in; the members' edition for that board's members and authors."""
    return pack.edition == Edition.PUBLIC or has_role(user, AUTHOR) or sits_on(user, pack.meeting.board)
