"""What is told of one act on many actions: before it is done, after it, and on the list from which it was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from plans.changes import UNDO_FOR
from plans.changes.bulk_undo import UNDONE
from plans.enums import BulkKind, StatementKind
from plans.models import BulkChange, Responsibility, Statement, Strategy, UpdateRequest
from plans.pages.action import what_was_said
from plans.pages.requests import answers_to
from plans.pages.update import name_of
from plans.pages.words import capital, count
from plans.planning import Plan
from plans.rules.dates import Window, long_date

VERBS = {
    BulkKind.OWNER: "Give a new lead to",
    BulkKind.SHIFT: "Move the dates of",
    BulkKind.WITHDRAW: "Withdraw",
    BulkKind.ASK: "Ask for an update on",
}
BUTTONS = {
    BulkKind.OWNER: "New lead",
    BulkKind.SHIFT: "Move dates",
    BulkKind.WITHDRAW: "Withdraw",
    BulkKind.ASK: "Ask for an update",
}


def heading(kind: BulkKind, number: int) -> str:
    """ "Move the dates of 7 actions"."""
    return f"{VERBS[kind]} {'one action' if number == 1 else f'{number:,} actions'}"


def what_would_happen(plan: Plan, kind: BulkKind) -> str:
    """The sentence at the top of the preview."""
    actions = sum(not step.is_milestone for step in plan.taken)
    milestones = len(plan.taken) - actions
    refused = len(plan.refused)
    if not plan.taken:
        return "Nobody would be asked." if kind is BulkKind.ASK else "Nothing would change."
    if kind is BulkKind.SHIFT:
        over = len({step.action_pk for step in plan.taken})
        told = f"{capital(count(milestones, 'milestone'))} of {count(over, 'action')} {_get(milestones)} a new date."
    elif kind is BulkKind.OWNER:
        told = f"{capital(count(actions, 'action'))} {_get(actions)} a new lead."
    elif kind is BulkKind.WITHDRAW:
        with_ = f" with {count(milestones, 'unfinished milestone')}" if milestones else ""
        told = f"{capital(count(actions, 'action'))}{with_} {'is' if actions == 1 else 'are'} withdrawn."
    else:
        people = len({key for step in plan.taken for key in step.people})
        letters = "one letter" if people == 1 else "one letter each"
        told = (
            f"{capital(count(people, 'person', 'people'))} {_get(people)} {letters}, about {count(actions, 'action')}."
        )
    stay = "stays" if refused == 1 else "stay"
    return told + (f" {capital(count(refused))} of what you chose {stay} as {_it(refused)}." if refused else "")


def _get(number: int) -> str:
    return "gets" if number == 1 else "get"


def _it(number: int) -> str:
    return "it is" if number == 1 else "they are"


# --- After ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """One thing that the act did, and what became of it: `since` is empty while it stands."""

    action: str
    action_reference: str
    about: str
    what: str
    since: str


@dataclass(frozen=True)
class BulkLine:
    """One act on many actions, as it is told: what, when and by whom, and whether it can still be taken back."""

    pk: int
    kind: BulkKind
    what: str
    because: str
    who: str
    at: datetime
    undone_at: datetime | None
    undone_by: str
    until: datetime | None


def bulk_line(row: BulkChange, *, number: int, user, now: datetime) -> BulkLine:
    """`number` is how many things it changed. It can be taken back by whoever made it, within 15 minutes."""
    may_undo = row.undone_at is None and row.by_id == user.pk and now - row.at <= UNDO_FOR
    return BulkLine(
        pk=row.pk,
        kind=BulkKind(row.kind),
        what=what_it_did(BulkKind(row.kind), number),
        because=row.because,
        who=name_of(row.by),
        at=row.at,
        undone_at=row.undone_at,
        undone_by=name_of(row.undone_by),
        until=row.at + UNDO_FOR if may_undo else None,
    )


def what_it_did(kind: BulkKind, number: int) -> str:
    """ "New dates for 12 milestones", "A new lead for 5 actions"."""
    if kind is BulkKind.SHIFT:
        return f"{'A new date' if number == 1 else 'New dates'} for {count(number, 'milestone')}"
    if kind is BulkKind.OWNER:
        return f"A new lead for {count(number, 'action')}"
    if kind is BulkKind.WITHDRAW:
        return f"{capital(count(number, 'action or milestone', 'actions and milestones'))} withdrawn"
    return f"{capital(count(number, 'update'))} asked for"


def undoable(strategy: Strategy, user, *, now: datetime) -> tuple[BulkLine, ...]:
    """What this user did to many actions of a plan less than 15 minutes ago, the latest first. One query."""
    rows = BulkChange.objects.filter(strategy=strategy, by=user, undone_at=None, at__gte=now - UNDO_FOR)
    rows = rows.select_related("by__person", "undone_by").order_by("-at", "-pk")
    counted = rows.annotate(
        said=Count("statements", distinct=True),
        led=Count("began", distinct=True),
        asked=Count("requests", distinct=True),
    )
    return tuple(bulk_line(row, number=row.said + row.led + row.asked, user=user, now=now) for row in counted)


def done_by(bulk: BulkChange, *, as_at: date) -> tuple[Done, ...]:
    """Everything one act did, in the order of the plan, with what was taken back. Four queries at most."""
    if bulk.kind == BulkKind.OWNER:
        led = Responsibility.objects.filter(bulk=bulk).select_related("action", "person", "organisation")
        return tuple(_led(row) for row in led.order_by("action__position", "action__reference", "pk"))
    if bulk.kind == BulkKind.ASK:
        rows = list(_in_order(UpdateRequest.objects.filter(bulk=bulk).select_related("action", "asked_of")))
        answers = answers_to(rows, as_at=as_at)
        return tuple(_asked(row, answers.get(row.pk)) for row in rows)
    said = Statement.objects.filter(bulk=bulk).select_related("milestone__action", "action")
    return tuple(map(_said, sorted(said.order_by("pk"), key=_place)))


def _in_order(rows):
    return rows.order_by("action__position", "action__reference", "pk")


def _place(said: Statement) -> tuple:
    action = said.action or said.milestone.action  # type: ignore[union-attr]
    return action.position, action.reference, said.milestone.position if said.milestone else 0, said.pk


def _said(row: Statement) -> Done:
    action = row.action or row.milestone.action  # type: ignore[union-attr]
    window = Window(row.earliest, row.latest, inferred=row.is_inferred) if row.earliest and row.latest else None
    return Done(
        action=action.title,
        action_reference=action.reference,
        about=row.milestone.title if row.milestone else "",
        what=what_was_said(StatementKind(row.kind), window),
        since=_taken_back(row),
    )


def _taken_back(row: Statement | Responsibility) -> str:
    if row.error_marked_at is None:
        return ""
    return "Taken back." if row.error_because == UNDONE else f"Marked as entered in error: {row.error_because}."


def _led(row: Responsibility) -> Done:
    assert row.action is not None  # a lead of an action
    names = ", ".join(str(part) for part in (row.person, row.organisation) if part)
    ended = f"Until {long_date(row.until)}." if row.until else ""
    return Done(
        action=row.action.title,
        action_reference=row.action.reference,
        about="",
        what=f"Led by {names} from {long_date(row.since)}",
        since=_taken_back(row) or ended,
    )


def _asked(row: UpdateRequest, answered: date | None) -> Done:
    since = "Withdrawn." if row.withdrawn_at else f"Answered on {long_date(answered)}." if answered else ""
    return Done(row.action.title, row.action.reference, "", f"{row.asked_of} is asked", since)


def left_out(left: Sequence) -> str:
    """The sentence that names what was not done after all: "Left out: A1 Open the clinic (somebody changed it ...)." """
    return "; ".join(f"{one.name}: {one.why[:1].lower()}{one.why[1:].rstrip('.')}" for one in left)
