"""What an author types into the forward plan: an item of the programme, and a report that comes back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from meetings.enums import ItemKind, MeetingState
from meetings.models import Meeting, PlannedItem, RecurringReport
from meetings.pages.minute_place import meeting_words
from plans.models import Board, Goal, Objective, Organisation, Person

KINDS = (ItemKind.REPORT, ItemKind.FOCUS, ItemKind.OTHER)


def _code_and_title(part) -> str:
    return f"{part.code} {part.title}"


class _OfBoard(forms.ModelForm):
    """Choices are those of the board: its goals and objectives, and its meetings still to come."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, board: Board, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.board, self.today = board, today
        self.instance.board = board
        self.initial["seen"] = self.instance.version
        goals = Goal.objects.filter(strategy__board=board).select_related("strategy")
        objectives = Objective.objects.filter(goal__strategy__board=board)
        self.offer("goal", goals.order_by("strategy__is_record", "strategy_id", "position"), words=_code_and_title)
        parts = objectives.order_by("goal__strategy_id", "goal__position", "position")
        self.offer("objective", parts, words=_code_and_title)

    def offer(self, name: str, rows, *, nothing: str = "None", words: Callable[[Any], str] = str) -> None:
        field: Any = self.fields[name]
        field.queryset, field.empty_label, field.label_from_instance = rows, nothing, words

    def clean(self):
        data = super().clean() or {}
        goal, objective = data.get("goal"), data.get("objective")
        if goal and objective and objective.goal_id != goal.pk:
            self.add_error("objective", f"Objective {objective.code} does not belong to goal {goal.code}.")
        return data


class PlannedItemForm(_OfBoard):
    class Meta:
        model = PlannedItem
        fields = [
            "title", "note", "kind", "asked", "meeting", "when_words", "lead_person", "lead_organisation", "goal",
            "objective",
        ]  # fmt: skip
        labels = {
            "title": "What is to be taken up",
            "note": "What it is about",
            "kind": "Kind of item",
            "asked": "What the board is asked",
            "meeting": "Meeting",
            "when_words": "When, if no meeting is chosen",
            "lead_person": "Led by",
            "lead_organisation": "Organisation that leads",
        }
        help_texts = {
            "note": "It becomes the text under the item when it is put on the agenda.",
            "when_words": "For example “after the summer”.",
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": "Say what is to be taken up."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        coming = Meeting.objects.filter(
            board=self.board, state__in=(MeetingState.PLANNED, MeetingState.PUBLISHED), held_on__gte=self.today
        )
        known = Meeting.objects.filter(pk=self.instance.meeting_id or 0)
        self.offer("meeting", (coming | known).order_by("held_on", "pk"), nothing="None yet", words=meeting_words)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind.value, kind.label) for kind in KINDS]
        self.offer("lead_person", Person.objects.order_by("name", "pk"), nothing="Not said")
        self.offer("lead_organisation", Organisation.objects.order_by("name", "pk"), nothing="Not said")


class DropForm(forms.Form):
    """Why an item is not taken up after all."""

    because = forms.CharField(
        label="Why it is dropped",
        max_length=300,
        help_text="It stays on record, and readers of the forward plan can see it.",
        error_messages={"required": "Say why it is dropped, for example “taken up by the scrutiny committee”."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class RecurringReportForm(_OfBoard):
    class Meta:
        model = RecurringReport
        fields = [
            "title", "every_months", "words", "since", "until", "asked", "from_board", "from_organisation", "goal",
            "objective",
        ]  # fmt: skip
        labels = {
            "title": "Report",
            "every_months": "Comes back after this many months",
            "words": "How often, in the words used",
            "since": "Counted from",
            "until": "Not after",
            "asked": "What the board is asked",
            "from_board": "Body that reports",
            "from_organisation": "Organisation that reports",
        }
        help_texts = {
            "words": "For example “twice a year”.",
            "since": "The day it was agreed or last came. It is due that many months later, and again each time.",
            "until": "Leave it empty where no end is set.",
        }
        widgets = {
            "since": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        error_messages = {
            "title": {"required": "Say what is reported."},
            "every_months": {
                "required": "Say after how many months it comes back.",
                "invalid": "Write a whole number of months, for example 6.",
            },
            "since": {
                "required": "Enter the day it is counted from.",
                "invalid": "Enter a day, such as 2026-11-24.",
            },
            "until": {"invalid": "Enter a day, such as 2026-11-24."},
        }

    def __init__(self, *args, boards, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("from_board", boards.exclude(pk=self.board.pk).order_by("name", "pk"))
        self.offer("from_organisation", Organisation.objects.order_by("name", "pk"))

    def clean_every_months(self) -> int:
        months = self.cleaned_data["every_months"]
        if not 1 <= months <= 60:
            raise forms.ValidationError("A report comes back after 1 to 60 months.")
        return months
