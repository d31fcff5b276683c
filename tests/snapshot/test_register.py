"""The register tells what differs between two days, each thing once and with its reason; the same day tells nothing."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Strategy
from plans.register import Change, compare
from plans.snapshot import take_snapshot
from tests.factories import (
    make_action,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_milestone,
    make_observation,
    make_person,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db

THEN, SINCE, NOW = date(2026, 10, 1), date(2026, 10, 15), date(2026, 11, 11)


def register(then=THEN, now=NOW):
    strategy = Strategy.objects.select_related("board").get()
    return compare(take_snapshot(strategy, as_at=then), take_snapshot(strategy, as_at=now))


def told(lines=None):
    return [(line.change, line.title, line.sentence) for line in (lines or register().lines)]


@pytest.fixture
def milestone():
    """Due in March 2027, stated in September, spoken of in October: green then and now."""
    milestone = make_milestone(
        action=make_action(title="Open it", lead=make_person()), due=date(2027, 3, 9), title="Lease"
    )
    make_statement(milestone=milestone, said_on=SINCE)
    return milestone


def test_nothing_is_told_when_nothing_differs(milestone):
    assert register().lines == ()
    assert register(NOW, NOW).lines == ()


def test_slipped(milestone):
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=SINCE, because="No staff")

    (line,) = register().lines

    assert (line.change, line.sentence, line.slip_days) == (
        Change.SLIPPED,
        "From 9 March 2027 to 20 March 2027. No staff",
        11,
    )
    assert (line.was.label, line.now.label) == ("Green", "Amber")


def test_slipped_without_a_reason_says_so(milestone):
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=SINCE)

    assert told() == [(Change.SLIPPED, "Lease", "From 9 March 2027 to 20 March 2027. No reason is given.")]


def test_a_date_that_was_a_window_is_told_as_what_was_and_what_is(milestone):
    window = {"earliest": date(2027, 3, 10), "latest": date(2027, 3, 20)}
    make_statement(milestone=milestone, kind="forecast", **window, said_on=SINCE, because="No staff")

    assert told() == [(Change.SLIPPED, "Lease", "Was 9 March 2027, now 10 to 20 March 2027. No staff")]


def test_brought_forward(milestone):
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 1), said_on=SINCE, because="Early")

    assert told() == [(Change.BROUGHT_FORWARD, "Lease", "From 9 March 2027 to 1 March 2027. Early")]


def test_overdue():
    milestone = make_milestone(due=date(2026, 11, 10), title="Lease")
    make_statement(milestone=milestone, said_on=SINCE)

    assert told() == [(Change.OVERDUE, "Lease", "Its date passed 1 day ago.")]


def test_now_worse():
    make_milestone(due=date(2026, 12, 11), title="Lease")

    assert told() == [(Change.WORSE, "Lease", "Due in 30 days and no update received for 63 days.")]


def test_now_better():
    milestone = make_milestone(due=date(2026, 10, 10), title="Lease", action=make_action(said_on=date(2026, 1, 12)))
    make_statement(milestone=milestone, said_on=SINCE)
    make_statement(milestone=milestone, kind="agreed", on=date(2026, 10, 10), said_on=date(2026, 1, 13))
    make_statement(
        milestone=make_milestone(action=milestone.action, due=date(2027, 3, 9), title="Quiet"), said_on=SINCE
    )

    assert (Change.BETTER, "Quiet", "On the date first stated, 9 March 2027.") in told()


def test_completed_milestone(milestone):
    make_statement(milestone=milestone, kind="completed", on=SINCE, said_on=SINCE)

    assert told() == [(Change.COMPLETED, "Lease", "Completed on 15 October 2026, 145 days before the first date.")]


def test_completed_action(milestone):
    make_statement(action=milestone.action, kind="completed", on=SINCE, said_on=SINCE)

    ((change, title, _),) = told()

    assert (change, title) == (Change.COMPLETED, "Open it")


def test_withdrawn_milestone_and_action_with_their_reasons(milestone):
    other = make_action(title="Close it")
    make_statement(action=other, kind="withdrawn", because="No money", said_on=SINCE)
    make_statement(milestone=milestone, kind="withdrawn", because="Not needed", said_on=SINCE)

    assert told() == [
        (Change.DROPPED, "Lease", "Withdrawn: Not needed"),
        (Change.DROPPED, "Close it", "Withdrawn: No money"),
    ]


def test_new_action_with_and_without_an_owner(milestone):
    make_action(title="Owned", said_on=SINCE, lead=make_person())
    make_action(title="Not owned", said_on=SINCE, origin="minute", words="It is to be done")

    assert told() == [
        (Change.ADDED, "Owned", "Not in the plan before."),
        (Change.ADDED_NO_OWNER, "Not owned", "Agreed, and nobody is named."),
    ]


def test_new_milestone_of_an_action_that_was_there(milestone):
    make_milestone(action=milestone.action, title="Second", said_on=SINCE, due=None)

    assert told() == [(Change.ADDED, "Second", "A new milestone of this action.")]


def test_new_figure_with_the_one_before(milestone):
    indicator = make_indicator(title="Smokers")
    make_observation(indicator=indicator, value=Decimal(10))
    make_observation(indicator=indicator, value=Decimal(7), said_on=SINCE, period_end=SINCE)

    assert told() == [(Change.INDICATOR, "Smokers", "7 people; 10 before.")]


def test_a_figure_that_is_disputed_now_is_not_compared_with(milestone):
    indicator = make_indicator(title="Smokers")
    make_observation(indicator=indicator, value=Decimal(7), said_on=SINCE, period_end=date(2026, 8, 31))
    before = make_observation(indicator=indicator, value=Decimal(10))
    assert register(now=THEN).lines == ()
    claim = make_discrepancy(indicator=indicator, raised_on=SINCE).claims.first()
    claim.observation, claim.is_doubted = before, True
    claim.save()

    assert (Change.INDICATOR, "Smokers", "7 people; 10 was told before, and is disputed now.") in told()


def test_a_dispute_that_arose_and_one_that_was_settled(milestone):
    old = make_discrepancy(title="Cost")
    make_discrepancy(title="Place", detail="Two places are named.", raised_on=SINCE)
    make_discrepancy(title="Only unclear", treatment="unclear", raised_on=SINCE)
    changes.settle(old, by=None, person=make_person(), on=SINCE, because="The minutes say so")

    assert told() == [
        (Change.DISPUTED, "Place", "Two places are named."),
        (Change.SETTLED, "Cost", "Settled; both statements stay on record."),
    ]


def test_what_an_issued_pack_told_and_was_an_error_is_told_as_corrected(milestone):
    """The pack keeps its own snapshot; what was marked since stands out against it."""
    wrong = make_statement(milestone=milestone, said_on=date(2026, 9, 10))
    strategy = Strategy.objects.select_related("board").get()
    issued = take_snapshot(strategy, as_at=THEN)
    changes.mark_in_error(wrong, by=make_user("author"), at=datetime(2026, 10, 2, tzinfo=UTC), because="Misread")

    lines = compare(issued, take_snapshot(strategy, as_at=NOW)).lines

    assert told(lines) == [
        (Change.CORRECTED, "Entered in error", "One statement was marked as entered in error and left out.")
    ]


def test_what_was_recorded_late_is_told_once_against_the_issued_pack(milestone):
    """Said before the pack, entered after it: the pack did not know, so the next register tells."""
    strategy = Strategy.objects.select_related("board").get()
    issued = take_snapshot(strategy, as_at=THEN)
    make_statement(
        milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=date(2026, 9, 20), recorded_on=SINCE
    )

    lines = compare(issued, take_snapshot(strategy, as_at=NOW)).lines

    assert [line.change for line in lines] == [Change.SLIPPED]


def test_the_register_is_in_the_order_of_its_kinds_and_counts_the_silent(milestone):
    make_action(title="Silent")
    make_action(title="New", said_on=SINCE, lead=make_person())
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=SINCE)

    found = register()

    assert [line.change for line in found.lines] == [Change.SLIPPED, Change.ADDED]
    assert found.silent == 1
    assert [line.title for line in found.of(Change.ADDED)] == ["New"]


def test_a_goal_without_actions_tells_nothing(milestone):
    make_goal()

    assert register().lines == ()
