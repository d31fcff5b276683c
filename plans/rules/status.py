"""How a colour is decided, and the sentence that goes with it: the first row of the table that applies.

The table is in `docs/` under "how a colour is decided"; `judge_milestone` follows it line by line. Colour is measured
from the baseline (the date a board last agreed, else the first stated), lateness always from a window's latest day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plans.enums import OwnerJudgement, Status
from plans.rules.ledger import Position
from plans.rules.windows import MONTHS, Window, days_in_words, long_date


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and the sentence that justifies it. The two are never shown apart."""

    status: Status
    because: str


@dataclass(frozen=True, slots=True)
class StatusNumbers:
    """The limits a strategy sets, all in days. Each is still allowed on the day itself: 90 is not "over 90"."""

    red_days_after_baseline: int = 90
    due_soon_days: int = 30
    due_soon_silence_days: int = 45
    not_confirmed_after_days: int = 100


DEFAULT_NUMBERS = StatusNumbers()
OWNER_STATUS = {
    OwnerJudgement.RED: Status.RED,
    OwnerJudgement.AMBER: Status.AMBER,
    OwnerJudgement.GREEN: Status.GREEN,
}


def judge_milestone(position: Position, *, as_at: date, numbers: StatusNumbers = DEFAULT_NUMBERS) -> Judgement | None:
    """Judge a milestone on a day. None when it was withdrawn: it is then outside every list and count."""
    if position.is_withdrawn:
        return None
    if position.completed and position.completed.latest <= as_at:
        return Judgement(Status.COMPLETE, _how_completed(position.completed, position.first))
    judgement = _judge_open(position, as_at=as_at, numbers=numbers)
    return Judgement(judgement.status, f"{judgement.because}{_repeated(position)}")


def _judge_open(position: Position, *, as_at: date, numbers: StatusNumbers) -> Judgement:
    if position.current is None or position.baseline is None:
        return Judgement(Status.NO_DATE, "No date has ever been stated.")

    days_left = (position.current.latest - as_at).days
    days_after = (position.current.latest - position.baseline.latest).days
    silence = (as_at - position.last_said).days if position.last_said else 0
    baseline = _baseline_name(position.baseline_agreed_on, as_at)
    beside = _beside(position.slip_days or 0, days_after)
    lateness = f"{_distance(days_after, baseline)}{beside}."
    if days_left < 0:
        return Judgement(Status.RED, f"Its date passed {days_in_words(-days_left)} ago.")
    if days_after > numbers.red_days_after_baseline:
        return Judgement(Status.RED, lateness)
    if days_after > 0:
        return Judgement(Status.AMBER, lateness)
    if days_left <= numbers.due_soon_days and silence > numbers.due_soon_silence_days:
        due = "today" if days_left == 0 else f"in {days_in_words(days_left)}"
        return Judgement(Status.AMBER, f"Due {due} and no update received for {days_in_words(silence)}.")
    if silence > numbers.not_confirmed_after_days:
        return Judgement(Status.NOT_CONFIRMED, f"No update received for {days_in_words(silence)}.")
    if days_left == 0:
        return Judgement(Status.GREEN, f"Due today, {lateness if days_after else f'{baseline}{beside}.'}")
    on_course = f"On {baseline}, {position.current.deadline}{beside}."
    return Judgement(Status.GREEN, lateness if days_after else on_course)


def judge_action(
    lines: Sequence[tuple[str, Position, Judgement | None]], *, closed: Window | None, as_at: date
) -> Judgement:
    """Judge an action by its unfinished milestones: the worst one speaks, by name.

    `lines` are title, position and judgement of each milestone; `closed` is when the action itself was said to be
    completed. Of several equally bad ones the one whose date comes first speaks, then the one given first.
    """
    judged = [(title, position, judgement) for title, position, judgement in lines if judgement]
    unfinished = [line for line in judged if line[2].status is not Status.COMPLETE]
    worst = min(unfinished, key=_urgency, default=None)
    if closed and closed.latest <= as_at:
        left_open = f" Not every milestone was: {worst[0]}." if worst else ""
        return Judgement(Status.COMPLETE, f"Completed {_when(closed)}.{left_open}")
    if worst:
        title, _, judgement = worst
        return Judgement(judgement.status, f"{title}: {judgement.because}")
    if judged:
        return Judgement(Status.GREEN, "Every milestone is done; the action is not yet closed.")
    return Judgement(Status.NO_DATE, "Every milestone was withdrawn." if lines else "No milestones set.")


