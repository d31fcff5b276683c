"""Makes the edits of a workbook through `plans.changes`: all of them, or none."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from plans import changes
from plans.changes.delivery import entry_source
from plans.changes.wording import change_lead, retitle
from plans.models import Action, Indicator, Milestone, Observation, Organisation, Person, Strategy

from .edits import ActionEdit, Edit, LeadEdit, MilestoneEdit, NewMilestone, NewReading, Refusal, Said

STEP = 200
Tell = Callable[[str], None]


class NotApplied(Exception):
    """Something was refused after all, so nothing was written. `refusals` say where and why."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__("; ".join(f"{one.cell}: {one.why}" for one in refusals))
        self.refusals = refusals


def apply(edits: list[Edit], strategy: Strategy, *, by, on: date, at: datetime, tell: Tell = lambda line: None) -> int:
    """Make every edit as one change, dated `on`. Raises NotApplied, and then wrote nothing. Returns how many were made."""
    refusals: list[Refusal] = []
    with changes.together():
        making = _Making(strategy, by, on, at)
        for number, edit in enumerate(edits, 1):
            try:
                with transaction.atomic():
                    making.make(edit)
            except changes.Stale:
                refusals.append(Refusal(edit.cell, "Somebody else changed this row in the same moment. Compare again."))
            except changes.REFUSED as refused:
                refusals.append(Refusal(edit.cell, changes.sentence(refused)))
            if not number % STEP:
                tell(f"{number:,} of {len(edits):,} changes made")
        if refusals:
            raise NotApplied(refusals)
    return len(edits)


class _Making:
    def __init__(self, strategy: Strategy, by, on: date, at: datetime):
        self.strategy, self.by, self.on, self.at = strategy, by, on, at
        self.source = entry_source(strategy)
        self.said_by = by.person if by else None
        self.actions_changed: Counter[int] = Counter()
        self.references: dict[int, set[str]] = {}

    def make(self, edit: Edit) -> None:
        if isinstance(edit, ActionEdit):
            action = self._action(edit.pk)
            retitle(
                action, title=edit.title, by=self.by, version=self._version(edit.pk, edit.version), because=edit.because
            )
            self.actions_changed[edit.pk] += 1
        elif isinstance(edit, MilestoneEdit):
            self._milestone(edit)
        elif isinstance(edit, LeadEdit):
            self._lead(edit)
        elif isinstance(edit, NewMilestone):
            self._new_milestone(edit)
        elif isinstance(edit, NewReading):
            self._reading(edit)

    def _action(self, pk: int) -> Action:
        return Action.objects.select_related("strategy__board").get(pk=pk, strategy=self.strategy)

    def _version(self, action: int, version: int) -> int:
        """The version an action is at when this file has changed it before: its wording and its lead are two sheets."""
        return version + self.actions_changed[action]

    def _milestone(self, edit: MilestoneEdit) -> None:
        rows = Milestone.objects.select_related("action__strategy__board")
        milestone = rows.get(pk=edit.pk, action__strategy=self.strategy)
        version = edit.version
        if edit.title is not None:
            retitle(milestone, title=edit.title, by=self.by, version=version, because=edit.because)
            version += 1
        if edit.said:
            self._say(milestone, edit.said, edit.because, version)

    def _say(self, milestone: Milestone, said: Said, because: str, version: int) -> None:
        facts: dict[str, Any] = {"kind": said.kind, "note": said.note, "judgement": said.judgement, "because": because}
        if window := said.window:
            worded = window.inferred or not window.is_day
            facts |= {"earliest": window.earliest, "latest": window.latest, "is_inferred": window.inferred}
            facts |= {"words": window.words if worded else ""}
        if self.by is None:  # nobody signed in: then it is the tracker's own entry, and nobody is said to have said it
            facts["source"] = self.source
        changes.update_milestone(milestone, by=self.by, on=self.on, at=self.at, version=version, **facts)

    def _lead(self, edit: LeadEdit) -> None:
        action = self._action(edit.action)
        change_lead(
            action,
            person=Person.objects.get(key=edit.person) if edit.person else None,
            organisation=Organisation.objects.get(key=edit.organisation) if edit.organisation else None,
            by=self.by,
            on=self.on,
            version=self._version(edit.action, edit.version),
            because=edit.because,
        )
        self.actions_changed[edit.action] += 1

    def _new_milestone(self, edit: NewMilestone) -> None:
        action = self._action(edit.action)
        facts = {"title": edit.title, "said_on": self.on, "position": self._last_position(action) + 1}
        milestone = Milestone(action=action, reference=self._next_reference(action), source=self.source, **facts)
        changes.add_milestone(milestone, by=self.by, because=edit.because)
        if edit.said:
            self._say(milestone, edit.said, edit.because, milestone.version)

    def _last_position(self, action: Action) -> int:
        return max(action.milestones.values_list("position", flat=True), default=0)

    def _next_reference(self, action: Action) -> str:
        """The next number after those the action's milestones have; a number is never used again."""
        used = set(action.milestones.values_list("reference", flat=True))
        number = action.milestones.aggregate(number=Count("pk"))["number"] + 1
        while f"{action.reference}.{number}" in used:
            number += 1
        return f"{action.reference}.{number}"

    def _reading(self, edit: NewReading) -> None:
        indicator = Indicator.objects.get(pk=edit.indicator, strategy=self.strategy)
        said = {"said_on": self.on, "recorded_on": self.on, "said_by": self.said_by, "source": self.source}
        changes.observe(Observation(indicator=indicator, **said, **edit.facts), by=self.by)
