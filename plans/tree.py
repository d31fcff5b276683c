"""The snapshot's tree: a strategy as it stood on a day, in frozen dataclasses, ready to be shown and to be stored.

Pages, charts, spreadsheets and packs are drawn from this and from nothing else, so they cannot disagree.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from plans.enums import (
    Better,
    DiscrepancyTreatment,
    IndicatorRule,
    Origin,
    OwnerJudgement,
    PeriodKind,
    Precision,
    Promise,
    ResponsibilityKind,
    SourceKind,
    StatementKind,
    Status,
)
from plans.rules.dates import Window, long_date
from plans.rules.indicators import IndicatorJudgement
from plans.rules.ledger import Position
from plans.rules.status import Judgement, Tally, roll_up


@dataclass(frozen=True)
class SourceRef:
    """A source as it is cited. `published` may be a window when the source does not print its day."""

    key: str
    kind: SourceKind
    title: str
    short: str
    published: Window | None
    is_held: bool
    url: str


@dataclass(frozen=True)
class Citation:
    """Where one fact comes from: the source, the place in it, and the number of the fact in the record."""

    source: SourceRef
    locator: str = ""
    fact: str = ""

    def __str__(self):
        parts = [self.source.short, self.locator]
        if not self.source.is_held:
            parts.append("named, not held")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Holder:
    """Who answers for something: a person, an organisation, or a person of an organisation."""

    kind: ResponsibilityKind
    person: str
    person_key: str
    organisation: str
    organisation_key: str
    since: date
    citation: Citation

    def __str__(self):
        return ", ".join(part for part in (self.person, self.organisation) if part)


@dataclass(frozen=True)
class StatementLine:
    """One thing said, as the ledger and the rules read it. `said` is a window when only that much is known."""

    pk: int
    kind: StatementKind
    said: Window
    window: Window | None
    promise: Promise | None
    promised: str
    judgement: OwnerJudgement | None
    note: str
    because: str
    said_by: str
    recorded_on: date
    citation: Citation

    @property
    def said_on(self) -> date:
        return self.said.latest

    @property
    def recorded_late(self) -> int:
        """Days between the day it was said and the day it was entered here."""
        return (self.recorded_on - self.said_on).days


@dataclass(frozen=True)
class Doubt:
    """An open discrepancy as it touches one thing: what contradicts what, who can settle it, and what is shown meanwhile."""

    code: str
    treatment: DiscrepancyTreatment
    title: str
    detail: str
    question: str
    shown_meanwhile: str
    who_settles: str
    raised_on: date
    found_by: str
    objective: str
    action: str
    milestone: str
    indicator: str
    claims: tuple["Claim", ...]


@dataclass(frozen=True)
class Claim:
    says: str
    comment: str
    is_doubted: bool
    observation_pk: int | None
    statement_pk: int | None
    citation: Citation


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone on a day: its statements, what they add up to, and the judgement with its sentence (None: withdrawn)."""

    pk: int
    reference: str
    title: str
    version: int
    position: Position
    judgement: Judgement | None
    owner_differs: str
    statements: tuple[StatementLine, ...]
    citation: Citation

    @property
    def is_finished(self) -> bool:
        return self.judgement is None or self.judgement.status is Status.COMPLETE


@dataclass(frozen=True)
class ActionLine:
    """An action on a day, with what its unfinished milestones make of it."""

    pk: int
    reference: str
    title: str
    detail: str
    words: str
    origin: str
    goal: str
    objective: str
    place: str
    programme: str
    funding: str
    needs_capital: bool
    said_on: date
    judgement: Judgement
    is_withdrawn: bool
    is_closed: bool
    last_said: date | None
    holders: tuple[Holder, ...]
    milestones: tuple[MilestoneLine, ...]
    statements: tuple[StatementLine, ...]
    citation: Citation

    @property
    def leads(self) -> tuple[Holder, ...]:
        return tuple(h for h in self.holders if h.kind is ResponsibilityKind.LEAD)

    @property
    def needs_owner(self) -> bool:
        """A board agreed it, in words the record quotes, and named nobody. Others may have a lead in a plan we do not hold."""
        agreed = self.origin == Origin.MINUTE and self.words
        return bool(agreed) and not self.leads and not self.is_closed and not self.is_withdrawn

    @property
    def next_due(self) -> date | None:
        days = [m.position.current.latest for m in self.milestones if not m.is_finished and m.position.current]
        return min(days, default=None)


@dataclass(frozen=True)
class ReadingLine:
    """One reading as stated. `value` is worked out from the parts where they are given."""

    pk: int
    key: str
    comparator: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    of_what: str
    period: Window
    period_words: str
    period_kind: PeriodKind
    precision: Precision
    is_provisional: bool
    is_inferred: bool
    breaks_series: bool
    is_headline: bool
    words: str
    note: str
    said_on: date
    is_disputed: bool
    shown: str
    citation: Citation
    is_ratio: bool = False
    is_set_aside: bool = False
    """Settled not to stand: left out as if it were disputed still."""


