"""Entries of a draft are saved on their own: written, changed, moved, dropped and put back. Nobody's words are lost."""

import pytest

from meetings.changes.dropping import drop_entry, dropped_from, put_back
from meetings.changes.entries import Written, change_entry, move_entry
from meetings.changes.minutes import start_minutes
from meetings.models import MinuteEntry, Vote
from plans.changes import NotAllowedNow, Stale
from tests.factories import make_board, make_meeting, make_person
from tests.minutes_written.conftest import TODAY
from tests.pages.minuted import make_item


def texts(minutes, item):
    return list(minutes.entries.filter(item=item).order_by("position").values_list("text", flat=True))


def change(entry, clock, text, *, seen=1, **more):
    return change_entry(entry, Written({"kind": entry.kind, "text": text}, **more), clock=clock, seen=seen)


def test_minutes_begin_once_as_a_draft_that_facts_can_cite(minutes, meeting, author):
    again = start_minutes(meeting, by=author, on=TODAY)

    assert (again.pk, again.version, again.state) == (minutes.pk, 1, "draft")
    assert (minutes.source.short, minutes.said_on) == ("minutes, 18 November 2026 (draft)", meeting.held_on)


@pytest.mark.parametrize("state", ["planned", "published", "cancelled"])
def test_minutes_begin_only_once_the_meeting_was_held(board, author, state):
    meeting = make_meeting(board=board, state=state)

    with pytest.raises(NotAllowedNow, match="Say first that the meeting was held"):
        start_minutes(meeting, by=author, on=TODAY)

    assert meeting.minutes.count() == 0


def test_entries_stand_in_the_order_in_which_they_were_written(write, minutes, item):
    for text in ("One", "Two"):
        write(text)

    assert texts(minutes, item) == ["One", "Two"]
    assert set(minutes.entries.values_list("locator", flat=True)) == {"item 5"}


def test_the_same_words_sent_twice_are_one_entry(write, minutes, item):
    write("Said")
    write("Said")
    write("Said", person_id=make_person().pk)
    write("Said", kind="question")

    assert texts(minutes, item) == ["Said", "Said", "Said"]


def test_an_item_of_another_meeting_is_refused(write, board, minutes):
    elsewhere = make_item(make_meeting(board=make_board()))

    with pytest.raises(NotAllowedNow, match="not on the agenda of this meeting"):
        write(under=elsewhere)

    assert minutes.entries.count() == 0


def test_of_two_who_change_an_entry_the_second_is_told(write, clock, minutes, item):
    entry = write("First words")
    change(entry, clock, "Better words")

    with pytest.raises(Stale):
        change(entry, clock, "Other words")

    assert texts(minutes, item) == ["Better words"]
    assert change(entry, clock, "Other words", seen=2).version == 3


def test_an_entry_moves_past_its_neighbour_and_stops_at_the_end(write, clock, minutes, item):
    first, second = write("One"), write("Two")
    write("Elsewhere", under=None)

    move_entry(second, up=True, clock=clock)
    assert texts(minutes, item) == ["Two", "One"]

    second.refresh_from_db()
    move_entry(second, up=True, clock=clock)
    first.refresh_from_db()
    move_entry(first, up=False, clock=clock)
    assert texts(minutes, item) == ["Two", "One"]


def test_a_dropped_entry_can_be_read_by_its_author_and_put_back_with_its_votes(write, clock, minutes, item):
    ann = make_person(name="Ann")
    facts = {"kind": "decision", "taken": "vote", "votes_for": 1, "votes_against": 0}
    entry = write("Agreed", votes={ann.pk: "for"}, **facts)

    drop_entry(entry, clock=clock, seen=1)
    assert texts(minutes, item) == []
    assert [(one.text, one.kind, one.by) for one in dropped_from(minutes)] == [("Agreed", "Decision", "Ann Author")]

    put_back(minutes, entry.pk, clock=clock)
    put_back(minutes, entry.pk, clock=clock)
    assert texts(minutes, item) == ["Agreed"]
    assert list(Vote.objects.values_list("person__name", "cast")) == [("Ann", "for")]
    assert dropped_from(minutes) == []


def test_an_entry_that_changed_meanwhile_is_not_dropped_unread(write, clock, minutes, item):
    entry = write("First words")
    change(entry, clock, "Better words")

    with pytest.raises(NotAllowedNow, match="Somebody else changed this entry"):
        drop_entry(entry, clock=clock, seen=1)

    assert texts(minutes, item) == ["Better words"]


def test_who_wrote_changed_and_dropped_is_in_the_audit_trail(write, clock, author):
    entry = write("First words")
    change(entry, clock, "Better words")
    drop_entry(entry, clock=clock, seen=2)

    lines = MinuteEntry.history.filter(id=entry.pk).order_by("history_id")
    told = [(line.history_type, line.history_change_reason, line.history_user_id) for line in lines]
    assert told == [
        ("+", "Written", author.pk),
        ("~", "Changed", author.pk),
        ("-", "Dropped from the draft, version 2", author.pk),
    ]


def test_recorded_names_are_changed_with_the_entry(write, clock):
    ann, bea = make_person(name="Ann"), make_person(name="Bea")
    facts = {"kind": "decision", "taken": "vote", "votes_for": 2, "votes_against": 0}
    entry = write("Agreed", votes={ann.pk: "for"}, **facts)

    change(entry, clock, "Agreed", votes={bea.pk: "abstained"})

    assert list(Vote.objects.values_list("person__name", "cast")) == [("Bea", "abstained")]
