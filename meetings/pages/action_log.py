"""The action log of a board: what its minutes asked for, where each stands, and what closed it.

One function for page, file and pack. Where an action stands is read from the snapshot of its strategy and never judged
here; the minutes add the words said, how often it was carried forward, and what closed it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Exists, Max, OuterRef, Q

from meetings.enums import EntryKind, MeetingState, Secrecy
from meetings.models import EntryLink, Meeting, MinuteEntry
from meetings.pages.meeting import sort_day
from meetings.pages.minute_place import Place, place_of, place_of_citation
from meetings.rules.carried_forward import (
    NO_EVIDENCE,
    carried_forward,
    closed_spans,
    escalates,
    in_words,
    nothing_is_known,
)
from plans.enums import Origin, StatementKind, Status
from plans.models import Board, Strategy
from plans.pages.words import capital, count, is_or_are
from plans.rules.dates import Window
from plans.rules.status import Judgement
from plans.rules.words import joined
from plans.tree import ActionLine, MilestoneLine, StatementLine, StrategySnapshot

NO_ACTION_YET = "Agreed in a meeting; no action has been made of it."
NEEDS_AN_OWNER = "Needs an owner"
OF_MINUTES = (Origin.MINUTE, Origin.SAID)
SHUTS = (StatementKind.COMPLETED, StatementKind.WITHDRAWN)


class Group(Enum):
    """The parts of the log, in the order in which they are read. Each value: its name in an address, and its heading.

    What the minutes only tell as somebody's intention nobody agreed: it stands apart, however it stands, and does not
    escalate.
    """

    ESCALATED = ("escalated", "Escalated: carried forward three times or more")
    OWNERLESS = ("owner", NEEDS_AN_OWNER)
    OPEN = ("open", "Open")
    DONE = ("done", "Done since the last meeting")
    CLOSED = ("closed", "Closed")
    TOLD = ("told", "Told as intended, not agreed as an action")

    @property
    def slug(self) -> str:
        return self.value[0]

    @property
    def heading(self) -> str:
        return self.value[1]

    @property
    def is_open(self) -> bool:
        return self in (Group.ESCALATED, Group.OWNERLESS, Group.OPEN)


@dataclass(frozen=True)
class LogLine:
    """One thing the minutes asked for. `action` is None where no action was made of it."""

    group: Group
    action: ActionLine | None
    board_key: str
    strategy: str
    title: str
    words: str
    is_quoted: bool
    minute: Place
    made_on: date
    order: tuple[int, int]
    owners: tuple[tuple[str, str], ...]
    owner_words: str
    needs_owner: bool
    original: Window | None
    present: Window | None
    due_words: str
    judgement: Judgement | None
    carried: int
    has_no_evidence: bool
    done_on: date | None
    closed_by: tuple[Place, ...]

    @property
    def reference(self) -> str:
        return self.action.reference if self.action else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.judgement is None

    @property
    def owner(self) -> str:
        return joined([name for _, name in self.owners]) or self.owner_words

    @property
    def carried_words(self) -> str:
        return in_words(self.carried)

    @property
    def evidence_words(self) -> str:
        return NO_EVIDENCE if self.has_no_evidence else ""


@dataclass(frozen=True)
class Log:
    """The whole log on a day. `last` is the last meeting held by then; what is done since then is told apart."""

    as_at: date
    last: date | None
    lines: tuple[LogLine, ...]

    def of(self, *groups: Group) -> tuple[LogLine, ...]:
        return tuple(line for line in self.lines if line.group in groups)

    @property
    def waiting(self) -> tuple[LogLine, ...]:
        return tuple(line for line in self.lines if line.group.is_open)

    @property
    def agreed(self) -> tuple[LogLine, ...]:
        """What a meeting agreed is to be done."""
        return tuple(line for line in self.lines if line.group is not Group.TOLD)

    @property
    def in_words(self) -> str:
        """ "Three actions agreed: two without an owner and one open. Ten more are told as intended; no minute agrees them."""
        agreed, told = len(self.agreed), len(self.of(Group.TOLD))
        said = f"{count(agreed, 'action')} agreed{': ' if agreed else ''}{self.counts}."
        if told:
            more = f"{count(told)}{' more' if agreed else ''} {is_or_are(told)}"
            said += f" {capital(more)} told as intended; no minute agrees {'it' if told == 1 else 'them'}."
        return capital(said)

    @property
    def counts(self) -> str:
        """Of what was agreed: "one escalated, two without an owner, nine open and one closed"."""
        named = {
            Group.ESCALATED: "escalated",
            Group.OWNERLESS: "without an owner",
            Group.OPEN: "open",
            Group.DONE: "done since the last meeting",
            Group.CLOSED: "closed",
        }
        parts = [f"{count(len(found))} {words}" for group, words in named.items() if (found := self.of(group))]
        return joined(parts)


def strategies_asked(board: Board):
    """The board's own strategies, and those of other boards whose actions its minutes made."""
    made = Q(actions__entry_links__made_it=True, actions__entry_links__entry__minutes__meeting__board=board)
    return Strategy.objects.filter(Q(board=board) | made).select_related("board").distinct()


