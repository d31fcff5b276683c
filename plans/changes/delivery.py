"""What can be done to actions and milestones. Facts are added; nothing is overwritten and nothing is deleted."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.enums import OwnerJudgement, ResponsibilityKind, SourceKind, StatementKind
from plans.models import Action, Milestone, Responsibility, Source, Statement
from plans.rules.dates import long_date

from ._ledger import NotAllowedNow, Stale, claim_version, keep, next_version, together
from .discrepancies import may_cast_doubt, reconcile_milestone

UNDO_FOR = timedelta(minutes=15)
MOVES_THE_PLAN = {
    StatementKind.FORECAST,
    StatementKind.AGREED,
    StatementKind.COMPLETED,
    StatementKind.REOPENED,
    StatementKind.WITHDRAWN,
}
SAME_IF = (
    "kind",
    "said_on",
    "earliest",
    "latest",
    "words",
    "is_inferred",
    "note",
    "judgement",
    "because",
    "source",
    "locator",
)


@transaction.atomic
def add_action(action: Action, *, by, because: str = "") -> Action:
    """Add an action to a plan. Its objective, if it has one, must belong to its goal, and its goal to its strategy."""
    if action.objective and action.objective.goal_id != action.goal_id:
        raise NotAllowedNow(f"Objective {action.objective.code} does not belong to goal {action.goal.code}.")
    if action.goal.strategy_id != action.strategy_id:
        raise NotAllowedNow(f"Goal {action.goal.code} belongs to another strategy.")
    return keep(action, by=by, because=because)


@transaction.atomic
def add_milestone(milestone: Milestone, *, by, because: str = "") -> Milestone:
    if milestone.said_on < milestone.action.said_on:
        raise NotAllowedNow("A milestone cannot be stated before its action.")
    return keep(milestone, by=by, because=because)


@transaction.atomic
def state(statement: Statement, *, by) -> Statement:
    """Add one thing said about a milestone or an action. Raises NotAllowedNow or ValidationError; writes nothing then."""
    action = statement.milestone.action if statement.milestone else statement.action
    about = statement.milestone or action
    if about is None or action is None:
        raise NotAllowedNow("A statement is about a milestone or about an action.")
    if action.error_marked_at:
        raise NotAllowedNow(f"Action {action.reference} is marked as entered in error; nothing more is said of it.")
    if statement.said_on < about.said_on:
        raise NotAllowedNow(f"Nothing can be said about it before it was first stated, on {long_date(about.said_on)}.")
    strategy = action.strategy
    if statement.latest and statement.latest < strategy.starts_on:
        raise NotAllowedNow(f"This day is before the strategy begins, on {long_date(strategy.starts_on)}.")
    statement.recorded_by = by
    keep(statement, by=by, because=statement.because)
    if statement.milestone and may_cast_doubt(statement):
        reconcile_milestone(statement.milestone, on=statement.recorded_on, by=by)
    return statement


def update_milestone(
    milestone: Milestone,
    *,
    by,
    on: date,
    at: datetime,
    version: int,
    token: UUID | None = None,
    kind: StatementKind = StatementKind.NOTE,
    earliest: date | None = None,
    latest: date | None = None,
    words: str = "",
    is_inferred: bool = False,
    note: str = "",
    judgement: str = "",
    because: str = "",
    said_on: date | None = None,
    source: Source | None = None,
    locator: str = "",
) -> Statement:
    """What an owner says of a milestone on a day, in one act: a note, a judgement, and perhaps a new date or its completion.

    A note alone is never refused because of somebody else's change; what moves the plan takes the `version` it was
    read at. A form sent twice (same `token`) makes one statement, and so does going back and saving the same again.
    What was said on an earlier day than `on` names its source. Raises Stale, NotAllowedNow or ValidationError.
    """
    if token and (already := Statement.objects.filter(token=token).first()):
        return already
    said = Statement(
        milestone=milestone,
        kind=kind,
        said_on=said_on or on,
        recorded_on=on,
        recorded_at=at,
        earliest=earliest,
        latest=latest,
        words=words,
        is_inferred=is_inferred,
        note=note,
        judgement=judgement,
        because=because,
        token=token,
        said_by=None if source else by.person,
        source=source or entry_source(milestone.action.strategy),
        locator=locator,
    )
    if repeated := _said_just_now(said, by=by):
        return repeated
    _refuse_unless_sound(said, action=milestone.action, on=on, has_source=source is not None)
    try:
        with together():
            if _moves_the_plan(said):
                claim_version(milestone, expected=version)
            _refuse_out_of_turn(said)
            state(said, by=by)
    except (Stale, ValidationError):
        if token and (already := Statement.objects.filter(token=token).first()):
            return already  # the same form, sent twice in the same moment
        raise
    milestone.refresh_from_db(fields=["version"])
    return said


NEEDS_DECISION = "The board agreed a date of this. Withdrawing it cites the decision: name the paper that records it."


def needs_decision(milestone: Milestone) -> bool:
    """A board agreed its date, so that only a decision takes it out of the plan."""
    return milestone.statements.filter(kind=StatementKind.AGREED, error_marked_at=None).exists()


def reason_wanted(kind: str, judgement: str, *, has_date: bool = True) -> str:
    """The sentence that asks for a reason, where one is needed; else nothing. A first date moves nothing."""
    if kind == StatementKind.FORECAST and has_date:
        return "Say why the date moves, for example “two instructors withdrew”."
    if kind in (StatementKind.WITHDRAWN, StatementKind.REOPENED):
        return f"Say why it is {StatementKind(kind).label.lower()}."
    if judgement in (OwnerJudgement.RED, OwnerJudgement.AMBER):
        return f"Say why you call it {OwnerJudgement(judgement).label.lower()}."
    return ""


def _said_just_now(said: Statement, *, by) -> Statement | None:
    """The same words by the same person, less than 15 minutes ago, unless taken back or the plan has moved on since."""
    assert said.recorded_at is not None  # given by `update_milestone`
    standing = Statement.objects.filter(milestone=said.milestone, error_marked_at=None)
    facts = {name: getattr(said, name) for name in SAME_IF}
    after = said.recorded_at - UNDO_FOR
    found = standing.filter(recorded_by=by, recorded_at__gt=after, **facts).order_by("-pk").first()
    if found and _moves_the_plan(said) and any(map(_moves_the_plan, standing.filter(pk__gt=found.pk))):
        return None
    return found


def _moves_the_plan(said: Statement) -> bool:
    return said.kind in MOVES_THE_PLAN or bool(said.judgement)


def _refuse_unless_sound(said: Statement, *, action: Action, on: date, has_source: bool) -> None:
    """What is no sound statement, whatever else was said of the milestone."""
    dated = Statement.objects.filter(milestone=said.milestone, kind__in=(StatementKind.FORECAST, StatementKind.AGREED))
    has_date = said.kind == StatementKind.FORECAST and dated.said_by(said.said_on).exists()
    if not said.because.strip() and (asked := reason_wanted(said.kind, said.judgement, has_date=has_date)):
        raise NotAllowedNow(asked)
    if said.kind == StatementKind.WITHDRAWN and not has_source and said.milestone and needs_decision(said.milestone):
        raise NotAllowedNow(NEEDS_DECISION)
    if said.said_on > on:
        raise NotAllowedNow("What will be said on a day still to come cannot be entered.")
    if said.said_on < on and not has_source:
        raise NotAllowedNow("Name the source: what was said on an earlier day is entered with the paper that says so.")
    if said.latest and said.kind == StatementKind.FORECAST and said.latest < said.said_on:
        raise NotAllowedNow(f"{long_date(said.latest)} has already passed. If it is done, choose “Done”.")
    if said.latest and said.kind == StatementKind.COMPLETED:
        stated = action.said_on
        if said.latest > on:
            raise NotAllowedNow(
                f"{long_date(said.latest)} is still to come. Say it is done on the day it is, or after."
            )
        if said.latest < stated:
            raise NotAllowedNow(
                f"{long_date(said.latest)} is before {long_date(stated)}, the day this action was first stated."
            )


def _refuse_out_of_turn(said: Statement) -> None:
    """What only follows from what was said before: nothing finished is finished again, nothing open is reopened."""
    turns = (StatementKind.COMPLETED, StatementKind.WITHDRAWN, StatementKind.REOPENED)
    before = Statement.objects.filter(milestone=said.milestone, kind__in=turns).said_by(said.said_on)
    last = before.order_by("said_on", "pk").values_list("kind", flat=True).last()
    finished = "" if last in (None, StatementKind.REOPENED) else StatementKind(last).label.lower()
    if said.kind == StatementKind.REOPENED and not finished:
        raise NotAllowedNow("This milestone is open; there is nothing to reopen.")
    if said.kind in MOVES_THE_PLAN - {StatementKind.REOPENED} and finished:
        raise NotAllowedNow(f"This milestone was {finished}. Reopen it first, and say why.")


@transaction.atomic
def mark_in_error(statement: Statement, *, by, at: datetime, because: str) -> Statement:
    """Mark a statement as entered in error. It stays, is left out of every page as at any day, and is noted as corrected."""
    if statement.error_marked_at:
        raise NotAllowedNow("This is already marked as entered in error.")
    statement.error_marked_at = at
    statement.error_marked_by = by
    statement.error_because = because
    next_version(statement.milestone or statement.action)  # a form that was opened before no longer shows what is so
    keep(statement, by=by, because=because)
    if statement.milestone:
        reconcile_milestone(statement.milestone, on=at.date(), by=by)
    return statement


def correct(statement: Statement, replacement: Statement, *, by, at: datetime, because: str) -> Statement:
    """Mark a statement as entered in error and put another in its place, said on the same day."""
    with together():
        mark_in_error(statement, by=by, at=at, because=because)
        replacement.replaces = statement
        replacement.said_on = statement.said_on
        return state(replacement, by=by)


def undo(statement: Statement, *, by, at: datetime) -> Statement:
    """Take back what was just entered: a correction without a replacement, by the same person, within 15 minutes."""
    if statement.recorded_by_id != by.pk:
        raise NotAllowedNow("Only the person who entered this can undo it.")
    if statement.recorded_at is None or at - statement.recorded_at > UNDO_FOR:
        raise NotAllowedNow("This can no longer be undone: 15 minutes have passed. It can still be corrected.")
    return mark_in_error(statement, by=by, at=at, because="Undone by the person who entered it")


@transaction.atomic
def assign(responsibility: Responsibility, *, by) -> Responsibility:
    """Say who answers for something from a day on. A new lead ends the lead before, on the day before.

    A form of the action that was opened before no longer shows who leads it: the action takes its next version.
    """
    kept = begin(responsibility, by=by)
    _raise_version_of(kept)
    return kept


def begin(responsibility: Responsibility, *, by) -> Responsibility:
    """The same, for a change that has taken the action's next version itself."""
    if responsibility.kind == ResponsibilityKind.LEAD and responsibility.action_id:
        before = Responsibility.objects.filter(
            action=responsibility.action,
            kind=ResponsibilityKind.LEAD,
            until=None,
            since__lt=responsibility.since,
            error_marked_at=None,
        )
        for earlier in before.order_by("since", "pk"):
            _end(earlier, by=by, last_day=responsibility.since - timedelta(days=1))
    return keep(responsibility, by=by, because=responsibility.because)


@transaction.atomic
def end_responsibility(responsibility: Responsibility, *, by, last_day: date, because: str = "") -> Responsibility:
    ended = _end(responsibility, by=by, last_day=last_day, because=because)
    _raise_version_of(ended)
    return ended


def _end(responsibility: Responsibility, *, by, last_day: date, because: str = "") -> Responsibility:
    responsibility.until = max(last_day, responsibility.since)
    return keep(responsibility, by=by, because=because)


def _raise_version_of(responsibility: Responsibility) -> None:
    if responsibility.action:
        next_version(responsibility.action)


def entry_source(strategy) -> Source:
    """The source of what is typed in here: the tracker itself, one for each board."""
    key = f"entry-{strategy.board.key}"
    if source := Source.objects.filter(key=key).first():
        return source
    made = Source(key=key, kind=SourceKind.ENTRY, title="Entered in this tracker", short="entered in this tracker")
    try:
        return keep(made, by=None)
    except ValidationError:
        return Source.objects.get(key=key)  # somebody else made it in the same moment
