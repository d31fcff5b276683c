"""Who came to a meeting, in one save: everybody with a seat, their substitutes, and whoever else was there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from meetings.enums import Capacity, MeetingState
from meetings.models import Attendance, Meeting
from plans import changes
from plans.changes import NotAllowedNow, Stale, keep, remove, together
from plans.models import Membership, Person
from plans.rules.dates import long_date

from .boards import new_person

CHANGED = (
    "Somebody else changed who came since you opened this page. What you chose is still here; what is on record now "
    "stands beside it. Save again to put yours in its place."
)
FACTS = ("capacity", "stands_for_id", "for_item_id", "arrived_at", "left_at", "note")


@dataclass(frozen=True)
class Presence:
    """How one person took part."""

    capacity: str
    stands_for_id: int | None = None
    for_item_id: int | None = None
    arrived_at: time | None = None
    left_at: time | None = None
    note: str = ""


@dataclass(frozen=True)
class Newcomer:
    """Somebody added to the list: a person on record, or a name that is not."""

    name: str
    presence: Presence
    person_id: int | None = None


def seats_on(board, day: date):
    """Who sits on a board on a day, the chair first; those who only sit in for somebody come after."""
    rows = Membership.objects.filter(board=board, since__lte=day).exclude(until__lt=day).select_related("person")
    return rows.order_by("substitute_for", "-is_chair", "person__name", "pk")


def last_change(meeting: Meeting) -> int:
    """Marks how the attendance stands: the last line of its audit trail; 0 where nobody wrote any."""
    return changes.last_change(Attendance, meeting=meeting.pk)


def record_attendance(
    meeting: Meeting,
    said: Mapping[int, Presence | None],
    newcomers: Sequence[Newcomer] = (),
    *,
    by,
    on: date,
    seen: int,
) -> list[Attendance]:
    """Write what was said of each person; None takes somebody off the record again. Those not named stay as they are.

    `seen` is `last_change` of the page that was filled in. Raises Stale, NotAllowedNow or ValidationError; nothing is
    written then. Saved twice, the second time nothing is left to change.
    """
    with together():
        now = Meeting.objects.select_for_update().get(pk=meeting.pk)
        _refuse_before_it_was_held(now, on)
        there = {one.person_id: one for one in now.attendance.select_related("person")}
        wanted = dict(said) | _people_of(newcomers, there.values(), by=by)
        if last_change(now) != seen and any(_differs(there.get(pk), one) for pk, one in wanted.items()):
            raise Stale(CHANGED)
        _refuse_what_cannot_be(now, wanted, there)
        for person, presence in wanted.items():
            _write(now, person, presence, there.get(person), by=by)
        return list(now.attendance.order_by("pk"))


def _refuse_before_it_was_held(meeting: Meeting, on: date) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise NotAllowedNow("This meeting was cancelled, so nobody came.")
    if meeting.held_on is None or meeting.held_on > on:
        when = f"on {long_date(meeting.held_on)}" if meeting.held_on else "on a day that is not known"
        raise NotAllowedNow(f"The meeting is {when}. Who came is written down once it has been.")


def _people_of(newcomers: Sequence[Newcomer], there: Iterable[Attendance], *, by) -> dict[int, Presence | None]:
    """Who they are. A new name that was added a moment ago, by the same form sent twice, is the same person."""
    named = {row.person.name.casefold(): row.person_id for row in there}
    return {
        one.person_id
        or named.get(" ".join(one.name.split()).casefold())
        or new_person(one.name, by=by).pk: one.presence
        for one in newcomers
    }


def _differs(row: Attendance | None, presence: Presence | None) -> bool:
    if row is None or presence is None:
        return (row is None) != (presence is None)
    return any(getattr(row, name) != getattr(presence, name) for name in FACTS)


def _refuse_what_cannot_be(meeting: Meeting, wanted: Mapping[int, Presence | None], there) -> None:
    after: dict[int, Presence | Attendance | None] = {**there, **wanted}
    present = {person: one for person, one in after.items() if one and one.capacity != Capacity.APOLOGIES}
    names = dict(Person.objects.filter(pk__in=after).values_list("pk", "name"))
    if sum(one.capacity == Capacity.CHAIR for one in present.values()) > 1:
        raise NotAllowedNow("Only one person is in the chair. If it changed hands, say so in the minutes.")
    stood_for: set[int] = set()
    for person, one in present.items():
        if one.stands_for_id is None:
            continue
        if one.stands_for_id == person:
            raise NotAllowedNow(f"{names[person]} cannot stand in for themselves.")
        member = after.get(one.stands_for_id)
        if member and member.capacity != Capacity.APOLOGIES:
            raise NotAllowedNow(f"{names[one.stands_for_id]} was there, so nobody stood in for them.")
        if one.stands_for_id in stood_for:
            raise NotAllowedNow(f"Two people stand in for {names.get(one.stands_for_id, 'one member')}. One can.")
        stood_for.add(one.stands_for_id)
    for person, one in present.items():
        if one.arrived_at and one.left_at and one.left_at <= one.arrived_at:
            raise NotAllowedNow(f"{names[person]} cannot have left before arriving.")
    items = {one.for_item_id for one in wanted.values() if one and one.for_item_id}
    if items - set(meeting.items.values_list("pk", flat=True)):
        raise NotAllowedNow("That item is not on the agenda of this meeting.")


def _write(meeting: Meeting, person: int, presence: Presence | None, row: Attendance | None, *, by) -> None:
    if not _differs(row, presence):
        return
    if presence is None:
        assert row is not None
        remove(row, by=by, because="Not recorded after all")
        return
    row = row or Attendance(meeting=meeting, person_id=person)
    for name in FACTS:
        setattr(row, name, getattr(presence, name))
    keep(row, by=by, because="Attendance")
