"""A snapshot to JSON and back, equal to what it was. The form of an issued pack's snapshot is this file's to keep.

Every dataclass of `plans.tree` and `plans.rules` is written as an object of its fields; what a field is read back as
follows from its annotation, so that a field added later needs a default to let earlier packs be read.
"""

import dataclasses
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from plans.rules import ledger
from plans.tree import StatementLine, StrategySnapshot

FORM = 1


class CannotRead(Exception):
    """Stored JSON that is no snapshot of a form this release knows."""


def to_json(snapshot: StrategySnapshot) -> dict[str, Any]:
    return {"form": FORM, "snapshot": _write(snapshot)}


def from_json(data: dict[str, Any]) -> StrategySnapshot:
    if data.get("form") != FORM:
        raise CannotRead(f"This snapshot is stored in form {data.get('form')!r}; this release reads form {FORM}.")
    return _read(data["snapshot"], StrategySnapshot)


def _write(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _write(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_write(part) for part in value]
    if isinstance(value, dict):
        return [[_write(key), _write(part)] for key, part in value.items()]
    return value


def _read(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        (kind,) = (part for part in typing.get_args(kind) if part is not type(None))
        return _read(value, kind)
    if origin is tuple:
        parts = typing.get_args(kind)
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_read(part, parts[0]) for part in value)
        return tuple(_read(part, of) for part, of in zip(value, parts, strict=True))
    if origin is not None and issubclass(origin, typing.Mapping):
        key_kind, part_kind = typing.get_args(kind)
        return {_read(key, key_kind): _read(part, part_kind) for key, part in value}
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        return kind(**{name: _read(part, hints[name]) for name, part in value.items()})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    if kind is ledger.Move:
        hints["statement"] = StatementLine  # the ledger reads any statement; a snapshot holds lines
    return hints
