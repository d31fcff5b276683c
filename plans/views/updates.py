"""An owner says where a milestone stands; and takes it back within 15 minutes."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from plans import changes
from plans.enums import OwnerJudgement, StatementKind
from plans.forms.updates import UpdateForm
from plans.minuted import minuted
from plans.models import Action, Milestone, Statement
from plans.pages.update import consequence, name_of
from plans.permissions import boards_visible_to, can_edit_plan, can_update_action, strategy_for
from plans.rules.status import OWNER_STATUS
from plans.snapshot import numbers_of
from plans.snapshot_cache import snapshot_of
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who


@keeps_typed
@get_or_post
def update_milestone(request, board, reference):
    """The form, and what it was sent. Only those who may update the action get here; the others read."""
    today = timezone.localdate()
    milestone = _milestone_for(request.user, board, reference, request.GET.get("strategy", ""), today)
    page = _UpdatePage(request, milestone, today)
    if request.method != "POST":
        return page.answer_opened()
    form = page.form(_as_note(request.POST) if "as_note" in request.POST else request.POST)
    if not form.is_valid() or "check" in request.POST:
        return page.answer(form)
    facts = form.said()
    at = {"on": today, "at": timezone.now(), "version": form.cleaned_data["version"]}
    try:
        said = changes.update_milestone(milestone, by=request.user, token=form.cleaned_data["token"], **at, **facts)
    except changes.Stale:
        return page.answer_clash(form)
    except changes.REFUSED as refused:
        form.refuse(changes.sentence(refused))
        return page.answer(form)
    if also := page.said_since(form.cleaned_data["seen"], but=said):
        messages.info(request, f"{also[-1].who} also wrote at {_time(also[-1].said.recorded_at)}. Both are kept.")
    forget_typed(request, request.path)
    return redirect(_action_address(board, milestone.action, request))


@require_POST
def undo_statement(request, board, pk):
    """Take back what the same person entered less than 15 minutes ago, of a milestone or of a whole action."""
    boards = boards_visible_to(request.user).filter(key=board)
    visible = Statement.objects.filter(
        Q(milestone__action__strategy__board__in=boards) | Q(action__strategy__board__in=boards)
    )
    said = get_object_or_404(visible.select_related("milestone__action__strategy", "action__strategy"), pk=pk)
    about = said.milestone or said.action
    action = said.milestone.action if said.milestone else said.action
    assert about is not None  # a constraint of the table: one or the other
    assert action is not None
    if not can_update_action(request.user, action, on=timezone.localdate()):
        raise PermissionDenied
    try:
        changes.undo(said, by=request.user, at=timezone.now())
    except changes.NotAllowedNow as refused:
        messages.error(request, str(refused))
    else:
        kind = StatementKind(said.kind).label.lower()
        messages.success(request, f"Taken back: {kind}, {about.title}. It stays in the history.")
    if request.POST.get("back") == "my-updates":
        return redirect(f"{reverse('meetings:my_updates')}#{'m' if said.milestone else 'a'}{about.pk}")
    return redirect(_action_address(board, action, request))


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else said while a form was open."""

    who: str
    said: Statement


