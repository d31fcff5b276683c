"""Who answers for what changes hands: an action without an owner gets one, and nobody leaves with something still theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from plans.enums import ResponsibilityKind, StatementKind
from plans.models import Action, Organisation, Person, Responsibility, RoleHolding, Statement
from plans.rules.dates import long_date

from ._ledger import NotAllowedNow, Stale, claim_version, keep, together
from .delivery import assign, end_responsibility, entry_source

ONE_DAY = timedelta(days=1)
ANSWERS = (ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY)
TURNS = (StatementKind.COMPLETED, StatementKind.WITHDRAWN, StatementKind.REOPENED)


@dataclass(frozen=True)
class To:
    """Who takes something over: a person, an organisation, or, for a deputy's place, nobody."""

    person: Person | None = None
    organisation: Organisation | None = None

    @property
    def is_nobody(self) -> bool:
        return self.person is None and self.organisation is None


def open_responsibilities(person: Person, *, last_day: date) -> list[Responsibility]:
    """What would still be this person's after their last day: open actions and indicators they lead or deputise for.

    Records are left out: nobody answers for them any more.
    """
    held = Responsibility.objects.filter(person=person, kind__in=ANSWERS, error_marked_at=None)
    held = held.filter(Q(until=None) | Q(until__gt=last_day), objective=None)
    held = held.exclude(action__strategy__is_record=True).exclude(indicator__strategy__is_record=True)
    held = held.exclude(action__error_marked_at__isnull=False)
    held = held.select_related("action__strategy__board", "indicator__strategy__board", "organisation", "person")
    rows = list(held.order_by(F("action__reference").asc(nulls_first=True), "indicator__title", "kind", "pk"))
    finished = _finished([row.action_id for row in rows if row.action_id])
    return [row for row in rows if row.action_id not in finished]


def _finished(actions: Iterable[int]) -> set[int | None]:
    """Actions that were completed or withdrawn as a whole, and not reopened since."""
    said = Statement.objects.filter(action__in=list(actions), kind__in=TURNS, error_marked_at=None)
    last = dict(said.order_by("said_on", "pk").values_list("action_id", "kind"))
    return {action for action, kind in last.items() if kind != StatementKind.REOPENED}


def give_owner(action: Action, *, to: To, by, on: date, version: int, because: str = "") -> Responsibility:
    """Name who leads an action from a day on. Raises Stale when somebody else changed it since it was read."""
    if to.is_nobody:
        raise NotAllowedNow("Choose a person or an organisation.")
    since = max(on, action.said_on)
    _refuse_gone(to, since)
    with together():
        claim_version(action, expected=version)
        for same_day in Responsibility.objects.on(since).filter(
            action=action, kind=ResponsibilityKind.LEAD, since=since
        ):
            end_responsibility(same_day, by=by, last_day=since, because=because)
        given = assign(_given(action=action, kind=ResponsibilityKind.LEAD, to=to, since=since, because=because), by=by)
    action.refresh_from_db(fields=["version"])
    return given


def hand_over(
    person: Person, assignments: Mapping[int, To], *, by, last_day: date, because: str, leaves: bool = True
) -> list[Responsibility]:
    """Give everything open that a person answers for to others from the day after their last one: all of it or nothing.

    `assignments` has the id of each responsibility. Raises Stale when there is more, or less, than when it was read.
    """
    if not because.strip():
        raise NotAllowedNow("Say why it is handed over.")
    with together():
        held = open_responsibilities(person, last_day=last_day)
        if set(assignments) - {row.pk for row in held}:
            raise Stale("Some of this was handed over, or finished, since you opened the page. Nothing was saved.")
        if missing := [row for row in held if row.pk not in assignments]:
            raise NotAllowedNow(f"{named(missing[0])} still needs a new owner. Nothing was saved.")
        given = [_pass_on(row, assignments[row.pk], by=by, last_day=last_day, because=because) for row in held]
        if leaves:
            leave(person, by=by, last_day=last_day, because=because)
    return [row for row in given if row]


def leave(person: Person, *, by, last_day: date, because: str = "") -> Person:
    """Record somebody's last day. Raises NotAllowedNow while anything open would still be theirs."""
    held = open_responsibilities(person, last_day=last_day)
    if held:
        count = "one open thing" if len(held) == 1 else f"{len(held)} open things"
        raise NotAllowedNow(
            f"{person} still answers for {count}, first {named(held[0])}. Hand each over before they leave."
        )
    person.left_on = last_day
    return keep(person, by=by, because=because)


def named(row: Responsibility) -> str:
    """ "1A-02 Open the clinic", or an indicator's title."""
    about = f"{row.action}" if row.action else f"{row.indicator}"
    return f"{about} (as deputy)" if row.kind == ResponsibilityKind.DEPUTY else about


def _pass_on(row: Responsibility, to: To, *, by, last_day: date, because: str) -> Responsibility | None:
    if to.is_nobody and row.kind != ResponsibilityKind.DEPUTY:
        raise NotAllowedNow(f"{named(row)} needs a new owner: only a deputy’s place can stay empty.")
    if to.person and to.person.pk == row.person_id:
        raise NotAllowedNow(f"{named(row)} cannot be handed over to {to.person}, who hands it over.")
    end_responsibility(row, by=by, last_day=last_day, because=because)
    assert row.until is not None  # it was just ended
    since = row.until + ONE_DAY
    _refuse_gone(to, since)
    if to.is_nobody:
        return None
    given = _given(action=row.action, indicator=row.indicator, kind=row.kind, to=to, since=since, because=because)
    if to.person and not given.organisation:
        given.organisation = row.organisation
    return keep(given, by=by, because=because)


def organisation_of(person: Person, *, on: date) -> Organisation | None:
    """The organisation in which a person is recorded on a day; the latest role decides."""
    roles = RoleHolding.objects.filter(person=person, since__lte=on).exclude(organisation=None)
    role = roles.filter(Q(until=None) | Q(until__gte=on)).order_by("-since", "-pk").first()
    return role.organisation if role else None


def _given(*, kind, to: To, since: date, because: str, action=None, indicator=None) -> Responsibility:
    """A person answers for the organisation in which they are recorded that day, if they are."""
    organisation = to.organisation or (organisation_of(to.person, on=since) if to.person else None)
    return Responsibility(
        action=action,
        indicator=indicator,
        kind=kind,
        person=to.person,
        organisation=organisation,
        since=since,
        because=because,
        source=entry_source((action or indicator).strategy),
    )


def _refuse_gone(to: To, since: date) -> None:
    if to.person and to.person.left_on and to.person.left_on < since:
        raise NotAllowedNow(f"{to.person} left on {long_date(to.person.left_on)} and cannot take anything over.")
