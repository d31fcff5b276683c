"""What the pages share on which a pack or a supplement is asked for: to be looked at first, or to be issued."""

from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from meetings.enums import Edition, PackWork
from meetings.models import Meeting, PackBuild
from meetings.pack import making
from meetings.permissions import can_build_pack, meeting_for
from plans.changes import NotAllowedNow


def meeting_of_author(request, board: str, key: str) -> Meeting:
    """The meeting that this user may know of (404), for whoever makes its packs (403)."""
    found = meeting_for(request.user, board, key)
    if not can_build_pack(request.user, found):
        raise PermissionDenied
    return found


def asked_before(posted, found: Meeting) -> PackBuild | None:
    """What the first press of this very form asked to be issued; None where this is the first."""
    token = _uuid(posted.get("token", ""))
    return PackBuild.objects.filter(token=token, meeting=found).first() if token else None


def drafted(request, found: Meeting, *, number: int | None = None) -> PackBuild | None:
    """The draft that leads here, by its mark in the address: the form begins with what was asked for then.

    `number` is that of a supplement, 0 for a new one; None for the pack itself.
    """
    if not (token := _uuid(request.GET.get("draft", ""))):
        return None
    rows = PackBuild.objects.filter(token=token, meeting=found, work=PackWork.DRAFT, supplement=number is not None)
    row = rows.first()
    return row if row and row.brings.get("number", 0) == (number or 0) else None


def begins_with(row: PackBuild | None) -> dict[str, Any]:
    """What a form begins with, of a draft that leads to it."""
    if row is None:
        return {}
    return {"as_at": row.as_at, "because": row.because} | ({"appendices": row.appendices} if row.appendices else {})


def draft_wanted(posted) -> str:
    """The edition of which a draft is wanted by this press; empty where it is to be issued."""
    wanted = posted.get("draft", "")
    return wanted if wanted in Edition.values else ""


def answered(form, found: Meeting, *, by, at, draft: str = "", **what):
    """Ask for it, and lead to where it is told how far it is; None where that is refused, and the form says why.

    A draft has a mark of its own, made of all that was asked: pressed twice it is one, and the form still issues after it.
    """
    said = form.cleaned_data
    what |= {"as_at": said["as_at"], "because": said.get("because", ""), "appendices": said.get("appendices", "")}
    work, token = PackWork.ISSUE, said["token"]
    if draft:
        what["edition"], work = draft, PackWork.DRAFT
        told = what | {"brings": what["brings"].as_json() if "brings" in what else {}}
        token = uuid5(token, repr(sorted(told.items())))
    try:
        row = making.ask_for_pack(found, work=work, by=by, at=at, token=token, **what)
    except NotAllowedNow as refused:
        form.add_error(None, str(refused))
        return None
    return redirect("meetings:pack_build", found.board.key, found.key, row.token)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
