"""One act on many actions of the list: what is asked, what it would do, the deed, and taking it back."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from meetings.pages.decisions import decisions_of
from meetings.permissions import meetings_visible_to
from meetings.post import send_requests
from meetings.waiting import askable
from plans import changes
from plans.enums import BulkKind
from plans.filters import ActionFilter
from plans.forms.bulk import FORMS, INCOMPLETE, BulkForm
from plans.models import BulkChange, Strategy
from plans.pages.bulk import bulk_line, done_by, heading, left_out, what_would_happen
from plans.permissions import actions_to_update, board_for, bulk_kinds, strategy_for
from plans.planning import Plan, plan_of
from plans.rules.bulk import Act
from plans.rules.outstanding import Reach
from plans.snapshot_cache import snapshot_of
from plans.views.saving import CLASH, get_or_post, whole_number
from plans.views.typed import forget_typed, keeps_typed, typed_at, who

NOT_OF_THE_LIST = {"pick", "which", "kind", "ticked"}
NOTHING_CHOSEN = "Tick the actions first, or choose all that match."
SEEN = re.compile(r"([am]\d{1,12})\.(\d{1,9})")


@keeps_typed
@get_or_post
def bulk(request, board):
    """The form for one kind of act; sent once, what it would do; sent again with `make`, it is done."""
    page = _Page(request, board)
    if page.kind is None or not page.chosen:
        return page.answer(None)
    if request.method != "POST":
        return page.answer_opened()
    form = page.form(request.POST)
    if not form.is_valid() or "edit" in request.POST:
        return page.answer(form)
    act = form.act(page.reach())
    if "make" not in request.POST:
        return page.answer(form, plan=page.plan(act))
    try:
        made = page.make(form, act)
    except changes.REFUSED as refused:
        return page.answer(form, plan=page.plan(act), refused=changes.sentence(refused), status=CLASH)
    if made.is_new:
        page.tell(made)
    else:
        messages.info(request, "This was already done. It was not done a second time.")
    forget_typed(request, request.path)
    return redirect(page.back)


@require_safe
def bulk_change(request, board, pk):
    """What one act did, for everybody who may read the plan; and the button that takes it back, for whoever did it."""
    row = _bulk_for(request.user, board, pk)
    done = done_by(row, as_at=timezone.localdate())
    context = {
        "page": "actions",
        "board": row.strategy.board,
        "bulk": bulk_line(row, number=len(done), user=request.user, now=timezone.now()),
        "done": done,
        "query": f"?strategy={row.strategy.key}" if request.GET.get("strategy") else "",
    }
    return render(request, "meetings/bulk_change.html", context)


@require_POST
def undo_bulk(request, board, pk):
    """Take back all of one act, and go back to where one was."""
    row = _bulk_for(request.user, board, pk)
    if row.by_id != request.user.pk or row.kind not in bulk_kinds(request.user):
        raise PermissionDenied
    try:
        left = changes.undo_many(row, by=request.user, at=timezone.now())
    except changes.NotAllowedNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back, all at once. It stays in the history of each action.")
        if left:
            messages.warning(request, f"Left as it is – {left_out(left)}.")
        if row.kind == BulkKind.ASK:
            messages.info(request, "Letters that were sent cannot be called back.")
    key = request.POST.get("meeting")
    if key and meetings_visible_to(request.user).filter(board__key=board, key=key).exists():
        return redirect("meetings:readiness", board, key)
    if "list" in request.POST:
        return redirect(_list_address(board, QueryDict(request.POST["list"])))
    return redirect("meetings:bulk_change", board, pk)


class _Page:
    """What was chosen, by whom, and what they may do with it. Raises Http404, then PermissionDenied."""

    def __init__(self, request, board: str):
        self.request = request
        self.strategy: Strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
        kinds = bulk_kinds(request.user)
        asked = request.GET.get("kind", "")
        if not kinds or (asked in BulkKind.values and asked not in kinds):
            raise PermissionDenied
        if self.strategy.is_record:
            raise Http404("A record is not run any more")
        self.kind = BulkKind(asked) if asked in BulkKind.values else None
        self.today = timezone.localdate()
        self.may = actions_to_update(request.user, on=self.today)
        self.snapshot = snapshot_of(self.strategy, as_at=self.today)
        self.chosen = self._chosen()
        self.back = _list_address(board, request.GET)
        self.decisions = decisions_of(request.user, self.strategy.board, on=self.today) if self._cites else None

    @property
    def _cites(self) -> bool:
        return self.kind is BulkKind.WITHDRAW and bool(self.chosen)

    def _chosen(self) -> frozenset[int]:
        """Those ticked, or all that match the filter; of an officer, as far as they are theirs."""
        here = {action.pk for action in self.snapshot.actions}
        if self.request.GET.get("which") == "all":
            lines = ActionFilter(self.request.GET, snapshot=self.snapshot).lines()
            return frozenset(line.pk for line in lines if self.may is None or line.pk in self.may)
        picked = set(map(whole_number, self.request.GET.getlist("pick")))
        return frozenset(picked & here)

    def reach(self) -> Reach:
        return askable(self.strategy.board, on=self.today) if self.kind is BulkKind.ASK else Reach()

    def plan(self, act: Act) -> Plan:
        return plan_of(act, self.strategy, self.chosen, on=self.today, may=self.may)

    def form(self, data=None, initial=None) -> BulkForm:
        assert self.kind is not None  # asked in `bulk`
        facts = {"today": self.today, "initial": initial}
        if self.decisions:
            facts |= {"decisions": self.decisions.choices, "cited": self.decisions.cited}
        return FORMS[self.kind](data, **facts)

    def make(self, form: BulkForm, act: Act) -> changes.Made:
        seen = {key: int(version) for key, version in SEEN.findall(self.request.POST.get("seen", ""))}
        if not seen:
            raise changes.NotAllowedNow(INCOMPLETE)
        return changes.change_many(
            act,
            self.strategy,
            seen,
            by=self.request.user,
            on=self.today,
            at=timezone.now(),
            token=form.cleaned_data["token"],
            because=form.cleaned_data["because"],
            may=self.may,
        )

    def tell(self, made: changes.Made) -> None:
        if made.left:
            messages.warning(self.request, f"Left out, and still to be done – {left_out(made.left)}.")
        if self.kind is BulkKind.ASK and (failed := send_requests(made.bulk)):
            told = f"No letter could be sent to {', '.join(failed)}. What you ask stands on their page of updates."
            messages.warning(self.request, told)

    def answer_opened(self):
        """The form, with what was typed into it before the session ran out, if it was this person who typed it."""
        typed = typed_at(self.request, self.request.path)
        initial = {name: value for name, value in typed["fields"].items() if name != "token"} if typed else None
        return self.answer(self.form(initial=initial), typed_at=parse_datetime(typed["at"]) if typed else None)

    def answer(self, form: BulkForm | None, *, plan: Plan | None = None, status: int = 200, **more):
        context = {
            "page": "actions",
            "board": self.strategy.board,
            "strategy": self.strategy,
            "kind": self.kind,
            "heading": heading(self.kind, len(self.chosen)) if self.kind else "Change several actions at once",
            "chosen": [action for action in self.snapshot.actions if action.pk in self.chosen],
            "nothing_chosen": NOTHING_CHOSEN,
            "form": form,
            "plan": plan,
            "back": self.back,
            "who": who(self.request.user),
            **more,
        }
        if plan and self.kind:
            context["lead"] = what_would_happen(plan, self.kind)
            context["seen"] = " ".join(f"{key}.{version}" for key, version in plan.seen.items())
        return render(self.request, "meetings/bulk.html", context, status=status)


def _bulk_for(user, board: str, pk: int) -> BulkChange:
    rows = BulkChange.objects.filter(strategy__board=board_for(user, board))
    return get_object_or_404(rows.select_related("strategy__board", "by__person", "undone_by__person"), pk=pk)


def _list_address(board: str, asked: QueryDict) -> str:
    """The list as it was, with its filter and its page."""
    kept = asked.copy()
    for name in NOT_OF_THE_LIST:
        kept.pop(name, None)
    query = kept.urlencode()
    return reverse("plans:actions", args=[board]) + (f"?{query}" if query else "")
