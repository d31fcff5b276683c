"""What became of something that was decided, as one sentence: from the dates, the ends and the answers on record."""

from datetime import date

import pytest

from meetings.rules.outcomes import (
    NOTED,
    NOTHING,
    SETTLED,
    Asked,
    Dated,
    Deed,
    Followed,
    excludes_the_public,
    is_only_noted,
    outcome,
)
from plans.rules.dates import Window

FIRST, SECOND = date(2026, 11, 30), date(2027, 1, 29)


def on(day, words=""):
    return Window(day, day, words=words)


def told(*deeds, as_at=FIRST, **facts):
    return outcome(Followed(deeds=deeds, **facts), as_at=as_at)


def action(*milestones, **facts):
    return Deed("Action 1A-01", tuple(milestones), **facts)


def test_where_nothing_is_on_record_that_is_the_answer():
    assert told() == NOTHING == "Nothing in the papers held says what became of it."


@pytest.mark.parametrize(
    ("as_at", "sentence"),
    [
        (FIRST, "One date was given for “The lease”, 30 November 2026, which is still to come."),
        (
            date(2026, 12, 1),
            "One date was given for “The lease”, 30 November 2026. "
            "It has passed, and nothing in the papers held says what became of it.",
        ),
    ],
)
def test_a_date_has_passed_on_the_day_after_it(as_at, sentence):
    assert told(action(Dated("The lease", (on(FIRST),))), as_at=as_at) == sentence


@pytest.mark.parametrize(("as_at", "met"), [(SECOND, "none is met so far"), (date(2027, 1, 30), "none is met")])
def test_of_several_dates_the_last_word_is_told_as_it_was_said(as_at, met):
    lease = Dated("The lease", (on(FIRST), on(FIRST, "by the end of November"), on(SECOND, "late January")))

    assert told(action(lease), as_at=as_at) == (
        f"Two dates have been given for “The lease”; {met}; last word: “late January”."
    )


@pytest.mark.parametrize(
    ("done", "after"),
    [(FIRST, "the day first given"), (date(2026, 12, 1), "1 day after the first date"),
     (date(2026, 11, 28), "2 days before the first date")],
)  # fmt: skip
def test_what_is_done_is_set_against_the_first_date(done, after):
    lease = Dated("The lease", (on(FIRST), on(SECOND)), done=on(done))

    assert told(action(lease), as_at=SECOND) == f"“The lease” was done on {on(done)}, {after}."


def test_of_an_action_with_several_milestones_the_one_that_slipped_most_speaks():
    slipped = Dated("The lease", (on(FIRST), on(SECOND)))
    done, open_ = Dated("The plan", done=on(FIRST)), Dated("The key", (on(FIRST),))

    assert told(action(open_, done, slipped)) == (
        "One of its three milestones is done. "
        "Two dates have been given for “The lease”; none is met so far; last word: 29 January 2027."
    )


def test_one_that_was_withdrawn_is_not_counted():
    assert told(action(Dated("The lease", is_withdrawn=True), Dated("The key", done=on(FIRST)))) == (
        "“The key” was done on 30 November 2026."
    )


def test_an_action_without_a_date_says_when_it_was_last_spoken_of():
    silent, spoken = action(said_on=FIRST, last_said=FIRST), action(said_on=FIRST, last_said=SECOND)

    assert told(silent) == ("No date has been given for action 1A-01, and nothing has been said of it since.")
    assert told(spoken) == "No date has been given for action 1A-01; it was last spoken of on 29 January 2027."


def test_an_action_that_ended_says_how():
    assert told(action(Dated("The lease", (on(FIRST),)), ended="was closed as done on 30 November 2026")) == (
        "Action 1A-01 was closed as done on 30 November 2026."
    )


def test_several_actions_and_milestones_are_counted_apart():
    deeds = [Deed("Action 1", status="red"), Deed("Action 2", status="complete"), Deed(status="withdrawn")]

    assert told(*deeds) == "Two actions and one milestone: one red, one complete and one withdrawn."


def test_what_was_put_to_another_body_waits_for_its_answer():
    asked = Asked("the Cabinet", FIRST)

    assert told(asked=(asked,)) == "It was put to the Cabinet on 30 November 2026; no answer is on record."
    assert told(asked=(Asked("the Cabinet", FIRST, SECOND),)) == "The Cabinet answered on 29 January 2027."


def test_what_was_only_noted_or_settled_says_so_unless_something_came_of_it():
    assert told(is_noted=True, part="It is about goal 1.") == NOTED
    assert told(is_settled=True) == SETTLED
    assert told(part="It is about goal 1.") == "It is about goal 1."
    assert told(action(), is_noted=True) != NOTED


@pytest.mark.parametrize(
    ("text", "is_noted"),
    [
        ("RESOLVED that progress be noted.", True),
        ("RESOLVED: That the report be noted", True),
        ("RESOLVED that the Board notes the report and thanks everybody who wrote.", True),
        ("RESOLVED that the discussion be noted and the answers come back within two meetings.", False),
        ("RESOLVED that the Board notes the report and asks for a map.", False),
        ("RESOLVED that the plan be agreed.", False),
    ],
)
def test_to_note_is_not_to_commit(text, is_noted):
    assert is_only_noted(text) is is_noted


def test_who_may_stay_in_the_room_ends_with_the_item():
    assert excludes_the_public("RESOLVED that the public be excluded for this item, under section 100A(4).")
    assert not excludes_the_public("RESOLVED that nobody be excluded from the scheme.")
