"""What the lists of actions and milestones can be narrowed to. Names come from lists; anything else changes nothing.

What the database knows is filtered there; status, dates and owners are conclusions as at a day, so their rows are looked
up in the snapshot. A filter set is given the snapshot and answers with its lines, in the order that was asked for.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django.db.models import Q

from plans.enums import Status
from plans.models import Action, Indicator, Milestone
from plans.rules.gaps import Gap
from plans.rules.readings_due import Due
from plans.tree import ActionLine, MilestoneLine, StrategySnapshot

DUE = {
    "overdue": "Date passed",
    "30": "In the next 30 days",
    "90": "In the next 90 days",
    "none": "No date",
}
ACTION_ORDERS = {
    "worst": "Worst first",
    "due": "Next date first",
    "reference": "Reference",
    "title": "Title",
    "silent": "Longest silent first",
}
MILESTONE_ORDERS = ACTION_ORDERS | {"slip": "Furthest from its first date"}
Pair = tuple[ActionLine, MilestoneLine]


class PlanFilter(filters.FilterSet):
    """What both lists share. `snapshot` is the plan on the day that is shown."""

    q = filters.CharFilter(label="Words", method="with_words", max_length=100)
    goal = filters.ChoiceFilter(label="Goal", method="of_goal", empty_label="All")
    objective = filters.ChoiceFilter(label="Objective", method="of_objective", empty_label="All")
    owner = filters.ChoiceFilter(label="Owner", method="of_owner", empty_label="Anybody")
    organisation = filters.ChoiceFilter(label="Organisation", method="of_organisation", empty_label="Any")
    status = filters.ChoiceFilter(
        label="Status", method="of_status", choices=[(s.value, s.label) for s in Status], empty_label="Any"
    )
    due = filters.ChoiceFilter(label="Date", method="due_when", choices=list(DUE.items()), empty_label="Any")

    def __init__(self, data, *, snapshot: StrategySnapshot):
        self.snapshot = snapshot
        super().__init__(data, queryset=self.rows(snapshot))
        goals = [(g.code, f"{g.code} {g.title}") for g in snapshot.goals]
        objectives = [(o.code, f"{o.code} {o.title}") for _, o in snapshot.objectives]
        holders = [h for a in snapshot.actions for h in a.holders]
        owners = {h.person_key: h.person for h in holders if h.person_key}
        bodies = {h.organisation_key: h.organisation for h in holders if h.organisation_key}
        for name, choices in (
            ("goal", goals),
            ("objective", objectives),
            ("owner", [*by_name(owners), ("nobody", "Nobody named")]),
            ("organisation", by_name(bodies)),
        ):
            self.form.fields[name].choices = choices
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = "“%(value)s” is not in this list, so it changes nothing."

    def rows(self, snapshot: StrategySnapshot):
        raise NotImplementedError

    def keep(self, queryset, wanted: Callable[[ActionLine, Any], bool]):
        """The rows whose line in the snapshot is wanted."""
        raise NotImplementedError

    def of_goal(self, queryset, name, value):
        return queryset.filter(**{f"{self.to_action}goal__code": value})

    def of_objective(self, queryset, name, value):
        return queryset.filter(**{f"{self.to_action}objective__code": value})

    def of_owner(self, queryset, name, value):
        if value == "nobody":
            return self.keep(queryset, lambda action, line: not any(h.person_key for h in action.holders))
        return self.keep(queryset, lambda action, line: any(h.person_key == value for h in action.holders))

    def of_organisation(self, queryset, name, value):
        return self.keep(queryset, lambda action, line: any(h.organisation_key == value for h in action.holders))

    def of_status(self, queryset, name, value):
        wanted = next(status for status in Status if status.value == value)
        return self.keep(queryset, lambda action, line: status_of(action, line) is wanted)

    def due_when(self, queryset, name, value):
        return self.keep(queryset, lambda action, line: is_due(due_of(action, line), value, on=self.snapshot.as_at))

    to_action = ""

    def wanted_pks(self) -> set[int]:
        """What the database finds; a name that is in no list is left aside, and said beside its field."""
        return set(self.qs.values_list("pk", flat=True))


class ActionFilter(PlanFilter):
    sort = filters.ChoiceFilter(
        label="Order", method="unchanged", choices=list(ACTION_ORDERS.items())[1:], empty_label="Worst first"
    )

    class Meta:
        model = Action
        fields: list[str] = []

    def rows(self, snapshot):
        return Action.objects.filter(strategy__key=snapshot.key, said_on__lte=snapshot.as_at).order_by("pk")

    def keep(self, queryset, wanted):
        return queryset.filter(pk__in=[a.pk for a in self.snapshot.actions if wanted(a, None)])

    def with_words(self, queryset, name, value):
        words = (Q(title__icontains=w) | Q(detail__icontains=w) | Q(reference__icontains=w) for w in value.split())
        return queryset.filter(*words)

    def unchanged(self, queryset, name, value):
        return queryset

    def lines(self) -> list[ActionLine]:
        """The actions that are wanted, in the order that was asked for. One query."""
        pks = self.wanted_pks()
        found = [a for a in self.snapshot.actions if a.pk in pks]
        return sorted(found, key=lambda a: action_order(a, self.form.cleaned_data.get("sort") or "worst"))


class MilestoneFilter(PlanFilter):
    sort = filters.ChoiceFilter(
        label="Order", method="unchanged", choices=list(MILESTONE_ORDERS.items())[1:], empty_label="Worst first"
    )
    to_action = "action__"

    class Meta:
        model = Milestone
        fields: list[str] = []

    def rows(self, snapshot):
        return Milestone.objects.filter(action__strategy__key=snapshot.key, said_on__lte=snapshot.as_at).order_by("pk")

    def keep(self, queryset, wanted):
        return queryset.filter(pk__in=[m.pk for a, m in self.snapshot.milestones if wanted(a, m)])

    def with_words(self, queryset, name, value):
        words = (
            Q(title__icontains=w) | Q(reference__icontains=w) | Q(action__title__icontains=w) for w in value.split()
        )
        return queryset.filter(*words)

    def unchanged(self, queryset, name, value):
        return queryset

    def lines(self) -> list[Pair]:
        pks = self.wanted_pks()
        found = [(a, m) for a, m in self.snapshot.milestones if m.pk in pks]
        return sorted(found, key=lambda pair: milestone_order(pair, self.form.cleaned_data.get("sort") or "worst"))


def status_of(action: ActionLine, milestone: MilestoneLine | None) -> Status | None:
    """Of the milestone, or of the action when there is none; None where it was withdrawn."""
    if milestone is None:
        return None if action.is_withdrawn else action.judgement.status
    return milestone.judgement.status if milestone.judgement else None


def due_of(action: ActionLine, milestone: MilestoneLine | None) -> date | str | None:
    """The day that is still waited for; "finished" where none is."""
    if milestone is None:
        all_done = bool(action.milestones) and all(m.is_finished for m in action.milestones)
        return "finished" if all_done or action.is_closed or action.is_withdrawn else action.next_due
    if milestone.is_finished:
        return "finished"
    return milestone.position.current.latest if milestone.position.current else None


def is_due(day: date | str | None, window: str, *, on: date) -> bool:
    """Whether a date falls into one of the windows of `DUE`, as at a day. What is finished is due in none."""
    if isinstance(day, str):
        return False
    if day is None or window == "none":
        return day is None and window == "none"
    if window == "overdue":
        return day < on
    return on <= day <= on + timedelta(days=int(window))


def action_order(action: ActionLine, by: str) -> tuple:
    due = action.next_due or date.max
    return {
        "worst": (action.is_withdrawn, action.judgement.status.order, due),
        "due": (due,),
        "reference": (),
        "title": (action.title.casefold(),),
        "silent": (action.is_closed or action.is_withdrawn, action.last_said or date.min),
    }[by] + (action.reference,)


def milestone_order(pair: Pair, by: str) -> tuple:
    action, milestone = pair
    position = milestone.position
    due = position.current.latest if position.current and not milestone.is_finished else date.max
    worst = milestone.judgement.status.order if milestone.judgement else len(Status)
    return {
        "worst": (worst, due),
        "due": (due,),
        "reference": (),
        "title": (milestone.title.casefold(),),
        "silent": (milestone.is_finished, position.last_said or date.min),
        "slip": (-(position.slip_days or 0),),
    }[by] + (action.reference, milestone.reference)


def by_name(found: dict[str, str]) -> Iterable[tuple[str, str]]:
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


REGISTER_ORDERS = {"past": "Past its day first", "age": "Oldest reading first", "title": "Title"}


class RegisterFilter(filters.FilterSet):
    """What the register of indicators can be narrowed to. `rows` are those of `plans.pages.indicator_register`."""

    q = filters.CharFilter(label="Words", method="with_words", max_length=100)
    owner = filters.ChoiceFilter(label="Lead", method="of_owner", empty_label="Anybody")
    objective = filters.ChoiceFilter(label="Objective", method="of_objective", empty_label="All")
    due = filters.ChoiceFilter(
        label="Next reading", method="that_is", choices=[(d.value, d.label) for d in Due], empty_label="Any"
    )
    gap = filters.ChoiceFilter(
        label="What is missing",
        method="that_lacks",
        choices=[(g.value, g.label) for g in Gap],
        empty_label="Anything or nothing",
    )
    sort = filters.ChoiceFilter(
        label="Order",
        method="unchanged",
        choices=list(REGISTER_ORDERS.items())[1:],
        empty_label=REGISTER_ORDERS["past"],
    )

    class Meta:
        model = Indicator
        fields: list[str] = []

    def __init__(self, data, *, rows, snapshot: StrategySnapshot):
        self.rows = rows
        super().__init__(data, queryset=Indicator.objects.filter(pk__in=[row.line.pk for row in rows]))
        owners = {h.person_key or h.organisation_key: str(h) for row in rows for h in row.leads}
        self.form.fields["owner"].choices = [("", "Anybody"), *by_name(owners), ("nobody", "Nobody named")]
        objectives = [(o.code, f"{o.code} {o.title}") for _, o in snapshot.objectives]
        self.form.fields["objective"].choices = [("", "All"), *objectives]
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = "“%(value)s” is not in this list, so it changes nothing."

    def keep(self, queryset, wanted: Callable[[Any], bool]):
        return queryset.filter(pk__in=[row.line.pk for row in self.rows if wanted(row)])

    def with_words(self, queryset, name, value):
        words = (Q(title__icontains=w) | Q(definition__icontains=w) for w in value.split())
        return queryset.filter(*words)

    def of_owner(self, queryset, name, value):
        if value == "nobody":
            return self.keep(queryset, lambda row: not row.leads)
        return self.keep(queryset, lambda row: any(value == (h.person_key or h.organisation_key) for h in row.leads))

    def of_objective(self, queryset, name, value):
        return self.keep(queryset, lambda row: value in row.line.objectives)

    def that_is(self, queryset, name, value):
        return self.keep(queryset, lambda row: row.coming.due.value == value)

    def that_lacks(self, queryset, name, value):
        return self.keep(queryset, lambda row: any(gap.value == value for gap in row.gaps))

    def unchanged(self, queryset, name, value):
        return queryset

    def lines(self) -> list:
        """The rows that are wanted, in the order that was asked for. One query."""
        pks = set(self.qs.values_list("pk", flat=True))
        found = [row for row in self.rows if row.line.pk in pks]
        by = self.form.cleaned_data.get("sort") or "past"
        if by == "age":
            return sorted(found, key=lambda row: (row.last.period.latest if row.last else date.min, row.order))
        return sorted(found, key=lambda row: row.line.title.casefold()) if by == "title" else found
