"""What the plan says, as the rows of the workbook's sheets. Drawn from the snapshot; writing and comparing both read it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plans.enums import PeriodKind, Precision
from plans.models import Action, Organisation, Person, Strategy
from plans.rules.windows import Window
from plans.snapshot_cache import snapshot_of
from plans.tree import ActionLine, IndicatorLine, MilestoneLine, StrategySnapshot

from .columns import ACTIONS, JUDGEMENTS, LONGEST_CELL, MILESTONES, OWNERS, READINGS, STATES, YES, plain

Value = str | date | int | Decimal
SHOWN_OF_WHAT_WAS_SAID = 600
PERIODS = (PeriodKind.SNAPSHOT, PeriodKind.FULL, PeriodKind.YEAR_TO_DATE, PeriodKind.ROLLING)


@dataclass(frozen=True)
class Row:
    """One row: its id, what stands in each column, and the line of the snapshot it was drawn from."""

    id: tuple[str, ...]
    values: dict[str, Value]
    line: ActionLine | MilestoneLine | IndicatorLine
    action: ActionLine | None = None

    def text(self, key: str) -> str:
        return as_text(self.values.get(key, ""))

    @property
    def texts(self) -> dict[str, str]:
        return {key: as_text(value) for key, value in self.values.items()}

    @property
    def is_finished(self) -> bool:
        return isinstance(self.line, MilestoneLine) and self.text("state") != "Open"


@dataclass(frozen=True)
class PlanRows:
    """A plan as rows, by sheet and id, with the lists from which cells are chosen."""

    strategy: Strategy
    snapshot: StrategySnapshot
    sheets: dict[str, dict[tuple[str, ...], Row]]
    lists: dict[str, list[str]]
    people: dict[str, str] = field(default_factory=dict)
    """Key of each person who may be named, by the words in the drop-down."""
    organisations: dict[str, str] = field(default_factory=dict)


def rows_of(strategy: Strategy, *, as_at: date) -> PlanRows:
    """The plan as at a day, as rows. Three queries beside those of the snapshot."""
    snapshot = snapshot_of(strategy, as_at=as_at)
    versions = dict(Action.objects.of_strategy(strategy).order_by("pk").values_list("pk", "version"))
    people = list(Person.objects.order_by("name", "key").values_list("key", "name", "left_on"))
    organisations = list(Organisation.objects.order_by("name", "key").values_list("key", "name"))
    person_words = _words([(key, name) for key, name, _ in people])
    organisation_words = _words(organisations)
    here = {person_words[key]: key for key, _, left_on in people if left_on is None or left_on > as_at}
    sheets = {
        ACTIONS.name: [_action(line, versions[line.pk]) for line in snapshot.actions],
        MILESTONES.name: [_milestone(action, line) for action, line in snapshot.milestones],
        OWNERS.name: [_owner(line, versions[line.pk], person_words, organisation_words) for line in snapshot.actions],
        READINGS.name: [_reading(line) for line in snapshot.indicators],
    }
    lists = {
        "states": list(STATES),
        "judgements": list(JUDGEMENTS),
        "people": list(here),
        "organisations": [organisation_words[key] for key, _ in organisations],
        "actions": [line.reference for line in snapshot.actions],
        "indicators": [line.key for line in snapshot.indicators],
        "periods": [kind.label for kind in PERIODS],
        "precisions": [str(one.label) for one in Precision],
        "yes": list(YES),
    }
    by_id = {name: {row.id: row for row in rows} for name, rows in sheets.items()}
    words = {organisation_words[key]: key for key, _ in organisations}
    return PlanRows(strategy, snapshot, by_id, lists, here, words)


def _words(named: list[tuple[str, str]]) -> dict[str, str]:
    """What each key is called in a drop-down: the name, with the key beside it where two have the same name."""
    plainly = [(key, plain(name)) for key, name in named]
    times = Counter(name for _, name in plainly)
    return {key: name if times[name] == 1 else f"{name} ({key})" for key, name in plainly}


def _action(line: ActionLine, version: int) -> Row:
    state = " (withdrawn)" if line.is_withdrawn else ""
    values: dict[str, Value] = {
        "reference": line.reference,
        "goal": line.goal,
        "objective": line.objective,
        "title": line.title,
        "lead": "; ".join(str(holder) for holder in line.leads),
        "status": line.judgement.status.label + state,
        "reason": line.judgement.because,
        "version": version,
    }
    return Row((line.reference,), values, line)


def _milestone(action: ActionLine, line: MilestoneLine) -> Row:
    position, last = line.position, line.statements[-1] if line.statements else None
    state = "Withdrawn" if position.is_withdrawn else "Completed" if position.completed else "Open"
    values: dict[str, Value] = {
        "action": action.reference,
        "reference": line.reference,
        "title": line.title,
        "lead": "; ".join(str(holder) for holder in action.leads),
        "first": _day(position.first),
        "date": _day(position.current),
        "state": state,
        "done": _day(position.completed),
        "judgement": position.owner_judgement.label if position.owner_judgement else "",
        "status": line.judgement.status.label if line.judgement else "Withdrawn",
        "reason": line.judgement.because if line.judgement else "",
        "said_on": last.said_on if last else "",
        "said": " ".join(filter(None, (last.note, last.because)))[:SHOWN_OF_WHAT_WAS_SAID] if last else "",
        "version": line.version,
    }
    return Row((action.reference, line.reference), values, line, action)


def _owner(line: ActionLine, version: int, people: dict[str, str], organisations: dict[str, str]) -> Row:
    persons = [people[holder.person_key] for holder in line.leads if holder.person_key]
    bodies = [organisations[holder.organisation_key] for holder in line.leads if holder.organisation_key]
    values: dict[str, Value] = {
        "action": line.reference,
        "title": line.title,
        "person": "; ".join(dict.fromkeys(persons)),
        "organisation": "; ".join(dict.fromkeys(bodies)),
        "since": max((holder.since for holder in line.leads), default=""),
        "version": version,
    }
    return Row((line.reference,), values, line)


def _reading(line: IndicatorLine) -> Row:
    last = max(line.own, key=lambda reading: (reading.period.latest, reading.said_on, reading.pk), default=None)
    values: dict[str, Value] = {
        "indicator": line.key,
        "title": line.title,
        "unit": line.unit,
        "last": last.shown if last else "",
        "last_on": last.period.latest if last else "",
        "version": len(line.own),
    }
    return Row((line.key,), values, line)


def _day(window: Window | None) -> Value:
    """A day as a date; a window of days as its words."""
    if window is None:
        return ""
    return window.latest if window.is_day else str(window)


def as_text(value: Value) -> str:
    """A value as its fingerprint reads it, and as it is shown beside a difference."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return plain(value)[:LONGEST_CELL]
