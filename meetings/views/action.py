"""One action: where it stands and why, how its dates moved, what was said, and the minutes it came from."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.pages.minuted import minuted_about
from plans.changes import UNDO_FOR
from plans.models import Action, Statement
from plans.pages.action import Entered, Saved, holders_by_kind, lead_sentence, milestone_cards, story, what_was_said
from plans.pages.comments import thread_of
from plans.pages.feedback import of_part
from plans.pages.history import history_of
from plans.pages.requests import requests_about
from plans.pages.update import name_of
from plans.permissions import can_agree_dates, can_read_comments, can_update_action
from plans.snapshot_cache import snapshot_of
from plans.snapshot_lines import Citations, statement_line
from plans.views.comments import CommentForm
from plans.views.context import PlanPage, plan_page


@require_safe
def action(request, board, reference):
    page = plan_page(request, board)
    found = Action.objects.select_related("error_marked_by__person")
    row = found.filter(strategy=page.strategy, reference=reference).first()
    if row is None:
        raise Http404("No action")
    line = page.snapshot.action(reference)
    context = {"page": page, "nav": "actions", "row": row, "action": line}
    if line is None:
        context["wrong_by"] = name_of(row.error_marked_by) or "Somebody"
        return render(request, "meetings/action.html", context)
    entered, wrong, saved = _entered(request.user, row, page)
    goal = page.snapshot.goal(line.goal)
    objective = page.snapshot.objective(line.objective) if line.objective else None
    cards = milestone_cards(line, as_at=page.as_at, later=_as_known_today(page, reference))
    context |= {
        "goal": goal,
        "objective": objective[1] if objective else None,
        "lead": lead_sentence(line),
        "holders": holders_by_kind(line.holders, plan_held=objective[1].plan_held if objective else True),
        "cards": cards,
        "still": tuple(card for card in cards if card.is_still),
        "story": story(line, entered, wrong=wrong),
        "doubts": _doubts(page, line),
        "feedback": of_part(page.strategy, page.snapshot, links__action=line.pk),
        "minuted": minuted_about(request.user, line.pk, as_at=page.as_at),
        "history": () if page.was_asked else history_of(line.pk),
        "may_update": can_update_action(request.user, row, on=timezone.localdate()),
        "saved": saved,
        "requests": requests_about(line.pk, as_at=page.as_at),
        "may_agree": not page.was_asked and can_agree_dates(request.user) and _has_open(line),
    }
    if not page.was_asked and can_read_comments(request.user, row, on=timezone.localdate()):
        context |= {"comments": thread_of(row.pk), "comment_form": CommentForm()}
    return render(request, "meetings/action.html", context)


def _has_open(line) -> bool:
    return not (line.is_closed or line.is_withdrawn) and any(not m.is_finished for m in line.milestones)


def _as_known_today(page: PlanPage, reference: str):
    """The same action with all that was said later, for the lane of later papers; nothing on today's page."""
    if page.as_at >= page.opens_as_at:
        return None
    return snapshot_of(page.strategy, as_at=page.opens_as_at).action(reference)


def _doubts(page: PlanPage, line):
    found = {d.code: d for d in page.snapshot.doubts_about(action=line.reference)}
    for milestone in line.milestones:
        found |= {d.code: d for d in page.snapshot.doubts_about(milestone=milestone.reference)}
    return tuple(found.values())


def _entered(user, row: Action, page: PlanPage):
    """Who typed what; what was marked as entered in error; and what this user may still take back."""
    said = Statement.objects.filter(Q(milestone__action=row) | Q(action=row), said_on__lte=page.as_at)
    said = said.exclude(recorded_by=None, error_marked_at=None, replaces=None)
    said = said.select_related("recorded_by__person", "error_marked_by__person", "said_by", "milestone", "source")
    entered, wrong, saved = {}, [], []
    for one in said.order_by("pk"):
        entered[one.pk] = Entered(
            by=name_of(one.recorded_by),
            at=one.recorded_at,
            wrong_because=one.error_because,
            wrong_by=name_of(one.error_marked_by),
            wrong_at=one.error_marked_at,
            replaces=one.replaces_id is not None,
            bulk=one.bulk_id,
        )
        if one.error_marked_at:
            about = one.milestone.title if one.milestone else ""
            wrong.append((statement_line(one, Citations([one.source]), said_by=str(one.said_by or "")), about))
        elif _may_undo(user, one):
            saved.append(_saved(one, entered[one.pk].by))
    return entered, wrong, tuple(reversed(saved))


def _may_undo(user, said: Statement) -> bool:
    return (
        said.milestone_id is not None
        and said.bulk_id is None  # what was done to many is taken back as it was done: at once
        and said.recorded_by_id == user.pk
        and said.recorded_at is not None
        and timezone.now() - said.recorded_at <= UNDO_FOR
    )


def _saved(said: Statement, by: str) -> Saved:
    assert said.recorded_at is not None  # asked in `_may_undo`
    line = statement_line(said, Citations([said.source]), said_by=str(said.said_by or ""))
    return Saved(
        pk=said.pk,
        about=said.milestone.title if said.milestone else "",
        what=what_was_said(line.kind, line.window),
        by=by,
        at=said.recorded_at,
        until=said.recorded_at + UNDO_FOR,
    )
