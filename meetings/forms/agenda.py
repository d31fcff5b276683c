"""What is typed to plan a meeting, to put its agenda together, and to publish, cancel or put off."""

from collections.abc import Sequence
from datetime import date

from django import forms

from meetings.changes.agenda import Speaker
from meetings.enums import MeetingState, Secrecy
from meetings.forms.boards import day_field, reason_field
from meetings.models import AgendaItem, ExemptText, Meeting
from meetings.pages.minute_place import meeting_words
from plans.models import Board, Goal, Objective, Person
from plans.rules.dates import NotADate, long_date, read_soft_date

PARAGRAPHS = (
    ("", "None"),
    ("1", "1: information about an individual"),
    ("2", "2: information likely to reveal who an individual is"),
    ("3", "3: financial or business affairs of a person, the council included"),
    ("4", "4: labour relations, consultations or negotiations"),
    ("5", "5: legal professional privilege"),
    ("6", "6: a notice, an order or a direction to be given"),
    ("7", "7: prevention, investigation or prosecution of crime"),
)
MORE_SPEAKERS = 2
A_TIME = "Enter a time, such as 10:30."


class MeetingForm(forms.ModelForm):
    """When and where a board meets. A day that is not fixed yet is given in words, and read where it can be."""

    held_on = day_field("Day")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ("held_on", "day_words", "starts_at", "venue", "contact", "goal_in_focus", "replaces")
        labels = {
            "day_words": "Or when, in words, while the day is not fixed",
            "starts_at": "Starts at",
            "venue": "Where",
            "goal_in_focus": "Goal in focus",
            "replaces": "Instead of the meeting of",
        }
        help_texts = {
            "day_words": "For example March 2027.",
            "goal_in_focus": "The one goal whose action plans are taken at this meeting.",
            "contact": "Whom to ask about this meeting; printed on the agenda.",
        }
        widgets = {"starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"})}
        error_messages = {"starts_at": {"invalid": A_TIME}}

    def __init__(self, *args, board: Board, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.board, self.today = board, today
        goal = self.fields["goal_in_focus"]
        goal.queryset = goals_of(board)  # type: ignore[attr-defined]
        goal.empty_label = "No goal"  # type: ignore[attr-defined]
        others = Meeting.objects.filter(board=board).exclude(pk=self.instance.pk).exclude(state=MeetingState.HELD)
        replaces = self.fields["replaces"]
        replaces.queryset = others.order_by("-held_on", "pk")  # type: ignore[attr-defined]
        replaces.empty_label = "No other meeting"  # type: ignore[attr-defined]
        replaces.label_from_instance = meeting_words  # type: ignore[attr-defined]
        if self.instance.state == MeetingState.PUBLISHED:
            for name in ("held_on", "day_words", "replaces"):
                del self.fields[name]

    def clean(self):
        data = super().clean() or {}
        if "held_on" not in self.fields or "held_on" in self.errors:
            return data
        day, words = data.get("held_on"), data.get("day_words", "").strip()
        if not day and not words:
            self.add_error("held_on", "Enter the day of the meeting, or say in words when it will be.")
        if day and day < self.today and "held_on" in self.changed_data:
            self.add_error("held_on", f"{long_date(day)} has passed. A meeting is planned for today or a later day.")
        self.instance.earliest = self.instance.latest = None
        if not day and words:
            try:
                window = read_soft_date(words, said_on=self.today)
            except NotADate:
                return data
            self.instance.earliest, self.instance.latest = window.earliest, window.latest
        return data


class CancelForm(forms.Form):
    because = reason_field(
        "Why", required="Say why the meeting is cancelled.", help_text="It is printed with the meeting."
    )
    replaced_by = forms.ModelChoiceField(
        label="The meeting that replaces it",
        required=False,
        queryset=Meeting.objects.none(),
        empty_label="None, or none yet",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["replaced_by"]
        field.queryset = still_open(meeting)  # type: ignore[attr-defined]
        field.label_from_instance = meeting_words  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    late_because = forms.CharField(
        label="Why it is published after the last day for it",
        required=False,
        max_length=300,
        help_text="It stays on the page of the meeting.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ItemForm(forms.ModelForm):
    """A line of an agenda: what it is, what is asked, who presents it, and whether it is open to the public."""

    SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("The item", ("title", "text", "kind", "asked", "asked_words", "minutes_wanted", "is_verbal")),
        ("Who presents it", ("speakers",)),
        ("What it belongs to", ("goal", "objective")),
        ("Open to the public?", ("secrecy", "exempt_paragraph", "public_interest", "exempt_text")),
    )
    exempt_paragraph = forms.ChoiceField(
        label="Paragraph of Schedule 12A", required=False, choices=PARAGRAPHS, help_text="For an exempt item."
    )
    exempt_text = forms.CharField(
        label="What is not for publication",
        required=False,
        help_text="Kept apart from the agenda. Members of the board and report authors read it; the public pack never has it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = AgendaItem
        fields: tuple[str, ...] = (
            "title", "text", "kind", "asked", "asked_words", "minutes_wanted", "is_verbal", "goal", "objective",
            "secrecy", "exempt_paragraph", "public_interest",
        )  # fmt: skip
        labels = {
            "text": "What the agenda says under it",
            "asked": "What the board is asked",
            "asked_words": "In words",
            "minutes_wanted": "Minutes planned",
            "is_verbal": "It is told, without a paper",
            "secrecy": "Public",
            "public_interest": "Why the public interest is in not publishing it",
        }
        help_texts = {
            "title": "It is published as written, also where the item is exempt.",
            "asked_words": "For example “To agree the action plans for Goal 4”.",
            "public_interest": "Needed for an exempt item, and published with it.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "public_interest": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"title": {"required": "Say what the item is called."}}

    def __init__(self, *args, meeting: Meeting, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        goal, objective = self.fields["goal"], self.fields["objective"]
        goal.queryset = goals_of(meeting.board)  # type: ignore[attr-defined]
        goal.empty_label = "No goal"  # type: ignore[attr-defined]
        objectives = Objective.objects.filter(goal__in=goals_of(meeting.board))
        objective.queryset = objectives.order_by("goal__position", "position", "pk")  # type: ignore[attr-defined]
        objective.empty_label = "No objective"  # type: ignore[attr-defined]
        rows = list(self.instance.presenters.order_by("position", "pk")) if self.instance.pk else []
        if self.instance.pk:
            text = ExemptText.objects.filter(item=self.instance).values_list("text", flat=True).first()
            self.initial["exempt_text"] = text or ""
        people = [("", "Nobody"), *_people(today, {row.person_id for row in rows})]
        self.places = range(1, len(rows) + MORE_SPEAKERS + 1)
        for place in self.places:
            row = rows[place - 1] if place <= len(rows) else None
            self.fields[f"speaker_{place}"] = forms.ChoiceField(
                label=f"Presenter {place}", required=False, choices=people, initial=row and row.person_id
            )
            self.fields[f"part_{place}"] = forms.CharField(
                label=f"The part that presenter {place} presents",
                required=False,
                max_length=200,
                initial=row.part if row else "",
            )

    @property
    def sections(self):
        names = [name for place in self.places for name in (f"speaker_{place}", f"part_{place}")]
        for heading, fields in self.SECTIONS:
            found = names if fields == ("speakers",) else [name for name in fields if name in self.fields]
            yield heading, [self[name] for name in found]

    def speakers(self) -> list[Speaker]:
        """Those who were chosen, in their order; each person and part once."""
        pairs = [(self.cleaned_data[f"speaker_{n}"], self.cleaned_data[f"part_{n}"]) for n in self.places]
        people = Person.objects.in_bulk([int(pk) for pk, _ in pairs if pk])
        return list(dict.fromkeys(Speaker(people[int(pk)], part) for pk, part in pairs if pk))

    def clean(self):
        data = super().clean() or {}
        secrecy = data.get("secrecy")
        if secrecy == Secrecy.EXEMPT:
            if not data.get("exempt_paragraph"):
                self.add_error("exempt_paragraph", "Choose the paragraph of Schedule 12A under which it is exempt.")
            if not data.get("public_interest", "").strip():
                self.add_error("public_interest", "Say why the public interest is in not publishing it.")
        elif secrecy == Secrecy.OPEN and data.get("exempt_text", "").strip():
            self.add_error("exempt_text", "An open item has no text that is not for publication. Empty this box.")
        goal, objective = data.get("goal"), data.get("objective")
        if goal and objective and objective.goal_id != goal.pk:
            self.add_error("objective", f"Objective {objective.code} does not belong to goal {goal.code}.")
        for place in self.places:
            if data.get(f"part_{place}") and not data.get(f"speaker_{place}"):
                self.add_error(f"speaker_{place}", "Say who presents this part.")
        return data


class LateItemForm(ItemForm):
    """An item that the chair takes although the agenda is out."""

    SECTIONS = (("Why it is taken late", ("late_reason",)), *ItemForm.SECTIONS)

    class Meta(ItemForm.Meta):
        fields = ("late_reason", *ItemForm.Meta.fields)
        labels = ItemForm.Meta.labels | {"late_reason": "The chair’s reason: the special circumstances"}
        help_texts = ItemForm.Meta.help_texts | {
            "late_reason": "Printed with the item, and minuted (Local Government Act 1972, section 100B(4)(b))."
        }
        widgets = ItemForm.Meta.widgets | {"late_reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["late_reason"].required = True
        self.fields["late_reason"].error_messages["required"] = "Give the chair’s reason for taking it late."


class OffForm(forms.Form):
    """What becomes of an item that is not taken: withdrawn, or put off to a meeting or to the programme."""

    WITHDRAWN, PROGRAMME = "withdrawn", "programme"
    what = forms.ChoiceField(
        label="What becomes of it",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is withdrawn or put off."},
    )
    when_words = forms.CharField(
        label="When, in words",
        required=False,
        max_length=120,
        help_text="Only for the work programme, for example “in spring”.",
    )
    because = reason_field("Why", required="Say why. It stays beside the item.")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meetings = {str(one.pk): one for one in still_open(meeting)}
        later = [(pk, f"It is put off to the meeting of {meeting_words(one)}") for pk, one in self.meetings.items()]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            *later,
            (self.PROGRAMME, "It is put off, to the work programme until there is a meeting for it"),
            (self.WITHDRAWN, "It is withdrawn"),
        ]


class PaperToFollowForm(forms.Form):
    title = forms.CharField(label="Paper", max_length=300, error_messages={"required": "Say what the paper is called."})
    owed_by = forms.CharField(
        label="Owed by",
        max_length=200,
        help_text="Who sends it, for example Priya Nair, Public Health.",
        error_messages={"required": "Say who owes the paper."},
    )


def goals_of(board: Board):
    """Goals that this board, or the one it reports to, works towards."""
    goals = Goal.objects.filter(strategy__board__in=[pk for pk in (board.pk, board.parent_id) if pk])
    return goals.order_by("strategy__is_record", "-strategy__starts_on", "position", "pk")


def still_open(meeting: Meeting):
    """Other meetings of the board whose agenda is not published, the next first."""
    rows = Meeting.objects.filter(board=meeting.board_id, state=MeetingState.PLANNED).exclude(pk=meeting.pk)
    return rows.order_by("held_on", "pk")


def _people(today: date, kept: set[int]) -> Sequence[tuple[int, str]]:
    """Everybody who has not left, and those who are named already."""
    rows = Person.objects.order_by("name", "pk").values_list("pk", "name", "left_on")
    return [(pk, name) for pk, name, left in rows if left is None or left >= today or pk in kept]
