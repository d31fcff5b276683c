"""One recommendation to another body, and its answer once there is one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes.referrals import answer_referral
from meetings.forms.steps import AnswerForm
from meetings.models import MinuteEntry, Referral
from meetings.pages.minutes_steps import readable_referrals
from meetings.permissions import can_write_minutes, entries_visible_to
from plans.changes import REFUSED, Stale, sentence
from plans.permissions import board_for
from plans.views.frame import frame_of
from plans.views.saving import CLASH, get_or_post

CHANGED = (
    "Somebody else recorded an answer while you were writing. It stands above; what you typed is still here. "
    "Save again to put yours in its place."
)
MOST = 80


@get_or_post
def referral(request, board, key):
    found_board = board_for(request.user, board)
    found = readable_referrals(request.user).filter(from_board=found_board, key=key).first()
    if found is None:
        raise Http404("No such recommendation")
    writes = can_write_minutes(request.user)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    form = (
        AnswerForm(
            request.POST if request.method == "POST" else None, referral=found, entries=_entries(request.user, found)
        )
        if writes
        else None
    )
    status = 200
    if form is not None and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer_referral(
                found, answer=said["answer"], on_day=said["day"], answered_in=form.entry,
                by=request.user, on=timezone.localdate(), seen=said["version"],
            )  # fmt: skip
        except Stale:
            found, status = readable_referrals(request.user).get(pk=found.pk), CLASH
            data = request.POST.copy()
            data["version"] = str(found.version)
            form = AnswerForm(data, referral=found, entries=_entries(request.user, found))
            form.add_error(None, CHANGED)
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
        else:
            messages.success(request, "Recorded: the answer.")
            return redirect("meetings:referral", board, key)
    waits = None if found.answered_on else (timezone.localdate() - found.said_on).days
    context = frame_of(found_board) | {"nav": "meetings", "referral": found, "form": form, "waits": waits}
    return render(request, "meetings/referral.html", context, status=status)


def _entries(user, found: Referral) -> list[MinuteEntry]:
    """Where an answer may be minuted: by this board or the one that was asked, after it was asked."""
    boards = [pk for pk in (found.from_board_id, found.to_board_id) if pk]
    rows = entries_visible_to(user).filter(
        minutes__meeting__board__in=boards, minutes__meeting__held_on__gte=found.said_on, item__secrecy="open"
    )
    rows = rows.exclude(pk=found.entry_id).select_related("minutes__meeting__board")
    return list(rows.order_by("-minutes__meeting__held_on", "minutes__meeting", "-minutes__version", "position")[:MOST])
