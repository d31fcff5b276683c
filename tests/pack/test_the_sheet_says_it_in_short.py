"""The sheet in front begins with three or four sentences: who reads nothing else knows what changed."""

from datetime import date

import pytest

from meetings.pack.in_short import in_short
from plans.register import compare
from plans.snapshot import take_snapshot
from tests.factories import make_action, make_milestone, make_statement, make_strategy

pytestmark = pytest.mark.django_db

BEFORE, SINCE, NOW = date(2026, 9, 30), date(2026, 10, 20), date(2026, 11, 24)
NOTHING = "No date moved, and none passed undone."


@pytest.fixture
def strategy():
    return make_strategy()


def told(strategy):
    return in_short(compare(take_snapshot(strategy, as_at=BEFORE), take_snapshot(strategy, as_at=NOW)))


def step(title, *, due=date(2027, 4, 1), **facts):
    """Spoken of lately, so that it is neither silent nor unconfirmed."""
    milestone = make_milestone(action=make_action(title=title, **facts), title=title, due=due)
    make_statement(milestone=milestone, said_on=max(SINCE, milestone.said_on))
    return milestone


def test_where_nothing_happened_it_says_that_too(strategy):
    step("On time")

    assert told(strategy) == NOTHING


@pytest.mark.parametrize(("times", "said"), [(1, "1 date slipped."), (2, "2 dates slipped.")])
def test_dates_that_slipped_are_counted(strategy, times, said):
    for number in range(times):
        make_statement(milestone=step(f"Late {number}"), kind="forecast", on=date(2027, 5, 1), said_on=SINCE)

    assert told(strategy) == said


def test_what_slipped_came_forward_and_passed_stands_in_one_sentence(strategy):
    make_statement(milestone=step("Later"), kind="forecast", on=date(2027, 5, 1), said_on=SINCE)
    make_statement(milestone=step("Sooner"), kind="forecast", on=date(2027, 3, 1), said_on=SINCE)
    step("Passed", due=date(2026, 11, 20))

    assert told(strategy) == "1 date slipped, 1 came forward and 1 passed undone."


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ([{}], "1 is new."),
        ([{}, {}], "2 are new."),
        ([{"due": None}], "1 is new (1 without a date)."),
    ],
)
def test_what_is_new_says_what_it_lacks(strategy, new, said):
    for number, facts in enumerate(new):
        step(f"New {number}", said_on=SINCE, **facts)

    assert told(strategy) == f"{NOTHING} Of actions and milestones {said}"


def test_a_new_action_of_a_minute_without_an_owner_says_so(strategy):
    make_action(title="Nobody’s", origin="minute", words="It is to be done", said_on=SINCE)

    assert told(strategy) == f"{NOTHING} Of actions and milestones 1 is new (1 without a date, nobody was named for 1)."


def test_what_was_completed_and_withdrawn_is_counted(strategy):
    make_statement(milestone=step("Done"), kind="completed", on=SINCE, said_on=SINCE)
    make_statement(milestone=step("Given up"), kind="withdrawn", because="No money", said_on=SINCE)

    assert told(strategy).startswith(f"{NOTHING} Of actions and milestones 1 was completed and 1 was withdrawn.")


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (0, "1 milestone stands worse than before, for silence alone."),
        (1, "2 milestones stand worse than before, 1 of them for silence alone."),
    ],
)
def test_what_looks_worse_only_for_silence_is_told_apart(strategy, others, said):
    make_milestone(action=make_action(title="Silent", said_on=date(2026, 8, 10)), due=date(2027, 4, 1))
    for number in range(others):
        make_milestone(action=make_action(title=f"Soon {number}"), due=date(2026, 12, 1))

    assert told(strategy).startswith(f"{NOTHING} {said}")


def test_what_nobody_spoke_of_is_counted_last(strategy):
    make_action(title="Silent")

    assert told(strategy) == f"{NOTHING} Nothing was said about 1 unfinished action."
