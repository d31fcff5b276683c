"""From rows and the stored snapshot to all that a pack says: who reads what is decided here, in what is fetched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from meetings.enums import Edition
from meetings.models import BoardPack, Meeting
from meetings.pack import contents
from meetings.pack.appendix_parts import appendix_parts
from meetings.pack.choosing import sections_chosen
from meetings.pack.digest import change_lines
from meetings.pack.dispute_parts import disputes, unclear
from meetings.pack.exception_parts import exceptions_part
from meetings.pack.failing import NotBuilt
from meetings.pack.forward_parts import forward_part, leads_to_programme
from meetings.pack.front import day_of_instant, front_part
from meetings.pack.given import given_of
from meetings.pack.indicator_parts import indicator_part
from meetings.pack.log_parts import log_of, log_part, matters_part, with_matters, with_promised
from meetings.pack.meeting_parts import (
    agenda_part,
    day_words,
    fetch_items,
    item_parts,
    leads_to_minutes,
    without_advice,
)
from meetings.pack.minute_parts import decisions, earlier_minutes, previous_meeting
from meetings.pack.names import settled
from meetings.pack.open_plan import public_plan
from meetings.pack.plan_parts import later_part, plan_part
from meetings.pack.practice_parts import practices_part
from meetings.pack.risk_parts import feedback_rows, risk_rows
from meetings.pack.summary_parts import Places, Since, summary_part
from plans.models import Strategy
from plans.register import compare
from plans.rules.silence import asked_since
from plans.rules.windows import long_date
from plans.snapshot import take_snapshot
from plans.storage import from_json
from plans.tree import StrategySnapshot


class NotClear(NotBuilt):
    """A pack cannot be built from what was asked. The message is a sentence."""


def only_strategy(meeting: Meeting) -> Strategy | None:
    """The strategy of the meeting's goal in focus, else the board's only one; None where it has none."""
    found = list(Strategy.objects.filter(board=meeting.board).select_related("board").order_by("key"))
    if meeting.goal_in_focus and meeting.goal_in_focus.strategy_id in {s.pk for s in found}:
        return next(s for s in found if s.pk == meeting.goal_in_focus.strategy_id)
    if len(found) > 1:
        keys = ", ".join(s.key for s in found)
        raise NotClear(f"{meeting.board.name} has more than one strategy. Say which: {keys}.")
    return found[0] if found else None


def snapshot_for(strategy: Strategy, as_at: date, edition: Edition) -> StrategySnapshot:
    """The plan as at a day, as the readers of this edition may know it."""
    taken = take_snapshot(strategy, as_at=as_at)
    return taken if edition == Edition.MEMBERS else public_plan(taken)


def gather(
    meeting: Meeting,
    *,
    edition: Edition,
    as_at: date,
    built_at: datetime,
    strategy: Strategy | None,
    snapshot: StrategySnapshot | None,
    issued_by: str = "",
    later: bool = False,
    because: str = "",
    chosen: Sequence[str] | None = None,
    beside: bool = False,
) -> contents.Pack:
    """All that the pack says, in frozen values. `because`: why it replaces the version before, where it does.

    `chosen` are the names of its sections, else those of the meeting. What was not chosen has no place in the pack, so
    nothing in it sends a reader there. `beside` leaves the documents that others made files of their own, each named on a
    sheet; the pack says so in its margins, and claims PDF/UA.
    """
    order = settled(sections_chosen(meeting) if chosen is None else chosen)
    items = fetch_items(meeting, edition)
    agenda = agenda_part(meeting, items, edition, as_at)
    given, all_papers = given_of(meeting, edition), item_parts(meeting, items, edition, as_at)
    papers = given.sheets(all_papers)
    if issued_by:
        papers = without_advice(papers)
    goals = _goals_shown(meeting, snapshot) if snapshot else ()
    minuted = log_of(meeting.board, edition, as_at, strategy=strategy, snapshot=snapshot)
    asked = asked_since(minuted.last, on=as_at)
    has_plans = snapshot is not None and not {"plan", "ledger"}.isdisjoint(order)
    told = [goal for goal in snapshot.goals if goal.code in goals] if snapshot and has_plans else []
    plans = (
        tuple(plan_part(goal, snapshot, since=asked, has_ledger="ledger" in order) for goal in told) if snapshot else ()
    )
    exceptions = exceptions_part(snapshot, goals, since=asked) if snapshot and "exceptions" in order else None
    indicators = _indicators(snapshot, goals) if snapshot and "indicators" in order else ()
    disputed_parts = disputes(snapshot) if snapshot and "evidence" in order else ()
    unclear_parts = unclear(snapshot, goals) if snapshot and "evidence" in order else ()
    log = log_part(minuted) if "actions" in order else None
    matters = matters_part(minuted, log) if "matters" in order else None
    put = any(line.is_for_minutes for line in agenda.lines)
    minutes = earlier_minutes(meeting, edition, as_at, has_item=put) if "minutes" in order else None
    agenda = with_promised(with_matters(agenda, matters), papers, minuted, log, held_on=meeting.held_on)
    if minutes:
        agenda = leads_to_minutes(agenda, minutes.key)
    forward = (
        forward_part(meeting, edition, on=day_of_instant(built_at), snapshot=snapshot) if "forward" in order else None
    )
    if forward:
        agenda = leads_to_programme(agenda)
    places = Places(
        plans={row.anchor for plan in plans for group in plan.groups for row in group.rows} if "plan" in order else (),
        log={row.anchor for row in log.rows} if log else (),
        indicators={part.anchor for part in indicators},
        evidence={part.anchor for part in disputed_parts} | {part.anchor for part in unclear_parts},
        exceptions={row.anchor for row in exceptions.rows} if exceptions else (),
        has_register="register" in order,
    )
    since = _since(meeting, strategy, snapshot, edition)
    changes = change_lines(since.register, places.of) if since.register else ()
    summary = summary_part(snapshot, since, agenda, all_papers, goals, places, asked=asked)
    appendices = (
        given.appendices(appendix_parts(meeting, items, edition, beside=beside)) if "appendices" in order else ()
    )
    return contents.Pack(
        front=front_part(
            meeting,
            edition,
            as_at,
            built_at,
            strategy,
            snapshot,
            issued_by,
            decisions_asked=len(summary.asks),
            because=because,
            appendices=appendices,
        ),
        summary=given.summary(summary, all_papers, papers),
        agenda=given.agenda(agenda, papers),
        minutes=minutes,
        items=papers,
        plans=plans,
        later=_later(strategy, snapshot, built_at, edition, goals)
        if later and strategy and snapshot and "later" in order
        else None,
        indicators=indicators,
        disputes=disputed_parts,
        unclear=unclear_parts,
        log=log,
        decisions=decisions(meeting, edition, as_at) if "actions" in order else (),
        risks=risk_rows(strategy, goals, as_at) if strategy and "risks" in order else (),
        feedback=feedback_rows(strategy, goals, snapshot) if strategy and snapshot and "feedback" in order else (),
        changes=changes if "register" in order and (summary.all_changes or "summary" not in order) else (),
        no_plan=""
        if strategy
        else f"{meeting.board.name} has no strategy here, so this pack has no plan, indicators or log.",
        practices=practices_part(meeting.board, snapshot, as_at) if "practices" in order else None,
        matters=matters,
        exceptions=exceptions,
        appendices=appendices,
        forward=forward,
        order=order,
        given=given.lines,
    )


def _goals_shown(meeting: Meeting, snapshot: StrategySnapshot) -> tuple[str, ...]:
    """The goal in focus; where there is none, every goal that has actions."""
    focus = meeting.goal_in_focus
    if focus and focus.strategy.key == snapshot.key:
        return (focus.code,)
    return tuple(goal.code for goal in snapshot.goals if goal.tally.total)


def _indicators(snapshot: StrategySnapshot, goals: tuple[str, ...]):
    goal_of = {objective.code: goal for goal, objective in snapshot.objectives if goal.code in goals}
    parts = []
    for indicator in snapshot.indicators:
        serves = [goal_of[code] for code in indicator.objectives if code in goal_of]
        if serves or not indicator.objectives:
            part = indicator_part(indicator, snapshot)
            parts.append(replace(part, goal=serves[0].code, goal_title=serves[0].title) if serves else part)
    return tuple(parts)


def _since(meeting: Meeting, strategy: Strategy | None, snapshot: StrategySnapshot | None, edition: Edition) -> Since:
    """What the changes are measured against: the last issued pack's stored plan, else the eve of the meeting before."""
    if snapshot is None or strategy is None:
        return Since("What changed", "", None)
    packs = BoardPack.objects.filter(
        meeting__board=meeting.board, edition=edition, supplement=0, meeting__held_on__lt=meeting.held_on,
        as_at__lte=snapshot.as_at,
    )  # fmt: skip
    for pack in (
        packs.defer("pdf", "contents", "sections")
        .select_related("meeting")
        .order_by("-meeting__held_on", "-version", "-pk")
    ):
        if pack.snapshot and (then := from_json(pack.snapshot)).key == strategy.key:
            met = day_words(pack.meeting)
            basis = f"Measured against the plan as at {then.on_day()}, as told in pack {pack.number} for the meeting on {met}."
            return Since(_last_met(pack.meeting), basis, compare(then, snapshot))
    before = previous_meeting(meeting)
    if before is None or before.held_on is None or before.held_on > snapshot.as_at:
        return Since("What changed", "No earlier meeting is on record here, so there is nothing to compare with.", None)
    eve = before.held_on - timedelta(days=1)
    inferred = " (inferred)" if before.day_is_inferred else ""
    basis = (
        f"No pack is stored for the meeting on {long_date(before.held_on)}{inferred}, so the plan is compared with what "
        "had been said by the day before it."
    )
    return Since(_last_met(before), basis, compare(snapshot_for(strategy, eve, edition), snapshot))


def _last_met(meeting: Meeting) -> str:
    assert meeting.held_on
    return f"What changed since the meeting of {long_date(meeting.held_on)}"


def _later(strategy, snapshot, built_at, edition, goals):
    return later_part(snapshot, snapshot_for(strategy, day_of_instant(built_at), edition), goals)
