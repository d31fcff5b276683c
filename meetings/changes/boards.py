"""What a board is, who sits on it, what its agendas begin with, and when its offices are shut."""

from collections.abc import Sequence
from datetime import date, timedelta

from meetings.models import StandingItem, UrgentAction
from plans.changes import NotAllowedNow, Stale, free_key, keep, last_change, remove, together
from plans.models import Board, ClosedDay, Membership, Person
from plans.rules.dates import long_date

from .order import behind, put_in_order


def describe(board: Board, *, by, because: str, seen: int) -> Board:
    """Save what a board is. `seen` is `last_change` of the board that was read. Raises Stale, NotAllowedNow, ValidationError."""
    with together():
        now = Board.objects.select_for_update().get(pk=board.pk)
        if last_change(now) != seen:
            raise Stale()
        above = board.parent
        while above is not None:
            if above.pk == board.pk:
                raise NotAllowedNow("A board cannot report to itself, nor to one that reports to it.")
            above = above.parent
        return keep(board, by=by, because=because)


# --- Seats ------------------------------------------------------------------------------------------------------------


def seat(membership: Membership, *, by, because: str = "Seated") -> Membership:
    """Somebody sits on a board from a day; a substitute for somebody who sits on it. The same twice is one seat.

    Raises NotAllowedNow with a sentence.
    """
    with together():
        board = Board.objects.select_for_update().get(pk=membership.board_id)
        sitting = _sitting(board, membership.since)
        for row in sitting:
            if row.person_id == membership.person_id and row.substitute_for_id == membership.substitute_for_id:
                if (row.seat, row.is_chair, row.since) == (membership.seat, membership.is_chair, membership.since):
                    return row
                raise NotAllowedNow(f"{row.person} already sits on this board, since {long_date(row.since)}.")
        if membership.substitute_for_id:
            if membership.substitute_for_id == membership.person_id:
                raise NotAllowedNow("Nobody stands in for themselves.")
            if not any(r.person_id == membership.substitute_for_id and not r.substitute_for_id for r in sitting):
                raise NotAllowedNow(
                    f"{membership.substitute_for} does not sit on this board on {long_date(membership.since)}."
                )
        return keep(membership, by=by, because=because)


def _sitting(board: Board, day: date) -> list[Membership]:
    rows = board.memberships.select_related("person", "substitute_for").order_by("pk")
    return [row for row in rows if row.until is None or row.until >= day]


def end_seat(membership: Membership, *, until: date, by, because: str) -> list[Membership]:
    """The last day of a seat; of those who stand in for whoever sat there, too. Hands back all that ended.

    Raises Stale where it was ended already, NotAllowedNow or ValidationError with a sentence.
    """
    with together():
        row = Membership.objects.select_for_update().get(pk=membership.pk)
        if row.until is not None:
            raise Stale(f"This seat is recorded as ended on {long_date(row.until)} already.")
        if until < row.since:
            raise NotAllowedNow(f"The last day cannot lie before {long_date(row.since)}, when the seat was taken.")
        ended = [row]
        if row.substitute_for_id is None:
            substitutes = Membership.objects.filter(board=row.board_id, substitute_for=row.person_id, until=None)
            ended += [one for one in substitutes.order_by("pk") if one.since <= until]
        for one in ended:
            one.until = until
            keep(one, by=by, because=because)
        return ended


def new_person(name: str, *, by) -> Person:
    """Somebody who is on no record yet, by name."""
    name = " ".join(name.split())
    if same := Person.objects.filter(name__iexact=name).first():
        raise NotAllowedNow(f"{same.name} is on record already. Choose them from the list.")
    return keep(Person(key=free_key(Person, name), name=name), by=by, because="Seated on a board")


# --- Standing items ---------------------------------------------------------------------------------------------------


def standing_on(board: Board, day: date) -> list[StandingItem]:
    """What an agenda of that day begins with, in order."""
    rows = board.standing_items.order_by("position", "pk")  # type: ignore[attr-defined]
    return [row for row in rows if row.until is None or row.until >= day]


def add_standing(item: StandingItem, *, on: date, by) -> StandingItem:
    """Behind those there are. The same title twice is one item."""
    with together():
        Board.objects.select_for_update().get(pk=item.board_id)
        for row in standing_on(item.board, on):
            if row.title.casefold() == item.title.casefold():
                raise NotAllowedNow(f"“{row.title}” is a standing item of this board already.")
        item.position = behind(item.board.standing_items)
        return keep(item, by=by, because="Added to the standing items")


def end_standing(item: StandingItem, *, on: date, by) -> StandingItem:
    """Not on agendas of that day or later. It stays on record; ended twice, it ended the first time."""
    with together():
        row = StandingItem.objects.select_for_update().get(pk=item.pk)
        last_day = on - timedelta(days=1)
        if row.until is None or row.until > last_day:
            row.until = last_day
            keep(row, by=by, because="Taken off the standing items")
        return row


def order_standing(board: Board, pks: Sequence[int], *, on: date, by) -> None:
    """Put the standing items in this order. Raises Stale where the list is no longer the one that was read."""
    with together():
        Board.objects.select_for_update().get(pk=board.pk)
        rows = {row.pk: row for row in standing_on(board, on)}
        if set(rows) != set(pks):
            raise Stale("Somebody else changed this list since you opened it. It is shown as it now is.")
        put_in_order([rows[pk] for pk in pks], by=by, because="Put in another order")


# --- Days on which the offices are closed -----------------------------------------------------------------------------


def close_on(day: ClosedDay, *, by) -> ClosedDay:
    """A working day on which the council is shut. Raises NotAllowedNow where it is listed already."""
    with together():
        if row := ClosedDay.objects.filter(organisation=day.organisation_id, day=day.day).first():
            if row.because == day.because:
                return row
            raise NotAllowedNow(f"{long_date(day.day)} is listed already: {row.because}.")
        return keep(day, by=by, because="Offices closed")


def open_on(day: ClosedDay, *, on: date, by) -> None:
    """It was listed by mistake, or is no longer closed. Raises NotAllowedNow for a day that has passed."""
    if day.day < on:
        raise NotAllowedNow(f"{long_date(day.day)} has passed: agendas were counted by it, so it stays listed.")
    remove(day, by=by, because="Not closed after all")


# --- Urgent action between meetings -----------------------------------------------------------------------------------


def record_urgent_action(action: UrgentAction, *, on: date, by) -> UrgentAction:
    """What was decided because it could not wait for a meeting. The same twice is one."""
    if action.on > on:
        raise NotAllowedNow(f"{long_date(action.on)} is still to come. Record it once it is decided.")
    with together():
        Board.objects.select_for_update().get(pk=action.board_id)
        same = UrgentAction.objects.filter(board=action.board_id, title=action.title, on=action.on, text=action.text)
        return same.first() or keep(action, by=by, because="Urgent action recorded")
