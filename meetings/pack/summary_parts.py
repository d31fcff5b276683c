"""The one sheet in front: what changed since last time, what to decide, what needs attention, how the goals stand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meetings.pack.contents import PAPER, Agenda, Ask, Attention, ClosedSheet, Count, Item, StandingRow, Summary
from meetings.pack.digest import digest, others, own_places
from meetings.pack.fitting import ALL_CHANGES, attention_height, change_height, first_side_left, fit, second_side_left
from meetings.pack.in_short import in_short
from meetings.pack.last_word import dates_in_short, last_word, speaks_for
from meetings.pack.plan_parts import URGENT, minuted
from meetings.pack.wording import DISPUTED, anchor, capital, listed, mark_of, number_of, who_leads, with_silence
from plans.enums import DiscrepancyTreatment, Status
from plans.register import Change, Register, RegisterLine
from plans.rules.silence import no_update
from plans.rules.status import Tally
from plans.snapshot import worst_first
from plans.tree import ActionLine, Doubt, StrategySnapshot

COUNTED = (
    ("New", (Change.ADDED, Change.ADDED_NO_OWNER)),
    ("Completed", (Change.COMPLETED,)),
    ("Re-dated", (Change.SLIPPED, Change.BROUGHT_FORWARD)),
    ("Date passed", (Change.OVERDUE,)),
    ("Now worse", (Change.WORSE,)),
    ("Withdrawn", (Change.DROPPED,)),
    ("Disputed", (Change.DISPUTED,)),
    ("New figures", (Change.INDICATOR,)),
)
COUNTED_KINDS = tuple(kind for _, kinds in COUNTED for kind in kinds)
WORSE = "worse"


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
    exceptions: Collection[str] = ()
    has_register: bool = False

    def action(self, reference: str) -> str:
        if (place := anchor("plan", reference)) in self.plans:
            return place
        for prefix, known in (("actions", self.log), ("exceptions", self.exceptions)):
            if (place := anchor(prefix, reference)) in known:
                return place
        return ""

    def of(self, line: RegisterLine) -> str:
        if line.about in ("action", "milestone"):
            return self.action(line.reference)
        prefix, known = ("indicators", self.indicators) if line.about == "indicator" else ("evidence", self.evidence)
        place = anchor(prefix, line.reference)
        return place if place in known else ""


def summary_part(
    snapshot: StrategySnapshot | None,
    since: Since,
    agenda: Agenda,
    items: Iterable[Item | ClosedSheet],
    goals: Sequence[str],
    places: Places,
    *,
    asked: date,
) -> Summary:
    """`asked`: the day from which a word counts as an update. What was silent since then says so."""
    asks = _asks(agenda, items)
    told = digest(since.register, places.of) if since.register else ()
    said = f"{since.basis} {_other_changes(since.register)}".strip()
    short = in_short(since.register) if since.register else ""
    shown = fit(told, first_side_left(asks, f"{said} {ALL_CHANGES}", short), change_height)
    whole = since.register is not None and len(shown) == len(told) == len(since.register.lines)
    if since.register and places.has_register and not whole:  # what stands nowhere else stands among all changes
        own = own_places(since.register)
        shown = digest(since.register, lambda line: places.of(line) or own[id(line)])[: len(shown)]

    attention = (
        attention_lines(snapshot, places, asked=asked, promised={line.title for line in agenda.promised})
        if snapshot
        else ()
    )
    standing_of, standing = _standing(snapshot) if snapshot else ("", ())
    not_held = _not_held(snapshot, goals, agenda)
    note = " ".join(filter(None, (_attention_note(snapshot), _owners_note(snapshot))))
    urgent = fit(attention, second_side_left(standing, not_held, note), attention_height)
    return Summary(
        since=since.heading,
        in_short=short,
        basis=said,
        changed=_counts(since.register),
        changes=shown,
        all_changes=0 if since.register is None or whole else len(since.register.lines),
        asks=asks,
        exceptions=urgent,
        more_exceptions=len(attention) - len(urgent),
        attention_note=note,
        standing_of=standing_of,
        standing=standing,
        standing_note="Actions counted by status: counts, never an average of colours." if standing else "",
        not_held=not_held,
    )


def _counts(register: Register | None) -> tuple[Count, ...]:
    """By kind, so that they add up to all changes."""
    if register is None:
        return ()
    counted = [Count(label, len(register.of(*kinds))) for label, kinds in COUNTED]
    if left := sum(number for _, number in others(register, COUNTED_KINDS)):
        counted.append(Count("Other", left))
    return tuple(counted)


def _other_changes(register: Register | None) -> str:
    told = [f"{number} {label}" for label, number in others(register, COUNTED_KINDS)] if register else []
    return f"Other: {listed(told)}." if told else ""


def _asks(agenda: Agenda, items: Iterable[Item | ClosedSheet]) -> tuple[Ask, ...]:
    """What is asked in the papers' own words; of a closed item only that something is."""
    by_key = {item.key: item for item in items}
    asks = []
    for line in (*agenda.lines, *agenda.closed):
        if not line.is_decision:
            continue
        item = by_key.get(line.page)
        words = [ask.text for report in item.reports for ask in report.asks] if isinstance(item, Item) else []
        said = f"{line.title}: {line.asked.lower()}"
        if len(words) == 1:
            said = capital(words[0].rstrip("."))
        elif words:
            said = f"{line.title}: {number_of(len(words), 'recommendation', 'recommendations')}"
        if line.awaits_paper:
            said += ". No paper yet"
        number = f"item {line.number}" if line.number != "–" else "agenda"
        if line in agenda.closed:
            said += ". Not for publication"
        if isinstance(item, Item):
            number = f"{PAPER}{number}"
        where = "page" if line.page else "agenda, page" if line.awaits_paper else "no paper; agenda, page"
        asks.append(Ask(said, number, line.page or "agenda", where))
    return tuple(asks)


