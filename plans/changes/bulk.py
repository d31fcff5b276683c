"""One act on many actions, and taking it back: all of it in one transaction, every row naming the act it belongs to.

What somebody else changed between the preview and the deed is left out and named; the rest is done. Why, is told in
docs/decisions/bulk-changes.md.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError

from plans.enums import BulkKind, ResponsibilityKind, StatementKind
from plans.models import Action, BulkChange, Milestone, Person, Responsibility, Statement, Strategy, UpdateRequest
from plans.planning import plan_of
from plans.rules.bulk import MEANWHILE, Act, NewLead, Question, Step, Withdrawal
from plans.rules.shifting import Shift

from ._ledger import NotAllowedNow, Stale, keep, keep_changed, keep_many, next_versions, together, versions_now
from .delivery import entry_source

KIND_OF = {
    NewLead: BulkKind.OWNER,
    Shift: BulkKind.SHIFT,
    Withdrawal: BulkKind.WITHDRAW,
    Question: BulkKind.ASK,
}
REPLACED = "Replaced on the day it was to begin"


@dataclass(frozen=True)
class LeftOut:
    """What was not done after all, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Made:
    """What became of an act. `is_new` is False when the same form had been sent before: then nothing was done again."""

    bulk: BulkChange
    left: tuple[LeftOut, ...] = ()
    is_new: bool = True


def change_many(
    act: Act,
    strategy: Strategy,
    seen: Mapping[str, int],
    *,
    by,
    on: date,
    at: datetime,
    token: UUID,
    because: str,
    may: Collection[int] | None = None,
) -> Made:
    """Do to many actions what was shown: `seen` has the version of each thing on the preview, by its key.

    Raises NotAllowedNow without a reason, and Stale when nothing is left to do; nothing is written then.
    """
    if not because.strip():
        raise NotAllowedNow("Say why." if not isinstance(act, Question) else "Write what you ask.")
    if already := BulkChange.objects.filter(token=token).first():
        return _again(already, by)
    try:
        with together():
            bulk = BulkChange(strategy=strategy, kind=KIND_OF[type(act)], token=token, because=because, by=by, at=at)
            keep(bulk, by=by, because=because)
            strategy.refresh_from_db(fields=["revision"])
            todo, left = _still_as_seen(act, strategy, seen, on=on, may=may)
            if not todo:
                raise Stale(
                    "Everything you chose was changed by somebody else since you opened the page. Nothing was saved."
                )
            _do(act, bulk, todo, on=on)
    except ValidationError:
        if already := BulkChange.objects.filter(token=token).first():
            return _again(already, by)  # the same form, sent twice in the same moment
        raise
    return Made(bulk, left)


def _again(bulk: BulkChange, by) -> Made:
    if bulk.by_id != by.pk:
        raise NotAllowedNow("This form was sent by somebody else. Open the page again; nothing was saved.")
    return Made(bulk, is_new=False)


def _still_as_seen(
    act: Act, strategy: Strategy, seen: Mapping[str, int], *, on: date, may: Collection[int] | None
) -> tuple[list[Step], tuple[LeftOut, ...]]:
    """The steps that can be done as they were shown, their rows held by this transaction; and what is left out."""
    models = {"a": Action, "m": Milestone}
    wanted = {kind: [int(key[1:]) for key in seen if key[0] == kind] for kind in models}
    now = {f"{kind}{pk}": v for kind, model in models.items() for pk, v in versions_now(model, wanted[kind]).items()}
    of = dict(Milestone.objects.filter(pk__in=wanted["m"]).order_by("pk").values_list("pk", "action"))
    plan = plan_of(act, strategy, {*wanted["a"], *of.values()}, on=on, may=may)
    relevant = [step for step in plan.steps if step.key in seen or any(one.group == step.group for one in plan.taken)]
    why: dict[str, str] = {}
    for step in relevant:
        if step.key in seen and step.refused:
            why[step.group] = step.refused
        elif step.key in seen and not (now.get(step.key) == seen[step.key] == step.version):
            why[step.group] = MEANWHILE
        elif step.key not in seen and any(one.key in seen for one in relevant if one.group == step.group):
            why.setdefault(step.group, MEANWHILE)  # something was added to what is done together
    todo = [step for step in plan.taken if step.key in seen and step.group not in why]
    left = {step.group: LeftOut(step.name, why[step.group]) for step in reversed(relevant) if step.group in why}
    return todo, tuple(reversed(left.values()))


