"""Minutes from the first word to published: begun, checked by the chair, their decisions out ahead, published.

Which step is allowed in which state is one table; `meetings/changes/approval.py` takes them from there.
"""

from datetime import date, datetime

from django.db import transaction

from meetings.enums import MeetingState, MinutesState
from meetings.models import DraftComment, Meeting, MinuteEntry, Minutes
from plans.changes import NotAllowedNow, keep, together
from plans.enums import SourceKind
from plans.models import Source
from plans.rules.dates import long_date

DRAFT, CHECKED, OUT = MinutesState.DRAFT, MinutesState.CHECKED, MinutesState.PUBLISHED
ALLOWED: dict[str, frozenset[MinutesState]] = {
    "write": frozenset({DRAFT, CHECKED}),
    "check": frozenset({DRAFT}),
    "publish-decisions": frozenset({DRAFT, CHECKED}),
    "publish": frozenset({CHECKED}),
    "approve": frozenset({OUT}),
    "sign": frozenset({MinutesState.APPROVED}),
}
WRITTEN_HERE = "minutes-of-"
IN_FORCE = {
    DRAFT: "These minutes are a draft.",
    CHECKED: "The chair has checked these minutes; they are not published yet.",
    OUT: "These minutes are published, subject to approval. What is wrong in them is put right when they are approved.",
    MinutesState.APPROVED: "These minutes are approved.",
    MinutesState.SIGNED: "These minutes are signed. They are never changed; a correction is minuted by a later meeting.",
}


def is_latest(minutes: Minutes) -> bool:
    return not Minutes.objects.filter(meeting=minutes.meeting_id, version__gt=minutes.version).exists()


def being_amended(minutes: Minutes) -> bool:
    """Approved with amendments, which are put into the entries until the minutes are signed."""
    return minutes.state == MinutesState.APPROVED and minutes.version > 1 and minutes.approved_at_id is not None


def may(step: str, minutes: Minutes) -> bool:
    """Whether a step is open to minutes in this state. An amended version can be written in until it is signed."""
    return MinutesState(minutes.state) in ALLOWED[step] or (step == "write" and being_amended(minutes))


def locked(minutes: Minutes, step: str) -> Minutes:
    """The row as it is now, which nobody else changes until this transaction ends. Raises NotAllowedNow."""
    now = Minutes.objects.select_for_update().get(pk=minutes.pk)
    now.meeting = minutes.meeting
    if not is_latest(now):
        raise NotAllowedNow("A later version of these minutes is on record; this one stays as it is.")
    if not may(step, now):
        raise NotAllowedNow(IN_FORCE[MinutesState(now.state)])
    return now


def start_minutes(meeting: Meeting, *, by, on: date) -> Minutes:
    """A first version, to be written item by item. Started twice, it is the one that was started first."""
    with together():
        now = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if minutes := now.minutes.order_by("-version").first():
            return minutes
        if now.state != MeetingState.HELD or now.held_on is None or now.held_on > on:
            raise NotAllowedNow("Say first that the meeting was held. Then its minutes can be written.")
        minutes = Minutes(meeting=now, version=1, state=DRAFT, said_on=now.held_on, source=source_of(now, 1, by=by))
        return keep(minutes, by=by, because="Begun")


def source_of(meeting: Meeting, version: int, *, by) -> Source:
    """What facts minuted in this version cite."""
    assert meeting.held_on is not None
    key = f"{WRITTEN_HERE}{meeting.key}"[:76] + (f"-{version}" if version > 1 else "")
    if source := Source.objects.filter(key=key).first():
        return source
    day = long_date(meeting.held_on)
    name = f"Minutes of the {meeting.board.name}, {day}"[:280]
    source = Source(key=key, kind=SourceKind.MINUTE, title=name, short=f"minutes, {day}", published_on=meeting.held_on)
    _name(source, DRAFT)
    return keep(source, by=by, because="Minutes begun")


def is_written_here(source: Source) -> bool:
    """Whether a source of minutes is what was written on these pages, rather than a paper that was sent in or loaded."""
    return source.key.startswith(WRITTEN_HERE)


NAMED = {DRAFT: " (draft)", OUT: " (subject to approval)"}


def _name(source: Source, state: MinutesState) -> None:
    for ending in NAMED.values():
        source.title, source.short = source.title.removesuffix(ending), source.short.removesuffix(ending)
    source.title, source.short = source.title + NAMED.get(state, ""), source.short + NAMED.get(state, "")


def rename_source(minutes: Minutes, *, by) -> None:
    """A page that cites these minutes says what they are by now. A file that was sent in keeps its own name."""
    source = minutes.source
    if source and is_written_here(source):
        before = source.title
        _name(source, MinutesState(minutes.state))
        if source.title != before:
            keep(source, by=by, because=f"The minutes are: {minutes.get_state_display()}")


def check(minutes: Minutes, *, by, on: date, because: str = "Checked") -> Minutes:
    """The chair has read the draft and finds it right. An author records it on the chair's word, and says so."""
    with together():
        now = locked(minutes, "check")
        if not now.entries.exists():
            raise NotAllowedNow("Nothing is written yet, so there is nothing to check.")
        now.state, now.checked_by, now.checked_on = CHECKED, by, on
        return keep(now, by=by, because=because)


def unchecked(minutes: Minutes, *, by) -> None:
    """Something was changed after the chair had checked it: the chair looks again. The row is locked by the caller."""
    if minutes.state == CHECKED:
        minutes.state, minutes.checked_by, minutes.checked_on = DRAFT, None, None
        keep(minutes, by=by, because="Changed after the chair had checked it")


def publish_decisions(minutes: Minutes, *, by, on: date) -> Minutes:
    """Decisions and actions, and nothing else of the draft, for everybody who knows the board."""
    with together():
        now = locked(minutes, "publish-decisions")
        if now.decisions_out_on is None:
            now.decisions_out_on = on
            keep(now, by=by, because="Decisions published ahead of the minutes")
        return now


def publish(minutes: Minutes, *, by, on: date) -> Minutes:
    """ "Draft, subject to approval": read by everybody who knows the board."""
    with together():
        now = locked(minutes, "publish")
        now.state, now.said_on = OUT, on
        keep(now, by=by, because="Published, subject to approval")
        rename_source(now, by=by)
        return now


# --- What the chair remarks -------------------------------------------------------------------------------------------


def comment_on_draft(minutes: Minutes, *, entry: MinuteEntry | None, by, at: datetime, text: str) -> DraftComment:
    """A remark on one entry or on the whole. The same words about the same thing, sent twice, are one remark."""
    if not text.strip():
        raise NotAllowedNow("Write something first.")
    with together():
        now = locked(minutes, "write")
        same = DraftComment.objects.filter(minutes=now, entry=entry, by=by, text=text.strip())
        if already := same.order_by("pk").first():
            return already
        remark = DraftComment(minutes=now, entry=entry, by=by, said_at=at, text=text.strip())
        return keep(remark, by=by, because="Remark on draft minutes")


@transaction.atomic
def answer_comment(remark: DraftComment, *, by, at: datetime, answer: str) -> DraftComment:
    """What was made of a remark. Answered once; the same answer again changes nothing."""
    now = DraftComment.objects.select_for_update().get(pk=remark.pk)
    if not answer.strip():
        raise NotAllowedNow("Say what you made of the remark.")
    if now.answer:
        if now.answer == answer.strip():
            return now
        raise NotAllowedNow("This remark was answered already; the answer is below it.")
    now.answer, now.answered_at, now.answered_by = answer.strip(), at, by
    return keep(now, by=by, because="Answered")
