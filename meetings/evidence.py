"""What papers say of money beside the actions they ask for, and every rule of a board run at once: its plan and its papers."""

from collections import defaultdict
from datetime import date
from typing import cast

from django.db.models import Q

from meetings.enums import TEXT_IS_OUT, ImplicationKind, MeetingState, Secrecy
from meetings.models import EntryLink, Implication
from plans import changes
from plans.changes import discrepancies
from plans.changes.discrepancies import Reconciled
from plans.models import Action, Board, Source
from plans.rules import discrepancies as rules
from plans.rules.discrepancies import Cite, Found, Implications, NeedsCapital

OF_PAPERS = Q(found_by__in=[rule.name for rule in rules.OF_PAPERS])


def reconcile_board(board: Board, *, on: date, by=None) -> Reconciled:
    """Run every rule over a board once: what its plan says, and what its papers say."""
    plan = changes.reconcile_board(board, on=on, by=by)
    papers = reconcile_papers(board, on=on, by=by)
    return Reconciled(
        *(getattr(plan, name) + getattr(papers, name) for name in ("found", "added", "revived", "lapsed"))
    )


def reconcile_papers(board: Board, *, on: date, by=None) -> Reconciled:
    """Run the rules over the papers of a board, after one was written or an action was marked as needing capital."""
    return discrepancies.reconcile(board.pk, rules.about_papers(implications_of(board)), on=on, by=by, among=OF_PAPERS)


def find(board: Board) -> list[Found]:
    """What all rules find on a board today, whatever is stored."""
    return [*discrepancies.find(board.pk), *rules.about_papers(implications_of(board))]


def implications_of(board: Board) -> list[Implications]:
    """What the open papers of a board say of money, each with the actions beside it that need building or borrowing.

    Exempt papers, those not there to be read, and agendas not yet published are left out: what is in doubt is shown to
    all who may see the plan.
    """
    said = Implication.objects.filter(
        kind=ImplicationKind.FINANCIAL, paper__item__meeting__board=board, paper__item__secrecy=Secrecy.OPEN
    )
    said = said.filter(paper__state__in=TEXT_IS_OUT)
    said = said.exclude(paper__item__meeting__state=MeetingState.PLANNED).exclude(paper__source=None)
    rows = said.select_related("paper__source", "paper__item__meeting").order_by("pk")
    costly = (
        Action.objects.standing()
        .filter(strategy__board=board, needs_capital=True)
        .select_related("objective")
        .order_by("pk")
    )
    beside: dict[tuple[str, int], list[Action]] = defaultdict(list)
    by_pk = {action.pk: action for action in costly}
    for action in by_pk.values():
        beside["source", action.source_id].append(action)
    made = EntryLink.objects.filter(action__in=by_pk, made_it=True).values_list("entry__item_id", "action_id")
    for item, action_pk in made.order_by("pk"):
        beside["item", item].append(by_pk[action_pk])
    return [_implications(row, beside) for row in rows if rules.says_none(row.text)]


def _implications(row: Implication, beside: dict[tuple[str, int], list[Action]]) -> Implications:
    paper, source = row.paper, cast(Source, row.paper.source)
    actions = {a.pk: a for a in [*beside["source", source.pk], *beside["item", paper.item_id]]}
    return Implications(
        pk=row.pk,
        text=row.text,
        said_on=source.published_on or paper.item.meeting.held_on or date.min,
        cite=Cite(source.pk, "financial implications", source.title),
        actions=tuple(
            NeedsCapital(
                pk=action.pk,
                reference=action.reference,
                title=action.title,
                said_on=action.said_on,
                cite=Cite(action.source_id, action.locator),
                strategy=action.strategy_id,
                objective=action.objective_id,
            )
            for action in actions.values()
        ),
    )
