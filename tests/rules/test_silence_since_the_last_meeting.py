"""An unfinished action that nobody spoke of since the board met says for how many days no update was received."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from plans.rules.silence import asked_since, is_silent, last_word_on, no_update

MET = date(2026, 9, 9)
TODAY = date(2026, 12, 9)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    said_on: date


@dataclass(frozen=True)
class Milestone:
    statements: tuple[Said, ...]


@dataclass(frozen=True)
class Action:
    said_on: date = date(2026, 1, 14)
    statements: tuple[Said, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    is_closed: bool = False
    is_withdrawn: bool = False


def spoken_of(*days, **facts):
    return Action(milestones=tuple(Milestone((Said(day),)) for day in days), **facts)


@pytest.mark.parametrize(("last", "words"), [(MET - DAY, "No update received for 92 days."), (MET, "")])
def test_a_word_on_the_day_of_the_meeting_counts_and_one_the_day_before_does_not(last, words):
    assert no_update(spoken_of(last), since=MET, on=TODAY) == words


def test_a_word_on_any_milestone_is_a_word_on_the_action():
    assert last_word_on(spoken_of(date(2026, 8, 1), MET, date(2026, 7, 1))) == MET
    assert not is_silent(spoken_of(date(2026, 8, 1), MET), since=MET)


def test_a_word_on_the_action_as_a_whole_counts_too():
    assert last_word_on(Action(statements=(Said(MET),))) == MET


def test_an_action_that_nobody_spoke_of_is_counted_from_the_day_it_was_stated():
    assert no_update(Action(said_on=MET - DAY), since=MET, on=TODAY) == "No update received for 92 days."
    assert no_update(Action(said_on=MET), since=MET, on=TODAY) == ""


@pytest.mark.parametrize("facts", [{"is_closed": True}, {"is_withdrawn": True}])
def test_what_is_over_is_asked_after_no_more(facts):
    assert no_update(spoken_of(MET - DAY, **facts), since=MET, on=TODAY) == ""


def test_one_day_is_one_day():
    assert no_update(spoken_of(MET - DAY), since=MET, on=MET) == "No update received for 1 day."


def test_a_board_that_never_met_counts_a_hundred_days_back():
    assert asked_since(MET, on=TODAY) == MET
    assert asked_since(None, on=TODAY) == date(2026, 8, 31)
