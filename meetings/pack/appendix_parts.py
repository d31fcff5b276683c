"""From the rows of attachments to the appendices of a pack, in the order of the agenda, each with its letter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from meetings.appendices.facts import on_pages
from meetings.appendices.keeping import Gone, bound, path_of
from meetings.enums import Edition, ItemState
from meetings.models import AgendaItem, Attachment, Meeting
from meetings.pack.appendix_contents import Appendix
from meetings.pack.choosing import sections_chosen
from meetings.pack.front import day_of_instant
from meetings.pack.meeting_parts import is_hidden
from plans.rules.windows import long_date


def appendix_parts(
    meeting: Meeting,
    items: Iterable[AgendaItem],
    edition: Edition,
    *,
    beside: bool = False,
) -> tuple[Appendix, ...]:
    """The documents that go with this edition: of an item that is not open, with the members' edition only.

    They are bound in, or with `beside` files of their own. Of a hidden item nothing is fetched.
    Raises Gone where a stored file is not there.
    """
    found = []
    for item in items:
        if is_hidden(item, edition) or item.state != ItemState.STANDS:
            continue
        for letter, row in lettered(item.attachments.all()):  # type: ignore[attr-defined]
            found.append(_appendix(meeting, item, letter, row, beside))
    return tuple(found)


@dataclass(frozen=True)
class FileHere:
    """A document that somebody else made, as the page names it that asks where it is to be."""

    title: str
    is_tagged: bool
    sha256: str


def files_here(meeting: Meeting, only: Collection[str] | None = None) -> list[FileHere]:
    """What a pack of this meeting would bind in, in any edition; with `only`, of these sha256. Two queries."""
    rows = Attachment.objects.filter(item__meeting=meeting, item__state=ItemState.STANDS, taken_out_because="")
    rows = rows.exclude(file="").order_by("item__position", "uploaded_at", "pk")
    if only is not None:
        rows = rows.filter(sha256__in=only)
    found = [FileHere(row.title, _is_tagged(row), row.sha256) for row in rows]
    return found if only is not None or not found or "appendices" in sections_chosen(meeting) else []


def _is_tagged(row: Attachment) -> bool:
    """Of a file that was sent in before this was looked at, it is found out now."""
    if row.is_tagged is not None:
        return row.is_tagged
    try:
        return bound(row.sha256).facts.is_tagged
    except Gone:
        return False


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


def _appendix(meeting: Meeting, item: AgendaItem, letter: str, row: Attachment, beside: bool) -> Appendix:
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
        is_tagged=facts.is_tagged,
        is_beside=beside,
        address=settings.SITE_URL + reverse("meetings:attachment", args=[meeting.board.key, meeting.key, row.pk]),
        file=file_name_of(row.title),
    )


def file_name_of(title: str) -> str:
    """Under which name a file is handed out: "pharmacies-in-the-evening.pdf"."""
    return f"{slugify(title)[:80] or 'attachment'}.pdf"


def _scale(smallest: int, largest: int) -> str:
    if smallest == 100:
        return ""
    return f"at {smallest}%{f' to {largest}%' if largest != smallest else ''} of the size"
