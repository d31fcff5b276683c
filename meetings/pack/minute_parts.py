"""From minutes to what the pack prints of them: the last ones for approval, and what was decided before."""

from datetime import date

from meetings.enums import Edition, EntryKind, ItemKind, MeetingState, MinutesState, Secrecy
from meetings.models import Meeting, MinuteEntry, Minutes
from meetings.pack.contents import Decided, EarlierMinutes, MinutedItem, MinuteLine
from meetings.pack.meeting_parts import day_words
from meetings.pack.wording import capital, distinct, stop
from plans.rules.windows import long_date

PUBLISHED = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)
MEETINGS_BACK = 2
NOT_PUT = "Not approved yet. The agenda, as it is known here, has no item for them."
CALLED = {EntryKind.NARRATIVE: "", EntryKind.RECOMMENDATION: "Referral", EntryKind.DECLARATION: "Declared"}
"""In the margin beside a line. What was merely said needs no name there: the eye then finds what was decided."""


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The board's last meeting before this one whose day is known."""
    if not meeting.held_on:
        return None
    earlier = Meeting.objects.filter(board=meeting.board, held_on__lt=meeting.held_on)
    return earlier.exclude(state=MeetingState.CANCELLED).order_by("-held_on", "-pk").first()


def earlier_minutes(meeting: Meeting, edition: Edition, as_at: date, *, has_item: bool = True) -> EarlierMinutes | None:
    """The minutes of the meeting before, unless they were already approved at another one.

    `has_item`: whether the agenda, as it is known, has an item for them. Without one they are printed and not put.
    """
    before = previous_meeting(meeting)
    minutes = _latest(before, as_at) if before else None
    if before is None or minutes is None or minutes.approved_at_id not in (None, meeting.pk):
        return None
    put = has_item or minutes.approved_at_id == meeting.pk
    state = "Put to this meeting to be approved as a true record." if put else NOT_PUT
    items: dict[str, list[MinuteLine]] = {}
    for entry in _entries(minutes, edition):
        heading = " ".join(filter(None, (entry.item.number, entry.item.title))) if entry.item else "The meeting"
        items.setdefault(heading, []).append(_line(entry))
    notes = [
        "The day of the meeting is inferred." if before.day_is_inferred else "",
        "The source is cut short." if minutes.is_incomplete else "",
        f"Amended: {stop(minutes.amendments)}" if minutes.amendments else "",
    ]
    return EarlierMinutes(
        key="minutes",
        day=day_words(before),
        state=state,
        note=" ".join(filter(None, notes)),
        items=tuple(MinutedItem(heading, tuple(lines)) for heading, lines in items.items()),
        source=capital(str(minutes.source)) if minutes.source else "",
    )


def _latest(meeting: Meeting, as_at: date) -> Minutes | None:
    found = Minutes.objects.filter(meeting=meeting, said_on__lte=as_at, state__in=PUBLISHED).select_related("source")
    return found.order_by("-version").first()


def _entries(minutes: Minutes, edition: Edition):
    """What the minutes record; of items that are not open, the public edition reads an open summary and nothing else."""
    entries = MinuteEntry.objects.filter(minutes=minutes).select_related(
        "item", "owner_person", "owner_organisation", "person"
    )
    if edition != Edition.MEMBERS:
        entries = entries.exclude(item__secrecy__in=[Secrecy.EXEMPT, Secrecy.CONFIDENTIAL], is_open_summary=False)
    return entries.order_by("position")


def _line(entry: MinuteEntry) -> MinuteLine:
    owner = entry.owner_person or entry.owner_organisation
    notes = []
    if entry.kind == EntryKind.ACTION:
        notes.append(f"Owner: {owner or entry.owner_words or 'nobody is named'}.")
        notes.append(f"Due: {entry.due_words or 'no date stated'}.")
    if entry.answer:
        notes.append(f"Answer: {stop(entry.answer)}")
    elif entry.kind == EntryKind.QUESTION:
        notes.append("No answer is recorded.")
    if entry.outcome:
        notes.append(stop(capital(entry.outcome)))
    if entry.is_incomplete:
        notes.append("Cut short in the source.")
    who = f"{entry.person}: " if entry.person and str(entry.person) not in entry.text else ""
    kind = EntryKind(entry.kind)
    return MinuteLine(
        CALLED.get(kind, kind.label), f"{who}{entry.text}", entry.is_quoted, " ".join(notes), limbs_of(entry)
    )


def decisions(meeting: Meeting, edition: Edition, as_at: date) -> tuple[Decided, ...]:
    """What this board decided at its last meetings, newest first, as its published minutes say."""
    if not meeting.held_on:
        return ()
    past = Meeting.objects.filter(board=meeting.board, held_on__lt=meeting.held_on, held_on__lte=as_at)
    found, told = [], 0
    for earlier in past.order_by("-held_on", "-pk"):
        minutes = _latest(earlier, as_at)
        if minutes is None or told == MEETINGS_BACK:
            continue
        assert earlier.held_on  # the filter above asks for it
        told += 1
        on = long_date(earlier.held_on) + (" (inferred)" if earlier.day_is_inferred else "")
        wanted = _entries(minutes, edition).filter(kind__in=[EntryKind.DECISION, EntryKind.RECOMMENDATION])
        found += [_decided(entry, on, minutes) for entry in wanted.exclude(item__kind=ItemKind.MINUTES)]
    return tuple(found)


def limbs_of(entry: MinuteEntry) -> tuple[str, ...]:
    """The limbs of a decision, unless its text already says them all."""
    return () if all(limb in entry.text for limb in entry.limbs) else tuple(entry.limbs)


def _decided(entry: MinuteEntry, on: str, minutes: Minutes) -> Decided:
    source = ", ".join(distinct((str(minutes.source or ""), entry.locator)))
    return Decided(
        on=on,
        item=" ".join(filter(None, (entry.item.number, entry.item.title))) if entry.item else "",
        text=entry.text,
        is_quoted=entry.is_quoted,
        limbs=limbs_of(entry),
        outcome=capital(entry.outcome),
        source=capital(source),
    )
