"""Going through minutes that were sent in, passage by passage. Each passage is a form; with script it is saved in place."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from meetings import changes, matching
from meetings.enums import Decided
from meetings.forms.review import EntryForm
from meetings.models import MinutesProposal, ProposedEntry
from meetings.pages.minutes_review import (
    ALL,
    ON_A_PAGE,
    SHOWN,
    EntryView,
    alike_to,
    by_item,
    chosen,
    progress_of,
    text_beside,
    view_of,
)
from meetings.views.minutes_import import board_to_minute
from plans.changes import REFUSED, NotAllowedNow, Stale, sentence
from plans.views.frame import frame_of
from plans.views.saving import CLASH, get_or_post, whole_number

CHANGED = "{} changed this while you looked. It is shown as it is now; nothing of yours was saved."


def proposal_for(request, board: str, pk: int) -> MinutesProposal:
    """The proposal, for authors of a board they may know of. Raises Http404, then PermissionDenied."""
    found = board_to_minute(request, board)
    rows = MinutesProposal.objects.select_related("board", "meeting", "minutes__meeting", "uploaded_by__person")
    return get_object_or_404(rows, board=found, pk=pk)


@require_safe
def minutes_review(request, board, pk):
    return _Page(request, proposal_for(request, board, pk)).answer()


@get_or_post
def minutes_entry(request, board, pk, entry):
    """One passage: read, it is its place on the page; by POST, what was decided about it."""
    page = _Page(request, proposal_for(request, board, pk))
    row = next((one for one in page.entries if one.pk == entry), None)
    if row is None:
        raise Http404("No such passage")
    if request.method != "POST":
        if not request.htmx:
            return redirect(page.address(row, change=row.pk if "change" in request.GET else None))
        return page.answer_row(page.view(row, is_open="change" in request.GET))
    return page.act(row, request.POST.get("do", ""))


class _Page:
    """What is proposed of one text, and each answer: the page, or the one passage that was asked about."""

    def __init__(self, request, proposal: MinutesProposal):
        self.request, self.proposal = request, proposal
        asked = request.POST if request.method == "POST" else request.GET
        self.show = asked.get("show") if asked.get("show") in dict(SHOWN) else ALL
        self.number = asked.get("page", "")
        self.read()

    def read(self) -> None:
        rows = self.proposal.entries.select_related(
            "item",
            "owner_person",
            "owner_organisation",
            "objective",
            "goal",
            "links_action",
            "changed_by__person",
            "refers_to_board",
            "refers_to_organisation",
        )
        self.entries = list(rows.order_by("position"))
        for one in self.entries:
            one.proposal = self.proposal
        self.actions = matching.actions_of(self.proposal.board)
        self.has_plan = self.proposal.board.strategies.exists()

    def view(
        self, row: ProposedEntry, *, is_open: bool = False, form: EntryForm | None = None, **more: Any
    ) -> EntryView:
        if is_open and form is None and self.proposal.is_open:
            form = self.form(row)
        return view_of(row, self.proposal.lines, self.actions, form=form, has_plan=self.has_plan, **more)

    def form(self, row: ProposedEntry, data=None) -> EntryForm:
        board = self.proposal.board
        return EntryForm(
            data,
            entry=row,
            everybody=matching.everybody(),
            parts=matching.parts_of(board),
            suggested=alike_to(row, self.actions),
            bodies=matching.bodies(board),
            held=self.proposal.day or self.proposal.day_found,
            meetings=matching.meeting_days(board),
        )

    # --- What was decided ---

    def act(self, row: ProposedEntry, do: str):
        if do == "save":
            return self._save(row)
        facts: dict[str, Any] | None = None
        if do.startswith("link-") and (link := whole_number(do.removeprefix("link-"))):
            if link not in {other.pk for other in self.actions}:
                raise Http404("No such action")
            facts = {"links_action_id": link, "makes_action": False}
        elif do not in ("accept", "drop", "open", "merge"):
            return self.answer_refused(row, "Choose what is to become of this passage.")
        states = {"drop": Decided.DROPPED, "open": Decided.OPEN}
        return self._try(row, do, states.get(do, Decided.ACCEPTED), facts)

    def _try(self, row: ProposedEntry, do: str, state: Decided, facts: dict[str, Any] | None):
        seen = whole_number(self.request.POST.get("version"))
        who: dict[str, Any] = {"by": self.request.user, "at": timezone.now(), "version": seen}
        touched = [row]
        try:
            if do == "merge":
                touched = [changes.merge(row, **who), row]
            elif row.merged_into_id:
                touched.append(ProposedEntry(pk=row.merged_into_id))
                changes.decide(row, state, **who)
            else:
                changes.decide(row, state, facts=facts, **who)
        except Stale:
            self.read()
            row = self._again(row)
            return self.answer_refused(row, CHANGED.format(_name(row)), status=CLASH)
        except NotAllowedNow as refused:
            self.read()
            row = self._again(row)
            must_choose = do == "accept" and row.makes_action and row.goal_id is None
            return self.answer_refused(row, str(refused), is_open=must_choose)
        return self.answer_decided(row, touched, goes_on=do in ("accept", "drop", "merge") or bool(facts))

    def _save(self, row: ProposedEntry):
        form = self.form(row, self.request.POST)
        if not form.is_valid():
            return self.answer_row(self.view(row, form=form), status=200)
        try:
            changes.decide(
                row,
                Decided.ACCEPTED,
                by=self.request.user,
                at=timezone.now(),
                version=form.cleaned_data["version"],
                facts=form.facts(),
            )
        except Stale:
            return self._clash(row)
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
            return self.answer_row(self.view(row, form=form))
        return self.answer_decided(row, [row], goes_on=True)

    def _clash(self, row: ProposedEntry):
        """Somebody else was first: what they made of it, and what was typed, which may be saved after theirs."""
        self.read()
        theirs = self._again(row)
        data = self.request.POST.copy()
        data[f"e{row.pk}-version"] = str(theirs.version)
        form = self.form(theirs, data)
        form.is_valid()
        return self.answer_row(self.view(theirs, form=form, clash=theirs), status=CLASH)

    def _again(self, row: ProposedEntry) -> ProposedEntry:
        return next(one for one in self.entries if one.pk == row.pk)

    # --- Answers ---

    def answer_refused(self, row: ProposedEntry, trouble: str, *, is_open: bool = False, status: int = 200):
        return self.answer_row(self.view(row, is_open=is_open, trouble=trouble), status=status)

    def answer_row(self, view: EntryView, status: int = 200):
        if not self.request.htmx:
            return self.answer(asked=view, status=status)
        return render(self.request, "meetings/_proposed_entry.html", self._shared() | {"view": view})

    def answer_decided(self, row: ProposedEntry, touched: list[ProposedEntry], *, goes_on: bool):
        self.read()
        following = self._following(row) if goes_on else row
        if not self.request.htmx:
            return redirect(self.address(following, came=row.pk))
        others = [self.view(self._again(one)) for one in touched if one.pk != row.pk]
        context = self._shared() | {"view": self.view(self._again(row)), "others": others, "is_swap": True}
        answer = render(self.request, "meetings/_proposed_entry_decided.html", context)
        return trigger_client_event(answer, "decided", {"next": f"entry-{following.pk}"}, after="settle")

    def _following(self, row: ProposedEntry) -> ProposedEntry:
        """The next passage that waits, of those that are shown; the same one where it was the last."""
        later = [one for one in chosen(self.entries, self.show) if one.position > row.position]
        return next((one for one in later if self.view(one).waits), self._again(row))

    def address(self, row: ProposedEntry, **more: Any) -> str:
        asked = {"show": self.show if self.show != ALL else None, "entry": row.pk} | more
        query = urlencode({name: value for name, value in asked.items() if value})
        place = reverse("meetings:minutes_review", args=[self.proposal.board.key, self.proposal.pk])
        return f"{place}?{query}#entry-{row.pk}"

    def _shared(self) -> dict[str, Any]:
        return {
            "proposal": self.proposal,
            "board": self.proposal.board,
            "show": self.show,
            "progress": progress_of(self.entries),
        }

    def answer(self, *, asked: EntryView | None = None, status: int = 200):
        wanted, came, change = (whole_number(self.request.GET.get(name)) for name in ("entry", "came", "change"))
        lit = asked.row.pk if asked else wanted
        rows = chosen(self.entries, self.show, keep=lit or change or came)
        paginator = Paginator(rows, ON_A_PAGE)
        places = {one.pk: at for at, one in enumerate(rows)}
        place = next((places[pk] for pk in (lit, change) if pk in places), None)
        page = paginator.get_page(self.number if place is None else place // ON_A_PAGE + 1)
        views = [
            asked
            if asked and one.pk == asked.row.pk
            else self.view(one, is_open=one.pk == change, is_lit=one.pk == lit)
            for one in page.object_list
        ]
        context = frame_of(self.proposal.board) | self._shared() | {
            "page": "meetings",
            "shown": SHOWN,
            "page_obj": page,
            "items": by_item(views),
            "text": text_beside(views, self.proposal.lines),
            "asked": asked,
            "day": self.proposal.day or self.proposal.day_found,
        }  # fmt: skip
        return render(self.request, "meetings/minutes_review.html", context, status=status)


def _name(row: ProposedEntry) -> str:
    return str((row.changed_by and (row.changed_by.person or row.changed_by)) or "Somebody")
