"""How ready the pack of a meeting is, fetched for the rules: what is missing, what truly stops it, and who can be asked.

`readiness_context` is what every page that shows it calls. What the plan says comes from the snapshot as at the day of the
pack; rows are asked only for what no snapshot holds: the agenda with its papers, the minutes before, and what was asked.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from meetings.appendices.facts import DOUBTFUL
from meetings.appendices.keeping import path_of
from meetings.enums import ImplicationKind, ItemState, MeetingState, Secrecy
from meetings.models import AgendaItem, Attachment, Meeting, Paper
from meetings.pack.gathering import NotClear, only_strategy
from meetings.pack.minute_parts import previous_meeting
from meetings.pages.action_log import last_meeting
from meetings.pages.clock import latest_as_at
from meetings.pages.meeting_steps import terms_of
from meetings.permissions import (
    PUBLISHED,
    can_arrange,
    can_ask_for_updates,
    can_read_exempt,
    can_see_readiness,
    minutes_visible_to,
    papers_visible_to,
)
from meetings.rules.readiness import Check, PlanFacts, State, in_short, of, plan_checks, silent_actions
from meetings.rules.readiness_of_papers import (
    LATER,
    Before,
    FileFacts,
    ItemFacts,
    MeetingFacts,
    PaperFacts,
    meeting_checks,
)
from meetings.waiting import askable
from plans.enums import BulkKind
from plans.models import Board, Strategy, UpdateRequest
from plans.pages.requests import unanswered
from plans.pages.update import name_of
from plans.pages.words import capital, count
from plans.planning import Plan, plan_of
from plans.rules.bulk import Question
from plans.rules.dates import long_date
from plans.rules.outstanding import falls_to
from plans.snapshot_cache import snapshot_of
from plans.tree import ActionLine

CHANGES = (MeetingState.PLANNED, MeetingState.PUBLISHED)
PAGES = {"action": "meetings:action", "indicator": "plans:indicator", "doubt": "plans:doubt"}


@dataclass(frozen=True)
class Asking:
    """Asking everybody at once: about how many actions, of how many people; of how many nobody, and when it was last done."""

    strategy: Strategy
    actions: int
    people: int
    left: int
    last: str
    url: str


@dataclass(frozen=True)
class Readiness:
    """`short` is the line that stands first. `asking` is there for those who may ask, of a meeting that is to come."""

    url: str
    as_at: str
    short: str
    look: tuple[Check, ...]
    unknown: tuple[Check, ...]
    in_order: tuple[Check, ...]
    blocks: tuple[str, ...]
    asking: Asking | None = None

    @property
    def lacks_updates(self) -> bool:
        return any(check.key == "updates" for check in self.look)


def readiness_context(user, meeting: Meeting, *, today: date, in_full: bool = True) -> dict:
    """What `_readiness.html` needs; None for those who may not see it. Without `in_full`, all but the asking."""
    if not can_see_readiness(user, meeting):
        return {"readiness": None}
    plan = _Plan(meeting, today)
    checks = (*meeting_checks(_meeting_facts(user, meeting, today, plan.as_at)), *plan_checks(plan.facts))
    readiness = Readiness(
        url=_to(meeting, "readiness"),
        as_at=long_date(plan.as_at),
        short=in_short(checks),
        look=of(checks, State.LOOK),
        unknown=of(checks, State.UNKNOWN),
        in_order=of(checks, State.IN_ORDER),
        blocks=blocks(meeting),
        asking=_asking(user, meeting, plan, today) if in_full else None,
    )
    return {"readiness": readiness}


def is_coming(meeting: Meeting, today: date) -> bool:
    """Whether its pack can still be made ready: it is neither held nor cancelled, nor was its day."""
    return meeting.state in CHANGES and not (meeting.held_on and meeting.held_on < today)


# --- The plan ---------------------------------------------------------------------------------------------------------


class _Plan:
    """The plan of a meeting's pack as at the day its author would choose, and what the rules ask of it."""

    def __init__(self, meeting: Meeting, today: date):
        self.as_at = latest_as_at(meeting.held_on, today=today) or today
        self.strategy: Strategy | None = None
        why_none = ""
        try:
            self.strategy = only_strategy(meeting)
        except NotClear as unclear:
            why_none = str(unclear)
        board = meeting.board.key
        snapshot = snapshot_of(self.strategy, as_at=self.as_at) if self.strategy else None
        self.facts = PlanFacts(
            snapshot,
            last_meeting=last_meeting(meeting.board, self.as_at) if snapshot else None,
            focus=meeting.goal_in_focus.code if meeting.goal_in_focus else "",
            why_none=why_none,
            asked=self._asked(snapshot, today),
            address=lambda kind, key: reverse(PAGES[kind], args=[board, key]),
        )

    def _asked(self, snapshot, today: date) -> dict[int, date]:
        if snapshot is None:
            return {}
        found = unanswered([action.pk for action in snapshot.actions], as_at=today)
        return {row.action_id: row.asked_on for row in found}


