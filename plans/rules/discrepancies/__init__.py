"""What is found in doubt by rule. Each rule is one function: facts in, what it found out; its definition is a sentence.

A discrepancy names the statement it casts doubt on: the impossible one only; both, when neither is impossible; none,
when the record is merely unclear.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .facts import Aim, Cite, Claim, Dated, Figure, Found, Measure, Step, Subject
from .figures import (
    same_day_different_values,
    target_without_denominator,
    value_out_of_range,
    year_to_date_beside_full_year,
)
from .papers import Implications, NeedsCapital, no_implications_beside_capital, says_none
from .parts import impossible, part_above_whole, parts_do_not_add_up
from .promises import moved_without_reason

__all__ = [
    "OF_INDICATORS",
    "OF_MILESTONES",
    "OF_PAPERS",
    "RULES",
    "Aim",
    "Cite",
    "Claim",
    "Dated",
    "Figure",
    "Found",
    "Implications",
    "Measure",
    "NeedsCapital",
    "Rule",
    "Step",
    "Subject",
    "about_indicators",
    "about_milestones",
    "about_papers",
    "says_none",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is explained to a board: its name in the data, a few words, and what it finds, in a sentence."""

    name: str
    title: str
    definition: str
    doubts: str


OF_INDICATORS = (
    Rule(
        "part-above-whole",
        "A part larger than its whole",
        "A figure is larger than the nearest figure, within 12 months, of something it is part of.",
        "The impossible figure only: the part, unless more of the other figures speak against the whole.",
    ),
    Rule(
        "value-out-of-range",
        "A value that cannot be",
        "A figure lies outside its definition’s range, is below nought, or is a percentage above 100.",
        "That figure.",
    ),
    Rule(
        "parts-do-not-add-up",
        "Parts that do not add up",
        "Parts that should make up the whole, all read exactly for one day, come to more or to less than it.",
        "All of them, when they come to more; none, when some are merely unaccounted for.",
    ),
    Rule(
        "same-day-different-values",
        "Two figures for one period",
        "Two sources give different figures for the same period of one indicator, and neither corrects the other.",
        "Both, unless another rule finds one of them impossible.",
    ),
    Rule(
        "year-to-date-beside-full-year",
        "A year to date beside a full year",
        "A figure for part of a year stands beside one for a full period, and they are not alike.",
        "Neither; they are not joined by a line.",
    ),
    Rule(
        "target-without-denominator",
        "A target that does not say of what",
        "A target is a share, and it is not said what it is a share of.",
        "Nothing; no colour is given.",
    ),
)
OF_MILESTONES = (
    Rule(
        "moved-without-reason",
        "A date moved without a reason",
        "A date moved later, or less is promised by it, and neither a reason nor a note says why.",
        "Neither date; the later one is the current one.",
    ),
)
OF_PAPERS = (
    Rule(
        "no-implications-beside-capital",
        "No implications, beside building or borrowing",
        "A paper says there are no financial implications; an action in it or under its item needs building or borrowing.",
        "Both.",
    ),
)
RULES = {rule.name: rule for rule in (*OF_INDICATORS, *OF_MILESTONES, *OF_PAPERS)}


def about_indicators(measures: Iterable[Measure]) -> list[Found]:
    """What every rule of figures finds. What is impossible is found first, and is not doubted a second time."""
    known = tuple(measures)
    cannot_be = [*part_above_whole(known), *value_out_of_range(known)]
    return [
        *cannot_be,
        *parts_do_not_add_up(known),
        *same_day_different_values(known, impossible=impossible(cannot_be)),
        *year_to_date_beside_full_year(known),
        *target_without_denominator(known),
    ]


def about_milestones(steps: Iterable[Step]) -> list[Found]:
    return moved_without_reason(steps)


def about_papers(papers: Iterable[Implications]) -> list[Found]:
    return no_implications_beside_capital(papers)
