"""What waits for somebody, and why: the one selection that "My updates" shows and a reminder lists.

A thing waits for its lead. Where the lead cannot be reached it falls to the deputy, then to whoever sits on the board for
the lead's organisation, then to the authors: the first of these that can be reached, so nothing waits for nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from plans.enums import IndicatorStatus, ResponsibilityKind
from plans.rules.readings_due import awaiting, is_awaited, last_reading, next_reading
from plans.rules.windows import days_in_words, long_date

DUE_SOON_DAYS = 30
"""A date this near is asked after, unless somebody spoke of it in the last FRESH_DAYS."""
FRESH_DAYS = 14
"""So long does a word about a date that is near, or one said since a date passed, stand for an answer."""
ASKED_DAYS = 28
"""From so many days before a meeting, word is wanted on whatever nobody has spoken of since the meeting before."""
SILENT_DAYS = 100
"""After so long without a word it is wanted whenever the board meets."""


class Why(Enum):
    """Why something waits, most urgent first."""

    DATE_PASSED = "Past its date"
    DUE_SOON = "Due soon"
    NOT_SAID = "Not updated"

    @property
    def order(self) -> int:
        return list(Why).index(self)


class Kind(Enum):
    MILESTONE = "milestone"
    ACTION = "action"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who can be asked: people, by key, who have a sign-in and have not left; and who sits on the board for whom.

    Without one, everybody can be reached.
    """

    people: frozenset[str] | None = None
    left: frozenset[str] = frozenset()
    of_organisation: Mapping[str, str] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        return bool(key) and key not in self.left and (self.people is None or key in self.people)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One thing that waits. `reference` is a milestone's or an action's reference, or an indicator's key; `action` is the
    action's reference, for a milestone too. `falls_because` is empty when it waits for its own lead."""

    kind: Kind
    reference: str
    action: str
    title: str
    why: Why
    because: str
    due: date | None
    last_said: date | None
    falls_because: str = ""

    @property
    def urgency(self) -> tuple:
        """Past its date before due soon before not updated; in each, the earliest date, then the longest silence."""
        return self.why.order, self.due or date.max, self.last_said or date.min, self.reference


def outstanding(
    snapshot: Any,
    *,
    person_key: str,
    on: date,
    last_meeting: date | None,
    next_meeting: date | None,
    reach: Reach | None = None,
    is_author: bool = False,
) -> tuple[Outstanding, ...]:
    """What waits for a person, most urgent first; for an author also what can be asked of nobody else.

    `snapshot` is a `plans.tree.StrategySnapshot` as at `on`. Of a record nothing waits.
    """
    if snapshot.is_record:
        return ()
    reach = reach or Reach()
    found = []
    for holders, line in waiting(snapshot, on=on, last_meeting=last_meeting, next_meeting=next_meeting):
        keys, because = falls_to(holders, reach)
        if person_key in keys if keys else is_author:
            found.append(_with(line, because))
    return tuple(sorted(found, key=lambda one: one.urgency))


def answered_for(
    snapshot: Any, *, person_key: str, reach: Reach | None = None, is_author: bool = False
) -> tuple[Any, ...]:
    """The open milestones, actions without one, and indicators that are this person's to speak of, waiting or not."""
    if snapshot.is_record:
        return ()
    reach = reach or Reach()
    open_ = ((a.holders, line) for a, line in (*_open_milestones(snapshot), *_open_actions(snapshot)))
    lines = (*open_, *((i.holders, i) for i in snapshot.indicators))
    told = ((falls_to(holders, reach)[0], line) for holders, line in lines)
    return tuple(line for keys, line in told if (person_key in keys if keys else is_author))


def waiting(snapshot: Any, *, on: date, last_meeting: date | None, next_meeting: date | None) -> Iterator[tuple]:
    """Everything that waits for anybody: (holders, line), in the order of the plan."""
    since = last_meeting or on - timedelta(days=SILENT_DAYS)
    is_asked = next_meeting is None or (next_meeting - on).days <= ASKED_DAYS
    for action, milestone in _open_milestones(snapshot):
        said = last_word(milestone.position)
        due = milestone.position.current.latest if milestone.position.current else None
        if reason := _dated(due, said, on) or _silent(said, since, on, is_asked, last_meeting):
            line = (Kind.MILESTONE, milestone.reference, action.reference, milestone.title, *reason, due, said)
            yield action.holders, Outstanding(*line)
    for action, _ in _open_actions(snapshot):
        spoken = (*(one.said_on for one in action.statements), action.last_said)
        said = max((day for day in spoken if day), default=None)
        if reason := _silent(said, since, on, is_asked, last_meeting):
            why, because = reason
            because = f"{action.judgement.because} {because}"
            line = (Kind.ACTION, action.reference, action.reference, action.title, why, because, None, said)
            yield action.holders, Outstanding(*line)
    for indicator in snapshot.indicators:
        if reading := _reading_due(indicator, on, since, is_asked):
            line = (Kind.INDICATOR, indicator.key, "", indicator.title, *reading)
            yield indicator.holders, Outstanding(*line)


