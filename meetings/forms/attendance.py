"""Who came, as it is chosen on one page: a choice for everybody with a seat, and a few empty lines for others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from meetings.changes.attendance import Newcomer, Presence
from meetings.enums import Capacity
from meetings.models import AgendaItem, Attendance
from plans.models import Membership, Person

NOT_THERE = ("", "Not recorded")
OF_MEMBERS = (
    (Capacity.MEMBER, "Present"),
    (Capacity.CHAIR, "In the chair"),
    (Capacity.APOLOGIES, "Apologies"),
    NOT_THERE,
)
OF_OTHERS = (
    (Capacity.SUBSTITUTE, "Substitute"),
    (Capacity.IN_ATTENDANCE, "In attendance"),
    (Capacity.INVITED, "Invited for an item"),
    (Capacity.APOLOGIES, "Apologies"),
)
NEW_LINES = 3
A_TIME = {"invalid": "Write a time such as 10.45."}
TIMES = ["%H:%M", "%H.%M"]
STANDS_FOR = "Say for whom they stood in."
FOR_ITEM = "Say for which item they were invited."


@dataclass(frozen=True)
class Line:
    """One person of the list, with the fields that are theirs. `now` is what is on record since the page was opened."""

    person: Person | None
    seat: str
    choice: forms.BoundField
    more: tuple[forms.BoundField, ...]
    is_open: bool
    now: str = ""


class AttendanceForm(forms.Form):
    """One choice for each person. `seen` says how the attendance stood when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    meeting_seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data=None,
        *,
        seats: Sequence[Membership],
        there: Sequence[Attendance],
        items: Sequence[AgendaItem],
        people: Sequence[tuple[int, str]],
        seen: int,
        meeting_seen: int,
    ):
        super().__init__(data, initial={"seen": seen, "meeting_seen": meeting_seen})
        self.items = items
        self.there = {row.person_id: row for row in there}
        self.members = {seat.person_id: seat for seat in seats if seat.substitute_for_id is None}
        self.substitutes = {seat.person_id: seat for seat in seats if seat.person_id not in self.members}
        self.persons: dict[int, Person] = {seat.person_id: seat.person for seat in seats}
        self.persons |= {row.person_id: row.person for row in there}
        self.of_items = [("", "None"), *((str(item.pk), str(item)[:100]) for item in items)]
        self.of_members = [("", "Nobody"), *((str(pk), self.persons[pk].name) for pk in self.members)]
        for pk in self.persons:
            self._line(str(pk), self.there.get(pk), is_member=pk in self.members)
        for number in range(NEW_LINES):
            self._new_line(f"new{number}", people)
        for item in items:
            self.fields[f"taken-{item.pk}"] = forms.IntegerField(
                label=f"{item.number} {item.title}".strip(), required=False, initial=item.taken, min_value=1, max_value=200,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
                error_messages={"invalid": "Write a whole number.", "min_value": "Begin with 1."},
            )  # fmt: skip

    def _line(self, key: str, row: Attendance | None, *, is_member: bool) -> None:
        own = OF_MEMBERS if is_member else (*OF_OTHERS, NOT_THERE)
        if row and row.capacity not in dict(own):
            own = ((Capacity(row.capacity), Capacity(row.capacity).label), *own)
        person = self.persons[int(key)]
        self.fields[f"capacity-{key}"] = forms.ChoiceField(
            label=person.name,
            choices=own,
            required=False,
            widget=forms.RadioSelect,
            initial=row.capacity if row else "",
        )
        self._more(key, row, with_substitute=not is_member)

    def _new_line(self, key: str, people: Sequence[tuple[int, str]]) -> None:
        known = [("", "Choose a person"), *((str(pk), name) for pk, name in people if pk not in self.persons)]
        self.fields[f"who-{key}"] = forms.ChoiceField(label="Somebody on record", choices=known, required=False)
        self.fields[f"name-{key}"] = forms.CharField(label="Or a new name", required=False, max_length=120)
        self.fields[f"capacity-{key}"] = forms.ChoiceField(
            label="How they took part", choices=[("", "Choose"), *OF_OTHERS], required=False
        )
        self._more(key, None, with_substitute=True)

    def _more(self, key: str, row: Attendance | None, *, with_substitute: bool) -> None:
        if with_substitute:
            seat = self.substitutes.get(int(key)) if key.isdigit() else None
            stands_for = row.stands_for_id if row else seat.substitute_for_id if seat else None
            self.fields[f"for-{key}"] = forms.ChoiceField(
                label="Stood in for", choices=self.of_members, required=False, initial=str(stands_for or "")
            )
            self.fields[f"item-{key}"] = forms.ChoiceField(
                label="Invited for", choices=self.of_items, required=False, initial=str((row and row.for_item_id) or "")
            )
        for name, label in (("arrived", "Arrived after the start, at"), ("left", "Left before the end, at")):
            self.fields[f"{name}-{key}"] = forms.TimeField(
                label=label, required=False, input_formats=TIMES, error_messages=A_TIME,
                initial=getattr(row, f"{name}_at") if row else None,
                widget=forms.TimeInput(format="%H.%M", attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
            )  # fmt: skip
        self.fields[f"note-{key}"] = forms.CharField(
            label="Note", required=False, max_length=200, initial=row.note if row else ""
        )

    def clean(self):
        data = super().clean() or {}
        for key in (*map(str, self.persons), *(f"new{number}" for number in range(NEW_LINES))):
            capacity = data.get(f"capacity-{key}")
            if capacity == Capacity.SUBSTITUTE and not data.get(f"for-{key}"):
                self.add_error(f"for-{key}", STANDS_FOR)
            if capacity == Capacity.INVITED and not data.get(f"item-{key}"):
                self.add_error(f"item-{key}", FOR_ITEM)
            if key.startswith("new"):
                self._clean_new(data, key)
        return data

    def _clean_new(self, data: Mapping[str, Any], key: str) -> None:
        who, name, capacity = (data.get(f"{part}-{key}") for part in ("who", "name", "capacity"))
        if who and name:
            self.add_error(f"name-{key}", "Choose somebody on record or write a new name, not both.")
        if (who or name) and not capacity:
            self.add_error(f"capacity-{key}", "Say how they took part.")
        if capacity and not (who or name):
            self.add_error(f"who-{key}", "Choose a person, or write a name.")

    # --- What it says ---

    def said(self) -> dict[int, Presence | None]:
        return {pk: self._presence(str(pk)) for pk in self.persons}

    def newcomers(self) -> list[Newcomer]:
        made = []
        for number in range(NEW_LINES):
            key = f"new{number}"
            presence, who = self._presence(key), self.cleaned_data[f"who-{key}"]
            if presence:
                made.append(Newcomer(self.cleaned_data[f"name-{key}"], presence, int(who) if who else None))
        return made

    def taken(self) -> dict[int, int | None]:
        return {item.pk: self.cleaned_data[f"taken-{item.pk}"] for item in self.items}

    def _presence(self, key: str) -> Presence | None:
        data = self.cleaned_data
        capacity = data[f"capacity-{key}"]
        if not capacity:
            return None
        there = capacity != Capacity.APOLOGIES
        stands_for = data.get(f"for-{key}") if capacity == Capacity.SUBSTITUTE else ""
        for_item = data.get(f"item-{key}") if capacity == Capacity.INVITED else ""
        return Presence(
            capacity,
            int(stands_for) if stands_for else None,
            int(for_item) if for_item else None,
            data[f"arrived-{key}"] if there else None,
            data[f"left-{key}"] if there else None,
            data[f"note-{key}"].strip(),
        )

    # --- How it is shown ---

    def lines(self, now: Mapping[int, str] | None = None) -> dict[str, list[Line]]:
        """Members, substitutes and others, each as lines of the page."""
        told: dict[str, list[Line]] = {"members": [], "others": []}
        for pk, person in self.persons.items():
            seat = self.members.get(pk) or self.substitutes.get(pk)
            words = seat.seat if seat else ""
            if seat and seat.substitute_for_id:
                words = f"substitute for {seat.substitute_for}"
            group = "members" if pk in self.members else "others"
            told[group].append(self._shown(str(pk), person, words, (now or {}).get(pk, "")))
        return told

    def new_lines(self) -> list[tuple[int, list[forms.BoundField], list[forms.BoundField], bool]]:
        first, then = ("who", "name", "capacity"), ("for", "item", "arrived", "left", "note")
        return [(n + 1, self._of(f"new{n}", first), more := self._of(f"new{n}", then), any(f.value() or f.errors for f in more))
                for n in range(NEW_LINES)]  # fmt: skip

    def _of(self, key: str, names: Sequence[str]) -> list[forms.BoundField]:
        return [self[f"{name}-{key}"] for name in names]

    @property
    def has_order(self) -> bool:
        return any(field.value() or field.errors for field in self.taken_fields())

    def taken_fields(self) -> list[forms.BoundField]:
        return [self[f"taken-{item.pk}"] for item in self.items]

    def _shown(self, key: str, person: Person, seat: str, now: str) -> Line:
        names = [n for n in ("for", "item", "arrived", "left", "note") if f"{n}-{key}" in self.fields]
        more = tuple(self[f"{name}-{key}"] for name in names)
        return Line(person, seat, self[f"capacity-{key}"], more, _is_open(more, key in map(str, self.there)), now)


def _is_open(more: tuple[forms.BoundField, ...], is_recorded: bool) -> bool:
    """Whether more is said of somebody than their choice. For whom a substitute would stand is not yet said of them."""
    told = more if is_recorded or any(field.form.is_bound for field in more) else more[1:]
    return any(field.value() or field.errors for field in told)
