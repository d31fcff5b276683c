"""One entry of minutes as it is typed: the fields of its kind, what it is about, and what it makes of the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from meetings.changes.actions_of_minutes import NewAction, is_private, open_title
from meetings.changes.entries import OPEN_WORDS, Written
from meetings.enums import Cast, EntryKind, Interest, Taken
from meetings.forms.entry_choices import Around, body, choices_of, people_of, thing
from meetings.forms.other_kind import GOES, OF_ACTION
from meetings.forms.review import LINKS, MAKES, NEITHER
from meetings.models import AgendaItem, EntryLink, MinuteEntry
from meetings.rules.similar import Alike
from meetings.rules.votes import Count, trouble
from plans.models import Goal, Objective
from plans.rules.dates import NotADate, Window, long_date, read_soft_date

OF_KIND: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.NARRATIVE: ("is_open_summary",),
    EntryKind.QUESTION: ("person", "answer"),
    EntryKind.ACTION: ("owner", "due", "becomes", "title", "is_open_name", "part", "action"),
    EntryKind.DECISION: ("limbs", "taken", "votes_for", "votes_against", "abstained", "outcome"),
    EntryKind.RECOMMENDATION: ("to", "taken", "votes_for", "votes_against", "abstained", "outcome"),
    EntryKind.RISK: (),
    EntryKind.DECLARATION: ("person", "interest", "left_room"),
}
COMMON = ("version", "text", "about", "closes")
LABELS = {
    EntryKind.NARRATIVE: "What was said",
    EntryKind.QUESTION: "The question",
    EntryKind.ACTION: "What is to be done",
    EntryKind.DECISION: "What was decided",
    EntryKind.RECOMMENDATION: "What is recommended",
    EntryKind.RISK: "The risk, as the board spoke of it",
    EntryKind.DECLARATION: "What was declared",
}
PERSON = {EntryKind.QUESTION: "Who asked", EntryKind.DECLARATION: "Who declared it"}
PRIVATE_ACTION = (
    "Everybody who reads the plan reads this name, who is to do it and by which day; the words above stay in the minutes. "
    "As it is proposed it says nothing that the item keeps private."
)
NUMBERS = {"invalid": "Write a whole number.", "min_value": "Write a whole number."}


class EntryForm(forms.Form):
    """An entry of one kind under one item. `entry` is None for a new one; `suggested` are actions its words may be about.

    `kind` may be another than the entry has: then `let_go` is what the entry holds and one of that kind cannot, and where
    it made an action, what becomes of that is asked. `why_it_stays` is why that action cannot be called an error.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what is to be minuted."},
    )
    answer = forms.CharField(
        label="The answer given", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Leave this empty where none was given; the minutes then say so.",
    )  # fmt: skip
    limbs = forms.CharField(
        label="Its parts, one on each line", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only where it has several. The first line is part 1.",
    )  # fmt: skip
    person = forms.ChoiceField(required=False)
    interest = forms.ChoiceField(label="What kind of interest", choices=Interest, required=False)
    left_room = forms.ChoiceField(
        label="Left the room for the item", choices=(("", "Not said"), ("yes", "Yes"), ("no", "No")), required=False
    )
    owner = forms.ChoiceField(label="Who is to do it", required=False)
    due = forms.CharField(
        label="When it is due", required=False, max_length=200,
        help_text="As it was said: “by the March meeting”, “within six months”, “30 April 2027”.",
    )  # fmt: skip
    becomes = forms.ChoiceField(
        label="In the plan", widget=forms.RadioSelect, required=False,
        choices=((MAKES, "It makes an action"), (LINKS, "It is about an action there is"), (NEITHER, "It makes none")),
        initial=MAKES,
    )  # fmt: skip
    title = forms.CharField(
        label="What the action is called",
        required=False,
        max_length=300,
        help_text="Left empty: the first words of the entry.",
    )
    is_open_name = forms.BooleanField(
        label="This name may be read by everybody who reads the plan",
        required=False,
        help_text="Needed for another name.",
    )
    part = forms.ChoiceField(label="Objective or goal it belongs to", required=False)
    action = forms.ChoiceField(label="The action there is", required=False)
    to = forms.ChoiceField(label="To which body", required=False)
    taken = forms.ChoiceField(label="How it was taken", choices=Taken, widget=forms.RadioSelect, required=False)
    votes_for = forms.IntegerField(label="For", required=False, min_value=0, max_value=999, error_messages=NUMBERS)
    votes_against = forms.IntegerField(
        label="Against", required=False, min_value=0, max_value=999, error_messages=NUMBERS
    )
    abstained = forms.IntegerField(
        label="Abstained", required=False, min_value=0, max_value=999, error_messages=NUMBERS
    )
    outcome = forms.ChoiceField(label="How it went", required=False)
    is_open_summary = forms.BooleanField(
        label="This is the summary that everybody may read, though the item was taken in private", required=False
    )
    of_action = forms.ChoiceField(
        label="What becomes of the action that it made",
        widget=forms.RadioSelect,
        choices=OF_ACTION,
        error_messages={"required": "Say what becomes of the action."},
    )
    about = forms.ChoiceField(label="It is about", required=False)
    closes = forms.BooleanField(label="This closes the action: it is done", required=False)

    def __init__(
        self,
        data=None,
        *,
        kind: EntryKind,
        item: AgendaItem | None,
        around: Around,
        entry: MinuteEntry | None = None,
        suggested: Sequence[Alike] = (),
        initial: Mapping[str, Any] | None = None,
        why_it_stays: str = "",
        let_go: Sequence[tuple[str, str]] = (),
    ):
        super().__init__(data, initial=(_initial(entry) if entry else {}) | dict(initial or {}))
        self.kind, self.item, self.around, self.entry = kind, item, around, entry
        self.is_private = is_private(item)
        self.links = list(entry.links.all()) if entry else []
        self.made = next((link for link in self.links if link.made_it and link.action), None)
        self.why_it_stays, self.let_go = why_it_stays, let_go
        self.window: Window | None = None
        self.votes: dict[int, str] | None = None
        if self.is_rekinded and "becomes" not in (initial or {}):
            self.initial["becomes"] = NEITHER if self.is_private else MAKES  # as for a new one
        self._choose(suggested)
        wanted = {*COMMON, *OF_KIND[kind]}
        wanted -= {"becomes", "title", "is_open_name", "part", "action"} if self.made else set()
        wanted -= set() if self.is_private else {"is_open_summary", "is_open_name"}
        wanted |= {"of_action"} if self.leaves_action and not why_it_stays else set()
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        self._word()
        self._add_links()
        if "taken" in self.fields:
            self._add_names()

    @property
    def is_rekinded(self) -> bool:
        return self.entry is not None and self.entry.kind != self.kind

    @property
    def leaves_action(self) -> bool:
        """The entry made an action, and is to be something else."""
        return self.made is not None and self.is_rekinded and self.entry.kind == EntryKind.ACTION  # type: ignore[union-attr]

    @property
    def other_kinds(self) -> list[tuple[str, str]]:
        return [(value, label) for value, label in EntryKind.choices if value != self.kind]

    def _choose(self, suggested: Sequence[Alike]) -> None:
        outcome = self.entry.outcome if self.entry else ""
        for name, given in choices_of(self.around, suggested, outcome=outcome).items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
            self.fields[name].widget.choices = given  # type: ignore[attr-defined]

    def _word(self) -> None:
        """What depends on the kind, and on whether the item was open."""
        fields = self.fields
        fields["text"].label = LABELS[self.kind]
        fields["text"].widget.attrs["autofocus"] = True
        if "person" in fields:
            fields["person"].label = PERSON[self.kind]
        if self.is_private and "title" in fields:
            fields["title"].help_text, fields["title"].initial = PRIVATE_ACTION, self.proposed_name
            if not self.is_bound and not self.entry:
                fields["becomes"].initial = NEITHER
        if self.kind != EntryKind.ACTION and self.around.actions:
            fields[
                "closes"
            ].help_text = "Choose the action above. It is completed on the day of the meeting, citing these minutes."
        if not self.around.parts and "becomes" in fields:  # a board without a plan
            for name in {"becomes", "title", "is_open_name", "part", "action"} & set(fields):
                del fields[name]

    def _add_links(self) -> None:
        for link in self.links:
            if not link.made_it:
                self.fields[f"unlink-{link.pk}"] = forms.BooleanField(
                    label=f"No longer {'closes' if link.closed_it else 'about'} {_named(link)}", required=False
                )

    def _add_names(self) -> None:
        recorded = {vote.person_id: vote.cast for vote in self.entry.votes.all()} if self.entry else {}
        names = dict(self.around.voters)
        for person in recorded:
            names.setdefault(person, dict(people_of(self.around)).get(person, "Somebody"))
        self.voters = names
        for pk, name in names.items():
            self.fields[f"vote-{pk}"] = forms.ChoiceField(
                label=name, required=False, choices=[("", "Not recorded"), *Cast.choices], initial=recorded.get(pk, "")
            )

    # --- What is asked of it ---

    def clean(self):
        data = super().clean() or {}
        if self.kind == EntryKind.ACTION and not self.errors:
            self._clean_action(data)
        if "taken" in self.fields:
            self._clean_vote(data)
        if self.kind == EntryKind.DECLARATION and not data.get("person"):
            self.add_error("person", "Say who declared the interest.")
        if self.kind == EntryKind.RECOMMENDATION and not data.get("to"):
            self.add_error("to", "Choose the body that is asked.")
        if data.get("closes") and not str(data.get("about", "")).startswith("action-"):
            self.add_error("about", "Choose the action that this closes.")
        return data

    def _clean_action(self, data: dict) -> None:
        if data["due"].strip():
            try:
                self.window = read_soft_date(data["due"], said_on=self.around.held, meetings=self.around.meetings)
            except NotADate as refused:
                if not self.made or data["due"].strip() != (self.entry and self.entry.due_words):
                    self.add_error("due", str(refused))
            else:
                if self.window.latest < self.around.held:
                    self.add_error("due", f"{long_date(self.window.latest)} is before the meeting.")
        if data.get("becomes") == MAKES and not data["part"]:
            self.add_error("part", "Choose the objective or the goal that this action belongs to.")
        own = data.get("title", "").strip() not in ("", self.proposed_name)
        if data.get("becomes") == MAKES and self.is_private and own and not data["is_open_name"]:
            self.add_error("is_open_name", OPEN_WORDS)
        if data.get("becomes") == LINKS and not data["action"]:
            self.add_error("action", "Choose the action that it is about.")

    def _clean_vote(self, data: dict) -> None:
        self.votes = {pk: cast for pk in self.voters if (cast := data.get(f"vote-{pk}"))}
        if data.get("taken") != Taken.VOTE:
            if self.votes or any(data.get(name) is not None for name in ("votes_for", "votes_against", "abstained")):
                self.add_error(
                    "taken",
                    "Votes are counted where it was decided by a vote. Choose “By a vote”, or empty the numbers.",
                )
            return
        for name, words in (("votes_for", "for"), ("votes_against", "against")):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, f"Say how many voted {words}; write 0 where nobody did.")
        if not {"votes_for", "votes_against", "abstained"} & set(self.errors):
            count = Count(data["votes_for"], data["votes_against"], data.get("abstained"))
            if wrong := trouble(count, self.votes, data.get("outcome", "")):
                self.add_error("votes_for", wrong)

    # --- What it says ---

    def written(self) -> Written:
        data = self.cleaned_data
        becomes = data.get("becomes", NEITHER)
        about = thing(data.get("about", ""))
        if becomes == LINKS and data.get("action"):
            about = about or {"action_id": int(data["action"])}
        to = data.get("to", "")
        return Written(
            fields=self._fields(data),
            votes=self.votes,
            makes=self._new_action(data) if becomes == MAKES else None,
            about=about,
            closes=bool(data.get("closes")),
            unlinks=frozenset(link.pk for link in self.links if data.get(f"unlink-{link.pk}")),
            refers_to=body(to) if self.kind == EntryKind.RECOMMENDATION else None,
            action_goes=data.get("of_action") == GOES if self.leaves_action else None,
        )

    def _fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        owner, _, number = data.get("owner", "").partition("-")
        by_vote = data.get("taken") == Taken.VOTE
        return {
            "kind": self.kind,
            "is_marked": self.kind == EntryKind.ACTION,
            "text": data["text"].replace("\r\n", "\n").strip(),
            "answer": data.get("answer", "").strip(),
            "limbs": [line.strip() for line in data.get("limbs", "").splitlines() if line.strip()],
            "outcome": data.get("outcome", ""),
            "taken": data.get("taken", ""),
            **{name: data.get(name) if by_vote else None for name in ("votes_for", "votes_against", "abstained")},
            "interest": data.get("interest", ""),
            "left_room": {"yes": True, "no": False}.get(data.get("left_room", "")),
            "is_open_summary": bool(data.get("is_open_summary")),
            "person_id": int(data["person"]) if data.get("person") else None,
            "owner_person_id": int(number) if owner == "person" else None,
            "owner_organisation_id": int(number) if owner == "organisation" else None,
            "due_words": data.get("due", "").strip(),
        }

    def _new_action(self, data: Mapping[str, Any]) -> NewAction:
        part = next(part for part in self.around.parts if part.key == data["part"])
        owner, _, number = data["owner"].partition("-")
        text = " ".join(data["text"].split())
        shortened = text.rstrip(".") if len(text) <= 300 else f"{text[:297].rsplit(' ', 1)[0]} …"
        return NewAction(
            goal=Goal.objects.select_related("strategy__board").get(pk=part.goal),
            objective=Objective.objects.get(pk=part.objective) if part.objective else None,
            title=data["title"].strip() or self.proposed_name or shortened,
            is_open=bool(data.get("is_open_name")),
            words="" if self.is_private else data["text"].strip(),
            person_id=int(number) if owner == "person" else None,
            organisation_id=int(number) if owner == "organisation" else None,
            due=self.window,
            place=f"item {self.item.number.rstrip('.')}" if self.item and self.item.number else "",
        )

    @property
    def proposed_name(self) -> str:
        """What the plan calls an action of a private item unless its author says otherwise."""
        return open_title(self.item) if self.item and self.is_private else ""

    # --- How it is shown ---

    @property
    def name_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("vote-")]

    @property
    def has_names(self) -> bool:
        return any(field.value() for field in self.name_fields)

    @property
    def unlink_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("unlink-")]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, for whoever must choose between two versions."""
        names = ("text", "limbs", "answer", "due", "title")
        return [(str(self[n].label), str(self[n].value())) for n in names if n in self.fields and self[n].value()]


def _named(link: EntryLink) -> str:
    return str(link.action or link.milestone or link.indicator or link.risk or link.objective or link.goal)[:120]


def _initial(entry: MinuteEntry) -> dict[str, Any]:
    owner = ""
    if entry.owner_person_id:
        owner = f"person-{entry.owner_person_id}"
    elif entry.owner_organisation_id:
        owner = f"organisation-{entry.owner_organisation_id}"
    referral = entry.referrals.order_by("pk").first()
    to = ""
    if referral:
        to = f"board-{referral.to_board_id}" if referral.to_board_id else f"organisation-{referral.to_organisation_id}"
    same = (
        "version",
        "text",
        "answer",
        "outcome",
        "taken",
        "votes_for",
        "votes_against",
        "abstained",
        "interest",
        "is_open_summary",
    )
    return {name: getattr(entry, name) for name in same} | {
        "limbs": "\n".join(entry.limbs),
        "person": str(entry.person_id or ""),
        "left_room": "" if entry.left_room is None else "yes" if entry.left_room else "no",
        "owner": owner,
        "due": entry.due_words,
        "becomes": NEITHER,
        "to": to,
    }  # fmt: skip
