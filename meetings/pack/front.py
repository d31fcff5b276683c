"""What a pack is, on its cover and in its margins: its number and version, its day, its fingerprint, its counts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from meetings.enums import Edition
from meetings.models import BoardPack, Meeting
from meetings.pack import contents
from meetings.pack.appendix_contents import Appendix, cover_words
from meetings.pack.meeting_parts import day_words
from meetings.pack.summary_parts import disputed, needs_attention
from plans.rules.windows import long_date
from plans.storage import to_json
from plans.tree import StrategySnapshot


def day_of_instant(instant: datetime) -> date:
    """The day of an instant where the board sits."""
    return instant.astimezone(timezone.get_default_timezone()).date()


def pack_version(meeting: Meeting, edition: str, supplement: int = 0) -> int:
    """The version a pack issued next would have, or a supplement to it."""
    latest = latest_issued(meeting, edition, supplement)
    return (latest.version if latest else 0) + 1


def latest_issued(meeting: Meeting, edition: str, supplement: int = 0) -> BoardPack | None:
    """The pack of a meeting as it was issued last, or one of its supplements; without what is large."""
    issued = BoardPack.objects.filter(meeting=meeting, edition=edition, supplement=supplement)
    return issued.defer("pdf", "snapshot", "contents", "sections").order_by("-version").first()


def pack_number(meeting: Meeting, edition: str, version: int) -> str:
    """ "THURROCK-HWB-2017-03-15-P1": board, day, and P or M with the version; a second meeting that day adds a letter."""
    day, letter = f"M{meeting.pk}", ""
    if meeting.held_on:
        same_day = Meeting.objects.filter(board=meeting.board, held_on=meeting.held_on, pk__lt=meeting.pk).count()
        day, letter = meeting.held_on.isoformat(), chr(ord("a") + same_day) if same_day else ""
    return f"{meeting.board.key.upper()[:22]}-{day}{letter}-{edition[0].upper()}{version}"


def watermark(meeting: Meeting, edition: Edition) -> str:
    """What lies beneath every page of the members' edition, so that a page copied out of it still says what it is."""
    if edition != Edition.MEMBERS:
        return ""
    return f"{edition.label} · {meeting.board.name} · not for publication".replace("'", "’")


def replaced_words(pack: BoardPack | None) -> str:
    """The pack that a correction takes the place of: its number, and the day on which it was issued."""
    return f"{pack.number}, issued on {long_date(day_of_instant(pack.issued_at))}" if pack else ""


def front_part(
    meeting,
    edition,
    as_at,
    built_at,
    strategy,
    snapshot,
    issued_by,
    *,
    decisions_asked,
    because="",
    appendices=(),
) -> contents.Front:
    """`because` is given for a correction, which names the version that it replaces."""
    before = latest_issued(meeting, edition)
    version = (before.version if before else 0) + 1
    built = long_date(day_of_instant(built_at))
    label = edition_words(edition, appendices)
    counts = [contents.Count("Decision asked for" if decisions_asked == 1 else "Decisions asked for", decisions_asked)]
    if snapshot:
        late = len(needs_attention(snapshot))
        unowned = sum(action.needs_owner for action in snapshot.actions)
        doubts = len(disputed(snapshot))
        counts += [
            contents.Count("Action needs attention" if late == 1 else "Actions need attention", late),
            contents.Count("Agreed, without an owner", unowned),
            contents.Count("Disputed statement" if doubts == 1 else "Disputed statements", doubts),
        ]
    return contents.Front(
        board=meeting.board.name,
        board_key=meeting.board.key,
        title=f"{meeting.board.name}: board pack for {day_words(meeting)}, {label[0].lower()}{label[1:]}",
        meeting_day=day_words(meeting),
        banner=meeting.board.banner,
        is_fictional=meeting.board.is_fictional,
        edition=label,
        number=pack_number(meeting, edition, version),
        version=version,
        as_at=as_at,
        as_at_words=long_date(as_at),
        issued=f"{issued_by}, {built}" if issued_by else f"Not issued. Built on {built}.",
        built=built,
        strategy=strategy.title if strategy else "",
        fingerprint=fingerprint(snapshot) if snapshot else "",
        counts=tuple(counts),
        replaces=replaced_words(before) if because else "",
        because=because,
        beneath=watermark(meeting, edition),
        appendices=cover_words(appendices),
    )


def edition_words(edition: Edition, appendices: Sequence[Appendix]) -> str:
    """ "Public edition, appendices beside it": what stands at the foot of every page."""
    return f"{edition.label}, appendices beside it" if appendices and appendices[0].is_beside else edition.label


def fingerprint(snapshot: StrategySnapshot) -> str:
    """Tells two states of the plan apart, whatever else was written in between."""
    told = json.dumps(to_json(replace(snapshot, revision=0)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
