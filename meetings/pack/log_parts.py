"""From the action log to what the pack prints of it: the log itself, and matters arising after the minutes."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from meetings.enums import Edition, MinutesState, Secrecy
from meetings.models import MinuteEntry
from meetings.pack.contents import Agenda, ClosedSheet, Item
from meetings.pack.plan_contents import ActionLog, LogRow, Mark, MatterGroup, MatterRow, Matters, PromisedLine
from meetings.pack.wording import NONE, anchor, capital, day_of, mark_of, quoted, with_silence
from meetings.pages import matters_arising as matters_of
from meetings.pages.action_log import NEEDS_AN_OWNER, Group, Log, LogLine, action_log, strategies_asked
from plans.models import Board, Strategy
from plans.rules.silence import asked_since, no_update
from plans.rules.windows import long_date
from plans.snapshot import take_snapshot
from plans.tree import StrategySnapshot

from .open_plan import public_plan

OPEN = (Group.ESCALATED, Group.OWNERLESS, Group.OPEN)
PUBLISHED = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)


def log_of(
    board: Board, edition: Edition, as_at: date, *, strategy: Strategy | None, snapshot: StrategySnapshot | None
) -> Log:
    """The log as the readers of this edition may know it: from published minutes, and for the public from open parts."""
    entries = MinuteEntry.objects.filter(minutes__state__in=PUBLISHED)
    if edition != Edition.MEMBERS:
        entries = entries.exclude(item__secrecy__in=[Secrecy.EXEMPT, Secrecy.CONFIDENTIAL])
    others = strategies_asked(board).exclude(pk=strategy.pk if strategy else None)
    known = [one for one in others.order_by("pk") if one.board_id == board.pk or one.board.is_public]
    snapshots = [snapshot] if snapshot else []
    for other in known:
        taken = take_snapshot(other, as_at=as_at)
        snapshots.append(taken if edition == Edition.MEMBERS else public_plan(taken))
    return action_log(board, snapshots=snapshots, entries=entries, as_at=as_at)


def log_part(log: Log) -> ActionLog | None:
    """What is open, and what was done since the last meeting. What was closed before is counted, not printed."""
    shown = tuple(line for line in log.lines if line.group is not Group.CLOSED)
    if not log.lines:
        return None
    return ActionLog(log.in_words, tuple(_row(line, log) for line in shown), f"Facts as at {long_date(log.as_at)}.")


def _row(line: LogLine, log: Log) -> LogRow:
    return LogRow(
        anchor=place(line),
        number=line.reference or NONE,
        title=line.title,
        owner=line.owner,
        needs_owner=line.needs_owner,
        original=day_of(line.original) if line.original else "None",
        present=day_of(line.present),
        carried=line.carried,
        mark=mark(line, log),
        group=line.group.heading,
        minute=capital(str(line.minute)),
        note=_note(line),
    )


def mark(line: LogLine, log: Log) -> Mark:
    """Where it stands and why; with the days since anything was said of it, where that was before the last meeting."""
    told = [line.carried_words + "." if line.group is Group.ESCALATED else "", line.evidence_words]
    if line.judgement is None:
        return Mark("N", NONE, "Withdrawn")
    said = with_silence(line.judgement.because, silence_of(line, log))
    because = " ".join(part for part in (said, *told) if part)
    return mark_of(line.judgement, because=because)


def silence_of(line: LogLine, log: Log) -> str:
    """ "No update received for 92 days.", of an unfinished action that nobody spoke of since the last meeting."""
    if line.action is None:
        return ""
    return no_update(line.action, since=asked_since(log.last, on=log.as_at), on=log.as_at)


def _note(line: LogLine) -> str:
    words = quoted(line.words) if line.is_quoted else line.words
    closed = f"What closed it: {'; '.join(str(one) for one in line.closed_by)}." if line.closed_by else ""
    return " ".join(part for part in (words, closed) if part)


def place(line: LogLine) -> str:
    """Where the log has it; "" of what it does not print."""
    return anchor("actions", line.reference or f"{line.minute.meeting}-{line.order[1]}")


def matters_part(log: Log, printed: ActionLog | None) -> Matters | None:
    """For the members to go through after the minutes; None where nothing is open and nothing was done since.

    `printed` is the log as this pack has it, where each matter leads to; without one they lead nowhere.
    """
    known = {row.anchor for row in printed.rows} if printed else set()
    matters = matters_of.matters_arising(log)
    if not matters.lines:
        return None
    groups = []
    if matters.of_last:
        groups.append(
            MatterGroup("From the last minutes", tuple(_matter(line, log, known) for line in matters.of_last))
        )
    if matters.earlier:
        groups.append(MatterGroup("From earlier minutes", tuple(_matter(line, log, known) for line in matters.earlier)))
    return Matters("matters", f"Facts as at {long_date(log.as_at)}", tuple(groups))


def _matter(line: LogLine, log: Log, known: Collection[str]) -> MatterRow:
    return MatterRow(
        minute=capital(str(line.minute)),
        title=line.title,
        owner=NEEDS_AN_OWNER if line.needs_owner else line.owner,
        carried=line.carried_words,
        mark=mark(line, log),
        page=place(line) if place(line) in known else "",
    )


def with_matters(agenda: Agenda, matters: Matters | None) -> Agenda:
    """The item of the agenda under which they are gone through leads to them, unless it has a paper of its own."""
    if matters is None:
        return agenda
    lines = tuple(
        replace(line, page=matters.key) if not line.page and matters_of.is_for_matters(line.title) else line
        for line in agenda.lines
    )
    return replace(agenda, lines=lines)


def with_promised(
    agenda: Agenda, items: Iterable[Item | ClosedSheet], log: Log, printed: ActionLog | None, *, held_on: date | None
) -> Agenda:
    """What earlier minutes asked for by the day of this meeting, is not done and is neither an item nor a paper of it.

    Whether a paper comes, nobody may have said; that it was promised is on record. `printed` is the log as this pack has it.
    """
    known = {row.anchor for row in printed.rows} if printed else set()
    titles = [line.title for line in (*agenda.lines, *agenda.closed)]
    titles += [report.title for item in items if isinstance(item, Item) for report in item.reports]
    here = " / ".join(titles).casefold()
    lines = [
        PromisedLine(
            title=line.title,
            owner=NEEDS_AN_OWNER if line.needs_owner else line.owner,
            mark=mark(line, log),
            minute=capital(str(line.minute)),
            page=place(line) if place(line) in known else "",
        )
        for line in log.lines
        if line.present and line.present.latest == held_on and line.group in OPEN and line.title.casefold() not in here
    ]
    return replace(agenda, promised=tuple(lines))
