"""What is late says in the pack who spoke of it last, where and in which words, and where each of its dates stands."""

from datetime import UTC, date, datetime

import pytest

from meetings.enums import Edition
from meetings.pack.gathering import gather, snapshot_for
from meetings.pack.last_word import MOST_SAID, last_word
from plans.snapshot import take_snapshot
from tests.factories import (
    make_action,
    make_board,
    make_meeting,
    make_milestone,
    make_person,
    make_source,
    make_statement,
    make_strategy,
)

pytestmark = pytest.mark.django_db

AS_AT = date(2026, 12, 8)


@pytest.fixture
def coming():
    board = make_board()
    make_strategy(board=board)
    return make_meeting(board=board, held_on=date(2026, 12, 10), state="published")


def word_on(milestone):
    snapshot = take_snapshot(milestone.action.strategy, as_at=AS_AT)
    [line] = [line for _, line in snapshot.milestones if line.pk == milestone.pk]
    return last_word(line)


def rows(meeting, *, chosen=None):
    strategy = meeting.board.strategies.get()
    pack = gather(
        meeting,
        edition=Edition.PUBLIC,
        as_at=AS_AT,
        built_at=datetime(2026, 12, 8, 9, tzinfo=UTC),
        strategy=strategy,
        snapshot=snapshot_for(strategy, AS_AT, Edition.PUBLIC),
        chosen=chosen,
    )
    return {row.title: row for plan in pack.plans for group in plan.groups for row in group.rows}


def test_it_is_the_last_thing_said_by_whom_and_in_which_words():
    milestone = make_milestone(due=date(2026, 12, 1), said_on=date(2026, 10, 1))
    make_statement(
        milestone=milestone,
        said_on=date(2026, 11, 2),
        said_by=make_person(name="Ann Bell"),
        source=make_source(kind="entry"),
        note="The printer is late",
    )

    assert word_on(milestone) == "Last word on 2 Nov 2026: Ann Bell. “The printer is late”."


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"note": "On course"}, "Minute 1, item 6. “On course”."),
        ({"kind": "forecast", "on": date(2026, 12, 2), "because": "Rain"}, "Minute 1, item 6. “Rain”."),
        (
            {"kind": "forecast", "on": date(2026, 12, 2), "words": "early December"},
            "Minute 1, item 6. “early December”.",
        ),
        ({"kind": "forecast", "on": date(2026, 12, 2)}, "Minute 1, item 6. New date, without a reason."),
        ({"kind": "no_change"}, "Minute 1, item 6. Marked “no change”."),
    ],
)
def test_words_from_a_document_name_it_and_no_words_are_told_too(facts, told):
    milestone = make_milestone(due=date(2026, 12, 1))
    make_statement(milestone=milestone, said_on=date(2026, 11, 4), locator="item 6", **facts)

    assert word_on(milestone) == f"Last word on 4 Nov 2026: {told}"


def test_no_change_said_again_is_not_counted_as_an_update():
    milestone = make_milestone(due=date(2026, 12, 1))
    for day in (2, 4):
        make_statement(milestone=milestone, kind="no_change", said_on=date(2026, 11, day))

    assert word_on(milestone).endswith("Marked “no change” again, which does not count as an update.")


@pytest.mark.parametrize(("length", "end"), [(MOST_SAID, "word”."), (MOST_SAID + 1, "a…”")])
def test_long_words_end_at_a_word(length, end):
    milestone = make_milestone()
    words = ("a word " * 40)[: length - 5].strip().ljust(length - 5, "s") + " word"
    assert len(words) == length
    make_statement(milestone=milestone, said_on=date(2026, 11, 2), note=words)

    assert word_on(milestone).endswith(end)


def test_only_what_is_late_or_unconfirmed_says_it(coming):
    for title, due in (("Late", date(2026, 12, 7)), ("On time", date(2027, 6, 1))):
        make_milestone(action=make_action(title=title, said_on=date(2026, 12, 1)), due=due)

    told = {title: bool(row.last_word) for title, row in rows(coming).items()}

    assert told == {"Late": True, "On time": False}


def test_each_row_with_a_date_leads_to_its_ledger_where_the_pack_has_one(coming):
    milestone = make_milestone(action=make_action(title="Late"), due=date(2026, 12, 7))
    place = f"ledger.{milestone.action.reference}-1"

    assert rows(coming)["Late"].ledger == place
    assert rows(coming, chosen=["summary", "agenda", "plan", "ledger"])["Late"].ledger == place
    assert rows(coming, chosen=["summary", "agenda", "plan"])["Late"].ledger == ""


def test_each_step_bears_its_own_number_so_that_it_is_known_on_a_page_without_its_action(coming):
    action = make_action(title="Two steps")
    for title in ("Sign the lease", "Open it"):
        make_milestone(action=action, title=title, due=date(2027, 4, 1))

    numbers = {title: row.number for title, row in rows(coming).items()}

    assert numbers == {"Two steps": "A1", "Sign the lease": "A1.1", "Open it": "A1.2"}
