"""Sets the pages of the coming meetings' packs while their authors work, so that asking for a pack finds nearly all of them kept.

Setting takes nine tenths of the time that a pack takes, and most of a pack is as it was a minute ago. So every write asks for
this to be done soon, and it is done when a worker has nothing else to do; what is not done in time is done when the pack
is asked for, as if this were not here. Only pages are kept and no whole file, which would be megabytes for every word typed.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from meetings.enums import Edition, MeetingState
from meetings.models import Meeting
from meetings.pack import kept
from meetings.pack.document import prepare
from meetings.pack.failing import NotBuilt
from meetings.pack.gathering import gather, only_strategy
from meetings.pack.open_plan import public_plan
from meetings.pages.clock import latest_as_at
from plans.snapshot_cache import snapshot_of

SOON = timedelta(seconds=20)
"""How long after a write: what is typed within it is set once."""
NOT_BEFORE = timedelta(days=60)
"""A meeting further off changes too much until then."""
COMING = (MeetingState.PLANNED, MeetingState.PUBLISHED)
log = logging.getLogger(__name__)


class StoodAside(Exception):
    """Something else waits to be done. What was set until now is kept."""


def coming_meetings(*, today: date) -> list[Meeting]:
    """The next meeting of each board, if its day is near."""
    rows = Meeting.objects.filter(state__in=COMING, held_on__gte=today, held_on__lte=today + NOT_BEFORE)
    rows = rows.select_related("board", "goal_in_focus__strategy").order_by("held_on", "pk")
    first: dict[int, Meeting] = {}
    for meeting in rows:
        first.setdefault(meeting.board_id, meeting)
    return list(first.values())


def warm(meeting: Meeting, *, today: date, at: datetime, stand_aside: Callable[[], bool]) -> int:
    """Set what is not kept of both editions, as they would be drawn today; how many editions had something to set.

    Nothing is done where another process does it for this meeting, or where nothing changed since it was done last.
    Raises StoodAside between two sections when `stand_aside` says so.
    """
    as_at = latest_as_at(meeting.held_on, today=today)
    if as_at is None:
        return 0

    def tell(line: str) -> None:
        if stand_aside():
            raise StoodAside

    made = 0
    with _alone(meeting) as alone:
        for edition in (Edition.MEMBERS, Edition.PUBLIC) if alone else ():
            try:
                strategy = only_strategy(meeting)
                taken = snapshot_of(strategy, as_at=as_at) if strategy else None  # one for both editions
                snapshot = public_plan(taken) if taken and edition == Edition.PUBLIC else taken
                pack = gather(meeting, edition=edition, as_at=as_at, built_at=at, strategy=strategy, snapshot=snapshot)
                made += prepare(pack, tell=tell)
            except NotBuilt as unclear:
                log.info("pack not set ahead", extra={"meeting_id": meeting.pk, "because": str(unclear)})
    return made


@contextmanager
def _alone(meeting: Meeting) -> Iterator[bool]:
    """Whether no other process sets this meeting's pages ahead. A process that dies lets go of it."""
    try:
        kept.folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (kept.folder() / f".ahead-{meeting.pk}").open("w")
    except OSError:
        yield False  # nothing can be kept there either
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
