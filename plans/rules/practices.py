"""What is worked out of the figures of practices: a ratio, the figure of the area, which is worse, and what is missing.

The figure of an area is the sum over the sum, never the mean of the practices' own: NHS England works out patients per GP
so, and a small practice would otherwise weigh as much as a large one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from plans.enums import Better, CqcRating, Missing, PracticeMeasure
from plans.rules.funnel import Zone
from plans.rules.words import joined

GPS = (
    PracticeMeasure.PATIENTS_PER_GP_ALL,
    PracticeMeasure.PATIENTS_PER_GP_QUALIFIED,
    PracticeMeasure.PATIENTS_PER_GP_PERMANENT,
)
ABSENT = "absent"
"""The latest file has no row for the practice. A file cannot say this of itself, so no reading does."""

BRIEFLY = {
    Missing.SUPPRESSED: "suppressed",
    Missing.NO_DATA: "no data",
    Missing.NO_GP: "no GP recorded",
    Missing.NOT_RATED: "not rated",
    ABSENT: "not in the file",
}
DEFINED = {
    PracticeMeasure.PATIENTS_PER_GP_ALL: "all GPs, those in training among them",
    PracticeMeasure.PATIENTS_PER_GP_QUALIFIED: "fully qualified GPs, without those in training",
    PracticeMeasure.PATIENTS_PER_GP_PERMANENT: "fully qualified GPs, without those in training and locums",
    PracticeMeasure.LD_HEALTH_CHECKS: "checks done since April, of the people on the register",
}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Total:
    """Figures added up: of how many practices, and what follows."""

    numerator: Decimal
    denominator: Decimal
    practices: int
    value: Decimal


def is_share(measure: PracticeMeasure) -> bool:
    """A part of a whole, shown in per cent; else so many for each one."""
    return measure is PracticeMeasure.LD_HEALTH_CHECKS


def better(measure: PracticeMeasure) -> Better:
    return Better.LOWER if measure in GPS else Better.HIGHER


def worked_out(numerator: Decimal, denominator: Decimal, measure: PracticeMeasure) -> Decimal:
    """Patients for each GP, to one; or the share in per cent, to one decimal. Halves are rounded up.

    A share above 100 is kept: people leave a register after their check.
    """
    if is_share(measure):
        return (numerator * 100 / denominator).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return (numerator / denominator).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def together(parts: Iterable[tuple[Decimal, Decimal]], measure: PracticeMeasure) -> Total | None:
    """Sum over sum; None where there is nothing to add up."""
    found = list(parts)
    numerator = sum((n for n, _ in found), Decimal(0))
    denominator = sum((d for _, d in found), Decimal(0))
    if not denominator:
        return None
    return Total(numerator, denominator, len(found), worked_out(numerator, denominator, measure))


def rating_of(words: str) -> CqcRating | None:
    """The rating that a file's words name; None for words that are no rating."""
    told = " ".join(words.split()).casefold()
    return next((rating for rating in CqcRating if rating.label.casefold() == told), None)


def worst_first(value: Decimal | None, measure: PracticeMeasure) -> tuple[bool, Decimal]:
    """A sort key. What has no figure is not the worst: it comes last."""
    if value is None:
        return (True, Decimal(0))
    return (False, -value if better(measure) is Better.LOWER else value)


def missing_words(missing: Counter[str]) -> str:
    """ "2 suppressed, 1 no data", always in one order; "" where nothing is missing."""
    return ", ".join(f"{missing[kind]} {words}" for kind, words in BRIEFLY.items() if missing[kind])


def counted_sentence(missing: Counter[str], *, of: int) -> str:
    """How many practices the figure of the area is made of, and what is missing from it."""
    words = missing_words(missing)
    if not of:
        return f"{words[:1].upper()}{words[1:]}; so no figure can be given for the area." if words else ""
    many = "practice" if of == 1 else "practices"
    if words:
        return f"{words[:1].upper()}{words[1:]}; the area figure is of {of} {many}."
    return "The area figure is of the one practice." if of == 1 else f"The area figure is of all {of} practices."


def funnel_sentences(zones: Sequence[tuple[str, Zone]]) -> tuple[str, ...]:
    """What a funnel shows, in words: who lies outside which limit, and how often chance alone would put one there."""
    known = [(name, zone) for name, zone in zones if zone is not Zone.UNKNOWN]
    if not known:
        return ()
    said = []
    for zone, where in ((Zone.HIGH_998, "above the upper"), (Zone.LOW_998, "below the lower")):
        if names := [name for name, one in known if one is zone]:
            said.append(f"{_lie(names)} {where} 99.8% limit, which chance alone would make very rare: {joined(names)}.")
    beyond = [name for name, one in known if one.is_far]
    near = [name for name, one in known if one in (Zone.HIGH_95, Zone.LOW_95)]
    if near:
        also = "further " if beyond else ""
        said.append(
            f"{_lie(near, also)} outside the 95% limits: {joined(near)}. Of {len(known)} practices, chance alone would put "
            f"{_by_chance(len(known))} there."
        )
    if not said:
        said.append(
            f"{'The one practice lies' if len(known) == 1 else f'All {len(known)} practices lie'} inside the 95% limits: "
            "chance alone could make practices of these sizes differ so much."
        )
    return tuple(said)


def _lie(names: Sequence[str], also: str = "") -> str:
    count = len(names)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number[:1].upper()}{number[1:]} {also}{'practice lies' if count == 1 else 'practices lie'}"


def _by_chance(count: int) -> str:
    """One in twenty, in words that are true of a small number."""
    expected = (count + 10) // 20
    return "hardly one" if not expected else f"about {_NUMBERS[expected] if expected < len(_NUMBERS) else expected}"
