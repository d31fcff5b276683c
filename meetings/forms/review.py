"""What is typed on the pages where minutes are sent in, gone through and committed. The clock is read by the views."""

from collections.abc import Sequence
from datetime import date

from django import forms

from meetings import matching
from meetings.changes.actions_of_minutes import is_private
from meetings.enums import EntryKind
from meetings.minutes_reader import NotMinutes
from meetings.models import ProposedEntry
from meetings.receiving import LARGEST, read_apart
from meetings.rules.names import Known, find
from meetings.rules.similar import Alike
from plans.models import Action, Board
from plans.rules.dates import NotADate, long_date, read_soft_date

A_DAY = {"invalid": "Enter a day, such as 18/1/2017 or 2017-01-18."}
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]


class DayForm(forms.Form):
    day = forms.DateField(
        label="Day of the meeting",
        input_formats=DAYS,
        error_messages=A_DAY | {"required": "Enter the day of the meeting."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SendForm(forms.Form):
    """A file or a text, and the day of the meeting if it is known. `read` is what was found in it."""

    file = forms.FileField(
        label="A file",
        required=False,
        help_text="Word (.docx), PDF with text, a saved web page (HTML), ModernGov’s XML, or plain text. Up to 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.xml,.txt,.md,text/plain"}),
        error_messages={"empty": "The file is empty."},
    )
    text = forms.CharField(
        label="Or the text, pasted",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    day = forms.DateField(
        label="Day of the meeting",
        required=False,
        input_formats=DAYS,
        help_text="Leave this empty if it is not known; you are asked again before anything is committed.",
        error_messages=A_DAY,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, board: Board, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.board, self.today = board, today

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day > self.today:
            raise forms.ValidationError(f"{long_date(day)} is still to come. Minutes are of a meeting that was held.")
        return day

    def clean(self):
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text", "")
        if self.errors:
            return data
        if bool(file) == bool(text.strip()):
            words = "Send a file or paste the text, not both." if file else "Choose a file, or paste the text."
            raise forms.ValidationError(words)
        if file and file.size > LARGEST:
            raise forms.ValidationError(f"The file has {file.size / 1024 / 1024:.0f} MB; 20 MB is the limit.")
        self.name = file.name if file else ""
        content = file.read() if file else text.encode()
        try:
            self.read = read_apart(content, name=self.name, board=self.board.key, given=data.get("day"))
        except NotMinutes as refused:
            self.add_error("file" if file else "text", str(refused))
        return data


PRIVATE = (
    "Its item was taken in private, so the plan does not use this name: it says “Action agreed …, taken in private”, who is "
    "to do it and by which day."
)
MAKES, LINKS, NEITHER = "makes", "links", "neither"


class EntryForm(forms.Form):
    """A passage in other words, with who is to do what by when, and what becomes of it in the plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Kind", choices=EntryKind)
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what was minuted, or drop the passage."},
    )
    answer = forms.CharField(label="The answer given", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    limbs = forms.CharField(
        label="Its parts, one on each line", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.CharField(label="How it went", required=False, max_length=40)
    refers_to = forms.ChoiceField(label="To whom it goes", required=False)
    owner = forms.ChoiceField(label="Who is to do it", required=False)
    due = forms.CharField(label="When it is due", required=False, max_length=200)
    becomes = forms.ChoiceField(
        label="In the plan",
        choices=((MAKES, "It makes an action"), (LINKS, "It is about an action there is"), (NEITHER, "It makes none")),
        widget=forms.RadioSelect,
        required=False,
    )
    title = forms.CharField(label="What the action is called", required=False, max_length=300)
    part = forms.ChoiceField(label="Objective or goal it belongs to", required=False)
    action = forms.ChoiceField(label="The action there is", required=False)

    def __init__(
        self,
        data=None,
        *,
        entry: ProposedEntry,
        everybody: Sequence[Known],
        parts: Sequence[matching.Part],
        suggested: Sequence[Alike],
        bodies: Sequence[Known],
        held: date | None,
        meetings: Sequence[date],
    ):
        super().__init__(data, initial=_initial(entry), prefix=f"e{entry.pk}")
        self.entry, self.held, self.meetings = entry, held, meetings
        self.parts = {part.key: part for part in parts}
        actions = Action.objects.standing().filter(strategy__board=entry.proposal.board).order_by("reference", "pk")
        titles = {
            pk: f"{reference} {title}"[:110] for pk, reference, title in actions.values_list("pk", "reference", "title")
        }
        likely = [(str(one.pk), titles[one.pk]) for one in suggested if one.pk in titles]
        rest = [(str(pk), words) for pk, words in titles.items() if str(pk) not in dict(likely)]
        choices = {
            "owner": _owners(entry, everybody),
            "refers_to": _bodies(bodies),
            "part": [("", "Not chosen"), *((part.key, str(part)[:110]) for part in parts)],
            "action": [("", "Not chosen"), *_groups(("Like it", likely), ("Others", rest))],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
            self.fields[name].widget.choices = given  # type: ignore[attr-defined]
        if entry.owner_words:
            self.fields["owner"].help_text = _said(entry.owner_words)
        if entry.item and (entry.item.is_restricted or is_private(entry.item.item)):
            self.fields["title"].help_text = PRIVATE
        if held is None:
            self.fields["due"].help_text = "It can be read once the day of the meeting is known."

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, for whoever must choose between two versions."""
        return [
            (str(self[name].label), str(self[name].value() or ""))
            for name in ("text", "due", "title")
            if self[name].value()
        ]

    def clean(self):
        data = super().clean() or {}
        if self.errors or data["kind"] != EntryKind.ACTION:
            return data
        self.window = None
        if data["due"].strip() and self.held:
            try:
                self.window = read_soft_date(data["due"], said_on=self.held, meetings=self.meetings)
            except NotADate as refused:
                if data["due"].strip() != self.entry.due_words.strip():
                    self.add_error("due", str(refused))
            else:
                if self.window.latest < self.held:
                    self.add_error("due", f"{long_date(self.window.latest)} is before the meeting.")
        if data["becomes"] == MAKES:
            if not data["part"]:
                self.add_error("part", "Choose the objective or the goal that this action belongs to.")
            if not data["title"].strip():
                self.add_error("title", "Say what the action is called.")
        if data["becomes"] == LINKS and not data["action"]:
            self.add_error("action", "Choose the action that it is about.")
        return data

    def facts(self) -> dict:
        """The fields of the passage, as the change function takes them."""
        data = self.cleaned_data
        is_action = data["kind"] == EntryKind.ACTION
        becomes = data["becomes"] if is_action else NEITHER
        part = self.parts.get(data["part"]) if becomes != LINKS else None
        owner, _, number = data["owner"].partition("-")
        to, _, body = data["refers_to"].partition("-")
        refers = data["kind"] == EntryKind.RECOMMENDATION
        window = getattr(self, "window", None)
        return {
            "kind": data["kind"],
            "text": data["text"].replace("\r\n", "\n").strip(),
            "answer": data["answer"].strip(),
            "limbs": [line.strip() for line in data["limbs"].splitlines() if line.strip()],
            "outcome": data["outcome"].strip(),
            "due_words": data["due"].strip(),
            "due_earliest": window.earliest if window else None,
            "due_latest": window.latest if window else None,
            "due_is_inferred": bool(window and window.inferred),
            "owner_person_id": int(number) if owner == "person" else None,
            "owner_organisation_id": int(number) if owner == "organisation" else None,
            "refers_to_board_id": int(body) if refers and to == "board" else None,
            "refers_to_organisation_id": int(body) if refers and to == "organisation" else None,
            "makes_action": becomes == MAKES,
            "links_action_id": int(data["action"]) if becomes == LINKS else None,
            "action_title": data["title"].strip(),
            "goal_id": part.goal if part else None,
            "objective_id": part.objective if part else None,
        }


def _initial(entry: ProposedEntry) -> dict:
    owner = ""
    if entry.owner_person_id:
        owner = f"person-{entry.owner_person_id}"
    elif entry.owner_organisation_id:
        owner = f"organisation-{entry.owner_organisation_id}"
    part = f"o{entry.objective_id}" if entry.objective_id else f"g{entry.goal_id}" if entry.goal_id else ""
    return {
        "version": entry.version,
        "kind": entry.kind,
        "text": entry.text,
        "answer": entry.answer,
        "limbs": "\n".join(entry.limbs),
        "outcome": entry.outcome,
        "refers_to": _refers_to(entry),
        "owner": owner,
        "due": entry.due_words,
        "becomes": MAKES if entry.makes_action else LINKS if entry.links_action_id else NEITHER,
        "title": entry.action_title,
        "part": part,
        "action": entry.links_action_id or "",
    }


def _refers_to(entry: ProposedEntry) -> str:
    if entry.refers_to_board_id:
        return f"board-{entry.refers_to_board_id}"
    return f"organisation-{entry.refers_to_organisation_id}" if entry.refers_to_organisation_id else ""


def _said(words: str) -> str:
    from django.utils.html import escape

    return f"The minutes say “{escape(words)}”."


def _owners(entry: ProposedEntry, everybody: Sequence[Known]) -> list:
    def choice(one: Known) -> tuple[str, str]:
        return f"{one.kind}-{one.pk}", one.name

    perhaps = [choice(found.known) for found in find(entry.owner_words, everybody)]
    people = [choice(one) for one in everybody if one.kind == "person"]
    bodies = [choice(one) for one in everybody if one.kind == "organisation"]
    groups = _groups(("Perhaps", perhaps), ("Organisations", bodies), ("People", people))
    return [("", "Nobody named: it needs an owner"), *groups]


def _bodies(bodies: Sequence[Known]) -> list:
    boards = [(f"board-{one.pk}", one.name) for one in bodies if one.kind == "board"]
    others = [(f"organisation-{one.pk}", one.name) for one in bodies if one.kind == "organisation"]
    return [("", "Not said: no answer is awaited"), *_groups(("Boards", boards), ("Organisations", others))]


def _groups(*groups: tuple[str, list]) -> list:
    """Each group of a list that has anything in it, under its name; nothing twice."""
    told: set[str] = set()
    made = []
    for name, choices in groups:
        kept = [(key, words) for key, words in choices if key not in told]
        told.update(key for key, _ in kept)
        if kept:
            made.append((name, kept))
    return made
