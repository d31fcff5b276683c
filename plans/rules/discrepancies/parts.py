"""Parts and wholes: a part larger than its whole, and parts that should add up and do not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plans.enums import DiscrepancyTreatment, Precision
from plans.rules.windows import long_date, months_after
from plans.rules.words import plain

from .facts import Claim, Figure, Found, Measure, about, by_key, seen_from, surely_above, wholes_of

NEAR = 12
"""Months between two period ends within which a part is set against its whole."""


@dataclass(frozen=True, slots=True)
class _Excess:
    """A reading of a part that is larger than the nearest reading of one of its wholes."""

    measure: Measure
    part: Figure
    whole_measure: Measure
    whole: Figure


def part_above_whole(measures: Iterable[Measure]) -> list[Found]:
    """A part is larger than its whole, and neither figure's rounding explains it.

    Each reading is set against the nearest reading of every whole above it, by period end, at most 12 months away. Only
    the impossible figure is doubted: the whole where more of the other figures speak against it than against the part,
    else the part.
    """
    known = by_key(measures)
    excesses = list(_excesses(known))
    found = []
    for reading in dict.fromkeys(excess.part.pk for excess in excesses):
        against = [excess for excess in excesses if excess.part.pk == reading]
        small = [excess for excess in against if _whole_is_the_odd_one(excess, excesses, known)]
        if len(small) < len(against):
            found.append(_part_found([excess for excess in against if excess not in small]))
    for reading in dict.fromkeys(excess.whole.pk for excess in excesses):
        over = [excess for excess in excesses if excess.whole.pk == reading]
        over = [excess for excess in over if _whole_is_the_odd_one(excess, excesses, known)]
        if over:
            found.append(_whole_found(over))
    return found


def parts_do_not_add_up(measures: Iterable[Measure]) -> list[Found]:
    """The parts of a whole that should add up to it, all read exactly for one day, come to more or to less.

    Less is "not accounted for", and nothing is doubted. More cannot be, and which figure is wrong cannot be told, so
    the whole and its parts are doubted alike.
    """
    known = by_key(measures)
    found = []
    for whole in known.values():
        parts = [measure for measure in known.values() if measure.part_of == whole.key]
        if not whole.parts_are_exhaustive or whole.is_share or not parts:
            continue
        for figure in _one_for_each_period(whole.figures):
            read = [_for_the_same_period(part, figure) for part in parts]
            together = [one for one in read if one is not None]
            everything = (figure, *together)
            if len(together) < len(parts) or any(one.precision is not Precision.EXACT for one in everything):
                continue
            if sum(one.count for one in together) != figure.count:
                found.append(_sum_found(whole, figure, list(zip(parts, together, strict=True))))
    return found


def nearest(figures: Iterable[Figure], *, to: date) -> Figure | None:
    """The reading whose period ends nearest to a day, at most 12 months before or after; of two, the one said first."""
    near = [one for one in figures if months_after(to, -NEAR) <= one.period_end <= months_after(to, NEAR)]
    return min(near, key=lambda one: (abs((one.period_end - to).days), one.said_on, one.pk), default=None)


def impossible(found: Iterable[Found]) -> frozenset[int]:
    """The readings that these findings cast doubt on."""
    return frozenset(claim.observation for one in found for claim in one.doubted if claim.observation is not None)


def _excesses(known: Mapping[str, Measure]) -> Iterator[_Excess]:
    for measure in known.values():
        for whole in wholes_of(measure, dict(known)):
            if measure.is_share or whole.is_share:
                continue
            for part in measure.figures:
                if part.is_ratio:
                    continue
                held = nearest((one for one in whole.figures if not one.is_ratio), to=part.period_end)
                if held is not None and surely_above(part, held):
                    yield _Excess(measure, part, whole, held)


def _whole_is_the_odd_one(excess: _Excess, excesses: list[_Excess], known: Mapping[str, Measure]) -> bool:
    """Whether more figures speak against the whole (other parts too large for it, other readings of it that hold this
    part) than against the part (other wholes too small for it, other readings of it that this whole holds)."""
    against_whole = {one.part.pk for one in excesses if one.whole.pk == excess.whole.pk} - {excess.part.pk}
    against_whole |= {one.pk for one in _near(excess.whole_measure, excess.whole) if not surely_above(excess.part, one)}
    against_part = {one.whole.pk for one in excesses if one.part.pk == excess.part.pk} - {excess.whole.pk}
    against_part |= {one.pk for one in _near(excess.measure, excess.part) if not surely_above(one, excess.whole)}
    return len(against_whole) > len(against_part)


def _near(measure: Measure, figure: Figure) -> list[Figure]:
    """Other readings of the same indicator, at most 12 months from this one."""
    first, last = months_after(figure.period_end, -NEAR), months_after(figure.period_end, NEAR)
    return [one for one in measure.figures if one.pk != figure.pk and first <= one.period_end <= last]


def _part_found(excesses: list[_Excess]) -> Found:
    measure, part = excesses[0].measure, excesses[0].part
    wholes = sorted(excesses, key=lambda one: -one.whole.count)
    largest = wholes[0]
    claims = [
        Claim(
            measure.told(part),
            part.cite,
            part.said_on,
            is_doubted=True,
            observation=part.pk,
            comment=f"More than the {plain(largest.whole.count)} there are, so left out of every line and colour.",
        ),
        *(
            Claim(one.whole_measure.told(one.whole), one.whole.cite, one.whole.said_on, observation=one.whole.pk)
            for one in wholes
        ),
    ]
    sound = [one for one in _near(measure, part) if not any(surely_above(one, excess.whole) for excess in wholes)]
    if beside := max(sound, key=lambda one: (one.is_headline, one.said_on, one.pk), default=None):
        claims.append(Claim(measure.told(beside), beside.cite, beside.said_on, observation=beside.pk))
    return Found(
        rule="part-above-whole",
        subject=about(measure),
        identity=(f"reading {part.pk}", *sorted(f"whole {one.whole.pk}" for one in excesses)),
        claims=tuple(claims),
        treatment=DiscrepancyTreatment.DISPUTED,
        title=f"{plain(part.count)} is more than the {plain(largest.whole.count)} it is part of",
        detail=f"{measure.title} is part of {largest.whole_measure.title}; a part cannot be larger than its whole.",
        shown_meanwhile=f"{plain(part.count)} stands beside the others, disputed.",
        seen_from=seen_from(part.said_on, min(one.whole.said_on for one in excesses)),
    )


def _whole_found(excesses: list[_Excess]) -> Found:
    measure, whole = excesses[0].whole_measure, excesses[0].whole
    largest = max(excesses, key=lambda one: one.part.count)
    return Found(
        rule="part-above-whole",
        subject=about(measure),
        identity=(f"whole {whole.pk}", *sorted(f"reading {one.part.pk}" for one in excesses)),
        claims=(
            Claim(
                measure.told(whole),
                whole.cite,
                whole.said_on,
                is_doubted=True,
                observation=whole.pk,
                comment="Less than its part, and other figures agree with the part.",
            ),
            *(
                Claim(one.measure.told(one.part), one.part.cite, one.part.said_on, observation=one.part.pk)
                for one in excesses
            ),
        ),
        treatment=DiscrepancyTreatment.DISPUTED,
        title=f"{plain(whole.count)} is less than its part, {plain(largest.part.count)}",
        detail=f"{largest.measure.title} is part of {measure.title}; a whole cannot be smaller than its part.",
        shown_meanwhile=f"{plain(whole.count)} stands beside the others, disputed.",
        seen_from=seen_from(whole.said_on, min(one.part.said_on for one in excesses)),
    )


def _one_for_each_period(figures: Iterable[Figure]) -> list[Figure]:
    """The reading of each period that the sum is tried on: the one marked as headline, else the one said last."""
    chosen: dict[tuple, Figure] = {}
    for one in sorted(figures, key=lambda one: (one.period_end, one.is_headline, one.said_on, one.pk)):
        if not one.is_ratio:
            chosen[one.period_end, one.period_kind] = one
    return list(chosen.values())


def _for_the_same_period(part: Measure, whole: Figure) -> Figure | None:
    """A part's reading for the period of the whole: from the same source, else the headline, else the one said last."""
    same = [one for one in part.figures if (one.period_end, one.period_kind) == (whole.period_end, whole.period_kind)]
    order = [(one.cite.source == whole.cite.source, one.is_headline, one.said_on, one.pk) for one in same]
    return same[order.index(max(order))] if same and not part.is_share else None


