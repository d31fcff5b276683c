"""From the snapshot of a strategy to what the pack prints of its plan: goals, ledgers and later papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from meetings.pack.last_word import last_word
from meetings.pack.plan_contents import Figure, LaterPart, Ledger, PlanGroup, PlanPart, PlanRow, Said
from meetings.pack.wording import (
    NONE,
    anchor,
    capital,
    day_of,
    mark_of,
    number_of,
    quoted,
    said_in,
    slip_words,
    source_of,
    stop,
    who_leads,
    with_silence,
)
from plans.charts import PAPER, SlipPoint, SlipRow, slip_chart, slip_list
from plans.enums import Origin, Status
from plans.rules.ledger import Move
from plans.rules.silence import no_update
from plans.rules.windows import short_date, signed_days
from plans.snapshot import worst_first
from plans.tree import ActionLine, GoalLine, MilestoneLine, StatementLine, StrategySnapshot

URGENT = (Status.RED, Status.AMBER, Status.NOT_CONFIRMED)
MOST_IN_A_CHART = 12
MOST_UNMOVED = 12  # dated milestones, up to which the ledger lists those that never moved


def plan_part(goal: GoalLine, snapshot: StrategySnapshot, *, since: date, has_ledger: bool = True) -> PlanPart:
    """Of an unfinished action of which nothing was said from the day `since` on, its row says for how long.

    Without its ledger, a plan sends nobody there.
    """
    ledgers = tuple(_ledgers(goal.all_actions))
    places: set[str] = {ledger.anchor for ledger in ledgers} if has_ledger else set()

    def rows(actions: Iterable[ActionLine]) -> tuple[PlanRow, ...]:
        return tuple(
            replace(row, ledger=row.ledger if row.ledger in places else "")
            for row in _rows(actions, since=since, on=snapshot.as_at)
        )

    groups = [
        PlanGroup(f"{objective.code} {objective.title}", _plan_note(objective), rows(objective.actions))
        for objective in goal.objectives
    ]
    if goal.actions:
        groups.append(PlanGroup("Under no one objective", "", rows(goal.actions)))
    known = f"Goal {goal.code}"
    if goal.also_known_as:
        known += f", also known as goal {goal.also_known_as}"
    count = number_of(goal.tally.total, "action", "actions")
    return PlanPart(
        key=anchor("plan", goal.code).replace(".", "-"),
        code=goal.code,
        title=goal.title,
        over=f"{known}. Facts as at {snapshot.on_day()}.",
        summary=goal.summary,
        caption=capital(f"{count}: {goal.tally.words}") if goal.tally.total else "No actions",
        groups=tuple(groups),
        missing=_missing(goal),
        slips=_slips(goal, snapshot),
        ledgers=ledgers,
    )


def _plan_note(objective) -> str:
    return "" if objective.actions else "No action known from the papers held."


def _missing(goal: GoalLine) -> tuple[str, ...]:
    """What is said of plans that are not held, each sentence once."""
    notes = [
        o.plan_note or f"The action plan of {o.code} is named, not held." for o in goal.objectives if not o.plan_held
    ]
    return tuple(stop(note) for note in dict.fromkeys(notes))


def _rows(actions: Iterable[ActionLine], *, since: date, on: date):
    for action in worst_first(a for a in actions if not a.is_withdrawn):
        current = [m for m in action.milestones if m.judgement]
        silence = no_update(action, since=since, on=on)
        if len(current) == 1:
            yield _only_step(action, current[0], silence)
            continue
        notes = (_done(current), _place(action))
        yield PlanRow(
            anchor("plan", action.reference), 0, action.title, "", who_leads(action), NONE, "", NONE, "",
            mark_of(action.judgement, because=with_silence(_worst(action), silence)), " ".join(filter(None, notes)),
            action.reference,
        )  # fmt: skip
        for milestone in current:
            if milestone.is_finished:
                continue
            assert milestone.judgement
            dates, mark = _dates(milestone), mark_of(milestone.judgement)
            yield PlanRow(
                "", 1, milestone.title, "", "", *dates, mark, owners_word(milestone), milestone.reference,
                **_stands_on(milestone),
            )  # fmt: skip


def _worst(action: ActionLine) -> str:
    """Only the name of the step that speaks for the action: its sentence stands in the row of the step."""
    for milestone in action.milestones:
        if milestone.judgement and action.judgement.because == f"{milestone.title}: {milestone.judgement.because}":
            return stop(milestone.title)
    return action.judgement.because


def _done(milestones: Sequence[MilestoneLine]) -> str:
    """Finished steps in a sentence, each with its day: what is left to do has the rows."""
    done = [f"{m.title} ({day_of(m.position.completed)})" for m in milestones if m.is_finished and m.position.completed]
    return f"Done: {'; '.join(done)}." if done else ""


def _only_step(action: ActionLine, milestone: MilestoneLine, silence: str) -> PlanRow:
    """An action with one step is one row; the step's own name is printed only where it says something else."""
    assert milestone.judgement
    done = milestone.judgement.status is Status.COMPLETE
    closed = action.is_closed or not done
    judgement = (
        action.judgement if action.is_closed and not done else milestone.judgement
    )  # that of a step tells if late
    step = "" if milestone.title.casefold().rstrip(".") == action.title.casefold().rstrip(".") else milestone.title
    note = owners_word(milestone) or ("" if closed else "Done; the action is not yet closed.")
    return PlanRow(
        anchor("plan", action.reference), 0, action.title, step, who_leads(action), *_dates(milestone),
        mark_of(judgement, because=with_silence(judgement.because, silence)),
        " ".join(filter(None, (note, _place(action)))), action.reference, **_stands_on(milestone),
    )  # fmt: skip


