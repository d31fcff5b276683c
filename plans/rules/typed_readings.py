"""What somebody types as a reading: read from text, worked out, refused where it cannot be, and doubted where it is far off.

A refusal is a sentence with the field that it is about. A doubt only asks: whoever types may say that it is right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from plans.enums import NationalMeasure, PeriodKind
from plans.rules.windows import long_date
from plans.rules.words import plain as plain_number

MOST_DIGITS, MOST_DECIMALS = 12, 4
PARTED = re.compile(r"-?[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]*)?")
MINUS = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " "})
EXAMPLE = "Write it in figures, for example 1,870 or 70.5."
GP_RATIOS = {NationalMeasure.PATIENTS_PER_GP_ALL, NationalMeasure.PATIENTS_PER_GP_QUALIFIED,
             NationalMeasure.PATIENTS_PER_GP_PERMANENT}  # fmt: skip

LAST = 5
"""So many readings are shown beside the boxes, and compared with what is typed."""
ENOUGH_TO_COMPARE = 3
SIGMA = Decimal("1.128")
"""An average moving range of two readings, divided by this, estimates their standard deviation (as on a control chart)."""
FACTOR = Decimal(2)


@dataclass(frozen=True, slots=True)
class TypedReading:
    """A reading as it was typed: its parts, or a value alone, for a period; with the key of its source.

    `comparator` names whose figure it is, where it is not the board's own.
    """

    period_end: date
    period_kind: PeriodKind
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    period_start: date | None = None
    source: str = ""
    comparator: str = ""


def read_number(text: str) -> Decimal | None:
    """A number as it is written by hand: "1,870", "70.5%", "£1.2". None where nothing is written. Raises ValueError.

    A comma parts thousands and nothing else, so "1,87" is asked about and never read as 187 or as 1.87.
    """
    bare = text.translate(MINUS).strip().lstrip("£").removesuffix("%").strip()
    if not bare:
        return None
    if re.search(r"[, ]", bare):
        if not PARTED.fullmatch(bare):
            words = (
                f"“{text.strip()[:40]}” cannot be read with certainty: after a comma come three figures, as in 1,870."
            )
            raise ValueError(
                words if re.search(r"\d", bare) and not re.search(r"[a-z]", bare, re.I) else not_a_number(text)
            )
        bare = re.sub(r"[, ]", "", bare)
    if not re.fullmatch(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", bare):
        raise ValueError(not_a_number(text))
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise ValueError(not_a_number(text)) from None
    if len(str(abs(int(number)))) > MOST_DIGITS:
        raise ValueError(f"This has more than {MOST_DIGITS} figures before the point; no count here is so large.")
    if number != round(number, MOST_DECIMALS):
        raise ValueError("At most four decimals are kept.")
    return number


def not_a_number(text: str) -> str:
    return f"“{text.strip()[:40]}” is not a number. {EXAMPLE}"


def is_ratio(line: Any) -> bool:
    """Whether its parts give so many for each one (patients for each GP) and not a share."""
    if line.is_percentage:
        return False
    parted = [r for r in line.own if r.numerator is not None]
    if parted:
        return max(parted, key=lambda r: (r.period.latest, r.said_on, r.pk)).is_ratio
    return line.fed_by in GP_RATIOS or bool(re.search(r"\bper (?!cent|100)", f"{line.unit} {line.title}", re.I))


def has_parts(line: Any) -> bool:
    """Whether a reading is typed as a part and its whole: a percentage, or one whose last readings were given so."""
    if line.is_percentage or any(r.numerator is not None for r in line.own):
        return True
    return bool(line.numerator_words and line.denominator_words)


def worked_out(typed: TypedReading, line: Any) -> Decimal | None:
    """The value: as typed, else from its parts as the snapshot works it out. None while something is missing."""
    part, whole = typed.numerator, typed.denominator
    if typed.value is not None or part is None or not whole:
        return typed.value
    if is_ratio(line):
        return (part / whole).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) if line.is_percentage else part


def in_words(typed: TypedReading, line: Any) -> str:
    """ "1,309 of 1,870 is 70.0%.", "54,300 for 25.4 is 2,138." Nothing where nothing is worked out."""
    value, part, whole = worked_out(typed, line), typed.numerator, typed.denominator
    if value is None or part is None or not whole or typed.value is not None:
        return ""
    of = f"{plain(part)} {'for' if is_ratio(line) else 'of'} {plain(whole)}"
    if not line.is_percentage and not is_ratio(line):
        return f"{of}: {plain((part * 100 / whole).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP))}%."
    unit = "%" if line.is_percentage else ""
    return f"{of} is {value.quantize(Decimal(1).scaleb(-line.decimals), rounding=ROUND_HALF_UP):,f}{unit}."


def why_impossible(
    typed: TypedReading, line: Any, *, on: date, but: int | None = None, seen: int | None = None
) -> list[tuple[str, str]]:
    """What cannot be, each as (field, sentence). `but` is the reading that this one is to replace; one entered after
    `seen` is news to whoever types, and no fault of theirs."""
    found = [*_figures(typed, line), *_period(typed, on)]
    if found:
        return found
    value = worked_out(typed, line)
    field = "value" if typed.value is not None else "numerator"
    if value is not None:
        found += [(field, sentence) for sentence in _out_of_range(value, line)]
    for reading in _peers(typed, line):
        same = reading.period.latest == typed.period_end and reading.citation.source.key == typed.source
        is_known = reading.pk != but and (seen is None or reading.pk <= seen)
        if same and is_known and (typed.period_start or typed.period_end) == reading.period.earliest:
            sentence = (
                f"{reading.shown} is already here for this period from this source. If that is wrong, it is corrected, "
                "not entered again; another paper that says something else is a source of its own."
            )
            found.append(("period_end", sentence))
            break
    return found


def _figures(typed: TypedReading, line: Any) -> Iterable[tuple[str, str]]:
    named = {"value": typed.value, "numerator": typed.numerator, "denominator": typed.denominator}
    strange = [name for name, number in named.items() if number is not None and not number.is_finite()]
    if strange:
        yield strange[0], "A reading must be an ordinary number."
        return
    part, whole = typed.numerator, typed.denominator
    if typed.value is not None:
        if part is not None or whole is not None:
            yield "value", "Write the two counts, or the figure alone, not both: from the counts it is worked out."
        return
    if not has_parts(line):
        yield "value", f"Write the figure. {EXAMPLE}"
        return
    for name, number in (("numerator", part), ("denominator", whole)):
        if number is None:
            yield name, f"Write a number. {EXAMPLE}"
        elif number < 0:
            yield name, f"{plain(number)} cannot be: a count is 0 or more."
    if part is None or whole is None or part < 0 or whole < 0:
        return
    if whole == 0:
        yield "denominator", "Of 0 nothing can be worked out: the whole must be more than 0."
    elif part > whole and not is_ratio(line):
        yield "numerator", f"{plain(part)} of {plain(whole)} cannot be: a part lies between 0 and the whole."


def _out_of_range(value: Decimal, line: Any) -> Iterable[str]:
    if (line.is_percentage or line.unit == "%") and not 0 <= value <= 100:
        yield f"{plain(value)}% cannot be: a share lies between 0% and 100%."
    elif line.least is not None and value < line.least:
        yield f"{plain(value)} cannot be: the lowest there can be is {plain(line.least)}."
    elif line.most is not None and value > line.most:
        yield f"{plain(value)} cannot be: the highest there can be is {plain(line.most)}."
    elif value < 0 and line.least is None and not any(r.value < 0 for r in line.own):
        yield f"{plain(value)} cannot be: nothing here is counted below 0."


def _period(typed: TypedReading, on: date) -> Iterable[tuple[str, str]]:
    starts, ends = typed.period_start, typed.period_end
    if ends > on:
        yield "period_end", f"{long_date(ends)} is still to come; a figure is for a period that has ended."
    elif typed.period_kind is PeriodKind.SNAPSHOT:
        if starts is not None and starts != ends:
            yield "period_start", "A figure of one day has no first day. Empty this, or say that it covers a period."
    elif starts is None:
        yield "period_start", "Write the first day of the period that the figure covers."
    elif starts > ends:
        yield "period_start", f"The period ends, on {long_date(ends)}, before this day."


def _peers(typed: TypedReading, line: Any) -> list[Any]:
    """The readings of the same place: the board's own, or those of one comparator."""
    return [r for r in line.readings if r.comparator == typed.comparator]