def _do(act: Act, bulk: BulkChange, todo: list[Step], *, on: date) -> None:
    actions, milestones = _numbers(todo)
    next_versions(Action, actions)
    next_versions(Milestone, milestones)
    if isinstance(act, NewLead):
        _lead(act, bulk, actions)
    elif isinstance(act, Question):
        _ask(bulk, todo, on=on)
    else:
        _say(act, bulk, todo, on=on)


def _numbers(todo: Iterable[Step]) -> tuple[list[int], list[int]]:
    todo = list(todo)
    return [s.pk for s in todo if not s.is_milestone], [s.pk for s in todo if s.is_milestone]


def _say(act: Shift | Withdrawal, bulk: BulkChange, todo: list[Step], *, on: date) -> None:
    """A new date, or a withdrawal, of each: dated today, or on the day of the decision that it cites."""
    actions, milestones = _numbers(todo)
    rows = {f"a{row.pk}": {"action": row} for row in _with_strategy(Action, "", actions)}
    rows |= {f"m{row.pk}": {"milestone": row} for row in _with_strategy(Milestone, "action__", milestones)}
    cited = act.source if isinstance(act, Withdrawal) else None
    source = cited or entry_source(bulk.strategy)
    said = []
    for step in todo:
        facts = {"kind": StatementKind.WITHDRAWN, "said_on": act.said_on} if isinstance(act, Withdrawal) else {}
        if isinstance(act, Shift):
            assert step.window is not None  # of a step that is not refused
            window = step.window
            worded = bool(act.to and (window.inferred or not window.is_day))
            facts = {"kind": StatementKind.FORECAST, "said_on": on, "earliest": window.earliest}
            facts |= {"latest": window.latest, "is_inferred": window.inferred, "words": window.words if worded else ""}
        said.append(
            Statement(
                **rows[step.key],
                **facts,
                recorded_on=on,
                recorded_at=bulk.at,
                recorded_by=bulk.by,
                because=bulk.because,
                said_by=None if cited else bulk.by.person,
                source=source,
                locator=act.locator if isinstance(act, Withdrawal) else "",
                bulk=bulk,
            )
        )
    keep_many(said, by=bulk.by, because=bulk.because)


def _with_strategy(model, path: str, pks: Iterable[int]):
    return model.objects.filter(pk__in=list(pks)).select_related(f"{path}strategy").order_by("pk")


def _lead(act: NewLead, bulk: BulkChange, actions: list[int]) -> None:
    """Whoever leads ends on the day before. Who was to begin on that same day, by an entry here, never led for a day."""
    rows = Responsibility.objects.filter(
        action__in=actions, kind=ResponsibilityKind.LEAD, until=None, since__lte=act.since, error_marked_at=None
    )
    ended = list(rows.select_related("action__strategy").order_by("pk"))
    for row in ended:
        row.ended_in = bulk
        if row.since == act.since:
            row.error_marked_at, row.error_marked_by, row.error_because = bulk.at, bulk.by, REPLACED
        else:
            row.until = act.since - timedelta(days=1)
    fields = ["until", "ended_in", "error_marked_at", "error_marked_by", "error_because"]
    keep_changed(ended, fields, by=bulk.by, because=bulk.because)
    source = entry_source(bulk.strategy)
    given = [
        Responsibility(
            action=action,
            kind=ResponsibilityKind.LEAD,
            person=act.person,
            organisation=act.organisation,
            since=act.since,
            because=bulk.because[:300],
            source=source,
            bulk=bulk,
        )
        for action in _with_strategy(Action, "", actions)
    ]
    keep_many(given, by=bulk.by, because=bulk.because)


def _ask(bulk: BulkChange, todo: list[Step], *, on: date) -> None:
    people = {one.key: one for one in Person.objects.filter(key__in={key for step in todo for key in step.people})}
    actions = {row.pk: row for row in _with_strategy(Action, "", [step.pk for step in todo])}
    requests = [
        UpdateRequest(
            action=actions[step.pk],
            asked_of=people[key],
            asked_on=on,
            asked_by=bulk.by,
            note=bulk.because,
            bulk=bulk,
        )
        for step in todo
        for key in step.people
    ]
    keep_many(requests, by=bulk.by, because=bulk.because)
