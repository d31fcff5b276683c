"""What the page of a meeting's pack shows: what was issued, what replaced what and why, and what waits for being told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from meetings.enums import BuildState, Edition, PackWork
from meetings.models import BoardPack, Meeting, PackBuild
from meetings.pack.issued import beside_of, issued_packs, issuer, standing
from meetings.pack.kept import is_kept
from meetings.pages.pack_build import issue_address, title_of
from meetings.permissions import can_read_pack

SHORT = 12  # letters of a sha256 that are shown at first
MOST_BUILDS = 40  # that are looked through for the latest of each kind


@dataclass(frozen=True)
class FileBeside:
    """A document of somebody else that was issued as a file beside a pack: what it is, where it is, and its fingerprint."""

    name: str
    title: str
    pages: int
    size: str
    url: str
    sha256: str


@dataclass(frozen=True)
class IssuedPack:
    """One issued file as it is shown. `read` is where its HTML is read."""

    row: BoardPack
    name: str
    file: str
    read: str
    by: str
    sha256: str
    replaced_by: BoardPack | None
    beside: tuple[FileBeside, ...] = ()


@dataclass(frozen=True)
class EditionShown:
    """One edition: the pack that stands, its supplements as they stand, and all that was replaced."""

    edition: str
    name: str
    pack: IssuedPack
    supplements: tuple[IssuedPack, ...]
    earlier: tuple[IssuedPack, ...]
    set_address: str


def issued_for(user, meeting: Meeting) -> list[BoardPack]:
    """What was issued of this meeting and may be read by this person: one query."""
    return [pack for pack in issued_packs(meeting) if can_read_pack(user, pack)]


@dataclass(frozen=True)
class Draft:
    """A draft that is being made, or is there: `file` is empty until then, `issue` where it cannot be issued."""

    row: PackBuild
    title: str
    file: str
    issue: str


def builds_of(meeting: Meeting, packs: Sequence[BoardPack]) -> tuple[list[PackBuild], list[Draft]]:
    """What is being issued, or waits for it; and the latest draft of each kind since anything was issued: one query."""
    rows = PackBuild.objects.filter(meeting=meeting).exclude(state=BuildState.REFUSED)
    issuing, drafts, seen = [], [], set()
    last = max((pack.issued_at for pack in packs), default=None)
    for row in rows.order_by("-pk")[:MOST_BUILDS]:
        row.meeting = meeting
        kind = (row.edition, row.supplement, row.brings.get("number", 0))
        if row.work == PackWork.ISSUE:
            issuing += [row] if row.state != BuildState.MADE else []
        elif kind not in seen and (last is None or row.asked_at > last):
            seen.add(kind)
            drafts += _draft(row)
    return issuing[::-1], drafts


def _draft(row: PackBuild) -> list[Draft]:
    """Nothing of one that is no longer kept."""
    if row.state != BuildState.MADE:
        return [Draft(row, title_of(row), "", "")]
    if not is_kept(row.name):
        return []
    file = reverse("meetings:pack_build_file", args=[row.meeting.board.key, row.meeting.key, row.token])
    return [Draft(row, title_of(row), file, issue_address(row))]


def editions_shown(meeting: Meeting, packs: Sequence[BoardPack]) -> list[EditionShown]:
    """The public edition first; an edition of which no pack was issued is left out."""
    now = {pack.pk for pack in standing(packs)}
    later = {pack.replaces_id: pack for pack in packs if pack.replaces_id}
    beside, found = beside_of(packs), []
    for edition in Edition:
        own = [
            _shown(meeting, pack, later.get(pack.pk), beside.get(pack.pk, ()))
            for pack in packs
            if pack.edition == edition
        ]
        main = [one for one in own if one.row.pk in now and not one.row.supplement]
        if main:
            found.append(
                EditionShown(
                    edition=edition,
                    name=edition.label.replace("'", "’"),
                    pack=main[0],
                    supplements=tuple(one for one in own if one.row.pk in now and one.row.supplement),
                    earlier=tuple(one for one in own if one.row.pk not in now),
                    set_address=reverse("meetings:pack_set", args=[meeting.board.key, meeting.key, edition]),
                )
            )
    return found


def file_address(meeting: Meeting, pack: BoardPack) -> str:
    address = reverse("meetings:pack", args=[meeting.board.key, meeting.key, pack.edition])
    return f"{address}?version={pack.version}" + (f"&supplement={pack.supplement}" if pack.supplement else "")


def _shown(
    meeting: Meeting, pack: BoardPack, replaced_by: BoardPack | None, beside: Sequence[Mapping[str, Any]]
) -> IssuedPack:
    return IssuedPack(
        row=pack,
        name=f"Supplement S{pack.supplement}" if pack.supplement else "The pack",
        file=file_address(meeting, pack),
        read=_read_address(meeting, pack),
        by=issuer(pack.issued_by),
        sha256=pack.sha256[:SHORT],
        replaced_by=replaced_by,
        beside=tuple(_file(one) for one in beside),
    )


def _file(told: Mapping[str, Any]) -> FileBeside:
    """As the contents of the pack have it; its address on this site, wherever that was when it was issued."""
    where = f"item {told['item']}" if told["item"] else "an item without a number"
    return FileBeside(
        name=f"Appendix {told['letter']} to {where}",
        title=told["title"],
        pages=told["pages"],
        size=told["size"],
        url=urlsplit(told["address"]).path,
        sha256=told["sha256"],
    )


def _read_address(meeting: Meeting, pack: BoardPack) -> str:
    """Of a pack from before sections were kept, that page says so."""
    address = reverse("meetings:read_pack", args=[meeting.board.key, meeting.key, pack.edition])
    return f"{address}?version={pack.version}" + (f"&supplement={pack.supplement}" if pack.supplement else "")