def action_log(board: Board, *, snapshots: Sequence[StrategySnapshot], entries, as_at: date) -> Log:
    """What the minutes of a board asked for, as at a day. Four queries.

    `snapshots` are the strategies whose actions it made, as at that day; `entries` is what the reader may read of minutes.
    An action that a closed part of a meeting made is left out for those who may not read that part.
    """
    held = _held(board, as_at)
    last = max(held, default=None)
    found = {a.pk: (a, snapshot) for snapshot in snapshots for a in snapshot.actions if a.origin in OF_MINUTES}
    links = _links(found, entries)
    lines = []
    for pk, (action, snapshot) in found.items():
        made = _made(links[pk], board)
        if made is None and (any(link.made_it for link in links[pk]) or snapshot.board_key != board.key):
            continue
        lines.append(_of_action(action, snapshot, made, links[pk], held=held, last=last, as_at=as_at))
    lines += [_of_entry(entry, board, held=held, as_at=as_at) for entry in _unlinked(board, entries, as_at)]
    return Log(as_at, last, tuple(sorted(lines, key=_order)))


def last_meeting(board: Board, as_at: date) -> date | None:
    """The last day on which it met by then: one query."""
    return max(_held(board, as_at), default=None)


def _held(board: Board, as_at: date) -> frozenset[date]:
    """The days on which it met by then. Of a meeting whose day is not known, the last that it can have been."""
    rows = Meeting.objects.filter(board=board, state=MeetingState.HELD)
    return frozenset(day for meeting in rows if date.min < (day := sort_day(meeting)) <= as_at)


def _links(found: Mapping[int, object], entries) -> Mapping[int, list[EntryLink]]:
    """All that meetings recorded about these actions, in the order of the meetings; each says whether it may be read."""
    about = Q(action__in=list(found)) | Q(milestone__action__in=list(found))
    rows = (
        EntryLink.objects.filter(about)
        .annotate(may_be_read=Exists(entries.filter(pk=OuterRef("entry"))))
        .select_related("milestone", "entry__item", "entry__minutes__meeting__board")
        .order_by("pk")
    )
    by_action: dict[int, list[EntryLink]] = defaultdict(list)
    for row in sorted(rows, key=_when):
        by_action[row.action_id or row.milestone.action_id].append(row)  # type: ignore[union-attr]  # one of them is there
    return by_action


def _when(link: EntryLink) -> tuple[date, int, int, int]:
    minutes = link.entry.minutes
    return sort_day(minutes.meeting), minutes.version, link.entry.position, link.pk


def _made(links: Iterable[EntryLink], board: Board) -> EntryLink | None:
    """What made it, of the last version of the minutes; None where other boards' minutes did, or a part that is closed."""
    made = [one for one in links if one.made_it and one.action_id and one.entry.minutes.meeting.board_id == board.pk]
    readable = [one for one in made if one.may_be_read]  # type: ignore[attr-defined]  # annotated
    drafts = [one for one in made if one.entry.item is None or one.entry.item.secrecy == Secrecy.OPEN]
    return next(reversed(readable or drafts), None)


def _of_action(action, snapshot, made: EntryLink | None, links, *, held, last, as_at: date) -> LogLine:
    entry = made.entry if made else None
    made_on = sort_day(entry.minutes.meeting) if entry else action.said_on
    may_read = bool(made and made.may_be_read)  # type: ignore[attr-defined]
    words = entry.text if entry and may_read else action.words
    spoken = speaking(action)
    spans = closed_spans(_turns(action, spoken))
    done_on = spans[-1][0] if spans and spans[-1][1] is None else None
    is_told = action.origin == Origin.SAID
    carried = 0 if is_told else carried_forward(made_on, held, spans, as_at=as_at)
    due = spoken.position.current if spoken else None
    later = [one for one in links if one.may_be_read and sort_day(one.entry.minutes.meeting) <= as_at]
    heard = [sort_day(one.entry.minutes.meeting) for one in later if not one.made_it]
    silent = nothing_is_known(
        made_on=made_on,
        due=due.latest if due else None,
        last_heard=max([*heard, *([action.last_said] if action.last_said else [])], default=None),
        held=held,
        as_at=as_at,
    )
    return LogLine(
        group=Group.TOLD if is_told else _group(done_on, last, carried, action.needs_owner),
        action=action,
        board_key=snapshot.board_key,
        strategy=snapshot.key,
        title=action.title,
        words=words if words.strip(" .") != action.title.strip(" .") else "",
        is_quoted=entry.is_quoted if entry and may_read else bool(words),
        minute=place_of(entry, may_read=may_read) if entry else place_of_citation(action.citation),
        made_on=made_on,
        order=(entry.minutes.meeting_id, entry.position) if entry else (0, action.pk),
        owners=tuple((holder.person_key or holder.organisation_key, str(holder)) for holder in action.leads),
        owner_words="" if action.leads or action.needs_owner else "No lead stated",
        needs_owner=action.needs_owner,
        original=spoken.position.first if spoken else None,
        present=due,
        due_words=entry.due_words if entry and may_read else "",
        judgement=standing(action),
        carried=carried,
        has_no_evidence=done_on is None and silent,
        done_on=done_on,
        closed_by=_closed_by(action, spoken, later, done_on),
    )