class _UpdatePage:
    """One milestone, as its form is shown: with what it says now, what saving would do, and what others said meanwhile."""

    def __init__(self, request, milestone: Milestone, today):
        self.request, self.milestone, self.today = request, milestone, today
        self.strategy = milestone.action.strategy
        self.may_author = can_edit_plan(request.user)
        self.action, self.line = self._lines()

    def _lines(self):
        snapshot = snapshot_of(self.strategy, as_at=self.today)
        action = snapshot.action(self.milestone.action.reference)
        found = (m for m in (action.milestones if action else ()) if m.pk == self.milestone.pk)
        if (line := next(found, None)) is None:
            raise Http404("Not stated yet")
        return action, line

    def form(self, data=None, initial=None) -> UpdateForm:
        facts = {"milestone": self.line, "today": self.today, "may_author": self.may_author}
        return UpdateForm(data, initial=initial, **facts)

    def answer_opened(self):
        """The form, with what was typed into it before the session ran out, if it was this person who typed it."""
        typed = typed_at(self.request, self.request.path)
        form = self.form(initial=typed["fields"] if typed else None)
        return self.answer(form, typed_at=parse_datetime(typed["at"]) if typed else None)

    def said_since(self, seen: int | None, *, but: Statement | None = None) -> list[Meanwhile]:
        """What other people said since the page was opened."""
        rows = Statement.objects.filter(milestone=self.milestone, pk__gt=seen or 0, error_marked_at=None)
        rows = rows.exclude(recorded_by=self.request.user).exclude(recorded_by=None)
        rows = rows.select_related("recorded_by__person").order_by("pk")
        return [Meanwhile(name_of(row.recorded_by), row) for row in rows if but is None or row.pk != but.pk]

    def answer_clash(self, form: UpdateForm):
        """Somebody else was first: both texts, and the form again, now knowing what they said."""
        self.strategy.refresh_from_db(fields=["revision"])
        self.action, self.line = self._lines()
        data = self.request.POST.copy()
        fresh = self.form().initial
        data["version"], data["seen"] = fresh["version"], fresh["seen"]
        again = self.form(data)
        again.is_valid()
        since = self.said_since(form.cleaned_data["seen"])
        return self.answer(again, status=CLASH, clash=True, since=since)

    def answer(self, form: UpdateForm, *, status=200, **more):
        would = None
        if form.is_bound and "outcome" in form.cleaned_data and not {"new_date", "done_on"} & set(form.errors):
            would = consequence(self.line, form.said(), on=self.today, numbers=numbers_of(self.strategy))
        context = {
            "board": self.strategy.board,
            "nav": "actions",
            "action": self.action,
            "milestone": self.line,
            "form": form,
            "would": would,
            "checked": "check" in self.request.POST and not form.errors,
            "judgements": _judgements(form),
            "is_record": self.strategy.is_record,
            "minuted": minuted(self.request.user, as_at=self.today, milestone=self.milestone.pk),
            "today": self.today,
            "who": who(self.request.user),
            "back": _action_address(self.strategy.board.key, self.milestone.action, self.request),
            **more,
        }
        return render(self.request, "plans/update_milestone.html", context, status=status)


def _milestone_for(user, board: str, reference: str, strategy: str, today) -> Milestone:
    """The milestone, if this user may update it. Raises Http404 for what they may not know of, then PermissionDenied."""
    rows = Milestone.objects.filter(action__strategy=strategy_for(user, board, strategy), reference=reference)
    rows = rows.filter(action__error_marked_at=None)
    milestone = rows.select_related("action__strategy__board").order_by("action__reference", "pk").first()
    if milestone is None:
        raise Http404("No milestone")
    if not can_update_action(user, milestone.action, on=today):
        raise PermissionDenied
    return milestone


def _as_note(post):
    """What was typed, kept as a note beside what somebody else said; a date or a colour is left out."""
    data = post.copy()
    words = (data.get("note", ""), data.get("because", ""))
    data["outcome"] = StatementKind.NOTE.value
    data["note"] = "\n".join(part for part in words if part.strip())
    for name in ("new_date", "done_on", "judgement", "because"):
        data.pop(name, None)
    return data


def _judgements(form: UpdateForm):
    """Each colour's radio button with its mark and its written meaning."""
    if "judgement" not in form.fields:
        return []
    by_value = {choice.data["value"]: choice for choice in form["judgement"]}
    return [(by_value[j.value], OWNER_STATUS[j], j.meaning) for j in reversed(OwnerJudgement)]


def _action_address(board: str, action: Action, request) -> str:
    address = reverse("meetings:action", args=[board, action.reference])
    return f"{address}?strategy={action.strategy.key}" if request.GET.get("strategy") else address


def _time(moment) -> str:
    return f"{timezone.localtime(moment):%H.%M}"
