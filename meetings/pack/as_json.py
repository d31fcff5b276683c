"""What a pack said, as JSON beside its bytes: its frozen contents, written field by field whatever they are made of.

It is kept to be looked into ("which papers has this pack?") and to outlast the code; nothing is built from it again.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

FORM = 1


def contents_to_json(contents: Any) -> dict[str, Any]:
    """Frozen values as an object that says which form it has. Raises TypeError for what has no place in a pack."""
    return {"form": FORM, "contents": _write(contents)}


def told_in(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """What `contents_to_json` wrote; empty for a pack from the time when contents were not kept, or of another form."""
    return stored.get("contents", {}) if stored.get("form") == FORM else {}


def _write(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _write(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__} | fields
    if isinstance(value, Enum):
        return _write(value.value)
    if isinstance(value, str):
        return str(value)  # one that is marked as safe to print is a plain one here
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [_write(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _write(part) for key, part in value.items()}
    raise TypeError(f"The contents of a pack hold no {type(value).__name__}.")
