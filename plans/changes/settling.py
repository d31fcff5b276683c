"""What people do about what is in doubt: raise it, settle it with a reason, and take a settlement back within 15 minutes.

Settling keeps every claim. A claim that does not stand stays doubted: its reading is shown, and is in no line and no colour.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from plans.models import Board, Discrepancy, DiscrepancyClaim, Person

from ._ledger import NotAllowedNow, keep, together
from .delivery import UNDO_FOR
from .discrepancies import next_code

MOST_CLAIMS = 300  # characters of what a claim says


@transaction.atomic
def raise_discrepancy(discrepancy: Discrepancy, *, by) -> Discrepancy:
    """Put two statements beside each other until a named person settles which to go by."""
    return keep(discrepancy, by=by, because=discrepancy.title)


def raise_doubt(discrepancy: Discrepancy, claims: Sequence[DiscrepancyClaim], *, by) -> Discrepancy:
    """Raise a discrepancy by hand, with its claims, under the next code of the board. The same one sent twice is one."""
    if not claims:
        raise NotAllowedNow("Say what is in doubt: name at least one statement, with its source.")
    with together():
        Board.objects.select_for_update().get(pk=discrepancy.board_id)  # two at once: one after the other
        same = Discrepancy.objects.filter(board=discrepancy.board_id, raised_by=by, title=discrepancy.title)
        says = [claim.says for claim in claims]
        for already in same.filter(settled_on=None).order_by("pk"):
            if list(already.claims.order_by("position", "pk").values_list("says", flat=True)) == says:
                return already
        discrepancy.code = next_code(discrepancy.board_id, "P")
        discrepancy.raised_by = by
        raise_discrepancy(discrepancy, by=by)
        for position, claim in enumerate(claims, 1):
            claim.discrepancy, claim.position = discrepancy, position
            keep(claim, by=by, because=discrepancy.title)
    return discrepancy


def settle(
    discrepancy: Discrepancy,
    *,
    by,
    person: Person,
    on: date,
    because: str,
    stands: Collection[int] | None = None,
) -> Discrepancy:
    """Close a discrepancy with a reason. Both claims stay on record; `stands` are the claims to go by, None leaves the
    doubts as they were. Raises NotAllowedNow where somebody settled it already, or it could not be seen yet."""
    with together():
        now = Discrepancy.objects.select_for_update().get(pk=discrepancy.pk)
        if now.settled_on:
            raise NotAllowedNow("This was already settled.")
        if now.lapsed_on:
            raise NotAllowedNow("Its rule no longer finds this, so there is nothing to settle.")
        if on < now.raised_on:
            raise NotAllowedNow("This day is before the first on which the contradiction could be seen.")
        discrepancy.settled_on = on
        discrepancy.settled_by = person
        discrepancy.settled_because = because
        keep(discrepancy, by=by, because=because)
        claims = discrepancy.claims.order_by("position", "pk") if stands is not None else ()
        for claim in claims:
            falls = claim.pk not in (stands or ())
            if claim.is_doubted != falls:
                claim.is_doubted = falls
                keep(claim, by=by, because=because)
    return discrepancy


def may_undo_settling(discrepancy: Discrepancy, *, by, at: datetime) -> bool:
    """Whether this person settled it, and did so less than 15 minutes ago."""
    last = _last_written(discrepancy)
    return bool(discrepancy.settled_on and last.history_user_id == by.pk and at - last.history_date <= UNDO_FOR)


def undo_settling(discrepancy: Discrepancy, *, by, at: datetime) -> Discrepancy:
    """Open it again as it was: for the same person, within 15 minutes."""
    if not discrepancy.settled_on:
        raise NotAllowedNow("This is open; there is nothing to undo.")
    last = _last_written(discrepancy)
    if last.history_user_id != by.pk:
        raise NotAllowedNow("Only the person who settled this can undo it.")
    if not may_undo_settling(discrepancy, by=by, at=at):
        raise NotAllowedNow("This can no longer be undone: 15 minutes have passed.")
    because = "Undone by the person who settled it"
    with together():
        discrepancy.settled_on, discrepancy.settled_by, discrepancy.settled_because = None, None, ""
        keep(discrepancy, by=by, because=because)
        for claim in discrepancy.claims.order_by("position", "pk"):
            before = claim.history.filter(history_date__lt=last.history_date).order_by("-history_date").first()
            if before is not None and before.is_doubted != claim.is_doubted:
                claim.is_doubted = before.is_doubted
                keep(claim, by=by, because=because)
    return discrepancy


def _last_written(discrepancy: Discrepancy):
    return discrepancy.history.order_by("-history_date", "-history_id").first()
