"""Draft minutes, fetched for the rules that say what they still lack before they are published."""

from meetings.enums import ItemState
from meetings.models import AgendaItem, Meeting, MinuteEntry, Minutes
from meetings.pages.attendance import quorum_of
from meetings.rules.minutes_advice import Look, MinutedFacts, UnderItem, second_look


def looks_at(meeting: Meeting, minutes: Minutes) -> tuple[Look, ...]:
    """For those who read the whole draft. Six queries at most, however much was minuted."""
    entries: dict[int | None, list[MinutedFacts]] = {}
    for row in minutes.entries.order_by("position"):
        entries.setdefault(row.item_id, []).append(_facts(row))
    items = meeting.items.filter(state=ItemState.STANDS).order_by("position")
    came = meeting.held_on is not None and meeting.attendance.exists()
    return second_look(
        [UnderItem(_name(item), item.pk, item.secrecy, tuple(entries.get(item.pk, ()))) for item in items],
        told=quorum_of(meeting) if came else None,
        remarks=minutes.draft_comments.filter(answer="").count(),
        meets_in_public=meeting.board.is_public,
        apart=entries.get(None, ()),
    )


def _facts(row: MinuteEntry) -> MinutedFacts:
    return MinutedFacts(
        kind=row.kind,
        text=row.text,
        key=row.pk,
        has_owner=bool(row.owner_person_id or row.owner_organisation_id or row.owner_words),
        is_settled=bool(row.outcome or row.taken),
        is_summary=row.is_open_summary,
    )


def _name(item: AgendaItem) -> str:
    number = item.number.rstrip(".")
    return f"item {number}" if number else f"“{item.title}”"
