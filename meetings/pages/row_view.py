"""One row as it is shown: its form, what saving would do, and what others said meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django import forms

from meetings.pages.my_updates import Row
from plans.enums import StatementKind
from plans.pages.action import what_was_said
from plans.pages.reading import Before, Effect, last_five
from plans.pages.update import Consequence, name_of
from plans.rules.dates import Window, long_date
from plans.rules.typed_readings import plain

CHOICES = {"forecast": "New date", "completed": "Done", "reopened": "Reopen it"}


@dataclass(frozen=True)
class Other:
    """What somebody else said while this form was open."""

    who: str
    at: datetime | None
    what: str
    note: str
    because: str = ""


@dataclass(frozen=True)
class RowView:
    row: Row
    form: forms.Form
    would: Consequence | None = None
    told: Effect | None = None
    checked: bool = False
    is_clash: bool = False
    others: list[Other] = field(default_factory=list)
    yours: Mapping[str, str] = field(default_factory=dict)
    kept_at: datetime | None = None
    was_signed_out: bool = False
    number: int = 0
    of: int = 0
    in_place: bool = False
    """It goes back to the page by itself, so that what is wrong is told inside it and not above the heading."""

    def numbered(self, number: int, of: int, *, in_place: bool = False) -> "RowView":
        return replace(self, number=number, of=of, in_place=in_place)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each sentence with the id of what it is about."""
        if not self.form.is_bound or self.is_clash:
            return []
        wrong = self.form.errors
        fields = ((self.form[name], wrong[name]) for name in self.form.fields if name in wrong)
        found = [(field.id_for_label or field.auto_id, text) for field, errors in fields for text in map(str, errors)]
        return found + [(self.row.key, str(text)) for text in self.form.non_field_errors()]

    @property
    def before(self) -> list[Before]:
        """The last readings, beside the boxes for the next."""
        return last_five(self.row.indicator) if self.row.is_indicator else []

    @property
    def is_checked(self) -> bool:
        return self.checked and not self.errors and not self.is_clash

    @property
    def first_other(self) -> str:
        return self.others[-1].who if self.others else ""

    @property
    def your_words(self) -> list[tuple[str, str]]:
        """What was typed, each with its name, whether or not the form still asks for it."""
        choice = CHOICES.get(self.yours.get("outcome", ""), "")
        awaited = self.yours.get("outcome") == "awaited"
        names: list[tuple[str, Any]] = [
            (choice or "Date", self.yours.get("new_date") or self.yours.get("done_on")),
            ("Figure", self.yours.get("value")),
            ("Part", self.yours.get("numerator")),
            ("Whole", self.yours.get("denominator")),
            ("Expected", self.yours.get("expected")),
            ("Why", self.yours.get("why" if awaited else "because")),
            ("", self.yours.get("note")),
        ]
        return [(name, words) for name, words in names if words and words.strip()]


def from_statement(said) -> Other:
    window = Window(said.earliest, said.latest) if said.latest else None
    what = what_was_said(StatementKind(said.kind), window)
    return Other(name_of(said.recorded_by), said.recorded_at, what, said.note, said.because)


def from_reading(reading) -> Other:
    parts = f"{plain(reading.numerator)} of {plain(reading.denominator)}" if reading.denominator else ""
    figure = parts if reading.value is None else plain(reading.value)
    return Other(name_of(reading.recorded_by), None, f"{figure} to {long_date(reading.period_end)}", reading.note)
