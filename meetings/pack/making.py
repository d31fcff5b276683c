"""Packs made in the background: asked for once, told of while they are made, and issued in one act with the end of it.

A worker that died is taken back, so that a pack may be made twice; it is issued once, because what stores the pack also
ends the work, and whoever lost the work to another finds so before anything is stored.
"""

import errno
import hashlib
import logging
import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction

from meetings import changes
from meetings.changes.packs import is_beside, next_supplement
from meetings.enums import BuildState, Edition, PackWork
from meetings.models import BoardPack, Meeting, PackBuild
from meetings.pack import kept
from meetings.pack.build import NotBuilt, build_pack
from meetings.pack.front import latest_issued
from meetings.pack.supplement import Brought, build_supplement
from meetings.pack_letters import tell_readers
from meetings.permissions import can_build_pack
from plans.background import Clock, Held, Job, TakenBack
from plans.changes import NotAllowedNow, sentence

MAKING = Job(PackBuild, BuildState.WAITING, BuildState.WORKING, subject=("meeting_id",))
"""Of one meeting one pack at a time: two would set the same pages, and issue the same version."""
OF_HOW_MANY = re.compile(r"Setting (\d+) of (\d+)")
TOLD_EVERY = 0.4  # seconds: how often the number of sections is written down
OUR_FAULT = "Something went wrong here while the pack was made. Your administrator finds the details in the log."
NO_ROOM = "There is no room left on the disk, so the pack was not kept. Ask your administrator to make room."
NOT_WRITTEN = "The pack could not be written to the disk. Your administrator finds the details in the log."
NOT_NOW = "The meeting was cancelled, or whoever asked may no longer make its pack."
CALLED_OFF = "Called off before it was begun."
TELLING = 200  # letters of what is being done
log = logging.getLogger(__name__)


