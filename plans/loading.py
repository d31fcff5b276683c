"""Reads a board's fixture: a folder of CSV files, one for each kind of row, written through `plans.changes`.

Columns are named after the fields of the model. A foreign key is written by the other row's natural key; lists are
separated by " | "; `{2026-03-04}` in a text is a day. Anything that cannot be read names file, row and field.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from plans import changes
from plans.changes.discrepancies import word_what_was_found
from plans.models import (
    Action,
    AgreedPlan,
    Alias,
    Board,
    ClosedDay,
    Comparator,
    Discrepancy,
    DiscrepancyClaim,
    Feedback,
    FeedbackLink,
    Goal,
    Indicator,
    Membership,
    Milestone,
    Objective,
    Observation,
    Organisation,
    OutcomesFramework,
    Person,
    Place,
    Practice,
    PracticeReading,
    Programme,
    Responsibility,
    Risk,
    RoleHolding,
    Source,
    Statement,
    Strategy,
    TrajectoryPoint,
)
from plans.rules.dates import long_date

DAY_IN_TEXT = re.compile(r"\{(\d{4}-\d{2}-\d{2})\}")
LIST = " | "
YES = {"yes": True, "no": False}


class BadRow(Exception):
    """A fixture row that cannot be loaded. The message names file, row and field."""


@dataclass(frozen=True)
class Kind:
    """One file of a fixture: the model it fills, how a row is named by others, and the change that writes it."""

    file: str
    model: type[models.Model]
    named_by: Callable[[dict, Any], str] | None = None
    write: Callable[..., Any] = changes.add
    extra: tuple[str, ...] = ()


def by_column(name: str) -> Callable[[dict, Any], str]:
    return lambda row, obj: row.get(name, "")


def state_with_defaults(statement: Statement, *, by):
    statement.recorded_on = statement.recorded_on or statement.said_on
    return changes.state(statement, by=by)


def observe_with_defaults(observation: Observation, *, by):
    observation.recorded_on = observation.recorded_on or observation.said_on
    return changes.observe(observation, by=by)


KINDS = (
    Kind("sources", Source, by_column("key")),
    Kind("organisations", Organisation, by_column("key")),
    Kind("people", Person, by_column("key")),
    Kind("boards", Board, by_column("key")),
    Kind("closed_days", ClosedDay),
    Kind("roles", RoleHolding),
    Kind("memberships", Membership),
    Kind("places", Place, by_column("key")),
    Kind("programmes", Programme, by_column("key")),
    Kind("strategies", Strategy, by_column("key")),
    Kind("goals", Goal, by_column("code")),
    Kind("objectives", Objective, by_column("code")),
    Kind("aliases", Alias),
    Kind("agreed_plans", AgreedPlan),
    Kind("risks", Risk, by_column("key")),
    Kind("feedback", Feedback, by_column("key")),
    Kind("actions", Action, by_column("reference"), changes.add_action),
    Kind("feedback_links", FeedbackLink),
    Kind("milestones", Milestone, by_column("reference"), changes.add_milestone),
    Kind("frameworks", OutcomesFramework, by_column("version")),
    Kind("comparators", Comparator, by_column("key")),
    Kind("practices", Practice, by_column("key")),
    Kind("practice_readings", PracticeReading, None, changes.read_practice),
    Kind("indicators", Indicator, by_column("key")),
    Kind("observations", Observation, by_column("key"), observe_with_defaults),
    Kind("trajectory", TrajectoryPoint, None, changes.set_target),
    Kind("responsibilities", Responsibility, None, changes.assign),
    Kind("statements", Statement, by_column("ref"), state_with_defaults, extra=("ref",)),
    Kind("discrepancies", Discrepancy, by_column("code"), changes.raise_discrepancy),
    Kind("claims", DiscrepancyClaim),
)


@dataclass
class Loading:
    """One load of one folder: what has been read so far, by natural key, and how far its days are shifted."""

    folder: Path
    shift: timedelta = timedelta()
    known: dict[tuple[type[models.Model], str], models.Model] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    worded: list[tuple[str, Discrepancy]] = field(default_factory=list)
    """Words for what a rule is to find, with the place they stand in."""

    def load(self, kind: Kind) -> int:
        """Load one file; a missing file holds no rows. Raises BadRow and leaves it to the caller to roll back."""
        path = self.folder / f"{kind.file}.csv"
        count = 0
        for number, row in _rows(path):
            where = f"{path.name}, row {number}"
            obj, lists = self._read(kind, row, where)
            count += 1
            if isinstance(obj, Discrepancy) and obj.found_by:
                self.worded.append((where, obj))
                continue
            _write(kind.write, obj, where)
            for name, others in lists.items():
                getattr(obj, name).set(others)
            if kind.named_by and (name := kind.named_by(row, obj)):
                self._remember(kind, name, obj, where)
        self.counts[kind.file] = count
        return count

    def word_what_was_found(self) -> None:
        """After the rules have run: give what they found its code and words. Raises BadRow where a rule did not find it."""
        for where, words in self.worded:
            _write(word_what_was_found, words, where)

    def _remember(self, kind: Kind, name: str, obj: models.Model, where: str) -> None:
        if (kind.model, name) in self.known:
            raise BadRow(f"{where}: {name!r} is already used by another row of {kind.file}.")
        self.known[kind.model, name] = obj

    def _read(self, kind: Kind, row: dict[str, str], where: str) -> tuple[models.Model, dict[str, list]]:
        facts: dict[str, Any] = {}
        lists: dict[str, list] = {}
        for column, text in row.items():
            if column in kind.extra:
                continue
            if text is None or column is None:
                raise BadRow(f"{where}: the row has not as many cells as the heading.")
            try:
                target = kind.model._meta.get_field(column)
            except FieldDoesNotExist:
                raise BadRow(f"{where}, {column}: there is no such column for {kind.file}.") from None
            if text == "":
                if _says_nothing(target):
                    facts[column] = ""
                continue
            try:
                if target.many_to_many:
                    lists[column] = [self._find(_model_of(target), name) for name in text.split(LIST)]
                elif target.is_relation:
                    facts[column] = self._find(_model_of(target), text)
                else:
                    facts[column] = self._value(target, text)
            except ValueError as unreadable:
                raise BadRow(f"{where}, {column}: {unreadable}") from None
        for needed in kind.model._meta.concrete_fields:
            if _is_needed(needed) and needed.name not in facts and not facts.get("found_by"):
                raise BadRow(f"{where}, {needed.name}: nothing is written here, and it is needed.")
        return kind.model(**facts), lists

    def _find(self, model: type[models.Model], name: str) -> models.Model:
        """A row named earlier in this folder, or one with that key that another folder has loaded."""
        if obj := self.known.get((model, name)):
            return obj
        if any(f.name == "key" for f in model._meta.fields):
            obj = model._default_manager.filter(key=name).first()
            if obj is not None:
                return obj
        raise ValueError(f"{name!r} is no {model._meta.verbose_name} loaded so far.")

    def _value(self, target: Any, text: str) -> Any:
        if isinstance(target, models.DateField):
            return self.day(text)
        if isinstance(target, models.TimeField):
            return self.time_of_day(text)
        if isinstance(target, models.BooleanField):
            if text not in YES:
                raise ValueError(f"{text!r} is neither yes nor no.")
            return YES[text]
        if isinstance(target, models.DecimalField):
            try:
                return Decimal(text)
            except InvalidOperation:
                raise ValueError(f"{text!r} is not a number.") from None
        if isinstance(target, models.IntegerField):
            return self.whole_number(text)
        if isinstance(target, models.JSONField) and target.default is dict:
            return self.by_name(text)
        if isinstance(target, models.JSONField):
            return [self.text(part) for part in text.split(LIST)]
        return self.text(text)

    def day(self, text: str) -> date:
        try:
            return date.fromisoformat(text) + self.shift
        except ValueError:
            raise ValueError(f"{text!r} is not a day; write it as 2017-01-18.") from None

    def time_of_day(self, text: str) -> time:
        try:
            return time.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a time of day; write it as 10:30.") from None

    def whole_number(self, text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a whole number.") from None

    def by_name(self, text: str) -> dict[str, str]:
        try:
            return {str(name): self.text(str(words)) for name, words in json.loads(text).items()}
        except (json.JSONDecodeError, AttributeError):
            raise ValueError('this is no text by name, such as {"summary": "Half a page."}.') from None

    def text(self, text: str) -> str:
        return DAY_IN_TEXT.sub(lambda found: long_date(self.day(found[1])), text)


def _write(write: Callable[..., Any], obj: Any, where: str) -> None:
    try:
        write(obj, by=None)
    except changes.REFUSED as refused:
        raise BadRow(f"{where}: {changes.sentence(refused)}") from refused


def _says_nothing(target: Any) -> bool:
    """An empty cell of a column that is there: nothing was said, which is not the same as what is usual."""
    return isinstance(target, models.CharField) and target.blank and target.has_default()


def _is_needed(target: Any) -> bool:
    """A row cannot be without it, and nothing fills it in: `recorded_on` is the day it was said, unless written."""
    filled = target.has_default() or target.primary_key or target.name == "recorded_on"
    return not (filled or target.null or target.blank)


def _model_of(relation: Any) -> type[models.Model]:
    return relation.related_model


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                yield reader.line_num, row
    except (UnicodeDecodeError, csv.Error):
        raise BadRow(f"{path.name}: this is no CSV file in UTF-8.") from None
