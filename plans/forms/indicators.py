"""What an author types to say what an indicator is, and what is aimed at."""

from datetime import date
from decimal import Decimal

from django import forms

from plans.models import Indicator
from plans.rules.dates import NotADate, read_soft_date
from plans.rules.typed_readings import read_number

WHY = "Say why, for example “agreed at the meeting of 4 December”."


def plain(number: Decimal) -> str:
    """15, not 15.0000."""
    return f"{number.normalize():f}"


class IndicatorForm(forms.ModelForm):
    """The words and numbers of an indicator that do not come from a reading. `because` is kept in its history."""

    because = forms.CharField(
        label="Why it changes",
        max_length=300,
        help_text="It stays in the history of the indicator.",
        error_messages={"required": WHY},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Indicator
        fields = [
            *("title", "definition", "numerator_words", "denominator_words", "unit", "decimals", "better"),
            *("frequency", "due_after_days", "out_of_date_after_days", "least", "most"),
            *("rule", "tolerance", "floor", "target_words", "target_lacks_denominator", "baseline_points"),
        ]
        labels = {
            "title": "Name",
            "definition": "Definition, in words",
            "numerator_words": "What is counted",
            "denominator_words": "Out of what",
            "decimals": "Decimals shown",
            "better": "Which way is better",
            "frequency": "How often it is read",
            "due_after_days": "Days after a period ends by which its reading is expected",
            "out_of_date_after_days": "Days after a period ends from which the figure is out of date",
            "least": "Lowest value there can be",
            "most": "Highest value there can be",
            "rule": "How it gets its colour",
            "tolerance": "Tolerance, per cent of the target",
            "floor": "Floor",
            "target_words": "The target as it was put",
            "target_lacks_denominator": "The target does not say of what",
            "baseline_points": "Readings that fix the control limits (12 or more; empty for all)",
        }
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("least", "most", "tolerance", "floor"):
            if self.initial.get(name) is not None:
                self.initial[name] = plain(self.initial[name])

    def changes_something(self) -> bool:
        return bool(set(self.changed_data) - {"because", "seen"})


class TargetForm(forms.Form):
    """A number, and the day by which it should be reached, in words a person uses; empty for an aim without a day."""

    value = forms.CharField(label="Target", max_length=40, error_messages={"required": "Enter a number."})
    by = forms.CharField(
        label="To be reached by",
        max_length=60,
        required=False,
        help_text="For example 31 March 2027. Leave it empty where no day is set.",
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_value(self) -> Decimal:
        try:
            number = read_number(self.cleaned_data["value"])
        except ValueError as not_a_number:
            raise forms.ValidationError(str(not_a_number)) from None
        if number is None:
            raise forms.ValidationError("Enter a number.")
        return number

    def clean_by(self):
        typed = self.cleaned_data["by"].strip()
        if not typed:
            return None
        try:
            return read_soft_date(typed, said_on=self.today).latest
        except NotADate as not_a_date:
            raise forms.ValidationError(str(not_a_date)) from None