def differs(rule: Judgement, owner: OwnerJudgement | None) -> str:
    """Whether the owner's own judgement is "worse" or "better" than the rule's, or "" when they do not differ.

    A rule that finds no date or no recent word knows nothing better than the owner does: green then differs in
    nothing, amber and red are worse. Of what is complete there is nothing left to judge.
    """
    if owner is None or rule.status is Status.COMPLETE:
        return ""
    ruled = Status.GREEN if rule.status in (Status.NOT_CONFIRMED, Status.NO_DATE) else rule.status
    owned = OWNER_STATUS[owner]
    if owned is ruled:
        return ""
    return "worse" if owned.order < ruled.order else "better"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have each status: all six, worst first, done last. Never an average."""

    counts: tuple[tuple[Status, int], ...]

    @property
    def present(self) -> tuple[tuple[Status, int], ...]:
        """The statuses that occur."""
        return tuple((status, count) for status, count in self.counts if count)

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def worst(self) -> Status | None:
        """The worst status that occurs; None when nothing is counted."""
        return next((status for status, _ in self.present), None)

    @property
    def words(self) -> str:
        """ "2 red, 4 no date, 1 complete"; "none" when nothing is counted."""
        return ", ".join(f"{count} {status.label.lower()}" for status, count in self.present) or "none"

    def of(self, status: Status) -> int:
        return dict(self.counts)[status]


def roll_up(judgements: Iterable[Judgement | None]) -> Tally:
    """Count judgements by status. A withdrawn milestone's None is not counted."""
    found = [judgement.status for judgement in judgements if judgement]
    return Tally(tuple((status, found.count(status)) for status in Status))


def _urgency(line: tuple[str, Position, Judgement]) -> tuple[int, date]:
    _, position, judgement = line
    return judgement.status.order, position.current.latest if position.current else date.max


def _distance(days: int, of: str) -> str:
    """Where a date lies: "150 days after the first date", "on the first date", "3 days before the first date"."""
    if days == 0:
        return f"on {of}"
    return f"{days_in_words(abs(days))} {'after' if days > 0 else 'before'} {of}"


def _when(completed: Window) -> str:
    """Without a stated day, only the last one possible is known."""
    if completed.is_day and not completed.inferred:
        return f"on {long_date(completed.latest)}"
    return f"by {long_date(completed.latest)}, day not stated"


def _how_completed(completed: Window, first: Window | None) -> str:
    stated = completed.is_day and not completed.inferred
    if first is None:
        distance = "no date had been stated"
    elif stated:
        return f"Completed {_when(completed)}, {_distance((completed.latest - first.latest).days, 'the first date')}."
    else:
        days = (completed.latest - first.latest).days
        distance = f"at most {_distance(days, 'the first date')}" if days > 0 else "on or before the first date"
    return f"Completed {_when(completed)}; {distance}."


def _baseline_name(agreed_on: date | None, as_at: date) -> str:
    """ "the date agreed on 15 March", with its year unless that is the year we are in; "the date first stated"."""
    if agreed_on is None:
        return "the date first stated"
    year = "" if agreed_on.year == as_at.year else f" {agreed_on.year}"
    return f"the date agreed on {agreed_on.day} {MONTHS[agreed_on.month - 1]}{year}"


def _beside(slip: int, days_after: int) -> str:
    """The slip from the first date, wherever it is not what the colour was measured by."""
    if slip == days_after:
        return ""
    return " (on the first date)" if slip == 0 else f" ({abs(slip)} {'after' if slip > 0 else 'before'} the first)"


def _repeated(position: Position) -> str:
    if position.no_changes_in_a_row < 2 or position.last_no_change is None:
        return ""
    return f" “No change” on {long_date(position.last_no_change)} repeats the one before, so it does not count."
