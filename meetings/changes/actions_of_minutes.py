"""The action that minutes make, written here or sent in: its lead, and one milestone if a day was named."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from meetings.enums import Secrecy
from meetings.models import AgendaItem, ProposedEntry
from plans import changes
from plans.changes import NotAllowedNow
from plans.enums import Origin, ResponsibilityKind, StatementKind
from plans.models import Action, Goal, Milestone, Objective, Responsibility, Source, Statement, Strategy
from plans.rules.dates import Window

from .order import behind


@dataclass(frozen=True)
class NewAction:
    """What minutes make an action of. `words` quote them; they are left out where not everybody may read them.

    `is_open`: whoever wrote it says that everybody who reads the plan may read its title, though its item is private.
    """

    goal: Goal
    title: str
    words: str = ""
    objective: Objective | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    due: Window | None = None
    place: str = ""
    is_open: bool = False


def is_private(item: AgendaItem | None) -> bool:
    return item is not None and item.secrecy != Secrecy.OPEN


def open_title(item: AgendaItem) -> str:
    """What an action of a private item is called in the plan, where nobody wrote a name that everybody may read."""
    number, minute = item.number.rstrip("."), item.minute_number.rstrip(".")
    under = f"under item {number}, " if number else f"under minute {minute}, " if minute else "under an item "
    return f"Action agreed {under}taken in private"


def opened(new: NewAction, item: AgendaItem | None) -> NewAction:
    """The action as everybody who reads the plan may read it: of a private item neither its words nor those of its date."""
    if item is None or not is_private(item):
        return new
    title = new.title.strip() if new.is_open and new.title.strip() else open_title(item)
    return replace(new, title=title, words="", due=replace(new.due, words="") if new.due else None)


def make_action(
    entry: ProposedEntry, item: AgendaItem | None, *, said_on: date, source: Source, by, on: date, at: datetime
) -> Action:
    """The action of a passage that was accepted, under its item of the agenda."""
    if entry.goal is None:
        raise NotAllowedNow("It belongs to no goal.")
    due = None
    if entry.due_earliest and entry.due_latest:
        due = Window(entry.due_earliest, entry.due_latest, words=entry.due_words, inferred=entry.due_is_inferred)
    new = NewAction(
        goal=entry.goal,
        objective=entry.objective,
        title=entry.action_title or entry.text[:300],
        words=entry.text,
        person_id=entry.owner_person_id,
        organisation_id=entry.owner_organisation_id,
        due=due,
        place=locator(entry.line_from, entry.line_to),
    )
    return add_minuted(opened(new, item), said_on=said_on, source=source, by=by, on=on, at=at)


def add_minuted(new: NewAction, *, said_on: date, source: Source, by, on: date, at: datetime) -> Action:
    """Through `plans.changes`, as if an author had typed it. Without an owner it needs one; none is made up."""
    strategy = new.goal.strategy
    action = Action(
        reference=_next_reference(strategy, new.objective.code if new.objective else new.goal.code),
        strategy=strategy,
        goal=new.goal,
        objective=new.objective,
        title=new.title,
        origin=Origin.MINUTE,
        words=new.words,
        said_on=said_on,
        position=behind(strategy.actions),
        source=source,
        locator=new.place,
    )
    changes.add_action(action, by=by, because="Minuted")
    if new.person_id or new.organisation_id:
        changes.assign(
            Responsibility(
                action=action,
                kind=ResponsibilityKind.LEAD,
                person_id=new.person_id,
                organisation_id=new.organisation_id,
                since=said_on,
                source=source,
                locator=new.place,
            ),
            by=by,
        )
    if new.due:
        _promise(new.due, action, said_on=said_on, by=by, on=on, at=at)
    return action


def _promise(due: Window, action: Action, *, said_on: date, by, on: date, at: datetime) -> None:
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
            earliest=due.earliest,
            latest=due.latest,
            words=due.words,
            is_inferred=due.inferred,
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
