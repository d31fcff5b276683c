"""The one sheet in front: what changed since last time, what to decide, what needs attention, how the goals stand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from meetings.pack.contents import Agenda, Ask, Attention, ChangeLine, ClosedSheet, Count, Item, StandingRow, Summary
from meetings.pack.plan_parts import minuted
from meetings.pack.wording import DISPUTED, anchor, capital, distinct, mark_of, number_of, stop, who_leads
from plans.enums import DiscrepancyTreatment, Status
from plans.register import Change, Register, RegisterLine
from plans.snapshot import worst_first
from plans.tree import ActionLine, Doubt, StrategySnapshot

# What fits one side of paper: lines of 12 pt, measured on the printed sheet.
LINES_FOR_CHANGES = 29
LINES_FOR_ATTENTION = 36
ACROSS = 62  # characters in the wide column of the first page
NARROW = 27  # characters in the columns of the second

COUNTED = (
    ("New", (Change.ADDED, Change.ADDED_NO_OWNER)),
    ("Completed", (Change.COMPLETED,)),
    ("Re-dated", (Change.SLIPPED, Change.BROUGHT_FORWARD)),
    ("Withdrawn", (Change.DROPPED,)),
    ("Disputed", (Change.DISPUTED,)),
)
URGENT = (Status.RED, Status.AMBER, Status.NOT_CONFIRMED)


@dataclass(frozen=True)
class Since:
    """What "what changed" is measured against, in words; no register where there is nothing to compare with."""

    heading: str
    basis: str
    register: Register | None


@dataclass(frozen=True)
class Places:
    """Where in this pack a reader finds a thing. Only what is printed has a place."""

    plans: Collection[str]
    log: Collection[str]
    indicators: Collection[str]
    evidence: Collection[str]

    def action(self, reference: str) -> str:
        if (place := anchor("plan", reference)) in self.plans:
            return place
        place = anchor("actions", reference)
        return place if place in self.log else ""

    def of(self, line: RegisterLine) -> str:
        if line.about in ("action", "milestone"):
            return self.action(line.reference)
        prefix, known = ("indicators", self.indicators) if line.about == "indicator" else ("evidence", self.evidence)
        place = anchor(prefix, line.reference)
        return place if place in known else ""


def change_lines(register: Register | None, places: Places) -> tuple[ChangeLine, ...]:
    if register is None:
        return ()
    return tuple(ChangeLine(line.change.label, line.title, _sentence(line), places.of(line)) for line in register.lines)


def _sentence(line: RegisterLine) -> str:
    moved = f" {line.slip_days:+d} days.".replace("-", "−") if line.slip_days else ""
    return f"{stop(line.sentence)}{moved}"


def summary_part(
    snapshot: StrategySnapshot | None,
    since: Since,
    changes: Sequence[ChangeLine],
    agenda: Agenda,
    items: Iterable[Item | ClosedSheet],
    goals: Sequence[str],
    places: Places,
    not_held: tuple[str, ...],
) -> Summary:
    asks = _asks(agenda, items)
    room = LINES_FOR_CHANGES - sum(1 + _lines(ask.words, ACROSS) for ask in asks)
    shown = _fit(changes, room, lambda c: _lines(f"{c.title} {c.sentence}", ACROSS))
    attention = attention_lines(snapshot, places) if snapshot else ()
    standing_of, standing = _standing(snapshot, goals) if snapshot else ("", ())
    room = LINES_FOR_ATTENTION - len(standing) * 2 - sum(_lines(text, 80) for text in not_held)
    urgent = _fit(attention, room, lambda a: max(_lines(f"{a.what} {a.who}", NARROW), _lines(a.mark.because, NARROW)))
    return Summary(
        since=since.heading,
        basis=since.basis,
        changed=tuple(Count(label, _count(since.register, kinds)) for label, kinds in COUNTED) if since.register else (),
        changes=tuple(shown),
        more_changes=len(changes) - len(shown),
        silent=_silent(since.register),
        asks=asks,
        exceptions=tuple(urgent),
        more_exceptions=len(attention) - len(urgent),
        attention_note=_attention_note(snapshot),
        standing_of=standing_of,
        standing=standing,
        standing_note="Actions counted by status: counts, never an average of colours." if standing else "",
        not_held=not_held,
    )


def _count(register: Register | None, kinds: tuple[Change, ...]) -> int:
    return len(register.of(*kinds)) if register else 0


def _silent(register: Register | None) -> str:
    if register is None or not register.silent:
        return ""
    return f"Nothing was said in that time about {number_of(register.silent, 'unfinished action', 'unfinished actions')}."


def _asks(agenda: Agenda, items: Iterable[Item | ClosedSheet]) -> tuple[Ask, ...]:
    """What is asked in the papers' own words; of a closed item only that something is."""
    by_key = {item.key: item for item in items}
    asks = []
    for line in (*agenda.lines, *agenda.closed):
        if not line.is_decision:
            continue
        item = by_key.get(line.page)
        words = [ask for report in item.reports for ask in report.asks] if isinstance(item, Item) else []
        said = stop(capital(words[0])) if len(words) == 1 else f"{line.title}: {line.asked.lower()}."
        if len(words) > 1:
            said = f"{line.title}: {number_of(len(words), 'recommendation', 'recommendations')}."
        number = f"Item {line.number}" if line.number != "–" else "Agenda"
        asks.append(Ask(said, number, line.page or "agenda"))
    return tuple(asks)


