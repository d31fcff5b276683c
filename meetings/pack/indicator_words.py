"""A figure of an indicator as people say it: its parts with what they count, its unit after it, a rank as "4th"."""

from decimal import Decimal

from meetings.pack.wording import NONE, capital
from plans.rules.indicators import percentage
from plans.rules.words import is_rank, plain, with_unit
from plans.tree import IndicatorLine, ReadingLine


def figure_words(reading: ReadingLine, indicator: IndicatorLine) -> str:
    """ "10 of 20 practices inspected, 50.0%", "2,238 patients, 452,800 registered patients for 202.35 GPs", "4th".

    The parts stand where they were given. The unit is not said twice.
    """
    shown = with_unit(reading.shown, indicator.unit)
    if is_rank(indicator.unit) or reading.numerator is None or reading.denominator is None:
        return shown
    top, bottom = whole(reading.numerator), whole(reading.denominator)
    if reading.is_ratio:
        counted = f"{top} {indicator.numerator_words}".strip()
        return f"{shown}, {counted} for {bottom} {reading.of_what or indicator.denominator_words}".strip()
    parts = f"{top} of {bottom}"
    if reading.of_what:
        parts += f" {reading.of_what}"
    elif not indicator.is_percentage and indicator.unit not in ("", "%"):
        parts += f" {indicator.unit}"
    return f"{parts}, {share(reading)}%"


def lead_words(indicator: IndicatorLine) -> str:
    """The figure to go by and its period, as a sentence; why there is none."""
    head = indicator.headline
    if head is None:
        return "No figure to go by." if indicator.readings else "No figure has been reported."
    return f"{capital(figure_words(head, indicator))} ({period_words(head)})."


def share(reading: ReadingLine) -> Decimal:
    found = percentage(reading.numerator, reading.denominator)
    assert found is not None
    return found


def period_words(reading: ReadingLine) -> str:
    return reading.period_words or str(reading.period)


def whole(value: Decimal | None) -> str:
    return NONE if value is None else plain(value)


def unit_words(indicator: IndicatorLine) -> str:
    """ ", beds a day" after a title; "" for shares, whose figures carry their sign."""
    return "" if indicator.is_percentage or indicator.unit in ("", "%") else f", {indicator.unit}"
