"""The audit trail as a story: who changed what, when, from what to what, and why. Never raw rows.

What a loader wrote is one line for each load, however many rows it wrote; what people typed is told one by one.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models

from plans.enums import StatementKind
from plans.models import Action, BulkChange, Milestone, Statement
from plans.pages.action import what_was_said
from plans.pages.history_of_owners import owners_told
from plans.pages.update import name_of
from plans.rules.dates import Window, long_date
from plans.rules.words import joined

UNTOLD = {
    "id",
    "error_marked_at",
    "error_marked_by",
    "error_because",
    "recorded_by",
    "recorded_on",
    "recorded_at",
    "bulk",
}


@dataclass(frozen=True)
class Change:
    """One field that changed, by its name as a person would say it."""

    field: str
    was: str
    now: str


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did to an action, a milestone, a statement, or to who answers for it.

    `bulk` is the act on many actions that it was part of, and `undone_at` when that was taken back.
    """

    at: datetime
    who: str
    what: str
    about: str
    why: str
    changes: tuple[Change, ...] = ()
    bulk: int | None = None
    undone_at: datetime | None = None


def history_of(action_pk: int) -> tuple[Entry, ...]:
    """The trail of an action with its milestones, statements and owners, newest first, in eleven queries at most."""
    trail = [
        *_rows(Action, id=action_pk),
        *_rows(Milestone, action_id=action_pk),
        *_rows(Statement, action_id=action_pk),
        *_rows(Statement, milestone__action_id=action_pk),
    ]
    names = _names(trail)
    loaded: dict[datetime, Counter[str]] = defaultdict(Counter)
    entries = []
    for versions in _by_object(trail).values():
        before = None
        for row in versions:
            if row.history_type == "+" and row.history_user_id is None:
                moment = row.history_date.replace(second=0, microsecond=0)
                loaded[moment][row.instance_type._meta.verbose_name] += 1
            else:
                entries.append(_entry(row, before, names))
            before = row
    for owned in owners_told(action_pk):
        if owned.is_loaded:
            loaded[owned.at.replace(second=0, microsecond=0)]["owner"] += 1
        else:
            entries.append(Entry(owned.at, owned.who, owned.what, "", owned.why, bulk=owned.bulk))
    entries += [_loaded(moment, counts) for moment, counts in loaded.items()]
    return tuple(sorted(_with_bulk(entries), key=lambda entry: entry.at, reverse=True))


def _with_bulk(entries: list[Entry]) -> Iterable[Entry]:
    """What was part of an act on many actions says so, and whether that was taken back."""
    acts = BulkChange.objects.select_related("undone_by__person").in_bulk({e.bulk for e in entries if e.bulk})
    for entry in entries:
        act = acts.get(entry.bulk or 0)
        yield replace(entry, undone_at=act.undone_at) if act else entry


def _rows(model: type[models.Model], **about) -> Iterable[Any]:
    if "milestone__action_id" in about:
        milestones = Milestone.objects.filter(action_id=about["milestone__action_id"])
        about = {"milestone_id__in": milestones.values("pk")}
    return (
        model.history.filter(**about)  # type: ignore[attr-defined]
        .select_related("history_user__person")
        .order_by("history_date", "history_id")
    )


def _by_object(trail: Iterable[Any]) -> dict[tuple[type, int], list[Any]]:
    versions = defaultdict(list)
    for row in trail:
        versions[row.instance_type, row.id].append(row)
    return versions


def _names(trail: Iterable[Any]) -> Mapping[tuple[Any, int], str]:
    """What each milestone that the trail speaks of is called, and each row that a changed field points to."""
    wanted: dict[Any, set] = defaultdict(set)
    for versions in _by_object(trail).values():
        for before, row in itertools.pairwise(versions):
            for field in _changed(before, row):
                if field.is_relation:
                    wanted[field.related_model].update({getattr(before, field.attname), getattr(row, field.attname)})
    titles: dict[tuple[Any, int], str] = {(Milestone, r.id): r.title for r in trail if r.instance_type is Milestone}
    for model, pks in wanted.items():
        titles |= {(model, pk): str(found) for pk, found in model._default_manager.in_bulk(pks - {None}).items()}
    return titles


def _changed(before: Any, row: Any) -> list[models.Field]:
    fields = (f for f in row.instance_type._meta.concrete_fields if f.name not in UNTOLD and hasattr(row, f.attname))
    return [f for f in fields if getattr(before, f.attname) != getattr(row, f.attname)]


def _entry(row: Any, before: Any, names: Mapping[tuple[Any, int], str]) -> Entry:
    changes = tuple(
        Change(str(f.verbose_name), _shown(f, before, names), _shown(f, row, names))
        for f in (_changed(before, row) if before else ())
    )
    return Entry(
        at=row.history_date,
        who=name_of(row.history_user) or "Loaded from the papers",
        what=_what(row, before),
        about=_about(row, names),
        why=_why(row, before),
        changes=changes,
        bulk=row.bulk_id if row.instance_type is Statement and row.history_type == "+" else None,
    )


def _what(row: Any, before: Any) -> str:
    if row.instance_type is Statement:
        if before is not None and row.error_marked_at and not before.error_marked_at:
            return f"Marked as entered in error: {_said(row)}"
        return f"Entered: {_said(row)}" if row.history_type == "+" else f"Edited: {_said(row)}"
    name = row.instance_type._meta.verbose_name
    return f"Added the {name}" if row.history_type == "+" else f"Edited the {name}"


def _said(row: Any) -> str:
    window = Window(row.earliest, row.latest) if row.latest else None
    said = what_was_said(StatementKind(row.kind), window)
    return said[0].lower() + said[1:]


def _about(row: Any, names: Mapping[tuple[Any, int], str]) -> str:
    if row.instance_type is Milestone:
        return row.title
    if row.instance_type is Statement and row.milestone_id:
        return names.get((Milestone, row.milestone_id), "")
    return ""


def _why(row: Any, before: Any) -> str:
    if row.instance_type is Statement:
        marked = before is not None and row.error_marked_at and not before.error_marked_at
        return row.error_because if marked else row.because
    return row.history_change_reason or ""


def _shown(field: models.Field, row: Any, names: Mapping[tuple[Any, int], str]) -> str:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return "nothing"
    if field.is_relation:
        return names.get((field.related_model, value), "something no longer here")
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return long_date(value)
    return str(dict(field.flatchoices).get(value, value))


def _loaded(moment: datetime, counts: Counter[str]) -> Entry:
    parts = [f"one {name}" if n == 1 else f"{n} {name}s" for name, n in sorted(counts.items())]
    return Entry(at=moment, who="Loaded from the papers", what=f"Entered {joined(parts)}", about="", why="")
