"""What the agenda, its papers and the law's clock still lack: each check on both sides of where it turns."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meetings.rules.readiness import Check, Row, State, in_short, of
from meetings.rules.readiness_of_papers import (
    LATER,
    Before,
    FileFacts,
    ItemFacts,
    MeetingFacts,
    PaperFacts,
    meeting_checks,
)

DAY = date(2026, 11, 25)
LAST = date(2026, 11, 17)
ONE = timedelta(days=1)
ITEM = ItemFacts("7 Winter plan", "report", asks=True)
PAPER = PaperFacts("Winter plan", "held", cleared=("chair",))
MEETING = MeetingFacts(DAY, "published", LAST, published_on=LAST)


def told(key, facts=MEETING, **changed):
    """State, sentence, and the reasons of the rows of one check."""
    check = found(key, facts, **changed)
    return check.state, check.says, [row.why for row in check.rows]


def found(key, facts=MEETING, **changed):
    return next(check for check in meeting_checks(replace(facts, **changed)) if check.key == key)


def with_paper(**facts):
    return (replace(ITEM, papers=(replace(PAPER, **facts),)),)


def with_file(**facts):
    return (replace(ITEM, files=(FileFacts("Appendix A", **facts),)),)


# --- The law's clock --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "state", "says"),
    [
        (LAST, State.IN_ORDER,
         "The agenda was published on Tuesday 17 November 2026, five clear working days before the meeting."),
        (LAST + ONE, State.LOOK, "The agenda was published on Wednesday 18 November 2026, four clear working days before "
         "the meeting, and five are laid down."),
    ],
)  # fmt: skip
def test_an_agenda_is_published_in_time_on_the_last_day_and_late_on_the_next(published, state, says):
    check = found("clock", published_on=published)

    assert (check.state, check.says, check.by_law) == (state, says, state is State.LOOK)


@pytest.mark.parametrize(
    ("today", "state", "says"),
    [
        (LAST - ONE, State.IN_ORDER, "The last day to publish is Tuesday 17 November 2026, in 1 working day."),
        (LAST, State.IN_ORDER, "The last day to publish is Tuesday 17 November 2026, today."),
        (LAST + ONE, State.LOOK, "The last day to publish was Tuesday 17 November 2026."),
        (DAY, State.LOOK, "The last day to publish was Tuesday 17 November 2026."),
        (DAY + ONE, State.UNKNOWN, "On which day the agenda was published is not on record."),
    ],
)
def test_before_it_is_published_the_clock_runs_until_the_last_day(today, state, says):
    check = found("clock", today=today, published_on=None, state="planned")

    assert (check.state, check.says) == (state, says)


def test_of_a_day_that_is_not_known_and_of_a_closed_group_the_clock_asks_nothing():
    assert told("clock", day=None)[0] is State.UNKNOWN
    assert told("clock", is_public=False, published_on=None) == (
        State.IN_ORDER, "The board does not meet in public; the law lays down no day.", [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "law"),
    [({"today": LAST}, True), ({"today": LAST + ONE}, False), ({"today": LAST, "is_public": False}, False)],
)
def test_an_agenda_that_is_not_published_is_missing_and_the_law_is_named_once(facts, law):
    check = found("agenda", state="planned", published_on=None, **facts)

    assert (check.state, check.says, check.by_law) == (State.LOOK, "The agenda is not published.", law)
    assert found("agenda").state is State.IN_ORDER


# --- Items and papers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "number"),
    [({}, 0), ({"asks": False}, 1), ({"asks": False, "kind": "standing"}, 0), ({"asks": False, "kind": "minutes"}, 0),
     ({"asks": False, "kind": "urgent"}, 1)],
)  # fmt: skip
def test_an_item_says_what_is_asked_unless_it_is_of_a_kind_that_asks_nothing(facts, number):
    assert found("asked", items=(replace(ITEM, **facts),)).number == number


@pytest.mark.parametrize(
    ("state", "why"),
    [("draft", ["It is still being written."]), ("to_follow", ["It is to follow."]), ("held", []), ("late", []),
     ("named", []), ("withdrawn", []), ("deferred", [])],
)  # fmt: skip
def test_a_paper_that_is_not_there_is_missing(state, why):
    assert told("papers", items=with_paper(state=state))[2] == why


@pytest.mark.parametrize(("today", "law"), [(LAST, False), (LAST + ONE, True)])
def test_once_the_last_day_to_publish_has_passed_a_missing_paper_is_a_matter_of_law(today, law):
    check = found("papers", items=with_paper(state="to_follow", by="Priya Nair"), today=today)

    assert (check.by_law, check.rows[0].who) == (law, "Owed by Priya Nair")
    assert check.says == ("One paper is not there. Its day has passed." if law else "One paper is not there.")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, []),
        ({"cleared": ()}, ["Not cleared by the chair."]),
        ({"states_financial": True}, ["Not cleared by finance."]),
        ({"states_financial": True, "cleared": ("chair", "finance")}, []),
        ({"states_legal": True}, ["Not cleared by legal."]),
        ({"states_legal": True, "cleared": ("chair", "legal")}, []),
        ({"states_financial": True, "states_legal": True, "cleared": ()}, ["Not cleared by the chair, finance and legal."]),
        ({"cleared": (), "state": "late"}, ["Not cleared by the chair."]),
        ({"cleared": (), "state": "draft"}, []),
        ({"cleared": (), "state": "named"}, []),
    ],
)  # fmt: skip
def test_a_paper_is_cleared_by_the_chair_and_by_those_whose_implications_it_states(facts, why):
    assert told("clearances", items=with_paper(**facts))[2] == why


def test_of_a_record_nobody_can_say_who_cleared_its_papers_unless_somebody_wrote_it_down():
    bare = with_paper(cleared=())

    assert told("clearances", items=bare, is_record=True)[0] is State.UNKNOWN
    assert told("clearances", items=bare)[0] is State.LOOK
    assert told("clearances", items=with_paper(cleared=("chair",)), is_record=True)[0] is State.IN_ORDER


def test_what_an_attachment_hides_is_named_with_its_place():
    hidden = (("A comment", "page 3"), ("Words in white", ""))

    assert told("hidden", items=with_file(is_held=True, hidden=hidden)) == (
        State.LOOK, "One attachment hides something.", ["It hides a comment (page 3) and words in white."],
    )  # fmt: skip
    assert told("hidden", items=with_file(is_held=True))[0] is State.IN_ORDER
    assert told("hidden", items=with_file(is_held=False, hidden=hidden))[0] is State.IN_ORDER


def test_what_is_named_and_not_held_is_listed_files_and_papers_alike():
    both = (replace(ITEM, papers=(replace(PAPER, state="named"),), files=(FileFacts("Appendix A", is_held=False),)),)

    assert [row.title for row in found("not-held", items=both).rows] == ["Winter plan", "Appendix A"]
    assert told("not-held", items=with_file(is_held=True))[0] is State.IN_ORDER


@pytest.mark.parametrize(
    ("before", "state", "says"),
    [
        (None, State.UNKNOWN, "No earlier meeting of this board is on record."),
        (Before("7 October 2026", was_held=False), State.UNKNOWN, "The meeting of 7 October 2026 is still to come."),
        (Before("7 October 2026", True), State.LOOK, "The minutes of 7 October 2026 are not on record."),
        (Before("7 October 2026", True, "draft"), State.LOOK, "The minutes of 7 October 2026 are not published."),
        (Before("7 October 2026", True, LATER), State.LOOK, "The minutes of 7 October 2026 came out after the day of the pack."),
        (Before("7 October 2026", True, "published"), State.IN_ORDER, "The minutes of 7 October 2026 are put to this meeting."),
        (Before("7 October 2026", True, "approved", True), State.IN_ORDER,
         "The minutes of 7 October 2026 are approved already."),
    ],
)  # fmt: skip
def test_the_minutes_before_are_there_to_be_approved(before, state, says):
    assert told("minutes", before=before)[:2] == (state, says)


# --- In short ---------------------------------------------------------------------------------------------------------


def check(state, *, law=False, rows=1):
    return Check("key", "What", state, "Says.", (Row("One", "Why."),) * rows, by_law=law)


@pytest.mark.parametrize(
    ("checks", "short"),
    [
        ([], "Nothing is missing."),
        ([check(State.IN_ORDER)], "Nothing is missing."),
        ([check(State.UNKNOWN)], "Nothing is missing. Of one nothing can be known."),
        ([check(State.LOOK)], "One thing is missing."),
        ([check(State.LOOK, law=True)], "One thing is missing, by law."),
        ([check(State.LOOK)] * 5 + [check(State.LOOK, law=True)] * 2, "Seven things are missing, two of them by law."),
        ([check(State.LOOK, rows=0)], "One thing is missing."),
        ([check(State.LOOK, rows=41)], "One kind of thing is missing, 41 in all."),
        ([check(State.LOOK, rows=2, law=True)], "One kind of thing is missing, 2 in all, by law."),
        ([check(State.LOOK, rows=41), check(State.LOOK, law=True)],
         "Two kinds of thing are missing, 42 in all, one of the kinds by law."),
        ([check(State.LOOK)] * 2 + [check(State.UNKNOWN)], "Two things are missing. Of one more nothing can be known."),
    ],
)  # fmt: skip
def test_a_short_line_counts_what_is_missing(checks, short):
    assert in_short(checks) == short


def test_what_a_law_asks_for_stands_first():
    plain, law = check(State.LOOK), check(State.LOOK, law=True)

    assert of([plain, law, check(State.UNKNOWN)], State.LOOK) == (law, plain)
