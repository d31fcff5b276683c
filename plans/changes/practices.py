"""What can be said of a practice. A later file that says otherwise is a later row."""

from django.db import transaction

from plans.models import PracticeReading

from ._ledger import NotAllowedNow, keep


@transaction.atomic
def read_practice(reading: PracticeReading, *, by, because: str = "") -> PracticeReading:
    """Add what a file says of one practice for a period. Raises ValidationError where it says neither a figure nor why not."""
    for number in (reading.numerator, reading.denominator):
        if number is not None and not number.is_finite():
            raise NotAllowedNow("A reading must be a number.")
    reading.recorded_on = reading.recorded_on or reading.said_on
    reading.recorded_by = by
    return keep(reading, by=by, because=because)
