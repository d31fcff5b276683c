"""What is asked of many actions at once, one form for each kind; each answers with the act it describes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.db.models import Q

from plans.changes import Decision
from plans.changes.people import organisation_of
from plans.enums import BulkKind
from plans.models import Organisation, Person
from plans.rules.bulk import Act, NewLead, Question, Withdrawal
from plans.rules.dates import NotADate, long_date, read_soft_date
from plans.rules.outstanding import Reach
from plans.rules.shifting import Shift

LONGEST_REASON = 1000
MOST_DAYS, MOST_MONTHS = 3650, 120
INCOMPLETE = "This form did not arrive whole. Open the page again; nothing was saved."
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
Choices = Sequence[tuple[Any, Any]]


class BulkForm(forms.Form):
    """The reason, once for all, and the token that makes a double click do it once.

    `decisions` are the board's, as choices; `cited` is what each of them is, by its value.
    """

    because = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One reason for all. Members read it word for word beside each change.",
        error_messages={"required": "Say why.", "max_length": f"{LONGEST_REASON:,} characters are the limit."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE})
    kind: ClassVar[BulkKind]
    reason_last = True

    def __init__(self, *args, today: date, decisions: Choices = (), cited: Mapping[str, Decision] = {}, **kwargs):
        self.today, self.cited = today, cited
        kwargs["initial"] = {"token": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name not in ("because", "token")), "because", "token"])

    def clean_because(self) -> str:
        if not (because := self.cleaned_data["because"].strip()):
            raise forms.ValidationError(self.fields["because"].error_messages["required"])
        return because

    def act(self, reach: Reach) -> Act:
        raise NotImplementedError

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What was asked, as label and words: shown on the preview in the place of the fields."""
        raise NotImplementedError


class LeadForm(BulkForm):
    kind = BulkKind.OWNER
    person = forms.ModelChoiceField(
        label="Person", required=False, queryset=Person.objects.none(), empty_label="No person named"
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        required=False,
        queryset=Organisation.objects.none(),
        empty_label="That of the person, or none",
    )
    since = forms.DateField(
        label="From",
        widget=DAY,
        help_text="Today or a later day. Whoever leads now does so until the day before.",
        error_messages={"required": "Enter the first day.", "invalid": "Enter a day, such as 2026-11-24."},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, today=today, **kwargs)
        self.fields["since"].initial = today
        here = Person.objects.filter(Q(left_on=None) | Q(left_on__gte=today))
        self.fields["person"].queryset = here.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.order_by("name", "pk")  # type: ignore[attr-defined]

    def clean_since(self) -> date:
        if (since := self.cleaned_data["since"]) < self.today:
            raise forms.ValidationError(f"{long_date(since)} has passed. A new lead begins today or later.")
        return since

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person, since = data.get("person"), data.get("since")
        if not person and not data.get("organisation") and not {"person", "organisation"} & set(self.errors):
            self.add_error("person", "Choose a person or an organisation.")
        if person and since and person.left_on and person.left_on < since:
            self.add_error("person", f"{person} leaves on {long_date(person.left_on)}.")
        return data

    def act(self, reach: Reach) -> NewLead:
        data = self.cleaned_data
        person, organisation, since = data["person"], data["organisation"], data["since"]
        if person and not organisation:
            organisation = organisation_of(person, on=since)
        return NewLead(person, organisation, since)

    @property
    def asked(self) -> list[tuple[str, str]]:
        act = self.act(Reach())
        return [("New lead", act.words), ("From", long_date(act.since)), ("Why", self.cleaned_data["because"])]


class ShiftForm(BulkForm):
    kind = BulkKind.SHIFT
    how = forms.ChoiceField(
        label="Move all unfinished milestones",
        choices=[("days", "By days"), ("months", "By months"), ("to", "To one day for all")],
        initial="days",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the dates move.", "invalid_choice": "Choose how the dates move."},
    )
    by = forms.IntegerField(
        label="How many",
        required=False,
        help_text="For example 14. For earlier dates, put a minus before it: -14.",
        error_messages={"invalid": "Write a whole number, such as 14 or -14."},
    )
    to = forms.CharField(
        label="To which day",
        required=False,
        max_length=200,
        help_text="A day (29 January 2027) or words such as “late 2027”.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        how, by, to = data.get("how"), data.get("by"), data.get("to")
        most = MOST_MONTHS if how == "months" else MOST_DAYS
        if how in ("days", "months"):
            if not by and "by" not in self.errors:
                self.add_error("by", f"Write by how many {how} the dates move.")
            elif by and abs(by) > most:
                self.add_error("by", f"{most:,} {how} are the most that dates are moved at once.")
        elif how == "to" and not to:
            self.add_error("to", "Write the day, for example 29 January 2027.")
        elif how == "to":
            try:
                data["window"] = read_soft_date(to or "", said_on=self.today)
            except NotADate as unread:
                self.add_error("to", str(unread))
            else:
                if data["window"].latest < self.today:
                    self.add_error("to", f"{long_date(data['window'].latest)} has already passed.")
        return data

    def act(self, reach: Reach) -> Shift:
        data = self.cleaned_data
        if data["how"] == "to":
            return Shift(to=data["window"])
        return Shift(**{data["how"]: data["by"]})

    @property
    def asked(self) -> list[tuple[str, str]]:
        return [("Dates move", str(self.act(Reach()))), ("Why", self.cleaned_data["because"])]


class WithdrawForm(BulkForm):
    kind = BulkKind.WITHDRAW
    decision = forms.ChoiceField(
        label="Decision of the board",
        required=False,
        help_text="Needed for what the board agreed. All of it is then withdrawn on the day of that decision.",
    )

    def __init__(self, *args, today: date, decisions: Choices = (), **kwargs):
        super().__init__(*args, today=today, decisions=decisions, **kwargs)
        self.fields["decision"].choices = [("", "None"), *decisions]  # type: ignore[attr-defined]

    def act(self, reach: Reach) -> Withdrawal:
        decided = self.cited.get(self.cleaned_data["decision"])
        if decided is None:
            return Withdrawal(self.today)
        return Withdrawal(decided.on, decided.source, decided.locator)

    @property
    def asked(self) -> list[tuple[str, str]]:
        act = self.act(Reach())
        where = ", ".join(part for part in (str(act.source), act.locator) if part) if act.source else "None cited"
        return [
            ("Withdrawn on", long_date(act.said_on)),
            ("Decision", where),
            ("Why", self.cleaned_data["because"]),
        ]


class AskForm(BulkForm):
    kind = BulkKind.ASK

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        note = self.fields["because"]
        note.label, note.help_text = "What you ask", "It goes into the letter, and stands on their page of updates."
        note.error_messages["required"] = "Write what you ask, for example “Where does this stand before the meeting?”"

    def act(self, reach: Reach) -> Question:
        return Question(reach)

    @property
    def asked(self) -> list[tuple[str, str]]:
        return [("You ask", self.cleaned_data["because"])]


FORMS: dict[BulkKind, type[BulkForm]] = {form.kind: form for form in (LeadForm, ShiftForm, WithdrawForm, AskForm)}
