"""What the public has in its hands once the pack is issued: the agenda as it was printed, and the papers that were in it.

What is printed is not changed behind its readers' backs. An item is withdrawn or deferred; what is new goes out in a
supplement; a paper is corrected with a reason, and its readers get the correction with a new version of the pack.
"""

from collections.abc import Iterable

from meetings.enums import Edition
from meetings.models import AgendaItem, BoardPack, Meeting, Paper
from meetings.pack.issued import told_of
from meetings.pack.meeting_parts import item_key
from plans.changes import NotAllowedNow

IS_ISSUED = (
    "The public pack is issued, so the item stays as it was printed. It can be withdrawn or deferred; what is new goes out "
    "in a supplement."
)
DAY_IS_PRINTED = (
    "The public pack is issued with this day and hour. Cancel the meeting, and plan the one that replaces it."
)
PAPER_IS_PRINTED = (
    "This paper is printed in the public pack. Correct it with a reason: readers get that with a new version of the pack. "
    "A new paper goes out in a supplement."
)
CORRECT_IT = (
    "This paper is printed in the public pack: say why it is corrected. Readers get the correction with a new version of "
    "the pack; a new paper goes out in a supplement."
)


def is_issued(meeting: Meeting) -> bool:
    """Whether the public has the pack: its agenda is then as it was printed."""
    return BoardPack.objects.filter(meeting=meeting, edition=Edition.PUBLIC, supplement=0).exists()


def is_printed(item: AgendaItem) -> bool:
    """Whether the public has this item. One that was taken late, and is in no supplement yet, it has not."""
    return bool(printed_of(item.meeting, [item]))


def printed_of(meeting: Meeting, items: Iterable[AgendaItem]) -> set[int]:
    """The keys of the rows that the public has, among items of one meeting: two queries at most."""
    told = told_of(meeting, Edition.PUBLIC) if is_issued(meeting) else None
    if told is None:
        return set()
    return {item.pk for item in items if not told.is_known or item_key(item) in told.items}


def is_paper_printed(paper: Paper) -> bool:
    """Whether the public has the text of this paper, in the pack or in a supplement to it."""
    if not is_issued(paper.item.meeting):
        return False
    told = told_of(paper.item.meeting, Edition.PUBLIC)
    return told is not None and paper.key in told.papers


def refuse_what_is_printed(item: AgendaItem) -> None:
    """Raises NotAllowedNow for an item that the public has as it is."""
    if is_printed(item):
        raise NotAllowedNow(IS_ISSUED)


def refuse_another_day(now: Meeting, wanted: Meeting) -> None:
    """Raises NotAllowedNow where the meeting would move after the public was told when it is."""
    if (now.held_on, now.starts_at) != (wanted.held_on, wanted.starts_at) and is_issued(now):
        raise NotAllowedNow(DAY_IS_PRINTED)