def _stands_on(milestone: MilestoneLine) -> dict[str, str]:
    """The last word on what is late or unconfirmed, and where every date of it stands."""
    assert milestone.judgement
    said = last_word(milestone) if milestone.judgement.status in URGENT else ""
    return {"last_word": said, "ledger": anchor("ledger", milestone.reference)}


def _dates(milestone: MilestoneLine) -> tuple[str, str, str, str]:
    """First stated and its words, present date, slip."""
    position = milestone.position
    words = quoted(position.first.words) if position.first else ""
    slip = "" if position.slip_days is None else slip_words(position.slip_days)
    return day_of(position.first), words, day_of(position.current), slip


def owners_word(milestone: MilestoneLine) -> str:
    if not milestone.owner_differs or not milestone.position.owner_judgement:
        return ""
    return f"The owner’s own judgement is {milestone.position.owner_judgement.label.lower()}."


def _place(action: ActionLine) -> str:
    return f"Part of {action.programme}." if action.programme else ""


def moved_milestones(actions: Iterable[ActionLine]) -> list[tuple[ActionLine, MilestoneLine]]:
    """Milestones that were re-dated, the largest slip first."""
    pairs = [
        (a, m) for a in actions for m in a.milestones if m.judgement and any(v.moved_days for v in m.position.moves)
    ]
    return sorted(pairs, key=lambda pair: (-abs(pair[1].position.slip_days or 0), pair[1].reference))


def _slips(goal: GoalLine, snapshot: StrategySnapshot) -> Figure | None:
    moved = moved_milestones(goal.all_actions)
    if not moved:
        return None
    key = f"slip-{goal.code}"
    if len(moved) == 1:
        _, milestone = moved[0]
        title = f"How the date of “{milestone.title}” moved"
        svg = slip_chart(_points(milestone), key=key, title=title, as_at=snapshot.as_at, theme=PAPER)
        note = "Across: the day it was said. Up: the day promised. Dashed line: the first date. A step up is a slip."
        return Figure(svg, title, note)
    rows = [
        SlipRow(m.title, m.position.first.latest, m.position.current.latest, m.judgement.status)
        for _, m in moved[:MOST_IN_A_CHART]
        if m.position.first and m.position.current and m.judgement
    ]
    title = f"Goal {goal.code}: how far dates have moved from the first one stated"
    svg = slip_list(rows, key=key, title=title, as_at=snapshot.as_at, theme=PAPER)
    note = "Ring: the date first stated. Mark: the date last said, with its status."
    if len(moved) > len(rows):
        note += f" The {len(rows)} largest of {len(moved)}; all are in the table."
    return Figure(svg, title, note)


