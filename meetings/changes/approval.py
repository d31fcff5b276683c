"""Minutes put to a later meeting: approved as they are or with amendments, and signed by whoever presided."""

from datetime import date

from meetings.enums import ItemKind, MeetingState, MinutesState
from meetings.models import AgendaItem, EntryLink, MinuteEntry, Minutes, Referral, Vote
from plans.changes import NotAllowedNow, keep, together
from plans.models import Person
from plans.rules.dates import long_date

from .minutes import locked, rename_source, source_of

OF_AN_ENTRY = (
    "item_id", "position", "kind", "text", "is_quoted", "is_marked", "is_incomplete", "outcome", "limbs", "taken",
    "votes_for", "votes_against", "abstained", "interest", "left_room", "answer", "is_open_summary", "person_id",
    "owner_person_id", "owner_organisation_id", "owner_words", "due_words", "locator", "fact",
)  # fmt: skip
OF_A_LINK = (
    "goal_id", "objective_id", "action_id", "milestone_id", "indicator_id", "risk_id", "made_it", "closed_it",
)  # fmt: skip


def approve(minutes: Minutes, under: AgendaItem, *, by, on: date, amendments: str = "") -> Minutes:
    """Approve the published minutes at a later meeting, under its item of minutes. One item may approve several.

    With `amendments` a new version is approved: it begins as a copy, with every link, and nothing is made in the plan
    a second time. The version before stays as it was published. Approved twice, they were approved the first time.
    Raises NotAllowedNow with a sentence; nothing is written then.
    """
    with together():
        last = Minutes.objects.select_for_update().filter(meeting=minutes.meeting_id).order_by("-version").first()
        if last and last.state == MinutesState.APPROVED and last.approved_under_id == under.pk:
            return last
        now = locked(minutes, "approve")
        _refuse_unless_later(now, under, on)
        if not amendments.strip():
            now.state, now.approved_at, now.approved_under = MinutesState.APPROVED, under.meeting, under
            keep(now, by=by, because="Approved")
            rename_source(now, by=by)
            return now
        return _amended(now, under, amendments.strip(), by=by)


def _refuse_unless_later(minutes: Minutes, under: AgendaItem, on: date) -> None:
    meeting, before = under.meeting, minutes.meeting
    if meeting.board_id != before.board_id:
        raise NotAllowedNow("Minutes are approved by the board whose meeting it was.")
    if under.kind != ItemKind.MINUTES:
        raise NotAllowedNow("Minutes are approved under an item of minutes. Choose that item of the agenda.")
    if meeting.state != MeetingState.HELD or meeting.held_on is None or meeting.held_on > on:
        raise NotAllowedNow("That meeting has not been held yet.")
    if before.held_on is None or meeting.held_on <= before.held_on:
        raise NotAllowedNow("Minutes are approved at a later meeting than the one they are of.")


def _amended(before: Minutes, under: AgendaItem, amendments: str, *, by) -> Minutes:
    because = f"Version {before.version + 1}, amended at approval"
    assert under.meeting.held_on is not None  # asked in `_refuse_unless_later`
    minutes = Minutes(
        meeting=before.meeting,
        version=before.version + 1,
        state=MinutesState.APPROVED,
        approved_at=under.meeting,
        approved_under=under,
        amendments=amendments,
        said_on=under.meeting.held_on,
        is_incomplete=before.is_incomplete,
        decisions_out_on=before.decisions_out_on,
        checked_by=before.checked_by,
        checked_on=before.checked_on,
        source=before.source and source_of(before.meeting, before.version + 1, by=by),
    )
    keep(minutes, by=by, because=because)
    rename_source(minutes, by=by)
    for entry in before.entries.order_by("position"):
        _copy(entry, minutes, by=by, because=because)
    return minutes


def _copy(entry: MinuteEntry, minutes: Minutes, *, by, because: str) -> None:
    """The same entry in the amended version. What it led to is told from there; no row of the plan is made or changed."""
    copy = keep(
        MinuteEntry(minutes=minutes, **{name: getattr(entry, name) for name in OF_AN_ENTRY}), by=by, because=because
    )
    for vote in entry.votes.order_by("pk"):
        keep(Vote(entry=copy, person_id=vote.person_id, cast=vote.cast), by=by, because=because)
    for link in entry.links.order_by("pk"):
        copied = EntryLink(entry=copy, **{name: getattr(link, name) for name in OF_A_LINK})
        keep(copied, by=by, because=because).completions.add(*link.completions.all())
    for asked in Referral.objects.filter(entry=entry).order_by("pk"):
        asked.entry = copy
        keep(asked, by=by, because=because)
    for answered in Referral.objects.filter(answered_in=entry).order_by("pk"):
        answered.answered_in = copy
        keep(answered, by=by, because=because)


def presided(minutes: Minutes) -> Person | None:
    """Who was in the chair of the meeting that approved them, if that is on record."""
    if minutes.approved_at is None:
        return None
    row = minutes.approved_at.attendance.filter(capacity="chair").select_related("person").order_by("pk").first()
    return row.person if row else None


def sign(minutes: Minutes, *, person: Person, signed_on: date, by, on: date) -> Minutes:
    """Signed at the meeting that approved them, or after, by whoever presided. From here on nothing of them changes.

    Local Government Act 1972, Schedule 12, paragraph 41. Signed twice by the same person on the same day, it is once.
    """
    with together():
        last = Minutes.objects.select_for_update().get(pk=minutes.pk)
        if last.state == MinutesState.SIGNED and (last.signed_by_id, last.signed_on) == (person.pk, signed_on):
            return last
        now = locked(minutes, "sign")
        approved = now.approved_at.held_on if now.approved_at else None
        if approved is None:
            raise NotAllowedNow(
                "At which meeting these minutes were approved is not on record, so they cannot be signed."
            )
        if signed_on < approved:
            raise NotAllowedNow(f"They were approved on {long_date(approved)}; they cannot have been signed before.")
        if signed_on > on:
            raise NotAllowedNow(f"{long_date(signed_on)} is still to come.")
        now.state, now.signed_by, now.signed_on = MinutesState.SIGNED, person, signed_on
        return keep(now, by=by, because="Signed")