def standing(action: ActionLine) -> Judgement | None:
    """As the plan judges it; where one milestone says it all, its title is not said again. None: withdrawn."""
    if action.is_withdrawn:
        return None
    live = [m for m in action.milestones if m.judgement]
    if len(live) == 1 and not action.is_closed and not live[0].is_finished:
        return Judgement(action.judgement.status, live[0].judgement.because)  # type: ignore[union-attr]
    return action.judgement


def speaking(action: ActionLine) -> MilestoneLine | None:
    """The milestone whose dates stand for the action: the worst of those not withdrawn, else the first."""
    live = [m for m in action.milestones if m.judgement and m.position.first]
    return min(live, key=lambda m: m.judgement.status.order if m.judgement else len(Status), default=None)


def _turns(action: ActionLine, spoken: MilestoneLine | None):
    """When it was said to be over, or not over after all: of the action itself; of its milestones once all are done."""
    said = [(s.said_on, s.kind in SHUTS) for s in action.statements if s.kind in (*SHUTS, StatementKind.REOPENED)]
    live = [m for m in action.milestones if m.judgement]
    if live and all(m.is_finished for m in live):
        said.append((max(s.said_on for m in live for s in _completions(m)), True))
    return sorted(said)


def _completions(milestone: MilestoneLine) -> Sequence[StatementLine]:
    return [s for s in milestone.statements if s.kind is StatementKind.COMPLETED]


def _closed_by(action, spoken, links, done_on: date | None) -> tuple[Place, ...]:
    """The minute that closed it, and what said that it is done: each can be opened."""
    if done_on is None:
        return ()
    minuted = {one.entry_id: place_of(one.entry, may_read=True) for one in links if one.closed_it}
    said = [s for s in action.statements if s.kind in SHUTS] or (_completions(spoken) if spoken else [])
    cited = [place_of_citation(s.citation) for s in said[-1:]]
    return tuple(dict.fromkeys([*list(minuted.values())[-1:], *cited]))


def _group(done_on: date | None, last: date | None, carried: int, needs_owner: bool) -> Group:
    if done_on is not None:
        return Group.CLOSED if last and done_on <= last else Group.DONE
    if escalates(carried):
        return Group.ESCALATED
    return Group.OWNERLESS if needs_owner else Group.OPEN


def _unlinked(board: Board, entries, as_at: date) -> list[MinuteEntry]:
    """Actions minuted of which none was made and that are about none, of the last version of each meeting's minutes."""
    ours = entries.filter(minutes__meeting__board=board)
    versions = set(
        ours.order_by()
        .values("minutes__meeting")
        .annotate(last=Max("minutes__version"))
        .values_list("minutes__meeting", "last")
    )
    linked = EntryLink.objects.filter(entry=OuterRef("pk")).exclude(action=None, milestone=None)
    rows = ours.filter(~Exists(linked), kind=EntryKind.ACTION)
    rows = rows.select_related("item", "minutes__meeting__board", "owner_person", "owner_organisation").order_by("pk")
    return [
        row
        for row in rows
        if (row.minutes.meeting_id, row.minutes.version) in versions and sort_day(row.minutes.meeting) <= as_at
    ]


def _of_entry(entry: MinuteEntry, board: Board, *, held, as_at: date) -> LogLine:
    made_on = sort_day(entry.minutes.meeting)
    carried = carried_forward(made_on, held, as_at=as_at)
    named = [one for one in (entry.owner_person, entry.owner_organisation) if one]
    needs_owner = not named and not entry.owner_words
    return LogLine(
        group=_group(None, None, carried, needs_owner),
        action=None,
        board_key=board.key,
        strategy="",
        title=entry.text,
        words="",
        is_quoted=entry.is_quoted,
        minute=place_of(entry, may_read=True),
        made_on=made_on,
        order=(entry.minutes.meeting_id, entry.position),
        owners=tuple((one.key, one.name) for one in named),
        owner_words="" if named else entry.owner_words,
        needs_owner=needs_owner,
        original=None,
        present=None,
        due_words=entry.due_words,
        judgement=Judgement(Status.NO_DATE, NO_ACTION_YET),
        carried=carried,
        has_no_evidence=nothing_is_known(made_on=made_on, due=None, last_heard=None, held=held, as_at=as_at),
        done_on=None,
        closed_by=(),
    )


def _order(line: LogLine) -> tuple:
    """By group; what was carried forward most, then what stands worst, then what is due first. Closed: latest first."""
    worst = line.judgement.status.order if line.judgement else len(Status)
    due = line.present.latest if line.present else date.max
    done = -line.done_on.toordinal() if line.done_on else 0
    most = -line.carried if line.group is Group.ESCALATED else 0
    return (list(Group).index(line.group), most, done, worst, due, line.made_on, line.order)