def last_word(position: Any) -> date | None:
    """When anything was last said, "no change" included however often: whoever pressed it has answered."""
    return max((day for day in (position.last_said, position.last_no_change) if day), default=None)


def falls_to(holders: tuple, reach: Reach) -> tuple[frozenset[str], str]:
    """Whom a thing waits for, and why it is not its lead. No key: the authors."""
    leads = [h for h in holders if h.kind is ResponsibilityKind.LEAD]
    if keys := frozenset(h.person_key for h in leads if reach.has(h.person_key)):
        return keys, ""
    because = _why_not(leads, reach)
    deputies = [h.person_key for h in holders if h.kind is ResponsibilityKind.DEPUTY]
    if keys := frozenset(key for key in deputies if reach.has(key)):
        return keys, f"You are the deputy. {because}"
    for_them = {reach.of_organisation.get(h.organisation_key, ""): h.organisation for h in leads}
    if keys := frozenset(key for key in for_them if reach.has(key)):
        of = " and ".join(sorted(for_them[key] for key in keys))
        return keys, f"You sit on the board for {of}. {because}"
    return frozenset(), because


def _why_not(leads: list, reach: Reach) -> str:
    names = [h for h in leads if h.person_key]
    if not leads:
        return "Nobody is named as its lead."
    if not names:
        return f"Its lead is {leads[0].organisation}, and no person is named."
    if names[0].person_key in reach.left:
        return f"{names[0].person}, its lead, has left."
    return f"{names[0].person}, its lead, has no sign-in here."


def _with(line: Outstanding, because: str) -> Outstanding:
    values = (line.kind, line.reference, line.action, line.title, line.why, line.because, line.due, line.last_said)
    return Outstanding(*values, because)


def _open_milestones(snapshot: Any) -> Iterator[tuple]:
    for action, milestone in snapshot.milestones:
        if not (action.is_closed or action.is_withdrawn or milestone.is_finished):
            yield action, milestone


def _open_actions(snapshot: Any) -> Iterator[tuple]:
    """Actions that no open milestone speaks for: none were set, or all are done and nobody closed the action."""
    for action in snapshot.actions:
        if not (action.is_closed or action.is_withdrawn) and all(m.is_finished for m in action.milestones):
            yield action, action


def _dated(due: date | None, said: date | None, on: date) -> tuple[Why, str] | None:
    """Why a date asks for word. One that has passed asks until somebody speaks of it, and again when that is no longer fresh."""
    if due is None:
        return None
    days = (due - on).days
    if days < 0:
        if said and said > due and (on - said).days <= FRESH_DAYS:
            return None
        return Why.DATE_PASSED, f"Its date, {long_date(due)}, passed {days_in_words(-days)} ago."
    if days <= DUE_SOON_DAYS and (said is None or (on - said).days > FRESH_DAYS):
        return Why.DUE_SOON, "Due today." if days == 0 else f"Due in {days_in_words(days)}, on {long_date(due)}."
    return None


def _silent(said, since: date, on: date, is_asked: bool, last_meeting: date | None) -> tuple[Why, str] | None:
    if said is None:
        return (Why.NOT_SAID, "Nothing has ever been said of it.") if is_asked else None
    silence = (on - said).days
    if silence > SILENT_DAYS:
        return Why.NOT_SAID, f"Nothing said for {days_in_words(silence)}."
    if not is_asked or said >= since:
        return None
    meeting = f" since the meeting of {long_date(last_meeting)}" if last_meeting else ""
    return Why.NOT_SAID, f"Nothing said{meeting}; last on {long_date(said)}."


def _reading_due(
    indicator: Any, on: date, since: date, is_asked: bool
) -> tuple[Why, str, date | None, date | None] | None:
    """The next reading, once it is expected and the board is about to meet; of an irregular one, nothing is due.

    Where nobody has set when it is expected, it is asked for as soon as its period has ended. "Not out yet" is an answer
    until the day it named; where it named none, until the board has met.
    """
    last, coming, said = last_reading(indicator), next_reading(indicator, on=on), awaiting(indicator)
    if is_awaited(indicator, on=on) and (said[-1].expected or said[-1].said_on >= since):
        return None
    told = max((day for day in (last and last.said_on, said and said[-1].said_on) if day), default=None)
    if last and indicator.judgement.status is IndicatorStatus.OUT_OF_DATE:
        return Why.DATE_PASSED, indicator.judgement.because, last.period.latest, told
    if not is_asked:
        return None
    if last is None:
        return Why.NOT_SAID, "No figure has been reported.", None, told
    if coming.ends is None or coming.ends >= on:
        return None
    if not coming.by_rule and coming.expected_by and coming.expected_by >= on:
        return None
    asked = f"The reading for the period to {long_date(coming.ends)} is wanted"
    because = f"{asked}; the last is for the period to {long_date(last.period.latest)}."
    return Why.NOT_SAID, because, coming.ends, told
