"""What each national file says of a board's practices together: the figure of the area, England's beside it, what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import CqcRating, NationalMeasure, PracticeMeasure
from plans.pages.words import capital, count
from plans.practices import Practices
from plans.rules.dates import long_date
from plans.rules.practices import DEFINED, GPS, Total, counted_sentence, is_share, missing_words, together
from plans.rules.words import plain
from plans.tree import Citation, IndicatorLine, ReadingLine, SourceRef, StrategySnapshot

RATING, CHECKS = PracticeMeasure.CQC_RATING, PracticeMeasure.LD_HEALTH_CHECKS


@dataclass(frozen=True)
class Column:
    """One file's figure of the area, for its day or period, and what has to be known of it."""

    heading: str
    definition: str
    day: str
    shown: str
    detail: str
    england: str
    counted: str
    remark: str
    citation: Citation | None
    england_citation: Citation | None
    indicator: IndicatorLine | None

    @property
    def when(self) -> str:
        return self.day if " to " in self.day else f"as at {self.day}"


def usual_definition(snapshot: StrategySnapshot) -> PracticeMeasure:
    """How the board's own indicator counts GPs; without one, fully qualified GPs, as NHS England's headline does."""
    fed = {line.fed_by for line in snapshot.indicators}
    return next((gps for gps in GPS if gps.value in fed), PracticeMeasure.PATIENTS_PER_GP_QUALIFIED)


def indicator_for(measure: PracticeMeasure, snapshot: StrategySnapshot) -> IndicatorLine | None:
    """The board's indicator that is made from this measure of its practices; for ratings, the one of those rated Good."""
    wanted = NationalMeasure.CQC_GOOD if measure is RATING else measure
    return next((line for line in snapshot.indicators if line.fed_by == wanted.value), None)


def england_on(line: IndicatorLine | None, day: date | None) -> ReadingLine | None:
    """England's figure for exactly this day or period; what was said last."""
    said = [
        r for r in (line.readings if line else ()) if r.comparator.casefold() == "england" and r.period.latest == day
    ]
    return max((r for r in said if not r.is_disputed), key=lambda r: (r.said_on, r.pk), default=None)


def staffing_column(practices: Practices, parts: Sequence, missing: Counter, measure: PracticeMeasure, snapshot):
    return _sum_column("Patients per GP", practices, parts, missing, measure, snapshot)


def checks_column(practices: Practices, parts: Sequence, missing: Counter, snapshot: StrategySnapshot) -> Column:
    return _sum_column("Health checks", practices, parts, missing, CHECKS, snapshot)


def _sum_column(heading, practices, parts, missing, measure, snapshot) -> Column:
    day, line = practices.day_of(measure), indicator_for(measure, snapshot)
    total, england = together(parts, measure), england_on(line, day)
    return Column(
        heading=heading,
        definition=DEFINED[measure],
        day=period_words(practices, measure),
        shown=as_shown(total.value, measure) if total else "",
        detail=parts_words((total.numerator, total.denominator), measure) if total else "",
        england=england.shown if england else "",
        counted=counted_sentence(missing, of=total.practices if total else 0) if day else "",
        remark=_differs(total, line, day),
        citation=_citation(practices, measure),
        england_citation=england.citation if england else None,
        indicator=line,
    )


def rating_column(practices: Practices, rated: Counter, missing: Counter, snapshot: StrategySnapshot) -> Column:
    day, line = practices.day_of(RATING), indicator_for(RATING, snapshot)
    of, good, england = sum(rated.values()), rated[CqcRating.GOOD], england_on(line, day)
    left_out = missing_words(missing)
    counted = f"{count(of, 'practice')} {'has' if of == 1 else 'have'} a rating"
    return Column(
        heading="CQC rating",
        definition="the overall rating that was published last",
        day=period_words(practices, RATING),
        shown=f"{good} of {of} Good" if of else "",
        detail=f"{Decimal(good) * 100 / of:.1f}% of the practices with a rating" if of else "",
        england=f"{england.shown} Good" if england else "",
        counted=f"{capital(left_out)}; {counted}." if left_out else f"{capital(counted)}." if day else "",
        remark="",
        citation=_citation(practices, RATING),
        england_citation=england.citation if england else None,
        indicator=line,
    )


def as_shown(value: Decimal, measure: PracticeMeasure) -> str:
    """ "2,241" or "30.9%"."""
    return f"{value:,.1f}%" if is_share(measure) else f"{value:,.0f}"


def parts_words(parts: tuple[Decimal, Decimal], measure: PracticeMeasure) -> str:
    """ "18 of 107", or "25,300 patients, 6.11 GPs"."""
    first, second = (plain(part) for part in parts)
    return f"{first} of {second}" if is_share(measure) else f"{first} patients, {second} GPs"


def period_words(practices: Practices, measure: PracticeMeasure) -> str:
    """ "30 September 2026", or "1 April 2026 to 30 September 2026" where the file counts from a first day."""
    figures = [figure for line in practices.lines if (figure := practices.present(line, measure))]
    if not figures:
        return ""
    end, start = figures[0].period_end, figures[0].period_start
    return f"{long_date(start)} to {long_date(end)}" if start and start != end else long_date(end)


def column_source(practices: Practices, measure: PracticeMeasure) -> SourceRef | None:
    """The source that most of the latest figures of a measure cite; it is named once, with the column."""
    cited = [figure.citation.source for line in practices.lines if (figure := practices.present(line, measure))]
    return Counter(cited).most_common(1)[0][0] if cited else None


def _citation(practices: Practices, measure: PracticeMeasure) -> Citation | None:
    source = column_source(practices, measure)
    return Citation(source) if source else None


def _differs(total: Total | None, line: IndicatorLine | None, day: date | None) -> str:
    """Where the indicator says something else for the same day than its practices add up to."""
    own = [r for r in (line.own if line else ()) if r.period.latest == day and not r.is_disputed]
    said = max(own, key=lambda r: (r.is_headline, r.said_on, r.pk), default=None)
    if total is None or said is None:
        return ""
    stated, added = (said.numerator, said.denominator), (total.numerator, total.denominator)
    if stated == added or (said.numerator is None and abs(said.value - total.value) < 1):
        return ""
    return f"The board’s indicator says {said.shown} for this day, from {said.citation}."
