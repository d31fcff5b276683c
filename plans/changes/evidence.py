"""What can be done to indicators. A reading is added beside the others, never in their place."""

from django.db import transaction

from plans.models import Observation, TrajectoryPoint

from ._ledger import NotAllowedNow, keep
from .discrepancies import reconcile_indicator


@transaction.atomic
def observe(observation: Observation, *, by) -> Observation:
    """Add one reading. Raises ValidationError when a part is larger than its whole or nothing is stated."""
    for number in (observation.value, observation.numerator, observation.denominator):
        if number is not None and not number.is_finite():
            raise NotAllowedNow("A reading must be a number.")
    observation.recorded_by = by
    keep(observation, by=by)
    reconcile_indicator(observation.indicator, on=observation.recorded_on, by=by)
    return observation


@transaction.atomic
def set_target(point: TrajectoryPoint, *, by) -> TrajectoryPoint:
    """State what is aimed at. Only a target that does not say of what can be in doubt for itself."""
    keep(point, by=by)
    if point.indicator.target_lacks_denominator:
        reconcile_indicator(point.indicator, on=point.said_on, by=by)
    return point
