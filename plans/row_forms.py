"""One row of a page of updates: the form of a single milestone, shortened, and its like for an action and an indicator.

Each is used with a `prefix`, so that a page can hold many. They read what is typed by the rules of `UpdateForm`.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid4

from django import forms

from plans.enums import OwnerJudgement, StatementKind
from plans.forms import INCOMPLETE, LONGEST_NOTE, UpdateForm
from plans.rules.dates import NotADate, long_date, read_soft_date
from plans.rules.readings_due import MONTHS_OF
from plans.rules.status import OWNER_STATUS
from plans.rules.windows import months_after
from plans.tree import IndicatorLine, MilestoneLine

LARGEST = Decimal(10) ** 11


class RowForm(UpdateForm):
    """An update of a milestone, or of an action as a whole. "No change" is a button here, not one of the choices."""

    typed_names = ("outcome", "new_date", "done_on", "judgement", "because", "note", "version", "seen", "token")

    def __init__(self, *args, milestone: MilestoneLine, today: date, is_action: bool = False, **kwargs):
        super().__init__(*args, milestone=milestone, today=today, may_author=False, **kwargs)
        self.use_required_attribute = False
        for name, rows in (("note", 3), ("because", 2)):
            self._field(name).widget.attrs["rows"] = rows
        current = milestone.position.current
        if current and current.latest < today and not milestone.is_finished:
            self.labels[StatementKind.NOTE.value] = "Not done, and no new date yet"
            self._field("outcome").choices = list(self.labels.items())
        if is_action and not milestone.is_finished:
            self.labels = {kind: label for kind, label in self.labels.items() if kind != StatementKind.FORECAST}
            self.labels[StatementKind.NOTE.value] = "It goes on"
            self._field("outcome").choices = list(self.labels.items())
            self._field("outcome").label = "The action"
            for name in ("new_date", "judgement", "because"):
                del self.fields[name]

    @property
    def choices(self) -> Iterable[Any]:
        return [choice for choice in self["outcome"] if choice.data["value"] != StatementKind.NO_CHANGE]

    @property
    def judgements(self) -> list[tuple]:
        """Each colour's radio button with its mark and its written meaning."""
        if "judgement" not in self.fields:
            return []
        by_value = {choice.data["value"]: choice for choice in self["judgement"]}
        return [(by_value[j.value], OWNER_STATUS[j], j.meaning) for j in reversed(OwnerJudgement)]

    def shown(self, name: str) -> bool:
        """A field that belongs to one choice is in sight with it, and wherever it holds something or is wrong."""
        return name in self.fields and bool(self[name].errors or self[name].value())

    @property
    def shows_new_date(self) -> bool:
        return self.shown("new_date")

    @property
    def shows_done_on(self) -> bool:
        return self.shown("done_on")

    @property
    def shows_because(self) -> bool:
        return self.shown("because")


class ReadingForm(forms.Form):
    """The next reading of an indicator: a figure, or a part and its whole, for a period that has ended."""

    typed_names = ("period", "value", "numerator", "denominator", "note", "seen", "token")

    period = forms.CharField(
        label="Last day of the period",
        max_length=60,
        error_messages={"required": "Write the last day that the figure is for, for example 30 September 2026."},
    )
    value = forms.CharField(label="Figure", max_length=40, required=False)
    numerator = forms.CharField(max_length=40, required=False)
    denominator = forms.CharField(max_length=40, required=False)
    note = forms.CharField(
        label="What members should know about it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Say where the figure comes from.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, indicator: IndicatorLine, today: date, **kwargs):
        self.indicator, self.today = indicator, today
        latest = max((reading.pk for reading in indicator.own), default=0)
        initial = {"period": next_period(indicator), "seen": latest, "token": uuid4()}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["numerator"].label = (indicator.numerator_words or "The part").capitalize()
        self.fields["denominator"].label = (indicator.denominator_words or "The whole").capitalize()
        self.fields["value"].help_text = indicator.unit
        for name in ("value",) if indicator.is_percentage else ("numerator", "denominator"):
            del self.fields[name]
        for name in ("value", "numerator", "denominator"):
            if name in self.fields:
                self.fields[name].widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10"}

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in ("value", "numerator", "denominator") if name in self.fields]

    def clean_note(self) -> str:
        text = self.cleaned_data["note"]
        if len(text) > LONGEST_NOTE:
            raise forms.ValidationError(f"This has {len(text):,} characters; {LONGEST_NOTE:,} is the limit.")
        return text

    def clean_period(self) -> date:
        try:
            window = read_soft_date(self.cleaned_data["period"], said_on=self.today)
        except NotADate as unread:
            raise forms.ValidationError(str(unread)) from unread
        if window.latest > self.today:
            raise forms.ValidationError(
                f"{long_date(window.latest)} is still to come; a figure is for a period that has ended."
            )
        return window.latest

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for field in self.figures:
            try:
                data[field.name] = _number(self.cleaned_data.get(field.name, ""))
            except ValueError as unread:
                self.add_error(field.name, str(unread))
        part, whole = data.get("numerator"), data.get("denominator")
        if part is not None and whole is not None and not self.errors and not 0 <= part <= whole:
            self.add_error("numerator", f"{part:f} of {whole:f} cannot be: a part lies between 0 and the whole.")
        elif whole == 0 and "denominator" not in self.errors:
            self.add_error("denominator", "A share of 0 cannot be worked out: the whole must be more than 0.")
        return data

    def said(self) -> dict[str, Any]:
        """The facts that `changes.enter_reading` takes."""
        data = self.cleaned_data
        figures = {field.name: data[field.name] for field in self.figures}
        return figures | {"period_end": data["period"], "note": data["note"]}


def next_period(indicator: IndicatorLine) -> str:
    """The last day of the period whose figure comes next, in words; nothing for one that is not read regularly."""
    last = max((reading.period.latest for reading in indicator.own), default=None)
    months = MONTHS_OF.get(indicator.frequency)
    if last is None or months is None:
        return ""
    one_day = timedelta(days=1)
    return long_date(months_after(last + one_day, months) - one_day)


def _number(text: str) -> Decimal:
    bare = "".join(text.split()).replace(",", "").lstrip("£").rstrip("%")
    if not bare:
        raise ValueError("Write a number, for example 1,870.")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise ValueError(f"“{text[:40]}” is not a number. Write it in figures, for example 1,870.") from None
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError("This number is too large to be a figure.")
    if number != round(number, 4):
        raise ValueError("At most four decimals are kept.")
    return number
