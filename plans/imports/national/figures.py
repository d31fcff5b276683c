"""What a reader gives: frozen figures of practices and of areas, with the row each came from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class WantedIndicator:
    """An indicator of Fingertips that a board's indicator is read from. Empty sex or age: "Persons", and the only age."""

    key: str
    number: int
    sex: str = ""
    age: str = ""


@dataclass(frozen=True)
class WantedBoard:
    """Whose rows are looked for, by what national files call its area. `area` was asked for and goes before the rest."""

    key: str
    name: str
    local_authority: str = ""
    area_code: str = ""
    nhs_area_code: str = ""
    area: str = ""
    fingertips: tuple[WantedIndicator, ...] = ()

    @property
    def words(self) -> str:
        """The area as it is looked for."""
        said = (self.area,) if self.area else (self.local_authority, self.area_code, self.nhs_area_code)
        return ", ".join(part for part in said if part)


@dataclass(frozen=True)
class Wanted:
    """What a reader is asked for. `as_at` is needed only where neither file name nor rows say the period."""

    kind: str
    file_name: str
    boards: tuple[WantedBoard, ...]
    as_at: date | None = None


@dataclass(frozen=True)
class PracticeRow:
    """A practice as one file names it."""

    name: str
    ods_code: str = ""
    cqc_location: str = ""
    list_size: int | None = None


@dataclass(frozen=True)
class PracticeFigure:
    """What a file says of one practice; `practice` is its place in the board's tuple of practices."""

    practice: int
    measure: str
    period_end: date
    period_start: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    category: str = ""
    rated_on: date | None = None
    missing: str = ""
    locator: str = ""


@dataclass(frozen=True)
class AreaFigure:
    """A figure of a board's area, or of England, that an indicator can be fed with. `indicator`: of that one only."""

    measure: str
    period_end: date
    period_start: date | None = None
    period_words: str = ""
    period_kind: str = "snapshot"
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    of_what: str = ""
    is_ratio: bool = False
    is_provisional: bool = False
    indicator: str = ""
    note: str = ""
    locator: str = ""


@dataclass(frozen=True)
class BoardFigures:
    """All that one file says of one board's area."""

    board: str
    area: str
    practices: tuple[PracticeRow, ...] = ()
    readings: tuple[PracticeFigure, ...] = ()
    figures: tuple[AreaFigure, ...] = ()
    england: tuple[AreaFigure, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """One file, read. With `refused` cells nothing of it may be written."""

    kind: str
    title: str
    rows_read: int
    rows_used: int
    left_out: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()
    boards: tuple[BoardFigures, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    refused_count: int = 0
    said_on: date | None = None
    said_because: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def to_json(obj: Any) -> Any:
    return _plain(asdict(obj))


def from_json(kind: type, data: Any) -> Any:
    """The same, read back: equal to what it was."""
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in data.items() if name in hints})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return None if value is None else _typed(next(a for a in get_args(hint) if a is not type(None)), value)
    if origin is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_typed(inner[0], one) for one in value)
        return tuple(_typed(each, one) for each, one in zip(inner, value, strict=True))
    if hint is date:
        return date.fromisoformat(value)
    if hint is Decimal:
        return Decimal(value)
    return from_json(hint, value) if hasattr(hint, "__dataclass_fields__") else value
