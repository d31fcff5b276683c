"""What is typed to raise a doubt and to settle one. Forms check; `plans.changes` decides."""

from collections.abc import Iterable, Sequence
from datetime import date

from django import forms

from plans.enums import DiscrepancyTreatment
from plans.models import DiscrepancyClaim, Observation, Person, Source, Statement
from plans.rules.dates import long_date

NONE = "none"
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
NOT_A_DAY = "Enter a day, such as 2026-11-24."
BOTH = (("1", "The first"), ("2", "The second"), ("both", "Both"), ("none", "Neither: it is merely unclear"))


class SettleForm(forms.Form):
    """Which statements stand, who settled it, on which day, and why."""

    stands = forms.MultipleChoiceField(
        label="Which statements stand",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick each that stands. All stay on record; a reading that does not stand is in no line and no colour.",
        error_messages={"required": "Tick the statements that stand, or “None of them”."},
    )
    person = forms.ModelChoiceField(
        label="Settled by",
        queryset=Person.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Name the person who settles it."},
    )
    on = forms.DateField(
        label="Settled on", widget=DAY, error_messages={"required": "Enter the day.", "invalid": NOT_A_DAY}
    )
    because = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Members read this word for word.",
        error_messages={"required": "Say why it is settled so."},
    )

    def __init__(self, *args, claims: Sequence[DiscrepancyClaim], people: Iterable[Person], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.claims, self.today = claims, today
        each = [(str(claim.pk), claim.says) for claim in claims]
        self.fields["stands"].choices = [*each, (NONE, "None of them")]  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean_stands(self):
        stands = self.cleaned_data["stands"]
        if NONE in stands and len(stands) > 1:
            raise forms.ValidationError("Tick the statements that stand, or “None of them”, not both.")
        return stands

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(f"{long_date(on)} is still to come.")
        return on

    def facts(self) -> dict:
        data = self.cleaned_data
        stands = {int(pk) for pk in data["stands"] if pk != NONE}
        return {"person": data["person"], "on": data["on"], "because": data["because"], "stands": stands}


class RaiseForm(forms.Form):
    """Two statements, each picked from what is recorded or typed with its source; which is doubted; who is to settle it."""

    title = forms.CharField(
        label="What contradicts what, in a few words",
        max_length=200,
        error_messages={"required": "Say in a few words what contradicts what."},
    )
    first = forms.ChoiceField(label="The first statement, as recorded", required=False)
    first_says = forms.CharField(label="or in your own words", required=False, max_length=300)
    first_source = forms.ModelChoiceField(label="Its source", required=False, queryset=Source.objects.none())
    first_locator = forms.CharField(
        label="Where in it", required=False, max_length=120, help_text="For example para 6.3."
    )
    second = forms.ChoiceField(label="The second statement, as recorded", required=False)
    second_says = forms.CharField(
        label="or in your own words",
        required=False,
        max_length=300,
        help_text="Leave empty where something is missing and there is nothing to set beside the first.",
    )
    second_source = forms.ModelChoiceField(label="Its source", required=False, queryset=Source.objects.none())
    second_locator = forms.CharField(label="Where in it", required=False, max_length=120)
    kind = forms.ChoiceField(
        label="What kind of doubt it is",
        widget=forms.RadioSelect,
        choices=[
            (DiscrepancyTreatment.DISPUTED.value, "Disputed: both cannot be right"),
            (DiscrepancyTreatment.UNCLEAR.value, "Unclear: it can be read in two ways"),
            (DiscrepancyTreatment.GAP.value, "Missing: something is not in the record"),
        ],
        error_messages={"required": "Say what kind of doubt it is."},
    )
    doubted = forms.ChoiceField(
        label="Which statement is in doubt",
        widget=forms.RadioSelect,
        choices=BOTH,
        help_text="A reading in doubt is shown, and is in no line and has no colour.",
        error_messages={"required": "Say which statement is in doubt."},
    )
    question = forms.CharField(label="What the board is asked to settle", required=False, max_length=200)
    who_settles = forms.CharField(
        label="Who should settle it",
        max_length=200,
        help_text="A person, a post or an organisation.",
        error_messages={"required": "Say who should settle it."},
    )

    def __init__(self, *args, known: dict[str, Observation | Statement], told: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.known, self.told = known, told
        sources = Source.objects.exclude(kind="entry").order_by("short", "pk")
        for name in ("first", "second"):
            if told:
                self.fields[name].choices = [("", "None of these"), *told.items()]  # type: ignore[attr-defined]
            else:
                del self.fields[name]
                self.fields[f"{name}_says"].label = f"The {name} statement"
            self.fields[f"{name}_source"].queryset = sources  # type: ignore[attr-defined]
            self.fields[f"{name}_source"].empty_label = "Choose a source"  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        for name in ("first", "second"):
            picked, says, source = data.get(name), data.get(f"{name}_says"), data.get(f"{name}_source")
            if picked and says:
                self.add_error(f"{name}_says", "Choose a statement or type one, not both.")
            elif says and not source:
                self.add_error(f"{name}_source", "Name the source of this statement.")
            elif name == "first" and not picked and not says:
                self.add_error("first" if self.told else "first_says", "Name the statement that is in doubt.")
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", "This is the same statement; choose another.")
        is_alone = not (data.get("second") or data.get("second_says"))
        if is_alone and data.get("kind") == DiscrepancyTreatment.DISPUTED:
            self.add_error("second" if self.told else "second_says", "Name the statement that contradicts the first.")
        if is_alone and data.get("doubted") in ("2", "both"):
            self.add_error("doubted", "There is no second statement to doubt.")
        return data

    def claims(self) -> list[DiscrepancyClaim]:
        data, claims = self.cleaned_data, []
        for number, name in (("1", "first"), ("2", "second")):
            is_doubted = data["doubted"] in (number, "both")
            if row := self.known.get(data.get(name, "")):
                claims.append(
                    DiscrepancyClaim(
                        says=self.told[data[name]][:300],
                        is_doubted=is_doubted,
                        source=row.source,
                        locator=row.locator,
                        observation=row if isinstance(row, Observation) else None,
                        statement=row if isinstance(row, Statement) else None,
                    )
                )
            elif data[f"{name}_says"]:
                claims.append(
                    DiscrepancyClaim(
                        says=data[f"{name}_says"],
                        is_doubted=is_doubted,
                        source=data[f"{name}_source"],
                        locator=data[f"{name}_locator"],
                    )
                )
        return claims

    def seen_from(self, today: date) -> date:
        """The day on which the last of the statements was said; today, where a source bears no day."""
        days = []
        for claim in self.claims():
            row = claim.observation or claim.statement
            days.append(row.said_on if row else claim.source.published_on or today)
        return min(max(days), today)