def _sum_found(whole: Measure, figure: Figure, parts: list[tuple[Measure, Figure]]) -> Found:
    total = sum((one.count for _, one in parts), start=figure.count * 0)
    summed = f"{' + '.join(plain(one.count) for _, one in parts)} = {plain(total)}"
    left, over = figure.count - total, total > figure.count
    day = long_date(figure.period_end)
    sources = list(dict.fromkeys(one.cite.source for _, one in parts))
    first = parts[0][1]
    if over:
        said = tuple(
            Claim(measure.told(one), one.cite, one.said_on, is_doubted=True, observation=one.pk)
            for measure, one in parts
        )
    elif len(sources) == 1:
        said = (Claim(f"Its parts: {summed}", first.cite, max(one.said_on for _, one in parts)),)
    else:
        said = tuple(Claim(measure.told(one), one.cite, one.said_on, observation=one.pk) for measure, one in parts)
    return Found(
        rule="parts-do-not-add-up",
        subject=about(whole),
        identity=(f"whole {figure.pk}", *sorted(f"part {one.pk}" for _, one in parts)),
        claims=(Claim(whole.told(figure), figure.cite, figure.said_on, is_doubted=over, observation=figure.pk), *said),
        treatment=DiscrepancyTreatment.DISPUTED if over else DiscrepancyTreatment.UNCLEAR,
        title=f"The parts add up to {plain(total)} of {plain(figure.count)}: {whole.title}",
        detail=f"For {day} the parts should add up to the whole: {summed}, beside {plain(figure.count)}.",
        shown_meanwhile=f"{plain(-left)} too many." if over else f"{plain(left)} unaccounted for.",
        seen_from=seen_from(figure.said_on, *(one.said_on for _, one in parts)),
    )