def attention_lines(snapshot: StrategySnapshot, places: Places) -> tuple[Attention, ...]:
    """Late or unconfirmed actions worst first, then agreed ones without an owner, then disputes."""
    urgent = [_attention(a, places) for a in worst_first(needs_attention(snapshot))]
    unowned = [_attention(a, places) for a in minuted(snapshot) if a.needs_owner and a.judgement.status not in URGENT]
    doubts = [
        Attention(
            DISPUTED.__class__(DISPUTED.css, DISPUTED.letter, DISPUTED.word, d.detail or d.question),
            d.title, "", place if (place := anchor("evidence", d.code)) in places.evidence else "",
        )
        for d in disputed(snapshot)
    ]  # fmt: skip
    return (*urgent, *unowned, *doubts)


def needs_attention(snapshot: StrategySnapshot) -> list[ActionLine]:
    return [a for a in snapshot.actions if a.judgement.status in URGENT and not a.is_withdrawn]


def disputed(snapshot: StrategySnapshot) -> list[Doubt]:
    return [d for d in snapshot.doubts if d.treatment is DiscrepancyTreatment.DISPUTED]


def _attention(action: ActionLine, places: Places) -> Attention:
    because = action.judgement.because
    spoken = [m for m in action.milestones if m.judgement]
    if len(spoken) == 1 and spoken[0].judgement and not action.is_closed:
        because = spoken[0].judgement.because  # the milestone's name would only repeat the action's
    if action.needs_owner and action.judgement.status is Status.NO_DATE:
        because = "Agreed in a minute, with no owner and no date stated."
    return Attention(mark_of(action.judgement, because=because), action.title, who_leads(action), places.action(action.reference))


def _attention_note(snapshot: StrategySnapshot | None) -> str:
    if snapshot is None:
        return ""
    none = [s.label.lower() for s in URGENT if not snapshot.tally.of(s)]
    if not none:
        return ""
    return f"No action is {' or '.join(none)}."


def _standing(snapshot: StrategySnapshot, goals: Sequence[str]) -> tuple[str, tuple[StandingRow, ...]]:
    """Goals; or, where only one goal has actions, its objectives."""
    busy = [g for g in snapshot.goals if g.tally.total]
    if len(busy) > 1:
        return "Actions of each goal", tuple(_standing_row(g.code, g.title, g.tally) for g in busy)
    rows = []
    for goal in busy:
        rows += [_standing_row(o.code, o.title, o.tally) for o in goal.objectives]
        if goal.actions:
            own = [a for a in goal.actions if not a.is_withdrawn]
            numbers = tuple(sum(a.judgement.status is status for a in own) for status in Status)
            rows.append(StandingRow("", "The whole goal", numbers))
    return (f"Actions of goal {busy[0].code}, {busy[0].title}" if busy else ""), tuple(rows)


def _standing_row(code: str, title: str, tally) -> StandingRow:
    return StandingRow(code, title, tuple(count for _, count in tally.counts))


def not_held_parts(snapshot: StrategySnapshot | None, goals: Sequence[str], agenda: Agenda) -> tuple[str, ...]:
    """What the papers name and nobody here holds: it is listed and never guessed at."""
    named = []
    for goal in snapshot.goals if snapshot else ():
        missing = [o.code for o in goal.objectives if not o.plan_held]
        if missing and goal.code in goals:
            span = f"{missing[0]} to {missing[-1]}" if len(missing) > 2 else " and ".join(missing)
            named.append(f"Action plans {span}.")
    if snapshot:
        named += [stop(d.title) for d in snapshot.doubts if d.treatment is DiscrepancyTreatment.GAP]
    named += [note for line in agenda.lines for note in line.notes if "not held" in note]
    return distinct(named)


def _lines(text: str, across: int) -> int:
    return -(-len(text) // across)


def _fit(rows: Sequence, room: float, lines) -> list:
    """As many rows as there is room for, a third of a line between two; what is left out is counted and said."""
    shown, used = [], 0.0
    for row in rows:
        used += lines(row) + 0.55
        if used > room:
            break
        shown.append(row)
    return shown
