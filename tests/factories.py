"""Dull rows for tests. What is not named is the one there is already, or is made; a test states only what matters to it.

Rows are written through `plans.changes`, so that the revision is raised and a page read before is not read again.

    board = make_board()
    action = make_action(lead=make_person(name="Priya Nair"))
    milestone = make_milestone(action=action, due=date(2026, 11, 30))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 29), because="The lease is late")
    client.force_login(make_user("author"))
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from meetings.models import Meeting, MinutesProposal, ProposedEntry, ProposedItem
from plans import changes
from plans.models import (
    Action,
    AwaitedReading,
    Board,
    BulkChange,
    Comparator,
    Discrepancy,
    DiscrepancyClaim,
    Feedback,
    Goal,
    Indicator,
    Milestone,
    Objective,
    Observation,
    Organisation,
    Person,
    Place,
    Practice,
    PracticeReading,
    Responsibility,
    Source,
    Statement,
    Strategy,
    TrajectoryPoint,
)
from thurrock_hwb.accounts.models import ROLES_OF_A_BOARD, RoleGrant, User

SAID_ON = date(2026, 9, 9)
"""The day on which everything was said, unless a test says otherwise."""


def make_source(**facts):
    number = Source.objects.count() + 1
    defaults = {"key": f"source-{number}", "kind": "minute", "title": f"Minutes {number}", "short": f"minute {number}"}
    return add(Source, defaults | {"published_on": SAID_ON} | facts)


def make_organisation(**facts):
    number = Organisation.objects.count() + 1
    return add(Organisation, {"key": f"organisation-{number}", "name": f"Organisation {number}"} | facts)


def make_person(**facts):
    number = Person.objects.count() + 1
    return add(Person, {"key": f"person-{number}", "name": f"Person {number}"} | facts)


def make_board(**facts):
    number = Board.objects.count() + 1
    defaults = {"key": f"board-{number}", "name": f"Board {number}", "short": f"B{number}", "kind": "hwb"}
    return add(Board, defaults | facts)


def make_strategy(*, board=None, **facts):
    number = Strategy.objects.count() + 1
    defaults = {"key": f"strategy-{number}", "title": f"Strategy {number}"}
    years = {"starts_on": date(2025, 4, 1), "ends_on": date(2030, 3, 31)}
    return add(Strategy, defaults | years | facts, board=board or the(Board, make_board))


def make_goal(*, strategy=None, **facts):
    strategy = strategy or the(Strategy, make_strategy)
    number = strategy.goals.count() + 1
    defaults = {"code": chr(64 + number), "title": f"Goal {number}", "position": number}
    return add(Goal, defaults | facts, strategy=strategy)


def make_objective(*, goal=None, **facts):
    goal = goal or the(Goal, make_goal)
    number = goal.objectives.count() + 1
    defaults = {"code": f"{goal.code}{number}", "title": f"Objective {number}", "position": number}
    return add(Objective, defaults | facts, goal=goal)


def make_action(*, objective=None, goal=None, lead=None, **facts):
    """An action of an objective; of a goal alone when only the goal is given. `lead` is a person or an organisation."""
    if goal is None:
        objective = objective or the(Objective, make_objective)
        goal = objective.goal
    number = goal.strategy.actions.count() + 1
    action = Action(
        **{"reference": f"A{number}", "title": f"Action {number}", "origin": "plan", "said_on": SAID_ON}
        | {"position": number, "source": facts.get("source") or the(Source, make_source)}
        | facts,
        objective=objective,
        goal=goal,
        strategy=goal.strategy,
    )
    changes.add_action(action, by=None)
    if lead:
        make_responsibility(action=action, since=action.said_on, **{type(lead).__name__.lower(): lead})
    return action


def make_milestone(*, action=None, due=None, **facts):
    """A milestone; with `due`, the day that was stated for it when it was first stated."""
    action = action or the(Action, make_action)
    number = action.milestones.count() + 1
    defaults = {"reference": f"{action.reference}.{number}", "title": f"Milestone {number}", "position": number}
    milestone = Milestone(
        **defaults | {"said_on": action.said_on, "source": the(Source, make_source)} | facts, action=action
    )
    changes.add_milestone(milestone, by=None)
    if due:
        make_statement(milestone=milestone, kind="forecast", on=due)
    return milestone


def make_statement(*, milestone=None, action=None, on=None, **facts):
    """Something said; a note, unless `kind` says otherwise. `on` is the day a date, or a completion, names."""
    if action is None:
        milestone = milestone or the(Milestone, make_milestone)
    about = milestone or action
    facts = {"kind": "note", "said_on": about.said_on, "earliest": on, "latest": on} | facts
    if facts["kind"] == "note":
        facts = {"note": "On course."} | facts
    facts = {"recorded_on": facts["said_on"], "source": the(Source, make_source)} | facts
    by = facts.pop("recorded_by", None)
    return changes.state(Statement(milestone=milestone, action=action, **facts), by=by)


def make_responsibility(*, action=None, indicator=None, objective=None, **facts):
    """Who answers for an action (or an indicator, or an objective): the lead, unless `kind` says otherwise."""
    if not indicator and not objective:
        action = action or the(Action, make_action)
    if not facts.get("person") and not facts.get("organisation"):
        facts["person"] = make_person()
    facts = {"kind": "lead", "since": SAID_ON, "source": the(Source, make_source)} | facts
    return changes.assign(Responsibility(action=action, indicator=indicator, objective=objective, **facts), by=None)


def make_bulk_change(*, by, strategy=None, **facts):
    """One act on many actions, that changed nothing; dates moved, unless `kind` says otherwise."""
    defaults = {"kind": "shift", "token": uuid4(), "because": "Late", "at": datetime(2026, 9, 9, 12, tzinfo=UTC)}
    return add(BulkChange, defaults | facts, by=by, strategy=strategy or the(Strategy, make_strategy))


def make_indicator(*, strategy=None, board=None, objectives=(), **facts):
    """On the strategy that there is; with `board=` alone, on that board and on no strategy."""
    strategy = strategy or (None if board else the(Strategy, make_strategy))
    number = Indicator.objects.count() + 1
    defaults = {"key": f"indicator-{number}", "title": f"Indicator {number}", "unit": "people", "said_on": SAID_ON}
    defaults |= {"position": number, "source": the(Source, make_source)}
    indicator = add(Indicator, defaults | facts, strategy=strategy, board=board or strategy.board)
    indicator.objectives.set(objectives)
    return indicator


def make_observation(*, indicator=None, **facts):
    defaults = {"period_end": SAID_ON, "said_on": SAID_ON}
    if "numerator" not in facts:
        defaults["value"] = Decimal(10)
    facts = defaults | facts
    facts = {"recorded_on": facts["said_on"], "source": the(Source, make_source)} | facts
    indicator = indicator or the(Indicator, make_indicator)
    return changes.observe(Observation(indicator=indicator, **facts), by=None)


def make_awaited(*, indicator=None, **facts):
    """ "Not out yet", said of the next reading; with `expected_on`, until when."""
    facts = {"said_on": SAID_ON, "source": the(Source, make_source)} | facts
    facts = {"recorded_on": facts["said_on"], "recorded_at": datetime(2026, 11, 11, 9, 59, tzinfo=UTC)} | facts
    return add(AwaitedReading, facts, indicator=indicator or the(Indicator, make_indicator))


def make_target(*, indicator=None, **facts):
    defaults = {"on": date(2027, 3, 31), "value": Decimal(20), "said_on": SAID_ON, "source": the(Source, make_source)}
    indicator = indicator or the(Indicator, make_indicator)
    return changes.set_target(TrajectoryPoint(indicator=indicator, **defaults | facts), by=None)


def make_feedback(*, strategy=None, **facts):
    """Something residents said, not answered yet."""
    strategy = strategy or the(Strategy, make_strategy)
    number = Feedback.objects.count() + 1
    defaults = {"key": f"feedback-{number}", "given_by": "Healthwatch", "theme": f"Theme {number}"}
    defaults |= {"said": "It is late.", "said_on": SAID_ON, "source": the(Source, make_source)}
    return add(Feedback, defaults | facts, strategy=strategy)


def make_comparator(**facts):
    number = Comparator.objects.count() + 1
    return add(Comparator, {"key": f"comparator-{number}", "name": f"Comparator {number}"} | facts)


def make_place(**facts):
    number = Place.objects.count() + 1
    return add(Place, {"key": f"place-{number}", "name": f"Place {number}", "kind": "locality"} | facts)


def make_practice(*, board=None, **facts):
    number = Practice.objects.count() + 1
    defaults = {"key": f"practice-{number}", "name": f"Practice {number}", "ods_code": f"EXA-{number:02}"}
    return add(Practice, defaults | facts, board=board or the(Board, make_board))


def make_practice_reading(*, practice=None, **facts):
    """What a file says of a practice: a rating; with `numerator` and `denominator` a figure, with `missing` neither."""
    says = {} if facts.keys() & {"numerator", "missing"} else {"category": "Good", "rated_on": date(2024, 5, 1)}
    says |= {"measure": "cqc_rating", "period_end": SAID_ON, "said_on": SAID_ON, "source": the(Source, make_source)}
    reading = PracticeReading(practice=practice or the(Practice, make_practice), **says | facts)
    return changes.read_practice(reading, by=None)


def make_discrepancy(*, strategy=None, board=None, says=("One thing.", "Another."), **facts):
    """Two claims that contradict each other; `says` are their sentences, `action=`, `indicator=` what they are about."""
    strategy = strategy or (None if board else the(Strategy, make_strategy))
    number = Discrepancy.objects.count() + 1
    defaults = {"code": f"X{number}", "treatment": "disputed", "title": f"Doubt {number}", "raised_on": SAID_ON}
    discrepancy = Discrepancy(strategy=strategy, board=board or strategy.board, **defaults | facts)
    changes.raise_discrepancy(discrepancy, by=None)
    for position, sentence in enumerate(says):
        source = the(Source, make_source)
        add(DiscrepancyClaim, {"says": sentence, "position": position}, discrepancy=discrepancy, source=source)
    return discrepancy


def make_meeting(*, board=None, **facts):
    number = Meeting.objects.count() + 1
    defaults = {"key": f"meeting-{number}", "held_on": date(2026, 9, 1 + number), "state": "held"}
    return add(Meeting, defaults | facts, board=board or the(Board, make_board))


def make_minutes_proposal(*, board=None, **facts):
    """A text of minutes that was sent in: twenty lines, and one item, in which `make_proposed_entry` puts passages."""
    number = MinutesProposal.objects.count() + 1
    defaults = {"sha256": f"{number:064d}", "kind_of_source": "text", "lines": [f"Line {n}." for n in range(1, 21)]}
    defaults |= {"day": SAID_ON, "day_found": SAID_ON, "uploaded_at": datetime(2026, 11, 11, 9, 0, tzinfo=UTC)}
    proposal = MinutesProposal.objects.create(**defaults | facts, board=board or the(Board, make_board))
    ProposedItem.objects.create(proposal=proposal, position=1, number="1", title="Item 1", line_from=1, line_to=20)
    return proposal


def make_proposed_entry(*, proposal=None, **facts):
    proposal = proposal or the(MinutesProposal, make_minutes_proposal)
    number = proposal.entries.count() + 1
    defaults = {"position": number, "kind": "narrative", "text": f"Line {number}.", "item": proposal.items.get()}
    defaults |= {"line_from": number, "line_to": number, "because": "No rule took it.", "sure": "high"}
    return ProposedEntry.objects.create(**defaults | facts, proposal=proposal)


def make_user(role="", *, board=None, person=None, email=""):
    """Somebody who can sign in, with one role; members and chairs sit on `board`, or on the one there is.

    An officer without a `person` gets one of their own, who leads nothing yet: `make_action(lead=user.person)`.
    """
    if role == "officer" and person is None:
        person = make_person()
    number = User.objects.count() + 1
    user = User.objects.create_user(
        email or f"{role or 'user'}-{number}@example.org", "a long enough one", person=person
    )
    if role:
        seat = (board or the(Board, make_board)) if role in ROLES_OF_A_BOARD else None
        RoleGrant.objects.create(user=user, role=role, board=seat)
    return user


def the(model, make):
    """The first row there is, else one made with its defaults."""
    return model.objects.order_by("pk").first() or make()


def add(model, facts, **more):
    return changes.add(model(**facts | more), by=None)
