"""A meeting is planned, its agenda published, and it is held; or it is cancelled, and says why."""

from datetime import date, time

import pytest

from meetings.changes import agenda
from meetings.changes import meeting as meetings
from meetings.models import AgendaItem, BoardPack, Meeting
from meetings.rules.publishing import Missing
from plans.changes import NotAllowedNow, Stale
from tests.agendas.making import (
    LATER,
    TODAY,
    listed,
    make_item,
    make_planned,
    make_planned_item,
    make_urgent_action,
    put_on,
)
from tests.factories import add, make_board, make_meeting

pytestmark = pytest.mark.django_db
LATE = Missing("The last day to publish was 1 December.", is_late=True)


def now(row):
    return type(row).objects.get(pk=row.pk)


def issue(meeting):
    issued = {
        "edition": "public",
        "number": f"{meeting.key}-1",
        "as_at": TODAY,
        "pages": 1,
        "pdf": b"%PDF",
        "sha256": "0" * 64,
    }
    add(BoardPack, issued | {"issued_at": "2026-11-11T10:00Z"}, meeting=meeting)


# --- Planned ----------------------------------------------------------------------------------------------------------


def a_plan(board, **facts):
    return Meeting(**{"board": board, "held_on": LATER, "starts_at": time(10), "venue": "Shire Hall"} | facts)


def test_a_meeting_has_an_address_of_its_own_by_its_day():
    board = make_board(key="hwb")

    first = meetings.plan(a_plan(board), by=None)
    second = meetings.plan(a_plan(board, starts_at=time(14)), by=None)
    open_day = meetings.plan(a_plan(board, held_on=None, day_words="in March"), by=None)

    assert [m.key for m in (first, second, open_day)] == ["hwb-2026-12-09", "hwb-2026-12-09-2", "hwb-day-open"]
    assert first.state == "planned"


def test_a_meeting_planned_twice_is_one_meeting():
    board = make_board()

    assert meetings.plan(a_plan(board), by=None) == meetings.plan(a_plan(board), by=None)
    with pytest.raises(NotAllowedNow, match="This board already has a meeting at that time"):
        meetings.plan(a_plan(board, venue="Town Hall"), by=None)
    assert Meeting.objects.count() == 1


def test_of_two_who_change_a_meeting_the_second_is_told():
    meeting = make_planned()
    meetings.change(now(meeting), by=None, seen=1)

    with pytest.raises(Stale):
        meetings.change(now(meeting), by=None, seen=1)


# --- Published --------------------------------------------------------------------------------------------------------


def test_an_agenda_is_published_on_a_day_and_once():
    meeting = make_planned()

    meetings.publish(meeting, (), by=None, on=TODAY, seen=1)
    meetings.publish(meeting, (), by=None, on=LATER, seen=1)

    assert (now(meeting).state, now(meeting).published_on, now(meeting).version) == ("published", TODAY, 2)


def test_what_stops_an_agenda_is_said_and_what_does_not_is_let_through():
    meeting = make_planned()

    with pytest.raises(NotAllowedNow, match=r"The day is not known\. Nothing is on it\."):
        meetings.publish(
            meeting,
            (
                Missing("The day is not known.", stops=True),
                Missing("No paper."),
                Missing("Nothing is on it.", stops=True),
            ),
            by=None,
            on=TODAY,
            seen=1,
        )
    assert now(meeting).state == "planned"
    assert meetings.publish(meeting, (Missing("No paper."),), by=None, on=TODAY, seen=1).state == "published"


def test_an_agenda_published_late_says_why_for_good():
    meeting = make_planned(note="Bring a coat.")

    with pytest.raises(NotAllowedNow, match="Say why the agenda is published after the last day"):
        meetings.publish(meeting, (LATE,), by=None, on=TODAY, seen=1)
    meetings.publish(meeting, (LATE,), by=None, on=TODAY, seen=1, late_because="The clerk was ill.")

    assert (now(meeting).late_because, now(meeting).note) == ("The clerk was ill.", "Bring a coat.")
    assert now(meeting).told_late == (
        "The agenda was published on 11 November 2026, after the last day for it: The clerk was ill."
    )


def test_an_agenda_published_in_time_gives_no_reason_whatever_was_typed():
    meeting = make_planned()

    meetings.publish(meeting, (), by=None, on=TODAY, seen=1, late_because="The clerk was ill.")

    assert (now(meeting).late_because, now(meeting).told_late) == ("", "")


def test_an_agenda_that_changed_meanwhile_is_not_published_unread():
    meeting = make_planned()
    put_on(meeting, "Put on meanwhile")

    with pytest.raises(Stale):
        meetings.publish(meeting, (), by=None, on=TODAY, seen=1)


def test_once_it_is_published_nothing_is_put_on_or_put_in_order():
    meeting = make_planned()
    put_on(meeting, "One")
    meetings.publish(meeting, (), by=None, on=TODAY, seen=now(meeting).version)

    with pytest.raises(NotAllowedNow, match="The agenda is published: its items keep their order"):
        put_on(meeting, "Two")
    with pytest.raises(NotAllowedNow, match="The agenda is published: its items keep their order"):
        agenda.put_agenda_in_order(meeting, [], by=None, seen=now(meeting).version)


def a_late_item(meeting, **facts):
    return AgendaItem(meeting=meeting, title="Flood", **{"late_reason": "It happened on Sunday."} | facts)


