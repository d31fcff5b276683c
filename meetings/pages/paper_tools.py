"""What somebody may do to the papers of a meeting, beside each of them; and which papers an officer owes, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from meetings.enums import BEING_WRITTEN, ClearanceKind, ItemKind, ItemState, MeetingState, PaperState
from meetings.models import AgendaItem, Clearance, Meeting, Paper
from meetings.pages.clock import day_in_full, in_full
from meetings.permissions import can_manage_papers, can_write_paper, meetings_visible_to
from meetings.rules.calendar import working_days_before
from plans.models import Board, ClosedDay
from plans.permissions import OFFICER, has_role
from plans.rules.dates import days_in_words

SOON = 14  # days
WITH_PAPERS = (ItemKind.REPORT, ItemKind.FOCUS, ItemKind.OTHER)


@dataclass(frozen=True)
class Cleared:
    """One of the three who have to clear a paper: the row, or None while they have not."""

    kind: str
    row: Clearance | None


@dataclass(frozen=True)
class PaperTools:
    """`manages`: for its author, who also sees who cleared it: while it is written, and where somebody did."""

    write_url: str
    steps_url: str
    preview_url: str
    clearances: tuple[Cleared, ...] = ()

    @property
    def manages(self) -> bool:
        return bool(self.steps_url)


@dataclass(frozen=True)
class Tools:
    """By the number of the paper, and of the item under which another can be begun or a file sent in."""

    papers: dict[int, PaperTools] = field(default_factory=dict)
    items: dict[int, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)


def tools_for(user, meeting: Meeting, items: Iterable[AgendaItem]) -> Tools:
    """One query, and that for authors only. The items come with their papers."""
    manages = can_manage_papers(user)
    papers = [paper for item in items for paper in item.papers.all()]
    cleared: dict[int, list[Clearance]] = {}
    if manages and papers:
        for row in Clearance.objects.filter(paper__in=papers).order_by("pk"):
            cleared.setdefault(row.paper_id, []).append(row)
    new = (
        reverse("meetings:new_paper", args=[meeting.board.key, meeting.key])
        if manages and _takes_papers(meeting)
        else ""
    )
    return Tools(
        {
            paper.pk: tools_of(user, paper, meeting, cleared.get(paper.pk, ()))
            for paper in papers
            if can_write_paper(user, paper)
        },
        {item.pk: f"{new}?item={item.pk}" for item in items if new and _wants_paper(item)},
        {
            item.pk: reverse("meetings:attachments", args=[meeting.board.key, meeting.key, item.pk])
            for item in items
            if new and item.state == ItemState.STANDS
        },
    )


def tools_of(user, paper: Paper, meeting: Meeting, cleared: Iterable[Clearance]) -> PaperTools:
    args = [meeting.board.key, meeting.key, paper.key]
    manages = can_manage_papers(user)
    rows = list(cleared)
    return PaperTools(
        write_url=reverse("meetings:write_paper", args=args),
        steps_url=reverse("meetings:paper_steps", args=args) if manages else "",
        preview_url=reverse("meetings:preview_paper", args=args),
        clearances=clearances_of(rows) if manages and (rows or paper.state in BEING_WRITTEN) else (),
    )


def clearances_of(rows: Iterable[Clearance]) -> tuple[Cleared, ...]:
    by_kind = {row.kind: row for row in rows}
    return tuple(Cleared(kind.label, by_kind.get(kind.value)) for kind in ClearanceKind)


def _wants_paper(item: AgendaItem) -> bool:
    """An item that stands, has no paper yet, and is not one that takes none as a rule; what is taken late may have one."""
    may_have = item.kind in WITH_PAPERS or bool(item.late_reason)
    return item.state == ItemState.STANDS and may_have and not item.is_verbal and not item.papers.all()


def _takes_papers(meeting: Meeting) -> bool:
    return meeting.state in (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass(frozen=True)
class Owed:
    """A paper that waits for its writer. `sentence` says by when."""

    title: str
    url: str
    about: str
    sentence: str
    is_late: bool
    is_soon: bool
    """Overdue, or due within a fortnight: it stands before everything else that waits."""


def papers_owed(user, *, on: date) -> tuple[Owed, ...]:
    """What an officer has still to write for meetings to come, the first due first. Three queries at most."""
    if not has_role(user, OFFICER) or user.person_id is None:
        return ()
    rows = Paper.objects.filter(author_person=user.person_id, state__in=BEING_WRITTEN)
    rows = rows.filter(item__meeting__in=meetings_visible_to(user)).exclude(item__meeting__state=MeetingState.CANCELLED)
    coming = rows.filter(item__meeting__held_on__gte=on) | rows.filter(item__meeting__held_on=None)
    papers = list(coming.select_related("item__meeting__board").order_by("item__meeting__held_on", "pk"))
    closed = closed_days_of({paper.item.meeting.board for paper in papers}) if papers else {}
    return tuple(_owed(paper, closed.get(paper.item.meeting.board_id, frozenset()), on) for paper in papers)


def closed_days_of(boards: Iterable[Board]) -> dict[int, frozenset[date]]:
    """The days on which the council of each board is closed."""
    days: dict[int, set[date]] = {}
    rows = ClosedDay.objects.filter(
        organisation__in=[board.organisation_id for board in boards if board.organisation_id]
    )
    for organisation, day in rows.values_list("organisation_id", "day"):
        days.setdefault(organisation, set()).add(day)
    return {board.pk: frozenset(days.get(board.organisation_id or 0, ())) for board in boards}


def due_day(meeting: Meeting, closed: frozenset[date]) -> date | None:
    """The day by which the papers of a meeting are due, as its board has settled it."""
    if meeting.held_on is None:
        return None
    return working_days_before(meeting.held_on, meeting.board.papers_due_days, closed=closed)


def _owed(paper: Paper, closed: frozenset[date], on: date) -> Owed:
    meeting = paper.item.meeting
    due = due_day(meeting, closed)
    url = reverse("meetings:write_paper", args=[meeting.board.key, meeting.key, paper.key])
    about = f"{meeting.board.short}, {day_in_full(meeting)}"
    if paper.state == PaperState.TO_FOLLOW:
        about = f"{about}. The agenda says that it is to follow"
    is_soon = due is not None and (due - on).days <= SOON
    return Owed(paper.title, url, about, due_words(due, on), due is not None and due < on, is_soon)


def due_words(due: date | None, on: date) -> str:
    """ "Due on Wednesday 18 November 2026, in seven days." """
    if due is None:
        return "No day is settled, because the day of the meeting is not."
    days = (due - on).days
    if days < 0:
        return f"It was due on {in_full(due)}, {days_in_words(-days)} ago."
    return (
        f"Due on {in_full(due)}, {'today' if not days else 'tomorrow' if days == 1 else f'in {days_in_words(days)}'}."
    )
