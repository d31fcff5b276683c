"""What is typed on the page that commits minutes: what they are, who is who, and which item of the agenda each item is."""

from collections.abc import Iterable, Sequence

from django import forms

from meetings.enums import Capacity, MinutesState
from meetings.models import MinutesProposal, ProposedAttendee, ProposedItem
from meetings.rules.names import Found, Known, find
from plans.rules.dates import long_date

STATES = (
    (MinutesState.DRAFT, "Draft: only report authors read them"),
    (MinutesState.PUBLISHED, "Draft, subject to approval: whoever may know of the board reads them"),
    (MinutesState.APPROVED, "Approved by the board"),
)


class CommitForm(forms.Form):
    """What the minutes are, who is who, and which item of the agenda each item is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day_is_right = forms.BooleanField(required=False)
    state = forms.ChoiceField(
        label="What these minutes are",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what these minutes are."},
    )
    amendments = forms.CharField(
        label="What this version amends", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        data=None,
        *,
        proposal: MinutesProposal,
        attendees: Sequence[ProposedAttendee],
        items: Sequence[ProposedItem],
        people: Iterable[Known],
        earlier: int,
    ):
        super().__init__(data, initial={"version": proposal.version})
        self.attendees, self.items = attendees, items
        if not (proposal.day and proposal.day_found and proposal.day != proposal.day_found):
            del self.fields["day_is_right"]
        else:
            self.fields[
                "day_is_right"
            ].label = f"The text says {long_date(proposal.day_found)}. It was {long_date(proposal.day)} all the same"
        if not earlier:
            del self.fields["amendments"]
        everybody = list(people)
        for one in attendees:
            self.fields[f"who-{one.pk}"] = _who(one, everybody)
            self.fields[f"capacity-{one.pk}"] = forms.ChoiceField(
                label="Came as",
                choices=Capacity.choices,
                initial=one.capacity,
                required=False,
                widget=forms.Select(attrs={"aria-label": f"Came as: {one.name}"}),
            )
        on_agenda = list(proposal.meeting.items.order_by("position")) if proposal.meeting else []
        for item in items:
            choices = [("", "Added to the agenda"), *((str(one.pk), str(one)[:110]) for one in on_agenda)]
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=str(item), choices=choices, required=False, initial=str(item.item_id or "")
            )
            self._facts_of(item)
            if item.is_restricted:
                self.fields[f"paragraph-{item.pk}"] = forms.CharField(
                    label="Paragraph of Schedule 12A", required=False, max_length=20, initial=item.exempt_paragraph
                )
                self.fields[f"interest-{item.pk}"] = forms.CharField(
                    label="Why the public interest is in not publishing", required=False, initial=item.public_interest
                )

    def _facts_of(self, item: ProposedItem) -> None:
        """The numbers and the title, as read; a title is needed, numbers are not."""
        named = (("number", "Number", 12), ("minute_number", "Minute number", 12), ("title", "Title", 300))
        for name, label, longest in named:
            self.fields[f"{name}-{item.pk}"] = forms.CharField(
                label=label,
                required=False,
                max_length=longest,
                initial=getattr(item, name),
                widget=forms.TextInput(attrs={"aria-label": f"{label}: {item}"}),
            )

    def clean(self):
        data = super().clean() or {}
        if "day_is_right" in self.fields and not data.get("day_is_right"):
            self.add_error("day_is_right", "Two days are named. Confirm the one you gave, or change it above.")
        if "amendments" in self.fields and not data.get("amendments", "").strip():
            self.add_error("amendments", "Minutes of this meeting are on record. Say what this version amends.")
        chosen = [data.get(f"item-{item.pk}") for item in self.items]
        for item in self.items:
            mine = data.get(f"item-{item.pk}")
            if mine and chosen.count(mine) > 1:
                self.add_error(f"item-{item.pk}", "Two items are taken for the same one of the agenda.")
            if item.is_restricted and not mine:
                for name, asked in (("paragraph", "Give the paragraph."), ("interest", "Give the reason.")):
                    if not data.get(f"{name}-{item.pk}", "").strip():
                        self.add_error(f"{name}-{item.pk}", f"“{item.title[:60]}” was taken in private. {asked}")
        return data

    def people(self) -> dict[ProposedAttendee, tuple[int | None, bool]]:
        chosen = {one: self.cleaned_data[f"who-{one.pk}"] for one in self.attendees}
        return {one: (int(who) if who.isdigit() else None, who == "new") for one, who in chosen.items()}

    def capacities(self) -> dict[ProposedAttendee, str]:
        return {one: self.cleaned_data[f"capacity-{one.pk}"] for one in self.attendees}

    def facts_of_items(self) -> dict[ProposedItem, dict]:
        data = self.cleaned_data
        made: dict[ProposedItem, dict] = {}
        for item in self.items:
            chosen = data[f"item-{item.pk}"]
            made[item] = {"item_id": int(chosen) if chosen else None}
            for name in ("number", "minute_number", "title"):
                if f"{name}-{item.pk}" in self.data:  # a number may be emptied, a title may not
                    typed = data[f"{name}-{item.pk}"].strip()
                    made[item][name] = typed or (item.title if name == "title" else "")
            if item.is_restricted:
                made[item] |= {
                    "exempt_paragraph": data[f"paragraph-{item.pk}"].strip(),
                    "public_interest": data[f"interest-{item.pk}"].strip(),
                }
        return made


def _who(one: ProposedAttendee, everybody: Sequence[Known]) -> forms.ChoiceField:
    found: list[Found] = [each for each in find(one.name, everybody) if each.known.kind == "person"]
    chosen = [(str(each.known.pk), f"{each.known.name} ({each.because.rstrip('.').lower()})") for each in found]
    if one.person_id and str(one.person_id) not in dict(chosen):
        chosen.insert(0, (str(one.person_id), str(one.person)))
    is_full_name = len([word for word in one.name.split() if word[:1].isupper()]) > 1 and not chosen
    initial = str(one.person_id) if one.person_id else "new" if is_full_name and one.state == "open" else ""
    rest = [
        (str(each.pk), each.name) for each in everybody if each.kind == "person" and str(each.pk) not in dict(chosen)
    ]
    choices = [*chosen, ("new", "Add as a new person"), ("", "Leave out"), *([("On record", rest)] if rest else [])]
    return forms.ChoiceField(label=one.name, choices=choices, required=False, initial=initial)
