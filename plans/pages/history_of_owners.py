"""Who led an action, deputised for it or was asked about it, told from the audit trail: "From 3 March the lead is X"."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from plans.models import Organisation, Person, Responsibility, UpdateRequest
from plans.pages.update import name_of
from plans.rules.dates import long_date
from plans.rules.words import joined

ONE_DAY = timedelta(days=1)
LOADED = "Loaded from the papers"


@dataclass(frozen=True)
class Owned:
    """One change of who answers for an action, or one update that was asked for."""

    at: datetime
    who: str
    what: str
    why: str
    bulk: int | None = None
    is_loaded: bool = False


def owners_told(action_pk: int) -> list[Owned]:
    """Every change of owner and every request, oldest first. Four queries at most."""
    trail = list(
        Responsibility.history.filter(action_id=action_pk)  # type: ignore[attr-defined]
        .select_related("history_user__person")
        .order_by("history_date", "history_id")
    )
    names = _Names(trail)
    versions = defaultdict(list)
    for row in trail:
        versions[row.id].append(row)
    told = [one for rows in versions.values() for one in _of_one(rows, trail, names)]
    return sorted([*told, *_requests(action_pk)], key=lambda one: one.at)


class _Names:
    """What each row of the trail calls its holder: read once."""

    def __init__(self, trail: Iterable[Any]):
        trail = list(trail)
        self._people = Person.objects.in_bulk({row.person_id for row in trail} - {None})
        self._organisations = Organisation.objects.in_bulk({row.organisation_id for row in trail} - {None})

    def __call__(self, row: Any) -> str:
        found = (self._people.get(row.person_id), self._organisations.get(row.organisation_id))
        return ", ".join(str(one) for one in found if one)


def _of_one(rows: list[Any], trail: list[Any], names: _Names) -> Iterable[Owned]:
    for before, row in itertools.pairwise([None, *rows]):
        if row is None:
            continue
        what = _begun(row, trail, names) if before is None else _changed(before, row, trail, names)
        if what:
            yield Owned(
                at=row.history_date,
                who=name_of(row.history_user) or LOADED,
                what=what,
                why=_why(before, row),
                bulk=row.bulk_id if before is None else None,
                is_loaded=before is None and row.history_user_id is None,
            )


def _why(before: Any, row: Any) -> str:
    if before is None:
        return row.because
    if row.error_marked_at and not before.error_marked_at:
        return row.error_because
    return row.history_change_reason or ""


def _begun(row: Any, trail: list[Any], names: _Names) -> str:
    """ "From 3 March 2026 the lead is X, before Y"."""
    same = [one for one in trail if one.kind == row.kind and one.id != row.id]
    just_before = [
        one for one in same if one.until == row.since - ONE_DAY or (row.bulk_id and one.ended_in_id == row.bulk_id)
    ]
    before = joined(list(dict.fromkeys(names(one) for one in just_before)))
    post = row.get_kind_display().lower()
    return f"From {long_date(row.since)} the {post} is {names(row)}" + (f", before {before}" if before else "")


def _changed(before: Any, row: Any, trail: list[Any], names: _Names) -> str:
    post = row.get_kind_display().lower()
    if row.error_marked_at and not before.error_marked_at:
        return f"Marked as entered in error: the {post} from {long_date(row.since)} is {names(row)}"
    if before.error_marked_at and not row.error_marked_at:
        return f"No longer an error: the {post} from {long_date(row.since)} is {names(row)}"
    if (before.person_id, before.organisation_id) != (row.person_id, row.organisation_id):
        return (
            f"From {long_date(row.since)} the {post} is {names(row)}; {names(before)} was entered before, and never was"
        )
    if row.until and not before.until:
        begins = row.until + ONE_DAY
        if any(one.kind == row.kind and one.since == begins and one.id != row.id for one in trail):
            return ""  # told by whoever began on the day after
        return f"{names(row)} is the {post} until {long_date(row.until)}"
    if before.until and not row.until:
        return f"{names(row)} goes on as the {post}"
    return ""


def _requests(action_pk: int) -> Iterable[Owned]:
    """Whom somebody asked in one act, in one entry."""
    rows = UpdateRequest.objects.filter(action=action_pk).select_related("asked_by__person", "asked_of", "bulk")
    by_act = defaultdict(list)
    for row in rows.exclude(bulk=None).order_by("asked_of__name", "pk"):
        by_act[row.bulk].append(row)
    for act, asked in by_act.items():
        if act:
            people = joined([str(row.asked_of) for row in asked])
            who = name_of(asked[0].asked_by)
            yield Owned(act.at, who, f"Asked {people} for an update", asked[0].note, act.pk)