def _points(milestone: MilestoneLine) -> list[SlipPoint]:
    return [_point(move) for move in milestone.position.moves]


def _point(move: Move) -> SlipPoint:
    window = move.statement.window
    assert window
    return SlipPoint(
        move.statement.said_on, window.earliest, window.latest, quoted(window.words),
        move.same_promise,
    )  # fmt: skip


def _ledgers(actions: Sequence[ActionLine]):
    """Every date stated for every milestone; of a long plan only for milestones whose date has moved."""
    dated = [(a, m) for a in actions for m in a.milestones if m.judgement and m.position.moves]
    moved = {m.pk for _, m in moved_milestones(actions)}
    for action, milestone in dated:
        if len(dated) <= MOST_UNMOVED or milestone.pk in moved:
            title = milestone.title if milestone.title == action.title else f"{action.title}: {milestone.title}"
            title = f"{milestone.reference} {title}"  # the number by which its row in the plan sends readers here
            yield Ledger(title, tuple(_dates_said(milestone)), anchor("ledger", milestone.reference))


def _dates_said(milestone: MilestoneLine) -> list[Said]:
    """Every date; that a board agreed to the one that already stood is told beside it."""
    lines: list[Said] = []
    for move in milestone.position.moves:
        if move.is_first or move.moved_days or not move.agreed:
            lines.append(_said(move))
        else:
            agreed = f"Agreed by the board on {short_date(move.statement.said_on)}."
            lines[-1] = replace(lines[-1], note=f"{lines[-1].note} {agreed}".strip())
    return lines


def _said(move: Move) -> Said:
    statement: StatementLine = move.statement  # type: ignore[assignment]
    window = statement.window
    assert window
    slip = signed_days(move.slip_days)
    if move.is_first:
        slip = "agreed" if move.agreed else "first stated"
    elif move.agreed:
        slip += ", agreed"
    return Said(
        on=said_in(statement.said),
        by=source_of(move),
        words=_in_words(statement),
        latest=day_of(window),
        slip=slip,
        note=" ".join(filter(None, (stop(statement.because), move.promise_note))),
    )


def _in_words(statement: StatementLine) -> str:
    window = statement.window
    said = quoted(window.words) if window and window.words else str(window)
    promised = statement.promised or (statement.promise.label if statement.promise else "")
    return f"{said}: {promised}" if promised else said


def later_part(then: StrategySnapshot, today: StrategySnapshot, goals: Sequence[str]) -> LaterPart | None:
    """Dates stated after the day of the pack, for milestones it already knows, with the days on which they were said."""
    known = {m.pk: m for _, m in then.milestones}
    ledgers, figures = [], []
    for action, milestone in today.milestones:
        before = known.get(milestone.pk)
        if before is None or action.goal not in goals:
            continue
        new = [move for move in milestone.position.moves if move.statement.said_on > then.as_at]
        if not new:
            continue
        ledgers.append(Ledger(milestone.title, tuple(_said(move) for move in new)))
        if before.position.moves:
            title = f"“{milestone.title}”: what was promised by {then.on_day()}, and later"
            svg = slip_chart(
                _points(before), key=f"later-{milestone.pk}", title=title, as_at=then.as_at,
                later=[_point(move) for move in new], theme=PAPER,
            )  # fmt: skip
            figures.append(Figure(svg, title))
    return LaterPart(then.on_day(), tuple(ledgers), tuple(figures)) if ledgers else None


def minuted(snapshot: StrategySnapshot) -> list[ActionLine]:
    """Actions that a meeting asked for, unfinished first, worst first."""
    return worst_first(a for a in snapshot.actions if a.origin == Origin.MINUTE and not a.is_withdrawn)
