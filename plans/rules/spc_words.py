"""What a control chart says, in sentences: how the last reading differs from chance, and whether a target can be relied on.

The wording follows NHS England's "Making Data Count": special or common cause, improving or concerning; a target that is
met each time, at times, or not at all while nothing changes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plans.rules.spc import ENOUGH, Assurance, Chart, JudgedPoint, Limits, PointType, Variation
from plans.rules.windows import long_date

SCREENED = "outliers among the moving ranges screened out once"
NOT_SCREENED = "not screened for outliers"
MOVING = "The figure is moving, so whether the target will be met cannot yet be told from its limits."
_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

Show = Callable[[Decimal], str]
"""A figure as it is printed, "62.1%"."""


def variation_sentence(
    chart: Chart,
    *,
    show: Show,
    period: str = "",
    noun: str = "reading",
    is_old: bool = False,
    names: Mapping[date, str] | None = None,
) -> str:
    """Of the last reading: "Special cause, improving: the last seven quarters are all above the mean of 62%."

    `period` names the last reading ("September 2026"), `noun` what its readings are one for each of ("quarter"), `names`
    the periods by their last days. Of a figure that is out of date the sentence speaks of the day when it was told.
    """
    told = f"{_variation(chart, show, period, noun)}{_turned(chart, show, names or {}, noun)}"
    if is_old and chart.held[-1].type.is_special:
        was = told.removesuffix(".").replace(" is ", " was ").replace(" are ", " were ")
        return f"When it was last told: {was[:1].lower()}{was[1:]}. How the figure moves now is not known."
    if is_old:
        return f"The last {noun}{_named(period)} is out of date: how the figure moves now is not known."
    return told


def _variation(chart: Chart, show: Show, period: str, noun: str) -> str:
    last = chart.held[-1]
    lines = chart.groups[last.group]
    if lines.lower is None and not last.type.is_special:
        if lines.points < 2:
            return "One reading alone moves from nothing, so no limits can be drawn."
        return f"Hardly a {noun} differs from the one before, so no limits can be drawn and nothing is judged."
    if last.variation is Variation.COMMON_CAUSE:
        return (
            f"Common cause: the last {noun}{_named(period)} is within the limits, and neither a run nor a trend ends there,"
            " so what moves it is no more than chance."
        )
    return f"Special cause, {_direction(last.variation)}: {_what(chart, last, lines, show, period, noun)}."


def target_can_be_told(chart: Chart) -> bool:
    """Whether the limits say what will become of a target: only of a figure that chance alone moves.

    After a special cause, and where most readings stand out, the limits describe what was.
    """
    return chart.variation is Variation.COMMON_CAUSE and not unsettled_sentence(chart)


def assurance_sentence(chart: Chart, *, show: Show, noun: str = "reading") -> str:
    """Of the target: "The target of 70% will be met in some quarters and not in others: it lies inside the limits ...".

    Of a figure that is moving, or has not been steady, only that nothing can be told.
    """
    lines = chart.limits
    if chart.assurance is None or chart.target is None or lines.lower is None or lines.upper is None:
        return ""
    if not target_can_be_told(chart):
        return MOVING
    aim = f"The target of {show(chart.target)}"
    inside = f"the limits of {show(lines.lower)} to {show(lines.upper)}"
    side = "above the upper" if chart.target > lines.upper else "below the lower"
    limit = show(lines.upper if chart.target > lines.upper else lines.lower)
    if chart.assurance is Assurance.INCONSISTENT:
        return f"{aim} will be met in some {noun}s and not in others: it lies inside {inside}."
    if chart.assurance is Assurance.PASS:
        return f"{aim} can be relied on each {noun} while nothing changes: it lies {side} limit of {limit}."
    return f"{aim} will not be met in an ordinary {noun} unless something changes: it lies {side} limit of {limit}."


def limits_sentence(lines: Limits, *, show: Show, screened: bool) -> str:
    """ "Mean 62.1, limits 55.0 to 69.2, from 24 readings, outliers among the moving ranges screened out once"."""
    if lines.mean is None:
        return "No readings"
    told = [f"Mean {show(lines.mean)}"]
    if lines.lower is None or lines.upper is None:
        told.append("no limits")
    else:
        told.append(f"limits {show(lines.lower)} to {show(lines.upper)}")
    fixed = "the first " if lines.baseline < lines.points else ""
    told.append(f"from {fixed}{lines.baseline} reading{'' if lines.baseline == 1 else 's'}")
    told.append(SCREENED if screened else NOT_SCREENED)
    return ", ".join(told)


def trial_sentence(chart: Chart) -> str:
    """That limits rest on too few readings; "" where each stretch has enough."""
    short = [lines for lines in chart.groups if lines.is_trial]
    if not short:
        return ""
    if len(chart.groups) == 1:
        return f"Trial limits: they rest on {short[0].points} readings, fewer than {ENOUGH}, and will move with each new one."
    told = [f"{lines.points} from {long_date(lines.first)}" for lines in short]
    return f"Trial limits where a stretch has fewer than {ENOUGH} readings: {'; '.join(told)}."


def unsettled_sentence(chart: Chart) -> str:
    """That most readings stand out, so that the limits describe no steady state; "" where they do not."""
    held = [point for point in chart.held if point.group == len(chart.groups) - 1]
    out = sum(point.type.is_special for point in held)
    if 2 * out <= len(held):
        return ""
    return (
        f"{out} of the {len(held)} readings stand out: the figure has not been steady, so the limits are no guide to what"
        " comes next."
    )


def flag_words(kind: PointType) -> str:
    """What stands out about one reading, for a table or a picture."""
    return {
        PointType.ABOVE_LIMIT: "above the upper limit",
        PointType.BELOW_LIMIT: "below the lower limit",
        PointType.RISING: "one of seven or more that each rise",
        PointType.FALLING: "one of seven or more that each fall",
        PointType.NEAR_UPPER: "one of two in three close to the upper limit",
        PointType.NEAR_LOWER: "one of two in three close to the lower limit",
        PointType.RUN_ABOVE: "one of seven or more in a row above the mean",
        PointType.RUN_BELOW: "one of seven or more in a row below the mean",
        PointType.COMMON: "",
    }[kind]


def variation_words(variation: Variation) -> str:
    """The name of the mark: "Special cause, improving, high"."""
    if variation is Variation.COMMON_CAUSE:
        return "Common cause"
    return f"Special cause, {_direction(variation)}, {'high' if variation.letter == 'H' else 'low'}"


def assurance_words(assurance: Assurance) -> str:
    return {
        Assurance.PASS: "Target relied on",
        Assurance.FAIL: "Target out of reach",
        Assurance.INCONSISTENT: "Target hit and miss",
    }[assurance]


def is_better(variation: Variation) -> bool | None:
    """True for improvement, False for concern, None where neither is said."""
    if "improvement" in variation.value:
        return True
    return False if "concern" in variation.value else None


def to_places(value: Decimal, places: int) -> Decimal:
    """Rounded, halves away from nought, as a council prints figures."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + 0


