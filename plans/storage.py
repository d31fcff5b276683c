"""A snapshot to JSON and back, equal to what it was. The form of an issued pack's snapshot is this file's to keep.

Every dataclass of `plans.tree` and `plans.rules` is written as an object of its fields; how a field is read back follows
from its annotation. A source and a statement, which many lines share, are written once each, in tables of their own. A
field added later needs a default, to let earlier packs be read.
"""

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from plans.rules import ledger
from plans.tree import SourceRef, StatementLine, StrategySnapshot

FORM = 1

Tables = dict[str, dict[str, Any]]
Reader = Callable[[Any, Tables], Any]


class CannotRead(Exception):
    """Stored JSON that is no snapshot of a form this release knows."""


def to_json(snapshot: StrategySnapshot) -> dict[str, Any]:
    tables: Tables = {"sources": {}, "statements": {}}
    tree = _write(snapshot, tables)
    return {"form": FORM, **tables, "snapshot": tree}


def from_json(data: dict[str, Any]) -> StrategySnapshot:
    """The snapshot that was stored. Raises CannotRead for any other form."""
    if data.get("form") != FORM:
        raise CannotRead(f"This snapshot is stored in form {data.get('form')!r}; this release reads form {FORM}.")
    tables: Tables = {"sources": {}, "statements": {}}
    for name, kind in (("sources", SourceRef), ("statements", StatementLine)):
        for key, fields in data[name].items():
            tables[name][key] = _read_fields(kind, fields, tables)
    return _read_fields(StrategySnapshot, data["snapshot"], tables)


def _write(value: Any, tables: Tables) -> Any:
    if value is None or (isinstance(value, str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, SourceRef):
        return _once("sources", value.key, value, tables)
    if isinstance(value, StatementLine):
        return _once("statements", str(value.pk), value, tables)
    if dataclasses.is_dataclass(value):
        return _fields(value, tables)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [_write(part, tables) for part in value]
    raise TypeError(f"A snapshot holds no {type(value).__name__}.")


def _once(table: str, key: str, value: Any, tables: Tables) -> str:
    if key not in tables[table]:
        tables[table][key] = _fields(value, tables)
    return key


def _fields(value: Any, tables: Tables) -> dict[str, Any]:
    return {name: _write(getattr(value, name), tables) for name in _names(typing.cast(typing.Hashable, type(value)))}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def _read_fields(kind: type, fields: dict[str, Any], tables: Tables) -> Any:
    readers = _readers(kind)
    return kind(**{name: None if part is None else readers[name](part, tables) for name, part in fields.items()})


@cache
def _readers(kind: type) -> dict[str, Reader]:
    """How each field of a dataclass is read, from its annotation."""
    hints = typing.get_type_hints(kind)
    if kind is ledger.Move:
        hints["statement"] = StatementLine  # the ledger reads any statement; a snapshot holds lines
    return {name: _reader(hints[name]) for name in _names(kind)}


def _reader(kind: Any) -> Reader:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        (kind,) = (part for part in typing.get_args(kind) if part is not type(None))
        return _reader(kind)
    if origin is tuple:
        return _tuple_reader(typing.get_args(kind))
    if kind is SourceRef:
        return lambda value, tables: tables["sources"][value]
    if kind is StatementLine:
        return lambda value, tables: tables["statements"][value]
    if dataclasses.is_dataclass(kind):
        return lambda value, tables: _read_fields(typing.cast(type, kind), value, tables)
    if kind is date:
        return lambda value, tables: date.fromisoformat(value)
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return lambda value, tables: kind(value)
    return lambda value, tables: value


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        read = _reader(parts[0])
        return lambda value, tables: tuple(read(part, tables) for part in value)
    each = [_reader(part) for part in parts]
    return lambda value, tables: tuple(read(part, tables) for read, part in zip(each, value, strict=True))
