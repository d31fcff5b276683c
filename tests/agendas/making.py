"""Dull rows of boards and agendas, on top of tests/factories.py."""

from datetime import date, time

from meetings.changes import agenda
from meetings.models import AgendaItem, Meeting, PlannedItem, StandingItem, UrgentAction
from plans.models import Board, ClosedDay, Membership, Organisation
from tests.factories import add, make_board, make_meeting, make_organisation, make_person, the

TODAY = date(2026, 11, 11)
LATER = date(2026, 12, 9)


def make_planned(**facts):
    """A meeting that is planned for 9 December 2026."""
    return make_meeting(**{"held_on": LATER, "starts_at": time(10), "venue": "Shire Hall", "state": "planned"} | facts)


def put_on(meeting, *titles, **facts):
    """Items of a planned agenda, through the door that authors use."""
    return [agenda.add_item(AgendaItem(meeting=meeting, title=title, **facts), by=None) for title in titles]


def make_item(meeting, **facts):
    number = meeting.items.count() + 1
    return add(
        AgendaItem, {"title": f"Item {number}", "number": str(number), "position": number} | facts, meeting=meeting
    )


def make_standing(*titles, board=None, **facts):
    board = board or the(Board, make_board)
    first = board.standing_items.count() + 1
    return [add(StandingItem, {"title": t, "position": n} | facts, board=board) for n, t in enumerate(titles, first)]


def make_seat(*, board=None, person=None, **facts):
    person = person or make_person()
    return add(Membership, {"since": date(2025, 5, 14)} | facts, board=board or the(Board, make_board), person=person)


def make_closed_day(*, organisation=None, **facts):
    defaults = {"day": date(2026, 12, 24), "because": "Offices closed for Christmas"}
    return add(ClosedDay, defaults | facts, organisation=organisation or the(Organisation, make_organisation))


def make_urgent_action(*, board=None, **facts):
    defaults = {"title": "Signing of the grant", "text": "The grant was signed.", "because": "It lapsed on 30 October."}
    defaults |= {"taken_words": "the Director of Public Health, after hearing the Chair", "on": date(2026, 10, 28)}
    return add(UrgentAction, defaults | facts, board=board or the(Board, make_board))


def make_planned_item(*, board=None, **facts):
    return add(PlannedItem, {"title": "Annual report"} | facts, board=board or the(Board, make_board))


def listed(meeting):
    """The agenda as it reads: numbers and titles."""
    return [(item.number, item.title) for item in Meeting.objects.get(pk=meeting.pk).items.order_by("position")]
