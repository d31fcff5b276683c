"""What may be said of an indicator: a colour and its reason, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import Better, IndicatorRule, IndicatorStatus, PeriodKind, Precision

TOO_FEW_FOR_SPC = 13


@dataclass(frozen=True, slots=True)
class Reading:
    value: Decimal
    period_end: date
    said_on: date
    precision: Precision
    period_kind: PeriodKind
    disputed: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    better: Better
    rule: IndicatorRule
    tolerance: Decimal | None
    floor: Decimal | None
    target: Decimal | None
    target_words: str = ""
    readings: tuple[Reading, ...] = ()
    disputes: tuple[str, ...] = ()
    out_of_date_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorJudgement:
    status: IndicatorStatus
    because: str


def judge_indicator(facts: IndicatorFacts, *, as_at: date) -> IndicatorJudgement:
    raise NotImplementedError


def percentage(numerator: Decimal | int | None, denominator: Decimal | int | None) -> Decimal | None:
    raise NotImplementedError


def target_on(trajectory: Sequence[tuple[date, Decimal]], *, day: date) -> Decimal | None:
    raise NotImplementedError


def age_in_months(period_end: date, as_at: date) -> int:
    raise NotImplementedError


def can_draw_line(readings: Sequence[Reading]) -> bool:
    raise NotImplementedError
