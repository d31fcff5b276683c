from datetime import date

import pytest

from plans.enums import StatementKind, Status
from plans.rules.dates import Window
from plans.rules.status import Judgement, judge_milestone
from tests.rules.saying import Said, a_position, completed, forecast, note, on, reopened, withdrawn

JANUARY_2, JANUARY_24, MARCH_5, MARCH_10 = date(2017, 1, 2), date(2017, 1, 24), date(2017, 3, 5), date(2017, 3, 10)
PROMISED = forecast(JANUARY_2, JANUARY_24)


def judged(*statements, as_at=MARCH_10):
    return judge_milestone(a_position(*statements, as_at=as_at), as_at=as_at)


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        (date(2017, 3, 5), "Completed on 5 March 2017, 40 days after the first date."),
        (date(2017, 1, 25), "Completed on 25 January 2017, 1 day after the first date."),
        (date(2017, 1, 24), "Completed on 24 January 2017, on the first date."),
        (date(2017, 1, 23), "Completed on 23 January 2017, 1 day before the first date."),
    ],
)
def test_a_late_completion_keeps_its_mark(done, sentence):
    assert judged(PROMISED, completed(MARCH_10, done)) == Judgement(Status.COMPLETE, sentence)


def test_what_never_had_a_date_can_still_be_done():
    assert judged(completed(MARCH_10, MARCH_5)).because == "Completed on 5 March 2017; no date had been stated."


def test_it_is_complete_from_the_day_it_was_said_and_not_before():
    statements = PROMISED, completed(MARCH_10, MARCH_5)

    assert judged(*statements, as_at=date(2017, 3, 9)).status is Status.RED
    assert judged(*statements, as_at=MARCH_10).status is Status.COMPLETE


def test_a_completion_announced_for_a_later_day_waits_for_that_day():
    statements = PROMISED, completed(MARCH_5, MARCH_10)

    assert judged(*statements, as_at=date(2017, 3, 9)).status is Status.RED
    assert judged(*statements, as_at=MARCH_10).status is Status.COMPLETE


def test_a_completion_without_a_day_was_done_by_the_day_it_was_said():
    assert a_position(completed(MARCH_10), as_at=MARCH_10).completed == Window(MARCH_10, MARCH_10, inferred=True)
    assert judged(PROMISED, completed(MARCH_10)).because == (
        "Completed by 10 March 2017, day not stated; at most 45 days after the first date."
    )
    assert judged(PROMISED, completed(JANUARY_24)).because == (
        "Completed by 24 January 2017, day not stated; on or before the first date."
    )


def test_what_was_done_within_a_month_was_done_by_the_day_it_was_said():
    march = Said(StatementKind.COMPLETED, MARCH_10, Window(date(2017, 3, 1), date(2017, 3, 31), "in March"))

    assert a_position(march, as_at=MARCH_10).completed == Window(date(2017, 3, 1), MARCH_10, "in March", inferred=True)


def test_a_withdrawn_milestone_is_outside():
    assert judged(PROMISED, withdrawn(MARCH_10), as_at=date(2017, 3, 9)).status is Status.RED
    assert judged(PROMISED, withdrawn(MARCH_10), as_at=MARCH_10) is None


@pytest.mark.parametrize("ending", [completed(MARCH_5, MARCH_5), withdrawn(MARCH_5)])
def test_reopening_undoes_an_ending(ending):
    position = a_position(PROMISED, ending, reopened(MARCH_10), as_at=MARCH_10)

    assert (position.completed, position.is_withdrawn) == (None, False)
    assert position.current == on(JANUARY_24)
    assert judge_milestone(position, as_at=MARCH_10) == Judgement(Status.RED, "Its date passed 45 days ago.")


def test_a_note_after_the_end_reopens_nothing():
    assert judged(PROMISED, completed(MARCH_5, MARCH_5), note(MARCH_10)).status is Status.COMPLETE
    assert judged(PROMISED, withdrawn(MARCH_5), note(MARCH_10)) is None
