"""An author says what a board is, who sits on it, what its agendas begin with, and when its offices are closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from meetings.changes import boards
from meetings.forms.boards import BoardForm, ClosedDayForm, EndSeatForm, SeatForm, StandingForm
from meetings.permissions import can_edit_board
from meetings.rules.ordering import new_order
from plans import changes
from plans.models import Board, ClosedDay, Membership
from plans.permissions import board_for, boards_visible_to
from plans.rules.dates import long_date
from plans.views.frame import frame_of
from plans.views.saving import CLASH, NOTHING, attempt, get_or_post, side_by_side, whole_number


def editable(request, board: str) -> Board:
    """The board, if this user may know of it (404) and may change it (403)."""
    found = board_for(request.user, board)
    if not can_edit_board(request.user):
        raise PermissionDenied
    return found


@get_or_post
def edit_board(request, board):
    found = editable(request, board)
    form = BoardForm(
        request.POST if request.method == "POST" else None,
        instance=Board.objects.select_related("parent").get(pk=found.pk),
        initial={"seen": changes.last_change(found)},
        boards=boards_visible_to(request.user),
    )
    status, clash = 200, []
    if form.is_valid():
        if form.changes_something():
            said = form.cleaned_data
            saved, status = attempt(
                form,
                lambda: boards.describe(form.instance, by=request.user, because=said["because"], seen=said["seen"]),
                seen=lambda: changes.last_change(found),
            )
            if saved:
                messages.success(request, "Saved: the board is described anew.")
                return redirect("meetings:board", board)
            clash = side_by_side(form, found) if status != 200 else []
        else:
            form.add_error(None, NOTHING)
    sections = [(heading, [form[name] for name in names]) for heading, names in form.SECTIONS]
    context = _context(found) | {"form": form, "sections": sections, "clash": clash}
    return render(request, "meetings/edit_board.html", context, status=status)


def _context(found: Board) -> dict:
    return frame_of(found) | {"nav": "boards"}


# --- Seats ------------------------------------------------------------------------------------------------------------


@get_or_post
def seats(request, board):
    found, today = editable(request, board), timezone.localdate()
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        instance=Membership(board=found),
        initial={"since": today},
        board=found,
        today=today,
    )
    if form.is_valid():
        saved, _ = attempt(form, lambda: _seat(form, request.user))
        if saved:
            messages.success(request, f"Saved: {saved.person} sits on the board from {long_date(saved.since)}.")
            return redirect("meetings:seats", board)
    rows = list(found.memberships.select_related("person", "substitute_for").order_by(*BY_CHAIR))
    context = _context(found) | {
        "form": form,
        "sitting": [row for row in rows if row.until is None or row.until >= today],
    }
    return render(request, "meetings/seats.html", context)


BY_CHAIR = (F("is_chair").desc(), F("substitute_for").asc(nulls_first=True), "person__name", "pk")


def _seat(form: SeatForm, user) -> Membership:
    with changes.together():
        if name := form.cleaned_data["new_person"].strip():
            form.instance.person = boards.new_person(name, by=user)
        return boards.seat(form.instance, by=user)


@get_or_post
def end_seat(request, board, seat):
    found, today = editable(request, board), timezone.localdate()
    row = get_object_or_404(found.memberships.select_related("person", "substitute_for"), pk=seat)
    form = EndSeatForm(request.POST if request.method == "POST" else None, initial={"until": today})
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        ended, status = attempt(
            form, lambda: boards.end_seat(row, until=said["until"], by=request.user, because=said["because"])
        )
        if ended:
            also = "".join(f" {one.person} stood in for them, and no longer does." for one in ended[1:])
            messages.success(request, f"Saved: the seat of {row.person} ends on {long_date(said['until'])}.{also}")
            return redirect("meetings:seats", board)
    substitutes = found.memberships.filter(substitute_for=row.person_id, until=None).select_related("person")
    context = _context(found) | {"form": form, "seat": row, "substitutes": list(substitutes.order_by("pk"))}
    return render(request, "meetings/end_seat.html", context, status=status)


# --- Standing items ---------------------------------------------------------------------------------------------------


@get_or_post
def standing_items(request, board):
    """The list with its order; a form that adds one. Each press does one thing."""
    found, today = editable(request, board), timezone.localdate()
    rows = boards.standing_on(found, today)
    adds = request.method == "POST" and "title" in request.POST
    form = StandingForm(request.POST if adds else None, instance=boards.StandingItem(board=found))
    trouble = ""
    if request.method == "POST" and not adds:
        try:
            done = _arranged(request.POST, rows, found, today, request.user)
        except changes.NotAllowedNow as refused:
            trouble = str(refused)
        else:
            if done:
                messages.success(request, done)
            return redirect("meetings:standing_items", board)
    elif form.is_valid():
        saved, _ = attempt(form, lambda: boards.add_standing(form.instance, on=today, by=request.user))
        if saved:
            messages.success(request, f"Saved: agendas begin with “{saved.title}” as well.")
            return redirect("meetings:standing_items", board)
    context = _context(found) | {"form": form, "items": boards.standing_on(found, today), "trouble": trouble}
    return render(request, "meetings/standing_items.html", context, status=CLASH if trouble else 200)


def _arranged(posted, rows, board: Board, today, user) -> str:
    """What was done with the list: an item taken off it, one moved, or all put in order by their numbers."""
    if end := whole_number(posted.get("end")):
        item = next((row for row in rows if row.pk == end), None)
        if item is None:
            return ""
        boards.end_standing(item, on=today, by=user)
        return f"Saved: “{item.title}” is no standing item from today on."
    order = new_order(posted, [row.pk for row in rows])
    if order != [row.pk for row in rows]:
        boards.order_standing(board, order, on=today, by=user)
        return "Saved: the standing items are in their new order."
    return ""


# --- Closed days ------------------------------------------------------------------------------------------------------


@get_or_post
def closed_days(request, board):
    found, today = editable(request, board), timezone.localdate()
    days = found.organisation.closed_days.order_by("day") if found.organisation else ClosedDay.objects.none()
    takes_off = request.method == "POST" and "open" in request.POST
    form = ClosedDayForm(
        request.POST if request.method == "POST" and not takes_off else None,
        instance=ClosedDay(organisation=found.organisation),
    )
    trouble = ""
    if takes_off:
        row = days.filter(pk=whole_number(request.POST["open"])).first()
        try:
            if row:
                boards.open_on(row, on=today, by=request.user)
                messages.success(request, f"Saved: {long_date(row.day)} is not closed.")
            return redirect("meetings:closed_days", board)
        except changes.NotAllowedNow as refused:
            trouble = str(refused)
    elif form.is_bound and found.organisation is None:
        form.add_error(None, "The board belongs to no organisation on record, so none of its offices can be closed.")
    elif form.is_valid():
        saved, _ = attempt(form, lambda: boards.close_on(form.instance, by=request.user))
        if saved:
            messages.success(request, f"Saved: the offices are closed on {long_date(saved.day)}.")
            return redirect("meetings:closed_days", board)
    listed = list(days)
    context = _context(found) | {
        "form": form,
        "trouble": trouble,
        "coming": [row for row in listed if row.day >= today],
        "past": [row for row in reversed(listed) if row.day < today],
    }
    return render(request, "meetings/closed_days.html", context)
