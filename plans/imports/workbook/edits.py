"""What a workbook asks for once it was compared: the edits to make, and what a person is shown of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plans.enums import StatementKind
from plans.rules.windows import Window, long_date


@dataclass(frozen=True)
class Difference:
    """A cell that was changed: where it stands, what the plan says now, and what it is to say."""

    sheet: str
    row: int
    column: str
    cell: str
    about: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Conflict(Difference):
    """A cell that was changed in the file while somebody else changed its row here. `meanwhile` says what they did."""

    meanwhile: str = ""


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot be taken as it is, and what to do about it."""

    cell: str
    why: str


@dataclass(frozen=True)
class Said:
    kind: StatementKind
    window: Window | None = None
    note: str = ""
    judgement: str = ""


@dataclass(frozen=True)
class Edit:
    """One row's change. `cell` is where it is pointed out when `plans.changes` refuses it."""

    cell: str


@dataclass(frozen=True)
class ActionEdit(Edit):
    pk: int
    version: int
    title: str
    because: str


@dataclass(frozen=True)
class MilestoneEdit(Edit):
    pk: int
    version: int
    title: str | None
    said: Said | None
    because: str


@dataclass(frozen=True)
class LeadEdit(Edit):
    action: int
    version: int
    person: str
    organisation: str
    because: str


@dataclass(frozen=True)
class NewMilestone(Edit):
    action: int
    title: str
    said: Said | None
    because: str


@dataclass(frozen=True)
class NewReading(Edit):
    indicator: int
    facts: dict[str, Any]


@dataclass
class Differences:
    """Everything a workbook would change, and everything that keeps it from being saved."""

    changes: list[Difference] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    rows_read: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.conflicts or self.refusals)

    @property
    def can_be_saved(self) -> bool:
        return bool(self.edits) and not self.conflicts and not self.refusals

    def sentence(self) -> str:
        """ "3 cells change in 2 rows; 1 conflict; 2 cells are refused.", or "No differences." """
        if self.is_empty:
            return "No differences."
        rows = len({(one.sheet, one.row) for one in self.changes})
        parts = []
        if self.changes:
            parts.append(f"{many(len(self.changes), 'cell')} would change in {many(rows, 'row')}")
        if self.conflicts:
            parts.append(f"{many(len(self.conflicts), 'cell')} changed here meanwhile")
        if self.refusals:
            parts.append(f"{many(len(self.refusals), 'place')} in the file cannot be read as meant")
        return "; ".join(parts) + "."


def many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def shown(text: str) -> str:
    """A value as it is shown: a day in words, nothing as "nothing"."""
    try:
        return long_date(date.fromisoformat(text)) if len(text) == 10 else text or "nothing"
    except ValueError:
        return text
