"""What a pack still lacks, check by check: how many, which, why, and what the pack prints if nothing is done about it.

Nothing here stops a pack; what does is asked in `meetings.pages.readiness.blocks`. A check is in order, to be looked at, or
cannot be known: of a record that was made from published papers nobody can say who cleared them.

What the plan says is read from its snapshot, a `plans.tree.StrategySnapshot`, as at the day of the pack.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from typing import Any

from plans.enums import Status
from plans.rules.readings_due import Due, next_reading
from plans.rules.silence import asked_since, is_silent, last_word_on, no_update
from plans.rules.windows import long_date
from plans.rules.words import joined, spelt


class State(Enum):
    IN_ORDER = ("in-order", "In order")
    LOOK = ("look", "To be looked at")
    UNKNOWN = ("unknown", "Not to be known")

    @property
    def slug(self) -> str:
        return self.value[0]

    @property
    def label(self) -> str:
        return self.value[1]


TOPICS = {
    "clock": "the law’s clock",
    "agenda": "the agenda",
    "asked": "what is asked of the board",
    "papers": "papers",
    "clearances": "clearances",
    "hidden": "attachments",
    "not-held": "what the agenda names",
    "minutes": "minutes to approve",
    "updates": "updates",
    "reasons": "reasons for reds",
    "readings": "readings of indicators",
    "doubts": "statements that agree",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is missing: of what, whose it is, why, where it is put right, and what is printed of it meanwhile."""

    title: str
    why: str
    who: str = ""
    url: str = ""
    prints: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """`says` is one sentence; `prints` what the pack says of all of them, where that is the same. `by_law`: a law asks for it."""

    key: str
    what: str
    state: State
    says: str
    rows: tuple[Row, ...] = ()
    prints: str = ""
    by_law: bool = False

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def topic(self) -> str:
        """What was looked at, in a word that fits a list of what is in order."""
        return TOPICS.get(self.key, self.what.lower())


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan of the board as at the day of the pack; None with `why_none` where there is none, or not one alone.

    `focus` is the code of the goal in focus. `address` gives the page of an "action", "indicator" or "doubt" by its key.
    `asked` says, by the number of an action, on which day an update was asked for that has not come.
    """

    snapshot: Any
    last_meeting: date | None = None
    focus: str = ""
    why_none: str = ""
    asked: Mapping[int, date] = field(default_factory=dict)
    address: Callable[[str, str], str] = lambda kind, key: ""


PLAN_CHECKS = (
    ("updates", "Actions without an update"),
    ("reasons", "Reds without a reason"),
    ("readings", "Indicators past due"),
    ("doubts", "Discrepancies open"),
)


def plan_checks(facts: PlanFacts) -> tuple[Check, ...]:
    """What the plan still lacks. Of a board without a plan there is nothing to ask."""
    if facts.snapshot is None:
        if not facts.why_none:
            return ()
        return tuple(Check(key, what, State.UNKNOWN, facts.why_none) for key, what in PLAN_CHECKS)
    checks = (_updates, _reasons, _readings, _doubts)
    return tuple(check(facts, *named) for check, named in zip(checks, PLAN_CHECKS, strict=True))


def _updates(facts: PlanFacts, key: str, what: str) -> Check:
    """Unfinished actions of which nobody spoke since the board last met; those of the goal in focus first."""
    silent = silent_actions(facts)
    open_ = sum(not (one.is_closed or one.is_withdrawn) for one in facts.snapshot.actions)
    since = f"since the meeting of {long_date(facts.last_meeting)}" if facts.last_meeting else "for 100 days"
    if not open_:
        return Check(key, what, State.IN_ORDER, "No action is unfinished.")
    if not silent:
        return Check(key, what, State.IN_ORDER, f"Every unfinished action was spoken of {since}.")
    says = f"{_of(len(silent), open_, 'unfinished action')} had no update {since}."
    rows = tuple(
        Row(
            f"{one.reference} {one.title}",
            f"{_last_said(one)}{_asked(facts.asked.get(one.pk))}",
            leads(one) or "Nobody leads it",
            facts.address("action", one.reference),
            no_update(one, since=asked_since(facts.last_meeting, on=facts.snapshot.as_at), on=facts.snapshot.as_at),
        )
        for one in silent
    )
    return Check(key, what, State.LOOK, says, rows, "Beside each, for how many days no update was received.")


def silent_actions(facts: PlanFacts) -> list[Any]:
    """The unfinished actions without word since the board last met: the goal in focus first, then the worst first."""
    since = asked_since(facts.last_meeting, on=facts.snapshot.as_at)
    silent = [one for one in facts.snapshot.actions if is_silent(one, since=since)]
    return sorted(
        silent,
        key=lambda one: (
            one.goal != facts.focus,
            one.judgement.status.order,
            one.next_due or date.max,
            one.reference,
        ),
    )


def _last_said(action: Any) -> str:
    day, said = last_word_on(action), any(action.statements) or any(m.statements for m in action.milestones)
    return f"Last said on {long_date(day)}." if said else f"Nothing was said since it was stated on {long_date(day)}."


def _asked(on: date | None) -> str:
    return f" Asked for on {long_date(on)}, and not answered yet." if on else ""


def _reasons(facts: PlanFacts, key: str, what: str) -> Check:
    """Red milestones for which nobody gave a why: see `gives_a_reason`."""
    on = facts.snapshot.as_at
    red = [
        (action, milestone)
        for action, milestone in facts.snapshot.milestones
        if not (action.is_closed or action.is_withdrawn)
        and milestone.judgement
        and milestone.judgement.status is Status.RED
    ]
    bare = [(action, milestone) for action, milestone in red if not gives_a_reason(action, milestone, on=on)]
    if not red:
        return Check(key, what, State.IN_ORDER, "No milestone is red.")
    if not bare:
        return Check(key, what, State.IN_ORDER, "Of every red milestone somebody said why.")
    bare.sort(key=lambda pair: (pair[0].goal != facts.focus, pair[1].position.current.latest, pair[1].reference))
    rows = tuple(
        Row(
            f"{milestone.reference} {milestone.title}",
            f"{milestone.judgement.because} Nobody has said why.",
            leads(action) or "Nobody leads it",
            facts.address("action", action.reference),
            milestone.judgement.because,
        )
        for action, milestone in bare
    )
    says = f"{_of(len(bare), len(red), 'red milestone')} no reason."
    return Check(key, what, State.LOOK, says, rows, "The colour with its sentence, and no reason.")


def gives_a_reason(action: Any, milestone: Any, *, on: date) -> bool:
    """Whether anybody said why a milestone is red.

    A why counts from the day its present date was stated: whoever moves a date says there why it moves. A note counts from
    the day it turned red, because one written while it was on course explains nothing. Both count when said of the action
    as a whole. An earlier why was about an earlier date.
    """
    position = milestone.position
    if not position.moves or position.current is None:
        return False
    stated = position.moves[-1].statement.said_on
    passed = position.current.latest < on
    turned = position.current.latest + timedelta(days=1) if passed else stated
    said = (*milestone.statements, *action.statements)
    return any(
        (one.because.strip() and one.said_on >= stated) or (one.note.strip() and one.said_on >= turned) for one in said
    )


def _readings(facts: PlanFacts, key: str, what: str) -> Check:
    """Indicators whose next reading was to be here by now. One that never had a reading has no day to be late for."""
    on = facts.snapshot.as_at
    coming = [(line, next_reading(line, on=on)) for line in facts.snapshot.indicators]
    late = sorted(
        ((line, told) for line, told in coming if told.due is Due.LATE),
        key=lambda pair: (*pair[1].urgency, pair[0].key),
    )
    never = sum(told.due is Due.NEVER for _, told in coming)
    beside = f" Of {spelt(never).lower()} no reading was ever reported." if never else ""
    if not coming:
        return Check(key, what, State.IN_ORDER, "The plan has no indicator.")
    if not late:
        return Check(key, what, State.IN_ORDER, f"No reading is past its day.{beside}")
    rows = tuple(
        Row(
            line.title,
            told.because,
            joined([str(holder) for holder in line.holders if holder.kind == "lead"]) or "Nobody answers for it",
            facts.address("indicator", line.key),
            line.judgement.because,
        )
        for line, told in late
    )
    says = f"{_of(len(late), len(coming), 'indicator')} a reading past its day.{beside}"
    return Check(key, what, State.LOOK, says, rows, "The last reading there is.")


def _doubts(facts: PlanFacts, key: str, what: str) -> Check:
    if not facts.snapshot.doubts:
        return Check(key, what, State.IN_ORDER, "No two statements contradict each other.")
    rows = tuple(
        Row(
            f"{doubt.code} {doubt.title}",
            doubt.question or doubt.detail or "Two statements contradict each other.",
            f"To be settled by {doubt.who_settles}" if doubt.who_settles else "Nobody is named to settle it",
            facts.address("doubt", doubt.code),
            doubt.shown_meanwhile,
        )
        for doubt in facts.snapshot.doubts
    )
    number = len(rows)
    says = f"{spelt(number)} {'is' if number == 1 else 'are'} not settled."
    return Check(key, what, State.LOOK, says, rows, "Both statements, and who can settle it.")


def leads(action: Any) -> str:
    return joined([str(holder) for holder in action.leads])


def _of(number: int, total: int, noun: str) -> str:
    """ "Two of nine actions have", "One of nine actions has", "The only action has"."""
    if total == 1:
        return f"The only {noun} has"
    return f"{spelt(number)} of {spelt(total).lower()} {noun}s {'has' if number == 1 else 'have'}"


# --- In short ---------------------------------------------------------------------------------------------------------


def in_short(checks: Iterable[Check]) -> str:
    """ "Seven things are missing, two of them by law. Of one more nothing can be known."

    Where there are several of a kind: "Three kinds of thing are missing, 58 in all, two of the kinds by law."
    """
    checks = tuple(checks)
    missing = of(checks, State.LOOK)
    law = sum(one.by_law for one in missing)
    unknown = len(of(checks, State.UNKNOWN))
    if not missing:
        told = "Nothing is missing"
    else:
        told = "One thing is missing" if len(missing) == 1 else f"{spelt(len(missing))} things are missing"
    them, in_all = "them", sum(max(one.number, 1) for one in missing)
    if in_all > len(missing):
        kinds = "One kind of thing is" if len(missing) == 1 else f"{spelt(len(missing))} kinds of thing are"
        told, them = f"{kinds} missing, {in_all} in all", "the kinds"
    if law:
        told += ", by law" if len(missing) == 1 else f", {spelt(law).lower()} of {them} by law"
    more = " more" if missing else ""
    return f"{told}. Of {spelt(unknown).lower()}{more} nothing can be known." if unknown else f"{told}."


def of(checks: Sequence[Check], state: State) -> tuple[Check, ...]:
    """Those in this state; what a law asks for first."""
    found = [check for check in checks if check.state is state]
    return tuple(sorted(found, key=lambda check: not check.by_law))
