"""Taking back one act on many actions: by whoever made it, within 15 minutes, and what was changed since is left alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from plans.models import Action, BulkChange, Milestone, Responsibility, Statement, UpdateRequest

from ._ledger import NotAllowedNow, keep, keep_changed, next_versions, together
from .bulk import LeftOut
from .delivery import MOVES_THE_PLAN, UNDO_FOR

UNDONE = "Undone, with all that was changed at once, by the person who entered it"
SINCE = "It was changed again since, and stays as it is."
"""Why something keeps what the act did to it."""


def undo_many(bulk: BulkChange, *, by, at: datetime) -> tuple[LeftOut, ...]:
    """Take back one act on many actions, and say what was left because something else was said of it since.

    Statements and new leads are marked as entered in error, the leads before go on, and requests are withdrawn. All of
    it stays in the history. Raises NotAllowedNow after 15 minutes, for anybody else, and the second time.
    """
    if bulk.by_id != by.pk:
        raise NotAllowedNow("Only the person who made this change can undo it.")
    if at - bulk.at > UNDO_FOR:
        raise NotAllowedNow(
            "This can no longer be undone: 15 minutes have passed. What it changed can be changed again."
        )
    with together():
        row = BulkChange.objects.select_for_update().get(pk=bulk.pk)
        if row.undone_at:
            raise NotAllowedNow("This was already undone.")
        left = [*_take_back_statements(row, by=by, at=at), *_take_back_leads(row, by=by, at=at)]
        _withdraw_requests(row, by=by, at=at)
        row.undone_at, row.undone_by = at, by
        keep(row, by=by, because=UNDONE)
    bulk.refresh_from_db()
    return tuple(left)


def _take_back_statements(bulk: BulkChange, *, by, at: datetime) -> Iterable[LeftOut]:
    said = list(
        Statement.objects.filter(bulk=bulk, error_marked_at=None)
        .select_related("milestone__action__strategy", "action__strategy")
        .order_by("pk")
    )
    later = _moved_since(said)
    taken = [one for one in said if _about(one) not in later]
    for one in taken:
        one.error_marked_at, one.error_marked_by, one.error_because = at, by, UNDONE
    keep_changed(taken, ["error_marked_at", "error_marked_by", "error_because"], by=by, because=UNDONE)
    next_versions(Action, [one.action_id for one in taken if one.action_id])
    next_versions(Milestone, [one.milestone_id for one in taken if one.milestone_id])
    return [LeftOut(str(one.milestone or one.action), SINCE) for one in said if _about(one) in later]


def _about(said: Statement) -> tuple[int | None, int | None]:
    return said.milestone_id, said.action_id


def _moved_since(said: list[Statement]) -> set[tuple[int | None, int | None]]:
    """What was moved, finished, reopened or judged after one of these was said of it. One query."""
    if not said:
        return set()
    mine = {_about(one): one.pk for one in said}
    rows = Statement.objects.filter(pk__gt=min(mine.values()), error_marked_at=None).exclude(bulk=said[0].bulk_id)
    rows = rows.filter(Q(milestone__in=[m for m, _ in mine if m]) | Q(action__in=[a for _, a in mine if a]))
    rows = rows.filter(Q(kind__in=MOVES_THE_PLAN) | ~Q(judgement=""))
    found = rows.order_by("pk").values_list("milestone", "action", "pk")
    return {(m, a) for m, a, pk in found if pk > mine.get((m, a), pk)}


def _take_back_leads(bulk: BulkChange, *, by, at: datetime) -> Iterable[LeftOut]:
    given = list(Responsibility.objects.filter(bulk=bulk).select_related("action__strategy", "source").order_by("pk"))
    standing = [row for row in given if row.error_marked_at is None]
    others = Responsibility.objects.filter(action__in=[row.action_id for row in standing], kind="lead")
    newer = set(others.filter(pk__gt=max((r.pk for r in given), default=0)).values_list("action", flat=True))
    left = [row for row in given if row.error_marked_at or row.until or row.action_id in newer]
    kept = {row.action_id for row in left}
    taken = [row for row in standing if row.action_id not in kept]
    for row in taken:
        row.error_marked_at, row.error_marked_by, row.error_because = at, by, UNDONE
    ended = Responsibility.objects.filter(ended_in=bulk, action__in=[row.action_id for row in taken])
    lifted = list(ended.select_related("action__strategy").order_by("pk"))
    for row in lifted:
        row.until, row.ended_in = None, None
        row.error_marked_at, row.error_marked_by, row.error_because = None, None, ""
    fields = ["until", "ended_in", "error_marked_at", "error_marked_by", "error_because"]
    keep_changed([*taken, *lifted], fields, by=by, because=UNDONE)
    next_versions(Action, [row.action_id for row in taken if row.action_id])
    return [LeftOut(str(row.action), SINCE) for row in left]


def _withdraw_requests(bulk: BulkChange, *, by, at: datetime) -> None:
    rows = UpdateRequest.objects.filter(bulk=bulk, withdrawn_at=None).select_related("action__strategy").order_by("pk")
    requests = list(rows)
    for row in requests:
        row.withdrawn_at = at
    keep_changed(requests, ["withdrawn_at"], by=by, because=UNDONE)
