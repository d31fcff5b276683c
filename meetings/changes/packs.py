"""Issuing: a pack or a supplement is built once, and kept for good. All editions of one act are stored, or none."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.enums import Edition, MeetingState, WhereAppendices
from meetings.models import BoardPack, Meeting
from meetings.pack.as_json import contents_to_json, told_in
from meetings.pack.build import BuiltPack, Tell, build_pack
from meetings.pack.document import written
from meetings.pack.front import latest_issued, pack_version
from meetings.pack.issued import issuer, where_of
from meetings.pack.sections.stored import sections_as_json
from meetings.pack.supplement import Brought, build_supplement
from plans.changes import NotAllowedNow, keep
from plans.models import Strategy
from plans.storage import to_json

Within = Callable[[BoardPack], None]
BOTH = (Edition.PUBLIC, Edition.MEMBERS)
ALREADY_ISSUED = (
    "This pack is already issued. To replace it, say why: that makes a new version, and the old one stays as it is."
)
NOT_STORED = (
    "The pack could not be stored, so nothing was issued. Try again; if it happens again, the database has no room."
)
NOT_PUBLISHED = "The agenda is not published yet. Publish it first: the pack prints it."
CANCELLED = "This meeting was cancelled: there is nothing to issue."


class AlreadyIssued(NotAllowedNow):
    """The version that was asked for is there already: issued by this press the first time, or by somebody else."""


def issue_pack(
    meeting: Meeting,
    *,
    edition: str,
    as_at: date,
    at: datetime,
    by,
    because: str = "",
    appendices: str = "",
    strategy: Strategy | None = None,
    tell: Tell | None = None,
    within: Within | None = None,
) -> BoardPack:
    """One edition; see `issue_packs`."""
    (pack,) = issue_packs(
        meeting,
        editions=(edition,),
        as_at=as_at,
        at=at,
        by=by,
        because=because,
        appendices=appendices,
        strategy=strategy,
        tell=tell,
        within=within,
    )
    return pack


def issue_packs(
    meeting: Meeting,
    *,
    editions: Sequence[str] = BOTH,
    as_at: date,
    at: datetime,
    by,
    because: str = "",
    appendices: str = "",
    strategy: Strategy | None = None,
    tell: Tell | None = None,
    within: Within | None = None,
) -> list[BoardPack]:
    """Build these editions and keep them for good: bytes, plan, contents, sections and fingerprint, all or nothing.

    A pack once issued never changes; another for the same meeting and edition is a new version that names the one it
    replaces, and says why. `appendices` says where the documents of others are; left open it is as in the version before.
    The pages are set before the transaction begins; `within` is called in it with the first of what is stored, and
    whatever it raises takes all of it back. Raises NotAllowedNow or NotBuilt with a sentence, or what the database raises;
    nothing is stored then.
    """
    _refuse(meeting)
    because, packs = because.strip(), []
    for place, edition in enumerate(editions):
        before = latest_issued(meeting, edition)
        if before and not because:
            raise AlreadyIssued(ALREADY_ISSUED)
        built = build_pack(
            meeting,
            edition=edition,
            as_at=as_at,
            built_at=at,
            strategy=strategy,
            issued_by=issuer(by),
            because=because if before else "",
            beside=is_beside(appendices, before),
            tell=naming(editions, place, tell),
        )
        packs.append(_row(meeting, edition, 0, built, before, at=at, by=by, because=because if before else ""))
    return _store(packs, by=by, within=within)


def issue_supplement(
    meeting: Meeting,
    *,
    brings: Brought,
    editions: Sequence[str] = BOTH,
    as_at: date,
    at: datetime,
    by,
    number: int = 0,
    because: str = "",
    appendices: str = "",
    tell: Tell | None = None,
    within: Within | None = None,
) -> list[BoardPack]:
    """Issue what came late as the next supplement, in each of these editions whose pack was issued: all or nothing.

    `number` is that of a supplement which is corrected, for the reason `because`; 0 makes a new one, with the next number
    of the meeting in every edition. `appendices` left open is as in what it corrects, or else in the pack.
    Raises NotAllowedNow or NotBuilt with a sentence; nothing is stored then.
    """
    _refuse(meeting)
    because = because.strip()
    if number and not because:
        raise NotAllowedNow("Say why this version replaces the one before.")
    there = [edition for edition in editions if latest_issued(meeting, edition)]
    if not there:
        raise NotAllowedNow("No pack of this meeting is issued, so there is nothing to supplement.")
    place, packs = number or next_supplement(meeting), []
    for one, edition in enumerate(there):
        before = latest_issued(meeting, edition, place)
        if number and before is None:
            continue
        built = build_supplement(
            meeting,
            edition=edition,
            number=place,
            brings=brings,
            as_at=as_at,
            built_at=at,
            issued_by=issuer(by),
            because=because if before else "",
            beside=is_beside(appendices, before or latest_issued(meeting, edition)),
            tell=naming(there, one, tell),
        )
        packs.append(_row(meeting, edition, place, built, before, at=at, by=by, because=because if before else ""))
    if not packs:
        raise NotAllowedNow(f"There is no supplement S{number}.")
    return _store(packs, by=by, within=within)


def brought_by(meeting: Meeting, number: int) -> Brought:
    """What supplement S`number` brought in any edition, as it stands; for its correction."""
    items, papers, files = set(), set(), set()
    for pack in BoardPack.objects.filter(meeting=meeting, supplement=number).only("contents", "supplement"):
        for line in told_in(pack.contents).get("lines", ()):
            papers |= {line["paper"]} - {""}
            files |= {line.get("file", "")} - {""}
            items |= {line["item"]} if line["is_new"] else set()
    return Brought(frozenset(items), frozenset(papers), frozenset(files))


def naming(editions: Sequence[str], place: int, tell: Tell | None) -> Tell | None:
    """Each line of what is done says of which edition, and of several which of them: "Public edition, the first of two: …"."""
    if tell is None:
        return None
    label = Edition(editions[place]).label.replace("'", "’")
    told = f"{label}, the {('first', 'second')[place]} of two" if len(editions) == 2 else label
    return lambda line: tell(f"{told}: {line}")


def next_supplement(meeting: Meeting) -> int:
    """The number of the next supplement: one run over both editions."""
    taken = BoardPack.objects.filter(meeting=meeting).order_by("-supplement").values_list("supplement", flat=True)
    return (taken.first() or 0) + 1


def is_beside(appendices: str, before: BoardPack | None) -> bool:
    """Whether the documents of others are files beside a pack: as is said, or else as in the version before."""
    return (appendices or where_of([before] if before else [])) == WhereAppendices.BESIDE


def _refuse(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise NotAllowedNow(CANCELLED)
    if meeting.state == MeetingState.PLANNED:
        raise NotAllowedNow(NOT_PUBLISHED)


def _row(
    meeting: Meeting, edition: str, supplement: int, built: BuiltPack, before: BoardPack | None, *, at, by, because: str
) -> BoardPack:
    return BoardPack(
        meeting=meeting,
        edition=Edition(edition),
        supplement=supplement,
        version=built.version,
        replaces=before,
        number=built.number,
        as_at=built.as_at,
        snapshot=to_json(built.snapshot) if built.snapshot else {},
        contents=contents_to_json(built.contents),
        sections=sections_as_json(written(built.contents)),
        pdf=built.pdf,
        sha256=hashlib.sha256(built.pdf).hexdigest(),
        pages=built.pages,
        because=because,
        issued_at=at,
        issued_by=by,
    )


def _store(packs: list[BoardPack], *, by, within: Within | None) -> list[BoardPack]:
    """All of them or none: what somebody else issued while the pages were set is found out here."""
    try:
        with transaction.atomic():
            for pack in packs:
                _still_next(pack)
                keep(pack, by=by, because=pack.because or f"Issued {pack.number}")
            if within:
                within(packs[0])
    except (ValidationError, IntegrityError):
        raise AlreadyIssued(ALREADY_ISSUED) from None
    return packs


def _still_next(pack: BoardPack) -> None:
    Meeting.objects.select_for_update().only("pk").get(pk=pack.meeting_id)
    if pack.version != pack_version(pack.meeting, pack.edition, pack.supplement):
        raise AlreadyIssued(ALREADY_ISSUED)
