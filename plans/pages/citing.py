"""The facts of a plan, each as one line on the page of its source."""

from django.urls import reverse

from plans.citing import Cited, Kind, register
from plans.models import (
    Action,
    AgreedPlan,
    Alias,
    AwaitedReading,
    Board,
    DiscrepancyClaim,
    Feedback,
    Goal,
    Indicator,
    Membership,
    Milestone,
    Objective,
    Observation,
    Organisation,
    OutcomesFramework,
    Place,
    Practice,
    PracticeReading,
    Programme,
    Responsibility,
    Risk,
    RoleHolding,
    Statement,
    Strategy,
    TrajectoryPoint,
)
from plans.rules.dates import long_date
from plans.rules.words import plain


def action_url(action) -> str:
    return reverse("meetings:action", args=[action.strategy.board.key, action.reference])


def indicator_url(indicator) -> str:
    return reverse("plans:indicator", args=[indicator.board.key, indicator.key]) if indicator.strategy_id else ""


def objective_url(objective) -> str:
    return reverse("plans:objective", args=[objective.goal.strategy.board.key, objective.code])


def goal_url(goal) -> str:
    return reverse("plans:goal", args=[goal.strategy.board.key, goal.code])


def strategy_url(strategy) -> str:
    return reverse("plans:plan", args=[strategy.board.key])


def board_url(board) -> str:
    return reverse("meetings:board", args=[board.key])


def statement(row: Statement) -> Cited:
    milestone = row.milestone
    action = milestone.action if milestone else row.action
    assert action is not None  # a constraint of the table: one or the other
    told = [row.get_kind_display(), row.words or row.promised, row.note, row.because]
    about = f"{milestone.reference} {milestone.title}" if milestone else str(action)
    wrong = " (marked as entered in error)" if row.error_marked_at else ""
    return Cited(". ".join(t.strip(". ") for t in told if t) + wrong, about, action_url(action), row.said_on)


def action(row: Action) -> Cited:
    return Cited(row.words or row.title, str(row), action_url(row), row.said_on)


def milestone(row: Milestone) -> Cited:
    return Cited(row.title, f"{row.reference}, of {row.action}", action_url(row.action), row.said_on)


def responsibility(row: Responsibility) -> Cited:
    who = ", ".join(str(one) for one in (row.person, row.organisation) if one)
    if row.action:
        about, url = str(row.action), action_url(row.action)
    elif row.indicator:
        about, url = str(row.indicator), indicator_url(row.indicator)
    else:
        assert row.objective is not None  # a constraint of the table
        about, url = str(row.objective), objective_url(row.objective)
    return Cited(f"{row.get_kind_display()}: {who}", about, url, row.since)


def indicator(row: Indicator) -> Cited:
    return Cited(row.definition or row.target_words or row.title, row.title, indicator_url(row), row.said_on)


def observation(row: Observation) -> Cited:
    parts = f"{row.numerator:f} of {row.denominator:f}" if row.numerator is not None and row.denominator else ""
    figure = parts if row.value is None else f"{row.value:f}"
    told = row.words or " ".join(part.rstrip("0").rstrip(".") if "." in part else part for part in figure.split(" "))
    whose = f" ({row.comparator})" if row.comparator else ""
    wrong = " (marked as entered in error)" if row.error_marked_at else ""
    return Cited(f"{told}{whose}{wrong}", row.indicator.title, indicator_url(row.indicator), row.said_on)


def practice_url(practice: Practice) -> str:
    return reverse("plans:practice", args=[practice.board.key, practice.key]) if practice.board else ""


def practice(row: Practice) -> Cited:
    return Cited(row.note or row.name, row.name, practice_url(row))


def practice_reading(row: PracticeReading) -> Cited:
    """What the file says: the rating, the two numbers, or why there is neither."""
    parts = ""
    if row.numerator is not None and row.denominator is not None:
        parts = f"{plain(row.numerator)} of {plain(row.denominator)}"
    told = row.get_missing_display() if row.missing else row.category or parts
    wrong = " (marked as entered in error)" if row.error_marked_at else ""
    about = f"{row.practice}: {row.get_measure_display()}, {long_date(row.period_end)}"
    return Cited(f"{told}{wrong}", about, practice_url(row.practice), row.said_on)


def awaited(row: AwaitedReading) -> Cited:
    by = f"; expected by {long_date(row.expected_on)}" if row.expected_on else ""
    wrong = " (marked as entered in error)" if row.error_marked_at else ""
    told = ". ".join(part.strip(". ") for part in (f"Not out yet{by}", row.note) if part)
    return Cited(f"{told}{wrong}", row.indicator.title, indicator_url(row.indicator), row.said_on)


def target(row: TrajectoryPoint) -> Cited:
    value = f"{row.value:f}".rstrip("0").rstrip(".")
    return Cited(f"Target: {value}", row.indicator.title, indicator_url(row.indicator), row.said_on)


