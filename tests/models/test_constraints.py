"""Every rule that the database keeps: one row that it takes, one that it refuses, and the sentence it refuses with.

A constraint without a row in `RULES` fails the last test, so that a new rule is tried before it is relied on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from meetings.models import (
    AgendaItem,
    Attendance,
    BoardPack,
    EntryLink,
    Implication,
    Meeting,
    MinuteEntry,
    Minutes,
    Paper,
    Referral,
    ReminderSent,
)
from plans.models import (
    Action,
    AgreedPlan,
    Alias,
    Comment,
    Discrepancy,
    Goal,
    Indicator,
    Membership,
    Milestone,
    Objective,
    Observation,
    OutcomesFramework,
    Responsibility,
    RoleHolding,
    Source,
    Statement,
    Strategy,
    TrajectoryPoint,
)
from tests import factories as f
from tests.models import rules_elsewhere
from thurrock_hwb.accounts.models import RoleGrant, User

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Rule:
    """`facts` make a row that is taken; with `wrong` laid over them it is refused. `twice`: the same row again is refused."""

    name: str
    model: type[models.Model]
    facts: Callable[[], dict]
    wrong: Callable[[], dict] | None = None
    sentence: str = ""
    twice: bool = False


def source():
    return {"source": f.the(Source, f.make_source)}


def person():
    return f.the(f.Person, f.make_person)


def board():
    return f.the(f.Board, f.make_board)


def strategy():
    return f.the(Strategy, f.make_strategy)


def meeting():
    return f.the(Meeting, f.make_meeting)


def statement(**facts):
    defaults = {"milestone": f.the(Milestone, f.make_milestone), "kind": "note", "note": "x"}
    return defaults | {"said_on": TUESDAY, "recorded_on": TUESDAY} | source() | facts


def observation(**facts):
    indicator = f.the(Indicator, f.make_indicator)
    return (
        {"indicator": indicator, "period_end": TUESDAY, "said_on": TUESDAY, "recorded_on": TUESDAY} | source() | facts
    )


def indicator(**facts):
    return {"key": "k", "board": board(), "title": "t", "unit": "u", "said_on": TUESDAY} | source() | facts


def item(**facts):
    return {"meeting": meeting(), "title": "t", "position": 9} | facts


def one_item():
    return AgendaItem.objects.first() or AgendaItem.objects.create(**item(position=1))


def paper(**facts):
    return {"key": "p", "item": one_item(), "title": "t"} | facts


def minutes(**facts):
    return {"meeting": meeting(), "state": "approved", "said_on": TUESDAY} | facts


def one_minutes():
    return Minutes.objects.first() or Minutes.objects.create(**minutes())


def entry(**facts):
    return {"minutes": one_minutes(), "position": 9, "kind": "narrative", "text": "t"} | facts


def one_entry():
    return MinuteEntry.objects.first() or MinuteEntry.objects.create(**entry(position=1))


def pack():
    return {
        "meeting": meeting(), "edition": "public", "as_at": TUESDAY, "pdf": b"", "sha256": "0", "pages": 1,
        "issued_at": NOON, "number": f"N{BoardPack.objects.count()}",
    }  # fmt: skip


def user(**facts):
    return {"user": User.objects.first() or f.make_user()} | facts


WINDOW = "This needs a date, or a first and a last day with the first one first."
ONE_ABOUT = "A statement is about a milestone or about an action, not both."
ONE_ALIAS = "An alias belongs to exactly one person, organisation, board, goal or objective."
ONE_RESPONSIBILITY = "A responsibility is for one action, one indicator or one objective."

RULES = [
    # plans: sources and people
    Rule("source_inferred_day_says_how", Source,
         lambda: {"key": "s", "kind": "minute", "is_inferred": True, "inferred_because": "The day of the meeting"},
         lambda: {"inferred_because": ""}, "Say how the day was inferred."),
    Rule("source_not_held_says_where_it_is_named", Source,
         lambda: {"key": "s", "kind": "minute", "is_held": False, "named_in": "The agenda"},
         lambda: {"named_in": ""}, "A source that is not held needs the place where it is named."),
    Rule("source_window_runs_forward", Source,
         lambda: {"key": "s", "kind": "minute", "published_from": TUESDAY, "published_on": TUESDAY},
         lambda: {"published_on": MONDAY}, "The earliest day of a source is after its latest day."),
    Rule("source_window_runs_forward", Source,
         lambda: {"key": "s", "kind": "minute", "published_from": TUESDAY, "published_on": TUESDAY},
         lambda: {"published_on": None}, "The earliest day of a source is after its latest day."),
    Rule("role_is_held_once_from_a_day", RoleHolding,
         lambda: {"person": person(), "title": "Director", "since": TUESDAY} | source(), twice=True,
         sentence="This person is already recorded in this role from that day."),
    Rule("role_ends_after_it_begins", RoleHolding,
         lambda: {"person": person(), "title": "Director", "since": TUESDAY, "until": TUESDAY} | source(),
         lambda: {"until": MONDAY}, "The role ends before it begins."),
    Rule("member_sits_once_from_a_day", Membership,
         lambda: {"person": person(), "board": board(), "since": TUESDAY}, twice=True,
         sentence="This person already sits on this board from that day."),
    Rule("membership_ends_after_it_begins", Membership,
         lambda: {"person": person(), "board": board(), "since": TUESDAY, "until": TUESDAY},
         lambda: {"until": MONDAY}, "The membership ends before it begins."),
    Rule("alias_belongs_to_one_thing", Alias, lambda: {"written": "Dr P", "person": person()},
         lambda: {"person": None}, ONE_ALIAS),
    Rule("alias_belongs_to_one_thing", Alias, lambda: {"written": "The board", "board": board()},
         lambda: {"person": person()}, ONE_ALIAS),
    # plans: strategy
    Rule("strategy_ends_after_it_starts", Strategy,
         lambda: {"key": "s", "title": "t", "board": board(), "starts_on": MONDAY, "ends_on": TUESDAY},
         lambda: {"ends_on": MONDAY}, "The strategy ends before it starts."),
    Rule("goal_code_is_used_once_in_a_strategy", Goal,
         lambda: {"strategy": strategy(), "code": "A", "title": "t", "position": 1}, twice=True,
         sentence="Another goal of this strategy has this code."),
    Rule("objective_code_is_used_once_in_a_goal", Objective,
         lambda: {"goal": f.the(Goal, f.make_goal), "code": "A1", "title": "t", "position": 1}, twice=True,
         sentence="Another objective of this goal has this code."),
    Rule("plan_version_is_agreed_once", AgreedPlan,
         lambda: {"goal": f.the(Goal, f.make_goal), "version": 2, "agreed_on": TUESDAY} | source(), twice=True,
         sentence="This version of the goal's plan is already recorded."),
    # plans: delivery
    Rule("action_reference_is_used_once_in_a_strategy", Action,
         lambda: {"strategy": strategy(), "goal": f.the(Goal, f.make_goal), "reference": "R", "title": "t",
                  "origin": "plan", "said_on": TUESDAY} | source(), twice=True,
         sentence="Another action of this strategy has this reference."),
    Rule("milestone_reference_is_used_once_in_an_action", Milestone,
         lambda: {"action": f.the(Action, f.make_action), "reference": "R", "title": "t", "said_on": TUESDAY} | source(),
         twice=True, sentence="Another milestone of this action has this reference."),
    Rule("statement_is_about_one_thing", Statement, statement, lambda: {"milestone": None}, ONE_ABOUT),
    Rule("statement_is_about_one_thing", Statement, statement,
         lambda: {"action": f.the(Action, f.make_action)}, ONE_ABOUT),
    Rule("statement_date_is_a_window", Statement,
         lambda: statement(kind="forecast", earliest=TUESDAY, latest=TUESDAY), lambda: {"latest": MONDAY}, WINDOW),
    Rule("statement_date_is_a_window", Statement,
         lambda: statement(kind="completed", earliest=MONDAY, latest=TUESDAY), lambda: {"earliest": None}, WINDOW),
    Rule("statement_date_is_a_window", Statement,
         lambda: statement(kind="agreed", earliest=MONDAY, latest=TUESDAY),
         lambda: {"earliest": None, "latest": None}, WINDOW),
    Rule("statement_date_is_a_window", Statement,
         lambda: statement(kind="forecast", earliest=TUESDAY, latest=TUESDAY), lambda: {"latest": None}, WINDOW),
    Rule("statement_without_a_date_names_none", Statement, statement, lambda: {"latest": TUESDAY},
         "Only a new date, an agreed date or a completion carries a date."),
    Rule("statement_dates_belong_to_milestones", Statement,
         lambda: statement(kind="forecast", earliest=TUESDAY, latest=TUESDAY),
         lambda: {"milestone": None, "action": f.the(Action, f.make_action)},
         "A date is promised for a milestone, not for an action as a whole."),
    Rule("statement_said_window_runs_forward", Statement, lambda: statement(said_from=TUESDAY),
         lambda: {"said_on": MONDAY}, "The earliest day this was said is after the latest."),
    Rule("statement_withdrawn_says_why", Statement, lambda: statement(kind="withdrawn", because="No money"),
         lambda: {"because": ""}, "Say why it is withdrawn or reopened."),
    Rule("statement_note_says_something", Statement, lambda: statement(note="", judgement="g"),
         lambda: {"judgement": ""}, "A note needs some words."),
    Rule("statement_marked_in_error_says_why", Statement,
         lambda: statement(error_marked_at=NOON, error_because="Misread"), lambda: {"error_because": ""},
         "Say why this was an error."),
    Rule("comment_says_something", Comment,
         lambda: {"action": f.the(Action, f.make_action), "by": f.the(User, f.make_user), "said_at": NOON, "text": "Who?"},
         lambda: {"text": ""}, "Write something first."),
    Rule("responsibility_is_for_one_thing", Responsibility,
         lambda: {"action": f.the(Action, f.make_action), "kind": "lead", "person": person(), "since": TUESDAY} | source(),
         lambda: {"action": None}, ONE_RESPONSIBILITY),
    Rule("responsibility_is_for_one_thing", Responsibility,
         lambda: {"action": f.the(Action, f.make_action), "kind": "lead", "person": person(), "since": TUESDAY} | source(),
         lambda: {"objective": f.the(Objective, f.make_objective)}, ONE_RESPONSIBILITY),
    Rule("responsibility_names_somebody", Responsibility,
         lambda: {"action": f.the(Action, f.make_action), "kind": "lead", "person": person(), "since": TUESDAY} | source(),
         lambda: {"person": None}, "Name a person or an organisation."),
    Rule("responsibility_ends_after_it_begins", Responsibility,
         lambda: {"action": f.the(Action, f.make_action), "kind": "lead", "person": person(), "since": TUESDAY,
                  "until": TUESDAY} | source(),
         lambda: {"until": MONDAY}, "The responsibility ends before it begins."),
    # plans: evidence
    Rule("framework_version_is_used_once_in_a_strategy", OutcomesFramework,
         lambda: {"strategy": strategy(), "version": "1", "status": "draft", "said_on": TUESDAY} | source(), twice=True,
         sentence="This version of the framework is already recorded."),
    Rule("indicator_tolerance_rule_has_a_tolerance", Indicator,
         lambda: indicator(rule="tolerance", tolerance=Decimal(0)), lambda: {"tolerance": Decimal("-0.1")},
         "A rule by tolerance needs a tolerance of zero or more."),
    Rule("indicator_tolerance_rule_has_a_tolerance", Indicator,
         lambda: indicator(rule="tolerance", tolerance=Decimal(0)), lambda: {"tolerance": None},
         "A rule by tolerance needs a tolerance of zero or more."),
    Rule("indicator_floor_rule_has_a_floor", Indicator, lambda: indicator(rule="floor", floor=Decimal(0)),
         lambda: {"floor": None}, "A rule by floor needs a floor."),
    Rule("observation_has_a_value_or_its_parts", Observation, lambda: observation(numerator=1, denominator=2),
         lambda: {"denominator": None}, "A reading needs a value, or a numerator and a denominator."),
    Rule("observation_denominator_is_above_zero", Observation,
         lambda: observation(numerator=0, denominator=Decimal("0.0001")), lambda: {"denominator": 0},
         "The denominator must be above zero."),
    Rule("observation_part_fits_its_whole", Observation, lambda: observation(numerator=2, denominator=2),
         lambda: {"numerator": 3}, "The numerator is above the denominator."),
    Rule("observation_period_runs_forward", Observation, lambda: observation(value=1, period_start=TUESDAY),
         lambda: {"period_end": MONDAY}, "The period ends before it starts."),
    Rule("observation_marked_in_error_says_why", Observation,
         lambda: observation(value=1, error_marked_at=NOON, error_because="Misread"), lambda: {"error_because": ""},
         "Say why this was an error."),
    Rule("target_for_a_day_is_stated_once_on_a_day", TrajectoryPoint,
         lambda: {"indicator": f.the(Indicator, f.make_indicator), "on": TUESDAY, "value": 1, "said_on": MONDAY} | source(),
         twice=True, sentence="A target for this day was already stated on that day."),
    Rule("ambition_without_a_day_is_stated_once_on_a_day", TrajectoryPoint,
         lambda: {"indicator": f.the(Indicator, f.make_indicator), "value": 1, "said_on": MONDAY} | source(), twice=True,
         sentence="A target without a day was already stated on that day."),
    Rule("discrepancy_code_is_used_once_on_a_board", Discrepancy,
         lambda: {"board": board(), "code": "X1", "treatment": "unclear", "title": "t", "raised_on": TUESDAY}, twice=True,
         sentence="Another discrepancy of this board has this code."),
    Rule("discrepancy_settled_names_who_and_why", Discrepancy,
         lambda: {"board": board(), "code": "X1", "treatment": "unclear", "title": "t", "raised_on": TUESDAY,
                  "settled_on": TUESDAY, "settled_by": person(), "settled_because": "The minutes say so"},
         lambda: {"settled_because": ""}, "Settling needs the person who settles it, and why."),
    Rule("discrepancy_settled_names_who_and_why", Discrepancy,
         lambda: {"board": board(), "code": "X1", "treatment": "unclear", "title": "t", "raised_on": TUESDAY,
                  "settled_on": TUESDAY, "settled_by": person(), "settled_because": "The minutes say so"},
         lambda: {"settled_by": None}, "Settling needs the person who settles it, and why."),
    # meetings
    Rule("board_meets_once_at_a_time_on_a_day", Meeting,
         lambda: {"key": f"m{Meeting.objects.count()}", "board": board(), "held_on": TUESDAY, "starts_at": time(10, 30),
                  "state": "held"}, twice=True, sentence="This board already has a meeting at that time."),
    Rule("person_is_reminded_once_a_day", ReminderSent,
         lambda: {"user": f.the(User, f.make_user), "on": TUESDAY, "count": 1, "digest": "0", "sent_at": NOON}, twice=True,
         sentence="This person has already been written to on that day."),
    Rule("meeting_inferred_day_says_how", Meeting,
         lambda: {"key": "m", "board": board(), "held_on": TUESDAY, "state": "held", "day_is_inferred": True,
                  "inferred_because": "The next Tuesday"},
         lambda: {"inferred_because": ""}, "Say how the day of the meeting was inferred."),
    Rule("meeting_has_a_day_or_a_window", Meeting,
         lambda: {"key": "m", "board": board(), "state": "held", "earliest": MONDAY, "latest": MONDAY},
         lambda: {"earliest": TUESDAY}, "A meeting needs a day, a window, or the words that say when."),
    Rule("meeting_has_a_day_or_a_window", Meeting,
         lambda: {"key": "m", "board": board(), "state": "held", "day_words": "in the spring"},
         lambda: {"day_words": ""}, "A meeting needs a day, a window, or the words that say when."),
    Rule("item_has_its_own_place_on_the_agenda", AgendaItem, item, twice=True,
         sentence="Another item has this place on the agenda."),
    Rule("exempt_item_names_paragraph_and_reason", AgendaItem,
         lambda: item(secrecy="exempt", exempt_paragraph="3", public_interest="Prices"),
         lambda: {"exempt_paragraph": ""},
         "An exempt item needs its paragraph of Schedule 12A and the public-interest reason."),
    Rule("exempt_item_names_paragraph_and_reason", AgendaItem,
         lambda: item(secrecy="exempt", exempt_paragraph="3", public_interest="Prices"),
         lambda: {"public_interest": ""},
         "An exempt item needs its paragraph of Schedule 12A and the public-interest reason."),
    Rule("person_attends_a_meeting_once", Attendance,
         lambda: {"meeting": meeting(), "person": person(), "capacity": "member"}, twice=True,
         sentence="This person's attendance is already recorded."),
    Rule("late_paper_gives_the_chairs_reason", Paper, lambda: paper(state="late", late_reason="The inspection"),
         lambda: {"late_reason": ""},
         "A late paper needs the chair's reason (Local Government Act 1972, section 100B(4)(b))."),
    Rule("paper_states_each_implication_once", Implication,
         lambda: {"paper": Paper.objects.first() or Paper.objects.create(**paper()), "kind": "legal", "text": "None"},
         twice=True, sentence="This paper already states this implication."),
    Rule("minutes_version_is_used_once_for_a_meeting", Minutes, minutes, twice=True,
         sentence="This version of the minutes is already recorded."),
    Rule("minutes_later_version_says_what_was_amended", Minutes, lambda: minutes(version=2, amendments="A name"),
         lambda: {"amendments": ""}, "A later version of the minutes says what was amended."),
    Rule("entry_has_its_own_place_in_the_minutes", MinuteEntry, entry, twice=True,
         sentence="Another entry has this place in the minutes."),
    Rule("entry_link_names_something", EntryLink,
         lambda: {"entry": one_entry(), "action": f.the(Action, f.make_action)}, lambda: {"action": None},
         "Say what this entry is about."),
    Rule("referral_goes_somewhere", Referral,
         lambda: {"key": "r", "from_board": board(), "to_board": board(), "text": "t", "said_on": TUESDAY},
         lambda: {"to_board": None}, "Name the body that is asked."),
    Rule("referral_answer_has_a_day", Referral,
         lambda: {"key": "r", "from_board": board(), "to_board": board(), "text": "t", "said_on": TUESDAY,
                  "answer": "Yes", "answered_on": TUESDAY},
         lambda: {"answered_on": None}, "An answer needs the day it was given."),
    Rule("pack_version_is_issued_once", BoardPack, pack, twice=True,
         sentence="This version of the pack is already issued."),
    # accounts
    Rule("user_email_is_unique_whatever_its_case", User,
         lambda: {"email": "Ana@example.org" if User.objects.exists() else "ana@example.org"}, twice=True,
         sentence="Somebody already signs in with this e-mail address."),
    Rule("role_grant_names_a_board_exactly_if_the_role_sits_on_one", RoleGrant,
         lambda: user(role="member", board=board()), lambda: {"board": None},
         "A board member or chair needs a board; no other role is held on one."),
    Rule("role_grant_names_a_board_exactly_if_the_role_sits_on_one", RoleGrant, lambda: user(role="author"),
         lambda: {"board": board()}, "A board member or chair needs a board; no other role is held on one."),
    Rule("role_grant_is_given_once_per_board", RoleGrant, lambda: user(role="member", board=board()), twice=True,
         sentence="This person already holds this role on this board."),
    Rule("role_grant_without_board_is_given_once", RoleGrant, lambda: user(role="author"), twice=True,
         sentence="This person already holds this role."),
    *rules_elsewhere.rules(Rule, user, indicator),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_takes_one_row_and_refuses_the_other_with_a_sentence(rule):
    facts = rule.facts()
    taken = rule.model(**facts)
    refused = rule.model(**facts | rule.wrong()) if rule.wrong else None
    taken.save()
    if refused is None:
        refused = rule.model(**rule.facts())
    else:
        type(taken).objects.filter(pk=taken.pk)._raw_delete(using="default")  # so that only the rule stands in the way

    with pytest.raises(ValidationError) as told:
        refused.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        refused.save()

    assert rule.sentence in [sentence for sentences in told.value.message_dict.values() for sentence in sentences]


def constraints_of(*labels):
    return {
        constraint.name
        for label in labels
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }


def test_every_rule_of_the_data_is_tried():
    assert {rule.name for rule in RULES} == constraints_of("plans", "meetings", "accounts")


def test_every_rule_of_the_data_says_what_is_wrong_in_words_of_its_own():
    silent = [
        constraint.name
        for label in ("plans", "meetings", "accounts")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []
