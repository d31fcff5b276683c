"""What one act on many actions would do as the plan now stands: fetched for the rules, shown first and made afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from plans.enums import ResponsibilityKind
from plans.models import Action, Milestone, Person, Responsibility, Strategy, UpdateRequest
from plans.pages.requests import unanswered
from plans.rules.bulk import NOT_YOURS, Act, Around, NewLead, Question, Step, Withdrawal, steps
from plans.rules.dates import long_date
from plans.rules.words import joined
from plans.snapshot import numbers_of
from plans.snapshot_cache import snapshot_of
from plans.tree import ActionLine


@dataclass(frozen=True)
class Plan:
    """The steps of an act on the actions that were chosen, in the order of the plan."""

    actions: tuple[ActionLine, ...]
    steps: tuple[Step, ...]

    @property
    def taken(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.refused)

    @property
    def refused(self) -> tuple[Step, ...]:
        """What was chosen and could be expected to change, and does not."""
        return tuple(step for step in self.steps if step.refused and not step.is_over)

    @property
    def over(self) -> tuple[Step, ...]:
        """What was finished before: of an action with an unfinished milestone, the finished ones."""
        return tuple(step for step in self.steps if step.refused and step.is_over)

    @property
    def seen(self) -> dict[str, int]:
        """The version of everything the act would touch: what a form carries from the preview to the deed."""
        return {step.key: step.version for step in self.taken}


def plan_of(
    act: Act, strategy: Strategy, chosen: Collection[int], *, on: date, may: Collection[int] | None = None
) -> Plan:
    """What the act would do to the actions with these numbers. `may`: those this user may change; None, all of them."""
    actions = tuple(a for a in snapshot_of(strategy, as_at=on).actions if a.pk in chosen)
    around = _around(act, actions, on)
    found = steps(act, actions, on=on, around=around, numbers=numbers_of(strategy))
    if isinstance(act, Question):
        found = _with_names(found)
    if may is not None:
        found = tuple(step if step.action_pk in may else _not_yours(step) for step in found)
    return Plan(actions, found)


def _with_names(found: tuple[Step, ...]) -> tuple[Step, ...]:
    keys = {key for step in found for key in step.people}
    names = dict(Person.objects.filter(key__in=keys).order_by("pk").values_list("key", "name"))
    asked = ((step, joined([names[key] for key in step.people])) for step in found)
    return tuple(replace(step, becomes=f"{who} is asked" if who else "") for step, who in asked)


def _not_yours(step: Step) -> Step:
    return Step(**{name: getattr(step, name) for name in KEPT}, refused=NOT_YOURS)


KEPT = ("kind", "pk", "action_pk", "reference", "title", "of", "version", "now", "was", "group")


def _around(act: Act, actions: tuple[ActionLine, ...], on: date) -> Around:
    pks = [action.pk for action in actions]
    versions = dict(Action.objects.filter(pk__in=pks).order_by("pk").values_list("pk", "version"))
    if isinstance(act, NewLead):
        return Around(versions, later_leads=_later_leads(pks, act.since))
    if isinstance(act, Question):
        asked: dict[int, set[str]] = {}
        rows = unanswered(pks, as_at=on) if act.once else _asked_today(pks, on)
        for row in rows:
            asked.setdefault(row.action_id, set()).add(row.asked_of.key)
        return Around(versions, asked=asked, asked_on={row.action_id: row.asked_on for row in rows})
    if isinstance(act, Withdrawal) and act.source:
        stated = Milestone.objects.filter(action__in=pks).order_by("pk").values_list("pk", "said_on")
        return Around(versions, stated=dict(stated))
    return Around(versions)


def _asked_today(pks: list[int], on: date) -> list[UpdateRequest]:
    rows = UpdateRequest.objects.filter(action__in=pks, asked_on=on, withdrawn_at=None)
    return list(rows.select_related("asked_of").order_by("pk"))


def _later_leads(pks: list[int], since: date) -> dict[int, str]:
    """Who is already recorded as lead from a day after `since`, in a sentence."""
    rows = Responsibility.objects.filter(
        action__in=pks, kind=ResponsibilityKind.LEAD, since__gt=since, error_marked_at=None
    )
    rows = rows.select_related("person", "organisation").order_by("-since", "-pk")
    told = ((row.action_id, f"{row.person or row.organisation} leads it from {long_date(row.since)}") for row in rows)
    return {pk: words for pk, words in told if pk}
