"""The page of a meeting's pack, and its files: as they were issued, or made now for an author to look at."""

import logging
from tempfile import SpooledTemporaryFile

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import Edition, PackWork
from meetings.forms.packs import PackForm
from meetings.models import BoardPack, Meeting
from meetings.pack import issued, making
from meetings.pack.appendix_parts import files_here
from meetings.pack.issued import where_of
from meetings.pack.late import late_of
from meetings.pack.set_file import write_set
from meetings.pack_letters import tellings
from meetings.pages.clock import latest_as_at
from meetings.pages.pack_home import builds_of, editions_shown, issued_for
from meetings.pages.readiness import is_coming, readiness_context
from meetings.permissions import can_build_pack, can_read_pack, meeting_for
from meetings.views.frame import framed
from plans.changes import NotAllowedNow
from plans.views.saving import get_or_post, whole_number

log = logging.getLogger(__name__)
NOT_AS_ISSUED = 409
IN_MEMORY = 5_000_000  # bytes of a set; a larger one is written to the disk while it is sent


@require_safe
def pack_home(request, board, key):
    """What was issued for whoever may read it; for its author what can be done next."""
    found = meeting_for(request.user, board, key)
    return render(request, "meetings/pack_home.html", home_context(request, found))


def home_context(request, found: Meeting, form: PackForm | None = None) -> dict:
    """Everything the page of a pack shows, in a fixed number of queries."""
    user, today = request.user, timezone.localdate()
    packs = issued_for(user, found)
    builds = can_build_pack(user, found)
    context = framed(found) | {"editions": editions_shown(found, packs), "builds": builds}
    if not builds:
        return context
    files = files_here(found)
    where = where_of(packs) if files else ""
    as_at, told = latest_as_at(found.held_on, today=today), tellings(found)
    issuing, drafts = builds_of(found, packs)
    readiness = readiness_context(user, found, today=today, in_full=False) if is_coming(found, today) else {}
    return (
        context
        | readiness
        | {
            "form": form or PackForm(initial={"as_at": as_at, "appendices": where}, today=today, files=files),
            "is_issued": any(not pack.supplement for pack in packs),
            "late": late_of(found, as_at=today),
            "tellings": told,
            "waits": any(one.waiting for one in told),
            "on_the_way": issuing,
            "drafts": drafts,
            "supplements": sorted({pack.supplement for pack in packs if pack.supplement}),
        }
    )


@get_or_post
def pack(request, board, key, edition):
    """An issued pack, as it was stored; or, by POST, one made now for its author to look at, which is not issued."""
    found = meeting_for(request.user, board, key)
    if edition not in Edition.values:
        raise Http404("No edition")
    if request.method == "POST":
        return _made(request, found, Edition(edition))
    supplement, version = (whole_number(request.GET.get(name)) for name in ("supplement", "version"))
    rows = BoardPack.objects.filter(meeting=found, edition=edition, supplement=supplement)
    if version:
        rows = rows.filter(version=version)
    stored = (
        rows.select_related("meeting__board").defer("snapshot", "contents", "sections").order_by("-version").first()
    )
    if stored is None or not can_read_pack(request.user, stored):
        raise Http404("No pack")
    try:
        pdf = issued.bytes_of(stored)
    except issued.NotAsIssued as wrong:
        return _not_handed_out(request, found, str(wrong))
    log.info("pack read", extra={"pack_id": stored.pk, "user_id": request.user.pk, "edition": edition})
    return _as_file(pdf, issued.file_name(stored))


@require_safe
def pack_set(request, board, key, edition):
    """All that stands of one edition in one file, with a list of what is in it."""
    found = meeting_for(request.user, board, key)
    rows = BoardPack.objects.filter(meeting=found, edition=edition).select_related("meeting__board", "replaces")
    here = issued.standing(rows.defer(*issued.LARGE).order_by("supplement", "version"))
    if not here or here[0].supplement or not can_read_pack(request.user, here[0]):
        raise Http404("No pack")
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed with the answer
    try:
        write_set(here, whole)
    except issued.NotAsIssued as wrong:
        whole.close()
        return _not_handed_out(request, found, str(wrong))
    whole.seek(0)
    log.info("set read", extra={"meeting_id": found.pk, "user_id": request.user.pk, "edition": edition})
    name = f"{issued.stem(here[0])}-set.zip"
    return FileResponse(whole, as_attachment=True, filename=name, content_type="application/zip")


def _as_file(pdf: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _not_handed_out(request, found: Meeting, why: str) -> HttpResponse:
    return render(request, "meetings/pack_not_as_issued.html", framed(found) | {"why": why}, status=NOT_AS_ISSUED)


def _made(request, found: Meeting, edition: Edition):
    if not can_build_pack(request.user, found):
        raise PermissionDenied
    form = PackForm(request.POST, today=timezone.localdate(), files=files_here(found))
    if form.is_valid():
        said = form.cleaned_data
        try:
            row = making.ask_for_pack(
                found,
                work=PackWork.DRAFT,
                edition=edition,
                as_at=said["as_at"],
                by=request.user,
                at=timezone.now(),
                token=said["token"],
                appendices=said.get("appendices", ""),
            )
        except NotAllowedNow as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("meetings:pack_build", found.board.key, found.key, row.token)
    return render(request, "meetings/pack_home.html", home_context(request, found, form), status=422)
