"""The action that an accepted passage of minutes makes: its lead, and one milestone if a day was named."""

import re
from datetime import date, datetime

from django.db.models import Max

from meetings.models import ProposedEntry
from plans import changes
from plans.changes import NotAllowedNow
from plans.enums import Origin, ResponsibilityKind, StatementKind
from plans.models import Action, Milestone, Responsibility, Source, Statement, Strategy


def make_action(entry: ProposedEntry, *, said_on: date, source: Source, by, on: date, at: datetime) -> Action:
    """Through `plans.changes`, as if an author had typed it. Without an owner it needs one; none is made up."""
    goal = entry.goal
    if goal is None:
        raise NotAllowedNow("It belongs to no goal.")
    place = locator(entry.line_from, entry.line_to)
    action = Action(
        reference=_next_reference(goal.strategy, entry.objective.code if entry.objective else goal.code),
        strategy=goal.strategy,
        goal=goal,
        objective=entry.objective,
        title=entry.action_title or entry.text[:300],
        origin=Origin.MINUTE,
        words=entry.text,
        said_on=said_on,
        position=(goal.strategy.actions.aggregate(last=Max("position"))["last"] or 0) + 1,
        source=source,
        locator=place,
    )
    changes.add_action(action, by=by, because="Minuted")
    if entry.owner_person_id or entry.owner_organisation_id:
        changes.assign(
            Responsibility(
                action=action,
                kind=ResponsibilityKind.LEAD,
                person_id=entry.owner_person_id,
                organisation_id=entry.owner_organisation_id,
                since=said_on,
                source=source,
                locator=place,
            ),
            by=by,
        )
    if entry.due_earliest and entry.due_latest:
        _promise(entry, action, said_on=said_on, by=by, on=on, at=at)
    return action


def _promise(entry: ProposedEntry, action: Action, *, said_on: date, by, on: date, at: datetime) -> None:
    cited = {"source": action.source, "locator": action.locator}
    milestone = Milestone(
        action=action, reference=f"{action.reference}.1", title=action.title, said_on=said_on, position=1, **cited
    )
    changes.add_milestone(milestone, by=by, because="Minuted")
    changes.state(
        Statement(
            milestone=milestone,
            kind=StatementKind.FORECAST,
            said_on=said_on,
            recorded_on=on,
            recorded_at=at,
            earliest=entry.due_earliest,
            latest=entry.due_latest,
            words=entry.due_words,
            is_inferred=entry.due_is_inferred,
            **cited,
        ),
        by=by,
    )


def locator(first: int, last: int) -> str:
    """ "line 12", "lines 12 to 14"."""
    return f"lines {first} to {last}" if last > first else f"line {first}"


def _next_reference(strategy: Strategy, code: str) -> str:
    """ "4A-09" after "4A-08", however many were withdrawn in between; as many figures as its neighbours have."""
    pattern = re.compile(rf"{re.escape(code)}-(\d+)")
    taken = [
        found[1] for one in strategy.actions.values_list("reference", flat=True) if (found := pattern.fullmatch(one))
    ]
    number = max((int(one) for one in taken), default=0) + 1
    return f"{code}-{number:0{max((len(one) for one in taken), default=2)}d}"
