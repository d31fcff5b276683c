"""What the pages of doubts show: each contradiction with its claims, its rule or who raised it, its age, and how it ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.enums import DiscrepancyTreatment
from plans.models import Discrepancy, DiscrepancyClaim
from plans.pages.update import name_of
from plans.rules.discrepancies import RULES, Rule
from plans.snapshot_lines import Citations
from plans.tree import Citation, Doubt

BY_RULE, BY_PERSON = "rule", "person"
MANY = 8
"""Above so many open doubts a list can be narrowed."""


@dataclass(frozen=True)
class Card:
    """An open doubt as the list shows it."""

    doubt: Doubt
    open_for: int
    rule: Rule | None
    raised_by: str


@dataclass(frozen=True)
class ClaimLine:
    """A claim with its source. `stands` is what was settled of it; None while it is open."""

    pk: int
    says: str
    comment: str
    is_doubted: bool
    citation: Citation
    stands: bool | None


@dataclass(frozen=True)
class Settled:
    """A doubt that a named person settled, with both claims."""

    code: str
    title: str
    treatment: DiscrepancyTreatment
    on: date
    by: str
    because: str
    took: int
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class Choice:
    """A way to narrow the list, with how many it leaves."""

    words: str
    count: int
    query: str
    is_chosen: bool


def cards(doubts: Iterable[Doubt], raised_by: dict[str, str], *, as_at: date) -> list[Card]:
    return [
        Card(d, (as_at - d.raised_on).days, RULES.get(d.found_by), raised_by.get(d.code, ""))
        for d in sorted(doubts, key=lambda d: (d.raised_on, d.code))
    ]


def narrowed(found: Sequence[Card], *, kind: str, how: str) -> list[Card]:
    return [
        card
        for card in found
        if (not kind or card.doubt.treatment.value == kind) and (not how or (how == BY_RULE) == (card.rule is not None))
    ]


def choices(found: Sequence[Card], *, kind: str, how: str) -> list[list[Choice]]:
    """By kind of doubt, and by how it was found. Nothing for a list that is short anyway."""
    if len(found) < MANY:
        return []
    kinds = [("", "All kinds"), *((one.value, one.label) for one in DiscrepancyTreatment)]
    ways = [("", "Found in any way"), (BY_RULE, "Found by rule"), (BY_PERSON, "Raised by a person")]
    return [
        [_choice(words, value, how, found, is_chosen=value == kind) for value, words in kinds],
        [_choice(words, kind, value, found, is_chosen=value == how) for value, words in ways],
    ]


def settled(rows: Iterable[Discrepancy], claims: dict[int, list[DiscrepancyClaim]], cite: Citations) -> list[Settled]:
    return [
        Settled(
            code=row.code,
            title=row.title,
            treatment=DiscrepancyTreatment(row.treatment),
            on=row.settled_on,
            by=str(row.settled_by or ""),
            because=row.settled_because,
            took=(row.settled_on - row.raised_on).days,
            claims=claim_lines(claims.get(row.pk, ()), cite, is_settled=True),
        )
        for row in rows
        if row.settled_on
    ]


def claim_lines(rows: Iterable[DiscrepancyClaim], cite: Citations, *, is_settled: bool) -> tuple[ClaimLine, ...]:
    """Claims in order. Once settled, a claim that is still doubted is one that does not stand."""
    return tuple(
        ClaimLine(row.pk, row.says, row.comment, row.is_doubted, cite(row), not row.is_doubted if is_settled else None)
        for row in rows
    )


def raisers(rows: Iterable[Discrepancy]) -> dict[str, str]:
    """Who raised each doubt that a person raised here, by its code."""
    return {row.code: name_of(row.raised_by) for row in rows if row.raised_by}


def _choice(words: str, kind: str, how: str, found: Sequence[Card], *, is_chosen: bool) -> Choice:
    asked = [f"kind={kind}"] if kind else []
    asked += [f"found={how}"] if how else []
    return Choice(words, len(narrowed(found, kind=kind, how=how)), "&".join(asked), is_chosen)