def test_a_late_item_takes_the_next_number_with_the_chairs_reason():
    meeting = make_planned(state="published")
    make_item(meeting, number="1")
    make_item(meeting, number="2", state="withdrawn", state_because="Not ready")

    with pytest.raises(NotAllowedNow, match="Give the chair’s reason"):
        agenda.add_late_item(a_late_item(meeting, late_reason=" "), by=None, on=TODAY, seen=1)
    item = agenda.add_late_item(a_late_item(meeting), by=None, on=TODAY, seen=1)

    assert listed(meeting) == [("1", "Item 1"), ("2", "Item 2"), ("3", "Flood")]
    assert (item.added_on, item.late_reason) == (TODAY, "It happened on Sunday.")


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_nothing_is_late_before_publication_or_after_a_meeting_was_cancelled(state):
    meeting = make_planned(state=state)

    with pytest.raises(NotAllowedNow):
        agenda.add_late_item(a_late_item(meeting), by=None, on=TODAY, seen=1)

    assert listed(meeting) == []


def test_once_the_public_pack_is_issued_an_item_is_as_it_was_printed():
    meeting = make_planned(state="published")
    item = make_item(meeting)
    agenda.change_item(now(item), by=None, seen=1)
    issue(meeting)

    with pytest.raises(NotAllowedNow, match="The public pack is issued"):
        agenda.change_item(now(item), by=None, seen=2)
    with pytest.raises(NotAllowedNow, match="The public pack is issued"):
        agenda.announce_paper(now(item), title="Winter plan", owed_by="Priya Nair", by=None)

    agenda.add_late_item(a_late_item(meeting), by=None, on=TODAY, seen=now(meeting).version)
    agenda.withdraw(now(item), by=None, because="Not ready", seen=2)
    assert listed(meeting) == [("1", "Item 1"), ("2", "Flood")]


# --- Cancelled --------------------------------------------------------------------------------------------------------


def test_a_cancelled_meeting_says_why_and_which_one_replaces_it():
    meeting, other = make_planned(), make_planned(held_on=LATER.replace(day=16))
    planned, action = make_planned_item(meeting=meeting), make_urgent_action()
    agenda.note_urgent_actions(meeting, by=None, seen=1)

    with pytest.raises(NotAllowedNow, match="Say why the meeting is cancelled"):
        meetings.cancel(meeting, by=None, because=" ", seen=2)
    meetings.cancel(meeting, by=None, because="Snow", seen=2, replaced_by=other)
    meetings.cancel(meeting, by=None, because="Another reason", seen=2)

    assert (now(meeting).state, now(meeting).cancelled_because) == ("cancelled", "Snow")
    assert now(other).replaces == meeting
    assert now(planned).meeting == other
    assert now(action).noted_under is None


def test_what_was_planned_for_a_cancelled_meeting_waits_where_none_replaces_it():
    meeting = make_planned()
    planned = make_planned_item(meeting=meeting)

    meetings.cancel(meeting, by=None, because="Snow", seen=1)

    assert now(planned).meeting is None


def test_a_meeting_of_another_board_replaces_nothing():
    meeting, other = make_planned(), make_planned(board=make_board())

    with pytest.raises(NotAllowedNow, match="Another meeting of the same board replaces it"):
        meetings.cancel(meeting, by=None, because="Snow", seen=1, replaced_by=other)

    assert now(meeting).state == "planned"


# --- Held -------------------------------------------------------------------------------------------------------------


def test_a_meeting_is_held_on_its_day_and_not_before():
    meeting = make_planned(state="published")

    with pytest.raises(NotAllowedNow, match="9 December 2026 is still to come"):
        meetings.mark_held(meeting, by=None, on=LATER.replace(day=8), seen=1)
    meetings.mark_held(meeting, by=None, on=LATER, seen=1)
    meetings.mark_held(meeting, by=None, on=LATER, seen=1)

    assert (now(meeting).state, now(meeting).version) == ("held", 2)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_is_not_changed(state):
    meeting = make_planned(state=state)
    item = make_item(meeting)

    for change in (
        lambda: meetings.change(meeting, by=None, seen=1),
        lambda: agenda.change_item(item, by=None, seen=1),
        lambda: agenda.withdraw(item, by=None, because="Late", seen=1),
        lambda: put_on(meeting, "Another"),
    ):
        with pytest.raises(NotAllowedNow, match=f"This meeting was {state}"):
            change()


def test_minute_numbers_run_on_from_the_meeting_before_and_leave_out_what_was_taken_off():
    """Coventry's scrutiny board, 21 November 2017: items 28 to 35, after a meeting that ended at 27."""
    board = make_board(numbers_run=True)
    before = make_meeting(board=board, held_on=date(2017, 10, 4))
    make_item(before, minute_number="27")
    meeting = make_planned(board=board, held_on=date(2017, 11, 21), state="published")
    for _ in range(8):
        make_item(meeting)
    make_item(meeting, state="withdrawn", state_because="Not ready")

    meetings.mark_held(meeting, by=None, on=TODAY, seen=1)
    agenda.add_late_item(a_late_item(meeting), by=None, on=TODAY, seen=2)

    told = list(meeting.items.order_by("position").values_list("number", "minute_number"))
    assert told == [(str(n), str(27 + n)) for n in range(1, 9)] + [("9", ""), ("10", "36")]


def test_a_board_whose_numbers_do_not_run_on_gets_none():
    meeting = make_planned(state="published")
    make_item(meeting)

    meetings.mark_held(meeting, by=None, on=LATER, seen=1)

    assert meeting.items.get().minute_number == ""
