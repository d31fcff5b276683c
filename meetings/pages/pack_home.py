"""What the page of a meeting's pack shows: what was issued, what replaced what and why, and what waits for being told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from meetings.enums import BuildState, Edition, PackWork
from meetings.models import BoardPack, Meeting, PackBuild
from meetings.pack.issued import issued_packs, issuer, standing
from meetings.permissions import can_read_pack

SHORT = 12  # letters of a sha256 that are shown at first


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


def on_the_way(meeting: Meeting) -> list[PackBuild]:
    """What is being issued, or waits for it: one query."""
    rows = PackBuild.objects.filter(meeting=meeting, work=PackWork.ISSUE)
    return list(rows.filter(state__in=(BuildState.WAITING, BuildState.WORKING)).order_by("pk"))


def editions_shown(meeting: Meeting, packs: Sequence[BoardPack]) -> list[EditionShown]:
    """The public edition first; an edition of which no pack was issued is left out."""
    now = {pack.pk for pack in standing(packs)}
    later = {pack.replaces_id: pack for pack in packs if pack.replaces_id}
    found = []
    for edition in Edition:
        own = [_shown(meeting, pack, later.get(pack.pk)) for pack in packs if pack.edition == edition]
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


def _shown(meeting: Meeting, pack: BoardPack, replaced_by: BoardPack | None) -> IssuedPack:
    return IssuedPack(
        row=pack,
        name=f"Supplement S{pack.supplement}" if pack.supplement else "The pack",
        file=file_address(meeting, pack),
        read=_read_address(meeting, pack),
        by=issuer(pack.issued_by),
        sha256=pack.sha256[:SHORT],
        replaced_by=replaced_by,
    )


def _read_address(meeting: Meeting, pack: BoardPack) -> str:
    """Of a pack from before sections were kept, that page says so."""
    address = reverse("meetings:read_pack", args=[meeting.board.key, meeting.key, pack.edition])
    return f"{address}?version={pack.version}" + (f"&supplement={pack.supplement}" if pack.supplement else "")
