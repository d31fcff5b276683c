"""What came after the pack of a meeting was issued: items taken late, and papers received since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.enums import Edition, ItemState, Secrecy
from meetings.models import AgendaItem, Meeting, Paper
from meetings.pack.issued import Told, told_of
from meetings.pack.meeting_parts import fetch_items, held_papers, item_key
from meetings.pack.supplement import Brought


@dataclass(frozen=True)
class Late:
    """An item that is new on the agenda, or a paper under an item. `reason` is the chair's, for taking it late."""

    key: str
    item: AgendaItem
    paper: Paper | None
    reason: str

    @property
    def title(self) -> str:
        return self.paper.title if self.paper else self.item.title


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
        for paper in held_papers(item, as_at):
            readers = [
                one for edition, one in told.items() if item.secrecy == Secrecy.OPEN or edition != Edition.PUBLIC
            ]
            if any(_is_new_paper(paper, one) for one in readers):
                found.append(Late(f"paper-{paper.pk}", item, paper, paper.late_reason or item.late_reason))
    return found


def chosen(late: Iterable[Late], keys: Iterable[str]) -> list[Late]:
    """Those that are asked for; with a paper under an item that is new itself, the item."""
    wanted = set(keys)
    items = {one.item.pk for one in late if one.key in wanted}
    return [one for one in late if one.key in wanted or (one.paper is None and one.item.pk in items)]


def brings_of(late: Iterable[Late]) -> Brought:
    """What a supplement of these brings, by the keys of its contents."""
    some = list(late)
    return Brought(
        items=frozenset(item_key(one.item) for one in some if one.paper is None),
        papers=frozenset(one.paper.key for one in some if one.paper),
    )


def _is_new_item(item: AgendaItem, told: Told) -> bool:
    if not told.is_known:
        return item.added_on is not None and item.added_on > told.as_at
    return item_key(item) not in told.items


def _is_new_paper(paper: Paper, told: Told) -> bool:
    if not told.is_known:
        came = paper.received_on or paper.published_on
        return came is not None and came > told.as_at
    return paper.key not in told.papers
