"""Who may do what with meetings, papers and packs. What concerns plans is asked in `plans.permissions`."""

from datetime import date

from django.db.models import Q
from django.http import Http404

from meetings.enums import BEING_WRITTEN, Edition, EntryKind, MeetingState, MinutesState, PaperState, Secrecy
from meetings.models import Attachment, BoardPack, EntryLink, ExemptText, Meeting, MinuteEntry, Minutes, Paper
from plans.enums import BulkKind
from plans.models import Board
from plans.permissions import (
    AUTHOR,
    CHAIR,
    MEMBER,
    OFFICER,
    actions_to_update,
    boards_visible_to,
    bulk_kinds,
    has_role,
    roles_of,
    sits_on,
)

PUBLISHED = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)
OUT_AHEAD = (EntryKind.DECISION, EntryKind.RECOMMENDATION, EntryKind.ACTION)
"""What is read of a draft once its decisions are out. To recommend something to another body is to decide it."""


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
    """What was minuted: of published minutes for everyone who knows the board; of drafts for authors and for its chair.

    Once the decisions are out, so are the decisions and actions of the draft, and nothing else of it. What was minuted
    under an item taken in private is read by members and chairs of that board, and by authors; an open summary of it by all.
    """
    entries = MinuteEntry.objects.filter(minutes__meeting__in=meetings_visible_to(user))
    if has_role(user, AUTHOR):
        return entries
    own, chaired = _seats(user, MEMBER, CHAIR), _seats(user, CHAIR)
    in_public = Q(item=None) | Q(item__secrecy=Secrecy.OPEN) | Q(is_open_summary=True)
    decided = Q(minutes__decisions_out_on__isnull=False, kind__in=OUT_AHEAD)
    is_out = Q(minutes__state__in=PUBLISHED) | Q(minutes__meeting__board__in=chaired) | decided
    return entries.filter(in_public | Q(minutes__meeting__board__in=own), is_out)


def own_passages(user, minutes: Minutes, *, on: date):
    """Of draft minutes, taken in public: what an officer reads of the actions they lead or deputise for on that day."""
    actions = actions_to_update(user, on=on)
    if actions is None or not minutes.meeting_id:
        return MinuteEntry.objects.none()
    entries = MinuteEntry.objects.filter(minutes=minutes, minutes__meeting__in=meetings_visible_to(user))
    about = EntryLink.objects.filter(Q(action__in=actions) | Q(milestone__action__in=actions)).values("entry")
    return entries.filter(Q(item=None) | Q(item__secrecy=Secrecy.OPEN), pk__in=about)


def _seats(user, *roles: str) -> list[int | None]:
    return [board_id for role, board_id in roles_of(user) if role in roles]


def can_read_exempt(user, meeting: Meeting) -> bool:
    """Papers and names of files under the exempt items of this meeting: as for their text."""
    return has_role(user, AUTHOR) or sits_on(user, meeting.board)


def minutes_visible_to(user):
    """Versions of minutes: published ones, and drafts whose decisions are out, for everyone who knows the board.

    A draft whose decisions are not out is there for authors and for the chair.
    """
    minutes = Minutes.objects.filter(meeting__in=meetings_visible_to(user))
    if has_role(user, AUTHOR):
        return minutes
    chaired = Q(meeting__board__in=_seats(user, CHAIR))
    return minutes.filter(Q(state__in=PUBLISHED) | Q(decisions_out_on__isnull=False) | chaired)


def can_read_draft(user, board: Board) -> bool:
    """All of draft minutes, and what the chair remarks on them."""
    return has_role(user, AUTHOR) or chairs(user, board)


def chairs(user, board: Board) -> bool:
    return (CHAIR, board.pk) in roles_of(user)


def can_check_minutes(user, board: Board) -> bool:
    """Mark a draft as checked by the chair: the chair of that board; an author on the chair's word."""
    return can_read_draft(user, board)


