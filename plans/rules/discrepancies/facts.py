"""What the rules of discrepancies are given, and what they give back: plain values, each with the number of its row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plans.enums import DiscrepancyTreatment, PeriodKind, Precision, Promise, StatementKind
from plans.rules.windows import Window, long_date
from plans.rules.words import plain


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a fact stands: the source by its number, its place in it, and what tells two sources of a kind apart."""

    source: int
    locator: str = ""
    title: str = ""
    is_data_file: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One reading of the board's own, as stated. `count` is what was counted: the value, or the numerator of a count."""

    pk: int
    value: Decimal
    period_end: date
    said_on: date
    cite: Cite
    period_start: date | None = None
    period_kind: PeriodKind = PeriodKind.SNAPSHOT
    precision: Precision = Precision.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    of_what: str = ""
    is_ratio: bool = False
    is_provisional: bool = False
    is_headline: bool = False
    words: str = ""
    replaces: int | None = None

    @property
    def count(self) -> Decimal:
        return self.value if self.numerator is None or self.is_ratio else self.numerator

    @property
    def span(self) -> tuple[Decimal, Decimal | None]:
        """The least and the most that the counted figure can be. "More than" has no upper end."""
        return span(self.count, self.precision)

    def __str__(self) -> str:
        """10 of 20 practices inspected; about 30; 59."""
        before = "" if self.precision in (Precision.EXACT, Precision.ROUNDED) else f"{self.precision.label} "
        if self.numerator is None or self.denominator is None or self.is_ratio:
            return f"{before}{plain(self.value)}"
        of = f" {self.of_what}" if self.of_what else ""
        return f"{before}{plain(self.numerator)} of {plain(self.denominator)}{of}"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it was stated: for a day, or an ambition without one."""

    pk: int
    value: Decimal
    said_on: date
    cite: Cite
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator with its readings, oldest period first, and its place in the tree: `part_of` is the key of its whole."""

    pk: int
    key: str
    title: str
    cite: Cite
    said_on: date
    unit: str = ""
    is_percentage: bool = False
    decimals: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    part_of: str = ""
    parts_are_exhaustive: bool = False
    target_lacks_denominator: bool = False
    target_words: str = ""
    period_kind: PeriodKind | None = None
    strategy: int | None = None
    objective: int | None = None
    figures: tuple[Figure, ...] = ()
    aims: tuple[Aim, ...] = ()

    @property
    def is_share(self) -> bool:
        return self.is_percentage or self.unit == "%"

    def told(self, figure: Figure) -> str:
        """A reading as a claim says it: the figure with its unit, and the words it was given in."""
        text = str(figure)
        if figure.numerator is None or figure.is_ratio:
            text += "%" if self.is_share else f" {self.unit}" if self.unit else ""
        return f"{text}: {quoted(figure.words)}" if figure.words else f"{self.title}: {text}"


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing said about a milestone that names a date, or a note beside it; also one statement of `rules.ledger`."""

    pk: int
    kind: StatementKind
    said_on: date
    cite: Cite
    window: Window | None = None
    promise: Promise | None = None
    promised: str = ""
    because: str = ""
    note: str = ""
    judgement: None = None

    def __str__(self) -> str:
        """ "By 18 July 2017, “within the next six months”: two business cases approved"."""
        if self.window is None:
            return self.note
        said = f"By {long_date(self.window.latest)}"
        said += f", {quoted(self.window.words)}" if self.window.words else ""
        what = self.promised or (self.promise.label if self.promise else "")
        return f"{said}: {what}" if what else said


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with what was said of its dates, oldest first."""

    pk: int
    title: str
    action: int
    said: tuple[Dated, ...]
    strategy: int | None = None
    objective: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the statements that a rule put beside each other. A doubted one loses its colour and its place in a line."""

    says: str
    cite: Cite
    said_on: date
    is_doubted: bool = False
    observation: int | None = None
    statement: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a discrepancy is about, by the numbers of the rows."""

    strategy: int | None = None
    objective: int | None = None
    action: int | None = None
    milestone: int | None = None
    indicator: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found. `identity` names the claims that make it what it is: the same ones are found once."""

    rule: str
    subject: Subject
    identity: tuple[str, ...]
    claims: tuple[Claim, ...]
    treatment: DiscrepancyTreatment
    title: str
    detail: str = ""
    question: str = ""
    shown_meanwhile: str = ""
    who_settles: str = ""
    seen_from: date = date.min

    @property
    def doubted(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.is_doubted)


def about(measure: Measure) -> Subject:
    return Subject(strategy=measure.strategy, objective=measure.objective, indicator=measure.pk)


def seen_from(*days: date) -> date:
    """A contradiction can be seen from the day on which the last of its statements was said."""
    return max(days)


def span(value: Decimal, precision: Precision) -> tuple[Decimal, Decimal | None]:
    """Between what a figure can lie: "about 30" is 25 to 35, half of its last figure that is not a nought."""
    if precision is Precision.EXACT:
        return value, value
    if precision is Precision.MORE_THAN:
        return value, None
    exponent = int(value.normalize().as_tuple().exponent)
    if precision is Precision.ROUNDED:
        exponent = min(exponent, 0)
    half = Decimal(5).scaleb(exponent - 1)
    return value - half, value + half


def surely_above(one: Figure, other: Figure) -> bool:
    """Whether a figure is larger however either was rounded."""
    most = other.span[1]
    return most is not None and one.span[0] > most


def as_printed(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def quoted(words: str) -> str:
    """In quotation marks; those within become single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def by_key(measures: Iterable[Measure]) -> dict[str, Measure]:
    return {measure.key: measure for measure in measures}


def wholes_of(measure: Measure, known: dict[str, Measure]) -> Iterator[Measure]:
    """What an indicator is part of, nearest first: inspected practices, then all practices."""
    seen = {measure.key}
    while (whole := known.get(measure.part_of)) is not None and whole.key not in seen:
        seen.add(whole.key)
        yield whole
        measure = whole
