"""What came after the pack of a meeting was issued: items taken late, papers received, and files sent in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.enums import Edition, ItemState, Secrecy
from meetings.models import AgendaItem, Attachment, Meeting, Paper
from meetings.pack.appendix_parts import lettered
from meetings.pack.issued import Told, file_key, told_of
from meetings.pack.meeting_parts import fetch_items, held_papers, item_key
from meetings.pack.supplement import Brought


@dataclass(frozen=True)
class Late:
    """An item that is new on the agenda; or under an item a paper, or a file to be bound in. `reason` is the chair's."""

    key: str
    item: AgendaItem
    paper: Paper | None
    reason: str
    file: Attachment | None = None

    @property
    def title(self) -> str:
        return (self.paper or self.file or self.item).title

    @property
    def is_new_item(self) -> bool:
        return self.paper is None and self.file is None


def issued_editions(meeting: Meeting) -> dict[str, Told]:
    """What each edition that was issued has told, the public one first: one query for each."""
    found = {edition: told_of(meeting, edition) for edition in (Edition.PUBLIC, Edition.MEMBERS)}
    return {edition: told for edition, told in found.items() if told}


def late_of(meeting: Meeting, *, as_at: date) -> list[Late]:
    """What no issued pack of this meeting has told, in the order of the agenda, as at a day: for authors.

    A paper under an item that is not open is new where the members' edition lacks it: the public one never has it.
    Empty where no pack was issued.
    """
    told = issued_editions(meeting)
    found: list[Late] = []
    for item in fetch_items(meeting, Edition.MEMBERS) if told else ():
        if item.state != ItemState.STANDS:
            continue
        if any(_is_new_item(item, one) for one in told.values()):
            found.append(Late(f"item-{item.pk}", item, None, item.late_reason))
        readers = [one for edition, one in told.items() if item.secrecy == Secrecy.OPEN or edition != Edition.PUBLIC]
        found += [
            Late(f"paper-{paper.pk}", item, paper, paper.late_reason or item.late_reason)
            for paper in held_papers(item, as_at)
            if any(_is_new_paper(paper, one) for one in readers)
        ]
        found += [
            Late(f"file-{file.pk}", item, None, item.late_reason, file)
            for _, file in lettered(item.attachments.all())  # type: ignore[attr-defined]
            if any(_is_new_file(item, file, one) for one in readers)
        ]
    return found


def chosen(late: Iterable[Late], keys: Iterable[str]) -> list[Late]:
    """Those that are asked for; with a paper under an item that is new itself, the item."""
    wanted = set(keys)
    items = {one.item.pk for one in late if one.key in wanted}
    return [one for one in late if one.key in wanted or (one.is_new_item and one.item.pk in items)]


def brings_of(late: Iterable[Late]) -> Brought:
    """What a supplement of these brings, by the keys of its contents."""
    some = list(late)
    return Brought(
        items=frozenset(item_key(one.item) for one in some if one.is_new_item),
        papers=frozenset(one.paper.key for one in some if one.paper),
        files=frozenset(_key_of(one.item, one.file) for one in some if one.file),
    )


def _key_of(item: AgendaItem, file: Attachment) -> str:
    return file_key(f"appendix-{item.position}-a", file.sha256)


def _is_new_file(item: AgendaItem, file: Attachment, told: Told) -> bool:
    """What was there when the pack was first issued, and is not in it, was left out of it by its author."""
    return bool(file.uploaded_at and file.uploaded_at > told.since and _key_of(item, file) not in told.files)


def _is_new_item(item: AgendaItem, told: Told) -> bool:
    if not told.is_known:
        return item.added_on is not None and item.added_on > told.as_at
    return item_key(item) not in told.items


def _is_new_paper(paper: Paper, told: Told) -> bool:
    if not told.is_known:
        came = paper.received_on or paper.published_on
        return came is not None and came > told.as_at
    return paper.key not in told.papers
