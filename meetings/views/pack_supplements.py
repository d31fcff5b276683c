"""What came after the pack is issued as a supplement, and a supplement is corrected; either may be looked at as a draft first."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes.packs import brought_by, next_supplement
from meetings.forms.packs import CorrectSupplementForm, SupplementForm
from meetings.models import PackBuild
from meetings.pack.appendix_parts import files_here
from meetings.pack.issued import issued_packs, standing, where_of
from meetings.pack.late import Late, brings_of, chosen, late_of
from meetings.pack.supplement import Brought
from meetings.views.frame import framed
from meetings.views.pack_asking import answered, asked_before, begins_with, draft_wanted, drafted, meeting_of_author
from plans.views.saving import get_or_post


@get_or_post
def issue_supplement(request, board, key):
    """What came after the pack was issued, to be ticked, and issued under the next number of a supplement."""
    found, today = meeting_of_author(request, board, key), timezone.localdate()
    late = late_of(found, as_at=today)
    packs = [pack for pack in standing(issued_packs(found)) if not pack.supplement]
    files = files_here(found, {one.file.sha256 for one in late if one.file})
    row = drafted(request, found, number=0)
    initial = {"as_at": today, "appendices": where_of(packs)} | begins_with(row) | _ticked(row, late)
    posted = request.POST if request.method == "POST" else None
    form, status = SupplementForm(posted, initial=initial, today=today, late=late, files=files), 200
    if posted is not None:
        draft, status = draft_wanted(posted), 422
        if not draft and (known := asked_before(posted, found)):
            return redirect("meetings:pack_build", board, key, known.token)
        if form.is_valid():
            there = late_of(found, as_at=form.cleaned_data["as_at"])
            brings = brings_of(chosen(there, form.cleaned_data["brings"]))
            edition = "" if len(packs) > 1 else "".join(pack.edition for pack in packs)
            asked = {"edition": edition, "supplement": True, "brings": brings}
            if answer := answered(form, found, by=request.user, at=timezone.now(), draft=draft, **asked):
                return answer
    context = framed(found) | {"form": form, "late": late, "label": f"S{next_supplement(found)}", "packs": packs}
    return render(request, "meetings/issue_supplement.html", context, status=status)


@get_or_post
def correct_supplement(request, board, key, number):
    """A new version of a supplement, with what it brought as it is now."""
    found, today = meeting_of_author(request, board, key), timezone.localdate()
    packs = [pack for pack in standing(issued_packs(found)) if pack.supplement == number]
    if not packs or not number:
        raise Http404("No such supplement")
    brings = brought_by(found, number)
    files = files_here(found, {key.rpartition("-")[2] for key in brings.files})
    initial = {"as_at": today, "appendices": where_of(packs)} | begins_with(drafted(request, found, number=number))
    posted = request.POST if request.method == "POST" else None
    form, status = CorrectSupplementForm(posted, initial=initial, today=today, files=files), 200
    if posted is not None:
        draft, status = draft_wanted(posted), 422
        if not draft and (known := asked_before(posted, found)):
            return redirect("meetings:pack_build", board, key, known.token)
        if form.is_valid():
            edition = "" if len(packs) > 1 else packs[0].edition
            asked = {"edition": edition, "supplement": True, "brings": brings, "number": number}
            if answer := answered(form, found, by=request.user, at=timezone.now(), draft=draft, **asked):
                return answer
    context = framed(found) | {"form": form, "label": f"S{number}", "packs": packs}
    return render(request, "meetings/correct_supplement.html", context, status=status)


def _ticked(row: PackBuild | None, late: list[Late]) -> dict[str, list[str]]:
    """Of what came late, what the draft held that leads here."""
    if row is None:
        return {}
    held = Brought.of_json(row.brings)
    return {"brings": [one.key for one in late if held.has(brings_of([one]))]}
