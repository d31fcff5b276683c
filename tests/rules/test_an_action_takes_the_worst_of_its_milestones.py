from datetime import date

import pytest

from plans.enums import Status
from plans.rules.dates import Window
from plans.rules.ledger import Position
from plans.rules.status import Judgement, judge_action
from tests.rules.saying import on

MARCH_31 = date(2017, 3, 31)


def a_line(status, *, title="Sign the lease", due=date(2017, 6, 30)):
    judgement = Judgement(status, f"It is {status.label.lower()}.") if status else None
    return title, Position(current=on(due) if due else None), judgement


def judged(*lines, closed=None):
    return judge_action(lines, closed=closed, as_at=MARCH_31)


def test_the_worst_unfinished_milestone_speaks_by_name():
    lines = a_line(Status.GREEN, title="Draw the plans"), a_line(Status.RED, title="Sign the lease")

    assert judged(*lines) == Judgement(Status.RED, "Sign the lease: It is red.")


def test_the_order_is_red_amber_not_confirmed_no_date_green():
    worst_first = [Status.RED, Status.AMBER, Status.NOT_CONFIRMED, Status.NO_DATE, Status.GREEN]

    for place, status in enumerate(worst_first):
        rest = [a_line(other) for other in reversed(worst_first[place:])]
        assert judged(a_line(Status.COMPLETE), *rest).status is status


def test_of_two_equally_bad_the_one_whose_date_comes_first_speaks():
    later, sooner = a_line(Status.RED, title="Open", due=date(2017, 5, 1)), a_line(Status.RED, title="Build")

    assert judged(sooner, later).because == "Open: It is red."
    assert judged(later, sooner).because == "Open: It is red."


def test_of_two_without_a_date_the_one_given_first_speaks():
    lines = a_line(Status.NO_DATE, title="Open", due=None), a_line(Status.NO_DATE, title="Build", due=None)

    assert judged(*lines).because == "Open: It is no date."


def test_no_milestones_is_no_date():
    assert judged() == Judgement(Status.NO_DATE, "No milestones set.")
    assert judged(a_line(None)) == Judgement(Status.NO_DATE, "Every milestone was withdrawn.")


def test_a_withdrawn_milestone_does_not_speak():
    assert judged(a_line(None, title="Gone"), a_line(Status.AMBER)).status is Status.AMBER


def test_all_done_is_green_until_the_action_is_closed():
    done = a_line(Status.COMPLETE)

    assert judged(done, a_line(None)) == Judgement(
        Status.GREEN, "Every milestone is done; the action is not yet closed."
    )
    assert judged(done, closed=on(date(2017, 3, 30))) == Judgement(Status.COMPLETE, "Completed on 30 March 2017.")


@pytest.mark.parametrize(
    ("closed", "sentence"),
    [
        (on(MARCH_31), "Completed on 31 March 2017."),
        (Window(MARCH_31, MARCH_31, inferred=True), "Completed by 31 March 2017, day not stated."),
        (Window(date(2017, 3, 1), MARCH_31), "Completed by 31 March 2017, day not stated."),
    ],
)
def test_an_action_may_be_closed_with_no_milestones(closed, sentence):
    assert judged(closed=closed) == Judgement(Status.COMPLETE, sentence)


def test_closing_an_action_does_not_hide_what_was_not_done():
    assert judged(a_line(Status.RED), closed=on(MARCH_31)) == Judgement(
        Status.COMPLETE, "Completed on 31 March 2017. Not every milestone was: Sign the lease."
    )


def test_an_action_is_not_closed_before_its_day():
    assert judged(a_line(Status.AMBER), closed=on(date(2017, 4, 1))).status is Status.AMBER
