"""The readings of an indicator as small tables: periods across, what they are set against beneath."""

import itertools
from collections import Counter
from collections.abc import Sequence

from meetings.pack.indicator_words import whole
from meetings.pack.plan_contents import Series
from meetings.pack.wording import NONE, capital, listed
from plans.rules.windows import MONTHS, short_date
from plans.tree import IndicatorLine, ReadingLine

LONG_RUN = 6  # readings that a line joins, from which they stand across and share one line of sources
ALIKE = 4  # readings of which there is nothing to say singly, from which they do
ACROSS = 8
FITS = {4: 12, 12: 6}  # characters of a figure in a table of so many columns
BRIEF = 8  # characters of a period that fits the head of a narrow column


def stands_across(indicator: IndicatorLine, *, joined: bool) -> bool:
    """Whether the undisputed readings stand in tables by period, with one line of sources for all.

    So does a run that a line joins, and any that loses nothing by it: one kind of figure, one for each period and place,
    nothing of its own said about any, and no comparator in a period without a figure of the board.
    """
    own = [r for r in indicator.own if not r.is_disputed]
    if joined and len(own) >= LONG_RUN:
        return True
    sound = [r for r in indicator.readings if not r.is_disputed]
    alike = len({(r.period_kind, r.of_what) for r in own}) == 1
    once = Counter((r.comparator, r.period.latest) for r in sound).most_common(1)
    paired = {r.period.latest for r in sound} == {r.period.latest for r in own}
    silent = not any(r.words or r.note for r in sound)
    return len(sound) >= ALIKE and alike and once[0][1] == 1 and paired and silent


def apart(indicator: IndicatorLine) -> str:
    """What tells single readings from the rest of a table by period: "Provisional: October 2026."."""
    own = [r for r in indicator.own if not r.is_disputed]
    kinds = (
        ("Provisional", [r for r in own if r.is_provisional]),
        ("Worked out here, not stated", [r for r in own if r.is_inferred]),
        ("The definition changed before", [r for r in own if r.breaks_series]),
    )
    return " ".join(f"{kind}: {listed([_brief_period(r) for r in some])}." for kind, some in kinds if some)


def one_a_period(readings: Sequence[ReadingLine]) -> list[ReadingLine]:
    """For each period the headline among its readings, else the one said last."""
    best: dict = {}
    for r in sorted(readings, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk)):
        best[r.period.latest] = r
    return list(best.values())


def series(indicator: IndicatorLine) -> tuple[Series, ...]:
    """Undisputed readings, period by period across the page, with what they are set against beneath."""
    own = one_a_period([r for r in indicator.own if not r.is_disputed])
    parts = all(r.numerator is not None and r.denominator is not None for r in own)
    compared: dict[str, dict] = {}
    for r in indicator.readings:
        if r.comparator and not r.is_disputed:
            compared.setdefault(r.comparator, {})[r.period.latest] = r.shown
    if (
        not parts
        and not compared
        and (years := _by_year(own, "per cent" if indicator.is_percentage else indicator.unit))
    ):
        return (years,)
    found: list[Series] = []
    for some in _even(own):
        rows = [
            (
                "Per cent" if indicator.is_percentage else capital(indicator.unit or "Figure"),
                tuple(r.shown for r in some),
            )
        ]
        if parts:
            rows.insert(0, (capital(indicator.numerator_words or "Counted"), tuple(whole(r.numerator) for r in some)))
            rows.insert(1, (capital(indicator.denominator_words or "Of"), tuple(whole(r.denominator) for r in some)))
        for name, shown in compared.items():
            if any(r.period.latest in shown for r in some):
                rows.append((name, tuple(shown.get(r.period.latest, NONE) for r in some)))
        first = len(found[0].heads) if found else len(some)
        heads = tuple(_brief_period(r) for r in some)
        found.append(Series(heads, tuple(rows), short_of=first if len(some) < first else 0))
    return tuple(found)


def _by_year(readings: Sequence[ReadingLine], unit: str) -> Series | None:
    """One kind of figure for months or quarters of two years or more: a year to a row, as in a calendar."""
    shown: dict[tuple[int, tuple[int, int]], str] = {}
    for r in readings:
        first, last = r.period.earliest, r.period.latest
        if r.period.is_day or first.year != last.year or last.month - first.month not in (0, 2):
            return None
        shown[last.year, (first.month, last.month)] = r.shown
    years = sorted({year for year, _ in shown})
    spans = sorted({span for _, span in shown})
    if len(years) < 2 or len(spans) not in (4, 12) or len({last - first for first, last in spans}) > 1:
        return None
    if max(map(len, shown.values())) > FITS[len(spans)]:
        return None
    heads = tuple(_months(*span) for span in spans)
    rows = tuple((str(year), tuple(shown.get((year, span), NONE) for span in spans)) for year in years)
    return Series(heads, rows, head=f"Year, {unit}")


def _months(first: int, last: int) -> str:
    """ "Jan", "Jan to Mar"."""
    return " to ".join(MONTHS[month - 1][:3] for month in dict.fromkeys((first, last)))


def _even(readings: Sequence[ReadingLine]) -> list[Sequence[ReadingLine]]:
    """Stretches of the same length, or one less in those that come last: the style sheet makes their columns line up."""
    stretches = -(-len(readings) // ACROSS)
    each, longer = divmod(len(readings), stretches)
    ends = itertools.accumulate((each + (place < longer) for place in range(stretches)), initial=0)
    return [readings[begin:end] for begin, end in itertools.pairwise(ends)]


def _brief_period(reading: ReadingLine) -> str:
    """A period for a narrow head: "Oct 2025", "Oct to Dec 2025", "2014/15"."""
    if reading.period_words and len(reading.period_words) <= BRIEF:
        return reading.period_words
    first, last = reading.period.earliest, reading.period.latest
    if reading.period.is_day:
        return short_date(last)
    months = MONTHS[last.month - 1][:3]
    if (first.year, first.month) != (last.year, last.month):
        begin = MONTHS[first.month - 1][:3]
        months = f"{begin} to {months}" if first.year == last.year else f"{begin} {first.year} to {months}"
    return f"{months} {last.year}"
