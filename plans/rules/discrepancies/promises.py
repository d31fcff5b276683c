"""Dates that moved, or promises that weakened, and nobody said why."""

from collections.abc import Iterable
from datetime import date

from plans.enums import DiscrepancyTreatment, Promise, StatementKind
from plans.rules.ledger import Move, read_position
from plans.rules.windows import days_in_words

from .facts import Claim, Dated, Found, Step, Subject, seen_from


def moved_without_reason(steps: Iterable[Step]) -> list[Found]:
    """A date moved later, or less is promised by it than before, and no reason is on record.

    A reason is what was given with the new date, or a note on the same milestone since the date before. A date that the
    board agreed, one that comes sooner, and one for more than was promised, need none. Nothing is doubted: both dates
    were stated, and the later one is the current one.
    """
    return [found for step in steps for found in _moves(step)]


def _moves(step: Step) -> list[Found]:
    found: list[Found] = []
    before: Dated | None = None
    promise: Promise | None = None
    for move in read_position(step.said, as_at=date.max).moves:
        said = move.statement
        if not isinstance(said, Dated):
            continue
        weaker = bool(said.promise and promise and said.promise.strength < promise.strength)
        if before is not None and (move.moved_days > 0 or weaker) and not _reason(step, before, said, move):
            found.append(_found(step, before, said, move.moved_days, promise if weaker else None))
        before, promise = said, said.promise or promise
    return found


def _reason(step: Step, before: Dated, said: Dated, move: Move) -> bool:
    notes = [
        one
        for one in step.said
        if one.kind is StatementKind.NOTE and one.note and before.said_on <= one.said_on <= said.said_on
    ]
    return bool(move.agreed or said.because or said.note or notes)


def _found(step: Step, before: Dated, said: Dated, days: int, promised: Promise | None) -> Found:
    moved = f"moved by {days_in_words(days)}" if days > 0 else ""
    weaker = "promises less than before" if promised else ""
    less = f"{said.promise.label.capitalize()} is less than {promised.label}. " if promised and said.promise else ""
    return Found(
        rule="moved-without-reason",
        subject=Subject(strategy=step.strategy, objective=step.objective, action=step.action, milestone=step.pk),
        identity=(f"statement {before.pk}", f"statement {said.pk}"),
        claims=tuple(Claim(str(one), one.cite, one.said_on, statement=one.pk) for one in (before, said)),
        treatment=DiscrepancyTreatment.UNCLEAR,
        title=f"The date {' and '.join(filter(None, (moved, weaker)))}, and no reason is on record: {step.title}",
        detail=f"{less}No reason is given with the new date, or in a note before it.",
        shown_meanwhile="Every date, with its words; slip from the first.",
        seen_from=seen_from(before.said_on, said.said_on),
    )
