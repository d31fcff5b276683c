"""What an owner says of an action as a whole: beside `update_milestone`, in one act."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError

from plans.enums import StatementKind
from plans.models import Action, Statement
from plans.rules.dates import long_date

from ._ledger import NotAllowedNow, Stale, claim_version, together
from .delivery import entry_source, state

OF_AN_ACTION = (StatementKind.NOTE, StatementKind.NO_CHANGE, StatementKind.COMPLETED)


def update_action(
    action: Action,
    *,
    by,
    on: date,
    at: datetime,
    version: int,
    token: UUID | None = None,
    kind: StatementKind = StatementKind.NOTE,
    done_on: date | None = None,
    note: str = "",
    because: str = "",
) -> Statement:
    """What is said of an action for which no milestone speaks: a note, "no change", or that it is done.

    As with a milestone, only completing it takes the `version` it was read at, and a form sent twice says it once.
    """
    if token and (already := Statement.objects.filter(token=token).first()):
        return already
    if kind not in OF_AN_ACTION:
        raise NotAllowedNow("Of an action without milestones one can say that it goes on, or that it is done.")
    if kind == StatementKind.COMPLETED and done_on and done_on > on:
        raise NotAllowedNow(f"{long_date(done_on)} is still to come. Say it is done on the day it is, or after.")
    if kind == StatementKind.COMPLETED and done_on and done_on < action.said_on:
        raise NotAllowedNow(
            f"{long_date(done_on)} is before {long_date(action.said_on)}, the day this action was first stated."
        )
    said = Statement(
        action=action,
        kind=kind,
        said_on=on,
        recorded_on=on,
        recorded_at=at,
        earliest=done_on,
        latest=done_on,
        note=note,
        because=because,
        token=token,
        said_by=by.person,
        source=entry_source(action.strategy),
    )
    try:
        with together():
            if kind == StatementKind.COMPLETED:
                claim_version(action, expected=version)
                _refuse_if_closed(action)
            state(said, by=by)
    except (Stale, ValidationError):
        if token and (already := Statement.objects.filter(token=token).first()):
            return already  # the same form, sent twice in the same moment
        raise
    action.refresh_from_db(fields=["version"])
    return said


def _refuse_if_closed(action: Action) -> None:
    turns = (StatementKind.COMPLETED, StatementKind.WITHDRAWN, StatementKind.REOPENED)
    said = Statement.objects.filter(action=action, kind__in=turns, error_marked_at=None).order_by("said_on", "pk")
    last = said.values_list("kind", flat=True).last()
    if last in (StatementKind.COMPLETED, StatementKind.WITHDRAWN):
        raise NotAllowedNow(f"This action was already {StatementKind(last).label.lower()}.")
