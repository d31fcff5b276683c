"""The readings of an indicator: entered, corrected, taken back; and the word that the next one is not out yet."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from plans.enums import PeriodKind, Precision
from plans.models import AwaitedReading, Indicator, Observation, Source
from plans.rules.dates import Window, long_date
from plans.rules.typed_readings import TypedReading, is_ratio, why_impossible
from plans.snapshot_lines import Citations, indicator_line
from plans.tree import IndicatorLine

from ._ledger import NotAllowedNow, Stale, keep, together
from .delivery import UNDO_FOR, entry_source
from .discrepancies import reconcile_indicator
from .evidence import observe
from .sources import NewSource, on_record

UNDONE = "Undone by the person who entered it"
CAME = "A reading came on the same day"
FACTS = (
    "value", "numerator", "denominator", "period_start", "period_end", "period_kind", "precision", "is_provisional",
    "breaks_series",
)  # fmt: skip


def enter_reading(
    indicator: Indicator,
    *,
    by,
    on: date,
    seen: int,
    period_end: date,
    period_kind: PeriodKind = PeriodKind.SNAPSHOT,
    period_start: date | None = None,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    precision: Precision = Precision.EXACT,
    is_provisional: bool = False,
    breaks_series: bool = False,
    note: str = "",
    source: Source | NewSource | None = None,
    locator: str = "",
    at: datetime,
) -> Observation:
    """Add one reading, typed in on a day. `seen` is the last reading on the page: raises Stale where somebody has entered
    one for the same period since. The same reading, entered twice on a day by the same person, is one.

    Without a `source` it is entered here by whoever answers for it. Raises NotAllowedNow for what cannot be.
    """
    with together():
        indicator = Indicator.objects.select_for_update(of=("self",)).select_related("board").get(pk=indicator.pk)
        named = _source(source, indicator)
        figures: dict[str, Any] = {"value": value, "numerator": numerator, "denominator": denominator}
        reading = Observation(
            indicator=indicator,
            **figures,
            period_start=period_start,
            period_end=period_end,
            period_kind=period_kind,
            precision=precision,
            is_provisional=is_provisional,
            breaks_series=breaks_series,
            note=note,
            source=named,
            locator=locator,
            said_on=on,
            said_by=by.person,
            recorded_on=on,
        )
        same = indicator.observations.filter(period_end=period_end, comparator=None, error_marked_at=None)
        facts = {name: getattr(reading, name) for name in (*FACTS, "note", "source")}
        if already := same.filter(recorded_by=by, recorded_on=on, **facts).first():
            return already
        if same.filter(pk__gt=seen).exclude(recorded_by=by).exists():
            raise Stale("Somebody else entered a figure for this period since you opened it. Nothing was saved.")
        line = _line(indicator, on)
        _refuse_the_impossible(reading, line, on=on)
        reading.is_ratio = _is_ratio(reading, line)
        _end_waiting(reading, line, by=by, at=at)
        return observe(reading, by=by)


def correct_reading(
    wrong: Observation,
    *,
    by,
    on: date,
    at: datetime,
    because: str,
    source: Source | NewSource | None = None,
    **facts: Any,
) -> Observation:
    """Mark a reading as entered in error and put another in its place, said on the same day. Its source stays, unless named."""
    with together():
        indicator = Indicator.objects.select_for_update(of=("self",)).select_related("board").get(pk=wrong.indicator_id)
        right = Observation(
            indicator=indicator,
            comparator=wrong.comparator,
            said_on=wrong.said_on,
            said_by=wrong.said_by,
            recorded_on=on,
            source=_source(source, indicator) if source else wrong.source,
            is_headline=wrong.is_headline,
            replaces=wrong,
            **facts,
        )
        line = _line(indicator, on)
        _refuse_the_impossible(right, line, on=on, but=wrong.pk)
        right.is_ratio = _is_ratio(right, line)
        mark_reading_in_error(wrong, by=by, on=on, at=at, because=because)
        return observe(right, by=by)


def mark_reading_in_error(reading: Observation, *, by, on: date, at: datetime, because: str) -> Observation:
    """It stays, is left out of every page as at any day, and is noted as corrected."""
    if reading.error_marked_at:
        raise NotAllowedNow("This is already marked as entered in error.")
    reading.error_marked_at, reading.error_marked_by, reading.error_because = at, by, because
    with together():
        kept = keep(reading, by=by, because=because)
        reconcile_indicator(reading.indicator, on=on, by=by)
    return kept


def undo_reading(reading: Observation, *, by, on: date, at: datetime) -> Observation:
    """Take back a reading that was just entered, by the same person, within 15 minutes. What it replaced, or what it
    ended the waiting for, stands again."""
    _refuse_undo(reading.recorded_by_id, entered_at(reading), by=by, at=at)
    with together():
        replaced, reading.replaces = reading.replaces, None
        mark_reading_in_error(reading, by=by, on=on, at=at, because=UNDONE)
        if replaced:
            _stands_again(replaced, by=by)
        for awaited in AwaitedReading.objects.filter(indicator=reading.indicator_id, error_because=CAME).order_by("pk"):
            if awaited.said_on == reading.said_on:
                _stands_again(awaited, by=by)
    return reading


def entered_at(reading: Observation) -> datetime | None:
    """The instant a reading was typed in, which only the audit trail holds."""
    made = Observation.history.filter(id=reading.pk, history_type="+")
    return made.order_by("history_date").values_list("history_date", flat=True).first()


def await_reading(
    indicator: Indicator,
    *,
    by,
    on: date,
    at: datetime,
    token: UUID | None = None,
    expected: Window | None = None,
    note: str = "",
) -> AwaitedReading:
    """Say that the next reading is not out yet, when it is expected, and why. A form sent twice says it once."""
    if expected is None and not note.strip():
        raise NotAllowedNow("Say when it is expected, or why nobody can say.")
    if expected and expected.latest < on:
        raise NotAllowedNow(f"{long_date(expected.latest)} has already passed.")
    is_worded = bool(expected and (expected.inferred or not expected.is_day))
    facts: dict[str, Any] = {
        "expected_from": expected.earliest if expected else None,
        "expected_on": expected.latest if expected else None,
        "words": expected.words[:120] if expected and is_worded else "",
        "note": note,
    }
    with together():
        Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
        standing = AwaitedReading.objects.filter(indicator=indicator, error_marked_at=None)
        if token and (already := AwaitedReading.objects.filter(token=token).first()):
            return already
        if again := standing.filter(recorded_by=by, recorded_at__gt=at - UNDO_FOR, **facts).first():
            return again
        said = AwaitedReading(
            indicator=indicator,
            said_on=on,
            said_by=by.person,
            recorded_on=on,
            recorded_at=at,
            recorded_by=by,
            token=token,
            source=entry_source(indicator),
            **facts,
        )
        return keep(said, by=by, because=note)


@transaction.atomic
def undo_awaited(said: AwaitedReading, *, by, at: datetime) -> AwaitedReading:
    """Take back "not out yet", by the person who said it, within 15 minutes."""
    _refuse_undo(said.recorded_by_id, said.recorded_at, by=by, at=at)
    if said.error_marked_at:
        raise NotAllowedNow("This was already taken back, or a reading has come since.")
    said.error_marked_at, said.error_marked_by, said.error_because = at, by, UNDONE
    return keep(said, by=by, because=UNDONE)


def _refuse_undo(entered_by: int | None, entered: datetime | None, *, by, at: datetime) -> None:
    if entered_by != by.pk:
        raise NotAllowedNow("Only the person who entered this can undo it.")
    if entered is None or at - entered > UNDO_FOR:
        raise NotAllowedNow("This can no longer be undone: 15 minutes have passed. It can still be corrected.")


def _stands_again(row: Any, *, by) -> None:
    row.error_marked_at, row.error_marked_by, row.error_because = None, None, ""
    keep(row, by=by, because="What took its place was undone")


def _end_waiting(reading: Observation, line: IndicatorLine, *, by, at: datetime) -> None:
    """ "Not out yet", said earlier on the very day on which the reading then came, has no day of its own to stand for."""
    if reading.period_end <= max((r.period.latest for r in line.own), default=date.min):
        return
    said = AwaitedReading.objects.filter(indicator=reading.indicator_id, said_on=reading.said_on, error_marked_at=None)
    for one in said.order_by("pk"):
        one.error_marked_at, one.error_marked_by, one.error_because = at, by, CAME
        keep(one, by=by, because=CAME)


def _source(source: Source | NewSource | None, indicator: Indicator) -> Source:
    if source is None:
        return entry_source(indicator)
    return on_record(source)


def _line(indicator: Indicator, on: date) -> IndicatorLine:
    """The indicator with every reading that stands, as the rules read it: two queries."""
    rows = indicator.observations.filter(error_marked_at=None).select_related("comparator")
    readings = list(rows.order_by("period_end", "said_on", "pk"))
    pks = {row.source_id for row in readings} | {indicator.source_id}
    return indicator_line(
        indicator,
        as_at=on,
        objectives=(),
        readings=readings,
        targets=(),
        awaited=(),
        holders=(),
        doubts=(),
        cite=Citations(Source.objects.filter(pk__in=pks)),
    )


def _refuse_the_impossible(reading: Observation, line: IndicatorLine, *, on: date, but: int | None = None) -> None:
    typed = TypedReading(
        reading.period_end,
        PeriodKind(reading.period_kind),
        reading.value,
        reading.numerator,
        reading.denominator,
        reading.period_start,
        reading.source.key,
        str(reading.comparator or ""),
    )
    if found := why_impossible(typed, line, on=on, but=but):
        raise NotAllowedNow(" ".join(sentence for _, sentence in found))


def _is_ratio(reading: Observation, line: IndicatorLine) -> bool:
    return reading.numerator is not None and is_ratio(line)
