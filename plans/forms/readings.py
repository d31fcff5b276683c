"""The form in which the next reading of an indicator is typed: on its own page, and as a row of a page of updates.

It holds both answers that can be given: the reading, or that it is not out yet.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import URLValidator

from plans.changes import NewSource
from plans.enums import PeriodKind, Precision
from plans.forms.updates import INCOMPLETE, LONGEST_NOTE, LONGEST_REASON
from plans.models import Source
from plans.rules.dates import NotADate, Window, long_date, read_soft_date
from plans.rules.readings_due import kind_of, next_period
from plans.rules.typed_readings import TypedReading, has_parts, is_ratio, read_number, why_impossible
from plans.tree import IndicatorLine, ReadingLine

READING, AWAITED = "reading", "awaited"
ENTRY, CITED, NEW, KEPT = "entry", "cited", "new", "kept"
CHANGED = "The definition changed: "
COVERS = [
    (PeriodKind.SNAPSHOT.value, "One day"),
    (PeriodKind.FULL.value, "A whole period"),
    (PeriodKind.YEAR_TO_DATE.value, "The year so far, from April"),
    (PeriodKind.ROLLING.value, "A rolling period"),
]
PRECISIONS = [
    (Precision.EXACT.value, "Exact"),
    (Precision.ROUNDED.value, "Rounded"),
    (Precision.APPROXIMATE.value, "About"),
    (Precision.MORE_THAN.value, "More than"),
]
FIGURES = ("numerator", "denominator", "value")
A_DAY = "Write one day, for example 30 September 2026."


class ReadingForm(forms.Form):
    """A figure for a period that has ended, with its source; or when it will be out, and why it is not.

    `cited` are the sources that can be picked, as (key, words). `but` is the reading that is being corrected.
    """

    outcome = forms.ChoiceField(
        label="The next reading",
        choices=[(READING, "Here it is"), (AWAITED, "It is not out yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the reading is here, or is not out yet."},
    )
    covers = forms.ChoiceField(label="The figure is for", choices=COVERS)
    period_start = forms.CharField(label="First day", max_length=60, required=False)
    period_end = forms.CharField(label="Last day", max_length=60, required=False)
    numerator = forms.CharField(max_length=40, required=False)
    denominator = forms.CharField(max_length=40, required=False)
    value = forms.CharField(label="Figure", max_length=40, required=False)
    precision = forms.ChoiceField(label="How exact it is", choices=PRECISIONS)
    is_provisional = forms.BooleanField(label="Provisional: it may still be revised", required=False)
    from_where = forms.ChoiceField(
        label="Where it comes from",
        choices=[
            (ENTRY, "No paper: I state it myself"),
            (CITED, "A paper or file on record"),
            (NEW, "Another paper or file"),
        ],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label="Which one", required=False)
    source_title = forms.CharField(label="Its title", required=False, max_length=300)
    source_date = forms.CharField(
        label="Its date", required=False, max_length=60, help_text="The day printed on it, or of its publication."
    )
    source_link = forms.CharField(
        label="Its address on the web", required=False, max_length=500, help_text="Leave empty if it has none."
    )
    locator = forms.CharField(
        label="Where in it", required=False, max_length=120, help_text="For example table 3, row Exampleshire."
    )
    breaks_series = forms.BooleanField(label="The definition changed with this reading", required=False)
    what_changed = forms.CharField(
        label="What changed",
        required=False,
        max_length=300,
        help_text="The chart shows a break here and joins nothing across it.",
    )
    note = forms.CharField(
        label="What members should know about it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave empty if the figure speaks for itself.",
    )
    expected = forms.CharField(
        label="When it is expected",
        required=False,
        max_length=120,
        help_text="A day, or words such as “within six weeks”, “December 2026” or “by end of 2026”.",
    )
    why = forms.CharField(
        label="Why it is not out yet",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence. Members read this word for word.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    """What the page last said that the figures come to. Nothing is saved that was not shown so."""

    typed_names = (
        "outcome", "covers", "period_start", "period_end", *FIGURES, "precision", "is_provisional", "from_where",
        "source", "source_title", "source_date", "source_link", "locator", "breaks_series", "what_changed", "note",
        "expected", "why", "seen", "token",
    )  # fmt: skip
    worth_keeping = ("numerator", "denominator", "value", "note", "expected", "why", "source_title", "what_changed")

    def __init__(
        self,
        *args,
        indicator: IndicatorLine,
        today: date,
        cited: Iterable[tuple[str, str]] = (),
        but: ReadingLine | None = None,
        may_wait: bool = True,
        **kwargs,
    ):
        self.indicator, self.today, self.but = indicator, today, but
        period = next_period(indicator)
        if period and period[1] > today:
            period = None  # nothing can be entered for it yet
        initial: dict[str, Any] = {
            "outcome": READING,
            "covers": kind_of(indicator).value,
            "period_start": long_date(period[0]) if period and period[0] else "",
            "period_end": long_date(period[1]) if period else "",
            "precision": Precision.EXACT.value,
            "from_where": ENTRY,
            "seen": max((reading.pk for reading in indicator.own), default=0),
            "token": uuid4(),
        }
        kwargs["initial"] = initial | (_as_typed(but) if but else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self._name_the_figures()
        choices = list(cited)
        self._field("source").choices = [("", "Choose"), *choices]
        where = self._field("from_where")
        if but:
            where.choices = [(KEPT, f"As before: {but.citation.source.short}"), *where.choices[1:]]
        if not choices:
            where.choices = [choice for choice in where.choices if choice[0] != CITED]
            del self.fields["source"]
        if indicator.period_kind and (but is None or but.period_kind is indicator.period_kind):
            self._field("covers").widget = forms.HiddenInput()
            if indicator.period_kind is PeriodKind.SNAPSHOT:
                del self.fields["period_start"]
                self.fields["period_end"].label = "As at"
        if not may_wait:
            for name in ("outcome", "expected", "why"):
                del self.fields[name]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _name_the_figures(self) -> None:
        line = self.indicator
        self.is_parted = has_parts(line)
        self.fields["numerator"].label = (line.numerator_words or "The part").capitalize()
        out_of = "For each of" if is_ratio(line) else "Out of"
        self.fields["denominator"].label = f"{out_of}: {line.denominator_words or 'the whole'}"
        if not self.is_parted:
            del self.fields["numerator"], self.fields["denominator"]
            self.fields["value"].help_text = line.unit
        else:
            unit = "percentage" if line.is_percentage else "figure"
            self.fields["value"].label = f"Or the {unit} alone"
            self.fields["value"].help_text = f"Only where the paper gives the {unit} and no counts."
        for name in FIGURES:
            if name in self.fields:
                self.fields[name].widget.attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10"}

    # --- What the template asks ---

    @property
    def is_awaited(self) -> bool:
        return "outcome" in self.fields and self["outcome"].value() == AWAITED

    @property
    def bound(self) -> dict[str, forms.BoundField]:
        return {name: self[name] for name in self.fields}

    @property
    def is_from(self) -> str:
        return self["from_where"].value() or ENTRY

    @property
    def shows_what_changed(self) -> bool:
        return bool(self["breaks_series"].value() or self["what_changed"].value() or self["what_changed"].errors)

    # --- Reading what was typed ---

    def clean_note(self) -> str:
        return self._no_longer_than(LONGEST_NOTE, "note")

    def clean_why(self) -> str:
        return self._no_longer_than(LONGEST_REASON, "why")

    def _no_longer_than(self, limit: int, name: str) -> str:
        text = self.cleaned_data[name]
        if len(text) > limit:
            raise forms.ValidationError(f"This has {len(text):,} characters; {limit:,} is the limit.")
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == AWAITED:
            self._clean_awaited(data)
        elif "outcome" not in self.errors:
            self._clean_reading(data)
        return data

    def _clean_awaited(self, data: dict[str, Any]) -> None:
        if any(data.get(name) for name in FIGURES):
            self.add_error("outcome", "You wrote a figure too. Choose “Here it is”, or empty the box with the figure.")
        if not data.get("expected") and not data.get("why") and not self.errors:
            self.add_error("expected", "Say when it is expected, or why nobody can say.")
        elif data.get("expected") and (window := self._read("expected")):
            if window.latest < self.today:
                self.add_error("expected", f"{long_date(window.latest)} has already passed.")
            data["window"] = window

    def _clean_reading(self, data: dict[str, Any]) -> None:
        numbers: dict[str, Decimal | None] = {}
        for name in FIGURES:
            try:
                numbers[name] = read_number(data.get(name) or "")
            except ValueError as unread:
                self.add_error(name, str(unread))
        if data.get("expected"):
            self.add_error("expected", "You wrote a day here. Choose “It is not out yet” above, or empty this field.")
        starts, ends = self._period(data)
        source = self._source(data)
        if not data.get("what_changed") and data.get("breaks_series"):
            self.add_error("what_changed", "Say what changed, for example “now counts children up to 11”.")
        elif data.get("what_changed") and not data.get("breaks_series") and "what_changed" not in self.errors:
            self.add_error("what_changed", "You wrote what changed. Tick the box above, or empty this field.")
        if ends is None or any(name in self.errors for name in (*FIGURES, "period_start", "covers")):
            return
        kind = PeriodKind(data["covers"])
        key = source if isinstance(source, str) else ""
        but = self.but.pk if self.but else None
        whose = self.but.comparator if self.but else ""
        self.typed = TypedReading(ends, kind, **numbers, period_start=starts, source=key, comparator=whose)
        for name, sentence in why_impossible(self.typed, self.indicator, on=self.today, but=but, seen=data.get("seen")):
            self.add_error(name if name in self.fields else "period_end", sentence)

    typed: TypedReading | None = None
    """What was typed, once it could be read; also where it cannot be so."""

    def _period(self, data: dict[str, Any]) -> tuple[date | None, date | None]:
        if not data.get("period_end") and "period_end" not in self.errors:
            what = "day" if data.get("covers") == PeriodKind.SNAPSHOT else "last day of the period"
            self.add_error("period_end", f"Write the {what} that the figure is for, for example 30 September 2026.")
        ends = self._read("period_end") if data.get("period_end") else None
        starts = self._read("period_start") if data.get("period_start") else None
        if starts and starts.earliest != starts.latest and data.get("period_start") != data.get("period_end"):
            starts = Window(starts.earliest, starts.earliest)
        if data.get("covers") == PeriodKind.SNAPSHOT:
            starts = None  # the proposed first day of a period says nothing of a figure of one day
        return starts.earliest if starts else None, ends.latest if ends else None

    def _source(self, data: dict[str, Any]) -> str:
        """The key that the reading's source has; nothing for one that is new."""
        where = data.get("from_where")
        if where == KEPT and self.but:
            return self.but.citation.source.key
        if where == ENTRY:
            return self._entry_key()
        if where == CITED:
            if not data.get("source") and "source" not in self.errors:
                self.add_error("source", "Choose the paper or file, or say that it is another one.")
            return data.get("source") or ""
        if where == NEW:
            self._new_source(data)
        return ""

    def _entry_key(self) -> str:
        own = (r.citation.source for r in self.indicator.own if r.citation.source.kind.value == "entry")
        return next((source.key for source in own), "entry")

    def _new_source(self, data: dict[str, Any]) -> None:
        if not data.get("source_title") and "source_title" not in self.errors:
            self.add_error("source_title", "Write the title of the paper or file.")
        if not data.get("source_date") and "source_date" not in self.errors:
            self.add_error("source_date", "Write the day printed on it, for example 12 November 2026.")
        elif window := self._read("source_date"):
            if not window.is_day or window.inferred:
                self.add_error("source_date", "Write one day, for example 12 November 2026.")
            elif window.latest > self.today:
                self.add_error("source_date", f"{long_date(window.latest)} is still to come.")
            data["published_on"] = window.latest
        if link := data.get("source_link"):
            try:
                URLValidator(schemes=["http", "https"])(link)
            except forms.ValidationError:
                self.add_error("source_link", "An address begins with https:// and has no spaces. Or leave this empty.")

    def _read(self, name: str) -> Window | None:
        try:
            return read_soft_date(self.cleaned_data[name], said_on=self.today)
        except NotADate as unread:
            self.add_error(name, str(unread))
            return None

    # --- For `changes` ---

    def said(self) -> dict[str, Any]:
        """The facts that `changes.enter_reading` takes, but for its source."""
        data, typed = self.cleaned_data, self.typed
        assert typed is not None  # the form is valid
        changed = f"{CHANGED}{data['what_changed'].strip()}" if data["breaks_series"] else ""
        return {
            "value": typed.value,
            "numerator": typed.numerator,
            "denominator": typed.denominator,
            "period_start": typed.period_start,
            "period_end": typed.period_end,
            "period_kind": typed.period_kind,
            "precision": Precision(data["precision"]),
            "is_provisional": data["is_provisional"],
            "breaks_series": data["breaks_series"],
            "note": "\n".join(part for part in (changed, data["note"]) if part),
            "locator": data["locator"] if data["from_where"] != ENTRY else "",
        }

    def named_source(self) -> NewSource | Source | None:
        """The source that was named: one on record, a new one, or none (whoever enters it)."""
        data = self.cleaned_data
        if data["from_where"] == CITED:
            return Source.objects.get(key=data["source"])
        if data["from_where"] == NEW:
            return NewSource(data["source_title"].strip(), data["published_on"], data["source_link"])
        return None

    def waited(self) -> dict[str, Any]:
        """The facts that `changes.await_reading` takes."""
        data = self.cleaned_data
        return {"expected": data.get("window"), "note": data["why"]}