@dataclass(frozen=True)
class AwaitedLine:
    """The owner says that the next reading is not out yet, and when it is expected; None where that was not said."""

    expected: Window | None
    note: str
    said_on: date
    said_by: str
    citation: Citation


@dataclass(frozen=True)
class TargetLine:
    on: date | None
    value: Decimal
    said_on: date
    shown: str
    citation: Citation


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator on a day: what may be said of it, every reading stated by then, and the doubts that are open."""

    pk: int
    key: str
    title: str
    definition: str
    numerator_words: str
    denominator_words: str
    unit: str
    is_percentage: bool
    decimals: int
    better: Better
    rule: IndicatorRule
    frequency: str
    target_words: str
    part_of: str
    objectives: tuple[str, ...]
    judgement: IndicatorJudgement
    readings: tuple[ReadingLine, ...]
    targets: tuple[TargetLine, ...]
    holders: tuple[Holder, ...]
    doubts: tuple[str, ...]
    citation: Citation
    period_kind: PeriodKind | None = None
    """What a reading of it covers; None where each reading says so for itself."""
    due_after_days: int | None = None
    out_of_date_after_days: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    baseline_points: int | None = None
    parts_are_exhaustive: bool = False
    target_lacks_denominator: bool = False
    fed_by: str = ""
    awaited: tuple[AwaitedLine, ...] = ()

    @property
    def own(self) -> tuple[ReadingLine, ...]:
        """The board's own readings, oldest first, without comparators."""
        return tuple(r for r in self.readings if not r.comparator)

    @property
    def headline(self) -> ReadingLine | None:
        """The reading shown large: the latest undisputed one; among those for the same day the one marked as headline."""
        sound = [r for r in self.own if not r.is_disputed]
        return max(sound, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk), default=None)


@dataclass(frozen=True)
class ObjectiveLine:
    pk: int
    code: str
    title: str
    official: str
    other_wording: str
    sponsors: str
    plan_held: bool
    plan_note: str
    tally: Tally
    actions: tuple[ActionLine, ...]
    citation: Citation | None

    @property
    def last_said(self) -> date | None:
        return max((a.last_said for a in self.actions if a.last_said), default=None)


@dataclass(frozen=True)
class GoalLine:
    pk: int
    code: str
    also_known_as: str
    title: str
    summary: str
    sponsor: str
    considered: str
    considered_is_inferred: bool
    tally: Tally
    objectives: tuple[ObjectiveLine, ...]
    actions: tuple[ActionLine, ...]
    """Actions that belong to the whole goal and to no objective."""

    @property
    def all_actions(self) -> tuple[ActionLine, ...]:
        return tuple(a for o in self.objectives for a in o.actions) + self.actions


@dataclass(frozen=True)
class StrategySnapshot:
    """A strategy on a day. Frozen, stored as JSON and read back equal: see `plans.storage`."""

    key: str
    title: str
    board: str
    board_key: str
    banner: str
    is_fictional: bool
    is_record: bool
    as_at: date
    revision: int
    goals: tuple[GoalLine, ...]
    indicators: tuple[IndicatorLine, ...]
    doubts: tuple[Doubt, ...]
    corrections: tuple[int, ...]
    """Statements known by `as_at` that are marked as entered in error and so left out."""

    @cached_property
    def actions(self) -> tuple[ActionLine, ...]:
        return tuple(a for goal in self.goals for a in goal.all_actions)

    @cached_property
    def milestones(self) -> tuple[tuple[ActionLine, MilestoneLine], ...]:
        return tuple((a, m) for a in self.actions for m in a.milestones)

    @cached_property
    def objectives(self) -> tuple[tuple[GoalLine, ObjectiveLine], ...]:
        return tuple((g, o) for g in self.goals for o in g.objectives)

    @cached_property
    def tally(self) -> Tally:
        return roll_up([a.judgement for a in self.actions if not a.is_withdrawn])

    def goal(self, code: str) -> GoalLine | None:
        return next((g for g in self.goals if code in (g.code, g.also_known_as)), None)

    def objective(self, code: str) -> tuple[GoalLine, ObjectiveLine] | None:
        return next(((g, o) for g, o in self.objectives if o.code == code), None)

    def action(self, reference: str) -> ActionLine | None:
        return next((a for a in self.actions if a.reference == reference), None)

    def indicator(self, key: str) -> IndicatorLine | None:
        return next((i for i in self.indicators if i.key == key), None)

    def indicators_of(self, *objective_codes: str) -> tuple[IndicatorLine, ...]:
        return tuple(i for i in self.indicators if set(i.objectives) & set(objective_codes))

    def doubts_about(self, *, objective="", action="", milestone="", indicator="") -> tuple[Doubt, ...]:
        asked = {"objective": objective, "action": action, "milestone": milestone, "indicator": indicator}
        return tuple(d for d in self.doubts if any(v and getattr(d, k) == v for k, v in asked.items()))

    def on_day(self) -> str:
        return long_date(self.as_at)
