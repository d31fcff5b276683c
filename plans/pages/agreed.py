"""What a new agreed date does to a milestone, told before it is saved: the baseline moves, the first date does not."""

from dataclasses import dataclass
from datetime import date

from plans.enums import OwnerJudgement, Promise, StatementKind
from plans.rules.dates import Window, days_in_words, long_date, signed_days
from plans.rules.ledger import read_position
from plans.rules.status import Judgement, StatusNumbers, judge_milestone
from plans.tree import MilestoneLine


@dataclass(frozen=True)
class Agreed:
    """A milestone with its dates and its colour as they are, and as they would be."""

    line: MilestoneLine
    first: str
    before: str
    window: Window
    was: Judgement | None
    would_be: Judgement | None
    slip: str
    stays: str


@dataclass(frozen=True)
class _Decided:
    """The agreed date, as the ledger reads it."""

    said_on: date
    window: Window
    kind: StatementKind = StatementKind.AGREED
    because: str = ""
    judgement: OwnerJudgement | None = None
    promise: Promise | None = None


def agreed(line: MilestoneLine, window: Window, *, said_on: date, on: date, numbers: StatusNumbers) -> Agreed:
    """`said_on` is the day of the decision; what was forecast after it stays the date that is now expected."""
    before = line.position
    after = read_position((*line.statements, _Decided(said_on, window)), as_at=on)
    return Agreed(
        line=line,
        first=str(before.first) if before.first else "None stated",
        before=_agreed_before(line),
        window=window,
        was=line.judgement,
        would_be=judge_milestone(after, as_at=on, numbers=numbers),
        slip=_slip(after.slip_days, is_first=before.first is None),
        stays=_stays(after.current, window, said_on),
    )


def _agreed_before(line: MilestoneLine) -> str:
    position = line.position
    if position.baseline_agreed_on is None:
        return "None; colour was measured from the first"
    return f"{position.baseline}, on {long_date(position.baseline_agreed_on)}"


def _slip(days: int | None, *, is_first: bool) -> str:
    if is_first:
        return "This is its first date."
    return f"{signed_days(days or 0)} from the first date".capitalize() if days else "No slip from the first date"


def _stays(current: Window | None, window: Window, said_on: date) -> str:
    """Where another date was forecast after the decision: it goes on being the date expected."""
    if current is None or (current.earliest, current.latest) == (window.earliest, window.latest):
        return ""
    days = (current.latest - window.latest).days
    distance = f"{days_in_words(abs(days))} {'after' if days > 0 else 'before'}" if days else "on"
    return (
        f"After {long_date(said_on)} another date was forecast, {current.deadline}: it stays the date expected, "
        f"{distance} the date agreed."
    )
