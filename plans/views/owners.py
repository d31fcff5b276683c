"""Who answers for what changes hands: what needs an owner, and what somebody hands over before they leave."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from plans import changes
from plans.changes.people import named
from plans.models import Action, Organisation, Person, Responsibility
from plans.pages.owners import Ownerless, bunched, ownerless
from plans.permissions import boards_visible_to, can_edit_plan, can_hand_over, strategy_for
from plans.snapshot_cache import snapshot_of
from plans.views.frame import banners_for, frame_of
from plans.views.saving import attempt, get_or_post, whole_number

NOBODY = "nobody"
NOT_CHOSEN = "Choose who takes it over."
NOT_ALL = (
    "Something else is still theirs that you cannot hand over. Ask a report author to finish it. Nothing was saved."
)
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Takers:
    """Everybody who could take something over: people who have not left, and organisations, as a list to choose from."""

    def __init__(self, *, on, but: Person | None = None):
        people = Person.objects.exclude(left_on__lt=on).exclude(key=but.key if but else "")
        self.people = {one.key: one for one in people.order_by("name", "pk")}
        self.organisations = {one.key: one for one in Organisation.objects.order_by("name", "pk")}

    def choices(self, first: str, *, may_be_nobody=False):
        nobody = [(NOBODY, "Nobody: no deputy is needed")] if may_be_nobody else []
        return [
            ("", first),
            *nobody,
            ("People", [(f"person:{key}", one.name) for key, one in self.people.items()]),
            ("Organisations", [(f"organisation:{key}", one.name) for key, one in self.organisations.items()]),
        ]

    def find(self, value: str) -> changes.To:
        kind, _, key = value.partition(":")
        return changes.To(
            person=self.people.get(key) if kind == "person" else None,
            organisation=self.organisations.get(key) if kind == "organisation" else None,
        )


class HandOverForm(forms.Form):
    """One choice for each open thing, or one for all that have none of their own."""

    for_all = forms.ChoiceField(label="The same for every one not chosen below", required=False)
    last_day = forms.DateField(
        label="Last day",
        widget=DAY,
        help_text="Whoever takes over answers from the day after.",
        error_messages={"required": "Enter the last day.", "invalid": "Enter a day, such as 2026-11-24."},
    )
    because = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stays beside each change of owner.",
        error_messages={"required": "Say why it is handed over."},
    )
    leaves = forms.BooleanField(label="They leave on that day", required=False, initial=True)

    def __init__(self, *args, rows: list[Responsibility], takers: Takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.takers = rows, takers
        self.fields["for_all"].choices = takers.choices("Nobody chosen")  # type: ignore[attr-defined]
        for row in rows:
            choices = takers.choices("As chosen for all", may_be_nobody=row.kind == "deputy")
            self.fields[f"to_{row.pk}"] = forms.ChoiceField(label=f"Who takes over {named(row)}", required=False)
            self.fields[f"to_{row.pk}"].choices = choices  # type: ignore[attr-defined]

    def clean(self):
        data = super().clean() or {}
        for row in self.rows:
            name = f"to_{row.pk}"
            if name in data and not (data[name] or data.get("for_all")):
                self.add_error(name, NOT_CHOSEN)
        return data

    def assignments(self) -> dict[int, changes.To]:
        data = self.cleaned_data
        return {row.pk: self.takers.find(data[f"to_{row.pk}"] or data["for_all"]) for row in self.rows}

    @property
    def lines(self):
        return [(row, self[f"to_{row.pk}"]) for row in self.rows]

    @property
    def others(self):
        return [self[name] for name in ("last_day", "because", "leaves")]


@get_or_post
def hand_over(request, key):
    if not can_hand_over(request.user):
        raise PermissionDenied
    person = get_object_or_404(Person, key=key)
    today = timezone.localdate()
    held = changes.open_responsibilities(person, last_day=today)
    seen = set(boards_visible_to(request.user).values_list("pk", flat=True))
    rows = [row for row in held if (row.action or row.indicator).strategy.board_id in seen]  # type: ignore[union-attr]
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        takers=Takers(on=today, but=person),
        initial={"last_day": person.left_on or today},
    )
    if form.is_valid() and _hand_over(request, person, form, hides=len(rows) < len(held)):
        return redirect("plans:person", person.key)
    about = [row.action or row.indicator for row in rows]
    context = frame_of(about[0].strategy.board) if about and about[0] else {"banners": banners_for(request.user)}  # type: ignore[union-attr]
    return render(request, "plans/hand_over.html", context | {"nav": "people", "person": person, "form": form})


def _hand_over(request, person: Person, form: HandOverForm, *, hides: bool) -> bool:
    if hides and form.cleaned_data["leaves"]:
        form.add_error(None, NOT_ALL)
        return False
    facts = {name: form.cleaned_data[name] for name in ("last_day", "because", "leaves")}
    given, _ = attempt(form, lambda: changes.hand_over(person, form.assignments(), by=request.user, **facts))
    if given is None:
        return False
    count = "One thing is" if len(given) == 1 else f"{len(given)} things are"
    messages.success(request, f"{count} handed over. {person} answers for nothing after {facts['last_day']:%-d %B %Y}.")
    return True


@dataclass(frozen=True)
class ToOwn:
    """An action without an owner, with the form that gives it one."""

    found: Ownerless
    form: "OwnerForm"


class OwnerForm(forms.Form):
    to = forms.ChoiceField(label="New owner", error_messages={"required": "Choose a person or an organisation."})
    because = forms.CharField(label="Why", required=False, max_length=300)
    reference = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, takers: Takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.takers = takers
        self.fields["to"].choices = takers.choices("Choose one")  # type: ignore[attr-defined]


@get_or_post
def needs_owner(request, board):
    """Upkeep of the plan, for its author, as at today also where the plan is a record: it is work for today."""
    strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
    if not can_edit_plan(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    takers = Takers(on=today)
    sent = OwnerForm(request.POST, takers=takers, prefix=_prefix(request.POST)) if request.method == "POST" else None
    if sent and sent.is_valid() and _give(request, strategy, sent, today):
        query = f"?strategy={strategy.key}" if request.GET.get("strategy") else ""
        return redirect(reverse("plans:needs_owner", args=[board]) + query)
    snapshot = snapshot_of(strategy, as_at=today)
    gone = Person.objects.filter(left_on__lt=today).values_list("key", "left_on")
    left = {key: day for key, day in gone if day}
    found = ownerless(snapshot, left=left)
    versions = dict(Action.objects.filter(pk__in=[one.line.pk for one in found]).values_list("pk", "version"))
    if sent and sent.errors and sent.prefix not in {f"a{one.line.pk}" for one in found}:
        messages.error(request, "This action has an owner by now: somebody else named one. Nothing of yours was saved.")
        sent = None
    context = {
        "nav": "plan",
        "board": strategy.board,
        "strategy": strategy,
        "rows": [ToOwn(one, _form(one, versions, takers, sent)) for one in found],
        "sent": sent,
        "bunches": bunched(snapshot, on=today),
    }
    return render(request, "plans/needs_owner.html", context)


def _prefix(post) -> str:
    """Which row was sent: its button carries the number of its action."""
    return f"a{whole_number(post.get('row'))}"


def _form(one: Ownerless, versions: dict[int, int], takers: Takers, sent: OwnerForm | None) -> OwnerForm:
    """The form of a row; of the row that was sent and refused, what was typed, at the version that stands now."""
    prefix, version = f"a{one.line.pk}", versions[one.line.pk]
    if sent is None or sent.prefix != prefix:
        return OwnerForm(takers=takers, prefix=prefix, initial={"reference": one.line.reference, "version": version})
    sent.data = {**sent.data.dict(), f"{prefix}-version": str(version)}  # type: ignore[attr-defined]
    return sent


def _give(request, strategy, form: OwnerForm, today) -> bool:
    action = get_object_or_404(Action, strategy=strategy, reference=form.cleaned_data["reference"])
    to, because = form.takers.find(form.cleaned_data["to"]), form.cleaned_data["because"]
    try:
        changes.give_owner(
            action, to=to, by=request.user, on=today, version=form.cleaned_data["version"], because=because
        )
    except changes.NotAllowedNow as refused:
        form.add_error("to", str(refused))
        return False
    messages.success(request, f"{action.reference} {action.title}: {to.person or to.organisation} leads it from today.")
    return True
