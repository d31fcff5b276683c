"""What a board decided, as it can be cited: from the published minutes of its meetings, taken in public, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from meetings.enums import EntryKind, MinutesState, Secrecy
from meetings.models import MinuteEntry, Minutes
from meetings.permissions import entries_visible_to
from plans.changes import Decision
from plans.models import Board
from plans.rules.dates import long_date

PUBLISHED = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)
DECIDES = (EntryKind.DECISION, EntryKind.ACTION)
LONGEST = 110


@dataclass(frozen=True)
class Decisions:
    """The decisions as choices, grouped by meeting, and what each of them is to be cited as, by its value."""

    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    cited: Mapping[str, Decision]
    words: Mapping[str, str]


def decisions_of(user, board: Board, *, on: date) -> Decisions:
    """The decisions and actions minuted by this board until a day, from the last version of each meeting's minutes.

    Only what is published and was taken in public: the plan that cites it is read by everybody. Two queries.
    """
    latest = Minutes.objects.filter(meeting__board=board, state__in=PUBLISHED).order_by().values("meeting")
    versions = set(latest.annotate(last=Max("version")).values_list("meeting", "last"))
    rows = (
        MinuteEntry.objects.filter(pk__in=entries_visible_to(user).values("pk"))
        .filter(Q(item=None) | Q(item__secrecy=Secrecy.OPEN), kind__in=DECIDES, minutes__meeting__board=board)
        .filter(minutes__state__in=PUBLISHED, minutes__meeting__held_on__lte=on)
        .exclude(minutes__source=None)
        .select_related("minutes__meeting", "minutes__source")
        .order_by("-minutes__meeting__held_on", "-minutes__meeting__pk", "position")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    cited, words = {}, {}
    for row in rows:
        meeting, source = row.minutes.meeting, row.minutes.source
        if (meeting.pk, row.minutes.version) not in versions or meeting.held_on is None or source is None:
            continue
        value = str(row.pk)
        groups.setdefault(f"Meeting of {long_date(meeting.held_on)}", []).append((value, _label(row)))
        cited[value] = Decision(meeting.held_on, source, row.locator)
        words[value] = row.text
    return Decisions(tuple((day, tuple(entries)) for day, entries in groups.items()), cited, words)


def _label(row: MinuteEntry) -> str:
    """ "item 5: The Board agreed that ...", with "Action" before it where it is one."""
    text = " ".join(row.text.split())
    short = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    parts = [row.locator, "Action" if row.kind == EntryKind.ACTION else ""]
    return ": ".join(part for part in (*parts, short) if part)
