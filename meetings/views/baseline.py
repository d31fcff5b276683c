"""What a register is measured from, fetched: the stored snapshot of the last issued pack, else the plan as it was told then."""

from collections import OrderedDict
from datetime import date, timedelta
from threading import Lock

from django.db.models import OuterRef, Subquery

from meetings.enums import MeetingState
from meetings.models import BoardPack
from meetings.pages.dashboard import MeetingDay, last_held
from meetings.pages.register import Since
from meetings.permissions import meetings_visible_to
from plans.models import Board, Strategy
from plans.rules.dates import Window, long_date
from plans.snapshot_cache import snapshot_of
from plans.storage import CannotRead, from_json
from plans.tree import StrategySnapshot

KEPT = 6
QUARTER = timedelta(days=91)

_lock = Lock()
_of_packs: OrderedDict[tuple[int, str], StrategySnapshot] = OrderedDict()


def meeting_days(user, board: Board) -> tuple[MeetingDay, ...]:
    """The board's meetings in the order of their days, each with the last pack issued for it: one query."""
    packs = BoardPack.objects.filter(meeting=OuterRef("pk")).filter(supplement=0).exclude(snapshot={})
    packs = packs.order_by("-version", "-pk")
    rows = (
        meetings_visible_to(user)
        .filter(board=board)
        .annotate(pack=Subquery(packs.values("number")[:1]), pack_pk=Subquery(packs.values("pk")[:1]))
        .order_by("held_on", "earliest", "pk")
    )
    return tuple(
        MeetingDay(
            key=row.key,
            day=row.held_on,
            window=Window(row.earliest, row.latest, words=row.day_words) if row.earliest and row.latest else None,
            words=row.day_words,
            is_held=row.state == MeetingState.HELD,
            is_cancelled=row.state == MeetingState.CANCELLED,
            pack=row.pack or "",
            pack_pk=row.pack_pk,
        )
        for row in rows
    )


def since_last_meeting(strategy: Strategy, meetings: tuple[MeetingDay, ...], *, as_at: date) -> Since:
    """Since the pack of the last meeting held; where none was issued, since the day before it, as it would have been told."""
    meeting = last_held(meetings, on=as_at)
    if meeting is None or meeting.day is None:
        day = as_at - QUARTER
        short = long_date(day)
        return Since(snapshot_of(strategy, as_at=day), f"Since {short}", short, "No meeting has been held yet.")
    when = f"{meeting.day.day} {long_date(meeting.day).split()[1]}"
    if meeting.day.year != as_at.year:
        when += f" {meeting.day.year}"
    if then := pack_snapshot(meeting, strategy):
        note = f"Measured against pack {meeting.pack}, as it was issued."
        return Since(then, f"Since the pack for {when}", f"the pack for {when}", note, meeting.key)
    then = snapshot_of(strategy, as_at=meeting.day - timedelta(days=1))
    note = "No pack was issued for that meeting here: this is measured against the plan as it would have been told."
    return Since(then, f"Since the meeting of {when}", f"the meeting of {when}", note, meeting.key)


def since_day(strategy: Strategy, day: date) -> Since:
    return Since(snapshot_of(strategy, as_at=day), f"Since {long_date(day)}", long_date(day))


def pack_snapshot(meeting: MeetingDay, strategy: Strategy) -> StrategySnapshot | None:
    """The plan as an issued pack told it, from memory once it was read: a pack never changes."""
    if meeting.pack_pk is None:
        return None
    key = (meeting.pack_pk, meeting.pack)
    with _lock:
        found = _of_packs.get(key)
    if found is None:
        stored = BoardPack.objects.filter(pk=meeting.pack_pk).values_list("snapshot", flat=True).first()
        try:
            found = from_json(stored or {})
        except CannotRead:
            return None
        with _lock:
            _of_packs[key] = found
            while len(_of_packs) > KEPT:
                _of_packs.popitem(last=False)
    return found if found.key == strategy.key else None


def forget() -> None:
    """Empty the memory: for tests, whose databases use the same numbers again."""
    with _lock:
        _of_packs.clear()
