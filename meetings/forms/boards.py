"""What is typed to say what a board is, who sits on it, what its agendas begin with, and when its offices are closed."""

from datetime import date

from django import forms

from meetings.models import StandingItem, UrgentAction
from plans.models import Board, ClosedDay, Membership, Person

WHY = "Say why, for example “agreed by the board on 4 December”."


def day_field(label: str, *, required: str = "", help_text: str = "") -> forms.DateField:
    """A day from the browser's own calendar, or typed. `required` is the sentence said where it is left empty."""
    return forms.DateField(
        label=label,
        required=bool(required),
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": required, "invalid": "Enter a day, such as 4 December 2026 or 4/12/2026."},
    )


def reason_field(label: str, *, required: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": required},
    )


class BoardForm(forms.ModelForm):
    """What a board is: its facts, its terms a line each, and the days its clock counts."""

    SECTIONS = (
        ("What it is", ("name", "short", "kind", "purpose", "terms", "parent", "is_public", "contact")),
        ("How it meets", ("quorum", "meets", "meets_every_months", "numbers_run")),
        ("Its clock", ("updates_due_days", "papers_due_days", "clear_days")),
        ("Why", ("because",)),
    )
    terms = forms.CharField(
        label="Terms of reference",
        required=False,
        help_text="One function a line. They are numbered in this order.",
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    because = reason_field("Why it changes", required=WHY, help_text="It stays in the history of the board.")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Board
        fields = ("name", "short", "kind", "purpose", "parent", "is_public", "contact", "quorum", "meets",
                  "meets_every_months", "numbers_run", "updates_due_days", "papers_due_days", "clear_days")  # fmt: skip
        labels = {
            "short": "Short name",
            "purpose": "What it is for",
            "parent": "Reports to",
            "is_public": "It meets in public, under Part VA of the Local Government Act 1972",
            "quorum": "Quorum: how many members must be there",
            "meets": "How often it meets and reports, in the words of its terms",
            "meets_every_months": "Months between its meetings, as a rule",
            "numbers_run": "Its minutes are numbered on through the municipal year, from May",
            "updates_due_days": "Updates are due this many working days before a meeting",
            "papers_due_days": "Papers are due this many working days before",
            "clear_days": "Clear working days between publication and meeting",
        }
        help_texts = {
            "quorum": "Leave it empty where the terms do not say.",
            "clear_days": "Five at the least where it meets in public.",
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, boards, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["terms"] = "\n".join(self.instance.terms)
        parent = self.fields["parent"]
        parent.queryset = boards.exclude(pk=self.instance.pk).order_by("name", "pk")  # type: ignore[attr-defined]
        parent.empty_label = "No other board"  # type: ignore[attr-defined]

    def clean_terms(self) -> list[str]:
        return [" ".join(line.split()) for line in self.cleaned_data["terms"].splitlines() if line.strip()]

    def clean(self):
        data = super().clean() or {}
        updates, papers, clear = (data.get(n) for n in ("updates_due_days", "papers_due_days", "clear_days"))
        if papers is not None and clear is not None and data.get("is_public") and papers <= clear:
            self.add_error(
                "papers_due_days", f"Papers must be in before they are published: give more than {clear} days."
            )
        if updates is not None and papers is not None and updates < papers:
            self.add_error("updates_due_days", f"Updates go into the papers: give {papers} days or more.")
        return data

    def _post_clean(self):
        super()._post_clean()  # type: ignore[misc]
        if "terms" in self.cleaned_data:
            self.instance.terms = self.cleaned_data["terms"]

    def changes_something(self) -> bool:
        terms = self.initial["terms"].split("\n") if self.initial["terms"] else []
        return bool(set(self.changed_data) - {"because", "seen", "terms"}) or self.cleaned_data["terms"] != terms


class SeatForm(forms.ModelForm):
    """Somebody on record, or somebody new by name, takes a seat or stands in for somebody who has one."""

    person = forms.ModelChoiceField(
        label="Who", required=False, queryset=Person.objects.none(), empty_label="Choose somebody, or name them below"
    )
    new_person = forms.CharField(label="Somebody who is not in the list", required=False, max_length=120)
    since = day_field("From", required="Enter the day from which they sit.")

    class Meta:
        model = Membership
        fields = ("person", "new_person", "seat", "is_chair", "substitute_for", "since")
        labels = {"seat": "As", "is_chair": "They are in the chair", "substitute_for": "Stands in for"}
        help_texts = {"seat": "For example Director of Public Health.", "substitute_for": "Only for a substitute."}

    def __init__(self, *args, board: Board, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.exclude(left_on__lt=today).order_by("name", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        sitting = board.memberships.filter(substitute_for=None).exclude(until__lt=today)  # type: ignore[attr-defined]
        stands = self.fields["substitute_for"]
        stands.queryset = people.filter(pk__in=sitting.values("person"))  # type: ignore[attr-defined]
        stands.empty_label = "Nobody: it is their own seat"  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("new_person", "").strip()):
            chosen = data.get("person")
            self.add_error(
                "person", "Choose one person: from the list, or by name." if chosen else "Say who sits there."
            )
        if data.get("is_chair") and data.get("substitute_for"):
            self.add_error("is_chair", "A substitute stands in for a member, and has no chair of their own.")
        return data


class EndSeatForm(forms.Form):
    until = day_field("Last day", required="Enter the last day of the seat.")
    because = reason_field("Why", required="Say why the seat ends.", help_text="It stays in the history of the seat.")


class StandingForm(forms.ModelForm):
    class Meta:
        model = StandingItem
        fields = ("title", "kind", "asked", "minutes_wanted")
        labels = {"title": "Item", "kind": "Kind", "asked": "What is asked", "minutes_wanted": "Minutes planned"}
        error_messages = {"title": {"required": "Say what the item is called."}}


class ClosedDayForm(forms.ModelForm):
    day = day_field("Day", required="Enter the day on which the offices are closed.")

    class Meta:
        model = ClosedDay
        fields = ("day", "because")
        labels = {"because": "Why"}
        error_messages = {"because": {"required": "Say why they are closed, for example “Christmas closure”."}}


class UrgentActionForm(forms.ModelForm):
    """What was decided between meetings, by whom, and why it could not wait."""

    on = day_field("Decided on", required="Enter the day on which it was decided.")

    class Meta:
        model = UrgentAction
        fields = ("title", "text", "because", "taken_words", "consulted", "on")
        labels = {
            "title": "In short",
            "text": "What was decided",
            "because": "Why it could not wait for a meeting",
            "taken_words": "Decided by",
            "consulted": "After hearing",
        }
        help_texts = {
            "taken_words": "The officer whose decision it was, for example the Director of Public Health.",
            "consulted": "For example the Chair and the Vice-Chair.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "because": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": "Say in a few words what it is about."},
            "text": {"required": "Write what was decided."},
            "because": {"required": "Say why it could not wait for a meeting."},
            "taken_words": {"required": "Say whose decision it was."},
        }