def silent_of(meeting: Meeting, *, today: date) -> tuple[Strategy | None, list[ActionLine]]:
    """The strategy of the pack, and its unfinished actions without word since the board last met, in order."""
    plan = _Plan(meeting, today)
    return plan.strategy, silent_actions(plan.facts) if plan.facts.snapshot else []


def ask_plan(strategy: Strategy, silent: list[ActionLine], *, today: date) -> tuple[Question, Plan]:
    """Who would be asked about these actions, once each: nobody is asked again who has not answered."""
    act = Question(askable(strategy.board, on=today), once=True)
    return act, plan_of(act, strategy, {action.pk for action in silent}, on=today)


def _asking(user, meeting: Meeting, plan: _Plan, today: date) -> Asking | None:
    strategy = plan.strategy
    if strategy is None or strategy.is_record or not can_ask_for_updates(user) or not is_coming(meeting, today):
        return None
    _, found = ask_plan(strategy, silent_actions(plan.facts), today=today)
    return Asking(
        strategy=strategy,
        actions=len(found.taken),
        people=len({key for step in found.taken for key in step.people}),
        left=len(found.refused),
        last=last_asked(strategy),
        url=_to(meeting, "ask_updates"),
    )


def last_asked(strategy: Strategy) -> str:
    """ "Last asked on 20 November 2026 by Lena Fournier." One query; nothing where nobody was ever asked."""
    rows = UpdateRequest.objects.filter(action__strategy=strategy, withdrawn_at=None)
    last = rows.select_related("asked_by__person").order_by("-asked_on", "-pk").first()
    return f"Updates were last asked for on {long_date(last.asked_on)} by {name_of(last.asked_by)}." if last else ""


@dataclass(frozen=True)
class NotAsked:
    """An action of which nobody is asked: why, and what can be done about that."""

    reference: str
    title: str
    why: str
    do: str = ""
    url: str = ""


def not_asked(act: Question, found: Plan, silent: list[ActionLine], board: Board) -> tuple[NotAsked, ...]:
    """What waits for an answer, what nobody leads, and then the rest.

    An action without a lead can be given one; of one that was asked after before it can be asked again, by hand.
    """
    lines, bulk = {action.pk: action for action in silent}, reverse("meetings:bulk", args=[board.key])
    waits, unled, rest = [], [], []
    for step in found.refused:
        action = lines[step.pk]
        keys, because = falls_to(action.holders, act.reach)
        told = NotAsked(step.reference, step.title, step.refused if keys else because)
        if step.waits:
            waits.append(replace(told, do="Ask again", url=f"{bulk}?kind={BulkKind.ASK.value}&pick={step.pk}"))
        elif not action.leads:
            unled.append(replace(told, do="Say who leads it", url=f"{bulk}?kind={BulkKind.OWNER.value}&pick={step.pk}"))
        else:
            rest.append(told)
    return (*waits, *unled, *rest)


def who_is_asked(found: Plan) -> str:
    """ "Twelve people get one letter each, about 41 actions." """
    people = len({key for step in found.taken for key in step.people})
    letters = "gets one letter" if people == 1 else "get one letter each"
    return f"{capital(count(people, 'person', 'people'))} {letters}, about {count(len(found.taken), 'action')}."


# --- The meeting ------------------------------------------------------------------------------------------------------


def _meeting_facts(user, meeting: Meeting, today: date, as_at: date) -> MeetingFacts:
    edits = can_arrange(user) and meeting.state in CHANGES
    terms = terms_of(meeting.board)
    return MeetingFacts(
        day=meeting.held_on,
        state=meeting.state,
        today=today,
        items=tuple(_item(item, meeting, edits) for item in _items(user, meeting)),
        before=_before(user, meeting, as_at),
        published_on=meeting.published_on,
        is_public=terms.is_public,
        clear=terms.clear,
        closed=terms.closed,
        is_record=bool(meeting.board.banner and not meeting.board.is_fictional),
        url=_to(meeting, "meeting"),
        publish_url=_to(meeting, "publish_agenda") if edits else "",
    )


