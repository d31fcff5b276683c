"""A thread: from the words minuted to what came of them, day by day, as one page tells it. From rows already fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from meetings.enums import EntryKind
from meetings.models import Meeting, MinuteEntry, Referral
from meetings.pages.meeting import window as window_of
from meetings.pages.outcomes import Following, Plans, followed_by, heading_of, told_of
from meetings.rules.outcomes import NOTHING, outcome
from plans.enums import StatementKind
from plans.models import Source
from plans.pages.action import what_was_said
from plans.pages.words import sentence
from plans.rules.dates import Window, days_in_words, long_date, signed_days
from plans.tree import Doubt, IndicatorLine, MilestoneLine, StatementLine

MOST_INDICATORS = 8
ENDS = (StatementKind.COMPLETED, StatementKind.WITHDRAWN)
MINUTED, SAID, ASKED = range(3)
"""The order of what happened on one day: it was minuted, somebody said so, another body was asked or answered."""


@dataclass(frozen=True)
class Origin:
    """Where words come from: the source, and the place in it."""

    key: str = ""
    words: str = ""


@dataclass(frozen=True)
class Event:
    """One thing that happened. `moved`: how a date moved, in words; `url` leads to the thread of what else was minuted."""

    day: Window
    kind: str
    heading: str
    text: str = ""
    is_quoted: bool = False
    who: str = ""
    moved: str = ""
    warning: str = ""
    because: str = ""
    url: str = ""
    origin: Origin = Origin()
    is_first: bool = False
    is_end: bool = False
    rank: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True)
class Day:
    day: Window
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Thread:
    """Everything the page tells. `answer` is the sentence at its top; `ending` what closed it, or that nothing did."""

    entry: MinuteEntry
    title: str
    answer: str
    following: tuple[Following, ...]
    days: tuple[Day, ...]
    ending: str
    ended_by: Event | None
    referrals: tuple[Referral, ...]
    indicators: tuple[IndicatorLine, ...]
    more_indicators: int
    doubts: tuple[Doubt, ...]

    @property
    def has_happened(self) -> bool:
        """Whether anything is told beyond the words themselves."""
        return sum(len(day.events) for day in self.days) > 1


def thread(
    entry: MinuteEntry,
    others: Sequence[MinuteEntry],
    referrals: Sequence[Referral],
    plans: Plans,
    *,
    as_at: date,
) -> Thread:
    following = followed_by(entry, plans)
    own = [one for one in referrals if one.entry_id == entry.pk]
    events = [
        _minuted(entry, is_first=True),
        *(_minuted(one, closes=_closes(one, following)) for one in others),
        *(event for one in following for event in _said(one)),
        *(event for one in referrals for event in _asked(one, entry, as_at)),
    ]
    events.sort(key=lambda one: (one.day.latest, one.day.earliest, one.rank))
    told = outcome(told_of(entry, following, plans, own), as_at=as_at)
    ended_by = _ended_by(events, following)
    indicators = _indicators(entry, following, plans)
    return Thread(
        entry=entry,
        title=heading_of(entry),
        answer=told,
        following=following,
        days=_by_day(events),
        ending=_ending(told, following, ended_by),
        ended_by=ended_by,
        referrals=tuple(own),
        indicators=indicators[:MOST_INDICATORS],
        more_indicators=max(0, len(indicators) - MOST_INDICATORS),
        doubts=_doubts(entry, following, plans),
    )


def _by_day(events: Iterable[Event]) -> tuple[Day, ...]:
    grouped = groupby(events, key=lambda one: (one.day.earliest, one.day.latest))
    days = [tuple(same) for _, same in grouped]
    return tuple(Day(same[0].day, same) for same in days)


def day_of(meeting: Meeting) -> Window:
    """The day of a meeting; where it is not known, the days on which it can have been."""
    if meeting.held_on:
        return Window(meeting.held_on, meeting.held_on, inferred=meeting.day_is_inferred)
    return window_of(meeting) or Window(date.min, date.min)


def told_day(meeting: Meeting) -> str:
    """The day of a meeting in words; where it is not known, the days between which it lies, else what the papers say."""
    if meeting.held_on:
        return long_date(meeting.held_on)
    if not (days := window_of(meeting)):
        return meeting.day_words
    words = str(days)
    return f"a day between {words.replace(' to ', ' and ')}" if " to " in words else f"a day in {words}"


def _origin(source: Source | None, locator: str) -> Origin:
    if source is None:
        return Origin(words=locator)
    held = "" if source.is_held else "named, not held"
    return Origin(source.key, ", ".join(filter(None, (source.short, locator, held))))


# --- What was minuted -------------------------------------------------------------------------------------------------


def _minuted(entry: MinuteEntry, *, is_first: bool = False, closes: bool = False) -> Event:
    meeting = entry.minutes.meeting
    kind = f"{entry.get_kind_display()}, {entry.outcome}" if entry.outcome else entry.get_kind_display()
    place = (
        f"{meeting.board.short}, item {entry.item.number}" if entry.item and entry.item.number else meeting.board.short
    )
    quoted = entry.is_quoted
    text = " ".join((entry.text, *(f"({n}) {limb}" for n, limb in enumerate(entry.limbs, 1))))
    if entry.kind == EntryKind.QUESTION:
        text = f"{text} {f'Answer: {entry.answer}' if entry.answer else 'No answer is recorded.'}"
        quoted = False
    return Event(
        day=day_of(meeting),
        kind="Minuted",
        heading=f"{kind} · {place}",
        text=text,
        is_quoted=quoted,
        who=str(entry.person or ""),
        url="" if is_first else reverse("meetings:thread", args=[meeting.board.key, entry.pk]),
        origin=_origin(entry.minutes.source, entry.locator),
        is_first=is_first,
        is_end=closes,
        rank=(MINUTED, 0 if is_first else 1, entry.pk),
    )


def _closes(entry: MinuteEntry, following: Iterable[Following]) -> bool:
    actions = {one.line.pk for one in following}
    milestones = {line.pk for one in following for line in one.milestones}
    return any(
        link.closed_it and (link.action_id in actions or link.milestone_id in milestones) for link in entry.links.all()
    )


# --- What was said since ----------------------------------------------------------------------------------------------


def _said(one: Following) -> Iterable[Event]:
    if one.is_whole:
        for statement in one.line.statements:
            yield _statement(statement, f"Action {one.line.reference}", moved="", warning="")
    for milestone in one.milestones:
        yield from _of_milestone(milestone)


def _of_milestone(milestone: MilestoneLine) -> Iterable[Event]:
    moves = {move.statement.pk: move for move in milestone.position.moves if isinstance(move.statement, StatementLine)}
    for statement in milestone.statements:
        move = moves.get(statement.pk)
        moved = warning = ""
        if move:
            moved = "the first date stated" if move.is_first else f"{signed_days(move.slip_days)} from the first date"
            moved += ", agreed by the board" if move.agreed else ""
            warning = move.promise_note
        yield _statement(statement, milestone.title, moved=moved, warning=warning)


def _statement(line: StatementLine, about: str, *, moved: str, warning: str) -> Event:
    words = line.window.words if line.window else ""
    late = f"Recorded {days_in_words(line.recorded_late)} later." if line.recorded_late > 0 else ""
    promised = line.promised or (line.promise.label if line.promise else "")
    return Event(
        day=line.said,
        kind=what_was_said(line.kind, line.window),
        heading=about,
        text=words or line.note,
        is_quoted=bool(words),
        who=line.said_by,
        moved="; ".join(filter(None, (moved, f"promised: {promised}" if promised else ""))),
        warning=warning,
        because=" ".join(filter(None, (line.note if words else "", sentence(line.because), late))),
        origin=Origin(line.citation.source.key, str(line.citation)),
        is_end=line.kind in ENDS,
        rank=(SAID, 0, line.pk),
    )


def _asked(one: Referral, entry: MinuteEntry, as_at: date) -> Iterable[Event]:
    to, origin = str(one.to_board or one.to_organisation), _origin(one.source, one.locator)
    day = Window(one.said_on, one.said_on)
    yield Event(day, "Put to another body", to, one.text, origin=origin, rank=(ASKED, 0, one.pk))
    if one.answer and one.answered_on and one.answered_on <= as_at:
        then = Window(one.answered_on, one.answered_on)
        ends = one.entry_id == entry.pk
        yield Event(then, "Answered", to, one.answer, origin=origin, is_end=ends, rank=(ASKED, 1, one.pk))


# --- How it ended, and what it bears on -------------------------------------------------------------------------------


def _ended_by(events: Sequence[Event], following: Sequence[Following]) -> Event | None:
    """The last thing that closed it, once nothing of it is open; nothing while anything is."""
    ends = [event for event in events if event.is_end]
    if following and any(not _is_over(one) for one in following):
        return None
    return ends[-1] if ends else None


def _is_over(one: Following) -> bool:
    if one.is_whole and (one.line.is_closed or one.line.is_withdrawn):
        return True
    return bool(one.milestones) and all(line.is_finished for line in one.milestones)


def _ending(answer: str, following: Sequence[Following], ended_by: Event | None) -> str:
    if ended_by:
        return f"Closed on {ended_by.day}: {ended_by.kind[:1].lower()}{ended_by.kind[1:]}, {ended_by.heading}."
    if following and any(not _is_over(one) for one in following):
        return f"Not closed. {NOTHING}" if _is_silent(following) else "Not closed."
    return "" if answer != NOTHING else NOTHING


def _is_silent(following: Sequence[Following]) -> bool:
    """Nobody has spoken of any of it since it was first stated."""
    return all(not one.line.last_said or one.line.last_said <= one.line.said_on for one in following)


def _indicators(entry: MinuteEntry, following: Sequence[Following], plans: Plans) -> tuple[IndicatorLine, ...]:
    """Those the entry names; then those of the objectives it, or what it made, belongs to."""
    found: dict[int, IndicatorLine] = {}
    for link in entry.links.all():
        if link.indicator_id in plans.indicators:
            found.setdefault(link.indicator_id, plans.indicators[link.indicator_id][1])
        if link.objective_id in plans.objectives:
            snapshot, objective = plans.objectives[link.objective_id]
            for line in snapshot.indicators_of(objective.code):
                found.setdefault(line.pk, line)
    for one in following:
        if one.line.objective:
            for line in one.snapshot.indicators_of(one.line.objective):
                found.setdefault(line.pk, line)
    return tuple(found.values())


def _doubts(entry: MinuteEntry, following: Sequence[Following], plans: Plans) -> tuple[Doubt, ...]:
    """What is in doubt of the actions and milestones behind it, and of the figures and objectives it names itself."""
    found: dict[tuple[str, str], Doubt] = {}
    asked = [(one.snapshot, {"action": one.line.reference}) for one in following if one.is_whole]
    asked += [(one.snapshot, {"milestone": line.reference}) for one in following for line in one.milestones]
    for link in entry.links.all():
        if link.indicator_id in plans.indicators:
            snapshot, line = plans.indicators[link.indicator_id]
            asked.append((snapshot, {"indicator": line.key}))
        if link.objective_id in plans.objectives:
            snapshot, objective = plans.objectives[link.objective_id]
            asked.append((snapshot, {"objective": objective.code}))
    for snapshot, about in asked:
        found |= {(snapshot.key, doubt.code): doubt for doubt in snapshot.doubts_about(**about)}
    return tuple(found.values())
