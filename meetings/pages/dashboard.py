"""The dashboard, made from two snapshots and the board's meetings: what changed, what to settle, where all stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.pages import register
from meetings.pages.register import Since, Told
from plans.charts import TimelineMeeting, TimelineMilestone, timeline
from plans.enums import DiscrepancyTreatment, IndicatorStatus, Status
from plans.pages.delivery import MilestoneRow, slips_and_next, tally_chart
from plans.pages.goals import GoalBlock, GoalRow, goal_block, goal_row
from plans.pages.indicators import Tile, tile
from plans.pages.words import Part
from plans.rules.windows import WEEKDAYS, Window, days_in_words, long_date, months_after, short_date
from plans.tree import ActionLine, Doubt, IndicatorLine, StrategySnapshot

MOST_QUESTIONS, MOST_OWNERLESS, MOST_TILES, MOST_DISPUTES = 4, 3, 6, 2
FEW_OBJECTIVES = 8
SHOWN_FIRST = (
    IndicatorStatus.RED,
    IndicatorStatus.AMBER,
    IndicatorStatus.DISPUTED,
    IndicatorStatus.OUT_OF_DATE,
    IndicatorStatus.NO_DATA,
    IndicatorStatus.GREEN,
    IndicatorStatus.NO_TARGET,
)


@dataclass(frozen=True)
class MeetingDay:
    """A meeting as the dashboard needs it. `day` is None when only a window is known."""

    key: str
    day: date | None
    window: Window | None
    words: str
    is_held: bool
    is_cancelled: bool
    pack: str = ""
    pack_pk: int | None = None


@dataclass(frozen=True)
class NextMeeting:
    key: str
    day: str
    left: str


@dataclass(frozen=True)
class Question:
    """What the board is asked to settle, and what it is about. Of several put in the same words the matter comes first."""

    code: str
    heading: str
    words: str


@dataclass(frozen=True)
class Dispute:
    doubt: Doubt
    chart: str


@dataclass(frozen=True)
class Dashboard:
    lead: tuple[Part, ...]
    told: Told
    questions: tuple[Question, ...]
    more_questions: int
    ownerless: tuple[ActionLine, ...]
    more_ownerless: int
    statuses: tuple[Status, ...]
    chart: str
    goals: tuple[GoalBlock, ...]
    """With their objectives; of a long plan none, and a line for each goal in `goals_in_short`."""
    goals_in_short: tuple[GoalRow, ...]
    objectives_in_all: int
    other_goals: tuple[GoalBlock, ...]
    timeline: str
    milestones: tuple[MilestoneRow, ...]
    milestones_in_all: int
    disputes: tuple[Dispute, ...]
    more_doubts: int
    tiles: tuple[Tile, ...]
    indicators_in_all: int
    next_meeting: NextMeeting | None

    @property
    def ownerless_in_all(self) -> int:
        return len(self.ownerless) + self.more_ownerless


def dashboard(
    snapshot: StrategySnapshot, *, since: Since, meetings: Sequence[MeetingDay], is_past: bool = False
) -> Dashboard:
    """`is_past`: the reader asked for an earlier day, so that no meeting after it is told of."""
    told = register.tell(since, snapshot)
    few = sum(1 for _, o in snapshot.objectives if o.actions) <= FEW_OBJECTIVES
    blocks = [goal_block(goal, snapshot) for goal in snapshot.goals]
    in_short = () if few else tuple(goal_row(g, as_at=snapshot.as_at) for g in snapshot.goals if g.all_actions)
    ownerless = [a for a in snapshot.actions if a.needs_owner]
    unowned = {a.reference for a in ownerless}
    asked_already = DiscrepancyTreatment.GAP  # that an action has no owner is asked once, with its link
    questions = [
        d for d in snapshot.doubts if d.question and not (d.treatment is asked_already and d.action in unowned)
    ]
    disputes = [d for d in snapshot.doubts if d.treatment is DiscrepancyTreatment.DISPUTED and d.claims]
    rows = slips_and_next(snapshot, worst=4, following=3)
    tiles = first_indicators(snapshot.indicators)
    return Dashboard(
        lead=register.lead(told),
        told=told,
        questions=in_words(questions)[:MOST_QUESTIONS],
        more_questions=max(0, len(questions) - MOST_QUESTIONS),
        ownerless=tuple(ownerless[:MOST_OWNERLESS]),
        more_ownerless=max(0, len(ownerless) - MOST_OWNERLESS),
        statuses=tuple(Status),
        chart=tally_chart(snapshot.tally, label="All actions", key="all"),
        goals=tuple(b for b in blocks if few and not b.is_empty),
        goals_in_short=in_short,
        objectives_in_all=len(snapshot.objectives),
        other_goals=tuple(b for b in blocks if b.is_empty),
        timeline=picture(rows, meetings, as_at=snapshot.as_at, is_past=is_past),
        milestones=rows,
        milestones_in_all=sum(1 for _, m in snapshot.milestones if m.judgement and m.position.current),
        disputes=tuple(Dispute(d, disputed_chart(d, snapshot)) for d in disputes[:MOST_DISPUTES]),
        more_doubts=len(snapshot.doubts) - min(len(disputes), MOST_DISPUTES),
        tiles=tuple(tile(line, as_at=snapshot.as_at) for line in tiles),
        indicators_in_all=len(snapshot.indicators),
        next_meeting=None if is_past else next_meeting(meetings, on=snapshot.as_at),
    )


def in_words(doubts: Sequence[Doubt]) -> tuple[Question, ...]:
    asked = Counter(doubt.question for doubt in doubts)
    return tuple(
        Question(d.code, d.question, d.title) if asked[d.question] == 1 else Question(d.code, d.title, d.question)
        for d in doubts
    )


def first_indicators(lines: Sequence[IndicatorLine], most: int = MOST_TILES) -> list[IndicatorLine]:
    """Those a member must see first: coloured badly, doubtful, silent; then those that show more than one figure."""
    return sorted(lines, key=lambda i: (SHOWN_FIRST.index(i.judgement.status), len(i.readings) < 2, bool(i.part_of)))[
        :most
    ]


def disputed_chart(doubt: Doubt, snapshot: StrategySnapshot) -> str:
    """The indicator that a doubt is about, with the doubtful reading hollow; "" for a doubt about something else."""
    line = snapshot.indicator(doubt.indicator) if doubt.indicator else None
    return tile(line, as_at=snapshot.as_at, key="disputed").chart if line and len(line.own) > 1 else ""


def picture(rows: Sequence[MilestoneRow], meetings: Sequence[MeetingDay], *, as_at: date, is_past: bool = False) -> str:
    """Meetings above and milestones below, from about a year before to where the last of them is due."""
    if not rows:
        return ""
    start = months_after(as_at.replace(day=1), -10)
    stated = [day for row in rows for day in (row.first.latest, row.current.latest)]
    start = max(min([start, *stated]), months_after(start, -8)).replace(day=1)
    last = max([*(row.current.latest for row in rows), as_at + timedelta(days=120)])
    end = min(last + timedelta(days=45), months_after(as_at, 20))
    shown = [m for m in meetings if not m.is_cancelled and not (is_past and m.day and m.day > as_at)]
    return timeline(
        [one for meeting in shown if (one := _on_the_line(meeting, as_at=as_at, is_past=is_past))],
        [
            TimelineMilestone(
                label=row.line.title,
                status=row.line.judgement.status if row.line.judgement else Status.NO_DATE,
                latest=row.current.latest,
                earliest=None if row.current.is_day else row.current.earliest,
                first=row.first.latest if row.was_said_again else None,
            )
            for row in rows
        ],
        key="timeline",
        as_at=as_at,
        start=start,
        end=end,
    )


def _on_the_line(meeting: MeetingDay, *, as_at: date, is_past: bool) -> TimelineMeeting | None:
    if meeting.day:
        return TimelineMeeting(meeting.day, short_date(meeting.day).rsplit(" ", 1)[0])
    if meeting.window and (meeting.window.latest - meeting.window.earliest).days <= 31:
        if is_past and meeting.window.earliest > as_at:
            return None
        return TimelineMeeting(meeting.window.earliest, str(meeting.window), month_only=True)
    return None


def last_held(meetings: Sequence[MeetingDay], *, on: date) -> MeetingDay | None:
    """The last meeting that was held on or before a day."""
    held = [m for m in meetings if m.is_held and m.day and m.day <= on]
    return max(held, key=lambda m: (m.day or date.min, m.key), default=None)


def next_meeting(meetings: Sequence[MeetingDay], *, on: date) -> NextMeeting | None:
    coming = [m for m in meetings if not m.is_held and not m.is_cancelled and m.day and m.day >= on]
    found = min(coming, key=lambda m: (m.day or date.max, m.key), default=None)
    if found is None or found.day is None:
        return None
    days = (found.day - on).days
    left = "today" if not days else "tomorrow" if days == 1 else f"in {days_in_words(days)}"
    return NextMeeting(found.key, f"{WEEKDAYS[found.day.weekday()]} {long_date(found.day)}", left)
