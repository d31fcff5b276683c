"""Minutes are sent in as a file or a text, and kept for review. Nothing is made of them here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings import changes
from meetings.changes.proposals import MUST_BE_DECIDED
from meetings.enums import Decided
from meetings.forms.review import SendForm
from meetings.models import MinutesProposal
from meetings.permissions import can_write_minutes
from plans.models import Board
from plans.permissions import board_for
from plans.views.frame import frame_of
from plans.views.saving import get_or_post

MOST_COMMITTED = 10


def board_to_minute(request, key: str) -> Board:
    """The board, for those who may send in its minutes. Raises Http404 for what they may not know of, then PermissionDenied."""
    board = board_for(request.user, key)
    if not can_write_minutes(request.user):
        raise PermissionDenied
    return board


@get_or_post
def import_minutes(request, board):
    found = board_to_minute(request, board)
    form = SendForm(board=found, today=timezone.localdate())
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES, board=found, today=timezone.localdate())
        if form.is_valid():
            day = form.cleaned_data["day"]
            facts = {"board": found, "file_name": form.name, "day": day, "by": request.user, "at": timezone.now()}
            proposal, is_new = changes.receive(form.read, **facts)
            return _go_on(request, proposal, is_new)
    sent_in = MinutesProposal.objects.filter(board=found, set_aside_at=None).defer("lines")
    waiting = sent_in.filter(committed_at=None).annotate(
        left=Count("entries", filter=Q(entries__state=Decided.OPEN, entries__kind__in=MUST_BE_DECIDED))
    )
    done = sent_in.exclude(committed_at=None).select_related("minutes__meeting")
    context = frame_of(found) | {
        "page": "meetings",
        "form": form,
        "waiting": waiting.select_related("uploaded_by__person").order_by("-uploaded_at", "-pk"),
        "done": done.order_by("-committed_at", "-pk")[:MOST_COMMITTED],
    }
    return render(request, "meetings/import_minutes.html", context)


def _go_on(request, proposal: MinutesProposal, is_new: bool):
    if proposal.committed_at and proposal.minutes:
        messages.info(request, "This text was committed before. Nothing was made a second time: here is what it made.")
        meeting = proposal.minutes.meeting
        return redirect("meetings:meeting", meeting.board.key, meeting.key)
    if not is_new:
        messages.info(request, "This text was sent in before and waits to be committed. You go on where it was left.")
    return redirect(reverse("meetings:minutes_review", args=[proposal.board.key, proposal.pk]))
