"""What waits for one person before the next meeting, row by row: the facts beside which they answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.pages.clock import BY_LAW, Terms, in_full
from meetings.rules.calendar import publish_by, working_days_before
from plans.enums import ResponsibilityKind
from plans.pages.action import what_was_said
from plans.pages.requests import OpenRequest
from plans.rules.dates import days_in_words, long_date
from plans.rules.indicators import IndicatorJudgement
from plans.rules.ledger import read_position
from plans.rules.outstanding import (
    Kind,
    Reach,
    answered_for,
    falls_to,
    last_word,
    outstanding,
    waiting,
)
from plans.rules.readings_due import awaiting, expected_words
from plans.rules.status import Judgement
from plans.rules.words import with_unit
from plans.tree import ActionLine, IndicatorLine, MilestoneLine, StrategySnapshot

TIMES = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


@dataclass(frozen=True)
class LastSaid:
    who: str
    on: date
    what: str
    note: str = ""
    because: str = ""
    ago: str = ""


@dataclass(frozen=True)
class Row:
    """One thing this person is asked about. `key` is its letter and number, as its address has it."""

    key: str
    kind: Kind
    pk: int
    board_key: str
    board: str
    strategy: str
    action_pk: int | None
    reference: str
    title: str
    over: str
    action: str
    line: MilestoneLine | IndicatorLine
    judgement: Judgement | IndicatorJudgement | None
    last: LastSaid | None
    why: str = ""
    falls: str = ""
    asked: tuple[str, ...] = ()
    """What somebody asked for an update on its action in words of their own, and has not been answered."""
    is_locked: bool = False
    """It falls to this person by the seat they hold, and they may not write here: somebody else enters what they say."""

    @property
    def is_milestone(self) -> bool:
        return self.kind is Kind.MILESTONE

    @property
    def is_indicator(self) -> bool:
        return self.kind is Kind.INDICATOR

    @property
    def milestone(self) -> MilestoneLine:
        """A milestone, or an action in the shape of one."""
        assert isinstance(self.line, MilestoneLine)
        return self.line

    @property
    def indicator(self) -> IndicatorLine:
        assert isinstance(self.line, IndicatorLine)
        return self.line

    @property
    def is_reading_last(self) -> bool:
        """The last thing said was a reading, which stands in the table of the last five."""
        return isinstance(self.line, IndicatorLine) and bool(self.line.own) and not awaiting(self.line)

    @property
    def name(self) -> str:
        return self.title if self.is_indicator else f"{self.reference} {self.title}"

    @property
    def also(self) -> str:
        """Why it waits, where the rule's own sentence does not say so already."""
        reason = self.judgement.because if self.judgement else ""
        told = reason.startswith(("Its date passed", "Due ", "Nothing said")) or reason == self.why
        return "" if told else self.why

    @property
    def no_changes(self) -> int:
        """How often in a row "no change" was said last; of an indicator, "not out yet"."""
        if isinstance(self.line, IndicatorLine):
            return len(awaiting(self.line))
        return self.line.position.no_changes_in_a_row

    @property
    def no_change_words(self) -> str:
        """What the button says: honest about being the second, or the third, in a row."""
        if self.no_changes:
            nth = self.no_changes + 1
            return f"No change, for the {TIMES.get(nth, f'{nth}th')} time"
        return f"No change since {long_date(self.last.on)}" if self.last else "No change"


@dataclass(frozen=True)
class Deadline:
    """When the papers of a board's next meeting are published, as it is told on the page."""

    board: str
    sentence: str


@dataclass(frozen=True)
class Deputised:
    """What waits for a lead for whom this person is the deputy. The lead is asked first."""

    board_key: str
    milestone: str
    action: str
    name: str
    lead: str
    why: str


@dataclass(frozen=True)
class AskedFor:
    """An action of which this person was asked for an update, and of which no row waits."""

    board_key: str
    action: str
    name: str
    words: str


@dataclass(frozen=True)
class Mine:
    """The rows that wait, most urgent first, and those that have been answered since the last meeting."""

    waiting: tuple[Row, ...]
    done: tuple[Row, ...]
    deadlines: tuple[Deadline, ...] = ()
    deputy_of: tuple["Deputised", ...] = ()
    asked_for: tuple["AskedFor", ...] = ()

    @property
    def total(self) -> int:
        return len(self.waiting) + len(self.done)

    def row(self, key: str) -> Row | None:
        return next((row for row in (*self.waiting, *self.done) if row.key == key), None)

    def after(self, key: str) -> Row | None:
        """The next row that waits after this one, from the top again at the end."""
        keys = [row.key for row in self.waiting]
        at = keys.index(key) if key in keys else -1
        following = [*self.waiting[at + 1 :], *self.waiting[: max(at, 0)]]
        return next((row for row in following if row.key != key), None)


