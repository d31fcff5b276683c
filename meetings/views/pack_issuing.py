"""A pack is issued, corrected and supplemented by its author, and its readers are told."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes.packs import brought_by
from meetings.enums import Edition, MeetingState, PackWork
from meetings.forms.packs import BOTH, CorrectSupplementForm, IssueForm, SupplementForm
from meetings.models import BoardPack, Meeting, PackBuild
from meetings.pack import making
from meetings.pack.appendix_parts import files_here
from meetings.pack.front import latest_issued, pack_number
from meetings.pack.issued import issued_packs, standing, where_of
from meetings.pack.late import brings_of, chosen, late_of
from meetings.pack_letters import tell_readers
from meetings.pages.clock import latest_as_at
from meetings.pages.readiness import blocks, is_coming, readiness_context
from meetings.permissions import can_build_pack, meeting_for
from meetings.views.frame import framed
from plans.changes import NotAllowedNow
from plans.views.saving import CLASH, get_or_post

CHANGED = "Another version was issued since this page was opened. It is shown below; nothing was issued now."


def _meeting(request, board: str, key: str) -> Meeting:
    found = meeting_for(request.user, board, key)
    if not can_build_pack(request.user, found):
        raise PermissionDenied
    return found


@get_or_post
def issue_pack(request, board, key):
    """What will be issued, under which number and as at which day, and what that locks. A press asks for it."""
    found, today = _meeting(request, board, key), timezone.localdate()
    before = {edition: latest_issued(found, edition) for edition in Edition.values}
    there = [edition for edition, pack in before.items() if pack]
    seen = " ".join(pack.number for pack in before.values() if pack)
    missing = [edition for edition in Edition.values if edition not in there]
    initial = {
        "as_at": latest_as_at(found.held_on, today=today),
        "which": missing[0] if len(missing) == 1 else BOTH,
        "seen": seen,
        "appendices": where_of(pack for pack in before.values() if pack),
    }
    posted = request.POST if request.method == "POST" else None
    form, status = IssueForm(posted, initial=initial, today=today, there=there, files=files_here(found)), 200
    if posted is not None:
        if known := _asked_before(posted, found):
            return redirect("meetings:pack_build", board, key, known.token)
        status = 422
        if form.is_valid() and form.cleaned_data["seen"] != seen:
            form.add_error(None, CHANGED)
            data = form.data.copy()  # type: ignore[attr-defined]
            data["seen"], form.data, status = seen, data, CLASH
        elif form.is_valid() and (stops := blocks(found)):
            for why in stops:
                form.add_error(None, why)
        elif form.is_valid():
            said = form.cleaned_data
            row = _ask(
                request, found, form,
                edition="" if said["which"] == BOTH else said["which"],
                because=said.get("because", ""),
            )  # fmt: skip
            if row:
                return redirect("meetings:pack_build", board, key, row.token)
    readiness = readiness_context(request.user, found, today=today, in_full=False) if is_coming(found, today) else {}
    context = (
        framed(found)
        | readiness
        | {
            "form": form,
            "offers": [_offer(found, edition, pack) for edition, pack in before.items()],
            "corrects": bool(there),
            "is_planned": found.state == MeetingState.PLANNED,
        }
    )
    return render(request, "meetings/issue_pack.html", context, status=status)


def _offer(found: Meeting, edition: str, before: BoardPack | None) -> dict:
    version = (before.version if before else 0) + 1
    return {
        "name": Edition(edition).label.replace("'", "’"),
        "number": pack_number(found, edition, version),
        "version": version,
        "replaces": before,
    }


@get_or_post
def issue_supplement(request, board, key):
    """What came after the pack was issued, to be ticked, and issued under the next number of a supplement."""
    found, today = _meeting(request, board, key), timezone.localdate()
    late = late_of(found, as_at=today)
    packs = standing(issued_packs(found))
    number = 1 + max((pack.supplement for pack in packs), default=0)
    posted = request.POST if request.method == "POST" else None
    files = files_here(found, {one.file.sha256 for one in late if one.file})
    initial = {"as_at": today, "appendices": where_of(packs)}
    form, status = SupplementForm(posted, initial=initial, today=today, late=late, files=files), 200
    if posted is not None:
        if known := _asked_before(posted, found):
            return redirect("meetings:pack_build", board, key, known.token)
        status = 422
        if form.is_valid():
            there = late_of(found, as_at=form.cleaned_data["as_at"])
            brings = brings_of(chosen(there, form.cleaned_data["brings"]))
            editions = {pack.edition for pack in packs if not pack.supplement}
            row = _ask(
                request, found, form, edition="" if len(editions) > 1 else "".join(editions),
                supplement=True, brings=brings,
            )  # fmt: skip
            if row:
                return redirect("meetings:pack_build", board, key, row.token)
    context = framed(found) | {
        "form": form,
        "late": late,
        "label": f"S{number}",
        "packs": [pack for pack in packs if not pack.supplement],
    }
    return render(request, "meetings/issue_supplement.html", context, status=status)


@get_or_post
def correct_supplement(request, board, key, number):
    """A new version of a supplement, with what it brought as it is now."""
    found, today = _meeting(request, board, key), timezone.localdate()
    packs = [pack for pack in standing(issued_packs(found)) if pack.supplement == number]
    if not packs or not number:
        raise Http404("No such supplement")
    posted = request.POST if request.method == "POST" else None
    brings = brought_by(found, number)
    initial = {"as_at": today, "appendices": where_of(packs)}
    files = files_here(found, {key.rpartition("-")[2] for key in brings.files})
    form, status = CorrectSupplementForm(posted, initial=initial, today=today, files=files), 200
    if posted is not None:
        if known := _asked_before(posted, found):
            return redirect("meetings:pack_build", board, key, known.token)
        status = 422
        if form.is_valid():
            row = _ask(
                request, found, form, edition="" if len(packs) > 1 else packs[0].edition, supplement=True,
                because=form.cleaned_data["because"], brings=brings, number=number,
            )  # fmt: skip
            if row:
                return redirect("meetings:pack_build", board, key, row.token)
    context = framed(found) | {"form": form, "label": f"S{number}", "packs": packs}
    return render(request, "meetings/correct_supplement.html", context, status=status)


@get_or_post
def pack_letters(request, board, key):
    """Write to the readers who were not told yet of what stands. Read, it is a place on the page of the pack."""
    found = _meeting(request, board, key)
    if request.method != "POST":
        return redirect("meetings:pack_home", board, key)
    failed = tell_readers(found, at=timezone.now())
    if failed:
        messages.error(request, f"Not reached: {', '.join(failed)}. What they were not told stands on this page.")
    else:
        messages.success(request, "Every reader has been told.")
    return redirect("meetings:pack_home", board, key)


def _asked_before(posted, found: Meeting) -> PackBuild | None:
    """What the first press of this very form asked for; None where this is the first."""
    try:
        token = UUID(posted.get("token", ""))
    except ValueError:
        return None
    return PackBuild.objects.filter(token=token, meeting=found).first()


def _ask(request, found: Meeting, form, **what):
    """Ask for it to be issued; None where that is refused, and the form says why."""
    said = form.cleaned_data
    try:
        return making.ask_for_pack(
            found,
            work=PackWork.ISSUE,
            as_at=said["as_at"],
            by=request.user,
            at=timezone.now(),
            token=said["token"],
            appendices=said.get("appendices", ""),
            **what,
        )
    except NotAllowedNow as refused:
        form.add_error(None, str(refused))
        return None
