"""Who may do what with meetings, papers and packs. What concerns plans is asked in `plans.permissions`."""

from django.db.models import Q
from django.http import Http404

from meetings.enums import Edition, MeetingState, MinutesState, Secrecy
from meetings.models import BoardPack, ExemptText, Meeting, MinuteEntry, Minutes
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


def entries_visible_to(user):
    """What was minuted: of published minutes for everyone who knows the board; of drafts for authors only.

    What was minuted under an item taken in private is read by members and chairs of that board, and by authors.
    """
    entries = MinuteEntry.objects.filter(minutes__meeting__in=meetings_visible_to(user))
    if has_role(user, AUTHOR):
        return entries
    boards = [board_id for role, board_id in roles_of(user) if role in (MEMBER, CHAIR)]
    in_public = Q(item=None) | Q(item__secrecy=Secrecy.OPEN) | Q(minutes__meeting__board__in=boards)
    published = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)
    return entries.filter(in_public, minutes__state__in=published)


def can_read_exempt(user, meeting: Meeting) -> bool:
    """Papers and names of files under the exempt items of this meeting: as for their text."""
    return has_role(user, AUTHOR) or sits_on(user, meeting.board)


def minutes_visible_to(user):
    """Versions of minutes: published ones for everyone who knows the board, drafts for authors, as for their entries."""
    minutes = Minutes.objects.filter(meeting__in=meetings_visible_to(user))
    if has_role(user, AUTHOR):
        return minutes
    return minutes.filter(state__in=(MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED))


def can_write_minutes(user) -> bool:
    """Send in minutes, go through what is proposed of them, and commit."""
    return has_role(user, AUTHOR)


def can_build_pack(user, meeting: Meeting) -> bool:
    return has_role(user, AUTHOR)


def can_read_pack(user, pack: BoardPack) -> bool:
    """The public edition is for everyone who is signed in; the members' edition for that board's members and authors."""
    return pack.edition == Edition.PUBLIC or has_role(user, AUTHOR) or sits_on(user, pack.meeting.board)
