"""One row of a page of updates: the form of a single milestone, shortened, and its like for an action.

Each is used with a `prefix`, so that a page can hold many. They read what is typed by the rules of `UpdateForm`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plans.enums import OwnerJudgement, StatementKind
from plans.forms.updates import UpdateForm
from plans.rules.status import OWNER_STATUS
from plans.tree import MilestoneLine


class RowForm(UpdateForm):
    """An update of a milestone, or of an action as a whole. "No change" is a button here, not one of the choices."""

    typed_names = ("outcome", "new_date", "done_on", "judgement", "because", "note", "version", "seen", "token")

    def __init__(self, *args, milestone: MilestoneLine, today: date, is_action: bool = False, **kwargs):
        super().__init__(*args, milestone=milestone, today=today, may_author=False, **kwargs)
        self.use_required_attribute = False
        for name, rows in (("note", 3), ("because", 2)):
            self._field(name).widget.attrs["rows"] = rows
        current = milestone.position.current
        if current and current.latest < today and not milestone.is_finished:
            self.labels[StatementKind.NOTE.value] = "Not done, and no new date yet"
            self._field("outcome").choices = list(self.labels.items())
        if is_action and not milestone.is_finished:
            self.labels = {kind: label for kind, label in self.labels.items() if kind != StatementKind.FORECAST}
            self.labels[StatementKind.NOTE.value] = "It goes on"
            self._field("outcome").choices = list(self.labels.items())
            self._field("outcome").label = "The action"
            for name in ("new_date", "judgement", "because"):
                del self.fields[name]

    @property
    def choices(self) -> Iterable[Any]:
        return [choice for choice in self["outcome"] if choice.data["value"] != StatementKind.NO_CHANGE]

    @property
    def judgements(self) -> list[tuple]:
        """Each colour's radio button with its mark and its written meaning."""
        if "judgement" not in self.fields:
            return []
        by_value = {choice.data["value"]: choice for choice in self["judgement"]}
        return [(by_value[j.value], OWNER_STATUS[j], j.meaning) for j in reversed(OwnerJudgement)]

    def shown(self, name: str) -> bool:
        """A field that belongs to one choice is in sight with it, and wherever it holds something or is wrong."""
        return name in self.fields and bool(self[name].errors or self[name].value())

    @property
    def shows_new_date(self) -> bool:
        return self.shown("new_date")

    @property
    def shows_done_on(self) -> bool:
        return self.shown("done_on")

    @property
    def shows_because(self) -> bool:
        return self.shown("because")
