"""The register of indicators: of each the owner, the last reading and its age, the next one and by when, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.pages.indicator_charts import period
from plans.pages.indicators import age
from plans.pages.tables import day_cell, names
from plans.rules.gaps import Gap, NothingDue, gaps_of, nothing_due, served, unmeasured
from plans.rules.readings_due import Due, NextReading, awaited_words, last_reading, next_reading
from plans.tree import Holder, IndicatorLine, ObjectiveLine, ReadingLine, StrategySnapshot

HEADINGS = (
    "Indicator", "Objectives", "Lead", "Reported", "Last reading", "Period", "Period ends", "Said on", "Age",
    "Next reading ends", "Expected by", "Days past", "Readings missing", "Where it stands", "Not out yet", "What is missing",
    "Source of the last reading",
)  # fmt: skip


@dataclass(frozen=True)
class RegisterRow:
    line: IndicatorLine
    leads: tuple[Holder, ...]
    last: ReadingLine | None
    period: str
    age: str
    coming: NextReading
    awaited: str
    gaps: tuple[Gap, ...]

    @property
    def order(self) -> tuple:
        """What is longest past its day first; the rest as `Due` lists them."""
        return *self.coming.urgency, self.line.title.casefold(), self.line.pk


@dataclass(frozen=True)
class Gaps:
    """What the plan as a whole lacks, and which indicators lack what."""

    indicators: tuple[tuple[Gap, tuple[RegisterRow, ...]], ...]
    unmeasured: tuple[ObjectiveLine, ...]
    nothing_due: tuple[NothingDue, ...]

    @property
    def any(self) -> bool:
        return bool(self.unmeasured or self.nothing_due or any(rows for _, rows in self.indicators))


def register_rows(snapshot: StrategySnapshot) -> tuple[RegisterRow, ...]:
    """Every indicator, what is longest past its day first."""
    codes = served(snapshot) if snapshot.goals else None
    rows = (_row(line, snapshot.as_at, codes) for line in snapshot.indicators)
    return tuple(sorted(rows, key=lambda row: row.order))


def _row(line: IndicatorLine, on: date, codes: frozenset[str] | None) -> RegisterRow:
    last = last_reading(line)
    return RegisterRow(
        line=line,
        leads=tuple(h for h in line.holders if h.kind.value == "lead"),
        last=last,
        period=period(last) if last else "",
        age=age(last.period.latest, on) if last else "",
        coming=next_reading(line, on=on),
        awaited=awaited_words(line, on=on),
        gaps=gaps_of(line, served_by_actions=codes),
    )


def gaps(rows: Iterable[RegisterRow], snapshot: StrategySnapshot) -> Gaps:
    rows = sorted(rows, key=lambda row: row.line.title.casefold())
    return Gaps(
        tuple((gap, tuple(row for row in rows if gap in row.gaps)) for gap in Gap),
        unmeasured(snapshot),
        nothing_due(snapshot, on=snapshot.as_at),
    )


def tally(rows: Sequence[RegisterRow]) -> list[tuple[Due, int]]:
    """How many stand where; what does not occur is left out."""
    found = [(due, sum(row.coming.due is due for row in rows)) for due in Due]
    return [(due, count) for due, count in found if count]


def csv_rows(rows: Iterable[RegisterRow]) -> Iterable[Sequence[str]]:
    for row in rows:
        line, last, coming = row.line, row.last, row.coming
        yield (
            line.title, ", ".join(line.objectives), names(row.leads), line.frequency, last.shown if last else "",
            row.period, day_cell(last.period.latest) if last else "", day_cell(last.said_on) if last else "", row.age,
            day_cell(coming.ends), day_cell(coming.expected_by), str(coming.late_days or ""), str(coming.missing or ""),
            coming.due.label, row.awaited, "; ".join(gap.label for gap in row.gaps), str(last.citation) if last else "",
        )  # fmt: skip
