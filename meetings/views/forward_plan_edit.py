"""An author plans ahead: items of the forward plan and reports that come back, each with its own form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.changes import planning
from meetings.forms.planning import DropForm, PlannedItemForm, RecurringReportForm
from meetings.models import Meeting, PlannedItem, RecurringReport
from meetings.pages.minute_place import meeting_words
from meetings.permissions import can_arrange
from plans import changes
from plans.models import Board
from plans.permissions import board_for, boards_visible_to
from plans.views.frame import frame_of

CLASH = 409
FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def add_planned_item(request, board):
    found = _board(request, board)
    form = _item_form(request, PlannedItem(board=found), found)
    if form.is_bound and form.is_valid() and _made(form, lambda row: planning.plan_item(row, by=request.user)):
        messages.success(request, f"Planned: {form.instance.title}.")
        return redirect("meetings:forward_plan", board)
    return _answer(request, found, form, heading="Plan an item")


@require_http_methods(FORM)
def planned_item(request, board, pk):
    """Change it, or drop it: two forms of one page."""
    found = _board(request, board)
    row = _row(PlannedItem.objects.filter(board=found).select_related("meeting", "item"), pk)
    drops = request.method == "POST" and "drop" in request.POST
    drop = DropForm(request.POST if drops else None, initial={"seen": row.version}, prefix="drop")
    form = _item_form(request, row, found, reads_post=not drops)
    today, user = timezone.localdate(), request.user
    if drops and drop.is_valid():
        said = drop.cleaned_data
        if _tried(drop, lambda: planning.drop_planned(row, by=user, on=today, **said)):
            messages.success(request, f"Dropped: {row.title}. The reason is kept.")
            return redirect("meetings:forward_plan", board)
    elif not drops and form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        if _made(form, lambda it: planning.change_planned(it, by=user, seen=seen)):
            messages.success(request, f"Saved: {form.instance.title}.")
            return redirect("meetings:forward_plan", board)
    now = PlannedItem.objects.select_related("meeting", "item__meeting").get(pk=row.pk)
    return _answer(
        request, found, drop if drops else form, heading="Change a planned item", form=form, drop=drop, now=now
    )


@require_POST
def put_planned_item(request, board, pk):
    """On the agenda of its meeting. Pressed twice it is there once."""
    found = _board(request, board)
    row = _row(PlannedItem.objects.filter(board=found), pk)
    return _put(request, found, lambda: planning.put_on_agenda(row, by=request.user))


@require_http_methods(FORM)
def add_recurring_report(request, board):
    found = _board(request, board)
    form = _report_form(request, RecurringReport(board=found), found)
    if form.is_bound and form.is_valid() and _made(form, lambda row: planning.plan_report(row, by=request.user)):
        messages.success(request, f"Saved: {form.instance.title}. It appears by itself at the meetings it falls to.")
        return redirect("meetings:forward_plan", board)
    return _answer(request, found, form, heading="A report that comes back")


@require_http_methods(FORM)
def recurring_report(request, board, pk):
    found = _board(request, board)
    row = _row(RecurringReport.objects.filter(board=found), pk)
    form = _report_form(request, row, found)
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        if _made(form, lambda it: planning.change_report(it, by=request.user, seen=seen)):
            messages.success(request, f"Saved: {form.instance.title}.")
            return redirect("meetings:forward_plan", board)
    now = RecurringReport.objects.get(pk=row.pk)
    return _answer(request, found, form, heading="A report that comes back", now=now)


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


def _made(form, change) -> bool:
    """Save what the form holds. What stands in the way is said on the form, with all that was typed."""
    return _tried(form, lambda: change(form.instance))


def _tried(form, change) -> bool:
    try:
        change()
    except changes.Stale as stale:
        form.clash = True
        form.add_error(None, str(stale))
    except changes.REFUSED as refused:
        form.add_error(None, changes.sentence(refused))
    else:
        return True
    return False


def _put(request, board: Board, change):
    try:
        item = change()
    except changes.REFUSED as refused:
        messages.error(request, changes.sentence(refused))
    else:
        messages.success(request, f"On the agenda of {meeting_words(item.meeting)}: {item.title}.")
    return redirect("meetings:forward_plan", board.key)


def _answer(request, board: Board, asked, *, heading: str, form=None, drop=None, now=None):
    clash = getattr(asked, "clash", False)
    context = frame_of(board) | {
        "nav": "meetings",
        "heading": heading,
        "asked": asked,
        "form": form or asked,
        "drop": drop,
        "now": now,
        "beside": _beside(now, form or asked) if clash and now else (),
    }
    if clash and now:
        (form or asked).data = (form or asked).data.copy()
        (form or asked).data["seen"] = str(now.version)
        if drop is asked:
            drop.data = drop.data.copy()
            drop.data["drop-seen"] = str(now.version)
    return render(request, "meetings/plan_ahead.html", context, status=CLASH if clash else 200)


def _beside(now, form) -> tuple[tuple[str, str], ...]:
    """What stands now, field by field, where it differs from what was typed."""
    return tuple(
        (bound.label, _words(now, bound.name))
        for bound in form
        if bound.name in form._meta.fields and _words(now, bound.name) != _words(form.instance, bound.name)
    )


def _words(row, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    return meeting_words(value) if isinstance(value, Meeting) else str(value or "nothing")
