"""Threads: from one entry of the minutes to what came of it; and all that a board decided, each with its outcome."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.changes.minutes import is_written_here
from meetings.models import MinuteEntry
from meetings.pages.meeting import sort_day
from meetings.pages.outcomes import Became, Plans, became_of, followed_by
from meetings.pages.thread import thread as made
from meetings.pages.thread import told_day
from meetings.pages.thread_rows import entries_about, referrals_of, strategies_of, with_links
from meetings.permissions import entries_visible_to, minutes_visible_to
from plans.citing import known_boards
from plans.models import Board, Strategy
from plans.permissions import board_for
from plans.snapshot_cache import snapshot_of
from plans.views.context import PlanPage, evidence_page, last_fact, page_of


@require_safe
def thread(request, board, entry):
    """One entry and all that followed, as at a day. What may not be read is answered like what is not there."""
    found = board_for(request.user, board)
    rows = entries_visible_to(request.user).filter(minutes__meeting__board=found, pk=entry)
    row = with_links(rows).first()
    if row is None:
        raise Http404("No such entry")
    boards = known_boards(request.user)
    strategies = strategies_of([row], boards)
    page = page_of(request, strategies[0]) if strategies else evidence_page(request, board)
    meeting = row.minutes.meeting
    context = {
        "nav": "meetings",
        "board": found,
        "has_plan": found.strategies.exists(),
        "page": page,
        "entry": row,
        "said_on": sort_day(meeting),
        "day": told_day(meeting),
        "is_later": _is_later(row, page.as_at),
        "newer": _newer(request.user, row, page.as_at),
        "is_written_here": row.minutes.source is not None and is_written_here(row.minutes.source),
    }
    if not context["is_later"]:
        context["thread"] = _spun(request.user, row, strategies, page)
    return render(request, "meetings/thread.html", context)


def _is_later(row: MinuteEntry, as_at: date) -> bool:
    return min(sort_day(row.minutes.meeting), row.minutes.said_on) > as_at


def _newer(user, row: MinuteEntry, as_at: date):
    """The version of the minutes that stands, where this entry is of an earlier one."""
    rows = minutes_visible_to(user).filter(meeting=row.minutes.meeting_id, version__gt=row.minutes.version)
    return rows.filter(said_on__lte=as_at).order_by("-version").first()


def _spun(user, row: MinuteEntry, strategies: tuple[Strategy, ...], page: PlanPage):
    plans = Plans([snapshot_of(one, as_at=page.as_at) for one in strategies] or [page.snapshot])
    following = followed_by(row, plans)
    links = list(row.links.all())
    others = entries_about(
        user,
        actions=[one.line.pk for one in following],
        objectives=[link.objective_id for link in links if link.objective_id in plans.objectives],
        goals=[link.goal_id for link in links if link.goal_id in plans.goals],
        after=sort_day(row.minutes.meeting),
        but=row.pk,
        as_at=page.as_at,
    )
    others = tuple(one for one in others if not _is_same_words(one, row))
    referrals = referrals_of(user, [row.pk, *(one.pk for one in others)], as_at=page.as_at)
    return made(row, others, referrals, plans, as_at=page.as_at)


def _is_same_words(one: MinuteEntry, row: MinuteEntry) -> bool:
    """The same entry as an amended version has it: told in a line of its own, not as something that came later."""
    return one.minutes.meeting_id == row.minutes.meeting_id and one.minutes_id != row.minutes_id


def became(
    user, entries: Iterable[MinuteEntry], board: Board, *, boards: frozenset[int], today: date
) -> Mapping[int, Became]:
    """What became of entries that were fetched with their links, by today; of a record, by its last fact.

    `boards` are those the reader may know of: nothing is told of a plan of any other.
    """
    rows = list(entries)
    strategies = strategies_of(rows, boards)
    as_at = min((opens_on(one, today) for one in strategies), default=today)
    plans = Plans(snapshot_of(one, as_at=as_at) for one in strategies)
    referrals = referrals_of(user, [row.pk for row in rows], as_at=today)
    return became_of(rows, plans, referrals, board_key=board.key, as_at=as_at)


def opens_on(strategy: Strategy, today: date) -> date:
    """The day as at which pages of a strategy open."""
    return (last_fact(strategy) or today) if strategy.is_record else today