def attention_lines(
    snapshot: StrategySnapshot, places: Places, *, asked: date, promised: Collection[str] = ()
) -> tuple[Attention, ...]:
    """Late or unconfirmed actions worst first, then agreed ones without an owner, then disputes.

    `promised` are the titles of what earlier minutes asked for by this meeting and no item or paper of it is about.
    """

    def line(action: ActionLine) -> Attention:
        silence = no_update(action, since=asked, on=snapshot.as_at)
        if action.title in promised:
            silence = f"{silence} Promised to this meeting, and no item or paper of it has its name.".strip()
        return _attention(action, places, silence)

    urgent = [line(a) for a in worst_first(needs_attention(snapshot))]
    unowned = [line(a) for a in minuted(snapshot) if a.needs_owner and a.judgement.status not in URGENT]
    return (*urgent, *unowned, *(_doubt(d, places) for d in disputed(snapshot)))


def needs_attention(snapshot: StrategySnapshot) -> list[ActionLine]:
    return [a for a in snapshot.actions if a.judgement.status in URGENT and not a.is_withdrawn]


def disputed(snapshot: StrategySnapshot) -> list[Doubt]:
    return [d for d in snapshot.doubts if d.treatment is DiscrepancyTreatment.DISPUTED]


def _attention(action: ActionLine, places: Places, silence: str) -> Attention:
    mark = mark_of(action.judgement, because=with_silence(because_of(action), silence))
    stands = ""
    if (speaks := speaks_for(action)) and action.judgement.status in URGENT:
        stands = " ".join(filter(None, (dates_in_short(speaks), last_word(speaks))))
    return Attention(mark, action.title, who_leads(action), places.action(action.reference), stands)


def because_of(action: ActionLine) -> str:
    """Why an action has its colour, in the words of the step that speaks for it, which is named as a step."""
    because = action.judgement.because
    if speaks := speaks_for(action):
        because = because.replace(f"{speaks.title}: ", f"Milestone “{speaks.title}”: ", 1)
    spoken = [m for m in action.milestones if m.judgement]
    if len(spoken) == 1 and spoken[0].judgement and not action.is_closed:
        because = spoken[0].judgement.because  # the milestone's name would only repeat the action's
    if action.needs_owner and action.judgement.status is Status.NO_DATE:
        because = "Agreed in a minute, with no owner and no date stated."
    return because


def _doubt(doubt: Doubt, places: Places) -> Attention:
    place = anchor("evidence", doubt.code)
    mark = replace(DISPUTED, because=doubt.detail or doubt.question)
    return Attention(mark, doubt.title, "", place if place in places.evidence else "")


def _attention_note(snapshot: StrategySnapshot | None) -> str:
    none = [s.label.lower() for s in URGENT if snapshot and not snapshot.tally.of(s)]
    return f"No action is {' or '.join(filter(None, (', '.join(none[:-1]), none[-1])))}." if none else ""


def _owners_note(snapshot: StrategySnapshot | None) -> str:
    """Where those who answer for a date see it otherwise than the rule does: this is shown, and not settled."""
    current = [m for _, m in snapshot.milestones if m.judgement and not m.is_finished] if snapshot else []
    otherwise = [m for m in current if m.owner_differs]
    if not otherwise:
        return ""
    worse = sum(m.owner_differs == WORSE for m in otherwise)
    milestones = number_of(len(otherwise), "milestone", "milestones")
    return f"Owners judge {milestones} otherwise than the rule: {worse} worse, {len(otherwise) - worse} better."


def _standing(snapshot: StrategySnapshot) -> tuple[str, tuple[StandingRow, ...]]:
    """Goals; or, where only one goal has actions, its objectives."""
    busy = [g for g in snapshot.goals if g.tally.total]
    if len(busy) > 1:
        rows = [_standing_row(g.code, g.title, g.tally) for g in busy]
        rows.append(StandingRow("", "All goals", tuple(map(sum, zip(*(row.numbers for row in rows), strict=True)))))
        return "Actions of each goal", tuple(rows)
    rows = []
    for goal in busy:
        rows += [_standing_row(o.code, o.title, o.tally) for o in goal.objectives]
        if goal.actions:
            own = [a for a in goal.actions if not a.is_withdrawn]
            numbers = tuple(sum(a.judgement.status is status for a in own) for status in Status)
            rows.append(StandingRow("", "Under no one objective", numbers))
    return (f"Actions of goal {busy[0].code}, {busy[0].title}" if busy else ""), tuple(rows)


def _standing_row(code: str, title: str, tally: Tally) -> StandingRow:
    return StandingRow(code, title, tuple(count for _, count in tally.counts))


def _not_held(snapshot: StrategySnapshot | None, goals: Sequence[str], agenda: Agenda) -> tuple[str, ...]:
    """What the papers name and nobody here holds: it is listed and never guessed at."""
    named = []
    for goal in snapshot.goals if snapshot else ():
        missing = [o.code for o in goal.objectives if not o.plan_held]
        if missing and goal.code in goals:
            span = f"s {missing[0]} to {missing[-1]}" if len(missing) > 2 else f" {' and '.join(missing)}"
            named.append(f"Action plan{span}.")
    items = (line for line in agenda.lines if any("named, not held" in note for note in line.notes))
    named += [f"Item {line.number}, {line.title}." if line.number != "–" else f"{line.title}." for line in items]
    return tuple(dict.fromkeys(named))
