"""How a change reaches the database: validated, with its author in the audit trail, and with the revision raised.

This is the one file that may use `QuerySet.update`, which leaves no trace: it touches counters only, never a fact.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from plans.models import Strategy

from ._afterwards import gathered

REASON_LENGTH = 100  # of simple-history's change reason
CHANGED = "Somebody else changed this since you opened it. What you typed is still here; nothing was saved."

M = TypeVar("M", bound=models.Model)

_touched: ContextVar[set[int | None] | None] = ContextVar("touched", default=None)


class NotAllowedNow(Exception):
    """A change that the facts do not allow. Its message is a sentence for the person who tried."""


class Stale(NotAllowedNow):
    """Somebody else changed the same thing since it was read. Nothing was written."""

    def __init__(self, told: str = CHANGED):
        super().__init__(told)


REFUSED = (NotAllowedNow, ValidationError)
"""What a change is refused with. Nothing was written; `sentence` says why."""


def keep(obj: M, *, by, because: str = "") -> M:
    """Write one row with its author and reason. Raises ValidationError in the constraint's own words; writes nothing then."""
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = because[:REASON_LENGTH]  # type: ignore[attr-defined]
    obj.clean_fields(exclude=[f.name for f in obj._meta.concrete_fields if f.is_relation])
    obj.clean()
    try:
        with transaction.atomic():
            obj.save()
    except IntegrityError:
        obj.full_clean()  # says in words which rule of the data was broken
        raise
    raise_revision(obj)
    return obj


def keep_many(objs: Sequence[M], *, by, because: str = "") -> list[M]:
    """Write many new rows of one kind at once, each with its author and reason in the audit trail, as `keep` does for one.

    Raises ValidationError in the words of the first row that breaks a rule of the data; nothing is written then.
    """
    if not objs:
        return []
    for obj in objs:
        obj.clean_fields(exclude=[f.name for f in obj._meta.concrete_fields if f.is_relation])
    try:
        with transaction.atomic():
            kept = bulk_create_with_history(
                list(objs), type(objs[0]), default_user=by, default_change_reason=because[:REASON_LENGTH]
            )
    except IntegrityError:
        for obj in objs:
            obj.full_clean()
        raise
    _touch(kept)
    return kept


def keep_changed(objs: Sequence[M], fields: Sequence[str], *, by, because: str = "") -> None:
    """Write the same fields of many rows that there are, each with its author and reason in the audit trail."""
    if not objs:
        return
    bulk_update_with_history(
        list(objs), type(objs[0]), list(fields), default_user=by, default_change_reason=because[:REASON_LENGTH]
    )
    _touch(objs)


def _touch(objs: Iterable[models.Model]) -> None:
    """Raise the revision of whatever strategies these rows belong to. Rows of one parent are asked once."""
    seen = set()
    for obj in objs:
        parent = next(
            ((n, pk) for n in ("milestone", "action") if (pk := getattr(obj, f"{n}_id", None))), (None, obj.pk)
        )
        if parent not in seen:
            seen.add(parent)
            raise_revision(obj)


def raise_revision(obj: models.Model) -> None:
    """Tell every page that the strategy behind `obj` is no longer what it was; all strategies, when `obj` is shared."""
    strategy_id = strategy_id_of(obj)
    touched = _touched.get()
    if touched is None:
        _raise({strategy_id})
    else:
        touched.add(strategy_id)


def free_key(model, words: str) -> str:
    """A key that no row of this model has yet: of these words, with a number behind it where they were taken before."""
    stem = slugify(words)[: model._meta.get_field("key").max_length - 8] or model._meta.model_name
    taken = set(model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)


def remove(obj: models.Model, *, by, because: str = "") -> None:
    """Take a row away that was never more than a draft. What it said, who took it away and why stay in the audit trail."""
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = because[:REASON_LENGTH]  # type: ignore[attr-defined]
    raise_revision(obj)
    obj.delete()


@contextmanager
def together() -> Iterator[None]:
    """Many changes as one: all or nothing, with each revision raised once."""
    if _touched.get() is not None:
        yield
        return
    touched: set[int | None] = set()
    mark = _touched.set(touched)
    try:
        with transaction.atomic():
            with gathered():
                yield
            _raise(touched)
    finally:
        _touched.reset(mark)


def claim_version(obj, *, expected: int) -> None:
    """Take the next version of a milestone or an action, if it still has the `expected` one. Raises Stale otherwise.

    The check and the step are one UPDATE, so that of two writers at the same moment only one goes through. `obj` keeps
    the version it has: what follows may still be refused, and then the step is taken back with the rest.
    """
    taken = type(obj)._default_manager.filter(pk=obj.pk, version=expected).update(version=F("version") + 1)
    if not taken:
        raise Stale()


def take(row, *, seen: int) -> None:
    """Claim the next version of a row for what follows. Raises Stale when somebody else had it first."""
    claim_version(row, expected=seen)
    row.version = seen + 1


def last_change(of, **which) -> int:
    """Marks how a row stands, or the rows of a model picked by `which`: the last line of the audit trail; 0 without one."""
    return of.history.filter(**which).aggregate(last=Max("history_id"))["last"] or 0


def versions_now(model: type[models.Model], pks: Iterable[int]) -> dict[int, int]:
    """The versions of many rows, which nobody else can change until this transaction ends."""
    rows = model._default_manager.select_for_update().filter(pk__in=list(pks)).order_by("pk")
    return dict(rows.values_list("pk", "version"))


def next_versions(model: type[models.Model], pks: Iterable[int]) -> None:
    """Give many milestones or actions their next version at once."""
    model._default_manager.filter(pk__in=list(pks)).update(version=F("version") + 1)


def next_version(obj) -> None:
    """Give a milestone or an action its next version, whichever it has: it was changed by something other than a form."""
    type(obj)._default_manager.filter(pk=obj.pk).update(version=F("version") + 1)
    obj.refresh_from_db(fields=["version"])


def strategy_id_of(obj: models.Model) -> int | None:
    """The strategy an object belongs to; None for what several strategies share."""
    if isinstance(obj, Strategy):
        return obj.pk
    if hasattr(obj, "strategy_id"):
        return obj.strategy_id
    for owner in ("milestone", "action", "goal", "objective", "indicator", "discrepancy"):
        if getattr(obj, f"{owner}_id", None):
            return strategy_id_of(getattr(obj, owner))
    return None


def _raise(strategy_ids: set[int | None]) -> None:
    if not strategy_ids:
        return
    named = [pk for pk in strategy_ids if pk is not None]
    rows = Strategy.objects.all() if None in strategy_ids else Strategy.objects.filter(pk__in=named)
    rows.update(revision=F("revision") + 1)


def sentence(error: NotAllowedNow | ValidationError) -> str:
    """What a change was refused with as one line; of a ValidationError all messages, each field named once."""
    if isinstance(error, NotAllowedNow):
        return str(error)
    if hasattr(error, "error_dict"):
        return " ".join(
            f"{'' if field == '__all__' else field + ': '}{' '.join(messages)}"
            for field, messages in error.message_dict.items()
        )
    return " ".join(error.messages)
