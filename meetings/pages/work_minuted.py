"""What the last minutes say of outstanding issues and of the work programme, where they have an item for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from meetings.enums import EntryKind, Secrecy
from meetings.pages.meeting import sort_day
from meetings.pages.minute_place import Place, place_of
from meetings.permissions import entries_visible_to
from plans.models import Board

OUTSTANDING = ("outstanding issues", "matters arising", "action log", "action tracking")
PROGRAMME = ("work programme", "forward plan", "forward work")


@dataclass(frozen=True)
class SaidOf:
    """What was decided under such an item, and what the agenda itself says there."""

    title: str
    text: str
    agenda: str
    place: Place


def last_said_of(user, board: Board, titles: Sequence[str], *, as_at: date) -> SaidOf | None:
    """The last decision minuted under an item of one of these names, by a day. One query."""
    named = Q()
    for words in titles:
        named |= Q(item__title__istartswith=words)
    rows = entries_visible_to(user).filter(named, kind=EntryKind.DECISION, minutes__meeting__board=board)
    rows = rows.filter(item__secrecy=Secrecy.OPEN, minutes__said_on__lte=as_at)
    found = rows.select_related("item", "minutes__meeting__board").order_by("pk")
    last = max(found, key=lambda one: (sort_day(one.minutes.meeting), one.minutes.version, one.pk), default=None)
    if last is None or last.item is None:
        return None
    return SaidOf(last.item.title, last.text, last.item.text, place_of(last, may_read=True))
