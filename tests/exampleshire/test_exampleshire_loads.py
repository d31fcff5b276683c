"""It loads around any day, only once, and then looks like a board in the middle of its work."""

from datetime import date, timedelta

from meetings.loading import load_folder
from meetings.models import ExemptText, Meeting
from plans.enums import IndicatorStatus, Status

from .rows import FOLDER, NEXT_MEETING, SHOWN_ON


def actions(snapshot):
    under = [a for goal in snapshot.goals for o in goal.objectives for a in o.actions]
    return under + [a for goal in snapshot.goals for a in goal.actions]


def open_milestones(action):
    return [m for m in action.milestones if m.judgement and m.judgement.status is not Status.COMPLETE]


def test_a_second_load_changes_nothing(exampleshire):
    assert load_folder(FOLDER, on=SHOWN_ON, tell=lambda line: None) == {}


def test_the_next_meeting_is_ten_days_off_and_has_its_agenda(exampleshire):
    meeting = Meeting.objects.get(board__key="exampleshire-hwb", state="published")

    assert meeting.held_on == NEXT_MEETING
    assert meeting.held_on - SHOWN_ON == timedelta(days=10)
    assert meeting.items.count() == 10
    assert Meeting.objects.filter(board=meeting.board, held_on__gt=meeting.held_on, state="planned").count() == 2


def test_what_is_exempt_is_loaded_beside_its_item(exampleshire):
    assert "Zanzibarquartz" in ExemptText.objects.get(item__meeting__held_on=NEXT_MEETING).text


def test_days_move_by_whole_weeks_inside_texts_too(db):
    load_folder(FOLDER, on=date(2030, 1, 1), tell=lambda line: None)
    meeting = Meeting.objects.get(board__key="exampleshire-hwb", state="published")
    before = Meeting.objects.filter(board=meeting.board, state="held").order_by("-held_on")[0]

    assert abs(meeting.held_on - date(2030, 1, 11)) <= timedelta(days=3)
    assert meeting.held_on.weekday() == NEXT_MEETING.weekday()
    assert meeting.items.get(position=3).title == f"Minutes of the meeting of {before.held_on:%-d %B %Y}"


def test_every_status_is_well_represented(snapshot):
    counted = [a.judgement.status for a in actions(snapshot) if not a.is_withdrawn]
    share = {status: round(100 * counted.count(status) / len(counted)) for status in Status}

    assert share == {
        Status.RED: 12,
        Status.AMBER: 15,
        Status.NOT_CONFIRMED: 10,
        Status.NO_DATE: 5,
        Status.GREEN: 41,
        Status.COMPLETE: 17,
    }


def test_one_action_in_six_is_stale(snapshot):
    unfinished = [a for a in actions(snapshot) if not a.is_withdrawn and not a.is_closed]
    stale = [a for a in unfinished if a.last_said and (SHOWN_ON - a.last_said).days > 100]

    assert 28 <= len(stale) <= 36


def test_owners_see_it_otherwise_in_both_directions(snapshot):
    differing = [m.owner_differs for a in actions(snapshot) for m in a.milestones]

    assert differing.count("worse") > 10
    assert differing.count("better") > 10


def test_some_milestones_were_completed_late(snapshot):
    positions = [m.position for a in actions(snapshot) for m in a.milestones]

    assert len([p for p in positions if p.completed and p.first and p.completed.latest > p.first.latest]) > 50


def test_some_actions_are_done_and_not_closed_and_some_have_no_milestones(snapshot):
    green = [a for a in actions(snapshot) if a.judgement.status is Status.GREEN and not open_milestones(a)]

    assert len(green) >= 5
    assert [a.reference for a in actions(snapshot) if not a.milestones] == ["2C-08", "4B-09", "5A-10", "5D-07"]


def test_indicators_show_every_status(snapshot):
    assert {i.judgement.status for i in snapshot.indicators} == set(IndicatorStatus)


def test_the_demonstration_officer_has_eight_open_milestones(snapshot):
    own = [a for a in actions(snapshot) if any(h.person_key == "officer-demo" and h.kind == "lead" for h in a.holders)]
    waiting = [m for a in own for m in open_milestones(a)]
    due = [m.position.current.latest - SHOWN_ON for m in waiting]

    assert len(waiting) == 8
    assert any(left < timedelta() for left in due)
    assert any(timedelta() <= left <= timedelta(days=30) for left in due)