def _items(user, meeting: Meeting) -> list[AgendaItem]:
    """The items that stand, with what this user may read of them: five queries, however many."""
    papers = papers_visible_to(user).select_related("author_person").order_by("pk")
    rows = meeting.items.filter(state=ItemState.STANDS).order_by("position")  # type: ignore[attr-defined]
    if not can_read_exempt(user, meeting):
        rows = rows.filter(secrecy=Secrecy.OPEN)
    return list(
        rows.prefetch_related(
            Prefetch("papers", papers.prefetch_related("implications", "clearances")),
            Prefetch("attachments", Attachment.objects.filter(taken_out_because="").order_by("pk")),
        )
    )


def _item(item: AgendaItem, meeting: Meeting, edits: bool) -> ItemFacts:
    here = f"{_to(meeting, 'meeting')}#item-{item.pk}"
    args = [meeting.board.key, meeting.key]
    files = reverse("meetings:attachments", args=[*args, item.pk]) if edits else here
    return ItemFacts(
        title=f"{item.number} {item.title}".strip(),
        kind=item.kind,
        asks=bool(item.asked or item.asked_words),
        papers=tuple(
            _paper(paper, reverse("meetings:paper_steps", args=[*args, paper.key]) if edits else here)
            for paper in item.papers.all()  # type: ignore[attr-defined]
        ),
        files=tuple(
            FileFacts(row.title, row.is_held or bool(row.file), _hidden(row), files)
            for row in item.attachments.all()  # type: ignore[attr-defined]
        ),
        url=reverse("meetings:edit_item", args=[*args, item.pk]) if edits else here,
    )


def _hidden(row: Attachment) -> tuple[tuple[str, str], ...]:
    """What is still in the file and not to be seen. What was taken out when it was sent in hides nothing any more."""
    return tuple((one["what"], one["where"]) for one in row.findings if one["what"] in DOUBTFUL)


def _paper(paper: Paper, url: str) -> PaperFacts:
    states = {row.kind for row in paper.implications.all() if row.text.strip()}  # type: ignore[attr-defined]
    writer = str(paper.author_person or "") or paper.author
    return PaperFacts(
        title=paper.title,
        state=paper.state,
        by=paper.to_be_sent_by or writer,
        states_financial=ImplicationKind.FINANCIAL in states,
        states_legal=ImplicationKind.LEGAL in states,
        cleared=frozenset(row.kind for row in paper.clearances.all()),  # type: ignore[attr-defined]
        url=url,
    )


def _before(user, meeting: Meeting, as_at: date) -> Before | None:
    """The meeting before, and its latest minutes that the pack could print; else how far they are. Two queries."""
    before = previous_meeting(meeting)
    if before is None or before.held_on is None:
        return None
    versions = list(minutes_visible_to(user).filter(meeting=before).order_by("-version"))
    out = next((one for one in versions if one.state in PUBLISHED and one.said_on <= as_at), None)
    known = LATER if any(one.state in PUBLISHED for one in versions) else "draft" if versions else ""
    return Before(
        day=long_date(before.held_on),
        was_held=before.state == MeetingState.HELD or before.held_on <= as_at,
        state=out.state if out else known,
        approved=bool(out and out.approved_at_id not in (None, meeting.pk)),
        url=reverse("meetings:meeting", args=[meeting.board.key, before.key]),
    )


def _to(meeting: Meeting, name: str) -> str:
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key])


# --- What truly stops a pack ------------------------------------------------------------------------------------------


def blocks(meeting: Meeting) -> tuple[str, ...]:
    """Why no pack of this meeting can be issued, a sentence each; nothing where one can. Three queries.

    Everything else that is missing warns, and lets the author go on: see docs/decisions/readiness.md.
    """
    found = []
    if meeting.state == MeetingState.CANCELLED:
        found.append("This meeting was cancelled, so there is nothing to put into a pack.")
    if meeting.state == MeetingState.PLANNED:
        found.append("The agenda is not published yet, and the pack prints it.")
    try:
        only_strategy(meeting)
    except NotClear as unclear:
        found.append(str(unclear))
    standing = meeting.items.filter(state=ItemState.STANDS)  # type: ignore[attr-defined]
    if not standing.exists():
        found.append("Nothing is on the agenda.")
    files = Attachment.objects.filter(item__in=standing, taken_out_because="").exclude(file="")
    for row in files.order_by("item__position", "pk"):
        if row.reads_as == "pictures" and not row.alternative.strip():
            found.append(f"“{row.title}” is pictures of pages, and nobody has said in words what they show.")
        if not path_of(row.sha256).is_file():
            found.append(f"“{row.title}” cannot be bound: its file is gone. Send it again, or take it out.")
    return tuple(found)
