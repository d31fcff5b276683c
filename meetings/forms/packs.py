"""What is asked when a pack is made, issued, corrected or supplemented. The clock is read by the views."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms

from meetings.enums import Edition, WhereAppendices
from meetings.pack.appendix_contents import why_no_claim
from meetings.pack.appendix_parts import FileHere
from meetings.pack.late import Late

BOTH = "both"
NO_REASON = "Say why this version replaces the one before. It is printed on its cover."


class AsAtForm(forms.Form):
    """The day as at which a pack tells the plan. The token marks one press, so that two of it are one."""

    as_at = forms.DateField(
        label="As at",
        help_text="What had been said by the end of this day is in the pack, and nothing later.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Enter the day as at which the pack is drawn.",
            "invalid": "Enter a day, such as 2026-11-24.",
        },
    )
    token = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": "Open this page again."}
    )

    field_order = ("which", "brings", "as_at", "appendices", "because")

    def __init__(self, *args, today, files: Sequence[FileHere] = (), **kwargs):
        """`files` are the documents of others that would be bound in; without them nothing is asked of them."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("token", uuid4())
        if files:
            self.fields["appendices"] = where_field(files)
            self.initial.setdefault("appendices", WhereAppendices.INSIDE)
            self.order_fields(self.field_order)

    def clean_as_at(self):
        if self.cleaned_data["as_at"] > self.today:
            raise forms.ValidationError("That day is still to come; choose today or an earlier day.")
        return self.cleaned_data["as_at"]

    def clean_token(self):
        return self.cleaned_data["token"] or uuid4()


def where_field(files: Sequence[FileHere]) -> forms.ChoiceField:
    """Where the documents of others are, and what follows from that for the claim of the file."""
    it, its = ("it", "its") if len(files) == 1 else ("them", "each has its")
    why = why_no_claim((one.title, one.is_tagged) for one in files)
    return forms.ChoiceField(
        label="Documents that others made",
        choices=WhereAppendices.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say where the appendices are."},
        help_text=f"With {it} the file cannot claim the accessibility standard PDF/UA, {why}. Beside the file, {its} own sheet "
        "in the pack says where it is: on the page of the pack, and in the ZIP of the issued set.",
    )


class PackForm(AsAtForm):
    """A pack that is made to be looked at."""


def reason_field(label: str = "Why it is corrected") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who reads this edition reads the reason: it is on the cover. The letter to readers has it where "
        "the public edition is corrected, so name nothing here that is not for publication.",
    )


class IssueForm(AsAtForm):
    """Which editions are issued. `seen` tells which versions there were when the page was opened."""

    which = forms.ChoiceField(
        label="What is issued",
        choices=((BOTH, "The public edition and the members’ edition, in one act"), *Edition.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Say which edition is issued."},
    )
    because = reason_field()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, there: Sequence[str], **kwargs):
        """`there`: the editions that were issued before."""
        super().__init__(*args, **kwargs)
        self.there = there
        if not there:
            del self.fields["because"]

    @property
    def editions(self) -> list[str]:
        return list(Edition.values) if self.cleaned_data["which"] == BOTH else [self.cleaned_data["which"]]

    def clean(self):
        data = super().clean() or {}
        corrects = "which" in data and set(self.editions) & set(self.there)
        if corrects and not data.get("because", "").strip():
            self.add_error("because", NO_REASON)
        return data


class SupplementForm(AsAtForm):
    """What came late, to be ticked."""

    brings = forms.MultipleChoiceField(
        label="What it brings",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick what goes into the supplement.",
            "invalid_choice": "What came late has changed since this page was opened. Look at it again.",
        },
    )

    def __init__(self, *args, late: Sequence[Late], **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("brings", [one.key for one in late])
        field = self.fields["brings"]
        field.choices = [(one.key, _named(one)) for one in late]  # type: ignore[attr-defined]
        self.fields["as_at"].help_text = "What was received by the end of this day can be in it, and nothing later."


def _named(late: Late) -> str:
    item = f"Item {late.item.number}: " if late.item.number else ""
    what = f"{item}{late.item.title}, new on the agenda" if late.is_new_item else f"{item}{late.title}"
    return f"{what}. Taken late: {late.reason}" if late.reason else what


class CorrectSupplementForm(AsAtForm):
    """A new version of a supplement, with what it brought as it is now."""

    because = reason_field()

    def clean_because(self):
        if not self.cleaned_data["because"].strip():
            raise forms.ValidationError(NO_REASON)
        return self.cleaned_data["because"]
