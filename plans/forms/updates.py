"""What is typed into pages, and the sentences that say what to put right. Forms check; `plans.changes` decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from plans import changes
from plans.enums import OwnerJudgement, StatementKind
from plans.models import Source
from plans.rules.dates import NotADate, Window, long_date, read_soft_date
from plans.tree import MilestoneLine

LONGEST_NOTE = 4000
LONGEST_REASON = 1000
INCOMPLETE = "This form did not arrive whole. Open the page again; nothing was saved."
DATES = "A day (29 January 2027), two days (15 to 29 January 2027) or words such as “late 2027” or “within six months”."


class UpdateForm(forms.Form):
    """What an owner says of one milestone: what has happened, where its date stands, their own judgement, and why.

    `seen` is the last statement on the page when it was opened, so that what was said meanwhile can be shown.
    """

    outcome = forms.ChoiceField(
        label="The date",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the date stays, moves, or is reached."},
    )
    new_date = forms.CharField(label="New date", required=False, max_length=200, help_text=DATES)
    done_on = forms.CharField(label="Done on", required=False, max_length=200, help_text="For example 4 November 2026.")
    judgement = forms.ChoiceField(
        label="In your own judgement",
        required=False,
        choices=[(j.value, j.label) for j in reversed(OwnerJudgement)],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed for a new date, for amber and for red. It stays beside the date for as long as the plan is kept.",
    )
    note = forms.CharField(
        label="What has happened",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One or two sentences. Members read this word for word.",
    )
    said_on = forms.CharField(
        label="Said on an earlier day", required=False, max_length=40, help_text="Leave empty for today."
    )
    source = forms.ModelChoiceField(
        label="The paper that says so", required=False, queryset=Source.objects.none(), empty_label="None"
    )
    locator = forms.CharField(label="Where in it", required=False, max_length=120, help_text="For example para 6.3.")
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE})

    EARLIER = ("said_on", "source", "locator")

    def __init__(self, *args, milestone: MilestoneLine, today: date, may_author: bool, **kwargs):
        self.milestone, self.today = milestone, today
        latest = max((s.pk for s in milestone.statements), default=0)
        kwargs["initial"] = {"version": milestone.version, "seen": latest, "token": uuid4(), "outcome": "note"} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.labels = dict(outcomes(milestone, may_author=may_author))
        self._field("outcome").choices = list(self.labels.items())
        if milestone.is_finished:
            for name in ("new_date", "done_on", "judgement"):
                del self.fields[name]
            self.fields["because"].help_text = "Needed to reopen it."
        if may_author:
            self._field("source").queryset = Source.objects.exclude(kind="entry").order_by("short", "pk")
        else:
            for name in self.EARLIER:
                del self.fields[name]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_note(self) -> str:
        return self._no_longer_than(LONGEST_NOTE, "note", "Put the rest in a paper, and say where it is.")

    def clean_because(self) -> str:
        return self._no_longer_than(LONGEST_REASON, "because", "Put the rest in the note.")

    def _no_longer_than(self, limit: int, name: str, advice: str) -> str:
        text = self.cleaned_data[name]
        if len(text) > limit:
            raise forms.ValidationError(f"This has {len(text):,} characters; {limit:,} is the limit. {advice}")
        return text

    def clean_said_on(self) -> date | None:
        if not self.cleaned_data["said_on"]:
            return None
        window = self._read("said_on", said_on=self.today)
        if window and (not window.is_day or window.inferred):
            self.add_error("said_on", "Write one day, for example 15 March 2026.")
        elif window and window.latest > self.today:
            self.add_error("said_on", f"{long_date(window.latest)} is still to come.")
        return window.latest if window else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("outcome", "")
        said_on = data.get("said_on") or self.today
        self._date_goes_with("new_date", kind, StatementKind.FORECAST, said_on)
        self._date_goes_with("done_on", kind, StatementKind.COMPLETED, said_on)
        wordless = not data.get("note") and not data.get("judgement") and "note" not in self.errors
        if kind == StatementKind.NOTE and wordless and "said_on" not in self.errors:
            self.add_error("note", "Write what has happened, or choose “No change”.")
        asked = changes.reason_wanted(
            kind, data.get("judgement", ""), has_date=self.milestone.position.current is not None
        )
        if asked and not data.get("because") and "because" not in self.errors:
            self.add_error("because", asked)
        if data.get("said_on") and not data.get("source") and "source" in self.fields:
            self.add_error("source", "Name the paper in which this was said.")
        elif kind == StatementKind.WITHDRAWN and not data.get("source") and self._was_agreed():
            self.add_error("source", changes.NEEDS_DECISION)
        return data

    def _date_goes_with(self, name: str, kind: str, wanted: StatementKind, said_on: date) -> None:
        """Read the date that belongs to an outcome; point out one that was typed beside another outcome."""
        text = self.cleaned_data.get(name, "")
        label = self.labels.get(wanted.value, "")
        if name not in self.fields or name in self.errors:
            return
        if kind != wanted:
            if text:
                self.add_error(name, f"You wrote a date here. Choose “{label}” above, or empty this field.")
        elif not text:
            asks = "the new date, for example 29 January 2027" if name == "new_date" else "the day it was done"
            self.add_error(name, f"Write {asks}.")
        elif window := self._read(name, said_on=said_on):
            self.cleaned_data["window"] = window

    def _read(self, name: str, *, said_on: date) -> Window | None:
        try:
            return read_soft_date(self.cleaned_data[name], said_on=said_on)
        except NotADate as unread:
            self.add_error(name, str(unread))
            return None

    def _was_agreed(self) -> bool:
        return any(said.kind is StatementKind.AGREED for said in self.milestone.statements)

    def said(self) -> dict[str, Any]:
        """The facts that `changes.update_milestone` takes."""
        data = self.cleaned_data
        window = data.get("window")
        facts = {name: data.get(name) or "" for name in ("note", "because", "judgement", "locator")}
        facts |= {"kind": data["outcome"], "said_on": data.get("said_on"), "source": data.get("source")}
        if window:
            worded = window.inferred or not window.is_day
            facts |= {"earliest": window.earliest, "latest": window.latest, "is_inferred": window.inferred}
            facts |= {"words": window.words if worded else ""}
        return facts

    def refuse(self, sentence: str) -> None:
        """Put what `changes` refused beside the field that it is about."""
        kind = self.cleaned_data.get("outcome", "")
        field = {StatementKind.FORECAST: "new_date", StatementKind.COMPLETED: "done_on"}.get(kind, "outcome")
        self.add_error(field if field in self.fields else "outcome", sentence)


def outcomes(milestone: MilestoneLine, *, may_author: bool) -> Iterable[tuple[str, str]]:
    """What can be said of the date of this milestone now, the most usual first."""
    position = milestone.position
    if milestone.is_finished:
        state = "withdrawn" if milestone.judgement is None else "done"
        yield StatementKind.NOTE.value, f"It stays {state}"
        yield StatementKind.REOPENED.value, "Reopen it"
        return
    stays = f"Still {position.current}" if position.current else "Still no date"
    yield StatementKind.NOTE.value, stays
    since = f" since {long_date(position.last_said)}" if position.last_said else ""
    yield StatementKind.NO_CHANGE.value, f"No change{since}"
    yield StatementKind.FORECAST.value, "A new date" if position.current else "A first date"
    yield StatementKind.COMPLETED.value, "Done"
    if may_author:
        yield StatementKind.WITHDRAWN.value, "Withdraw it"
