"""What a paper says of its consequences, beside what it asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.enums import DiscrepancyTreatment

from .facts import Cite, Claim, Found, Subject, seen_from

_NONE = re.compile(
    r"\bno\s+(?:\w+\s+){0,3}?(?:financial|capital|revenue|cost|costs|budget|resource)(?:\s+\w+){0,3}?\s+implications?\b"
    r"|\bno\s+implications?\b"
    r"|^\W*(?:none|nil|n/?a|not applicable)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NeedsCapital:
    """An action marked as needing building or borrowing."""

    pk: int
    reference: str
    title: str
    said_on: date
    cite: Cite
    strategy: int | None = None
    objective: int | None = None


@dataclass(frozen=True, slots=True)
class Implications:
    """What a paper says of money, and the actions stated in it or minuted under its item that need building or borrowing."""

    pk: int
    text: str
    said_on: date
    cite: Cite
    actions: tuple[NeedsCapital, ...]


def no_implications_beside_capital(papers: Iterable[Implications]) -> list[Found]:
    """A paper says that there are no financial implications, beside an action that is marked as needing building or
    borrowing: one stated in the same paper, or minuted under its item. Both are doubted.
    """
    found = []
    for paper in papers:
        if not says_none(paper.text) or not paper.actions:
            continue
        first = min(paper.actions, key=lambda one: (one.said_on, one.reference))
        said = (paper.text if len(paper.text) <= 200 else f"{paper.text[:199]}…").strip()
        found.append(
            Found(
                rule="no-implications-beside-capital",
                subject=Subject(strategy=first.strategy, objective=first.objective),
                identity=(f"implication {paper.pk}",),
                claims=(
                    Claim(said, paper.cite, paper.said_on, is_doubted=True),
                    *(
                        Claim(
                            f"Action {one.reference} needs building or borrowing: {one.title}"[:300],
                            one.cite,
                            max(one.said_on, paper.said_on),
                            is_doubted=True,
                        )
                        for one in sorted(paper.actions, key=lambda one: (one.said_on, one.reference))
                    ),
                ),
                treatment=DiscrepancyTreatment.DISPUTED,
                title="No financial implications, and an action that needs building or borrowing",
                detail="A paper says that nothing follows for money; what it asks for is marked as needing capital.",
                shown_meanwhile="Both statements.",
                who_settles="the finance officer who verified the implications",
                seen_from=seen_from(paper.said_on, first.said_on),
            )
        )
    return found


def says_none(text: str) -> bool:
    """ "There are no financial implications", "None identified". Not "No cost beyond budgets already agreed"."""
    return bool(_NONE.search(text.strip().replace("“", "").replace("”", "")))
