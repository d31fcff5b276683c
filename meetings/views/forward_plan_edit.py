"""An author plans ahead: items of the forward plan and reports that come back, each with its own form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.changes import planning
from meetings.forms.planning import DropForm, PlannedItemForm, RecurringReportForm
from meetings.models import Meeting, PlannedItem, RecurringReport
from meetings.pages.minute_place import meeting_words
from meetings.permissions import can_arrange
from plans import changes
from plans.models import Board
from plans.permissions import board_for, boards_visible_to
from plans.views.frame import frame_of
from plans.views.saving import CLASH, attempt, get_or_post, side_by_side


@get_or_post
def add_planned_item(request, board):
    found = _board(request, board)
    form = _item_form(request, PlannedItem(board=found), found)
    if form.is_valid() and attempt(form, lambda: planning.plan_item(form.instance, by=request.user))[0]:
        messages.success(request, f"Planned: {form.instance.title}.")
        return redirect("meetings:forward_plan", board)
    return _answer(request, found, form, heading="Plan an item")


@get_or_post
def planned_item(request, board, pk):
    """Change it, or drop it: two forms of one page."""
    found = _board(request, board)
    row = _row(PlannedItem.objects.filter(board=found).select_related("meeting", "item"), pk)
    drops = request.method == "POST" and "drop" in request.POST
    drop = DropForm(request.POST if drops else None, initial={"seen": row.version}, prefix="drop")
    form = _item_form(request, row, found, reads_post=not drops)
    today, user, status = timezone.localdate(), request.user, 200
    now = PlannedItem.objects.select_related("meeting", "item__meeting").filter(pk=row.pk).get
    if drop.is_valid():
        said = drop.cleaned_data
        done, status = attempt(
            drop, lambda: planning.drop_planned(row, by=user, on=today, **said), seen=lambda: now().version
        )
        if done:
            messages.success(request, f"Dropped: {row.title}. The reason is kept.")
            return redirect("meetings:forward_plan", board)
    elif form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        done, status = attempt(
            form, lambda: planning.change_planned(form.instance, by=user, seen=seen), seen=lambda: now().version
        )
        if done:
            messages.success(request, f"Saved: {form.instance.title}.")
            return redirect("meetings:forward_plan", board)
    asked = drop if drops else form
    heading = "Change a planned item"
    return _answer(request, found, asked, heading=heading, form=form, drop=drop, now=now(), status=status)


@require_POST
def put_planned_item(request, board, pk):
    """On the agenda of its meeting. Pressed twice it is there once."""
    found = _board(request, board)
    row = _row(PlannedItem.objects.filter(board=found), pk)
    return _put(request, found, lambda: planning.put_on_agenda(row, by=request.user))


@get_or_post
def add_recurring_report(request, board):
    found = _board(request, board)
    form = _report_form(request, RecurringReport(board=found), found)
    if form.is_valid() and attempt(form, lambda: planning.plan_report(form.instance, by=request.user))[0]:
        messages.success(request, f"Saved: {form.instance.title}. It appears by itself at the meetings it falls to.")
        return redirect("meetings:forward_plan", board)
    return _answer(request, found, form, heading="A report that comes back")


@get_or_post
def recurring_report(request, board, pk):
    found = _board(request, board)
    row = _row(RecurringReport.objects.filter(board=found), pk)
    form = _report_form(request, row, found)
    now, status = RecurringReport.objects.filter(pk=row.pk).get, 200
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        done, status = attempt(
            form, lambda: planning.change_report(form.instance, by=request.user, seen=seen), seen=lambda: now().version
        )
        if done:
            messages.success(request, f"Saved: {form.instance.title}.")
            return redirect("meetings:forward_plan", board)
    return _answer(request, found, form, heading="A report that comes back", now=now(), status=status)


@require_POST
def put_recurring_report(request, board, pk, key):
    """On the agenda of the meeting it falls to. Pressed twice it is there once."""
    found = _board(request, board)
    row = _row(RecurringReport.objects.filter(board=found), pk)
    meeting = Meeting.objects.filter(board=found, key=key).first()
    if meeting is None:
        raise Http404("No meeting")
    return _put(request, found, lambda: planning.put_report_on_agenda(row, meeting, by=request.user))


def _board(request, key: str) -> Board:
    """Raises Http404 for a board this user may not know of, then PermissionDenied."""
    found = board_for(request.user, key)
    if not can_arrange(request.user):
        raise PermissionDenied
    return found


def _row(rows, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404("Not planned")
    return row


def _item_form(request, row: PlannedItem, board: Board, *, reads_post: bool = True) -> PlannedItemForm:
    data = request.POST if request.method == "POST" and reads_post else None
    return PlannedItemForm(data, instance=row, board=board, today=timezone.localdate())


def _report_form(request, row: RecurringReport, board: Board) -> RecurringReportForm:
    data = request.POST if request.method == "POST" else None
    boards = boards_visible_to(request.user)
    return RecurringReportForm(data, instance=row, board=board, today=timezone.localdate(), boards=boards)


def _put(request, board: Board, change):
    try:
        item = change()
    except changes.REFUSED as refused:
        messages.error(request, changes.sentence(refused))
    else:
        messages.success(request, f"On the agenda of {meeting_words(item.meeting)}: {item.title}.")
    return redirect("meetings:forward_plan", board.key)


def _answer(request, board: Board, asked, *, heading: str, form=None, drop=None, now=None, status: int = 200):
    form = form or asked
    context = frame_of(board) | {
        "nav": "meetings",
        "heading": heading,
        "asked": asked,
        "form": form,
        "drop": drop,
        "now": now,
        "beside": side_by_side(form, now) if status == CLASH and asked is form else (),
    }
    return render(request, "meetings/plan_ahead.html", context, status=status)
