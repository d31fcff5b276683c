"""What the page of a pack on its way shows: how far it is, where it is when it is there, and why when it is not."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from meetings.enums import BuildState, Edition, MeetingState, PackWork
from meetings.models import BoardPack, PackBuild
from meetings.pack import making
from meetings.pack.issued import LARGE
from plans.background import BEGUN_WITHIN, SILENT_FOR

GOING_ON = (BuildState.WAITING, BuildState.WORKING)


@dataclass(frozen=True)
class BuildPage:
    """A pack on its way. `trouble` says why nothing seems to happen; `stands` which pack is issued whatever becomes of it.

    `done` and `total` are of sections, 0 while that is not known. `file` is the address of the pack where it is there;
    `is_forgotten` that it was made, and is no longer kept.
    """

    row: PackBuild
    title: str
    here: str
    state: str
    is_going_on: bool
    can_call_off: bool
    sentence: str
    done: int
    total: int
    trouble: str
    file: str
    is_forgotten: bool
    stands: str
    issue: str = ""
    """Where a draft that is there is issued as it was asked for."""


def build_page(row: PackBuild, *, at: datetime) -> BuildPage:
    going_on = row.state in GOING_ON
    is_draft = row.work == PackWork.DRAFT
    is_there = row.state == BuildState.MADE and (not is_draft or making.draft_of(row) is not None)
    total = (row.total or 0) if row.state == BuildState.WORKING else 0
    return BuildPage(
        row=row,
        title=title_of(row),
        here="On its way" if going_on else BuildState(row.state).label,
        state=BuildState(row.state).label,
        is_going_on=going_on,
        can_call_off=row.state == BuildState.WAITING,
        sentence=_sentence(row, at=at) if going_on else "",
        done=min(row.done, total),
        total=total,
        trouble=_trouble(row, at=at) if going_on else "",
        file=_address(row) if is_there else "",
        is_forgotten=row.state == BuildState.MADE and not is_there,
        stands=_stands(row) if row.state == BuildState.REFUSED else "",
        issue=issue_address(row) if is_draft and is_there else "",
    )


def title_of(row: PackBuild) -> str:
    """ "Draft of the public edition", "Issuing a supplement to the members' edition", "Issuing a new version of S1, …"."""
    edition = f"the {Edition(row.edition).label.lower()}" if row.edition else "both editions"
    what = f"a supplement to {edition}" if row.supplement else edition
    if number := row.brings.get("number", 0):
        what = f"a new version of S{number}, {edition}"
    return f"{'Draft of' if row.work == PackWork.DRAFT else 'Issuing'} {what}"


def issue_address(row: PackBuild) -> str:
    """Where what was made to be looked at is issued: the form begins with what was asked for here. Empty where it cannot be."""
    meeting, number = row.meeting, row.brings.get("number", 0)
    if meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return ""
    name, more = ("correct_supplement", [number]) if number else ("issue_pack", [])
    if row.supplement and not number:
        name = "issue_supplement"
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key, *more]) + f"?draft={row.token}"


def _sentence(row: PackBuild, *, at: datetime) -> str:
    if row.state == BuildState.WORKING:
        return f"{row.telling}." if row.telling else "Just begun."
    others = PackBuild.objects.filter(meeting=row.meeting_id, state=BuildState.WORKING).exclude(pk=row.pk)
    if any(other.told_at and at - other.told_at < SILENT_FOR for other in others):
        return "Waiting for its turn: another pack of this meeting is being made."
    return "Waiting for its turn."


def _trouble(row: PackBuild, *, at: datetime) -> str:
    """Why nothing seems to happen, and what is done about it. Empty while all goes as it should."""
    if row.state == BuildState.WORKING and row.told_at is not None and at - row.told_at >= SILENT_FOR:
        seconds = int((at - row.told_at).total_seconds())
        return (
            f"No word for {seconds:,} seconds: whatever made this pack has stopped. Nothing was stored. It is begun again "
            "as soon as a background worker is running."
        )
    is_late = row.state == BuildState.WAITING and at - row.asked_at >= BEGUN_WITHIN
    if is_late and not making.MAKING.anything_alive(at=at):
        return (
            "Nobody has begun to make it: the background worker does not seem to be running. Ask your administrator to "
            "start it (manage.py run_worker); then the pack is made by itself."
        )
    return ""


def _address(row: PackBuild) -> str:
    meeting = row.meeting
    if row.work == PackWork.DRAFT:
        return reverse("meetings:pack_build_file", args=[meeting.board.key, meeting.key, row.token])
    return reverse("meetings:pack_home", args=[meeting.board.key, meeting.key])


def _stands(row: PackBuild) -> str:
    """That what was issued before is still there, by its number."""
    packs = BoardPack.objects.filter(meeting=row.meeting_id, supplement=0).defer(*LARGE)
    if row.edition:
        packs = packs.filter(edition=row.edition)
    last = packs.order_by("-edition", "-version").first()
    if last is None:
        of_it = "of this edition " if row.edition else ""
        return f"Nothing was stored. No pack {of_it}has been issued yet."
    return f"Nothing was stored. The pack that was issued, {last.number}, is in its place as it was."