def rows_of(
    snapshot: StrategySnapshot,
    *,
    person: str,
    name: str,
    on: date,
    last_meeting: date | None,
    next_meeting: date | None,
    reach: Reach,
    is_author: bool,
) -> tuple[list[tuple[tuple, Row]], list[Row]]:
    """What waits in one plan, each with its urgency, and what was answered since the last meeting."""
    found = outstanding(
        snapshot,
        person_key=person,
        on=on,
        last_meeting=last_meeting,
        next_meeting=next_meeting,
        reach=reach,
        is_author=is_author,
    )
    rows = [(one.urgency, _row(snapshot, one.kind, one.reference, one.action, on, name, one)) for one in found]
    keys = {row.key for _, row in rows}
    mine = {
        (type(line), line.pk) for line in answered_for(snapshot, person_key=person, reach=reach, is_author=is_author)
    }
    told = [
        row
        for kind, action, line in _lines(snapshot)
        if (type(line), line.pk) in mine or _finished(action, line, person, reach, is_author=is_author)
        for row in [_row(snapshot, kind, _reference(line), action.reference if action else "", on, name)]
        if row.key not in keys and row.last and row.last.on >= (last_meeting or on)
    ]
    return rows, sorted(told, key=lambda row: (row.last.on if row.last else on, row.key), reverse=True)


def _finished(action: ActionLine | None, line, person: str, reach: Reach, *, is_author: bool) -> bool:
    """Done or withdrawn since the last meeting, and theirs to speak of while it was open: it stays among what is done."""
    if action is None and isinstance(line, ActionLine):
        action = line
    is_over = line.is_finished if isinstance(line, MilestoneLine) else isinstance(line, ActionLine) and _is_over(line)
    if action is None or not (is_over or _is_over(action)):
        return False
    keys, _ = falls_to(action.holders, reach)
    return person in keys if keys else is_author


def _is_over(action: ActionLine) -> bool:
    return action.is_closed or action.is_withdrawn


def _lines(snapshot: StrategySnapshot):
    for action, milestone in snapshot.milestones:
        yield Kind.MILESTONE, action, milestone
    for action in snapshot.actions:
        if all(m.is_finished for m in action.milestones):
            yield Kind.ACTION, action, action
    for indicator in snapshot.indicators:
        yield Kind.INDICATOR, None, indicator


def _reference(line) -> str:
    return line.key if isinstance(line, IndicatorLine) else line.reference


def _row(snapshot, kind: Kind, reference: str, action_reference: str, on: date, name: str, one=None) -> Row:
    facts: dict[str, Any] = {"board_key": snapshot.board_key, "board": snapshot.board, "strategy": snapshot.key}
    facts |= {"kind": kind, "action_pk": None}
    if one:
        facts |= {"why": one.because, "falls": one.falls_because}
    if kind is Kind.INDICATOR:
        line = snapshot.indicator(reference)
        over = "Indicator" + (f" · {', '.join(line.objectives)}" if line.objectives else "")
        facts |= {"over": over, "action": "", "judgement": line.judgement, "last": _last_reading(line, on, name)}
        return Row(key=f"i{line.pk}", pk=line.pk, reference="", title=line.title, line=line, **facts)
    action = snapshot.action(action_reference)
    facts |= {"action": action.reference, "action_pk": action.pk, "reference": reference}
    if kind is Kind.ACTION:
        line = as_milestone(action, on)
        facts |= {"over": f"Action {reference}", "judgement": action.judgement, "last": _last(line, on, name)}
        return Row(key=f"a{action.pk}", pk=action.pk, title=action.title, line=line, **facts)
    line = next(m for m in action.milestones if m.reference == reference)
    facts |= {"judgement": line.judgement, "last": _last(line, on, name)}
    over = f"Milestone {reference} · {action.title}"
    return Row(key=f"m{line.pk}", pk=line.pk, title=line.title, line=line, over=over, **facts)