def compared_with(typed: TypedReading, line: Any) -> list[Any]:
    """The last readings that can be set beside what is typed, oldest first: undisputed, covering the same kind of period."""
    alike = [
        r for r in _peers(typed, line)
        if not r.is_disputed and r.period_kind is typed.period_kind and r.period.latest != typed.period_end
    ]  # fmt: skip
    return last_of(alike)


def last_of(readings: Iterable[Any]) -> list[Any]:
    """The last five by period, oldest first; of several for one period the one that is shown first."""
    by_period = {
        r.period.latest: r
        for r in sorted(readings, key=lambda r: (r.period.latest, r.is_headline, r.said_on, r.pk))
    }  # fmt: skip
    return list(by_period.values())[-LAST:]


def why_far(values: Sequence[Decimal], value: Decimal, unit: str = "") -> str:
    """A sentence where a value is far from those before it; nothing where it is not, or where there are too few.

    From three values on: outside their mean ± 3 × average moving range / 1.128, the limits of a control chart, and as far
    from the last one too, so that a figure which rises steadily is not doubted each time. Of one or two, or where they
    did not move at all: more than twice, or less than half, of the last.
    """
    if not values:
        return ""
    last = values[-1]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    room = 3 * sum(ranges, Decimal(0)) / len(ranges) / SIGMA if ranges else Decimal(0)
    if len(values) >= ENOUGH_TO_COMPARE and room:
        mean = sum(values, Decimal(0)) / len(values)
        is_far = abs(value - mean) > room and abs(value - last) > room
    else:
        is_far = value != last and not (min(last / FACTOR, last * FACTOR) <= value <= max(last / FACTOR, last * FACTOR))
    if not is_far:
        return ""
    lowest, highest = min(values), max(values)
    if lowest == highest:
        many = f"the last {len(values)} were all"
        before = f"{'the last was' if len(values) == 1 else many} {plain(last)}{unit}"
    else:
        before = f"the last {len(values)} lay between {plain(lowest)}{unit} and {plain(highest)}{unit}"
    return f"{plain(value)}{unit} is far from what came before: {before}."


def doubt(typed: TypedReading, line: Any) -> str:
    """Why a reading is far from the last five. Year-to-date figures grow and start again in April: they are not compared."""
    value = worked_out(typed, line)
    if value is None or typed.period_kind is PeriodKind.YEAR_TO_DATE:
        return ""
    unit = "%" if line.is_percentage or line.unit == "%" else ""
    return why_far([r.value for r in compared_with(typed, line)], value, unit)


def plain(number: Decimal | int) -> str:
    """1,870 or 8.5, with a true minus sign."""
    return plain_number(number).replace("-", "−")