def ask_for_pack(
    meeting: Meeting,
    *,
    work: str,
    edition: str,
    as_at: date,
    by,
    at: datetime,
    token: UUID,
    because: str = "",
    supplement: bool = False,
    brings: Brought | None = None,
    number: int = 0,
    appendices: str = "",
) -> PackBuild:
    """Have a pack made to be looked at, or issued. A form that was sent twice is one pack: then the first is given back.

    `edition` is empty for both, issued in one act. `brings` is what a supplement brings, `number` its own where it is
    corrected; `appendices` where the documents of others are, empty for where they were in the version before.
    Permissions are asked by the page. Raises NotAllowedNow where the token is that of another meeting's form.
    """
    from meetings.management.tasks import make_pack  # it does what is asked for here

    if known := PackBuild.objects.filter(token=token).first():
        return _of(meeting, known)
    row = PackBuild(
        meeting=meeting,
        token=token,
        work=PackWork(work),
        edition=Edition(edition) if edition else "",
        supplement=supplement,
        brings=brings.as_json(number) if brings else {},
        appendices=appendices,
        as_at=as_at,
        because=because.strip(),
        asked_by=by,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return _of(meeting, PackBuild.objects.get(token=token))
    make_pack.enqueue(row.pk)
    row.refresh_from_db()
    return row


def _of(meeting: Meeting, row: PackBuild) -> PackBuild:
    if row.meeting_id != meeting.pk:
        raise NotAllowedNow("This form was used already, for another meeting. Open the page again.")
    return row


def make(pk: int, *, clock: Clock) -> None:
    """Make it, if nobody else does. Begun twice, it is made once; whoever lost it to another stops in silence."""
    held = MAKING.claim(pk, at=clock())
    if held is None:
        return
    row = PackBuild.objects.select_related("meeting__board", "meeting__goal_in_focus__strategy", "asked_by").get(pk=pk)
    try:
        if not can_build_pack(row.asked_by, row.meeting):
            raise NotAllowedNow(NOT_NOW)
        tell = _Teller(held, clock)
        if row.work == PackWork.ISSUE:
            _issue(row, held, tell, clock=clock)
        else:
            _draft(row, held, tell, clock=clock)
    except TakenBack:
        log.warning("pack build %s was taken back while it was made", pk)
    except (NotBuilt, NotAllowedNow) as refused:
        _refuse(held, str(refused), clock=clock)
    except ValidationError as refused:
        _refuse(held, sentence(refused), clock=clock)
    except (OSError, OperationalError) as failed:
        log.exception("pack build %s could not be written", pk)
        _refuse(held, NO_ROOM if _is_full(failed) else NOT_WRITTEN, clock=clock)
    except Exception:
        log.exception("pack build %s could not be made", pk)
        _refuse(held, OUR_FAULT, clock=clock)


def waiting_behind(pk: int) -> list[int]:
    """What waits of the same meeting, in the order in which it was asked for."""
    about = PackBuild.objects.filter(pk=pk).values("meeting")
    waiting = PackBuild.objects.filter(meeting__in=about, state=BuildState.WAITING).exclude(pk=pk)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def call_off(row: PackBuild, *, at: datetime) -> PackBuild:
    """What nobody has begun is not made. Raises NotAllowedNow where it was begun."""
    with transaction.atomic():
        row = PackBuild.objects.select_for_update().get(pk=row.pk)
        if row.state != BuildState.WAITING:
            raise NotAllowedNow("It was begun already and cannot be called off.")
        row.state, row.refused_because, row.told_at = BuildState.REFUSED, CALLED_OFF, at
        row.save(update_fields=["state", "refused_because", "told_at"])
    return row


def draft_of(row: PackBuild) -> bytes | None:
    """The bytes of a pack that was made to be looked at; None where they are no longer kept, or are not what they were."""
    found = kept.find(row.name) if row.name else None
    return found if found is not None and _name_of(found) == row.name else None


def _draft(row: PackBuild, held: Held, tell: "_Teller", *, clock: Clock) -> None:
    """What would be issued if it were issued now, under the number it would have, with DRAFT on every page."""
    number = (row.brings.get("number", 0) or next_supplement(row.meeting)) if row.supplement else 0
    before = latest_issued(row.meeting, row.edition, number)
    asked: dict[str, Any] = {
        "edition": row.edition,
        "as_at": row.as_at,
        "built_at": clock(),
        "because": row.because if before else "",
        "beside": is_beside(row.appendices, before or latest_issued(row.meeting, row.edition)),
        "is_draft": True,
        "tell": tell,
    }
    if row.supplement:
        made = build_supplement(row.meeting, number=number, brings=Brought.of_json(row.brings), **asked)
    else:
        made = build_pack(row.meeting, **asked)
    name = _name_of(made.pdf)
    kept.keep_surely(name, made.pdf)
    held.finish(state=BuildState.MADE, at=clock(), name=name, pages=made.pages, telling="")


def _issue(row: PackBuild, held: Held, tell: "_Teller", *, clock: Clock) -> None:
    def within(pack: BoardPack) -> None:
        """Storing the packs and ending the work are one act: if the work was taken back, nothing is stored."""
        held.finish(state=BuildState.MADE, at=clock(), pack=pack, pages=pack.pages, telling="")

    asked: dict[str, Any] = {
        "editions": (row.edition,) if row.edition else changes.BOTH,
        "as_at": row.as_at,
        "at": clock(),
        "by": row.asked_by,
        "because": row.because,
        "appendices": row.appendices,
        "tell": tell,
        "within": within,
    }
    if row.supplement:
        changes.issue_supplement(
            row.meeting, brings=Brought.of_json(row.brings), number=row.brings.get("number", 0), **asked
        )
    else:
        changes.issue_packs(row.meeting, **asked)
    try:
        tell_readers(row.meeting, at=clock())
    except Exception:  # the pack is issued all the same; whoever was not told is shown on its page
        log.exception("readers of pack build %s were not told", row.pk)


def _name_of(pdf: bytes) -> str:
    return f"draft-{hashlib.sha256(pdf).hexdigest()}"


def _is_full(failed: OSError | OperationalError) -> bool:
    """Of the disk or of what one may use of it. Both databases say so in words: “disk is full”, “No space left”."""
    if isinstance(failed, OSError):
        return failed.errno in (errno.ENOSPC, errno.EDQUOT)
    return "is full" in str(failed) or "No space left" in str(failed)


def _refuse(held: Held, because: str, *, clock: Clock) -> None:
    try:
        held.finish(state=BuildState.REFUSED, at=clock(), refused_because=because, telling="")
    except TakenBack:
        log.warning("pack build %s was taken back before it was refused", held.pk)


class _Teller:
    """Writes down what is being done. Counts that follow each other at once are written now and then."""

    def __init__(self, held: Held, clock: Clock):
        self.held, self.clock = held, clock
        self.counted: datetime | None = None

    def __call__(self, line: str) -> None:
        """Raises TakenBack where somebody else has begun the work anew."""
        at = self.clock()
        found = OF_HOW_MANY.search(line)
        if found is None:
            self.held.tell(at=at, telling=line[:TELLING])
            return
        done, total = int(found[1]), int(found[2])
        if done < total and self.counted and (at - self.counted).total_seconds() < TOLD_EVERY:
            return
        self.counted = at
        self.held.tell(at=at, telling=line[:TELLING], done=done, total=total)