def claim(row: DiscrepancyClaim) -> Cited:
    doubt = row.discrepancy
    url = reverse("plans:doubts", args=[doubt.board.key]) + f"#doubt-{doubt.code}" if doubt.strategy_id else ""
    return Cited(row.says, str(doubt), url, doubt.raised_on)


def role(row: RoleHolding) -> Cited:
    return Cited(row.title, row.person.name, reverse("plans:person", args=[row.person.key]), row.since)


def membership(row: Membership) -> Cited:
    return Cited(row.seat or "Member", f"{row.person} on {row.board}", board_url(row.board), row.since)


def alias(row: Alias) -> Cited:
    named: tuple = (row.person, row.organisation, row.board, row.goal, row.objective)
    return Cited(f"written “{row.written}”", str(next(one for one in named if one)), alias_url(row))


def alias_url(row: Alias) -> str:
    if row.person:
        return reverse("plans:person", args=[row.person.key])
    return reverse("plans:organisation", args=[row.organisation.key]) if row.organisation else ""


def organisation(row: Organisation) -> Cited:
    return Cited(row.note or row.name, row.name, reverse("plans:organisation", args=[row.key]))


OF_ACTION = ("action__strategy__board",)

KINDS = (
    Kind("Things said about actions and milestones", Statement, statement,
         ("milestone__action__strategy__board", "action__strategy__board"),
         ("milestone__action__strategy__board", "action__strategy__board")),
    Kind("Readings", Observation, observation, ("indicator__board",), ("indicator__board", "comparator")),
    Kind("Readings that are not out yet", AwaitedReading, awaited, ("indicator__board",), ("indicator__board",)),
    Kind("Targets", TrajectoryPoint, target, ("indicator__board",), ("indicator__board",)),
    Kind("Indicators", Indicator, indicator, ("board",), ("board",)),
    Kind("Actions", Action, action, ("strategy__board",), ("strategy__board",)),
    Kind("Milestones", Milestone, milestone, OF_ACTION, OF_ACTION),
    Kind("Who answers for what", Responsibility, responsibility,
         (*OF_ACTION, "indicator__board", "objective__goal__strategy__board"),
         (*OF_ACTION, "indicator__board", "objective__goal__strategy__board", "person", "organisation")),
    Kind("Claims that contradict others", DiscrepancyClaim, claim, ("discrepancy__board",), ("discrepancy__board",)),
    Kind("Strategies", Strategy, lambda row: Cited(row.title, row.board.name, strategy_url(row)), ("board",), ("board",)),
    Kind("Goals", Goal, lambda row: Cited(row.title, str(row), goal_url(row)), ("strategy__board",), ("strategy__board",)),
    Kind("Objectives", Objective, lambda row: Cited(row.official or row.title, str(row), objective_url(row)),
         ("goal__strategy__board",), ("goal__strategy__board",)),
    Kind("Plans that were agreed", AgreedPlan,
         lambda row: Cited(row.words or str(row), str(row.goal), goal_url(row.goal), row.agreed_on),
         ("goal__strategy__board",), ("goal__strategy__board",)),
    Kind("Outcomes frameworks", OutcomesFramework,
         lambda row: Cited(row.status_words or row.get_status_display(), str(row), strategy_url(row.strategy), row.said_on),
         ("strategy__board",), ("strategy__board",)),
    Kind("Risks", Risk, lambda row: Cited(row.detail or row.title, row.title, strategy_url(row.strategy), row.said_on),
         ("strategy__board",), ("strategy__board",)),
    Kind("Feedback", Feedback, lambda row: Cited(row.said, row.theme, strategy_url(row.strategy), row.said_on),
         ("strategy__board",), ("strategy__board",)),
    Kind("Boards", Board, lambda row: Cited(row.purpose or row.name, row.name, board_url(row)), ("pk",), ()),
    Kind("Seats", Membership, membership, ("board",), ("board", "person")),
    Kind("Posts", RoleHolding, role, (), ("person",)),
    Kind("Organisations", Organisation, organisation),
    Kind("Other ways a name is written", Alias, alias,
         ("board", "goal__strategy__board", "objective__goal__strategy__board"),
         ("person", "organisation", "board", "goal", "objective"), may_be_free=True),
    Kind("Places", Place, lambda row: Cited(row.name, row.get_kind_display())),
    Kind("Programmes", Programme, lambda row: Cited(row.note or row.name, row.name), ("board",), (), may_be_free=True),
    Kind("Practices", Practice, practice, ("board",), ("board",), may_be_free=True),
    Kind("What a file says of practices", PracticeReading, practice_reading, ("practice__board",), ("practice__board",),
         may_be_free=True),
)  # fmt: skip

register(*KINDS)
