"""A pack on its way: how far it is, and its file when it is there. For authors; nobody else knows that it is made."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings.management.tasks import make_pack
from meetings.models import Meeting, PackBuild
from meetings.pack import making
from meetings.pages.clock import in_full
from meetings.pages.pack_build import build_page
from meetings.permissions import can_follow_packs, meeting_for
from plans.changes import NotAllowedNow
from plans.views.frame import frame_of

CHANGED = 409


@require_http_methods(["GET", "HEAD", "POST"])
def pack_build(request, board, key, token):
    """What is being done, how many of how many, and then where the pack is; asks again by itself."""
    found, row = _build(request, board, key, token)
    if request.method == "POST":
        return _answered(request, found, row)
    view = build_page(row, at=timezone.now())
    if request.htmx:
        if not view.is_going_on:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "meetings/_pack_build_progress.html", {"view": view, "meeting": found})
    return _shown(request, found, view)


@require_safe
def pack_build_file(request, board, key, token):
    """A pack that was made to be looked at, while it is kept."""
    found, row = _build(request, board, key, token)
    pdf = making.draft_of(row)
    if pdf is None:
        raise Http404("No file")
    what = f"{row.edition}-supplement" if row.supplement else row.edition
    name = f"{found.board.key}-{found.held_on or found.key}-{what}-draft.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _answered(request, found: Meeting, row: PackBuild):
    asked = request.POST.get("do", "")
    try:
        if asked == "again":
            make_pack.enqueue(row.pk)
        elif asked == "call_off":
            making.call_off(row, at=timezone.now())
    except NotAllowedNow as refused:
        row.refresh_from_db()
        return _shown(request, found, build_page(row, at=timezone.now()), problem=str(refused), status=CHANGED)
    return redirect("meetings:pack_build", found.board.key, found.key, row.token)


def _shown(request, found: Meeting, view, *, problem: str = "", status: int = 200):
    context = frame_of(found.board) | {
        "nav": "meetings",
        "meeting": found,
        "name": f"Meeting of {in_full(found.held_on)}" if found.held_on else "Meeting",
        "view": view,
        "build": view.row,
        "problem": problem,
    }
    return render(request, "meetings/pack_build.html", context, status=status)


def _build(request, board: str, key: str, token) -> tuple[Meeting, PackBuild]:
    """Raises Http404 for what is not there, and for whoever does not make packs alike."""
    found = meeting_for(request.user, board, key)
    if not can_follow_packs(request.user):
        raise Http404("No pack on its way")
    rows = PackBuild.objects.select_related("asked_by").defer(
        "pack__pdf", "pack__snapshot", "pack__contents", "pack__sections"
    )
    row = get_object_or_404(rows.select_related("pack"), meeting=found, token=token)
    row.meeting = found
    return found, row
