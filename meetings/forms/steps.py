"""What is asked on the small pages that take minutes a step further. The clock is read by the views."""

from collections.abc import Sequence
from datetime import date

from django import forms

from meetings.forms.review import A_DAY, DAYS
from meetings.models import AgendaItem, MinuteEntry, Referral
from plans.rules.dates import long_date

AS_THEY_ARE, AMENDED = "as-they-are", "amended"


class ConfirmForm(forms.Form):
    """Nothing to fill in: the press is all."""


class OnTheirWordForm(forms.Form):
    """An author records that the chair has checked the draft."""

    told = forms.BooleanField(
        label="The chair has read this draft and told me that it is right",
        error_messages={"required": "Only the chair checks minutes. Tick this if the chair has told you so."},
    )


class ApproveForm(forms.Form):
    """Under which item of which meeting, and with what amendments. `items` are those of later meetings, the latest first."""

    under = forms.ChoiceField(
        label="Approved at",
        error_messages={"required": "Choose the meeting and the item under which they were approved."},
    )
    how = forms.ChoiceField(
        label="How they were approved",
        choices=((AS_THEY_ARE, "As a correct record, as they are"), (AMENDED, "With amendments")),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they were approved as they are."},
    )
    amendments = forms.CharField(
        label="What was amended",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In the words of the meeting. Everybody who reads the minutes reads this.",
    )

    def __init__(self, data=None, *, items: Sequence[AgendaItem]):
        super().__init__(data)
        self.items = {str(item.pk): item for item in items}
        choices = [(key, _named(item)) for key, item in self.items.items()]
        field = self.fields["under"]
        field.choices = field.widget.choices = choices if len(choices) == 1 else [("", "Choose"), *choices]  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        amended = data.get("how") == AMENDED
        if amended and not data.get("amendments", "").strip():
            self.add_error("amendments", "Say what was amended.")
        if data.get("how") == AS_THEY_ARE and data.get("amendments", "").strip():
            self.add_error("how", "Amendments are written below. Choose “With amendments”, or empty them.")
        return data

    @property
    def item(self) -> AgendaItem:
        return self.items[self.cleaned_data["under"]]


def _named(item: AgendaItem) -> str:
    day = item.meeting.held_on
    return f"{long_date(day) if day else item.meeting.day_words}: {item}"[:120]


class SignForm(forms.Form):
    """Who presided when they were approved, and the day of the signature."""

    person = forms.ChoiceField(label="Signed by", error_messages={"required": "Choose who signed them."})
    day = forms.DateField(
        label="On",
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=A_DAY | {"required": "Give the day on which they were signed."},
    )

    def __init__(self, data=None, *, people: Sequence[tuple[int, str]], presided: int | None, day: date | None):
        super().__init__(data, initial={"person": str(presided or ""), "day": day})
        field = self.fields["person"]
        field.choices = field.widget.choices = [("", "Choose"), *((str(pk), name) for pk, name in people)]  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    text = forms.CharField(
        label="A remark",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something first."},
    )


class AnswerForm(forms.Form):
    """What another body answered. `given_in` are entries of minutes that may record it, by meeting."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="What was answered",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what was answered."},
    )
    day = forms.DateField(
        label="On which day",
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=A_DAY | {"required": "Give the day on which the answer was given."},
    )
    given_in = forms.ChoiceField(
        label="Where it is minuted", required=False, help_text="Leave this out where the answer came by letter."
    )

    def __init__(self, data=None, *, referral: Referral, entries: Sequence[MinuteEntry]):
        super().__init__(
            data,
            initial={
                "version": referral.version,
                "answer": referral.answer,
                "day": referral.answered_on,
                "given_in": str(referral.answered_in_id or ""),
            },
        )
        self.entries = {str(entry.pk): entry for entry in entries}
        field = self.fields["given_in"]
        field.choices = field.widget.choices = [("", "Nowhere, or not here"), *_by_meeting(entries)]  # type: ignore[attr-defined]

    @property
    def entry(self) -> MinuteEntry | None:
        return self.entries.get(self.cleaned_data["given_in"])


def _by_meeting(entries: Sequence[MinuteEntry]) -> list:
    groups: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        meeting = entry.minutes.meeting
        name = f"{meeting.board.short}, {long_date(meeting.held_on) if meeting.held_on else meeting.day_words}"
        groups.setdefault(name, []).append((str(entry.pk), f"{entry.get_kind_display()}: {entry.text}"[:110]))
    return list(groups.items())