def as_milestone(action: ActionLine, on: date) -> MilestoneLine:
    """An action for which no milestone speaks, in the shape of one: what was said of it as a whole."""
    return MilestoneLine(
        pk=action.pk,
        reference=action.reference,
        title=action.title,
        version=0,
        position=read_position(action.statements, as_at=on),
        judgement=None if action.is_withdrawn else action.judgement,
        owner_differs="",
        statements=action.statements,
        citation=action.citation,
    )


def _last(line: MilestoneLine, on: date, name: str) -> LastSaid | None:
    if not line.statements:
        return None
    said = max(line.statements, key=lambda one: (one.said_on, one.pk))
    who = "You" if said.said_by == name else said.said_by or said.citation.source.short
    what = what_was_said(said.kind, said.window)
    day = max(said.said_on, last_word(line.position) or said.said_on)
    return LastSaid(who, said.said_on, what, said.note, said.because, _ago(day, on))


def _last_reading(line: IndicatorLine, on: date, name: str) -> LastSaid | None:
    """The last thing said of an indicator: a reading, or that the next is not out yet."""
    waited = max(line.awaited, key=lambda said: said.said_on, default=None)
    last = max(line.own, key=lambda reading: (reading.said_on, reading.period.latest, reading.pk), default=None)
    if waited and (last is None or waited.said_on > last.said_on or waited in awaiting(line)):
        what = "Not out yet" + (f"; expected {expected_words(waited.expected)}" if waited.expected else "")
        who = "You" if waited.said_by == name else waited.said_by or waited.citation.source.short
        return LastSaid(who, waited.said_on, what, "", waited.note, _ago(waited.said_on, on))
    if last is None:
        return None
    figure = last.shown if line.is_percentage else with_unit(last.shown, line.unit)
    what = f"{figure}, {last.period_words or last.period}"
    return LastSaid(last.citation.source.short, last.said_on, what, last.note, "", _ago(last.said_on, on))


def _ago(day: date, on: date) -> str:
    days = (on - day).days
    return "today" if days <= 0 else f"{days_in_words(days)} ago"


def deadline(board: str, meeting: date | None, *, on: date, several: bool, terms: Terms = BY_LAW) -> Deadline:
    """ "Papers are published in 6 days, on Tuesday 17 November 2026." Of a group that is not public: when updates are due."""
    of = f" of {board}" if several else ""
    if meeting is None:
        return Deadline(board, f"No next meeting{of} is fixed.")
    if not terms.is_public:
        due = working_days_before(meeting, terms.updates, closed=terms.closed)
        return Deadline(board, f"Updates{of} are due by {in_full(due)}; the meeting is on {in_full(meeting)}.")
    last = publish_by(meeting, clear=terms.clear, closed=terms.closed)
    days = (last - on).days
    if days < 0:
        left = (meeting - on).days
        when = "today" if not left else f"in {days_in_words(left)}"
        words = f"Papers{of} were due out on {in_full(last)}; the meeting is {when}, on {in_full(meeting)}."
        return Deadline(board, words)
    when = "today" if not days else "tomorrow" if days == 1 else f"in {days_in_words(days)}"
    return Deadline(board, f"Papers{of} are published {when}, on {in_full(last)}.")


def deputised(snapshot: StrategySnapshot, *, person: str, reach: Reach, on: date, last_meeting, next_meeting):
    """What waits for those whom this person stands in for, and who can be asked themselves."""
    for holders, one in waiting(snapshot, on=on, last_meeting=last_meeting, next_meeting=next_meeting):
        stands_in = any(h.kind is ResponsibilityKind.DEPUTY and h.person_key == person for h in holders)
        if not stands_in or person in falls_to(holders, reach)[0] or one.kind is Kind.INDICATOR:
            continue
        lead = next((h.person for h in holders if h.kind is ResponsibilityKind.LEAD and h.person), "")
        milestone = one.reference if one.kind is Kind.MILESTONE else ""
        yield Deputised(snapshot.board_key, milestone, one.action, f"{one.reference} {one.title}", lead, one.because)


def asked_words(one: OpenRequest) -> str:
    """ "Sam Okafor asked for an update on 9 November 2026: “Is the lease signed?”" """
    words = f"{one.asked_by} asked for an update on {long_date(one.asked_on)}"
    return f"{words}: “{one.note.strip()}”" if one.note.strip() else f"{words}."