def cited_before(line: IndicatorLine) -> list[tuple[str, str]]:
    """The sources of this indicator's own readings, the latest first: what a short list offers, without a query."""
    readings = sorted(line.own, key=lambda r: (r.period.latest, r.said_on), reverse=True)
    sources = {r.citation.source.key: r.citation.source for r in readings if r.citation.source.kind.value != "entry"}
    return [(key, source.short) for key, source in list(sources.items())[:10]]


def _as_typed(reading: ReadingLine) -> dict[str, str]:
    """A reading as the form would have it typed, to be corrected."""
    computed = reading.numerator is not None
    changed, _, note = reading.note.partition("\n") if reading.note.startswith(CHANGED) else ("", "", reading.note)
    starts = reading.period.earliest
    return {
        "covers": reading.period_kind.value,
        "period_start": long_date(starts) if starts != reading.period.latest else "",
        "period_end": long_date(reading.period.latest),
        "numerator": _plain(reading.numerator),
        "denominator": _plain(reading.denominator),
        "value": "" if computed else _plain(reading.value),
        "precision": reading.precision.value,
        "is_provisional": "on" if reading.is_provisional else "",
        "breaks_series": "on" if reading.breaks_series else "",
        "what_changed": changed.removeprefix(CHANGED),
        "note": note,
        "from_where": KEPT,
        "locator": reading.citation.locator,
    }


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
