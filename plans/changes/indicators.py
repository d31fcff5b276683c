"""What an indicator is, changed by an author: its words, its rule, when it is due; and a target set or set anew."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from plans.models import Indicator, TrajectoryPoint

from ._ledger import NotAllowedNow, Stale, keep, last_change
from .delivery import entry_source
from .discrepancies import reconcile_indicator
from .evidence import set_target


@transaction.atomic
def define(indicator: Indicator, *, by, on: date, because: str, seen: int) -> Indicator:
    """Save the changed fields of an indicator, and look again for what contradicts itself.

    `seen` is `last_change` of the indicator that was read. Raises Stale when it is no longer the last, ValidationError
    with a sentence when the fields do not fit each other.
    """
    now = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if last_change(now) != seen:
        raise Stale()
    keep(indicator, by=by, because=because)
    reconcile_indicator(indicator, on=on, by=by)
    return indicator


@transaction.atomic
def aim(indicator: Indicator, *, by, said_on: date, on: date | None, value: Decimal) -> TrajectoryPoint:
    """State what is aimed at by a day, or without a day. What was aimed at before stays on record.

    Raises NotAllowedNow for a number outside what the indicator can be, ValidationError when it was stated today already.
    """
    least = Decimal(0) if indicator.is_percentage and indicator.least is None else indicator.least
    most = Decimal(100) if indicator.is_percentage and indicator.most is None else indicator.most
    if not value.is_finite() or (least is not None and value < least) or (most is not None and value > most):
        raise NotAllowedNow(f"{value} cannot be reached: this indicator lies between {_ends(least)} and {_ends(most)}.")
    target = TrajectoryPoint(
        indicator=indicator, on=on, value=value, said_on=said_on, source=entry_source(indicator), locator="target"
    )
    return set_target(target, by=by)


def _ends(limit: Decimal | None) -> str:
    return "any number" if limit is None else f"{limit.normalize():f}"
