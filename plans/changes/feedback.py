"""What residents and others told a board, and what was answered: entered, answered, changed, and linked to actions."""

from collections.abc import Collection
from datetime import date
from typing import Any

from plans.models import Action, Feedback, FeedbackLink, Source, Strategy
from plans.rules.dates import long_date

from ._ledger import NotAllowedNow, free_key, keep, remove, take, together
from .sources import NewSource, on_record

TOLD, CHANGED, LINKED = "Feedback recorded", "Feedback changed", "Which actions answer it"
SAME_IF = ("given_by", "theme", "said", "said_on")


def tell_feedback(
    strategy: Strategy, facts: dict[str, Any], *, source: Source | NewSource, actions: Collection[Action], by, on: date
) -> Feedback:
    """Record what was said, with its source. The same words of the same people on the same day are there once.

    Raises NotAllowedNow or ValidationError; nothing is written then.
    """
    with together():
        same = {name: facts[name] for name in SAME_IF}
        if already := Feedback.objects.filter(strategy=strategy, **same).order_by("pk").first():
            return already
        row = Feedback(strategy=strategy, key=free_key(Feedback, f"{strategy.key}-{facts['theme']}"), **facts)
        _refuse_unless_sound(row, actions, on=on)
        row.source = on_record(source)
        keep(row, by=by, because=TOLD)
        _link(row, actions, by=by)
    return row


def change_feedback(
    row: Feedback,
    facts: dict[str, Any],
    *,
    source: Source | NewSource | None,
    actions: Collection[Action],
    by,
    on: date,
    version: int,
) -> Feedback:
    """Change it, answer it, or say which actions answer it. `source` is None where it stays as it is.

    Raises Stale where somebody else changed it since `version`, NotAllowedNow or ValidationError; nothing is written then.
    """
    with together():
        take(row, seen=version)
        for name, value in facts.items():
            setattr(row, name, value)
        _refuse_unless_sound(row, actions, on=on)
        if source:
            row.source = on_record(source)
        keep(row, by=by, because=CHANGED)
        _link(row, actions, by=by)
    return row


def _refuse_unless_sound(row: Feedback, actions: Collection[Action], *, on: date) -> None:
    if row.said_on > on:
        raise NotAllowedNow(f"{long_date(row.said_on)} is still to come; nothing can have been said then.")
    if row.answered_on and row.answered_on > on:
        raise NotAllowedNow(f"{long_date(row.answered_on)} is still to come. Give the day on which it was answered.")
    if row.answered_on and row.answered_on < row.said_on:
        raise NotAllowedNow(f"It was said on {long_date(row.said_on)}; the answer cannot be older.")
    if any(action.strategy_id != row.strategy_id for action in actions):
        raise NotAllowedNow("Only actions of the same strategy can answer it.")


def _link(row: Feedback, actions: Collection[Action], *, by) -> None:
    wanted = {action.pk for action in actions}
    for link in row.links.order_by("pk"):
        if link.action_id in wanted:
            wanted.discard(link.action_id)
        else:
            remove(link, by=by, because=LINKED)
    for pk in sorted(wanted):
        keep(FeedbackLink(feedback=row, action_id=pk), by=by, because=LINKED)
