"""What an author types about something residents or others said: who said it, where it stands, and what was answered."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from plans.changes import NewSource
from plans.models import Action, Feedback, Goal, Objective, Source, Strategy
from plans.rules.dates import NotADate, long_date, read_soft_date

KEPT, CITED, NEW = "kept", "cited", "new"
A_DAY = "Write one day, for example 18 January 2017."


class FeedbackForm(forms.Form):
    """One thing said, with its source; and its answer, once there is one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    given_by = forms.CharField(
        label="Who said it",
        max_length=200,
        help_text="A group or a watchdog, for example Healthwatch. Do not write down a resident’s own name.",
        error_messages={"required": "Say who said it."},
    )
    theme = forms.CharField(
        label="What it is about, in a few words",
        max_length=200,
        error_messages={"required": "Say in a few words what it is about."},
    )
    said = forms.CharField(
        label="What was said",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what was said, in the words used where you have them."},
    )
    part = forms.ChoiceField(label="Goal or objective it bears on", required=False)
    said_on = forms.CharField(
        label="When it was said", max_length=60, error_messages={"required": "Write the day on which it was said."}
    )
    from_where = forms.ChoiceField(
        label="Where it stands",
        choices=[(CITED, "A paper on record"), (NEW, "Another paper")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say in which paper it stands."},
    )
    source = forms.ModelChoiceField(
        queryset=Source.objects.none(), label="Which one", required=False, empty_label="Choose"
    )
    source_title = forms.CharField(label="Its title", required=False, max_length=300)
    source_date = forms.CharField(
        label="Its date", required=False, max_length=60, help_text="The day printed on it, or of its publication."
    )
    source_link = forms.CharField(
        label="Its address on the web", required=False, max_length=500, help_text="Leave empty if it has none."
    )
    locator = forms.CharField(label="Where in it", required=False, max_length=120, help_text="For example item 8.")
    answer = forms.CharField(
        label="What was answered or done",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="“You said the phones do not work. Eleven practices have new telephones.” Leave empty if nothing was.",
    )
    answered_on = forms.CharField(label="When it was answered", required=False, max_length=60)
    actions = forms.CharField(
        label="Actions that answer it",
        required=False,
        max_length=300,
        help_text="Their references, for example 1A-02, 4D-03.",
    )

    def __init__(self, *args, strategy: Strategy, today: date, row: Feedback | None = None, **kwargs):
        self.strategy, self.today, self.row = strategy, today, row
        kwargs["initial"] = _as_typed(row) if row else {"from_where": CITED}
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        goals = Goal.objects.filter(strategy=strategy).order_by("position", "pk").prefetch_related("objectives")
        self._field("part").choices = [("", "The whole strategy"), *_parts(goals)]
        self._field("source").queryset = Source.objects.exclude(kind="entry").order_by("short", "pk")
        if row:
            where = self._field("from_where")
            where.choices = [(KEPT, f"As before: {row.source.short}"), *where.choices]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, for whoever must choose between two versions."""
        names = ("theme", "said", "answer", "answered_on", "actions")
        return [(str(self[name].label), str(self[name].value())) for name in names if self[name].value()]

    # --- Reading what was typed ---

    def clean_said_on(self) -> date | None:
        return self._day("said_on")

    def clean_answered_on(self) -> date | None:
        return self._day("answered_on") if self.cleaned_data["answered_on"].strip() else None

    def _day(self, name: str) -> date | None:
        try:
            window = read_soft_date(self.cleaned_data[name], said_on=self.today)
        except NotADate as unread:
            raise forms.ValidationError(str(unread)) from None
        if not window.is_day or window.inferred:
            raise forms.ValidationError(A_DAY)
        if window.latest > self.today:
            raise forms.ValidationError(f"{long_date(window.latest)} is still to come.")
        return window.latest

    def clean_actions(self) -> list[Action]:
        asked = [one for one in re.split(r"[\s,;]+", self.cleaned_data["actions"]) if one]
        found = (
            {one.reference.lower(): one for one in Action.objects.standing().filter(strategy=self.strategy)}
            if asked
            else {}
        )
        if unknown := [one for one in asked if one.lower() not in found]:
            raise forms.ValidationError(f"There is no action {', '.join(unknown)} in this strategy.")
        return list(dict.fromkeys(found[one.lower()] for one in asked))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answered_on") and not data.get("answer", "").strip():
            self.add_error("answer", "Write what was answered, or empty the day of the answer.")
        elif self._lacks_the_day(data):
            self.add_error("answered_on", "Write the day of the answer.")
        said, answered = data.get("said_on"), data.get("answered_on")
        if said and answered and answered < said:
            self.add_error("answered_on", f"It was said on {long_date(said)}; the answer cannot be older.")
        self._clean_source(data)
        return data

    def _lacks_the_day(self, data: dict[str, Any]) -> bool:
        """An answer on record whose day nobody knows may stay so; a new one has its day."""
        was_without = bool(self.row and self.row.answer and self.row.answered_on is None)
        is_answered = bool(data.get("answer", "").strip())
        return is_answered and not data.get("answered_on") and "answered_on" not in self.errors and not was_without

    def _clean_source(self, data: dict[str, Any]) -> None:
        where = data.get("from_where")
        if where == CITED and not data.get("source") and "source" not in self.errors:
            self.add_error("source", "Choose the paper, or say that it is another one.")
        if where != NEW:
            return
        if not data.get("source_title", "").strip():
            self.add_error("source_title", "Write the title of the paper.")
        if not data.get("source_date", "").strip():
            self.add_error("source_date", "Write the day printed on it, for example 12 November 2026.")
        else:
            try:
                data["published_on"] = self._day("source_date")
            except forms.ValidationError as unread:
                self.add_error("source_date", unread)
        if link := data.get("source_link"):
            try:
                URLValidator(schemes=["http", "https"])(link)
            except forms.ValidationError:
                self.add_error("source_link", "An address begins with https:// and has no spaces. Or leave this empty.")

    # --- For `changes` ---

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind, number = data["part"][:1], data["part"][1:]
        objective = Objective.objects.get(pk=number) if kind == "o" else None
        goal = Goal.objects.get(pk=number) if kind == "g" else objective.goal if objective else None
        same = {name: data[name].strip() for name in ("given_by", "theme", "said", "answer", "locator")}
        days = {"said_on": data["said_on"], "answered_on": data["answered_on"]}
        return same | days | {"goal": goal, "objective": objective}

    def named_source(self) -> Source | NewSource | None:
        data = self.cleaned_data
        if data["from_where"] == KEPT:
            return None
        if data["from_where"] == CITED:
            return data["source"]
        return NewSource(data["source_title"].strip(), data["published_on"], data["source_link"])


def _parts(goals) -> list[tuple[str, str]]:
    found = []
    for goal in goals:
        found.append((f"g{goal.pk}", f"Goal {goal.code}: {goal.title}"[:110]))
        under = sorted(goal.objectives.all(), key=lambda one: (one.position, one.pk))
        found += [(f"o{one.pk}", f"{one.code} {one.title}"[:110]) for one in under]
    return found


def _as_typed(row: Feedback) -> dict[str, Any]:
    """What is on record as the form would have it typed."""
    part = f"o{row.objective_id}" if row.objective_id else f"g{row.goal_id}" if row.goal_id else ""
    links = row.links.select_related("action").order_by("action__reference")
    return {
        "version": row.version,
        "given_by": row.given_by,
        "theme": row.theme,
        "said": row.said,
        "part": part,
        "said_on": long_date(row.said_on),
        "from_where": KEPT,
        "locator": row.locator,
        "answer": row.answer,
        "answered_on": long_date(row.answered_on) if row.answered_on else "",
        "actions": ", ".join(link.action.reference for link in links),
    }