def _direction(variation: Variation) -> str:
    if "improvement" in variation.value:
        return "improving"
    return "concerning" if "concern" in variation.value else "neither better nor worse in itself"


def _named(period: str) -> str:
    return f", {period}," if period else ""


def _what(chart: Chart, last: JudgedPoint, lines: Limits, show: Show, period: str, noun: str) -> str:
    high = last.type.is_high
    bound = lines.upper if high else lines.lower
    limit = f"the {'upper' if high else 'lower'} limit" + (f" of {show(bound)}" if bound is not None else "")
    side = "above" if high else "below"
    if last.type in (PointType.ABOVE_LIMIT, PointType.BELOW_LIMIT):
        return f"the last {noun}{_named(period)} is {side} {limit}"
    if last.type in (PointType.RISING, PointType.FALLING):
        steps = _steps(chart, rising=high)
        return f"each of the last {_number(steps)} {noun}s is {'higher' if high else 'lower'} than the one before"
    if last.type in (PointType.NEAR_UPPER, PointType.NEAR_LOWER):
        return f"two of the last three {noun}s are close to {limit}, on the same side of the mean"
    mean = lines.mean or Decimal(0)
    return f"the last {_number(_row(chart, mean, above=high))} {noun}s are all {side} the mean of {show(mean)}"


def _turned(chart: Chart, show: Show, names: Mapping[date, str], noun: str) -> str:
    """Where a figure counts as improving and its last reading is the worse of the last two: from when to when it improved."""
    last = chart.held[-1]
    held = [point for point in chart.held if point.group == last.group]
    if not is_better(last.variation) or len(held) < 2:
        return ""
    sign = 1 if last.variation is Variation.IMPROVEMENT_HIGH else -1

    def worth(point: JudgedPoint) -> Decimal:
        return sign * (point.value or Decimal(0))

    if worth(last) >= worth(held[-2]):
        return ""
    best = max(range(len(held)), key=lambda place: (worth(held[place]), place))
    worst = min(range(best + 1), key=lambda place: (worth(held[place]), -place))
    worse = f"the last {noun} is worse than the one before"
    if worst == best:
        return f" But {worse}."
    begin, end = (
        f"{show(point.value or Decimal(0))} ({names.get(point.day, long_date(point.day))})"
        for point in (held[worst], held[best])
    )
    return f" It improved from {begin} to {end}; {worse}."


def _tail(chart: Chart) -> list[Decimal]:
    """The values of the last stretch, latest first, up to a period without one."""
    found: list[Decimal] = []
    group = chart.held[-1].group
    for point in reversed(chart.points):
        if point.value is None and not found:
            continue
        if point.value is None or point.group != group:
            break
        found.append(point.value)
    return found


def _steps(chart: Chart, *, rising: bool) -> int:
    """How many readings in a row moved that way, up to the last."""
    values = _tail(chart)
    count = 0
    while (
        count + 1 < len(values) and (values[count] > values[count + 1]) == rising and values[count] != values[count + 1]
    ):
        count += 1
    return count


def _row(chart: Chart, mean: Decimal, *, above: bool) -> int:
    values = _tail(chart)
    return next((place for place, v in enumerate(values) if (v > mean) != above or v == mean), len(values))


def _number(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else str(count)
