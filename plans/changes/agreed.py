"""The board agrees new dates: its own act, on the day of the decision and citing it. Colour is measured from them on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from plans.enums import StatementKind
from plans.models import Milestone, Source, Statement
from plans.rules.dates import Window, long_date

from ._ledger import NotAllowedNow, together
from .delivery import update_milestone


@dataclass(frozen=True)
class Decision:
    """What a board decided: on which day, and where that is recorded."""

    on: date
    source: Source
    locator: str = ""


def agree_dates(
    dates: Mapping[Milestone, Window],
    *,
    decision: Decision,
    versions: Mapping[int, int],
    by,
    on: date,
    at: datetime,
    token: UUID,
    because: str,
) -> list[Statement]:
    """State the dates that a board agreed, of one or many milestones: all of them or none.

    `versions` are those the milestones were read at. A form sent twice says it once. Raises Stale or NotAllowedNow.
    """
    if not because.strip():
        raise NotAllowedNow("Say why the board agreed another date.")
    if not dates:
        raise NotAllowedNow("Write at least one new date.")
    for milestone, window in dates.items():
        if window.latest < decision.on:
            raise NotAllowedNow(
                f"{milestone.title}: {long_date(window.latest)} is before the decision, on {long_date(decision.on)}."
            )
    with together():
        return [
            update_milestone(
                milestone,
                by=by,
                on=on,
                at=at,
                version=versions[milestone.pk],
                token=uuid5(token, str(milestone.pk)),
                kind=StatementKind.AGREED,
                earliest=window.earliest,
                latest=window.latest,
                words=window.words if window.inferred or not window.is_day else "",
                is_inferred=window.inferred,
                because=because,
                said_on=decision.on,
                source=decision.source,
                locator=decision.locator,
            )
            for milestone, window in dates.items()
        ]
