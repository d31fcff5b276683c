"""What authors decide about minutes that were sent in: passage by passage, and about the meeting as a whole.

Every decision takes the version that was read. Of two authors at once the second is told, and nothing of theirs is lost.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from meetings import matching
from meetings.enums import Decided, EntryKind
from meetings.models import MinutesProposal, ProposedAttendee, ProposedEntry, ProposedItem
from plans.changes import NotAllowedNow, Stale, claim_version, next_version
from plans.rules.dates import long_date

from .receive import title_of

MUST_BE_DECIDED = (EntryKind.ACTION, EntryKind.DECISION, EntryKind.RECOMMENDATION)
"""Nothing of these is taken over that nobody looked at. What else was said is, unless it is dropped."""

CHANGED = "Something was decided while you looked at this. It is shown as it now is; look again before you commit."
NEEDS_GOAL = "Choose the objective or the goal that this action belongs to, or say that it makes no action."
WHAT_MERGING_GIVES = ("kind", "owner_words", "due_words", "answer", "limbs", "outcome", "is_marked", "because", "sure",
                      "owner_person_id", "owner_organisation_id", "due_earliest", "due_latest", "due_is_inferred",
                      "makes_action", "action_title", "goal_id", "objective_id", "refers_to_board_id",
                      "refers_to_organisation_id")  # fmt: skip


@transaction.atomic
def decide(
    entry: ProposedEntry, state: Decided, *, by, at: datetime, version: int, facts: Mapping | None = None
) -> ProposedEntry:
    """Accept, drop or open again; with `facts`, in other words or about something else. Raises Stale, NotAllowedNow."""
    _refuse_what_is_over(entry.proposal)
    if entry.state == Decided.MERGED:
        if state != Decided.OPEN:
            raise NotAllowedNow("This was merged with the passage before it. Take it apart first.")
        return _take_apart(entry, by=by, at=at, version=version)
    claim_version(entry, expected=version)
    for name, value in (facts or {}).items():
        setattr(entry, name, value)
    if entry.kind != EntryKind.ACTION:
        entry.makes_action = False
    if entry.kind != EntryKind.RECOMMENDATION:
        entry.refers_to_board_id = entry.refers_to_organisation_id = None
    if state == Decided.ACCEPTED and entry.makes_action and entry.goal_id is None:
        raise NotAllowedNow(NEEDS_GOAL)
    entry.state = state
    return _keep(entry, version=version, by=by, at=at)


@transaction.atomic
def merge(entry: ProposedEntry, *, by, at: datetime, version: int) -> ProposedEntry:
    """Put a passage behind the one before it in the same item, and hand back that one. The weightier kind stays."""
    _refuse_what_is_over(entry.proposal)
    if entry.merged.exists():
        raise NotAllowedNow("Another passage was merged with this one. Take that apart first.")
    earlier = ProposedEntry.objects.filter(proposal=entry.proposal_id, item=entry.item_id, position__lt=entry.position)
    into = earlier.exclude(state__in=(Decided.DROPPED, Decided.MERGED)).order_by("-position").first()
    if into is None:
        raise NotAllowedNow("Nothing stands before this in its item that it could be merged with.")
    claim_version(entry, expected=version)
    into.proposal = entry.proposal
    before = {name: _plain(getattr(into, name)) for name in ("text", "line_to", "state", *WHAT_MERGING_GIVES)}
    into.text = f"{into.text}\n{entry.text}"
    into.line_to = max(into.line_to, entry.line_to)
    if into.kind == EntryKind.NARRATIVE and entry.kind != EntryKind.NARRATIVE:
        for name in WHAT_MERGING_GIVES:
            setattr(into, name, getattr(entry, name))
        if into.kind == EntryKind.ACTION:
            into.action_title = title_of(into.text)
        into.state = Decided.OPEN
    claim_version(into, expected=into.version)
    _keep(into, version=into.version, by=by, at=at)
    entry.state, entry.merged_into = Decided.MERGED, into
    entry.before_merge = before | {"version": into.version}
    _keep(entry, version=version, by=by, at=at)
    return into


def _take_apart(entry: ProposedEntry, *, by, at: datetime, version: int) -> ProposedEntry:
    into = ProposedEntry.objects.get(merged=entry)
    into.proposal = entry.proposal
    before = dict(entry.before_merge)
    if into.version != before.pop("version"):
        raise NotAllowedNow("The passage it was merged with was changed since. Change the words of that one instead.")
    claim_version(entry, expected=version)
    claim_version(into, expected=into.version)
    for name, value in before.items():
        is_day = name.startswith("due_") and isinstance(value, str) and name != "due_words"
        setattr(into, name, date.fromisoformat(value) if is_day else value)
    _keep(into, version=into.version, by=by, at=at)
    entry.state, entry.merged_into, entry.before_merge = Decided.OPEN, None, {}
    return _keep(entry, version=version, by=by, at=at)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _keep(entry: ProposedEntry, *, version: int, by, at: datetime) -> ProposedEntry:
    """Write it with the version that was just claimed for it, and tell whoever is about to commit."""
    entry.version = version + 1
    entry.changed_by, entry.changed_at = by, at
    entry.full_clean(exclude=[field.name for field in entry._meta.concrete_fields if field.is_relation])
    entry.save()
    next_version(entry.proposal)
    return entry


def _refuse_what_is_over(proposal: MinutesProposal) -> None:
    proposal.refresh_from_db(fields=["committed_at", "set_aside_at"])
    if proposal.committed_at:
        raise NotAllowedNow("These minutes were committed already. Nothing more is decided here.")
    if proposal.set_aside_at:
        raise NotAllowedNow("These minutes were set aside. Send the text in again to go on with it.")


@transaction.atomic
def give_day(proposal: MinutesProposal, day: date, *, on: date, by) -> MinutesProposal:
    """Say on what day the meeting was. What was due "at the next meeting" is read anew where nobody decided yet."""
    _refuse_what_is_over(proposal)
    if day > on:
        raise NotAllowedNow(f"{long_date(day)} is still to come. Minutes are of a meeting that was held.")
    if day != proposal.day:
        proposal.day, proposal.meeting = day, matching.meeting_on(proposal.board, day)
        proposal.save(update_fields=["day", "meeting"])
        meetings = matching.meeting_days(proposal.board)
        undecided = proposal.entries.filter(kind=EntryKind.ACTION, state=Decided.OPEN).exclude(due_words="")
        for entry in undecided:
            window = matching.due_of(entry.due_words, said_on=day, meetings=meetings)
            entry.due_earliest, entry.due_latest = (window.earliest, window.latest) if window else (None, None)
            entry.due_is_inferred = bool(window and window.inferred)
            entry.save(update_fields=["due_earliest", "due_latest", "due_is_inferred"])
        _match_items(proposal)
    next_version(proposal)
    return proposal


def _match_items(proposal: MinutesProposal) -> None:
    on_record = list(proposal.meeting.items.order_by("position")) if proposal.meeting else []
    for item in proposal.items.order_by("position"):
        item.item = matching.item_on_record(item, on_record)
        if item.item:
            on_record.remove(item.item)
        item.save()


def claim(proposal: MinutesProposal, *, version: int) -> None:
    """Take the proposal as it was shown. Raises Stale if anything was decided about it since."""
    try:
        claim_version(proposal, expected=version)
    except Stale:
        raise Stale(CHANGED) from None


@transaction.atomic
def frame(
    proposal: MinutesProposal,
    *,
    people: Mapping[ProposedAttendee, tuple[int | None, bool]],
    items: Mapping[ProposedItem, Mapping],
    capacities: Mapping[ProposedAttendee, str] | None = None,
) -> None:
    """Who is who and came as what, and which item is which: a person of the record, a new one (True), or nobody; facts
    of each item."""
    _refuse_what_is_over(proposal)
    for attendee, (person, is_new) in people.items():
        attendee.person_id = person
        attendee.state = Decided.ACCEPTED if person or is_new else Decided.DROPPED
        attendee.capacity = (capacities or {}).get(attendee) or attendee.capacity
        attendee.save()
    for item, facts in items.items():
        for name, value in facts.items():
            setattr(item, name, value)
        item.save()
    next_version(proposal)


@transaction.atomic
def set_aside(proposal: MinutesProposal, *, at: datetime) -> None:
    """It was the wrong text, or is not wanted. Nothing was made of it, and the text can be sent in anew."""
    _refuse_what_is_over(proposal)
    proposal.set_aside_at = at
    proposal.save(update_fields=["set_aside_at"])
