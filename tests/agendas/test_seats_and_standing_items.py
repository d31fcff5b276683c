"""Who sits on a board, since and until when; what its agendas begin with; when its offices are closed."""

from datetime import date

import pytest

from meetings.changes import boards
from meetings.models import StandingItem, UrgentAction
from plans.changes import NotAllowedNow, Stale
from plans.models import ClosedDay, Membership
from tests.agendas.making import TODAY, make_closed_day, make_seat, make_standing
from tests.factories import make_board, make_person

pytestmark = pytest.mark.django_db
MAY = date(2025, 5, 14)


def now(row):
    return type(row).objects.get(pk=row.pk)


def a_seat(board, person, **facts):
    return Membership(board=board, person=person, **{"since": MAY, "seat": "Member"} | facts)


def test_a_board_changed_meanwhile_is_not_written_over():
    board = make_board()
    seen = boards.last_change(board)
    board.purpose = "To watch over the strategy."
    boards.describe(board, by=None, because="Agreed", seen=seen)

    with pytest.raises(Stale):
        boards.describe(now(board), by=None, because="Agreed", seen=seen)

    assert now(board).purpose == "To watch over the strategy."


def test_a_board_does_not_report_to_itself_by_any_way():
    top = make_board()
    below = make_board(parent=top)
    top.parent = below

    with pytest.raises(NotAllowedNow, match="A board cannot report to itself"):
        boards.describe(top, by=None, because="Agreed", seen=boards.last_change(top))

    assert now(top).parent is None


def test_somebody_is_seated_once():
    board, priya = make_board(), make_person(name="Priya Nair")

    first = boards.seat(a_seat(board, priya), by=None)

    assert boards.seat(a_seat(board, priya), by=None) == first
    with pytest.raises(NotAllowedNow, match="Priya Nair already sits on this board, since 14 May 2025"):
        boards.seat(a_seat(board, priya, seat="Chair", is_chair=True), by=None)


def test_a_substitute_stands_in_for_somebody_who_sits_there():
    board, priya, sam = make_board(), make_person(name="Priya Nair"), make_person(name="Sam Okafor")

    with pytest.raises(NotAllowedNow, match="Priya Nair does not sit on this board on 14 May 2025"):
        boards.seat(a_seat(board, sam, substitute_for=priya), by=None)
    make_seat(board=board, person=priya, since=MAY)
    with pytest.raises(NotAllowedNow, match="Nobody stands in for themselves"):
        boards.seat(a_seat(board, priya, substitute_for=priya), by=None)

    assert boards.seat(a_seat(board, sam, substitute_for=priya), by=None).substitute_for == priya


def test_a_seat_ends_with_those_who_stood_in_for_it_and_is_not_deleted():
    board, priya = make_board(), make_person()
    held = make_seat(board=board, person=priya)
    stands_in = make_seat(board=board, substitute_for=priya)
    other = make_seat(board=board)

    ended = boards.end_seat(held, until=TODAY, by=None, because="Elected elsewhere")

    assert ended == [held, stands_in]
    assert [now(row).until for row in (held, stands_in, other)] == [TODAY, TODAY, None]
    with pytest.raises(Stale, match="This seat is recorded as ended on 11 November 2026 already"):
        boards.end_seat(held, until=TODAY, by=None, because="Again")


def test_a_seat_does_not_end_before_it_began():
    held = make_seat(since=TODAY)

    with pytest.raises(NotAllowedNow, match="The last day cannot lie before 11 November 2026"):
        boards.end_seat(held, until=date(2026, 11, 10), by=None, because="Mistake")
    assert boards.end_seat(held, until=TODAY, by=None, because="Mistake") == [held]


def test_somebody_new_is_put_on_record_and_nobody_twice():
    boards.new_person("Zoë  Marsh", by=None)

    with pytest.raises(NotAllowedNow, match="Zoë Marsh is on record already"):
        boards.new_person("zoë marsh", by=None)


# --- Standing items ---------------------------------------------------------------------------------------------------


def titles(board):
    return [row.title for row in boards.standing_on(board, TODAY)]


def test_standing_items_are_added_put_in_order_and_taken_off():
    board = make_board()
    make_standing("Apologies", "Minutes", board=board)
    boards.add_standing(StandingItem(board=board, title="Urgent items"), on=TODAY, by=None)
    apologies, minutes, urgent = StandingItem.objects.order_by("pk")

    boards.order_standing(board, [urgent.pk, apologies.pk, minutes.pk], on=TODAY, by=None)
    assert titles(board) == ["Urgent items", "Apologies", "Minutes"]

    boards.end_standing(minutes, on=TODAY, by=None)
    boards.end_standing(minutes, on=date(2026, 12, 1), by=None)
    assert titles(board) == ["Urgent items", "Apologies"]
    assert now(minutes).until == date(2026, 11, 10)


def test_a_standing_item_is_added_once_and_may_come_back():
    board = make_board()
    (minutes,) = make_standing("Minutes", board=board)

    with pytest.raises(NotAllowedNow, match="“Minutes” is a standing item of this board already"):
        boards.add_standing(StandingItem(board=board, title="minutes"), on=TODAY, by=None)
    boards.end_standing(minutes, on=TODAY, by=None)
    boards.add_standing(StandingItem(board=board, title="Minutes"), on=TODAY, by=None)

    assert titles(board) == ["Minutes"]


def test_standing_items_that_changed_meanwhile_are_not_put_in_order_unread():
    board = make_board()
    (only,) = make_standing("Minutes", board=board)
    make_standing("Apologies", board=board)

    with pytest.raises(Stale):
        boards.order_standing(board, [only.pk], on=TODAY, by=None)


# --- Closed days and urgent action ------------------------------------------------------------------------------------


def test_a_closed_day_is_listed_once_and_can_be_taken_off_until_it_has_passed():
    day = make_closed_day(day=TODAY)
    again = ClosedDay(organisation=day.organisation, day=TODAY, because=day.because)

    assert boards.close_on(again, by=None) == day
    again.because = "Move of the offices"
    with pytest.raises(NotAllowedNow, match="11 November 2026 is listed already: Offices closed for Christmas"):
        boards.close_on(again, by=None)
    with pytest.raises(NotAllowedNow, match="11 November 2026 has passed"):
        boards.open_on(day, on=date(2026, 11, 12), by=None)
    boards.open_on(day, on=TODAY, by=None)

    assert ClosedDay.objects.count() == 0
    assert [row.history_type for row in ClosedDay.history.order_by("history_id")] == ["+", "-"]


def test_urgent_action_is_recorded_once_and_not_ahead_of_its_day():
    told = {
        "title": "Signing of the grant",
        "text": "The grant was signed.",
        "because": "It lapsed.",
        "taken_words": "the DPH",
    }
    board = make_board()

    for _ in range(2):
        boards.record_urgent_action(UrgentAction(board=board, on=TODAY, **told), on=TODAY, by=None)
    with pytest.raises(NotAllowedNow, match="12 November 2026 is still to come"):
        boards.record_urgent_action(UrgentAction(board=board, on=date(2026, 11, 12), **told), on=TODAY, by=None)

    assert UrgentAction.objects.count() == 1