def can_write_minutes(user) -> bool:
    """Say who came, write minutes or send them in, go through what is proposed of them, publish, approve and sign."""
    return has_role(user, AUTHOR)


def can_edit_board(user) -> bool:
    """What a board is, who sits on it, its standing items, and the days on which its council is closed."""
    return has_role(user, AUTHOR)


def can_arrange(user) -> bool:
    """Plan meetings, write and publish their agendas, cancel them, and mark them as held."""
    return has_role(user, AUTHOR)


def can_act_urgently(user, board: Board) -> bool:
    """Give the chair's reason for a late item, and record urgent action: the chair of the board, or an author."""
    return has_role(user, AUTHOR) or any(role == CHAIR and board_id == board.pk for role, board_id in roles_of(user))


def papers_visible_to(user):
    """Papers whose title a user may know, if they may know of the item: one being written is its writer's and authors' alone."""
    papers = Paper.objects.filter(item__meeting__in=meetings_visible_to(user))
    if has_role(user, AUTHOR):
        return papers
    own = Q(author_person=user.person_id) if has_role(user, OFFICER) and user.person_id else Q(pk=None)
    return papers.filter(~Q(state=PaperState.DRAFT) | own)


def can_read_paper(user, paper: Paper) -> bool:
    """The page of one paper. What is exempt, or on an agenda that is not published, is read as its item is."""
    if has_role(user, AUTHOR) or writes_paper(user, paper):
        return True
    meeting = paper.item.meeting
    is_open = paper.item.secrecy == Secrecy.OPEN or can_read_exempt(user, meeting)
    return paper.state != PaperState.DRAFT and is_open and may_read_agenda(user, meeting)


def writes_paper(user, paper: Paper) -> bool:
    """An officer writes the paper that was given to them, until it has been received."""
    is_theirs = user.person_id is not None and user.person_id == paper.author_person_id
    return is_theirs and has_role(user, OFFICER) and paper.state in BEING_WRITTEN


def can_write_paper(user, paper: Paper) -> bool:
    return has_role(user, AUTHOR) or writes_paper(user, paper)


def can_manage_papers(user) -> bool:
    """Begin papers, say who writes them, take them in, put them off, record clearances, and keep the templates."""
    return has_role(user, AUTHOR)


def can_read_attachment(user, attachment: Attachment) -> bool:
    """The file of an attachment: as its item is read. One that was taken out is for authors only."""
    if has_role(user, AUTHOR):
        return True
    item = attachment.item
    is_open = item.secrecy == Secrecy.OPEN or can_read_exempt(user, item.meeting)
    return not attachment.taken_out_because and is_open and may_read_agenda(user, item.meeting)


def can_build_pack(user, meeting: Meeting) -> bool:
    """Of a meeting that was cancelled there is nothing to put into one."""
    return has_role(user, AUTHOR) and meeting.state != MeetingState.CANCELLED


def can_choose_sections(user) -> bool:
    """Say which sections the packs of a board have, and in which order."""
    return has_role(user, AUTHOR)


def can_follow_packs(user) -> bool:
    """See packs on their way, and drafts of them: whoever makes packs, whatever became of the meeting since."""
    return has_role(user, AUTHOR)


def can_see_readiness(user, meeting: Meeting) -> bool:
    """What the pack of a meeting still lacks: its authors, and the chair of the board once the agenda may be read."""
    return has_role(user, AUTHOR) or (chairs(user, meeting.board) and may_read_agenda(user, meeting))


def can_ask_for_updates(user) -> bool:
    """Ask for word of actions, as of many at once."""
    return BulkKind.ASK in bulk_kinds(user)


def can_read_pack(user, pack: BoardPack) -> bool:
    """The public edition is for everyone who is signed in; the members' edition for that board's members and authors."""
    return pack.edition == Edition.PUBLIC or has_role(user, AUTHOR) or sits_on(user, pack.meeting.board)
