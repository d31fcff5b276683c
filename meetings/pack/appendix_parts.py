"""From the rows of attachments to the appendices of a pack, in the order of the agenda, each with its letter."""

from collections.abc import Iterable
from datetime import datetime

from meetings.appendices.facts import on_pages
from meetings.appendices.keeping import bound, path_of
from meetings.enums import Edition, ItemState
from meetings.models import AgendaItem, Attachment, Meeting
from meetings.pack.appendix_contents import Appendix
from meetings.pack.front import day_of_instant
from meetings.pack.meeting_parts import is_hidden
from plans.rules.windows import long_date


def appendix_parts(
    meeting: Meeting, items: Iterable[AgendaItem], edition: Edition, *, since: datetime | None = None
) -> tuple[Appendix, ...]:
    """The documents bound into this edition: of an item that is not open, in the members' edition only.

    Of a hidden item nothing is fetched. `since` leaves out what was there by that moment; letters stay what they are.
    Raises Gone where a stored file is not there.
    """
    found = []
    for item in items:
        if is_hidden(item, edition) or item.state != ItemState.STANDS:
            continue
        for letter, row in lettered(item.attachments.all()):  # type: ignore[attr-defined]
            if since is None or (row.uploaded_at and row.uploaded_at > since):
                found.append(_appendix(meeting, item, letter, row))
    return tuple(found)


def lettered(rows: Iterable[Attachment]) -> list[tuple[str, Attachment]]:
    """Those that are held and were not taken out, in the order in which they came, each with its letter: A to Z, then AA."""
    there = [row for row in rows if row.file and not row.taken_out_because]
    there.sort(key=lambda row: (row.uploaded_at.timestamp() if row.uploaded_at else 0, row.pk))
    return [(letter_of(place), row) for place, row in enumerate(there)]


def letter_of(place: int) -> str:
    """The letter of a place, counted from 0."""
    first, last = divmod(place, 26)
    return (letter_of(first - 1) if first else "") + chr(ord("A") + last)


def size_in_words(size: int) -> str:
    """ "0.4 MB"; a small file is told in kB."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 100 * 1024 else f"{max(1, round(size / 1024))} kB"


def _appendix(meeting: Meeting, item: AgendaItem, letter: str, row: Attachment) -> Appendix:
    facts = bound(row.sha256).facts
    return Appendix(
        key=f"appendix-{item.position}-{letter.lower()}",
        item=item.number,
        letter=letter,
        title=row.title,
        pages=facts.pages,
        size=size_in_words(path_of(row.sha256).stat().st_size),
        scale=_scale(facts.smallest_scale, facts.largest_scale),
        given_by=row.given_by,
        day=long_date(day_of_instant(row.uploaded_at)) if row.uploaded_at else "",
        pictures=on_pages(facts.pictures),
        holds_words=facts.holds_words,
        alternative=row.alternative,
        contact=meeting.contact or meeting.board.contact,
        sha256=row.sha256,
    )


def _scale(smallest: int, largest: int) -> str:
    if smallest == 100:
        return ""
    return f"at {smallest}%{f' to {largest}%' if largest != smallest else ''} of the size"
