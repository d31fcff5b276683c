"""A pack is issued and corrected by its author, who may look at a draft first; and its readers are told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.enums import Edition, MeetingState
from meetings.forms.packs import BOTH, IssueForm
from meetings.models import BoardPack, Meeting
from meetings.pack.appendix_parts import files_here
from meetings.pack.front import latest_issued, pack_number
from meetings.pack.given import given_of
from meetings.pack.issued import where_of
from meetings.pack_letters import tell_readers
from meetings.pages.clock import latest_as_at
from meetings.pages.readiness import blocks, is_coming, readiness_context
from meetings.views.frame import framed
from meetings.views.pack_asking import answered, asked_before, begins_with, draft_wanted, drafted, meeting_of_author
from plans.views.saving import CLASH, get_or_post

CHANGED = "Another version was issued since this page was opened. It is shown below; nothing was issued now."


@get_or_post
def issue_pack(request, board, key):
    """What will be issued, under which number and as at which day, and what that locks. A press asks for it, or for a draft."""
    found, today = meeting_of_author(request, board, key), timezone.localdate()
    before = {edition: latest_issued(found, edition) for edition in Edition.values}
    there = [edition for edition, pack in before.items() if pack]
    seen = " ".join(pack.number for pack in before.values() if pack)
    missing = [edition for edition in Edition.values if edition not in there]
    initial = {
        "as_at": latest_as_at(found.held_on, today=today),
        "which": missing[0] if len(missing) == 1 else BOTH,
        "seen": seen,
        "appendices": where_of(pack for pack in before.values() if pack),
    } | begins_with(drafted(request, found))
    given = given_of(found, Edition.MEMBERS if Edition.MEMBERS in there else Edition.PUBLIC)
    apart = {key.rpartition("-")[2] for key in given.files}
    files = [one for one in files_here(found) if one.sha256 not in apart]
    posted = request.POST if request.method == "POST" else None
    form, status = IssueForm(posted, initial=initial, today=today, there=there, files=files), 200
    if posted is not None:
        draft, status = draft_wanted(posted), 422
        if not draft and (known := asked_before(posted, found)):
            return redirect("meetings:pack_build", board, key, known.token)
        if form.is_valid() and form.cleaned_data["seen"] != seen:
            form.add_error(None, CHANGED)
            data = form.data.copy()  # type: ignore[attr-defined]
            data["seen"], form.data, status = seen, data, CLASH
        elif form.is_valid() and not draft and (stops := blocks(found)):
            for why in stops:
                form.add_error(None, why)
        elif form.is_valid():
            which = form.cleaned_data["which"]
            edition = "" if which == BOTH else which
            if answer := answered(form, found, by=request.user, at=timezone.now(), draft=draft, edition=edition):
                return answer
    readiness = readiness_context(request.user, found, today=today, in_full=False) if is_coming(found, today) else {}
    context = (
        framed(found)
        | readiness
        | {
            "form": form,
            "offers": [_offer(found, edition, pack) for edition, pack in before.items()],
            "corrects": bool(there),
            "given": given,
            "is_planned": found.state == MeetingState.PLANNED,
        }
    )
    return render(request, "meetings/issue_pack.html", context, status=status)


def _offer(found: Meeting, edition: str, before: BoardPack | None) -> dict:
    version = (before.version if before else 0) + 1
    return {
        "edition": edition,
        "name": Edition(edition).label.replace("'", "’"),
        "number": pack_number(found, edition, version),
        "version": version,
        "replaces": before,
    }


@get_or_post
def pack_letters(request, board, key):
    """Write to the readers who were not told yet of what stands. Read, it is a place on the page of the pack."""
    found = meeting_of_author(request, board, key)
    if request.method != "POST":
        return redirect("meetings:pack_home", board, key)
    failed = tell_readers(found, at=timezone.now())
    if failed:
        messages.error(request, f"Not reached: {', '.join(failed)}. What they were not told stands on this page.")
    else:
        messages.success(request, "Every reader has been told.")
    return redirect("meetings:pack_home", board, key)
