"""The sections of a pack as they are today, for its author to look at: gathered and written, and nothing set or kept.

What was written is kept for some minutes under a mark of all it was made from, so that leafing through it is quick.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.core.cache import cache

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack.document import written
from meetings.pack.front import day_of_instant
from meetings.pack.gathering import gather, only_strategy, snapshot_for
from meetings.pack.names import STANDARD
from meetings.pack.sections import Section, sections_named
from meetings.pack.sections.stored import sections_as_json, sections_from_json
from plans.models import Strategy

KEPT_FOR = 10 * 60  # seconds
BY_NAME = ("by name",)
Named = dict[str, tuple[Section, ...]]
Done = TypeVar("Done")


def draft_sections(
    meeting: Meeting, *, edition: Edition, as_at: date, now: datetime, chosen: Sequence[str]
) -> tuple[Section, ...]:
    """All sections of this edition in order, cover and contents in front, as a pack made now would have them.

    Raises NotBuilt with a sentence where no pack can be made, and BrokenLink where one section leads nowhere.
    """
    name = _mark(meeting, edition, as_at, now, chosen)
    if name and (kept := cache.get(name)):
        return sections_from_json(kept)
    made = tuple(written(_pack(meeting, edition, as_at, now, chosen)))
    if name:
        cache.set(name, sections_as_json(made), KEPT_FOR)
    return made


def draft_by_name(meeting: Meeting, *, edition: Edition, as_at: date, now: datetime) -> Named:
    """What a pack made now could have, whatever was chosen: the sections under each name. Raises NotBuilt."""
    name = _mark(meeting, edition, as_at, now, BY_NAME)
    if name and (kept := cache.get(name)):
        return {key: sections_from_json(told) for key, told in kept.items()}
    pack = _pack(meeting, edition, as_at, now, STANDARD)
    made = {key: tuple(sections_named(pack, key)) for key in STANDARD}
    if name:
        cache.set(name, {key: sections_as_json(told) for key, told in made.items()}, KEPT_FOR)
    return made


def goes_on_after(write: Callable[[], Done], meeting: Meeting, *, edition: Edition, as_at: date, now: datetime) -> Done:
    """Do a write of which no section says anything, such as a choice of sections: what `draft_by_name` had written goes on.

    Every write raises the revisions by one; where they went further, somebody else wrote too, and all is written anew.
    """
    before, about = _revisions(), (meeting, edition, as_at, now, BY_NAME)
    kept = cache.get(_mark(*about, before)) if before else None
    done = write()
    after = _revisions()
    if kept and after == [(pk, revision + 1) for pk, revision in before]:
        cache.set(_mark(*about, after), kept, KEPT_FOR)
    return done


def _pack(meeting: Meeting, edition: Edition, as_at: date, now: datetime, chosen: Sequence[str]):
    strategy = only_strategy(meeting)
    snapshot = snapshot_for(strategy, as_at, edition) if strategy else None
    return gather(
        meeting, edition=edition, as_at=as_at, built_at=now, strategy=strategy, snapshot=snapshot, chosen=chosen
    )


def _revisions() -> list[tuple[int, int]]:
    """Every write raises the revision of a strategy, or of all; where there is none, nothing tells of a write."""
    return list(Strategy.objects.order_by("pk").values_list("pk", "revision"))


def _mark(
    meeting: Meeting,
    edition: Edition,
    as_at: date,
    now: datetime,
    chosen: Sequence[str],
    revisions: list[tuple[int, int]] | None = None,
) -> str:
    """Of all that sections are made from; "" where nothing tells of a write."""
    revisions = _revisions() if revisions is None else revisions
    if not revisions:
        return ""
    told = repr((meeting.pk, edition, as_at, day_of_instant(now), tuple(chosen), revisions))
    return "pack-draft-" + hashlib.sha256(told.encode()).hexdigest()
