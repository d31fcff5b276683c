"""Who was asked for an update, when and by whom, and whether it came: answered once anything is said of the action after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from plans.models import Person, Statement, UpdateRequest
from plans.pages.update import name_of


@dataclass(frozen=True)
class OpenRequest:
    """One update that was asked for. `answered_on` is empty while nothing was said of the action since."""

    pk: int
    action_pk: int
    reference: str
    title: str
    asked_on: date
    asked_by: str
    asked_of: str
    note: str
    answered_on: date | None = None


def open_requests(person: Person, *, as_at: date) -> tuple[OpenRequest, ...]:
    """What this person was asked and has not answered by a day, the oldest first. Two queries."""
    rows = UpdateRequest.objects.filter(asked_of=person, action__strategy__is_record=False)
    return tuple(one for one in _told(rows, as_at) if one.answered_on is None)


def requests_about(action_pk: int, *, as_at: date) -> tuple[OpenRequest, ...]:
    """Every update that was asked for of an action, the latest first. Two queries."""
    return tuple(reversed(_told(UpdateRequest.objects.filter(action=action_pk), as_at)))


def unanswered(actions: Iterable[int], *, as_at: date) -> list[UpdateRequest]:
    """What was asked of these actions by a day and is still not answered, the oldest first. Two queries."""
    rows = UpdateRequest.objects.filter(action__in=list(actions), asked_on__lte=as_at, withdrawn_at=None)
    found = list(rows.select_related("asked_of", "asked_by__person", "bulk").order_by("asked_on", "pk"))
    answers = answers_to(found, as_at=as_at)
    return [row for row in found if row.pk not in answers]


def _told(rows, as_at: date) -> tuple[OpenRequest, ...]:
    rows = rows.filter(asked_on__lte=as_at, withdrawn_at=None)
    rows = list(
        rows.select_related("action", "asked_by__person", "asked_of", "bulk").order_by(
            "asked_on", "action__reference", "pk"
        )
    )
    answers = answers_to(rows, as_at=as_at)
    return tuple(
        OpenRequest(
            pk=row.pk,
            action_pk=row.action_id,
            reference=row.action.reference,
            title=row.action.title,
            asked_on=row.asked_on,
            asked_by=name_of(row.asked_by),
            asked_of=row.asked_of.name,
            note=row.note,
            answered_on=answers.get(row.pk),
        )
        for row in rows
    )


def answers_to(rows: Iterable[UpdateRequest], *, as_at: date) -> dict[int, date]:
    """The day on which each request was answered, by its number, where it was: one query.

    What was typed on the day of the request counts when it was typed after it. What is done to many actions at once
    is no answer: nobody was asked there how this one stands.
    """
    rows = list(rows)
    if not rows:
        return {}
    actions, first = {row.action_id for row in rows}, min(row.asked_on for row in rows)
    said = Statement.objects.filter(Q(action__in=actions) | Q(milestone__action__in=actions), bulk=None)
    said = said.filter(said_on__gte=first).said_by(as_at).order_by("said_on", "pk")
    by_action = defaultdict(list)
    for about, of, day, at in said.values_list("action", "milestone__action", "said_on", "recorded_at"):
        by_action[about or of].append((day, at))
    told = {row.pk: (day for day, at in by_action[row.action_id] if _after(row, day, at)) for row in rows}
    return {pk: day for pk, days in told.items() if (day := next(days, None))}


def _after(row: UpdateRequest, day: date, at) -> bool:
    if day != row.asked_on:
        return day > row.asked_on
    return at is not None and (row.bulk is None or at > row.bulk.at)
