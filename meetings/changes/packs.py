"""Issuing a pack: built once, and kept for good."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.enums import Edition
from meetings.models import BoardPack, Meeting
from meetings.pack.build import Tell, build_pack, pack_version
from plans.changes import NotAllowedNow, keep
from plans.models import Strategy
from plans.storage import to_json

ALREADY_ISSUED = (
    "This pack is already issued. To replace it, say why: that makes a new version, and the old one stays as it is."
)


def issue_pack(
    meeting: Meeting,
    *,
    edition: str,
    as_at: date,
    at: datetime,
    by,
    because: str = "",
    strategy: Strategy | None = None,
    tell: Tell | None = None,
    within: Callable[[BoardPack], None] = lambda pack: None,
) -> BoardPack:
    """Build a pack and keep it for good: bytes, plan and fingerprint, all or nothing.

    A pack once issued never changes; another for the same meeting and edition is a new version, and says why.
    The pages are set before the transaction begins; `within` is called in it, with the pack that is stored: whatever it
    raises takes the pack back. Raises NotAllowedNow with a sentence; nothing is stored then.
    """
    version = pack_version(meeting, edition)
    if version > 1 and not because.strip():
        raise NotAllowedNow(ALREADY_ISSUED)
    built = build_pack(
        meeting,
        edition=edition,
        as_at=as_at,
        built_at=at,
        strategy=strategy,
        issued_by=str(by or "The Board"),
        tell=tell,
    )
    pack = BoardPack(
        meeting=meeting,
        edition=Edition(edition),
        version=version,
        number=built.number,
        as_at=as_at,
        snapshot=to_json(built.snapshot) if built.snapshot else {},
        pdf=built.pdf,
        sha256=hashlib.sha256(built.pdf).hexdigest(),
        pages=built.pages,
        because=because.strip(),
        issued_at=at,
        issued_by=by,
    )
    try:
        with transaction.atomic():
            keep(pack, by=by, because=because.strip() or f"Issued {built.number}")
            within(pack)
    except ValidationError:
        raise NotAllowedNow(ALREADY_ISSUED) from None  # somebody else issued this version while the pages were set
    return pack
