"""What an agenda still lacks before it is published: what stops it, and what its author should look at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.enums import Asked, ItemState, Secrecy


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What of one item matters here. `has_paper`: one that is held, named or announced; some kinds of item need none."""

    title: str
    pk: int = 0
    asked: str = Asked.NONE
    is_verbal: bool = False
    needs_paper: bool = True
    has_paper: bool = False
    is_being_written: bool = False
    secrecy: str = Secrecy.OPEN
    exempt_paragraph: str = ""
    public_interest: str = ""
    state: str = ItemState.STANDS


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not there. `stops`: without it nothing is published. `is_late`: a reason makes up for it."""

    what: str
    stops: bool = False
    is_late: bool = False
    item: int | None = None


def missing(
    *,
    day: date | None,
    venue: str,
    items: Iterable[ItemFacts],
    publish_by: date | None,
    today: date,
    last_day: str = "",
    day_off: str = "",
) -> tuple[Missing, ...]:
    """In the order in which an author would put it right. `publish_by` is None where no notice is laid down.

    `day_off` says why the day of the meeting is no working day: "it is a Sunday".
    """
    found = []
    if day is None:
        found.append(Missing("The day of the meeting is not known.", stops=True))
    elif day < today:
        found.append(Missing("The day of the meeting has passed.", stops=True))
    elif day_off:
        found.append(Missing(f"Is the day of the meeting right? {day_off[0].upper()}{day_off[1:]}."))
    if not venue.strip():
        found.append(Missing("The agenda does not say where the meeting is.", stops=True))
    standing = [item for item in items if item.state == ItemState.STANDS]
    if not standing:
        found.append(Missing("Nothing is on the agenda.", stops=True))
    for item in standing:
        found += _of_item(item)
    if publish_by is not None and day is not None and day >= today > publish_by:
        found.append(Missing(f"The last day to publish was {last_day or publish_by}.", is_late=True))
    return tuple(found)


def _of_item(item: ItemFacts) -> Iterable[Missing]:
    if item.secrecy == Secrecy.EXEMPT and not (item.exempt_paragraph.strip() and item.public_interest.strip()):
        yield Missing(
            f"“{item.title}” is exempt, and names no paragraph of Schedule 12A or no public-interest reason.",
            stops=True,
            item=item.pk,
        )
    asks = item.needs_paper and item.asked not in (Asked.NONE, Asked.DISCUSS)
    if asks and not item.has_paper and not item.is_verbal:
        lack = "its paper is still being written" if item.is_being_written else "has no paper"
        yield Missing(f"“{item.title}” asks for something and {lack}.", item=item.pk)
