"""A pack says of each unfinished action for how long no update was received, where nobody spoke of it since the board met."""

from datetime import UTC, date, datetime

import pytest

from meetings.enums import Edition
from meetings.pack.gathering import gather, snapshot_for
from tests.factories import make_action, make_board, make_meeting, make_milestone, make_statement, make_strategy
from tests.pages.ahead.logged import make_minuted

pytestmark = pytest.mark.django_db

LAST, COMING = date(2026, 9, 9), date(2026, 12, 10)
AS_AT = date(2026, 12, 8)
BEFORE = date(2026, 9, 8)
SILENT = "No update received for 91 days."


@pytest.fixture
def coming():
    board = make_board()
    make_strategy(board=board)
    make_meeting(board=board, held_on=LAST)
    return make_meeting(board=board, held_on=COMING, state="published")


def pack_of(meeting):
    strategy = meeting.board.strategies.get()
    snapshot = snapshot_for(strategy, AS_AT, Edition.PUBLIC)
    at = datetime(2026, 12, 8, 9, tzinfo=UTC)
    return gather(meeting, edition=Edition.PUBLIC, as_at=AS_AT, built_at=at, strategy=strategy, snapshot=snapshot)


def reasons(pack):
    rows = [row for plan in pack.plans for group in plan.groups for row in group.rows]
    return {row.title: row.mark.because for row in rows}


def test_the_plan_says_so_in_the_row_of_the_action_and_of_no_other(coming):
    make_action(title="Silent", said_on=BEFORE)
    make_action(title="Stated at the meeting", said_on=LAST)
    spoken = make_action(title="Spoken of", said_on=BEFORE)
    make_statement(action=spoken, said_on=date(2026, 11, 11))

    assert reasons(pack_of(coming)) == {
        "Silent": f"No milestones set. {SILENT}",
        "Stated at the meeting": "No milestones set.",
        "Spoken of": "No milestones set.",
    }


def test_the_action_says_so_and_its_milestones_keep_their_own_sentences(coming):
    action = make_action(title="Two steps", said_on=BEFORE)
    for title in ("Sign the lease", "Open it"):
        make_milestone(action=action, title=title, due=date(2027, 4, 1))

    own = "On the date first stated, 1 April 2027."
    assert reasons(pack_of(coming)) == {
        "Two steps": f"Sign the lease. {SILENT}",
        "Sign the lease": own,
        "Open it": own,
    }


def test_where_the_colour_says_it_already_it_is_said_once(coming):
    action = make_action(title="Lease", said_on=date(2026, 8, 29))
    make_milestone(action=action, title="Sign the lease", due=date(2027, 4, 1))

    pack = pack_of(coming)

    assert reasons(pack) == {"Lease": "No update received for 101 days."}
    assert [line.mark.because for line in pack.summary.exceptions] == ["No update received for 101 days."]


def test_the_summary_and_the_log_say_it_too(coming):
    late = make_action(title="Lease", said_on=BEFORE)
    make_milestone(action=late, title="Sign the lease", due=date(2026, 12, 1))
    make_minuted(coming.board, on=date(2026, 7, 8), reference="M1", title="Write to the trust", said_on=BEFORE)

    pack = pack_of(coming)

    [line] = [one for one in pack.summary.exceptions if one.what == "Lease"]
    assert line.mark.because == f"Its date passed 7 days ago. {SILENT}"
    [row] = pack.log.rows
    assert row.mark.because.startswith(f"No milestones set. {SILENT}")
