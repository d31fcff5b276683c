"""The clock of a meeting: updates, papers, publication and the clear days; what is late, and for whom it is said."""

from datetime import date, timedelta

import pytest

from meetings.models import Paper
from meetings.pages.clock import Terms, clock
from meetings.pages.meeting_steps import meeting_clock, terms_of
from plans.models import Board
from tests.agendas.making import make_closed_day, make_item, make_planned
from tests.factories import add, make_action, make_board, make_meeting, make_organisation, make_strategy, make_user

MEETING = date(2026, 11, 25)
WEDNESDAY = date(2026, 11, 11)


def told(clock):
    return [(step.day, step.what, step.note) for step in clock.steps]


def test_a_public_boards_clock_has_every_step():
    found = clock(MEETING, today=WEDNESDAY, starts="10.00")

    assert (found.publish_by, found.days_left, found.late) == (date(2026, 11, 17), 4, ())
    assert told(found) == [
        ("4 November", "Updates are due", "This day has passed"),
        ("11 November", "Papers are due", "today"),
        ("17 November", "Publish by the end of Tuesday", "4 working days left"),
        ("18 November to 24 November", "Five clear working days", "18, 19, 20, 23, 24"),
        ("25 November", "The meeting", "10.00"),
    ]


def test_the_meeting_of_18_january_2017_was_to_be_published_by_the_tenth():
    found = clock(date(2017, 1, 18), today=date(2017, 1, 9))

    assert (found.publish_by, found.days_left) == (date(2017, 1, 10), 1)
    assert [step.day for step in found.steps] == [
        "23 December", "4 January", "10 January", "11 January to 17 January", "18 January",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "left", "note"),
    [
        (date(2026, 11, 16), 1, "1 working day left"),
        (date(2026, 11, 17), 0, "today"),
        (date(2026, 11, 18), -1, "This day has passed"),
    ],
)
def test_the_last_day_to_publish_is_still_in_time_and_the_next_is_not(today, left, note):
    found = clock(MEETING, today=today)

    assert (found.days_left, found.steps[2].note, found.is_over) == (left, note, left < 0)


def test_a_board_may_give_more_clear_days_than_the_law_asks():
    found = clock(MEETING, today=WEDNESDAY, terms=Terms(clear=7))

    assert found.publish_by == date(2026, 11, 13)
    assert found.steps[3].what == "Seven clear working days"


def test_a_closed_day_is_counted_nowhere_and_named():
    found = clock(MEETING, today=WEDNESDAY, terms=Terms(closed={date(2026, 11, 20), date(2026, 12, 24)}))

    assert [step.day for step in found.steps] == [
        "3 November", "10 November", "16 November", "17 November to 24 November", "25 November",
    ]  # fmt: skip
    assert found.steps[3].note == "17, 18, 19, 23, 24"
    assert found.closed == ("20 November 2026",)


def test_a_group_that_does_not_meet_in_public_has_its_own_days_only():
    found = clock(MEETING, today=WEDNESDAY, terms=Terms(is_public=False))

    assert found.publish_by is None
    assert [step.what for step in found.steps] == ["Updates are due", "Papers are due", "The meeting"]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 16), "The agenda was published on Monday 16 November 2026, six clear working days before the meeting."),
        (date(2026, 11, 17), "The agenda was published on Tuesday 17 November 2026, five clear working days before the meeting."),
        (date(2026, 11, 23), "The agenda was published on Monday 23 November 2026, one clear working day before the meeting."),
        (date(2026, 11, 24), "The agenda was published on Tuesday 24 November 2026, no clear working days before the meeting."),
        (None, ""),
    ],
)  # fmt: skip
def test_it_says_when_the_agenda_was_published(on, words):
    assert clock(MEETING, today=date(2026, 11, 24), published_on=on).published == words


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 11, 4), ()),
        (date(2026, 11, 5), ("2 actions have no update since the last meeting.",)),
        (date(2026, 11, 11), ("2 actions have no update since the last meeting.",)),
        (date(2026, 11, 12), ("2 actions have no update since the last meeting.", "Paper not received: Winter plan.")),
        (date(2026, 11, 25), ("2 actions have no update since the last meeting.", "Paper not received: Winter plan.")),
        (date(2026, 11, 26), ()),
    ],
)
def test_what_is_late_is_named_from_the_day_after_it_was_due_until_the_meeting(today, late):
    assert clock(MEETING, today=today, papers_owed=["Winter plan"], not_updated=2).late == late


# --- From rows --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_late_is_said_to_those_who_arrange_meetings():
    board = make_board()
    make_meeting(board=board, held_on=date(2026, 10, 7))
    make_action()
    make_action(said_on=date(2026, 10, 7))
    make_strategy(board=board, key="old", is_record=True)
    meeting = make_planned(board=board, held_on=MEETING)
    item = make_item(meeting, title="Winter plan")
    off = make_item(meeting, state="withdrawn", state_because="Not ready")
    add(Paper, {"key": "a", "title": "Winter plan", "state": "to_follow", "to_be_sent_by": "Priya Nair"}, item=item)
    add(Paper, {"key": "b", "title": "Spring plan", "state": "held"}, item=item)
    add(Paper, {"key": "c", "title": "Not wanted", "state": "to_follow"}, item=off)

    late = meeting_clock(make_user("author"), meeting, today=date(2026, 11, 12)).late

    assert late == (
        "1 action has no update since the last meeting.",
        "Paper not received: Winter plan, owed by Priya Nair.",
    )
    assert meeting_clock(make_user("member"), meeting, today=date(2026, 11, 12)).late == ()


@pytest.mark.django_db
def test_a_boards_terms_are_its_settings_and_the_closed_days_of_its_own_council():
    council, other = make_organisation(), make_organisation()
    board = make_board(organisation=council, clear_days=6, papers_due_days=8, updates_due_days=12)
    make_closed_day(organisation=council, day=MEETING)
    make_closed_day(organisation=other, day=WEDNESDAY)

    found = terms_of(Board.objects.get(pk=board.pk))

    assert found == Terms(is_public=True, clear=6, papers=8, updates=12, closed=frozenset({MEETING}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"state": "cancelled"},
        {"held_on": None, "day_words": "in March"},
        {"state": "held"},
        {"held_on": WEDNESDAY - timedelta(days=1)},
    ],
)
def test_a_meeting_that_is_cancelled_over_or_has_no_day_has_no_clock(facts):
    assert meeting_clock(make_user("author"), make_planned(**facts), today=WEDNESDAY) is None
