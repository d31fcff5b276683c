"""What the plan lacks before a pack: word of its actions, reasons for its reds, readings, and statements that agree."""

from datetime import date, timedelta

import pytest

from meetings.rules.readiness import PlanFacts, State, plan_checks
from plans.snapshot import take_snapshot
from tests.factories import (
    make_action,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_milestone,
    make_objective,
    make_observation,
    make_person,
    make_statement,
    make_strategy,
)

pytestmark = pytest.mark.django_db

MET = date(2026, 10, 7)
TODAY = date(2026, 11, 11)
ONE = timedelta(days=1)


@pytest.fixture
def strategy():
    return make_strategy()


def found(key, strategy, **facts):
    facts = {"last_meeting": MET, "address": lambda kind, of: f"/{kind}/{of}/"} | facts
    checks = plan_checks(PlanFacts(take_snapshot(strategy, as_at=TODAY), **facts))
    return next(check for check in checks if check.key == key)


def rows(check):
    return [(row.title, row.who, row.why, row.url, row.prints) for row in check.rows]


# --- Updates ----------------------------------------------------------------------------------------------------------


def test_an_action_without_word_since_the_meeting_is_listed_with_what_is_printed(strategy):
    silent = make_action(lead=make_person(name="Ana"))
    make_statement(action=silent, said_on=MET - ONE)
    make_action(said_on=MET)

    check = found("updates", strategy)

    assert check.says == "One of two unfinished actions has had no update since the meeting of 7 October 2026."
    assert rows(check) == [
        ("A1 Action 1", "Ana", "Last said on 6 October 2026.", "/action/A1/", "No update received for 36 days.")
    ]


def test_one_that_was_asked_after_says_since_when_it_waits(strategy):
    action = make_action()

    check = found("updates", strategy, asked={action.pk: date(2026, 11, 2)})

    assert [(row.who, row.why) for row in check.rows] == [
        (
            "Nobody leads it",
            "Nothing was said since it was stated on 9 September 2026. Asked for on 2 November 2026, and not answered yet.",
        )
    ]


def test_the_goal_in_focus_stands_first_and_then_what_stands_worst(strategy):
    other, focus = make_goal(strategy=strategy, code="A"), make_goal(strategy=strategy, code="B")
    make_action(goal=other, reference="plain")
    late = make_action(goal=other, reference="late")
    make_milestone(action=late, due=date(2026, 11, 1))
    make_action(goal=focus, reference="focus")

    assert [row.title.split()[0] for row in found("updates", strategy, focus="B").rows] == ["focus", "late", "plain"]


@pytest.mark.parametrize("kind", ["completed", "withdrawn"])
def test_what_is_over_is_not_asked_after(strategy, kind):
    action = make_action()
    days = {"on": MET - ONE} if kind == "completed" else {"because": "Not wanted."}
    make_statement(action=action, kind=kind, said_on=MET - ONE, **days)

    assert found("updates", strategy).says == "No action is unfinished."


def test_where_everything_was_spoken_of_it_is_in_order(strategy):
    make_action(said_on=MET)

    check = found("updates", strategy)

    assert (check.state, check.says) == (
        State.IN_ORDER,
        "Every unfinished action was spoken of since the meeting of 7 October 2026.",
    )


# --- Reasons ----------------------------------------------------------------------------------------------------------


PASSED = date(2026, 11, 1)


@pytest.fixture
def late(strategy):
    """A milestone whose date passed on 1 November; it was stated on 9 September."""
    return make_milestone(action=make_action(lead=make_person(name="Ana")), title="Sign the lease", due=PASSED)


def test_a_red_of_which_nobody_said_why_is_listed(strategy, late):
    check = found("reasons", strategy)

    assert check.says == "The only red milestone has no reason."
    assert rows(check) == [
        (
            "A1.1 Sign the lease",
            "Ana",
            "Its date passed 10 days ago. Nobody has said why.",
            "/action/A1/",
            "Its date passed 10 days ago.",
        )
    ]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ({"note": "On course.", "said_on": PASSED}, 1),
        ({"note": "The landlord is away.", "said_on": PASSED + ONE}, 0),
        ({"note": "It may be late.", "because": "The landlord is away", "said_on": date(2026, 9, 9)}, 0),
    ],
)
def test_a_note_counts_from_the_day_it_turned_red_and_a_why_from_the_day_its_date_was_stated(
    strategy, late, said, number
):
    make_statement(milestone=late, **said)

    assert found("reasons", strategy).number == number


def test_what_is_said_of_the_action_as_a_whole_counts_too(strategy, late):
    make_statement(action=late.action, said_on=PASSED + ONE)

    assert found("reasons", strategy).says == "Of every red milestone somebody said why."


@pytest.mark.parametrize(("again", "number"), [("", 1), ("The landlord is away", 0)])
def test_a_why_of_an_earlier_date_explains_that_date_and_not_this_one(strategy, late, again, number):
    make_statement(
        milestone=late, kind="forecast", on=date(2026, 12, 1), said_on=date(2026, 9, 10), because="The survey"
    )
    make_statement(milestone=late, kind="forecast", on=date(2027, 2, 2), said_on=date(2026, 9, 11), because=again)

    assert found("reasons", strategy).number == number


def test_amber_asks_for_no_reason(strategy):
    milestone = make_milestone(due=date(2027, 1, 1))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 31), said_on=MET)

    assert found("reasons", strategy).says == "No milestone is red."


# --- Readings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "state"), [(72, State.IN_ORDER), (71, State.LOOK)])
def test_a_reading_is_past_due_on_the_day_after_it_was_expected(strategy, days, state):
    indicator = make_indicator(frequency="monthly", due_after_days=days)
    make_observation(indicator=indicator, period_end=date(2026, 7, 31))
    # The next one is for August, so 72 days later is 11 November.

    check = found("readings", strategy)

    assert check.state is state
    if state is State.LOOK:
        assert check.says == "The only indicator has a reading past its day."
        assert [(row.title, row.who, row.url) for row in check.rows] == [
            ("Indicator 1", "Nobody answers for it", "/indicator/indicator-1/")
        ]


def test_one_that_never_had_a_reading_is_counted_apart(strategy):
    make_indicator(frequency="monthly")

    check = found("readings", strategy)

    assert (check.state, check.says) == (
        State.IN_ORDER,
        "No reading is past its day. Of one no reading was ever reported.",
    )


# --- Doubts -----------------------------------------------------------------------------------------------------------


def test_what_is_not_settled_is_listed_with_who_can_settle_it(strategy):
    make_discrepancy(title="Two figures", question="Which?", who_settles="Ana", shown_meanwhile="Both.")

    check = found("doubts", strategy)

    assert check.says == "One is not settled."
    assert rows(check) == [("X1 Two figures", "To be settled by Ana", "Which?", "/doubt/X1/", "Both.")]


def test_of_no_plan_nothing_is_asked_and_of_several_nothing_is_known():
    assert plan_checks(PlanFacts(None)) == ()
    checks = plan_checks(PlanFacts(None, why_none="Say which."))

    assert [(check.state, check.says) for check in checks] == [(State.UNKNOWN, "Say which.")] * 4


def test_a_board_that_never_met_counts_a_hundred_days_back(strategy):
    make_objective()
    make_action(said_on=date(2026, 8, 2))
    make_action(said_on=date(2026, 8, 3))

    check = found("updates", strategy, last_meeting=None)

    assert check.says == "One of two unfinished actions has had no update for 100 days."
    assert [row.prints for row in check.rows] == ["No update received for 101 days."]
