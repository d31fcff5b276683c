"""What one act on many actions would do, step by step: what each thing is now, what it will be, or why it stays as it is.

The same steps are shown before and made afterwards. `actions` are lines of a snapshot as at the day `on`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from plans.enums import Origin, OwnerJudgement, Promise, SourceKind, StatementKind, Status
from plans.rules.ledger import read_position
from plans.rules.outstanding import Reach, falls_to
from plans.rules.shifting import Shift
from plans.rules.status import DEFAULT_NUMBERS, Judgement, StatusNumbers, judge_milestone
from plans.rules.windows import Window, long_date, signed_days

NOT_YOURS = "You neither lead it nor deputise for its lead."
MEANWHILE = "Somebody changed it since you opened the page."
WITHDRAWN = "The action was withdrawn."
CLOSED = "The action is completed."
NEEDS_DECISION = "The board agreed it, so withdrawing it cites the decision of the board. Choose the decision."


@dataclass(frozen=True)
class NewLead:
    """Somebody else leads, from a day on. `person` and `organisation` are rows with a name and a key; one may be None."""

    person: Any
    organisation: Any
    since: date

    @property
    def words(self) -> str:
        return ", ".join(str(part) for part in (self.person, self.organisation) if part)


@dataclass(frozen=True)
class Withdrawal:
    """Taken out of the plan, on a day; where a board had agreed it, by its decision: a `source`, and the place in it."""

    said_on: date
    source: Any = None
    locator: str = ""


@dataclass(frozen=True)
class Question:
    """Word is asked for, of whoever can be asked. `once`: of nobody who was asked before and has not answered."""

    reach: Reach = field(default_factory=Reach)
    once: bool = False


Act = NewLead | Shift | Withdrawal | Question


@dataclass(frozen=True)
class Around:
    """What the snapshot does not say of the actions, by their number.

    `later_leads`: who is already recorded as lead from a later day. `asked`: the keys of those already asked today, or, of
    a question that is put once, on any day `asked_on` without an answer.
    `stated`: the day on which each milestone was first stated, by its number.
    """

    versions: Mapping[int, int]
    later_leads: Mapping[int, str] = field(default_factory=dict)
    asked: Mapping[int, Collection[str]] = field(default_factory=dict)
    asked_on: Mapping[int, date] = field(default_factory=dict)
    stated: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """What the act does to one action (`kind` "a") or one milestone ("m"); `refused` says why it does nothing.

    `group` is what is done together or not at all. `window` is the new date, `people` are the keys of those asked.
    """

    kind: str
    pk: int
    action_pk: int
    reference: str
    title: str
    of: str
    version: int
    now: str
    was: Judgement | None
    group: str = ""
    becomes: str = ""
    would_be: Judgement | None = None
    slip: str = ""
    moved: str = ""
    refused: str = ""
    window: Window | None = None
    people: tuple[str, ...] = ()
    waits: bool = False
    """An update was asked for on an earlier day, and has not come."""

    @property
    def key(self) -> str:
        return f"{self.kind}{self.pk}"

    @property
    def is_milestone(self) -> bool:
        return self.kind == "m"

    @property
    def is_over(self) -> bool:
        """A milestone that is done or withdrawn, of whatever is asked of its action."""
        return self.is_milestone and (self.was is None or self.was.status is Status.COMPLETE)

    @property
    def name(self) -> str:
        return f"{self.reference} {self.title}"


def steps(
    act: Act, actions: Iterable[Any], *, on: date, around: Around, numbers: StatusNumbers = DEFAULT_NUMBERS
) -> tuple[Step, ...]:
    """Every step of an act, in the order of the actions: those it takes, and those that are refused."""
    return tuple(step for action in actions for step in _steps(act, action, on, around, numbers))


def _steps(act: Act, action: Any, on: date, around: Around, numbers: StatusNumbers) -> Iterator[Step]:
    if isinstance(act, Shift):
        return _shifted(act, action, on, around, numbers)
    if isinstance(act, NewLead):
        return iter([_led(act, action, around)])
    if isinstance(act, Withdrawal):
        return _withdrawn(act, action, around)
    return iter([_asked(act, action, on, around)])


def _action_step(action: Any, around: Around, *, now: str) -> Step:
    return Step(
        kind="a",
        pk=action.pk,
        action_pk=action.pk,
        reference=action.reference,
        title=action.title,
        of="",
        version=around.versions.get(action.pk, 0),
        now=now,
        was=None if action.is_withdrawn else action.judgement,
        group=f"a{action.pk}",
    )


def _milestone_step(action: Any, line: Any) -> Step:
    return Step(
        kind="m",
        pk=line.pk,
        action_pk=action.pk,
        reference=line.reference,
        title=line.title,
        of=f"{action.reference} {action.title}",
        version=line.version,
        now=_date_now(line),
        was=line.judgement,
        group=f"m{line.pk}",
    )


def _date_now(line: Any) -> str:
    return str(line.position.current) if line.position.current else "No date"


def _over(action: Any) -> str:
    return WITHDRAWN if action.is_withdrawn else CLOSED if action.is_closed else ""


def _finished(line: Any) -> str:
    if not line.is_finished:
        return ""
    return "It was withdrawn." if line.judgement is None else line.judgement.because


# --- Dates ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Said:
    """What would be said of a milestone, as the ledger reads it."""

    kind: StatementKind
    said_on: date
    window: Window | None
    because: str = ""
    judgement: OwnerJudgement | None = None
    promise: Promise | None = None


def _shifted(act: Shift, action: Any, on: date, around: Around, numbers: StatusNumbers) -> Iterator[Step]:
    if not action.milestones:
        refused = _over(action) or "No milestones are set, so there is no date to move."
        yield replace(_action_step(action, around, now="No date"), refused=refused)
    for line in action.milestones:
        yield _moved(act, action, line, on, numbers)


def _moved(act: Shift, action: Any, line: Any, on: date, numbers: StatusNumbers) -> Step:
    step, current = _milestone_step(action, line), line.position.current
    if refused := _over(action) or _finished(line):
        return replace(step, refused=refused)
    if current is None:
        return replace(step, refused="It has no date yet; its first date is stated on its own page.")
    try:
        window = act.of(current)
    except (OverflowError, ValueError):
        return replace(step, refused="Its date would lie beyond the year 9999.")
    if (window.earliest, window.latest) == (current.earliest, current.latest):
        return replace(step, refused="It has this date already.")
    if window.latest < on:
        return replace(step, refused=f"Its new date, {long_date(window.latest)}, would have passed already.")
    after = read_position((*line.statements, _Said(StatementKind.FORECAST, on, window)), as_at=on)
    return replace(
        step,
        becomes=str(window),
        would_be=judge_milestone(after, as_at=on, numbers=numbers),
        slip=signed_days(after.slip_days or 0),
        moved=signed_days(after.moves[-1].moved_days),
        window=window,
    )


# --- Leads ------------------------------------------------------------------------------------------------------------


def _led(act: NewLead, action: Any, around: Around) -> Step:
    leads = action.leads
    step = _action_step(action, around, now="; ".join(str(holder) for holder in leads) or "Nobody named")
    wanted = (getattr(act.person, "key", ""), getattr(act.organisation, "key", ""))
    from_paper = [h for h in leads if h.since == act.since and h.citation.source.kind != SourceKind.ENTRY]
    refused = _over(action)
    if not refused and [(h.person_key, h.organisation_key) for h in leads] == [wanted]:
        refused = "It has this lead already."
    if not refused and act.since < action.said_on:
        refused = f"It was first stated later, on {long_date(action.said_on)}."
    if not refused and action.pk in around.later_leads:
        refused = f"{around.later_leads[action.pk]}; this can be changed on the page of the action."
    if not refused and from_paper:
        refused = "Who leads it was put on record from that day, from a paper. It can be changed from the day after."
    if refused:
        return replace(step, refused=refused)
    return replace(step, becomes=f"{act.words}, from {long_date(act.since)}")


# --- Withdrawal -------------------------------------------------------------------------------------------------------


def was_agreed(action: Any) -> bool:
    """A board agreed it: it came from a minute, or the board agreed the date of one of its milestones."""
    agreed = any(said.kind == StatementKind.AGREED for line in action.milestones for said in line.statements)
    return agreed or action.origin == Origin.MINUTE


def _withdrawn(act: Withdrawal, action: Any, around: Around) -> Iterator[Step]:
    """An action with all its unfinished milestones: together, or not at all."""
    step = _action_step(action, around, now="In the plan")
    open_ = [line for line in action.milestones if not line.is_finished]
    refused = _over(action)
    if not refused and act.source is None and was_agreed(action):
        refused = NEEDS_DECISION
    refused = refused or _too_early(act, action, open_, around)
    if refused:
        yield replace(step, refused=refused)
        return
    yield replace(step, becomes="Withdrawn")
    for line in open_:
        yield replace(_milestone_step(action, line), group=step.group, becomes="Withdrawn")


def _too_early(act: Withdrawal, action: Any, open_: Iterable[Any], around: Around) -> str:
    """What speaks against a withdrawal on an earlier day, that of the decision."""
    open_ = tuple(open_)
    stated = max([action.said_on, *(around.stated[line.pk] for line in open_ if line.pk in around.stated)])
    if act.said_on < stated:
        return f"Part of it was first stated on {long_date(stated)}, after that decision."
    said = (*action.statements, *(one for line in open_ for one in line.statements))
    if any(one.kind == StatementKind.REOPENED and one.said_on > act.said_on for one in said):
        return "It was reopened after that decision."
    return ""


# --- Questions --------------------------------------------------------------------------------------------------------


def _asked(act: Question, action: Any, on: date, around: Around) -> Step:
    last = f"Last said on {long_date(action.last_said)}" if action.last_said else "Nothing said yet"
    step = _action_step(action, around, now=last)
    if refused := _over(action):
        return replace(step, refused=refused)
    keys, _ = falls_to(action.holders, act.reach)
    if not keys:
        return replace(step, refused="Nobody who can be asked answers for it: it has no lead or deputy with a sign-in.")
    if already := keys & set(around.asked.get(action.pk, ())):
        keys -= already
        if not keys:
            day = around.asked_on.get(action.pk, on)
            told = "This was already asked today." if day == on else f"Asked on {long_date(day)}, and not answered yet."
            return replace(step, refused=told, waits=day != on)
    return replace(step, people=tuple(sorted(keys)))
