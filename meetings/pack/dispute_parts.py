"""From the snapshot to evidence that is disputed or unclear: the claims side by side, and who can settle them."""

from collections.abc import Collection

from meetings.pack.plan_contents import ClaimLine, Dispute, Unclear
from meetings.pack.wording import anchor, capital, cited
from plans.enums import DiscrepancyTreatment
from plans.rules.windows import long_date
from plans.tree import Doubt, StrategySnapshot


def disputes(snapshot: StrategySnapshot) -> tuple[Dispute, ...]:
    """What is contradicted, each with its claims: of all goals, as the cover counts them."""
    wanted = [d for d in snapshot.doubts if d.treatment is DiscrepancyTreatment.DISPUTED]
    return tuple(_dispute(d) for d in sorted(wanted, key=lambda d: d.code))


def unclear(snapshot: StrategySnapshot, goals: Collection[str]) -> tuple[Unclear, ...]:
    """What the record leaves open, then what it does not hold: a line each."""
    wanted = [
        d for d in snapshot.doubts if d.treatment is not DiscrepancyTreatment.DISPUTED and concerns(d, snapshot, goals)
    ]
    wanted.sort(key=lambda d: (d.treatment is DiscrepancyTreatment.GAP, d.code))
    return tuple(
        Unclear(anchor("evidence", d.code), d.treatment.label, d.title, d.detail, d.shown_meanwhile or "–")
        for d in wanted
    )


def concerns(doubt: Doubt, snapshot: StrategySnapshot, goals: Collection[str]) -> bool:
    """Whether a doubt is about one of these goals, or about nothing in particular."""
    touched = set()
    if found := snapshot.objective(doubt.objective) if doubt.objective else None:
        touched.add(found[0].code)
    if action := snapshot.action(doubt.action) if doubt.action else None:
        touched.add(action.goal)
    touched |= {a.goal for a, m in snapshot.milestones if doubt.milestone and m.reference == doubt.milestone}
    if indicator := snapshot.indicator(doubt.indicator) if doubt.indicator else None:
        touched |= {g.code for g, o in snapshot.objectives if o.code in indicator.objectives}
    return not touched or bool(touched & set(goals))


def _dispute(doubt: Doubt) -> Dispute:
    facts = [
        ("To be settled", doubt.question),
        ("By whom", doubt.who_settles or "Nobody is named"),
        ("Shown meanwhile", doubt.shown_meanwhile),
        ("Could be seen from", long_date(doubt.raised_on)),
    ]
    return Dispute(
        anchor=anchor("evidence", doubt.code),
        title=doubt.title.removesuffix("."),
        detail=doubt.detail,
        claims=tuple(ClaimLine(capital(c.says), cited(c.citation), c.comment, c.is_doubted) for c in doubt.claims),
        facts=tuple((label, text) for label, text in facts if text),
    )
