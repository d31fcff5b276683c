"""An action entry makes an action in the same step, or is about one; another closes one. The plan cites the minutes."""

import pytest

from meetings.changes import minutes as steps
from meetings.changes.actions_of_minutes import NewAction
from meetings.changes.approval import approve
from meetings.changes.dropping import drop_entry, dropped_from, put_back
from meetings.changes.entries import Written, change_entry
from plans.changes import NotAllowedNow
from plans.models import Action, Responsibility, Statement
from plans.rules.dates import Window
from tests.factories import make_action, make_meeting, make_milestone, make_person, make_source, make_statement
from tests.minutes_written.conftest import HELD, TODAY
from tests.pages.minuted import make_item


@pytest.fixture
def new(objective):
    def made(title="Send the leases", **more):
        return NewAction(goal=objective.goal, objective=objective, title=title, place="item 5", **more)

    return made


@pytest.fixture
def old_action(objective):
    action = make_action(objective=objective)
    make_milestone(action=action)
    return action


def completed():
    rows = Statement.objects.filter(kind="completed").order_by("pk")
    return [(row.source.short, row.said_on, row.error_marked_at is None) for row in rows]


def amend(minutes, author):
    """The next version, amended at the meeting of 20 November, in which entries can be changed until it is signed."""
    later = make_meeting(board=minutes.meeting.board, held_on=HELD.replace(day=20))
    under = make_item(later, title="Minutes", kind="minutes")
    out = steps.publish(steps.check(minutes, by=author, on=TODAY), by=author, on=TODAY)
    return approve(out, under, by=author, on=TODAY, amendments="A word.")


def test_an_action_stands_in_the_plan_at_once_with_owner_and_date_as_said(write, new):
    priya = make_person(name="Priya")
    due = Window(HELD, HELD.replace(month=12), words="by 18 December 2026")

    entry = write(
        "Send us the leases", kind="action", makes=new(words="Send us the leases", person_id=priya.pk, due=due)
    )

    action = Action.objects.get()
    assert (action.title, action.words, action.said_on) == ("Send the leases", "Send us the leases", HELD)
    assert (action.source.short, action.locator) == ("minutes, 18 November 2026 (draft)", "item 5")
    assert Responsibility.objects.get().person == priya
    assert Statement.objects.get().words == "by 18 December 2026"
    assert Statement.objects.get().recorded_on == TODAY
    assert entry.links.get().made_it


def test_an_action_without_an_owner_has_none_made_up(write, new):
    write("Send us the leases", kind="action", makes=new())

    assert Responsibility.objects.count() == 0


def test_an_entry_makes_one_action_however_often_it_is_saved(write, new, clock):
    entry = write("Send us the leases", kind="action", makes=new())
    write("Send us the leases", kind="action", makes=new())
    written = Written({"kind": "action", "text": "Send us all leases"}, makes=new())
    change_entry(entry, written, clock=clock, seen=1)

    assert Action.objects.count() == 1


def test_a_dropped_entry_leaves_its_action_in_the_plan_and_says_so(write, new, clock, minutes):
    entry = write("Send us the leases", kind="action", makes=new())
    action = Action.objects.get()

    assert drop_entry(entry, clock=clock, seen=1) == [action]

    assert Action.objects.get() == action
    assert [one.made for one in dropped_from(minutes)] == [(action,)]
    assert put_back(minutes, entry.pk, clock=clock).links.get().action == action


def test_an_entry_that_closes_an_action_completes_it_on_the_day_of_the_meeting(write, old_action):
    write("The leases are signed", about={"action_id": old_action.pk}, closes=True)

    cited = ("minutes, 18 November 2026 (draft)", HELD, True)
    assert completed() == [cited, cited]  # its milestone, and the action
    assert old_action.entry_links.get().closed_it


def test_what_was_done_before_the_meeting_is_not_done_a_second_time(write, old_action):
    paper = make_source(short="a paper")
    make_statement(milestone=old_action.milestones.get(), kind="completed", on=HELD.replace(day=2), source=paper)
    for words in ("The leases are signed", "Signed indeed"):
        write(words, about={"action_id": old_action.pk}, closes=True)

    assert [source for source, _, _ in completed()] == ["a paper", "minutes, 18 November 2026 (draft)"]


def test_an_action_first_stated_after_the_meeting_was_not_closed_by_it(write, objective, minutes):
    later = make_action(objective=objective, said_on=HELD.replace(day=19))

    with pytest.raises(NotAllowedNow, match="first stated after this meeting"):
        write("Done", about={"action_id": later.pk}, closes=True)

    assert minutes.entries.count() == 0


@pytest.mark.parametrize("how", ["unlinked", "dropped"])
def test_a_closure_that_the_minutes_no_longer_hold_was_entered_in_error(write, old_action, clock, how):
    entry = write("The leases are signed", about={"action_id": old_action.pk}, closes=True)

    if how == "dropped":
        drop_entry(entry, clock=clock, seen=1)
    else:
        unlinked = Written({"kind": "narrative", "text": "Signed"}, unlinks=frozenset([entry.links.get().pk]))
        change_entry(entry, unlinked, clock=clock, seen=1)

    assert [stands for _, _, stands in completed()] == [False, False]
    assert old_action.entry_links.count() == 0


def test_only_what_the_entry_completed_is_taken_back(write, old_action, clock, minutes):
    """Somebody else completed a milestone and cites the same minutes: that is theirs."""
    make_milestone(action=old_action)
    first, second = old_action.milestones.order_by("position")
    make_statement(milestone=first, kind="completed", on=HELD, source=minutes.source, said_on=HELD)
    entry = write("The leases are signed", about={"action_id": old_action.pk}, closes=True)

    drop_entry(entry, clock=clock, seen=1)

    rows = Statement.objects.filter(kind="completed").order_by("pk")
    assert [(one.milestone, one.error_marked_at is None) for one in rows] == [
        (first, True),
        (second, False),
        (None, False),
    ]


def test_an_action_that_two_entries_close_is_closed_until_both_are_dropped(write, old_action, clock):
    first, second = (
        write(words, about={"action_id": old_action.pk}, closes=True) for words in ("They are signed", "Signed indeed")
    )

    drop_entry(first, clock=clock, seen=1)
    assert [stands for _, _, stands in completed()] == [True, True]

    drop_entry(second, clock=clock, seen=1)
    assert [stands for _, _, stands in completed()] == [False, False]


def test_an_entry_that_is_put_back_closes_the_action_again_and_can_be_dropped_again(write, old_action, clock, minutes):
    entry = write("The leases are signed", about={"action_id": old_action.pk}, closes=True)
    drop_entry(entry, clock=clock, seen=1)
    back = put_back(minutes, entry.pk, clock=clock)
    assert [stands for _, _, stands in completed()] == [False, False, True, True]

    drop_entry(back, clock=clock, seen=back.version)
    assert [stands for _, _, stands in completed()] == [False] * 4


def test_in_an_amended_version_the_completion_is_taken_back_with_its_entry(write, old_action, clock, minutes, author):
    write("The leases are signed", about={"action_id": old_action.pk}, closes=True)
    amended = amend(minutes, author)

    drop_entry(amended.entries.get(), clock=clock, seen=1)

    assert [stands for _, _, stands in completed()] == [False, False]


def test_an_entry_names_a_thing_once(write, old_action, clock):
    entry = write("About it", about={"action_id": old_action.pk})
    again = Written({"kind": "narrative", "text": "About it"}, about={"action_id": old_action.pk})
    change_entry(entry, again, clock=clock, seen=1)

    assert entry.links.count() == 1
